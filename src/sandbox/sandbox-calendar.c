/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Local days of a time zone. A local time in the missing hour of spring means the first minute after the gap, one in the
 * repeated hour of autumn its first occurrence: that is the API's rule. */

#include "sandbox/sandbox-calendar.h"

#define DAY_S 86400

#define KEPT_OFFSETS 256

/* GLib finds an offset by going through all changes of the zone since 1900, so the last ones are kept, by quarter-hour: no
 * zone changes within one. */
typedef struct
{
  gint64 quarter;
  gint32 offset_s;
} Offset;

struct _SandboxCalendar
{
  GTimeZone *zone;
  Offset    *offsets;
};

/**
 * sandbox_day_from_date:
 * @year: the year
 * @month: the month, January is 1
 * @month_day: the day of the month
 *
 * In the proleptic Gregorian calendar, after Hinnant's algorithm.
 *
 * Returns: days since 1970-01-01
 */
gint
sandbox_day_from_date (gint year,
                       gint month,
                       gint month_day)
{
  gint y = month <= 2 ? year - 1 : year;
  gint era = (y >= 0 ? y : y - 399) / 400;
  gint year_of_era = y - era * 400;
  gint day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + month_day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/**
 * sandbox_day_to_date:
 * @day: days since 1970-01-01
 * @year: (out): the year
 * @month: (out): the month, January is 1
 * @month_day: (out): the day of the month
 *
 * The other way round.
 */
void
sandbox_day_to_date (gint  day,
                     gint *year,
                     gint *month,
                     gint *month_day)
{
  gint z = day + 719468;
  gint era = (z >= 0 ? z : z - 146096) / 146097;
  gint day_of_era = z - era * 146097;
  gint year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint m = (5 * day_of_year + 2) / 153;

  *month_day = day_of_year - (153 * m + 2) / 5 + 1;
  *month = m < 10 ? m + 3 : m - 9;
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

/**
 * sandbox_day_weekday:
 * @day: days since 1970-01-01
 *
 * Returns: the day of the week, Monday is 0
 */
gint
sandbox_day_weekday (gint day)
{
  return ((day + 3) % 7 + 7) % 7;
}

static gint64
floor_divide (gint64 a,
              gint64 b)
{
  return a / b - (a % b < 0 ? 1 : 0);
}

static gint64
offset_at (const SandboxCalendar *self,
           gint64                 time_s)
{
  gint64 quarter = floor_divide (time_s, 900);
  Offset *kept = &self->offsets[(guint64) quarter % KEPT_OFFSETS];

  if (kept->quarter != quarter)
    {
      kept->quarter = quarter;
      kept->offset_s = g_time_zone_get_offset (self->zone, g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL,
                                                                                      time_s));
    }

  return kept->offset_s;
}

/* From the clock on the wall to the time: two tries, one with the offset of the day before, one with what came after. */
static gint64
local_to_utc (const SandboxCalendar *self,
              gint64                 local_s)
{
  gint64 before = offset_at (self, local_s - DAY_S);
  gint64 first = local_s - before;
  gint64 after, second, t;

  if (offset_at (self, first) == before)
    return first;

  after = offset_at (self, first);
  second = local_s - after;
  if (offset_at (self, second) == after)
    return second;

  /* The clock never showed it. The gap ends at the change, on a quarter-hour. */
  for (t = floor_divide (first - DAY_S, 900) * 900; offset_at (self, t) == before; t += 900)
    ;
  return t;
}

/**
 * sandbox_calendar_new:
 * @time_zone: an IANA time zone
 *
 * Returns: (transfer full) (nullable): its calendar, or %NULL when the system does not know that zone
 */
SandboxCalendar *
sandbox_calendar_new (const char *time_zone)
{
  GTimeZone *zone = g_time_zone_new_identifier (time_zone);
  SandboxCalendar *self;

  if (zone == NULL)
    return NULL;

  self = g_new0 (SandboxCalendar, 1);
  self->zone = zone;
  self->offsets = g_new (Offset, KEPT_OFFSETS);
  for (guint i = 0; i < KEPT_OFFSETS; i++)
    self->offsets[i].quarter = G_MININT64;
  return self;
}

void
sandbox_calendar_free (SandboxCalendar *self)
{
  g_time_zone_unref (self->zone);
  g_free (self->offsets);
  g_free (self);
}

/**
 * sandbox_calendar_get_day:
 * @self: a calendar
 * @time_us: a time
 *
 * Returns: the local day that it lies in
 */
gint
sandbox_calendar_get_day (const SandboxCalendar *self,
                          gint64                 time_us)
{
  gint64 time_s = floor_divide (time_us, G_USEC_PER_SEC);

  return (gint) floor_divide (time_s + offset_at (self, time_s), DAY_S);
}

/**
 * sandbox_calendar_get_local:
 * @self: a calendar
 * @time_us: a time
 * @local: (out caller-allocates): what calendar and clock on the wall show then
 */
void
sandbox_calendar_get_local (const SandboxCalendar *self,
                            gint64                 time_us,
                            SandboxLocal          *local)
{
  gint64 time_s = floor_divide (time_us, G_USEC_PER_SEC);
  gint64 local_s = time_s + offset_at (self, time_s);

  local->day = (gint) floor_divide (local_s, DAY_S);
  local->minute = (gint) ((local_s - (gint64) local->day * DAY_S) / 60);
  local->weekday = sandbox_day_weekday (local->day);
  sandbox_day_to_date (local->day, &local->year, &local->month, &local->month_day);
}

/**
 * sandbox_calendar_resolve:
 * @self: a calendar
 * @day: a local day
 * @minute: what the clock on the wall shows, in minutes; from 1440 on it is the next day
 *
 * Returns: when that is, microseconds since the epoch, UTC
 */
gint64
sandbox_calendar_resolve (const SandboxCalendar *self,
                          gint                   day,
                          gint                   minute)
{
  return local_to_utc (self, (gint64) day * DAY_S + (gint64) minute * 60) * G_USEC_PER_SEC;
}

/**
 * sandbox_calendar_day_start:
 * @self: a calendar
 * @day: a local day
 *
 * Returns: its first moment, microseconds since the epoch, UTC
 */
gint64
sandbox_calendar_day_start (const SandboxCalendar *self,
                            gint                   day)
{
  return sandbox_calendar_resolve (self, day, 0);
}

/**
 * sandbox_calendar_day_quarters:
 * @self: a calendar
 * @day: a local day
 * @start_us: (out): its first moment
 * @minutes: (out) (array fixed-size=100): what the clock on the wall shows at the start of each quarter-hour
 *
 * Returns: how many quarter-hours the day has: 92, 96 or 100
 */
gint
sandbox_calendar_day_quarters (const SandboxCalendar *self,
                               gint                   day,
                               gint64                *start_us,
                               gint16                *minutes)
{
  gint64 start = sandbox_calendar_day_start (self, day);
  gint64 end = sandbox_calendar_day_start (self, day + 1);
  gint n = (gint) MIN (100, (end - start) / SANDBOX_QUARTER_US);
  gint64 start_s = start / G_USEC_PER_SEC;
  gboolean even = n == 96;

  for (gint i = 0; i < n; i++)
    {
      gint64 time_s = start_s + i * 900;

      if (even)
        minutes[i] = (gint16) (i * 15);
      else
        minutes[i] = (gint16) ((time_s + offset_at (self, time_s) - (gint64) day * DAY_S) / 60);
    }

  *start_us = start;
  return n;
}
