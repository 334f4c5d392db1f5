/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is signed in. There is one account at a time; it is found in the store at the start, put there by signing in
 * and removed by signing out.
 *
 * When the keyring cannot be used the account lives in memory, and the person is told why: a sign-in that ends with
 * the program is better than none, and a token in a file of our own is not on offer. */

#include "account/ebb-accounts.h"

#include "account/ebb-account-search.h"
#include "account/ebb-sign-in.h"
#include "base/ebb-error.h"

struct _EbbAccounts
{
  GObject parent_instance;

  EbbTokenStore *store;     /* (owned): where tokens are to be kept */
  EbbAccount *current;      /* (owned) (nullable) */
  EbbTokenKey *left_behind; /* (owned) (nullable): signed out, but the keyring would not let go of it */
  EbbKeyringProblem problem;
  gboolean is_persistent;   /* as it was last announced */
};

enum
{
  PROP_0,
  PROP_CURRENT,
  PROP_IS_PERSISTENT,
  PROP_KEYRING_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbAccounts, ebb_accounts, G_TYPE_OBJECT)

static void
update_persistence (EbbAccounts *self)
{
  gboolean is_persistent;

  if (self->current != NULL)
    is_persistent = ebb_token_store_is_persistent (ebb_account_get_store (self->current));
  else
    is_persistent = ebb_token_store_is_persistent (self->store) && self->problem == EBB_KEYRING_PROBLEM_NONE;

  if (self->is_persistent == is_persistent)
    return;

  self->is_persistent = is_persistent;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_PERSISTENT]);
}

static void
set_current (EbbAccounts *self,
             EbbAccount  *account)
{
  if (g_set_object (&self->current, account))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  update_persistence (self);
}

static void
set_problem (EbbAccounts       *self,
             EbbKeyringProblem  problem)
{
  if (self->problem != problem)
    {
      self->problem = problem;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_PROBLEM]);
    }
  update_persistence (self);
}

/* Returns whether @error was about the keyring. Then it is remembered, and life goes on without. */
static gboolean
note_keyring_error (EbbAccounts  *self,
                    const GError *error)
{
  EbbKeyringProblem problem = ebb_keyring_problem_from_error (error);

  if (problem == EBB_KEYRING_PROBLEM_NONE)
    return FALSE;

  g_debug ("%s", error->message);
  set_problem (self, problem);

  return TRUE;
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbAccounts *self = g_task_get_source_object (task);
  g_autoptr (EbbAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (ebb_account_search_finish (self->store, result, &account, &error))
    set_problem (self, EBB_KEYRING_PROBLEM_NONE);
  else if (!note_keyring_error (self, error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Someone may have signed in meanwhile. */
  if (account != NULL && self->current == NULL)
    set_current (self, account);
  g_task_return_boolean (task, TRUE);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  EbbAccount *account = EBB_ACCOUNT (source);
  g_autoptr (GTask) task = user_data;
  EbbAccounts *self = g_task_get_source_object (task);
  EbbKeyringProblem problem;
  g_autoptr (GError) error = NULL;

  if (!ebb_sign_in_finish (account, result, &problem, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (self->current != NULL && self->current != account)
    ebb_account_forget (self->current);
  set_current (self, account);
  set_problem (self, problem);
  g_task_return_pointer (task, g_object_ref (account), g_object_unref);
}

static void
sign_out_cleared_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbAccounts *self = g_task_get_source_object (task);
  EbbTokenKey *key = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (ebb_token_store_clear_finish (EBB_TOKEN_STORE (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_clear_pointer (&self->left_behind, ebb_token_key_free);
  self->left_behind = ebb_token_key_new (key->account_id, key->environment);
  note_keyring_error (self, error);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
unlock_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ebb_accounts_load_finish (EBB_ACCOUNTS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
unlock_signed_in_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbAccount) account = ebb_accounts_sign_in_finish (EBB_ACCOUNTS (source), result, &error);

  if (account != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The keyring is open: an account that lives in memory moves in; without an account there may be one to be found. */
static void
use_unlocked (GTask *task)
{
  EbbAccounts *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (self->current == NULL)
    ebb_accounts_load_async (self, cancellable, unlock_loaded_cb, g_object_ref (task));
  else if (ebb_account_get_store (self->current) != self->store)
    ebb_accounts_sign_in_async (self, ebb_account_get_environment (self->current),
                                ebb_account_get_token (self->current), cancellable, unlock_signed_in_cb,
                                g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
unlock_cleared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbAccounts *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!ebb_token_store_clear_finish (self->store, result, &error))
    {
      note_keyring_error (self, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_clear_pointer (&self->left_behind, ebb_token_key_free);
  use_unlocked (task);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbAccounts *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!ebb_token_store_unlock_finish (self->store, result, &error))
    {
      note_keyring_error (self, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  set_problem (self, EBB_KEYRING_PROBLEM_NONE);
  if (self->left_behind != NULL)
    ebb_token_store_clear_async (self->store, self->left_behind, NULL, unlock_cleared_cb, g_object_ref (task));
  else
    use_unlocked (task);
}

static void
ebb_accounts_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  EbbAccounts *self = EBB_ACCOUNTS (object);

  switch (prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    case PROP_IS_PERSISTENT:
      g_value_set_boolean (value, self->is_persistent);
      break;
    case PROP_KEYRING_PROBLEM:
      g_value_set_enum (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_accounts_finalize (GObject *object)
{
  EbbAccounts *self = EBB_ACCOUNTS (object);

  g_clear_object (&self->current);
  g_clear_object (&self->store);
  g_clear_pointer (&self->left_behind, ebb_token_key_free);

  G_OBJECT_CLASS (ebb_accounts_parent_class)->finalize (object);
}

static void
ebb_accounts_class_init (EbbAccountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_accounts_get_property;
  object_class->finalize = ebb_accounts_finalize;

  /**
   * EbbAccounts:current:
   *
   * The account that is signed in, or %NULL.
   */
  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, EBB_TYPE_ACCOUNT,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * EbbAccounts:is-persistent:
   *
   * Whether the sign-in, or the next one, will still be there after the program has ended.
   */
  properties[PROP_IS_PERSISTENT] = g_param_spec_boolean ("is-persistent", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * EbbAccounts:keyring-problem:
   *
   * Why the keyring could not be used when it was last needed.
   */
  properties[PROP_KEYRING_PROBLEM] = g_param_spec_enum ("keyring-problem", NULL, NULL, EBB_TYPE_KEYRING_PROBLEM,
                                                        EBB_KEYRING_PROBLEM_NONE,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_accounts_init (EbbAccounts *self)
{
}

/**
 * ebb_accounts_new:
 * @store: where tokens are to be kept: the keyring, or memory when nothing may be left behind
 *
 * Returns: (transfer full): nobody is signed in yet; see ebb_accounts_load_async()
 */
EbbAccounts *
ebb_accounts_new (EbbTokenStore *store)
{
  EbbAccounts *self = g_object_new (EBB_TYPE_ACCOUNTS, NULL);

  self->store = g_object_ref (store);
  self->is_persistent = ebb_token_store_is_persistent (store);

  return self;
}

/**
 * ebb_accounts_get_current:
 * @self: accounts
 *
 * Returns: (transfer none) (nullable): the account that is signed in
 */
EbbAccount *
ebb_accounts_get_current (EbbAccounts *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNTS (self), NULL);

  return self->current;
}

/**
 * ebb_accounts_is_persistent:
 * @self: accounts
 *
 * Returns: whether the sign-in, or the next one, will still be there after the program has ended
 */
gboolean
ebb_accounts_is_persistent (EbbAccounts *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNTS (self), FALSE);

  return self->is_persistent;
}

/**
 * ebb_accounts_get_keyring_problem:
 * @self: accounts
 *
 * Returns: why the keyring could not be used when it was last needed
 */
EbbKeyringProblem
ebb_accounts_get_keyring_problem (EbbAccounts *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNTS (self), EBB_KEYRING_PROBLEM_NONE);

  return self->problem;
}

/**
 * ebb_accounts_load_async:
 * @self: accounts
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Looks for the account that was signed in last time. A keyring that cannot be used is no error: see
 * #EbbAccounts:keyring-problem.
 */
void
ebb_accounts_load_async (EbbAccounts         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (EBB_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ebb_accounts_load_async);
  ebb_account_search_async (self->store, cancellable, searched_cb, task);
}

/**
 * ebb_accounts_load_finish:
 * @self: accounts
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED, and nothing else
 *
 * Returns: whether it is known now who is signed in
 */
gboolean
ebb_accounts_load_finish (EbbAccounts   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ebb_accounts_sign_in_async:
 * @self: accounts
 * @environment: where the token belongs
 * @token: the token
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Keeps a token and makes its account the current one. In the environment of the current account this renews that
 * account, so that whatever is open stays open; otherwise the current account is signed out.
 *
 * Only a text that is no token is refused here. What its claims say about time is left to the server, because this
 * computer's clock may be wrong.
 */
void
ebb_accounts_sign_in_async (EbbAccounts         *self,
                            EbbEnvironment      *environment,
                            EbbToken            *token,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (EbbAccount) account = NULL;

  g_return_if_fail (EBB_IS_ACCOUNTS (self));
  g_return_if_fail (EBB_IS_ENVIRONMENT (environment));
  g_return_if_fail (EBB_IS_TOKEN (token));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ebb_accounts_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);
  if (ebb_token_get_text (token) == NULL)
    {
      EbbTokenProblem problem = ebb_token_diagnose (token, 0);

      g_task_return_error (task, ebb_error_new_http (EBB_ERROR_INVALID_INPUT, 0, ebb_token_problem_get_code (problem),
                                                     "What was entered cannot be used as a token: %s",
                                                     ebb_token_problem_get_code (problem)));
      return;
    }

  if (self->current != NULL && ebb_environment_equal (ebb_account_get_environment (self->current), environment))
    account = g_object_ref (self->current);
  else
    account = ebb_account_new (NULL, environment, token, self->store);
  ebb_sign_in_async (account, token, self->store, cancellable, signed_in_cb, g_object_ref (task));
}

/**
 * ebb_accounts_sign_in_finish:
 * @self: accounts
 * @result: what the callback was given
 * @error: %EBB_ERROR_INVALID_INPUT with a code for ebb_token_problem_from_server(), or %G_IO_ERROR_CANCELLED. That the
 *   keyring cannot be used is no error: see #EbbAccounts:keyring-problem.
 *
 * Returns: (transfer full): the current account
 */
EbbAccount *
ebb_accounts_sign_in_finish (EbbAccounts   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_accounts_sign_out_async:
 * @self: accounts
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Forgets the current account: here at once, in the keyring as soon as it answers. This cannot be cancelled, so that
 * it is never half done; wait for it before the program ends.
 */
void
ebb_accounts_sign_out_async (EbbAccounts         *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (EbbAccount) account = NULL;
  EbbTokenKey *key;

  g_return_if_fail (EBB_IS_ACCOUNTS (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ebb_accounts_sign_out_async);
  if (self->current == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  account = g_object_ref (self->current);
  key = ebb_account_dup_key (account);
  g_task_set_task_data (task, key, (GDestroyNotify) ebb_token_key_free);
  ebb_account_forget (account);
  set_current (self, NULL);
  ebb_token_store_clear_async (ebb_account_get_store (account), key, NULL, sign_out_cleared_cb, g_object_ref (task));
}

/**
 * ebb_accounts_sign_out_finish:
 * @self: accounts
 * @result: what the callback was given
 * @error: %EBB_ERROR_KEYRING when the keyring still has the token. It is removed when ebb_accounts_unlock_async()
 * succeeds.
 *
 * Returns: whether no trace is left
 */
gboolean
ebb_accounts_sign_out_finish (EbbAccounts   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ebb_accounts_unlock_async:
 * @self: accounts
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Lets the system ask for the keyring's password, then makes good what could not be done without: removes what was
 * signed out, keeps the current account or finds the one of last time. Only to be called when the person asks for it.
 */
void
ebb_accounts_unlock_async (EbbAccounts         *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (EBB_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ebb_accounts_unlock_async);
  ebb_token_store_unlock_async (self->store, cancellable, unlocked_cb, task);
}

/**
 * ebb_accounts_unlock_finish:
 * @self: accounts
 * @result: what the callback was given
 * @error: %EBB_ERROR_CANCELLED_BY_USER, %EBB_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring can be used now
 */
gboolean
ebb_accounts_unlock_finish (EbbAccounts   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
