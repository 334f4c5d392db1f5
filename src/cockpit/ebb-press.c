/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does on a page what a person would, by the words that stand there: in whatever language is shown, the words are given as they are
 * in the source. */

#include "cockpit/ebb-press.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* What stands there: without the mnemonic's underscore. */
static char *
plain (const char *text)
{
  GString *plain_text = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '_')
      g_string_append_c (plain_text, *p);

  return g_string_free (plain_text, FALSE);
}

static gboolean
says (const char *shown,
      const char *wanted)
{
  g_autofree char *plain_shown = shown != NULL ? plain (shown) : NULL;

  return g_strcmp0 (plain_shown, wanted) == 0;
}

static gboolean
is_titled (GtkWidget  *widget,
           const char *wanted)
{
  if (GTK_IS_BUTTON (widget) && says (gtk_button_get_label (GTK_BUTTON (widget)), wanted))
    return TRUE;
  if (ADW_IS_PREFERENCES_ROW (widget) && says (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), wanted))
    return TRUE;

  return GTK_IS_BUTTON (widget) && says (gtk_widget_get_tooltip_text (widget), wanted);
}

static GtkWidget *
find_titled (GtkWidget  *widget,
             const char *wanted)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_titled (widget, wanted))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, wanted);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_spin_button (GtkWidget *widget)
{
  if (GTK_IS_SPIN_BUTTON (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_spin_button (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find (GtkWidget   *window,
      const char  *text,
      GError     **error)
{
  g_autofree char *wanted = plain (g_dgettext (GETTEXT_PACKAGE, text));
  GtkWidget *found = find_titled (window, wanted);

  if (found == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "“%s” is not on the page", text);

  return found;
}

/**
 * ebb_press:
 * @window: a window
 * @text: the English title, label or tooltip, as it is in the source
 * @error: that it is not there, or cannot be pressed now
 *
 * Presses a button or a row.
 *
 * Returns: whether it was pressed
 */
gboolean
ebb_press (GtkWidget   *window,
           const char  *text,
           GError     **error)
{
  GtkWidget *widget = find (window, text, error);

  if (widget == NULL)
    return FALSE;

  if (!gtk_widget_is_sensitive (widget) || (GTK_IS_LIST_BOX_ROW (widget) && !ADW_IS_EXPANDER_ROW (widget) &&
                                            !gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "“%s” cannot be pressed now", text);
      return FALSE;
    }

  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (widget)));
  else
    gtk_widget_activate (widget);

  return TRUE;
}

/**
 * ebb_press_set:
 * @window: a window
 * @text: the English title, as it is in the source
 * @value: what to enter
 * @error: that there is no such number
 *
 * Enters a number.
 *
 * Returns: whether it was entered
 */
gboolean
ebb_press_set (GtkWidget   *window,
               const char  *text,
               double       value,
               GError     **error)
{
  GtkWidget *row = find (window, text, error);
  GtkWidget *spin_button = row != NULL ? find_spin_button (row) : NULL;

  if (row != NULL && spin_button == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "“%s” has no number", text);
  if (spin_button == NULL)
    return FALSE;

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin_button), value);
  return TRUE;
}
