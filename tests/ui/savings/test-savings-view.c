/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way through the savings view: totals, the chosen figure, in and out of periods, keys, the table. */

#include "savings-stage.h"

#include <string.h>

#include "chart/ebb-bar-chart.h"
#include "ui/ebb-bar-legend.h"
#include "ui/ebb-figure-card.h"
#include "ui/ebb-savings-chart.h"
#include "ui/ebb-savings-row.h"
#include "ui/ebb-savings-table.h"

static EbbBarChart *
get_chart (Stage *stage)
{
  return EBB_BAR_CHART (stage_find_type (stage->view, EBB_TYPE_BAR_CHART));
}

static EbbBars *
get_bars (Stage *stage)
{
  return ebb_bar_chart_get_bars (get_chart (stage));
}

static const char *
get_title (Stage *stage)
{
  return gtk_label_get_label (GTK_LABEL (stage_find (stage, "title")));
}

static void
assert_figure (Stage      *stage,
               const char *id,
               const char *expected)
{
  g_assert_cmpstr (ebb_figure_card_get_figure (EBB_FIGURE_CARD (stage_find (stage, id))), ==, expected);
}

static char *
dup_kronor (gint64 ore)
{
  return g_strdup_printf ("%d.%02d\302\240kr", (int) (ore / 100), (int) (ore % 100));
}

/* Presses a key as the view has bound it. */
static void
press (Stage      *stage,
       const char *keys)
{
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (keys);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (stage->view);
  gboolean was_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            was_handled |= gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, stage->view,
                                                         gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_true (was_handled);
}

static Stage *
open_month (StageAnswer answer)
{
  Stage *stage = stage_new ();

  stage->answer = answer;
  stage_open (stage, 800);
  stage_wait (stage);

  return stage;
}

static void
test_totals (void)
{
  Stage *stage = open_month (STAGE_WHOLE);
  g_autofree char *saved = dup_kronor (stage->savings_ore);
  g_autofree char *paid = dup_kronor (stage->cost_ore);
  g_autofree char *sentence = g_strdup_printf ("Saved %s, excl. VAT", saved);

  g_assert_cmpuint (stage->n_reports, ==, 1);
  g_assert_cmpstr (stage->resolution, ==, "day");
  g_assert_cmpstr (get_title (stage), ==, "November 2026");
  g_assert_cmpint (stage->savings_ore, >, 100);
  assert_figure (stage, "saved_card", saved);
  assert_figure (stage, "paid_card", paid);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stage_find (stage, "saved_card")), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       sentence);
  g_assert_cmpuint (ebb_bars_get_count (get_bars (stage)), ==, 24);

  stage_free (stage);
}

static void
test_figures (void)
{
  Stage *stage = open_month (STAGE_WHOLE);
  double saved = ebb_bars_get_value (get_bars (stage), 3);

  g_assert_nonnull (stage_find_text (stage->view, "Savings per day, excl. VAT"));
  g_assert_cmpstr (ebb_bar_chart_get_title (get_chart (stage)), ==, "Savings per day, excl. VAT");

  stage_click (stage_find (stage, "paid_card"));
  g_assert_nonnull (stage_find_text (stage->view, "Cost per day, excl. VAT"));
  g_assert_cmpfloat (ebb_bars_get_value (get_bars (stage), 3), >, saved);

  stage_click (stage_find (stage, "used_card"));
  g_assert_nonnull (stage_find_text (stage->view, "Energy used per day"));
  g_assert_nonnull (strstr (ebb_bars_get_sentence (get_bars (stage), 3), "Wednesday 4 November: used "));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (stage_find (stage, "used_card")), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (stage_find (stage, "saved_card")), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);

  /* The choice stays in another period; nothing was asked for it. */
  g_assert_cmpuint (stage->n_reports, ==, 1);
  stage_click (stage_find (stage, "previous_button"));
  stage_wait (stage);
  g_assert_nonnull (stage_find_text (stage->view, "Energy used per day"));

  stage_free (stage);
}

static void
test_drill (void)
{
  Stage *stage = open_month (STAGE_WHOLE);

  stage_click (stage_find (stage, "year_button"));
  stage_wait (stage);
  g_assert_cmpstr (stage->resolution, ==, "month");
  g_assert_cmpstr (get_title (stage), ==, "2026");

  g_signal_emit_by_name (get_chart (stage), "bar-activated", ebb_bars_get_key (get_bars (stage), 2));
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "March 2026");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (stage_find (stage, "month_button"))));
  g_assert_cmpuint (ebb_bars_get_count (get_bars (stage)), ==, 31);

  /* The day on which the clock goes forward has 23 hours. */
  g_signal_emit_by_name (get_chart (stage), "bar-activated", ebb_bars_get_key (get_bars (stage), 28));
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "Sunday 29 March 2026");
  g_assert_cmpstr (stage->resolution, ==, "hour");
  g_assert_cmpuint (ebb_bars_get_count (get_bars (stage)), ==, 23);
  g_assert_cmpuint (stage->n_reports, ==, 4);

  /* It does not go finer. */
  g_signal_emit_by_name (get_chart (stage), "bar-activated", ebb_bars_get_key (get_bars (stage), 5));
  g_assert_cmpstr (get_title (stage), ==, "Sunday 29 March 2026");

  /* Back out, the way it came. */
  press (stage, "<Alt>Up");
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "March 2026");
  stage_click (stage_find (stage, "year_button"));
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "2026");
  press (stage, "<Alt>Up");
  /* What was seen before is there at once, and asked for all the same. */
  while (stage->n_reports < 6)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (stage->n_reports, ==, 6);

  stage_free (stage);
}

/* Every button that shows no words has some, and every other has a name for those who cannot see it. */
static void
test_names (void)
{
  static const char *const kinds[] = { "day", "month", "year" };
  Stage *stage = open_month (STAGE_WHOLE);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = g_strconcat (kinds[i], "_button", NULL);
      GtkWidget *button = stage_find (stage, id);

      gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                           gtk_button_get_child (GTK_BUTTON (button)), NULL);
    }
  g_assert_cmpstr (gtk_widget_get_tooltip_text (stage_find (stage, "previous_button")), ==, "Previous month");

  stage_free (stage);
}

static void
test_steps (void)
{
  Stage *stage = open_month (STAGE_WHOLE);
  GtkWidget *previous = stage_find (stage, "previous_button");
  GtkWidget *next = stage_find (stage, "next_button");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (previous), GTK_ACCESSIBLE_PROPERTY_LABEL, "Previous month");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (next), GTK_ACCESSIBLE_PROPERTY_LABEL, "Next month");
  g_assert_false (gtk_widget_get_sensitive (next));

  stage_click (previous);
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "October 2026");
  g_assert_true (gtk_widget_get_sensitive (next));

  /* The focus does not get lost where there is nothing more to come. */
  gtk_widget_grab_focus (next);
  stage_click (next);
  stage_wait (stage);
  g_assert_false (gtk_widget_get_sensitive (next));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (stage->window)) == previous);

  stage_click (stage_find (stage, "day_button"));
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "Today");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (previous), GTK_ACCESSIBLE_PROPERTY_LABEL, "Previous day");

  stage_free (stage);
}

static void
test_keys (void)
{
  Stage *stage = open_month (STAGE_WHOLE);

  press (stage, "<Alt>Left");
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "October 2026");
  press (stage, "<Alt>Right");
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "November 2026");
  press (stage, "<Alt>Right");
  g_assert_cmpstr (get_title (stage), ==, "November 2026");

  /* From right to left the arrows change places. */
  gtk_widget_set_direction (stage->view, GTK_TEXT_DIR_RTL);
  press (stage, "<Alt>Right");
  stage_wait (stage);
  g_assert_cmpstr (get_title (stage), ==, "October 2026");

  stage_free (stage);
}

static GListModel *
get_rows (Stage *stage)
{
  return ebb_savings_table_get_rows (EBB_SAVINGS_TABLE (stage_find_type (stage->view, EBB_TYPE_SAVINGS_TABLE)));
}

static void
assert_cell (Stage            *stage,
             guint             position,
             EbbSavingsColumn  column,
             const char       *expected)
{
  g_autoptr (EbbSavingsRow) row = g_list_model_get_item (get_rows (stage), position);

  g_assert_cmpstr (ebb_savings_row_get_text (row, column), ==, expected);
}

static void
test_table (void)
{
  Stage *stage = open_month (STAGE_GAPS);
  g_autofree char *saved = dup_kronor (stage->savings_ore);
  GtkWidget *label = stage_find_text (stage->view, "Table");
  g_autoptr (EbbSavingsRow) third = NULL;
  g_autoptr (EbbSavingsRow) third_again = NULL;

  g_assert_null (stage_find_text (stage->view, "Status"));
  stage_click (gtk_widget_get_parent (label));
  gtk_test_widget_wait_for_draw (stage->window);
  g_assert_nonnull (stage_find_text (stage->view, "Figures per day, money excl. VAT"));
  g_assert_nonnull (stage_find_text (stage->view, "Status"));

  g_assert_cmpuint (g_list_model_get_n_items (get_rows (stage)), ==, 25);
  assert_cell (stage, 0, EBB_SAVINGS_WHEN, "Sun 1");
  assert_cell (stage, 0, EBB_SAVINGS_STATUS, "Final");
  assert_cell (stage, 2, EBB_SAVINGS_SAVED, "–");
  assert_cell (stage, 2, EBB_SAVINGS_STATUS, "Missing");
  assert_cell (stage, 4, EBB_SAVINGS_STATUS, "Missing"); /* the service leaves it out */
  assert_cell (stage, 6, EBB_SAVINGS_STATUS, "Estimated");
  assert_cell (stage, 23, EBB_SAVINGS_STATUS, "Incomplete");
  assert_cell (stage, 24, EBB_SAVINGS_WHEN, "Total");
  assert_cell (stage, 24, EBB_SAVINGS_SAVED, saved);
  assert_figure (stage, "saved_card", saved);

  /* What has not changed stays, so that nobody loses their place. */
  third = g_list_model_get_item (get_rows (stage), 3);
  ebb_savings_view_refresh (EBB_SAVINGS_VIEW (stage->view));
  while (stage->n_reports < 2)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  third_again = g_list_model_get_item (get_rows (stage), 3);
  g_assert_true (third == third_again);

  stage_free (stage);
}

static void
test_row_names (void)
{
  Stage *stage = open_month (STAGE_WHOLE);
  GtkWidget *row;
  g_autoptr (EbbSavingsRow) first = NULL;

  stage_click (gtk_widget_get_parent (stage_find_text (stage->view, "Table")));
  gtk_test_widget_wait_for_draw (stage->window);

  row = stage_find_text (stage->view, "Sun 1");
  while (row != NULL && !g_str_equal (gtk_widget_get_css_name (row), "row"))
    row = gtk_widget_get_parent (row);
  g_assert_nonnull (row);
  first = g_list_model_get_item (get_rows (stage), 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       ebb_savings_row_get_sentence (first));

  stage_free (stage);
}

static void
test_gaps (void)
{
  Stage *stage = open_month (STAGE_GAPS);
  EbbBars *bars = get_bars (stage);

  g_assert_cmpuint (ebb_bars_get_count (bars), ==, 24);
  g_assert_cmpint (ebb_bars_get_status (bars, 2), ==, EBB_BAR_MISSING);
  g_assert_cmpint (ebb_bars_get_status (bars, 4), ==, EBB_BAR_MISSING);
  g_assert_cmpint (ebb_bars_get_status (bars, 6), ==, EBB_BAR_ESTIMATED);
  g_assert_cmpint (ebb_bars_get_status (bars, 23), ==, EBB_BAR_PARTIAL);
  g_assert_nonnull (stage_find_text (stage->view, "excl. VAT · 18 of 24 days · partly estimated"));
  g_assert_nonnull (stage_find_text (stage->view, "18 of 24 days · partly estimated"));
  /* The legend names what there is. */
  g_assert_nonnull (stage_find_text (stage->view, "Estimated"));
  g_assert_nonnull (stage_find_text (stage->view, "Incomplete"));
  g_assert_nonnull (stage_find_text (stage->view, "Missing"));

  stage->answer = STAGE_WHOLE;
  stage_click (stage_find (stage, "previous_button"));
  stage_wait (stage);
  g_assert_null (stage_find_text (stage->view, "Missing"));
  g_assert_false (gtk_widget_get_visible (stage_find_type (stage->view, EBB_TYPE_BAR_LEGEND)));

  stage_free (stage);
}

static void
test_negative (void)
{
  Stage *stage = open_month (STAGE_NEGATIVE);
  EbbBars *bars = get_bars (stage);

  g_assert_cmpfloat (ebb_bars_get_value (bars, 1), <, 0);
  g_assert_true (g_str_has_prefix (ebb_bars_get_sentence (bars, 1), "Monday 2 November: cost "));
  g_assert_true (g_str_has_suffix (ebb_bars_get_sentence (bars, 1), " more than running at once, excl. VAT"));

  stage_free (stage);
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/savings-view/totals", test_totals);
  g_test_add_func ("/savings-view/figures", test_figures);
  g_test_add_func ("/savings-view/drill", test_drill);
  g_test_add_func ("/savings-view/names", test_names);
  g_test_add_func ("/savings-view/steps", test_steps);
  g_test_add_func ("/savings-view/keys", test_keys);
  g_test_add_func ("/savings-view/table", test_table);
  g_test_add_func ("/savings-view/row-names", test_row_names);
  g_test_add_func ("/savings-view/gaps", test_gaps);
  g_test_add_func ("/savings-view/negative", test_negative);

  return g_test_run ();
}
