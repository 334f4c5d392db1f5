/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each thing that can be made to go wrong does, where it should and as often as it should, and nothing else does. */

#include "sandbox-client.h"

#include <string.h>

static const SandboxOptions options = { .seed = 1, .now_us = G_GINT64_CONSTANT (1768501800000000), .speed = 0 };

static Reply *
ask_with_fault (Client     *client,
                const char *fault,
                const char *path)
{
  g_autofree char *list = g_strdup_printf ("{\"operation\":\"*\",%s}", fault);

  client_set_faults (client, list);
  return client_get (client, path);
}

static void
test_status (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) refused = ask_with_fault (client, "\"status\":403,\"code\":\"token_expired\"", "facilities");
  g_autoptr (Reply) closed = ask_with_fault (client, "\"status\":503,\"retry_after_s\":7", "facilities");
  g_autoptr (Reply) moved = ask_with_fault (client, "\"status\":307,\"location\":\"http://localhost:{port}/x\"", "facilities");
  g_autofree char *start = NULL;

  g_assert_cmpuint (refused->status, ==, 403);
  g_assert_cmpstr (reply_get_code (refused), ==, "token_expired");
  g_assert_cmpuint (closed->status, ==, 503);
  g_assert_cmpstr (closed->retry_after, ==, "7");
  g_assert_cmpuint (moved->status, ==, 307);
  start = g_strdup_printf ("http://localhost:%s", strrchr (sandbox_server_get_uri (client_get_server (client)), ':') + 1);
  g_assert_true (g_str_has_prefix (moved->location, start));
  g_assert_true (g_str_has_suffix (moved->location, "/x"));
}

/* What a fault of 300 or more refuses is not done either. */
static void
test_status_does_nothing (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) before = client_get (client, "devices/{device}");
  g_autoptr (Reply) refused = NULL;
  g_autoptr (Reply) after = NULL;

  client_set_faults (client, "{\"operation\":\"DELETE devices/{deviceId}\",\"status\":500}");
  refused = client_ask (client, "DELETE", "devices/{device}", NULL, NULL, NULL);
  after = client_get (client, "devices/{device}");
  g_assert_cmpuint (refused->status, ==, 500);
  g_assert_cmpstr (after->body, ==, before->body);
}

static void
test_html (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) reply = NULL;

  client_set_token (client, NULL);
  reply = ask_with_fault (client, "\"status\":200,\"body\":\"html\"", "facilities");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
  g_assert_true (g_str_has_prefix (reply->body, "<!DOCTYPE html>"));
}

static void
test_truncated (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) at_once = ask_with_fault (client, "\"body\":\"truncated\"", "facilities");
  g_autoptr (Reply) later = ask_with_fault (client, "\"body\":\"truncated\",\"delay_ms\":1", "facilities");

  g_assert_error (at_once->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  g_assert_error (later->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
}

static void
test_malformed (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) whole = client_get (client, "facilities");
  g_autoptr (Reply) reply = ask_with_fault (client, "\"body\":\"malformed\"", "facilities");

  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (reply->length, ==, whole->length / 2);
  g_assert_null (reply->json);
}

static void
test_empty (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) nothing = ask_with_fault (client, "\"body\":\"empty\"", "facilities");
  g_autoptr (Reply) list = ask_with_fault (client, "\"body\":\"empty-list\"", "facilities");

  g_assert_cmpuint (nothing->status, ==, 200);
  g_assert_cmpuint (nothing->length, ==, 0);
  g_assert_cmpstr (list->body, ==, "{\"facilities\":[]}");
}

static void
test_huge (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) reply = ask_with_fault (client, "\"body\":\"huge\"", "facilities");

  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->length, ==, 64 * 1024 * 1024);
}

static void
test_deep (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) reply = ask_with_fault (client, "\"body\":\"deep\"", "facilities");

  g_assert_cmpuint (reply->length, ==, 10 * 1024 * 1024);
  g_assert_cmpuint (strspn (reply->body, "["), ==, strlen (reply->body));
  g_assert_cmpstr (reply->content_type, ==, "application/json");
}

static JsonObject *
first_device (Reply *reply)
{
  return json_array_get_object_element (json_object_get_array_member (reply_get_object (reply), "devices"), 0);
}

static void
test_changed_documents (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) type = ask_with_fault (client, "\"body\":\"wrong-type\"", "facilities/{facility}/devices");
  g_autoptr (Reply) bare = ask_with_fault (client, "\"body\":\"bare-array\"", "facilities/{facility}/devices");
  g_autoptr (Reply) word = ask_with_fault (client, "\"body\":\"unknown-enum\"", "facilities/{facility}/devices");
  g_autoptr (Reply) more = ask_with_fault (client, "\"body\":\"extra-fields\"", "facilities/{facility}/devices");

  g_assert_true (json_node_get_value_type (json_object_get_member (first_device (type), "device_id")) == G_TYPE_INT64);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (bare->json));
  g_assert_cmpstr (json_object_get_string_member (first_device (word), "device_type"), ==, "never_heard_of");
  g_assert_cmpstr (json_object_get_string_member (first_device (word), "device_id"), ==, client_get_device (client));
  g_assert_true (json_object_has_member (first_device (more), "a_member_from_the_future"));
  g_assert_cmpstr (json_object_get_string_member (first_device (more), "device_id"), ==, client_get_device (client));
}

static void
test_content_type (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) reply = ask_with_fault (client, "\"content_type\":\"text/plain\"", "facilities");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/plain");
  g_assert_true (g_str_has_prefix (reply->body, "{\"facilities\":"));
}

static void
test_drop (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) at_once = ask_with_fault (client, "\"drop\":true", "facilities");
  g_autoptr (Reply) later = ask_with_fault (client, "\"drop\":true,\"delay_ms\":1", "facilities");

  g_assert_nonnull (at_once->error);
  g_assert_nonnull (later->error);
}

static void
test_delay (void)
{
  g_autoptr (Client) client = client_new (&options);
  gint64 started_us = g_get_monotonic_time ();
  g_autoptr (Reply) reply = ask_with_fault (client, "\"delay_ms\":80", "facilities");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - started_us, >=, 80 * 1000);
}

/* Asks over a bare socket, so that the test can go on while no answer comes. */
static GSocketConnection *
ask_over_socket (Client     *client,
                 const char *path)
{
  g_autoptr (GUri) uri = g_uri_parse (sandbox_server_get_uri (client_get_server (client)), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) socket_client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = g_socket_client_connect_to_host (socket_client, "127.0.0.1", g_uri_get_port (uri), NULL,
                                                                   &error);
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", path,
                                              g_uri_get_port (uri));

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static guint
count_seen (Client *client)
{
  g_autoptr (Reply) reply = client_get (client, "/_sandbox/faults");
  JsonArray *faults = json_object_get_array_member (reply_get_object (reply), "faults");

  return json_object_get_int_member (json_array_get_object_element (faults, 0), "seen");
}

/* Others are answered meanwhile, the silent one never is, and stopping the sandbox closes it. */
static void
test_stall (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (GSocketConnection) connection = NULL;
  GInputStream *input;
  char byte;

  client_set_faults (client, "{\"operation\":\"GET facilities\",\"stall\":true}");
  connection = ask_over_socket (client, "/v1/customer/facilities");
  while (count_seen (client) == 0)
    g_thread_yield ();

  input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_assert_cmpint (g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (input)), ==, FALSE);
  sandbox_server_stop (client_get_server (client));
  g_assert_cmpint (g_input_stream_read (input, &byte, 1, NULL, NULL), <=, 0);
}

/* Who goes away while waiting leaves nothing behind. */
static void
test_gone_while_waiting (void)
{
  g_autoptr (Client) client = client_new (&options);
  guint n_seen = 0;

  client_set_faults (client, "{\"operation\":\"GET facilities\",\"delay_ms\":600000}");
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GSocketConnection) connection = ask_over_socket (client, "/v1/customer/facilities");

      n_seen++;
      while (count_seen (client) < n_seen)
        g_thread_yield ();
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
  g_assert_cmpuint (count_seen (client), ==, n_seen);
}

static guint
get_status (Client     *client,
            const char *path)
{
  g_autoptr (Reply) reply = client_get (client, path);

  return reply->status;
}

static void
test_one_operation_only (void)
{
  g_autoptr (Client) client = client_new (&options);

  client_set_faults (client, "{\"operation\":\"GET devices/{deviceId}\",\"status\":500}");
  g_assert_cmpuint (get_status (client, "facilities"), ==, 200);
  g_assert_cmpuint (get_status (client, "devices/{device}"), ==, 500);
  g_assert_cmpuint (get_status (client, "devices/{device}/spo"), ==, 200);
}

static void
test_after_and_times (void)
{
  static const guint expected[] = { 200, 200, 500, 500, 500, 503, 200 };
  g_autoptr (Client) client = client_new (&options);

  client_set_faults (client, "{\"operation\":\"*\",\"status\":500,\"after\":2,\"times\":3},"
                             "{\"operation\":\"GET facilities\",\"status\":503,\"after\":4,\"times\":2}");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (get_status (client, "facilities"), ==, expected[i]);
}

/* A slip of the pen is an error that says where it is, and leaves what was there. */
static void
test_mistakes (void)
{
  static const struct
  {
    const char *faults;
    const char *said;
  } mistakes[] = {
    { "{\"faults\":[{\"operation\":\"GET nothing\"}]}", "operation" },
    { "{\"faults\":[{\"status\":500}]}", "operation" },
    { "{\"faults\":[{\"operation\":\"*\",\"statsu\":500}]}", "statsu" },
    { "{\"faults\":[{\"operation\":\"*\"},{\"operation\":\"*\",\"status\":\"500\"}]}", "faults[1]" },
    { "{\"faults\":[{\"operation\":\"*\",\"status\":99}]}", "200 to 599" },
    { "{\"faults\":[{\"operation\":\"*\",\"body\":\"pretty\"}]}", "truncated" },
    { "{\"faults\":[{\"operation\":\"*\",\"drop\":1}]}", "true or false" },
    { "{\"faults\":{}}", "a list" },
    { "{\"fautls\":[]}", "fautls" },
    { "{}", "faults" },
    { "", "not JSON" },
  };
  g_autoptr (Client) client = client_new (&options);

  client_set_faults (client, "{\"operation\":\"*\",\"status\":500}");
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, "PUT", "/_sandbox/faults", mistakes[i].faults, NULL, NULL);
      const char *detail = json_object_get_string_member (reply_get_object (reply), "detail");

      g_test_message ("%s", detail);
      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_nonnull (strstr (detail, mistakes[i].said));
    }
  g_assert_cmpuint (get_status (client, "facilities"), ==, 500);
}

static void
set_by_name (Client     *client,
             const char *first,
             const char *fault,
             const char *second,
             const char *other)
{
  g_autoptr (GError) error = NULL;
  const char *const faults[] = { first, fault, second, other, NULL };

  g_assert_true (sandbox_server_set_faults (client_get_server (client), faults, &error));
  g_assert_no_error (error);
}

/* By the name of the scenario that has them, operation by operation; until another scenario is played. */
static void
test_by_name (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (GError) error = NULL;

  set_by_name (client, "GET facilities", "401", NULL, NULL);
  g_assert_cmpuint (get_status (client, "facilities"), ==, 401);
  g_assert_cmpuint (get_status (client, "devices/{device}"), ==, 200);

  set_by_name (client, "*", "500", "GET facilities", "");
  g_assert_cmpuint (get_status (client, "facilities"), ==, 200);
  g_assert_cmpuint (get_status (client, "devices/{device}"), ==, 500);

  /* One that has faults for single operations has them for this one. */
  set_by_name (client, "GET facilities", "404-one-feature", NULL, NULL);
  g_assert_cmpuint (get_status (client, "facilities"), ==, 404);
  g_assert_cmpuint (get_status (client, "devices/{device}"), ==, 200);

  g_assert_false (sandbox_server_set_faults (client_get_server (client), (const char *const[]) { "*", "501", NULL }, &error));
  g_assert_nonnull (strstr (error->message, "500"));
  g_assert_cmpuint (get_status (client, "facilities"), ==, 404);

  /* What the scenario has for all stays for those that have no choice. */
  client_play (client, "503-maintenance");
  g_assert_cmpuint (get_status (client, "facilities"), ==, 503);
  set_by_name (client, "GET facilities", "", NULL, NULL);
  g_assert_cmpuint (get_status (client, "facilities"), ==, 200);
  g_assert_cmpuint (get_status (client, "devices/{device}"), ==, 503);
}

/* Whoever looks on has one time, and the service's differs from it as the scenario says. */
static void
test_time (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) reply = NULL;

  client_play (client, "clock-skew");
  g_assert_true (sandbox_server_set_clock (client_get_server (client), G_GINT64_CONSTANT (1768501800000000), 0, NULL));
  reply = client_get (client, "/_sandbox/clock");
  g_assert_cmpstr (json_object_get_string_member (reply_get_object (reply), "now"), ==, "2026-01-15T19:30:00Z");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/faults/status", test_status);
  g_test_add_func ("/sandbox/faults/status-does-nothing", test_status_does_nothing);
  g_test_add_func ("/sandbox/faults/html", test_html);
  g_test_add_func ("/sandbox/faults/truncated", test_truncated);
  g_test_add_func ("/sandbox/faults/malformed", test_malformed);
  g_test_add_func ("/sandbox/faults/empty", test_empty);
  g_test_add_func ("/sandbox/faults/huge", test_huge);
  g_test_add_func ("/sandbox/faults/deep", test_deep);
  g_test_add_func ("/sandbox/faults/changed-documents", test_changed_documents);
  g_test_add_func ("/sandbox/faults/content-type", test_content_type);
  g_test_add_func ("/sandbox/faults/drop", test_drop);
  g_test_add_func ("/sandbox/faults/delay", test_delay);
  g_test_add_func ("/sandbox/faults/stall", test_stall);
  g_test_add_func ("/sandbox/faults/gone-while-waiting", test_gone_while_waiting);
  g_test_add_func ("/sandbox/faults/one-operation-only", test_one_operation_only);
  g_test_add_func ("/sandbox/faults/after-and-times", test_after_and_times);
  g_test_add_func ("/sandbox/faults/mistakes", test_mistakes);
  g_test_add_func ("/sandbox/faults/by-name", test_by_name);
  g_test_add_func ("/sandbox/faults/time", test_time);

  return g_test_run ();
}
