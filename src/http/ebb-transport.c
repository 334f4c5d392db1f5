/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way to one customer's data at one server: one session, one base address, one source of tokens. Each account
 * has its own, so that nothing of one, neither a token nor a remembered answer, can reach another. What an
 * exchange goes through is in ebb-exchange.c. */

#include "http/ebb-transport.h"

#include <libsoup/soup.h>

#include "base/ebb-error.h"
#include "http/ebb-exchange.h"
#include "http/ebb-uri-rules.h"

/* A backstop behind the deadline of an attempt: for a read that brings nothing. */
#define READ_TIMEOUT_S 15

/* libsoup's two would let one slow report hold up everything else. */
#define MAX_CONNECTIONS 6

#define CACHE_ENTRIES 64
#define CACHE_BYTES   (8 * 1024 * 1024)

struct _EbbTransport
{
  GObject parent_instance;

  char *base_uri;       /* (owned): ends in a slash */
  SoupSession *session; /* (owned) */
  EbbRenewal *renewal;  /* (owned) (nullable) */
  EbbReplyCache *cache; /* (owned) */
  EbbTrace *trace;      /* (owned) (nullable): who looks on */
  EbbTransportLimits limits;
  guint n_pending;      /* requests that have not ended or are about to be sent */
};

G_DEFINE_FINAL_TYPE (EbbTransport, ebb_transport, G_TYPE_OBJECT)

static void
ebb_transport_finalize (GObject *object)
{
  EbbTransport *self = EBB_TRANSPORT (object);

  g_clear_pointer (&self->base_uri, g_free);
  g_clear_object (&self->session);
  g_clear_object (&self->renewal);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->cache, ebb_reply_cache_free);

  G_OBJECT_CLASS (ebb_transport_parent_class)->finalize (object);
}

static void
ebb_transport_class_init (EbbTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ebb_transport_finalize;
}

static void
ebb_transport_init (EbbTransport *self)
{
  self->limits = (EbbTransportLimits) {
    .attempt_ms = 20 * 1000,
    .total_ms = 90 * 1000,
    .backoff_ms = 500,
    .retry_after_ms = 30 * 1000,
    .body_bytes = 16 * 1024 * 1024,
  };
  self->cache = ebb_reply_cache_new (CACHE_ENTRIES, CACHE_BYTES);
  self->session = soup_session_new_with_options ("timeout", READ_TIMEOUT_S,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "user-agent", "Ebb/" EBB_VERSION,
                                                 "accept-language-auto", TRUE,
                                                 NULL);
}

/**
 * ebb_reply_free:
 * @reply: (transfer full): a reply
 */
void
ebb_reply_free (EbbReply *reply)
{
  g_bytes_unref (reply->body);
  g_free (reply->etag);
  g_free (reply);
}

/**
 * ebb_transport_check_base_uri:
 * @base_uri: an address that somebody entered
 * @error: %EBB_ERROR_INVALID_INPUT
 *
 * Returns: %TRUE when a transport could be made for it: https, or http to this machine; no user name, query or fragment
 */
gboolean
ebb_transport_check_base_uri (const char  *base_uri,
                              GError     **error)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (base_uri != NULL, FALSE);

  normal = ebb_uri_rules_normalize_base (base_uri, error);

  return normal != NULL;
}

/**
 * ebb_transport_new:
 * @base_uri: the service's address; a missing slash at its end is added
 * @credentials: (nullable): where the token comes from; none is sent without
 * @error: %EBB_ERROR_INVALID_INPUT for an address that must not be used
 *
 * Returns: (transfer full) (nullable): a transport. It belongs to the thread that made it.
 */
EbbTransport *
ebb_transport_new (const char      *base_uri,
                   EbbCredentials  *credentials,
                   GError         **error)
{
  g_autofree char *normal = NULL;
  g_autoptr (GUri) uri = NULL;
  EbbTransport *self;

  g_return_val_if_fail (base_uri != NULL, NULL);
  g_return_val_if_fail (credentials == NULL || EBB_IS_CREDENTIALS (credentials), NULL);

  normal = ebb_uri_rules_normalize_base (base_uri, error);
  if (normal == NULL)
    return NULL;

  self = g_object_new (EBB_TYPE_TRANSPORT, NULL);
  self->base_uri = g_steal_pointer (&normal);
  self->renewal = credentials != NULL ? ebb_renewal_new (credentials) : NULL;

  /* What stays on this machine goes through nobody else's. */
  uri = g_uri_parse (self->base_uri, G_URI_FLAGS_ENCODED, NULL);
  if (ebb_uri_rules_is_loopback (g_uri_get_host (uri)))
    soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

/**
 * ebb_transport_get_base_uri:
 * @self: a transport
 *
 * Returns: (transfer none): the service's address, ending in a slash
 */
const char *
ebb_transport_get_base_uri (EbbTransport *self)
{
  g_return_val_if_fail (EBB_IS_TRANSPORT (self), NULL);

  return self->base_uri;
}

/**
 * ebb_transport_set_tls_database:
 * @self: a transport
 * @database: (nullable): whom to trust instead of whom the system trusts; for a sandbox with a certificate of its own
 */
void
ebb_transport_set_tls_database (EbbTransport *self,
                                GTlsDatabase *database)
{
  g_return_if_fail (EBB_IS_TRANSPORT (self));

  soup_session_set_tls_database (self->session, database);
}

/**
 * ebb_transport_set_trace:
 * @self: a transport
 * @trace: (nullable): where every attempt from now on is noted, without the token; %NULL for nowhere
 */
void
ebb_transport_set_trace (EbbTransport *self,
                         EbbTrace     *trace)
{
  g_return_if_fail (EBB_IS_TRANSPORT (self));

  g_set_object (&self->trace, trace);
}

/**
 * ebb_transport_get_limits:
 * @self: a transport
 *
 * Returns: (transfer none): how far it goes
 */
const EbbTransportLimits *
ebb_transport_get_limits (EbbTransport *self)
{
  g_return_val_if_fail (EBB_IS_TRANSPORT (self), NULL);

  return &self->limits;
}

/**
 * ebb_transport_set_limits:
 * @self: a transport
 * @limits: how far it shall go, for requests sent from now on
 *
 * The limits that it starts with are right for people; a test has less time.
 */
void
ebb_transport_set_limits (EbbTransport             *self,
                          const EbbTransportLimits *limits)
{
  g_return_if_fail (EBB_IS_TRANSPORT (self));

  self->limits = *limits;
}

static void
ended_cb (EbbTransport *self)
{
  self->n_pending--;
}

static gboolean
is_known_method (const char *method)
{
  static const char *const methods[] = { "GET", "PUT", "POST", "PATCH", "DELETE", NULL };

  return method != NULL && g_strv_contains (methods, method);
}

/**
 * ebb_transport_send_async:
 * @self: a transport
 * @request: what to ask
 * @cancellable: (nullable): to give up; the error is then %G_IO_ERROR_CANCELLED and nothing else
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Sends a request and reads the answer.
 *
 * What can be asked twice without doing more than once (GET, DELETE, PUT with @request's `if_match`) is tried up to
 * three times when the connection fails or the server is busy. A token that is refused is renewed once. A GET whose
 * answer is still the one that came last time is answered from memory.
 */
void
ebb_transport_send_async (EbbTransport        *self,
                          const EbbRequest    *request,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  EbbExchangeParts parts;

  g_return_if_fail (EBB_IS_TRANSPORT (self));
  g_return_if_fail (request != NULL && is_known_method (request->method));
  g_return_if_fail (request->template != NULL && request->path != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ebb_transport_send_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  uri = ebb_uri_rules_join (self->base_uri, request->path, &error);
  if (uri == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->n_pending++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  parts = (EbbExchangeParts) {
    .session = self->session,
    .renewal = self->renewal,
    .cache = self->cache,
    .trace = &self->trace,
    .limits = self->limits,
  };
  ebb_exchange_start (g_steal_pointer (&task), &parts, uri, request);
}

/**
 * ebb_transport_send_finish:
 * @self: a transport
 * @result: what the callback was given
 * @error: an #EbbErrorCode that says what can be done about it, with the status and the server's problem code; or
 *   %G_IO_ERROR_CANCELLED. %EBB_ERROR_OFFLINE with the problem code `tls` means that the connection is not private.
 *
 * Returns: (transfer full) (nullable): what was answered
 */
EbbReply *
ebb_transport_send_finish (EbbTransport  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_transport_hold:
 * @self: a transport
 *
 * Says that something is about to be sent.
 */
void
ebb_transport_hold (EbbTransport *self)
{
  self->n_pending++;
}

/**
 * ebb_transport_release:
 * @self: a transport that is held
 *
 * Says that it was sent, or that it will not be.
 */
void
ebb_transport_release (EbbTransport *self)
{
  g_return_if_fail (self->n_pending > 0);

  self->n_pending--;
}

/**
 * ebb_transport_is_idle:
 * @self: a transport
 *
 * Returns: whether every request that was sent has ended, and none is about to be
 */
gboolean
ebb_transport_is_idle (EbbTransport *self)
{
  g_return_val_if_fail (EBB_IS_TRANSPORT (self), TRUE);

  return self->n_pending == 0;
}
