/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The transport over TLS, with a certificate that this program makes for itself. Run twice: with
 * SOUP_SERVER_HTTP2=1 the server speaks HTTP/2, as a real one does. */

#include "http-fixture.h"
#include "raw-server.h"
#include "self-signed.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  SoupServer *server;
  char *base;
  GTlsCertificate *certificate;
  char *certificate_path;
  guint n_requests;
} TlsServer;

static void
request_cb (SoupServer        *soup_server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TlsServer *server = user_data;

  server->n_requests++;
  g_assert_cmpstr (get_request_header (message, "Authorization"), ==, "Bearer " SECRET "a");

  if (g_str_has_suffix (path, "to-http"))
    {
      g_autofree char *location = g_strconcat ("http", server->base + strlen ("https"), "d", NULL);

      soup_server_message_set_redirect (message, 302, location);
    }
  else if (g_str_has_suffix (path, "missing"))
    answer_json (message, 404, "{\"code\":\"no_such_thing\"}");
  else
    {
      answer_json (message, 200, soup_server_message_get_http_version (message) == SOUP_HTTP_2_0 ? "2" : "1");
      set_header (message, "ETag", "\"v1\"");
    }
}

static TlsServer *
tls_server_new (const char *certificate_host)
{
  TlsServer *self = g_new0 (TlsServer, 1);
  g_autofree char *pem = self_signed_make (certificate_host);
  g_autoptr (GError) error = NULL;
  GSList *uris;
  int fd;

  fd = g_file_open_tmp ("ebb-test-XXXXXX.pem", &self->certificate_path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (self->certificate_path, pem, -1, &error);
  g_assert_no_error (error);

  self->certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);

  self->server = soup_server_new ("tls-certificate", self->certificate, "raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("https://localhost:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

static void
tls_server_free (TlsServer *self)
{
  g_autofree char *log = fixture_take_log ();

  soup_server_disconnect (self->server);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (self->server);
  g_object_unref (self->certificate);
  g_unlink (self->certificate_path);
  g_free (self->certificate_path);
  g_free (self->base);
  g_free (self);
}

static EbbTransport *
new_transport (const char *base,
               TlsServer  *trusted)
{
  g_autoptr (TestCredentials) credentials = test_credentials_new (SECRET "a", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (trusted->certificate_path, &error);
  EbbTransport *transport;

  g_assert_no_error (error);
  transport = ebb_transport_new (base, EBB_CREDENTIALS (credentials), &error);
  g_assert_no_error (error);
  fixture_shorten_limits (transport);
  ebb_transport_set_tls_database (transport, database);

  return transport;
}

static const char *
get_expected_version (void)
{
  return g_getenv ("SOUP_SERVER_HTTP2") != NULL ? "2" : "1";
}

static void
test_trusted (void)
{
  TlsServer *server = tls_server_new ("localhost");
  EbbTransport *transport = new_transport (server->base, server);
  Outcome outcome;

  for (guint i = 0; i < 3; i++)
    {
      fixture_run (transport, i < 2 ? "GET" : "POST", "d", NULL, &outcome);
      g_assert_cmpstr (outcome_get_text (&outcome), ==, get_expected_version ());
      outcome_clear (&outcome);
    }
  g_assert_cmpuint (server->n_requests, ==, 3);

  fixture_run (transport, "GET", "to-http", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  outcome_clear (&outcome);
  g_assert_cmpuint (server->n_requests, ==, 4);

  g_assert_finalize_object (transport);
  tls_server_free (server);
}

/* A server with the certificate of @server, for a client that trusts that of @trusted. A failed handshake upsets some
 * versions of libsoup's server, so this one is our own. */
static void
assert_not_private (TlsServer *server,
                    TlsServer *trusted)
{
  RawServer *raw = raw_server_new (server->certificate);
  g_autofree char *base = raw_server_dup_base (raw);
  EbbTransport *transport = new_transport (base, trusted);
  g_autofree char *log = NULL;
  Outcome outcome;

  fixture_run (transport, "GET", "d", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_OFFLINE);
  g_assert_cmpstr (ebb_error_get_problem_code (outcome.error), ==, "tls");
  outcome_clear (&outcome);

  /* Not tried again: it will not become better. */
  log = fixture_take_log ();
  g_assert_true (g_regex_match_simple ("^\\[ebb-http\\] [^\n]*\n$", log, 0, 0));

  g_assert_finalize_object (transport);
  g_assert_cmpuint (raw_server_get_n_requests (raw), ==, 0);
  raw_server_free (raw);
}

static void
test_untrusted (void)
{
  TlsServer *server = tls_server_new ("localhost");
  TlsServer *other = tls_server_new ("localhost");

  assert_not_private (server, other);
  tls_server_free (other);
  tls_server_free (server);
}

static void
test_wrong_name (void)
{
  TlsServer *server = tls_server_new ("elsewhere.example");

  assert_not_private (server, server);
  tls_server_free (server);
}

/* Several at once, one of them cancelled: over HTTP/2 they share a connection. */
static void
test_at_once (void)
{
  TlsServer *server = tls_server_new ("localhost");
  EbbTransport *transport = new_transport (server->base, server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcomes[8];
  Outcome outcome;

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    fixture_send (transport, i % 2 == 0 ? "GET" : "PUT", "d", NULL, i == 2 ? cancellable : NULL, &outcomes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      if (i == 2)
        g_cancellable_cancel (cancellable);
      fixture_wait (&outcomes[i]);
      if (i == 2)
        g_assert_true (outcomes[i].reply != NULL
                       || g_error_matches (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
      else
        g_assert_cmpstr (outcome_get_text (&outcomes[i]), ==, get_expected_version ());
      outcome_clear (&outcomes[i]);
    }

  fixture_run (transport, "GET", "missing", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_NOT_FOUND);
  g_assert_cmpstr (ebb_error_get_problem_code (outcome.error), ==, "no_such_thing");
  outcome_clear (&outcome);

  fixture_run (transport, "GET", "to-http", NULL, &outcome);
  assert_outcome_error (&outcome, EBB_ERROR_BAD_REPLY);
  outcome_clear (&outcome);

  g_assert_finalize_object (transport);
  tls_server_free (server);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_init_log ();

  g_test_add_func ("/http/tls/trusted", test_trusted);
  g_test_add_func ("/http/tls/untrusted", test_untrusted);
  g_test_add_func ("/http/tls/wrong-name", test_wrong_name);
  g_test_add_func ("/http/tls/at-once", test_at_once);

  return g_test_run ();
}
