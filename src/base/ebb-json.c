/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading JSON by table. A member is either what the table says, or absent or null where it may be, or the first bad
 * one is named with its path. Members that no table knows are ignored: the server may add some at any time. */

#include "base/ebb-json.h"

#include <math.h>

#include "base/ebb-clock.h"
#include "base/ebb-error.h"
#include "base/ebb-json-span.h"
#include "base/ebb-json-text.h"

/* Where we are, from the innermost outwards; only turned into words when something is wrong. */
typedef struct _Place Place;
struct _Place
{
  const Place *outer; /* (nullable) */
  const char *member; /* (nullable): an item of an array has none */
  guint index;
};

static gboolean read_struct (const EbbJsonTable *table,
                             JsonNode           *node,
                             gpointer            value,
                             const Place        *place,
                             GError            **error);

static void
append_place (GString     *path,
              const Place *place)
{
  if (place->outer != NULL)
    append_place (path, place->outer);
  if (place->member == NULL)
    g_string_append_printf (path, "[%u]", place->index);
  else
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", place->member);
}

static const char *
node_in_words (JsonNode *node)
{
  if (node == NULL)
    return "nothing";
  if (JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "an object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "an array";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return "a string";
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return "a truth value";
  return "a number";
}

static gboolean
fail (const Place *place,
      const char  *expected,
      JsonNode    *node,
      GError     **error)
{
  g_autoptr (GString) path = g_string_new (NULL);

  append_place (path, place);
  g_set_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY, "%s: expected %s, got %s",
               path->len > 0 ? path->str : "the document", expected, node_in_words (node));
  return FALSE;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_number (const EbbJsonField *field,
             JsonNode           *node,
             double             *value,
             const Place        *place,
             GError            **error)
{
  double number;

  if (!holds (node, G_TYPE_INT64) && !holds (node, G_TYPE_DOUBLE))
    return fail (place, "a number", node, error);

  number = json_node_get_double (node);
  if (!isfinite (number) || (field->minimum < field->maximum && (number < field->minimum || number > field->maximum)))
    {
      g_autofree char *range = g_strdup_printf ("a number from %g to %g", field->minimum, field->maximum);

      return fail (place, field->minimum < field->maximum ? range : "a finite number", node, error);
    }

  *value = number;
  return TRUE;
}

static gboolean
read_time (JsonNode    *node,
           gint64      *value,
           const Place *place,
           GError     **error)
{
  g_autoptr (GDateTime) time = NULL;

  if (holds (node, G_TYPE_STRING))
    time = g_date_time_new_from_iso8601 (json_node_get_string (node), NULL);
  if (time == NULL)
    return fail (place, "a time like 2026-03-29T01:15:00Z", node, error);

  *value = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

static gboolean
read_enum (const EbbJsonField *field,
           JsonNode           *node,
           int                *value,
           const Place        *place,
           GError            **error)
{
  if (!holds (node, G_TYPE_STRING))
    return fail (place, "a word", node, error);

  for (int i = 0; field->words[i] != NULL; i++)
    if (g_str_equal (field->words[i], json_node_get_string (node)))
      *value = i;

  return TRUE;
}

static gboolean
read_strings (JsonNode    *node,
              char      ***value,
              const Place *place,
              GError     **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (place, "an array", node, error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      Place inner = { place, NULL, i };

      if (!holds (item, G_TYPE_STRING))
        return fail (&inner, "a string", item, error);
      g_strv_builder_add (builder, json_node_get_string (item));
    }

  g_strfreev (*value);
  *value = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_array (const EbbJsonTable *table,
            JsonNode           *node,
            GArray             *items,
            const Place        *place,
            GError            **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (place, "an array", node, error);

  array = json_node_get_array (node);
  g_array_set_size (items, json_array_get_length (array));
  for (guint i = 0; i < items->len; i++)
    ebb_json_init (table, items->data + i * table->size);

  for (guint i = 0; i < items->len; i++)
    {
      Place inner = { place, NULL, i };

      if (!read_struct (table, json_array_get_element (array, i), items->data + i * table->size, &inner, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_field (const EbbJsonField *field,
            JsonNode           *node,
            gpointer            member,
            const Place        *place,
            GError            **error)
{
  switch (field->type)
    {
    case EBB_JSON_STRING:
      if (!holds (node, G_TYPE_STRING))
        return fail (place, "a string", node, error);
      *(char **) member = g_strdup (json_node_get_string (node));
      return TRUE;

    case EBB_JSON_TRUTH:
      if (!holds (node, G_TYPE_BOOLEAN))
        return fail (place, "a truth value", node, error);
      *(EbbTruth *) member = json_node_get_boolean (node) ? EBB_YES : EBB_NO;
      return TRUE;

    case EBB_JSON_NUMBER:
      return read_number (field, node, member, place, error);

    case EBB_JSON_TIME:
      return read_time (node, member, place, error);

    case EBB_JSON_ENUM:
      return read_enum (field, node, member, place, error);

    case EBB_JSON_STRINGS:
      return read_strings (node, member, place, error);

    case EBB_JSON_OBJECT:
      return read_struct (field->table, node, member, place, error);

    case EBB_JSON_ARRAY:
      return read_array (field->table, node, *(GArray **) member, place, error);

    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_struct (const EbbJsonTable *table,
             JsonNode           *node,
             gpointer            value,
             const Place        *place,
             GError            **error)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (place, "an object", node, error);

  object = json_node_get_object (node);
  for (gsize i = 0; i < table->n_fields; i++)
    {
      const EbbJsonField *field = &table->fields[i];
      JsonNode *member = json_object_get_member (object, field->name);
      Place inner = { place, field->name, 0 };

      if (member != NULL && field->presence != 0)
        *(gboolean *) ((char *) value + field->presence) = TRUE;
      if (member == NULL || JSON_NODE_HOLDS_NULL (member))
        {
          if (field->is_required)
            return fail (&inner, "a value", member, error);
          continue;
        }
      if (!read_field (field, member, (char *) value + field->offset, &inner, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ebb_json_init:
 * @table: how the struct is made
 * @value: memory of that size
 *
 * Sets every field to "not known".
 */
void
ebb_json_init (const EbbJsonTable *table,
               gpointer            value)
{
  for (gsize i = 0; i < table->n_fields; i++)
    {
      const EbbJsonField *field = &table->fields[i];
      gpointer member = (char *) value + field->offset;

      if (field->presence != 0)
        *(gboolean *) ((char *) value + field->presence) = FALSE;
      switch (field->type)
        {
        case EBB_JSON_STRING:
          *(char **) member = NULL;
          break;
        case EBB_JSON_TRUTH:
          *(EbbTruth *) member = EBB_UNKNOWN;
          break;
        case EBB_JSON_NUMBER:
          *(double *) member = NAN;
          break;
        case EBB_JSON_TIME:
          *(gint64 *) member = EBB_TIME_UNKNOWN;
          break;
        case EBB_JSON_ENUM:
          *(int *) member = field->other;
          break;
        case EBB_JSON_STRINGS:
          *(char ***) member = g_new0 (char *, 1);
          break;
        case EBB_JSON_OBJECT:
          ebb_json_init (field->table, member);
          break;
        case EBB_JSON_ARRAY:
          *(GArray **) member = g_array_new (FALSE, TRUE, (guint) field->table->size);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
clear_array (const EbbJsonTable *table,
             GArray             *items)
{
  for (guint i = 0; i < items->len; i++)
    ebb_json_clear (table, items->data + i * table->size);
  g_array_unref (items);
}

/**
 * ebb_json_clear:
 * @table: how the struct is made
 * @value: a struct that ebb_json_init() set up
 *
 * Frees what the fields own.
 */
void
ebb_json_clear (const EbbJsonTable *table,
                gpointer            value)
{
  for (gsize i = 0; i < table->n_fields; i++)
    {
      const EbbJsonField *field = &table->fields[i];
      gpointer member = (char *) value + field->offset;

      if (field->type == EBB_JSON_STRING)
        g_clear_pointer ((char **) member, g_free);
      else if (field->type == EBB_JSON_STRINGS)
        g_clear_pointer ((char ***) member, g_strfreev);
      else if (field->type == EBB_JSON_OBJECT)
        ebb_json_clear (field->table, member);
      else if (field->type == EBB_JSON_ARRAY)
        {
          clear_array (field->table, *(GArray **) member);
          *(GArray **) member = NULL;
        }
    }
}

/**
 * ebb_json_read:
 * @table: how to read the root object
 * @bytes: a JSON document
 * @value: memory of the table's size; undefined on error, with nothing to free
 * @error: %EBB_ERROR_BAD_REPLY, naming the first bad field with its path
 *
 * Returns: %TRUE when @value is filled; free it with ebb_json_clear()
 */
gboolean
ebb_json_read (const EbbJsonTable *table,
               GBytes             *bytes,
               gpointer            value,
               GError            **error)
{
  g_autoptr (JsonNode) root = ebb_json_parse (bytes, error);
  Place place = { NULL, "", 0 };

  if (root == NULL)
    return FALSE;

  ebb_json_init (table, value);
  if (read_struct (table, root, value, &place, error))
    return TRUE;

  ebb_json_clear (table, value);
  return FALSE;
}

/* Adds an item to @items. On error it is there too, to be cleared with the others. */
static gboolean
read_item (const EbbJsonTable *table,
           JsonParser         *parser,
           const EbbJsonSpan  *span,
           GArray             *items,
           const Place        *list,
           GError            **error)
{
  Place place = { list, NULL, items->len };
  g_autoptr (JsonNode) node = ebb_json_parse_piece (parser, span->at, (gsize) (span->end - span->at), error);

  if (node == NULL)
    return FALSE;

  g_array_set_size (items, items->len + 1);
  ebb_json_init (table, items->data + place.index * table->size);

  return read_struct (table, node, items->data + place.index * table->size, &place, error);
}

/**
 * ebb_json_read_list:
 * @table: how to read an item
 * @member: the root's member that holds the array; a bare array is accepted too
 * @bytes: a JSON document
 * @error: %EBB_ERROR_BAD_REPLY, naming the first bad field with its path
 *
 * Parses one item after the other: nodes for all at once would take megabytes, and more time to make and free than to read.
 *
 * Returns: (transfer full): an array of structs; the caller clears the items with ebb_json_clear() before the array
 */
GArray *
ebb_json_read_list (const EbbJsonTable *table,
                    const char         *member,
                    GBytes             *bytes,
                    GError            **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  g_autofree char *text = ebb_json_check (bytes, &length, error);
  Place place = { NULL, member, 0 };
  gboolean is_right = TRUE;
  EbbJsonSpan list;
  EbbJsonSpan item;
  const char *at;
  GArray *items;

  if (text == NULL)
    return NULL;

  list = (EbbJsonSpan) { ebb_json_span_begin (text), text + length };
  if (*list.at == '{' && !ebb_json_span_find (list.at, member, &list))
    {
      fail (&place, "an array", NULL, error);
      return NULL;
    }
  if (*list.at != '[')
    {
      g_autoptr (JsonNode) node = ebb_json_parse_piece (parser, list.at, (gsize) (list.end - list.at), error);

      if (node != NULL)
        fail (&place, "an array", node, error);
      return NULL;
    }

  at = list.at + 1;
  items = g_array_new (FALSE, TRUE, (guint) table->size);
  while (is_right && ebb_json_span_next_item (&at, &item))
    is_right = read_item (table, parser, &item, items, &place, error);
  if (is_right)
    return items;

  clear_array (table, items);
  return NULL;
}
