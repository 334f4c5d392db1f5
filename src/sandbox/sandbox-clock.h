/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SandboxClock:
 *
 * What time it is in the sandbox. It starts anywhere and runs at any speed, also none. Times are microseconds since the
 * Unix epoch, UTC.
 */
typedef struct _SandboxClock SandboxClock;

SandboxClock *sandbox_clock_new       (gint64        now_us,
                                       double        speed);
void          sandbox_clock_free      (SandboxClock *self);
gint64        sandbox_clock_get_now   (SandboxClock *self);
double        sandbox_clock_get_speed (SandboxClock *self);
void          sandbox_clock_set       (SandboxClock *self,
                                       gint64        now_us,
                                       double        speed);

gboolean      sandbox_time_parse      (const char   *text,
                                       gint64       *time_us);
char         *sandbox_time_format     (gint64        time_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxClock, sandbox_clock_free)

G_END_DECLS
