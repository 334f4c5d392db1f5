/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking something of a device for once, on its page and against the real service. */

#include "home-stage.h"

#include "ui/ebb-device-page.h"
#include "ui/ebb-exception-group.h"

static GtkWidget *
child (GtkWidget  *group,
       const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (group, EBB_TYPE_EXCEPTION_GROUP, id));
}

static const char *
text (GtkWidget  *group,
      const char *id)
{
  return gtk_label_get_text (GTK_LABEL (child (group, id)));
}

static gboolean
is_shown (GtkWidget  *group,
          const char *id)
{
  return gtk_widget_get_visible (group) && gtk_widget_get_visible (child (group, id));
}

static GtkWidget *
open_group (Stage      *stage,
            const char *kind)
{
  GtkWidget *group;

  stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, kind))));
  group = GTK_WIDGET (gtk_widget_get_template_child (stage_find_type (stage->window, "EbbDevicePage"), EBB_TYPE_DEVICE_PAGE, "exceptions"));
  g_assert_false (gtk_widget_get_visible (group));

  return group;
}

static gboolean
can_confirm (GtkWidget *group)
{
  return gtk_widget_get_sensitive (child (group, "confirm_button"));
}

/* What it costs and when it is done before one says yes; then what runs and for how long; then as before. */
static void
test_run_now (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (is_shown (group, "buttons"));
  g_assert_false (is_shown (group, "confirm") || is_shown (group, "current"));

  stage_click (child (group, "run_button"));
  g_assert_true (is_shown (group, "confirm") && !is_shown (group, "buttons"));
  stage_wait_until (strstr (text (group, "confirm_text"), "more than what is planned, excl. VAT.") != NULL);
  g_assert_true (g_str_has_prefix (text (group, "confirm_text"), "Done 2"));
  g_assert_nonnull (strstr (text (group, "confirm_text"), "kr more"));
  stage_click (child (group, "cancel_button"));
  g_assert_true (is_shown (group, "buttons") && !is_shown (group, "confirm"));

  stage_click (child (group, "run_button"));
  g_assert_cmpstr (text (group, "confirm_text"), ==, "What would that cost?");
  g_assert_false (can_confirm (group));
  stage_wait_until (can_confirm (group));
  gtk_widget_activate_action (group, "exception.confirm", NULL);
  stage_wait_until (is_shown (group, "current"));
  g_assert_cmpstr (text (group, "current_title"), ==, "Runs because you started it");
  g_assert_false (is_shown (group, "buttons") || is_shown (group, "confirm"));
  stage_wait_until (ebb_device_get_values (stage_find_device (stage, "electric_vehicle"))->state == EBB_OPTIMIZATION_MANUAL);
  /* The service says when it will be done. */
  stage_wait_until (g_str_has_prefix (text (group, "current_end"), "Until 2") && strstr (text (group, "current_end"), ", in ") != NULL);

  stage_click (child (group, "end_button"));
  stage_wait_until (is_shown (group, "buttons"));
  g_assert_false (is_shown (group, "current"));
}

static void
test_pause (void)
{
  g_autoptr (Stage) stage = stage_new ("heat-pump-waiting");
  GtkWidget *group = open_group (stage, "heat_pump");
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (child (group, "pause_button")));
  g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (menu, 0, "target", G_VARIANT_TYPE_INT32);

  stage_wait_until (is_shown (group, "buttons"));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 6);
  gtk_widget_activate_action_variant (group, "exception.pause", target);
  stage_wait_until (is_shown (group, "current"));
  g_assert_cmpstr (text (group, "current_title"), ==, "Paused by you");
  g_assert_cmpstr (text (group, "current_end"), ==, "Until tomorrow 10:00, in 14\302\240h 30\302\240min");

  /* It is over when its time has come, whoever says so first. */
  ebb_clock_advance (stage->clock, G_GINT64_CONSTANT (15) * 60 * 60 * G_USEC_PER_SEC);
  stage_refresh (stage);
  stage_wait_until (is_shown (group, "buttons"));
}

static GtkWidget *
find_row (GtkWidget  *group,
          const char *title)
{
  GtkWidget *row = stage_find (child (group, "form"), ADW_TYPE_PREFERENCES_ROW, "title", title);

  g_assert_nonnull (row);

  return row;
}

static void
type_time (GtkWidget  *group,
           const char *title,
           const char *time)
{
  gtk_editable_set_text (GTK_EDITABLE (stage_find (find_row (group, title), GTK_TYPE_ENTRY, NULL, NULL)), time);
}

/* The row and the sentence at the top agree on when a run ends. */
static void
test_run_done_before (void)
{
  g_autoptr (Stage) stage = stage_new ("charger-run-now");
  GtkWidget *group = open_group (stage, "charger");

  stage_wait_until (is_shown (group, "current"));
  g_assert_true (g_str_has_prefix (text (group, "current_end"), "Until 20:15, in "));
  g_assert_true (stage_shows (stage->window, "Runs because you started it, until 20:15."));
}

/* What is full cannot be filled. */
static void
test_run_full (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-full");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (is_shown (group, "buttons"));
  stage_click (child (group, "run_button"));
  stage_wait_until (g_str_equal (text (group, "confirm_text"), "With this there is nothing to do now."));
  g_assert_false (gtk_widget_get_sensitive (child (group, "confirm_button")));
}

/* What is never done runs for as long as one says. */
static void
test_run_for (void)
{
  g_autoptr (Stage) stage = stage_new ("heat-pump-waiting");
  GtkWidget *group = open_group (stage, "heat_pump");
  GtkDropDown *span;

  stage_wait_until (is_shown (group, "buttons"));
  stage_click (child (group, "run_button"));
  g_assert_true (is_shown (group, "form") && is_shown (group, "confirm") && !is_shown (group, "buttons"));
  stage_wait_until (g_str_has_prefix (text (group, "confirm_text"), "Until 21:30, in 2\u00a0h. It costs"));

  span = GTK_DROP_DOWN (stage_find (find_row (group, "How long"), GTK_TYPE_DROP_DOWN, NULL, NULL));
  gtk_drop_down_set_selected (span, 3);
  g_assert_cmpstr (text (group, "confirm_text"), ==, "What would that bring?");
  stage_wait_until (g_str_has_prefix (text (group, "confirm_text"), "Until tomorrow 03:30, in 8\u00a0h. It costs"));
  gtk_widget_activate_action (group, "exception.confirm", NULL);
  stage_wait_until (is_shown (group, "current"));
  g_assert_cmpstr (text (group, "current_end"), ==, "Until tomorrow 03:30, in 8\u00a0h");

  ebb_clock_advance (stage->clock, 9 * EBB_HOUR);
  stage_refresh (stage);
  stage_wait_until (is_shown (group, "buttons"));
}

/* A time of one's own. One that has passed or cannot be read cannot be asked for. */
static void
test_pause_until (void)
{
  g_autoptr (Stage) stage = stage_new ("heat-pump-waiting");
  GtkWidget *group = open_group (stage, "heat_pump");
  GtkDropDown *day;

  stage_wait_until (is_shown (group, "buttons"));
  g_assert_false (gtk_widget_get_visible (child (group, "once_button")));
  gtk_widget_activate_action (group, "exception.pause-until", NULL);
  g_assert_true (is_shown (group, "form") && is_shown (group, "confirm") && !is_shown (group, "buttons"));
  g_assert_cmpstr (text (group, "confirm_text"), ==, "Until tomorrow 10:00, in 14\302\240h 30\302\240min");
  g_assert_true (can_confirm (group));

  day = GTK_DROP_DOWN (stage_find (find_row (group, "Day"), GTK_TYPE_DROP_DOWN, NULL, NULL));
  gtk_drop_down_set_selected (day, 0);
  g_assert_cmpstr (text (group, "confirm_text"), ==, "That time has passed.");
  g_assert_false (can_confirm (group));
  type_time (group, "Pause until", "x");
  g_assert_cmpstr (text (group, "confirm_text"), ==, "Write a time like 07:00.");
  g_assert_false (can_confirm (group));
  type_time (group, "Pause until", "21:15");
  g_assert_cmpstr (text (group, "confirm_text"), ==, "Until 21:15, in 1\302\240h 45\302\240min");
  stage_click (child (group, "confirm_button"));
  stage_wait_until (is_shown (group, "current"));
  g_assert_false (is_shown (group, "form"));
  g_assert_cmpstr (text (group, "current_end"), ==, "Until 21:15, in 1\302\240h 45\302\240min");
}

/* It begins with what is usual; what it would bring is said; and the weekly plan stays as it is. */
static void
test_once (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group = open_group (stage, "electric_vehicle");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkSpinButton *level;

  stage_wait_until (is_shown (group, "buttons"));
  stage_wait_until (stage_find_type (stage->window, "EbbNumberRow") != NULL);
  before = json_to_string (stage_get_settings (stage, ebb_device_get_id (device)), FALSE);
  stage_click (child (group, "once_button"));
  level = GTK_SPIN_BUTTON (stage_find (find_row (group, "Charge to"), GTK_TYPE_SPIN_BUTTON, NULL, NULL));
  g_assert_cmpfloat (gtk_spin_button_get_value (level), ==, 80);
  stage_wait_until (g_str_has_prefix (text (group, "confirm_text"), "With this it is done "));

  gtk_spin_button_set_value (level, 100);
  type_time (group, "Ready by", "05:00");
  stage_wait_until (strstr (text (group, "confirm_text"), "for tomorrow 05:00") != NULL);
  stage_click (child (group, "confirm_button"));
  stage_wait_until (is_shown (group, "current"));
  g_assert_cmpstr (text (group, "current_title"), ==, "To be at 100\u00a0% for the next departure");
  g_assert_cmpstr (text (group, "current_end"), ==, "Until tomorrow 05:00, in 9\302\240h 30\302\240min");
  after = json_to_string (stage_get_settings (stage, ebb_device_get_id (device)), FALSE);
  g_assert_cmpstr (after, ==, before);

  stage_click (child (group, "end_button"));
  stage_wait_until (is_shown (group, "buttons"));
}

/* A deadline in the hour that the clocks leave out is explained. */
static void
test_clock_change (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (is_shown (group, "buttons"));
  /* Saturday 28 March 2026, 12:00 UTC. */
  ebb_clock_set (stage->clock, G_GINT64_CONSTANT (1774699200) * G_USEC_PER_SEC);
  stage_click (child (group, "once_button"));
  type_time (group, "Ready by", "02:30");
  g_assert_true (g_str_has_prefix (text (group, "confirm_text"),
                                   "There is no 02:30 on Sunday 29 March, when clocks go forward; 03:00 counts."));
  stage_click (child (group, "cancel_button"));
  g_assert_true (is_shown (group, "buttons") && !is_shown (group, "form"));
}

/* What the service does not do is said, and nothing claims to hold. */
static void
test_refused (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (is_shown (group, "buttons"));
  stage_break (stage, "[{\"operation\":\"PUT devices/{deviceId}/spo/exception\",\"status\":500},"
                      "{\"operation\":\"POST devices/{deviceId}/spo/preview\",\"status\":500}]");
  stage_click (child (group, "run_button"));
  stage_wait_until (g_str_equal (text (group, "confirm_text"), "What that would cost is not known."));
  gtk_widget_activate_action (group, "exception.confirm", NULL);
  g_assert_false (gtk_widget_get_sensitive (child (group, "pause_button")));
  stage_wait_until (is_shown (group, "problem"));
  g_assert_cmpstr (text (group, "problem"), ==, "The service has a problem. It is not your fault. Try again in a moment.");
  g_assert_true (is_shown (group, "buttons") && !is_shown (group, "current"));
  g_assert_true (gtk_widget_get_sensitive (child (group, "pause_button")));
  stage_click (child (group, "run_button"));
  g_assert_false (is_shown (group, "problem"));
}

static void
test_not_offered (void)
{
  g_autoptr (Stage) stage = stage_new ("exceptions-not-offered");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (stage_find_type (stage->window, "EbbNumberRow") != NULL);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_true (stage_shows (group, "Your retailer’s service offers neither to run it now nor to pause it."));
  g_assert_false (gtk_widget_get_visible (child (group, "box")));
}

/* A service that fails is no reason to take the buttons away without a word; when it works again they are there. */
static void
test_not_known (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group;

  stage_break (stage, "[{'operation':'GET devices/{deviceId}/spo/exception','status':500}]");
  group = open_group (stage, "electric_vehicle");
  stage_wait_until (stage_shows (group, "The service has a problem. Whether it can be run or paused now is not known."));
  stage_break (stage, "[]");
  stage_refresh (stage);
  stage_wait_until (is_shown (group, "buttons") && gtk_widget_get_visible (child (group, "box")));
  g_assert_false (is_shown (group, "absence"));
}

/* Without a plan there is nothing to leave for a while, and that is said. To run is another thing. */
static void
test_not_optimised (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-disabled");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (is_shown (group, "buttons"));
  g_assert_true (is_shown (group, "why_not"));
  g_assert_cmpstr (text (group, "why_not"), ==, "Nothing can be paused or planned for once while optimisation is off.");
  g_assert_false (gtk_widget_get_sensitive (child (group, "pause_button")));
  g_assert_false (gtk_widget_get_sensitive (child (group, "once_button")));
  g_assert_true (gtk_widget_get_sensitive (child (group, "run_button")));
}

/* The home is gone while one asks something for a time of day there. */
static void
test_home_gone (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (is_shown (group, "buttons"));
  stage_click (child (group, "once_button"));
  stage_wait_until (can_confirm (group));
  stage_break (stage, "[{\"operation\":\"GET facilities\",\"body\":\"empty-list\"}]");
  stage_refresh (stage);
  g_assert_null (ebb_home_get_facility (stage_get_home (stage)));
  g_assert_false (is_shown (group, "confirm"));
  g_assert_false (gtk_widget_get_sensitive (child (group, "once_button")));
}

/* A page that closes while it asks leaves nothing behind. */
static void
test_closed (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group = open_group (stage, "electric_vehicle");

  stage_wait_until (is_shown (group, "buttons"));
  g_object_add_weak_pointer (G_OBJECT (group), (gpointer *) &group);
  stage_click (child (group, "run_button"));
  gtk_widget_activate_action (group, "exception.confirm", NULL);
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  stage_wait_until (group == NULL);
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/exception-group/run-now", test_run_now);
  g_test_add_func ("/exception-group/pause", test_pause);
  g_test_add_func ("/exception-group/run-for", test_run_for);
  g_test_add_func ("/exception-group/run-done-before", test_run_done_before);
  g_test_add_func ("/exception-group/run-full", test_run_full);
  g_test_add_func ("/exception-group/pause-until", test_pause_until);
  g_test_add_func ("/exception-group/once", test_once);
  g_test_add_func ("/exception-group/clock-change", test_clock_change);
  g_test_add_func ("/exception-group/refused", test_refused);
  g_test_add_func ("/exception-group/not-offered", test_not_offered);
  g_test_add_func ("/exception-group/not-known", test_not_known);
  g_test_add_func ("/exception-group/not-optimised", test_not_optimised);
  g_test_add_func ("/exception-group/home-gone", test_home_gone);
  g_test_add_func ("/exception-group/closed", test_closed);

  return g_test_run ();
}
