/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label that takes no room while it has nothing to say. */

#include "ui/ebb-optional-label.h"

/**
 * ebb_optional_label_set:
 * @label: a label
 * @text: (nullable): what it says, plain; %NULL hides it
 *
 * Says something, or nothing.
 */
void
ebb_optional_label_set (GtkLabel   *label,
                        const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}
