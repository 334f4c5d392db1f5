/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether text can be read whole: nothing of it is cut off, and what is shortened says the rest in a tooltip. */

#include "cockpit/ebb-audit-text.h"

#include <math.h>

/* Layouts are measured in fractions of a pixel. */
#define TOLERANCE 1.0f

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;

  return FALSE;
}

static gboolean
is_larger_than_its_place (GtkLabel *label)
{
  int width, height;

  pango_layout_get_pixel_size (gtk_label_get_layout (label), &width, &height);

  return (float) width > (float) gtk_widget_get_width (GTK_WIDGET (label)) + TOLERANCE ||
         (float) height > (float) gtk_widget_get_height (GTK_WIDGET (label)) + TOLERANCE;
}

/* Beside the window nobody can look; what is above or below it can be scrolled to. */
static gboolean
is_beside (GtkWidget *widget,
           GtkWidget *window)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, window, &bounds) &&
         (bounds.origin.x < -TOLERANCE || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + TOLERANCE);
}

/**
 * ebb_audit_text:
 * @label: a label that is shown
 * @window: where it is shown
 *
 * Returns: (nullable): what cannot be read of it
 */
const char *
ebb_audit_text (GtkLabel  *label,
                GtkWidget *window)
{
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return has_tooltip (GTK_WIDGET (label)) ? NULL : "is shortened and has no tooltip";
  if (gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_NONE && is_larger_than_its_place (label))
    return "is cut off";
  if (is_beside (GTK_WIDGET (label), window))
    return "is partly beside the window";

  return NULL;
}

/**
 * ebb_audit_number:
 * @text: the text in a spin button
 *
 * Returns: (nullable): that not all of the number can be seen. (Other entries may hold more than they show.)
 */
const char *
ebb_audit_number (GtkText *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (text), gtk_editable_get_text (GTK_EDITABLE (text)));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width > gtk_widget_get_width (GTK_WIDGET (text)) ? "has no room for its number" : NULL;
}
