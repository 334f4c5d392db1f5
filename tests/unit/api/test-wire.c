/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server answers, good and bad, and what becomes of it. */

#include "api/ebb-wire.h"

#include <math.h>
#include <string.h>

#include "base/ebb-clock.h"
#include "base/ebb-error.h"
#include "swedish-locale.h"

static GBytes *
fixture (const char *name)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize size;

  g_file_get_contents (g_test_get_filename (G_TEST_DIST, "api", "fixtures", name, NULL), &text, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, size);
}

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static EbbDevice *
device_from (const char  *text,
             GError     **error)
{
  g_autoptr (GBytes) body = bytes (text);

  return ebb_wire_read_device (body, error);
}

static void
test_facilities (void)
{
  g_autoptr (GBytes) body = fixture ("facilities.json");
  g_autoptr (GPtrArray) facilities = ebb_wire_read_facilities (body, NULL);
  EbbFacility *flat;

  g_assert_nonnull (facilities);
  g_assert_cmpuint (facilities->len, ==, 3);
  flat = facilities->pdata[1];
  g_assert_cmpstr (ebb_facility_get_id (flat), ==, "5b70894f-44f7-4415-b184-037daa76d9ff");
  g_assert_cmpstr (ebb_facility_get_name (flat), ==, "The flat");
  g_assert_cmpstr (ebb_facility_get_currency (flat), ==, "SEK");
  g_assert_cmpstr (g_time_zone_get_identifier (ebb_facility_get_time_zone (flat)), ==, "Europe/Stockholm");
}

static void
test_bare_facilities (void)
{
  g_autoptr (GBytes) body = bytes ("[{\"facility_id\":\"a\",\"address\":{\"city\":\"Åre\"},"
                                   "\"time_zone\":\"Mars/Olympus\"},"
                                   "{\"facility_id\":\"b\",\"name\":\"\",\"address\":null}]");
  g_autoptr (GPtrArray) facilities = ebb_wire_read_facilities (body, NULL);

  g_assert_nonnull (facilities);
  g_assert_cmpstr (ebb_facility_get_name (facilities->pdata[0]), ==, "Åre");
  g_assert_cmpstr (ebb_facility_get_name (facilities->pdata[1]), ==, "Home");
  g_assert_null (ebb_facility_get_currency (facilities->pdata[0]));
  g_assert_cmpint (g_time_zone_get_offset (ebb_facility_get_time_zone (facilities->pdata[0]), 0), ==, 0);
}

static void
test_devices (void)
{
  g_autoptr (GBytes) body = fixture ("devices.json");
  g_autoptr (GPtrArray) devices = ebb_wire_read_devices (body, NULL);
  static const EbbDeviceKind kinds[] = { EBB_DEVICE_ELECTRIC_VEHICLE, EBB_DEVICE_CHARGER, EBB_DEVICE_HEAT_PUMP,
                                         EBB_DEVICE_WATER_HEATER, EBB_DEVICE_BATTERY, EBB_DEVICE_INVERTER };
  const EbbDeviceValues *car;

  g_assert_nonnull (devices);
  g_assert_cmpuint (devices->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < devices->len; i++)
    {
      const EbbDeviceValues *values = ebb_device_get_values (devices->pdata[i]);

      g_assert_cmpint (values->kind, ==, kinds[i]);
      g_assert_cmpint (values->connection, !=, EBB_CONNECTION_OTHER);
      g_assert_cmpint (values->state, !=, EBB_OPTIMIZATION_OTHER);
      for (guint j = 0; j < values->reasons->len; j++)
        g_assert_cmpint (g_array_index (values->reasons, EbbReason, j).code, !=, EBB_REASON_OTHER);
    }
  car = ebb_device_get_values (devices->pdata[0]);
  g_assert_cmpstr (ebb_device_get_name (devices->pdata[0]), ==, "The family car");
  g_assert_cmpfloat (car->telemetry.state_of_charge, ==, 0.662);
  g_assert_true (isnan (car->telemetry.production_kw));
  g_assert_cmpfloat (g_array_index (car->reasons, EbbReason, 0).price, ==, 0.47434);
}

static void
test_everything (void)
{
  g_autoptr (GBytes) body = fixture ("device-everything.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbDevice) device = ebb_wire_read_device (body, &error);
  const EbbDeviceValues *values;
  const EbbTelemetry *telemetry;
  const EbbReason *reason;
  const EbbAttention *attention;

  g_assert_no_error (error);
  values = ebb_device_get_values (device);
  telemetry = &values->telemetry;
  g_assert_cmpstr (values->device_id, ==, "c0ffee00-0000-4000-8000-000000000001");
  g_assert_cmpstr (values->facility_id, ==, "f0000000-0000-4000-8000-000000000001");
  g_assert_cmpint (values->kind, ==, EBB_DEVICE_ELECTRIC_VEHICLE);
  g_assert_cmpstr (values->kind_text, ==, "electric_vehicle");
  g_assert_cmpstr (ebb_device_get_name (device), ==, "Aurora 77");
  g_assert_true (ebb_device_can (device, "teleport"));
  g_assert_false (ebb_device_can (device, "fly"));
  g_assert_cmpint (values->connection, ==, EBB_CONNECTION_ASLEEP);
  g_assert_cmpint (values->last_seen_at_us, ==, G_GINT64_CONSTANT (1768501789000000));
  g_assert_cmpint (telemetry->observed_at_us, ==, values->last_seen_at_us);
  g_assert_cmpfloat (telemetry->power_kw, ==, -3.5);
  g_assert_cmpint (telemetry->is_plugged_in, ==, EBB_NO);
  g_assert_cmpfloat (telemetry->state_of_charge, ==, 0);
  g_assert_cmpfloat (telemetry->battery_capacity_kwh, ==, 77);
  g_assert_cmpfloat (telemetry->charge_limit, ==, 1);
  g_assert_cmpfloat (telemetry->range_km, ==, 318);
  g_assert_cmpfloat (telemetry->indoor_temperature_c, ==, -40.5);
  g_assert_cmpfloat (telemetry->outdoor_temperature_c, ==, 0);
  g_assert_cmpfloat (telemetry->hot_water_temperature_c, ==, 99);
  g_assert_true (isnan (telemetry->target_temperature_c));
  g_assert_cmpfloat (telemetry->heating_power_kw, ==, 2);
  /* An inverter asleep takes a little instead of giving any. */
  g_assert_cmpfloat (telemetry->production_kw, ==, -0.006);
  g_assert_cmpint (values->is_enabled, ==, EBB_NO);
  g_assert_cmpint (values->state, ==, EBB_OPTIMIZATION_DISABLED);
  g_assert_cmpint (values->next_change_at_us, ==, EBB_TIME_UNKNOWN);
  g_assert_cmpuint (values->reasons->len, ==, 2);
  reason = &g_array_index (values->reasons, EbbReason, 0);
  g_assert_cmpint (reason->code, ==, EBB_REASON_PRICE_ABOVE_LIMIT);
  g_assert_cmpint (reason->is_deciding, ==, EBB_NO);
  g_assert_cmpfloat (reason->price, ==, -0.12);
  g_assert_cmpfloat (reason->limit, ==, 0);
  reason = ebb_device_get_deciding_reason (device);
  g_assert_cmpint (reason->code, ==, EBB_REASON_DISABLED);
  g_assert_cmpint (reason->until_us, ==, EBB_TIME_UNKNOWN);
  g_assert_true (isnan (reason->limit));
  g_assert_cmpuint (values->attention->len, ==, 1);
  attention = &g_array_index (values->attention, EbbAttention, 0);
  g_assert_cmpint (attention->code, ==, EBB_ATTENTION_TERMS_CHANGED);
  g_assert_cmpstr (attention->url, ==, "https://example.com/terms");
}

/* Kinds, states, codes and members that do not exist today. */
static void
test_future (void)
{
  g_autoptr (GBytes) body = fixture ("devices-from-the-future.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices = ebb_wire_read_devices (body, &error);
  const EbbDeviceValues *pool;

  g_assert_no_error (error);
  g_assert_cmpuint (devices->len, ==, 3);
  pool = ebb_device_get_values (devices->pdata[0]);
  g_assert_cmpint (pool->kind, ==, EBB_DEVICE_OTHER);
  g_assert_cmpstr (pool->kind_text, ==, "heated_pool");
  g_assert_cmpint (pool->connection, ==, EBB_CONNECTION_OTHER);
  g_assert_cmpint (pool->state, ==, EBB_OPTIMIZATION_OTHER);
  g_assert_cmpint (g_array_index (pool->reasons, EbbReason, 0).code, ==, EBB_REASON_OTHER);
  g_assert_cmpstr (g_array_index (pool->reasons, EbbReason, 0).code_text, ==, "full_moon");
  g_assert_cmpint (g_array_index (pool->attention, EbbAttention, 0).code, ==, EBB_ATTENTION_OTHER);
  g_assert_cmpstr (g_array_index (pool->attention, EbbAttention, 0).code_text, ==, "algae");

  for (guint i = 1; i < 3; i++)
    {
      EbbDevice *device = devices->pdata[i];
      const EbbDeviceValues *values = ebb_device_get_values (device);
      g_autofree char *maker = ebb_device_dup_maker (device);

      g_assert_cmpint (values->kind, ==, EBB_DEVICE_OTHER);
      g_assert_cmpstr (ebb_device_get_name (device), ==, "Device");
      g_assert_cmpstr (maker, ==, "Device");
      g_assert_cmpint (values->is_enabled, ==, EBB_UNKNOWN);
      g_assert_true (isnan (values->telemetry.power_kw));
      g_assert_cmpint (values->telemetry.is_plugged_in, ==, EBB_UNKNOWN);
      g_assert_null (ebb_device_get_deciding_reason (device));
      /* The service says nothing: asking tells. */
      g_assert_true (ebb_device_can (device, "spo"));
    }
}

static void
test_names (void)
{
  g_autofree char *long_name = g_strnfill (5000, 'x');
  const char *const names[] = { "<b>Car</b> & co", "🚗 L’Élan \"vital\" \\ ", "%s%n", "مضخة الحرارة", long_name, " ",
                                "\u202eab" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) body = ebb_wire_write_name (names[i]);
      g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_autofree char *answer = NULL;
      g_autoptr (EbbDevice) device = NULL;

      /* What is sent, put into an answer, reads as the same name. */
      g_assert_true (g_str_has_prefix (text, "{\"custom_device_name\":"));
      answer = g_strdup_printf ("{\"device_id\":\"a\",%s", text + 1);
      device = device_from (answer, NULL);
      g_assert_nonnull (device);
      g_assert_cmpstr (ebb_device_get_name (device), ==, names[i]);
    }
}

static void
test_no_name (void)
{
  g_autoptr (GBytes) body = ebb_wire_write_name (NULL);
  static const char expected[] = "{\"custom_device_name\":null}";

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected, strlen (expected));
}

static const struct
{
  const char *text;
  const char *message;
} faults[] = {
  { "{}", "device_id: expected a value, got nothing" },
  { "{\"device_id\":null}", "device_id: expected a value, got null" },
  { "{\"device_id\":7}", "device_id: expected a string, got a number" },
  { "{\"device_id\":\"a\",\"telemetry\":{\"power_kw\":\"3\"}}", "telemetry.power_kw: expected a number, got a string" },
  { "{\"device_id\":\"a\",\"telemetry\":{\"power_kw\":1e999}}",
    "telemetry.power_kw: expected a number from -100000 to 100000, got a number" },
  { "{\"device_id\":\"a\",\"telemetry\":{\"state_of_charge\":80}}",
    "telemetry.state_of_charge: expected a number from 0 to 1, got a number" },
  { "{\"device_id\":\"a\",\"telemetry\":{\"is_plugged_in\":1}}",
    "telemetry.is_plugged_in: expected a truth value, got a number" },
  { "{\"device_id\":\"a\",\"optimization\":{\"reasons\":[{\"code\":\"disabled\"},{\"price\":\"free\"}]}}",
    "optimization.reasons[1].price: expected a number, got a string" },
  { "{\"device_id\":\"a\",\"connection\":{\"last_seen_at\":1768501789}}",
    "connection.last_seen_at: expected a time like 2026-03-29T01:15:00Z, got a number" },
  { "{\"device_id\":\"a\",\"capabilities\":[\"spo\",1]}", "capabilities[1]: expected a string, got a number" },
  { "{\"device_id\":\"a\",\"attention\":[[]]}", "attention[0]: expected an object, got an array" },
  { "<!DOCTYPE html><title>Sign in to the network</title>", "not JSON at byte 0: expected a value" },
  { "", "an empty body instead of JSON" },
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", faults[i].text);
      g_assert_null (device_from (faults[i].text, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, faults[i].message);
    }
}

/* The whole list says which of them is bad. */
static void
test_fault_in_list (void)
{
  g_autoptr (GBytes) body = bytes ("{\"devices\":[{\"device_id\":\"a\"},{\"device_id\":\"b\"},{\"device_id\":\"c\"},"
                                   "{\"device_id\":\"d\",\"telemetry\":{\"power_kw\":[]}}]}");
  g_autoptr (GError) error = NULL;

  g_assert_null (ebb_wire_read_devices (body, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
  g_assert_cmpstr (error->message, ==, "devices[3].telemetry.power_kw: expected a number, got an array");
}

/* No reader accepts what is not its own document. */
static void
test_wrong_documents (void)
{
  static const char *const texts[] = { "", "null", "1", "\"a\"", "true", "[1]", "[[]]", "{\"facilities\":{}}",
                                       "<html></html>", "{\"devices\":", "{\"devices\":[1]}", "{\"buckets\":[{}]}",
                                       "{\"session_id\":\"s\"}", "{\"is_enabled\":\"yes\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = bytes (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_null (ebb_wire_read_facilities (body, NULL));
      g_assert_null (ebb_wire_read_devices (body, NULL));
      g_assert_null (ebb_wire_read_device (body, NULL));
      g_assert_null (ebb_wire_read_report (body, NULL));
      g_assert_null (ebb_wire_read_onboarding (body, NULL));
    }
}

static void
test_report (void)
{
  g_autoptr (GBytes) body = fixture ("report.json");
  g_autoptr (EbbReport) report = ebb_wire_read_report (body, NULL);

  g_assert_nonnull (report);
  g_assert_cmpuint (ebb_report_get_n_buckets (report), ==, 24);
  g_assert_cmpfloat (ebb_report_get_bucket (report, 0)->savings, ==, 0.17);
}

/* A gap is not zero, and what is free or costs less than nothing is not a gap. */
static void
test_gaps (void)
{
  g_autoptr (GBytes) body = fixture ("report-with-gaps.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbReport) report = ebb_wire_read_report (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ebb_report_get_n_buckets (report), ==, 4);
  g_assert_cmpfloat (ebb_report_get_bucket (report, 0)->cost, ==, 0);
  g_assert_true (isnan (ebb_report_get_bucket (report, 1)->cost));
  g_assert_true (isnan (ebb_report_get_bucket (report, 1)->energy_kwh));
  g_assert_cmpint (ebb_report_get_bucket (report, 1)->status, ==, EBB_FIGURES_MISSING);
  g_assert_cmpfloat (ebb_report_get_bucket (report, 2)->cost, ==, -0.75);
  g_assert_cmpfloat (ebb_report_get_bucket (report, 2)->savings, ==, -0.25);
  g_assert_true (isnan (ebb_report_get_bucket (report, 2)->co2_g));
  g_assert_cmpint (ebb_report_get_bucket (report, 3)->status, ==, EBB_FIGURES_OTHER);
}

static void
test_onboarding (void)
{
  g_autoptr (GBytes) body = fixture ("onboarding-completed.json");
  g_autoptr (EbbOnboardingSession) session = ebb_wire_read_onboarding (body, NULL);
  const EbbOnboardingValues *values;
  static const EbbTruth is_new[] = { EBB_YES, EBB_NO, EBB_UNKNOWN };

  g_assert_nonnull (session);
  values = ebb_onboarding_session_get_values (session);
  g_assert_cmpstr (values->session_id, ==, "s");
  g_assert_cmpstr (values->url, ==, "https://connect.example.com/s?x=1&y=2");
  g_assert_cmpint (values->status, ==, EBB_ONBOARDING_COMPLETED);
  g_assert_cmpuint (values->devices->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (g_array_index (values->devices, EbbOnboardedDevice, i).is_new, ==, is_new[i]);
}

static void
test_onboarding_ends (void)
{
  static const struct
  {
    const char *members;
    EbbOnboardingStatus status;
    EbbOnboardingFailure failure;
  } ends[] = {
    { "\"status\":\"pending\"", EBB_ONBOARDING_PENDING, EBB_ONBOARDING_OTHER_FAILURE },
    { "\"status\":\"failed\",\"error\":{\"code\":\"no_devices\"}", EBB_ONBOARDING_FAILED, EBB_ONBOARDING_NO_DEVICES },
    { "\"status\":\"failed\",\"error\":{\"code\":\"gremlins\"}", EBB_ONBOARDING_FAILED, EBB_ONBOARDING_OTHER_FAILURE },
    { "\"status\":\"failed\",\"error\":{}", EBB_ONBOARDING_FAILED, EBB_ONBOARDING_OTHER_FAILURE },
    { "\"status\":\"on_hold\"", EBB_ONBOARDING_OTHER, EBB_ONBOARDING_OTHER_FAILURE },
    { "\"status\":null", EBB_ONBOARDING_OTHER, EBB_ONBOARDING_OTHER_FAILURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"session_id\":\"s\",\"url\":\"https://a\",%s}", ends[i].members);
      g_autoptr (GBytes) body = bytes (text);
      g_autoptr (EbbOnboardingSession) session = ebb_wire_read_onboarding (body, NULL);

      g_assert_nonnull (session);
      g_assert_cmpint (ebb_onboarding_session_get_values (session)->status, ==, ends[i].status);
      g_assert_cmpint (ebb_onboarding_session_get_values (session)->failure, ==, ends[i].failure);
    }
}

static void
test_start_onboarding (void)
{
  EbbOnboardingRequest request = { "f", NULL, NULL, NULL, "sv-SE", TRUE, "http://127.0.0.1:5/?a=\"b\"" };
  g_autoptr (GBytes) bare = ebb_wire_write_onboarding (&request);
  g_autoptr (GBytes) full = NULL;
  static const char bare_text[] = "{\"facility_id\":\"f\",\"language\":\"sv-SE\",\"color_scheme\":\"dark\","
                                  "\"redirect_url\":\"http://127.0.0.1:5/?a=\\\"b\\\"\"}";
  static const char full_text[] = "{\"facility_id\":\"f\",\"device_type\":\"charger\",\"manufacturer\":\"Zäp\",\"device_id\":\"d-1\","
                                  "\"language\":\"sv-SE\",\"color_scheme\":\"light\",\"redirect_url\":\"http://a\"}";

  g_assert_cmpmem (g_bytes_get_data (bare, NULL), g_bytes_get_size (bare), bare_text, strlen (bare_text));
  request = (EbbOnboardingRequest) { "f", "charger", "Zäp", "d-1", "sv-SE", FALSE, "http://a" };
  full = ebb_wire_write_onboarding (&request);
  g_assert_cmpmem (g_bytes_get_data (full, NULL), g_bytes_get_size (full), full_text, strlen (full_text));
}

/* A decimal point is one wherever the customer lives. */
static void
test_swedish (void)
{
  if (!swedish_locale_enter ())
    return;

  test_devices ();
  test_everything ();
  test_report ();
  swedish_locale_leave ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/facilities", test_facilities);
  g_test_add_func ("/wire/bare-facilities", test_bare_facilities);
  g_test_add_func ("/wire/devices", test_devices);
  g_test_add_func ("/wire/everything", test_everything);
  g_test_add_func ("/wire/future", test_future);
  g_test_add_func ("/wire/names", test_names);
  g_test_add_func ("/wire/no-name", test_no_name);
  g_test_add_func ("/wire/faults", test_faults);
  g_test_add_func ("/wire/fault-in-list", test_fault_in_list);
  g_test_add_func ("/wire/wrong-documents", test_wrong_documents);
  g_test_add_func ("/wire/report", test_report);
  g_test_add_func ("/wire/gaps", test_gaps);
  g_test_add_func ("/wire/onboarding", test_onboarding);
  g_test_add_func ("/wire/onboarding-ends", test_onboarding_ends);
  g_test_add_func ("/wire/start-onboarding", test_start_onboarding);
  g_test_add_func ("/wire/swedish", test_swedish);

  return g_test_run ();
}
