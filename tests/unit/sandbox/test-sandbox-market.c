/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices: complete, published when they should be, shaped as the market is; and the calendar under them. */

#include "sandbox-fixture.h"

#include "sandbox/sandbox-calendar.h"

static JsonNode *
get_prices (SandboxWorld *world,
            const char   *from,
            const char   *to)
{
  g_autofree char *facility = fixture_facility_id (world, 0);
  g_autoptr (GError) error = NULL;
  JsonNode *node = sandbox_world_get_prices (world, facility, from != NULL ? fixture_time (from) : 0,
                                             to != NULL ? fixture_time (to) : 0, &error);

  g_assert_no_error (error);
  return node;
}

/* One after the other without a hole; returns how many. */
static guint
assert_complete (JsonArray *array)
{
  guint n = json_array_get_length (array);

  for (guint i = 1; i < n; i++)
    g_assert_cmpint (fixture_time_of (json_array_get_object_element (array, i - 1), "end"), ==,
                     fixture_time_of (json_array_get_object_element (array, i), "start"));

  return n;
}

static void
test_days (void)
{
  static const struct { const char *from; const char *to; guint n; } days[] = {
    { "2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", 96 },
    { "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 92 },
    { "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z", 100 },
    { "2019-12-31T23:00:00Z", "2020-12-31T23:00:00Z", 366 * 96 },
  };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, "2026-07-29T17:10:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (JsonNode) node = get_prices (world, days[i].from, days[i].to);

      g_assert_cmpuint (assert_complete (fixture_array (node, "prices")), ==, days[i].n);
    }
}

static guint
count_known (SandboxWorld *world)
{
  g_autoptr (JsonNode) node = get_prices (world, NULL, NULL);
  JsonArray *array = fixture_array (node, "prices");
  guint known = 0;

  g_assert_cmpuint (assert_complete (array), ==, 4 * 96);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gboolean is_forecast = json_object_get_boolean_member (json_array_get_object_element (array, i), "is_forecast");

      g_assert_true (is_forecast || known == i);
      known += !is_forecast;
    }

  return known;
}

/* Tomorrow comes at one in the afternoon, local time; before that it is a forecast, which then was not the truth. */
static void
test_publication (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, "2026-07-29T10:59:59Z");
  g_autofree char *forecast = fixture_text (get_prices (world, "2026-07-29T22:00:00Z", "2026-07-30T22:00:00Z"));
  g_autofree char *known = NULL;

  g_assert_cmpuint (count_known (world), ==, 96);
  sandbox_world_set_now (world, fixture_time ("2026-07-29T11:00:00Z"));
  g_assert_cmpuint (count_known (world), ==, 2 * 96);
  known = fixture_text (get_prices (world, "2026-07-29T22:00:00Z", "2026-07-30T22:00:00Z"));
  g_assert_cmpstr (forecast, !=, known);
}

static void
test_shape (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, "2026-07-29T17:10:00Z");
  g_autoptr (JsonNode) winter = get_prices (world, "2024-11-30T23:00:00Z", "2025-02-28T23:00:00Z");
  g_autoptr (JsonNode) summer = get_prices (world, "2025-05-31T22:00:00Z", "2025-08-31T22:00:00Z");
  JsonArray *arrays[] = { fixture_array (winter, "prices"), fixture_array (summer, "prices") };
  double sum[2][24] = { { 0 } }, total[2] = { 0 }, lowest[2] = { 0 }, highest[2] = { 0 };

  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < json_array_get_length (arrays[s]); i++)
      {
        double price = json_object_get_double_member (json_array_get_object_element (arrays[s], i), "price");

        sum[s][i / 4 % 24] += price;
        total[s] += price;
        lowest[s] = MIN (lowest[s], price);
        highest[s] = MAX (highest[s], price);
      }

  for (guint s = 0; s < 2; s++)
    {
      g_assert_cmpfloat (sum[s][18], >, sum[s][3] * 1.5);
      g_assert_cmpfloat (sum[s][18], >, sum[s][13] * 1.2);
    }
  g_assert_cmpfloat (sum[0][8], >, sum[0][3] * 1.5);
  g_assert_cmpfloat (total[0], >, total[1] * 1.5);
  g_assert_cmpfloat (sum[1][13], <, sum[1][3]);
  g_assert_cmpfloat (lowest[1], <, -0.02);
  g_assert_cmpfloat (lowest[0], >=, 0);
  g_assert_cmpfloat (highest[0], >, 1.5);
}

static void
test_modes (void)
{
  static const struct { const char *mode; guint n; } modes[] = {
    { "flat", 384 }, { "zero", 384 }, { "negative", 384 }, { "hourly", 96 }, { "missing-slots", 336 },
    { "tomorrow-missing", 96 }, { "one-day-only", 96 }, { "spike", 384 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *home = g_strdup_printf ("{\"prices\":\"%s\",\"facilities\":[\"house\"]}", modes[i].mode);
      g_autoptr (SandboxWorld) world = fixture_world (home, "2026-01-14T17:10:00Z");
      g_autoptr (JsonNode) node = get_prices (world, NULL, NULL);
      JsonArray *array = fixture_array (node, "prices");
      double first = json_object_get_double_member (json_array_get_object_element (array, 0), "price");

      g_assert_cmpuint (json_array_get_length (array), ==, modes[i].n);
      if (g_str_equal (modes[i].mode, "zero"))
        g_assert_cmpfloat (first, ==, 0);
      else if (g_str_equal (modes[i].mode, "negative"))
        g_assert_cmpfloat (first, <, 0);
    }
}

static void
test_local_times (void)
{
  g_autoptr (SandboxCalendar) calendar = sandbox_calendar_new ("Europe/Stockholm");
  gint spring = sandbox_day_from_date (2026, 3, 29);
  gint autumn = sandbox_day_from_date (2026, 10, 25);
  gint leap = sandbox_day_from_date (2024, 2, 29);
  gint year, month, month_day;

  /* The missing hour means the first minute after it, the repeated one its first time. */
  g_assert_cmpint (sandbox_calendar_resolve (calendar, spring, 2 * 60 + 30), ==, fixture_time ("2026-03-29T01:00:00Z"));
  g_assert_cmpint (sandbox_calendar_resolve (calendar, spring, 3 * 60), ==, fixture_time ("2026-03-29T01:00:00Z"));
  g_assert_cmpint (sandbox_calendar_resolve (calendar, autumn, 2 * 60 + 30), ==, fixture_time ("2026-10-25T00:30:00Z"));
  g_assert_cmpint (sandbox_calendar_resolve (calendar, autumn, 3 * 60), ==, fixture_time ("2026-10-25T02:00:00Z"));
  g_assert_cmpint (sandbox_calendar_get_day (calendar, fixture_time ("2026-10-24T22:00:00Z")), ==, autumn);
  g_assert_cmpint (sandbox_calendar_get_day (calendar, fixture_time ("2026-10-24T21:59:59Z")), ==, autumn - 1);

  sandbox_day_to_date (leap, &year, &month, &month_day);
  g_assert_cmpint (year * 10000 + month * 100 + month_day, ==, 20240229);
  g_assert_cmpint (sandbox_day_weekday (leap), ==, 3);
  g_assert_null (sandbox_calendar_new ("Europe/Atlantis"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/market/days", test_days);
  g_test_add_func ("/sandbox/market/publication", test_publication);
  g_test_add_func ("/sandbox/market/shape", test_shape);
  g_test_add_func ("/sandbox/market/modes", test_modes);
  g_test_add_func ("/sandbox/market/local-times", test_local_times);
  return g_test_run ();
}
