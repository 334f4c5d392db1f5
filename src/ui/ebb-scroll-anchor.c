/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one is at stays where it is on the screen when something comes or goes above it. */

#include "ui/ebb-scroll-anchor.h"

#include <math.h>

typedef struct
{
  GtkScrolledWindow *scrolled;
  GdkFrameClock *frames; /* (owned) (nullable): while it is realized */
  GtkWidget *focus;      /* only compared: where the focus was after the last layout */
  double y;              /* of it, from the top of the content, pixels */
} Anchor;

/* Returns: (nullable): what has the focus in there, and how far below the top of the content it is. */
static GtkWidget *
find_focus (Anchor *anchor,
            double *y)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (anchor->scrolled));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *view = gtk_scrolled_window_get_child (anchor->scrolled);
  GtkWidget *content = view != NULL ? gtk_widget_get_first_child (view) : NULL;
  graphene_point_t point;

  if (focus == NULL || content == NULL || !gtk_widget_is_ancestor (focus, content) ||
      !gtk_widget_compute_point (focus, content, &GRAPHENE_POINT_INIT (0, 0), &point))
    return NULL;

  *y = point.y;
  return focus;
}

/* Everything has its place now, and nothing is drawn yet: what is moved here is laid out once more in the same frame. */
static void
layout_cb (Anchor *anchor)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (anchor->scrolled);
  double y = 0;
  GtkWidget *focus = find_focus (anchor, &y);
  double shift = y - anchor->y;

  if (focus != NULL && focus == anchor->focus && fabs (shift) >= 1)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + shift);
  anchor->focus = focus;
  anchor->y = y;
}

static void
let_go (Anchor *anchor)
{
  if (anchor->frames != NULL)
    g_signal_handlers_disconnect_by_data (anchor->frames, anchor);
  g_clear_object (&anchor->frames);
}

static void
realized_cb (Anchor *anchor)
{
  let_go (anchor);
  anchor->focus = NULL;
  anchor->frames = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (anchor->scrolled)));
  /* After the window's own, which was there before it. */
  g_signal_connect_data (anchor->frames, "layout", G_CALLBACK (layout_cb), anchor, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
anchor_free (gpointer data)
{
  let_go (data);
  g_free (data);
}

/**
 * ebb_scroll_anchor_attach:
 * @scrolled: a scrolled window around something that is not scrollable by itself
 *
 * Keeps the widget with the focus in its place on the screen when the content above it changes its height.
 */
void
ebb_scroll_anchor_attach (GtkScrolledWindow *scrolled)
{
  Anchor *anchor = g_new0 (Anchor, 1);

  anchor->scrolled = scrolled;
  g_object_set_data_full (G_OBJECT (scrolled), "ebb-scroll-anchor", anchor, anchor_free);
  g_signal_connect_swapped (scrolled, "realize", G_CALLBACK (realized_cb), anchor);
  g_signal_connect_swapped (scrolled, "unrealize", G_CALLBACK (let_go), anchor);
}
