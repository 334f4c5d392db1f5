/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbDeviceCard:
 *
 * One device in the list: icon of its kind, name, what it does and why, how full or warm it is, what needs a person, and the
 * switch of its optimisation.
 *
 * The card is bound to a device and unbound, as a list recycles it. CSS node: `devicecard`.
 */

#include "ui/ebb-device-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-error.h"
#include "ui/ebb-cut.h"
#include "ui/ebb-fit-layout.h"
#include "ui/ebb-kind-icon.h"
#include "ui/ebb-level.h"
#include "ui/ebb-optional-label.h"
#include "ui/ebb-sentence.h"

struct _EbbDeviceCard
{
  GtkWidget parent_instance;

  EbbHome *home;     /* (owned) (nullable) */
  EbbDevice *device; /* (owned) (nullable) */
  EbbDrafts *drafts; /* (owned) (nullable) */
  gboolean is_updating;
  gboolean is_asking; /* the service, to switch the device that is shown; until it answers the switch says what is wished */

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *level_text;
  GtkLabel *sentence;
  EbbLevel *level;
  GtkLabel *age;
  GtkLabel *edit;
  GtkWidget *attention_box;
  GtkLabel *attention;
  GtkSwitch *enabled_switch;
  GtkWidget *keep_button;
};

G_DEFINE_FINAL_TYPE (EbbDeviceCard, ebb_device_card, GTK_TYPE_WIDGET)

/* What a screen reader says of the row of the list: the row itself has no text. */
static void
name_row (EbbDeviceCard *self,
          const char    *name,
          const char    *description)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static const EbbOutboxItem *
find_edit (EbbDeviceCard *self,
           EbbEditKind    kind)
{
  return ebb_outbox_find (ebb_home_get_outbox (self->home), kind, ebb_device_get_id (self->device));
}

/* What was changed and the service has not got yet. A switch and a name are quick; they are told only when they have to wait. */
static void
show_edit (EbbDeviceCard *self)
{
  const char *id = ebb_device_get_id (self->device);
  const EbbOutboxItem *item = find_edit (self, EBB_EDIT_SETTINGS);
  const EbbOutboxItem *removal = find_edit (self, EBB_EDIT_REMOVAL);
  const char *text = NULL;

  gtk_widget_set_visible (self->keep_button, removal != NULL);
  gtk_widget_set_sensitive (self->keep_button, removal != NULL && !removal->is_sending);
  for (int kind = EBB_EDIT_NAME; item == NULL && kind < EBB_EDIT_REMOVAL; kind++)
    {
      item = find_edit (self, (EbbEditKind) kind);
      if (item != NULL && item->is_sending && item->error == NULL)
        item = NULL;
    }
  if (removal != NULL)
    text = _("Will be removed");
  else if (item != NULL && item->edit->state == EBB_EDIT_FAILED)
    text = _("Changes were not taken");
  else if (item != NULL && item->edit->state != EBB_EDIT_UNSAVED)
    text = item->is_sending ? _("Changes are being sent") : _("Changes wait to be sent");
  else if (item != NULL || (self->drafts != NULL && ebb_drafts_has (self->drafts, id)))
    text = _("Unsaved changes");
  ebb_optional_label_set (self->edit, text);
}

/* As it is, or as it is wished while the wish waits for a connection. */
static gboolean
is_enabled (EbbDeviceCard *self)
{
  const EbbOutboxItem *item = find_edit (self, EBB_EDIT_SWITCH);

  return item != NULL ? g_str_equal (item->edit->wanted, EBB_EDIT_ON)
                      : ebb_device_get_values (self->device)->is_enabled == EBB_YES;
}

static void
update (EbbDeviceCard *self)
{
  const EbbDeviceValues *values = ebb_device_get_values (self->device);
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  g_autofree char *sentence = ebb_sentence_for_device (self->device, &where);
  g_autofree char *level = ebb_sentence_for_level (self->device);
  g_autofree char *age = ebb_sentence_for_age (self->device, &where);
  g_autofree char *switch_name = NULL;
  g_autofree char *keep_name = NULL;
  gboolean can_switch = values->is_enabled != EBB_UNKNOWN && ebb_device_can (self->device, "spo");

  self->is_updating = TRUE;
  gtk_image_set_from_icon_name (self->icon, ebb_kind_icon_get_name (values->kind));
  ebb_optional_label_set (self->name, ebb_device_get_name (self->device));
  ebb_optional_label_set (self->sentence, sentence);
  ebb_optional_label_set (self->level_text, level);
  ebb_optional_label_set (self->age, age);
  name_row (self, ebb_device_get_name (self->device), sentence);

  gtk_widget_set_visible (GTK_WIDGET (self->level), !isnan (values->telemetry.state_of_charge));
  ebb_level_set (self->level, values->telemetry.state_of_charge, values->telemetry.charge_limit);
  ebb_level_set_stale (self->level, GTK_WIDGET (self->level_text), ebb_sentence_is_stale (self->device, &where));

  show_edit (self);
  gtk_widget_set_visible (self->attention_box, values->attention->len > 0);
  if (values->attention->len > 0)
    ebb_optional_label_set (self->attention, ebb_sentence_attention_title (g_array_index (values->attention, EbbAttention, 0).code));

  gtk_widget_set_visible (GTK_WIDGET (self->enabled_switch), can_switch && find_edit (self, EBB_EDIT_REMOVAL) == NULL);
  if (!self->is_asking)
    {
      gtk_switch_set_active (self->enabled_switch, is_enabled (self));
      gtk_switch_set_state (self->enabled_switch, is_enabled (self));
    }
  /* Translators: %s is the name of a device. */
  switch_name = g_strdup_printf (_("Run %s when power is cheap"), ebb_device_get_name (self->device));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enabled_switch), GTK_ACCESSIBLE_PROPERTY_LABEL, switch_name, -1);
  /* Translators: %s is the name of a device. */
  keep_name = g_strdup_printf (_("Keep %s"), ebb_device_get_name (self->device));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->keep_button), GTK_ACCESSIBLE_PROPERTY_LABEL, keep_name, -1);

  if (values->state == EBB_OPTIMIZATION_RUNNING || values->state == EBB_OPTIMIZATION_MANUAL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "running");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "running");
  self->is_updating = FALSE;
}

/* The device says nothing new, and has become older. */
static void
loading_cb (EbbDeviceCard *self)
{
  if (!ebb_home_is_loading (self->home))
    update (self);
}

/* A question to the service, and of which device: the card may show another one when the answer comes. */
typedef struct
{
  EbbDeviceCard *self; /* (owned) */
  EbbDevice *device;   /* (owned) */
  gboolean is_enabled;
} Ask;

static void
ask_free (Ask *ask)
{
  g_object_unref (ask->self);
  g_object_unref (ask->device);
  g_free (ask);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_free)

static void ask_to_switch (EbbDeviceCard *self);

static void
enabled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Ask) ask = user_data;
  EbbDeviceCard *self = ask->self;
  g_autoptr (GError) error = NULL;
  gboolean is_taken = ebb_home_set_enabled_finish (EBB_HOME (source), result, &error);

  if (self->device == ask->device && find_edit (self, EBB_EDIT_SWITCH) != NULL)
    /* It waits, and the card says so. */
    g_clear_error (&error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", ebb_error_get_title (error));
  if (self->device != ask->device)
    return;

  self->is_asking = FALSE;
  if ((is_taken || find_edit (self, EBB_EDIT_SWITCH) != NULL) && gtk_switch_get_active (self->enabled_switch) != ask->is_enabled)
    ask_to_switch (self);
  else
    update (self);
}

static void
ask_to_switch (EbbDeviceCard *self)
{
  Ask *ask = g_new0 (Ask, 1);

  self->is_asking = TRUE;
  ask->self = g_object_ref (self);
  ask->device = g_object_ref (self->device);
  ask->is_enabled = gtk_switch_get_active (self->enabled_switch);
  ebb_home_set_enabled_async (self->home, self->device, ask->is_enabled, enabled_cb, ask);
}

static gboolean
state_set_cb (GtkSwitch     *enabled_switch,
              gboolean       is_enabled,
              EbbDeviceCard *self)
{
  if (!self->is_updating && !self->is_asking && self->device != NULL)
    ask_to_switch (self);

  /* The state follows when the service has taken it. */
  return TRUE;
}

static void
keep_cb (EbbDeviceCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.keep-device", "s", ebb_device_get_id (self->device));
}

static void
ebb_device_card_dispose (GObject *object)
{
  EbbDeviceCard *self = EBB_DEVICE_CARD (object);
  GtkWidget *child;

  ebb_device_card_unbind (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ebb_device_card_parent_class)->dispose (object);
}

static void
ebb_device_card_class_init (EbbDeviceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_device_card_dispose;

  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  g_type_ensure (EBB_TYPE_LEVEL);
  gtk_widget_class_set_css_name (widget_class, "devicecard");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-device-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, icon);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, name);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, level_text);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, sentence);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, level);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, age);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, edit);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, attention_box);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, attention);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, enabled_switch);
  gtk_widget_class_bind_template_child (widget_class, EbbDeviceCard, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
}

/* The marks of a switch, I and O, mostly cannot be seen, but cost their part of each frame that is scrolled. From GTK 4.14 on a person
 * has them shown; before, they are part of high contrast. */
static void
show_marks_where_seen (GtkSwitch *widget)
{
  GObject *settings = G_OBJECT (gtk_settings_get_default ());
  gboolean has_setting = g_object_class_find_property (G_OBJECT_GET_CLASS (settings), "gtk-show-status-shapes") != NULL;
  GObject *source = has_setting ? settings : G_OBJECT (adw_style_manager_get_default ());
  const char *property = has_setting ? "gtk-show-status-shapes" : "high-contrast";

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (widget)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_IMAGE (child))
      g_object_bind_property (source, property, child, "visible", G_BINDING_SYNC_CREATE);
}

static void
ebb_device_card_init (EbbDeviceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_marks_where_seen (self->enabled_switch);
  ebb_cut_explain (self->name);
  ebb_cut_explain (self->sentence);
  ebb_cut_wrap_button (self->keep_button);
}

/**
 * ebb_device_card_new:
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
GtkWidget *
ebb_device_card_new (void)
{
  return g_object_new (EBB_TYPE_DEVICE_CARD, NULL);
}

/**
 * ebb_device_card_bind:
 * @self: a card
 * @home: whose device it is
 * @device: the device to show
 * @drafts: (nullable): the pages that were left with an edit
 *
 * Shows a device, and keeps showing what is newly known of it.
 */
void
ebb_device_card_bind (EbbDeviceCard *self,
                      EbbHome       *home,
                      EbbDevice     *device,
                      EbbDrafts     *drafts)
{
  g_autofree char *changed = g_strconcat ("changed::", ebb_device_get_id (device), NULL);

  ebb_device_card_unbind (self);

  self->home = g_object_ref (home);
  self->device = g_object_ref (device);
  g_signal_connect_swapped (ebb_home_get_outbox (home), changed, G_CALLBACK (update), self);
  g_set_object (&self->drafts, drafts);
  g_signal_connect_swapped (device, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_swapped (ebb_home_get_clock (home), "passed", G_CALLBACK (update), self);
  g_signal_connect_swapped (ebb_home_get_units (home), "notify", G_CALLBACK (update), self);
  if (drafts != NULL)
    g_signal_connect_swapped (drafts, "changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * ebb_device_card_unbind:
 * @self: a card
 *
 * Lets go of the device.
 */
void
ebb_device_card_unbind (EbbDeviceCard *self)
{
  if (self->device != NULL)
    g_signal_handlers_disconnect_by_data (self->device, self);
  if (self->home != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->home, self);
      g_signal_handlers_disconnect_by_data (ebb_home_get_outbox (self->home), self);
      g_signal_handlers_disconnect_by_data (ebb_home_get_clock (self->home), self);
      g_signal_handlers_disconnect_by_data (ebb_home_get_units (self->home), self);
    }
  if (self->drafts != NULL)
    g_signal_handlers_disconnect_by_data (self->drafts, self);
  g_clear_object (&self->device);
  g_clear_object (&self->home);
  g_clear_object (&self->drafts);
  self->is_asking = FALSE;
}
