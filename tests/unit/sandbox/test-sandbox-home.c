/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Home documents: states that can be called up by name, and one clear error for a broken one. */

#include "sandbox-fixture.h"

#include <string.h>

#define EVENING "2026-01-14T17:10:00Z"

static void
test_broken (void)
{
  static const struct { const char *home; const char *member; } bad[] = {
    { "{}", "facilities" },
    { "{\"facilities\":{}}", "facilities" },
    { "{\"facilities\":[],\"seeds\":1}", "seeds" },
    { "{\"facilities\":[7]}", "facilities[0]" },
    { "{\"facilities\":[\"castle\"]}", "template" },
    { "{\"prices\":\"cheap\",\"facilities\":[]}", "prices" },
    { "{\"history\":3,\"facilities\":[]}", "history" },
    { "{\"facilities\":[\"house\",{\"time_zone\":\"Europe/Atlantis\"}]}", "facilities[1].time_zone" },
    { "{\"facilities\":[{\"vat_rate\":\"25\"}]}", "vat_rate" },
    { "{\"facilities\":[{\"count\":-1}]}", "count" },
    { "{\"facilities\":[{\"devices\":{}}]}", "devices" },
    { "{\"facilities\":[{\"devices\":[{}]}]}", "devices[0].device_type" },
    { "{\"facilities\":[{\"devices\":[\"battery\",{\"device_type\":\"charger\",\"state\":\"odd\"}]}]}", "devices[1].state" },
    { "{\"facilities\":[{\"devices\":[{\"device_type\":\"charger\",\"colour\":\"red\"}]}]}", "colour" },
    { "{\"facilities\":[{\"devices\":[{\"device_type\":\"charger\",\"settings\":{\"energy_need_kwh\":-1}}]}]}",
      "settings.energy_need_kwh" },
    { "{\"facilities\":[{\"devices\":[{\"device_type\":\"inverter\",\"settings\":{}}]}]}", "settings" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) node = fixture_json (bad[i].home);
      g_autoptr (GError) error = NULL;

      g_assert_null (sandbox_world_new (json_node_get_object (node), 1, fixture_time (EVENING), &error));
      g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].member));
    }
}

static void
test_states (void)
{
  static const struct { const char *type; const char *state; const char *found; const char *reason; const char *attention; }
  states[] = {
    { "electric_vehicle", "waiting", "waiting", "waiting_for_lower_price", NULL },
    { "electric_vehicle", "running", "running", "cheapest_hours", NULL },
    { "electric_vehicle", "finished", "finished", "target_reached", NULL },
    { "electric_vehicle", "full", "finished", "target_reached", NULL },
    { "electric_vehicle", "unplugged", "idle", "not_plugged_in", NULL },
    { "electric_vehicle", "away", "idle", "away_from_home", NULL },
    { "electric_vehicle", "unreachable-2h", "unavailable", "device_unreachable", "unreachable" },
    { "electric_vehicle", "never-reported", "unavailable", "device_unreachable", NULL },
    { "electric_vehicle", "needs-login", "unavailable", "device_unreachable", "reauthorization_required" },
    { "electric_vehicle", "needs-terms", NULL, NULL, "terms_changed" },
    { "electric_vehicle", "no-permission", NULL, NULL, "location_permission_missing" },
    { "electric_vehicle", "subscription-missing", NULL, NULL, "subscription_missing" },
    { "electric_vehicle", "unsupported", "idle", NULL, NULL },
    { "electric_vehicle", "paused", "paused", "paused_by_customer", NULL },
    { "electric_vehicle", "run-now", "manual", "manual_start", NULL },
    { "electric_vehicle", "deadline-unreachable", "running", NULL, "deadline_unreachable" },
    { "electric_vehicle", "plan-unknown", "waiting", "price_unknown", NULL },
    { "electric_vehicle", "limit-conflict", "waiting", "price_above_limit", "deadline_unreachable" },
    { "electric_vehicle", "double-control", NULL, NULL, "double_control" },
    { "electric_vehicle", "disabled", "disabled", "disabled", NULL },
    { "charger", "waiting", "waiting", "waiting_for_lower_price", NULL },
    { "charger", "running", "running", "cheapest_hours", NULL },
    { "charger", "finished", "finished", "target_reached", NULL },
    { "charger", "run-now", "manual", "manual_start", NULL },
    { "heat_pump", "paused", "paused", "paused_by_customer", NULL },
    { "heat_pump", "run-now", "manual", "manual_start", NULL },
    { "heat_pump", "running", "running", NULL, NULL },
    { "thermostat", "running", "running", NULL, NULL },
    { "water_heater", "waiting", "waiting", "waiting_for_lower_price", NULL },
    { "water_heater", "running", "running", NULL, NULL },
    { "charger", "deadline-unreachable", "running", "deadline_near", "deadline_unreachable" },
    { "heat_pump", "waiting", "waiting", "waiting_for_lower_price", NULL },
    { "heat_pump", "limit-conflict", NULL, NULL, NULL },
    { "thermostat", "waiting", "waiting", "waiting_for_lower_price", NULL },
    { "water_heater", "finished", "finished", "target_reached", NULL },
    { "water_heater", "deadline-unreachable", "running", NULL, "deadline_unreachable" },
    { "battery", "waiting", "waiting", "waiting_for_lower_price", NULL },
    { "battery", "running", "running", "cheapest_hours", NULL },
    { "battery", "full", "finished", "target_reached", NULL },
    { "battery", "unreachable-2h", "unavailable", "device_unreachable", "unreachable" },
    { "inverter", "unreachable-2h", "unavailable", "device_unreachable", "unreachable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *home = g_strdup_printf ("{\"facilities\":[{\"devices\":[{\"device_type\":\"%s\",\"state\":\"%s\"}]}]}",
                                               states[i].type, states[i].state);
      g_autoptr (SandboxWorld) world = fixture_world (home, EVENING);
      g_autofree char *id = fixture_device_id (world, states[i].type);
      g_autoptr (JsonNode) node = sandbox_world_get_device (world, id, NULL);
      JsonObject *device = fixture_object (node);
      JsonObject *optimization = json_object_get_object_member (device, "optimization");
      JsonArray *reasons = json_object_get_array_member (optimization, "reasons");
      JsonArray *attention = json_object_get_array_member (device, "attention");

      g_test_message ("%s %s", states[i].type, states[i].state);
      if (states[i].found != NULL)
        g_assert_cmpstr (json_object_get_string_member (optimization, "state"), ==, states[i].found);
      /* What it measures fits what it does. */
      if (g_strcmp0 (states[i].found, "running") == 0 || g_strcmp0 (states[i].found, "manual") == 0)
        g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (device, "telemetry"), "power_kw"),
                           >, 0.2);
      else if (g_strcmp0 (states[i].found, "waiting") == 0 || g_strcmp0 (states[i].found, "paused") == 0)
        g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (device, "telemetry"), "power_kw"),
                           ==, 0);

      if (states[i].reason != NULL)
        g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (reasons, 0), "code"), ==,
                         states[i].reason);
      if (states[i].attention != NULL)
        g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (attention, 0), "code"), ==,
                         states[i].attention);
      else
        g_assert_cmpuint (json_array_get_length (attention), ==, 0);
    }
}

static void
test_silent (void)
{
  g_autoptr (SandboxWorld) world = fixture_world ("{\"facilities\":[{\"devices\":["
                                                  "{\"device_type\":\"electric_vehicle\",\"state\":\"unreachable-2h\"},"
                                                  "{\"device_type\":\"heat_pump\",\"state\":\"never-reported\"}]}]}", EVENING);
  g_autofree char *car = fixture_device_id (world, "electric_vehicle");
  g_autofree char *pump = fixture_device_id (world, "heat_pump");
  g_autoptr (JsonNode) one = sandbox_world_get_device (world, car, NULL);
  g_autoptr (JsonNode) two = sandbox_world_get_device (world, pump, NULL);
  g_autoptr (JsonNode) plan = sandbox_world_get_plan (world, car, 0, 0, NULL);
  JsonObject *connection = json_object_get_object_member (fixture_object (one), "connection");

  g_assert_cmpstr (json_object_get_string_member (connection, "state"), ==, "offline");
  g_assert_cmpstr (json_object_get_string_member (connection, "last_seen_at"), ==, "2026-01-14T15:10:00Z");
  g_assert_cmpstr (json_object_get_string_member (fixture_object (plan), "state"), ==, "unknown");
  connection = json_object_get_object_member (fixture_object (two), "connection");
  g_assert_true (json_object_get_null_member (connection, "last_seen_at"));
}

static void
test_overrides_and_strangers (void)
{
  g_autoptr (SandboxWorld) world
      = fixture_world ("{\"facilities\":[{\"name\":\"Hytta\",\"price_area\":\"NO1\",\"time_zone\":\"Europe/Oslo\","
                       "\"currency\":\"NOK\",\"overrides\":{\"grid\":7,\"address\":{\"city\":\"Oslo\"}},\"devices\":["
                       "{\"device_type\":\"pool_pump\",\"name\":\"\\u2764 <b>&\",\"manufacturer\":\"Nobody\",\"count\":2,"
                       "\"overrides\":{\"telemetry\":{\"flow_lpm\":3},\"colour\":\"blue\"}}]}]}", EVENING);
  g_autofree char *id = fixture_device_id (world, "pool_pump");
  g_autoptr (JsonNode) node = sandbox_world_get_device (world, id, NULL);
  g_autoptr (JsonNode) list = sandbox_world_list_facilities (world);
  JsonObject *device = fixture_object (node);
  JsonObject *facility = json_array_get_object_element (fixture_array (list, "facilities"), 0);

  g_assert_cmpstr (json_object_get_string_member (device, "custom_device_name"), ==, "\u2764 <b>& 1");
  g_assert_cmpstr (json_object_get_string_member (device, "manufacturer"), ==, "Nobody");
  g_assert_cmpstr (json_object_get_string_member (device, "colour"), ==, "blue");
  g_assert_true (json_object_has_member (json_object_get_object_member (device, "telemetry"), "power_kw"));
  g_assert_true (json_object_has_member (json_object_get_object_member (device, "telemetry"), "flow_lpm"));
  g_assert_cmpstr (json_object_get_string_member (facility, "currency"), ==, "NOK");
  g_assert_cmpint (json_object_get_int_member (facility, "grid"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (facility, "address"), "city"), ==, "Oslo");
}

static void
test_sizes (void)
{
  g_autoptr (SandboxWorld) none = fixture_world ("{\"facilities\":[]}", EVENING);
  g_autoptr (SandboxWorld) empty = fixture_world ("{\"facilities\":[{\"devices\":[]}]}", EVENING);
  g_autoptr (SandboxWorld) twelve = fixture_world ("{\"facilities\":[{\"template\":\"flat\",\"count\":12}]}", EVENING);
  g_autoptr (JsonNode) no_list = sandbox_world_list_facilities (none);
  g_autoptr (JsonNode) long_list = sandbox_world_list_facilities (twelve);
  g_autofree char *facility = fixture_facility_id (empty, 0);
  g_autoptr (JsonArray) devices = fixture_list_devices (empty, facility);
  g_autoptr (JsonNode) report = sandbox_world_get_report (empty, facility, NULL, fixture_time ("2026-01-12T23:00:00Z"),
                                                          fixture_time ("2026-01-13T23:00:00Z"), "day", NULL);

  g_assert_cmpuint (json_array_get_length (fixture_array (no_list, "facilities")), ==, 0);
  g_assert_cmpuint (json_array_get_length (fixture_array (long_list, "facilities")), ==, 12);
  g_assert_cmpuint (json_array_get_length (devices), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (fixture_array (report, "buckets"), 0),
                                                  "status"), ==, "missing");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/home/broken", test_broken);
  g_test_add_func ("/sandbox/home/states", test_states);
  g_test_add_func ("/sandbox/home/silent", test_silent);
  g_test_add_func ("/sandbox/home/overrides-and-strangers", test_overrides_and_strangers);
  g_test_add_func ("/sandbox/home/sizes", test_sizes);
  return g_test_run ();
}
