/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request and all that it takes: attempts, waits between them, a new token, redirections, and an answer that is
 * remembered from last time. A straight line of callbacks on one task; each of them ends in exactly one of `attempt`,
 * `wait`, `renew` or a return. */

#include "http/ebb-exchange.h"

#include <string.h>

#include "base/ebb-error.h"
#include "http/ebb-attempt-trace.h"
#include "http/ebb-attempt.h"
#include "http/ebb-http-error.h"
#include "http/ebb-retry.h"
#include "http/ebb-uri-rules.h"
#include "http/ebb-wait.h"

#define MAX_REDIRECTIONS 3
#define MAX_TOKEN_LENGTH (16 * 1024)

typedef struct
{
  EbbExchangeParts parts;

  char *method;          /* (owned) */
  char *template;        /* (owned) */
  char *path;            /* (owned) */
  GBytes *body;          /* (owned) (nullable) */
  char *if_match;        /* (owned) (nullable) */

  GUri *uri;             /* (owned): changes with a redirection */
  char *known_etag;      /* (owned) (nullable): what is remembered from last time … */
  GBytes *known_body;    /* (owned) (nullable) */

  gint64 started_us;     /* monotonic */
  guint n_retries;
  guint n_redirections;
  gboolean has_renewed;

  char *token;           /* (owned) (nullable): what the last attempt sent */
  SoupMessage *message;  /* (owned) (nullable): of the last attempt */
  EbbTraceEntry *entry;  /* (owned) (nullable): of the attempt that is under way */
  GError *refusal;       /* (owned) (nullable): why there is a renewal */
  GSource *wait;         /* (owned) (nullable): before the next attempt */
} Exchange;

static void attempt (GTask *task);

static void
exchange_free (Exchange *exchange)
{
  g_free (exchange->method);
  g_free (exchange->template);
  g_free (exchange->path);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_free (exchange->if_match);
  g_uri_unref (exchange->uri);
  g_free (exchange->known_etag);
  g_clear_pointer (&exchange->known_body, g_bytes_unref);
  g_free (exchange->token);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->entry);
  g_clear_error (&exchange->refusal);
  ebb_wait_clear (&exchange->wait);
  g_free (exchange);
}

static guint
get_remaining_ms (Exchange *exchange)
{
  gint64 elapsed_ms = (g_get_monotonic_time () - exchange->started_us) / 1000;

  return elapsed_ms < exchange->parts.limits.total_ms ? exchange->parts.limits.total_ms - (guint) elapsed_ms : 0;
}

static void
return_reply (GTask  *task,
              guint   status,
              GBytes *body,
              char   *etag)
{
  EbbReply *reply = g_new0 (EbbReply, 1);

  reply->status = status;
  reply->body = g_bytes_ref (body);
  reply->etag = g_strdup (etag);

  g_task_return_pointer (task, reply, (GDestroyNotify) ebb_reply_free);
  g_object_unref (task);
}

static void
return_error (GTask  *task,
              GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
wait_over_cb (gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);

  ebb_wait_clear (&exchange->wait);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    attempt (task);

  return G_SOURCE_REMOVE;
}

/* The attempt failed: try again after a wait, or give up. Takes @error. */
static void
retry_or_fail (GTask  *task,
               GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);
  const EbbTransportLimits *limits = &exchange->parts.limits;
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  guint delay_ms;

  if (ebb_retry_is_idempotent (exchange->method, exchange->if_match != NULL)
      && ebb_retry_is_worth_it (error)
      && ebb_retry_get_delay (exchange->n_retries + 1, soup_message_headers_get_one (headers, "Retry-After"),
                              soup_message_headers_get_one (headers, "Date"), limits->backoff_ms,
                              limits->retry_after_ms, g_random_double (), &delay_ms)
      && delay_ms < get_remaining_ms (exchange))
    {
      g_error_free (error);
      exchange->n_retries++;
      exchange->wait = ebb_wait_attach (delay_ms, g_task_get_cancellable (task), wait_over_cb, task);
    }
  else
    return_error (task, error);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (ebb_renewal_finish (EBB_RENEWAL (source), result, &error))
    {
      g_clear_error (&exchange->refusal);
      attempt (task);
      return;
    }

  /* That the server refused says more than that there is no other token; but a renewal that failed because of the
   * network has not signed anybody out. */
  if (error->domain == EBB_ERROR && error->code != EBB_ERROR_SIGNED_OUT)
    return_error (task, g_steal_pointer (&error));
  else if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    return_error (task, g_steal_pointer (&exchange->refusal));
}

/* The token was refused, or there is none: once per request, ask for another. Takes @refusal. */
static void
renew_or_fail (GTask  *task,
               GError *refusal)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->parts.renewal == NULL || exchange->has_renewed)
    {
      return_error (task, refusal);
      return;
    }

  exchange->has_renewed = TRUE;
  exchange->refusal = refusal;
  ebb_renewal_async (exchange->parts.renewal, exchange->token, get_remaining_ms (exchange),
                     g_task_get_cancellable (task), renewed_cb, task);
}

static void
handle_success (GTask  *task,
                GBytes *body)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  guint status = soup_message_get_status (exchange->message);
  g_autofree char *etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));

  /* What came from another path than the one asked for is not remembered: its tag would be shown to the wrong one. */
  if (status == SOUP_STATUS_OK && g_str_equal (exchange->method, "GET"))
    {
      if (etag != NULL && exchange->n_redirections == 0
          && !soup_message_headers_header_contains (headers, "Cache-Control", "no-store"))
        ebb_reply_cache_store (exchange->parts.cache, exchange->token, exchange->path, etag, body);
      else
        ebb_reply_cache_forget (exchange->parts.cache, exchange->path);
    }

  return_reply (task, status, body, etag);
}

/* Redirections are followed by hand, so that neither the token nor a changed body ever goes where it was not meant
 * to. */
static void
handle_redirection (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  guint status = soup_message_get_status (exchange->message);
  g_autoptr (GUri) target = NULL;
  const char *problem;

  if (location != NULL)
    target = g_uri_parse_relative (exchange->uri, location, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  if (target == NULL)
    problem = "The server sent us elsewhere without saying where";
  else if (!ebb_uri_rules_same_origin (exchange->uri, target))
    problem = "The server sent us elsewhere, to another host";
  else if (!g_str_equal (exchange->method, "GET"))
    problem = "The server sent us elsewhere with what was to be changed";
  else if (exchange->n_redirections >= MAX_REDIRECTIONS)
    problem = "The server sent us elsewhere too many times";
  else
    {
      exchange->n_redirections++;
      g_uri_unref (exchange->uri);
      exchange->uri = g_steal_pointer (&target);
      attempt (task);
      return;
    }

  return_error (task, ebb_error_new_http (EBB_ERROR_BAD_REPLY, status, NULL, "%s", problem));
}

static void
handle_failure (GTask  *task,
                GBytes *body)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *retry_after = soup_message_headers_get_one (headers, "Retry-After");
  guint status = soup_message_get_status (exchange->message);
  GError *error = ebb_http_error_from_status (status, soup_message_headers_get_content_type (headers, NULL), body);
  gint64 asked_ms = retry_after != NULL ? ebb_retry_read_after (retry_after, soup_message_headers_get_one (headers, "Date")) : -1;

  /* For whoever would ask again by itself once this is given up. */
  if (asked_ms > 0)
    ebb_error_set_wait (error, asked_ms * 1000);
  if (error->code == EBB_ERROR_SIGNED_OUT)
    renew_or_fail (task, error);
  else
    retry_or_fail (task, error);
}

static void
attempt_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = ebb_attempt_finish (SOUP_SESSION (source), result, &error);
  guint status = soup_message_get_status (exchange->message);

  if (exchange->entry != NULL)
    ebb_attempt_trace_end (exchange->entry, exchange->message, exchange->token, body, error);
  g_clear_object (&exchange->entry);

  if (body == NULL)
    retry_or_fail (task, g_steal_pointer (&error));
  else if (SOUP_STATUS_IS_SUCCESSFUL (status))
    handle_success (task, body);
  else if (status == SOUP_STATUS_NOT_MODIFIED && exchange->known_body != NULL)
    return_reply (task, SOUP_STATUS_OK, exchange->known_body, exchange->known_etag);
  else if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)
    handle_redirection (task);
  else
    handle_failure (task, body);
}

/* A header must not be broken by what somebody pasted. */
static gboolean
can_send_token (const char *token)
{
  gsize length = strlen (token);

  if (length == 0 || length > MAX_TOKEN_LENGTH)
    return FALSE;

  for (const char *p = token; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return TRUE;
}

static SoupMessage *
new_message (Exchange *exchange)
{
  SoupMessage *message = soup_message_new_from_uri (exchange->method, exchange->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* The token is ours to send; nothing may put other credentials in its place. Without the manager in the session libsoup would read a
   * refusal whole, however long, before it gave us any of it. */
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  soup_message_headers_append (headers, "Accept", "application/json, application/problem+json");

  if (exchange->token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", exchange->token, NULL);

      soup_message_headers_append (headers, "Authorization", authorization);
    }

  if (exchange->known_etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", exchange->known_etag);
  if (exchange->if_match != NULL)
    soup_message_headers_append (headers, "If-Match", exchange->if_match);
  if (exchange->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", exchange->body);

  return message;
}

static void
attempt (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_pointer (&exchange->token, g_free);
  if (exchange->parts.renewal != NULL)
    {
      exchange->token = ebb_renewal_dup_token (exchange->parts.renewal);
      if (exchange->token == NULL || !can_send_token (exchange->token))
        {
          renew_or_fail (task, g_error_new_literal (EBB_ERROR, EBB_ERROR_SIGNED_OUT, "There is no token to send"));
          return;
        }
    }

  g_clear_pointer (&exchange->known_etag, g_free);
  g_clear_pointer (&exchange->known_body, g_bytes_unref);
  if (g_str_equal (exchange->method, "GET") && exchange->n_redirections == 0)
    ebb_reply_cache_look_up (exchange->parts.cache, exchange->token, exchange->path, &exchange->known_etag,
                             &exchange->known_body);

  g_clear_object (&exchange->message);
  exchange->message = new_message (exchange);
  if (*exchange->parts.trace != NULL)
    exchange->entry = ebb_attempt_trace_begin (*exchange->parts.trace, exchange->message, exchange->template, exchange->body);

  ebb_attempt_async (exchange->parts.session, exchange->message, exchange->template,
                     MIN (exchange->parts.limits.attempt_ms, get_remaining_ms (exchange)),
                     exchange->parts.limits.body_bytes, g_task_get_cancellable (task), attempt_cb, task);
}

/**
 * ebb_exchange_start:
 * @task: (transfer full): what will return the #EbbReply
 * @parts: what the transport lends
 * @uri: where to send
 * @request: what to send; copied
 *
 * Starts the exchange that ends with @task.
 */
void
ebb_exchange_start (GTask                  *task,
                    const EbbExchangeParts *parts,
                    GUri                   *uri,
                    const EbbRequest       *request)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);

  exchange->parts = *parts;
  exchange->method = g_strdup (request->method);
  exchange->template = g_strdup (request->template);
  exchange->path = g_strdup (request->path);
  exchange->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  exchange->if_match = g_strdup (request->if_match);
  exchange->uri = g_uri_ref (uri);
  exchange->started_us = g_get_monotonic_time ();

  attempt (task);
}
