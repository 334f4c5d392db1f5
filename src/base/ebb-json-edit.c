/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changing members of a document that must otherwise travel back as it came. It stays a text: a parser and a writer
 * would change what they do not understand, such as integers of nineteen digits, or 0.1 into 0.10000000000000001. The
 * text has been read strictly before, so it is known to be right. */

#include "base/ebb-json-edit.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Where a member stands: from each beginning to behind each end. */
typedef struct
{
  const char *name;
  const char *name_end;
  const char *value;
  const char *value_end;
} Member;

static const char *
skip_space (const char *at)
{
  return at + strspn (at, " \t\r\n");
}

static const char *
skip_string (const char *at)
{
  for (at++; *at != '"'; at++)
    if (*at == '\\')
      at++;

  return at + 1;
}

static const char *
skip_value (const char *at)
{
  guint depth = 0;

  if (*at != '"' && *at != '{' && *at != '[')
    return at + strcspn (at, ",]} \t\r\n");

  do
    {
      if (*at == '"')
        {
          at = skip_string (at);
          continue;
        }
      if (*at == '{' || *at == '[')
        depth++;
      else if (*at == '}' || *at == ']')
        depth--;
      at++;
    }
  while (depth > 0);

  return at;
}

/* Moves @at, from behind the opening brace or the last member, behind the next one. */
static gboolean
next_member (const char **at,
             Member      *member)
{
  *at = skip_space (*at);
  if (**at == ',')
    *at = skip_space (*at + 1);
  if (**at == '}')
    return FALSE;

  member->name = *at;
  member->name_end = skip_string (member->name);
  member->value = skip_space (skip_space (member->name_end) + 1);
  member->value_end = skip_value (member->value);
  *at = member->value_end;

  return TRUE;
}

static gboolean
has_name (const Member *member,
          const char   *name)
{
  gsize length = (gsize) (member->name_end - member->name) - 2;
  g_autofree char *quoted = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (memchr (member->name, '\\', length + 2) == NULL)
    return strlen (name) == length && memcmp (member->name + 1, name, length) == 0;

  quoted = g_strndup (member->name, length + 2);
  node = json_from_string (quoted, NULL);

  return g_str_equal (json_node_get_string (node), name);
}

/* Of members of the same name the last counts, as it does when reading. */
static char *
dup_inner_object (const char *object,
                  const char *name)
{
  const char *at = skip_space (object) + 1;
  char *text = NULL;
  Member member;

  while (next_member (&at, &member))
    if (has_name (&member, name))
      {
        g_free (text);
        text = *member.value == '{' ? g_strndup (member.value, (gsize) (member.value_end - member.value)) : NULL;
      }

  return text != NULL ? text : g_strdup ("{}");
}

static void
append_member (GString    *text,
               const char *name,
               gssize      name_length,
               const char *value,
               gssize      value_length)
{
  if (text->len > 1)
    g_string_append_c (text, ',');
  g_string_append_len (text, name, name_length);
  g_string_append_c (text, ':');
  g_string_append_len (text, value, value_length);
}

static char *
replace (const char *object,
         const char *name,
         const char *value)
{
  g_autoptr (GString) text = g_string_new ("{");
  const char *at = skip_space (object) + 1;
  gboolean is_there = FALSE;
  Member member;

  while (next_member (&at, &member))
    {
      gboolean is_it = has_name (&member, name);

      if (!is_it)
        append_member (text, member.name, member.name_end - member.name, member.value, member.value_end - member.value);
      else if (value != NULL)
        append_member (text, member.name, member.name_end - member.name, value, -1);
      is_there = is_there || is_it;
    }
  if (!is_there && value != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);

      append_member (text, quoted, -1, value, -1);
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
