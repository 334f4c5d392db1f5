/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How large the window was last time. */

#include "ui/ebb-window-size.h"

/**
 * ebb_window_size_restore:
 * @window: a window that is not shown yet
 * @settings: (nullable): where the size is kept; %NULL for the size of a first start
 *
 * Makes the window as large as it was.
 */
void
ebb_window_size_restore (GtkWindow *window,
                         GSettings *settings)
{
  if (settings == NULL)
    {
      gtk_window_set_default_size (window, 900, 700);
      return;
    }

  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

/**
 * ebb_window_size_keep:
 * @window: a window that is about to be closed
 * @settings: where the size is kept
 *
 * Remembers how large the window is.
 */
void
ebb_window_size_keep (GtkWindow *window,
                      GSettings *settings)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}
