/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which addresses may be spoken to. Pure functions: a mistake here would send a token to a stranger, so the rules stand
 * alone, where each of them can be tested without a network. */

#include "http/ebb-uri-rules.h"

#include <gio/gio.h>
#include <string.h>

#include "base/ebb-error.h"

#define MAX_LENGTH 2048

/* Escapes are kept as they are: what was escaped once must not be decoded and escaped again differently. */
#define PARSE_FLAGS (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_HAS_PASSWORD)

/* Spaces, control characters and backslashes have no place in an address; parsers disagree about them, which is how an
 * address comes to mean two things. */
static gboolean
has_bad_character (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p) || g_ascii_iscntrl (*p) || *p == '\\')
        return TRUE;
    }

  return FALSE;
}

/* "." and "..", also when their dots are escaped: a server may decode before it walks the path. */
static gboolean
is_dot_segment (const char *segment,
                gsize       length)
{
  gsize n_dots = 0;
  gsize i = 0;

  while (i < length)
    {
      if (segment[i] == '.')
        i += 1;
      else if (length - i >= 3 && g_ascii_strncasecmp (segment + i, "%2e", 3) == 0)
        i += 3;
      else
        return FALSE;
      n_dots++;
    }

  return n_dots == 1 || n_dots == 2;
}

static gboolean
has_dot_segment (const char *path)
{
  const char *end = path + strcspn (path, "?");

  for (const char *p = path; p <= end;)
    {
      gsize length = strcspn (p, "/?");

      if (is_dot_segment (p, length))
        return TRUE;
      p += length + 1;
    }

  return FALSE;
}

/**
 * ebb_uri_rules_is_loopback:
 * @host: a host name or address, without brackets
 *
 * Returns: %TRUE for 127.0.0.0/8, ::1 and localhost, and nothing else
 */
gboolean
ebb_uri_rules_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * ebb_uri_rules_normalize_base:
 * @base_uri: what a person or a profile gave as the service's address
 * @error: %EBB_ERROR_INVALID_INPUT
 *
 * Checks an address that requests will be built on: https, or http to this very machine; no user name, query or
 * fragment. Spaces around it are forgiven, the scheme and host become lower case, a default port goes, a missing
 * slash at the end comes.
 *
 * Returns: (transfer full) (nullable): the address, ending in a slash
 */
char *
ebb_uri_rules_normalize_base (const char  *base_uri,
                              GError     **error)
{
  g_autofree char *text = g_strstrip (g_strdup (base_uri));
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) normal = NULL;
  const char *problem = NULL;

  if (strlen (text) > MAX_LENGTH || has_bad_character (text))
    problem = "contains characters that no address has, or too many";
  else if ((uri = g_uri_parse (text, PARSE_FLAGS, NULL)) == NULL)
    problem = "cannot be read";
  else if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    problem = "names no host";
  else if (!g_str_equal (g_uri_get_scheme (uri), "https")
           && !(g_str_equal (g_uri_get_scheme (uri), "http") && ebb_uri_rules_is_loopback (g_uri_get_host (uri))))
    problem = "is not https";
  else if (g_uri_get_userinfo (uri) != NULL)
    problem = "contains a user name";
  else if (g_uri_get_query (uri) != NULL)
    problem = "contains a query";
  else if (g_uri_get_fragment (uri) != NULL)
    problem = "contains a fragment";
  else if (g_uri_get_port (uri) == 0)
    problem = "names port 0";
  else if (has_dot_segment (text)) /* the parser has taken them out of the path */
    problem = "contains . or ..";

  if (problem != NULL)
    {
      g_set_error (error, EBB_ERROR, EBB_ERROR_INVALID_INPUT, "The server’s address %s", problem);
      return NULL;
    }

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_strconcat (g_uri_get_path (uri), g_str_has_suffix (g_uri_get_path (uri), "/") ? NULL : "/", NULL);
  normal = g_uri_build (PARSE_FLAGS, g_uri_get_scheme (uri), NULL, host, g_uri_get_port (uri), path, NULL, NULL);

  return g_uri_to_string (normal);
}

/**
 * ebb_uri_rules_join:
 * @base_uri: what ebb_uri_rules_normalize_base() returned
 * @path: a path below it, escaped, perhaps with a query
 * @error: %EBB_ERROR_INVALID_INPUT when @path could lead out of @base_uri
 *
 * Returns: (transfer full) (nullable): the whole address
 */
GUri *
ebb_uri_rules_join (const char  *base_uri,
                    const char  *path,
                    GError     **error)
{
  g_autofree char *text = NULL;
  GUri *uri = NULL;

  if (*path != '/' && strchr (path, '#') == NULL && !has_bad_character (path) && !has_dot_segment (path))
    {
      text = g_strconcat (base_uri, path, NULL);
      uri = g_uri_parse (text, PARSE_FLAGS, NULL);
    }

  if (uri == NULL)
    g_set_error_literal (error, EBB_ERROR, EBB_ERROR_INVALID_INPUT, "A path leads out of the service’s address");

  return uri;
}

/**
 * ebb_uri_rules_same_origin:
 * @a: an absolute address
 * @b: another
 *
 * Returns: %TRUE when scheme, host and port are the same (RFC 6454), so that what may be told to one may be told to
 * the other
 */
gboolean
ebb_uri_rules_same_origin (GUri *a,
                           GUri *b)
{
  if (g_uri_get_host (a) == NULL || g_uri_get_host (b) == NULL)
    return FALSE;

  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b))
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b);
}
