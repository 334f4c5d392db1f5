/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far a gallery is, on standard error: in place on a terminal, now and then elsewhere. */

#include "cockpit/ebb-gallery-progress.h"

#include <unistd.h>

/* Elsewhere than on a terminal: how often, in parts of the whole. */
#define N_PARTS 10

struct _EbbGalleryProgress
{
  gboolean is_terminal;
  gint64 since_us;    /* monotonic */
  guint n_before;     /* done before this run began */
  gboolean has_begun;
  guint part;         /* that was last said */
};

/**
 * ebb_gallery_progress_new:
 *
 * Returns: (transfer full): a progress that begins now
 */
EbbGalleryProgress *
ebb_gallery_progress_new (void)
{
  EbbGalleryProgress *self = g_new0 (EbbGalleryProgress, 1);

  self->is_terminal = isatty (STDERR_FILENO);
  self->since_us = g_get_monotonic_time ();

  return self;
}

/**
 * ebb_gallery_progress_free:
 * @self: (transfer full): a progress
 */
void
ebb_gallery_progress_free (EbbGalleryProgress *self)
{
  g_free (self);
}

/* An estimate, and said to be one. */
static char *
dup_time_left (EbbGalleryProgress *self,
               guint               n_done,
               guint               n_all)
{
  gint64 spent_us = g_get_monotonic_time () - self->since_us;
  gint64 left_s = spent_us / (n_done - self->n_before) * (n_all - n_done) / G_USEC_PER_SEC;

  return left_s >= 90 ? g_strdup_printf ("about %d min left", (int) ((left_s + 30) / 60))
                      : g_strdup_printf ("about %d s left", (int) left_s);
}

/**
 * ebb_gallery_progress_show:
 * @self: a progress
 * @n_done: how many are done, with those of an earlier run
 * @n_all: of how many
 *
 * Says how far it is.
 */
void
ebb_gallery_progress_show (EbbGalleryProgress *self,
                           guint               n_done,
                           guint               n_all)
{
  guint part = n_done * N_PARTS / n_all;
  g_autofree char *left = NULL;

  if (!self->has_begun)
    self->n_before = n_done - 1;
  self->has_begun = TRUE;
  if (!self->is_terminal && (part == self->part || n_done == n_all))
    return;

  self->part = part;
  left = dup_time_left (self, n_done, n_all);
  g_printerr (self->is_terminal ? "\r\033[K%u of %u, %s" : "%u of %u, %s\n", n_done, n_all, left);
}

/**
 * ebb_gallery_progress_end:
 * @self: a progress
 *
 * Leaves the place to whatever is said next.
 */
void
ebb_gallery_progress_end (EbbGalleryProgress *self)
{
  if (self->is_terminal && self->has_begun)
    g_printerr ("\r\033[K");
}
