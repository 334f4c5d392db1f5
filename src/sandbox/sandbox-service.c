/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where requests arrive and answers leave: who may ask, which part answers, what goes wrong on the way. The one file of
 * the sandbox that speaks HTTP. It listens on 127.0.0.1 and nowhere else. */

#include "sandbox/sandbox-service.h"

#include "sandbox/sandbox-api.h"
#include "sandbox/sandbox-control.h"
#include "sandbox/sandbox-data.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_REQUEST_BYTES (1024 * 1024)

struct _SandboxService
{
  SoupServer   *server;   /* (owned) */
  SandboxStage *stage;    /* (owned) */
  GHashTable   *exchanges; /* (element-type Exchange) (owned): those that wait */
};

/* A request that is being answered. */
typedef struct
{
  SandboxService    *service;  /* (unowned) */
  SoupServerMessage *message;  /* (owned) */
  GHashTable        *query;    /* (owned) (nullable) */
  SandboxLogEntry   *entry;    /* (owned) */
  SandboxFault      *fault;    /* (owned) (nullable) */
  SandboxRoute       route;
  SandboxRouteResult found;
  SandboxRequest     request;
  gint64             started_us;
  GSource           *timer;    /* (owned) (nullable) */
  gulong             finished_id;
} Exchange;

static void
exchange_free (Exchange *self)
{
  g_clear_signal_handler (&self->finished_id, self->message);
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_source_unref (self->timer);
    }
  self->entry->duration_us = g_get_monotonic_time () - self->started_us;
  sandbox_log_take (self->service->stage->log, self->entry);
  sandbox_route_clear (&self->route);
  g_clear_pointer (&self->fault, sandbox_fault_free);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_object_unref (self->message);
  g_free (self);
}

static void
send_answer (Exchange      *self,
             SandboxAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);

  sandbox_answer_seal (answer);
  self->entry->status = answer->status;
  self->entry->size_bytes = sandbox_answer_get_size (answer);

  if (self->service->stage->scenario->skew_s != 0)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (sandbox_retailer_get_time (self->service->stage->retailer)
                                                                 / G_USEC_PER_SEC);
      g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

      soup_message_headers_replace (headers, "Date", date);
    }
  for (guint i = 0; i + 1 < answer->headers->len; i += 2)
    soup_message_headers_append (headers, answer->headers->pdata[i], answer->headers->pdata[i + 1]);
  if (answer->body != NULL && answer->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->content_type);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  for (guint i = 0; self->entry->size_bytes > 0 && i < answer->repeat; i++)
    soup_message_body_append_bytes (body, answer->body);
  soup_server_message_set_status (self->message, answer->status, NULL);
}

/* Announces twice what it sends, then closes: the HTTP library would not do that, so it is written by hand. */
static void
send_truncated (Exchange      *self,
                SandboxAnswer *answer)
{
  g_autoptr (GIOStream) connection = NULL;
  g_autofree char *head = NULL;
  gsize size;

  sandbox_answer_seal (answer);
  size = sandbox_answer_get_size (answer);
  self->entry->status = answer->status;
  self->entry->size_bytes = size;
  head = g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          answer->status, soup_status_get_phrase (answer->status),
                          answer->content_type != NULL ? answer->content_type : "application/json", 2 * size + 1);

  connection = soup_server_message_steal_connection (self->message);
  g_output_stream_write_all (g_io_stream_get_output_stream (connection), head, strlen (head), NULL, NULL, NULL);
  if (answer->body != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (connection), g_bytes_get_data (answer->body, NULL), size,
                               NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

static SandboxAnswer *
check_token (Exchange *self)
{
  const char *header = self->request.authorization;
  SandboxTokenProblem problem;
  SandboxAnswer *answer;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", strlen ("Bearer ")) != 0)
    {
      answer = sandbox_answer_new_problem (401, "token_missing", "The request carries no token.");
      sandbox_answer_add_header (answer, "WWW-Authenticate", "Bearer");
      return answer;
    }

  problem = sandbox_token_check (header + strlen ("Bearer "), sandbox_retailer_get_time (self->service->stage->retailer));
  if (problem == SANDBOX_TOKEN_GOOD)
    return NULL;
  return sandbox_answer_new_problem (403, sandbox_token_problem_get_code (problem), "%s",
                                     sandbox_token_problem_get_detail (problem));
}

static SandboxAnswer *
answer_api (Exchange *self)
{
  SandboxStage *stage = self->service->stage;
  SandboxAnswer *answer;

  if (self->found == SANDBOX_ROUTE_NO_SUCH_PATH)
    return sandbox_answer_new_problem (404, "no_such_operation", "The API has no such operation.");
  if (self->found == SANDBOX_ROUTE_OTHER_METHOD)
    {
      answer = sandbox_answer_new_problem (405, "method_not_allowed", "This can only be used with %s.", self->route.allow);
      sandbox_answer_add_header (answer, "Allow", self->route.allow);
      return answer;
    }

  answer = check_token (self);
  if (answer != NULL)
    return answer;

  sandbox_stage_tell_time (stage);
  answer = sandbox_api_answer (stage->world, stage->onboarding, &self->route, &self->request);
  if ((self->fault == NULL || self->fault->body == SANDBOX_BODY_NORMAL)
      && (strcmp (self->request.method, "GET") == 0 || strcmp (self->request.method, "HEAD") == 0))
    sandbox_api_make_conditional (answer, &self->request);
  return answer;
}

/* Returns whether the HTTP library still has the connection, to send the answer on it. */
static gboolean
act_on_fault (Exchange *self)
{
  g_autoptr (SandboxAnswer) answer = NULL;

  if (self->fault->drop)
    {
      g_autoptr (GIOStream) connection = soup_server_message_steal_connection (self->message);

      g_io_stream_close (connection, NULL, NULL);
      return FALSE;
    }

  answer = sandbox_fault_replace (self->fault);
  if (answer == NULL)
    answer = answer_api (self);
  sandbox_fault_apply (self->fault, answer, self->service->stage->port);
  if (self->fault->body == SANDBOX_BODY_TRUNCATED)
    {
      send_truncated (self, answer);
      return FALSE;
    }
  send_answer (self, answer);
  return TRUE;
}

static gboolean
delay_over_cb (gpointer user_data)
{
  Exchange *self = user_data;

  g_hash_table_steal (self->service->exchanges, self);
  g_clear_signal_handler (&self->finished_id, self->message);
  if (act_on_fault (self))
    soup_server_message_unpause (self->message);
  exchange_free (self);
  return G_SOURCE_REMOVE;
}

/* The client went away, or the server is closing. */
static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  Exchange *self = user_data;

  g_hash_table_remove (self->service->exchanges, self);
}

/* Keeps @self waiting: for @delay_ms, or for ever if that is 0. */
static void
hold (Exchange *self,
      guint     delay_ms)
{
  soup_server_message_pause (self->message);
  g_hash_table_add (self->service->exchanges, self);
  self->finished_id = g_signal_connect (self->message, "finished", G_CALLBACK (finished_cb), self);
  if (delay_ms == 0)
    return;
  self->timer = g_timeout_source_new (delay_ms);
  g_source_set_callback (self->timer, delay_over_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
handle_api (Exchange *self)
{
  SandboxStage *stage = self->service->stage;
  SandboxFault *fault = NULL;

  self->found = sandbox_router_find (self->request.method, self->request.path, &self->route);
  if (self->found == SANDBOX_ROUTE_FOUND)
    {
      self->entry->operation = g_strdup (self->route.name);
      fault = sandbox_faults_strike (stage->faults, self->route.name);
    }

  if (fault == NULL)
    {
      g_autoptr (SandboxAnswer) answer = answer_api (self);

      send_answer (self, answer);
      exchange_free (self);
      return;
    }

  self->fault = sandbox_fault_copy (fault);
  if (fault->stall)
    hold (self, 0);
  else if (fault->delay_ms > 0)
    hold (self, fault->delay_ms);
  else
    {
      act_on_fault (self);
      exchange_free (self);
    }
}

/* A name that an attacker's server resolves to this machine is not ours. */
static gboolean
is_own_host (SandboxService *self,
             const char     *host)
{
  g_autofree char *by_number = g_strdup_printf ("127.0.0.1:%u", self->stage->port);
  g_autofree char *by_name = g_strdup_printf ("localhost:%u", self->stage->port);

  return host != NULL && (strcmp (host, by_number) == 0 || g_ascii_strcasecmp (host, by_name) == 0);
}

static SandboxAnswer *
answer_other (Exchange *self)
{
  SandboxStage *stage = self->service->stage;
  const char *path = self->request.path;

  if (g_str_has_prefix (path, SANDBOX_CONTROL_PREFIX))
    return sandbox_control_answer (stage, &self->request);
  if (g_str_has_prefix (path, SANDBOX_ONBOARDING_PREFIX))
    {
      sandbox_stage_tell_time (stage);
      return sandbox_onboarding_browse (stage->onboarding, &self->request);
    }
  return sandbox_answer_new_problem (404, "not_found", "There is nothing at this address.");
}

static gboolean
is_too_large (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), "sandbox-too-large") != NULL;
}

static void
handle_request_cb (SoupServer        *server,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           user_data)
{
  SandboxService *service = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  Exchange *self = g_new0 (Exchange, 1);
  g_autoptr (SandboxAnswer) answer = NULL;

  self->service = service;
  self->message = g_object_ref (message);
  self->started_us = g_get_monotonic_time ();
  self->query = query != NULL ? g_hash_table_ref (query) : NULL;
  self->request.method = soup_server_message_get_method (message);
  self->request.path = g_uri_get_path (soup_server_message_get_uri (message));
  self->request.query = self->query;
  self->request.body = body->data;
  self->request.body_length = body->length;
  self->request.authorization = soup_message_headers_get_one (headers, "Authorization");
  self->request.if_match = soup_message_headers_get_list (headers, "If-Match");
  self->request.if_none_match = soup_message_headers_get_list (headers, "If-None-Match");
  self->request.origin = soup_message_headers_get_one (headers, "Origin");
  self->request.host = soup_message_headers_get_one (headers, "Host");

  self->entry = g_new0 (SandboxLogEntry, 1);
  self->entry->time_us = sandbox_clock_get_now (service->stage->clock);
  self->entry->method = g_strdup (self->request.method);
  self->entry->path = g_strdup (self->request.path);
  self->entry->is_authorized = self->request.authorization != NULL;

  if (is_too_large (message))
    answer = sandbox_answer_new_problem (413, "too_large", "A request may have at most %d bytes.", MAX_REQUEST_BYTES);
  else if (!is_own_host (service, self->request.host))
    answer = sandbox_answer_new_problem (403, "foreign_host", "This service answers only to its own address.");
  else if (g_str_has_prefix (self->request.path, SANDBOX_API_PREFIX))
    {
      handle_api (self);
      return;
    }
  else
    answer = answer_other (self);

  send_answer (self, answer);
  exchange_free (self);
}

/* Drops what has come so far; the rest of it is read and not kept. */
static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length <= MAX_REQUEST_BYTES || is_too_large (message))
    return;
  g_object_set_data (G_OBJECT (message), "sandbox-too-large", GINT_TO_POINTER (TRUE));
  soup_message_body_truncate (body);
  soup_message_body_set_accumulate (body, FALSE);
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static guint
get_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  guint port = uris != NULL ? g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

/* A certificate that a client must refuse. */
static gboolean
give_certificate (SoupServer *server,
                  GError    **error)
{
  g_autoptr (GBytes) certificate_pem = sandbox_data_get ("keys/untrusted-certificate.pem");
  g_autoptr (GBytes) key_pem = sandbox_data_get ("keys/stranger.pem");
  g_autofree char *pem = g_strdup_printf ("%.*s%.*s", (int) g_bytes_get_size (certificate_pem),
                                          (const char *) g_bytes_get_data (certificate_pem, NULL),
                                          (int) g_bytes_get_size (key_pem),
                                          (const char *) g_bytes_get_data (key_pem, NULL));
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, error);

  if (certificate != NULL)
    soup_server_set_tls_certificate (server, certificate);
  return certificate != NULL;
}

static gboolean
listen_on (SoupServer *server,
           guint16     port,
           gboolean    is_tls,
           GError    **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GError) listen_error = NULL;

  if (is_tls && !give_certificate (server, error))
    return FALSE;
  if (soup_server_listen (server, address, is_tls ? SOUP_SERVER_LISTEN_HTTPS : 0, &listen_error))
    return TRUE;

  if (g_error_matches (listen_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                 "Port %u is already in use; another one, or 0 for any, may be free.", port);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&listen_error), "Port %u cannot be used: ", port);
  return FALSE;
}

/**
 * sandbox_service_new:
 * @scenario: (transfer none): what to play
 * @retailer: (transfer none): who hands out tokens; it must live longer
 * @port: TCP port on 127.0.0.1; 0 takes any free one
 * @seed: the world's seed
 * @start_us: virtual time to start at; 0 leaves it to the scenario
 * @speed: virtual seconds per real second
 * @error: return location for an error
 *
 * Returns: (transfer full): a service that listens, or %NULL
 */
SandboxService *
sandbox_service_new (SandboxScenario *scenario,
                     SandboxRetailer *retailer,
                     guint16          port,
                     guint64          seed,
                     gint64           start_us,
                     double           speed,
                     GError         **error)
{
  g_autoptr (SandboxService) self = g_new0 (SandboxService, 1);
  g_autofree char *base_uri = NULL;
  guint real_port;

  self->exchanges = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) exchange_free, NULL);
  self->server = soup_server_new ("server-header", "ebb-sandbox", NULL);
  if (!listen_on (self->server, port, scenario->is_untrusted, error))
    return NULL;

  real_port = get_port (self->server);
  base_uri = g_strdup_printf ("%s://127.0.0.1:%u/", scenario->is_untrusted ? "https" : "http", real_port);
  self->stage = sandbox_stage_new (scenario, retailer, base_uri, real_port, seed, start_us, speed, error);
  if (self->stage == NULL)
    return NULL;

  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), NULL);
  soup_server_add_handler (self->server, NULL, handle_request_cb, self, NULL);
  return g_steal_pointer (&self);
}

void
sandbox_service_free (SandboxService *self)
{
  soup_server_disconnect (self->server);
  g_hash_table_unref (self->exchanges);
  g_object_unref (self->server);
  g_clear_pointer (&self->stage, sandbox_stage_free);
  g_free (self);
}

SandboxStage *
sandbox_service_get_stage (SandboxService *self)
{
  return self->stage;
}
