/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The world as a whole: the same on every run, complete, and changed only from now on. */

#include "sandbox-fixture.h"

#include <string.h>

#define EVENING "2026-01-14T17:10:00Z"

static char *
ask_everything (SandboxWorld *world)
{
  g_autoptr (JsonNode) node = sandbox_world_dump (world);
  JsonArray *devices = fixture_array (node, "devices");
  GString *all = g_string_new (NULL);
  gint64 from = fixture_time ("2026-01-01T00:00:00Z");
  gint64 to = fixture_time ("2026-01-14T23:00:00Z");
  g_autofree char *facility = fixture_facility_id (world, 0);
  g_autofree char *prices = fixture_text (sandbox_world_get_prices (world, facility, from, to, NULL));
  g_autofree char *dump = json_to_string (node, FALSE);

  g_string_append (all, dump);
  g_string_append (all, prices);
  for (guint i = 0; i < json_array_get_length (devices); i++)
    {
      const char *id = json_object_get_string_member (json_array_get_object_element (devices, i), "device_id");
      g_autoptr (JsonNode) plan = sandbox_world_get_plan (world, id, 0, 0, NULL);
      g_autoptr (JsonNode) report = sandbox_world_get_report (world, NULL, id, from, to, "quarter_hour", NULL);
      g_autoptr (JsonNode) sessions = sandbox_world_get_sessions (world, id, from, to, NULL);
      g_autofree char *plan_text = plan != NULL ? json_to_string (plan, FALSE) : NULL;
      g_autofree char *report_text = report != NULL ? json_to_string (report, FALSE) : NULL;
      g_autofree char *sessions_text = sessions != NULL ? json_to_string (sessions, FALSE) : NULL;

      g_string_append (all, plan_text != NULL ? plan_text : "-");
      g_string_append (all, report_text != NULL ? report_text : "-");
      g_string_append (all, sessions_text != NULL ? sessions_text : "-");
    }

  return g_string_free (all, FALSE);
}

static void
test_same_seed_same_answers (void)
{
  g_autoptr (SandboxWorld) one = fixture_world (NULL, EVENING);
  g_autoptr (SandboxWorld) two = fixture_world (NULL, EVENING);
  g_autoptr (SandboxWorld) other = sandbox_world_new (NULL, FIXTURE_SEED + 1, fixture_time (EVENING), NULL);
  g_autofree char *first = ask_everything (one);
  g_autofree char *again = ask_everything (one);
  g_autofree char *second = ask_everything (two);
  g_autofree char *third = ask_everything (other);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
}

/* However the clock got there, the answers are those of that time. */
static void
test_clock_forward_and_back (void)
{
  g_autoptr (SandboxWorld) straight = fixture_world (NULL, EVENING);
  g_autoptr (SandboxWorld) jumped = fixture_world (NULL, EVENING);
  g_autofree char *expected = ask_everything (straight);
  g_autofree char *later = NULL;
  g_autofree char *found = NULL;

  sandbox_world_set_now (jumped, fixture_time ("2027-06-30T09:00:00Z"));
  later = ask_everything (jumped);
  sandbox_world_set_now (jumped, fixture_time ("2025-12-24T10:20:00Z"));
  g_free (ask_everything (jumped));
  sandbox_world_set_now (jumped, fixture_time (EVENING));
  found = ask_everything (jumped);

  g_assert_cmpstr (expected, ==, found);
  g_assert_cmpstr (expected, !=, later);
}

/* A fixed answer, so that another machine, compiler or library that computes differently is found out. */
static void
test_same_on_every_machine (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autofree char *facility = fixture_facility_id (world, 0);
  g_autoptr (JsonNode) node = sandbox_world_get_report (world, facility, NULL, fixture_time ("2024-12-31T23:00:00Z"),
                                                        fixture_time ("2025-12-31T23:00:00Z"), "month", NULL);
  JsonArray *buckets = fixture_array (node, "buckets");
  gint64 savings = 0, cost = 0;

  g_assert_cmpuint (json_array_get_length (buckets), ==, 12);
  for (guint i = 0; i < 12; i++)
    {
      savings += fixture_cents (json_array_get_object_element (buckets, i), "savings");
      cost += fixture_cents (json_array_get_object_element (buckets, i), "cost");
    }

  g_assert_cmpstr (facility, ==, "41886115-38f3-4b5a-ac58-6c8d6e46b10b");
  g_assert_cmpint (savings, ==, 441909);
  g_assert_cmpint (cost, ==, 258653);
}

static void
test_default_home (void)
{
  static const char *const kinds[] = { "electric_vehicle", "charger", "heat_pump", "thermostat", "water_heater",
                                       "battery", "inverter" };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autoptr (JsonNode) node = sandbox_world_list_facilities (world);
  JsonArray *facilities = fixture_array (node, "facilities");
  g_autoptr (GHashTable) areas = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (json_array_get_length (facilities), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonObject *facility = json_array_get_object_element (facilities, i);

      g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (facility, "facility_id")));
      g_hash_table_add (areas, (gpointer) json_object_get_string_member (facility, "price_area"));
    }

  g_assert_cmpuint (g_hash_table_size (areas), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = fixture_device_id (world, kinds[i]);

      g_assert_true (g_uuid_string_is_valid (id));
    }
}

/* At no time has what is awake said nothing for longer than a minute. */
static void
test_a_report_a_minute (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  gint64 begin = fixture_time (EVENING);
  guint n_awake = 0;

  for (gint64 now = begin; now < begin + 20 * G_TIME_SPAN_MINUTE; now += 7 * G_TIME_SPAN_SECOND)
    {
      g_autoptr (JsonNode) node = NULL;
      JsonArray *devices;

      sandbox_world_set_now (world, now);
      node = sandbox_world_dump (world);
      devices = fixture_array (node, "devices");
      for (guint i = 0; i < json_array_get_length (devices); i++)
        {
          JsonObject *device = json_array_get_object_element (devices, i);
          JsonObject *connection = json_object_get_object_member (device, "connection");
          gint64 age;

          if (g_strcmp0 (json_object_get_string_member (connection, "state"), "online") != 0)
            continue;

          n_awake++;
          age = now - fixture_time (json_object_get_string_member (connection, "last_seen_at"));
          g_assert_cmpint (age, >=, 0);
          g_assert_cmpint (age, <, G_TIME_SPAN_MINUTE);
        }
    }
  g_assert_cmpuint (n_awake, >, 500);
}

static void
test_rename (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autofree char *id = fixture_device_id (world, "heat_pump");
  g_autoptr (JsonNode) request = fixture_json ("{\"custom_device_name\":\"  Värme \\n\\t pump <b>&\\u2764 \"}");
  g_autoptr (JsonNode) empty = fixture_json ("{\"custom_device_name\":\"  \"}");
  g_autoptr (JsonNode) none = fixture_json ("{\"custom_device_name\":null}");
  g_autoptr (JsonNode) nothing = fixture_json ("{}");
  g_autofree char *hundred = g_strnfill (100, 'x');
  g_autofree char *hundred_text = g_strdup_printf ("{\"custom_device_name\":\"%s\"}", hundred);
  g_autofree char *more_text = g_strdup_printf ("{\"custom_device_name\":\"%sx\"}", hundred);
  g_autoptr (JsonNode) most = fixture_json (hundred_text);
  g_autoptr (JsonNode) more = fixture_json (more_text);
  g_autoptr (JsonNode) renamed = sandbox_world_rename_device (world, id, request, NULL);
  g_autoptr (JsonNode) long_name = NULL;
  g_autoptr (JsonNode) restored = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (json_object_get_string_member (fixture_object (renamed), "custom_device_name"), ==,
                   "Värme pump <b>&\u2764");
  g_assert_null (sandbox_world_rename_device (world, id, empty, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (sandbox_world_rename_device (world, id, more, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (sandbox_world_rename_device (world, id, nothing, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);

  long_name = sandbox_world_rename_device (world, id, most, NULL);
  g_assert_cmpstr (json_object_get_string_member (fixture_object (long_name), "custom_device_name"), ==, hundred);
  restored = sandbox_world_rename_device (world, id, none, NULL);
  g_assert_true (json_object_get_null_member (fixture_object (restored), "custom_device_name"));
}

static guint
count_devices (SandboxWorld *world,
               const char   *facility)
{
  g_autoptr (JsonArray) devices = fixture_list_devices (world, facility);

  return json_array_get_length (devices);
}

static void
test_add_and_remove (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autofree char *facility = fixture_facility_id (world, 1);
  guint before = count_devices (world, facility);
  g_autoptr (JsonNode) added = sandbox_world_add_device (world, facility, "charger", "Voltbo", NULL);
  g_autoptr (JsonNode) second = sandbox_world_add_device (world, facility, "pool_pump", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) device = NULL;
  g_autoptr (JsonNode) report = NULL;
  JsonArray *buckets;
  g_autofree char *id = g_strdup (json_object_get_string_member (fixture_object (added), "device_id"));

  g_assert_true (json_object_get_boolean_member (fixture_object (added), "is_new"));
  g_assert_cmpstr (json_object_get_string_member (fixture_object (added), "manufacturer"), ==, "Voltbo");
  g_assert_cmpstr (json_object_get_string_member (fixture_object (second), "device_type"), ==, "pool_pump");
  g_assert_cmpuint (count_devices (world, facility), ==, before + 2);
  device = sandbox_world_get_device (world, id, NULL);
  g_assert_cmpstr (json_object_get_string_member (fixture_object (device), "device_type"), ==, "charger");

  /* It has no past. */
  report = sandbox_world_get_report (world, NULL, id, fixture_time ("2026-01-12T23:00:00Z"),
                                     fixture_time ("2026-01-14T23:00:00Z"), "day", NULL);
  buckets = fixture_array (report, "buckets");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (buckets, 0), "status"), ==, "missing");
  g_assert_true (json_object_get_null_member (json_array_get_object_element (buckets, 0), "cost"));

  g_assert_true (sandbox_world_remove_device (world, id, NULL));
  g_assert_cmpuint (count_devices (world, facility), ==, before + 1);
  g_assert_false (sandbox_world_remove_device (world, id, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_FOUND);
}

static void
test_thousand_devices (void)
{
  g_autoptr (SandboxWorld) world = fixture_world ("{\"facilities\":[{\"devices\":["
                                                  "{\"device_type\":\"electric_vehicle\",\"count\":400},"
                                                  "{\"device_type\":\"heat_pump\",\"count\":400},"
                                                  "{\"device_type\":\"toaster\",\"count\":200}]}]}", EVENING);
  g_autofree char *facility = fixture_facility_id (world, 0);
  g_autoptr (JsonArray) devices = fixture_list_devices (world, facility);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (json_array_get_length (devices), ==, 1000);
  for (guint i = 0; i < 1000; i++)
    g_hash_table_add (ids, (gpointer) json_object_get_string_member (json_array_get_object_element (devices, i),
                                                                     "device_id"));
  g_assert_cmpuint (g_hash_table_size (ids), ==, 1000);
}

static void
test_what_is_not_there (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autofree char *inverter = fixture_device_id (world, "inverter");
  g_autofree char *car = fixture_device_id (world, "electric_vehicle");
  g_autoptr (GError) error = NULL;

  g_assert_false (sandbox_world_show_devices (world, "nowhere", NULL, NULL, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sandbox_world_get_settings (world, "nothing", &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sandbox_world_get_settings (world, inverter, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_null (sandbox_world_get_exception (world, car, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NO_CONTENT);
}

static void
test_manufacturers (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autoptr (JsonNode) all = sandbox_world_list_manufacturers (world, NULL);
  g_autoptr (JsonNode) batteries = sandbox_world_list_manufacturers (world, "battery");
  guint n_all = json_array_get_length (fixture_array (all, "manufacturers"));
  guint n_batteries = json_array_get_length (fixture_array (batteries, "manufacturers"));

  g_assert_cmpuint (n_batteries, >, 0);
  g_assert_cmpuint (n_batteries, <, n_all);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/world/same-seed-same-answers", test_same_seed_same_answers);
  g_test_add_func ("/sandbox/world/clock-forward-and-back", test_clock_forward_and_back);
  g_test_add_func ("/sandbox/world/same-on-every-machine", test_same_on_every_machine);
  g_test_add_func ("/sandbox/world/default-home", test_default_home);
  g_test_add_func ("/sandbox/world/a-report-a-minute", test_a_report_a_minute);
  g_test_add_func ("/sandbox/world/rename", test_rename);
  g_test_add_func ("/sandbox/world/add-and-remove", test_add_and_remove);
  g_test_add_func ("/sandbox/world/thousand-devices", test_thousand_devices);
  g_test_add_func ("/sandbox/world/what-is-not-there", test_what_is_not_there);
  g_test_add_func ("/sandbox/world/manufacturers", test_manufacturers);
  return g_test_run ();
}
