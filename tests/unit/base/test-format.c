/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quantities and times as people read them. */

#include "base/ebb-format.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/ebb-clock.h"
#include "swedish-locale.h"

#define NBSP "\xc2\xa0"

static void
assert_text (char       *actual,
             const char *expected)
{
  g_assert_cmpstr (actual, ==, expected);
  g_free (actual);
}

static void
test_number (void)
{
  assert_text (ebb_format_number (0, 0), "0");
  assert_text (ebb_format_number (12.345, 2), "12.35");
  assert_text (ebb_format_number (12.344, 2), "12.34");
  assert_text (ebb_format_number (12.3, 0), "12");
  assert_text (ebb_format_number (-12.3, 1), "−12.3");
  assert_text (ebb_format_number (1234567, 0), "1234567");
  assert_text (ebb_format_number (99.99, 1), "100.0");
}

/* What looks like zero has no sign. */
static void
test_negative_zero (void)
{
  static const struct
  {
    double number;
    int decimals;
    const char *text;
  } cases[] = {
    { -0.0, 0, "0" }, { -0.0, 2, "0.00" }, { -0.4, 0, "0" }, { -0.5, 0, "0" }, { -0.04, 1, "0.0" },
    { -1e-300, 2, "0.00" },
    { -0.0049999999999999996, 2, "0.00" }, { -0.51, 0, "−1" }, { -0.06, 1, "−0.1" }, { -0.006, 2, "−0.01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (ebb_format_number (cases[i].number, cases[i].decimals), cases[i].text);
  assert_text (ebb_format_money (-0.001, "SEK"), "0.00" NBSP "kr");
  assert_text (ebb_format_money (-0.001, "EUR"), "€0.00");
  assert_text (ebb_format_temperature (-0.04), "0.0" NBSP "°C");
}

/* Not known is a dash, whatever the unit; never 0, never "nan". */
static void
test_unknown (void)
{
  const double unknown[] = { NAN, -NAN, INFINITY, -INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      assert_text (ebb_format_number (unknown[i], 1), "–");
      assert_text (ebb_format_money (unknown[i], "SEK"), "–");
      assert_text (ebb_format_money (unknown[i], "CHF"), "–");
      assert_text (ebb_format_money (unknown[i], NULL), "–");
      assert_text (ebb_format_money_short (unknown[i], 1, "EUR"), "–");
      assert_text (ebb_format_price (unknown[i], "SEK"), "–");
      assert_text (ebb_format_price (unknown[i], "CHF"), "–");
      assert_text (ebb_format_price (unknown[i], NULL), "–");
      assert_text (ebb_format_energy (unknown[i]), "–");
      assert_text (ebb_format_energy_short (unknown[i], 0.1), "–");
      assert_text (ebb_format_power (unknown[i]), "–");
      assert_text (ebb_format_percent (unknown[i]), "–");
      assert_text (ebb_format_temperature (unknown[i]), "–");
    }
}

static void
test_money (void)
{
  assert_text (ebb_format_money (12.5, "SEK"), "12.50" NBSP "kr");
  assert_text (ebb_format_money (12.5, "NOK"), "12.50" NBSP "kr");
  assert_text (ebb_format_money (12.5, "DKK"), "12.50" NBSP "kr");
  assert_text (ebb_format_money (12.5, "EUR"), "€12.50");
  assert_text (ebb_format_money (12.5, "CHF"), "12.50" NBSP "CHF");
  assert_text (ebb_format_money (12.5, NULL), "12.50");
  assert_text (ebb_format_money (-12.5, "SEK"), "−12.50" NBSP "kr");
  assert_text (ebb_format_money (-12.5, "EUR"), "−€12.50");
  assert_text (ebb_format_money (-12.5, "CHF"), "−12.50" NBSP "CHF");
}

static void
test_money_short (void)
{
  assert_text (ebb_format_money_short (50, 50, "SEK"), "50" NBSP "kr");
  assert_text (ebb_format_money_short (2, 1, "SEK"), "2" NBSP "kr");
  assert_text (ebb_format_money_short (0.5, 0.5, "SEK"), "0.5" NBSP "kr");
  assert_text (ebb_format_money_short (2.5, 2.5, "SEK"), "2.5" NBSP "kr");
  assert_text (ebb_format_money_short (0.3, 0.1, "SEK"), "0.3" NBSP "kr");
  assert_text (ebb_format_money_short (0.25, 0.05, "EUR"), "€0.25");
  assert_text (ebb_format_money_short (0.002, 0.001, "SEK"), "0.002" NBSP "kr");
  assert_text (ebb_format_money_short (0.002, 0.000001, "SEK"), "0.002" NBSP "kr");
  assert_text (ebb_format_money_short (3, 0, "SEK"), "3" NBSP "kr");
  assert_text (ebb_format_money_short (3, -1, "SEK"), "3" NBSP "kr");
  assert_text (ebb_format_money_short (3, NAN, "SEK"), "3" NBSP "kr");
}

static void
test_price (void)
{
  assert_text (ebb_format_price (0.4567, "SEK"), "46" NBSP "öre/kWh");
  assert_text (ebb_format_price (0.0456, "SEK"), "4.6" NBSP "öre/kWh");
  assert_text (ebb_format_price (0, "SEK"), "0.0" NBSP "öre/kWh");
  assert_text (ebb_format_price (-0.123, "SEK"), "−12" NBSP "öre/kWh");
  assert_text (ebb_format_price (-0.0123, "NOK"), "−1.2" NBSP "øre/kWh");
  assert_text (ebb_format_price (0.0994, "DKK"), "9.9" NBSP "øre/kWh");
  assert_text (ebb_format_price (0.0996, "DKK"), "10" NBSP "øre/kWh");
  assert_text (ebb_format_price (0.1, "EUR"), "10" NBSP "ct/kWh");
  assert_text (ebb_format_price (12.345, "SEK"), "1234" NBSP "öre/kWh");
  assert_text (ebb_format_price (0.25, "CHF"), "0.25" NBSP "CHF/kWh");
  assert_text (ebb_format_price (0.25, NULL), "0.25/kWh");
}

static void
test_quantities (void)
{
  assert_text (ebb_format_energy (0), "0.0" NBSP "kWh");
  assert_text (ebb_format_energy (12.34), "12.3" NBSP "kWh");
  assert_text (ebb_format_energy (99.94), "99.9" NBSP "kWh");
  assert_text (ebb_format_energy (99.96), "100" NBSP "kWh");
  assert_text (ebb_format_energy (-3.2), "−3.2" NBSP "kWh");
  assert_text (ebb_format_energy_short (5, 5), "5" NBSP "kWh");
  assert_text (ebb_format_energy_short (0.25, 0.25), "0.25" NBSP "kWh");
  assert_text (ebb_format_power (11), "11.0" NBSP "kW");
  assert_text (ebb_format_power (-2.55), "−2.5" NBSP "kW");
  assert_text (ebb_format_percent (0.805), "80" NBSP "%");
  assert_text (ebb_format_percent (1), "100" NBSP "%");
  assert_text (ebb_format_temperature (21.46), "21.5" NBSP "°C");
  assert_text (ebb_format_temperature (-7), "−7.0" NBSP "°C");
}

static void
test_swedish (void)
{
  g_autofree char *large = NULL;

  if (!swedish_locale_enter ())
    return;

  assert_text (ebb_format_number (12.5, 1), "12,5");
  assert_text (ebb_format_number (-0.5, 0), "0");
  assert_text (ebb_format_money (-12.5, "SEK"), "−12,50" NBSP "kr");
  large = ebb_format_number (-1234567.5, 2);
  /* Grouped by some space, which one depends on the system. */
  g_assert_true (g_str_has_prefix (large, "−1"));
  g_assert_true (g_str_has_suffix (large, "567,50"));
  g_assert_null (strstr (large, "1234567"));
  g_assert_true (g_utf8_validate (large, -1, NULL));
  swedish_locale_leave ();
}

static void
test_span (void)
{
  static const struct
  {
    gint64 span_us;
    const char *text;
  } spans[] = {
    { -EBB_HOUR, "0" NBSP "min" },
    { 0, "0" NBSP "min" },
    { EBB_MINUTE - 1, "0" NBSP "min" },
    { EBB_MINUTE, "1" NBSP "min" },
    { 59 * EBB_MINUTE, "59" NBSP "min" },
    { EBB_HOUR, "1" NBSP "h" },
    { 2 * EBB_HOUR + 5 * EBB_MINUTE, "2" NBSP "h 5" NBSP "min" },
    { 47 * EBB_HOUR + 59 * EBB_MINUTE, "47" NBSP "h 59" NBSP "min" },
    { 48 * EBB_HOUR, "2 days" },
    { 100 * EBB_HOUR, "4 days" },
    { G_MAXINT64, "106751991 days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    assert_text (ebb_format_span (spans[i].span_us), spans[i].text);
}

static void
test_age (void)
{
  assert_text (ebb_format_age (-EBB_HOUR), "just now");
  assert_text (ebb_format_age (0), "just now");
  assert_text (ebb_format_age (EBB_MINUTE - 1), "just now");
  assert_text (ebb_format_age (EBB_MINUTE), "1" NBSP "min ago");
  assert_text (ebb_format_age (59 * EBB_MINUTE + 59 * G_USEC_PER_SEC), "59" NBSP "min ago");
  assert_text (ebb_format_age (EBB_HOUR), "1" NBSP "h ago");
  assert_text (ebb_format_age (2 * EBB_HOUR + 59 * EBB_MINUTE), "2" NBSP "h ago");
  assert_text (ebb_format_age (47 * EBB_HOUR), "47" NBSP "h ago");
  assert_text (ebb_format_age (49 * EBB_HOUR), "2 days ago");
}

static gint64
at (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_time (void)
{
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  g_assert_nonnull (stockholm);
  assert_text (ebb_format_time (at ("2026-01-15T18:30:00Z"), stockholm), "19:30");
  assert_text (ebb_format_time (at ("2026-07-15T22:30:00Z"), stockholm), "00:30");
  assert_text (ebb_format_time (at ("2026-01-15T18:30:59Z"), utc), "18:30");
  /* The night the clocks go forward: 02:00 to 03:00 is not there. */
  assert_text (ebb_format_time (at ("2026-03-29T00:59:00Z"), stockholm), "01:59");
  assert_text (ebb_format_time (at ("2026-03-29T01:00:00Z"), stockholm), "03:00");
  /* The night they go back: it is there twice. */
  assert_text (ebb_format_time (at ("2026-10-24T23:59:00Z"), stockholm), "01:59");
  assert_text (ebb_format_time (at ("2026-10-25T00:30:00Z"), stockholm), "02:30 (UTC+02:00)");
  assert_text (ebb_format_time (at ("2026-10-25T01:30:00Z"), stockholm), "02:30 (UTC+01:00)");
  assert_text (ebb_format_time (at ("2026-10-25T02:00:00Z"), stockholm), "03:00");
  assert_text (ebb_format_time (EBB_TIME_UNKNOWN, stockholm), "–");
  assert_text (ebb_format_time (G_MAXINT64, stockholm), "–");
}

/* What ends with a jump of the clock is as long as it is. */
static void
test_time_range (void)
{
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  gint64 forward = at ("2026-03-29T01:00:00Z");
  gint64 back = at ("2026-10-25T01:00:00Z");

  assert_text (ebb_format_time_range (forward - EBB_HOUR, forward, EBB_TIME_UNKNOWN, stockholm), "01:00–02:00");
  assert_text (ebb_format_time_range (forward, forward + EBB_HOUR, EBB_TIME_UNKNOWN, stockholm), "03:00–04:00");
  assert_text (ebb_format_time_range (back - EBB_HOUR, back, EBB_TIME_UNKNOWN, stockholm), "02:00–03:00 (UTC+02:00)");
  assert_text (ebb_format_time_range (back, back + EBB_HOUR, EBB_TIME_UNKNOWN, stockholm), "02:00–03:00 (UTC+01:00)");
  assert_text (ebb_format_time_range (back, back + EBB_HOUR, back - 4 * EBB_HOUR, stockholm), "tomorrow 02:00–03:00 (UTC+01:00)");
  assert_text (ebb_format_time_range (EBB_TIME_UNKNOWN, forward, forward, stockholm), "–");
}

static const struct
{
  const char *time;
  const char *now;
  const char *text;
} days[] = {
  { "2026-01-15T18:30:00Z", "2026-01-15T12:00:00Z", "19:30" },
  { "2026-01-15T00:00:00Z", "2026-01-15T22:59:00Z", "01:00" },
  /* Midnight is the home's, not the world's. */
  { "2026-01-15T22:59:00Z", "2026-01-15T12:00:00Z", "23:59" },
  { "2026-01-15T23:00:00Z", "2026-01-15T12:00:00Z", "tomorrow 00:00" },
  { "2026-01-15T23:01:00Z", "2026-01-15T23:00:00Z", "00:01" },
  { "2026-01-15T22:59:00Z", "2026-01-15T23:00:00Z", "yesterday 23:59" },
  { "2026-01-16T22:59:00Z", "2026-01-15T12:00:00Z", "tomorrow 23:59" },
  { "2026-01-16T23:00:00Z", "2026-01-15T12:00:00Z", "Sat 00:00" },
  { "2026-01-21T12:00:00Z", "2026-01-15T12:00:00Z", "Wed 13:00" },
  { "2026-01-22T12:00:00Z", "2026-01-15T12:00:00Z", "22 Jan 13:00" },
  { "2026-01-13T12:00:00Z", "2026-01-15T12:00:00Z", "13 Jan 13:00" },
  { "2025-12-31T22:59:00Z", "2025-12-31T23:30:00Z", "yesterday 23:59" },
  { "2026-03-01T12:00:00Z", "2026-02-28T12:00:00Z", "tomorrow 13:00" },
  /* Days of 23 and of 25 hours. */
  { "2026-03-29T22:30:00Z", "2026-03-28T23:30:00Z", "tomorrow 00:30" },
  { "2026-03-29T21:59:00Z", "2026-03-28T23:00:00Z", "23:59" },
  { "2026-10-25T00:15:00Z", "2026-10-24T21:00:00Z", "tomorrow 02:15 (UTC+02:00)" },
  { "2026-10-25T22:59:00Z", "2026-10-24T22:00:00Z", "23:59" },
  { "2026-10-25T23:00:00Z", "2026-10-24T22:00:00Z", "tomorrow 00:00" },
};

static void
test_day_time (void)
{
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_test_message ("%s seen at %s", days[i].time, days[i].now);
      assert_text (ebb_format_day_time (at (days[i].time), at (days[i].now), stockholm), days[i].text);
    }
  assert_text (ebb_format_day (at ("2026-11-23T23:30:00Z"), stockholm), "Tuesday 24 November");
  assert_text (ebb_format_day (EBB_TIME_UNKNOWN, stockholm), "–");
  assert_text (ebb_format_day_time (EBB_TIME_UNKNOWN, 0, stockholm), "–");
  assert_text (ebb_format_day_time (0, EBB_TIME_UNKNOWN, stockholm), "–");
}

/* What stands at an axis and what stands above it belong together. */
static void
test_price_axis (void)
{
  assert_text (ebb_format_price_short (0.5, 0.25, "SEK"), "50");
  assert_text (ebb_format_price_short (-0.025, 0.025, "EUR"), "−2.5");
  assert_text (ebb_format_price_short (0.5, 0.25, "CHF"), "0.50");
  assert_text (ebb_format_price_short (NAN, 0.25, "SEK"), "–");
  assert_text (ebb_format_price_unit ("SEK"), "öre/kWh");
  assert_text (ebb_format_price_unit ("EUR"), "ct/kWh");
  assert_text (ebb_format_price_unit ("CHF"), "CHF/kWh");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/number", test_number);
  g_test_add_func ("/format/negative-zero", test_negative_zero);
  g_test_add_func ("/format/unknown", test_unknown);
  g_test_add_func ("/format/money", test_money);
  g_test_add_func ("/format/money-short", test_money_short);
  g_test_add_func ("/format/price", test_price);
  g_test_add_func ("/format/price-axis", test_price_axis);
  g_test_add_func ("/format/quantities", test_quantities);
  g_test_add_func ("/format/swedish", test_swedish);
  g_test_add_func ("/format/span", test_span);
  g_test_add_func ("/format/age", test_age);
  g_test_add_func ("/format/time", test_time);
  g_test_add_func ("/format/time-range", test_time_range);
  g_test_add_func ("/format/day-time", test_day_time);

  return g_test_run ();
}
