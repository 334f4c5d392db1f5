/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A home against the sandbox, or against a server of the test's own, and a hand behind the sandbox's back. */

#include "home-stage.h"

#include <libsoup/soup.h>
#include <string.h>

#include "account/ebb-minted-credentials.h"

#define NOW_US (G_GINT64_CONSTANT (1768501800) * G_USEC_PER_SEC) /* 2026-01-15T18:30:00Z */

static gboolean
late_cb (gpointer what)
{
  g_error ("Waited too long until %s", (const char *) what);

  return G_SOURCE_REMOVE;
}

guint
home_stage_watch (const char *what)
{
  return g_timeout_add_full (G_PRIORITY_DEFAULT, 60 * 1000, late_cb, (gpointer) what, NULL);
}

void
home_stage_count_cb (guint *n)
{
  (*n)++;
}

static char *
mint (gpointer user_data)
{
  HomeStage *self = user_data;

  return self->server != NULL ? sandbox_server_mint_token (self->server, 3600) : g_strdup ("a-token");
}

static HomeStage *
create (SandboxServer *server,
        const char    *uri,
        const char    *path)
{
  HomeStage *self = g_new0 (HomeStage, 1);
  g_autoptr (EbbCredentials) credentials = ebb_minted_credentials_new (mint, self, NULL);
  g_autoptr (EbbApi) api = NULL;
  g_autoptr (EbbStore) store = ebb_store_new (path);
  g_autoptr (EbbOutbox) outbox = NULL;
  g_autoptr (GError) error = NULL;

  self->server = server;
  self->transport = ebb_transport_new (uri, credentials, &error);
  g_assert_no_error (error);
  home_stage_limit (self, 10 * 1000);
  api = ebb_api_new (self->transport);
  self->clock = ebb_clock_new_from (NOW_US, 0);
  outbox = ebb_outbox_new (api, store, self->clock);
  ebb_outbox_load (outbox);
  self->home = ebb_home_new (api, self->clock, outbox);

  return self;
}

HomeStage *
home_stage_new_with_answers (Answers *answers)
{
  g_autofree char *uri = answers_dup_uri (answers);

  return create (NULL, uri, NULL);
}

static SandboxServer *
start_sandbox (void)
{
  SandboxOptions options = { .seed = 1, .now_us = NOW_US };
  g_autoptr (GError) error = NULL;
  SandboxServer *server = sandbox_server_start (&options, &error);

  g_assert_no_error (error);

  return server;
}

HomeStage *
home_stage_new_sandbox (void)
{
  SandboxServer *server = start_sandbox ();

  return create (server, sandbox_server_get_uri (server), NULL);
}

/* The same with TLS before it, trusted as long as nobody changes that. */
HomeStage *
home_stage_new_behind_tls (void)
{
  SandboxServer *server = start_sandbox ();
  TlsFront *front = tls_front_new (sandbox_server_get_uri (server));
  g_autofree char *uri = tls_front_dup_uri (front);
  HomeStage *self = create (server, uri, NULL);

  self->front = front;
  ebb_transport_set_tls_database (self->transport, tls_front_get_database (front));

  return self;
}

/* Another home with the same service. @path: (nullable): where it remembers; NULL for memory */
HomeStage *
home_stage_new_beside (HomeStage  *other,
                       const char *path)
{
  return create (g_object_ref (other->server), sandbox_server_get_uri (other->server), path);
}

/* Nothing holds a home for longer than an answer is under way. */
void
home_stage_free (HomeStage *self)
{
  WAIT_UNTIL (G_OBJECT (self->home)->ref_count == 1);
  g_assert_finalize_object (G_OBJECT (self->home));
  g_object_unref (self->transport);
  g_object_unref (self->clock);
  /* Whoever has it last. */
  if (self->server != NULL && G_OBJECT (self->server)->ref_count == 1)
    sandbox_server_stop (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->front, tls_front_free);
  g_free (self);
}

/* Waits that are for people are short here. */
void
home_stage_limit (HomeStage *self,
                  guint      attempt_ms)
{
  EbbTransportLimits limits = *ebb_transport_get_limits (self->transport);

  limits.attempt_ms = attempt_ms;
  limits.backoff_ms = 1;
  limits.retry_after_ms = 1;
  ebb_transport_set_limits (self->transport, &limits);
}

/* @path: below the server's root,
such as "_sandbox/faults". Returns: (transfer full): the body of an answer that is good */
char *
home_stage_ask (HomeStage  *self,
                const char *method,
                const char *path,
                const char *body)
{
  g_autofree char *uri = g_strconcat (sandbox_server_get_uri (self->server), path, NULL);
  g_autofree char *token = mint (self);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (message);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  /* The sandbox answers in its own thread. */
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message) / 100, ==, 2);

  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

/* @faults: a JSON array; see the sandbox's scenarios */
void
home_stage_set_faults (HomeStage  *self,
                       const char *faults)
{
  g_autofree char *body = g_strdup_printf ("{\"faults\":%s}", faults);

  g_free (home_stage_ask (self, "PUT", "_sandbox/faults", body));
}

void
home_stage_play (HomeStage  *self,
                 const char *scenario)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", scenario);

  g_free (home_stage_ask (self, "PUT", "_sandbox/scenario", body));
}

void
home_stage_refresh (HomeStage *self)
{
  ebb_home_refresh (self->home);
  WAIT_UNTIL (!ebb_home_is_loading (self->home));
}

/* Returns: (transfer none) */
EbbDevice *
home_stage_get_device (HomeStage *self,
                       guint      position)
{
  g_autoptr (EbbDevice) device = g_list_model_get_item (ebb_home_get_devices (self->home), position);

  g_assert_nonnull (device);

  return device;
}
