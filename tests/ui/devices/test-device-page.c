/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a device against the real service: what it shows, what is edited and saved, and what becomes of an edit when
 * something goes wrong. */

#include "home-stage.h"

#include <math.h>

#include "ui/ebb-device-page.h"
#include "ui/ebb-save-bar.h"
#include "ui/ebb-sentence.h"

static GtkWidget *
child (GtkWidget  *page,
       const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, EBB_TYPE_DEVICE_PAGE, id));
}

/* Opens the page of the first device of a kind, without waiting for its settings. */
static GtkWidget *
open_at_once (Stage      *stage,
              const char *kind)
{
  if (stage->window == NULL)
    stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, kind))));

  return stage_find_type (stage->window, "EbbDevicePage");
}

static GtkWidget *
open_page (Stage      *stage,
           const char *kind)
{
  GtkWidget *page = open_at_once (stage, kind);

  stage_wait_until (stage_find_type (page, "EbbNumberRow") != NULL || stage_find_type (page, "EbbTimeRow") != NULL ||
                    stage_find (page, ADW_TYPE_ACTION_ROW, "title", "Run when power is cheap") != NULL);

  return page;
}

static GtkWidget *
find_row (GtkWidget  *page,
          const char *title)
{
  return stage_find (page, ADW_TYPE_PREFERENCES_ROW, "title", title);
}

static GtkSpinButton *
find_spin (GtkWidget  *page,
           const char *title)
{
  GtkWidget *row = find_row (page, title);

  g_assert_nonnull (row);
  return GTK_SPIN_BUTTON (stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL));
}

/* What is in the bar for saving. */
static GtkWidget *
bar_child (GtkWidget  *page,
           const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (child (page, "save_bar"), EBB_TYPE_SAVE_BAR, id));
}

static gboolean
has_bar (GtkWidget *page)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (bar_child (page, "revealer")));
}

static const char *
status (GtkWidget *page)
{
  return gtk_label_get_text (GTK_LABEL (bar_child (page, "status")));
}

static void
save (GtkWidget *page)
{
  stage_click (bar_child (page, "save_button"));
}

static gboolean
is_dirty (GtkWidget *page)
{
  return ebb_device_page_is_dirty (EBB_DEVICE_PAGE (page));
}

static double
at_service (Stage      *stage,
            const char *kind,
            const char *member)
{
  g_autoptr (JsonNode) settings = stage_get_settings (stage, ebb_device_get_id (stage_find_device (stage, kind)));
  JsonNode *node = json_object_get_member (json_node_get_object (settings), member);

  g_assert_nonnull (node);
  return json_node_is_null (node) ? NAN : json_node_get_double (node);
}

static const struct
{
  const char *kind;
  const char *scenario;
  const char *rows[6];
} kinds[] = {
  { "electric_vehicle", "electric-vehicle-waiting", { "Always at least", "Charge to", "Highest price", "Times of the week" } },
  { "charger", "charger-waiting", { "Energy needed", "Highest current", "Highest price", "Times of the week" } },
  { "heat_pump", "heat-pump-waiting", { "Wanted temperature", "May be cooler by", "May be warmer by", "Hot water at least",
                                         "Highest price" } },
  { "thermostat", "thermostat-waiting", { "Wanted temperature", "May be cooler by", "May be warmer by" } },
  { "water_heater", "water-heater-waiting", { "Hot water at least", "Hot water at most", "Times of the week" } },
  { "battery", "battery-waiting", { "Keep in reserve", "Charge at most to", "Highest price" } },
};

static void
test_kinds (void)
{
  static const char *const all[] = { "Always at least", "Charge to", "Energy needed", "Highest current", "Wanted temperature",
                                     "Hot water at least", "Keep in reserve" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (Stage) stage = stage_new (kinds[i].scenario);
      GtkWidget *page = open_page (stage, kinds[i].kind);

      for (guint j = 0; kinds[i].rows[j] != NULL; j++)
        if (find_row (page, kinds[i].rows[j]) == NULL)
          g_error ("%s has no row “%s”", kinds[i].kind, kinds[i].rows[j]);
      for (guint j = 0; j < G_N_ELEMENTS (all); j++)
        g_assert_cmpint (find_row (page, all[j]) != NULL, ==, g_strv_contains (kinds[i].rows, all[j]));
      g_assert_false (has_bar (page));
      g_assert_false (is_dirty (page));
    }
}

/* Nobody has to know what a spin button makes of a figure: passing through it changes nothing. */
static void
test_untouched (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (Stage) stage = stage_new (kinds[i].scenario);
      GtkWidget *page = open_page (stage, kinds[i].kind);

      for (guint j = 0; kinds[i].rows[j] != NULL; j++)
        {
          GtkWidget *spin = stage_find (find_row (page, kinds[i].rows[j]), GTK_TYPE_SPIN_BUTTON, NULL, NULL);

          if (spin != NULL)
            gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
        }
      g_assert_false (has_bar (page));
    }
}

static void
test_save (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page;

  stage_put_elsewhere (stage, ebb_device_get_id (stage_find_device (stage, "electric_vehicle")), "maximum_price", 0.43);
  page = open_page (stage, "electric_vehicle");
  gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
  g_assert_true (has_bar (page));
  g_assert_true (is_dirty (page));
  g_assert_cmpstr (status (page), ==, "");
  save (page);
  g_assert_cmpstr (status (page), ==, "Saving…");
  g_assert_false (gtk_widget_is_sensitive (bar_child (page, "save_button")));
  stage_wait_until (!has_bar (page));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "target_state_of_charge"), 0.95, 1e-9);
  /* What nobody touched went back as it came. */
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "maximum_price"), 0.43, 1e-9);
  stage_wait_until (stage_shows (stage->window, "Settings saved"));
}

/* Typed, and saved with the keyboard without leaving the field. */
static void
test_typed (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  GtkSpinButton *spin = find_spin (page, "Charge to");

  gtk_widget_grab_focus (GTK_WIDGET (spin));
  gtk_editable_set_text (GTK_EDITABLE (spin), "95");
  g_assert_true (stage_press (stage, GDK_KEY_s, GDK_CONTROL_MASK));
  stage_wait_until (stage_shows (stage->window, "Settings saved"));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "target_state_of_charge"), 0.95, 1e-9);
}

static void
test_revert (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  GtkSpinButton *spin = find_spin (page, "Charge to");
  double before = gtk_spin_button_get_value (spin);

  gtk_spin_button_set_value (spin, before - 10);
  g_assert_true (has_bar (page));
  stage_click (bar_child (page, "revert_button"));
  g_assert_false (has_bar (page));
  g_assert_false (is_dirty (page));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, before);
}

static GtkEditable *
find_monday (GtkWidget *page)
{
  GtkWidget *monday;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_row (page, "Times of the week")), TRUE);
  stage_wait_until ((monday = find_row (page, "Monday")) != NULL);

  return GTK_EDITABLE (stage_find (monday, GTK_TYPE_ENTRY, NULL, NULL));
}

/* A time that cannot be read is not saved, not replaced by an edit elsewhere in the form, and goes with Revert. */
static void
test_invalid_time (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  GtkEditable *monday = find_monday (page);
  g_autofree char *before = g_strdup (gtk_editable_get_text (monday));

  gtk_editable_set_text (monday, "25:00");
  g_assert_true (has_bar (page));
  g_assert_true (is_dirty (page));
  g_assert_cmpstr (status (page), ==, "Monday: write a time like 07:00, or nothing.");
  g_assert_false (gtk_widget_is_sensitive (bar_child (page, "save_button")));
  gtk_test_accessible_assert_state (GTK_WIDGET (monday), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
  g_assert_cmpstr (gtk_editable_get_text (monday), ==, "25:00");
  g_assert_false (gtk_widget_is_sensitive (bar_child (page, "save_button")));

  gtk_widget_grab_focus (GTK_WIDGET (monday));
  stage_click (bar_child (page, "revert_button"));
  g_assert_cmpstr (gtk_editable_get_text (monday), ==, before);
  g_assert_false (has_bar (page));
  g_assert_false (is_dirty (page));
}

static void
test_minimum_above_target (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  double lowest, highest;

  gtk_spin_button_get_range (find_spin (page, "Charge to"), &lowest, &highest);
  gtk_spin_button_set_value (find_spin (page, "Charge to"), lowest);
  gtk_spin_button_get_range (find_spin (page, "Always at least"), NULL, &highest);
  gtk_spin_button_set_value (find_spin (page, "Always at least"), highest);
  g_assert_cmpstr (status (page), ==, "“Always at least” is above “Charge to”.");
  g_assert_false (gtk_widget_is_sensitive (bar_child (page, "save_button")));
}

/* No limit, a limit of nothing and one below nothing are three things. */
static void
test_price_limits (void)
{
  static const double limits[] = { 0.5, 0, -0.25, NAN };
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  GtkWidget *row = find_row (page, "Highest price");
  GtkSwitch *limited = GTK_SWITCH (stage_find (row, GTK_TYPE_SWITCH, NULL, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      gtk_switch_set_active (limited, !isnan (limits[i]));
      if (!isnan (limits[i]))
        gtk_spin_button_set_value (find_spin (page, "Highest price"), limits[i] * 100);
      g_assert_true (has_bar (page));
      save (page);
      stage_wait_until (!has_bar (page));
      if (isnan (limits[i]))
        g_assert_true (isnan (at_service (stage, "electric_vehicle", "maximum_price")));
      else
        g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "maximum_price"), limits[i], 1e-9);
    }
  g_assert_null (stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL));

  /* Whoever wants a limit is asked which. */
  gtk_switch_set_active (limited, TRUE);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (stage->window)), GTK_WIDGET (find_spin (page, "Highest price"))));
}

static GtkWidget *
open_conflict (Stage *stage)
{
  GtkWidget *page = open_page (stage, "electric_vehicle");

  stage_put_elsewhere (stage, ebb_device_get_id (stage_find_device (stage, "electric_vehicle")), "minimum_state_of_charge", 0.25);
  gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
  save (page);
  stage_wait_until (gtk_widget_is_sensitive (bar_child (page, "save_button")));
  g_assert_cmpstr (status (page), ==, "These settings were changed elsewhere. Which shall stay?");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (bar_child (page, "save_button"))), ==, "Keep _mine");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (bar_child (page, "revert_button"))), ==, "Keep _theirs");
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "minimum_state_of_charge"), 0.25, 1e-9);

  return page;
}

static void
test_conflict_mine (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_conflict (stage);

  save (page);
  stage_wait_until (!has_bar (page));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "target_state_of_charge"), 0.95, 1e-9);
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "minimum_state_of_charge"), 0.25, 1e-9);
}

static void
test_conflict_theirs (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  double before = at_service (stage, "electric_vehicle", "target_state_of_charge");
  GtkWidget *page = open_conflict (stage);

  stage_click (bar_child (page, "revert_button"));
  stage_wait_until (!has_bar (page));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "target_state_of_charge"), before, 1e-9);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (find_spin (page, "Always at least")), 25, 1e-9);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (find_spin (page, "Charge to")), before * 100, 1e-6);
}

static void
test_save_refused (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");

  stage_break (stage, "[{'operation':'PUT devices/{deviceId}/spo','status':500,'code':'internal'}]");
  gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
  save (page);
  stage_wait_until (gtk_widget_is_sensitive (bar_child (page, "save_button")));
  g_assert_cmpstr (status (page), ==,
                       "The service has a problem. Your change is kept, and sent as soon as it can be.");
  g_assert_cmpfloat (gtk_spin_button_get_value (find_spin (page, "Charge to")), ==, 95);
  g_assert_true (is_dirty (page));

  stage_break (stage, "[]");
  save (page);
  stage_wait_until (!has_bar (page));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "target_state_of_charge"), 0.95, 1e-9);
}

/* Signed out while editing: the edit stays, and the way on is on the page. */
static void
test_signed_out (void)
{
  g_autoptr (Stage) stage = stage_new ("session-expired-mid-edit");
  GtkWidget *page = open_page (stage, "electric_vehicle");

  gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
  save (page);
  stage_wait_until (gtk_widget_is_sensitive (bar_child (page, "save_button")));
  g_assert_true (is_dirty (page));
  stage_wait_until (stage_find (page, GTK_TYPE_BUTTON, "label", "_Sign in") != NULL);

  stage_break (stage, "[]");
  stage_click (stage_find (page, GTK_TYPE_BUTTON, "label", "_Sign in"));
  stage_wait_until (stage_find (page, GTK_TYPE_BUTTON, "label", "_Sign in") == NULL);
  g_assert_cmpfloat (gtk_spin_button_get_value (find_spin (page, "Charge to")), ==, 95);
  /* It was saved before, and goes now by itself. */
  stage_wait_until (!has_bar (page));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "electric_vehicle", "target_state_of_charge"), 0.95, 1e-9);
}

/* The settings come by themselves once the home can be had again. */
static void
test_load_again (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page;

  stage_break (stage, "[{'operation':'*','status':403,'code':'token_expired'}]");
  page = open_at_once (stage, "electric_vehicle");
  stage_wait_until (stage_find (page, GTK_TYPE_BUTTON, "label", "_Sign in again") != NULL);
  stage_break (stage, "[]");
  stage_refresh (stage);
  stage_wait_until (stage_find_type (page, "EbbNumberRow") != NULL);
}

static void
test_no_settings (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page;

  stage_break (stage, "[{'operation':'GET devices/{deviceId}/spo','status':404,'code':'not_found'}]");
  page = open_at_once (stage, "electric_vehicle");
  stage_wait_until (stage_shows (page, "No settings"));
  g_assert_false (has_bar (page));
}

static void
test_unsupported (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-unsupported");
  GtkWidget *page = open_at_once (stage, "electric_vehicle");

  g_assert_false (gtk_widget_get_visible (child (page, "settings_state")));
  g_assert_true (stage_shows (page, "Your retailer’s service does not optimise this device."));
  g_assert_false (is_dirty (page));
}

static void
apply_name (GtkWidget  *row,
            const char *name)
{
  gtk_widget_grab_focus (row);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  g_signal_emit_by_name (row, "apply");
}

static void
test_rename (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  GtkWidget *row = child (page, "name_row");
  g_autofree char *long_name = g_strnfill (101, 'x');

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "The car");
  apply_name (row, "  <b>Zoom & co</b> ");
  stage_wait_until (g_strcmp0 (ebb_device_get_name (device), "<b>Zoom & co</b>") == 0);
  stage_wait_until (stage_shows (page, "<b>Zoom & co</b>"));
  stage_wait_until (!is_dirty (page));

  apply_name (row, long_name);
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_true (is_dirty (page));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, long_name);

  /* The maker's name is back, also in the row that still has the focus. */
  apply_name (row, "");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  stage_wait_until (*gtk_editable_get_text (GTK_EDITABLE (row)) != '\0');
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, ebb_device_get_name (device));
  g_assert_cmpstr (ebb_device_get_name (device), !=, "<b>Zoom & co</b>");
  g_assert_false (is_dirty (page));
}

/* What somebody is typing is not replaced by what is heard of the device. */
static void
test_name_kept (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  GtkWidget *row = child (page, "name_row");

  gtk_editable_set_text (GTK_EDITABLE (row), "Half a na");
  g_signal_emit_by_name (stage_find_device (stage, "electric_vehicle"), "changed");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Half a na");
  g_assert_true (is_dirty (page));

  stage_break (stage, "[{'operation':'PATCH devices/{deviceId}','status':405,'code':'method_not_allowed'}]");
  g_signal_emit_by_name (row, "apply");
  stage_wait_until (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Half a na");
}

static void
test_vanished (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  const char *path = ebb_device_get_id (ebb_device_page_get_device (EBB_DEVICE_PAGE (page)));
  g_autoptr (JsonNode) answer = NULL;

  gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
  answer = stage_control (stage, "PUT", "scenario", "{\"name\":\"devices-0\"}");
  g_assert_nonnull (path);
  stage_refresh (stage);
  stage_wait_until (stage_shows (page, "This device is no longer in your home."));
  g_assert_false (is_dirty (page));
  save (page);
  stage_wait_until (g_str_has_prefix (status (page), "Not found. "));
  stage_click (stage_find (page, GTK_TYPE_BUTTON, "label", "_Back"));
  stage_wait_until (stage_find_type (stage->window, "EbbHomePage") != NULL);
}

static void
test_reasons (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-limit-conflict");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  EbbPlaceAndTime where = ebb_place_and_time_of (stage_get_home (stage));
  g_autofree char *deciding = NULL;
  g_autofree char *subtitle = NULL;

  g_assert_cmpuint (ebb_device_get_values (device)->reasons->len, >, 1);
  g_assert_true (gtk_widget_get_visible (child (page, "reasons_group")));
  deciding = ebb_sentence_for_price (ebb_device_get_deciding_reason (device), &where);
  subtitle = g_strconcat ("This decides. ", deciding, NULL);
  g_assert_nonnull (stage_find (page, ADW_TYPE_ACTION_ROW, "subtitle", subtitle));
  g_assert_true (stage_shows (page, deciding));
}

static void
test_attention (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-needs-terms");
  GtkWidget *page = open_page (stage, "electric_vehicle");

  g_assert_nonnull (find_row (page, "New terms to accept"));
  g_assert_true (stage_shows (page, "The maker has new terms. Until you accept them there nothing is optimised."));
}

/* The window goes while settings are on their way, and while they are being saved. */
static void
test_end_while_asking (void)
{
  {
    g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");

    open_at_once (stage, "electric_vehicle");
  }
  {
    g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
    GtkWidget *page = open_page (stage, "electric_vehicle");

    gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
    save (page);
  }
}

static void
check_names (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_ENTRY (widget))
    g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL));
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c != NULL; c = gtk_widget_get_next_sibling (c))
    check_names (c);
}

static void
test_accessible (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (Stage) stage = stage_new (kinds[i].scenario);
      GtkWidget *page = open_page (stage, kinds[i].kind);

      check_names (page);
      g_assert_true (gtk_widget_has_focus (child (page, "back_button")));
    }
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/device-page/kinds", test_kinds);
  g_test_add_func ("/device-page/untouched", test_untouched);
  g_test_add_func ("/device-page/save", test_save);
  g_test_add_func ("/device-page/typed", test_typed);
  g_test_add_func ("/device-page/revert", test_revert);
  g_test_add_func ("/device-page/invalid-time", test_invalid_time);
  g_test_add_func ("/device-page/minimum-above-target", test_minimum_above_target);
  g_test_add_func ("/device-page/price-limits", test_price_limits);
  g_test_add_func ("/device-page/conflict-mine", test_conflict_mine);
  g_test_add_func ("/device-page/conflict-theirs", test_conflict_theirs);
  g_test_add_func ("/device-page/save-refused", test_save_refused);
  g_test_add_func ("/device-page/signed-out", test_signed_out);
  g_test_add_func ("/device-page/load-again", test_load_again);
  g_test_add_func ("/device-page/no-settings", test_no_settings);
  g_test_add_func ("/device-page/unsupported", test_unsupported);
  g_test_add_func ("/device-page/rename", test_rename);
  g_test_add_func ("/device-page/name-kept", test_name_kept);
  g_test_add_func ("/device-page/vanished", test_vanished);
  g_test_add_func ("/device-page/reasons", test_reasons);
  g_test_add_func ("/device-page/attention", test_attention);
  g_test_add_func ("/device-page/end-while-asking", test_end_while_asking);
  g_test_add_func ("/device-page/accessible", test_accessible);

  return g_test_run ();
}
