/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps tokens for as long as the program runs: for a kiosk, the demo, and a computer without a usable keyring. */

#include "account/ebb-memory-store.h"

#include "base/ebb-error.h"

typedef struct
{
  EbbTokenKey *key;
  EbbToken *token;
} Entry;

struct _EbbMemoryStore
{
  GObject parent_instance;

  GPtrArray *entries; /* (owned) (element-type Entry): the newest first */
};

static void
entry_free (Entry *entry)
{
  ebb_token_key_free (entry->key);
  g_object_unref (entry->token);
  g_free (entry);
}

static Entry *
find_entry (EbbMemoryStore    *self,
            const EbbTokenKey *key,
            guint             *index)
{
  for (*index = 0; *index < self->entries->len; (*index)++)
    {
      Entry *entry = g_ptr_array_index (self->entries, *index);

      if (g_str_equal (entry->key->account_id, key->account_id) &&
          ebb_environment_equal (entry->key->environment, key->environment))
        return entry;
    }

  return NULL;
}

static gboolean
ebb_memory_store_is_persistent (EbbTokenStore *store)
{
  return FALSE;
}

static void
ebb_memory_store_store_async (EbbTokenStore       *store,
                              const EbbTokenKey   *key,
                              EbbToken            *token,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  EbbMemoryStore *self = EBB_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Entry *entry;
  guint index;

  g_task_set_source_tag (task, ebb_memory_store_store_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (find_entry (self, key, &index) != NULL)
    g_ptr_array_remove_index (self->entries, index);

  entry = g_new0 (Entry, 1);
  entry->key = ebb_token_key_new (key->account_id, key->environment);
  entry->token = g_object_ref (token);
  g_ptr_array_insert (self->entries, 0, entry);

  g_task_return_boolean (task, TRUE);
}

static void
ebb_memory_store_lookup_async (EbbTokenStore       *store,
                               const EbbTokenKey   *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  EbbMemoryStore *self = EBB_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  guint index;
  Entry *entry = find_entry (self, key, &index);

  g_task_set_source_tag (task, ebb_memory_store_lookup_async);
  if (entry != NULL)
    g_task_return_pointer (task, g_object_ref (entry->token), g_object_unref);
  else
    g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_NOT_FOUND, "No token is kept for account %s", key->account_id);
}

static void
ebb_memory_store_clear_async (EbbTokenStore       *store,
                              const EbbTokenKey   *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  EbbMemoryStore *self = EBB_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  guint index;

  g_task_set_source_tag (task, ebb_memory_store_clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (find_entry (self, key, &index) != NULL)
    g_ptr_array_remove_index (self->entries, index);
  g_task_return_boolean (task, TRUE);
}

static void
ebb_memory_store_list_async (EbbTokenStore       *store,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  EbbMemoryStore *self = EBB_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) ebb_token_key_free);

  g_task_set_source_tag (task, ebb_memory_store_list_async);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (keys, ebb_token_key_new (entry->key->account_id, entry->key->environment));
    }
  g_task_return_pointer (task, keys, (GDestroyNotify) g_ptr_array_unref);
}

static void
ebb_memory_store_token_store_init (EbbTokenStoreInterface *iface)
{
  iface->is_persistent = ebb_memory_store_is_persistent;
  iface->store_async = ebb_memory_store_store_async;
  iface->lookup_async = ebb_memory_store_lookup_async;
  iface->clear_async = ebb_memory_store_clear_async;
  iface->list_async = ebb_memory_store_list_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbMemoryStore, ebb_memory_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_TOKEN_STORE, ebb_memory_store_token_store_init))

static void
ebb_memory_store_finalize (GObject *object)
{
  EbbMemoryStore *self = EBB_MEMORY_STORE (object);

  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (ebb_memory_store_parent_class)->finalize (object);
}

static void
ebb_memory_store_class_init (EbbMemoryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_memory_store_finalize;
}

static void
ebb_memory_store_init (EbbMemoryStore *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

/**
 * ebb_memory_store_new:
 *
 * Returns: (transfer full): an empty store
 */
EbbTokenStore *
ebb_memory_store_new (void)
{
  return g_object_new (EBB_TYPE_MEMORY_STORE, NULL);
}
