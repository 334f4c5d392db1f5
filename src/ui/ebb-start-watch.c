/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the start: memory that only building the page took goes back to the system. And, for the bench, how the start
 * feels: when the first frame with content was painted, and the longest time that the main loop stood still until then. The
 * figures are taken only when someone listens (G_MESSAGES_DEBUG=ebb-start). */

#define G_LOG_DOMAIN "ebb-start"

#include "ui/ebb-start-watch.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* When the first page stands and was painted. */
#define SETTLED_MS 300

struct _EbbStartWatch
{
  GObject parent_instance;

  guint tick_id;         /* 0 when none runs */
  gint64 last_tick_us;   /* monotonic */
  gint64 longest_us;
  GdkFrameClock *frames; /* (owned) (nullable): until the frame has come */
};

G_DEFINE_FINAL_TYPE (EbbStartWatch, ebb_start_watch, G_TYPE_OBJECT)

static gboolean
tick_cb (gpointer user_data)
{
  EbbStartWatch *self = EBB_START_WATCH (user_data);
  gint64 now = g_get_monotonic_time ();

  self->longest_us = MAX (self->longest_us, now - self->last_tick_us);
  self->last_tick_us = now;

  return G_SOURCE_CONTINUE;
}

static void
painted_cb (EbbStartWatch *self)
{
  tick_cb (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->frames, self);
  g_clear_object (&self->frames);
  g_debug ("content %" G_GINT64_FORMAT, self->last_tick_us);
  g_debug ("stall %" G_GINT64_FORMAT, self->longest_us);
}

static gboolean
settled_cb (gpointer user_data)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif

  return G_SOURCE_REMOVE;
}

static void
ebb_start_watch_dispose (GObject *object)
{
  EbbStartWatch *self = EBB_START_WATCH (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->frames != NULL)
    g_signal_handlers_disconnect_by_data (self->frames, self);
  g_clear_object (&self->frames);

  G_OBJECT_CLASS (ebb_start_watch_parent_class)->dispose (object);
}

static void
ebb_start_watch_class_init (EbbStartWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_start_watch_dispose;
}

static void
ebb_start_watch_init (EbbStartWatch *self)
{
  self->last_tick_us = g_get_monotonic_time ();
  if (!g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    self->tick_id = g_timeout_add_full (G_PRIORITY_HIGH, 1, tick_cb, self, NULL);
}

/**
 * ebb_start_watch_new:
 *
 * Returns: (transfer full): a watch that runs from now on, if someone listens
 */
EbbStartWatch *
ebb_start_watch_new (void)
{
  return g_object_new (EBB_TYPE_START_WATCH, NULL);
}

/**
 * ebb_start_watch_expect:
 * @self: a watch
 * @widget: a widget that is shown and that now has its content
 *
 * The next frame is the one, and soon after it the start is over.
 */
void
ebb_start_watch_expect (EbbStartWatch *self,
                        GtkWidget     *widget)
{
  GdkFrameClock *frames = gtk_widget_get_frame_clock (widget);

  /* Building and styling a page takes a few megabytes for a moment; once it stands, they go back to the system. */
  g_timeout_add_full (G_PRIORITY_LOW, SETTLED_MS, settled_cb, NULL, NULL);

  if (self->tick_id == 0 || self->frames != NULL || frames == NULL)
    return;

  self->frames = g_object_ref (frames);
  g_signal_connect_swapped (frames, "after-paint", G_CALLBACK (painted_cb), self);
  gdk_frame_clock_request_phase (frames, GDK_FRAME_CLOCK_PHASE_PAINT);
}
