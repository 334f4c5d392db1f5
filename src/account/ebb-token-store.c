/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tokens are kept: the system's keyring for a customer, memory for a kiosk, the demo and a computer without a
 * keyring. Never a file of our own. */

#include "account/ebb-token-store.h"

G_DEFINE_INTERFACE (EbbTokenStore, ebb_token_store, G_TYPE_OBJECT)

/**
 * ebb_token_key_new:
 * @account_id: a UUID
 * @environment: where the token is valid
 *
 * Returns: (transfer full): a key
 */
EbbTokenKey *
ebb_token_key_new (const char     *account_id,
                   EbbEnvironment *environment)
{
  EbbTokenKey *key = g_new0 (EbbTokenKey, 1);

  key->account_id = g_strdup (account_id);
  key->environment = g_object_ref (environment);

  return key;
}

/**
 * ebb_token_key_free:
 * @key: (transfer full): a key
 */
void
ebb_token_key_free (EbbTokenKey *key)
{
  g_free (key->account_id);
  g_object_unref (key->environment);
  g_free (key);
}

static void
nothing_to_unlock_async (EbbTokenStore       *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, nothing_to_unlock_async);
  g_task_return_boolean (task, TRUE);
}

static void
ebb_token_store_default_init (EbbTokenStoreInterface *iface)
{
  iface->unlock_async = nothing_to_unlock_async;
}

/**
 * ebb_token_store_is_persistent:
 * @self: a store
 *
 * Returns: whether what it keeps is still there after the program has ended
 */
gboolean
ebb_token_store_is_persistent (EbbTokenStore *self)
{
  g_return_val_if_fail (EBB_IS_TOKEN_STORE (self), FALSE);

  return EBB_TOKEN_STORE_GET_IFACE (self)->is_persistent (self);
}

/**
 * ebb_token_store_store_async:
 * @self: a store
 * @key: what to keep it under
 * @token: the token; replaces the one kept under the same key
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 */
void
ebb_token_store_store_async (EbbTokenStore       *self,
                             const EbbTokenKey   *key,
                             EbbToken            *token,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (EBB_IS_TOKEN_STORE (self));
  g_return_if_fail (ebb_token_get_text (token) != NULL);

  EBB_TOKEN_STORE_GET_IFACE (self)->store_async (self, key, token, cancellable, callback, user_data);
}

/**
 * ebb_token_store_store_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: %EBB_ERROR_KEYRING, see ebb_keyring_problem_from_error()
 *
 * Returns: whether it is kept
 */
gboolean
ebb_token_store_store_finish (EbbTokenStore  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ebb_token_store_lookup_async:
 * @self: a store
 * @key: what it was kept under
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 */
void
ebb_token_store_lookup_async (EbbTokenStore       *self,
                              const EbbTokenKey   *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (EBB_IS_TOKEN_STORE (self));

  EBB_TOKEN_STORE_GET_IFACE (self)->lookup_async (self, key, cancellable, callback, user_data);
}

/**
 * ebb_token_store_lookup_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: %EBB_ERROR_NOT_FOUND, or %EBB_ERROR_KEYRING, see ebb_keyring_problem_from_error()
 *
 * Returns: (transfer full): the token, which someone may have changed into anything
 */
EbbToken *
ebb_token_store_lookup_finish (EbbTokenStore  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_token_store_clear_async:
 * @self: a store
 * @key: what it was kept under
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Forgets a token. That there was none is no error.
 */
void
ebb_token_store_clear_async (EbbTokenStore       *self,
                             const EbbTokenKey   *key,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (EBB_IS_TOKEN_STORE (self));

  EBB_TOKEN_STORE_GET_IFACE (self)->clear_async (self, key, cancellable, callback, user_data);
}

/**
 * ebb_token_store_clear_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: %EBB_ERROR_KEYRING, see ebb_keyring_problem_from_error(): the token may still be there
 *
 * Returns: whether it is surely gone
 */
gboolean
ebb_token_store_clear_finish (EbbTokenStore  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ebb_token_store_list_async:
 * @self: a store
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 */
void
ebb_token_store_list_async (EbbTokenStore       *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (EBB_IS_TOKEN_STORE (self));

  EBB_TOKEN_STORE_GET_IFACE (self)->list_async (self, cancellable, callback, user_data);
}

/**
 * ebb_token_store_list_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: %EBB_ERROR_KEYRING, see ebb_keyring_problem_from_error(); also when nothing is kept but nothing could be
 *
 * Returns: (transfer full) (element-type EbbTokenKey): what is kept, the newest first
 */
GPtrArray *
ebb_token_store_list_finish (EbbTokenStore  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_token_store_unlock_async:
 * @self: a store
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Lets the system ask the person for the password that opens the store. Only to be called when the person wants that:
 * no other function here opens a window.
 */
void
ebb_token_store_unlock_async (EbbTokenStore       *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (EBB_IS_TOKEN_STORE (self));

  EBB_TOKEN_STORE_GET_IFACE (self)->unlock_async (self, cancellable, callback, user_data);
}

/**
 * ebb_token_store_unlock_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: %EBB_ERROR_CANCELLED_BY_USER, or %EBB_ERROR_KEYRING, see ebb_keyring_problem_from_error()
 *
 * Returns: whether it is open now
 */
gboolean
ebb_token_store_unlock_finish (EbbTokenStore  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
