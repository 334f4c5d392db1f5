/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server on this machine whose answers a test writes, a transport to it, and everything that was logged meanwhile. */

#include "http-fixture.h"

#include <string.h>

static GString *logged;

static GLogWriterOutput
log_writer (GLogLevelFlags   level,
            const GLogField *fields,
            gsize            n_fields,
            gpointer         user_data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n_fields, FALSE);
  const char *domain = "";
  const char *message = "";

  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
        domain = fields[i].value;
      else if (g_str_equal (fields[i].key, "MESSAGE"))
        message = fields[i].value;
    }

  /* GIO tells of every connection at the level of debugging. */
  if (level != G_LOG_LEVEL_DEBUG)
    g_string_append_printf (logged, "[%s] %s\n", domain, message);

  /* Nothing secret in any form of the line, also not in the fields that were not kept. */
  g_assert_null (strstr (line, SECRET));

  if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR))
    return g_log_writer_default (level, fields, n_fields, user_data);

  return G_LOG_WRITER_HANDLED;
}

/* Once per program, before anything is logged. */
void
fixture_init_log (void)
{
  logged = g_string_new (NULL);
  g_log_set_writer_func (log_writer, NULL, NULL);
  /* That of newer GLib's tests only comments, so that the writer would not hear of what is logged without fields. */
  g_log_set_default_handler (g_log_default_handler, NULL);
}

char *
fixture_take_log (void)
{
  char *text = g_strdup (logged->str);

  g_assert_null (strstr (text, SECRET));
  g_string_truncate (logged, 0);

  return text;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *self = user_data;

  self->n_requests++;
  self->answer (self, message, self->n_requests);
}

/* Quick enough for a test; what is tested is that there are limits, not how long they are. */
void
fixture_shorten_limits (EbbTransport *transport)
{
  EbbTransportLimits limits = *ebb_transport_get_limits (transport);

  limits.backoff_ms = 2;
  ebb_transport_set_limits (transport, &limits);
}

Fixture *
fixture_new (Answer      answer,
             const char *token,
             const char *next_token)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;
  GSList *uris;

  self->answer = answer;
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  base = g_strdup_printf ("http://127.0.0.1:%d/v1/customer", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  if (token != NULL)
    self->credentials = test_credentials_new (token, next_token);
  self->transport = ebb_transport_new (base, (EbbCredentials *) self->credentials, &error);
  g_assert_no_error (error);
  fixture_shorten_limits (self->transport);

  return self;
}

void
fixture_free (Fixture *self)
{
  g_autofree char *log = fixture_take_log ();

  g_assert_finalize_object (self->transport);
  if (self->credentials != NULL)
    g_assert_finalize_object (self->credentials);

  soup_server_disconnect (self->server);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (self->server);
  g_free (self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Outcome *outcome = user_data;

  g_assert_false (outcome->is_done);
  outcome->is_done = TRUE;
  outcome->reply = ebb_transport_send_finish (EBB_TRANSPORT (source), result, &outcome->error);
  g_assert_true ((outcome->reply != NULL) != (outcome->error != NULL));
}

void
fixture_send (EbbTransport *transport,
              const char   *method,
              const char   *path,
              const char   *if_match,
              GCancellable *cancellable,
              Outcome      *outcome)
{
  g_autoptr (GBytes) body = NULL;
  EbbRequest request = { .method = method, .template = "things/{thingId}", .path = path, .if_match = if_match };

  if (!g_str_equal (method, "GET") && !g_str_equal (method, "DELETE"))
    request.body = body = g_bytes_new_static ("{\"a\":1}", 7);

  *outcome = (Outcome) { 0 };
  ebb_transport_send_async (transport, &request, cancellable, sent_cb, outcome);
}

void
fixture_wait (Outcome *outcome)
{
  while (!outcome->is_done)
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_run (EbbTransport *transport,
             const char   *method,
             const char   *path,
             const char   *if_match,
             Outcome      *outcome)
{
  fixture_send (transport, method, path, if_match, NULL, outcome);
  fixture_wait (outcome);
}

void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->reply, ebb_reply_free);
  g_clear_error (&outcome->error);
}

/* The body, which must be text without a zero in it. */
const char *
outcome_get_text (Outcome *outcome)
{
  static char text[256];
  gsize size;
  const char *data;

  g_assert_no_error (outcome->error);
  data = g_bytes_get_data (outcome->reply->body, &size);
  g_assert_cmpuint (size, <, sizeof text);
  if (size > 0)
    memcpy (text, data, size);
  text[size] = '\0';

  return text;
}

void
answer_json (SoupServerMessage *message,
             guint              status,
             const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, status >= 400 ? "application/problem+json" : "application/json",
                                    SOUP_MEMORY_COPY, body, strlen (body));
}

const char *
get_request_header (SoupServerMessage *message,
                    const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}
