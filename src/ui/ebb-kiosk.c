/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The policy of a display in a shop: full screen and bare, the views taking turns until someone touches it, and again when
 * nobody has for a minute. What leaves or opens something else is disabled. */

#include "ui/ebb-kiosk.h"

#define TURN_S 15
#define PATIENCE_S 60

struct _EbbKiosk
{
  GObject parent_instance;

  EbbWindow *window; /* not owned: the window goes last */
  guint timer_id;    /* 0 when none runs: of the next turn, or of the patience with whoever touches it */
};

G_DEFINE_FINAL_TYPE (EbbKiosk, ebb_kiosk, G_TYPE_OBJECT)

static void schedule (EbbKiosk *self,
                      guint     seconds);

static gboolean
turn_cb (gpointer user_data)
{
  EbbKiosk *self = EBB_KIOSK (user_data);

  self->timer_id = 0;
  ebb_window_show_next_view (self->window);
  schedule (self, TURN_S);

  return G_SOURCE_REMOVE;
}

static void
schedule (EbbKiosk *self,
          guint     seconds)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = g_timeout_add_seconds (seconds, turn_cb, self);
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
      schedule (self, PATIENCE_S);
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
 *
 * Returns: (transfer full): the policy, in force from now on
 */
EbbKiosk *
ebb_kiosk_new (EbbWindow *window)
{
  EbbKiosk *self = g_object_new (EBB_TYPE_KIOSK, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->window = window;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (touched_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  g_signal_connect (window, "close-request", G_CALLBACK (close_request_cb), NULL);

  ebb_window_set_bare (window, TRUE);
  gtk_window_fullscreen (GTK_WINDOW (window));
  schedule (self, TURN_S);

  return self;
}
