/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of keyboard shortcuts, made when it is first asked for. */

#include "ui/ebb-shortcuts.h"

static void
show_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/ebb_energy/Ebb/ui/ebb-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

/**
 * ebb_shortcuts_install:
 * @window_class: a class of windows
 * @action_name: what the action shall be called
 *
 * Gives windows an action that shows the keyboard shortcuts, and its keys: Ctrl+F1 and Ctrl+?.
 */
void
ebb_shortcuts_install (GtkWidgetClass *window_class,
                       const char     *action_name)
{
  gtk_widget_class_install_action (window_class, action_name, NULL, show_cb);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_F1, GDK_CONTROL_MASK, action_name, NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_question, GDK_CONTROL_MASK, action_name, NULL);
}
