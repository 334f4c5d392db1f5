/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reviewer is told of what goes over the wire: every attempt, and never the token. */

#include "http-fixture.h"

#include <string.h>

static EbbTraceEntry *
get_entry (EbbTrace *trace,
           guint     position)
{
  EbbTraceEntry *entry = g_list_model_get_item (G_LIST_MODEL (trace), position);

  g_assert_nonnull (entry);
  g_object_unref (entry);

  return entry; /* the trace has it */
}

static void
assert_no_secret (EbbTraceEntry *entry)
{
  gboolean is_cut;
  g_autofree char *sent_body = ebb_trace_entry_dup_sent_body (entry);
  g_autofree char *body = ebb_trace_entry_dup_body (entry, &is_cut);
  g_autofree char *sent_headers = ebb_trace_entry_dup_sent_headers (entry);
  g_autofree char *headers = ebb_trace_entry_dup_headers (entry);

  g_assert_null (strstr (sent_body, SECRET));
  g_assert_null (strstr (body, SECRET));
  g_assert_null (strstr (ebb_trace_entry_get_uri (entry), SECRET));
  g_assert_null (strstr (sent_headers, SECRET));
  g_assert_null (strstr (headers, SECRET));
}

/* A server that tells everybody what it was told. */
static void
answer_indiscreet (Fixture           *fixture,
                   SoupServerMessage *message,
                   guint              nth)
{
  const char *authorization = get_request_header (message, "Authorization");
  g_autofree char *body = g_strdup_printf ("{\"heard\":\"%s\"}", authorization);

  if (nth == 1)
    {
      answer_json (message, 401, body);
      return;
    }
  answer_json (message, 200, body);
  set_header (message, "X-Heard", authorization);
  set_header (message, "Set-Cookie", "session=" SECRET "cookie");
  set_header (message, "ETag", "\"v1\"");
}

static void
test_attempts (void)
{
  Fixture *fixture = fixture_new (answer_indiscreet, SECRET "a", SECRET "b");
  g_autoptr (EbbClock) clock = ebb_clock_new_from (EBB_HOUR, 0);
  g_autoptr (EbbTrace) trace = ebb_trace_new (clock);
  EbbTraceEntry *first, *second;
  g_autofree char *body = NULL;
  g_autofree char *sent_headers = NULL;
  g_autofree char *headers = NULL;
  gboolean is_cut;
  Outcome outcome;

  ebb_transport_set_trace (fixture->transport, trace);
  fixture_run (fixture->transport, "PUT", "d?from=1", "\"v1\"", &outcome);
  g_assert_no_error (outcome.error);
  outcome_clear (&outcome);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 2);
  first = get_entry (trace, 1);
  second = get_entry (trace, 0);
  assert_no_secret (first);
  assert_no_secret (second);
  sent_headers = ebb_trace_entry_dup_sent_headers (second);
  headers = ebb_trace_entry_dup_headers (second);
  g_assert_cmpuint (ebb_trace_entry_get_status (first), ==, 401);
  g_assert_cmpuint (ebb_trace_entry_get_status (second), ==, 200);
  g_assert_cmpstr (ebb_trace_entry_get_method (second), ==, "PUT");
  g_assert_true (g_str_has_suffix (ebb_trace_entry_get_uri (second), "/d?from=1"));
  g_assert_nonnull (strstr (sent_headers, "Authorization: Bearer $TOKEN\n"));
  g_assert_nonnull (strstr (sent_headers, "If-Match: \"v1\"\n"));
  g_assert_nonnull (strstr (sent_headers, "User-Agent: Ebb/"));
  g_assert_nonnull (strstr (headers, "X-Heard: Bearer $TOKEN\n"));
  g_assert_nonnull (strstr (headers, "ETag: \"v1\"\n"));
  body = ebb_trace_entry_dup_body (second, &is_cut);
  g_assert_cmpstr (body, ==, "{\"heard\":\"Bearer $TOKEN\"}");
  g_assert_cmpuint (ebb_trace_entry_get_size (second), ==, strlen ("{\"heard\":\"Bearer " SECRET "b\"}"));
  g_assert_cmpint (ebb_trace_entry_get_duration (second), >, 0);
  g_assert_null (ebb_trace_entry_get_problem (second));

  /* Whoever looks away sees nothing more. */
  ebb_transport_set_trace (fixture->transport, NULL);
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  outcome_clear (&outcome);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 2);

  fixture_free (fixture);
}

static void
answer_html (Fixture           *fixture,
             SoupServerMessage *message,
             guint              nth)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<p>", 3);
}

static void
test_problem (void)
{
  Fixture *fixture = fixture_new (answer_html, SECRET "a", NULL);
  g_autoptr (EbbClock) clock = ebb_clock_new_from (0, 0);
  g_autoptr (EbbTrace) trace = ebb_trace_new (clock);
  Outcome outcome;

  ebb_transport_set_trace (fixture->transport, trace);
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  g_assert_cmpstr (ebb_trace_entry_get_problem (get_entry (trace, 0)), ==, outcome.error->message);
  g_assert_true (ebb_trace_entry_has_failed (get_entry (trace, 0)));
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
answer_late (Fixture           *fixture,
             SoupServerMessage *message,
             guint              nth)
{
  /* Never. */
  soup_server_message_pause (message);
}

/* What is given up has ended, too. */
static void
test_cancelled (void)
{
  Fixture *fixture = fixture_new (answer_late, SECRET "a", NULL);
  g_autoptr (EbbClock) clock = ebb_clock_new_from (0, 0);
  g_autoptr (EbbTrace) trace = ebb_trace_new (clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };

  ebb_transport_set_trace (fixture->transport, trace);
  fixture_send (fixture->transport, "GET", "d", NULL, cancellable, &outcome);
  g_assert_true (ebb_trace_entry_is_pending (get_entry (trace, 0)));
  g_cancellable_cancel (cancellable);
  fixture_wait (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (ebb_trace_entry_is_pending (get_entry (trace, 0)));
  g_assert_cmpuint (ebb_trace_entry_get_status (get_entry (trace, 0)), ==, 0);
  g_assert_false (ebb_trace_entry_has_failed (get_entry (trace, 0)));
  outcome_clear (&outcome);

  fixture_free (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_init_log ();

  g_test_add_func ("/http/trace/attempts", test_attempts);
  g_test_add_func ("/http/trace/problem", test_problem);
  g_test_add_func ("/http/trace/cancelled", test_cancelled);

  return g_test_run ();
}
