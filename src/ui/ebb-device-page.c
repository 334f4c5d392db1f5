/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbDevicePage:
 *
 * One device: what it does and why, all reasons, what needs a person, its settings, its details. An edit is saved or
 * reverted with the #EbbSaveBar at the bottom. Whoever leaves the page keeps it as long as #EbbDevicePage:dirty says so.
 *
 * Keys: Ctrl+S saves.
 */

#include "ui/ebb-device-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/ebb-settings-editor.h"
#include "base/ebb-error.h"
#include "base/ebb-format.h"
#include "ui/ebb-attention-group.h"
#include "ui/ebb-conflict-group.h"
#include "ui/ebb-cut.h"
#include "ui/ebb-detail-row.h"
#include "ui/ebb-exception-group.h"
#include "ui/ebb-fit-layout.h"
#include "ui/ebb-fit-row.h"
#include "ui/ebb-kind-icon.h"
#include "ui/ebb-level.h"
#include "ui/ebb-name-row.h"
#include "ui/ebb-notice.h"
#include "ui/ebb-optional-label.h"
#include "ui/ebb-outlook-lines.h"
#include "ui/ebb-plan-chart.h"
#include "ui/ebb-save-bar.h"
#include "ui/ebb-scroll-anchor.h"
#include "ui/ebb-sentence.h"
#include "ui/ebb-sessions-group.h"
#include "ui/ebb-state-view.h"

struct _EbbDevicePage
{
  GtkWidget parent_instance;

  EbbHome *home;             /* (owned) */
  EbbDevice *device;         /* (owned) */
  EbbSettingsEditor *editor; /* (owned) */
  GPtrArray *reason_rows;    /* (owned) */
  gboolean is_dirty;
  gboolean is_signed_out;    /* the last save was refused for it */

  GtkWidget *box;
  AdwWindowTitle *title;
  EbbNotice *notice;
  GtkScrolledWindow *scrolled;
  GtkWidget *back_button;
  GtkImage *icon;
  GtkLabel *level_text;
  EbbLevel *level;
  GtkLabel *sentence;
  GtkLabel *price;
  EbbOutlookLines *outlook;
  EbbPlanChart *plan;
  EbbSessionsGroup *sessions;
  GtkLabel *age;
  EbbAttentionGroup *attention_group;
  AdwPreferencesGroup *reasons_group;
  EbbExceptionGroup *exceptions;
  GtkWidget *no_settings_group;
  EbbFitRow *no_settings_row;
  GtkButton *load_button;
  EbbStateView *settings_state;
  GtkBox *settings_box;
  EbbDetailRow *kind_row;
  EbbDetailRow *maker_row;
  EbbDetailRow *connection_row;
  EbbDetailRow *seen_row;
  EbbNameRow *name_row;
  GtkWidget *remove_button;
  EbbSaveBar *save_bar;
};

enum
{
  PROP_0,
  PROP_DIRTY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbDevicePage, ebb_device_page, GTK_TYPE_WIDGET)

static char *
describe_reason (const EbbReason       *reason,
                 gboolean               is_deciding,
                 const EbbPlaceAndTime *where)
{
  g_autofree char *price = ebb_sentence_for_price (reason, where);

  if (!is_deciding)
    return g_steal_pointer (&price);

  return price != NULL ? g_strdup_printf ("%s %s", _("This decides."), price) : g_strdup (_("This decides."));
}

static GtkWidget *
add_reason_row (EbbDevicePage *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_group_add (self->reasons_group, row);
  g_ptr_array_add (self->reason_rows, row);

  return row;
}

static void
show_reason (GtkWidget             *row,
             const EbbReason       *reason,
             gboolean               is_deciding,
             const EbbPlaceAndTime *where)
{
  g_autofree char *sentence = ebb_sentence_for_reason (reason, where);
  g_autofree char *more = describe_reason (reason, is_deciding, where);
  /* The subtitle is markup whatever the row says, up to libadwaita 1.2. */
  g_autofree char *plain = g_markup_escape_text (more != NULL ? more : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain);
  if (is_deciding)
    gtk_widget_remove_css_class (row, "suppressed");
  else
    gtk_widget_add_css_class (row, "suppressed");
}

/* The one that decides first, the others as they came. In place: whoever is at a row stays there. */
static void
show_reasons (EbbDevicePage         *self,
              const EbbPlaceAndTime *where)
{
  GArray *reasons = ebb_device_get_values (self->device)->reasons;
  const EbbReason *deciding = ebb_device_get_deciding_reason (self->device);
  guint at = deciding != NULL ? (guint) (deciding - (const EbbReason *) (gpointer) reasons->data) : 0;

  for (; self->reason_rows->len > reasons->len; g_ptr_array_set_size (self->reason_rows, (int) self->reason_rows->len - 1))
    adw_preferences_group_remove (self->reasons_group, g_ptr_array_index (self->reason_rows, self->reason_rows->len - 1));
  for (guint i = 0; i < reasons->len; i++)
    {
      GtkWidget *row = i < self->reason_rows->len ? g_ptr_array_index (self->reason_rows, i) : add_reason_row (self);
      const EbbReason *reason = i == 0 ? deciding : &g_array_index (reasons, EbbReason, i <= at ? i - 1 : i);

      show_reason (row, reason, i == 0, where);
    }
  /* A single reason is the sentence at the top. */
  gtk_widget_set_visible (GTK_WIDGET (self->reasons_group), reasons->len > 1);
}

static void
show_details (EbbDevicePage         *self,
              const EbbPlaceAndTime *where)
{
  static const char *const connection_words[] = { N_("Connected"), N_("Asleep"), N_("Not connected"), N_("Not known") };
  const EbbDeviceValues *values = ebb_device_get_values (self->device);
  g_autofree char *maker = ebb_device_dup_maker (self->device);
  g_autofree char *seen = values->last_seen_at_us != EBB_TIME_UNKNOWN ? ebb_format_age (where->now_us - values->last_seen_at_us) : NULL;

  ebb_detail_row_set_value (self->kind_row, values->kind == EBB_DEVICE_OTHER && values->kind_text != NULL
                                              ? values->kind_text : ebb_device_kind_get_name (values->kind));
  ebb_detail_row_set_value (self->maker_row, maker);
  ebb_detail_row_set_value (self->connection_row, _(connection_words[values->connection]));
  ebb_detail_row_set_value (self->seen_row, seen);
}

/* Where it will stop: at what the settings say, or before, at the device's own limit. */
static double
find_target (EbbDevicePage *self)
{
  EbbSpoSettings *settings = ebb_settings_editor_get_base (self->editor);
  double limit = ebb_device_get_values (self->device)->telemetry.charge_limit;
  const EbbSettingValue *target = settings != NULL ? &ebb_spo_settings_get_values (settings)->numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE]
                                                   : NULL;

  return target != NULL && target->is_present ? fmin (target->value, limit) : limit;
}

static void
show_level (EbbDevicePage *self)
{
  ebb_level_set (self->level, ebb_device_get_values (self->device)->telemetry.state_of_charge, find_target (self));
}

/* What grows old also while the device says nothing new. */
static void
show_head (EbbDevicePage *self)
{
  const EbbDeviceValues *values = ebb_device_get_values (self->device);
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  g_autofree char *sentence = ebb_sentence_for_device (self->device, &where);
  g_autofree char *level = ebb_sentence_for_level (self->device);
  g_autofree char *age = ebb_sentence_for_age (self->device, &where);
  const EbbReason *deciding = ebb_device_get_deciding_reason (self->device);
  g_autofree char *price = deciding != NULL ? ebb_sentence_for_price (deciding, &where) : NULL;

  adw_window_title_set_title (self->title, ebb_device_get_name (self->device));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), ebb_device_get_name (self->device));
  gtk_image_set_from_icon_name (self->icon, ebb_kind_icon_get_name (values->kind));
  ebb_optional_label_set (self->level_text, level);
  ebb_optional_label_set (self->sentence, sentence);
  ebb_optional_label_set (self->price, price);
  ebb_optional_label_set (self->age, age);
  gtk_widget_set_visible (GTK_WIDGET (self->level), !isnan (values->telemetry.state_of_charge));
  show_level (self);
  ebb_level_set_stale (self->level, GTK_WIDGET (self->level_text), ebb_sentence_is_stale (self->device, &where));
}

static void
update (EbbDevicePage *self)
{
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);

  show_head (self);
  show_reasons (self, &where);
  show_details (self, &where);
}

/* Whether the service has the device no longer, or its facility. */
static gboolean
is_gone (EbbDevicePage *self)
{
  GListModel *facilities = ebb_home_get_facilities (self->home);
  const char *facility_id = ebb_device_get_values (self->device)->facility_id;

  if (ebb_home_get_updated_at (self->home) == EBB_TIME_UNKNOWN)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (facilities); i++)
    {
      g_autoptr (EbbFacility) facility = g_list_model_get_item (facilities, i);

      if (g_strcmp0 (ebb_facility_get_id (facility), facility_id) == 0)
        return facility == ebb_home_get_facility (self->home) &&
               ebb_home_find_device (self->home, ebb_device_get_id (self->device)) == NULL;
    }

  return TRUE;
}

static void
show_notice (EbbDevicePage *self)
{
  const GError *error = ebb_home_get_error (self->home);

  if (is_gone (self))
    ebb_notice_show (self->notice, _("This device is no longer in your home."), _("_Back"), "win.back");
  else if (error != NULL && ebb_home_get_updated_at (self->home) != EBB_TIME_UNKNOWN)
    ebb_notice_show_error (self->notice, error,
                           ebb_clock_now (ebb_home_get_clock (self->home)) - ebb_home_get_updated_at (self->home));
  else if (self->is_signed_out)
    ebb_notice_show (self->notice, _("Please sign in again. What you changed stays here until then."), _("_Sign in"),
                     "win.sign-in");
  else
    ebb_notice_hide (self->notice);
}

static void
follow_dirty (EbbDevicePage *self)
{
  gboolean is_dirty = !is_gone (self) && (ebb_save_bar_has_edit (self->save_bar) || ebb_name_row_is_edited (self->name_row));

  if (self->is_dirty == is_dirty)
    return;

  self->is_dirty = is_dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

static void
save_bar_cb (EbbDevicePage *self)
{
  self->is_signed_out = ebb_save_bar_has_edit (self->save_bar) &&
                        g_error_matches (ebb_settings_editor_get_error (self->editor), EBB_ERROR, EBB_ERROR_SIGNED_OUT);
  show_notice (self);
  follow_dirty (self);
}

/* A row in their place: the device is more than its settings. */
static void
show_no_settings (EbbDevicePage *self,
                  const GError  *error)
{
  gboolean is_offered = !g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND) &&
                        !g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_SUPPORTED);
  gboolean is_signed_out = g_error_matches (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->no_settings_row), is_offered ? ebb_error_get_title (error) : _("No settings"));
  ebb_fit_row_set_subtitle (self->no_settings_row, is_offered ? ebb_error_get_advice (error)
                                                              : _("Your retailer’s service does not offer settings for this device."));
  gtk_widget_set_visible (GTK_WIDGET (self->load_button), is_offered);
  gtk_button_set_label (self->load_button, is_signed_out ? _("_Sign in again") : _("_Try again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->load_button), is_signed_out ? "win.sign-in" : "device.load-settings");
}

static void
show_editor (EbbDevicePage *self)
{
  EbbEditorState state = ebb_settings_editor_get_state (self->editor);

  show_level (self);
  gtk_widget_set_visible (self->no_settings_group, state == EBB_EDITOR_UNAVAILABLE);
  gtk_widget_set_visible (GTK_WIDGET (self->settings_state), state != EBB_EDITOR_UNAVAILABLE);
  if (state == EBB_EDITOR_UNAVAILABLE)
    show_no_settings (self, ebb_settings_editor_get_error (self->editor));
  else if (state == EBB_EDITOR_LOADING)
    ebb_state_view_show_loading (self->settings_state);
  else
    ebb_state_view_show_content (self->settings_state);
}

static void
saved_cb (EbbDevicePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-saved", "s", ebb_device_get_id (self->device));
}

/* Nothing is known anew, and what is known has become older. */
static void
passed_cb (EbbDevicePage *self)
{
  show_head (self);
  show_notice (self);
}

/* Asked for anew, the home is up to date or failed: signing in again may have helped here too, and settings may have been changed
 * elsewhere. */
static void
home_cb (EbbDevicePage *self)
{
  const GError *error = ebb_settings_editor_get_error (self->editor);

  if (ebb_home_is_loading (self->home))
    return;

  if (ebb_home_get_error (self->home) == NULL)
    {
      self->is_signed_out = FALSE;
      if (ebb_device_can (self->device, "spo") && (error == NULL || ebb_error_may_pass (error)))
        ebb_settings_editor_load (self->editor);
    }
  show_head (self);
  show_notice (self);
  follow_dirty (self);
}

static void
load_settings_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  ebb_settings_editor_load (EBB_DEVICE_PAGE (widget)->editor);
}

static void
save_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ebb_save_bar_save (EBB_DEVICE_PAGE (widget)->save_bar);
}

/* Not the first entry, whose text would be selected. */
static gboolean
ebb_device_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (EBB_DEVICE_PAGE (widget)->back_button);
}

static void
ebb_device_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DIRTY:
      g_value_set_boolean (value, ebb_device_page_is_dirty (EBB_DEVICE_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_device_page_dispose (GObject *object)
{
  EbbDevicePage *self = EBB_DEVICE_PAGE (object);

  if (self->device != NULL)
    g_signal_handlers_disconnect_by_data (self->device, self);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);
  g_clear_object (&self->editor);
  g_clear_object (&self->device);
  g_clear_object (&self->home);
  g_clear_pointer (&self->reason_rows, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_device_page_parent_class)->dispose (object);
}

static void
ebb_device_page_class_init (EbbDevicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = ebb_device_page_get_property;
  G_OBJECT_CLASS (klass)->dispose = ebb_device_page_dispose;
  widget_class->grab_focus = ebb_device_page_grab_focus;

  /**
   * EbbDevicePage:dirty:
   *
   * Whether it holds an edit that is not saved.
   */
  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (EBB_TYPE_ATTENTION_GROUP);
  g_type_ensure (EBB_TYPE_DETAIL_ROW);
  g_type_ensure (EBB_TYPE_EXCEPTION_GROUP);
  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  g_type_ensure (EBB_TYPE_FIT_ROW);
  g_type_ensure (EBB_TYPE_LEVEL);
  g_type_ensure (EBB_TYPE_NAME_ROW);
  g_type_ensure (EBB_TYPE_NOTICE);
  g_type_ensure (EBB_TYPE_OUTLOOK_LINES);
  g_type_ensure (EBB_TYPE_PLAN_CHART);
  g_type_ensure (EBB_TYPE_SAVE_BAR);
  g_type_ensure (EBB_TYPE_SESSIONS_GROUP);
  g_type_ensure (EBB_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-device-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, box);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, title);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, notice);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, icon);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, level_text);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, level);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, price);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, outlook);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, plan);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, sessions);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, age);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, attention_group);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, reasons_group);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, exceptions);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, no_settings_group);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, no_settings_row);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, settings_state);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, settings_box);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, maker_row);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, connection_row);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, seen_row);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, remove_button);
  gtk_widget_class_bind_template_child (widget_class, EbbDevicePage, save_bar);
  gtk_widget_class_bind_template_callback (widget_class, follow_dirty);
  gtk_widget_class_bind_template_callback (widget_class, save_bar_cb);
  gtk_widget_class_install_action (widget_class, "device.load-settings", NULL, load_settings_cb);
  gtk_widget_class_install_action (widget_class, "device.save", NULL, save_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "device.save", NULL);
}

static void
ebb_device_page_init (EbbDevicePage *self)
{
  self->reason_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ebb_cut_wrap_button (self->remove_button);
  ebb_scroll_anchor_attach (self->scrolled);
  self->load_button = GTK_BUTTON (gtk_button_new_with_mnemonic (_("_Try again")));
  gtk_widget_set_valign (GTK_WIDGET (self->load_button), GTK_ALIGN_CENTER);
  ebb_cut_wrap_button (GTK_WIDGET (self->load_button));
  ebb_fit_row_add_control (self->no_settings_row, GTK_WIDGET (self->load_button));
}

/**
 * ebb_device_page_new:
 * @session: whose device it is
 * @device: the device
 *
 * Returns: (transfer floating): the device's page
 */
GtkWidget *
ebb_device_page_new (EbbSession *session,
                     EbbDevice  *device)
{
  EbbDevicePage *self = g_object_new (EBB_TYPE_DEVICE_PAGE, NULL);
  g_autoptr (EbbOutlook) outlook = ebb_outlook_new (ebb_session_get_home (session), device);
  GtkWidget *form;

  self->home = g_object_ref (ebb_session_get_home (session));
  self->device = g_object_ref (device);
  self->editor = ebb_settings_editor_new (self->home, device);
  g_signal_connect_swapped (device, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->home, "notify::loading", G_CALLBACK (home_cb), self);
  g_signal_connect_object (ebb_home_get_units (self->home), "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ebb_home_get_clock (self->home), "passed", G_CALLBACK (passed_cb), self, G_CONNECT_SWAPPED);
  ebb_outlook_lines_set_outlook (self->outlook, self->home, outlook);
  ebb_plan_chart_set_outlook (self->plan, self->home, outlook);
  ebb_sessions_group_set_outlook (self->sessions, self->home, outlook);
  ebb_outlook_load (outlook);
  ebb_name_row_set_device (self->name_row, self->home, device);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove_button), "s", ebb_device_get_id (device));
  gtk_widget_set_visible (self->remove_button, ebb_device_can (device, "remove"));
  ebb_exception_group_set_device (self->exceptions, self->home, device, self->editor);
  update (self);
  ebb_attention_group_set_device (self->attention_group, ebb_session_get_attention (session), device);
  show_notice (self);

  if (!ebb_device_can (device, "spo"))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->settings_state), FALSE);
      return GTK_WIDGET (self);
    }

  form = ebb_settings_form_new (self->editor, self->home, self->device);
  gtk_box_append (self->settings_box, ebb_conflict_group_new (self->editor, self->home, self->device));
  gtk_box_append (self->settings_box, form);
  ebb_save_bar_set_form (self->save_bar, self->home, device, self->editor, EBB_SETTINGS_FORM (form));
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (show_editor), self);
  g_signal_connect_swapped (self->editor, "saved", G_CALLBACK (saved_cb), self);
  ebb_settings_editor_load (self->editor);

  return GTK_WIDGET (self);
}

/**
 * ebb_device_page_ask_to_run:
 * @self: a page
 *
 * Asks whether to run the device now, and says what that would cost.
 */
void
ebb_device_page_ask_to_run (EbbDevicePage *self)
{
  ebb_exception_group_ask_to_run (self->exceptions);
}

/**
 * ebb_device_page_get_device:
 * @self: a page
 *
 * Returns: (transfer none): the device that it shows
 */
EbbDevice *
ebb_device_page_get_device (EbbDevicePage *self)
{
  return self->device;
}

/**
 * ebb_device_page_is_dirty:
 * @self: a page
 *
 * Returns: whether it holds an edit that is not saved
 */
gboolean
ebb_device_page_is_dirty (EbbDevicePage *self)
{
  return self->is_dirty;
}

/**
 * ebb_device_page_is_kept:
 * @self: a page
 *
 * Returns: whether the edit that it holds, if it holds one, is there again at the next start
 */
gboolean
ebb_device_page_is_kept (EbbDevicePage *self)
{
  return !self->is_dirty || (!ebb_name_row_is_edited (self->name_row) && ebb_save_bar_is_readable (self->save_bar) &&
                             ebb_store_is_lasting (ebb_outbox_get_store (ebb_home_get_outbox (self->home))));
}
