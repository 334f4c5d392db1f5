/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of preferences, made when it is asked for. (AdwPreferencesWindow is deprecated at one of the two ends.) */

#include "ui/ebb-preferences.h"

#include <adwaita.h>

static void
bind_switch (GtkBuilder *builder,
             GSettings  *settings,
             const char *key,
             const char *row_id,
             const char *switch_id)
{
  AdwPreferencesRow *row = ADW_PREFERENCES_ROW (gtk_builder_get_object (builder, row_id));
  GObject *control = gtk_builder_get_object (builder, switch_id);

  g_settings_bind (settings, key, control, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, adw_preferences_row_get_title (row), -1);
}

/**
 * ebb_preferences_bind:
 * @session: a session
 * @settings: what is kept
 *
 * Lets what is kept hold for a session, now and whenever it changes.
 */
void
ebb_preferences_bind (EbbSession *session,
                      GSettings  *settings)
{
  g_settings_bind (settings, "include-vat", ebb_home_get_units (ebb_session_get_home (session)), "includes-vat", G_SETTINGS_BIND_GET);
  if (!ebb_session_is_demo (session))
    g_settings_bind (settings, "background", ebb_session_get_refresh (session), "background", G_SETTINGS_BIND_GET);
}

/**
 * ebb_preferences_goes_on:
 * @settings: what is kept
 * @session: (nullable): a session
 *
 * Returns: whether Ebb goes on when its window is closed: there is something to do then for an account only
 */
gboolean
ebb_preferences_goes_on (GSettings  *settings,
                         EbbSession *session)
{
  return g_settings_get_boolean (settings, "background") && session != NULL && !ebb_session_is_demo (session);
}

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

  bind_switch (builder, settings, "include-vat", "vat_row", "vat_switch");
  bind_switch (builder, settings, "background", "background_row", "background_switch");
  bind_switch (builder, settings, "cockpit", "cockpit_row", "cockpit_switch");
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
