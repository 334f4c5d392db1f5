/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees of an edit after saving it: that it waits, that it was not taken, both versions of a conflict, and that it can
 * be undone; on the page of the device, and on its card. */

#include "home-stage.h"

#include "ui/ebb-conflict-group.h"
#include "ui/ebb-device-page.h"

#define SPO_PUT "PUT devices/{deviceId}/spo"

static GtkWidget *
open_page (Stage *stage)
{
  if (stage->window == NULL)
    stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device",
                                       ebb_device_get_id (stage_find_device (stage, "electric_vehicle"))));
  stage_wait_until (stage_find_type (stage->window, "EbbNumberRow") != NULL);

  return stage_find_type (stage->window, "EbbDevicePage");
}

static GtkSpinButton *
find_spin (GtkWidget  *page,
           const char *title)
{
  return GTK_SPIN_BUTTON (stage_find (stage_find (page, ADW_TYPE_PREFERENCES_ROW, "title", title), GTK_TYPE_SPIN_BUTTON, NULL, NULL));
}

static void
press (Stage      *stage,
       const char *label)
{
  stage_wait_until (stage_find (stage->window, GTK_TYPE_BUTTON, "label", label) != NULL);
  stage_click (stage_find (stage->window, GTK_TYPE_BUTTON, "label", label));
}

static double
at_service (Stage      *stage,
            const char *member)
{
  g_autoptr (JsonNode) settings = stage_get_settings (stage, ebb_device_get_id (stage_find_device (stage, "electric_vehicle")));

  return json_object_get_double_member (json_node_get_object (settings), member);
}

static void
change_and_save (Stage  *stage,
                 double  percent)
{
  gtk_spin_button_set_value (find_spin (open_page (stage), "Charge to"), percent);
  press (stage, "_Save");
}

static void
test_waits (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");

  stage_break (stage, "[{'operation':'" SPO_PUT "','drop':true}]");
  change_and_save (stage, 95);
  stage_wait_until (stage_shows (stage->window, "No connection. Your change is kept, and sent as soon as it can be."));
  /* Not only by waiting: whoever knows better may try at once. */
  press (stage, "_Try again");
  stage_wait_until (stage_shows (stage->window, "No connection. Your change is kept, and sent as soon as it can be."));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "target_state_of_charge"), 0.8, 1e-9);
  stage_press (stage, GDK_KEY_Escape, 0);
  stage_wait_until (stage_shows (stage->window, "Changes wait to be sent"));

  /* And nobody has to do anything. */
  stage_break (stage, "[]");
  stage_refresh (stage);
  stage_wait_until (!stage_shows (stage->window, "Changes wait to be sent") && !stage_shows (stage->window, "Changes are being sent"));
  g_assert_cmpfloat_with_epsilon (at_service (stage, "target_state_of_charge"), 0.95, 1e-9);
}

static void
test_refused (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page;

  stage_break (stage, "[{'operation':'" SPO_PUT "','status':400,'code':'invalid'}]");
  change_and_save (stage, 95);
  stage_wait_until (stage_shows (stage->window, "That cannot be used. Your change is kept here: change it, or revert it."));
  stage_press (stage, GDK_KEY_Escape, 0);
  stage_wait_until (stage_shows (stage->window, "Changes were not taken"));

  page = open_page (stage);
  g_assert_cmpfloat (gtk_spin_button_get_value (find_spin (page, "Charge to")), ==, 95);
  press (stage, "_Revert");
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (find_spin (page, "Charge to")), 80, 1e-6);
  stage_press (stage, GDK_KEY_Escape, 0);
  g_assert_false (stage_shows (stage->window, "Changes were not taken"));
}

/* The device went away while the edit waited: there is no card to say it. */
static void
test_too_late (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  g_autoptr (JsonNode) answer = NULL;

  stage_break (stage, "[{'operation':'" SPO_PUT "','drop':true}]");
  change_and_save (stage, 95);
  stage_wait_until (stage_shows (stage->window, "No connection. Your change is kept, and sent as soon as it can be."));
  stage_press (stage, GDK_KEY_Escape, 0);

  answer = stage_control (stage, "PUT", "scenario", "{\"name\":\"devices-0\"}");
  stage_refresh (stage);
  stage_wait_until (stage_shows (stage->window, "A device is no longer in your home. What you changed of it could not be saved."));
  stage_wait_until (stage_shows (stage->window, "No devices yet"));
}

/* What is changed elsewhere comes to a page that is open, and takes nothing from who is typing there. */
static void
test_changed_elsewhere (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  g_autofree char *id = g_strdup (ebb_device_get_id (stage_find_device (stage, "electric_vehicle")));
  GtkWidget *page = open_page (stage);
  GtkEditable *text = GTK_EDITABLE (find_spin (page, "Charge to"));
  const char *level = "38\u00a0% of 60\u00a0%";

  gtk_widget_grab_focus (GTK_WIDGET (text));
  gtk_editable_set_text (text, "6");
  stage_put_elsewhere (stage, id, "minimum_state_of_charge", 0.25);
  stage_refresh (stage);
  stage_wait_until (gtk_spin_button_get_value (find_spin (page, "Always at least")) == 25);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "6");

  stage_put_elsewhere (stage, id, "target_state_of_charge", 0.6);
  stage_refresh (stage);
  stage_wait_until (gtk_spin_button_get_value (find_spin (page, "Charge to")) == 60);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "6");
  /* Also where it says how full it is. */
  gtk_test_accessible_assert_property (stage_find_type (page, "EbbLevel"), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, level);
}

/* Whoever saves by a key is where they were afterwards, and so is who was at something while a waiting edit is tried again. */
static void
test_focus_stays (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage);
  GtkWidget *spin = GTK_WIDGET (find_spin (page, "Charge to"));

  stage_break (stage, "[{'operation':'" SPO_PUT "','drop':true}]");
  gtk_widget_grab_focus (spin);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 95);
  stage_press (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  for (guint i = 0; i < 2; i++)
    {
      stage_wait_until (!gtk_widget_is_sensitive (spin));
      stage_wait_until (gtk_widget_is_sensitive (spin));
      g_assert_nonnull (gtk_widget_get_focus_child (spin));
      stage_break (stage, "[]");
      ebb_home_refresh (stage_get_home (stage));
    }
  g_assert_cmpfloat_with_epsilon (at_service (stage, "target_state_of_charge"), 0.95, 1e-9);
}

static void
count_cb (guint *n_times)
{
  ++*n_times;
}

/* Settings that cannot be had are asked for again with every refresh, and the words in their place stand still meanwhile. */
static void
test_failed_stays (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group;
  guint n_hidden = 0;

  stage_break (stage, "[{'operation':'GET devices/{deviceId}/spo','status':500}]");
  stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device",
                                       ebb_device_get_id (stage_find_device (stage, "electric_vehicle"))));
  group = GTK_WIDGET (gtk_widget_get_template_child (stage_find_type (stage->window, "EbbDevicePage"), EBB_TYPE_DEVICE_PAGE,
                                                     "no_settings_group"));
  stage_wait_until (gtk_widget_get_visible (group));
  g_signal_connect_swapped (group, "hide", G_CALLBACK (count_cb), &n_hidden);
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_cmpuint (n_hidden, ==, 0);

  stage_break (stage, "[]");
  stage_refresh (stage);
  stage_wait_until (stage_find_type (stage->window, "EbbNumberRow") != NULL && !gtk_widget_get_visible (group));
}

/* What needs a person says why as it is now. */
static void
test_advice_follows (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-deadline-unreachable");
  g_autofree char *id = g_strdup (ebb_device_get_id (stage_find_device (stage, "electric_vehicle")));
  GtkWidget *page = open_page (stage);

  stage_wait_until (stage_shows (page, "There is not enough time left to reach the level that you set."));
  stage_put_elsewhere (stage, id, "maximum_price", -1);
  stage_refresh (stage);
  stage_wait_until (stage_shows (page, "Your price limit leaves too little time to reach the level that you set."));
}

static double
get_y (GtkWidget *widget,
       Stage     *stage)
{
  graphene_point_t point;

  g_assert_true (gtk_widget_compute_point (widget, stage->window, &GRAPHENE_POINT_INIT (0, 0), &point));

  return point.y;
}

/* What comes above the field that somebody is at does not move it. */
static void
test_field_stays (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  g_autofree char *id = g_strdup (ebb_device_get_id (stage_find_device (stage, "electric_vehicle")));
  GtkWidget *page = open_page (stage);
  GtkWidget *field = GTK_WIDGET (find_spin (page, "Charge to"));
  double y;

  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  gtk_widget_grab_focus (field);
  gtk_test_widget_wait_for_draw (stage->window);
  y = get_y (field, stage);
  stage_put_elsewhere (stage, id, "maximum_price", -1);
  stage_refresh (stage);
  stage_wait_until (stage_shows (page, "Will not be ready in time"));
  gtk_test_widget_wait_for_draw (stage->window);
  g_assert_cmpfloat_with_epsilon (get_y (field, stage), y, 1);
}

static GtkWidget *
find_conflict (Stage *stage)
{
  return stage_find (stage->window, EBB_TYPE_CONFLICT_GROUP, NULL, NULL);
}

/* What was changed here and is another elsewhere; what was changed only there is not mine to keep. */
static void
test_conflict (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  g_autofree char *id = g_strdup (ebb_device_get_id (stage_find_device (stage, "electric_vehicle")));
  GtkWidget *page = open_page (stage);

  g_assert_null (find_conflict (stage));
  stage_put_elsewhere (stage, id, "maximum_price", -0.05);
  stage_put_elsewhere (stage, id, "target_state_of_charge", 0.6);
  gtk_spin_button_set_value (find_spin (page, "Charge to"), 95);
  press (stage, "_Save");
  stage_wait_until (find_conflict (stage) != NULL);
  g_assert_nonnull (stage_find (find_conflict (stage), ADW_TYPE_ACTION_ROW, "subtitle", "Yours: 95\u00a0%\nTheirs: 60\u00a0%"));
  g_assert_null (stage_find (find_conflict (stage), ADW_TYPE_ACTION_ROW, "title", "Highest price"));
  g_assert_null (stage_find (find_conflict (stage), ADW_TYPE_ACTION_ROW, "title", "Always at least"));

  press (stage, "Keep _theirs");
  g_assert_null (find_conflict (stage));
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (find_spin (page, "Charge to")), 60, 1e-6);
}

static void
test_undo (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page;

  change_and_save (stage, 95);
  stage_wait_until (stage_shows (stage->window, "Settings saved"));
  page = open_page (stage);
  g_assert_cmpfloat_with_epsilon (at_service (stage, "target_state_of_charge"), 0.95, 1e-9);
  press (stage, "_Undo");
  stage_wait_until (at_service (stage, "target_state_of_charge") < 0.81);
  stage_wait_until (gtk_spin_button_get_value (find_spin (page, "Charge to")) < 81);
  stage_wait_until (stage_find (page, GTK_TYPE_BUTTON, "label", "_Revert") == NULL);
}

/* Also from another page, where it was saved and left. */
static void
test_undo_elsewhere (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");

  change_and_save (stage, 95);
  stage_wait_until (stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Undo") != NULL);
  /* Escape would close the toast first. */
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  g_assert_null (stage_find_type (stage->window, "EbbDevicePage"));
  press (stage, "_Undo");
  stage_wait_until (at_service (stage, "target_state_of_charge") < 0.81);
}

/* What was edited since is not thrown away. */
static void
test_undo_too_late (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page;

  change_and_save (stage, 95);
  stage_wait_until (stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Undo") != NULL);
  page = open_page (stage);
  gtk_spin_button_set_value (find_spin (page, "Charge to"), 70);
  press (stage, "_Undo");
  stage_refresh (stage);
  g_assert_cmpfloat (gtk_spin_button_get_value (find_spin (page, "Charge to")), ==, 70);
  g_assert_cmpfloat_with_epsilon (at_service (stage, "target_state_of_charge"), 0.95, 1e-9);
}

/* A switch in the list stays where it was put while it waits, and so does a name. */
static void
test_switch_waits (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkSwitch *enabled;

  stage_open (stage, 480, 800);
  enabled = GTK_SWITCH (stage_find (stage->window, GTK_TYPE_SWITCH, NULL, NULL));
  stage_break (stage, "[{'operation':'*','drop':true}]");
  gtk_switch_set_active (enabled, FALSE);
  stage_wait_until (stage_shows (stage->window, "Changes wait to be sent"));
  g_assert_false (gtk_switch_get_active (enabled));
  g_assert_false (gtk_switch_get_state (enabled));
  g_assert_cmpint (ebb_device_get_values (device)->is_enabled, ==, EBB_YES);

  stage_break (stage, "[]");
  ebb_home_refresh (stage_get_home (stage));
  stage_wait_until (!stage_shows (stage->window, "Changes wait to be sent"));
  stage_wait_until (ebb_device_get_values (device)->is_enabled == EBB_NO);
  g_assert_false (gtk_switch_get_active (enabled));
}

static void
test_name_waits (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkWidget *page = open_page (stage);
  GtkWidget *row = stage_find_type (page, "EbbNameRow");

  stage_break (stage, "[{'operation':'PATCH devices/{deviceId}','drop':true}]");
  gtk_editable_set_text (GTK_EDITABLE (row), "Snabben");
  g_signal_emit_by_name (row, "apply");
  stage_wait_until (stage_shows (stage->window, "The name is sent as soon as it can be"));
  g_assert_false (ebb_device_page_is_dirty (EBB_DEVICE_PAGE (page)));
  stage_refresh (stage);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Snabben");

  stage_break (stage, "[]");
  ebb_home_refresh (stage_get_home (stage));
  stage_wait_until (g_str_equal (ebb_device_get_name (device), "Snabben"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Snabben");
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/edits/waits", test_waits);
  g_test_add_func ("/edits/refused", test_refused);
  g_test_add_func ("/edits/focus-stays", test_focus_stays);
  g_test_add_func ("/edits/too-late", test_too_late);
  g_test_add_func ("/edits/changed-elsewhere", test_changed_elsewhere);
  g_test_add_func ("/edits/field-stays", test_field_stays);
  g_test_add_func ("/edits/failed-stays", test_failed_stays);
  g_test_add_func ("/edits/advice-follows", test_advice_follows);
  g_test_add_func ("/edits/conflict", test_conflict);
  g_test_add_func ("/edits/undo", test_undo);
  g_test_add_func ("/edits/undo-elsewhere", test_undo_elsewhere);
  g_test_add_func ("/edits/undo-too-late", test_undo_too_late);
  g_test_add_func ("/edits/switch-waits", test_switch_waits);
  g_test_add_func ("/edits/name-waits", test_name_waits);

  return g_test_run ();
}
