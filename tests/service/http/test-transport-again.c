/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the transport does more than once: trying again, another token, redirections. */

#include "http-fixture.h"

#include <string.h>

/* As many failures as fixture->data says, then a success. */
static void
answer_503_then_200 (Fixture           *fixture,
                     SoupServerMessage *message,
                     guint              nth)
{
  if (nth <= GPOINTER_TO_UINT (fixture->data))
    answer_json (message, 503, "{}");
  else
    answer_json (message, 200, "{}");
}

static void
test_retry_counts (void)
{
  static const struct
  {
    const char *method;
    const char *if_match;
    guint n_failures;
    guint n_requests;
    gboolean succeeds;
  } cases[] = {
    { "GET", NULL, 1, 2, TRUE },   { "GET", NULL, 2, 3, TRUE },         { "GET", NULL, 9, 3, FALSE },
    { "POST", NULL, 1, 1, FALSE }, { "PATCH", NULL, 1, 1, FALSE },      { "PUT", NULL, 1, 1, FALSE },
    { "DELETE", NULL, 2, 3, TRUE }, { "PUT", "\"v1\"", 2, 3, TRUE },    { "PATCH", "\"v1\"", 1, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture *fixture = fixture_new (answer_503_then_200, SECRET "a", NULL);
      Outcome outcome;

      fixture->data = GUINT_TO_POINTER (cases[i].n_failures);
      fixture_run (fixture->transport, cases[i].method, "d", cases[i].if_match, &outcome);
      g_assert_cmpuint (fixture->n_requests, ==, cases[i].n_requests);
      if (cases[i].succeeds)
        g_assert_no_error (outcome.error);
      else
        assert_outcome_error (&outcome, EBB_ERROR_SERVER);
      outcome_clear (&outcome);

      fixture_free (fixture);
    }
}

static void
answer_status (Fixture           *fixture,
               SoupServerMessage *message,
               guint              nth)
{
  answer_json (message, GPOINTER_TO_UINT (fixture->data), "{}");
}

static void
test_retry_statuses (void)
{
  static const guint again[] = { 429, 502, 503, 504 };
  static const guint once[] = { 400, 404, 405, 409, 412, 422, 500, 501, 505 };

  for (guint i = 0; i < G_N_ELEMENTS (again) + G_N_ELEMENTS (once); i++)
    {
      gboolean is_again = i < G_N_ELEMENTS (again);
      Fixture *fixture = fixture_new (answer_status, SECRET "a", NULL);
      Outcome outcome;

      fixture->data = GUINT_TO_POINTER (is_again ? again[i] : once[i - G_N_ELEMENTS (again)]);
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_null (outcome.reply);
      g_assert_cmpuint (fixture->n_requests, ==, is_again ? 3 : 1);
      outcome_clear (&outcome);

      fixture_free (fixture);
    }
}

static void
answer_retry_after (Fixture           *fixture,
                    SoupServerMessage *message,
                    guint              nth)
{
  answer_json (message, nth == 1 ? 429 : 200, "{}");
  set_header (message, "Retry-After", fixture->data);
  set_header (message, "Date", "Wed, 21 Oct 2015 07:28:00 GMT");
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *value;
    guint n_requests;
  } cases[] = {
    { "0", 2 },
    { "31", 1 },
    { "99999999999999999999", 1 },
    { "Wed, 21 Oct 2015 07:28:00 GMT", 2 },
    { "Wed, 21 Oct 2015 07:20:00 GMT", 2 },
    { "Wed, 21 Oct 2015 07:29:00 GMT", 1 },
    { "-5", 2 },
    { "soon", 2 },
    { "", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture *fixture = fixture_new (answer_retry_after, SECRET "a", NULL);
      Outcome outcome;

      fixture->data = (gpointer) cases[i].value;
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_cmpuint (fixture->n_requests, ==, cases[i].n_requests);
      if (cases[i].n_requests == 2)
        g_assert_no_error (outcome.error);
      else
        assert_outcome_error (&outcome, EBB_ERROR_TOO_MANY);
      outcome_clear (&outcome);

      fixture_free (fixture);
    }
}

/* A second is short enough for a test and too long to be an accident. */
static void
test_retry_after_is_kept (void)
{
  Fixture *fixture = fixture_new (answer_retry_after, SECRET "a", NULL);
  gint64 started_us = g_get_monotonic_time ();
  Outcome outcome;

  fixture->data = "1";
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (g_get_monotonic_time () - started_us, >=, G_USEC_PER_SEC);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
test_retry_total (void)
{
  Fixture *fixture = fixture_new (answer_retry_after, SECRET "a", NULL);
  EbbTransportLimits limits = *ebb_transport_get_limits (fixture->transport);
  Outcome outcome;

  limits.total_ms = 15 * 1000;
  ebb_transport_set_limits (fixture->transport, &limits);

  fixture->data = "20";
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_TOO_MANY);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
test_cancel_wait (void)
{
  Fixture *fixture = fixture_new (answer_retry_after, SECRET "a", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *log = NULL;
  gint64 started_us = g_get_monotonic_time ();
  Outcome outcome;

  fixture->data = "20";
  fixture_send (fixture->transport, "GET", "d", NULL, cancellable, &outcome);

  /* The line is written when the attempt has ended: from here on there is only the wait. */
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (log);
      log = fixture_take_log ();
    }
  while (strstr (log, " 429 ") == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_false (outcome.is_done);

  g_cancellable_cancel (cancellable);
  fixture_wait (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 10 * G_USEC_PER_SEC);
  outcome_clear (&outcome);
  g_assert_cmpuint (fixture->n_requests, ==, 1);

  fixture_free (fixture);
}

/* Accepts the token that ends in b; fixture->data is the status for any other. */
static void
answer_by_token (Fixture           *fixture,
                 SoupServerMessage *message,
                 guint              nth)
{
  if (g_strcmp0 (get_request_header (message, "Authorization"), "Bearer " SECRET "b") == 0)
    answer_json (message, 200, "{}");
  else
    answer_json (message, GPOINTER_TO_UINT (fixture->data), "{\"code\":\"token_expired\"}");
}

static void
test_renewal (void)
{
  static const guint statuses[] = { 401, 403 };
  static const char *const methods[] = { "GET", "POST" };

  for (guint i = 0; i < 4; i++)
    {
      Fixture *fixture = fixture_new (answer_by_token, SECRET "a", SECRET "b");
      Outcome outcome;

      fixture->data = GUINT_TO_POINTER (statuses[i / 2]);
      fixture_run (fixture->transport, methods[i % 2], "d", NULL, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpuint (fixture->credentials->n_renewals, ==, 1);
      g_assert_cmpuint (fixture->n_requests, ==, 2);
      outcome_clear (&outcome);

      fixture_free (fixture);
    }
}

static void
test_renewal_once (void)
{
  static const char *const next_tokens[] = { SECRET "c", SECRET "a", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (next_tokens); i++)
    {
      Fixture *fixture = fixture_new (answer_by_token, SECRET "a", next_tokens[i]);
      Outcome outcome;

      fixture->data = GUINT_TO_POINTER (403);
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      assert_outcome_error (&outcome, EBB_ERROR_SIGNED_OUT);
      g_assert_cmpuint (ebb_error_get_status (outcome.error), ==, 403);
      g_assert_cmpstr (ebb_error_get_problem_code (outcome.error), ==, "token_expired");
      g_assert_cmpuint (fixture->credentials->n_renewals, ==, 1);
      g_assert_cmpuint (fixture->n_requests, ==, next_tokens[i] != NULL ? 2 : 1);
      outcome_clear (&outcome);

      fixture_free (fixture);
    }
}

/* When the renewal itself has no network, nobody is signed out. */
static void
test_renewal_offline (void)
{
  Fixture *fixture = fixture_new (answer_by_token, SECRET "a", NULL);
  Outcome outcome;

  fixture->data = GUINT_TO_POINTER (401);
  fixture->credentials->renewal_error = EBB_ERROR_OFFLINE;
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_OFFLINE);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

static void
test_renewal_is_shared (void)
{
  Fixture *fixture = fixture_new (answer_by_token, SECRET "a", SECRET "b");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcomes[5];

  fixture->data = GUINT_TO_POINTER (401);
  fixture->credentials->is_held = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    fixture_send (fixture->transport, "GET", "d", NULL, i == 0 ? cancellable : NULL, &outcomes[i]);

  while (fixture->n_requests < G_N_ELEMENTS (outcomes) || fixture->credentials->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  /* Whoever gives up does not wait for the others, and does not end it for them. */
  g_cancellable_cancel (cancellable);
  fixture_wait (&outcomes[0]);
  g_assert_error (outcomes[0].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcomes[0]);
  g_assert_nonnull (fixture->credentials->held);

  test_credentials_release (fixture->credentials);
  for (guint i = 1; i < G_N_ELEMENTS (outcomes); i++)
    {
      fixture_wait (&outcomes[i]);
      g_assert_no_error (outcomes[i].error);
      outcome_clear (&outcomes[i]);
    }
  g_assert_cmpuint (fixture->credentials->n_renewals, ==, 1);
  g_assert_cmpuint (fixture->n_requests, ==, 2 * G_N_ELEMENTS (outcomes) - 1);

  fixture_free (fixture);
}

static void
test_renewal_too_long (void)
{
  Fixture *fixture = fixture_new (answer_by_token, SECRET "a", SECRET "b");
  EbbTransportLimits limits = *ebb_transport_get_limits (fixture->transport);
  Outcome outcome;

  limits.total_ms = 300;
  ebb_transport_set_limits (fixture->transport, &limits);

  fixture->data = GUINT_TO_POINTER (401);
  fixture->credentials->is_held = TRUE;
  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_TIMEOUT);
  outcome_clear (&outcome);

  /* The late answer finds nobody waiting. */
  test_credentials_release (fixture->credentials);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  fixture_free (fixture);
}

static void
answer_forbidden (Fixture           *fixture,
                  SoupServerMessage *message,
                  guint              nth)
{
  answer_json (message, 403, "{\"code\":\"forbidden\"}");
}

static void
test_denied (void)
{
  Fixture *fixture = fixture_new (answer_forbidden, SECRET "a", SECRET "b");
  Outcome outcome;

  fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_DENIED);
  g_assert_cmpuint (fixture->credentials->n_renewals, ==, 0);
  outcome_clear (&outcome);

  fixture_free (fixture);
}

/* Tokens that cannot be sent: none, and those that would break the header. */
static void
test_no_token (void)
{
  static const char *const tokens[] = { "", SECRET "a b", SECRET "a\r\nX: y", SECRET "\xc3\xa5" };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      Fixture *fixture = fixture_new (answer_by_token, tokens[i], i % 2 == 0 ? SECRET "b" : NULL);
      Outcome outcome;

      fixture->data = GUINT_TO_POINTER (401);
      if (i == 0)
        g_clear_pointer (&fixture->credentials->token, g_free);
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      g_assert_cmpuint (fixture->credentials->n_renewals, ==, 1);
      if (i % 2 == 0)
        {
          g_assert_no_error (outcome.error);
          g_assert_cmpuint (fixture->n_requests, ==, 1);
        }
      else
        {
          assert_outcome_error (&outcome, EBB_ERROR_SIGNED_OUT);
          g_assert_cmpuint (fixture->n_requests, ==, 0);
        }
      outcome_clear (&outcome);

      fixture_free (fixture);
    }
}

/* From /d?N to /d?N-1 … and an answer at 0. */
static void
answer_redirections (Fixture           *fixture,
                     SoupServerMessage *message,
                     guint              nth)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  guint64 n = g_ascii_strtoull (query, NULL, 10);
  g_autofree char *location = g_strdup_printf ("d?%d", (int) n - 1);

  g_assert_cmpstr (get_request_header (message, "Authorization"), ==, "Bearer " SECRET "a");
  g_assert_null (get_request_header (message, "If-None-Match"));

  if (n == 0)
    {
      answer_json (message, 200, "{}");
      set_header (message, "ETag", "\"v1\"");
      return;
    }

  soup_server_message_set_redirect (message, nth % 2 == 0 ? 302 : 308, location);
}

static void
test_redirections (void)
{
  Fixture *fixture = fixture_new (answer_redirections, SECRET "a", NULL);
  Outcome outcome;

  for (guint i = 0; i < 2; i++)
    {
      fixture_run (fixture->transport, "GET", "d?3", NULL, &outcome);
      g_assert_no_error (outcome.error);
      outcome_clear (&outcome);
    }
  g_assert_cmpuint (fixture->n_requests, ==, 8);

  fixture_run (fixture->transport, "GET", "d?4", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  outcome_clear (&outcome);
  g_assert_cmpuint (fixture->n_requests, ==, 12);

  fixture_run (fixture->transport, "POST", "d?1", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  outcome_clear (&outcome);
  g_assert_cmpuint (fixture->n_requests, ==, 13);

  fixture_free (fixture);
}

static void
answer_redirect_to_data (Fixture           *fixture,
                         SoupServerMessage *message,
                         guint              nth)
{
  soup_server_message_set_status (message, 307, NULL);
  if (fixture->data != NULL)
    set_header (message, "Location", fixture->data);
}

static void
answer_never (Fixture           *fixture,
              SoupServerMessage *message,
              guint              nth)
{
  g_assert_not_reached ();
}

static void
test_redirection_elsewhere (void)
{
  Fixture *other = fixture_new (answer_never, SECRET "a", NULL);
  Fixture *fixture = fixture_new (answer_redirect_to_data, SECRET "a", NULL);
  const char *const targets[] = { ebb_transport_get_base_uri (other->transport), "https://elsewhere.example/",
                                  "file:///etc/passwd", "//elsewhere.example/", "http://[", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      Outcome outcome;

      fixture->data = (gpointer) targets[i];
      fixture_run (fixture->transport, "GET", "d", NULL, &outcome);
      assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (outcome.error->message, "sent us elsewhere"));
      g_assert_cmpuint (ebb_error_get_status (outcome.error), ==, 307);
      g_assert_cmpuint (fixture->n_requests, ==, i + 1);
      outcome_clear (&outcome);
    }
  g_assert_cmpuint (other->n_requests, ==, 0);

  fixture_free (fixture);
  fixture_free (other);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_init_log ();

  g_test_add_func ("/http/again/retry/counts", test_retry_counts);
  g_test_add_func ("/http/again/retry/statuses", test_retry_statuses);
  g_test_add_func ("/http/again/retry/after", test_retry_after);
  g_test_add_func ("/http/again/retry/after-is-kept", test_retry_after_is_kept);
  g_test_add_func ("/http/again/retry/total", test_retry_total);
  g_test_add_func ("/http/again/retry/cancel-wait", test_cancel_wait);
  g_test_add_func ("/http/again/renewal/both-statuses", test_renewal);
  g_test_add_func ("/http/again/renewal/once", test_renewal_once);
  g_test_add_func ("/http/again/renewal/offline", test_renewal_offline);
  g_test_add_func ("/http/again/renewal/is-shared", test_renewal_is_shared);
  g_test_add_func ("/http/again/renewal/too-long", test_renewal_too_long);
  g_test_add_func ("/http/again/renewal/denied", test_denied);
  g_test_add_func ("/http/again/renewal/no-token", test_no_token);
  g_test_add_func ("/http/again/redirections/same-origin", test_redirections);
  g_test_add_func ("/http/again/redirections/elsewhere", test_redirection_elsewhere);

  return g_test_run ();
}
