/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What moment a time on a clock in the facility is, also on the days on which the clocks change. As the service has it: a time in the
 * missing hour means the first minute after the gap, one in the repeated hour its first occurrence. */

#include "model/ebb-local-time.h"

#include "base/ebb-clock.h"

#define DAYS_OF_WEEK 7

/* By how much clocks are changed, seconds: an hour, on Lord Howe Island half of one. */
static const int changes_s[] = { 3600, 1800 };

static gboolean
shows (gint64     time_s,
       int        hour,
       int        minute,
       GTimeZone *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (time_s * G_USEC_PER_SEC, time_zone);

  return g_date_time_get_hour (local) == hour && g_date_time_get_minute (local) == minute;
}

/**
 * ebb_local_time_resolve:
 * @now_us: the present, microseconds since the Unix epoch, UTC
 * @n_days: how many days after today, of the calendar in @time_zone
 * @minutes: after midnight, on the clock
 * @time_zone: the facility's
 * @kind: (out) (optional): whether that day has that time
 *
 * Returns: the moment, microseconds since the Unix epoch, UTC
 */
gint64
ebb_local_time_resolve (gint64            now_us,
                        int               n_days,
                        int               minutes,
                        GTimeZone        *time_zone,
                        EbbLocalTimeKind *kind)
{
  g_autoptr (GDateTime) now = ebb_time_to_local (now_us, time_zone);
  /* By the date: to add days to a time could meet a change of the clocks on its way. */
  g_autoptr (GDate) date = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                                           (GDateYear) g_date_time_get_year (now));
  g_autoptr (GDateTime) then = NULL;
  int hour = minutes / 60;
  int minute = minutes % 60;
  EbbLocalTimeKind found = EBB_LOCAL_TIME_PLAIN;
  gint64 time_s;

  g_date_add_days (date, (guint) n_days);
  then = g_date_time_new (time_zone, g_date_get_year (date), (int) g_date_get_month (date), g_date_get_day (date), hour, minute, 0);
  time_s = g_date_time_to_unix (then);
  if (!shows (time_s, hour, minute, time_zone))
    found = EBB_LOCAL_TIME_MISSING;

  for (gsize i = 0; i < G_N_ELEMENTS (changes_s) && found == EBB_LOCAL_TIME_PLAIN; i++)
    if (shows (time_s - changes_s[i], hour, minute, time_zone))
      {
        time_s -= changes_s[i];
        found = EBB_LOCAL_TIME_REPEATED;
      }
    else if (shows (time_s + changes_s[i], hour, minute, time_zone))
      found = EBB_LOCAL_TIME_REPEATED;

  if (kind != NULL)
    *kind = found;

  return time_s * G_USEC_PER_SEC;
}

/**
 * ebb_local_time_get_weekday:
 * @time_us: a moment, microseconds since the Unix epoch, UTC
 * @time_zone: the facility's
 *
 * Returns: 0 for Monday to 6 for Sunday, as it is there then
 */
int
ebb_local_time_get_weekday (gint64     time_us,
                            GTimeZone *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (time_us, time_zone);

  return g_date_time_get_day_of_week (local) - 1;
}

/**
 * ebb_local_time_next_weekday:
 * @now_us: the present, microseconds since the Unix epoch, UTC
 * @weekday: 0 for Monday to 6 for Sunday
 * @minutes: after midnight, on the clock
 * @time_zone: the facility's
 * @kind: (out) (optional): whether that day has that time
 *
 * Returns: when that is the next time, microseconds since the Unix epoch, UTC
 */
gint64
ebb_local_time_next_weekday (gint64            now_us,
                             int               weekday,
                             int               minutes,
                             GTimeZone        *time_zone,
                             EbbLocalTimeKind *kind)
{
  int n_days = (weekday - ebb_local_time_get_weekday (now_us, time_zone) + DAYS_OF_WEEK) % DAYS_OF_WEEK;
  gint64 time_us = ebb_local_time_resolve (now_us, n_days, minutes, time_zone, kind);

  return time_us > now_us ? time_us : ebb_local_time_resolve (now_us, n_days + DAYS_OF_WEEK, minutes, time_zone, kind);
}
