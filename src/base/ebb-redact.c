/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes secrets out of what was sent and answered before a person sees it. Rather too much than too little: a link that connects a
 * device, for instance, opens somebody's account. */

#include "base/ebb-redact.h"

#define MARK "[redacted]"

static char *
replace (const char *text,
         const char *pattern,
         const char *replacement)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autofree char *replaced = g_regex_replace (regex, text, -1, 0, replacement, 0, NULL);

  /* A text that the expression cannot be held against is not shown at all. */
  return replaced != NULL ? g_steal_pointer (&replaced) : g_strdup (MARK);
}

/**
 * ebb_redact:
 * @text: UTF-8: JSON, headers or an address
 *
 * Replaces the values of members that are secret, also of one that is cut off, and whatever looks like a token.
 *
 * Returns: (transfer full): the rest
 */
char *
ebb_redact (const char *text)
{
  g_autofree char *members = replace (text,
                                      "(\"(?:access_token|refresh_token|id_token|token|client_secret|code_verifier|password|secret|"
                                      "authorization|url|redirect_url)\"\\s*:\\s*\")(?:[^\"\\\\]++|\\\\.)*+",
                                      "\\1" MARK);
  g_autofree char *bearers = replace (members, "(bearer\\s+)(?!\\$TOKEN)[^\\s\"]+", "\\1$TOKEN");

  /* A JSON Web Token: its head is a JSON object, which in Base64 begins like this. */
  return replace (bearers, "eyJ[\\w-]+(?:\\.[\\w-]*){0,2}", "$TOKEN");
}

/**
 * ebb_redact_is_secret_header:
 * @name: the name of an HTTP header
 *
 * Returns: whether nobody may see its value
 */
gboolean
ebb_redact_is_secret_header (const char *name)
{
  static const char *const names[] = {
    "Authorization", "Cookie", "Proxy-Authorization", "Set-Cookie", "WWW-Authenticate",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}
