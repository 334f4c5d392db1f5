/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The virtual clock. It is a line through one point of the system's clock rather than a counter, so that a machine that
 * slept wakes up at the right time. */

#include "sandbox/sandbox-clock.h"

#include <math.h>

struct _SandboxClock
{
  gint64 virtual_us;
  gint64 real_us;
  double speed;
};

/**
 * sandbox_clock_new:
 * @now_us: the time to start at; 0 is the system's time
 * @speed: virtual seconds per real second; 0 stands still
 *
 * Returns: (transfer full): a running clock
 */
SandboxClock *
sandbox_clock_new (gint64 now_us,
                   double speed)
{
  SandboxClock *self = g_new0 (SandboxClock, 1);

  sandbox_clock_set (self, now_us, speed);
  return self;
}

void
sandbox_clock_free (SandboxClock *self)
{
  g_free (self);
}

gint64
sandbox_clock_get_now (SandboxClock *self)
{
  return self->virtual_us + llround ((double) (g_get_real_time () - self->real_us) * self->speed);
}

double
sandbox_clock_get_speed (SandboxClock *self)
{
  return self->speed;
}

/**
 * sandbox_clock_set:
 * @self: a clock
 * @now_us: the time it shows from now on; 0 is the system's time
 * @speed: virtual seconds per real second; 0 stands still
 */
void
sandbox_clock_set (SandboxClock *self,
                   gint64        now_us,
                   double        speed)
{
  self->real_us = g_get_real_time ();
  self->virtual_us = now_us != 0 ? now_us : self->real_us;
  self->speed = speed;
}

/**
 * sandbox_time_parse:
 * @text: a time as ISO 8601 with a zone, `2026-01-15T18:30:00Z`
 * @time_us: (out): microseconds since the Unix epoch, UTC
 *
 * Returns: whether @text is a time between the years 1970 and 2200
 */
gboolean
sandbox_time_parse (const char *text,
                    gint64     *time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL || g_date_time_get_year (time) < 1970 || g_date_time_get_year (time) > 2200)
    return FALSE;

  *time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

/**
 * sandbox_time_format:
 * @time_us: microseconds since the Unix epoch, UTC
 *
 * Returns: (transfer full): ISO 8601 in UTC, to the second
 */
char *
sandbox_time_format (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}
