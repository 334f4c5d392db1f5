/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells when the computer has slept and wakes up, as logind says it (org.freedesktop.login1.Manager, PrepareForSleep). Timers stand still
 * meanwhile. Where there is no logind, or it may not be heard, nothing is told. */

#include "app/ebb-wake.h"

#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define LOGIND_MANAGER "org.freedesktop.login1.Manager"

struct _EbbWake
{
  GObject parent_instance;

  GDBusConnection *bus;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of looking for the bus */
  guint subscription_id;
};

enum
{
  SIGNAL_AWAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbWake, ebb_wake, G_TYPE_OBJECT)

static void
sleep_cb (GDBusConnection *bus,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *signal,
          GVariant        *parameters,
          gpointer         user_data)
{
  gboolean begins = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    g_signal_emit (user_data, signals[SIGNAL_AWAKE], 0);
}

/* The question does not keep alive who asks: it is cancelled with it, and then never looks at it again. */
static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  EbbWake *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    return;

  self->bus = g_steal_pointer (&bus);
  self->subscription_id = g_dbus_connection_signal_subscribe (self->bus, LOGIND, LOGIND_MANAGER, "PrepareForSleep", LOGIND_PATH, NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE, sleep_cb, self, NULL);
}

static void
ebb_wake_dispose (GObject *object)
{
  EbbWake *self = EBB_WAKE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription_id != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription_id);
  self->subscription_id = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (ebb_wake_parent_class)->dispose (object);
}

static void
ebb_wake_finalize (GObject *object)
{
  g_object_unref (EBB_WAKE (object)->cancellable);

  G_OBJECT_CLASS (ebb_wake_parent_class)->finalize (object);
}

static void
ebb_wake_class_init (EbbWakeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_wake_dispose;
  G_OBJECT_CLASS (klass)->finalize = ebb_wake_finalize;

  /**
   * EbbWake::awake:
   *
   * The computer has slept.
   */
  signals[SIGNAL_AWAKE] = g_signal_new ("awake", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ebb_wake_init (EbbWake *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * ebb_wake_new:
 *
 * Returns: (transfer full): what tells when the computer wakes up, as long as it lives
 */
EbbWake *
ebb_wake_new (void)
{
  EbbWake *self = g_object_new (EBB_TYPE_WAKE, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, self);

  return self;
}
