/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bar-chart.h"

#include <math.h>

/* The chart as a person meets it: in a window between two buttons, walked with keys, read aloud, given new figures. */

typedef struct
{
  GtkWidget *window;
  GtkWidget *before;
  GtkWidget *chart;
  GtkWidget *after;
  GtkWidget *list; /* the chart's list of bars, as assistive technology sees it */
  int n_activated;
  gint64 activated_key;
  int n_selected;
} Stage;

static EbbBars *
create_bars (gint64 first,
             guint  n)
{
  EbbBars *bars = ebb_bars_new ();

  for (guint i = 0; i < n; i++)
    {
      gint64 key = first + i;
      g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT, key);
      g_autofree char *sentence = g_strdup_printf ("Day %" G_GINT64_FORMAT ": saved %u kr", key, i);

      ebb_bars_add (bars, key, label, sentence, i, i % 4);
    }

  return bars;
}

static GtkWidget *
find_named (GtkWidget  *widget,
            const char *css_name)
{
  if (g_str_equal (gtk_widget_get_css_name (widget), css_name))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, css_name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_bar (Stage *stage,
         int    index)
{
  GtkWidget *bar = gtk_widget_get_first_child (stage->list);

  while (index-- > 0 && bar != NULL)
    bar = gtk_widget_get_next_sibling (bar);
  g_assert_nonnull (bar);

  return bar;
}

static guint
count_bars (Stage *stage)
{
  guint n = 0;

  for (GtkWidget *bar = gtk_widget_get_first_child (stage->list); bar != NULL; bar = gtk_widget_get_next_sibling (bar))
    n++;

  return n;
}

static GtkWidget *
get_focus (Stage *stage)
{
  return gtk_root_get_focus (GTK_ROOT (stage->window));
}

static void
activated_cb (EbbBarChart *chart,
              gint64       key,
              Stage       *stage)
{
  stage->n_activated++;
  stage->activated_key = key;
}

static void
selected_cb (Stage *stage)
{
  stage->n_selected++;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_for_layout (Stage *stage)
{
  gtk_test_widget_wait_for_draw (stage->chart);
}

static Stage *
open_stage (guint n,
            int   width)
{
  Stage *stage = g_new0 (Stage, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (EbbBars) bars = create_bars (100, n);

  stage->before = gtk_button_new_with_label ("Before");
  stage->after = gtk_button_new_with_label ("After");
  stage->chart = ebb_bar_chart_new ();
  stage->list = find_named (stage->chart, "bars");
  g_assert_nonnull (stage->list);
  gtk_widget_set_vexpand (stage->chart, TRUE);
  gtk_box_append (GTK_BOX (box), stage->before);
  gtk_box_append (GTK_BOX (box), stage->chart);
  gtk_box_append (GTK_BOX (box), stage->after);

  ebb_bar_chart_set_title (EBB_BAR_CHART (stage->chart), "Savings per day");
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), bars);
  g_signal_connect (stage->chart, "bar-activated", G_CALLBACK (activated_cb), stage);
  g_signal_connect_swapped (stage->chart, "notify::selected-key", G_CALLBACK (selected_cb), stage);

  stage->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (stage->window), box);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), width, 400);
  gtk_window_present (GTK_WINDOW (stage->window));
  wait_for_layout (stage);

  return stage;
}

static void
close_stage (Stage *stage)
{
  gtk_window_destroy (GTK_WINDOW (stage->window));
  settle ();
  g_free (stage);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, close_stage)

static gboolean
press_with (Stage           *stage,
            guint            keyval,
            GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (stage->list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      return handled;
    }

  g_assert_not_reached ();
}

static gboolean
press (Stage *stage,
       guint  keyval)
{
  return press_with (stage, keyval, 0);
}

static void
click (Stage *stage,
       int    index,
       int    n_press)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (stage->list);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (get_bar (stage, index), stage->list, &bounds));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "released", n_press,
                               (double) bounds.origin.x + bounds.size.width / 2,
                               (double) bounds.origin.y + bounds.size.height / 2);
    }
}

#define assert_focus(stage, index) g_assert_true (get_focus (stage) == get_bar (stage, index))
#define assert_selected(stage, key) \
  g_assert_cmpint (ebb_bar_chart_get_selected_key (EBB_BAR_CHART ((stage)->chart)), ==, key)

static void
test_accessible (void)
{
  g_autoptr (Stage) stage = open_stage (6, 500);

  gtk_test_accessible_assert_role (stage->list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (stage->list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Savings per day");
  g_assert_cmpuint (count_bars (stage), ==, 6);
  for (int i = 0; i < 6; i++)
    {
      GtkWidget *bar = get_bar (stage, i);
      g_autofree char *sentence = g_strdup_printf ("Day %d: saved %d kr", 100 + i, i);

      gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
      gtk_test_accessible_assert_relation (bar, GTK_ACCESSIBLE_RELATION_POS_IN_SET, i + 1);
      gtk_test_accessible_assert_relation (bar, GTK_ACCESSIBLE_RELATION_SET_SIZE, 6);
    }

  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 102);
  gtk_test_accessible_assert_state (get_bar (stage, 2), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_test_accessible_assert_state (get_bar (stage, 1), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);

  /* The words for the eye are the words for the ear, and are said once. */
  g_assert_true (gtk_widget_get_has_tooltip (get_bar (stage, 0)));
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (get_bar (stage, 0)),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));

  ebb_bar_chart_set_title (EBB_BAR_CHART (stage->chart), NULL);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (stage->list), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_status_classes (void)
{
  g_autoptr (Stage) stage = open_stage (4, 500);
  static const char *const classes[] = { NULL, "estimated", "partial", "missing" };

  for (int i = 0; i < 4; i++)
    for (int j = 1; j < 4; j++)
      g_assert_cmpint (gtk_widget_has_css_class (get_bar (stage, i), classes[j]), ==, i == j);
}

static void
test_one_tab_stop (void)
{
  g_autoptr (Stage) stage = open_stage (31, 500);

  gtk_widget_grab_focus (stage->before);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  assert_focus (stage, 0);
  assert_selected (stage, EBB_BARS_NO_KEY);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (get_focus (stage) == stage->after);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_BACKWARD);
  assert_focus (stage, 0);

  /* It comes back to where it was, from both sides. */
  press (stage, GDK_KEY_Right);
  press (stage, GDK_KEY_Right);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (get_focus (stage) == stage->before);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  assert_focus (stage, 2);

  /* Even when an assistive technology has put it there. */
  gtk_widget_grab_focus (get_bar (stage, 9));
  gtk_widget_grab_focus (stage->before);
  g_assert_true (gtk_widget_grab_focus (stage->chart));
  assert_focus (stage, 9);
}

static void
test_enter_at_selected (void)
{
  g_autoptr (Stage) stage = open_stage (31, 500);

  gtk_widget_grab_focus (stage->before);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 120);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  assert_focus (stage, 20);
}

static void
test_keys (void)
{
  g_autoptr (Stage) stage = open_stage (31, 500);

  gtk_widget_grab_focus (get_bar (stage, 0));
  g_assert_true (press (stage, GDK_KEY_Right));
  assert_focus (stage, 1);
  assert_selected (stage, 101);
  g_assert_true (press (stage, GDK_KEY_Page_Down));
  assert_focus (stage, 8);
  g_assert_true (press (stage, GDK_KEY_KP_Page_Up));
  assert_focus (stage, 1);
  g_assert_true (press (stage, GDK_KEY_End));
  assert_focus (stage, 30);
  assert_selected (stage, 130);
  g_assert_true (press (stage, GDK_KEY_Right));
  assert_focus (stage, 30);
  g_assert_true (press (stage, GDK_KEY_Left));
  assert_focus (stage, 29);
  g_assert_true (press (stage, GDK_KEY_Home));
  assert_focus (stage, 0);
  g_assert_true (press (stage, GDK_KEY_Left));
  assert_focus (stage, 0);
  g_assert_true (gtk_widget_child_focus (stage->list, GTK_DIR_RIGHT));
  assert_focus (stage, 1);
  g_assert_true (gtk_widget_child_focus (stage->list, GTK_DIR_LEFT));
  assert_focus (stage, 0);

  /* What is not the chart's goes on to others. */
  g_assert_false (press (stage, GDK_KEY_Down));
  g_assert_false (press (stage, GDK_KEY_a));
  g_assert_false (press_with (stage, GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_false (press_with (stage, GDK_KEY_Home, GDK_ALT_MASK));
  assert_focus (stage, 0);
}

static void
test_long_page (void)
{
  g_autoptr (Stage) stage = open_stage (366, 360);

  gtk_widget_grab_focus (get_bar (stage, 0));
  press (stage, GDK_KEY_Page_Down);
  assert_focus (stage, 36);
}

static void
test_activate (void)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };
  g_autoptr (Stage) stage = open_stage (12, 500);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_grab_focus (get_bar (stage, i));
      g_assert_true (press (stage, keys[i]));
      g_assert_cmpint (stage->n_activated, ==, i + 1);
      g_assert_cmpint (stage->activated_key, ==, 100 + i);
      assert_selected (stage, 100 + i);
    }

  stage->n_activated = 0;
  click (stage, 7, 1);
  assert_focus (stage, 7);
  assert_selected (stage, 107);
  g_assert_cmpint (stage->n_activated, ==, 0);
  click (stage, 7, 2);
  g_assert_cmpint (stage->n_activated, ==, 1);
  g_assert_cmpint (stage->activated_key, ==, 107);
}

static void
test_selection (void)
{
  g_autoptr (Stage) stage = open_stage (5, 500);
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

/* New figures for the same days: the same widgets, the same focus, the same selection, new words. */
static void
test_update (void)
{
  g_autoptr (Stage) stage = open_stage (31, 500);
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  GtkWidget *sixth = get_bar (stage, 6);

  gtk_widget_grab_focus (get_bar (stage, 5));
  press (stage, GDK_KEY_Right);
  stage->n_selected = 0;
  for (int i = 0; i < 31; i++)
    ebb_bars_add (bars, 100 + i, "x", i == 6 ? "Day 106: not known" : "other", i == 6 ? NAN : 3, EBB_BAR_NORMAL);
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), bars);
  wait_for_layout (stage);

  g_assert_true (get_bar (stage, 6) == sixth);
  g_assert_true (get_focus (stage) == sixth);
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
  g_autoptr (Stage) stage = open_stage (10, 500);
  g_autoptr (EbbBars) later = create_bars (103, 10);
  g_autoptr (EbbBars) earlier = create_bars (98, 10);
  GtkWidget *kept = get_bar (stage, 6);

  gtk_widget_grab_focus (kept);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 106);
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), later);
  wait_for_layout (stage);
  g_assert_cmpuint (count_bars (stage), ==, 10);
  g_assert_true (get_bar (stage, 3) == kept);
  g_assert_true (get_focus (stage) == kept);
  assert_selected (stage, 106);
  gtk_test_accessible_assert_relation (kept, GTK_ACCESSIBLE_RELATION_POS_IN_SET, 4);

  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), earlier);
  wait_for_layout (stage);
  g_assert_cmpuint (count_bars (stage), ==, 10);
  g_assert_true (get_bar (stage, 8) == kept);
  g_assert_true (get_focus (stage) == kept);

  for (int i = 1; i < 10; i++)
    {
      graphene_rect_t left;
      graphene_rect_t right;

      g_assert_true (gtk_widget_compute_bounds (get_bar (stage, i - 1), stage->list, &left));
      g_assert_true (gtk_widget_compute_bounds (get_bar (stage, i), stage->list, &right));
      g_assert_cmpfloat (left.origin.x, <, right.origin.x);
    }
}

/* Another period altogether: nothing is selected any more, but the focus stays in the chart, at the same place. */
static void
test_replace (void)
{
  g_autoptr (Stage) stage = open_stage (31, 500);
  g_autoptr (EbbBars) other = create_bars (900, 12);

  gtk_widget_grab_focus (get_bar (stage, 2));
  press (stage, GDK_KEY_Right);
  stage->n_selected = 0;
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), other);
  wait_for_layout (stage);
  assert_focus (stage, 3);
  assert_selected (stage, EBB_BARS_NO_KEY);
  g_assert_cmpint (stage->n_selected, ==, 1);

  gtk_widget_grab_focus (get_bar (stage, 11));
  {
    g_autoptr (EbbBars) few = create_bars (50, 2);

    ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), few);
    assert_focus (stage, 1);
  }

  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), NULL);
  wait_for_layout (stage);
  g_assert_cmpuint (count_bars (stage), ==, 0);
  gtk_widget_grab_focus (stage->before);
  gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (get_focus (stage) == stage->after);
}

/* A server that says the same day twice does not break anything. */
static void
test_duplicate_keys (void)
{
  g_autoptr (Stage) stage = open_stage (5, 500);

  for (int turn = 0; turn < 3; turn++)
    {
      g_autoptr (EbbBars) bars = ebb_bars_new ();

      for (int i = 0; i < 6; i++)
        ebb_bars_add (bars, 100 + i / 2, "x", "twice", i, EBB_BAR_NORMAL);
      ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), bars);
      wait_for_layout (stage);
      g_assert_cmpuint (count_bars (stage), ==, 6);
    }
}

static void
check_mirrored (Stage *stage)
{
  graphene_rect_t first;
  graphene_rect_t last;
  graphene_rect_t list;

  g_assert_true (gtk_widget_compute_bounds (get_bar (stage, 0), stage->chart, &first));
  g_assert_true (gtk_widget_compute_bounds (get_bar (stage, 9), stage->chart, &last));
  g_assert_true (gtk_widget_compute_bounds (stage->list, stage->chart, &list));
  g_assert_cmpfloat (last.origin.x + last.size.width, <, first.origin.x);
  g_assert_cmpfloat (list.origin.x, ==, 0);
  g_assert_cmpfloat (list.size.width, <, gtk_widget_get_width (stage->chart));

  gtk_widget_grab_focus (get_bar (stage, 4));
  press (stage, GDK_KEY_Left);
  assert_focus (stage, 5);
  press (stage, GDK_KEY_Right);
  assert_focus (stage, 4);
  gtk_widget_child_focus (stage->list, GTK_DIR_LEFT);
  assert_focus (stage, 5);
  press (stage, GDK_KEY_Home);
  assert_focus (stage, 0);
  press (stage, GDK_KEY_End);
  assert_focus (stage, 9);
}

static void
test_right_to_left (void)
{
  g_autoptr (Stage) stage = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  stage = open_stage (10, 500);
  check_mirrored (stage);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_own_direction (void)
{
  g_autoptr (Stage) stage = open_stage (10, 500);

  gtk_widget_set_direction (stage->chart, GTK_TEXT_DIR_RTL);
  wait_for_layout (stage);
  check_mirrored (stage);
}

static void
assert_in_view (Stage *stage,
                int    index)
{
  GtkWidget *scroller = find_named (stage->chart, "scrolledwindow");
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (get_bar (stage, index), scroller, &bounds));
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
      stage = open_stage (366, 360);
      scrollbar = gtk_widget_get_last_child (stage->chart);
      g_assert_true (gtk_widget_get_child_visible (scrollbar));
      g_assert_cmpint (gtk_widget_get_width (stage->chart), <=, 400);
      g_assert_cmpint (gtk_widget_get_width (stage->list), >=, 366 * 4);
      for (int i = 0; i < 366; i++)
        g_assert_cmpint (gtk_widget_get_width (get_bar (stage, i)), >=, 4);

      gtk_widget_grab_focus (stage->before);
      wait_for_layout (stage);
      assert_in_view (stage, 0);
      ebb_bar_chart_set_selected_key (EBB_BAR_CHART (stage->chart), 300);
      wait_for_layout (stage);
      assert_in_view (stage, 200);
      gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD);
      press (stage, GDK_KEY_End);
      wait_for_layout (stage);
      assert_in_view (stage, 365);
      press (stage, GDK_KEY_Home);
      wait_for_layout (stage);
      assert_in_view (stage, 0);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_short_row (void)
{
  g_autoptr (Stage) stage = open_stage (31, 280);

  g_assert_false (gtk_widget_get_child_visible (gtk_widget_get_last_child (stage->chart)));
  g_assert_cmpint (gtk_widget_get_width (stage->chart), <=, 280);
}

static void
test_properties (void)
{
  g_autoptr (Stage) stage = open_stage (3, 300);
  g_autoptr (EbbBars) bars = create_bars (1, 2);
  g_autoptr (EbbBars) got = NULL;
  g_autofree char *title = NULL;

  g_object_set (stage->chart, "bars", bars, "title", "Cost", NULL);
  g_object_get (stage->chart, "bars", &got, "title", &title, NULL);
  g_assert_true (got == bars);
  g_assert_cmpstr (title, ==, "Cost");
  g_assert_cmpstr (ebb_bar_chart_get_title (EBB_BAR_CHART (stage->chart)), ==, "Cost");
  g_assert_cmpuint (count_bars (stage), ==, 2);
}

static void
test_finalize (void)
{
  GtkWidget *chart = g_object_ref_sink (ebb_bar_chart_new ());
  EbbBars *bars = create_bars (1, 31);
  GtkWidget *window = gtk_window_new ();

  ebb_bar_chart_set_bars (EBB_BAR_CHART (chart), bars);
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (chart), 5);
  gtk_window_set_child (GTK_WINDOW (window), chart);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (chart);
  gtk_widget_grab_focus (chart);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();

  g_assert_finalize_object (chart);
  g_assert_finalize_object (bars);
}

/* Finalized while it is still the focus, and without ever having been shown. */
static void
test_finalize_unseen (void)
{
  GtkWidget *chart = g_object_ref_sink (ebb_bar_chart_new ());
  g_autoptr (EbbBars) bars = create_bars (1, 400);

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
  g_test_add_func ("/chart/bar-chart/status-classes", test_status_classes);
  g_test_add_func ("/chart/bar-chart/one-tab-stop", test_one_tab_stop);
  g_test_add_func ("/chart/bar-chart/enter-at-selected", test_enter_at_selected);
  g_test_add_func ("/chart/bar-chart/keys", test_keys);
  g_test_add_func ("/chart/bar-chart/long-page", test_long_page);
  g_test_add_func ("/chart/bar-chart/activate", test_activate);
  g_test_add_func ("/chart/bar-chart/selection", test_selection);
  g_test_add_func ("/chart/bar-chart/update", test_update);
  g_test_add_func ("/chart/bar-chart/shift", test_shift);
  g_test_add_func ("/chart/bar-chart/replace", test_replace);
  g_test_add_func ("/chart/bar-chart/duplicate-keys", test_duplicate_keys);
  g_test_add_func ("/chart/bar-chart/right-to-left", test_right_to_left);
  g_test_add_func ("/chart/bar-chart/own-direction", test_own_direction);
  g_test_add_func ("/chart/bar-chart/long-row", test_long_row);
  g_test_add_func ("/chart/bar-chart/short-row", test_short_row);
  g_test_add_func ("/chart/bar-chart/properties", test_properties);
  g_test_add_func ("/chart/bar-chart/finalize", test_finalize);
  g_test_add_func ("/chart/bar-chart/finalize-unseen", test_finalize_unseen);

  return g_test_run ();
}
