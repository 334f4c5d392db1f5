/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and the home in it: keys, what is open on top of what, notices, facilities, narrow and wide, and that an edit is
 * never lost without a word. */

#include "home-stage.h"

#include "ui/ebb-device-page.h"
#include "ui/ebb-discard-dialog.h"

static void
open_device (Stage *stage)
{
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");

  if (stage->window == NULL)
    stage_open (stage, 480, 800);
  g_assert_true (gtk_widget_activate_action (stage->window, "win.show-device", "s", ebb_device_get_id (device)));
}

static gboolean
shows (Stage      *stage,
       const char *type_name)
{
  return stage_find_type (stage->window, type_name) != NULL;
}

static GtkSpinButton *
find_spin (Stage *stage)
{
  GtkWidget *row;

  stage_wait_until ((row = stage_find (stage->window, ADW_TYPE_PREFERENCES_ROW, "title", "Charge to")) != NULL);

  return GTK_SPIN_BUTTON (stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL));
}

static void
edit (Stage *stage)
{
  open_device (stage);
  gtk_widget_grab_focus (GTK_WIDGET (find_spin (stage)));
  gtk_spin_button_set_value (find_spin (stage), 95);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (EBB_IS_DISCARD_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
test_keys (void)
{
  static const struct { guint keyval; GdkModifierType modifiers; } back[] = {
    { GDK_KEY_Left, GDK_ALT_MASK }, { GDK_KEY_Escape, 0 },
  };
  static const struct { guint keyval; GdkModifierType modifiers; } refresh[] = {
    { GDK_KEY_F5, 0 }, { GDK_KEY_r, GDK_CONTROL_MASK },
  };
  g_autoptr (Stage) stage = stage_new ("home");

  for (guint i = 0; i < G_N_ELEMENTS (back); i++)
    {
      open_device (stage);
      g_assert_true (shows (stage, "EbbDevicePage"));
      g_assert_true (stage_press (stage, back[i].keyval, back[i].modifiers));
      g_assert_false (shows (stage, "EbbDevicePage"));
      g_assert_true (shows (stage, "EbbDevicesView"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (refresh); i++)
    {
      g_assert_true (stage_press (stage, refresh[i].keyval, refresh[i].modifiers));
      g_assert_true (ebb_home_is_loading (stage_get_home (stage)));
      stage_wait_until (!ebb_home_is_loading (stage_get_home (stage)));
    }

  g_assert_true (stage_press (stage, GDK_KEY_2, GDK_ALT_MASK));
  g_assert_true (shows (stage, "EbbSavingsView"));
  open_device (stage);
  g_assert_true (stage_press (stage, GDK_KEY_1, GDK_ALT_MASK));
  g_assert_true (shows (stage, "EbbDevicesView"));
  g_assert_true (stage_press (stage, GDK_KEY_n, GDK_CONTROL_MASK));
  g_assert_true (shows (stage, "EbbOnboardingPage"));
  g_assert_true (stage_press (stage, GDK_KEY_Escape, 0));
  g_assert_true (shows (stage, "EbbDevicesView"));
}

static void
test_focus (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  GtkWidget *row;

  stage_open (stage, 480, 800);
  row = gtk_widget_get_parent (stage_find_type (stage->window, "EbbDeviceCard"));
  gtk_widget_grab_focus (row);
  open_device (stage);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (stage->window)), stage_find_type (stage->window, "EbbDevicePage")));
  stage_press (stage, GDK_KEY_Escape, 0);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (stage->window)) == row);
}

/* Tab comes past everything that can be used, and past nothing that cannot be seen or has no name. */
static void
test_focus_order (void)
{
  g_autoptr (Stage) stage = stage_new ("facilities-2");
  GtkWidget *first = NULL;
  guint n = 0;

  stage_open (stage, 480, 800);
  gtk_window_set_focus (GTK_WINDOW (stage->window), NULL);
  while (gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD) && n++ < 100)
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (stage->window));

      if (focus == first)
        break;
      if (first == NULL)
        first = focus;
      g_assert_true (gtk_widget_get_mapped (focus));
      if (GTK_IS_BUTTON (focus) && gtk_button_get_label (GTK_BUTTON (focus)) == NULL &&
          gtk_widget_get_ancestor (focus, GTK_TYPE_WINDOW_CONTROLS) == NULL &&
          gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN) == NULL &&
          gtk_widget_get_ancestor (focus, GTK_TYPE_MENU_BUTTON) == NULL && !GTK_IS_TOGGLE_BUTTON (focus))
        g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  g_assert_cmpuint (n, >, 4);
  g_assert_cmpuint (n, <, 100);
}

static void
test_actions (void)
{
  g_autoptr (Stage) stage = stage_new ("home");

  stage_open (stage, 480, 800);
  g_assert_false (stage_is_enabled (stage, "win.sign-out"));
  g_assert_true (stage_is_enabled (stage, "win.close-demo"));
  g_assert_true (stage_is_enabled (stage, "win.add-device"));
  g_assert_true (stage_is_enabled (stage, "win.refresh"));
  g_assert_true (gtk_widget_activate_action (stage->window, "win.tell", "s", "<b>A & B"));
  stage_wait_until (stage_shows (stage->window, "<b>A & B") || stage_shows (stage->window, "&lt;b&gt;A &amp; B"));
}

/* What was asked for may be answered when the window is closed. */
static void
test_told_too_late (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  GtkWidget *window;
  AdwToast *toast = adw_toast_new ("Too late");

  stage_open (stage, 480, 800);
  g_object_add_weak_pointer (G_OBJECT (toast), (gpointer *) &toast);
  window = g_object_ref (stage->window);
  gtk_window_destroy (GTK_WINDOW (window));
  ebb_window_add_toast (EBB_WINDOW (window), toast);
  stage->window = NULL;
  stage_wait_for_end (window);
  g_assert_null (toast);
}

static void
test_edit_kept (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  GtkWidget *page;

  edit (stage);
  page = stage_find_type (stage->window, "EbbDevicePage");
  stage_press (stage, GDK_KEY_Escape, 0);
  g_assert_false (shows (stage, "EbbDevicePage"));
  stage_wait_until (stage_shows (stage->window, "Unsaved changes"));

  open_device (stage);
  g_assert_true (stage_find_type (stage->window, "EbbDevicePage") == page);
  g_assert_cmpfloat (gtk_spin_button_get_value (find_spin (stage)), ==, 95);
  /* To another view, and back. */
  stage_press (stage, GDK_KEY_2, GDK_ALT_MASK);
  open_device (stage);
  g_assert_true (stage_find_type (stage->window, "EbbDevicePage") == page);
  stage_click (stage_find (page, GTK_TYPE_BUTTON, "label", "_Revert"));
  stage_press (stage, GDK_KEY_1, GDK_ALT_MASK);
  g_assert_false (stage_shows (stage->window, "Unsaved changes"));
}

/* Left while it is being saved: that is said until the service has it. */
static void
test_left_while_saving (void)
{
  g_autoptr (Stage) stage = stage_new ("home");

  edit (stage);
  stage_press (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_press (stage, GDK_KEY_Escape, 0);
  g_assert_true (stage_shows (stage->window, "Changes are being sent"));
  stage_wait_until (!stage_shows (stage->window, "Changes are being sent"));
  g_assert_false (stage_shows (stage->window, "Unsaved changes"));
}

static void
test_close_asks (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  GtkWidget *window;
  GtkWidget *dialog;

  edit (stage);
  stage_press (stage, GDK_KEY_Escape, 0);
  window = g_object_ref (stage->window);
  gtk_window_close (GTK_WINDOW (window));
  stage_wait_until ((dialog = find_dialog ()) != NULL && gtk_widget_get_mapped (dialog));
  g_assert_true (gtk_widget_get_mapped (window));
  gtk_test_accessible_assert_role (dialog, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
  /* Where the focus is in the dialog; whether the dialog has it on the display is the window manager's, and there is none. */
  g_assert_true (gtk_widget_is_focus (stage_find (dialog, GTK_TYPE_BUTTON, "label", "_Keep editing")));

  stage_click (stage_find (dialog, GTK_TYPE_BUTTON, "label", "_Keep editing"));
  g_assert_true (shows (stage, "EbbDevicePage"));
  g_assert_cmpfloat (gtk_spin_button_get_value (find_spin (stage)), ==, 95);

  gtk_window_close (GTK_WINDOW (window));
  stage_wait_until ((dialog = find_dialog ()) != NULL && gtk_widget_get_mapped (dialog));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  stage_click (stage_find (dialog, GTK_TYPE_BUTTON, "label", "_Discard"));
  stage_wait_until (!gtk_widget_get_mapped (window));
  stage->window = NULL;
  stage_wait_for_end (window);
}

/* A device that was edited and left the home cannot be gone back to, which is said. */
static void
test_asks_for_lost (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  g_autoptr (JsonNode) answer = NULL;
  GtkWidget *dialog;

  edit (stage);
  answer = stage_control (stage, "PUT", "scenario", "{\"name\":\"devices-0\"}");
  stage_refresh (stage);
  stage_press (stage, GDK_KEY_Escape, 0);
  gtk_widget_activate_action (stage->window, "win.close-demo", NULL);
  stage_wait_until ((dialog = find_dialog ()) != NULL && gtk_widget_get_mapped (dialog));
  stage_click (stage_find (dialog, GTK_TYPE_BUTTON, "label", "_Keep editing"));
  stage_wait_until (stage_shows (stage->window, "This device is no longer in your home."));
}

static void
test_leaving_demo_asks (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  EbbSession *session = ebb_context_get_session (stage->context);
  GtkWidget *dialog;
  g_autoptr (GError) error = NULL;

  edit (stage);
  gtk_widget_activate_action (stage->window, "win.close-demo", NULL);
  stage_wait_until ((dialog = find_dialog ()) != NULL && gtk_widget_get_mapped (dialog));
  g_assert_true (ebb_context_get_session (stage->context) == session);
  stage_click (stage_find (dialog, GTK_TYPE_BUTTON, "label", "_Discard"));
  g_assert_null (ebb_context_get_session (stage->context));
  g_assert_true (shows (stage, "EbbWelcomePage"));
  g_assert_false (shows (stage, "EbbDevicePage"));

  /* Nothing to go back to: the keys do nothing. */
  stage_press (stage, GDK_KEY_Escape, 0);
  stage_press (stage, GDK_KEY_1, GDK_ALT_MASK);
  g_assert_true (shows (stage, "EbbWelcomePage"));
  g_assert_false (stage_is_enabled (stage, "win.refresh"));
  g_assert_false (stage_is_enabled (stage, "win.add-device"));
  ebb_context_open_demo (stage->context, &error);
  g_assert_no_error (error);
}

/* To sign in again comes on top: what was open below stays with its edit, and is there again after it. */
static void
test_sign_in_on_top (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  GtkWidget *page;

  edit (stage);
  page = stage_find_type (stage->window, "EbbDevicePage");
  gtk_window_set_focus (GTK_WINDOW (stage->window), NULL);
  ebb_window_show_page (EBB_WINDOW (stage->window), "welcome", NULL);
  g_assert_true (shows (stage, "EbbWelcomePage"));
  stage_press (stage, GDK_KEY_Escape, 0);
  g_assert_false (shows (stage, "EbbWelcomePage"));
  g_assert_true (stage_find_type (stage->window, "EbbDevicePage") == page);

  ebb_window_show_page (EBB_WINDOW (stage->window), "welcome", NULL);
  stage_press (stage, GDK_KEY_1, GDK_ALT_MASK);
  g_assert_true (shows (stage, "EbbDevicesView"));
  /* And it can be opened again. */
  ebb_window_show_page (EBB_WINDOW (stage->window), "welcome", NULL);
  g_assert_true (shows (stage, "EbbWelcomePage"));
}

static GtkDropDown *
find_drop_down (Stage *stage)
{
  return GTK_DROP_DOWN (stage_find (stage->window, GTK_TYPE_DROP_DOWN, NULL, NULL));
}

static void
test_facilities (void)
{
  static const struct { const char *scenario; guint n; } cases[] = {
    { "facilities-0", 0 }, { "facilities-1", 1 }, { "facilities-2", 2 }, { "facilities-12", 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Stage) stage = stage_new (cases[i].scenario);

      stage_open (stage, 480, 800);
      g_assert_cmpint (find_drop_down (stage) != NULL, ==, cases[i].n > 1);
      stage_wait_until (stage_shows (stage->window, "No home yet") == (cases[i].n == 0));
      /* To ask again takes nothing away. */
      ebb_home_refresh (stage_get_home (stage));
      g_assert_cmpint (stage_shows (stage->window, "No home yet"), ==, cases[i].n == 0);
      if (cases[i].n < 2)
        continue;

      g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (find_drop_down (stage))), ==, cases[i].n);
      gtk_test_accessible_assert_property (find_drop_down (stage), GTK_ACCESSIBLE_PROPERTY_LABEL, "Home");
      gtk_drop_down_set_selected (find_drop_down (stage), cases[i].n - 1);
      stage_wait_until (!ebb_home_is_loading (stage_get_home (stage)));
      g_assert_true (ebb_home_get_facility (stage_get_home (stage)) == gtk_drop_down_get_selected_item (find_drop_down (stage)));
      stage_refresh (stage);
      g_assert_cmpuint (gtk_drop_down_get_selected (find_drop_down (stage)), ==, cases[i].n - 1);
    }
}

static void
unknown_cb (EbbHome    *home,
            GParamSpec *property,
            Stage      *stage)
{
  g_assert_false (ebb_home_is_known (home));
  g_assert_false (stage_shows (stage->window, "No devices yet"));
}

/* A home that has just come, and of which nobody has asked yet: that it has no devices is not said before it is known. */
static void
test_unknown_home (void)
{
  g_autoptr (Stage) stage = stage_new ("facilities-2");
  EbbHome *home = stage_get_home (stage);
  g_autoptr (JsonNode) answer = stage_control (stage, "PUT", "scenario", "{\"name\":\"facilities-12\"}");

  stage_open (stage, 480, 800);
  ebb_home_refresh (home);
  stage_wait_until (!ebb_home_is_loading (home));
  g_signal_connect_after (home, "notify::devices", G_CALLBACK (unknown_cb), stage);
  gtk_drop_down_set_selected (find_drop_down (stage), 11);
  g_assert_true (ebb_home_get_facility (home) == gtk_drop_down_get_selected_item (find_drop_down (stage)));
  g_signal_handlers_disconnect_by_func (home, unknown_cb, stage);
  stage_wait_until (ebb_home_is_known (home));
}

/* The list in another order, or a second window: the facility that is shown stays. */
static void
test_facility_stays (void)
{
  g_autoptr (Stage) stage = stage_new ("facilities-12");
  EbbHome *home = stage_get_home (stage);
  GListModel *facilities = ebb_home_get_facilities (home);
  g_autoptr (EbbFacility) second = g_list_model_get_item (facilities, 1);

  ebb_home_set_facility (home, second);
  stage_wait_until (!ebb_home_is_loading (home));
  stage_open (stage, 480, 800);
  g_assert_true (ebb_home_get_facility (home) == second);
  g_assert_cmpuint (gtk_drop_down_get_selected (find_drop_down (stage)), ==, 1);

  g_list_store_remove (G_LIST_STORE (facilities), 1);
  g_list_store_insert (G_LIST_STORE (facilities), 5, second);
  g_assert_true (ebb_home_get_facility (home) == second);
  g_assert_cmpuint (gtk_drop_down_get_selected (find_drop_down (stage)), ==, 5);
}

static void
test_notice (void)
{
  g_autoptr (Stage) stage = stage_new ("home");

  stage_open (stage, 480, 800);
  stage_break (stage, "[{'operation':'*','status':403,'code':'token_expired'}]");
  ebb_clock_advance (stage->clock, 5 * EBB_MINUTE);
  stage_refresh (stage);
  stage_wait_until (stage_shows (stage->window, "Please sign in again. You see what was known 5\u00a0min ago."));
  g_assert_nonnull (stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Sign in"));
  g_assert_true (shows (stage, "EbbDeviceCard"));

  stage_break (stage, "[]");
  stage_click (stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Sign in"));
  stage_wait_until (stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Sign in") == NULL);
}

/* Nothing to show yet: the page says why, and the way on leads to content. */
static void
test_error_first (void)
{
  g_autoptr (Stage) stage = stage_new ("403");
  GtkWidget *button;

  stage_open (stage, 480, 800);
  stage_wait_until (stage_find_type (stage->window, "AdwStatusPage") != NULL);
  g_assert_false (shows (stage, "EbbDeviceCard"));
  stage_break (stage, "[]");
  button = stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Try again");
  if (button != NULL)
    stage_click (button);
  else
    stage_refresh (stage);
  stage_wait_until (shows (stage, "EbbDeviceCard"));
}

static void
check_width (Stage    *stage,
             int       width,
             gboolean  is_narrow)
{
  gtk_window_set_default_size (GTK_WINDOW (stage->window), width, 700);
  stage_wait_until ((stage_find (stage->window, ADW_TYPE_VIEW_SWITCHER_BAR, NULL, NULL) != NULL) &&
                    adw_view_switcher_bar_get_reveal (ADW_VIEW_SWITCHER_BAR (stage_find (stage->window, ADW_TYPE_VIEW_SWITCHER_BAR,
                                                                                         NULL, NULL))) == is_narrow);
  g_assert_cmpint (gtk_widget_get_width (stage->window), <=, width);
}

static void
test_widths (void)
{
  static const GtkTextDirection directions[] = { GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      g_autoptr (Stage) stage = NULL;

      gtk_widget_set_default_direction (directions[i]);
      stage = stage_new ("home");
      stage_open (stage, 900, 700);
      check_width (stage, 900, FALSE);
      check_width (stage, 360, TRUE);
      check_width (stage, 900, FALSE);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Text twice as large: it does not fit above, and nothing needs more than the narrowest window. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 192 * 1024, NULL);
  {
    g_autoptr (Stage) stage = stage_new ("very-long-names");

    stage_open (stage, 900, 700);
    check_width (stage, 360, TRUE);
    open_device (stage);
    find_spin (stage);
    gtk_test_widget_wait_for_draw (stage->window);
    g_assert_cmpint (gtk_widget_get_width (stage->window), <=, 360);
  }
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/window/keys", test_keys);
  g_test_add_func ("/window/focus", test_focus);
  g_test_add_func ("/window/focus-order", test_focus_order);
  g_test_add_func ("/window/actions", test_actions);
  g_test_add_func ("/window/told-too-late", test_told_too_late);
  g_test_add_func ("/window/edit-kept", test_edit_kept);
  g_test_add_func ("/window/left-while-saving", test_left_while_saving);
  g_test_add_func ("/window/close-asks", test_close_asks);
  g_test_add_func ("/window/leaving-demo-asks", test_leaving_demo_asks);
  g_test_add_func ("/window/asks-for-lost", test_asks_for_lost);
  g_test_add_func ("/window/sign-in-on-top", test_sign_in_on_top);
  g_test_add_func ("/window/facilities", test_facilities);
  g_test_add_func ("/window/unknown-home", test_unknown_home);
  g_test_add_func ("/window/facility-stays", test_facility_stays);
  g_test_add_func ("/window/notice", test_notice);
  g_test_add_func ("/window/error-first", test_error_first);
  g_test_add_func ("/window/widths", test_widths);
  g_test_add_func ("/window/large-text", test_large_text);

  return g_test_run ();
}
