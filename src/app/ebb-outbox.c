/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person changed and the service has not confirmed: kept in the store before anything is sent, and sent one after the other
 * in the order of saving. Whatever may pass by itself, such as no connection or an expired sign-in, leaves an edit pending until
 * the next ebb_outbox_retry(); what the service will not have waits for a person.
 *
 * There is at most one edit of a kind for each device: a later one takes the place of an earlier one. */

#include "app/ebb-outbox.h"

#include "app/ebb-delivery.h"
#include "base/ebb-error.h"

/* A service that fails each time it is given the same may never do better. */
#define MOST_FAILURES 5

struct _EbbOutbox
{
  GObject parent_instance;

  EbbApi *api;          /* (owned) */
  EbbStore *store;      /* (owned) */
  EbbClock *clock;      /* (owned) */
  GPtrArray *entries;   /* (owned) (element-type Entry) */
  gint64 last_position;
  gboolean is_busy;     /* one is on its way */
  gboolean is_loading;
  gboolean is_retry_due; /* as soon as it has loaded */
};

/* One edit, and what has become of it since the start. */
typedef struct
{
  EbbOutboxItem item;
  gboolean is_due;        /* shall be sent as soon as it is its turn */
  gboolean may_have_come; /* it was sent before, and nobody knows what became of it */
  guint generation;       /* another with each change of the edit, so that what comes late is known for it */
  guint n_failures;       /* of the service, in a row */
} Entry;

/* A step of sending. */
typedef struct
{
  EbbOutbox *self;  /* (owned) */
  EbbEditKind kind;
  char *device_id;  /* (owned) */
  guint generation;
} Step;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbOutbox, ebb_outbox, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  ebb_edit_free (entry->item.edit);
  g_clear_error (&entry->item.error);
  g_clear_object (&entry->item.theirs);
  g_free (entry);
}

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_free (step->device_id);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static Entry *
find (EbbOutbox   *self,
      EbbEditKind  kind,
      const char  *device_id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->item.edit->kind == kind && g_str_equal (entry->item.edit->device_id, device_id))
        return entry;
    }

  return NULL;
}

/* The entry that @step was about, if nothing else happened to it meanwhile. */
static Entry *
find_for (const Step *step)
{
  Entry *entry = find (step->self, step->kind, step->device_id);

  return entry != NULL && entry->generation == step->generation ? entry : NULL;
}

static Step *
step_new (EbbOutbox *self,
          Entry     *entry)
{
  Step *step = g_new0 (Step, 1);

  step->self = g_object_ref (self);
  step->kind = entry->item.edit->kind;
  step->device_id = g_strdup (entry->item.edit->device_id);
  step->generation = entry->generation;

  return step;
}

static void
tell (EbbOutbox   *self,
      EbbEditKind  kind,
      const char  *device_id)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], g_quark_from_string (device_id), (int) kind, device_id);
}

static void pump (EbbOutbox *self);

/* What passes by itself, or when a person has signed in again. */
static gboolean
may_pass (Entry        *entry,
          const GError *error)
{
  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_OFFLINE) || g_error_matches (error, EBB_ERROR, EBB_ERROR_TIMEOUT) ||
      g_error_matches (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT) || g_error_matches (error, EBB_ERROR, EBB_ERROR_TOO_MANY))
    return TRUE;

  return entry->n_failures < MOST_FAILURES &&
         (g_error_matches (error, EBB_ERROR, EBB_ERROR_SERVER) || g_error_matches (error, EBB_ERROR, EBB_ERROR_BAD_REPLY));
}

/* The service will not have it, or not now. Takes both. */
static void
fail (EbbOutbox      *self,
      Entry          *entry,
      EbbSpoSettings *theirs,
      GError         *error)
{
  entry->item.is_sending = FALSE;
  entry->n_failures++;
  g_clear_error (&entry->item.error);
  entry->item.error = error;
  g_clear_object (&entry->item.theirs);
  entry->item.theirs = theirs;
  if (!may_pass (entry, error))
    {
      entry->item.edit->state = EBB_EDIT_FAILED;
      ebb_store_put_edit_async (self->store, entry->item.edit, NULL, NULL);
    }
  tell (self, entry->item.edit->kind, entry->item.edit->device_id);
}

/* What was edited while an earlier edit was on its way begins with that one, now that it has arrived. */
static void
rebase (EbbOutbox      *self,
        const char     *device_id,
        EbbSpoSettings *settings)
{
  Entry *entry = find (self, EBB_EDIT_SETTINGS, device_id);
  GBytes *document = ebb_spo_settings_get_document (settings);

  if (entry == NULL)
    return;

  g_free (entry->item.edit->base);
  entry->item.edit->base = g_strndup (g_bytes_get_data (document, NULL), g_bytes_get_size (document));
  g_free (entry->item.edit->etag);
  entry->item.edit->etag = g_strdup (ebb_spo_settings_get_etag (settings));
  ebb_store_put_edit_async (self->store, entry->item.edit, NULL, NULL);
}

static void
delivered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  EbbOutbox *self = step->self;
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) theirs = NULL;
  g_autoptr (GObject) confirmed = ebb_delivery_start_finish (EBB_API (source), result, &theirs, &error);
  Entry *entry = find_for (step);

  self->is_busy = FALSE;
  if (entry != NULL && confirmed == NULL)
    fail (self, entry, g_steal_pointer (&theirs), g_steal_pointer (&error));
  else if (entry != NULL)
    {
      ebb_store_remove_edit (self->store, step->kind, step->device_id);
      g_ptr_array_remove (self->entries, entry);
    }
  else if (confirmed != NULL && step->kind == EBB_EDIT_SETTINGS)
    rebase (self, step->device_id, EBB_SPO_SETTINGS (confirmed));
  if (confirmed != NULL)
    {
      if (EBB_IS_SPO_SETTINGS (confirmed))
        ebb_outbox_remember (self, step->device_id, EBB_SPO_SETTINGS (confirmed));
      g_signal_emit (self, signals[SIGNAL_CONFIRMED], g_quark_from_string (step->device_id), (int) step->kind, step->device_id,
                     confirmed);
      tell (self, step->kind, step->device_id);
    }
  g_clear_error (&error);
  pump (self);
}

/* That it is being sent is on the disk, so that a start after a crash looks for it first. Where it could not be kept it is sent all
 * the same. */
static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  EbbOutbox *self = step->self;
  Entry *entry = find_for (step);
  g_autoptr (EbbEdit) edit = NULL;

  if (entry == NULL)
    {
      self->is_busy = FALSE;
      pump (self);
      return;
    }

  edit = ebb_edit_copy (entry->item.edit);
  edit->state = entry->may_have_come ? EBB_EDIT_SENT : EBB_EDIT_PENDING;
  entry->may_have_come = TRUE;
  tell (self, step->kind, step->device_id);
  ebb_delivery_start_async (self->api, edit, delivered_cb, g_steal_pointer (&step));
}

static int
by_position (gconstpointer a,
             gconstpointer b)
{
  const Entry *first = *(Entry *const *) a;
  const Entry *second = *(Entry *const *) b;

  return first->item.edit->position < second->item.edit->position ? -1 : first->item.edit->position > second->item.edit->position;
}

/* Sends the next, if none is on its way. */
static void
pump (EbbOutbox *self)
{
  if (self->is_busy)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->is_due)
        continue;

      self->is_busy = TRUE;
      entry->is_due = FALSE;
      entry->item.edit->state = EBB_EDIT_SENT;
      ebb_store_put_edit_async (self->store, entry->item.edit, noted_cb, step_new (self, entry));
      return;
    }
}

/* It is on the disk that it shall be sent. */
static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  Entry *entry = find_for (step);

  if (entry == NULL)
    return;

  entry->is_due = TRUE;
  tell (step->self, step->kind, step->device_id);
  pump (step->self);
}

/* Makes @edit the one of its kind and device. */
static Entry *
take (EbbOutbox     *self,
      const EbbEdit *edit,
      EbbEditState   state)
{
  Entry *entry = find (self, edit->kind, edit->device_id);
  guint generation = 1;

  if (entry != NULL)
    {
      generation = entry->generation + 1;
      g_ptr_array_remove (self->entries, entry);
    }
  entry = g_new0 (Entry, 1);
  entry->item.edit = ebb_edit_copy (edit);
  entry->item.edit->state = state;
  entry->item.edit->position = ++self->last_position;
  entry->generation = generation;
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
      Entry *entry;

      /* What was edited meanwhile is newer. */
      if (find (self, edit->kind, edit->device_id) != NULL)
        continue;

      entry = take (self, edit, edit->state);
      entry->item.edit->position = edit->position;
      entry->may_have_come = edit->state == EBB_EDIT_SENT;
      self->last_position = MAX (self->last_position, edit->position);
    }
  g_ptr_array_sort (self->entries, by_position);
  self->is_loading = FALSE;
  if (self->is_retry_due)
    ebb_outbox_retry (self);

  for (guint i = 0; i < edits->len; i++)
    {
      const EbbEdit *edit = g_ptr_array_index (edits, i);

      tell (self, edit->kind, edit->device_id);
    }
}

/* A store that lost what it had is told again. */
static void
problem_cb (EbbOutbox *self)
{
  if (ebb_store_get_problem (self->store) != EBB_STORE_PROBLEM_SET_ASIDE)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    ebb_store_put_edit_async (self->store, ((Entry *) g_ptr_array_index (self->entries, i))->item.edit, NULL, NULL);
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
   * @answer: what the service has now: #EbbSpoSettings, and for a name the #EbbDevice
   *
   * The service has taken an edit. The detail is the device's id.
   */
  signals[SIGNAL_CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_OBJECT);
}

static void
ebb_outbox_init (EbbOutbox *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
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
  Entry *entry = take (self, edit, EBB_EDIT_UNSAVED);

  ebb_store_put_edit_async (self->store, entry->item.edit, NULL, NULL);
  tell (self, entry->item.edit->kind, entry->item.edit->device_id);
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
  Entry *entry = take (self, edit, EBB_EDIT_PENDING);

  entry->item.is_sending = TRUE;
  ebb_store_put_edit_async (self->store, entry->item.edit, kept_cb, step_new (self, entry));
  tell (self, entry->item.edit->kind, entry->item.edit->device_id);
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
  Entry *entry = find (self, kind, device_id);
  g_autofree char *id = NULL;

  if (entry == NULL)
    return;

  /* It may be the entry's own. */
  id = g_strdup (device_id);
  g_ptr_array_remove (self->entries, entry);
  ebb_store_remove_edit (self->store, kind, id);
  tell (self, kind, id);
}

/**
 * ebb_outbox_retry:
 * @self: an outbox
 *
 * Sends what is pending: the service can be reached again.
 */
void
ebb_outbox_retry (EbbOutbox *self)
{
  self->is_retry_due = self->is_loading;
  if (self->is_loading)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->item.is_sending && (entry->item.edit->state == EBB_EDIT_PENDING || entry->item.edit->state == EBB_EDIT_SENT))
        entry->item.is_sending = entry->is_due = TRUE;
    }
  pump (self);
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
    if (((Entry *) g_ptr_array_index (self->entries, i))->item.is_sending)
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
  Entry *entry = find (self, kind, device_id);

  return entry != NULL ? &entry->item : NULL;
}
