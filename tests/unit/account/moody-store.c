/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A keyring that can be locked, absent or silent as the test likes. When it is in the mood it keeps things; unlocking
 * cheers it up, unless it is not only locked. */

#include "moody-store.h"

#include "account/ebb-memory-store.h"

struct _MoodyStore
{
  GObject parent_instance;

  EbbTokenStore *inner; /* (owned) */
  EbbKeyringProblem problem;
};

static gboolean
is_moody (EbbTokenStore       *store,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  MoodyStore *self = MOODY_STORE (store);
  g_autoptr (GTask) task = NULL;

  if (self->problem == EBB_KEYRING_PROBLEM_NONE)
    return FALSE;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_return_error (task, ebb_keyring_problem_to_error (self->problem, "moody"));

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
moody_store_is_persistent (EbbTokenStore *store)
{
  return TRUE;
}

static void
moody_store_store_async (EbbTokenStore       *store,
                         const EbbTokenKey   *key,
                         EbbToken            *token,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  if (!is_moody (store, cancellable, callback, user_data))
    ebb_token_store_store_async (MOODY_STORE (store)->inner, key, token, cancellable, stored_cb,
                                 g_task_new (store, cancellable, callback, user_data));
}

static void
moody_store_lookup_async (EbbTokenStore       *store,
                          const EbbTokenKey   *key,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  if (!is_moody (store, cancellable, callback, user_data))
    ebb_token_store_lookup_async (MOODY_STORE (store)->inner, key, cancellable, looked_up_cb,
                                  g_task_new (store, cancellable, callback, user_data));
}

static void
moody_store_clear_async (EbbTokenStore       *store,
                         const EbbTokenKey   *key,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  if (!is_moody (store, cancellable, callback, user_data))
    ebb_token_store_clear_async (MOODY_STORE (store)->inner, key, cancellable, cleared_cb,
                                 g_task_new (store, cancellable, callback, user_data));
}

static void
moody_store_list_async (EbbTokenStore       *store,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  if (!is_moody (store, cancellable, callback, user_data))
    ebb_token_store_list_async (MOODY_STORE (store)->inner, cancellable, listed_cb,
                                g_task_new (store, cancellable, callback, user_data));
}

static void
moody_store_unlock_async (EbbTokenStore       *store,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  if (MOODY_STORE (store)->problem == EBB_KEYRING_PROBLEM_LOCKED)
    MOODY_STORE (store)->problem = EBB_KEYRING_PROBLEM_NONE;
  if (is_moody (store, cancellable, callback, user_data))
    return;

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_return_boolean (task, TRUE);
}

static void
moody_store_token_store_init (EbbTokenStoreInterface *iface)
{
  iface->is_persistent = moody_store_is_persistent;
  iface->store_async = moody_store_store_async;
  iface->lookup_async = moody_store_lookup_async;
  iface->clear_async = moody_store_clear_async;
  iface->list_async = moody_store_list_async;
  iface->unlock_async = moody_store_unlock_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MoodyStore, moody_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_TOKEN_STORE, moody_store_token_store_init))

static void
moody_store_finalize (GObject *object)
{
  g_object_unref (MOODY_STORE (object)->inner);

  G_OBJECT_CLASS (moody_store_parent_class)->finalize (object);
}

static void
moody_store_class_init (MoodyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moody_store_finalize;
}

static void
moody_store_init (MoodyStore *self)
{
  self->inner = ebb_memory_store_new ();
}

MoodyStore *
moody_store_new (EbbKeyringProblem problem)
{
  MoodyStore *self = g_object_new (MOODY_TYPE_STORE, NULL);

  self->problem = problem;

  return self;
}

void
moody_store_set_problem (MoodyStore        *self,
                         EbbKeyringProblem  problem)
{
  self->problem = problem;
}

/* What it really holds, whatever its mood. */
EbbTokenStore *
moody_store_get_inner (MoodyStore *self)
{
  return self->inner;
}
