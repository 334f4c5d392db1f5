/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking an answer over into a list that someone looks at: what is still there keeps its object and its place, so that
 * the list does not jump and an open page keeps what it shows. */

#include "app/ebb-merge.h"

/* Of items with the same id the first counts. */
static GPtrArray *
without_doubles (GPtrArray          *answer,
                 GHashTable         *ids,
                 const EbbMergeKind *kind)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < answer->len; i++)
    if (g_hash_table_add (ids, g_strdup (kind->get_id (answer->pdata[i]))))
      g_ptr_array_add (items, answer->pdata[i]);

  return items;
}

static void
remove_others (GListStore         *store,
               GHashTable         *ids,
               const EbbMergeKind *kind)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (store)); i-- > 0;)
    {
      g_autoptr (GObject) known = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (!g_hash_table_contains (ids, kind->get_id (known)))
        g_list_store_remove (store, i);
    }
}

/**
 * ebb_merge:
 * @store: a list
 * @answer: (element-type GObject): what it shall say; may be emptied of its values
 * @kind: how to treat the items
 *
 * Makes @store say what @answer says: known objects are updated and kept, in the answer's order. What goes or comes is
 * one change to the list each; what only has news, none. Of items with the same id the first counts.
 */
void
ebb_merge (GListStore         *store,
           GPtrArray          *answer,
           const EbbMergeKind *kind)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) items = without_doubles (answer, ids, kind);
  GListModel *model = G_LIST_MODEL (store);

  remove_others (store, ids, kind);
  if (g_list_model_get_n_items (model) == 0)
    {
      if (items->len > 0)
        g_list_store_splice (store, 0, 0, items->pdata, items->len);
      return;
    }

  for (guint i = 0; i < items->len; i++)
    {
      gpointer newer = items->pdata[i];
      gboolean is_known = FALSE;

      for (guint j = i; !is_known && j < g_list_model_get_n_items (model); j++)
        {
          g_autoptr (GObject) known = g_list_model_get_item (model, j);

          is_known = kind->update (known, newer);
          if (is_known && j != i)
            {
              g_list_store_remove (store, j);
              g_list_store_insert (store, i, known);
            }
        }
      if (!is_known)
        g_list_store_insert (store, i, newer);
    }
}
