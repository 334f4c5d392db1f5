/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calendar ranges. The only place that knows how long a day, a month or a year is; GLib's time zones do the arithmetic, so
 * clock changes come out right. */

#include "model/ebb-period.h"

#include <glib/gi18n.h>

#include "base/ebb-clock.h"
#include "base/ebb-format.h"

/* The first moment of a local date. Where midnight does not exist, GLib gives the first moment after the gap; where the clock
 * goes back over midnight, it gives the second midnight, but the date has begun at the first. */
static gint64
start_of_date (int        year,
               int        month,
               int        day,
               GTimeZone *time_zone)
{
  g_autoptr (GDateTime) start = g_date_time_new (time_zone, year, month, day, 0, 0, 0);
  g_autoptr (GDateTime) earlier = g_date_time_add_hours (start, -1);

  if (g_date_time_get_day_of_month (earlier) == day)
    return g_date_time_to_unix (earlier) * G_USEC_PER_SEC;

  return g_date_time_to_unix (start) * G_USEC_PER_SEC;
}

/* The period that starts @steps periods after the one with that date. */
static gint64
start_of (EbbPeriodKind kind,
          int           year,
          int           month,
          int           day,
          int           steps,
          GTimeZone    *time_zone)
{
  GDate date;

  g_date_clear (&date, 1);
  switch (kind)
    {
    case EBB_PERIOD_DAY:
      g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      if (steps >= 0)
        g_date_add_days (&date, (guint) steps);
      else
        g_date_subtract_days (&date, (guint) -steps);
      break;
    case EBB_PERIOD_MONTH:
      g_date_set_dmy (&date, 1, (GDateMonth) month, (GDateYear) year);
      if (steps >= 0)
        g_date_add_months (&date, (guint) steps);
      else
        g_date_subtract_months (&date, (guint) -steps);
      break;
    case EBB_PERIOD_YEAR:
      g_date_set_dmy (&date, 1, 1, (GDateYear) (year + steps));
      break;
    default:
      g_assert_not_reached ();
    }

  return start_of_date (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), time_zone);
}

/**
 * ebb_period_containing:
 * @kind: day, month or year
 * @time_us: microseconds since the Unix epoch, UTC
 * @time_zone: whose calendar
 *
 * Returns: the period that @time_us is in
 */
EbbPeriod
ebb_period_containing (EbbPeriodKind kind,
                       gint64        time_us,
                       GTimeZone    *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (time_us, time_zone);
  EbbPeriod period = { kind, 0, 0 };
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  period.start_us = start_of (kind, year, month, day, 0, time_zone);
  period.end_us = start_of (kind, year, month, day, 1, time_zone);

  return period;
}

/**
 * ebb_period_next:
 * @period: a period
 * @steps: how many to go forward, or back when negative
 * @time_zone: whose calendar
 *
 * Returns: the period that many after @period
 */
EbbPeriod
ebb_period_next (const EbbPeriod *period,
                 int              steps,
                 GTimeZone       *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (period->start_us, time_zone);
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  return ebb_period_containing (period->kind, start_of (period->kind, year, month, day, steps, time_zone), time_zone);
}

/**
 * ebb_period_contains:
 * @period: a period
 * @time_us: microseconds since the Unix epoch, UTC
 *
 * Returns: whether that moment is in it
 */
gboolean
ebb_period_contains (const EbbPeriod *period,
                     gint64           time_us)
{
  return time_us >= period->start_us && time_us < period->end_us;
}

/**
 * ebb_period_get_part_end:
 * @period: a period
 * @time_us: microseconds since the Unix epoch, UTC
 * @time_zone: whose calendar
 *
 * The parts of a day are its hours, those of a month its days, those of a year its months.
 *
 * Returns: where the part ends that begins at @time_us
 */
gint64
ebb_period_get_part_end (const EbbPeriod *period,
                         gint64           time_us,
                         GTimeZone       *time_zone)
{
  switch (period->kind)
    {
    case EBB_PERIOD_DAY:
      return time_us + EBB_HOUR;
    case EBB_PERIOD_MONTH:
      return ebb_period_containing (EBB_PERIOD_DAY, time_us, time_zone).end_us;
    case EBB_PERIOD_YEAR:
      return ebb_period_containing (EBB_PERIOD_MONTH, time_us, time_zone).end_us;
    default:
      g_assert_not_reached ();
    }
}

/**
 * ebb_period_get_resolution:
 * @period: a period
 *
 * Returns: (transfer none): the contract's word for the parts that it is shown in
 */
const char *
ebb_period_get_resolution (const EbbPeriod *period)
{
  static const char *const resolutions[] = { "hour", "day", "month" };

  return resolutions[period->kind];
}

/**
 * ebb_period_dup_title:
 * @period: a period
 * @now_us: the present
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): what to call it: "Today", "Friday 20 November 2026", "November 2026", "2026"
 */
char *
ebb_period_dup_title (const EbbPeriod *period,
                      gint64           now_us,
                      GTimeZone       *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (period->start_us, time_zone);
  EbbPeriod yesterday;

  if (period->kind == EBB_PERIOD_YEAR)
    return g_date_time_format (local, "%Y");
  if (period->kind == EBB_PERIOD_MONTH)
    /* Translators: see man strftime; a month and its year. */
    return g_date_time_format (local, _("%OB %Y"));
  if (ebb_period_contains (period, now_us))
    return g_strdup (_("Today"));

  yesterday = ebb_period_containing (EBB_PERIOD_DAY, now_us, time_zone);
  yesterday = ebb_period_next (&yesterday, -1, time_zone);
  if (period->start_us == yesterday.start_us)
    return g_strdup (_("Yesterday"));

  /* Translators: see man strftime; a whole date. */
  return g_date_time_format (local, _("%A %-d %B %Y"));
}

/**
 * ebb_period_dup_bucket_label:
 * @period: the period that is shown
 * @bucket_start_us: where one of its parts begins
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): a few characters for an axis: "13", "24", "Nov"
 */
char *
ebb_period_dup_bucket_label (const EbbPeriod *period,
                             gint64           bucket_start_us,
                             GTimeZone       *time_zone)
{
  static const char *const formats[] = { "%H", "%-d", "%Ob" };
  g_autoptr (GDateTime) local = ebb_time_to_local (bucket_start_us, time_zone);

  return g_date_time_format (local, formats[period->kind]);
}

/**
 * ebb_period_dup_bucket_title:
 * @period: the period that is shown
 * @bucket_start_us: where one of its parts begins
 * @bucket_end_us: where it ends
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): the part in words: "13:00–14:00", "Tuesday 24 November", "November 2026". An hour that the clock
 *   repeats carries its offset, so that the two can be told apart; an hour that ends with a jump of the clock is still one
 *   hour long.
 */
char *
ebb_period_dup_bucket_title (const EbbPeriod *period,
                             gint64           bucket_start_us,
                             gint64           bucket_end_us,
                             GTimeZone       *time_zone)
{
  g_autoptr (GDateTime) start = ebb_time_to_local (bucket_start_us, time_zone);

  if (period->kind == EBB_PERIOD_YEAR)
    return g_date_time_format (start, _("%OB %Y"));
  if (period->kind == EBB_PERIOD_MONTH)
    return ebb_format_day (bucket_start_us, time_zone);

  return ebb_format_time_range (bucket_start_us, bucket_end_us, EBB_TIME_UNKNOWN, time_zone);
}

/**
 * ebb_period_dup_bucket_short_title:
 * @period: the period that is shown
 * @bucket_start_us: where one of its parts begins
 * @bucket_end_us: where it ends
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): the part for a column of a table whose period is known: "13:00–14:00", "Tue 24", "November"
 */
char *
ebb_period_dup_bucket_short_title (const EbbPeriod *period,
                                   gint64           bucket_start_us,
                                   gint64           bucket_end_us,
                                   GTimeZone       *time_zone)
{
  g_autoptr (GDateTime) start = ebb_time_to_local (bucket_start_us, time_zone);

  if (period->kind == EBB_PERIOD_YEAR)
    return g_date_time_format (start, "%OB");
  if (period->kind == EBB_PERIOD_MONTH)
    /* Translators: see man strftime; the short name of a weekday and the day of the month. */
    return g_date_time_format (start, _("%a %-d"));

  return ebb_period_dup_bucket_title (period, bucket_start_us, bucket_end_us, time_zone);
}

/**
 * ebb_period_look_around:
 * @now_us: the present, microseconds since the Unix epoch, UTC
 * @past_hours: how far back at least, a divisor of 24
 * @time_zone: whose calendar
 * @from_us: (out): an hour there that @past_hours divides, as long ago or up to twice that
 * @to_us: (out): the end of tomorrow there
 *
 * Says what time is around now: some of what was, and as much of what is to come as prices are published for.
 */
void
ebb_period_look_around (gint64     now_us,
                        int        past_hours,
                        GTimeZone *time_zone,
                        gint64    *from_us,
                        gint64    *to_us)
{
  EbbPeriod today = ebb_period_containing (EBB_PERIOD_DAY, now_us, time_zone);
  gint64 past_us = now_us - past_hours * EBB_HOUR;

  *to_us = ebb_period_containing (EBB_PERIOD_DAY, today.end_us, time_zone).end_us;
  for (*from_us = past_us - past_us % EBB_HOUR; *from_us > past_us - 2 * past_hours * EBB_HOUR; *from_us -= EBB_HOUR)
    {
      g_autoptr (GDateTime) local = ebb_time_to_local (*from_us, time_zone);

      if (g_date_time_get_hour (local) % past_hours == 0)
        return;
    }
}
