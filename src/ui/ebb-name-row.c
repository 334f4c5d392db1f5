/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbNameRow:
 *
 * The name of a device, to be changed. An empty one restores the maker's. What somebody is typing, or what could not be saved, is
 * never replaced by what the service says meanwhile.
 */

#include "ui/ebb-name-row.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"

#define LONGEST_NAME 100

struct _EbbNameRow
{
  AdwEntryRow parent_instance;

  EbbHome *home;     /* (owned) (nullable) */
  EbbDevice *device; /* (owned) (nullable) */
  char *known_name;  /* (owned) (nullable): what was last shown for the device's */
};

G_DEFINE_FINAL_TYPE (EbbNameRow, ebb_name_row, ADW_TYPE_ENTRY_ROW)

static const EbbOutboxItem *
find_edit (EbbNameRow *self)
{
  return ebb_outbox_find (ebb_home_get_outbox (self->home), EBB_EDIT_NAME, ebb_device_get_id (self->device));
}

/* The name as it is, or as it is wished while the wish waits for a connection. */
static void
show_name (EbbNameRow *self)
{
  const EbbOutboxItem *item = find_edit (self);

  g_free (self->known_name);
  self->known_name = g_strdup (item != NULL ? item->edit->wanted : ebb_device_get_name (self->device));
  gtk_editable_set_text (GTK_EDITABLE (self), self->known_name);
  /* The row takes every new text for an edit while it has a button to apply it. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), FALSE);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
}

static void
device_cb (EbbNameRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), ebb_device_can (self->device, "rename"));
  if (!ebb_name_row_is_edited (self))
    show_name (self);
}

/* The wish that was shown is over. */
static void
refused_cb (EbbNameRow *self,
            int         kind)
{
  if (kind == EBB_EDIT_NAME && !ebb_name_row_is_edited (self))
    show_name (self);
}

static void
refuse (EbbNameRow *self,
        const char *text)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", text);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EbbNameRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ebb_home_rename_finish (EBB_HOME (source), result, &error))
    {
      if (self->device != NULL && find_edit (self) != NULL)
        {
          show_name (self);
          gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", _("The name is sent as soon as it can be"));
        }
      /* What was entered stays, to try again. */
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        refuse (self, ebb_error_get_title (error));
      return;
    }

  /* As the service has it now, which may have tidied it. */
  if (self->device != NULL)
    show_name (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", _("Name saved"));
}

static void
apply_cb (EbbNameRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));

  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    refuse (self, _("A name has at most 100 characters"));
  else
    ebb_home_rename_async (self->home, self->device, name, renamed_cb, g_object_ref (self));
}

static void
changed_cb (EbbNameRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
ebb_name_row_dispose (GObject *object)
{
  EbbNameRow *self = EBB_NAME_ROW (object);

  if (self->device != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->device, self);
      g_signal_handlers_disconnect_by_data (ebb_home_get_outbox (self->home), self);
    }
  g_clear_object (&self->device);
  g_clear_object (&self->home);
  g_clear_pointer (&self->known_name, g_free);

  G_OBJECT_CLASS (ebb_name_row_parent_class)->dispose (object);
}

static void
ebb_name_row_class_init (EbbNameRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_name_row_dispose;
}

static void
ebb_name_row_init (EbbNameRow *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Name"));
  g_signal_connect (self, "apply", G_CALLBACK (apply_cb), NULL);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

/**
 * ebb_name_row_set_device:
 * @self: a row without a device
 * @home: whose device it is
 * @device: the device
 *
 * Shows the name of a device.
 */
void
ebb_name_row_set_device (EbbNameRow *self,
                         EbbHome    *home,
                         EbbDevice  *device)
{
  g_autofree char *refused = g_strconcat ("refused::", ebb_device_get_id (device), NULL);

  self->home = g_object_ref (home);
  self->device = g_object_ref (device);
  g_signal_connect_swapped (ebb_home_get_outbox (home), refused, G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (device, "changed", G_CALLBACK (device_cb), self);
  show_name (self);
  device_cb (self);
}

/**
 * ebb_name_row_is_edited:
 * @self: a row
 *
 * Returns: whether another name stands there than the device's
 */
gboolean
ebb_name_row_is_edited (EbbNameRow *self)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), self->known_name) != 0;
}
