/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells a trace what goes over the wire. The token is taken out here, where it is known, wherever a server may have put it. */

#include "http/ebb-attempt-trace.h"

#include <string.h>

#include "base/ebb-redact.h"

static void
append_header_cb (const char *name,
                  const char *value,
                  gpointer    user_data)
{
  gboolean is_token = g_ascii_strcasecmp (name, "Authorization") == 0;

  g_string_append_printf (user_data, "%s: %s\n", name,
                          is_token ? "Bearer $TOKEN" : ebb_redact_is_secret_header (name) ? "[redacted]" : value);
}

static char *
dup_headers (SoupMessageHeaders *headers,
             const char         *token)
{
  GString *text = g_string_new (NULL);

  soup_message_headers_foreach (headers, append_header_cb, text);
  if (token != NULL)
    g_string_replace (text, token, "$TOKEN", 0);

  return g_string_free (text, FALSE);
}

static GBytes *
without_token (GBytes     *body,
               const char *token)
{
  gsize size;
  const char *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  GString *text;

  if (data == NULL || token == NULL || memmem (data, size, token, strlen (token)) == NULL)
    return body != NULL ? g_bytes_ref (body) : NULL;

  /* What follows a NUL is lost; there is none in JSON. */
  text = g_string_new_len (data, (gssize) size);
  g_string_replace (text, token, "$TOKEN", 0);

  return g_string_free_to_bytes (text);
}

/**
 * ebb_attempt_trace_begin:
 * @trace: where to tell
 * @message: what is about to be sent
 * @operation: the path as the contract writes it
 * @body: (nullable): what is sent with it
 *
 * Returns: (transfer full): to tell how it ends
 */
EbbTraceEntry *
ebb_attempt_trace_begin (EbbTrace    *trace,
                         SoupMessage *message,
                         const char  *operation,
                         GBytes      *body)
{
  g_autofree char *uri = g_uri_to_string (soup_message_get_uri (message));
  g_autofree char *headers = dup_headers (soup_message_get_request_headers (message), NULL);

  return ebb_trace_begin (trace, &(EbbTraceSent) { soup_message_get_method (message), uri, operation, headers, body });
}

/**
 * ebb_attempt_trace_end:
 * @entry: what was told before
 * @message: what was sent
 * @token: (nullable): the token that was sent with it
 * @body: (nullable): what was answered
 * @error: (nullable): why that is of no use
 */
void
ebb_attempt_trace_end (EbbTraceEntry *entry,
                       SoupMessage   *message,
                       const char    *token,
                       GBytes        *body,
                       const GError  *error)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  g_autofree char *sent_headers = dup_headers (soup_message_get_request_headers (message), token);
  g_autofree char *headers = dup_headers (soup_message_get_response_headers (message), token);
  g_autoptr (GBytes) redacted = without_token (body, token);

  ebb_trace_entry_end (entry, &(EbbTraceReceived) {
    .sent_headers = sent_headers,
    .status = soup_message_get_status (message),
    .headers = headers,
    .body = redacted,
    .size_bytes = metrics != NULL ? soup_message_metrics_get_response_body_bytes_received (metrics) : 0,
    .problem = error != NULL ? error->message : NULL,
    .is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED),
  });
}
