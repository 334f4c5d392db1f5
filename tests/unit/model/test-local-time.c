/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What moment a local time is, also on days of 23 and of 25 hours. */

#include "model/ebb-local-time.h"

static gint64
parse (const char *text,
       GTimeZone  *time_zone)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, time_zone);

  g_assert_nonnull (time);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_resolve (void)
{
  static const struct
  {
    const char *time_zone;
    const char *now; /* local */
    int n_days;
    int minutes;
    const char *expected; /* UTC */
    EbbLocalTimeKind kind;
  } cases[] = {
    { "Europe/Stockholm", "2026-01-15T19:30:00", 0, 0, "2026-01-14T23:00:00Z", EBB_LOCAL_TIME_PLAIN },
    { "Europe/Stockholm", "2026-01-15T19:30:00", 1, 7 * 60, "2026-01-16T06:00:00Z", EBB_LOCAL_TIME_PLAIN },
    { "Europe/Stockholm", "2026-01-31T23:59:00", 1, 23 * 60 + 59, "2026-02-01T22:59:00Z", EBB_LOCAL_TIME_PLAIN },
    /* Forward: 02:00 is followed by 03:00. */
    { "Europe/Stockholm", "2026-03-28T12:00:00", 1, 119, "2026-03-29T00:59:00Z", EBB_LOCAL_TIME_PLAIN },
    { "Europe/Stockholm", "2026-03-28T12:00:00", 1, 2 * 60, "2026-03-29T01:00:00Z", EBB_LOCAL_TIME_MISSING },
    { "Europe/Stockholm", "2026-03-28T12:00:00", 1, 2 * 60 + 30, "2026-03-29T01:00:00Z", EBB_LOCAL_TIME_MISSING },
    { "Europe/Stockholm", "2026-03-28T12:00:00", 1, 3 * 60, "2026-03-29T01:00:00Z", EBB_LOCAL_TIME_PLAIN },
    { "Europe/Stockholm", "2026-03-28T12:00:00", 2, 2 * 60 + 30, "2026-03-30T00:30:00Z", EBB_LOCAL_TIME_PLAIN },
    /* Back: 03:00 is followed by 02:00. */
    { "Europe/Stockholm", "2026-10-24T12:00:00", 1, 119, "2026-10-24T23:59:00Z", EBB_LOCAL_TIME_PLAIN },
    { "Europe/Stockholm", "2026-10-24T12:00:00", 1, 2 * 60, "2026-10-25T00:00:00Z", EBB_LOCAL_TIME_REPEATED },
    { "Europe/Stockholm", "2026-10-24T12:00:00", 1, 2 * 60 + 30, "2026-10-25T00:30:00Z", EBB_LOCAL_TIME_REPEATED },
    { "Europe/Stockholm", "2026-10-24T12:00:00", 1, 3 * 60, "2026-10-25T02:00:00Z", EBB_LOCAL_TIME_PLAIN },
    /* In the second of the two: which day it is does not change. */
    { "Europe/Stockholm", "2026-10-25T02:30:00+01:00", 0, 7 * 60, "2026-10-25T06:00:00Z", EBB_LOCAL_TIME_PLAIN },
    /* Where clocks change by half an hour, and never. */
    { "Australia/Lord_Howe", "2026-10-03T12:00:00", 1, 2 * 60 + 15, "2026-10-03T15:30:00Z", EBB_LOCAL_TIME_MISSING },
    { "Australia/Lord_Howe", "2026-04-04T12:00:00", 1, 60 + 45, "2026-04-04T14:45:00Z", EBB_LOCAL_TIME_REPEATED },
    { "UTC", "2026-03-28T12:00:00", 1, 2 * 60 + 30, "2026-03-29T02:30:00Z", EBB_LOCAL_TIME_PLAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (cases[i].time_zone);
      EbbLocalTimeKind kind;
      gint64 time_us = ebb_local_time_resolve (parse (cases[i].now, time_zone), cases[i].n_days, cases[i].minutes, time_zone, &kind);

      g_test_message ("%s in %d days at %d", cases[i].now, cases[i].n_days, cases[i].minutes);
      g_assert_cmpint (time_us / G_USEC_PER_SEC, ==, parse (cases[i].expected, time_zone) / G_USEC_PER_SEC);
      g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

/* Today while it is to come, otherwise in a week. */
static void
test_weekday (void)
{
  static const struct { int weekday; int minutes; const char *expected; } cases[] = {
    { 3, 20 * 60, "2026-01-15T20:00:00+01:00" },
    { 3, 19 * 60 + 30, "2026-01-22T19:30:00+01:00" },
    { 4, 7 * 60, "2026-01-16T07:00:00+01:00" },
    { 2, 7 * 60, "2026-01-21T07:00:00+01:00" },
  };
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  gint64 now_us = parse ("2026-01-15T19:30:00", stockholm); /* a Thursday */
  EbbLocalTimeKind kind;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ebb_local_time_next_weekday (now_us, cases[i].weekday, cases[i].minutes, stockholm, NULL), ==,
                     parse (cases[i].expected, stockholm));

  /* The next Sunday is that on which the clocks go forward. */
  ebb_local_time_next_weekday (parse ("2026-03-23T12:00:00", stockholm), 6, 2 * 60 + 15, stockholm, &kind);
  g_assert_cmpint (kind, ==, EBB_LOCAL_TIME_MISSING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/local-time/resolve", test_resolve);
  g_test_add_func ("/local-time/weekday", test_weekday);

  return g_test_run ();
}
