/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbPauseEnd:
 * @EBB_PAUSE_UNTIL_TOMORROW: tomorrow at 10:00
 * @EBB_PAUSE_UNTIL_FRIDAY: the next Friday at 18:00
 * @EBB_PAUSE_UNTIL_SUNDAY: the next Sunday at 18:00
 * @EBB_PAUSE_A_DAY: 24 hours
 * @EBB_PAUSE_A_WEEK: the same time in a week
 *
 * When a pause ends by itself, in the time of the facility.
 */
typedef enum
{
  EBB_PAUSE_UNTIL_TOMORROW,
  EBB_PAUSE_UNTIL_FRIDAY,
  EBB_PAUSE_UNTIL_SUNDAY,
  EBB_PAUSE_A_DAY,
  EBB_PAUSE_A_WEEK,
  EBB_N_PAUSE_ENDS
} EbbPauseEnd;

gint64 ebb_pause_end_get_time (EbbPauseEnd  end,
                               gint64       now_us,
                               GTimeZone   *time_zone);

G_END_DECLS
