/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON with room to read it. Not a byte of what is in it changes, which a parser and a generator would not promise: 0.10 stays 0.10. */

#include "base/ebb-json-indent.h"

#define DEEPEST 40

static void
begin_line (GString *text,
            int      depth)
{
  g_string_append_c (text, '\n');
  for (int i = 0; i < MIN (depth, DEEPEST); i++)
    g_string_append (text, "  ");
}

/* Returns the end of the string that begins at @p, or of the text. */
static const char *
skip_string (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;

  return *p != '\0' ? p + 1 : p;
}

static const char *
skip_space (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;

  return p;
}

/**
 * ebb_json_indent:
 * @text: JSON, perhaps cut off or broken
 *
 * Returns: (transfer full): the same with a line for each member. What is no JSON comes out as nonsense, but whole.
 */
char *
ebb_json_indent (const char *text)
{
  GString *indented = g_string_new (NULL);
  const char *p = skip_space (text);
  int depth = 0;

  while (*p != '\0')
    {
      const char *end = *p == '"' ? skip_string (p) : p + 1;
      gboolean is_opening = *p == '{' || *p == '[';
      gboolean is_empty = is_opening && *skip_space (end) == (*p == '{' ? '}' : ']');

      if (*p == '}' || *p == ']')
        begin_line (indented, depth = MAX (depth - 1, 0));
      g_string_append_len (indented, p, end - p);
      if (is_empty)
        {
          p = skip_space (end);
          g_string_append_c (indented, *p);
          end = p + 1;
        }
      else if (is_opening)
        begin_line (indented, ++depth);
      else if (*p == ',')
        begin_line (indented, depth);
      else if (*p == ':')
        g_string_append_c (indented, ' ');
      p = skip_space (end);
    }

  return g_string_free (indented, FALSE);
}
