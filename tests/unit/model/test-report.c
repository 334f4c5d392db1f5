/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums over what is known, and gaps that stay gaps. */

#include "base/ebb-clock.h"
#include "model/ebb-report.h"

#include <math.h>

#define DAY (24 * EBB_HOUR)

/* A day in UTC, two days after the epoch. */
static const EbbPeriod period = { EBB_PERIOD_DAY, 2 * DAY, 3 * DAY };

static EbbBucket
bucket (gint64           hour,
        double           savings,
        EbbFiguresStatus status)
{
  return (EbbBucket) { period.start_us + hour * EBB_HOUR, period.start_us + (hour + 1) * EBB_HOUR, 1.5, 2 * savings, NAN,
                       savings, NAN, status };
}

static EbbReport *
create_report (const EbbBucket *buckets,
               guint            n)
{
  EbbReportValues values = { g_strdup ("SEK"), 0.25, g_array_new (FALSE, FALSE, sizeof (EbbBucket)) };

  g_array_append_vals (values.buckets, buckets, n);
  return ebb_report_new (&values);
}

static void
settle (EbbReport *report,
        gint64     hours)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  ebb_report_settle (report, &period, period.start_us + hours * EBB_HOUR, utc);
}

static void
test_totals (void)
{
  EbbBucket buckets[] = { bucket (0, 1.25, EBB_FIGURES_FINAL), bucket (1, -0.5, EBB_FIGURES_ESTIMATED),
                          bucket (2, NAN, EBB_FIGURES_FINAL), bucket (3, 7, EBB_FIGURES_MISSING) };
  g_autoptr (EbbReport) report = create_report (buckets, G_N_ELEMENTS (buckets));

  g_assert_cmpfloat (ebb_report_get_total (report, EBB_FIGURE_SAVINGS), ==, 0.75);
  g_assert_cmpfloat (ebb_report_get_total (report, EBB_FIGURE_COST), ==, 1.5);
  g_assert_cmpfloat (ebb_report_get_total (report, EBB_FIGURE_ENERGY), ==, 4.5);
  g_assert_cmpuint (ebb_report_count_known (report, EBB_FIGURE_SAVINGS), ==, 2);
  g_assert_cmpuint (ebb_report_count_known (report, EBB_FIGURE_ENERGY), ==, 3);
  g_assert_cmpstr (ebb_report_get_currency (report), ==, "SEK");
}

static void
test_unknown (void)
{
  EbbBucket missing = bucket (0, NAN, EBB_FIGURES_MISSING);
  g_autoptr (EbbReport) none = create_report (NULL, 0);
  g_autoptr (EbbReport) report = create_report (&missing, 1);

  g_assert_true (isnan (ebb_report_get_total (none, EBB_FIGURE_SAVINGS)));
  g_assert_true (isnan (ebb_report_get_total (report, EBB_FIGURE_ENERGY)));
  g_assert_cmpuint (ebb_report_count_known (report, EBB_FIGURE_ENERGY), ==, 0);
}

static void
assert_hours (EbbReport  *report,
              const char *expected)
{
  g_autoptr (GString) hours = g_string_new (NULL);

  for (guint i = 0; i < ebb_report_get_n_buckets (report); i++)
    {
      const EbbBucket *at = ebb_report_get_bucket (report, i);

      g_string_append_printf (hours, "%d%s ", (int) ((at->start_us - period.start_us) / EBB_HOUR),
                              at->status == EBB_FIGURES_MISSING ? "-" : "");
      g_assert_cmpint (at->end_us - at->start_us, ==, EBB_HOUR);
    }
  g_assert_cmpstr (hours->str, ==, expected);
}

static void
test_holes (void)
{
  EbbBucket buckets[] = { bucket (4, 1, EBB_FIGURES_FINAL), bucket (1, 2, EBB_FIGURES_FINAL) };
  g_autoptr (EbbReport) report = create_report (buckets, G_N_ELEMENTS (buckets));

  settle (report, 6);

  assert_hours (report, "0- 1 2- 3- 4 5- ");
  g_assert_cmpfloat (ebb_report_get_total (report, EBB_FIGURE_SAVINGS), ==, 3);
}

static void
test_future (void)
{
  EbbBucket nothing = { period.start_us + 3 * EBB_HOUR, period.start_us + 4 * EBB_HOUR, NAN, NAN, NAN, NAN, NAN,
                        EBB_FIGURES_FINAL };
  EbbBucket buckets[] = { bucket (0, 1, EBB_FIGURES_FINAL), bucket (1, 1, EBB_FIGURES_PARTIAL),
                          bucket (2, 1, EBB_FIGURES_MISSING), nothing };
  g_autoptr (EbbReport) report = create_report (buckets, G_N_ELEMENTS (buckets));

  /* Half past one: the hour that is running is there, those after it are not missing but to come. */
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  ebb_report_settle (report, &period, period.start_us + 3 * EBB_HOUR / 2, utc);

  assert_hours (report, "0 1 ");
}

static void
test_strangers (void)
{
  EbbBucket buckets[] = { bucket (-1, 9, EBB_FIGURES_FINAL), bucket (24, 9, EBB_FIGURES_FINAL),
                          bucket (0, 1, EBB_FIGURES_FINAL), bucket (0, 1, EBB_FIGURES_FINAL) };
  g_autoptr (EbbReport) report = create_report (buckets, G_N_ELEMENTS (buckets));

  settle (report, 1);

  assert_hours (report, "0 ");
  g_assert_cmpfloat (ebb_report_get_total (report, EBB_FIGURE_SAVINGS), ==, 1);
}

/* A finer answer than was asked for has no holes in it. */
static void
test_quarters (void)
{
  EbbBucket buckets[8];
  g_autoptr (EbbReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    {
      buckets[i] = bucket (0, 1, EBB_FIGURES_FINAL);
      buckets[i].start_us += i * EBB_HOUR / 4;
      buckets[i].end_us = buckets[i].start_us + EBB_HOUR / 4;
    }
  report = create_report (buckets, G_N_ELEMENTS (buckets));

  settle (report, 2);

  g_assert_cmpuint (ebb_report_get_n_buckets (report), ==, 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/totals", test_totals);
  g_test_add_func ("/report/unknown", test_unknown);
  g_test_add_func ("/report/holes", test_holes);
  g_test_add_func ("/report/future", test_future);
  g_test_add_func ("/report/strangers", test_strangers);
  g_test_add_func ("/report/quarters", test_quarters);

  return g_test_run ();
}
