/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a pause ends, in the facility's time. */

#include "model/ebb-pause-end.h"

static char *
end_at (EbbPauseEnd  end,
        const char  *now)
{
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (now, stockholm);
  gint64 end_us = ebb_pause_end_get_time (end, g_date_time_to_unix (time) * G_USEC_PER_SEC, stockholm);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (end_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, stockholm);

  return g_date_time_format (local, "%a %F %H:%M");
}

static void
test_ends (void)
{
  static const struct
  {
    EbbPauseEnd end;
    const char *now; /* local */
    const char *expected;
  } cases[] = {
    /* A Thursday evening. */
    { EBB_PAUSE_UNTIL_TOMORROW, "2026-01-15T19:30:00", "Fri 2026-01-16 10:00" },
    { EBB_PAUSE_UNTIL_FRIDAY, "2026-01-15T19:30:00", "Fri 2026-01-16 18:00" },
    { EBB_PAUSE_UNTIL_SUNDAY, "2026-01-15T19:30:00", "Sun 2026-01-18 18:00" },
    { EBB_PAUSE_A_DAY, "2026-01-15T19:30:00", "Fri 2026-01-16 19:30" },
    { EBB_PAUSE_A_WEEK, "2026-01-15T19:30:00", "Thu 2026-01-22 19:30" },
    /* On the day itself: today while it is to come, otherwise in a week. */
    { EBB_PAUSE_UNTIL_FRIDAY, "2026-01-16T17:59:00", "Fri 2026-01-16 18:00" },
    { EBB_PAUSE_UNTIL_FRIDAY, "2026-01-16T18:00:00", "Fri 2026-01-23 18:00" },
    { EBB_PAUSE_UNTIL_SUNDAY, "2026-01-18T00:00:00", "Sun 2026-01-18 18:00" },
    /* Just after midnight tomorrow is a long day away. */
    { EBB_PAUSE_UNTIL_TOMORROW, "2026-01-16T00:10:00", "Sat 2026-01-17 10:00" },
    /* The night in which clocks go forward has 23 hours, that in which they go back 25; a day is 24, a week the same time. */
    { EBB_PAUSE_A_DAY, "2026-03-28T12:00:00", "Sun 2026-03-29 13:00" },
    { EBB_PAUSE_A_DAY, "2026-10-24T12:00:00", "Sun 2026-10-25 11:00" },
    { EBB_PAUSE_A_WEEK, "2026-03-28T12:00:00", "Sat 2026-04-04 12:00" },
    { EBB_PAUSE_UNTIL_TOMORROW, "2026-03-28T12:00:00", "Sun 2026-03-29 10:00" },
    /* Over New Year and the leap day. */
    { EBB_PAUSE_UNTIL_TOMORROW, "2027-12-31T23:30:00", "Sat 2028-01-01 10:00" },
    { EBB_PAUSE_UNTIL_TOMORROW, "2028-02-28T12:00:00", "Tue 2028-02-29 10:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *end = end_at (cases[i].end, cases[i].now);

      g_assert_cmpstr (end, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pause-end/ends", test_ends);

  return g_test_run ();
}
