/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window remembers of last time: its size, and which view was shown. */

#include "ui/ebb-window-memory.h"

/**
 * ebb_window_memory_restore:
 * @window: a window that is not shown yet
 * @settings: where it is kept
 *
 * Gives a window the size that it had.
 */
void
ebb_window_memory_restore (GtkWindow *window,
                           GSettings *settings)
{
  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

/**
 * ebb_window_memory_save:
 * @window: a window that is about to close
 * @settings: where it is kept
 * @view: the view that is shown
 *
 * Keeps size and view for the next time.
 */
void
ebb_window_memory_save (GtkWindow  *window,
                        GSettings  *settings,
                        const char *view)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_string (settings, "last-view", view);
}
