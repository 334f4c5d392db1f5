/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether to ask again, and when. Pure functions, so that the policy can be read and tested in one place. */

#include "http/ebb-retry.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/ebb-error.h"
#include "http/ebb-http-error.h"

/**
 * ebb_retry_is_idempotent:
 * @method: the method
 * @has_if_match: whether the request names the version it replaces
 *
 * A PUT without a version is left alone: between two attempts it could undo what somebody else did. When the answer
 * to the first attempt is lost, the second may say "gone" or "changed" about the first one's own work; both are true.
 *
 * Returns: %TRUE when asking twice does no more than asking once
 */
gboolean
ebb_retry_is_idempotent (const char *method,
                         gboolean    has_if_match)
{
  return g_str_equal (method, "GET") || g_str_equal (method, "DELETE") || (g_str_equal (method, "PUT") && has_if_match);
}

/**
 * ebb_retry_is_worth_it:
 * @error: why an attempt failed
 *
 * Returns: %TRUE when another attempt may go better: the connection failed or broke, or the server says that it cannot
 * just now. Not after the deadline (the person has waited long enough) and not when the connection is not private.
 */
gboolean
ebb_retry_is_worth_it (const GError *error)
{
  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_OFFLINE))
    return g_strcmp0 (ebb_error_get_problem_code (error), EBB_PROBLEM_TLS) != 0;

  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_BAD_REPLY))
    return g_strcmp0 (ebb_error_get_problem_code (error), EBB_PROBLEM_TRUNCATED) == 0;

  switch (ebb_error_get_status (error))
    {
    case 429:
    case 502:
    case 503:
    case 504:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * ebb_retry_read_after:
 * @retry_after: a `Retry-After` header: seconds or a date (RFC 9110, 10.2.3)
 * @date: (nullable): the answer's `Date` header
 *
 * A date is measured against the server's own, not against this machine's clock, which may be an hour off.
 *
 * Returns: how long it asks for in milliseconds, or -1
 */
gint64
ebb_retry_read_after (const char *retry_after,
                      const char *date)
{
  g_autofree char *text = g_strstrip (g_strdup (retry_after));
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (*text != '\0' && text[strspn (text, "0123456789")] == '\0')
    {
      if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
        seconds = G_MAXUINT32;
      return (gint64) seconds * 1000;
    }

  if (date == NULL)
    return -1;

  until = soup_date_time_new_from_http_string (text);
  now = soup_date_time_new_from_http_string (date);
  if (until == NULL || now == NULL)
    return -1;

  return MAX (0, g_date_time_difference (until, now) / 1000);
}

/**
 * ebb_retry_get_delay:
 * @n_attempts: how many attempts were made
 * @retry_after: (nullable): the answer's `Retry-After` header: seconds or a date (RFC 9110, 10.2.3)
 * @date: (nullable): the answer's `Date` header
 * @backoff_ms: the wait after the first attempt when the server asks for none; doubles with each
 * @longest_ms: the longest wait that a person would sit through
 * @jitter: 0 to 1, from chance, so that many clients do not come back at the same moment
 * @delay_ms: (out): how long to wait
 *
 * Returns: %FALSE when there shall be no other attempt
 */
gboolean
ebb_retry_get_delay (guint       n_attempts,
                     const char *retry_after,
                     const char *date,
                     guint       backoff_ms,
                     guint       longest_ms,
                     double      jitter,
                     guint      *delay_ms)
{
  gint64 asked_ms = retry_after != NULL ? ebb_retry_read_after (retry_after, date) : -1;
  double backoff;

  if (n_attempts >= EBB_RETRY_MAX_ATTEMPTS || asked_ms > longest_ms)
    return FALSE;

  if (asked_ms >= 0)
    {
      /* Never earlier than asked. */
      *delay_ms = (guint) asked_ms + (guint) (jitter * backoff_ms);
      return TRUE;
    }

  backoff = (double) backoff_ms * (1 << (n_attempts - 1)) * (0.5 + jitter);
  *delay_ms = (guint) MIN (backoff, longest_ms);

  return TRUE;
}
