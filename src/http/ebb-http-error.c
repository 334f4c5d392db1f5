/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what the network and the server say to what a person can do about it. No text of the server's gets into a
 * message: it could hold anything, also what was sent to it. */

#include "http/ebb-http-error.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/ebb-error.h"
#include "base/ebb-json.h"

#define MAX_CODE_LENGTH 64

typedef struct
{
  char *code;
} Problem;

static const EbbJsonField problem_fields[] = {
  { .name = "code", .type = EBB_JSON_STRING, .offset = G_STRUCT_OFFSET (Problem, code) },
};

static const EbbJsonTable problem_table = {
  .size = sizeof (Problem),
  .fields = problem_fields,
  .n_fields = G_N_ELEMENTS (problem_fields),
};

/**
 * ebb_http_error_is_json:
 * @content_type: (nullable): a media type without parameters
 *
 * Returns: %TRUE for `application/json` and `application/…+json`
 */
gboolean
ebb_http_error_is_json (const char *content_type)
{
  g_autofree char *type = NULL;

  if (content_type == NULL)
    return FALSE;

  type = g_ascii_strdown (content_type, -1);

  return g_str_equal (type, "application/json")
         || (g_str_has_prefix (type, "application/") && g_str_has_suffix (type, "+json"));
}

/* The `code` of a problem document (RFC 9457 with the contract's extra member), if it looks like one. */
static char *
read_problem_code (const char *content_type,
                   GBytes     *body)
{
  Problem problem;
  char *code = NULL;

  if (body == NULL || g_bytes_get_size (body) == 0 || !ebb_http_error_is_json (content_type))
    return NULL;

  ebb_json_init (&problem_table, &problem);
  if (ebb_json_read (&problem_table, body, &problem, NULL) && problem.code != NULL)
    {
      gsize length = strlen (problem.code);

      if (length > 0 && length <= MAX_CODE_LENGTH
          && strspn (problem.code, "abcdefghijklmnopqrstuvwxyz0123456789_-.") == length)
        code = g_strdup (problem.code);
    }
  ebb_json_clear (&problem_table, &problem);

  return code;
}

/* The contract: a bad token answers 403, not only 401. So 403 means "sign in again" unless the server says that
 * the person is known and still may not. */
static EbbErrorCode
code_for_forbidden (const char *problem_code)
{
  static const char *const denials[] = { "forbidden", "denied", "access_denied", NULL };

  return problem_code != NULL && g_strv_contains (denials, problem_code) ? EBB_ERROR_DENIED : EBB_ERROR_SIGNED_OUT;
}

static EbbErrorCode
code_for_status (guint       status,
                 const char *problem_code)
{
  switch (status)
    {
    case 400:
    case 422:
      return EBB_ERROR_INVALID_INPUT;
    case 401:
      return EBB_ERROR_SIGNED_OUT;
    case 403:
      return code_for_forbidden (problem_code);
    case 404:
    case 410:
      return EBB_ERROR_NOT_FOUND;
    case 405:
    case 501:
      return EBB_ERROR_NOT_SUPPORTED;
    case 408:
      return EBB_ERROR_TIMEOUT;
    case 409:
    case 412:
      return EBB_ERROR_CONFLICT;
    case 429:
      return EBB_ERROR_TOO_MANY;
    default:
      /* New statuses may appear at any time: the class decides. */
      if (status >= 500 && status <= 599)
        return EBB_ERROR_SERVER;
      if (status >= 400 && status <= 499)
        return EBB_ERROR_DENIED;
      return EBB_ERROR_BAD_REPLY;
    }
}

/**
 * ebb_http_error_from_status:
 * @status: an HTTP status that is no success
 * @content_type: (nullable): the body's media type, without parameters
 * @body: (nullable): the body, if it was small enough to read
 *
 * Returns: (transfer full): an error in %EBB_ERROR that remembers the status and the problem document's code
 */
GError *
ebb_http_error_from_status (guint       status,
                            const char *content_type,
                            GBytes     *body)
{
  g_autofree char *problem_code = read_problem_code (content_type, body);

  return ebb_error_new_http (code_for_status (status, problem_code), status, problem_code,
                             "The server answered %u%s%s", status, problem_code != NULL ? ", " : "",
                             problem_code != NULL ? problem_code : "");
}

static GError *
from_tls_error (const GError *io_error,
                guint         status)
{
  /* The other side hung up: a broken connection, not a wrong certificate. */
  if (g_error_matches (io_error, G_TLS_ERROR, G_TLS_ERROR_EOF))
    return ebb_error_new_http (EBB_ERROR_OFFLINE, status, NULL, "The connection broke");

  return ebb_error_new_http (EBB_ERROR_OFFLINE, status, EBB_PROBLEM_TLS,
                             "The connection is not private: the server’s certificate or encryption is not acceptable");
}

/**
 * ebb_http_error_from_io:
 * @io_error: what libsoup or GIO reported; not a cancellation
 * @status: the HTTP status when the answer had begun, else 0
 *
 * A connection that is not private is %EBB_ERROR_OFFLINE with the problem code %EBB_PROBLEM_TLS: nothing was said to
 * that server and nothing will be, and the user interface can say why. A body cut short is %EBB_ERROR_BAD_REPLY with
 * %EBB_PROBLEM_TRUNCATED.
 *
 * Returns: (transfer full): an error in %EBB_ERROR
 */
GError *
ebb_http_error_from_io (const GError *io_error,
                        guint         status)
{
  if (io_error->domain == G_TLS_ERROR)
    return from_tls_error (io_error, status);

  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return ebb_error_new_http (EBB_ERROR_TIMEOUT, status, NULL, "The server did not answer in time");

  /* Before the status this only means that the server hung up. */
  if (status != 0 && (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
                      || g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)))
    return ebb_error_new_http (EBB_ERROR_BAD_REPLY, status, EBB_PROBLEM_TRUNCATED, "The answer was cut short");

  if (io_error->domain == SOUP_SESSION_ERROR || g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return ebb_error_new_http (EBB_ERROR_BAD_REPLY, status, NULL, "The answer is not HTTP as it should be");

  return ebb_error_new_http (EBB_ERROR_OFFLINE, status, NULL, "The server cannot be reached (%s %d)",
                             g_quark_to_string (io_error->domain), io_error->code);
}
