/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One operation on the Secret Service, from the first question to the one answer.
 *
 * The service may open a window and then wait for ever, may not be there, or may have nothing to keep a secret in. So
 * each operation begins with calls that open no window, has a timer of its own, and is answered exactly once: by what
 * it found, by the timer or by the caller's cancellable. The calls to the service are never cancelled, because
 * cancelling while a window is open brings the service down. What comes after the answer is ignored. */

#include "account/ebb-keyring-operation.h"

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
operation_clear (EbbKeyringOperation *operation)
{
  clear_source (&operation->timer);
  clear_source (&operation->cancelled);
  g_clear_object (&operation->task);
  g_clear_pointer (&operation->key, ebb_token_key_free);
  g_clear_object (&operation->token);
  g_clear_object (&operation->service);
  g_clear_object (&operation->collection);
  g_list_free_full (operation->open_items, g_object_unref);
  g_list_free_full (operation->locked_items, g_object_unref);
  g_clear_pointer (&operation->schema, secret_schema_unref);
  g_clear_object (&operation->store);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  guint64 modified_a = secret_item_get_modified ((SecretItem *) a);
  guint64 modified_b = secret_item_get_modified ((SecretItem *) b);

  return modified_a < modified_b ? 1 : modified_a > modified_b ? -1 : 0;
}

static gboolean
patience_over_cb (gpointer user_data)
{
  g_autoptr (EbbKeyringOperation) operation = ebb_keyring_operation_ref (user_data);

  ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_UNAVAILABLE, "it did not answer in time");

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = ebb_keyring_operation_ref (user_data);
  g_autoptr (GTask) task = ebb_keyring_operation_end (operation);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
collection_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = user_data;
  g_autoptr (GError) error = NULL;

  operation->collection = secret_collection_for_alias_finish (result, &error);
  if (error != NULL)
    ebb_keyring_operation_fail_with (operation, error);
  else if (operation->collection == NULL)
    ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_ABSENT, "there is no default collection");
  else
    operation->ready (operation);
}

static void
items_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = user_data;
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  if (error != NULL)
    {
      ebb_keyring_operation_fail_with (operation, error);
      return;
    }

  for (GList *l = items; l != NULL; l = l->next)
    {
      GList **list = secret_item_get_locked (l->data) ? &operation->locked_items : &operation->open_items;

      *list = g_list_insert_sorted (*list, l->data, compare_newest_first);
    }
  g_list_free (items);

  operation->found (operation);
}

static void
service_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EbbKeyringOperation) operation = user_data;
  g_autoptr (GError) error = NULL;

  operation->service = secret_service_get_finish (result, &error);
  if (operation->service == NULL)
    {
      ebb_keyring_operation_fail_with (operation, error);
    }
  else if (operation->found != NULL)
    {
      g_autoptr (GHashTable) attributes = ebb_keyring_operation_get_attributes (operation);

      /* Without SECRET_SEARCH_UNLOCK this only looks. */
      secret_service_search (operation->service, operation->schema, attributes, SECRET_SEARCH_ALL, NULL, items_cb,
                             ebb_keyring_operation_ref (operation));
    }
  else
    {
      ebb_keyring_operation_find_collection (operation);
    }
}

/*
 * ebb_keyring_operation_new:
 * @store: the store that was asked
 * @schema: of the items
 * @key: (nullable): of the item, or %NULL for all items
 * @patience_s: after how many seconds to answer without the service
 * @cancellable: (nullable): the caller's
 * @callback: the caller's
 * @user_data: the caller's
 *
 * Returns: (transfer full): an operation that has not begun
 */
EbbKeyringOperation *
ebb_keyring_operation_new (EbbTokenStore       *store,
                           SecretSchema        *schema,
                           const EbbTokenKey   *key,
                           guint                patience_s,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  EbbKeyringOperation *operation = g_rc_box_new0 (EbbKeyringOperation);
  GMainContext *context;

  operation->store = g_object_ref (store);
  operation->schema = secret_schema_ref (schema);
  operation->task = g_task_new (store, cancellable, callback, user_data);
  /* What the keyring did is what is said, also when the caller changes its mind in between. */
  g_task_set_check_cancellable (operation->task, FALSE);
  operation->key = key != NULL ? ebb_token_key_new (key->account_id, key->environment) : NULL;

  context = g_task_get_context (operation->task);
  operation->timer = g_timeout_source_new_seconds (patience_s);
  g_source_set_callback (operation->timer, patience_over_cb, operation, NULL);
  g_source_attach (operation->timer, context);
  if (cancellable != NULL)
    {
      operation->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (operation->cancelled, G_SOURCE_FUNC (cancelled_cb), operation, NULL);
      g_source_attach (operation->cancelled, context);
    }

  return operation;
}

EbbKeyringOperation *
ebb_keyring_operation_ref (EbbKeyringOperation *operation)
{
  return g_rc_box_acquire (operation);
}

void
ebb_keyring_operation_unref (EbbKeyringOperation *operation)
{
  g_rc_box_release_full (operation, (GDestroyNotify) operation_clear);
}

/*
 * ebb_keyring_operation_get_attributes:
 * @operation: an operation
 *
 * Returns: (transfer container): what its items are found by; none of it is secret
 */
GHashTable *
ebb_keyring_operation_get_attributes (EbbKeyringOperation *operation)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);
  EbbTokenKey *key = operation->key;

  if (key != NULL)
    {
      g_hash_table_insert (attributes, (gpointer) "account", key->account_id);
      g_hash_table_insert (attributes, (gpointer) "environment", (gpointer) ebb_environment_get_id (key->environment));
      g_hash_table_insert (attributes, (gpointer) "server", (gpointer) ebb_environment_get_base_uri (key->environment));
    }

  return attributes;
}

/*
 * ebb_keyring_operation_begin:
 * @operation: an operation with its steps set
 *
 * Looks for the items and goes on with @found, or, when there is no such step, finds the collection.
 */
void
ebb_keyring_operation_begin (EbbKeyringOperation *operation)
{
  secret_service_get (SECRET_SERVICE_NONE, NULL, service_cb, ebb_keyring_operation_ref (operation));
}

/*
 * ebb_keyring_operation_find_collection:
 * @operation: an operation that knows its service
 *
 * Looks for the collection that new items go to and goes on with @ready.
 */
void
ebb_keyring_operation_find_collection (EbbKeyringOperation *operation)
{
  secret_collection_for_alias (operation->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL,
                               collection_cb, ebb_keyring_operation_ref (operation));
}

/*
 * ebb_keyring_operation_end:
 * @operation: an operation
 *
 * Returns: (transfer full) (nullable): the task to answer, or %NULL if it has been answered: what comes now comes too
 * late
 */
GTask *
ebb_keyring_operation_end (EbbKeyringOperation *operation)
{
  clear_source (&operation->timer);
  clear_source (&operation->cancelled);

  return g_steal_pointer (&operation->task);
}

void
ebb_keyring_operation_succeed (EbbKeyringOperation *operation)
{
  g_autoptr (GTask) task = ebb_keyring_operation_end (operation);

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

void
ebb_keyring_operation_fail (EbbKeyringOperation *operation,
                            EbbKeyringProblem    problem,
                            const char          *message)
{
  g_autoptr (GTask) task = ebb_keyring_operation_end (operation);

  if (task != NULL)
    g_task_return_error (task, ebb_keyring_problem_to_error (problem, message));
}

void
ebb_keyring_operation_fail_with (EbbKeyringOperation *operation,
                                 const GError        *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_LOCKED, error->message);
  else
    ebb_keyring_operation_fail (operation, EBB_KEYRING_PROBLEM_UNAVAILABLE, error->message);
}
