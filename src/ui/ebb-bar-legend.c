/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbBarLegend:
 *
 * Says what the bars mean that do not look like the others, and only those that there are. Each is drawn by what draws the bars themselves,
 * so that the two cannot come to differ.
 *
 * CSS nodes: `barlegend[.dense]` with a `swatch[.missing|.emphasised|.level]` (color: the bar) and a `label` for each.
 */

#include "ui/ebb-bar-legend.h"

#include <math.h>

#include "chart/ebb-bar-shape.h"
#include "ui/ebb-fit-layout.h"

#define SWATCH_WIDTH 20
#define SWATCH_HEIGHT 12
#define LINE_WIDTH 2

struct _EbbBarLegend
{
  GtkWidget parent_instance;

  GtkWidget *entries[EBB_N_BAR_LOOKS]; /* (unowned) (nullable): none for what is not explained */
  gboolean is_dense;
};

G_DEFINE_FINAL_TYPE (EbbBarLegend, ebb_bar_legend, GTK_TYPE_WIDGET)

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  static const EbbBarStatus statuses[EBB_N_BAR_LOOKS] = {
    [EBB_BAR_LOOK_ESTIMATED] = EBB_BAR_ESTIMATED, [EBB_BAR_LOOK_PARTIAL] = EBB_BAR_PARTIAL, [EBB_BAR_LOOK_MISSING] = EBB_BAR_MISSING,
  };
  static const EbbBarEmphasis emphases[EBB_N_BAR_LOOKS] = {
    [EBB_BAR_LOOK_DONE] = EBB_BAR_DONE, [EBB_BAR_LOOK_AHEAD] = EBB_BAR_AHEAD, [EBB_BAR_LOOK_FAILED] = EBB_BAR_FAILED,
  };
  EbbBarLook look = GPOINTER_TO_UINT (user_data);
  GtkWidget *legend = gtk_widget_get_ancestor (GTK_WIDGET (area), EBB_TYPE_BAR_LEGEND);
  EbbBarShape shape = {
    .width = width,
    .zero = look == EBB_BAR_LOOK_MISSING ? height / 2 : height - 1,
    .value = 1,
    .status = statuses[look],
    .emphasis = emphases[look],
    .is_dense = EBB_BAR_LEGEND (legend)->is_dense,
  };
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  if (look == EBB_BAR_LOOK_LEVEL || look == EBB_BAR_LOOK_FAILED)
    {
      gdk_cairo_set_source_rgba (cr, &colour);
      if (look == EBB_BAR_LOOK_LEVEL)
        cairo_rectangle (cr, 0, (height - LINE_WIDTH) / 2, width, LINE_WIDTH);
      else
        cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
      cairo_set_line_width (cr, 1);
      if (look == EBB_BAR_LOOK_LEVEL)
        cairo_fill (cr);
      else
        cairo_stroke (cr);
      return;
    }

  ebb_bar_shape_draw (&shape, cr, &colour);
}

static const char *
get_class (EbbBarLook look)
{
  switch (look)
    {
    case EBB_BAR_LOOK_DONE:
    case EBB_BAR_LOOK_AHEAD:
    case EBB_BAR_LOOK_FAILED:
      return "emphasised";
    case EBB_BAR_LOOK_LEVEL:
      return "level";
    case EBB_BAR_LOOK_MISSING:
      return "missing";
    case EBB_BAR_LOOK_ESTIMATED:
    case EBB_BAR_LOOK_PARTIAL:
    case EBB_N_BAR_LOOKS:
    default:
      return NULL;
    }
}

static GtkWidget *
create_entry (EbbBarLook  look,
              const char *words)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = g_object_new (GTK_TYPE_DRAWING_AREA, "css-name", "swatch", "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (words);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_cb, GUINT_TO_POINTER (look), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  if (get_class (look) != NULL)
    gtk_widget_add_css_class (swatch, get_class (look));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
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
 * ebb_bar_legend_explain:
 * @self: a legend
 * @look: what needs words
 * @words: what it means
 *
 * Says what a look means. Looks stand in the order in which they were first explained.
 */
void
ebb_bar_legend_explain (EbbBarLegend *self,
                        EbbBarLook    look,
                        const char   *words)
{
  if (self->entries[look] != NULL)
    {
      gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (self->entries[look])), words);
      return;
    }

  self->entries[look] = create_entry (look, words);
  gtk_widget_set_parent (self->entries[look], GTK_WIDGET (self));
}

static void
look_at (EbbBars  *bars,
         guint     index,
         gboolean *is_there)
{
  EbbBarStatus status = ebb_bars_get_status (bars, index);
  EbbBarEmphasis emphasis = ebb_bars_get_emphasis (bars, index);

  is_there[EBB_BAR_LOOK_DONE] |= emphasis == EBB_BAR_DONE;
  is_there[EBB_BAR_LOOK_AHEAD] |= emphasis == EBB_BAR_AHEAD;
  is_there[EBB_BAR_LOOK_FAILED] |= emphasis == EBB_BAR_FAILED;
  is_there[EBB_BAR_LOOK_ESTIMATED] |= status == EBB_BAR_ESTIMATED;
  is_there[EBB_BAR_LOOK_PARTIAL] |= status == EBB_BAR_PARTIAL;
  is_there[EBB_BAR_LOOK_MISSING] |= status == EBB_BAR_MISSING;
  is_there[EBB_BAR_LOOK_LEVEL] |= !isnan (ebb_bars_get_level (bars, index));
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
  gboolean is_there[EBB_N_BAR_LOOKS] = { FALSE };
  gboolean is_any_shown = FALSE;

  for (guint i = 0; i < ebb_bars_get_count (bars); i++)
    look_at (bars, i, is_there);

  self->is_dense = ebb_bars_is_dense (bars);
  if (self->is_dense)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dense");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dense");

  for (EbbBarLook look = 0; look < EBB_N_BAR_LOOKS; look++)
    if (self->entries[look] != NULL)
      {
        gtk_widget_set_visible (self->entries[look], is_there[look]);
        is_any_shown |= is_there[look];
      }
  gtk_widget_set_visible (GTK_WIDGET (self), is_any_shown);
}
