/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One customer in one environment. The account keeps the token and makes the only transport that sends it, so that a
 * token can go nowhere but to the environment that it was entered for.
 *
 * A pasted token cannot be renewed from here. But another window, or Ebb on the same desktop a moment ago, may have
 * put a newer one into the store, so a refused token is an occasion to look there before the person is asked. */

#include "account/ebb-account.h"

#include "base/ebb-error.h"

struct _EbbAccount
{
  GObject parent_instance;

  char *id;                    /* (owned) */
  EbbEnvironment *environment; /* (owned) */
  EbbToken *token;             /* (owned) (nullable): NULL once it was forgotten */
  EbbTokenStore *store;        /* (owned) */
  EbbAccountState state;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ebb_account_credentials_init (EbbCredentialsInterface *iface);

G_DEFINE_ENUM_TYPE (EbbAccountState, ebb_account_state,
                    G_DEFINE_ENUM_VALUE (EBB_ACCOUNT_STATE_SIGNED_IN, "signed-in"),
                    G_DEFINE_ENUM_VALUE (EBB_ACCOUNT_STATE_EXPIRED, "expired"))

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbAccount, ebb_account, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_CREDENTIALS, ebb_account_credentials_init))

static void
set_state (EbbAccount      *self,
           EbbAccountState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
has_other_token (EbbAccount *self,
                 EbbToken   *refused)
{
  return self->token != NULL && (refused == NULL || !ebb_token_equal (self->token, refused));
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbAccount *self = g_task_get_source_object (task);
  EbbToken *refused = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbToken) token = ebb_token_store_lookup_finish (EBB_TOKEN_STORE (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* While the store was asked, the person may have pasted another one, or signed out. */
  if (token != NULL && self->token == refused && refused != NULL && ebb_token_get_text (token) != NULL)
    g_set_object (&self->token, token);

  if (has_other_token (self, refused))
    {
      set_state (self, EBB_ACCOUNT_STATE_SIGNED_IN);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      set_state (self, EBB_ACCOUNT_STATE_EXPIRED);
      g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_SIGNED_OUT, "There is no other token: %s",
                               error != NULL ? error->message : "the store has the same");
    }
}

static char *
ebb_account_dup_token (EbbCredentials *credentials)
{
  EbbAccount *self = EBB_ACCOUNT (credentials);

  return self->token != NULL ? g_strdup (ebb_token_get_text (self->token)) : NULL;
}

static void
ebb_account_renew_async (EbbCredentials      *credentials,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  EbbAccount *self = EBB_ACCOUNT (credentials);
  g_autoptr (EbbTokenKey) key = ebb_account_dup_key (self);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ebb_account_renew_async);
  if (self->token != NULL)
    g_task_set_task_data (task, g_object_ref (self->token), g_object_unref);
  ebb_token_store_lookup_async (self->store, key, cancellable, looked_up_cb, task);
}

static gboolean
ebb_account_renew_finish (EbbCredentials  *credentials,
                          GAsyncResult    *result,
                          GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, credentials), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ebb_account_credentials_init (EbbCredentialsInterface *iface)
{
  iface->dup_token = ebb_account_dup_token;
  iface->renew_async = ebb_account_renew_async;
  iface->renew_finish = ebb_account_renew_finish;
}

static void
ebb_account_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  EbbAccount *self = EBB_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_account_finalize (GObject *object)
{
  EbbAccount *self = EBB_ACCOUNT (object);

  g_free (self->id);
  g_clear_object (&self->environment);
  g_clear_object (&self->token);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (ebb_account_parent_class)->finalize (object);
}

static void
ebb_account_class_init (EbbAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_account_get_property;
  object_class->finalize = ebb_account_finalize;

  /**
   * EbbAccount:state:
   *
   * Whether it can be used now.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, EBB_TYPE_ACCOUNT_STATE, EBB_ACCOUNT_STATE_SIGNED_IN,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_account_init (EbbAccount *self)
{
}

/**
 * ebb_account_new:
 * @id: (nullable): a UUID, or %NULL for an account that is new
 * @environment: where it belongs
 * @token: its token
 * @store: where the token is kept; this does not put it there
 *
 * An account can be tried before it is kept.
 *
 * Returns: (transfer full): an account
 */
EbbAccount *
ebb_account_new (const char     *id,
                 EbbEnvironment *environment,
                 EbbToken       *token,
                 EbbTokenStore  *store)
{
  EbbAccount *self = g_object_new (EBB_TYPE_ACCOUNT, NULL);

  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->environment = g_object_ref (environment);
  self->token = g_object_ref (token);
  self->store = g_object_ref (store);

  return self;
}

/**
 * ebb_account_get_id:
 * @self: an account
 *
 * Returns: a UUID
 */
const char *
ebb_account_get_id (EbbAccount *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNT (self), NULL);

  return self->id;
}

/**
 * ebb_account_get_label:
 * @self: an account
 *
 * Returns: what to call it: the name of its environment
 */
const char *
ebb_account_get_label (EbbAccount *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNT (self), NULL);

  return ebb_environment_get_name (self->environment);
}

/**
 * ebb_account_get_environment:
 * @self: an account
 *
 * Returns: (transfer none): the only place where its token may go
 */
EbbEnvironment *
ebb_account_get_environment (EbbAccount *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNT (self), NULL);

  return self->environment;
}

/**
 * ebb_account_get_state:
 * @self: an account
 *
 * Returns: whether it can be used now
 */
EbbAccountState
ebb_account_get_state (EbbAccount *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNT (self), EBB_ACCOUNT_STATE_EXPIRED);

  return self->state;
}

/**
 * ebb_account_get_token:
 * @self: an account
 *
 * Returns: (transfer none) (nullable): its token
 */
EbbToken *
ebb_account_get_token (EbbAccount *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNT (self), NULL);

  return self->token;
}

/**
 * ebb_account_get_store:
 * @self: an account
 *
 * Returns: (transfer none): where its token is kept
 */
EbbTokenStore *
ebb_account_get_store (EbbAccount *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNT (self), NULL);

  return self->store;
}

/**
 * ebb_account_dup_key:
 * @self: an account
 *
 * Returns: (transfer full): what its token is kept under
 */
EbbTokenKey *
ebb_account_dup_key (EbbAccount *self)
{
  g_return_val_if_fail (EBB_IS_ACCOUNT (self), NULL);

  return ebb_token_key_new (self->id, self->environment);
}

/**
 * ebb_account_keep:
 * @self: an account
 * @token: another token for the same environment
 * @store: where it has been put
 *
 * Makes the account usable again.
 */
void
ebb_account_keep (EbbAccount    *self,
                  EbbToken      *token,
                  EbbTokenStore *store)
{
  g_return_if_fail (EBB_IS_ACCOUNT (self));

  g_set_object (&self->token, token);
  g_set_object (&self->store, store);
  set_state (self, EBB_ACCOUNT_STATE_SIGNED_IN);
}

/**
 * ebb_account_forget:
 * @self: an account
 *
 * Lets go of the token: whoever still holds the account cannot send it any more.
 */
void
ebb_account_forget (EbbAccount *self)
{
  g_return_if_fail (EBB_IS_ACCOUNT (self));

  g_clear_object (&self->token);
  set_state (self, EBB_ACCOUNT_STATE_EXPIRED);
}

/**
 * ebb_account_create_transport:
 * @self: an account
 *
 * Returns: (transfer full): a transport that speaks to the account's environment, and to nothing else, in the
 * account's name
 */
EbbTransport *
ebb_account_create_transport (EbbAccount *self)
{
  g_autoptr (GError) error = NULL;
  EbbTransport *transport;

  g_return_val_if_fail (EBB_IS_ACCOUNT (self), NULL);

  /* An environment's address has passed the transport's own check, so this cannot fail. */
  transport = ebb_transport_new (ebb_environment_get_base_uri (self->environment), EBB_CREDENTIALS (self), &error);
  g_assert_no_error (error);

  return transport;
}

/**
 * ebb_account_diagnose:
 * @self: an account
 * @error: (nullable): what came of a request, if there was one
 * @now_us: the time, microseconds since the Unix epoch, UTC
 *
 * Says what is wrong with the account's token: what the server said; when it refused without a reason, what can be
 * seen here.
 *
 * Returns: the problem; %EBB_TOKEN_PROBLEM_NONE when it is not about the token
 */
EbbTokenProblem
ebb_account_diagnose (EbbAccount   *self,
                      const GError *error,
                      gint64        now_us)
{
  EbbTokenProblem said = ebb_token_problem_from_server (error);
  EbbTokenProblem seen;

  g_return_val_if_fail (EBB_IS_ACCOUNT (self), said);

  if (self->token == NULL || (error != NULL && said != EBB_TOKEN_PROBLEM_REFUSED))
    return said;

  seen = ebb_token_diagnose (self->token, now_us);
  return seen != EBB_TOKEN_PROBLEM_NONE ? seen : said;
}
