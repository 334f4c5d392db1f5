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
