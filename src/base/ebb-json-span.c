/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the parts of a JSON text stand. The text has been read strictly before, so it is known to be right. */

#include "base/ebb-json-span.h"

#include <string.h>

#include "base/ebb-json-text.h"

static const char *
skip_space (const char *at)
{
  return at + strspn (at, " \t\r\n");
}

static const char *
skip_string (const char *at)
{
  for (at += 1 + strcspn (at + 1, "\"\\"); *at == '\\'; at += strcspn (at, "\"\\"))
    at += 2;

  return at + 1;
}

static const char *
skip_value (const char *at)
{
  guint depth = 0;

  if (*at != '"' && *at != '{' && *at != '[')
    return at + strcspn (at, ",]} \t\r\n");

  for (;;)
    {
      if (*at == '"')
        at = skip_string (at);
      else if (*at == '{' || *at == '[')
        depth++, at++;
      else
        depth--, at++;
      if (depth == 0)
        return at;
      at += strcspn (at, "\"{}[]");
    }
}

/* Moves @at, from behind the opening bracket or the last part, to the next part. */
static gboolean
begin_part (const char **at)
{
  *at = skip_space (*at);
  if (**at == ',')
    *at = skip_space (*at + 1);

  return **at != '}' && **at != ']';
}

/**
 * ebb_json_span_begin:
 * @text: a document
 *
 * Returns: where its value begins
 */
const char *
ebb_json_span_begin (const char *text)
{
  return skip_space (text);
}

/**
 * ebb_json_span_next_member:
 * @at: (inout): behind the opening brace, or behind the last member
 * @name: (out): the name of the next member, with its quotation marks
 * @value: (out): its value
 *
 * Returns: whether there is one more
 */
gboolean
ebb_json_span_next_member (const char **at,
                           EbbJsonSpan *name,
                           EbbJsonSpan *value)
{
  if (!begin_part (at))
    return FALSE;

  name->at = *at;
  name->end = skip_string (name->at);
  value->at = skip_space (skip_space (name->end) + 1);
  value->end = skip_value (value->at);
  *at = value->end;

  return TRUE;
}

/**
 * ebb_json_span_next_item:
 * @at: (inout): behind the opening bracket, or behind the last item
 * @value: (out): the next item
 *
 * Returns: whether there is one more
 */
gboolean
ebb_json_span_next_item (const char **at,
                         EbbJsonSpan *value)
{
  if (!begin_part (at))
    return FALSE;

  value->at = *at;
  value->end = skip_value (value->at);
  *at = value->end;

  return TRUE;
}

/**
 * ebb_json_span_is_name:
 * @span: a string, with its quotation marks
 * @name: what it may say
 *
 * Returns: whether it says that, however it is written
 */
gboolean
ebb_json_span_is_name (const EbbJsonSpan *span,
                       const char        *name)
{
  gsize length = (gsize) (span->end - span->at) - 2;
  g_autoptr (GBytes) quoted = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (memchr (span->at, '\\', length + 2) == NULL)
    return strlen (name) == length && memcmp (span->at + 1, name, length) == 0;

  /* Read as strictly as the document was, so that half a character or a NUL is another name and no end. */
  quoted = g_bytes_new (span->at, length + 2);
  node = ebb_json_parse (quoted, NULL);

  return node != NULL && g_str_equal (json_node_get_string (node), name);
}

/**
 * ebb_json_span_find:
 * @object: where an object begins
 * @name: a name
 * @value: (out): the value of the member of that name; of several the last one's, which counts when an object is read
 *
 * Returns: whether there is such a member
 */
gboolean
ebb_json_span_find (const char  *object,
                    const char  *name,
                    EbbJsonSpan *value)
{
  const char *at = object + 1;
  gboolean is_there = FALSE;
  EbbJsonSpan each_name;
  EbbJsonSpan each;

  while (ebb_json_span_next_member (&at, &each_name, &each))
    if (ebb_json_span_is_name (&each_name, name))
      {
        *value = each;
        is_there = TRUE;
      }

  return is_there;
}
