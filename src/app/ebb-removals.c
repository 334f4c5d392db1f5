/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking devices out of a home. That is an edit like any other, and the only one that is not sent at once: for a while it can be taken back
 * without anybody having done anything. One that was asked for in an earlier run waits as long again. */

#include "app/ebb-removals.h"

/* How long one can think again, milliseconds. */
#define SPAN_MS (8 * 1000)

struct _EbbRemovals
{
  GObject parent_instance;

  EbbHome *home;      /* (owned) */
  guint span_ms;
  GHashTable *timers; /* (owned): device id → GSource, of those that are not sent yet */
};

G_DEFINE_FINAL_TYPE (EbbRemovals, ebb_removals, G_TYPE_OBJECT)

static EbbOutbox *
outbox_of (EbbRemovals *self)
{
  return ebb_home_get_outbox (self->home);
}

static void
timer_free (gpointer timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}

typedef struct
{
  EbbRemovals *self;
  char *device_id; /* (owned) */
} Timer;

static void
timer_data_free (gpointer data)
{
  Timer *timer = data;

  g_free (timer->device_id);
  g_free (timer);
}

/* A removal and nothing else, to keep or to send. */
static EbbEdit
new_edit (const char *device_id)
{
  return (EbbEdit) { EBB_EDIT_REMOVAL, EBB_EDIT_UNSAVED, (char *) device_id, 0, NULL, NULL, (char *) "" };
}

static gboolean
time_cb (gpointer data)
{
  Timer *timer = data;
  g_autoptr (EbbRemovals) self = g_object_ref (timer->self);
  g_autofree char *device_id = g_strdup (timer->device_id);
  EbbEdit edit = new_edit (device_id);

  g_hash_table_remove (self->timers, device_id);
  ebb_outbox_send (outbox_of (self), &edit);

  return G_SOURCE_REMOVE;
}

static void
start_timer (EbbRemovals *self,
             const char  *device_id)
{
  GSource *source = g_timeout_source_new (self->span_ms);
  Timer *timer = g_new0 (Timer, 1);

  timer->self = self;
  timer->device_id = g_strdup (device_id);
  g_source_set_callback (source, time_cb, timer, timer_data_free);
  g_source_attach (source, NULL);
  g_hash_table_insert (self->timers, g_strdup (device_id), source);
}

static void
changed_cb (EbbRemovals *self,
            int          kind,
            const char  *device_id)
{
  const EbbOutboxItem *item = kind == EBB_EDIT_REMOVAL ? ebb_outbox_find (outbox_of (self), EBB_EDIT_REMOVAL, device_id) : NULL;

  if (kind != EBB_EDIT_REMOVAL)
    return;

  if (item == NULL || item->edit->state != EBB_EDIT_UNSAVED)
    g_hash_table_remove (self->timers, device_id);
  else if (!g_hash_table_contains (self->timers, device_id))
    start_timer (self, device_id);
}

static void
ebb_removals_finalize (GObject *object)
{
  EbbRemovals *self = EBB_REMOVALS (object);

  g_hash_table_unref (self->timers);
  g_clear_object (&self->home);

  G_OBJECT_CLASS (ebb_removals_parent_class)->finalize (object);
}

static void
ebb_removals_class_init (EbbRemovalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_removals_finalize;
}

static void
ebb_removals_init (EbbRemovals *self)
{
  self->span_ms = SPAN_MS;
  self->timers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, timer_free);
}

/**
 * ebb_removals_new:
 * @home: a home
 *
 * Returns: (transfer full): what takes devices out of it
 */
EbbRemovals *
ebb_removals_new (EbbHome *home)
{
  EbbRemovals *self = g_object_new (EBB_TYPE_REMOVALS, NULL);

  self->home = g_object_ref (home);
  g_signal_connect_object (outbox_of (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ebb_removals_set_span:
 * @self: removals
 * @span_ms: how long one can think again, milliseconds; it starts with one for people, and a test has less time
 */
void
ebb_removals_set_span (EbbRemovals *self,
                       guint        span_ms)
{
  self->span_ms = span_ms;
}

/**
 * ebb_removals_ask:
 * @self: removals
 * @device_id: a device of the home
 *
 * Takes a device out, in a while.
 */
void
ebb_removals_ask (EbbRemovals *self,
                  const char  *device_id)
{
  EbbEdit edit = new_edit (device_id);

  if (ebb_outbox_find (outbox_of (self), EBB_EDIT_REMOVAL, device_id) == NULL)
    ebb_outbox_draft (outbox_of (self), &edit);
}

/**
 * ebb_removals_undo:
 * @self: removals
 * @device_id: a device of the home
 *
 * Lets a device stay, unless that it shall go is on its way to the service.
 */
void
ebb_removals_undo (EbbRemovals *self,
                   const char  *device_id)
{
  const EbbOutboxItem *item = ebb_outbox_find (outbox_of (self), EBB_EDIT_REMOVAL, device_id);

  if (item != NULL && !item->is_sending)
    ebb_outbox_drop (outbox_of (self), EBB_EDIT_REMOVAL, device_id);
}
