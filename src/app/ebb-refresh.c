/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When to ask the server again: every minute while someone can see it, more often after a change until the device has said something
 * since, now and then in the background where that is wanted and not at all where it is not, at longer and longer intervals while it fails,
 * at once when the network or the window comes back or the computer wakes up; but not before a server that said how long it wants to be
 * left alone. */

#include "app/ebb-refresh.h"

#include "app/ebb-wake.h"
#include "base/ebb-error.h"

#define INTERVAL_S (EBB_REFRESH_INTERVAL / G_USEC_PER_SEC)
#define LONGEST_INTERVAL_S (15 * 60)

/* While nobody can see it. */
#define HIDDEN_INTERVAL_S (15 * 60)

/* After a change: how often to ask, and for how many times at most, since a device may sleep. */
#define QUICK_INTERVAL_S 15
#define MOST_QUICK 8

/* How often ages that are shown grow while there is no answer. */
#define TICK_S 30

struct _EbbRefresh
{
  GObject parent_instance;

  EbbHome *home;            /* (owned) */
  GNetworkMonitor *monitor; /* (owned) */
  EbbWake *wake;            /* (owned) */
  gboolean is_visible;
  gboolean is_in_background; /* it goes on when nobody sees the home */
  guint n_failures;         /* in a row */
  guint timer_id;           /* 0 when none runs */
  guint tick_id;            /* likewise */
  gint64 asked_at_us;       /* EBB_TIME_UNKNOWN for never */
  gint64 free_at_us;        /* until then the server wants to be left alone; EBB_TIME_UNKNOWN for no such time */
  EbbDevice *acted;         /* (owned) (nullable): what was changed last, and has said nothing since */
  gint64 acted_at_us;
  guint n_quick;            /* how often it is still asked for quickly */
};

enum
{
  PROP_BACKGROUND = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbRefresh, ebb_refresh, G_TYPE_OBJECT)

static gint64
get_now (EbbRefresh *self)
{
  return ebb_clock_now (ebb_home_get_clock (self->home));
}

static gint64
get_wait (EbbRefresh *self)
{
  return ebb_clock_get_left (ebb_home_get_clock (self->home), self->free_at_us, EBB_ERROR_LONGEST_WAIT);
}

static gboolean
is_wanted (EbbRefresh *self)
{
  return self->is_visible || self->is_in_background;
}

static guint
interval_s (EbbRefresh *self)
{
  guint seen = (self->acted != NULL && self->n_failures == 0 ? QUICK_INTERVAL_S : INTERVAL_S) << MIN (self->n_failures, 4);
  guint interval = self->is_visible ? seen : HIDDEN_INTERVAL_S;
  gint64 wait_us = get_wait (self);
  guint asked = wait_us > 0 ? (guint) (wait_us / G_USEC_PER_SEC) + 1 : 0;

  /* Up to a fifth longer, so that many clients do not come back at the same moment. */
  return (guint) (MAX (MIN (interval, LONGEST_INTERVAL_S), asked) * g_random_double_range (1, 1.2));
}

static gboolean
timer_cb (gpointer user_data)
{
  EbbRefresh *self = EBB_REFRESH (user_data);

  self->timer_id = 0;
  ebb_home_refresh (self->home);

  return G_SOURCE_REMOVE;
}

static void
schedule (EbbRefresh *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (is_wanted (self))
    self->timer_id = g_timeout_add_seconds (interval_s (self), timer_cb, self);
}

/* Ages grow also while nothing can be asked. An answer brings its own. */
static gboolean
tick_cb (gpointer user_data)
{
  EbbRefresh *self = EBB_REFRESH (user_data);
  EbbClock *clock = ebb_home_get_clock (self->home);

  if (!ebb_clock_is_recent (clock, self->asked_at_us, EBB_REFRESH_INTERVAL + EBB_REFRESH_INTERVAL / 4))
    ebb_clock_tell_passed (clock);

  return G_SOURCE_CONTINUE;
}

static gboolean
is_stale (EbbRefresh *self)
{
  return !ebb_clock_is_recent (ebb_home_get_clock (self->home), self->asked_at_us, EBB_REFRESH_INTERVAL);
}

/* What the service says of a device says nothing of the device until that has been heard of. */
static gboolean
has_answered (EbbDevice *device,
              gint64     since_us)
{
  gint64 observed_at_us = ebb_device_get_values (device)->telemetry.observed_at_us;

  return observed_at_us != EBB_TIME_UNKNOWN && observed_at_us > since_us;
}

static void
loading_cb (EbbRefresh *self)
{
  const GError *error = ebb_home_get_error (self->home);

  if (ebb_home_is_loading (self->home))
    {
      /* Whoever asked: the next time is counted from the answer, and nothing cuts it off. */
      self->asked_at_us = get_now (self);
      g_clear_handle_id (&self->timer_id, g_source_remove);
      return;
    }

  self->n_failures = error != NULL ? self->n_failures + 1 : 0;
  self->free_at_us = error != NULL ? get_now (self) + ebb_error_get_wait (error) : EBB_TIME_UNKNOWN;
  if (self->acted != NULL && (has_answered (self->acted, self->acted_at_us) || --self->n_quick == 0))
    g_clear_object (&self->acted);
  schedule (self);
}

static void
acted_cb (EbbRefresh *self,
          const char *device_id,
          EbbDevice  *device)
{
  if (device == NULL)
    return;

  g_set_object (&self->acted, device);
  /* What it has said already says nothing of this, whatever the time was where it was said. */
  self->acted_at_us = MAX (get_now (self), ebb_device_get_values (device)->telemetry.observed_at_us);
  self->n_quick = MOST_QUICK;
  if (!ebb_home_is_loading (self->home))
    schedule (self);
}

static void
network_changed_cb (EbbRefresh      *self,
                    gboolean         is_available,
                    GNetworkMonitor *monitor)
{
  if (is_available && is_wanted (self) && ebb_home_get_error (self->home) != NULL && get_wait (self) == 0)
    ebb_home_refresh (self->home);
}

static void
awake_cb (EbbRefresh *self)
{
  if (is_wanted (self) && is_stale (self) && get_wait (self) == 0)
    ebb_home_refresh (self->home);
}

static void
set_background (EbbRefresh *self,
                gboolean    is_in_background)
{
  if (self->is_in_background == is_in_background)
    return;

  self->is_in_background = is_in_background;
  if (!self->is_visible && !ebb_home_is_loading (self->home))
    schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKGROUND]);
}

static void
ebb_refresh_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (prop_id == PROP_BACKGROUND)
    g_value_set_boolean (value, EBB_REFRESH (object)->is_in_background);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ebb_refresh_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (prop_id == PROP_BACKGROUND)
    set_background (EBB_REFRESH (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ebb_refresh_dispose (GObject *object)
{
  EbbRefresh *self = EBB_REFRESH (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->acted);
  g_clear_object (&self->home);
  g_clear_object (&self->monitor);
  g_clear_object (&self->wake);

  G_OBJECT_CLASS (ebb_refresh_parent_class)->dispose (object);
}

static void
ebb_refresh_class_init (EbbRefreshClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ebb_refresh_dispose;
  object_class->get_property = ebb_refresh_get_property;
  object_class->set_property = ebb_refresh_set_property;

  /**
   * EbbRefresh:background:
   *
   * Whether it asks now and then while nobody can see the home.
   */
  properties[PROP_BACKGROUND] = g_param_spec_boolean ("background", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_refresh_init (EbbRefresh *self)
{
  self->asked_at_us = EBB_TIME_UNKNOWN;
  self->free_at_us = EBB_TIME_UNKNOWN;
}

/**
 * ebb_refresh_new:
 * @home: what to keep fresh
 *
 * Returns: (transfer full): nothing is asked until it is told that someone sees it, or that it goes on in the background
 */
EbbRefresh *
ebb_refresh_new (EbbHome *home)
{
  EbbRefresh *self = g_object_new (EBB_TYPE_REFRESH, NULL);

  self->home = g_object_ref (home);
  self->wake = ebb_wake_new ();
  g_signal_connect_object (self->wake, "awake", G_CALLBACK (awake_cb), self, G_CONNECT_SWAPPED);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_swapped (home, "acted", G_CALLBACK (acted_cb), self);
  g_signal_connect_swapped (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self);

  return self;
}

/**
 * ebb_refresh_set_visible:
 * @self: a refresh
 * @is_visible: whether someone can see the home
 *
 * Says whether asking is of use. Whoever comes back after a while sees fresh figures.
 */
void
ebb_refresh_set_visible (EbbRefresh *self,
                         gboolean    is_visible)
{
  if (self->is_visible == is_visible)
    return;

  self->is_visible = is_visible;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (is_visible)
    {
      ebb_clock_tell_passed (ebb_home_get_clock (self->home));
      self->tick_id = g_timeout_add_seconds (TICK_S, tick_cb, self);
    }
  if (is_visible && !ebb_home_is_loading (self->home) && get_wait (self) == 0 &&
      (is_stale (self) || ebb_home_get_error (self->home) != NULL))
    ebb_home_refresh (self->home);
  else if (!ebb_home_is_loading (self->home))
    schedule (self);
}
