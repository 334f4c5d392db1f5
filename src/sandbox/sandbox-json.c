/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON in and out. json-glib's parser overflows the stack on deep nesting and takes an empty text for a document, so the
 * text is looked over before it is parsed. Its generator writes 0.1 as 0.10000000000000001, which no service does, so
 * numbers are written here in the fewest digits that read back as the same number. */

#include "sandbox/sandbox-json.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 64

/* One pass over the bytes: how deep do the brackets go, outside of strings? */
static gboolean
is_shallow (const char *text,
            gsize       length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }

  return TRUE;
}

/**
 * sandbox_json_parse:
 * @text: bytes, not necessarily terminated
 * @length: how many
 * @error: return location for an error
 *
 * Reads one JSON document. A text that is empty, not UTF-8 or nested deeper than 64 levels is refused.
 *
 * Returns: (transfer full): the document, or %NULL
 */
JsonNode *
sandbox_json_parse (const char  *text,
                    gsize        length,
                    GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "it is not UTF-8 text");
      return NULL;
    }
  if (!is_shallow (text, length))
    {
      g_set_error (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "it is nested deeper than %d levels", MAX_DEPTH);
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;

  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "it is empty");
  return root;
}

static void
append_string (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c == '"' || c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, c);
        }
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, c);
    }
  g_string_append_c (out, '"');
}

static void
append_double (GString *out,
               double   value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (digits, sizeof digits, formats[i], value);
      if (g_ascii_strtod (digits, NULL) == value)
        break;
    }
  g_string_append (out, digits);
}

/**
 * sandbox_json_append:
 * @out: where to
 * @node: a document, or a part of one
 *
 * Writes @node without white space, members in the order in which they were added. The same document always gives the
 * same bytes, which is what an entity tag needs.
 */
void
sandbox_json_append (GString  *out,
                     JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      {
        JsonObjectIter iter;
        const char *name;
        JsonNode *member;
        gboolean is_first = TRUE;

        g_string_append_c (out, '{');
        json_object_iter_init_ordered (&iter, json_node_get_object (node));
        while (json_object_iter_next_ordered (&iter, &name, &member))
          {
            if (!is_first)
              g_string_append_c (out, ',');
            is_first = FALSE;
            append_string (out, name);
            g_string_append_c (out, ':');
            sandbox_json_append (out, member);
          }
        g_string_append_c (out, '}');
        break;
      }

    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);

        g_string_append_c (out, '[');
        for (guint i = 0; i < json_array_get_length (array); i++)
          {
            if (i > 0)
              g_string_append_c (out, ',');
            sandbox_json_append (out, json_array_get_element (array, i));
          }
        g_string_append_c (out, ']');
        break;
      }

    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        append_string (out, json_node_get_string (node));
      else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      else if (json_node_get_value_type (node) == G_TYPE_INT64)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
      else
        append_double (out, json_node_get_double (node));
      break;

    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

/**
 * sandbox_json_to_string:
 * @node: a document
 * @length: (out) (optional): its length in bytes
 *
 * Returns: (transfer full): the text, as sandbox_json_append() writes it
 */
char *
sandbox_json_to_string (JsonNode *node,
                        gsize    *length)
{
  GString *out = g_string_sized_new (512);

  sandbox_json_append (out, node);
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}
