/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The policy of a display in a shop: full screen and bare, the views taking turns until someone touches it, and again when
 * nobody has for a minute. What leaves or opens something else is disabled. */

#include "ui/ebb-kiosk.h"

struct _EbbKiosk
{
  GObject parent_instance;

  EbbWindow *window; /* not owned: the window goes last */
  guint turn_ms;
  guint patience_ms;
  guint timer_id;    /* 0 when none runs: of the next turn, or of the patience with whoever touches it */
};

G_DEFINE_FINAL_TYPE (EbbKiosk, ebb_kiosk, G_TYPE_OBJECT)

static void schedule (EbbKiosk *self,
                      guint     delay_ms);

static gboolean
turn_cb (gpointer user_data)
{
  EbbKiosk *self = EBB_KIOSK (user_data);

  self->timer_id = 0;
  ebb_window_show_next_view (self->window);
  schedule (self, self->turn_ms);

  return G_SOURCE_REMOVE;
}

static void
schedule (EbbKiosk *self,
          guint     delay_ms)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = g_timeout_add (delay_ms, turn_cb, self);
}

static gboolean
touched_cb (GtkEventControllerLegacy *controller,
            GdkEvent                 *event,
            EbbKiosk                 *self)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
    case GDK_SCROLL:
    case GDK_KEY_PRESS:
      schedule (self, self->patience_ms);
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
close_request_cb (void)
{
  return GDK_EVENT_STOP;
}

static void
ebb_kiosk_dispose (GObject *object)
{
  EbbKiosk *self = EBB_KIOSK (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);

  G_OBJECT_CLASS (ebb_kiosk_parent_class)->dispose (object);
}

static void
ebb_kiosk_class_init (EbbKioskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_kiosk_dispose;
}

static void
ebb_kiosk_init (EbbKiosk *self)
{
}

/**
 * ebb_kiosk_new:
 * @window: the window to rule; it must outlive the kiosk
 * @turn_ms: how long each view is shown, milliseconds
 * @patience_ms: how long it waits for whoever touches it, milliseconds
 *
 * Returns: (transfer full): the policy, in force from now on
 */
EbbKiosk *
ebb_kiosk_new (EbbWindow *window,
               guint      turn_ms,
               guint      patience_ms)
{
  EbbKiosk *self = g_object_new (EBB_TYPE_KIOSK, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->window = window;
  self->turn_ms = turn_ms;
  self->patience_ms = patience_ms;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (touched_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  g_signal_connect (window, "close-request", G_CALLBACK (close_request_cb), NULL);

  ebb_window_set_bare (window, TRUE);
  /* Pages have headers, but no buttons to close or minimize the window there. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-decoration-layout", ":", NULL);
  gtk_window_fullscreen (GTK_WINDOW (window));
  schedule (self, self->turn_ms);

  return self;
}
