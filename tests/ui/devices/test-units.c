/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With and without VAT: all money on a page, at once, and whatever is saved is saved without. */

#include "home-stage.h"

#include <math.h>

#include "chart/ebb-bar-chart.h"
#include "ui/ebb-number-row.h"

/* How many texts that can be seen, and sentences of bars, have these words in them. */
static guint
count_texts (GtkWidget  *widget,
             const char *words)
{
  guint n = 0;

  if (!gtk_widget_get_visible (widget))
    return 0;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    n++;
  if (EBB_IS_BAR_CHART (widget))
    {
      EbbBars *bars = ebb_bar_chart_get_bars (EBB_BAR_CHART (widget));

      for (guint i = 0; i < ebb_bars_get_count (bars); i++)
        n += strstr (ebb_bars_get_sentence (bars, i), words) != NULL ? 1 : 0;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_texts (child, words);

  return n;
}

static void
set_vat (Stage    *stage,
         gboolean  includes_vat)
{
  g_object_set (ebb_home_get_units (stage_get_home (stage)), "includes-vat", includes_vat, NULL);
}

static GtkWidget *
open_page (Stage      *stage,
           const char *kind)
{
  stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, kind))));
  stage_wait_until (stage_find_type (stage->window, "EbbDevicePage") != NULL);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));

  return stage_find_type (stage->window, "EbbDevicePage");
}

static void
test_page (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  guint n = count_texts (page, "excl. VAT");

  g_assert_cmpuint (n, >, 100);
  g_assert_cmpuint (count_texts (page, "incl. VAT"), ==, 0);
  g_assert_true (stage_shows (page, "The price is 47\u00a0öre/kWh excl. VAT."));
  g_assert_true (stage_shows (page, "Saved 16.95\u00a0kr this month (excl. VAT)"));

  set_vat (stage, TRUE);
  g_assert_cmpuint (count_texts (page, "excl. VAT"), ==, 0);
  g_assert_cmpuint (count_texts (page, "incl. VAT"), ==, n);
  g_assert_true (stage_shows (page, "The price is 59\u00a0öre/kWh incl. VAT."));
  g_assert_true (stage_shows (page, "Saved 21.19\u00a0kr this month (incl. VAT)"));
  g_assert_true (stage_shows (page, "4.0\u00a0kWh for 1.05\u00a0kr · 1.00\u00a0kr saved · from 76\u00a0% to 80\u00a0% · incl. VAT"));

  set_vat (stage, FALSE);
  g_assert_cmpuint (count_texts (page, "excl. VAT"), ==, n);
  g_assert_cmpuint (count_texts (page, "incl. VAT"), ==, 0);
}

/* What is edited stays edited, and is saved without VAT. */
static void
test_limit (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *page = open_page (stage, "electric_vehicle");
  const char *id = ebb_device_get_id (stage_find_device (stage, "electric_vehicle"));
  GtkWidget *row = stage_find (page, EBB_TYPE_NUMBER_ROW, "title", "Highest price");
  GtkSpinButton *spin;
  g_autoptr (JsonNode) settings = NULL;

  g_assert_nonnull (row);
  gtk_switch_set_active (GTK_SWITCH (stage_find (row, GTK_TYPE_SWITCH, NULL, NULL)), TRUE);
  spin = GTK_SPIN_BUTTON (stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL));
  gtk_spin_button_set_value (spin, 40);

  set_vat (stage, TRUE);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 50);
  gtk_spin_button_set_value (spin, 75);
  stage_click (stage_find (page, GTK_TYPE_BUTTON, "label", "_Save"));
  stage_wait_until (ebb_outbox_is_idle (ebb_home_get_outbox (stage_get_home (stage))) &&
                    ebb_session_is_idle (ebb_context_get_session (stage->context)));
  settings = stage_get_settings (stage, id);
  g_assert_false (json_object_get_null_member (json_node_get_object (settings), "maximum_price"));
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (json_node_get_object (settings), "maximum_price"), 0.6, 1e-9);
}

/* All of the savings, chart, cards and table; the cards of the devices too. */
static void
test_savings (void)
{
  g_autoptr (Stage) stage = stage_new ("history-full");
  GtkWidget *view;
  guint n;

  stage_open (stage, 900, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "savings", NULL));
  stage_wait_until ((view = stage_find_type (stage->window, "EbbSavingsView")) != NULL);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  n = count_texts (view, "excl. VAT");
  g_assert_cmpuint (n, >, 5);

  set_vat (stage, TRUE);
  g_assert_cmpuint (count_texts (view, "excl. VAT"), ==, 0);
  g_assert_cmpuint (count_texts (view, "incl. VAT"), ==, n);
  g_assert_true (stage_shows (view, "Savings per day, incl. VAT"));
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/units/page", test_page);
  g_test_add_func ("/units/limit", test_limit);
  g_test_add_func ("/units/savings", test_savings);

  return g_test_run ();
}
