/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of keyboard shortcuts, made when it is first asked for. */

#include "ui/ebb-shortcuts.h"

/**
 * ebb_shortcuts_present:
 * @parent: the window to show it over
 *
 * Shows the keyboard shortcuts.
 */
void
ebb_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/ebb_energy/Ebb/ui/ebb-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, parent);
  gtk_window_present (shortcuts);
}
