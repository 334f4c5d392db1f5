/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of figures: money always with its currency and basis, and nothing that is not known as a number. */

#include <math.h>

#include "base/ebb-clock.h"
#include "ui/ebb-savings-words.h"

#define NOV_1 (G_GINT64_CONSTANT (1793491200) * G_USEC_PER_SEC) /* 2026-11-01T00:00:00Z */
#define DAY (24 * EBB_HOUR)

static const EbbPeriod november = { EBB_PERIOD_MONTH, NOV_1, NOV_1 + 30 * DAY };

static EbbReport *
create_report (void)
{
  EbbBucket buckets[] = {
    { NOV_1, NOV_1 + DAY, 14.2, 20.1, NAN, 12.34, NAN, EBB_FIGURES_FINAL },
    { NOV_1 + DAY, NOV_1 + 2 * DAY, 3, 0, NAN, 0, NAN, EBB_FIGURES_ESTIMATED },
    { NOV_1 + 2 * DAY, NOV_1 + 3 * DAY, 3, -1, NAN, -1.5, NAN, EBB_FIGURES_PARTIAL },
    { NOV_1 + 3 * DAY, NOV_1 + 4 * DAY, NAN, NAN, NAN, NAN, NAN, EBB_FIGURES_MISSING },
    { NOV_1 + 4 * DAY, NOV_1 + 5 * DAY, 5, NAN, NAN, NAN, NAN, EBB_FIGURES_OTHER },
  };
  EbbReportValues values = { g_strdup ("SEK"), 0.25, g_array_new (FALSE, FALSE, sizeof (EbbBucket)) };

  g_array_append_vals (values.buckets, buckets, G_N_ELEMENTS (buckets));
  return ebb_report_new (&values);
}

/* Amounts have a no-break space before their unit. */
static void
assert_says (char       *text,
             const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_bars (void)
{
  static const struct
  {
    EbbFigure figure;
    guint position;
    const char *sentence;
  } cases[] = {
    { EBB_FIGURE_SAVINGS, 0, "Sunday 1 November: saved 12.34 kr excl. VAT" },
    { EBB_FIGURE_SAVINGS, 1, "Monday 2 November: saved 0.00 kr excl. VAT, estimated" },
    { EBB_FIGURE_SAVINGS, 2, "Tuesday 3 November: cost 1.50 kr more than running at once, excl. VAT, incomplete" },
    { EBB_FIGURE_SAVINGS, 3, "Wednesday 4 November: not known" },
    { EBB_FIGURE_SAVINGS, 4, "Thursday 5 November: not known" },
    { EBB_FIGURE_COST, 0, "Sunday 1 November: paid 20.10 kr excl. VAT" },
    { EBB_FIGURE_COST, 2, "Tuesday 3 November: paid −1.00 kr excl. VAT, incomplete" },
    { EBB_FIGURE_ENERGY, 0, "Sunday 1 November: used 14.2 kWh" },
    { EBB_FIGURE_ENERGY, 4, "Thursday 5 November: used 5.0 kWh, perhaps not final" },
  };
  g_autoptr (EbbReport) report = create_report ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_says (ebb_savings_words_dup_bar (report, cases[i].position, cases[i].figure, &november, utc), cases[i].sentence);
}

static void
test_totals (void)
{
  g_autoptr (EbbReport) report = create_report ();
  EbbReportValues none = { NULL, NAN, g_array_new (FALSE, FALSE, sizeof (EbbBucket)) };
  g_autoptr (EbbReport) empty = ebb_report_new (&none);

  assert_says (ebb_savings_words_dup_total (report, EBB_FIGURE_SAVINGS, EBB_PERIOD_MONTH),
               "Saved 10.84 kr, excl. VAT, 3 of 5 days, partly estimated");
  assert_says (ebb_savings_words_dup_note (report, EBB_FIGURE_COST, EBB_PERIOD_DAY), "excl. VAT · 3 of 5 hours · partly estimated");
  assert_says (ebb_savings_words_dup_note (report, EBB_FIGURE_ENERGY, EBB_PERIOD_YEAR), "4 of 5 months · partly estimated");
  assert_says (ebb_savings_words_dup_total (empty, EBB_FIGURE_COST, EBB_PERIOD_MONTH), "Paid not known, excl. VAT");
  assert_says (ebb_savings_words_dup_total (empty, EBB_FIGURE_ENERGY, EBB_PERIOD_MONTH), "Used not known");
}

static void
test_rows (void)
{
  g_autoptr (EbbReport) report = create_report ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  assert_says (ebb_savings_words_dup_row (report, 0, &november, utc),
               "Sunday 1 November, Saved: 12.34 kr, Paid: 20.10 kr, Used: 14.2 kWh, Final");
  assert_says (ebb_savings_words_dup_row (report, 3, &november, utc),
               "Wednesday 4 November, Saved: not known, Paid: not known, Used: not known, Missing");
  assert_says (ebb_savings_words_dup_row (report, 4, &november, utc),
               "Thursday 5 November, Saved: not known, Paid: not known, Used: 5.0 kWh, Other");
  assert_says (ebb_savings_words_dup_total_row (report), "Total, Saved: 10.84 kr, Paid: 19.10 kr, Used: 25.2 kWh");
}

/* Figures that say they are final but are not there are missing. */
static void
test_status (void)
{
  EbbBucket hollow = { NOV_1, NOV_1 + DAY, NAN, NAN, NAN, NAN, NAN, EBB_FIGURES_FINAL };
  EbbBucket whole = { NOV_1, NOV_1 + DAY, 0, NAN, NAN, NAN, NAN, EBB_FIGURES_FINAL };

  g_assert_cmpstr (ebb_savings_words_get_status (&hollow), ==, "Missing");
  g_assert_cmpstr (ebb_savings_words_get_status (&whole), ==, "Final");
}

static void
test_amounts (void)
{
  g_autoptr (EbbReport) report = create_report ();
  EbbReportValues none = { NULL, NAN, g_array_new (FALSE, FALSE, sizeof (EbbBucket)) };
  g_autoptr (EbbReport) nameless = ebb_report_new (&none);

  assert_says (ebb_savings_words_dup_amount (report, EBB_FIGURE_SAVINGS, -0.004), "0.00 kr");
  assert_says (ebb_savings_words_dup_amount (report, EBB_FIGURE_SAVINGS, NAN), "–");
  assert_says (ebb_savings_words_dup_amount (report, EBB_FIGURE_ENERGY, 0), "0.0 kWh");
  /* A currency that is not said is not made up. */
  assert_says (ebb_savings_words_dup_amount (nameless, EBB_FIGURE_COST, 3), "3.00");
}

static void
test_every_word (void)
{
  for (EbbPeriodKind kind = EBB_PERIOD_DAY; kind <= EBB_PERIOD_YEAR; kind++)
    for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
      {
        const EbbBasis excluding = { 0 };
        const EbbBasis including = { TRUE, 0.25 };
        g_autofree char *heading = ebb_savings_words_dup_heading (figure, kind, &excluding);
        g_autofree char *with_vat = ebb_savings_words_dup_heading (figure, kind, &including);
        g_autofree char *table = ebb_savings_words_dup_table_heading (kind, &including);

        g_assert_true (g_str_has_suffix (heading, "excl. VAT") == (figure != EBB_FIGURE_ENERGY));
        g_assert_true (g_str_has_suffix (with_vat, "incl. VAT") == (figure != EBB_FIGURE_ENERGY));
        g_assert_true (g_str_has_suffix (table, "incl. VAT"));
        g_assert_cmpstr (ebb_savings_words_get_previous (kind), !=, ebb_savings_words_get_next (kind));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/savings-words/bars", test_bars);
  g_test_add_func ("/savings-words/totals", test_totals);
  g_test_add_func ("/savings-words/rows", test_rows);
  g_test_add_func ("/savings-words/status", test_status);
  g_test_add_func ("/savings-words/amounts", test_amounts);
  g_test_add_func ("/savings-words/every-word", test_every_word);

  return g_test_run ();
}
