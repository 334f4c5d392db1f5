/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of preferences, made when it is asked for. (AdwPreferencesWindow is deprecated at one of the two ends.) */

#include "ui/ebb-preferences.h"

#include <adwaita.h>

/**
 * ebb_preferences_present:
 * @parent: the window to show it over
 * @settings: what is kept
 *
 * Shows the preferences. What is changed there holds at once.
 */
void
ebb_preferences_present (GtkWindow *parent,
                         GSettings *settings)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/ebb_energy/Ebb/ui/ebb-preferences.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "preferences"));
  AdwPreferencesRow *cockpit_row = ADW_PREFERENCES_ROW (gtk_builder_get_object (builder, "cockpit_row"));
  GObject *cockpit_switch = gtk_builder_get_object (builder, "cockpit_switch");

  g_settings_bind (settings, "cockpit", cockpit_switch, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cockpit_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (cockpit_row), -1);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
