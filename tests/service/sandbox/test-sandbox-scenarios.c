/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every scenario that is built in plays: its home can be made, its device is there, its pages are answered. And a file
 * that is not right says what is not. */

#include "sandbox-client.h"

#include "sandbox/sandbox-nearest.h"
#include "sandbox/sandbox-scenario.h"

#include <glib/gstdio.h>
#include <string.h>

static const SandboxOptions options = { .seed = 1, .now_us = G_GINT64_CONSTANT (1768501800000000), .speed = 0 };

static const char *const listed[] = {
  "home", "first-run", "signed-out", "session-expired-mid-edit", "token-malformed", "token-wrong-algorithm",
  "token-wrong-environment", "token-retailer-api-key", "token-wrong-retailer", "token-expired",
  "facilities-0", "facilities-1", "facilities-2", "facilities-12", "devices-0", "devices-1", "devices-40", "devices-1000",
  "electric-vehicle-waiting", "heat-pump-running", "water-heater-finished", "charger-unplugged", "electric-vehicle-away",
  "battery-full", "thermostat-unreachable-2h", "inverter-never-reported", "history-full", "history-gaps",
  "history-estimated", "history-zero", "history-negative-savings", "history-first-day", "history-leap-day",
  "history-five-years", "slow-8s", "401", "403", "404-one-feature", "405", "409-conflict", "412-conflict",
  "429-retry-after", "500", "503-maintenance", "timeout", "tls-error", "captive-portal", "malformed-json", "truncated",
  "wrong-content-type", "huge-body", "deep-nesting", "unknown-enum", "extra-fields", "empty-list", "bare-array",
  "clock-skew", "redirect-to-other-host", "offline", "flapping", "onboarding-success-one", "onboarding-success-three",
  "onboarding-nothing-new", "onboarding-cancelled", "onboarding-expired", "onboarding-already-linked",
  "onboarding-incompatible", "onboarding-subscription-missing", "onboarding-no-devices", "onboarding-maker-down",
  "onboarding-never-returns", "onboarding-returns-twice", "onboarding-returns-wrong-state", "onboarding-network-lost",
  "onboarding-restarted-while-waiting", "very-long-names", "emoji-names", "markup-names", "pseudo-locale",
  "right-to-left", "text-200-percent", "360-px", "4k-portrait", "keyring-locked", "keyring-absent", "history-contract-change",
};

static void
test_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = sandbox_scenario_list (&error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  for (guint i = 0; i < scenarios->len; i++)
    g_assert_true (g_hash_table_add (names, ((SandboxScenario *) scenarios->pdata[i])->name));
  for (guint i = 0; i < G_N_ELEMENTS (listed); i++)
    if (!g_hash_table_contains (names, listed[i]))
      g_error ("There is no scenario %s", listed[i]);
}

#define THREE_YEARS "resolution=month&from=2025-01-01T00:00:00Z&to=2028-01-01T00:00:00Z"
#define ONE_WEEK    "resolution=day&from=2026-01-10T00:00:00Z&to=2026-01-17T00:00:00Z"

/* Three years take a while to compute: only where the scenario is about them. */
static void
serve_facility (Client     *client,
                JsonObject *facility,
                const char *page,
                const char *name)
{
  const char *facility_id = json_object_get_string_member (facility, "facility_id");
  g_autofree char *devices_path = g_strdup_printf ("facilities/%s/devices", facility_id);
  g_autofree char *report_path = g_strdup_printf ("facilities/%s/report?%s", facility_id,
                                                  strcmp (page, "savings") == 0 ? THREE_YEARS : ONE_WEEK);
  g_autoptr (Reply) devices = client_get (client, devices_path);
  g_autoptr (Reply) report = client_get (client, report_path);

  if (devices->status != 200 || report->status != 200)
    g_error ("%s: devices %u, report %u %s", name, devices->status, report->status, report->body);
  g_assert_true (json_object_has_member (reply_get_object (devices), "devices"));
  g_assert_true (json_object_has_member (reply_get_object (report), "buckets"));
}

static void
serve_device (Client     *client,
              const char *device_id,
              const char *name)
{
  g_autofree char *device_path = g_strdup_printf ("devices/%s", device_id);
  g_autofree char *settings_path = g_strdup_printf ("devices/%s/spo", device_id);
  g_autoptr (Reply) device = client_get (client, device_path);
  g_autoptr (Reply) settings = client_get (client, settings_path);

  if (device->status != 200 || (settings->status != 200 && settings->status != 404))
    g_error ("%s: device %u, settings %u", name, device->status, settings->status);
}

/* Faults are switched off once it plays: what they do is tested elsewhere. */
static void
test_all_serve (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (GPtrArray) scenarios = sandbox_scenario_list (NULL);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const SandboxScenario *scenario = scenarios->pdata[i];
      g_autofree char *page = NULL;
      g_autofree char *device_id = NULL;
      g_autofree char *token = NULL;
      g_autoptr (Reply) cleared = NULL;
      g_autoptr (Reply) minted = NULL;
      g_autoptr (Reply) facilities = NULL;
      JsonArray *list;

      if (scenario->is_untrusted)
        continue;
      client_play (client, scenario->name);
      page = sandbox_server_get_page (client_get_server (client), &device_id, NULL);
      g_assert_cmpstr (page, ==, scenario->page);
      if (strcmp (page, "device") == 0 && device_id == NULL)
        g_error ("%s: its device is not in its home", scenario->name);

      cleared = client_ask (client, "DELETE", "/_sandbox/faults", NULL, NULL, NULL);
      minted = client_ask (client, "POST", "/_sandbox/token", "{}", NULL, NULL);
      client_set_token (client, json_object_get_string_member (reply_get_object (minted), "token"));
      facilities = client_get (client, "facilities");
      g_assert_cmpuint (facilities->status, ==, 200);
      list = json_object_get_array_member (reply_get_object (facilities), "facilities");
      for (guint j = 0; j < json_array_get_length (list) && j < 3; j++)
        serve_facility (client, json_array_get_object_element (list, j), page, scenario->name);
      if (device_id != NULL)
        serve_device (client, device_id, scenario->name);
    }
}

/* What a state promises is what the device says. */
static void
test_states (void)
{
  static const struct
  {
    const char *scenario;
    const char *state;
  } states[] = {
    { "electric-vehicle-waiting", "waiting" }, { "electric-vehicle-running", "running" },
    { "electric-vehicle-paused", "paused" }, { "electric-vehicle-run-now", "manual" },
    { "electric-vehicle-finished", "finished" }, { "heat-pump-disabled", "disabled" },
  };
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *device_id = NULL;
      g_autofree char *page = NULL;
      g_autofree char *path = NULL;
      g_autoptr (Reply) reply = NULL;
      JsonObject *optimization;

      client_play (client, states[i].scenario);
      page = sandbox_server_get_page (client_get_server (client), &device_id, NULL);
      path = g_strconcat ("devices/", device_id, NULL);
      reply = client_get (client, path);
      optimization = json_object_get_object_member (reply_get_object (reply), "optimization");
      g_test_message ("%s: %s", states[i].scenario, reply->body);
      g_assert_cmpstr (json_object_get_string_member (optimization, "state"), ==, states[i].state);
    }
}

static void
test_sizes (void)
{
  static const struct
  {
    const char *scenario;
    guint       n_facilities;
    guint       n_devices;
  } sizes[] = {
    { "facilities-0", 0, 0 }, { "facilities-12", 12, 2 }, { "devices-0", 1, 0 }, { "devices-1", 1, 1 },
    { "devices-40", 1, 40 }, { "devices-1000", 1, 1000 },
  };
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (Reply) facilities = NULL;
      JsonArray *list;

      client_play (client, sizes[i].scenario);
      facilities = client_get (client, "facilities");
      list = json_object_get_array_member (reply_get_object (facilities), "facilities");
      g_assert_cmpuint (json_array_get_length (list), ==, sizes[i].n_facilities);
      if (sizes[i].n_facilities > 0)
        {
          g_autofree char *path = g_strdup_printf ("facilities/%s/devices",
                                                   json_object_get_string_member (json_array_get_object_element (list, 0),
                                                                                  "facility_id"));
          g_autoptr (Reply) devices = client_get (client, path);

          g_assert_cmpuint (json_array_get_length (json_object_get_array_member (reply_get_object (devices), "devices")),
                            ==, sizes[i].n_devices);
        }
    }
}

/* The service's clock is an hour ahead: the world, the Date header and the tokens that are accepted. */
static void
test_clock_skew (void)
{
  SandboxOptions skewed = { .seed = 1, .speed = 0, .scenario = "clock-skew" };
  g_autoptr (Client) client = client_new (&skewed);
  g_autoptr (Reply) reply = client_get (client, "facilities");
  g_autoptr (Reply) clock = client_get (client, "/_sandbox/clock");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) virtual_now = NULL;
  g_autofree char *wrong_date = g_date_time_format (now, "%a, %d %b %Y %H:%M");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_false (g_str_has_prefix (reply->date, wrong_date));
  virtual_now = g_date_time_new_from_iso8601 (json_object_get_string_member (reply_get_object (clock), "now"), NULL);
  g_assert_cmpint (ABS (g_date_time_difference (virtual_now, now) - G_TIME_SPAN_HOUR), <, G_TIME_SPAN_MINUTE);
}

/* Whoever checks certificates refuses this one, and only a start can bring it. */
static void
test_tls_error (void)
{
  SandboxOptions untrusted = { .seed = 1, .speed = 1, .scenario = "tls-error" };
  g_autoptr (Client) client = client_new (&untrusted);
  g_autoptr (Client) plain = client_new (&options);
  g_autoptr (Reply) reply = client_get (client, "facilities");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (sandbox_server_get_uri (client_get_server (client)), "https://127.0.0.1:"));
  g_assert_error (reply->error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  g_assert_false (sandbox_server_set_scenario (client_get_server (plain), "tls-error", &error));
  g_assert_error (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_INVALID);
}

static void
test_nearest (void)
{
  static const struct
  {
    const char *name;
    const char *offered;
  } slips[] = { { "ofline", "offline" }, { "success-one", "onboarding-success-one" }, { "device-40", "devices-40" },
                { "Home", "home" }, { "token_expired", "token-expired" } };

  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    {
      SandboxOptions wrong = { .seed = 1, .speed = 1, .scenario = slips[i].name };
      g_autoptr (GError) error = NULL;

      g_assert_null (sandbox_server_start (&wrong, &error));
      g_assert_error (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_UNKNOWN);
      g_assert_nonnull (strstr (error->message, slips[i].name));
      g_assert_nonnull (strstr (error->message, slips[i].offered));
    }
}

static void
test_edit_distance (void)
{
  g_assert_cmpuint (sandbox_edit_distance ("", ""), ==, 0);
  g_assert_cmpuint (sandbox_edit_distance ("", "abc"), ==, 3);
  g_assert_cmpuint (sandbox_edit_distance ("abc", ""), ==, 3);
  g_assert_cmpuint (sandbox_edit_distance ("abc", "abc"), ==, 0);
  g_assert_cmpuint (sandbox_edit_distance ("kitten", "sitting"), ==, 3);
  g_assert_cmpuint (sandbox_edit_distance ("offline", "ofline"), ==, 1);
}

#define SCENARIO "\"name\":\"mine\",\"sentence\":\"s\",\"expect\":\"e\""

static const struct
{
  const char *text;
  const char *said;
} broken[] = {
  { "", "not JSON" },
  { "[]", "an object" },
  { "{}", "name" },
  { "{\"name\":\"mine\"}", "sentence" },
  { "{\"name\":\"Mine!\",\"sentence\":\"s\",\"expect\":\"e\"}", "small letters" },
  { "{" SCENARIO ",\"pgae\":\"devices\"}", "pgae" },
  { "{" SCENARIO ",\"page\":\"nowhere\"}", "welcome, devices" },
  { "{" SCENARIO ",\"page\":\"device\"}", "device" },
  { "{" SCENARIO ",\"now\":\"noon\"}", "now" },
  { "{" SCENARIO ",\"clock_skew_s\":1.5}", "clock_skew_s" },
  { "{" SCENARIO ",\"faults\":{}}", "a list" },
  { "{" SCENARIO ",\"faults\":[7]}", "faults[0]" },
  { "{" SCENARIO ",\"faults\":[{\"operation\":\"*\",\"delay_ms\":-1}]}", "delay_ms" },
  { "{" SCENARIO ",\"token\":{\"problem\":\"lost\"}}", "problem" },
  { "{" SCENARIO ",\"onboarding\":{\"outcome\":\"great\"}}", "success-one" },
  { "{" SCENARIO ",\"home\":[]}", "home" },
  { "{" SCENARIO ",\"home\":{\"facilities\":[{\"template\":\"castle\"}]}}", "facilities[0]" },
  { "{" SCENARIO ",\"home\":{\"facilities\":[{\"devices\":[{\"device_type\":\"charger\",\"colour\":\"red\"}]}]}}", "colour" },
  { "{\"scenarios\":[]}", "exactly one" },
  { "{\"scenarios\":[{" SCENARIO "},{" SCENARIO "}]}", "exactly one" },
  { "{\"scenarios\":7}", "scenarios" },
};

static char *
write_file (const char *text,
            char      **folder)
{
  char *path;

  *folder = g_dir_make_tmp ("sandbox-XXXXXX", NULL);
  path = g_build_filename (*folder, "mine.json", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_broken_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *folder = NULL;
      g_autofree char *path = write_file (broken[i].text, &folder);
      SandboxOptions wrong = { .seed = 1, .speed = 1, .scenario = path };
      g_autoptr (GError) error = NULL;

      g_assert_null (sandbox_server_start (&wrong, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "mine.json"));
      g_assert_nonnull (strstr (error->message, broken[i].said));
      g_assert_null (strchr (error->message, '\n'));
      g_unlink (path);
      g_rmdir (folder);
    }
}

static void
test_own_file (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = write_file ("{" SCENARIO ",\"page\":\"savings\",\"home\":{\"facilities\":[\"cabin\"]}}", &folder);
  SandboxOptions own = { .seed = 1, .speed = 1, .scenario = path };
  g_autoptr (Client) client = client_new (&own);
  g_autoptr (Reply) facilities = client_get (client, "facilities");
  g_autofree char *page = sandbox_server_get_page (client_get_server (client), NULL, NULL);

  g_assert_nonnull (strstr (facilities->body, "The cabin"));
  g_assert_cmpstr (page, ==, "savings");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/scenarios/names", test_names);
  g_test_add_func ("/sandbox/scenarios/all-serve", test_all_serve);
  g_test_add_func ("/sandbox/scenarios/states", test_states);
  g_test_add_func ("/sandbox/scenarios/sizes", test_sizes);
  g_test_add_func ("/sandbox/scenarios/clock-skew", test_clock_skew);
  g_test_add_func ("/sandbox/scenarios/tls-error", test_tls_error);
  g_test_add_func ("/sandbox/scenarios/nearest", test_nearest);
  g_test_add_func ("/sandbox/scenarios/edit-distance", test_edit_distance);
  g_test_add_func ("/sandbox/scenarios/broken-files", test_broken_files);
  g_test_add_func ("/sandbox/scenarios/own-file", test_own_file);

  return g_test_run ();
}
