/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stretches of time in a row: what holds when? */

#include "model/ebb-spans.h"

static const EbbSpan *
get_span (GArray *spans,
          guint   position)
{
  return (const EbbSpan *) (spans->data + (gsize) position * g_array_get_element_size (spans));
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const EbbSpan *one = a;
  const EbbSpan *other = b;

  return (one->start_us > other->start_us) - (one->start_us < other->start_us);
}

/**
 * ebb_spans_sort:
 * @spans: structs that begin as an #EbbSpan does
 *
 * Brings them into the order of time.
 */
void
ebb_spans_sort (GArray *spans)
{
  g_array_sort (spans, compare);
}

/**
 * ebb_spans_find:
 * @spans: structs that begin as an #EbbSpan does, in order of time
 * @time_us: a time
 *
 * Returns: (transfer none) (nullable): the one that holds then; %NULL in a gap
 */
gconstpointer
ebb_spans_find (GArray *spans,
                gint64  time_us)
{
  guint low = 0;
  guint high = spans->len;

  /* The last that has begun by then. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_span (spans, middle)->start_us <= time_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 && get_span (spans, low - 1)->end_us > time_us ? get_span (spans, low - 1) : NULL;
}
