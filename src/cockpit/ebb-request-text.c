/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request in words: for a line, for a page, and for somebody's shell. */

#include "cockpit/ebb-request-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/ebb-json-indent.h"

static char *
dup_readable (char *body)
{
  g_autofree char *owned = body;

  return *body == '{' || *body == '[' ? ebb_json_indent (body) : g_steal_pointer (&owned);
}

/**
 * ebb_request_text_dup_outcome:
 * @entry: a request
 *
 * Returns: (transfer full): what came of it: "200", "…" while it is pending, "–" when nothing was answered
 */
char *
ebb_request_text_dup_outcome (EbbTraceEntry *entry)
{
  guint status = ebb_trace_entry_get_status (entry);

  if (ebb_trace_entry_is_pending (entry))
    return g_strdup ("…");

  return status != 0 ? g_strdup_printf ("%u", status) : g_strdup ("–");
}

/**
 * ebb_request_text_dup_place:
 * @entry: a request
 *
 * Returns: (transfer full): path and query
 */
char *
ebb_request_text_dup_place (EbbTraceEntry *entry)
{
  const char *authority = strstr (ebb_trace_entry_get_uri (entry), "://");
  const char *path = authority != NULL ? strchr (authority + strlen ("://"), '/') : NULL;

  return g_strdup (path != NULL ? path : "/");
}

/**
 * ebb_request_text_dup_sent:
 * @entry: a request
 *
 * Returns: (transfer full): what was sent: a line of what and where, headers, and the body with room to read it
 */
char *
ebb_request_text_dup_sent (EbbTraceEntry *entry)
{
  g_autofree char *body = dup_readable (ebb_trace_entry_dup_sent_body (entry));
  g_autofree char *headers = ebb_trace_entry_dup_sent_headers (entry);

  return g_strdup_printf ("%s %s\n%s%s%s", ebb_trace_entry_get_method (entry), ebb_trace_entry_get_uri (entry),
                          headers, *body != '\0' ? "\n" : "", body);
}

/**
 * ebb_request_text_dup_answer:
 * @entry: a request
 *
 * Returns: (transfer full): what came of it, likewise
 */
char *
ebb_request_text_dup_answer (EbbTraceEntry *entry)
{
  g_autofree char *outcome = ebb_request_text_dup_outcome (entry);
  g_autofree char *size = g_format_size (ebb_trace_entry_get_size (entry));
  g_autofree char *headers = ebb_trace_entry_dup_headers (entry);
  g_autofree char *body = NULL;
  GString *text;
  gboolean is_cut;

  if (ebb_trace_entry_is_pending (entry))
    return g_strdup (_("Nothing was answered yet."));

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s · %" G_GINT64_FORMAT " ms · %s\n", outcome, ebb_trace_entry_get_duration (entry) / 1000, size);
  if (ebb_trace_entry_get_problem (entry) != NULL)
    g_string_append_printf (text, "%s\n", ebb_trace_entry_get_problem (entry));
  g_string_append (text, headers);
  body = dup_readable (ebb_trace_entry_dup_body (entry, &is_cut));
  if (*body != '\0')
    g_string_append_printf (text, "\n%s", body);
  if (is_cut)
    g_string_append_printf (text, "\n%s", _("… and more, which was not kept."));

  return g_string_free (text, FALSE);
}

/* What curl adds by itself, and what it cannot be told as it was. */
static gboolean
is_of_interest (const char *header)
{
  static const char *const others[] = {
    "Accept-Encoding:", "Authorization:", "Connection:", "Content-Length:", "Host:", "Upgrade:", "HTTP2-Settings:",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strncasecmp (header, others[i], strlen (others[i])) == 0)
      return FALSE;

  return *header != '\0';
}

/**
 * ebb_request_text_dup_curl:
 * @entry: a request
 *
 * Returns: (transfer full): a command that sends it again. The token is whatever the shell has in `$TOKEN`.
 */
char *
ebb_request_text_dup_curl (EbbTraceEntry *entry)
{
  GString *command = g_string_new ("curl");
  g_autofree char *lines = ebb_trace_entry_dup_sent_headers (entry);
  g_auto (GStrv) headers = g_strsplit (lines, "\n", -1);
  g_autofree char *uri = g_shell_quote (ebb_trace_entry_get_uri (entry));
  g_autofree char *body = ebb_trace_entry_dup_sent_body (entry);

  if (!g_str_equal (ebb_trace_entry_get_method (entry), "GET"))
    g_string_append_printf (command, " --request %s", ebb_trace_entry_get_method (entry));
  g_string_append (command, " --header \"Authorization: Bearer $TOKEN\"");
  for (char **header = headers; *header != NULL; header++)
    {
      g_autofree char *quoted = is_of_interest (*header) ? g_shell_quote (*header) : NULL;

      if (quoted != NULL)
        g_string_append_printf (command, " --header %s", quoted);
    }
  if (*body != '\0')
    {
      g_autofree char *quoted = g_shell_quote (body);

      g_string_append_printf (command, " --data-raw %s", quoted);
    }
  g_string_append_printf (command, " %s", uri);

  return g_string_free (command, FALSE);
}
