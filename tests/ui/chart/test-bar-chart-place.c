/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-stage.h"

/* The chart in narrow places and from right to left. */

static void
check_mirrored (Stage *stage)
{
  graphene_rect_t first;
  graphene_rect_t last;
  graphene_rect_t list;

  g_assert_true (gtk_widget_compute_bounds (stage_get_bar (stage, 0), stage->chart, &first));
  g_assert_true (gtk_widget_compute_bounds (stage_get_bar (stage, 9), stage->chart, &last));
  g_assert_true (gtk_widget_compute_bounds (stage->list, stage->chart, &list));
  g_assert_cmpfloat (last.origin.x + last.size.width, <, first.origin.x);
  g_assert_cmpfloat (list.origin.x, ==, 0);
  g_assert_cmpfloat (list.size.width, <, gtk_widget_get_width (stage->chart));

  gtk_widget_grab_focus (stage_get_bar (stage, 4));
  stage_press (stage, GDK_KEY_Left);
  assert_focus (stage, 5);
  stage_press (stage, GDK_KEY_Right);
  assert_focus (stage, 4);
  gtk_widget_child_focus (stage->list, GTK_DIR_LEFT);
  assert_focus (stage, 5);
  stage_press (stage, GDK_KEY_Home);
  assert_focus (stage, 0);
  stage_press (stage, GDK_KEY_End);
  assert_focus (stage, 9);
}

static void
test_right_to_left (void)
{
  g_autoptr (Stage) stage = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  stage = stage_open (10, 500);
  check_mirrored (stage);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_own_direction (void)
{
  g_autoptr (Stage) stage = stage_open (10, 500);

  gtk_widget_set_direction (stage->chart, GTK_TEXT_DIR_RTL);
  stage_wait_for_layout (stage);
  check_mirrored (stage);
}

static void
assert_in_view (Stage *stage,
                int    index)
{
  GtkWidget *scroller = stage_find_named (stage->chart, "scrolledwindow");
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (stage_get_bar (stage, index), scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (scroller));
}

/* A year of days on a telephone: the bars keep their width, the row scrolls, and the view follows focus and selection. */
static void
test_long_row (void)
{
  for (int rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (Stage) stage = NULL;
      GtkWidget *scrollbar;

      gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      stage = stage_open (366, 360);
      scrollbar = gtk_widget_get_last_child (stage->chart);
      g_assert_true (gtk_widget_get_child_visible (scrollbar));
      g_assert_cmpint (gtk_widget_get_width (stage->chart), <=, 400);
      g_assert_cmpint (gtk_widget_get_width (stage->list), >=, 366 * 4);
      for (int i = 0; i < 366; i++)
        g_assert_cmpint (gtk_widget_get_width (stage_get_bar (stage, i)), >=, 4);

      gtk_widget_grab_focus (stage->before);
      stage_wait_for_layout (stage);
      assert_in_view (stage, 0);
      ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 300);
      stage_wait_for_layout (stage);
      assert_in_view (stage, 200);
      gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
      stage_press (stage, GDK_KEY_End);
      stage_wait_for_layout (stage);
      assert_in_view (stage, 365);
      stage_press (stage, GDK_KEY_Home);
      stage_wait_for_layout (stage);
      assert_in_view (stage, 0);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A chart turned round while it is open begins at its first bar too. */
static void
test_own_direction_long (void)
{
  g_autoptr (Stage) stage = stage_open (366, 360);

  gtk_widget_grab_focus (stage->before);
  gtk_widget_set_direction (stage->chart, GTK_TEXT_DIR_RTL);
  stage_wait_for_layout (stage);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 110);
  stage_wait_for_layout (stage);
  assert_in_view (stage, 0);
  assert_in_view (stage, 10);

  for (guint n = 1; n <= 400; n += 399)
    {
      g_autoptr (EbbBars) bars = stage_create_bars (2000, n);

      ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), bars);
      stage_wait_for_layout (stage);
      assert_in_view (stage, 0);
    }
}

static void
test_short_row (void)
{
  g_autoptr (Stage) stage = stage_open (31, 280);

  g_assert_false (gtk_widget_get_child_visible (gtk_widget_get_last_child (stage->chart)));
  g_assert_cmpint (gtk_widget_get_width (stage->chart), <=, 280);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/bar-chart-place/right-to-left", test_right_to_left);
  g_test_add_func ("/chart/bar-chart-place/own-direction", test_own_direction);
  g_test_add_func ("/chart/bar-chart-place/long-row", test_long_row);
  g_test_add_func ("/chart/bar-chart-place/own-direction-long", test_own_direction_long);
  g_test_add_func ("/chart/bar-chart-place/short-row", test_short_row);

  return g_test_run ();
}
