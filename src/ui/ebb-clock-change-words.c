/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/ebb-clock-change-words.h"

#include <glib/gi18n.h>

#include "base/ebb-format.h"

/**
 * ebb_clock_change_words_make:
 * @kind: whether that day has that time
 * @minutes: the time that was entered, after midnight
 * @time_us: the moment that it means
 * @time_zone: the facility's
 *
 * Returns: (transfer full) (nullable): what to know of a time on a day on which the clocks change; %NULL where there is nothing
 */
char *
ebb_clock_change_words_make (EbbLocalTimeKind  kind,
                             int               minutes,
                             gint64            time_us,
                             GTimeZone        *time_zone)
{
  g_autofree char *entered = g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
  g_autofree char *time = ebb_format_time (time_us, time_zone);
  g_autofree char *day = ebb_format_day (time_us, time_zone);

  switch (kind)
    {
    case EBB_LOCAL_TIME_MISSING:
      /* Translators: a time of day, a date, and another time of day. */
      return g_strdup_printf (_("There is no %1$s on %2$s, when clocks go forward; %3$s counts."), entered, day, time);
    case EBB_LOCAL_TIME_REPEATED:
      /* Translators: a time of day and a date. */
      return g_strdup_printf (_("%1$s comes twice on %2$s, when clocks go back; the first counts."), entered, day);
    case EBB_LOCAL_TIME_PLAIN:
    default:
      return NULL;
    }
}
