/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changing members of a document that must otherwise travel back as it came. It stays a text: a parser and a writer
 * would change what they do not understand, such as integers of nineteen digits, or 0.1 into 0.10000000000000001. The
 * text has been read strictly before, so it is known to be right. */

#include "base/ebb-json-edit.h"

#include <math.h>
#include <string.h>

#include "base/ebb-json-span.h"

static char *
dup_inner_object (const char *object,
                  const char *name)
{
  EbbJsonSpan value;

  if (!ebb_json_span_find (ebb_json_span_begin (object), name, &value) || *value.at != '{')
    return g_strdup ("{}");

  return g_strndup (value.at, (gsize) (value.end - value.at));
}

static void
append_member (GString           *text,
               const EbbJsonSpan *name,
               const EbbJsonSpan *value)
{
  if (text->len > 1)
    g_string_append_c (text, ',');
  g_string_append_len (text, name->at, name->end - name->at);
  g_string_append_c (text, ':');
  g_string_append_len (text, value->at, value->end - value->at);
}

static char *
replace (const char *object,
         const char *name,
         const char *value)
{
  g_autoptr (GString) text = g_string_new ("{");
  const char *at = ebb_json_span_begin (object) + 1;
  EbbJsonSpan changed = { value, value != NULL ? value + strlen (value) : NULL };
  EbbJsonSpan each_name;
  EbbJsonSpan each;
  gboolean is_there = FALSE;

  while (ebb_json_span_next_member (&at, &each_name, &each))
    {
      gboolean is_it = ebb_json_span_is_name (&each_name, name);

      if (!is_it)
        append_member (text, &each_name, &each);
      else if (value != NULL)
        append_member (text, &each_name, &changed);
      is_there = is_there || is_it;
    }
  if (!is_there && value != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);
      EbbJsonSpan new_name = { quoted, quoted + strlen (quoted) };

      append_member (text, &new_name, &changed);
    }
  g_string_append_c (text, '}');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * ebb_json_edit:
 * @object: the text of a JSON object that ebb_json_parse() has accepted
 * @group: (nullable): the member of @object to look in, made where there is none or where it is no object
 * @name: the member to change; nothing in it may need an escape
 * @value: (nullable): the JSON text of its value, or %NULL to take the member out
 *
 * Returns: (transfer full): the text with that one member changed, the others as they were
 */
char *
ebb_json_edit (const char *object,
               const char *group,
               const char *name,
               const char *value)
{
  g_autofree char *inner = NULL;
  g_autofree char *edited = NULL;

  if (group == NULL)
    return replace (object, name, value);

  inner = dup_inner_object (object, group);
  edited = replace (inner, name, value);

  return replace (object, group, edited);
}

/**
 * ebb_json_write_number:
 * @number: a number, or NAN for none
 *
 * Returns: (transfer full): the shortest JSON text that reads as exactly @number, in any locale; `null` for none
 */
char *
ebb_json_write_number (double number)
{
  /* 15 digits always survive from text to double, 17 always from double to text. */
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return g_strdup ("null");

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], number);
      if (g_ascii_strtod (text, NULL) == number)
        break;
    }

  return g_strdup (text);
}
