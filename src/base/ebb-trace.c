/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last requests as a list model (element-type EbbTraceEntry), the newest first. */

#include "base/ebb-trace.h"

#define MAX_ENTRIES 300

struct _EbbTrace
{
  GObject parent_instance;

  EbbClock *clock; /* (owned) */
  GQueue entries;  /* (element-type EbbTraceEntry): the newest first */
};

static void model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbTrace, ebb_trace, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static GType
get_item_type (GListModel *model)
{
  return EBB_TYPE_TRACE_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return EBB_TRACE (model)->entries.length;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  EbbTraceEntry *entry = g_queue_peek_nth (&EBB_TRACE (model)->entries, position);

  return entry != NULL ? g_object_ref (entry) : NULL;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
ebb_trace_finalize (GObject *object)
{
  EbbTrace *self = EBB_TRACE (object);

  g_queue_clear_full (&self->entries, g_object_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (ebb_trace_parent_class)->finalize (object);
}

static void
ebb_trace_class_init (EbbTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_trace_finalize;
}

static void
ebb_trace_init (EbbTrace *self)
{
  g_queue_init (&self->entries);
}

/**
 * ebb_trace_new:
 * @clock: whose time the requests bear
 *
 * Returns: (transfer full): a trace of nothing yet
 */
EbbTrace *
ebb_trace_new (EbbClock *clock)
{
  EbbTrace *self = g_object_new (EBB_TYPE_TRACE, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

/**
 * ebb_trace_begin:
 * @self: a trace
 * @sent: what is asked
 *
 * Notes that a request was sent. The oldest is forgotten when there are too many.
 *
 * Returns: (transfer full): the request, to tell how it ends
 */
EbbTraceEntry *
ebb_trace_begin (EbbTrace           *self,
                 const EbbTraceSent *sent)
{
  EbbTraceEntry *entry = ebb_trace_entry_new (ebb_clock_now (self->clock), sent);

  if (self->entries.length == MAX_ENTRIES)
    {
      g_object_unref (g_queue_pop_tail (&self->entries));
      g_list_model_items_changed (G_LIST_MODEL (self), MAX_ENTRIES - 1, 1, 0);
    }
  g_queue_push_head (&self->entries, g_object_ref (entry));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);

  return entry;
}

/**
 * ebb_trace_clear:
 * @self: a trace
 *
 * Forgets them all.
 */
void
ebb_trace_clear (EbbTrace *self)
{
  guint n = self->entries.length;

  g_queue_clear_full (&self->entries, g_object_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}
