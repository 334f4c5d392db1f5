/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbLocalTimeKind:
 * @EBB_LOCAL_TIME_PLAIN: the day has that time once
 * @EBB_LOCAL_TIME_MISSING: the clocks go forward and leave it out
 * @EBB_LOCAL_TIME_REPEATED: the clocks go back, so that it comes twice
 *
 * Whether a day has a local time.
 */
typedef enum
{
  EBB_LOCAL_TIME_PLAIN,
  EBB_LOCAL_TIME_MISSING,
  EBB_LOCAL_TIME_REPEATED
} EbbLocalTimeKind;

gint64 ebb_local_time_resolve      (gint64            now_us,
                                    int               n_days,
                                    int               minutes,
                                    GTimeZone        *time_zone,
                                    EbbLocalTimeKind *kind);
int    ebb_local_time_get_weekday  (gint64            time_us,
                                    GTimeZone        *time_zone);
gint64 ebb_local_time_next_weekday (gint64            now_us,
                                    int               weekday,
                                    int               minutes,
                                    GTimeZone        *time_zone,
                                    EbbLocalTimeKind *kind);

G_END_DECLS
