/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbBarLegend:
 *
 * Says what the bars mean that do not look like the others, and only those that there are: estimated, incomplete and missing
 * ones. Each is drawn by what draws the bars themselves, so that the two cannot come to differ.
 *
 * CSS nodes: `barlegend` with a `swatch[.missing]` (color: the bar) and a `label` for each.
 */

#include "ui/ebb-bar-legend.h"

#include <glib/gi18n.h>

#include "chart/ebb-bar-shape.h"
#include "ui/ebb-fit-layout.h"

#define SWATCH_WIDTH 20
#define SWATCH_HEIGHT 12

struct _EbbBarLegend
{
  GtkWidget parent_instance;

  GtkWidget *entries[EBB_BAR_MISSING + 1]; /* (unowned) (nullable): none for normal bars */
};

G_DEFINE_FINAL_TYPE (EbbBarLegend, ebb_bar_legend, GTK_TYPE_WIDGET)

static const char *const words[] = {
  [EBB_BAR_ESTIMATED] = N_("Estimated"),
  [EBB_BAR_PARTIAL] = N_("Incomplete"),
  [EBB_BAR_MISSING] = N_("Missing"),
};

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  EbbBarShape shape = { .width = width, .zero = height - 1, .value = 1, .status = GPOINTER_TO_UINT (user_data) };
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  if (shape.status == EBB_BAR_MISSING)
    shape.zero = height / 2;
  ebb_bar_shape_draw (&shape, cr, &colour);
}

static GtkWidget *
create_entry (EbbBarStatus status)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = g_object_new (GTK_TYPE_DRAWING_AREA, "css-name", "swatch", "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (_(words[status]));

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_cb, GUINT_TO_POINTER (status), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  if (status == EBB_BAR_MISSING)
    gtk_widget_add_css_class (swatch, "missing");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (entry), swatch);
  gtk_box_append (GTK_BOX (entry), label);
  gtk_widget_set_visible (entry, FALSE);

  return entry;
}

static void
ebb_bar_legend_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ebb_bar_legend_parent_class)->dispose (object);
}

static void
ebb_bar_legend_class_init (EbbBarLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_bar_legend_dispose;
  gtk_widget_class_set_css_name (widget_class, "barlegend");
  gtk_widget_class_set_layout_manager_type (widget_class, EBB_TYPE_FIT_LAYOUT);
}

static void
ebb_bar_legend_init (EbbBarLegend *self)
{
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", 12, NULL);
  for (EbbBarStatus status = EBB_BAR_ESTIMATED; status <= EBB_BAR_MISSING; status++)
    {
      self->entries[status] = create_entry (status);
      gtk_widget_set_parent (self->entries[status], GTK_WIDGET (self));
    }
}

/**
 * ebb_bar_legend_new:
 *
 * Returns: (transfer floating): a legend of nothing
 */
GtkWidget *
ebb_bar_legend_new (void)
{
  return g_object_new (EBB_TYPE_BAR_LEGEND, NULL);
}

/**
 * ebb_bar_legend_set_bars:
 * @self: a legend
 * @bars: what the chart shows
 *
 * Explains the bars that need it; with none that do, the legend hides.
 */
void
ebb_bar_legend_set_bars (EbbBarLegend *self,
                         EbbBars      *bars)
{
  gboolean is_shown[EBB_BAR_MISSING + 1] = { FALSE };
  gboolean is_any_shown = FALSE;

  for (guint i = 0; i < ebb_bars_get_count (bars); i++)
    is_shown[ebb_bars_get_status (bars, i)] = TRUE;

  for (EbbBarStatus status = EBB_BAR_ESTIMATED; status <= EBB_BAR_MISSING; status++)
    {
      gtk_widget_set_visible (self->entries[status], is_shown[status]);
      is_any_shown |= is_shown[status];
    }
  gtk_widget_set_visible (GTK_WIDGET (self), is_any_shown);
}
