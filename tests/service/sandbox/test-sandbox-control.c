/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The control interface: what tests and testers turn, and who may not. */

#include "sandbox-client.h"

#include "sandbox/sandbox-token.h"

#include <string.h>

#define NOW_US G_GINT64_CONSTANT (1768501800000000)

static const SandboxOptions options = { .seed = 1, .now_us = NOW_US, .speed = 0 };

static const char *
get_text (Reply      *reply,
          const char *member)
{
  return json_object_get_string_member (reply_get_object (reply), member);
}

static void
test_scenario (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) before = client_get (client, "/_sandbox/scenario");
  g_autoptr (Reply) put = client_ask (client, "PUT", "/_sandbox/scenario", "{\"name\":\"facilities-2\"}", NULL, NULL);
  g_autoptr (Reply) facilities = client_get (client, "facilities");
  g_autoptr (Reply) unknown = client_ask (client, "PUT", "/_sandbox/scenario", "{\"name\":\"facilities-3\"}", NULL, NULL);
  g_autoptr (Reply) after = client_get (client, "/_sandbox/scenario");
  JsonArray *list = json_object_get_array_member (reply_get_object (facilities), "facilities");

  g_assert_cmpstr (get_text (before, "name"), ==, "home");
  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_nonnull (strstr (get_text (unknown, "detail"), "facilities-2"));
  g_assert_cmpstr (get_text (after, "name"), ==, "facilities-2");
}

static void
test_inline_scenario (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) put = client_ask (client, "PUT", "/_sandbox/scenario",
                                      "{\"scenario\":{\"name\":\"mine\",\"sentence\":\"s\",\"expect\":\"e\",\"page\":\"device\","
                                      "\"device\":\"The car\",\"home\":{\"facilities\":[{\"template\":\"flat\",\"devices\":"
                                      "[{\"device_type\":\"electric_vehicle\",\"name\":\"The car\"}]}]}}}",
                                      NULL, NULL);
  g_autofree char *device_id = NULL;
  g_autofree char *page = sandbox_server_get_page (client_get_server (client), &device_id, NULL);

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpstr (page, ==, "device");
  g_assert_cmpstr (get_text (put, "device_id"), ==, device_id);
}

/* What cannot be played leaves what was playing. */
static void
test_scenario_mistakes (void)
{
  static const char *const mistakes[] = {
    "", "{}", "[]", "{\"nmae\":\"home\"}", "{\"name\":7}", "{\"name\":\"/etc/passwd\"}", "{\"name\":\"mine.json\"}",
    "{\"name\":\"home\",\"scenario\":{}}", "{\"scenario\":{}}",
    "{\"scenario\":{\"name\":\"mine\",\"sentence\":\"s\",\"expect\":\"e\",\"home\":{}}}",
  };
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) before = client_get (client, "/_sandbox/state");

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, "PUT", "/_sandbox/scenario", mistakes[i], NULL, NULL);
      g_autoptr (Reply) scenario = client_get (client, "/_sandbox/scenario");
      g_autoptr (Reply) device = client_get (client, "devices/{device}");

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (get_text (scenario, "name"), ==, "home");
      g_assert_cmpuint (device->status, ==, 200);
    }
}

static void
test_scenarios (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) reply = client_get (client, "/_sandbox/scenarios");
  JsonArray *list = json_object_get_array_member (reply_get_object (reply), "scenarios");

  g_assert_cmpuint (json_array_get_length (list), >, 100);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *scenario = json_array_get_object_element (list, i);

      g_assert_true (g_str_has_suffix (json_object_get_string_member (scenario, "sentence"), "."));
      g_assert_true (g_str_has_suffix (json_object_get_string_member (scenario, "expect"), "."));
    }
}

static void
test_clock (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) start = client_get (client, "/_sandbox/clock");
  g_autoptr (Reply) put = client_ask (client, "PUT", "/_sandbox/clock", "{\"now\":\"2026-06-17T10:00:00Z\"}", NULL, NULL);
  g_autoptr (Reply) device = client_get (client, "devices/{device}");
  g_autoptr (Reply) fast = client_ask (client, "PUT", "/_sandbox/clock", "{\"speed\":100000}", NULL, NULL);
  g_autoptr (Reply) state = client_get (client, "/_sandbox/state");
  JsonObject *connection = json_object_get_object_member (reply_get_object (device), "connection");

  g_assert_cmpstr (get_text (start, "now"), ==, "2026-01-15T18:30:00Z");
  g_assert_cmpstr (get_text (put, "now"), ==, "2026-06-17T10:00:00Z");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (connection, "last_seen_at"), "2026-06-1"));
  g_assert_cmpuint (fast->status, ==, 200);
  g_assert_cmpstr (get_text (state, "now"), >=, "2026-06-17T10:00:00Z");
}

static void
test_clock_runs (void)
{
  SandboxOptions fast = { .seed = 1, .now_us = NOW_US, .speed = 100000 };
  g_autoptr (Client) client = client_new (&fast);
  gboolean has_moved = FALSE;

  while (!has_moved)
    {
      g_autoptr (Reply) reply = client_get (client, "/_sandbox/clock");

      has_moved = strcmp (get_text (reply, "now"), "2026-01-15T18:35:00Z") > 0;
    }
}

static void
test_clock_mistakes (void)
{
  static const char *const mistakes[] = {
    "", "7", "{\"now\":\"noon\"}", "{\"now\":0}", "{\"speed\":-1}", "{\"speed\":\"fast\"}", "{\"spede\":1}",
    "{\"now\":\"1969-12-31T00:00:00Z\"}", "{\"speed\":1e300}",
  };
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, "PUT", "/_sandbox/clock", mistakes[i], NULL, NULL);
      g_autoptr (Reply) clock = client_get (client, "/_sandbox/clock");

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (get_text (clock, "now"), ==, "2026-01-15T18:30:00Z");
    }
}

static void
test_log (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) cleared = client_ask (client, "DELETE", "/_sandbox/log", NULL, NULL, NULL);
  g_autofree char *token = sandbox_server_mint_token (client_get_server (client), 60);
  g_autoptr (Reply) asked = NULL;
  g_autoptr (Reply) lost = NULL;
  g_autoptr (Reply) log = NULL;
  JsonArray *list;
  JsonObject *entry;

  client_set_token (client, token);
  asked = client_get (client, "facilities/{facility}/devices?secret=hidden");
  client_set_token (client, NULL);
  lost = client_get (client, "nowhere");
  log = client_get (client, "/_sandbox/log");
  g_assert_cmpuint (cleared->status, ==, 204);
  list = json_object_get_array_member (reply_get_object (log), "requests");

  /* The request that forgot the log was itself logged after that. */
  g_assert_cmpuint (json_array_get_length (list), ==, 3);
  entry = json_array_get_object_element (list, 1);
  g_assert_cmpstr (json_object_get_string_member (entry, "operation"), ==, "GET facilities/{facilityId}/devices");
  g_assert_cmpstr (json_object_get_string_member (entry, "method"), ==, "GET");
  g_assert_cmpint (json_object_get_int_member (entry, "status"), ==, 200);
  g_assert_cmpint (json_object_get_int_member (entry, "bytes"), ==, asked->length);
  g_assert_true (json_object_get_boolean_member (entry, "authorized"));
  entry = json_array_get_object_element (list, 2);
  g_assert_true (json_object_get_null_member (entry, "operation"));
  g_assert_false (json_object_get_boolean_member (entry, "authorized"));
  g_assert_null (strstr (log->body, token));
  g_assert_null (strstr (log->body, "Bearer"));
  g_assert_null (strstr (log->body, "hidden"));
}

static void
test_log_is_a_ring (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) log = NULL;
  JsonArray *list;

  for (guint i = 0; i < 1010; i++)
    {
      g_autoptr (Reply) reply = client_get (client, "nowhere");
    }
  log = client_get (client, "/_sandbox/log");
  list = json_object_get_array_member (reply_get_object (log), "requests");
  g_assert_cmpuint (json_array_get_length (list), ==, 1000);
}

static void
test_state (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *settings = client_make_settings (client, 0.65);
  g_autoptr (Reply) put = client_ask (client, "PUT", "devices/{device}/spo", settings, NULL, NULL);
  g_autoptr (Reply) state = client_get (client, "/_sandbox/state");

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpstr (get_text (state, "scenario"), ==, "home");
  g_assert_true (json_object_has_member (reply_get_object (state), "onboarding"));
  g_assert_nonnull (strstr (state->body, client_get_device (client)));
  g_assert_nonnull (strstr (state->body, "\"target_state_of_charge\":0.65"));
}

static void
test_token (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) good = client_ask (client, "POST", "/_sandbox/token", "{\"expires_in_s\":60}", NULL, NULL);
  g_autoptr (Reply) bad = client_ask (client, "POST", "/_sandbox/token", "{\"problem\":\"wrong-retailer\"}", NULL, NULL);
  g_autoptr (Reply) late = client_ask (client, "POST", "/_sandbox/token", "{\"expires_in_s\":-60}", NULL, NULL);
  g_autoptr (Reply) unknown = client_ask (client, "POST", "/_sandbox/token", "{\"problem\":\"lost\"}", NULL, NULL);
  gint64 now_us = g_get_real_time ();

  g_assert_cmpuint (sandbox_token_check (get_text (good, "token"), now_us), ==, SANDBOX_TOKEN_GOOD);
  g_assert_cmpuint (sandbox_token_check (get_text (bad, "token"), now_us), ==, SANDBOX_TOKEN_WRONG_RETAILER);
  g_assert_cmpuint (sandbox_token_check (get_text (late, "token"), now_us), ==, SANDBOX_TOKEN_EXPIRED);
  g_assert_cmpuint (unknown->status, ==, 400);
}

/* A page of another site can make a browser ask, but not hide that it does. */
static void
test_strangers (void)
{
  static const char *const hosts[] = { "attacker.example", "attacker.example:80", "127.0.0.1", "localhost", "127.0.0.1:1" };
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) origin = client_ask (client, "GET", "/_sandbox/state", NULL, "Origin", "http://attacker.example");
  g_autoptr (Reply) null_origin = client_ask (client, "POST", "/_sandbox/token", "{}", "Origin", "null");

  g_assert_cmpuint (origin->status, ==, 403);
  g_assert_cmpuint (null_origin->status, ==, 403);
  g_assert_null (strstr (null_origin->body, "\"token\":"));
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (Reply) control = client_ask (client, "GET", "/_sandbox/state", NULL, "Host", hosts[i]);
      g_autoptr (Reply) api = client_ask (client, "GET", "facilities", NULL, "Host", hosts[i]);

      g_assert_cmpuint (control->status, ==, 403);
      g_assert_cmpuint (api->status, ==, 403);
    }
}

/* Nobody outside of this machine: the address is 127.0.0.1, and no other of this machine's addresses is listened to. */
static void
test_loopback_only (void)
{
  g_autoptr (Client) client = client_new (&options);
  const char *uri = sandbox_server_get_uri (client_get_server (client));
  g_autofree char *elsewhere = g_strconcat ("http://127.0.0.2:", strrchr (uri, ':') + 1, "_sandbox/clock", NULL);
  g_autoptr (Reply) reply = client_get (client, elsewhere);

  g_assert_true (g_str_has_prefix (uri, "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (uri, "/"));
  g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_unknown (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) unknown = client_get (client, "/_sandbox/nothing");
  g_autoptr (Reply) method = client_ask (client, "POST", "/_sandbox/clock", "{}", NULL, NULL);
  g_autoptr (Reply) root = client_get (client, "/");

  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_cmpuint (method->status, ==, 405);
  g_assert_cmpstr (method->allow, ==, "GET, PUT");
  g_assert_cmpuint (root->status, ==, 404);
}

static void
test_port_in_use (void)
{
  g_autoptr (Client) client = client_new (&options);
  const char *uri = sandbox_server_get_uri (client_get_server (client));
  SandboxOptions same = { .seed = 1, .speed = 1, .port = atoi (strrchr (uri, ':') + 1) };
  g_autoptr (GError) error = NULL;

  g_assert_null (sandbox_server_start (&same, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/control/scenario", test_scenario);
  g_test_add_func ("/sandbox/control/inline-scenario", test_inline_scenario);
  g_test_add_func ("/sandbox/control/scenario-mistakes", test_scenario_mistakes);
  g_test_add_func ("/sandbox/control/scenarios", test_scenarios);
  g_test_add_func ("/sandbox/control/clock", test_clock);
  g_test_add_func ("/sandbox/control/clock-runs", test_clock_runs);
  g_test_add_func ("/sandbox/control/clock-mistakes", test_clock_mistakes);
  g_test_add_func ("/sandbox/control/log", test_log);
  g_test_add_func ("/sandbox/control/log-is-a-ring", test_log_is_a_ring);
  g_test_add_func ("/sandbox/control/state", test_state);
  g_test_add_func ("/sandbox/control/token", test_token);
  g_test_add_func ("/sandbox/control/strangers", test_strangers);
  g_test_add_func ("/sandbox/control/loopback-only", test_loopback_only);
  g_test_add_func ("/sandbox/control/unknown", test_unknown);
  g_test_add_func ("/sandbox/control/port-in-use", test_port_in_use);

  return g_test_run ();
}
