/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One customer's home as long as the customer is signed in, or the demo home as long as it is shown: transport, API,
 * home and refresh, of one account and one environment only. */

#include "app/ebb-session.h"

#include "app/ebb-recall.h"
#include "app/ebb-round.h"

struct _EbbSession
{
  GObject parent_instance;

  EbbAccount *account;     /* (owned) (nullable): NULL for the demo */
  EbbTransport *transport; /* (owned) */
  EbbStore *store;         /* (owned) */
  EbbHome *home;           /* (owned) */
  EbbRecall *recall;       /* (owned) */
  EbbRound *round;         /* (owned) */
  EbbRefresh *refresh;     /* (owned) */
  EbbAttentionList *attention; /* (owned) */
  EbbRemovals *removals;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EbbSession, ebb_session, G_TYPE_OBJECT)

static EbbSession *
create (EbbAccount   *account,
        EbbTransport *transport,
        EbbStore     *store,
        EbbClock     *clock)
{
  EbbSession *self = g_object_new (EBB_TYPE_SESSION, NULL);
  g_autoptr (EbbApi) api = ebb_api_new (transport);
  g_autoptr (EbbOutbox) outbox = ebb_outbox_new (api, store, clock);

  g_set_object (&self->account, account);
  self->transport = g_object_ref (transport);
  self->store = g_object_ref (store);
  ebb_outbox_load (outbox);
  self->home = ebb_home_new (api, clock, outbox);
  self->recall = ebb_recall_new (self->home);
  self->round = ebb_round_new (self->home);
  self->attention = ebb_attention_list_new (self->home);
  self->removals = ebb_removals_new (self->home);
  self->refresh = ebb_refresh_new (self->home);

  return self;
}

static void
ebb_session_finalize (GObject *object)
{
  EbbSession *self = EBB_SESSION (object);

  g_clear_object (&self->account);
  g_clear_object (&self->refresh);
  g_clear_object (&self->removals);
  g_clear_object (&self->attention);
  g_clear_object (&self->round);
  g_clear_object (&self->recall);
  /* Nothing more is asked in the name of whoever has signed out. */
  ebb_home_stop (self->home);
  g_clear_object (&self->home);
  ebb_store_flush (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (ebb_session_parent_class)->finalize (object);
}

static void
ebb_session_class_init (EbbSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_session_finalize;
}

static void
ebb_session_init (EbbSession *self)
{
}

/**
 * ebb_session_new_for_account:
 * @account: a signed-in account
 * @store: what is remembered of it
 * @clock: what time it is
 *
 * Returns: (transfer full): the session of that account, with its environment
 */
EbbSession *
ebb_session_new_for_account (EbbAccount *account,
                             EbbStore   *store,
                             EbbClock   *clock)
{
  g_autoptr (EbbTransport) transport = ebb_account_create_transport (account);

  return create (account, transport, store, clock);
}

/**
 * ebb_session_new_for_demo:
 * @base_uri: where the sandbox serves
 * @credentials: its tokens
 * @clock: the sandbox's time
 * @error: %EBB_ERROR_INVALID_INPUT for an address that will not do
 *
 * Returns: (transfer full): a session of nobody
 */
EbbSession *
ebb_session_new_for_demo (const char      *base_uri,
                          EbbCredentials  *credentials,
                          EbbClock        *clock,
                          GError         **error)
{
  g_autoptr (EbbTransport) transport = ebb_transport_new (base_uri, credentials, error);
  g_autoptr (EbbStore) store = ebb_store_new (NULL);

  return transport != NULL ? create (NULL, transport, store, clock) : NULL;
}

/**
 * ebb_session_get_account:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): whose it is; %NULL for the demo
 */
EbbAccount *
ebb_session_get_account (EbbSession *self)
{
  return self->account;
}

/**
 * ebb_session_is_demo:
 * @self: a session
 *
 * Returns: whether it shows the demo home
 */
gboolean
ebb_session_is_demo (EbbSession *self)
{
  return self->account == NULL;
}

/**
 * ebb_session_get_home:
 * @self: a session
 *
 * Returns: (transfer none): its home
 */
EbbHome *
ebb_session_get_home (EbbSession *self)
{
  return self->home;
}

/**
 * ebb_session_get_attention:
 * @self: a session
 *
 * Returns: (transfer none): what needs a person in its home
 */
EbbAttentionList *
ebb_session_get_attention (EbbSession *self)
{
  return self->attention;
}

/**
 * ebb_session_get_removals:
 * @self: a session
 *
 * Returns: (transfer none): what takes devices out of its home
 */
EbbRemovals *
ebb_session_get_removals (EbbSession *self)
{
  return self->removals;
}

/**
 * ebb_session_get_refresh:
 * @self: a session
 *
 * Returns: (transfer none): what keeps the home fresh
 */
EbbRefresh *
ebb_session_get_refresh (EbbSession *self)
{
  return self->refresh;
}

/**
 * ebb_session_forget:
 * @self: a session
 *
 * Erases what is remembered of it, for whoever signs out.
 */
void
ebb_session_forget (EbbSession *self)
{
  ebb_store_erase (self->store);
}

/**
 * ebb_session_set_trace:
 * @self: a session
 * @trace: (nullable): where what it asks from now on is noted; %NULL for nowhere
 */
void
ebb_session_set_trace (EbbSession *self,
                       EbbTrace   *trace)
{
  ebb_transport_set_trace (self->transport, trace);
}

/**
 * ebb_session_is_idle:
 * @self: a session
 *
 * Returns: whether everything that was asked has been answered
 */
gboolean
ebb_session_is_idle (EbbSession *self)
{
  return ebb_transport_is_idle (self->transport);
}

/**
 * ebb_session_set_patience:
 * @self: a session
 * @patience_ms: how long it waits for an answer, milliseconds
 *
 * Makes failures come sooner: for a reviewer, who knows what will come.
 */
void
ebb_session_set_patience (EbbSession *self,
                          guint       patience_ms)
{
  EbbTransportLimits limits = *ebb_transport_get_limits (self->transport);

  limits.attempt_ms = patience_ms;
  limits.total_ms = 2 * patience_ms;
  limits.backoff_ms = MIN (limits.backoff_ms, patience_ms / 10);
  limits.retry_after_ms = MIN (limits.retry_after_ms, patience_ms / 10);
  ebb_transport_set_limits (self->transport, &limits);
}
