/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSettingsForm:
 *
 * The settings of one device, whichever the service offers for it: a row for each, in groups. It shows what the editor holds and
 * gives the editor what a person changes.
 *
 * Actions: `ready-by.copy` with a weekday, 0 for Monday, and to which days its time goes.
 */

#include "ui/ebb-settings-form.h"

#include <glib/gi18n.h>

#include "ui/ebb-clock-change-words.h"
#include "ui/ebb-number-row.h"
#include "ui/ebb-sentence.h"
#include "ui/ebb-time-row.h"
#include "ui/ebb-weekday.h"

#define N_DAYS 7

/* To which days the time of one can be copied: from the first to the last. */
typedef struct
{
  const char *title;
  int first;
  int last;
} Days;

static const Days copies[] = {
  { N_("Copy to _every day"), 0, 6 },
  { N_("Copy to _Monday to Friday"), 0, 4 },
  { N_("Copy to _Saturday and Sunday"), 5, 6 },
};

struct _EbbSettingsForm
{
  GtkWidget parent_instance;

  EbbHome *home;             /* (owned) */
  EbbDevice *device;         /* (owned) */
  EbbSettingsEditor *editor; /* (owned) */
  gboolean is_built;
  gboolean is_showing;

  GtkWidget *box;
  GtkWidget *left;                         /* (nullable): where the focus was when the form could not be used any more */
  GtkSwitch *enabled_switch;               /* (nullable) */
  AdwExpanderRow *ready_by;                /* (nullable) */
  EbbTimeRow *days[N_DAYS];                     /* (nullable) */
  EbbNumberRow *numbers[EBB_N_SETTINGS];   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (EbbSettingsForm, ebb_settings_form, GTK_TYPE_WIDGET)

/* The groups and what belongs into each; a group without a row is not made. */
typedef struct
{
  const char *title;
  EbbSetting first;
  EbbSetting last;
} Group;

static const Group groups[] = {
  { N_("Charging"), EBB_SETTING_MINIMUM_STATE_OF_CHARGE, EBB_SETTING_MAXIMUM_CURRENT_A },
  { N_("Price"), EBB_SETTING_MAXIMUM_PRICE, EBB_SETTING_MAXIMUM_PRICE },
  { N_("Comfort"), EBB_SETTING_TARGET_TEMPERATURE_C, EBB_SETTING_ALLOWED_INCREASE_C },
  { N_("Hot water"), EBB_SETTING_HOT_WATER_MINIMUM_C, EBB_SETTING_HOT_WATER_MAXIMUM_C },
  { N_("Reserve"), EBB_SETTING_RESERVE_MINIMUM, EBB_SETTING_RESERVE_MAXIMUM },
};

static char *
describe_deadlines (const EbbSpoValues *values)
{
  int first = values->ready_by[0];
  gboolean is_same = TRUE;
  int count = 0;

  for (int day = 0; day < N_DAYS; day++)
    {
      is_same = is_same && values->ready_by[day] == first;
      count += values->ready_by[day] != EBB_NO_TIME;
    }
  if (count == 0)
    return g_strdup (_("No deadline: whenever power is cheapest"));
  if (is_same)
    /* Translators: a time of day. */
    return g_strdup_printf (_("Every day at %02d:%02d"), first / 60, first % 60);

  return g_strdup_printf (ngettext ("On %d day of the week", "On %d days of the week", (gulong) count), count);
}

static void
edited_cb (EbbSettingsForm *self)
{
  EbbSpoValues values;

  if (self->is_showing)
    return;

  values = *ebb_settings_editor_get_values (self->editor);
  if (self->enabled_switch != NULL)
    values.is_enabled = gtk_switch_get_active (self->enabled_switch) ? EBB_YES : EBB_NO;
  for (int day = 0; day < N_DAYS; day++)
    if (self->days[day] != NULL)
      values.ready_by[day] = ebb_time_row_get_minutes (self->days[day]);
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    if (self->numbers[i] != NULL)
      values.numbers[i].value = ebb_number_row_get_value (self->numbers[i]);

  ebb_settings_editor_set_values (self->editor, &values);
  /* What cannot be read changes no value, but whether it may be saved. */
  g_signal_emit_by_name (self, "validity-changed");
}

static GtkWidget *
add_group (EbbSettingsForm *self,
           const char      *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->box), group);

  return group;
}

static void
build_enabled (EbbSettingsForm *self)
{
  GtkWidget *group = add_group (self, _("Settings"));
  GtkWidget *row = adw_action_row_new ();

  self->enabled_switch = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->enabled_switch), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Run when power is cheap"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Otherwise it runs whenever it is called for"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->enabled_switch));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->enabled_switch));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enabled_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Run when power is cheap"), -1);
  g_signal_connect_swapped (self->enabled_switch, "notify::active", G_CALLBACK (edited_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  EbbSettingsForm *self = EBB_SETTINGS_FORM (widget);
  EbbSpoValues values = *ebb_settings_editor_get_values (self->editor);
  int from, to;

  g_variant_get (parameter, "(ii)", &from, &to);
  for (int day = copies[to].first; day <= copies[to].last; day++)
    values.ready_by[day] = ebb_time_row_get_minutes (self->days[from]);
  ebb_settings_editor_set_values (self->editor, &values);
}

static GtkWidget *
new_copy_button (int day)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: %s is a day of the week. */
  g_autofree char *name = g_strdup_printf (_("Copy the time of %s"), ebb_weekday_get_name (day));
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int i = 0; i < (int) G_N_ELEMENTS (copies); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(copies[i].title), NULL);

      g_menu_item_set_action_and_target (item, "ready-by.copy", "(ii)", day, i);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "edit-copy-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  /* The focus is on the button in it, which GTK leaves without a name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

/* What the next change of the clocks makes of the time of a day. */
static void
show_clock_change (EbbSettingsForm *self,
                   int              day,
                   int              minutes)
{
  EbbPlaceAndTime where = ebb_place_and_time_of_device (self->home, self->device);
  g_autofree char *words = NULL;

  if (where.time_zone != NULL && minutes != EBB_NO_TIME)
    {
      EbbLocalTimeKind kind;
      gint64 time_us = ebb_local_time_next_weekday (where.now_us, day, minutes, where.time_zone, &kind);

      words = ebb_clock_change_words_make (kind, minutes, time_us, where.time_zone);
    }
  ebb_fit_row_set_subtitle (EBB_FIT_ROW (self->days[day]), words != NULL ? words : "");
}

static GtkWidget *
build_ready_by (EbbSettingsForm *self)
{
  GtkWidget *group = add_group (self, _("Ready by"));

  self->ready_by = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ready_by), _("Times of the week"));
  for (int day = 0; day < N_DAYS; day++)
    {
      self->days[day] = EBB_TIME_ROW (ebb_time_row_new (ebb_weekday_get_name (day)));
      ebb_fit_row_add_control (EBB_FIT_ROW (self->days[day]), new_copy_button (day));
      g_signal_connect_swapped (self->days[day], "edited", G_CALLBACK (edited_cb), self);
      adw_expander_row_add_row (self->ready_by, GTK_WIDGET (self->days[day]));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->ready_by));

  return group;
}

static void
build (EbbSettingsForm    *self,
       const EbbSpoValues *values)
{
  EbbPlaceAndTime where = ebb_place_and_time_of_device (self->home, self->device);

  if (values->is_enabled != EBB_UNKNOWN)
    build_enabled (self);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GtkWidget *group = NULL;

      for (int setting = (int) groups[i].first; setting <= (int) groups[i].last; setting++)
        {
          if (!values->numbers[setting].is_present)
            continue;
          if (group == NULL)
            group = add_group (self, _(groups[i].title));
          self->numbers[setting] = EBB_NUMBER_ROW (ebb_number_row_new ((EbbSetting) setting, &where));
          g_signal_connect_swapped (self->numbers[setting], "edited", G_CALLBACK (edited_cb), self);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->numbers[setting]));
        }
      if (i == 0 && values->has_ready_by)
        build_ready_by (self);
    }
}

/* Who is at a row while it is sent is there again afterwards, unless something else was turned to. */
static void
set_usable (EbbSettingsForm *self,
            gboolean         is_usable)
{
  GtkRoot *root = gtk_widget_get_root (self->box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_to_return = is_usable && root != NULL && focus == NULL && self->left != NULL;

  if (!is_usable && focus != NULL && gtk_widget_is_ancestor (focus, self->box))
    g_set_weak_pointer (&self->left, focus);
  gtk_widget_set_sensitive (self->box, is_usable);
  if (is_to_return && GTK_IS_TEXT (self->left))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (self->left));
  else if (is_to_return)
    gtk_widget_grab_focus (self->left);
  if (is_usable)
    g_clear_weak_pointer (&self->left);
}

static void
show_values (EbbSettingsForm *self)
{
  EbbEditorState state = ebb_settings_editor_get_state (self->editor);
  const EbbSpoValues *values = ebb_settings_editor_get_values (self->editor);
  EbbPlaceAndTime where;

  if (state == EBB_EDITOR_LOADING || state == EBB_EDITOR_UNAVAILABLE)
    return;

  self->is_showing = TRUE;
  if (!self->is_built)
    {
      build (self, values);
      self->is_built = TRUE;
    }
  if (self->enabled_switch != NULL)
    gtk_switch_set_active (self->enabled_switch, values->is_enabled == EBB_YES);
  if (self->ready_by != NULL)
    {
      g_autofree char *deadlines = describe_deadlines (values);

      adw_expander_row_set_subtitle (self->ready_by, deadlines);
      for (int day = 0; day < N_DAYS; day++)
        {
          ebb_time_row_set_minutes (self->days[day], values->ready_by[day]);
          show_clock_change (self, day, values->ready_by[day]);
        }
    }
  where = ebb_place_and_time_of_device (self->home, self->device);
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    if (self->numbers[i] != NULL)
      {
        ebb_number_row_set_place (self->numbers[i], &where);
        ebb_number_row_set_value (self->numbers[i], &values->numbers[i]);
      }
  set_usable (self, state == EBB_EDITOR_READY);
  self->is_showing = FALSE;
}

static void
ebb_settings_form_dispose (GObject *object)
{
  EbbSettingsForm *self = EBB_SETTINGS_FORM (object);

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_weak_pointer (&self->left);
  g_clear_object (&self->editor);
  g_clear_object (&self->home);
  g_clear_object (&self->device);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_settings_form_parent_class)->dispose (object);
}

static void
ebb_settings_form_class_init (EbbSettingsFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_settings_form_dispose;

  /**
   * EbbSettingsForm::validity-changed:
   *
   * What stands in the form may or may not be readable now.
   */
  g_signal_new ("validity-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "ready-by.copy", "(ii)", copy_cb);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ebb_settings_form_init (EbbSettingsForm *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * ebb_settings_form_new:
 * @editor: what is edited
 * @home: a home
 * @device: whose settings they are; its facility's time and currency count
 *
 * Returns: (transfer floating): a form; empty until the editor has loaded
 */
GtkWidget *
ebb_settings_form_new (EbbSettingsEditor *editor,
                       EbbHome           *home,
                       EbbDevice         *device)
{
  EbbSettingsForm *self = g_object_new (EBB_TYPE_SETTINGS_FORM, NULL);

  self->editor = g_object_ref (editor);
  self->home = g_object_ref (home);
  self->device = g_object_ref (device);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (show_values), self);
  g_signal_connect_object (ebb_home_get_units (home), "notify", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  show_values (self);

  return GTK_WIDGET (self);
}

static int
find_unreadable_day (EbbSettingsForm *self)
{
  for (int day = 0; day < N_DAYS; day++)
    if (self->days[day] != NULL && !ebb_time_row_is_valid (self->days[day]))
      return day;

  return -1;
}

/**
 * ebb_settings_form_is_readable:
 * @self: a form
 *
 * Returns: whether all that stands in it can be read, and so is in the editor
 */
gboolean
ebb_settings_form_is_readable (EbbSettingsForm *self)
{
  return find_unreadable_day (self) < 0;
}

/**
 * ebb_settings_form_dup_fault:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): one sentence on what keeps the edit from being saved
 */
char *
ebb_settings_form_dup_fault (EbbSettingsForm *self)
{
  int day = find_unreadable_day (self);
  const EbbSpoValues *values = ebb_settings_editor_get_values (self->editor);
  EbbSetting setting;
  const EbbSettingValue *number;
  g_autofree char *fault = NULL;

  if (day >= 0)
    return g_strdup_printf (_("%s: write a time like 07:00, or nothing."), ebb_weekday_get_name (day));

  fault = ebb_spo_values_check (values, &setting);
  if (fault == NULL)
    return NULL;

  number = &values->numbers[setting];
  if (self->numbers[setting] == NULL || !(number->value < number->minimum || number->value > number->maximum))
    return g_steal_pointer (&fault);

  /* Translators: a setting such as "Charge to", and what is wrong with it. */
  return g_strdup_printf (_("%s: %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->numbers[setting])), fault);
}

/**
 * ebb_settings_form_commit:
 * @self: a form
 *
 * Takes what is being typed, as if it were left.
 */
void
ebb_settings_form_commit (EbbSettingsForm *self)
{
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    if (self->numbers[i] != NULL)
      ebb_number_row_commit (self->numbers[i]);
}

/**
 * ebb_settings_form_forget:
 * @self: a form
 *
 * Forgets what could not be read.
 */
void
ebb_settings_form_forget (EbbSettingsForm *self)
{
  for (int day = 0; day < N_DAYS; day++)
    if (self->days[day] != NULL)
      ebb_time_row_forget (self->days[day]);
}
