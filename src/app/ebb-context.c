/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one composition root: what time it is, who is signed in, and the session that follows from it. It is made in
 * main and handed down; nothing fetches it from a global. */

#include "app/ebb-context.h"

#include "account/ebb-memory-store.h"

struct _EbbContext
{
  GObject parent_instance;

  EbbClock *clock;       /* (owned) */
  EbbAccounts *accounts; /* (owned) (nullable): NULL where nobody can sign in */
  EbbSession *session;   /* (owned) (nullable): NULL while nobody is signed in */
  EbbTrace *trace;       /* (owned) (nullable): where requests are noted */
  char *folder;          /* (owned) (nullable): where what is remembered of accounts is kept */
  EbbDemoFunc demo;
  gpointer demo_data;
  GDestroyNotify demo_destroy;
};

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbContext, ebb_context, G_TYPE_OBJECT)

static void
set_session (EbbContext *self,
             EbbSession *session)
{
  gboolean was_account = self->session != NULL && !ebb_session_is_demo (self->session);

  if (session == self->session)
    return;

  if (self->session != NULL)
    ebb_session_set_trace (self->session, NULL);
  if (session != NULL)
    ebb_session_set_trace (session, self->trace);
  g_set_object (&self->session, session);
  /* What an account was answered is nobody else's business. */
  if (self->trace != NULL && was_account)
    ebb_trace_clear (self->trace);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/* What is remembered is kept for as long as the sign-in is. */
static EbbStore *
create_store (EbbContext *self,
              EbbAccount *account)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (self->folder == NULL || !ebb_token_store_is_persistent (ebb_account_get_store (account)))
    return ebb_store_new (NULL);

  name = g_strconcat (ebb_account_get_id (account), EBB_STORE_SUFFIX, NULL);
  path = g_build_filename (self->folder, name, NULL);
  /* There is one account at a time. */
  ebb_store_remove_others (path);

  return ebb_store_new (path);
}

/* Whoever signs out leaves nothing behind, also while the demo home is shown. */
static void
forget (EbbContext *self,
        EbbAccount *account)
{
  g_autoptr (EbbStore) store = NULL;

  if (account == NULL)
    return;

  if (self->session != NULL && ebb_session_get_account (self->session) == account)
    {
      ebb_session_forget (self->session);
      return;
    }

  store = create_store (self, account);
  ebb_store_erase (store);
}

/* The session is that of the current account. The same account with another token keeps its session, and with it the
 * page that is open and what was edited there. */
static void
follow_account (EbbContext *self)
{
  EbbAccount *account = ebb_accounts_get_current (self->accounts);
  g_autoptr (EbbSession) session = NULL;

  if (self->session != NULL && account != NULL && ebb_session_get_account (self->session) == account)
    {
      ebb_home_refresh (ebb_session_get_home (self->session));
      return;
    }

  /* Whoever was signed in before is not any more. */
  if (self->session != NULL && !ebb_session_is_demo (self->session))
    ebb_session_forget (self->session);
  if (account != NULL)
    {
      g_autoptr (EbbStore) store = create_store (self, account);

      session = ebb_session_new_for_account (account, store, self->clock);
    }
  set_session (self, session);
}

/* What was found in the keyring can wait while someone looks at the demo home. */
static void
follow_found_account (EbbContext *self)
{
  if (self->session == NULL || !ebb_session_is_demo (self->session))
    follow_account (self);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ebb_accounts_load_finish (EBB_ACCOUNTS (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  follow_found_account (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ebb_accounts_unlock_finish (EBB_ACCOUNTS (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  follow_found_account (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EbbAccount) account = ebb_accounts_sign_in_finish (EBB_ACCOUNTS (source), result, &error);

  if (account == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  follow_account (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbContext *self = g_task_get_source_object (task);
  EbbAccount *candidate = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) facilities = ebb_api_list_facilities_finish (EBB_API (source), result, &error);

  if (facilities == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ebb_accounts_sign_in_async (self->accounts, ebb_account_get_environment (candidate), ebb_account_get_token (candidate),
                              g_task_get_cancellable (task), signed_in_cb, g_object_ref (task));
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ebb_accounts_sign_out_finish (EBB_ACCOUNTS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
finish (EbbContext    *self,
        GAsyncResult  *result,
        gpointer       tag,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ebb_context_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, EBB_CONTEXT (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_context_finalize (GObject *object)
{
  EbbContext *self = EBB_CONTEXT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->accounts);
  g_clear_object (&self->trace);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->folder, g_free);
  if (self->demo_destroy != NULL)
    self->demo_destroy (self->demo_data);

  G_OBJECT_CLASS (ebb_context_parent_class)->finalize (object);
}

static void
ebb_context_class_init (EbbContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_context_get_property;
  object_class->finalize = ebb_context_finalize;

  /**
   * EbbContext:session: (nullable)
   *
   * Whose home is shown; %NULL while nobody is signed in.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, EBB_TYPE_SESSION,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_context_init (EbbContext *self)
{
}

/**
 * ebb_context_new:
 * @clock: what time it is
 * @accounts: (nullable): who can sign in; %NULL where nobody can, as in a kiosk
 * @demo: starts the make-believe service
 * @demo_data: (closure): for @demo
 * @demo_destroy: frees @demo_data
 *
 * Returns: (transfer full): a context without a session
 */
EbbContext *
ebb_context_new (EbbClock       *clock,
                 EbbAccounts    *accounts,
                 EbbDemoFunc     demo,
                 gpointer        demo_data,
                 GDestroyNotify  demo_destroy)
{
  EbbContext *self = g_object_new (EBB_TYPE_CONTEXT, NULL);

  self->clock = g_object_ref (clock);
  g_set_object (&self->accounts, accounts);
  self->demo = demo;
  self->demo_data = demo_data;
  self->demo_destroy = demo_destroy;

  return self;
}

/**
 * ebb_context_set_folder:
 * @self: a context without a session
 * @folder: (nullable): a folder of Ebb's own; made when it is needed
 *
 * Says where to keep what is remembered of accounts: a file for each. Without, it is kept in memory.
 */
void
ebb_context_set_folder (EbbContext *self,
                        const char *folder)
{
  g_free (self->folder);
  self->folder = g_strdup (folder);
}

/**
 * ebb_context_get_clock:
 * @self: a context
 *
 * Returns: (transfer none): the clock
 */
EbbClock *
ebb_context_get_clock (EbbContext *self)
{
  return self->clock;
}

/**
 * ebb_context_get_accounts:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): who can sign in
 */
EbbAccounts *
ebb_context_get_accounts (EbbContext *self)
{
  return self->accounts;
}

/**
 * ebb_context_get_session:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): whose home is shown
 */
EbbSession *
ebb_context_get_session (EbbContext *self)
{
  return self->session;
}

/**
 * ebb_context_get_trace:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): where requests are noted
 */
EbbTrace *
ebb_context_get_trace (EbbContext *self)
{
  return self->trace;
}

/**
 * ebb_context_set_trace:
 * @self: a context
 * @trace: (nullable): where requests are noted from now on; %NULL for nowhere
 *
 * Lets a reviewer look on. What was asked for an account is forgotten there when it signs out.
 */
void
ebb_context_set_trace (EbbContext *self,
                       EbbTrace   *trace)
{
  if (g_set_object (&self->trace, trace) && self->session != NULL)
    ebb_session_set_trace (self->session, trace);
}

/**
 * ebb_context_open_demo:
 * @self: a context
 * @error: why there is no demo
 *
 * Shows the demo home. Nobody is signed in to it or out by it.
 *
 * Returns: whether it is shown
 */
gboolean
ebb_context_open_demo (EbbContext  *self,
                       GError     **error)
{
  g_autoptr (EbbSession) session = self->demo (self->clock, self->demo_data, error);

  if (session == NULL)
    return FALSE;

  set_session (self, session);
  return TRUE;
}

/**
 * ebb_context_close_demo:
 * @self: a context that shows the demo home
 *
 * Goes back to where one can sign in, or to the home of whoever is signed in.
 */
void
ebb_context_close_demo (EbbContext *self)
{
  if (self->accounts != NULL)
    follow_account (self);
  else
    set_session (self, NULL);
}

/**
 * ebb_context_restore_async:
 * @self: a context with accounts
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Finds out who was signed in last time.
 */
void
ebb_context_restore_async (EbbContext          *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ebb_context_restore_async);
  ebb_accounts_load_async (self->accounts, NULL, restored_cb, task);
}

/**
 * ebb_context_restore_finish:
 * @self: a context
 * @result: what the callback was given
 * @error: %EBB_ERROR_KEYRING
 *
 * Returns: whether it is known; that nobody was signed in is no error
 */
gboolean
ebb_context_restore_finish (EbbContext    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return finish (self, result, ebb_context_restore_async, error);
}

/**
 * ebb_context_unlock_async:
 * @self: a context with accounts
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Lets the system ask for the keyring's password. An account that is found behind it is signed in; one that had to do
 * without the keyring is kept there from now on. Only to be called when the person asks for it.
 */
void
ebb_context_unlock_async (EbbContext          *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ebb_context_unlock_async);
  ebb_accounts_unlock_async (self->accounts, NULL, unlocked_cb, task);
}

/**
 * ebb_context_unlock_finish:
 * @self: a context
 * @result: what the callback was given
 * @error: %EBB_ERROR_CANCELLED_BY_USER or %EBB_ERROR_KEYRING
 *
 * Returns: whether the keyring can be used now
 */
gboolean
ebb_context_unlock_finish (EbbContext    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return finish (self, result, ebb_context_unlock_async, error);
}

/**
 * ebb_context_sign_in_async:
 * @self: a context with accounts
 * @environment: whom the token is for
 * @token: a token without a problem that can be seen
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Tries the token and, if the server takes it, keeps it and opens the session. A token that is refused is kept nowhere.
 */
void
ebb_context_sign_in_async (EbbContext          *self,
                           EbbEnvironment      *environment,
                           EbbToken            *token,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (EbbTokenStore) nowhere = ebb_memory_store_new ();
  g_autoptr (EbbAccount) candidate = ebb_account_new ("candidate", environment, token, nowhere);
  g_autoptr (EbbTransport) transport = ebb_account_create_transport (candidate);
  g_autoptr (EbbApi) api = ebb_api_new (transport);

  ebb_transport_set_trace (transport, self->trace);
  g_task_set_source_tag (task, ebb_context_sign_in_async);
  /* Who gives up when the token is already being kept comes too late, and is told the truth. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_steal_pointer (&candidate), g_object_unref);
  ebb_api_list_facilities_async (api, cancellable, checked_cb, task);
}

/**
 * ebb_context_sign_in_finish:
 * @self: a context
 * @result: what the callback was given
 * @error: any of %EBB_ERROR; ebb_token_problem_from_server() says more of a refusal
 *
 * Returns: whether the session is open
 */
gboolean
ebb_context_sign_in_finish (EbbContext    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return finish (self, result, ebb_context_sign_in_async, error);
}

/**
 * ebb_context_sign_out_async:
 * @self: a context with accounts
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Forgets the token and closes the session, at once; the keyring follows as soon as it answers.
 */
void
ebb_context_sign_out_async (EbbContext          *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ebb_context_sign_out_async);
  forget (self, ebb_accounts_get_current (self->accounts));
  ebb_accounts_sign_out_async (self->accounts, signed_out_cb, task);
  follow_account (self);
}

/**
 * ebb_context_sign_out_finish:
 * @self: a context
 * @result: what the callback was given
 * @error: %EBB_ERROR_KEYRING when the token may still be in the keyring
 *
 * Returns: whether it is gone
 */
gboolean
ebb_context_sign_out_finish (EbbContext    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return finish (self, result, ebb_context_sign_out_async, error);
}
