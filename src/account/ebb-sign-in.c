/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in: the token is kept in the store or, when that is a keyring that cannot be used, in memory; then the
 * account uses it and is the only one in that store. */

#include "account/ebb-sign-in.h"

#include "account/ebb-memory-store.h"

typedef struct
{
  EbbToken *token;      /* (owned) */
  EbbTokenStore *store; /* (owned): which is being tried */
  GPtrArray *others;    /* (owned) (nullable) (element-type EbbTokenKey): to be removed */
  EbbKeyringProblem problem;
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_object_unref (sign_in->token);
  g_object_unref (sign_in->store);
  g_clear_pointer (&sign_in->others, g_ptr_array_unref);
  g_free (sign_in);
}

static void cleared_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);

/* Removes the other accounts, one after the other, and ends the sign-in. Whether that works decides nothing: the
 * newest account is the one that counts at the next start. */
static void
remove_others (GTask *task)
{
  EbbAccount *account = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (EbbTokenKey) other = NULL;

  while (other == NULL && sign_in->others->len > 0)
    {
      other = g_ptr_array_steal_index (sign_in->others, sign_in->others->len - 1);
      if (g_str_equal (other->account_id, ebb_account_get_id (account)))
        g_clear_pointer (&other, ebb_token_key_free);
    }

  if (other != NULL)
    ebb_token_store_clear_async (sign_in->store, other, NULL, cleared_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ebb_token_store_clear_finish (EBB_TOKEN_STORE (source), result, &error))
    g_debug ("An earlier account could not be removed: %s", error->message);
  remove_others (task);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  sign_in->others = ebb_token_store_list_finish (EBB_TOKEN_STORE (source), result, &error);
  if (sign_in->others != NULL)
    {
      remove_others (task);
      return;
    }

  g_debug ("Earlier accounts could not be looked for: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbAccount *account = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (EbbTokenKey) key = ebb_account_dup_key (account);
  g_autoptr (GError) error = NULL;

  if (ebb_token_store_store_finish (sign_in->store, result, &error))
    {
      ebb_account_keep (account, sign_in->token, sign_in->store);
      ebb_token_store_list_async (sign_in->store, NULL, listed_cb, g_object_ref (task));
      return;
    }

  sign_in->problem = ebb_keyring_problem_from_error (error);
  if (sign_in->problem == EBB_KEYRING_PROBLEM_NONE)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_debug ("%s", error->message);
  g_object_unref (sign_in->store);
  sign_in->store = ebb_memory_store_new ();
  ebb_token_store_store_async (sign_in->store, key, sign_in->token, g_task_get_cancellable (task), stored_cb,
                               g_object_ref (task));
}

/**
 * ebb_sign_in_async:
 * @account: the account that is to have the token
 * @token: the token
 * @store: where it is to be kept
 * @cancellable: (nullable): to give up; as soon as the token is kept it is too late for that
 * @callback: (scope async): called when done
 * @user_data: for @callback
 */
void
ebb_sign_in_async (EbbAccount          *account,
                   EbbToken            *token,
                   EbbTokenStore       *store,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = g_task_new (account, cancellable, callback, user_data);
  g_autoptr (EbbTokenKey) key = ebb_account_dup_key (account);
  SignIn *sign_in = g_new0 (SignIn, 1);

  g_task_set_source_tag (task, ebb_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);
  sign_in->token = g_object_ref (token);
  sign_in->store = g_object_ref (store);
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);
  ebb_token_store_store_async (store, key, token, cancellable, stored_cb, task);
}

/**
 * ebb_sign_in_finish:
 * @account: the account
 * @result: what the callback was given
 * @problem: (out): why the token is in memory only, or %EBB_KEYRING_PROBLEM_NONE
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the account is signed in
 */
gboolean
ebb_sign_in_finish (EbbAccount         *account,
                    GAsyncResult       *result,
                    EbbKeyringProblem  *problem,
                    GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, account), FALSE);

  *problem = ((SignIn *) g_task_get_task_data (G_TASK (result)))->problem;

  return g_task_propagate_boolean (G_TASK (result), error);
}
