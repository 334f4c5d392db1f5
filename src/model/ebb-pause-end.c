/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ends that a pause can have. A pure function of time and place. */

#include "model/ebb-pause-end.h"

#include "base/ebb-clock.h"
#include "model/ebb-local-time.h"

/* As #EbbLocalTime counts them. */
#define FRIDAY 4
#define SUNDAY 6

#define MORNING (10 * 60)
#define EVENING (18 * 60)

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
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) then = NULL;

  switch (end)
    {
    case EBB_PAUSE_UNTIL_TOMORROW:
      return ebb_local_time_resolve (now_us, 1, MORNING, time_zone, NULL);
    case EBB_PAUSE_UNTIL_FRIDAY:
      return ebb_local_time_next_weekday (now_us, FRIDAY, EVENING, time_zone, NULL);
    case EBB_PAUSE_UNTIL_SUNDAY:
      return ebb_local_time_next_weekday (now_us, SUNDAY, EVENING, time_zone, NULL);
    case EBB_PAUSE_A_DAY:
      return now_us + 24 * EBB_HOUR;
    case EBB_PAUSE_A_WEEK:
    case EBB_N_PAUSE_ENDS:
    default:
      now = ebb_time_to_local (now_us, time_zone);
      then = g_date_time_add_days (now, 7);
      return g_date_time_to_unix (then) * G_USEC_PER_SEC;
    }
}
