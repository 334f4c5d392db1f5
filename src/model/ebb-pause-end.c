/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ends that a pause can have. A pure function of time and place. */

#include "model/ebb-pause-end.h"

/* As GDateTime counts them. */
#define FRIDAY 5
#define SUNDAY 7

#define MORNING_HOUR 10
#define EVENING_HOUR 18

/* A local time in the hour that the clocks leave out is the first one after it; GLib moves it there. */
static GDateTime *
at_hour (GDateTime *day,
         int        hour,
         GTimeZone *time_zone)
{
  int year, month, day_of_month;

  g_date_time_get_ymd (day, &year, &month, &day_of_month);

  return g_date_time_new (time_zone, year, month, day_of_month, hour, 0, 0);
}

/* The next such weekday whose evening is still to come. */
static GDateTime *
next_evening (GDateTime *now,
              int        weekday,
              GTimeZone *time_zone)
{
  int n_days = (weekday - g_date_time_get_day_of_week (now) + 7) % 7;
  g_autoptr (GDateTime) day = NULL;

  if (n_days == 0 && g_date_time_get_hour (now) >= EVENING_HOUR)
    n_days = 7;
  day = g_date_time_add_days (now, n_days);

  return at_hour (day, EVENING_HOUR, time_zone);
}

/**
 * ebb_pause_end_get_time:
 * @end: which
 * @now_us: the present, microseconds since the Unix epoch, UTC
 * @time_zone: the facility's
 *
 * Returns: when that is, microseconds since the Unix epoch, UTC
 */
gint64
ebb_pause_end_get_time (EbbPauseEnd  end,
                        gint64       now_us,
                        GTimeZone   *time_zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, time_zone);
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) tomorrow = NULL;

  switch (end)
    {
    case EBB_PAUSE_UNTIL_TOMORROW:
      tomorrow = g_date_time_add_days (now, 1);
      then = at_hour (tomorrow, MORNING_HOUR, time_zone);
      break;
    case EBB_PAUSE_UNTIL_FRIDAY:
      then = next_evening (now, FRIDAY, time_zone);
      break;
    case EBB_PAUSE_UNTIL_SUNDAY:
      then = next_evening (now, SUNDAY, time_zone);
      break;
    case EBB_PAUSE_A_DAY:
      then = g_date_time_add_hours (now, 24);
      break;
    case EBB_PAUSE_A_WEEK:
    case EBB_N_PAUSE_ENDS:
    default:
      then = g_date_time_add_days (now, 7);
      break;
    }

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}
