/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps what a home is answered, and at the next start gives it back, so that there is something to see before the service answers
 * and when it does not. What is remembered never takes the place of what was answered in this run. */

#include "app/ebb-recall.h"

struct _EbbRecall
{
  GObject parent_instance;

  EbbHome *home;   /* (owned) */
  EbbStore *store; /* (owned) */
};

G_DEFINE_FINAL_TYPE (EbbRecall, ebb_recall, G_TYPE_OBJECT)

/* The devices of one facility are being looked up. */
typedef struct
{
  EbbHome *home;     /* (owned) */
  char *facility_id; /* (owned) */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_object_unref (lookup->home);
  g_free (lookup->facility_id);
  g_free (lookup);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

static void
answered_cb (EbbRecall  *self,
             const char *key,
             GBytes     *body)
{
  g_autoptr (EbbAnswer) answer = ebb_answer_new (body, NULL, ebb_clock_now (ebb_home_get_clock (self->home)));

  ebb_store_keep_answer (self->store, key, answer);
}

/* A thousand devices take longer to read than a frame. */
static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const EbbAnswer *answer = task_data;

  g_task_return_pointer (task, ebb_wire_read_devices (answer->body, NULL), (GDestroyNotify) g_ptr_array_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  const EbbAnswer *answer = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) devices = g_task_propagate_pointer (G_TASK (result), NULL);

  if (devices != NULL)
    ebb_device_lists_recall (ebb_home_get_device_lists (lookup->home), lookup->facility_id, devices, answer->received_at_us);
}

static void
devices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  EbbAnswer *answer = ebb_store_recall_finish (EBB_STORE (source), result, NULL);
  g_autoptr (GTask) task = NULL;

  if (answer == NULL)
    return;

  /* Without the home: whoever reads in a thread may be the last to let go of the task. */
  task = g_task_new (NULL, NULL, read_cb, lookup);
  lookup = NULL;
  g_task_set_source_tag (task, devices_cb);
  g_task_set_task_data (task, answer, (GDestroyNotify) ebb_answer_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* Of every facility, for what needs a person is listed from all of them. */
static void
added_cb (EbbRecall  *self,
          guint       position,
          guint       n_removed,
          guint       n_added,
          GListModel *facilities)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (EbbFacility) facility = g_list_model_get_item (facilities, i);
      const char *id = ebb_facility_get_id (facility);
      g_autofree char *key = NULL;
      Lookup *lookup;

      if (ebb_device_lists_get_updated_at (ebb_home_get_device_lists (self->home), id) != EBB_TIME_UNKNOWN)
        continue;

      lookup = g_new0 (Lookup, 1);
      lookup->home = g_object_ref (self->home);
      lookup->facility_id = g_strdup (id);
      key = ebb_answer_make_key (EBB_ANSWER_DEVICES, id);
      ebb_store_recall_async (self->store, key, devices_cb, lookup);
    }
}

static void
facilities_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EbbHome) home = user_data;
  g_autoptr (EbbAnswer) answer = ebb_store_recall_finish (EBB_STORE (source), result, NULL);
  g_autoptr (GPtrArray) facilities = answer != NULL ? ebb_wire_read_facilities (answer->body, NULL) : NULL;

  if (facilities != NULL)
    ebb_home_recall_facilities (home, facilities);
}

static void
ebb_recall_finalize (GObject *object)
{
  EbbRecall *self = EBB_RECALL (object);

  g_signal_handlers_disconnect_by_data (ebb_home_get_facilities (self->home), self);
  g_signal_handlers_disconnect_by_data (self->home, self);
  g_clear_object (&self->home);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (ebb_recall_parent_class)->finalize (object);
}

static void
ebb_recall_class_init (EbbRecallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_recall_finalize;
}

static void
ebb_recall_init (EbbRecall *self)
{
}

/**
 * ebb_recall_new:
 * @home: a home of which nothing is known yet
 *
 * Returns: (transfer full): what remembers that home, as long as it lives
 */
EbbRecall *
ebb_recall_new (EbbHome *home)
{
  EbbRecall *self = g_object_new (EBB_TYPE_RECALL, NULL);

  self->home = g_object_ref (home);
  self->store = g_object_ref (ebb_outbox_get_store (ebb_home_get_outbox (home)));
  g_signal_connect_swapped (home, "answered", G_CALLBACK (answered_cb), self);
  g_signal_connect_swapped (ebb_home_get_facilities (home), "items-changed", G_CALLBACK (added_cb), self);
  ebb_store_recall_async (self->store, EBB_ANSWER_FACILITIES, facilities_cb, g_object_ref (home));

  return self;
}
