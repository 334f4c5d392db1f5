/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * EBB_TIME_UNKNOWN:
 *
 * A time that is not known. Every other time is in microseconds since the Unix epoch, UTC.
 */
#define EBB_TIME_UNKNOWN G_MININT64

/**
 * EBB_MINUTE:
 *
 * A minute in microseconds, wide enough to be multiplied.
 */
#define EBB_MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define EBB_HOUR   (60 * EBB_MINUTE)

#define EBB_TYPE_CLOCK (ebb_clock_get_type ())
G_DECLARE_FINAL_TYPE (EbbClock, ebb_clock, EBB, CLOCK, GObject)

EbbClock *ebb_clock_new_system (void);
EbbClock *ebb_clock_new_from   (gint64    now_us,
                                double    speed);
gint64    ebb_clock_now        (EbbClock *self);
void      ebb_clock_set        (EbbClock *self,
                                gint64    now_us);
void      ebb_clock_set_system (EbbClock *self);
double    ebb_clock_get_speed  (EbbClock *self);
void      ebb_clock_set_speed  (EbbClock *self,
                                double    speed);
void      ebb_clock_advance    (EbbClock *self,
                                gint64    span_us);
void      ebb_clock_tell_passed (EbbClock *self);
gint64    ebb_clock_get_left   (EbbClock *self,
                                gint64    until_us,
                                gint64    longest_us);
gboolean  ebb_clock_is_recent  (EbbClock *self,
                                gint64    time_us,
                                gint64    span_us);

GDateTime *ebb_time_to_local   (gint64     time_us,
                                GTimeZone *time_zone);

G_END_DECLS
