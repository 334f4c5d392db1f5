/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every operation answers in the shape of the API, and what is asked wrongly is refused in words. */

#include "sandbox-client.h"

#include "sandbox/sandbox-router.h"

#include <string.h>

/* A winter evening that stands still: two questions see the same world. */
static const SandboxOptions options = { .seed = 1, .now_us = G_GINT64_CONSTANT (1768501800000000), .speed = 0 };

#define RANGE      "from=2026-01-14T00:00:00Z&to=2026-01-16T00:00:00Z"
#define REDIRECT   "\"redirect_url\":\"http://127.0.0.1:9/back\""
#define ONBOARDING "{\"facility_id\":\"%s\",\"language\":\"en\",\"color_scheme\":\"light\"," REDIRECT "}"

#define SETTINGS   "a whole settings document"

static const struct
{
  SandboxOperation operation;
  const char      *path;
  const char      *body;
  guint            status;
  const char      *members;
} cases[] = {
  { SANDBOX_OPERATION_LIST_FACILITIES, "facilities", NULL, 200, "facilities" },
  { SANDBOX_OPERATION_LIST_DEVICES, "facilities/{facility}/devices", NULL, 200, "devices" },
  { SANDBOX_OPERATION_GET_DEVICE, "devices/{device}", NULL, 200, "device_id facility_id device_type manufacturer model" },
  { SANDBOX_OPERATION_RENAME_DEVICE, "devices/{device}", "{\"custom_device_name\":\"New name\"}", 200, "custom_device_name" },
  { SANDBOX_OPERATION_GET_SETTINGS, "devices/{device}/spo", NULL, 200, "is_enabled target_state_of_charge" },
  { SANDBOX_OPERATION_PUT_SETTINGS, "devices/{device}/spo", SETTINGS, 200,
    "is_enabled target_state_of_charge" },
  { SANDBOX_OPERATION_PREVIEW, "devices/{device}/spo/preview", "{}", 200, "state slots" },
  { SANDBOX_OPERATION_GET_PLAN, "devices/{device}/spo/plan?" RANGE, NULL, 200, "state slots currency" },
  { SANDBOX_OPERATION_GET_EXCEPTION, "devices/{device}/spo/exception", NULL, 204, "" },
  { SANDBOX_OPERATION_PUT_EXCEPTION, "devices/{device}/spo/exception", "{\"kind\":\"run_now\"}", 200, "kind" },
  { SANDBOX_OPERATION_CLEAR_EXCEPTION, "devices/{device}/spo/exception", NULL, 204, "" },
  { SANDBOX_OPERATION_GET_PRICES, "facilities/{facility}/prices?" RANGE, NULL, 200, "currency prices" },
  { SANDBOX_OPERATION_GET_FACILITY_REPORT, "facilities/{facility}/report?resolution=day&" RANGE, NULL, 200,
    "currency resolution buckets" },
  { SANDBOX_OPERATION_GET_DEVICE_REPORT, "devices/{device}/report?resolution=hour&" RANGE, NULL, 200,
    "currency resolution buckets" },
  { SANDBOX_OPERATION_GET_SESSIONS, "devices/{device}/sessions?" RANGE, NULL, 200, "sessions" },
  { SANDBOX_OPERATION_LIST_MANUFACTURERS, "onboarding/manufacturers?device_type=electric_vehicle", NULL, 200,
    "manufacturers" },
  { SANDBOX_OPERATION_REMOVE_DEVICE, "devices/{device}", NULL, 204, "" },
};

static char *
get_method (SandboxOperation operation)
{
  const char *name = sandbox_operation_get_name (operation);

  return g_strndup (name, strchr (name, ' ') - name);
}

static Reply *
ask_case (Client *client,
          guint   i)
{
  g_autofree char *method = get_method (cases[i].operation);
  g_autofree char *settings = g_strcmp0 (cases[i].body, SETTINGS) == 0 ? client_make_settings (client, 0.75) : NULL;

  return client_ask (client, method, cases[i].path, settings != NULL ? settings : cases[i].body, NULL, NULL);
}

static void
test_answers (void)
{
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = ask_case (client, i);
      g_auto (GStrv) members = g_strsplit (cases[i].members, " ", -1);

      g_test_message ("%s: %u %.200s", sandbox_operation_get_name (cases[i].operation), reply->status,
                      reply->body != NULL ? reply->body : "");
      g_assert_no_error (reply->error);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
      for (guint j = 0; members[j] != NULL; j++)
        g_assert_true (json_object_has_member (reply_get_object (reply), members[j]));
      if (reply->status == 200)
        g_assert_cmpstr (reply->content_type, ==, "application/json");
      else
        g_assert_cmpuint (reply->length, ==, 0);
    }
}

/* The table above and the two of onboarding are all that there is. */
static void
test_table_is_complete (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (cases) + 2, ==, SANDBOX_N_OPERATIONS);
}

static void
test_onboarding (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *body = g_strdup_printf (ONBOARDING, client_get_facility (client));
  g_autoptr (Reply) created = client_ask (client, "POST", "onboarding/sessions", body, NULL, NULL);
  g_autofree char *path = NULL;
  g_autoptr (Reply) reply = NULL;

  g_assert_cmpuint (created->status, ==, 201);
  path = g_strconcat ("onboarding/sessions/",
                      json_object_get_string_member (reply_get_object (created), "session_id"), NULL);
  reply = client_get (client, path);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (reply_get_object (reply), "status"), ==, "pending");
  g_assert_cmpstr (created->body, ==, reply->body);
}

/* Without a token there is nothing to be had, whatever is asked. */
static void
test_all_are_guarded (void)
{
  g_autoptr (Client) client = client_new (&options);

  client_set_token (client, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *method = get_method (cases[i].operation);
      g_autoptr (Reply) reply = client_ask (client, method, cases[i].path, cases[i].body, NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 401);
    }
}

static void
test_entity_tags (void)
{
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *method = get_method (cases[i].operation);
      g_autoptr (Reply) first = NULL;
      g_autoptr (Reply) second = NULL;
      g_autoptr (Reply) third = NULL;

      if (strcmp (method, "GET") != 0 || cases[i].status != 200)
        continue;
      first = client_get (client, cases[i].path);
      g_assert_nonnull (first->etag);
      second = client_ask (client, "GET", cases[i].path, NULL, "If-None-Match", first->etag);
      g_assert_cmpuint (second->status, ==, 304);
      g_assert_cmpuint (second->length, ==, 0);
      g_assert_cmpstr (second->etag, ==, first->etag);
      third = client_ask (client, "GET", cases[i].path, NULL, "If-None-Match", "W/\"another\", \"and another\"");
      g_assert_cmpuint (third->status, ==, 200);
      g_assert_cmpstr (third->body, ==, first->body);
    }
}

static void
test_conflict (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *wish = client_make_settings (client, 0.7);
  g_autofree char *other_wish = client_make_settings (client, 0.9);
  g_autoptr (Reply) before = client_get (client, "devices/{device}/spo");
  g_autoptr (Reply) saved = client_ask (client, "PUT", "devices/{device}/spo", wish, "If-Match", before->etag);
  g_autoptr (Reply) stale = client_ask (client, "PUT", "devices/{device}/spo", other_wish, "If-Match", before->etag);
  g_autoptr (Reply) now = client_get (client, "devices/{device}/spo");
  g_autoptr (Reply) fresh = client_ask (client, "PUT", "devices/{device}/spo", other_wish, "If-Match", saved->etag);
  g_autoptr (Reply) careless = client_ask (client, "PUT", "devices/{device}/spo", wish, NULL, NULL);

  g_assert_cmpuint (saved->status, ==, 200);
  g_assert_nonnull (saved->etag);
  g_assert_cmpuint (stale->status, ==, 412);
  g_assert_cmpstr (reply_get_code (stale), ==, "conflict");
  g_assert_cmpstr (now->etag, ==, saved->etag);
  g_assert_cmpfloat (json_object_get_double_member (reply_get_object (now), "target_state_of_charge"), ==, 0.7);
  g_assert_cmpuint (fresh->status, ==, 200);
  g_assert_cmpuint (careless->status, ==, 200);
}

static void
test_exception (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) put = client_ask (client, "PUT", "devices/{device}/spo/exception", "{\"kind\":\"run_now\"}", NULL, NULL);
  g_autoptr (Reply) got = client_get (client, "devices/{device}/spo/exception");
  g_autoptr (Reply) cleared = client_ask (client, "DELETE", "devices/{device}/spo/exception", NULL, NULL, NULL);
  g_autoptr (Reply) none = client_get (client, "devices/{device}/spo/exception");

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (reply_get_object (got), "kind"), ==, "run_now");
  g_assert_cmpuint (cleared->status, ==, 204);
  g_assert_cmpuint (none->status, ==, 204);
}

static const struct
{
  const char *method;
  const char *path;
  const char *body;
  guint       status;
  const char *code;
} refusals[] = {
  { "GET", "facilities/unknown/devices", NULL, 404, "not_found" },
  { "GET", "devices/unknown", NULL, 404, "not_found" },
  { "GET", "devices/%ff", NULL, 404, NULL },
  { "GET", "devices//spo", NULL, 404, "no_such_operation" },
  { "GET", "nothing", NULL, 404, "no_such_operation" },
  { "GET", "onboarding/sessions/unknown", NULL, 404, "not_found" },
  { "POST", "facilities", "{}", 405, "method_not_allowed" },
  { "PATCH", "devices/{device}", "", 400, "invalid_request" },
  { "PATCH", "devices/{device}", "[]", 400, "invalid_request" },
  { "PATCH", "devices/{device}", "{\"custom_device_name\":", 400, "invalid_request" },
  { "PATCH", "devices/{device}", "\xff\xfe", 400, "invalid_request" },
  { "GET", "devices/{device}/report?" RANGE, NULL, 400, "missing_parameter" },
  { "GET", "devices/{device}/report?resolution=week&" RANGE, NULL, 400, "invalid_parameter" },
  { "GET", "devices/{device}/sessions?from=2026-01-14T00:00:00Z", NULL, 400, "missing_parameter" },
  { "GET", "devices/{device}/sessions?from=yesterday&to=2026-01-14T00:00:00Z", NULL, 400, "invalid_parameter" },
  { "GET", "devices/{device}/sessions?from=2026-01-14T00:00:00&to=2026-01-15T00:00:00", NULL, 400, "invalid_parameter" },
  { "GET", "devices/{device}/sessions?from=2026-01-16T00:00:00Z&to=2026-01-14T00:00:00Z", NULL, 400, "invalid_range" },
  { "GET", "facilities/{facility}/report?resolution=quarter_hour&from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z", NULL,
    400, "range_too_long" },
  { "GET", "facilities/{facility}/report?resolution=hour&from=2024-01-01T00:00:00Z&to=2025-01-03T00:00:00Z", NULL, 400,
    "range_too_long" },
  { "GET", "facilities/{facility}/report?resolution=day&from=2015-01-01T00:00:00Z&to=2025-02-01T00:00:00Z", NULL, 400,
    "range_too_long" },
  { "GET", "facilities/{facility}/prices?from=2024-01-01T00:00:00Z&to=2025-01-03T00:00:00Z", NULL, 400, "range_too_long" },
  { "POST", "onboarding/sessions", "{}", 400, "invalid_request" },
};

static void
test_refusals (void)
{
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, refusals[i].method, refusals[i].path, refusals[i].body, NULL, NULL);

      g_test_message ("%s %s: %u %s", refusals[i].method, refusals[i].path, reply->status, reply->body);
      g_assert_cmpuint (reply->status, ==, refusals[i].status);
      g_assert_cmpstr (reply->content_type, ==, "application/problem+json");
      g_assert_cmpint (json_object_get_int_member (reply_get_object (reply), "status"), ==, reply->status);
      if (refusals[i].code != NULL)
        g_assert_cmpstr (reply_get_code (reply), ==, refusals[i].code);
    }
}

/* The longest ranges that the API promises, on the days when clocks change. */
static void
test_longest_ranges (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) quarters = client_get (client, "facilities/{facility}/report?resolution=quarter_hour"
                                                   "&from=2025-09-30T22:00:00Z&to=2025-10-31T23:00:00Z");
  g_autoptr (Reply) prices = client_get (client, "facilities/{facility}/prices"
                                                 "?from=2023-12-31T23:00:00Z&to=2024-12-31T23:00:00Z");

  g_assert_cmpuint (quarters->status, ==, 200);
  g_assert_cmpuint (prices->status, ==, 200);
}

static void
test_allow (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) reply = client_ask (client, "POST", "devices/{device}", "{}", NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 405);
  g_assert_cmpstr (reply->allow, ==, "GET, PATCH, DELETE");
}

static void
test_head (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Reply) get = client_get (client, "facilities");
  g_autoptr (Reply) head = client_ask (client, "HEAD", "facilities", NULL, NULL, NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (head->length, ==, 0);
  g_assert_cmpstr (head->etag, ==, get->etag);
}

static void
test_large_body (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, ' ');
  g_autofree char *deep = g_strnfill (500 * 1000, '[');
  g_autoptr (Reply) too_large = client_ask (client, "PUT", "devices/{device}/spo", large, NULL, NULL);
  g_autoptr (Reply) too_deep = client_ask (client, "PUT", "devices/{device}/spo", deep, NULL, NULL);
  g_autoptr (Reply) after = client_get (client, "facilities");

  g_assert_cmpuint (too_large->status, ==, 413);
  g_assert_cmpuint (too_deep->status, ==, 400);
  g_assert_cmpuint (after->status, ==, 200);
}

/* Numbers are written as a person would: 0.1 and not 0.10000000000000001. */
static void
test_numbers (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *settings = client_make_settings (client, 0.7);
  g_autoptr (Reply) put = client_ask (client, "PUT", "devices/{device}/spo", settings, NULL, NULL);

  g_assert_nonnull (strstr (put->body, "\"target_state_of_charge\":0.7,"));
}

/* Same seed, same time: the same bytes, in another process or the same. */
static void
test_same_seed (void)
{
  g_autoptr (Client) one = client_new (&options);
  g_autoptr (Client) two = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) first = ask_case (one, i);
      g_autoptr (Reply) second = ask_case (two, i);

      g_assert_cmpstr (first->body, ==, second->body);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/operations/answers", test_answers);
  g_test_add_func ("/sandbox/operations/table-is-complete", test_table_is_complete);
  g_test_add_func ("/sandbox/operations/onboarding", test_onboarding);
  g_test_add_func ("/sandbox/operations/all-are-guarded", test_all_are_guarded);
  g_test_add_func ("/sandbox/operations/entity-tags", test_entity_tags);
  g_test_add_func ("/sandbox/operations/conflict", test_conflict);
  g_test_add_func ("/sandbox/operations/exception", test_exception);
  g_test_add_func ("/sandbox/operations/refusals", test_refusals);
  g_test_add_func ("/sandbox/operations/longest-ranges", test_longest_ranges);
  g_test_add_func ("/sandbox/operations/allow", test_allow);
  g_test_add_func ("/sandbox/operations/head", test_head);
  g_test_add_func ("/sandbox/operations/large-body", test_large_body);
  g_test_add_func ("/sandbox/operations/numbers", test_numbers);
  g_test_add_func ("/sandbox/operations/same-seed", test_same_seed);

  return g_test_run ();
}
