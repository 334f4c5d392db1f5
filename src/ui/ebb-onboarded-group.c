/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbOnboardedGroup:
 *
 * A device that was just added: what it is, and an entry for the customer's own name of it.
 *
 * Enter in the entry runs the action that ends the page, as its button does. A name that could not be kept stays in the
 * entry, marked as invalid.
 */

#include "ui/ebb-onboarded-group.h"

#include <glib/gi18n.h>

#include "ui/ebb-kind-icon.h"

#define LONGEST_NAME 100 /* characters; the contract's limit */

struct _EbbOnboardedGroup
{
  AdwBin parent_instance;

  EbbDevice *device; /* (owned) */
  char *name;        /* (owned): what the device is called now */

  AdwActionRow *row;
  GtkImage *icon;
  AdwEntryRow *entry;
};

G_DEFINE_FINAL_TYPE (EbbOnboardedGroup, ebb_onboarded_group, ADW_TYPE_BIN)

static void
entry_activated_cb (EbbOnboardedGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "onboarding.done", NULL);
}

static void
entry_changed_cb (EbbOnboardedGroup *self)
{
  ebb_onboarded_group_set_invalid (self, FALSE);
}

static void
ebb_onboarded_group_finalize (GObject *object)
{
  EbbOnboardedGroup *self = EBB_ONBOARDED_GROUP (object);

  g_clear_object (&self->device);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (ebb_onboarded_group_parent_class)->finalize (object);
}

static void
ebb_onboarded_group_class_init (EbbOnboardedGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ebb_onboarded_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-onboarded-group.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardedGroup, row);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardedGroup, icon);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardedGroup, entry);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
ebb_onboarded_group_init (EbbOnboardedGroup *self)
{
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  gtk_text_set_max_length (GTK_TEXT (text), LONGEST_NAME);
}

/**
 * ebb_onboarded_group_new:
 * @device: a device
 *
 * Returns: (transfer floating): its rows
 */
GtkWidget *
ebb_onboarded_group_new (EbbDevice *device)
{
  EbbOnboardedGroup *self = g_object_new (EBB_TYPE_ONBOARDED_GROUP, NULL);
  const EbbDeviceValues *values = ebb_device_get_values (device);
  g_autofree char *maker = ebb_device_dup_maker (device);

  self->device = g_object_ref (device);
  self->name = g_strdup (ebb_device_get_name (device));
  gtk_image_set_from_icon_name (self->icon, ebb_kind_icon_get_name (values->kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), maker);
  adw_action_row_set_subtitle (self->row, ebb_device_kind_get_name (values->kind));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->name);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), ebb_device_can (device, "rename"));

  return GTK_WIDGET (self);
}

/**
 * ebb_onboarded_group_get_device:
 * @self: a group
 *
 * Returns: (transfer none): whose rows these are
 */
EbbDevice *
ebb_onboarded_group_get_device (EbbOnboardedGroup *self)
{
  return self->device;
}

/**
 * ebb_onboarded_group_dup_edit:
 * @self: a group
 *
 * Returns: (transfer full) (nullable): the name that the customer entered, empty for the maker's; %NULL when it is the one
 *   that the device has
 */
char *
ebb_onboarded_group_dup_edit (EbbOnboardedGroup *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_strstrip (name);

  return g_str_equal (name, self->name) ? NULL : g_steal_pointer (&name);
}

/**
 * ebb_onboarded_group_set_name:
 * @self: a group
 * @name: what the device is called now
 *
 * The name was kept. What is in the entry stays.
 */
void
ebb_onboarded_group_set_name (EbbOnboardedGroup *self,
                              const char        *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  ebb_onboarded_group_set_invalid (self, FALSE);
}

/**
 * ebb_onboarded_group_set_invalid:
 * @self: a group
 * @is_invalid: whether the name in the entry could not be kept
 */
void
ebb_onboarded_group_set_invalid (EbbOnboardedGroup *self,
                                 gboolean           is_invalid)
{
  if (is_invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
