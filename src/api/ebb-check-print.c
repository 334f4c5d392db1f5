/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a check found, for people and for programs. It names no customer: no id, no token and no value of a member is in it. */

#include "api/ebb-check.h"

#include <json-glib/json-glib.h>

static const struct
{
  const char *word; /* for programs */
  const char *text; /* for people */
  const char *sum;  /* for people, after how many */
  gboolean is_rare; /* not worth a word where there is none */
} verdicts[] = {
  [EBB_CHECK_READ] = { "read", "read", "read", FALSE },
  [EBB_CHECK_ANSWERED] = { "answered", "answered (not used yet)", "answered", FALSE },
  [EBB_CHECK_WRITTEN] = { "written", "written", "written", TRUE },
  [EBB_CHECK_REFUSED] = { "refused", "refused, as it should be", "refused as they should be", TRUE },
  [EBB_CHECK_NOT_OFFERED] = { "not_offered", "not offered", "not offered", FALSE },
  [EBB_CHECK_BAD] = { "bad", "not as expected", "not as expected", FALSE },
  [EBB_CHECK_FAILED] = { "failed", "failed", "failed", FALSE },
  [EBB_CHECK_SKIPPED] = { "skipped", "not asked", "not asked", FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (verdicts) == EBB_N_CHECK_VERDICTS);

static guint
count (GPtrArray       *results,
       EbbCheckVerdict  verdict)
{
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    n += ((EbbCheckResult *) g_ptr_array_index (results, i))->verdict == verdict;

  return n;
}

static void
append_members (GString     *text,
                const char  *words,
                char       **members)
{
  g_autofree char *list = g_strjoinv (", ", members);

  if (*members != NULL)
    g_string_append_printf (text, "    %s: %s\n", words, list);
}

/**
 * ebb_check_to_text:
 * @results: (element-type EbbCheckResult): what became of each operation
 * @base_uri: which service was asked
 *
 * Returns: (transfer full): a line an operation, with what differs below it, and a summary
 */
char *
ebb_check_to_text (GPtrArray  *results,
                   const char *base_uri)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    {
      const EbbCheckResult *result = g_ptr_array_index (results, i);
      g_autofree char *status = result->status != 0 ? g_strdup_printf ("%u", result->status) : g_strdup ("–");
      g_autofree char *operation = g_strconcat (result->operation, result->purpose != NULL ? ", " : NULL, result->purpose, NULL);

      g_string_append_printf (text, "%-44s %3s %6" G_GINT64_FORMAT " ms %8" G_GSIZE_FORMAT " B  %s%s%s\n", operation, status,
                              result->spent_ms, result->n_bytes, verdicts[result->verdict].text, result->detail != NULL ? ": " : "",
                              result->detail != NULL ? result->detail : "");
      append_members (text, "expected and not there", result->missing);
      append_members (text, "there and not known", result->unknown);
    }
  g_string_append_printf (text, "\n%s asked by Ebb " EBB_VERSION ": %u operations", base_uri, results->len);
  for (guint verdict = 0; verdict < EBB_N_CHECK_VERDICTS; verdict++)
    if (!verdicts[verdict].is_rare || count (results, verdict) > 0)
      g_string_append_printf (text, ", %u %s", count (results, verdict), verdicts[verdict].sum);
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

static JsonArray *
to_array (char **members)
{
  JsonArray *array = json_array_new ();

  for (char **member = members; *member != NULL; member++)
    json_array_add_string_element (array, *member);

  return array;
}

/**
 * ebb_check_to_json:
 * @results: (element-type EbbCheckResult): what became of each operation
 * @base_uri: which service was asked
 *
 * Returns: (transfer full): the same as a JSON document; times in milliseconds, sizes in bytes
 */
char *
ebb_check_to_json (GPtrArray  *results,
                   const char *base_uri)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < results->len; i++)
    {
      const EbbCheckResult *result = g_ptr_array_index (results, i);
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "operation", result->operation);
      if (result->purpose != NULL)
        json_object_set_string_member (item, "purpose", result->purpose);
      else
        json_object_set_null_member (item, "purpose");
      json_object_set_string_member (item, "verdict", verdicts[result->verdict].word);
      if (result->status != 0)
        json_object_set_int_member (item, "status", result->status);
      else
        json_object_set_null_member (item, "status");
      json_object_set_int_member (item, "spent_ms", result->spent_ms);
      json_object_set_int_member (item, "size_bytes", (gint64) result->n_bytes);
      if (result->detail != NULL)
        json_object_set_string_member (item, "detail", result->detail);
      else
        json_object_set_null_member (item, "detail");
      json_object_set_array_member (item, "missing", to_array (result->missing));
      json_object_set_array_member (item, "unknown", to_array (result->unknown));
      json_array_add_object_element (list, item);
    }
  json_object_set_string_member (object, "server", base_uri);
  json_object_set_string_member (object, "ebb_version", EBB_VERSION);
  json_object_set_array_member (object, "operations", list);
  json_node_take_object (root, object);

  return json_to_string (root, TRUE);
}

/**
 * ebb_check_get_status:
 * @results: (element-type EbbCheckResult): what became of each operation
 *
 * Returns: the exit status: 0 when all is as expected or not offered, 1 when something is not or failed, 2 when nothing could be asked
 */
int
ebb_check_get_status (GPtrArray *results)
{
  if (count (results, EBB_CHECK_READ) + count (results, EBB_CHECK_ANSWERED) == 0)
    return 2;

  return count (results, EBB_CHECK_BAD) + count (results, EBB_CHECK_FAILED) > 0 ? 1 : 0;
}
