/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/ebb-link.h"

/**
 * ebb_link_is_for_browser:
 * @url: (nullable): a link that the service sent
 *
 * A link goes to whatever program the desktop has for it, so it must be what a browser is for: encrypted, or on this machine.
 *
 * Returns: whether it may be opened
 */
gboolean
ebb_link_is_for_browser (const char *url)
{
  static const char *const own_hosts[] = { "127.0.0.1", "::1", "localhost", NULL };
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return FALSE;
  if (g_ascii_strcasecmp (g_uri_get_scheme (uri), "https") == 0)
    return TRUE;

  return g_ascii_strcasecmp (g_uri_get_scheme (uri), "http") == 0 && g_strv_contains (own_hosts, host);
}
