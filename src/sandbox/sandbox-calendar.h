/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SANDBOX_QUARTER_US (G_GINT64_CONSTANT (900000000))
#define SANDBOX_HOUR_US    (4 * SANDBOX_QUARTER_US)
#define SANDBOX_UNKNOWN    (G_MININT64)

/**
 * SandboxCalendar:
 *
 * Local days of one time zone. A day is a number: days since 1970-01-01 in local dates. It has 92, 96 or 100 quarter-hours.
 */
typedef struct _SandboxCalendar SandboxCalendar;

typedef struct
{
  gint day;     /* days since 1970-01-01, local */
  gint minute;  /* minute of the local day, by the clock on the wall */
  gint weekday; /* Monday is 0 */
  gint year;
  gint month;   /* January is 1 */
  gint month_day;
} SandboxLocal;

SandboxCalendar *sandbox_calendar_new          (const char            *time_zone);
void             sandbox_calendar_free         (SandboxCalendar       *self);
gint             sandbox_calendar_get_day      (const SandboxCalendar *self,
                                                gint64                 time_us);
void             sandbox_calendar_get_local    (const SandboxCalendar *self,
                                                gint64                 time_us,
                                                SandboxLocal          *local);
gint64           sandbox_calendar_day_start    (const SandboxCalendar *self,
                                                gint                   day);
gint64           sandbox_calendar_resolve      (const SandboxCalendar *self,
                                                gint                   day,
                                                gint                   minute);
gint             sandbox_calendar_day_quarters (const SandboxCalendar *self,
                                                gint                   day,
                                                gint64                *start_us,
                                                gint16                *minutes);
gint             sandbox_day_from_date         (gint                   year,
                                                gint                   month,
                                                gint                   month_day);
void             sandbox_day_to_date           (gint                   day,
                                                gint                  *year,
                                                gint                  *month,
                                                gint                  *month_day);
gint             sandbox_day_weekday           (gint                   day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxCalendar, sandbox_calendar_free)

G_END_DECLS
