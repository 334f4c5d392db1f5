/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps tokens in the Secret Service of the desktop (GNOME's keyring, KWallet, KeePassXC). Except for unlocking,
 * nothing here ever opens a window: libsecret's convenient calls would, so the steps are taken one by one. */

#include "account/ebb-keyring-store.h"

#include <glib/gi18n.h>

#include "account/ebb-keyring-operation.h"
#include "base/ebb-error.h"

/* A service on the same computer answers in milliseconds, or it will not. */
#define PATIENCE_S 5

/* How long a person may take to find and type a password. */
#define UNLOCK_PATIENCE_S 180

struct _EbbKeyringStore
{
  GObject parent_instance;

  SecretSchema *schema; /* (owned) */
  guint last_store;     /* number of the latest store operation */
};

static void ebb_keyring_store_token_store_init (EbbTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbKeyringStore, ebb_keyring_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_TOKEN_STORE, ebb_keyring_store_token_store_init))

/* Returns the key of an item, or NULL if the item cannot be one of ours. */
static EbbTokenKey *
key_of_item (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  const char *account_id = g_hash_table_lookup (attributes, "account");
  const char *id = g_hash_table_lookup (attributes, "environment");
  const char *base_uri = g_hash_table_lookup (attributes, "server");
  g_autoptr (EbbEnvironment) environment = NULL;

  if (account_id == NULL || id == NULL || base_uri == NULL)
    return NULL;

  environment = ebb_environment_new_for_server (base_uri, NULL);
  if (environment == NULL || !g_str_equal (ebb_environment_get_id (environment), id) ||
      !g_str_equal (ebb_environment_get_base_uri (environment), base_uri))
    return NULL;

  return ebb_token_key_new (account_id, environment);
}

static EbbKeyringOperation *
operation_new (EbbTokenStore       *store,
               const EbbTokenKey   *key,
               guint                patience_s,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  return ebb_keyring_operation_new (store, EBB_KEYRING_STORE (store)->schema, key, patience_s, cancellable, callback,
                                    user_data);
}

/* store */

static void
create_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (item == NULL)
    ebb_keyring_operation_fail_with (operation, error);
  /* The caller was told that the token is not kept, and may have signed out since. */
  else if (operation->task == NULL && operation->number == EBB_KEYRING_STORE (operation->store)->last_store)
    secret_item_delete (item, NULL, NULL, NULL);
  else
    ebb_keyring_operation_succeed (operation);
}

static void
store_ready (EbbKeyringOperation *operation)
{
  g_autoptr (GHashTable) attributes = ebb_keyring_operation_get_attributes (operation);
  g_autoptr (SecretValue) value = NULL;
  g_autofree char *label = NULL;

  if (secret_collection_get_locked (operation->collection))
    {
      ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_LOCKED, "the default collection");
      return;
    }
  if (operation->task == NULL)
    return;

  /* Translators: what the person sees in the list of the keyring’s passwords. %s is “Production” or the name of a
   * server. */
  label = g_strdup_printf (_("Ebb sign-in: %s"), ebb_environment_get_name (operation->key->environment));
  value = secret_value_new (ebb_token_get_text (operation->token), -1, "text/plain");
  /* Not secret_service_store(): that one would ask for a password. */
  secret_item_create (operation->collection, operation->schema, attributes, label, value, SECRET_ITEM_CREATE_REPLACE,
                      NULL, create_cb, ebb_keyring_operation_ref (operation));
}

static void
ebb_keyring_store_store_async (EbbTokenStore       *store,
                               const EbbTokenKey   *key,
                               EbbToken            *token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (EbbKeyringOperation) operation = operation_new (store, key, PATIENCE_S, cancellable, callback, user_data);

  g_task_set_source_tag (operation->task, ebb_keyring_store_store_async);
  operation->token = g_object_ref (token);
  operation->number = ++EBB_KEYRING_STORE (store)->last_store;
  operation->ready = store_ready;
  ebb_keyring_operation_begin (operation);
}

/* lookup */

static void
secret_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = user_data;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;

  if (!secret_item_load_secret_finish (SECRET_ITEM (source), result, &error))
    {
      ebb_keyring_operation_fail_with (operation, error);
      return;
    }

  value = secret_item_get_secret (SECRET_ITEM (source));
  text = value != NULL ? secret_value_get_text (value) : NULL;
  task = ebb_keyring_operation_end (operation);
  if (task != NULL)
    g_task_return_pointer (task, ebb_token_new (text != NULL ? text : ""), g_object_unref);
}

static void
lookup_found (EbbKeyringOperation *operation)
{
  if (operation->open_items != NULL)
    {
      secret_item_load_secret (operation->open_items->data, NULL, secret_cb, ebb_keyring_operation_ref (operation));
    }
  else if (operation->locked_items != NULL)
    {
      ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_LOCKED, "the token");
    }
  else
    {
      g_autoptr (GTask) task = ebb_keyring_operation_end (operation);

      if (task != NULL)
        g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_NOT_FOUND, "No token is kept for account %s",
                                 operation->key->account_id);
    }
}

static void
ebb_keyring_store_lookup_async (EbbTokenStore       *store,
                                const EbbTokenKey   *key,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (EbbKeyringOperation) operation = operation_new (store, key, PATIENCE_S, cancellable, callback, user_data);

  g_task_set_source_tag (operation->task, ebb_keyring_store_lookup_async);
  operation->found = lookup_found;
  ebb_keyring_operation_begin (operation);
}

/* clear */

static void clear_found (EbbKeyringOperation *operation);

static void
delete_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = user_data;
  g_autoptr (GError) error = NULL;

  if (!secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    ebb_keyring_operation_fail_with (operation, error);
  else
    clear_found (operation);
}

static void
clear_found (EbbKeyringOperation *operation)
{
  if (operation->open_items != NULL)
    {
      g_autoptr (SecretItem) item = operation->open_items->data;

      operation->open_items = g_list_delete_link (operation->open_items, operation->open_items);
      secret_item_delete (item, NULL, delete_cb, ebb_keyring_operation_ref (operation));
    }
  else if (operation->locked_items != NULL)
    {
      ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_LOCKED, "the token");
    }
  else
    {
      ebb_keyring_operation_succeed (operation);
    }
}

static void
ebb_keyring_store_clear_async (EbbTokenStore       *store,
                               const EbbTokenKey   *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (EbbKeyringOperation) operation = operation_new (store, key, PATIENCE_S, cancellable, callback, user_data);

  g_task_set_source_tag (operation->task, ebb_keyring_store_clear_async);
  operation->found = clear_found;
  ebb_keyring_operation_begin (operation);
}

/* list */

static void
return_keys (EbbKeyringOperation *operation)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) ebb_token_key_free);
  g_autoptr (GTask) task = ebb_keyring_operation_end (operation);

  for (GList *l = operation->open_items; l != NULL; l = l->next)
    {
      EbbTokenKey *key = key_of_item (l->data);

      if (key != NULL)
        g_ptr_array_add (keys, key);
    }

  if (task != NULL)
    g_task_return_pointer (task, keys, (GDestroyNotify) g_ptr_array_unref);
  else
    g_ptr_array_unref (keys);
}

static void
list_ready (EbbKeyringOperation *operation)
{
  if (secret_collection_get_locked (operation->collection))
    ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_LOCKED, "the default collection");
  else
    return_keys (operation);
}

static void
list_found (EbbKeyringOperation *operation)
{
  if (operation->open_items != NULL)
    return_keys (operation);
  else if (operation->locked_items != NULL)
    ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_LOCKED, "the token");
  else
    ebb_keyring_operation_find_collection (operation);
}

static void
ebb_keyring_store_list_async (EbbTokenStore       *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (EbbKeyringOperation) operation = operation_new (store, NULL, PATIENCE_S, cancellable, callback, user_data);

  g_task_set_source_tag (operation->task, ebb_keyring_store_list_async);
  operation->found = list_found;
  operation->ready = list_ready;
  ebb_keyring_operation_begin (operation);
}

/* unlock */

static void
unlock_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = user_data;
  g_autoptr (GError) error = NULL;
  int n_unlocked = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  if (error != NULL)
    {
      ebb_keyring_operation_fail_with (operation, error);
    }
  else if (n_unlocked <= 0)
    {
      g_autoptr (GTask) task = ebb_keyring_operation_end (operation);

      if (task != NULL)
        g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_CANCELLED_BY_USER, "The keyring was not unlocked");
    }
  else
    {
      ebb_keyring_operation_succeed (operation);
    }
}

static void
unlock_ready (EbbKeyringOperation *operation)
{
  g_autoptr (GList) locked = g_list_copy (operation->locked_items);

  if (secret_collection_get_locked (operation->collection))
    locked = g_list_prepend (locked, operation->collection);

  if (locked == NULL)
    ebb_keyring_operation_succeed (operation);
  else if (operation->task != NULL)
    secret_service_unlock (operation->service, locked, NULL, unlock_cb, ebb_keyring_operation_ref (operation));
}

static void
ebb_keyring_store_unlock_async (EbbTokenStore       *store,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (EbbKeyringOperation) operation =
    operation_new (store, NULL, UNLOCK_PATIENCE_S, cancellable, callback, user_data);

  g_task_set_source_tag (operation->task, ebb_keyring_store_unlock_async);
  operation->found = ebb_keyring_operation_find_collection;
  operation->ready = unlock_ready;
  ebb_keyring_operation_begin (operation);
}

static gboolean
ebb_keyring_store_is_persistent (EbbTokenStore *store)
{
  return TRUE;
}

static void
ebb_keyring_store_token_store_init (EbbTokenStoreInterface *iface)
{
  iface->is_persistent = ebb_keyring_store_is_persistent;
  iface->store_async = ebb_keyring_store_store_async;
  iface->lookup_async = ebb_keyring_store_lookup_async;
  iface->clear_async = ebb_keyring_store_clear_async;
  iface->list_async = ebb_keyring_store_list_async;
  iface->unlock_async = ebb_keyring_store_unlock_async;
}

static void
ebb_keyring_store_finalize (GObject *object)
{
  EbbKeyringStore *self = EBB_KEYRING_STORE (object);

  g_clear_pointer (&self->schema, secret_schema_unref);

  G_OBJECT_CLASS (ebb_keyring_store_parent_class)->finalize (object);
}

static void
ebb_keyring_store_class_init (EbbKeyringStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_keyring_store_finalize;
}

static void
ebb_keyring_store_init (EbbKeyringStore *self)
{
}

/**
 * ebb_keyring_store_new:
 * @application_id: the application's id; builds with different ids do not see each other's tokens
 *
 * Nothing is asked of the service until the first operation.
 *
 * Returns: (transfer full): a store
 */
EbbTokenStore *
ebb_keyring_store_new (const char *application_id)
{
  EbbKeyringStore *self = g_object_new (EBB_TYPE_KEYRING_STORE, NULL);
  g_autofree char *name = g_strconcat (application_id, ".Token", NULL);

  self->schema = secret_schema_new (name, SECRET_SCHEMA_NONE,
                                    "account", SECRET_SCHEMA_ATTRIBUTE_STRING,
                                    "environment", SECRET_SCHEMA_ATTRIBUTE_STRING,
                                    "server", SECRET_SCHEMA_ATTRIBUTE_STRING,
                                    NULL);

  return EBB_TOKEN_STORE (self);
}
