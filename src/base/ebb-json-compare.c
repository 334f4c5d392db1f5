/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which members a document has more or less than it was expected to have. What is expected is a line of names, "name address{street
 * city} devices[id]": in braces those of an object, in brackets those of each item of an array. */

#include "base/ebb-json-compare.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/ebb-json-text.h"

typedef struct
{
  GPtrArray *expected; /* (element-type utf8): paths in the order of the shape */
  GHashTable *seen;    /* (element-type utf8): those that are there */
  GPtrArray *unknown;  /* (element-type utf8): paths that the shape has not */
} Comparison;

static void
add_once (GPtrArray *paths,
          char      *path)
{
  if (g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
    g_free (path);
  else
    g_ptr_array_add (paths, path);
}

static const char *compare_members (Comparison *comparison,
                                    const char *shape,
                                    JsonNode   *node,
                                    const char *prefix);

/* Each item by itself; without any the shape is only passed over. Returns where the shape goes on. */
static const char *
compare_items (Comparison *comparison,
               const char *shape,
               JsonNode   *node,
               const char *path)
{
  g_autofree char *prefix = g_strconcat (path, "[].", NULL);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    compare_members (comparison, shape, json_array_get_element (array, i), prefix);

  return compare_members (comparison, shape, NULL, prefix);
}

static void
find_unknown (Comparison *comparison,
              JsonObject *object,
              GHashTable *names,
              const char *prefix)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (!g_hash_table_contains (names, name))
      add_once (comparison->unknown, g_strconcat (prefix, name, NULL));
}

/* Up to the end of the names, or of the braces or brackets that they are in. Without a node nothing is expected. Returns where the shape
 * goes on. */
static const char *
compare_members (Comparison *comparison,
                 const char *shape,
                 JsonNode   *node,
                 const char *prefix)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  while (*shape != '\0' && *shape != '}' && *shape != ']')
    {
      gsize length = strcspn (shape, " {}[]");
      g_autofree char *name = g_strndup (shape, length);
      g_autofree char *path = g_strconcat (prefix, name, NULL);
      JsonNode *member = object != NULL ? json_object_get_member (object, name) : NULL;

      if (object != NULL)
        add_once (comparison->expected, g_strdup (path));
      if (member != NULL)
        g_hash_table_add (comparison->seen, g_strdup (path));
      g_hash_table_add (names, g_steal_pointer (&name));

      shape += length;
      if (*shape == '[')
        shape = compare_items (comparison, shape + 1, member, path);
      else if (*shape == '{')
        {
          g_autofree char *inner = g_strconcat (path, ".", NULL);

          shape = compare_members (comparison, shape + 1, member, inner);
        }
      while (*shape == ' ')
        shape++;
    }

  if (object != NULL)
    find_unknown (comparison, object, names, prefix);

  return *shape != '\0' ? shape + 1 : shape;
}

static char **
take_strings (GPtrArray *strings)
{
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (strings, FALSE);
}

/**
 * ebb_json_compare:
 * @shape: what is expected
 * @bytes: a JSON document. Where a single array is expected, it may also be that array itself
 * @missing: (out) (transfer full): paths of members that are expected and nowhere there
 * @unknown: (out) (transfer full): paths of members that are there and not expected
 * @error: %EBB_ERROR_BAD_REPLY: that it is not JSON
 *
 * Paths are such as `devices[].telemetry.power_kw`: of the items of an array together, since some may lack what others have.
 *
 * Returns: whether it could be compared
 */
gboolean
ebb_json_compare (const char   *shape,
                  GBytes       *bytes,
                  char       ***missing,
                  char       ***unknown,
                  GError      **error)
{
  g_autoptr (JsonNode) root = ebb_json_parse (bytes, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  Comparison comparison = { expected, seen, NULL };
  const char *bracket = strchr (shape, '[');
  GPtrArray *absent;

  if (root == NULL)
    return FALSE;

  comparison.unknown = g_ptr_array_new ();
  if (JSON_NODE_HOLDS_ARRAY (root) && bracket != NULL)
    {
      g_autofree char *name = g_strndup (shape, (gsize) (bracket - shape));

      compare_items (&comparison, bracket + 1, root, name);
    }
  else
    compare_members (&comparison, shape, root, "");

  absent = g_ptr_array_new ();
  for (guint i = 0; i < expected->len; i++)
    if (!g_hash_table_contains (seen, g_ptr_array_index (expected, i)))
      g_ptr_array_add (absent, g_strdup (g_ptr_array_index (expected, i)));
  *missing = take_strings (absent);
  *unknown = take_strings (comparison.unknown);

  return TRUE;
}
