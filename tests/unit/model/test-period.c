/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days, months and years in time zones that make it hard. */

#include "base/ebb-clock.h"
#include "model/ebb-period.h"

static gint64
at (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static GTimeZone *
zone (const char *name)
{
  GTimeZone *time_zone = g_time_zone_new_identifier (name);

  g_assert_nonnull (time_zone);
  return time_zone;
}

static void
test_containing (void)
{
  static const struct
  {
    const char *zone;
    EbbPeriodKind kind;
    const char *at;
    const char *start;
    const char *end;
  } cases[] = {
    { "Europe/Stockholm", EBB_PERIOD_DAY, "2026-11-24T11:30:00Z", "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z" },
    { "Europe/Stockholm", EBB_PERIOD_DAY, "2026-11-23T23:00:00Z", "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z" },
    { "Europe/Stockholm", EBB_PERIOD_MONTH, "2026-11-24T11:30:00Z", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z" },
    { "Europe/Stockholm", EBB_PERIOD_YEAR, "2026-11-24T11:30:00Z", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z" },
    { "Europe/Stockholm", EBB_PERIOD_YEAR, "2025-12-31T22:59:59Z", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z" },
    /* The clock goes forward, and back. */
    { "Europe/Stockholm", EBB_PERIOD_DAY, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z" },
    { "Europe/Stockholm", EBB_PERIOD_DAY, "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z" },
    /* A leap day. */
    { "Europe/Helsinki", EBB_PERIOD_DAY, "2028-02-29T12:00:00Z", "2028-02-28T22:00:00Z", "2028-02-29T22:00:00Z" },
    { "Europe/Helsinki", EBB_PERIOD_MONTH, "2028-02-29T12:00:00Z", "2028-01-31T22:00:00Z", "2028-02-29T22:00:00Z" },
    /* The clock goes from midnight to one: the day begins at one. */
    { "America/Sao_Paulo", EBB_PERIOD_DAY, "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z" },
    /* The clock goes from one back to midnight: the day begins at the first of two midnights. */
    { "Atlantic/Azores", EBB_PERIOD_DAY, "2026-10-25T12:00:00Z", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z" },
    { "Atlantic/Azores", EBB_PERIOD_DAY, "2026-10-25T00:30:00Z", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z" },
    /* The clock goes from midnight back to eleven: that hour belongs to the day before, twice. */
    { "America/Sao_Paulo", EBB_PERIOD_DAY, "2018-02-18T02:30:00Z", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) time_zone = zone (cases[i].zone);
      EbbPeriod period = ebb_period_containing (cases[i].kind, at (cases[i].at), time_zone);

      g_test_message ("%s in %s", cases[i].at, cases[i].zone);
      g_assert_cmpint (period.kind, ==, cases[i].kind);
      g_assert_cmpint (period.start_us, ==, at (cases[i].start));
      g_assert_cmpint (period.end_us, ==, at (cases[i].end));
      g_assert_true (ebb_period_contains (&period, period.start_us));
      g_assert_false (ebb_period_contains (&period, period.end_us));
    }
}

/* Ten years of days in a row: each begins where the one before ends, and going there and back comes home. */
static void
test_next (void)
{
  static const char *const zones[] = { "Europe/Stockholm", "America/Sao_Paulo", "Atlantic/Azores", "UTC" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) time_zone = zone (zones[i]);
      EbbPeriod day = ebb_period_containing (EBB_PERIOD_DAY, at ("2015-06-15T12:00:00Z"), time_zone);

      for (guint n = 0; n < 3653; n++)
        {
          EbbPeriod next = ebb_period_next (&day, 1, time_zone);
          EbbPeriod back = ebb_period_next (&next, -1, time_zone);

          g_assert_cmpint (next.start_us, ==, day.end_us);
          g_assert_cmpint (back.start_us, ==, day.start_us);
          g_assert_cmpint (next.end_us - next.start_us, >=, 23 * EBB_HOUR);
          g_assert_cmpint (next.end_us - next.start_us, <=, 25 * EBB_HOUR);
          day = next;
        }
    }
}

static void
test_far (void)
{
  g_autoptr (GTimeZone) time_zone = zone ("Europe/Stockholm");
  EbbPeriod month = ebb_period_containing (EBB_PERIOD_MONTH, at ("2026-01-31T12:00:00Z"), time_zone);
  EbbPeriod year = ebb_period_containing (EBB_PERIOD_YEAR, at ("2026-01-31T12:00:00Z"), time_zone);

  g_assert_cmpint (ebb_period_next (&month, 1, time_zone).end_us, ==, at ("2026-02-28T23:00:00Z"));
  g_assert_cmpint (ebb_period_next (&month, -11, time_zone).start_us, ==, at ("2025-01-31T23:00:00Z"));
  g_assert_cmpint (ebb_period_next (&year, -6, time_zone).start_us, ==, at ("2019-12-31T23:00:00Z"));
}

static guint
count_parts (const EbbPeriod *period,
             GTimeZone       *time_zone)
{
  guint n = 0;

  for (gint64 start_us = period->start_us; start_us < period->end_us;
       start_us = ebb_period_get_part_end (period, start_us, time_zone))
    n++;

  return n;
}

static void
test_parts (void)
{
  static const struct
  {
    EbbPeriodKind kind;
    const char *at;
    guint n;
    const char *resolution;
  } cases[] = {
    { EBB_PERIOD_DAY, "2026-11-24T12:00:00Z", 24, "hour" },   { EBB_PERIOD_DAY, "2026-03-29T12:00:00Z", 23, "hour" },
    { EBB_PERIOD_DAY, "2026-10-25T12:00:00Z", 25, "hour" },   { EBB_PERIOD_MONTH, "2026-10-25T12:00:00Z", 31, "day" },
    { EBB_PERIOD_MONTH, "2028-02-10T12:00:00Z", 29, "day" },  { EBB_PERIOD_YEAR, "2026-10-25T12:00:00Z", 12, "month" },
  };
  g_autoptr (GTimeZone) time_zone = zone ("Europe/Stockholm");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EbbPeriod period = ebb_period_containing (cases[i].kind, at (cases[i].at), time_zone);

      g_assert_cmpuint (count_parts (&period, time_zone), ==, cases[i].n);
      g_assert_cmpstr (ebb_period_get_resolution (&period), ==, cases[i].resolution);
    }
}

static void
assert_title (EbbPeriodKind  kind,
              const char    *time,
              const char    *expected)
{
  g_autoptr (GTimeZone) time_zone = zone ("Europe/Stockholm");
  EbbPeriod period = ebb_period_containing (kind, at (time), time_zone);
  g_autofree char *title = ebb_period_dup_title (&period, at ("2026-11-24T11:30:00Z"), time_zone);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_title (void)
{
  assert_title (EBB_PERIOD_DAY, "2026-11-24T00:30:00Z", "Today");
  assert_title (EBB_PERIOD_DAY, "2026-11-23T22:30:00Z", "Yesterday");
  assert_title (EBB_PERIOD_DAY, "2026-11-20T12:00:00Z", "Friday 20 November 2026");
  assert_title (EBB_PERIOD_MONTH, "2026-11-20T12:00:00Z", "November 2026");
  assert_title (EBB_PERIOD_YEAR, "2026-11-20T12:00:00Z", "2026");
}

static void
assert_bucket (EbbPeriodKind  kind,
               const char    *start,
               const char    *label,
               const char    *title,
               const char    *short_title)
{
  g_autoptr (GTimeZone) time_zone = zone ("Europe/Stockholm");
  EbbPeriod period = ebb_period_containing (kind, at (start), time_zone);
  gint64 end_us = ebb_period_get_part_end (&period, at (start), time_zone);
  g_autofree char *label_text = ebb_period_dup_bucket_label (&period, at (start), time_zone);
  g_autofree char *title_text = ebb_period_dup_bucket_title (&period, at (start), end_us, time_zone);
  g_autofree char *short_text = ebb_period_dup_bucket_short_title (&period, at (start), end_us, time_zone);

  g_assert_cmpstr (label_text, ==, label);
  g_assert_cmpstr (title_text, ==, title);
  g_assert_cmpstr (short_text, ==, short_title);
}

static void
test_buckets (void)
{
  assert_bucket (EBB_PERIOD_YEAR, "2026-10-31T23:00:00Z", "Nov", "November 2026", "November");
  assert_bucket (EBB_PERIOD_MONTH, "2026-11-23T23:00:00Z", "24", "Tuesday 24 November", "Tue 24");
  assert_bucket (EBB_PERIOD_MONTH, "2026-11-02T23:00:00Z", "3", "Tuesday 3 November", "Tue 3");
  assert_bucket (EBB_PERIOD_DAY, "2026-11-24T12:00:00Z", "13", "13:00–14:00", "13:00–14:00");
  assert_bucket (EBB_PERIOD_DAY, "2026-11-24T22:00:00Z", "23", "23:00–00:00", "23:00–00:00");
  /* The hour before the gap is one hour long. */
  assert_bucket (EBB_PERIOD_DAY, "2026-03-29T00:00:00Z", "01", "01:00–02:00", "01:00–02:00");
  assert_bucket (EBB_PERIOD_DAY, "2026-03-29T01:00:00Z", "03", "03:00–04:00", "03:00–04:00");
  /* Only the repeated hour says which it is, both times. */
  assert_bucket (EBB_PERIOD_DAY, "2026-10-24T23:00:00Z", "01", "01:00–02:00", "01:00–02:00");
  assert_bucket (EBB_PERIOD_DAY, "2026-10-25T00:00:00Z", "02", "02:00–03:00 (UTC+02:00)", "02:00–03:00 (UTC+02:00)");
  assert_bucket (EBB_PERIOD_DAY, "2026-10-25T01:00:00Z", "02", "02:00–03:00 (UTC+01:00)", "02:00–03:00 (UTC+01:00)");
  assert_bucket (EBB_PERIOD_DAY, "2026-10-25T02:00:00Z", "03", "03:00–04:00", "03:00–04:00");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/period/containing", test_containing);
  g_test_add_func ("/period/next", test_next);
  g_test_add_func ("/period/far", test_far);
  g_test_add_func ("/period/parts", test_parts);
  g_test_add_func ("/period/title", test_title);
  g_test_add_func ("/period/buckets", test_buckets);

  return g_test_run ();
}
