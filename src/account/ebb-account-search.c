/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the account that was signed in last: the newest one in the store. */

#include "account/ebb-account-search.h"

#include "base/ebb-error.h"

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  EbbTokenStore *store = EBB_TOKEN_STORE (source);
  g_autoptr (GTask) task = user_data;
  EbbTokenKey *key = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbToken) token = ebb_token_store_lookup_finish (store, result, &error);

  if (token == NULL && !g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND))
    g_task_return_error (task, g_steal_pointer (&error));
  /* It may have gone since it was listed, and someone may have changed it into something that is no token. */
  else if (token == NULL || ebb_token_get_text (token) == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, ebb_account_new (key->account_id, key->environment, token, store), g_object_unref);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EbbTokenStore *store = EBB_TOKEN_STORE (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = ebb_token_store_list_finish (store, result, &error);
  EbbTokenKey *key;

  if (keys == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (keys->len == 0)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  key = g_ptr_array_steal_index (keys, 0);
  g_task_set_task_data (task, key, (GDestroyNotify) ebb_token_key_free);
  ebb_token_store_lookup_async (store, key, g_task_get_cancellable (task), looked_up_cb, g_object_ref (task));
}

/**
 * ebb_account_search_async:
 * @store: where to look
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 */
void
ebb_account_search_async (EbbTokenStore       *store,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, ebb_account_search_async);
  ebb_token_store_list_async (store, cancellable, listed_cb, task);
}

/**
 * ebb_account_search_finish:
 * @store: where it was looked
 * @result: what the callback was given
 * @account: (out) (nullable) (transfer full): the account, or %NULL when there is none
 * @error: %EBB_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the store could be searched
 */
gboolean
ebb_account_search_finish (EbbTokenStore  *store,
                           GAsyncResult   *result,
                           EbbAccount    **account,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  *account = g_task_propagate_pointer (G_TASK (result), error);

  return !g_task_had_error (G_TASK (result));
}
