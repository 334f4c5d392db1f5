/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One message there and one answer back: with a deadline over all of it (libsoup's own is per read, so a server
 * that drips could keep us for ever), a cap on what is read, and a check that the answer is what an API answers
 * and all of it. Writes the one line that the log gets. */

#define G_LOG_DOMAIN "ebb-http"
#define G_LOG_USE_STRUCTURED

#include "http/ebb-attempt.h"

#include <string.h>

#include "base/ebb-error.h"
#include "http/ebb-http-error.h"
#include "http/ebb-wait.h"

#define CHUNK_SIZE (64 * 1024)

/* What is read of an answer that is no success: only the problem document's code is of interest. */
#define MAX_PROBLEM_SIZE (64 * 1024)

typedef struct
{
  SoupMessage *message;     /* (owned) */
  char *template;           /* (owned): the only form of the path that is logged */
  gint64 started_us;        /* monotonic */
  GCancellable *inner;      /* (owned): what libsoup gets: the caller's cancellable or the deadline */
  GSource *wait;            /* (owned) (nullable): the deadline */
  gboolean is_answered;     /* the headers have come, the stream is about to */
  gboolean is_over;         /* it was to end when it was just answered */
  GInputStream *stream;     /* (owned) (nullable) */
  GByteArray *body;         /* (owned) */
  gsize max_bytes;
  gint64 promised_length;   /* Content-Length, or -1 */
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_signal_handlers_disconnect_by_data (attempt->message, attempt);
  g_object_unref (attempt->message);
  g_object_unref (attempt->inner);
  ebb_wait_clear (&attempt->wait);
  g_clear_object (&attempt->stream);
  g_byte_array_unref (attempt->body);
  g_free (attempt->template);
  g_free (attempt);
}

/* Without the room that was left for another chunk: the body may be kept for long. */
static GBytes *
steal_body (Attempt *attempt)
{
  gsize size;
  guint8 *data = g_byte_array_steal (attempt->body, &size);

  return g_bytes_new_take (g_realloc (data, size), size);
}

static gboolean
is_success (Attempt *attempt)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (attempt->message));
}

static void
log_attempt (Attempt *attempt)
{
  guint status = soup_message_get_status (attempt->message);
  g_autofree char *status_text = status != 0 ? g_strdup_printf ("%u", status) : g_strdup ("-");

  g_info ("%s %s %s %u B %" G_GINT64_FORMAT " ms", soup_message_get_method (attempt->message), attempt->template,
          status_text, attempt->body->len, (g_get_monotonic_time () - attempt->started_us) / 1000);
}

/* Takes the task and, when there is one, the error. */
static void
attempt_return (GTask  *task,
                GError *error)
{
  g_autoptr (GTask) owned = task;
  Attempt *attempt = g_task_get_task_data (task);

  ebb_wait_clear (&attempt->wait);

  /* Not waited for, and never left to the last unref: that would close blocking. */
  if (attempt->stream != NULL)
    g_input_stream_close_async (attempt->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);

  log_attempt (attempt);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, steal_body (attempt), (GDestroyNotify) g_bytes_unref);
}

/* Takes the task and the error that libsoup gave. */
static void
attempt_return_io_error (GTask  *task,
                         GError *io_error)
{
  g_autoptr (GError) owned = io_error;
  Attempt *attempt = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    attempt_return (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  else if (g_cancellable_is_cancelled (attempt->inner))
    attempt_return (task, ebb_error_new_http (EBB_ERROR_TIMEOUT, 0, NULL, "The server did not answer in time"));
  else
    attempt_return (task, ebb_http_error_from_io (io_error, soup_message_get_status (attempt->message)));
}

static GError *
new_bad_reply (Attempt    *attempt,
               const char *problem_code,
               const char *message)
{
  return ebb_error_new_http (EBB_ERROR_BAD_REPLY, soup_message_get_status (attempt->message), problem_code, "%s",
                             message);
}

/* A captive portal, a proxy or a wrong address answers 200 with a page: say so instead of failing in the JSON later. */
static GError *
check_headers (Attempt *attempt)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (attempt->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (soup_message_get_status (attempt->message) == SOUP_STATUS_NO_CONTENT)
    return NULL;

  if (attempt->promised_length == 0)
    return new_bad_reply (attempt, NULL, "The answer is empty");

  if (type == NULL)
    return new_bad_reply (attempt, NULL, "The answer does not say what it is");

  if (g_ascii_strcasecmp (type, "text/html") == 0)
    return new_bad_reply (attempt, NULL, "The answer is text/html instead of JSON");

  if (!ebb_http_error_is_json (type))
    return new_bad_reply (attempt, NULL, "The answer is something else than JSON");

  if (attempt->promised_length > 0 && (guint64) attempt->promised_length > attempt->max_bytes)
    return new_bad_reply (attempt, NULL, "The answer is too large");

  return NULL;
}

/* How much of the body came over the wire: Content-Length is the length before decoding. */
static guint64
get_received_length (Attempt *attempt)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (attempt->message);

  if (soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    return attempt->body->len;

  return soup_message_metrics_get_response_body_bytes_received (soup_message_get_metrics (attempt->message));
}

/* What came, against what was promised: an HTTP/1.0 body that was cut short looks like one that ended, and libsoup's
 * decoders do not notice a missing end either. */
static GError *
check_body (Attempt *attempt)
{
  if (soup_message_get_status (attempt->message) == SOUP_STATUS_NO_CONTENT)
    return NULL;

  if (attempt->promised_length > 0 && get_received_length (attempt) < (guint64) attempt->promised_length)
    return new_bad_reply (attempt, EBB_PROBLEM_TRUNCATED, "The answer was cut short");

  if (attempt->body->len == 0)
    return new_bad_reply (attempt, NULL, "The answer is empty");

  return NULL;
}

static void read_chunk (GTask *task);

static void
read_chunk_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  g_byte_array_set_size (attempt->body, attempt->body->len - CHUNK_SIZE + (guint) MAX (0, n_read));

  if (n_read > 0 && attempt->body->len <= attempt->max_bytes)
    read_chunk (task);
  else if (is_success (attempt))
    {
      if (n_read < 0)
        attempt_return_io_error (task, g_steal_pointer (&error));
      else if (n_read > 0)
        attempt_return (task, new_bad_reply (attempt, NULL, "The answer is too large"));
      else
        attempt_return (task, check_body (attempt));
    }
  else if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    attempt_return_io_error (task, g_steal_pointer (&error));
  else
    {
      /* The status says enough; half a problem document says nothing. */
      if (n_read != 0)
        g_byte_array_set_size (attempt->body, 0);
      attempt_return (task, NULL);
    }
}

static void
read_chunk (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);
  guint length = attempt->body->len;

  /* Straight into the body; read_chunk_cb() takes back what was not used. */
  g_byte_array_set_size (attempt->body, length + CHUNK_SIZE);
  g_input_stream_read_async (attempt->stream, attempt->body->data + length, CHUNK_SIZE, G_PRIORITY_DEFAULT,
                             attempt->inner, read_chunk_cb, task);
}

static gint64
read_promised_length (SoupMessage *message)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Length");
  guint64 length;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &length, NULL))
    return -1;

  return (gint64) length;
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  attempt->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (attempt->stream == NULL)
    {
      attempt_return_io_error (task, error);
      return;
    }

  if (attempt->is_over)
    g_cancellable_cancel (attempt->inner);

  if (is_success (attempt))
    {
      attempt->promised_length = read_promised_length (attempt->message);
      error = check_headers (attempt);
    }
  else
    attempt->max_bytes = MIN (attempt->max_bytes, MAX_PROBLEM_SIZE);

  if (error != NULL || SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (attempt->message)))
    attempt_return (task, error);
  else
    read_chunk (task);
}

/* A misdirected request is sent once more, by libsoup itself. */
static void
got_headers_cb (SoupMessage *message,
                gpointer     user_data)
{
  Attempt *attempt = user_data;

  attempt->is_answered = soup_message_get_status (message) != SOUP_STATUS_MISDIRECTED_REQUEST;
}

static void
restarted_cb (SoupMessage *message,
              gpointer     user_data)
{
  Attempt *attempt = user_data;

  attempt->is_answered = FALSE;

  /* libsoup sends again by itself what a server hung up on that had kept the connection open. On another connection that stands idle it
   * would do so at once, before it has heard of the end of the first try; it then takes that for the end of the second, and up to 3.6.5
   * ends the request twice and uses what it has freed. Making a connection takes long enough. */
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
}

/* Between the headers and send_cb(), a turn of the main loop at most, libsoup must not be cancelled: up to 3.6 it then ends its request
 * twice and uses what it has freed (mended in its commit 9ba1243a). */
static gboolean
wait_over_cb (gpointer user_data)
{
  Attempt *attempt = g_task_get_task_data (user_data);

  if (attempt->is_answered && attempt->stream == NULL)
    attempt->is_over = TRUE;
  else
    g_cancellable_cancel (attempt->inner);

  return G_SOURCE_REMOVE;
}

/**
 * ebb_attempt_async:
 * @session: what sends
 * @message: what to send; afterwards it holds the status and the headers of the answer
 * @template: the path as the contract writes it, for the log
 * @deadline_ms: how long all of it may take, milliseconds
 * @max_bytes: how large the decoded body may be
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Sends @message and reads the answer. An answer of any status is no error here; a successful one that is not JSON, too
 * large, cut short or empty is. The body of a redirection is not read; neither is a large one of a failure.
 */
void
ebb_attempt_async (SoupSession         *session,
                   SoupMessage         *message,
                   const char          *template,
                   guint                deadline_ms,
                   gsize                max_bytes,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  g_task_set_source_tag (task, ebb_attempt_async);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);

  attempt->message = g_object_ref (message);
  attempt->template = g_strdup (template);
  attempt->started_us = g_get_monotonic_time ();
  attempt->inner = g_cancellable_new ();
  attempt->body = g_byte_array_new ();
  attempt->max_bytes = max_bytes;
  attempt->promised_length = -1;
  attempt->wait = ebb_wait_attach (deadline_ms, cancellable, wait_over_cb, task);

  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), attempt);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), attempt);
  soup_message_add_flags (message, SOUP_MESSAGE_COLLECT_METRICS);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, attempt->inner, send_cb, task);
}

/**
 * ebb_attempt_finish:
 * @session: what sent
 * @result: what the callback was given
 * @error: %EBB_ERROR_OFFLINE, %EBB_ERROR_TIMEOUT, %EBB_ERROR_BAD_REPLY or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the body, perhaps empty
 */
GBytes *
ebb_attempt_finish (SoupSession   *session,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
