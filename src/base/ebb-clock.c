/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What time it is. Nothing else in Ebb asks the system, so that a test, a reviewer or the demo can choose the time. */

#include "base/ebb-clock.h"

struct _EbbClock
{
  GObject parent_instance;

  gint64 set_to_us;    /* the time that was set … */
  gint64 set_at_us;    /* … at this time of the system, which goes on while the computer sleeps */
  double speed;        /* virtual seconds per real second; 0 stands still */
};

enum
{
  SIGNAL_JUMPED,
  SIGNAL_PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbClock, ebb_clock, G_TYPE_OBJECT)

static void
ebb_clock_class_init (EbbClockClass *klass)
{
  /**
   * EbbClock::jumped:
   *
   * The time was set: what was computed from the time before is stale.
   */
  signals[SIGNAL_JUMPED] = g_signal_new ("jumped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  /**
   * EbbClock::passed:
   *
   * Time has passed in which nothing else happened: an age that is told has grown. Only while somebody can see it.
   */
  signals[SIGNAL_PASSED] = g_signal_new ("passed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
ebb_clock_init (EbbClock *self)
{
}

/**
 * ebb_clock_new_system:
 *
 * Returns: (transfer full): a clock that shows the system's time
 */
EbbClock *
ebb_clock_new_system (void)
{
  EbbClock *self = ebb_clock_new_from (g_get_real_time (), 1);

  self->set_to_us = self->set_at_us;

  return self;
}

/**
 * ebb_clock_new_from:
 * @now_us: the time it shows now, microseconds since the Unix epoch, UTC
 * @speed: virtual seconds per real second; 0 for a clock that only moves by hand
 *
 * Returns: (transfer full): a clock with a time of its own
 */
EbbClock *
ebb_clock_new_from (gint64 now_us,
                    double speed)
{
  EbbClock *self = g_object_new (EBB_TYPE_CLOCK, NULL);

  self->speed = speed;
  self->set_to_us = now_us;
  self->set_at_us = g_get_real_time ();

  return self;
}

/**
 * ebb_clock_now:
 * @self: a clock
 *
 * Returns: the time, microseconds since the Unix epoch, UTC
 */
gint64
ebb_clock_now (EbbClock *self)
{
  g_return_val_if_fail (EBB_IS_CLOCK (self), 0);

  return self->set_to_us + (gint64) ((double) (g_get_real_time () - self->set_at_us) * self->speed);
}

/**
 * ebb_clock_set:
 * @self: a clock
 * @now_us: the time it shall show, microseconds since the Unix epoch, UTC; it goes on as fast as before
 */
void
ebb_clock_set (EbbClock *self,
               gint64    now_us)
{
  g_return_if_fail (EBB_IS_CLOCK (self));

  self->set_to_us = now_us;
  self->set_at_us = g_get_real_time ();
  g_signal_emit (self, signals[SIGNAL_JUMPED], 0);
}

/**
 * ebb_clock_set_system:
 * @self: a clock
 *
 * Shows the system's time from now on.
 */
void
ebb_clock_set_system (EbbClock *self)
{
  g_return_if_fail (EBB_IS_CLOCK (self));

  self->speed = 1;
  self->set_at_us = self->set_to_us = g_get_real_time ();
  g_signal_emit (self, signals[SIGNAL_JUMPED], 0);
}

/**
 * ebb_clock_get_speed:
 * @self: a clock
 *
 * Returns: virtual seconds per real second; 0 when it stands still
 */
double
ebb_clock_get_speed (EbbClock *self)
{
  g_return_val_if_fail (EBB_IS_CLOCK (self), 1);

  return self->speed;
}

/**
 * ebb_clock_set_speed:
 * @self: a clock
 * @speed: virtual seconds per real second; 0 to stand still
 *
 * Goes on from the time that it shows, faster or slower.
 */
void
ebb_clock_set_speed (EbbClock *self,
                     double    speed)
{
  gint64 now_us = ebb_clock_now (self);

  self->speed = speed;
  ebb_clock_set (self, now_us);
}

/**
 * ebb_clock_advance:
 * @self: a clock
 * @span_us: how far to move it, microseconds
 */
void
ebb_clock_advance (EbbClock *self,
                   gint64    span_us)
{
  ebb_clock_set (self, ebb_clock_now (self) + span_us);
}

/**
 * ebb_clock_tell_passed:
 * @self: a clock
 *
 * Has all who tell an age tell it anew.
 */
void
ebb_clock_tell_passed (EbbClock *self)
{
  g_signal_emit (self, signals[SIGNAL_PASSED], 0);
}

/**
 * ebb_clock_get_left:
 * @self: a clock
 * @until_us: a time, %EBB_TIME_UNKNOWN for none
 * @longest_us: how far off it was at most when it was set
 *
 * Returns: how long it is until then, microseconds; 0 when it has passed, and when the clock has been put back so that it is further off
 */
gint64
ebb_clock_get_left (EbbClock *self,
                    gint64    until_us,
                    gint64    longest_us)
{
  gint64 now_us = ebb_clock_now (self);

  return until_us > now_us && until_us - now_us <= longest_us ? until_us - now_us : 0;
}

/**
 * ebb_clock_is_recent:
 * @self: a clock
 * @time_us: when something was, or %EBB_TIME_UNKNOWN for never
 * @span_us: microseconds
 *
 * By the clock on the wall, which goes on while the computer sleeps, and which may be put right: what would be in the future was long ago.
 *
 * Returns: whether that was less than the span ago
 */
gboolean
ebb_clock_is_recent (EbbClock *self,
                     gint64    time_us,
                     gint64    span_us)
{
  gint64 now_us = ebb_clock_now (self);

  return time_us != EBB_TIME_UNKNOWN && time_us <= now_us && now_us - time_us < span_us;
}

/**
 * ebb_time_to_local:
 * @time_us: microseconds since the Unix epoch, UTC
 * @time_zone: (nullable): where
 *
 * Returns: (transfer full) (nullable): the same moment as calendars and clocks show it there; %NULL when it is not known where, or for a
 *   time that no calendar has
 */
GDateTime *
ebb_time_to_local (gint64     time_us,
                   GTimeZone *time_zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return utc != NULL && time_zone != NULL ? g_date_time_to_timezone (utc, time_zone) : NULL;
}
