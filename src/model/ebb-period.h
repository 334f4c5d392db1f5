/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  EBB_PERIOD_DAY,
  EBB_PERIOD_MONTH,
  EBB_PERIOD_YEAR
} EbbPeriodKind;

/**
 * EbbPeriod:
 * @kind: what it is one of
 * @start_us: its first moment
 * @end_us: the first moment after it
 *
 * A stretch of the calendar in a time zone. A day of it may have 23, 24 or 25 hours.
 */
typedef struct
{
  EbbPeriodKind kind;
  gint64        start_us;
  gint64        end_us;
} EbbPeriod;

EbbPeriod   ebb_period_containing             (EbbPeriodKind    kind,
                                               gint64           time_us,
                                               GTimeZone       *time_zone);
EbbPeriod   ebb_period_next                   (const EbbPeriod *period,
                                               int              steps,
                                               GTimeZone       *time_zone);
gboolean    ebb_period_contains               (const EbbPeriod *period,
                                               gint64           time_us);
gint64      ebb_period_get_part_end           (const EbbPeriod *period,
                                               gint64           time_us,
                                               GTimeZone       *time_zone);
const char *ebb_period_get_resolution         (const EbbPeriod *period);
char       *ebb_period_dup_title              (const EbbPeriod *period,
                                               gint64           now_us,
                                               GTimeZone       *time_zone);
char       *ebb_period_dup_bucket_label       (const EbbPeriod *period,
                                               gint64           bucket_start_us,
                                               GTimeZone       *time_zone);
char       *ebb_period_dup_bucket_title       (const EbbPeriod *period,
                                               gint64           bucket_start_us,
                                               gint64           bucket_end_us,
                                               GTimeZone       *time_zone);
char       *ebb_period_dup_bucket_short_title (const EbbPeriod *period,
                                               gint64           bucket_start_us,
                                               gint64           bucket_end_us,
                                               GTimeZone       *time_zone);
void        ebb_period_look_around            (gint64           now_us,
                                               int              past_hours,
                                               GTimeZone       *time_zone,
                                               gint64          *from_us,
                                               gint64          *to_us);

G_END_DECLS
