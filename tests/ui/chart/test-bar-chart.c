/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-stage.h"

/* The chart as it is walked with keys, clicked, and read aloud. */

static void
test_accessible (void)
{
  g_autoptr (Stage) stage = stage_open (6, 500);

  gtk_test_accessible_assert_role (stage->list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (stage->list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Savings per day");
  g_assert_cmpuint (stage_count_bars (stage), ==, 6);
  for (int i = 0; i < 6; i++)
    {
      GtkWidget *bar = stage_get_bar (stage, i);
      g_autofree char *sentence = g_strdup_printf ("Day %d: saved %d kr", 100 + i, i);

      gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
      gtk_test_accessible_assert_relation (bar, GTK_ACCESSIBLE_RELATION_POS_IN_SET, i + 1);
      gtk_test_accessible_assert_relation (bar, GTK_ACCESSIBLE_RELATION_SET_SIZE, 6);
    }

  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 102);
  gtk_test_accessible_assert_state (stage_get_bar (stage, 2), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_test_accessible_assert_state (stage_get_bar (stage, 1), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);

  /* The words for the eye are the words for the ear, and are said once. */
  g_assert_true (gtk_widget_get_has_tooltip (stage_get_bar (stage, 0)));
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (stage_get_bar (stage, 0)),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));

  ebb_bar_chart_set_title (EBB_BAR_CHART (stage->chart), NULL);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (stage->list), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
check_only_bars (GtkWidget *widget)
{
  g_assert_cmpint (gtk_widget_get_focusable (widget), ==, g_str_equal (gtk_widget_get_css_name (widget), "bar"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_only_bars (child);
}

/* A screen reader finds no place to stop at that has no words. */
static void
test_only_bars_take_focus (void)
{
  g_autoptr (Stage) stage = stage_open (366, 360);

  check_only_bars (stage->chart);
}

static void
test_status_classes (void)
{
  g_autoptr (Stage) stage = stage_open (4, 500);
  static const char *const classes[] = { NULL, "estimated", "partial", "missing" };

  for (int i = 0; i < 4; i++)
    for (int j = 1; j < 4; j++)
      g_assert_cmpint (gtk_widget_has_css_class (stage_get_bar (stage, i), classes[j]), ==, i == j);
}

static void
test_one_tab_stop (void)
{
  g_autoptr (Stage) stage = stage_open (31, 500);

  gtk_widget_grab_focus (stage->before);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  assert_focus (stage, 0);
  assert_selected (stage, EBB_BARS_NO_KEY);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (stage_get_focus (stage) == stage->after);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_BACKWARD);
  assert_focus (stage, 0);

  /* It comes back to where it was, from both sides. */
  stage_press (stage, GDK_KEY_Right);
  stage_press (stage, GDK_KEY_Right);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (stage_get_focus (stage) == stage->before);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  assert_focus (stage, 2);

  /* Even when an assistive technology has put it there. */
  gtk_widget_grab_focus (stage_get_bar (stage, 9));
  gtk_widget_grab_focus (stage->before);
  g_assert_true (gtk_widget_grab_focus (stage->chart));
  assert_focus (stage, 9);
}

static void
test_enter_at_selected (void)
{
  g_autoptr (Stage) stage = stage_open (31, 500);

  gtk_widget_grab_focus (stage->before);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 120);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  assert_focus (stage, 20);
}

static void
test_keys (void)
{
  g_autoptr (Stage) stage = stage_open (31, 500);

  gtk_widget_grab_focus (stage_get_bar (stage, 0));
  g_assert_true (stage_press (stage, GDK_KEY_Right));
  assert_focus (stage, 1);
  assert_selected (stage, 101);
  g_assert_true (stage_press (stage, GDK_KEY_Page_Down));
  assert_focus (stage, 8);
  g_assert_true (stage_press (stage, GDK_KEY_KP_Page_Up));
  assert_focus (stage, 1);
  g_assert_true (stage_press (stage, GDK_KEY_End));
  assert_focus (stage, 30);
  assert_selected (stage, 130);
  g_assert_true (stage_press (stage, GDK_KEY_Right));
  assert_focus (stage, 30);
  g_assert_true (stage_press (stage, GDK_KEY_Left));
  assert_focus (stage, 29);
  g_assert_true (stage_press (stage, GDK_KEY_Home));
  assert_focus (stage, 0);
  g_assert_true (stage_press (stage, GDK_KEY_Left));
  assert_focus (stage, 0);
  g_assert_true (gtk_widget_child_focus (stage->list, GTK_DIR_RIGHT));
  assert_focus (stage, 1);
  g_assert_true (gtk_widget_child_focus (stage->list, GTK_DIR_LEFT));
  assert_focus (stage, 0);

  /* What is not the chart's goes on to others. */
  g_assert_false (stage_press (stage, GDK_KEY_Down));
  g_assert_false (stage_press (stage, GDK_KEY_a));
  g_assert_false (stage_press_with (stage, GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_false (stage_press_with (stage, GDK_KEY_Home, GDK_ALT_MASK));
  assert_focus (stage, 0);
}

static void
test_long_page (void)
{
  g_autoptr (Stage) stage = stage_open (366, 360);

  gtk_widget_grab_focus (stage_get_bar (stage, 0));
  stage_press (stage, GDK_KEY_Page_Down);
  assert_focus (stage, 36);
}

static void
test_activate (void)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };
  g_autoptr (Stage) stage = stage_open (12, 500);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_grab_focus (stage_get_bar (stage, i));
      g_assert_true (stage_press (stage, keys[i]));
      g_assert_cmpint (stage->n_activated, ==, i + 1);
      g_assert_cmpint (stage->activated_key, ==, 100 + i);
      assert_selected (stage, 100 + i);
    }

  stage->n_activated = 0;
  stage_click (stage, 7, 1);
  assert_focus (stage, 7);
  assert_selected (stage, 107);
  g_assert_cmpint (stage->n_activated, ==, 0);
  stage_click (stage, 7, 2);
  g_assert_cmpint (stage->n_activated, ==, 1);
  g_assert_cmpint (stage->activated_key, ==, 107);
}

static void
test_selection (void)
{
  g_autoptr (Stage) stage = stage_open (5, 500);
  gint64 key;

  assert_selected (stage, EBB_BARS_NO_KEY);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 104);
  g_assert_cmpint (stage->n_selected, ==, 1);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 104);
  g_assert_cmpint (stage->n_selected, ==, 1);
  g_object_get (stage->chart, "selected-key", &key, NULL);
  g_assert_cmpint (key, ==, 104);
  g_object_set (stage->chart, "selected-key", (gint64) 77, NULL);
  assert_selected (stage, EBB_BARS_NO_KEY);
  g_assert_cmpint (stage->n_selected, ==, 2);
}

static void
test_properties (void)
{
  g_autoptr (Stage) stage = stage_open (3, 300);
  g_autoptr (EbbBars) bars = stage_create_bars (1, 2);
  g_autoptr (EbbBars) got = NULL;
  g_autofree char *title = NULL;

  g_object_set (stage->chart, "bars", bars, "title", "Cost", NULL);
  g_object_get (stage->chart, "bars", &got, "title", &title, NULL);
  g_assert_true (got == bars);
  g_assert_cmpstr (title, ==, "Cost");
  g_assert_cmpstr (ebb_bar_chart_get_title (EBB_BAR_CHART (stage->chart)), ==, "Cost");
  g_assert_cmpuint (stage_count_bars (stage), ==, 2);
}

static void
test_finalize (void)
{
  GtkWidget *chart = g_object_ref_sink (ebb_bar_chart_new ());
  EbbBars *bars = stage_create_bars (1, 31);
  GtkWidget *window = gtk_window_new ();

  ebb_bar_chart_set_bars (EBB_BAR_CHART (chart), bars);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (chart), 5);
  gtk_window_set_child (GTK_WINDOW (window), chart);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (chart);
  gtk_widget_grab_focus (chart);
  gtk_window_destroy (GTK_WINDOW (window));
  stage_settle ();

  g_assert_finalize_object (chart);
  g_assert_finalize_object (bars);
}

/* Finalized while it is still the focus, and without ever having been shown. */
static void
test_finalize_unseen (void)
{
  GtkWidget *chart = g_object_ref_sink (ebb_bar_chart_new ());
  g_autoptr (EbbBars) bars = stage_create_bars (1, 400);

  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (chart), 5);
  ebb_bar_chart_set_bars (EBB_BAR_CHART (chart), bars);
  g_assert_finalize_object (chart);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/bar-chart/accessible", test_accessible);
  g_test_add_func ("/chart/bar-chart/only-bars-take-focus", test_only_bars_take_focus);
  g_test_add_func ("/chart/bar-chart/status-classes", test_status_classes);
  g_test_add_func ("/chart/bar-chart/one-tab-stop", test_one_tab_stop);
  g_test_add_func ("/chart/bar-chart/enter-at-selected", test_enter_at_selected);
  g_test_add_func ("/chart/bar-chart/keys", test_keys);
  g_test_add_func ("/chart/bar-chart/long-page", test_long_page);
  g_test_add_func ("/chart/bar-chart/activate", test_activate);
  g_test_add_func ("/chart/bar-chart/selection", test_selection);
  g_test_add_func ("/chart/bar-chart/properties", test_properties);
  g_test_add_func ("/chart/bar-chart/finalize", test_finalize);
  g_test_add_func ("/chart/bar-chart/finalize-unseen", test_finalize_unseen);

  return g_test_run ();
}
