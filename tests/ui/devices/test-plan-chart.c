/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan over the prices, on the page of a device: everything that is known, and nothing that is not. */

#include "home-stage.h"

#include <math.h>

#include "chart/ebb-bar-chart.h"
#include "ui/ebb-plan-bars.h"
#include "ui/ebb-plan-words.h"

#define QUARTER (15 * EBB_MINUTE)

/* When the clocks of 2026 go forward and back: 29 March and 25 October, 01:00 UTC. */
#define FORWARD (G_GINT64_CONSTANT (1774746000) * G_USEC_PER_SEC)
#define BACK (G_GINT64_CONSTANT (1792890000) * G_USEC_PER_SEC)

static GtkWidget *
open_chart (Stage      *stage,
            const char *kind)
{
  stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, kind))));
  stage_wait_until (stage_find_type (stage->window, "EbbDevicePage") != NULL);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));

  return stage_find_type (stage->window, "EbbPlanChart");
}

static EbbBars *
get_bars (GtkWidget *chart)
{
  return ebb_bar_chart_get_bars (EBB_BAR_CHART (stage_find_type (chart, "EbbBarChart")));
}

static guint
count (EbbBars        *bars,
       EbbBarEmphasis  emphasis)
{
  guint n = 0;

  for (guint i = 0; i < ebb_bars_get_count (bars); i++)
    n += ebb_bars_get_emphasis (bars, i) == emphasis;

  return n;
}

/* From six hours and more ago to the end of tomorrow, with what is planned where the sentence says it is. */
static void
test_chart (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *chart = open_chart (stage, "electric_vehicle");
  GtkWidget *bar_chart = stage_find_type (chart, "EbbBarChart");
  EbbBars *bars = get_bars (chart);
  guint now;

  g_assert_cmpuint (ebb_bars_get_count (bars), ==, 36 * 4);
  g_assert_cmpstr (ebb_bars_get_unit (bars), ==, "öre/kWh excl. VAT");
  g_assert_true (ebb_bars_find (bars, STAGE_NOW - 7 * EBB_HOUR - 2 * QUARTER, &now));
  g_assert_cmpuint (now, ==, 0);
  g_assert_cmpstr (ebb_bars_get_label (bars, 0), ==, "12:00");
  g_assert_cmpstr (ebb_bars_get_label (bars, 12 * 4), ==, "Fri");
  g_assert_cmpuint (count (bars, EBB_BAR_DONE), ==, 0);
  g_assert_cmpuint (count (bars, EBB_BAR_AHEAD), ==, 14);
  /* Waits until 00:15, done 03:45. */
  g_assert_cmpint (ebb_bars_get_emphasis (bars, 12 * 4), ==, EBB_BAR_PLAIN);
  g_assert_cmpint (ebb_bars_get_emphasis (bars, 12 * 4 + 1), ==, EBB_BAR_AHEAD);
  g_assert_cmpint (ebb_bars_get_emphasis (bars, 15 * 4 + 2), ==, EBB_BAR_AHEAD);
  g_assert_cmpint (ebb_bars_get_emphasis (bars, 15 * 4 + 3), ==, EBB_BAR_PLAIN);
  g_assert_cmpuint (ebb_bars_get_n_guides (bars), ==, 2);
  g_assert_cmpfloat (ebb_bars_get_guide (bars, 0)->position, ==, 7.5 * 4);
  g_assert_cmpstr (ebb_bars_get_guide (bars, 1)->label, ==, "Ready by 07:00");
  g_assert_cmpfloat (ebb_bars_get_guide (bars, 1)->position, ==, 19 * 4);

  /* Who cannot point selects, and reads. */
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (bar_chart), STAGE_NOW + 4 * EBB_HOUR + 3 * QUARTER);
  g_assert_true (g_str_has_prefix (ebb_bars_get_sentence (bars, 12 * 4 + 1), "tomorrow 00:15–00:30: "));
  g_assert_true (stage_shows (chart, ebb_bars_get_sentence (bars, 12 * 4 + 1)));
  ebb_bar_chart_set_selected_key (EBB_BAR_CHART (bar_chart), EBB_BARS_NO_KEY);
  g_assert_false (stage_shows (chart, ebb_bars_get_sentence (bars, 12 * 4 + 1)));
}

/* Time goes on, and a refresh keeps the place of who is reading. */
static void
test_in_place (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *chart = open_chart (stage, "electric_vehicle");
  EbbBarChart *bar_chart = EBB_BAR_CHART (stage_find_type (chart, "EbbBarChart"));
  gint64 key = STAGE_NOW + 5 * EBB_HOUR + 2 * QUARTER;

  ebb_bar_chart_set_selected_key (bar_chart, key);
  gtk_widget_grab_focus (GTK_WIDGET (bar_chart));
  ebb_clock_advance (stage->clock, 30 * EBB_MINUTE);
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_cmpfloat (ebb_bars_get_guide (get_bars (chart), 0)->position, ==, 8 * 4);
  g_assert_cmpint (ebb_bar_chart_get_selected_key (bar_chart), ==, key);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (stage->window)), GTK_WIDGET (bar_chart)));

  g_assert_true (stage_shows (stage->window, "Done tomorrow 03:45, in time for tomorrow 07:00."));

  /* What cannot be had any more is what it was, and what it would bring is not told as if it were so still. */
  stage_break (stage, "[{'operation':'GET devices/{deviceId}/spo/plan','status':500},"
                      "{'operation':'GET facilities/{facilityId}/prices','status':500}]");
  ebb_clock_advance (stage->clock, 5 * EBB_HOUR);
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_cmpuint (ebb_bars_get_count (get_bars (chart)), ==, 36 * 4 - 24);
  g_assert_true (stage_shows (chart, "The plan is from yesterday 20:00. The prices are from yesterday 20:00."));
  g_assert_false (isnan (ebb_bars_get_value (get_bars (chart), 0)));
  g_assert_false (stage_shows (stage->window, "Done 03:45, in time for 07:00."));
}

/* What a service does not offer is said where it belongs, or not shown at all. */
static void
test_not_offered (void)
{
  static const struct
  {
    const char *faults;
    gboolean is_shown;
    const char *words;
    gboolean has_bars;
  } cases[] = {
    { "[{'operation':'GET facilities/{facilityId}/prices','status':404}]", TRUE, "Your retailer's service does not report prices.", TRUE },
    { "[{'operation':'GET facilities/{facilityId}/prices','status':501}]", TRUE, "Your retailer's service does not report prices.", TRUE },
    { "[{'operation':'GET facilities/{facilityId}/prices','status':500}]", TRUE, "Prices are not known just now.", TRUE },
    { "[{'operation':'GET devices/{deviceId}/spo/plan','status':404}]", FALSE, NULL },
    { "[{'operation':'GET devices/{deviceId}/spo/plan','status':500}]", TRUE, "The plan is not known just now." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
      GtkWidget *chart;

      stage_break (stage, cases[i].faults);
      chart = open_chart (stage, "electric_vehicle");
      g_assert_cmpint (chart != NULL, ==, cases[i].is_shown);
      if (cases[i].words == NULL)
        continue;
      g_assert_true (stage_shows (chart, cases[i].words));
      if (!cases[i].has_bars)
        continue;
      g_assert_cmpuint (count (get_bars (chart), EBB_BAR_AHEAD), ==, 14);
      g_assert_true (isnan (ebb_bars_get_value (get_bars (chart), 0)));
    }
}

/* The states that a reviewer can call up. */
static void
test_states (void)
{
  static const struct
  {
    const char *scenario;
    const char *kind;
    guint n_bars;
    const char *words;
    const char *now; /* when it is another time than usual */
  } cases[] = {
    { "plan-tomorrow-missing", "electric_vehicle", 76, "From tomorrow 00:00 on, prices are not published yet.", NULL },
    { "plan-forecast", "battery", 48 * 4, "From tomorrow 00:00 on, prices are not published yet.", "2026-01-15T08:30:00Z" },
    { "plan-forecast", "battery", 48 * 4, "Forecast price", "2026-01-15T08:30:00Z" },
    { "plan-missing-slots", "electric_vehicle", 36 * 4, "Price not known", NULL },
    { "plan-short-day", "electric_vehicle", 35 * 4, "Planned", "2026-03-28T19:30:00Z" },
    { "plan-long-day", "electric_vehicle", 37 * 4, "Planned", "2026-10-24T18:30:00Z" },
    { "electric-vehicle-plan-unknown", "electric_vehicle", 12 * 4,
      "There is no plan yet. From tomorrow 00:00 on, prices are not published yet.", NULL },
    { "electric-vehicle-run-now", "electric_vehicle", 36 * 4, "Planned anew, 19:00", NULL },
    { "heat-pump-waiting", "heat_pump", 36 * 4, "Indoor temperature", NULL },
    { "battery-waiting", "battery", 36 * 4, "State of charge", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Stage) stage = stage_new (cases[i].scenario);
      GtkWidget *chart;

      g_test_message ("%s", cases[i].scenario);
      if (cases[i].now != NULL)
        {
          g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (cases[i].now, NULL);
          g_autofree char *body = g_strdup_printf ("{\"now\":\"%s\"}", cases[i].now);
          g_autoptr (JsonNode) answer = stage_control (stage, "PUT", "clock", body);

          g_assert_nonnull (answer);
          ebb_clock_set (stage->clock, g_date_time_to_unix (now) * G_USEC_PER_SEC);
        }
      chart = open_chart (stage, cases[i].kind);
      g_assert_nonnull (chart);
      g_assert_cmpuint (ebb_bars_get_count (get_bars (chart)), ==, cases[i].n_bars);
      g_assert_true (stage_shows (chart, cases[i].words));
    }
}

typedef struct
{
  EbbPlanSlot slot; /* its times are quarter-hours from @now_us */
  EbbPrice price;   /* of the same time */
  EbbBarEmphasis emphasis;
  const char *sentence;
} BarCase;

/* Takes nothing; the quarter-hours follow each other from @first on. */
static void
check_bars (const BarCase *cases,
            guint          n_cases,
            int            first,
            gint64         now_us,
            gint64         told_us,
            gint64         deadline_us)
{
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  EbbPlaceAndTime where = { now_us, stockholm, "SEK" };
  EbbPlanValues values = { .deadline_us = deadline_us, .slots = g_array_new (FALSE, FALSE, sizeof (EbbPlanSlot)) };
  EbbPricesValues prices_values = { NULL, NULL, NAN, g_array_new (FALSE, FALSE, sizeof (EbbPrice)) };
  gint64 start_us = now_us - now_us % QUARTER + first * QUARTER;
  g_autoptr (EbbPlan) plan = NULL;
  g_autoptr (EbbPrices) prices = NULL;
  g_autoptr (EbbBars) bars = NULL;

  for (guint i = 0; i < n_cases; i++)
    {
      EbbPlanSlot slot = cases[i].slot;
      EbbPrice price = cases[i].price;

      slot.start_us = price.start_us = start_us + i * QUARTER;
      slot.end_us = price.end_us = slot.start_us + QUARTER;
      g_array_append_val (values.slots, slot);
      g_array_append_val (prices_values.prices, price);
    }
  plan = ebb_plan_new (&values);
  prices = ebb_prices_new (&prices_values);
  bars = ebb_plan_bars_new (plan, told_us, prices, start_us - EBB_HOUR, start_us + n_cases * QUARTER + EBB_HOUR, &where);

  g_assert_cmpuint (ebb_bars_get_count (bars), ==, n_cases);
  for (guint i = 0; i < n_cases; i++)
    {
      g_assert_cmpstr (ebb_bars_get_sentence (bars, i), ==, cases[i].sentence);
      g_assert_cmpint (ebb_bars_get_emphasis (bars, i), ==, cases[i].emphasis);
      g_assert_cmpint (ebb_bars_get_status (bars, i), ==, isnan (cases[i].price.price) ? EBB_BAR_MISSING
                                                          : cases[i].price.is_forecast == EBB_YES ? EBB_BAR_ESTIMATED : EBB_BAR_NORMAL);
    }
  /* The unit is the facility's where the prices have none; one begins to read at what is now. */
  g_assert_cmpstr (ebb_bars_get_unit (bars), ==, "öre/kWh excl. VAT");
  g_assert_cmpuint (ebb_bars_get_entry (bars), ==, (guint) -first < n_cases ? (guint) -first : 0);
}

/* A stretch of every kind, by hand. What has ended was; of what goes on, and of what was only planned, no more is said than is known. */
static void
test_bars (void)
{
  static const BarCase fresh[] = {
    { { 0, 0, 3, 3, 0.5, NAN }, { 0, 0, 0.47, EBB_NO }, EBB_BAR_DONE,
      "18:45–19:00: 47\u00a0öre/kWh excl. VAT. Ran at 3.0\u00a0kW. Was at 50\u00a0% then." },
    { { 0, 0, 3, 0, 0.5, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_FAILED,
      "19:00–19:15: The price is not known. Was to run, and did not. Was at 50\u00a0% then." },
    { { 0, 0, 3, NAN, 0.5, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_PLAIN,
      "19:15–19:30: The price is not known. Was to run; whether it did is not known. Was at 50\u00a0% then." },
    { { 0, 0, 3, 0, 0.5, NAN }, { 0, 0, 0, EBB_NO }, EBB_BAR_AHEAD,
      "Now, 19:30–19:45: 0.0\u00a0öre/kWh excl. VAT. Will run at 3.0\u00a0kW. Will be at 50\u00a0% then." },
    { { 0, 0, -2, NAN, 0.4, NAN }, { 0, 0, -0.1, EBB_YES }, EBB_BAR_AHEAD,
      "19:45–20:00: About −10\u00a0öre/kWh excl. VAT, a forecast. Will deliver 2.0\u00a0kW. Will be at 40\u00a0% then." },
    { { 0, 0, 0, NAN, NAN, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_PLAIN,
      "20:00–20:15: The price is not known. To be ready by 20:15." },
  };
  static const BarCase running[] = {
    { { 0, 0, 0, 3, NAN, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_DONE, "Now, 19:30–19:45: The price is not known. Runs at 3.0\u00a0kW." },
  };
  /* An hour after it was told, with nobody to ask. */
  static const BarCase old[] = {
    { { 0, 0, 3, NAN, 0.5, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_PLAIN,
      "19:15–19:30: The price is not known. Was to run; whether it did is not known. Was to be at 50\u00a0% then." },
  };
  static const BarCase forward[] = {
    { { 0, 0, 0, NAN, NAN, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_PLAIN, "01:45–02:00: The price is not known." },
    { { 0, 0, 0, NAN, NAN, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_PLAIN, "Now, 03:00–03:15: The price is not known." },
  };
  static const BarCase back[] = {
    { { 0, 0, 0, NAN, NAN, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_PLAIN, "02:45–03:00 (UTC+02:00): The price is not known." },
    { { 0, 0, 0, NAN, NAN, NAN }, { 0, 0, NAN, EBB_NO }, EBB_BAR_PLAIN, "Now, 02:00–02:15 (UTC+01:00): The price is not known." },
  };

  check_bars (fresh, G_N_ELEMENTS (fresh), -3, STAGE_NOW, STAGE_NOW, STAGE_NOW + 3 * QUARTER);
  check_bars (running, G_N_ELEMENTS (running), 0, STAGE_NOW, STAGE_NOW, EBB_TIME_UNKNOWN);
  check_bars (old, G_N_ELEMENTS (old), -1, STAGE_NOW, STAGE_NOW - EBB_HOUR, EBB_TIME_UNKNOWN);
  check_bars (forward, G_N_ELEMENTS (forward), -1, FORWARD, FORWARD, EBB_TIME_UNKNOWN);
  check_bars (back, G_N_ELEMENTS (back), -1, BACK, BACK, EBB_TIME_UNKNOWN);
}

static void
test_notes (void)
{
  static const EbbPlanNote notes[] = {
    { EBB_PLAN_NOTE_DID_NOT_START, STAGE_NOW - EBB_HOUR }, { EBB_PLAN_NOTE_RETRIED, STAGE_NOW - QUARTER },
    { EBB_PLAN_NOTE_OTHER, EBB_TIME_UNKNOWN }, { EBB_PLAN_NOTE_REPLANNED, STAGE_NOW - 20 * EBB_HOUR },
  };
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  EbbPlaceAndTime where = { STAGE_NOW, stockholm, "SEK" };
  EbbPlanValues values = { .notes = g_array_new (FALSE, FALSE, sizeof (EbbPlanNote)) };
  g_autoptr (EbbPlan) plan = NULL;
  g_autofree char *text = NULL;

  g_array_append_vals (values.notes, notes, G_N_ELEMENTS (notes));
  plan = ebb_plan_new (&values);
  text = ebb_plan_words_for_notes (plan, STAGE_NOW - 8 * EBB_HOUR, &where);
  g_assert_cmpstr (text, ==, "Did not start, 18:30\nHad to be started again, 19:15\nDid not go as planned");
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/plan-chart/chart", test_chart);
  g_test_add_func ("/plan-chart/in-place", test_in_place);
  g_test_add_func ("/plan-chart/not-offered", test_not_offered);
  g_test_add_func ("/plan-chart/states", test_states);
  g_test_add_func ("/plan-chart/bars", test_bars);
  g_test_add_func ("/plan-chart/notes", test_notes);

  return g_test_run ();
}
