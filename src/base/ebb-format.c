/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quantities and times for people: number by the locale, unit by the language, a no-break space between, a real minus
 * sign. What is not known is a dash, never 0. */

#include "base/ebb-format.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/ebb-clock.h"

#define UNKNOWN "–"

typedef struct
{
  const char *currency; /* ISO 4217 */
  const char *amount;   /* format of an amount in major units */
  const char *price;    /* format of a price per kWh in hundredths */
} CurrencyWords;

/* "%s" is a number. The spaces are no-break spaces. */
static const CurrencyWords currencies[] = {
  { "SEK", N_("%s kr"), N_("%s öre/kWh") },
  { "NOK", N_("%s kr"), N_("%s øre/kWh") },
  { "DKK", N_("%s kr"), N_("%s øre/kWh") },
  { "EUR", N_("€%s"), N_("%s ct/kWh") },
};

static const CurrencyWords *
words_for_currency (const char *currency)
{
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_strcmp0 (currencies[i].currency, currency) == 0)
      return &currencies[i];

  return NULL;
}

/* The formats come from the tables here and their translations, which msgfmt checks. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
fill (const char *format,
      const char *number)
{
  return g_strdup_printf (format, number);
}
#pragma GCC diagnostic pop

/* @format has one "%s", for the digits. The sign stands before all of it: "−€5.00". What is shown as zero has none. */
static char *
fill_number (const char *format,
             double      number,
             int         decimals)
{
  g_autofree char *digits = NULL;
  g_autofree char *text = NULL;

  if (!isfinite (number))
    return g_strdup (UNKNOWN);

  digits = g_strdup_printf ("%'.*f", decimals, fabs (number));
  text = fill (format, digits);
  if (number < 0 && strpbrk (digits, "123456789") != NULL)
    return g_strconcat ("−", text, NULL);

  return g_steal_pointer (&text);
}

/* As many decimals as the steps of an axis have, so that 2.5 does not stand there as 3. */
static int
decimals_for_step (double step)
{
  int decimals = 0;

  while (decimals < 3 && step > 0 && isfinite (step) && fabs (step - round (step)) > step * 1e-6)
    {
      step *= 10;
      decimals++;
    }

  return decimals;
}

/**
 * ebb_format_number:
 * @number: any number
 * @decimals: digits after the decimal sign
 *
 * Returns: (transfer full): @number with the locale's decimal sign and grouping, and never "−0"
 */
char *
ebb_format_number (double number,
                   int    decimals)
{
  return fill_number ("%s", number, decimals);
}

static char *
format_amount (double      amount,
               int         decimals,
               const char *currency)
{
  const CurrencyWords *words = words_for_currency (currency);
  g_autofree char *number = NULL;

  if (words != NULL)
    return fill_number (_(words->amount), amount, decimals);
  if (!isfinite (amount))
    return g_strdup (UNKNOWN);

  number = ebb_format_number (amount, decimals);
  return currency != NULL ? g_strdup_printf ("%s %s", number, currency) : g_steal_pointer (&number);
}

/**
 * ebb_format_money:
 * @amount: in major units of @currency
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): the amount with two decimals and its currency
 */
char *
ebb_format_money (double      amount,
                  const char *currency)
{
  return format_amount (amount, 2, currency);
}

/**
 * ebb_format_money_short:
 * @amount: in major units of @currency
 * @step: how far apart the values are that must be told from one another
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): the amount for an axis
 */
char *
ebb_format_money_short (double      amount,
                        double      step,
                        const char *currency)
{
  return format_amount (amount, decimals_for_step (step), currency);
}

/**
 * ebb_format_price:
 * @price_per_kwh: in major units of @currency per kWh; the caller says on which basis
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): the price in hundredths, as electricity is quoted: "46 öre/kWh"
 */
char *
ebb_format_price (double      price_per_kwh,
                  const char *currency)
{
  const CurrencyWords *words = words_for_currency (currency);
  g_autofree char *amount = NULL;

  if (words != NULL)
    return fill_number (_(words->price), price_per_kwh * 100, fabs (price_per_kwh * 100) < 9.95 ? 1 : 0);

  if (!isfinite (price_per_kwh))
    return g_strdup (UNKNOWN);

  amount = ebb_format_money (price_per_kwh, currency);
  return g_strdup_printf ("%s/kWh", amount);
}

/**
 * ebb_format_price_parts:
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: how many of what ebb_format_price_unit() says are one of the currency per kWh: electricity is quoted in hundredths
 */
int
ebb_format_price_parts (const char *currency)
{
  return words_for_currency (currency) != NULL ? 100 : 1;
}

/**
 * ebb_format_price_short:
 * @price_per_kwh: in major units of @currency per kWh
 * @step: how far apart the prices are that must be told from one another
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): the price for an axis, in what ebb_format_price_unit() says
 */
char *
ebb_format_price_short (double      price_per_kwh,
                        double      step,
                        const char *currency)
{
  double parts = ebb_format_price_parts (currency);

  return fill_number ("%s", price_per_kwh * parts, decimals_for_step (step * parts));
}

/**
 * ebb_format_price_unit:
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): what a price is counted in: "öre/kWh"
 */
char *
ebb_format_price_unit (const char *currency)
{
  const CurrencyWords *words = words_for_currency (currency);
  g_autofree char *text = words != NULL ? fill (_(words->price), "") : g_strdup_printf ("%s/kWh", currency != NULL ? currency : "");
  const char *start = text;

  /* Without the space that parts it from the number. */
  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  return g_strdup (start);
}

/**
 * ebb_format_energy:
 * @energy_kwh: in kWh
 *
 * Returns: (transfer full): the energy, to a tenth below 100 kWh
 */
char *
ebb_format_energy (double energy_kwh)
{
  return fill_number (_("%s kWh"), energy_kwh, fabs (energy_kwh) < 99.95 ? 1 : 0);
}

/**
 * ebb_format_energy_short:
 * @energy_kwh: in kWh
 * @step_kwh: how far apart the values are that must be told from one another
 *
 * Returns: (transfer full): the energy for an axis
 */
char *
ebb_format_energy_short (double energy_kwh,
                         double step_kwh)
{
  return fill_number (_("%s kWh"), energy_kwh, decimals_for_step (step_kwh));
}

/**
 * ebb_format_power:
 * @power_kw: in kW
 *
 * Returns: (transfer full): the power, to a tenth of a kW
 */
char *
ebb_format_power (double power_kw)
{
  return fill_number (_("%s kW"), power_kw, 1);
}

/**
 * ebb_format_percent:
 * @fraction: 0 to 1
 *
 * Returns: (transfer full): whole percents
 */
char *
ebb_format_percent (double fraction)
{
  return fill_number (_("%s %%"), fraction * 100, 0);
}

/**
 * ebb_format_temperature:
 * @temperature_c: in degrees Celsius
 *
 * Returns: (transfer full): the temperature, to a tenth
 */
char *
ebb_format_temperature (double temperature_c)
{
  return fill_number (_("%s °C"), temperature_c, 1);
}

/**
 * ebb_format_span:
 * @span_us: microseconds
 *
 * Returns: (transfer full): how long that is: "25 min", "2 h 5 min", "3 days"
 */
char *
ebb_format_span (gint64 span_us)
{
  gint64 minutes = MAX (0, span_us) / EBB_MINUTE;
  gint64 hours = minutes / 60;

  if (minutes < 60)
    return g_strdup_printf (_("%d min"), (int) minutes);
  if (hours < 48)
    return minutes % 60 == 0 ? g_strdup_printf (_("%d h"), (int) hours)
                             : g_strdup_printf (_("%d h %d min"), (int) hours, (int) (minutes % 60));

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (hours / 24)), (int) (hours / 24));
}

/**
 * ebb_format_age:
 * @age_us: microseconds
 *
 * Returns: (transfer full): how long ago that is, in its largest unit: "just now", "25 min ago", "2 h ago"
 */
char *
ebb_format_age (gint64 age_us)
{
  g_autofree char *span = NULL;

  if (age_us < EBB_MINUTE)
    return g_strdup (_("just now"));

  span = ebb_format_span (age_us < EBB_HOUR ? age_us : age_us - age_us % EBB_HOUR);
  /* Translators: %s is a span such as "25 min" or "3 days". */
  return g_strdup_printf (_("%s ago"), span);
}

/* Whether the clock there shows the same time once more, an hour earlier or later. */
static gboolean
is_repeated (GDateTime *local)
{
  g_autoptr (GDateTime) before = g_date_time_add_hours (local, -1);
  g_autoptr (GDateTime) after = g_date_time_add_hours (local, 1);

  return (before != NULL && g_date_time_get_hour (before) == g_date_time_get_hour (local)) ||
         (after != NULL && g_date_time_get_hour (after) == g_date_time_get_hour (local));
}

/* A time that the clock repeats carries its offset, so that the two can be told apart. Takes @text. */
static char *
add_offset (GDateTime *local,
            char      *text)
{
  g_autofree char *plain = text;
  g_autofree char *offset = NULL;

  if (!is_repeated (local))
    return g_steal_pointer (&plain);

  offset = g_date_time_format (local, "%:z");
  return g_strdup_printf ("%s (UTC%s)", plain, offset);
}

/**
 * ebb_format_time:
 * @time_us: microseconds since the Unix epoch, UTC
 * @time_zone: where
 *
 * Returns: (transfer full): the time of day there, "01:15"; "02:15 (UTC+02:00)" where the clock shows that twice
 */
char *
ebb_format_time (gint64     time_us,
                 GTimeZone *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (time_us, time_zone);

  return local != NULL ? add_offset (local, g_date_time_format (local, "%H:%M")) : g_strdup (UNKNOWN);
}

/**
 * ebb_format_day:
 * @time_us: microseconds since the Unix epoch, UTC
 * @time_zone: where
 *
 * Returns: (transfer full): the day there without its year, "Tuesday 24 November"
 */
char *
ebb_format_day (gint64     time_us,
                GTimeZone *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (time_us, time_zone);

  /* Translators: see man strftime; a date without its year. */
  return local != NULL ? g_date_time_format (local, _("%A %-d %B")) : g_strdup (UNKNOWN);
}

static gint64
day_number (GDateTime *local)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local), (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));

  return g_date_get_julian (&date);
}

static char *
format_day_time (GDateTime *local,
                 GDateTime *now)
{
  gint64 days = day_number (local) - day_number (now);

  /* Translators: see man strftime. */
  return g_date_time_format (local, days == 0 ? _("%H:%M")
                                    : days == 1 ? _("tomorrow %H:%M")
                                    : days == -1 ? _("yesterday %H:%M")
                                    : days > 1 && days < 7 ? _("%a %H:%M") : _("%-d %b %H:%M"));
}

/**
 * ebb_format_day_time:
 * @time_us: microseconds since the Unix epoch, UTC
 * @now_us: the present, likewise
 * @time_zone: where
 *
 * Returns: (transfer full): the time of day there with the day as far as it is needed: "01:15", "tomorrow 01:15", "Sun
 *   01:15", "24 Dec 01:15"
 */
char *
ebb_format_day_time (gint64     time_us,
                     gint64     now_us,
                     GTimeZone *time_zone)
{
  g_autoptr (GDateTime) local = ebb_time_to_local (time_us, time_zone);
  g_autoptr (GDateTime) now = ebb_time_to_local (now_us, time_zone);

  return local != NULL && now != NULL ? add_offset (local, format_day_time (local, now)) : g_strdup (UNKNOWN);
}

/**
 * ebb_format_time_range:
 * @start_us: microseconds since the Unix epoch, UTC
 * @end_us: likewise, an hour later at most
 * @now_us: the present, or %EBB_TIME_UNKNOWN where the day is known
 * @time_zone: where
 *
 * Returns: (transfer full): the times of day there, "13:00–14:00", with the day as far as it is needed. What ends with a jump of the clock
 *   is still as long as it is: the end is by the clock with which it began.
 */
char *
ebb_format_time_range (gint64     start_us,
                       gint64     end_us,
                       gint64     now_us,
                       GTimeZone *time_zone)
{
  g_autoptr (GDateTime) start = ebb_time_to_local (start_us, time_zone);
  g_autoptr (GDateTime) now = now_us != EBB_TIME_UNKNOWN ? ebb_time_to_local (now_us, time_zone) : NULL;
  g_autoptr (GTimeZone) steady = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (start != NULL)
    steady = g_time_zone_new_offset ((gint32) (g_date_time_get_utc_offset (start) / G_USEC_PER_SEC));
  end = ebb_time_to_local (end_us, steady);
  if (start == NULL || end == NULL)
    return g_strdup (UNKNOWN);

  from = now != NULL ? format_day_time (start, now) : g_date_time_format (start, "%H:%M");
  to = g_date_time_format (end, "%H:%M");

  return add_offset (start, g_strdup_printf ("%s–%s", from, to));
}
