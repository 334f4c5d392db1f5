/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The transport and servers that do what no server should. */

#include "http-fixture.h"
#include "raw-server.h"

#include <string.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define HEAD_10 "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n"
#define MIB (1024 * 1024)

typedef struct
{
  const char *bytes;
  RawEnd end;
  int code;                 /* -1: a success */
  const char *problem_code;
  guint n_requests;         /* for a GET */
} Case;

static EbbTransport *
new_transport (const char *base)
{
  g_autoptr (TestCredentials) credentials = test_credentials_new (SECRET "a", NULL);
  g_autoptr (GError) error = NULL;
  EbbTransport *transport = ebb_transport_new (base, EBB_CREDENTIALS (credentials), &error);

  g_assert_no_error (error);
  fixture_shorten_limits (transport);

  return transport;
}

static void
set_attempt_ms (EbbTransport *transport,
                guint         attempt_ms)
{
  EbbTransportLimits limits = *ebb_transport_get_limits (transport);

  limits.attempt_ms = attempt_ms;
  ebb_transport_set_limits (transport, &limits);
}

static void
run_case (const Case *c,
          const char *method)
{
  RawServer *server = raw_server_new (NULL);
  g_autofree char *base = raw_server_dup_base (server);
  EbbTransport *transport = new_transport (base);
  g_autofree char *log = NULL;
  guint n_requests = g_str_equal (method, "GET") ? c->n_requests : 1;
  Outcome outcome;

  raw_server_script (server, c->bytes, -1, c->end);
  if (c->end == RAW_HOLD || c->end == RAW_DRIP)
    set_attempt_ms (transport, 60);

  fixture_run (transport, method, "d", NULL, &outcome);
  if (c->code < 0)
    g_assert_no_error (outcome.error);
  else
    {
      assert_outcome_error (&outcome, c->code);
      g_assert_cmpstr (ebb_error_get_problem_code (outcome.error), ==, c->problem_code);
    }
  outcome_clear (&outcome);
  g_assert_cmpuint (raw_server_get_n_requests (server), ==, n_requests);

  g_assert_finalize_object (transport);
  raw_server_free (server);
  log = fixture_take_log ();
}

static void
test_misbehaviour (gconstpointer data)
{
  run_case (data, "GET");
  run_case (data, "POST");
}

static const struct
{
  const char *name;
  Case c;
} cases[] = {
  /* The control: what these servers send can be read when it is right. */
  { "good", { HEAD "Content-Length: 2\r\n\r\n{}", RAW_CLOSE, -1, NULL, 1 } },
  { "good-1.0", { HEAD_10 "Content-Length: 2\r\n\r\n{}", RAW_CLOSE, -1, NULL, 1 } },
  { "good-1.0-no-length", { HEAD_10 "\r\n{}", RAW_CLOSE, -1, NULL, 1 } },
  { "good-chunked", { HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", RAW_CLOSE, -1, NULL, 1 } },

  { "truncated", { HEAD "Content-Length: 20\r\n\r\n{\"a\":", RAW_CLOSE, EBB_ERROR_BAD_REPLY, "truncated", 3 } },
  { "truncated-1.0", { HEAD_10 "Content-Length: 20\r\n\r\n{\"a\":", RAW_CLOSE, EBB_ERROR_BAD_REPLY, "truncated", 3 } },
  { "truncated-at-once", { HEAD_10 "Content-Length: 20\r\n\r\n", RAW_CLOSE, EBB_ERROR_BAD_REPLY, "truncated", 3 } },
  { "truncated-chunked",
    { HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"a", RAW_CLOSE, EBB_ERROR_BAD_REPLY, "truncated", 3 } },
  { "reset", { "", RAW_RESET, EBB_ERROR_OFFLINE, NULL, 3 } },
  { "hang-up", { "", RAW_CLOSE, EBB_ERROR_OFFLINE, NULL, 3 } },
  { "hang-up-in-headers", { "HTTP/1.1 200 OK\r\nContent-Ty", RAW_CLOSE, EBB_ERROR_BAD_REPLY, NULL, 1 } },
  { "garbage", { "SSH-2.0-OpenSSH_9.2p1\r\n\r\n", RAW_CLOSE, EBB_ERROR_BAD_REPLY, NULL, 1 } },
  { "never-answers", { "", RAW_HOLD, EBB_ERROR_TIMEOUT, NULL, 1 } },
  { "stalls-in-headers", { "HTTP/1.1 200 OK\r\nContent-Ty", RAW_HOLD, EBB_ERROR_TIMEOUT, NULL, 1 } },
  { "stalls-in-body", { HEAD "Content-Length: 20\r\n\r\n{\"a\":", RAW_HOLD, EBB_ERROR_TIMEOUT, NULL, 1 } },
  { "drips", { HEAD "\r\n", RAW_DRIP, EBB_ERROR_TIMEOUT, NULL, 1 } },
  { "empty", { HEAD "Content-Length: 0\r\n\r\n", RAW_CLOSE, EBB_ERROR_BAD_REPLY, NULL, 1 } },
  { "empty-no-length", { HEAD_10 "\r\n", RAW_CLOSE, EBB_ERROR_BAD_REPLY, NULL, 1 } },
  { "empty-201", { "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", RAW_CLOSE, EBB_ERROR_BAD_REPLY, NULL, 1 } },
  { "promises-too-much", { HEAD "Content-Length: 99999999999\r\n\r\n{", RAW_HOLD, EBB_ERROR_BAD_REPLY, NULL, 1 } },
  /* libsoup forgives this. */
  { "gzip-that-is-none",
    { HEAD "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", RAW_CLOSE, -1, NULL, 1 } },

  /* The status is enough, whatever becomes of the body. */
  { "error-truncated",
    { "HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\nContent-Length: 50\r\n\r\n{\"code\":",
      RAW_CLOSE, EBB_ERROR_NOT_FOUND, NULL, 1 } },
  { "error-stalls",
    { "HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\nContent-Length: 50\r\n\r\n{\"code\":",
      RAW_HOLD, EBB_ERROR_NOT_FOUND, NULL, 1 } },
  { "refusal-drips", { "HTTP/1.1 401 No\r\nContent-Type: application/problem+json\r\n\r\n", RAW_DRIP, EBB_ERROR_SIGNED_OUT, NULL, 1 } },
  { "error-html",
    { "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", RAW_CLOSE,
      EBB_ERROR_SERVER, NULL, 3 } },
};

static void
test_refused (void)
{
  RawServer *server = raw_server_new (NULL);
  g_autofree char *base = raw_server_dup_base (server);
  EbbTransport *transport = new_transport (base);
  g_autofree char *log = NULL;
  Outcome outcome;

  /* Nobody listens there any more. */
  raw_server_free (server);

  fixture_run (transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_OFFLINE);
  g_assert_null (ebb_error_get_problem_code (outcome.error));
  outcome_clear (&outcome);

  log = fixture_take_log ();
  g_assert_true (g_regex_match_simple ("^(\\[ebb-http\\] GET things/\\{thingId\\} - 0 B \\d+ ms\\n){3}$", log, 0, 0));
  g_assert_finalize_object (transport);
}

static void
test_cancel_at (gconstpointer bytes)
{
  RawServer *server = raw_server_new (NULL);
  g_autofree char *base = raw_server_dup_base (server);
  EbbTransport *transport = new_transport (base);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *log = NULL;
  Outcome outcome;

  raw_server_script (server, bytes, -1, RAW_HOLD);
  fixture_send (transport, "GET", "d", NULL, cancellable, &outcome);
  while (raw_server_get_n_requests (server) == 0)
    g_main_context_iteration (NULL, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_cancellable_cancel (cancellable);
  fixture_wait (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcome);
  g_assert_cmpuint (raw_server_get_n_requests (server), ==, 1);

  g_assert_finalize_object (transport);
  raw_server_free (server);
  log = fixture_take_log ();
}

/* Bodies: fixture->data is a GBytes. */
static void
answer_body (Fixture           *fixture,
             SoupServerMessage *message,
             guint              nth)
{
  gsize size;
  const char *body = g_bytes_get_data (fixture->data, &size);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body, size);
}

static void
answer_body_chunked (Fixture           *fixture,
                     SoupServerMessage *message,
                     guint              nth)
{
  answer_body (fixture, message, nth);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_complete (soup_server_message_get_response_body (message));
}

static void
answer_body_gzip (Fixture           *fixture,
                  SoupServerMessage *message,
                  guint              nth)
{
  answer_body (fixture, message, nth);
  set_header (message, "Content-Encoding", "gzip");
}

static GBytes *
new_body (gsize size)
{
  char *data = g_malloc (size);

  memset (data, '[', size);

  return g_bytes_new_take (data, size);
}

static void
test_large_bodies (void)
{
  static const struct
  {
    gsize size;
    gboolean fits;
  } sizes[] = {
    { 10 * 1000 * 1000, TRUE }, { 16 * MIB, TRUE }, { 16 * MIB + 1, FALSE }, { 17 * MIB, FALSE },
  };
  static const Answer answers[] = { answer_body, answer_body_chunked };

  for (guint i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (answers); i++)
    {
      gsize size = sizes[i / 2].size;
      Fixture *fixture = fixture_new (answers[i % 2], SECRET "a", NULL);
      g_autoptr (GBytes) body = new_body (size);
      Outcome outcome;

      fixture->data = body;
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      if (sizes[i / 2].fits)
        {
          g_assert_no_error (outcome.error);
          g_assert_true (g_bytes_equal (outcome.reply->body, body));
        }
      else
        {
          assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
          g_assert_nonnull (strstr (outcome.error->message, "too large"));
        }
      outcome_clear (&outcome);
      g_assert_cmpuint (fixture->n_requests, ==, 1);

      fixture_free (fixture);
    }
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, compressor);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (output, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static void
test_gzip (void)
{
  Fixture *fixture = fixture_new (answer_body_gzip, SECRET "a", NULL);
  EbbTransportLimits limits = *ebb_transport_get_limits (fixture->transport);
  g_autoptr (GBytes) body = new_body (MIB);
  g_autoptr (GBytes) small = compress (body);
  Outcome outcome;

  g_assert_cmpuint (g_bytes_get_size (small), <, 64 * 1024);

  limits.body_bytes = MIB;
  ebb_transport_set_limits (fixture->transport, &limits);
  fixture->data = small;
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (g_bytes_equal (outcome.reply->body, body));
  outcome_clear (&outcome);

  /* What counts is what it becomes. */
  limits.body_bytes = MIB - 1;
  ebb_transport_set_limits (fixture->transport, &limits);
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
test_truncated_gzip (void)
{
  RawServer *server = raw_server_new (NULL);
  g_autofree char *base = raw_server_dup_base (server);
  EbbTransport *transport = new_transport (base);
  g_autoptr (GBytes) body = new_body (MIB);
  g_autoptr (GBytes) small = compress (body);
  g_autoptr (GString) reply = g_string_new (NULL);
  g_autofree char *log = NULL;
  Outcome outcome;

  g_string_printf (reply, HEAD_10 "Content-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", g_bytes_get_size (small));
  g_string_append_len (reply, g_bytes_get_data (small, NULL), (gssize) g_bytes_get_size (small));

  raw_server_script (server, reply->str, (gssize) reply->len, RAW_CLOSE);
  fixture_run (transport, "GET", "d", NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (g_bytes_equal (outcome.reply->body, body));
  outcome_clear (&outcome);

  raw_server_script (server, reply->str, (gssize) reply->len - 100, RAW_CLOSE);
  fixture_run (transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  g_assert_cmpstr (ebb_error_get_problem_code (outcome.error), ==, "truncated");
  outcome_clear (&outcome);

  g_assert_finalize_object (transport);
  raw_server_free (server);
  log = fixture_take_log ();
}

static void
answer_large_problem (Fixture           *fixture,
                      SoupServerMessage *message,
                      guint              nth)
{
  answer_body (fixture, message, nth);
  soup_server_message_set_status (message, 404, NULL);
}

static void
test_large_problem (void)
{
  Fixture *fixture = fixture_new (answer_large_problem, SECRET "a", NULL);
  g_autoptr (GBytes) body = new_body (20 * MIB);
  g_autofree char *log = NULL;
  Outcome outcome;

  fixture->data = body;
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_NOT_FOUND);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

/* A server that stalls a few does not keep the others waiting. */
static void
test_after_trouble (void)
{
  RawServer *server = raw_server_new (NULL);
  g_autofree char *base = raw_server_dup_base (server);
  EbbTransport *transport = new_transport (base);
  g_autofree char *log = NULL;
  Outcome outcomes[8];
  Outcome outcome;

  set_attempt_ms (transport, 60);
  raw_server_script (server, HEAD "Content-Length: 20\r\n\r\n{\"a\":", -1, RAW_HOLD);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    fixture_send (transport, "GET", "d", NULL, NULL, &outcomes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      fixture_wait (&outcomes[i]);
      assert_outcome_error (&outcomes[i], EBB_ERROR_TIMEOUT);
      outcome_clear (&outcomes[i]);
    }

  set_attempt_ms (transport, 20 * 1000);
  raw_server_script (server, HEAD "Content-Length: 2\r\n\r\n{}", -1, RAW_CLOSE);
  fixture_run (transport, "GET", "d", NULL, &outcome);
  g_assert_no_error (outcome.error);
  outcome_clear (&outcome);

  g_assert_finalize_object (transport);
  raw_server_free (server);
  log = fixture_take_log ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_init_log ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/http/bad/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i].c, test_misbehaviour);
    }
  g_test_add_func ("/http/bad/refused", test_refused);
  g_test_add_data_func ("/http/bad/cancel/before-the-answer", "", test_cancel_at);
  g_test_add_data_func ("/http/bad/cancel/in-the-headers", "HTTP/1.1 200 OK\r\nConte", test_cancel_at);
  g_test_add_data_func ("/http/bad/cancel/in-the-body", HEAD "Content-Length: 20\r\n\r\n{\"a", test_cancel_at);
  g_test_add_data_func ("/http/bad/cancel/in-an-error", "HTTP/1.1 404 No\r\nContent-Length: 20\r\n\r\n{\"a",
                        test_cancel_at);
  g_test_add_func ("/http/bad/large-bodies", test_large_bodies);
  g_test_add_func ("/http/bad/gzip", test_gzip);
  g_test_add_func ("/http/bad/truncated-gzip", test_truncated_gzip);
  g_test_add_func ("/http/bad/large-problem", test_large_problem);
  g_test_add_func ("/http/bad/after-trouble", test_after_trouble);

  return g_test_run ();
}
