/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether anybody can see a window: what nobody sees need not be kept fresh. */

#include "ui/ebb-seen.h"

/**
 * ebb_seen_is:
 * @window: a window
 *
 * Returns: whether it is on the screen, and not minimized
 */
gboolean
ebb_seen_is (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  return gtk_widget_get_mapped (window) && surface != NULL &&
         (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) == 0;
}

static void
realized_cb (GtkWidget *window,
             gpointer   callback)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "notify::state", G_CALLBACK (callback), window,
                           G_CONNECT_SWAPPED);
}

/**
 * ebb_seen_watch:
 * @window: a window that is not realized yet
 * @callback: called with the window when it may be seen, or seen no longer
 *
 * Follows whether a window can be seen, as long as it lives.
 */
void
ebb_seen_watch (GtkWidget *window,
                GCallback  callback)
{
  g_signal_connect (window, "map", callback, NULL);
  g_signal_connect (window, "unmap", callback, NULL);
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), callback);
}
