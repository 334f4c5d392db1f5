/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that add up: sessions, quarter-hours, hours, days, months, devices and facility are sums of the same numbers. */

#include "sandbox-fixture.h"

#define NOW "2026-07-29T17:10:00Z"

typedef struct
{
  gint64 energy_wh;
  gint64 cost;
  gint64 baseline;
  gint64 savings;
  guint  known;
} Sums;

static void
add_up (JsonArray *array,
        Sums      *sums)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (json_object_get_null_member (object, "cost"))
        continue;

      sums->known++;
      sums->energy_wh += (gint64) (json_object_get_double_member (object, "energy_kwh") * 1000
                                   + (json_object_get_double_member (object, "energy_kwh") < 0 ? -0.5 : 0.5));
      sums->cost += fixture_cents (object, "cost");
      sums->baseline += fixture_cents (object, "baseline_cost");
      sums->savings += fixture_cents (object, "savings");
    }
}

static Sums
sum_report (SandboxWorld *world,
            const char   *facility,
            const char   *device,
            const char   *from,
            const char   *to,
            const char   *resolution)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = sandbox_world_get_report (world, facility, device, fixture_time (from), fixture_time (to),
                                                        resolution, &error);
  Sums sums = { 0 };

  g_assert_no_error (error);
  add_up (fixture_array (node, "buckets"), &sums);
  g_assert_cmpint (sums.savings, ==, sums.baseline - sums.cost);
  return sums;
}

static void
assert_same (Sums one,
             Sums two)
{
  g_assert_cmpint (one.energy_wh, ==, two.energy_wh);
  g_assert_cmpint (one.cost, ==, two.cost);
  g_assert_cmpint (one.baseline, ==, two.baseline);
  g_assert_cmpint (one.savings, ==, two.savings);
}

static void
test_three_years (void)
{
  static const char *const kinds[] = { "electric_vehicle", "charger", "heat_pump", "water_heater", "battery" };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, NOW);
  g_autofree char *facility = fixture_facility_id (world, 0);
  const char *from = "2023-07-28T22:00:00Z";
  const char *to = "2026-07-29T17:00:00Z";
  Sums months = sum_report (world, facility, NULL, from, to, "month");
  Sums days = sum_report (world, facility, NULL, from, to, "day");
  Sums devices = { 0 };

  g_assert_cmpuint (months.known, ==, 37);
  g_assert_cmpuint (days.known, ==, 1097);
  assert_same (months, days);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = fixture_device_id (world, kinds[i]);
      g_autoptr (JsonNode) node = sandbox_world_get_sessions (world, id, fixture_time (from), fixture_time (to), NULL);
      Sums device = sum_report (world, NULL, id, from, to, "month");
      Sums sessions = { 0 };

      add_up (fixture_array (node, "sessions"), &sessions);
      assert_same (device, sessions);
      g_assert_cmpint (device.savings, >, 0);
      g_assert_cmpint (ABS (device.energy_wh), >, 100000);
      devices.energy_wh += device.energy_wh;
      devices.cost += device.cost;
      devices.baseline += device.baseline;
      devices.savings += device.savings;
    }

  assert_same (months, devices);
}

/* Day by day: the quarter-hours and hours and the sessions of a day are the day, also when the clocks change. */
static void
test_every_day (void)
{
  static const struct { const char *from; const char *to; guint quarters; } days[] = {
    { "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 92 },
    { "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z", 100 },
    { "2024-02-28T23:00:00Z", "2024-02-29T23:00:00Z", 96 },
  };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, NOW);
  g_autofree char *facility = fixture_facility_id (world, 0);
  g_autofree char *car = fixture_device_id (world, "electric_vehicle");
  g_autofree char *pump = fixture_device_id (world, "heat_pump");
  const char *const devices[] = { car, pump };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Sums day = sum_report (world, facility, NULL, days[i].from, days[i].to, "day");
      Sums hours = sum_report (world, facility, NULL, days[i].from, days[i].to, "hour");
      Sums quarters = sum_report (world, facility, NULL, days[i].from, days[i].to, "quarter_hour");

      g_assert_cmpuint (day.known, ==, 1);
      g_assert_cmpuint (hours.known, ==, days[i].quarters / 4);
      g_assert_cmpuint (quarters.known, ==, days[i].quarters);
      assert_same (day, hours);
      assert_same (day, quarters);
      for (guint d = 0; d < G_N_ELEMENTS (devices); d++)
        {
          g_autoptr (JsonNode) node = sandbox_world_get_sessions (world, devices[d], fixture_time (days[i].from),
                                                                  fixture_time (days[i].to), NULL);
          Sums sessions = { 0 };

          add_up (fixture_array (node, "sessions"), &sessions);
          assert_same (sessions, sum_report (world, NULL, devices[d], days[i].from, days[i].to, "day"));
        }
    }
}

/* What is past stays as it is, whenever it is asked for. */
static void
test_past_is_fixed (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, NOW);
  g_autofree char *facility = fixture_facility_id (world, 0);
  const char *from = "2026-07-25T22:00:00Z";
  const char *to = "2026-07-28T22:00:00Z";
  Sums now = sum_report (world, facility, NULL, from, to, "quarter_hour");
  Sums later;

  sandbox_world_set_now (world, fixture_time ("2026-12-24T03:00:00Z"));
  later = sum_report (world, facility, NULL, from, to, "quarter_hour");
  assert_same (now, later);
  sandbox_world_set_now (world, fixture_time ("2026-07-29T01:00:00Z"));
  later = sum_report (world, facility, NULL, from, to, "day");
  assert_same (now, later);
}

static const char *
status_at (SandboxWorld *world,
           const char   *facility,
           const char   *from,
           const char   *to,
           guint         index,
           guint         expected_length)
{
  g_autoptr (JsonNode) node = sandbox_world_get_report (world, facility, NULL, fixture_time (from), fixture_time (to),
                                                        "day", NULL);
  JsonArray *buckets = fixture_array (node, "buckets");

  g_assert_cmpuint (json_array_get_length (buckets), ==, expected_length);
  return g_intern_string (json_object_get_string_member (json_array_get_object_element (buckets, index), "status"));
}

static void
test_status (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, NOW);
  g_autofree char *facility = fixture_facility_id (world, 0);
  const char *from = "2026-07-27T22:00:00Z";
  const char *to = "2026-08-04T22:00:00Z";

  /* Days to come are left out; yesterday is final from six in the morning on. */
  g_assert_cmpstr (status_at (world, facility, from, to, 0, 2), ==, "final");
  g_assert_cmpstr (status_at (world, facility, from, to, 1, 2), ==, "partial");
  sandbox_world_set_now (world, fixture_time ("2026-07-29T03:59:00Z"));
  g_assert_cmpstr (status_at (world, facility, from, to, 0, 2), ==, "estimated");
  sandbox_world_set_now (world, fixture_time ("2026-07-29T04:00:00Z"));
  g_assert_cmpstr (status_at (world, facility, from, to, 0, 2), ==, "final");

  /* Before there were figures. */
  g_assert_cmpstr (status_at (world, facility, "2022-12-30T23:00:00Z", "2023-01-01T23:00:00Z", 0, 2), ==, "missing");
  g_assert_cmpstr (status_at (world, facility, "2022-12-30T23:00:00Z", "2023-01-01T23:00:00Z", 1, 2), ==, "final");
}

static void
test_ranges (void)
{
  static const struct { const char *resolution; const char *to; gboolean is_fine; } ranges[] = {
    { "quarter_hour", "2025-11-01T00:00:00Z", TRUE },  { "quarter_hour", "2025-11-01T02:00:00Z", FALSE },
    { "hour", "2026-10-02T00:00:00Z", TRUE },          { "hour", "2026-10-03T00:00:00Z", FALSE },
    { "day", "2035-10-01T00:00:00Z", TRUE },           { "day", "2035-10-05T00:00:00Z", FALSE },
    { "month", "2085-10-01T00:00:00Z", TRUE },         { "week", "2025-10-02T00:00:00Z", FALSE },
    { "day", "2025-10-01T00:00:00Z", FALSE },
  };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, NOW);
  g_autofree char *facility = fixture_facility_id (world, 2);

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = sandbox_world_get_report (world, facility, NULL, fixture_time ("2025-10-01T00:00:00Z"),
                                                            fixture_time (ranges[i].to), ranges[i].resolution, &error);

      if (ranges[i].is_fine)
        g_assert_no_error (error);
      else
        g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
    }
}

static void
test_histories (void)
{
  static const char *const histories[] = { "zero", "gaps", "first-day", "estimated", "negative-savings" };
  const char *from = "2026-05-31T22:00:00Z";
  const char *to = "2026-06-30T22:00:00Z";

  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autofree char *home = g_strdup_printf ("{\"history\":\"%s\",\"facilities\":[{\"devices\":[\"electric_vehicle\"]}]}",
                                               histories[i]);
      g_autoptr (SandboxWorld) world = fixture_world (home, NOW);
      g_autofree char *facility = fixture_facility_id (world, 0);
      Sums sums = sum_report (world, facility, NULL, from, to, "day");

      if (i == 0)
        g_assert_cmpint (sums.energy_wh, ==, 0);
      else if (i == 1)
        g_assert_cmpuint (sums.known, <, 30);
      else if (i == 2)
        g_assert_cmpuint (sums.known, ==, 0);
      else if (i == 3)
        g_assert_cmpstr (status_at (world, facility, from, to, 3, 30), ==, "estimated");
      else
        g_assert_cmpint (sums.savings, <, 0);
    }
}

/* Nine whole days of another retailer's customer and today: what was before is not known here. */
static void
test_contract_change (void)
{
  g_autoptr (SandboxWorld) world = fixture_world ("{\"history\":\"contract-change\",\"facilities\":[{\"devices\":[\"electric_vehicle\"]}]}",
                                                  NOW);
  g_autofree char *facility = fixture_facility_id (world, 0);
  Sums sums = sum_report (world, facility, NULL, "2026-06-30T22:00:00Z", "2026-07-31T22:00:00Z", "day");

  g_assert_cmpuint (sums.known, ==, 10);
  g_assert_cmpstr (status_at (world, facility, "2026-06-30T22:00:00Z", "2026-07-31T22:00:00Z", 18, 29), ==, "missing");
}

/* Only the last of a device's sessions can go on, at whatever time one asks. */
static void
test_one_goes_on (void)
{
  static const char *const kinds[] = { "electric_vehicle", "charger", "heat_pump", "water_heater", "battery" };
  static const char *const times[] = { "2026-01-15T03:10:00Z", "2026-01-15T07:30:00Z", "2026-01-15T08:30:00Z", "2026-01-15T20:40:00Z" };

  for (guint t = 0; t < G_N_ELEMENTS (times); t++)
    {
      g_autoptr (SandboxWorld) world = fixture_world (NULL, times[t]);

      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          g_autofree char *id = fixture_device_id (world, kinds[i]);
          g_autoptr (JsonNode) node = sandbox_world_get_sessions (world, id, fixture_time ("2026-01-10T00:00:00Z"), fixture_time (times[t]),
                                                                  NULL);
          JsonArray *sessions = fixture_array (node, "sessions");

          for (guint j = 0; j + 1 < json_array_get_length (sessions); j++)
            g_assert_false (json_object_get_null_member (json_array_get_object_element (sessions, j), "end"));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/figures/three-years", test_three_years);
  g_test_add_func ("/sandbox/figures/every-day", test_every_day);
  g_test_add_func ("/sandbox/figures/past-is-fixed", test_past_is_fixed);
  g_test_add_func ("/sandbox/figures/status", test_status);
  g_test_add_func ("/sandbox/figures/ranges", test_ranges);
  g_test_add_func ("/sandbox/figures/histories", test_histories);
  g_test_add_func ("/sandbox/figures/contract-change", test_contract_change);
  g_test_add_func ("/sandbox/figures/one-goes-on", test_one_goes_on);
  return g_test_run ();
}
