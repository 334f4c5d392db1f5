/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text that may be longer than its place. */

#include "ui/ebb-cut.h"

/**
 * ebb_cut_query_tooltip:
 * @label: a label that ellipsizes
 * @x: see #GtkWidget::query-tooltip
 * @y: likewise
 * @is_keyboard: likewise
 * @tooltip: likewise
 *
 * What ebb_cut_explain() connects, for templates.
 *
 * Returns: whether the text is shortened, and the tooltip says it whole
 */
gboolean
ebb_cut_query_tooltip (GtkLabel   *label,
                       int         x,
                       int         y,
                       gboolean    is_keyboard,
                       GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

/**
 * ebb_cut_explain:
 * @label: a label that ellipsizes
 *
 * Lets a tooltip say the whole text, when it is shortened.
 */
void
ebb_cut_explain (GtkLabel *label)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (ebb_cut_query_tooltip), NULL);
}

static GtkLabel *
find_label (GtkWidget *widget)
{
  GtkLabel *label = GTK_IS_LABEL (widget) ? GTK_LABEL (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); label == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    label = find_label (child);

  return label;
}

/**
 * ebb_cut_wrap_button:
 * @button: a button that says something, once
 *
 * Lets what it says take two lines where there is no room for one: with large text, or in a language with long words.
 */
void
ebb_cut_wrap_button (GtkWidget *button)
{
  GtkLabel *label = find_label (button);

  g_return_if_fail (label != NULL);

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}
