/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-stage.h"

#include <math.h>

/* New figures come while somebody is in the chart. */

/* New figures for the same days: the same widgets, the same focus, the same selection, new words. */
static void
test_update (void)
{
  g_autoptr (Stage) stage = stage_open (31, 500);
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  GtkWidget *sixth = stage_get_bar (stage, 6);

  gtk_widget_grab_focus (stage_get_bar (stage, 5));
  stage_press (stage, GDK_KEY_Right);
  stage->n_selected = 0;
  for (int i = 0; i < 31; i++)
    ebb_bars_add (bars, 100 + i, "x", i == 6 ? "Day 106: not known" : "other", i == 6 ? NAN : 3, EBB_BAR_NORMAL);
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), bars);
  stage_wait_for_layout (stage);

  g_assert_true (stage_get_bar (stage, 6) == sixth);
  g_assert_true (stage_get_focus (stage) == sixth);
  assert_selected (stage, 106);
  g_assert_cmpint (stage->n_selected, ==, 0);
  gtk_test_accessible_assert_property (sixth, GTK_ACCESSIBLE_PROPERTY_LABEL, "Day 106: not known");
  g_assert_true (gtk_widget_has_css_class (sixth, "missing"));
  g_assert_true (ebb_bar_chart_get_bars (EBB_BAR_CHART (stage->chart)) == bars);
}

/* The row has moved on by three days: what stays keeps its widget, at its new place. */
static void
test_shift (void)
{
  g_autoptr (Stage) stage = stage_open (10, 500);
  g_autoptr (EbbBars) later = stage_create_bars (103, 10);
  g_autoptr (EbbBars) earlier = stage_create_bars (98, 10);
  GtkWidget *kept = stage_get_bar (stage, 6);

  gtk_widget_grab_focus (kept);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 106);
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), later);
  stage_wait_for_layout (stage);
  g_assert_cmpuint (stage_count_bars (stage), ==, 10);
  g_assert_true (stage_get_bar (stage, 3) == kept);
  g_assert_true (stage_get_focus (stage) == kept);
  assert_selected (stage, 106);
  gtk_test_accessible_assert_relation (kept, GTK_ACCESSIBLE_RELATION_POS_IN_SET, 4);

  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), earlier);
  stage_wait_for_layout (stage);
  g_assert_cmpuint (stage_count_bars (stage), ==, 10);
  g_assert_true (stage_get_bar (stage, 8) == kept);
  g_assert_true (stage_get_focus (stage) == kept);

  for (int i = 1; i < 10; i++)
    {
      graphene_rect_t left;
      graphene_rect_t right;

      g_assert_true (gtk_widget_compute_bounds (stage_get_bar (stage, i - 1), stage->list, &left));
      g_assert_true (gtk_widget_compute_bounds (stage_get_bar (stage, i), stage->list, &right));
      g_assert_cmpfloat (left.origin.x, <, right.origin.x);
    }
}

/* Another period altogether: nothing is selected any more, but the focus stays in the chart, at the same place. */
static void
test_replace (void)
{
  g_autoptr (Stage) stage = stage_open (31, 500);
  g_autoptr (EbbBars) other = stage_create_bars (900, 12);

  gtk_widget_grab_focus (stage_get_bar (stage, 2));
  stage_press (stage, GDK_KEY_Right);
  stage->n_selected = 0;
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), other);
  stage_wait_for_layout (stage);
  assert_focus (stage, 3);
  assert_selected (stage, EBB_BARS_NO_KEY);
  g_assert_cmpint (stage->n_selected, ==, 1);

  gtk_widget_grab_focus (stage_get_bar (stage, 11));
  {
    g_autoptr (EbbBars) few = stage_create_bars (50, 2);

    ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), few);
    assert_focus (stage, 1);
  }

  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), NULL);
  stage_wait_for_layout (stage);
  g_assert_cmpuint (stage_count_bars (stage), ==, 0);
  gtk_widget_grab_focus (stage->before);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (stage_get_focus (stage) == stage->after);
}

/* A server that says the same day twice does not break anything. */
static void
test_duplicate_keys (void)
{
  g_autoptr (Stage) stage = stage_open (5, 500);

  for (int turn = 0; turn < 3; turn++)
    {
      g_autoptr (EbbBars) bars = ebb_bars_new ();

      for (int i = 0; i < 6; i++)
        ebb_bars_add (bars, 100 + i / 2, "x", "twice", i, EBB_BAR_NORMAL);
      ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), bars);
      stage_wait_for_layout (stage);
      g_assert_cmpuint (stage_count_bars (stage), ==, 6);
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/bar-chart-update/update", test_update);
  g_test_add_func ("/chart/bar-chart-update/shift", test_shift);
  g_test_add_func ("/chart/bar-chart-update/replace", test_replace);
  g_test_add_func ("/chart/bar-chart-update/duplicate-keys", test_duplicate_keys);

  return g_test_run ();
}
