/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbSpan:
 * @start_us: from when, microseconds since 1970
 * @end_us: until when
 *
 * What every struct about a stretch of time begins with.
 */
typedef struct
{
  gint64 start_us;
  gint64 end_us;
} EbbSpan;

void          ebb_spans_sort (GArray *spans);
gconstpointer ebb_spans_find (GArray *spans,
                              gint64  time_us);

G_END_DECLS
