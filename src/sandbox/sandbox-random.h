/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 sandbox_hash         (guint64     seed,
                              gint64      a,
                              gint64      b);
guint64 sandbox_hash_text    (guint64     seed,
                              const char *text);
gint    sandbox_hash_between (guint64     seed,
                              gint64      a,
                              gint64      b,
                              gint        lowest,
                              gint        highest);
gint    sandbox_noise        (guint64     seed,
                              gint64      position,
                              gint64      knot_distance);
gint    sandbox_sine         (gint64      phase,
                              gint64      period);
gint64  sandbox_divide       (gint64      numerator,
                              gint64      denominator);
char   *sandbox_uuid         (guint64     seed);

G_END_DECLS
