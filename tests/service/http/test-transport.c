/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The transport and a server that behaves. */

#include "http-fixture.h"

#include <string.h>

static void
answer_echo (Fixture           *fixture,
             SoupServerMessage *message,
             guint              nth)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *sent = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  const char *query = g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "";
  g_autofree char *text = g_strdup_printf ("%s %s?%s %s", soup_server_message_get_method (message),
                                           g_uri_get_path (uri), query, sent);

  answer_json (message, g_str_equal (soup_server_message_get_method (message), "POST") ? 201 : 200, text);
  set_header (message, "ETag", "\"v1\"");
}

static void
test_methods (void)
{
  Fixture *fixture = fixture_new (answer_echo, SECRET "a", NULL);
  Outcome outcome;

  fixture_run (fixture->transport, "GET", "devices/a%2Fb%20c?from=1&to=2", NULL, &outcome);
  g_assert_cmpstr (outcome_get_text (&outcome), ==, "GET /v1/customer/devices/a%2Fb%20c?from=1&to=2 ");
  g_assert_cmpuint (outcome.reply->status, ==, 200);
  g_assert_cmpstr (outcome.reply->etag, ==, "\"v1\"");
  outcome_clear (&outcome);

  fixture_run (fixture->transport, "PUT", "d", "\"v1\"", &outcome);
  g_assert_cmpstr (outcome_get_text (&outcome), ==, "PUT /v1/customer/d? {\"a\":1}");
  outcome_clear (&outcome);

  fixture_run (fixture->transport, "PATCH", "d", NULL, &outcome);
  g_assert_cmpstr (outcome_get_text (&outcome), ==, "PATCH /v1/customer/d? {\"a\":1}");
  outcome_clear (&outcome);

  fixture_run (fixture->transport, "POST", "d", NULL, &outcome);
  g_assert_cmpstr (outcome_get_text (&outcome), ==, "POST /v1/customer/d? {\"a\":1}");
  g_assert_cmpuint (outcome.reply->status, ==, 201);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
answer_204 (Fixture           *fixture,
            SoupServerMessage *message,
            guint              nth)
{
  g_assert_cmpstr (soup_server_message_get_method (message), ==, "DELETE");
  soup_server_message_set_status (message, 204, NULL);
}

static void
test_no_content (void)
{
  Fixture *fixture = fixture_new (answer_204, SECRET "a", NULL);
  Outcome outcome;

  fixture_run (fixture->transport, "DELETE", "d", NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.reply->status, ==, 204);
  g_assert_cmpuint (g_bytes_get_size (outcome.reply->body), ==, 0);
  g_assert_null (outcome.reply->etag);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
answer_headers (Fixture           *fixture,
                SoupServerMessage *message,
                guint              nth)
{
  g_assert_cmpstr (get_request_header (message, "Authorization"), ==, fixture->data);
  g_assert_cmpstr (get_request_header (message, "Accept"), ==, "application/json, application/problem+json");
  g_assert_true (g_str_has_prefix (get_request_header (message, "User-Agent"), "Ebb/0"));
  g_assert_nonnull (get_request_header (message, "Accept-Language"));
  g_assert_null (get_request_header (message, "Cookie"));
  if (g_str_equal (soup_server_message_get_method (message), "PUT"))
    {
      g_assert_cmpstr (get_request_header (message, "Content-Type"), ==, "application/json");
      g_assert_cmpstr (get_request_header (message, "If-Match"), ==, "\"v7\"");
    }
  else
    g_assert_null (get_request_header (message, "If-Match"));

  answer_json (message, 200, "{}");
  set_header (message, "Set-Cookie", "a=b");
}

static void
test_headers (void)
{
  static const char *const tokens[] = { SECRET "a", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      Fixture *fixture = fixture_new (answer_headers, tokens[i], NULL);
      Outcome outcome;

      fixture->data = tokens[i] != NULL ? "Bearer " SECRET "a" : NULL;
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_no_error (outcome.error);
      outcome_clear (&outcome);
      fixture_run (fixture->transport, "PUT", "d", "\"v7\"", &outcome);
      g_assert_no_error (outcome.error);
      outcome_clear (&outcome);
      g_assert_cmpuint (fixture->n_requests, ==, 2);

      fixture_free (fixture);
    }
}

static void
answer_status (Fixture           *fixture,
               SoupServerMessage *message,
               guint              nth)
{
  answer_json (message, GPOINTER_TO_UINT (fixture->data), "{\"code\":\"it_is_so\",\"title\":\"" SECRET "title\"}");
}

static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    EbbErrorCode code;
  } cases[] = {
    { 400, EBB_ERROR_INVALID_INPUT }, { 401, EBB_ERROR_SIGNED_OUT },    { 403, EBB_ERROR_SIGNED_OUT },
    { 404, EBB_ERROR_NOT_FOUND },     { 405, EBB_ERROR_NOT_SUPPORTED }, { 409, EBB_ERROR_CONFLICT },
    { 412, EBB_ERROR_CONFLICT },      { 422, EBB_ERROR_INVALID_INPUT }, { 429, EBB_ERROR_TOO_MANY },
    { 499, EBB_ERROR_DENIED },        { 500, EBB_ERROR_SERVER },        { 501, EBB_ERROR_NOT_SUPPORTED },
    { 503, EBB_ERROR_SERVER },        { 599, EBB_ERROR_SERVER },
  };
  Fixture *fixture = fixture_new (answer_status, SECRET "a", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Outcome outcome;

      fixture->data = GUINT_TO_POINTER (cases[i].status);
      fixture_run (fixture->transport, "POST", "d", NULL, &outcome);
      g_assert_error (outcome.error, EBB_ERROR, (int) cases[i].code);
      g_assert_cmpuint (ebb_error_get_status (outcome.error), ==, cases[i].status);
      g_assert_cmpstr (ebb_error_get_problem_code (outcome.error), ==, "it_is_so");
      g_assert_null (strstr (outcome.error->message, SECRET));
      outcome_clear (&outcome);
    }

  fixture_free (fixture);
}

static void
answer_type (Fixture           *fixture,
             SoupServerMessage *message,
             guint              nth)
{
  const char *type = fixture->data;

  soup_server_message_set_status (message, 200, NULL);
  if (type != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_STATIC, "<html>", 6);
}

static void
test_content_types (void)
{
  static const char *const good[] = { "application/json", "application/json; charset=utf-8", "application/hal+json",
                                      "APPLICATION/JSON" };
  static const char *const bad[] = { "text/html", "text/html; charset=utf-8", "text/plain", "image/svg+json",
                                     "text/json", "application/jsonp", NULL };
  Fixture *fixture = fixture_new (answer_type, SECRET "a", NULL);
  Outcome outcome;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      fixture->data = (gpointer) good[i];
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_cmpstr (outcome_get_text (&outcome), ==, "<html>");
      outcome_clear (&outcome);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      fixture->data = (gpointer) bad[i];
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
      g_assert_cmpuint (ebb_error_get_status (outcome.error), ==, 200);
      if (i == 0)
        g_assert_nonnull (strstr (outcome.error->message, "text/html instead of JSON"));
      outcome_clear (&outcome);
    }

  fixture_free (fixture);
}

static void
answer_tagged (Fixture           *fixture,
               SoupServerMessage *message,
               guint              nth)
{
  const char *tag = fixture->data;
  const char *known = get_request_header (message, "If-None-Match");

  set_header (message, "ETag", tag);
  if (g_strcmp0 (known, tag) == 0)
    soup_server_message_set_status (message, 304, NULL);
  else
    answer_json (message, 200, tag);
}

static void
test_conditional (void)
{
  Fixture *fixture = fixture_new (answer_tagged, SECRET "a", NULL);
  g_autofree char *log = NULL;
  Outcome outcome;

  fixture->data = "\"v1\"";
  for (guint i = 0; i < 3; i++)
    {
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_cmpstr (outcome_get_text (&outcome), ==, "\"v1\"");
      g_assert_cmpuint (outcome.reply->status, ==, 200);
      g_assert_cmpstr (outcome.reply->etag, ==, "\"v1\"");
      outcome_clear (&outcome);
    }

  fixture->data = "\"v2\"";
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  g_assert_cmpstr (outcome_get_text (&outcome), ==, "\"v2\"");
  outcome_clear (&outcome);

  /* Another path has nothing to do with it, and only a GET is conditional. */
  fixture_run (fixture->transport, "GET", "d?x", NULL, &outcome);
  g_assert_cmpstr (outcome_get_text (&outcome), ==, "\"v2\"");
  outcome_clear (&outcome);
  fixture_run (fixture->transport, "PUT", "d", NULL, &outcome);
  g_assert_cmpstr (outcome_get_text (&outcome), ==, "\"v2\"");
  outcome_clear (&outcome);

  log = fixture_take_log ();
  g_assert_nonnull (strstr (log, "GET things/{thingId} 200 4 B "));
  g_assert_nonnull (strstr (log, "GET things/{thingId} 304 0 B "));

  fixture_free (fixture);
}

/* A tag that is only a version says nothing of whose answer it is. */
static void
answer_by_token (Fixture           *fixture,
                 SoupServerMessage *message,
                 guint              nth)
{
  set_header (message, "ETag", "\"v1\"");
  if (get_request_header (message, "If-None-Match") != NULL)
    soup_server_message_set_status (message, 304, NULL);
  else
    answer_json (message, 200, g_str_has_suffix (get_request_header (message, "Authorization"), "a") ? "\"a\"" : "\"b\"");
}

static void
test_conditional_by_token (void)
{
  Fixture *fixture = fixture_new (answer_by_token, SECRET "a", NULL);
  Outcome outcome;

  for (guint i = 0; i < 4; i++)
    {
      g_free (fixture->credentials->token);
      fixture->credentials->token = g_strdup (i < 2 ? SECRET "a" : SECRET "b");
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_cmpstr (outcome_get_text (&outcome), ==, i < 2 ? "\"a\"" : "\"b\"");
      outcome_clear (&outcome);
    }

  fixture_free (fixture);
}

static void
answer_no_store (Fixture           *fixture,
                 SoupServerMessage *message,
                 guint              nth)
{
  g_assert_null (get_request_header (message, "If-None-Match"));
  answer_json (message, 200, "{}");
  set_header (message, "ETag", "\"v1\"");
  set_header (message, "Cache-Control", "no-store");
}

static void
test_no_store (void)
{
  Fixture *fixture = fixture_new (answer_no_store, SECRET "a", NULL);
  Outcome outcome;

  for (guint i = 0; i < 2; i++)
    {
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_no_error (outcome.error);
      outcome_clear (&outcome);
    }

  fixture_free (fixture);
}

static void
answer_304 (Fixture           *fixture,
            SoupServerMessage *message,
            guint              nth)
{
  soup_server_message_set_status (message, 304, NULL);
}

static void
test_unasked_304 (void)
{
  Fixture *fixture = fixture_new (answer_304, SECRET "a", NULL);
  Outcome outcome;

  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
test_log (void)
{
  Fixture *fixture = fixture_new (answer_echo, SECRET "a", NULL);
  g_autofree char *log = NULL;
  Outcome outcome;

  fixture_run (fixture->transport, "GET", SECRET "id?from=" SECRET "query", NULL, &outcome);
  g_assert_no_error (outcome.error);
  outcome_clear (&outcome);

  log = fixture_take_log ();
  g_assert_true (g_regex_match_simple ("^\\[ebb-http\\] GET things/\\{thingId\\} 200 \\d+ B \\d+ ms\\n$", log, 0, 0));

  fixture_free (fixture);
}

static void
test_bad_paths (void)
{
  static const char *const paths[] = { "/etc", "//elsewhere.example/", "../x", "a/../../x", "a/%2E%2e/x", "a/.", "a#b",
                                       "a b", "a\r\nX: y", "a\\b" };
  Fixture *fixture = fixture_new (answer_echo, SECRET "a", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Outcome outcome;

      fixture_run (fixture->transport, "GET", paths[i], NULL, &outcome);
      assert_outcome_error (&outcome, EBB_ERROR_INVALID_INPUT);
      outcome_clear (&outcome);
    }
  g_assert_cmpuint (fixture->n_requests, ==, 0);

  fixture_free (fixture);
}

static void
test_in_flight (void)
{
  Fixture *fixture = fixture_new (answer_echo, SECRET "a", NULL);
  EbbTransport *transport = fixture->transport;
  Outcome outcomes[3];

  /* Whoever let go of the transport still gets the answers. */
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    fixture_send (transport, "GET", "d", NULL, NULL, &outcomes[i]);

  fixture->transport = ebb_transport_new ("https://elsewhere.example", NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (transport), (gpointer *) &transport);
  g_object_unref (transport);
  g_assert_nonnull (transport);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      fixture_wait (&outcomes[i]);
      g_assert_no_error (outcomes[i].error);
      outcome_clear (&outcomes[i]);
    }
  g_assert_null (transport);

  fixture_free (fixture);
}

static void
answer_and_cancel (Fixture           *fixture,
                   SoupServerMessage *message,
                   guint              nth)
{
  answer_json (message, 200, "{}");
  g_cancellable_cancel (fixture->data);
}

static void
test_cancel (void)
{
  Fixture *fixture = fixture_new (answer_and_cancel, SECRET "a", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome;

  fixture->data = cancellable;
  fixture_send (fixture->transport, "GET", "d", NULL, cancellable, &outcome);
  fixture_wait (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcome);
  g_assert_cmpuint (fixture->n_requests, ==, 1);

  /* From the start. */
  fixture_send (fixture->transport, "GET", "d", NULL, cancellable, &outcome);
  fixture_wait (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcome);
  g_assert_cmpuint (fixture->n_requests, ==, 1);

  fixture_free (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_init_log ();

  g_test_add_func ("/http/transport/methods", test_methods);
  g_test_add_func ("/http/transport/no-content", test_no_content);
  g_test_add_func ("/http/transport/headers", test_headers);
  g_test_add_func ("/http/transport/statuses", test_statuses);
  g_test_add_func ("/http/transport/content-types", test_content_types);
  g_test_add_func ("/http/transport/conditional", test_conditional);
  g_test_add_func ("/http/transport/no-store", test_no_store);
  g_test_add_func ("/http/transport/conditional-by-token", test_conditional_by_token);
  g_test_add_func ("/http/transport/unasked-304", test_unasked_304);
  g_test_add_func ("/http/transport/log", test_log);
  g_test_add_func ("/http/transport/bad-paths", test_bad_paths);
  g_test_add_func ("/http/transport/in-flight", test_in_flight);
  g_test_add_func ("/http/transport/cancel", test_cancel);

  return g_test_run ();
}
