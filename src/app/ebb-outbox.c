/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person changed and the service has not confirmed: kept in the store before anything is sent, and sent one after the other
 * in the order of saving. Whatever may pass by itself, such as no connection or an expired sign-in, leaves an edit pending until
 * the next ebb_outbox_retry(); what the service will not have waits for a person.
 *
 * There is at most one edit of a kind for each device: a later one takes the place of an earlier one. */

#include "app/ebb-outbox.h"

#include "app/ebb-outbox-private.h"
#include "base/ebb-error.h"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CONFIRMED,
  SIGNAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbOutbox, ebb_outbox, G_TYPE_OBJECT)

static void
entry_free (EbbOutboxEntry *entry)
{
  ebb_edit_free (entry->item.edit);
  g_clear_error (&entry->item.error);
  g_clear_object (&entry->item.theirs);
  g_free (entry);
}

EbbOutboxEntry *
ebb_outbox_find_entry (EbbOutbox   *self,
                       EbbEditKind  kind,
                       const char  *device_id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      EbbOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->item.edit->kind == kind && g_str_equal (entry->item.edit->device_id, device_id))
        return entry;
    }

  return NULL;
}

void
ebb_outbox_tell (EbbOutbox   *self,
                 EbbEditKind  kind,
                 const char  *device_id)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], g_quark_from_string (device_id), (int) kind, device_id);
}

void
ebb_outbox_confirm (EbbOutbox   *self,
                    EbbEditKind  kind,
                    const char  *device_id,
                    GObject     *answer)
{
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], g_quark_from_string (device_id), (int) kind, device_id, answer);
}

/* Forgets what the service will not have, and tells of it. */
void
ebb_outbox_refuse (EbbOutbox   *self,
                   EbbEditKind  kind,
                   const char  *device_id)
{
  g_autoptr (GError) error = g_error_copy (ebb_outbox_find_entry (self, kind, device_id)->item.error);

  ebb_outbox_drop (self, kind, device_id);
  g_signal_emit (self, signals[SIGNAL_REFUSED], g_quark_from_string (device_id), (int) kind, device_id, error);
}

/* Makes @edit the one of its kind and device. */
static EbbOutboxEntry *
take (EbbOutbox     *self,
      const EbbEdit *edit,
      EbbEditState   state)
{
  EbbOutboxEntry *entry = ebb_outbox_find_entry (self, edit->kind, edit->device_id);

  if (entry != NULL)
    g_ptr_array_remove (self->entries, entry);
  entry = g_new0 (EbbOutboxEntry, 1);
  entry->item.edit = ebb_edit_copy (edit);
  entry->item.edit->state = state;
  entry->item.edit->position = ++self->last_position;
  entry->generation = ++self->last_generation;
  g_ptr_array_add (self->entries, entry);

  return entry;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbOutbox) self = user_data;
  g_autoptr (GPtrArray) edits = ebb_store_list_edits_finish (EBB_STORE (source), result, NULL);

  for (guint i = 0; i < edits->len; i++)
    {
      const EbbEdit *edit = g_ptr_array_index (edits, i);
      EbbOutboxEntry *entry;

      /* What was edited meanwhile is newer. */
      if (ebb_outbox_find_entry (self, edit->kind, edit->device_id) != NULL)
        continue;

      entry = take (self, edit, edit->state);
      entry->item.edit->position = edit->position;
      entry->may_have_come = edit->state == EBB_EDIT_SENT;
      self->last_position = MAX (self->last_position, edit->position);
    }
  self->is_loading = FALSE;
  if (self->is_retry_due)
    ebb_outbox_retry (self);

  for (guint i = 0; i < edits->len; i++)
    {
      const EbbEdit *edit = g_ptr_array_index (edits, i);

      ebb_outbox_tell (self, edit->kind, edit->device_id);
    }
}

/* A store that lost what it had, or could not take what came, is told again. */
static void
problem_cb (EbbOutbox *self)
{
  EbbStoreProblem problem = ebb_store_get_problem (self->store);

  if (problem != EBB_STORE_PROBLEM_SET_ASIDE && problem != EBB_STORE_PROBLEM_NONE)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    ebb_store_put_edit_async (self->store, ((EbbOutboxEntry *) g_ptr_array_index (self->entries, i))->item.edit, NULL, NULL);
}

static void
ebb_outbox_finalize (GObject *object)
{
  EbbOutbox *self = EBB_OUTBOX (object);

  g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->api);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->undoable);

  G_OBJECT_CLASS (ebb_outbox_parent_class)->finalize (object);
}

static void
ebb_outbox_class_init (EbbOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_outbox_finalize;

  /**
   * EbbOutbox::changed:
   * @kind: an #EbbEditKind
   * @device_id: of which device
   *
   * There is another edit, or it has come further, or is there no longer. The detail is the device's id.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  /**
   * EbbOutbox::confirmed:
   * @kind: an #EbbEditKind
   * @device_id: of which device
   * @answer: (nullable): what the service has now: #EbbSpoSettings, for a name the #EbbDevice, for a removal nothing
   *
   * The service has taken an edit. The detail is the device's id.
   */
  signals[SIGNAL_CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_OBJECT);
  /**
   * EbbOutbox::refused:
   * @kind: an #EbbEditKind, but settings, which wait for a person
   * @device_id: of which device
   * @error: why
   *
   * The service will not have an edit that nobody waits for any more; it is forgotten. The detail is the device's id.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
ebb_outbox_init (EbbOutbox *self)
{
  self->free_at_us = EBB_TIME_UNKNOWN;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->undoable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) ebb_edit_free);
}

/**
 * ebb_outbox_new:
 * @api: the API as one customer
 * @store: where that customer's edits are kept
 * @clock: what time it is
 *
 * Returns: (transfer full): an outbox that has yet to be told to load
 */
EbbOutbox *
ebb_outbox_new (EbbApi   *api,
                EbbStore *store,
                EbbClock *clock)
{
  EbbOutbox *self = g_object_new (EBB_TYPE_OUTBOX, NULL);

  self->api = g_object_ref (api);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  g_signal_connect_swapped (store, "notify::problem", G_CALLBACK (problem_cb), self);

  return self;
}

/**
 * ebb_outbox_get_store:
 * @self: an outbox
 *
 * Returns: (transfer none): where its edits are kept
 */
EbbStore *
ebb_outbox_get_store (EbbOutbox *self)
{
  return self->store;
}

/**
 * ebb_outbox_remember:
 * @self: an outbox
 * @device_id: of which device
 * @settings: its settings, as just answered
 *
 * Keeps them, for when the service cannot be reached and for the next start.
 */
void
ebb_outbox_remember (EbbOutbox      *self,
                     const char     *device_id,
                     EbbSpoSettings *settings)
{
  g_autofree char *key = ebb_answer_make_key (EBB_ANSWER_SETTINGS, device_id);
  g_autoptr (EbbAnswer) answer = ebb_answer_new (ebb_spo_settings_get_document (settings), ebb_spo_settings_get_etag (settings),
                                                 ebb_clock_now (self->clock));

  ebb_store_keep_answer (self->store, key, answer);
}

/**
 * ebb_outbox_load:
 * @self: an outbox
 *
 * Takes over what an earlier run left in the store. Nothing is sent before ebb_outbox_retry().
 */
void
ebb_outbox_load (EbbOutbox *self)
{
  self->is_loading = TRUE;
  ebb_store_list_edits_async (self->store, listed_cb, g_object_ref (self));
}

/**
 * ebb_outbox_draft:
 * @self: an outbox
 * @edit: what a person is changing; its state and position do not count
 *
 * Keeps an edit that is not to be sent yet.
 */
void
ebb_outbox_draft (EbbOutbox     *self,
                  const EbbEdit *edit)
{
  EbbOutboxEntry *entry = take (self, edit, EBB_EDIT_UNSAVED);

  ebb_store_put_edit_async (self->store, entry->item.edit, NULL, NULL);
  ebb_outbox_tell (self, entry->item.edit->kind, entry->item.edit->device_id);
}

/**
 * ebb_outbox_send:
 * @self: an outbox
 * @edit: what a person changed; its state and position do not count
 *
 * Keeps an edit and sends it. #EbbOutbox::confirmed follows, or #EbbOutbox::changed with an error.
 */
void
ebb_outbox_send (EbbOutbox     *self,
                 const EbbEdit *edit)
{
  EbbOutboxEntry *entry = take (self, edit, EBB_EDIT_PENDING);

  ebb_outbox_start (self, entry);
  ebb_outbox_tell (self, entry->item.edit->kind, entry->item.edit->device_id);
}

/**
 * ebb_outbox_drop:
 * @self: an outbox
 * @kind: what was edited
 * @device_id: of which device
 *
 * Forgets an edit, if there is one. What is on its way may arrive all the same.
 */
void
ebb_outbox_drop (EbbOutbox   *self,
                 EbbEditKind  kind,
                 const char  *device_id)
{
  EbbOutboxEntry *entry = ebb_outbox_find_entry (self, kind, device_id);
  g_autofree char *id = NULL;

  if (entry == NULL)
    return;

  /* It may be the entry's own. */
  id = g_strdup (device_id);
  g_ptr_array_remove (self->entries, entry);
  ebb_store_remove_edit (self->store, kind, id);
  ebb_outbox_tell (self, kind, id);
}

/**
 * ebb_outbox_discard:
 * @self: an outbox
 *
 * Forgets everything. What is on its way may arrive all the same.
 */
void
ebb_outbox_discard (EbbOutbox *self)
{
  while (self->entries->len > 0)
    {
      const EbbEdit *edit = ((EbbOutboxEntry *) g_ptr_array_index (self->entries, 0))->item.edit;

      ebb_outbox_drop (self, edit->kind, edit->device_id);
    }
}

/**
 * ebb_outbox_undo:
 * @self: an outbox
 * @device_id: a device whose settings were saved in this run
 *
 * Makes the settings what they were before they were saved for the last time, by an edit like any other. There is nothing to undo
 * once they are being edited again.
 */
void
ebb_outbox_undo (EbbOutbox  *self,
                 const char *device_id)
{
  const EbbEdit *undo = g_hash_table_lookup (self->undoable, device_id);

  if (undo != NULL && ebb_outbox_find_entry (self, EBB_EDIT_SETTINGS, device_id) == NULL)
    ebb_outbox_send (self, undo);
}

/**
 * ebb_outbox_retry:
 * @self: an outbox
 *
 * Sends what is pending: the service can be reached again. Nothing goes before the time that the service gave when it would not have an
 * edit yet; whoever saves one may try all the same.
 */
void
ebb_outbox_retry (EbbOutbox *self)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) ebb_edit_free);

  self->is_retry_due = self->is_loading;
  if (self->is_loading || ebb_clock_get_left (self->clock, self->free_at_us, EBB_ERROR_LONGEST_WAIT) > 0)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    {
      EbbOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->item.is_sending || (entry->item.edit->state != EBB_EDIT_PENDING && entry->item.edit->state != EBB_EDIT_SENT))
        continue;

      entry->item.is_sending = entry->is_due = TRUE;
      g_ptr_array_add (told, ebb_edit_copy (entry->item.edit));
    }
  ebb_outbox_pump (self);

  for (guint i = 0; i < told->len; i++)
    {
      const EbbEdit *edit = g_ptr_array_index (told, i);

      ebb_outbox_tell (self, edit->kind, edit->device_id);
    }
}

/**
 * ebb_outbox_peek:
 * @self: an outbox
 *
 * Returns: (transfer none) (nullable): the id of a device that was edited; %NULL when all is confirmed
 */
const char *
ebb_outbox_peek (EbbOutbox *self)
{
  if (self->entries->len == 0)
    return NULL;

  return ((EbbOutboxEntry *) g_ptr_array_index (self->entries, 0))->item.edit->device_id;
}

/**
 * ebb_outbox_is_idle:
 * @self: an outbox
 *
 * Returns: whether nothing is on its way, or waiting only for its turn
 */
gboolean
ebb_outbox_is_idle (EbbOutbox *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (((EbbOutboxEntry *) g_ptr_array_index (self->entries, i))->item.is_sending)
      return FALSE;

  return !self->is_busy && !self->is_loading;
}

/**
 * ebb_outbox_find:
 * @self: an outbox
 * @kind: what was edited
 * @device_id: of which device
 *
 * Returns: (transfer none) (nullable): what has become of such an edit, until the next change; %NULL when there is none
 */
const EbbOutboxItem *
ebb_outbox_find (EbbOutbox   *self,
                 EbbEditKind  kind,
                 const char  *device_id)
{
  EbbOutboxEntry *entry = ebb_outbox_find_entry (self, kind, device_id);

  return entry != NULL ? &entry->item : NULL;
}
