/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A keyring that is locked, absent or silent as a scenario or a test wants it, and in truth is only memory. Unlocking helps where it is
 * locked, and only there. */

#include "account/ebb-faulty-store.h"

#include "account/ebb-memory-store.h"

struct _EbbFaultyStore
{
  GObject parent_instance;

  EbbTokenStore *inner; /* (owned) */
  EbbKeyringProblem problem;
  gboolean is_persistent; /* as it says */
};

static gboolean
is_faulty (EbbTokenStore       *store,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  EbbFaultyStore *self = EBB_FAULTY_STORE (store);
  g_autoptr (GTask) task = NULL;

  if (self->problem == EBB_KEYRING_PROBLEM_NONE)
    return FALSE;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_return_error (task, ebb_keyring_problem_to_error (self->problem, "The keyring is at fault on purpose"));

  return TRUE;
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ebb_token_store_store_finish (EBB_TOKEN_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  EbbToken *token = ebb_token_store_lookup_finish (EBB_TOKEN_STORE (source), result, &error);

  if (token != NULL)
    g_task_return_pointer (task, token, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ebb_token_store_clear_finish (EBB_TOKEN_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *keys = ebb_token_store_list_finish (EBB_TOKEN_STORE (source), result, &error);

  if (keys != NULL)
    g_task_return_pointer (task, keys, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
ebb_faulty_store_is_persistent (EbbTokenStore *store)
{
  return EBB_FAULTY_STORE (store)->is_persistent;
}

static void
ebb_faulty_store_store_async (EbbTokenStore       *store,
                         const EbbTokenKey   *key,
                         EbbToken            *token,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  if (!is_faulty (store, cancellable, callback, user_data))
    ebb_token_store_store_async (EBB_FAULTY_STORE (store)->inner, key, token, cancellable, stored_cb,
                                 g_task_new (store, cancellable, callback, user_data));
}

static void
ebb_faulty_store_lookup_async (EbbTokenStore       *store,
                          const EbbTokenKey   *key,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  if (!is_faulty (store, cancellable, callback, user_data))
    ebb_token_store_lookup_async (EBB_FAULTY_STORE (store)->inner, key, cancellable, looked_up_cb,
                                  g_task_new (store, cancellable, callback, user_data));
}

static void
ebb_faulty_store_clear_async (EbbTokenStore       *store,
                         const EbbTokenKey   *key,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  if (!is_faulty (store, cancellable, callback, user_data))
    ebb_token_store_clear_async (EBB_FAULTY_STORE (store)->inner, key, cancellable, cleared_cb,
                                 g_task_new (store, cancellable, callback, user_data));
}

static void
ebb_faulty_store_list_async (EbbTokenStore       *store,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  if (!is_faulty (store, cancellable, callback, user_data))
    ebb_token_store_list_async (EBB_FAULTY_STORE (store)->inner, cancellable, listed_cb,
                                g_task_new (store, cancellable, callback, user_data));
}

static void
ebb_faulty_store_unlock_async (EbbTokenStore       *store,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  if (EBB_FAULTY_STORE (store)->problem == EBB_KEYRING_PROBLEM_LOCKED)
    EBB_FAULTY_STORE (store)->problem = EBB_KEYRING_PROBLEM_NONE;
  if (is_faulty (store, cancellable, callback, user_data))
    return;

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_return_boolean (task, TRUE);
}

static void
ebb_faulty_store_token_store_init (EbbTokenStoreInterface *iface)
{
  iface->is_persistent = ebb_faulty_store_is_persistent;
  iface->store_async = ebb_faulty_store_store_async;
  iface->lookup_async = ebb_faulty_store_lookup_async;
  iface->clear_async = ebb_faulty_store_clear_async;
  iface->list_async = ebb_faulty_store_list_async;
  iface->unlock_async = ebb_faulty_store_unlock_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbFaultyStore, ebb_faulty_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_TOKEN_STORE, ebb_faulty_store_token_store_init))

static void
ebb_faulty_store_finalize (GObject *object)
{
  g_object_unref (EBB_FAULTY_STORE (object)->inner);

  G_OBJECT_CLASS (ebb_faulty_store_parent_class)->finalize (object);
}

static void
ebb_faulty_store_class_init (EbbFaultyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_faulty_store_finalize;
}

static void
ebb_faulty_store_init (EbbFaultyStore *self)
{
  self->inner = ebb_memory_store_new ();
}

/**
 * ebb_faulty_store_new:
 * @problem: what is wrong with it at first
 * @is_persistent: whether it says that tokens outlive the program; they do not
 *
 * Returns: (transfer full): an empty store
 */
EbbFaultyStore *
ebb_faulty_store_new (EbbKeyringProblem problem,
                      gboolean          is_persistent)
{
  EbbFaultyStore *self = g_object_new (EBB_TYPE_FAULTY_STORE, NULL);

  self->problem = problem;
  self->is_persistent = is_persistent;

  return self;
}

/**
 * ebb_faulty_store_set_problem:
 * @self: a store
 * @problem: what is wrong with it from now on; what it holds stays
 */
void
ebb_faulty_store_set_problem (EbbFaultyStore    *self,
                              EbbKeyringProblem  problem)
{
  self->problem = problem;
}

/**
 * ebb_faulty_store_get_inner:
 * @self: a store
 *
 * Returns: (transfer none): what it really holds, whatever is wrong with it
 */
EbbTokenStore *
ebb_faulty_store_get_inner (EbbFaultyStore *self)
{
  return self->inner;
}
