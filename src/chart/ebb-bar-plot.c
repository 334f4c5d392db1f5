/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bar-plot.h"

#include "chart/ebb-bar-overlay.h"
#include "chart/ebb-bar-shape.h"
#include "chart/ebb-scale.h"

#include <math.h>

/* Everything is laid out from the left and mirrored only when a place is asked for or painted, so that no rule is
 * written twice. Bars and lines lie on whole pixels: that keeps hairlines hairlines and makes bars of one width. */

/* A bar is never thinner than 3 px, with 1 px to the next one; a longer row makes the field wider instead. */
#define LEAST_PITCH 4
/* Bars that make a curve are never thinner than a pixel. */
#define LEAST_DENSE_PITCH 1
/* Of the dots of missing bars that touch each other, every how manieth is shown. */
#define DOT_STRIDE 3
#define WIDEST_BAR 48
/* The place to point at around a bar, when there is more room than that. */
#define WIDEST_COLUMN 96
/* Room at both ends of the field for the focus ring around the first and the last bar. */
#define SIDE 3
#define AXIS_GAP 8
#define LABEL_GAP 8
#define UNIT_GAP 4
#define MOST_INTERVALS 5
/* The axis never takes more than this part of the width; longer numbers are cut. */
#define WIDEST_AXIS 0.4
#define GRID_ALPHA 0.22
#define ZERO_ALPHA 0.65

struct _EbbBarPlot
{
  EbbBars *bars;         /* (owned) */
  PangoContext *context; /* (owned) */
  PangoLayout *text;     /* (owned): lent to each text in turn */
  guint measured;        /* the state of the context that the measures below belong to */
  int text_height;
  int *label_widths; /* (owned): one for each bar, 0 without a label */

  EbbScale scale;
  gboolean mirrored;
  int width;
  int axis_width;
  int field_width;
  int top;
  int bottom;
  double pitch;
  int bar_width;
  guint label_stride; /* of the bars with a label, every how manieth shows it */
};

static void
plot_clear (gpointer data)
{
  EbbBarPlot *self = data;

  g_object_unref (self->bars);
  g_object_unref (self->context);
  g_object_unref (self->text);
  g_free (self->label_widths);
}

static guint
count (EbbBarPlot *self)
{
  return ebb_bars_get_count (self->bars);
}

static int
measure_text (EbbBarPlot *self,
              const char *text)
{
  int width;

  pango_layout_set_width (self->text, -1);
  pango_layout_set_text (self->text, text, -1);
  pango_layout_get_pixel_size (self->text, &width, NULL);

  return width;
}

/* Paints a text of at most @room pixels with its left edge at @x and its middle at @middle. */
static void
draw_text (EbbBarPlot *self,
           cairo_t    *cr,
           const char *text,
           int         x,
           double      middle,
           int         room)
{
  pango_layout_set_width (self->text, room * PANGO_SCALE);
  pango_layout_set_text (self->text, text, -1);
  cairo_move_to (cr, x, round (middle - self->text_height / 2.0));
  pango_cairo_show_layout (cr, self->text);
}

/* The texts are measured again only when fonts or resolution have changed. */
static void
measure (EbbBarPlot *self)
{
  guint serial = pango_context_get_serial (self->context);

  if (self->measured == serial)
    return;

  pango_layout_context_changed (self->text);
  pango_layout_set_text (self->text, "0", -1);
  pango_layout_get_pixel_size (self->text, NULL, &self->text_height);
  for (guint i = 0; i < count (self); i++)
    {
      const char *label = ebb_bars_get_label (self->bars, i);

      self->label_widths[i] = *label != '\0' ? measure_text (self, label) : 0;
    }
  self->measured = serial;
}

static int
row_y (EbbBarPlot *self,
       double      value)
{
  double fraction = ebb_scale_get_fraction (&self->scale, value);

  return (int) round (self->bottom - fraction * (self->bottom - self->top));
}

static double
column_middle (EbbBarPlot *self,
               guint       index)
{
  return SIDE + (index + 0.5) * self->pitch;
}

/* Where the column of a bar begins; that of the bar behind the last is where the last one ends. */
static int
column_edge (EbbBarPlot *self,
             guint       index)
{
  return SIDE + (int) round (index * self->pitch);
}

static int
mirror (EbbBarPlot *self,
        int         x,
        int         width)
{
  return self->mirrored ? self->field_width - x - width : x;
}

static int
label_x (EbbBarPlot *self,
         guint       index)
{
  int width = MIN (self->label_widths[index], self->field_width);
  int x = (int) round (column_middle (self, index) - width / 2.0);

  return CLAMP (x, 0, self->field_width - width);
}

/* Whether the labels stay apart when of those there are only every @stride-th is shown. */
static gboolean
labels_fit (EbbBarPlot *self,
            guint       stride)
{
  int gap = self->text_height / 2;
  int taken = -gap;
  guint nth = 0;

  for (guint i = 0; i < count (self); i++)
    {
      if (self->label_widths[i] == 0 || nth++ % stride != 0)
        continue;
      if (label_x (self, i) < taken + gap)
        return FALSE;
      taken = label_x (self, i) + self->label_widths[i];
    }

  return TRUE;
}

/* The text of a tick. Without a mark, text that runs from right to left would put the sign behind a bare number. */
static char *
format_tick (EbbBarPlot *self,
             double      value)
{
  g_autofree char *text = ebb_bars_format (self->bars, value, self->scale.step);

  return value < 0 ? g_strconcat ("\u200e", text, NULL) : g_steal_pointer (&text);
}

static int
measure_axis (EbbBarPlot *self)
{
  int widest = 0;

  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      g_autofree char *tick = format_tick (self, ebb_scale_get_tick (&self->scale, i));

      widest = MAX (widest, measure_text (self, tick));
    }

  return widest;
}

/**
 * ebb_bar_plot_new:
 * @bars: what to draw
 * @context: the font, its size and the direction of text
 *
 * Returns: (transfer full): a drawing; lay it out before painting
 */
EbbBarPlot *
ebb_bar_plot_new (EbbBars      *bars,
                  PangoContext *context)
{
  EbbBarPlot *self = g_rc_box_new0 (EbbBarPlot);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* Digits of one width, so that the numbers of the axis stand under each other. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));

  self->bars = g_object_ref (bars);
  self->context = g_object_ref (context);
  self->text = pango_layout_new (context);
  self->label_widths = g_new0 (int, MAX (count (self), 1));
  pango_layout_set_attributes (self->text, attributes);
  pango_layout_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->text, TRUE);

  return self;
}

/**
 * ebb_bar_plot_ref:
 * @self: a drawing
 *
 * Returns: (transfer full): the same drawing, held once more
 */
EbbBarPlot *
ebb_bar_plot_ref (EbbBarPlot *self)
{
  return g_rc_box_acquire (self);
}

/**
 * ebb_bar_plot_unref:
 * @self: (transfer full): a drawing
 *
 * Lets go of the drawing.
 */
void
ebb_bar_plot_unref (EbbBarPlot *self)
{
  g_rc_box_release_full (self, plot_clear);
}

/**
 * ebb_bar_plot_get_bars:
 * @self: a drawing
 *
 * Returns: (transfer none): what it draws
 */
EbbBars *
ebb_bar_plot_get_bars (EbbBarPlot *self)
{
  return self->bars;
}

/**
 * ebb_bar_plot_get_text_height:
 * @self: a drawing
 *
 * Returns: the height of a line of text in pixels, for a widget that has to say how much room it needs
 */
int
ebb_bar_plot_get_text_height (EbbBarPlot *self)
{
  measure (self);
  return self->text_height;
}

/**
 * ebb_bar_plot_get_least_width:
 * @self: a drawing
 *
 * Returns: the width in pixels below which the field does not go, since its bars would be too thin to be seen
 */
int
ebb_bar_plot_get_least_width (EbbBarPlot *self)
{
  return (int) count (self) * (ebb_bars_is_dense (self->bars) ? LEAST_DENSE_PITCH : LEAST_PITCH) + 2 * SIDE;
}

/**
 * ebb_bar_plot_layout:
 * @self: a drawing
 * @width: the width of axis and field together, in pixels
 * @height: the height of both, in pixels
 * @mirrored: whether time runs from right to left, with the axis on the right
 *
 * Decides where everything lies. The field may come out wider than what @width leaves it.
 */
void
ebb_bar_plot_layout (EbbBarPlot *self,
                     int         width,
                     int         height,
                     gboolean    mirrored)
{
  double low;
  double high;

  measure (self);
  ebb_bars_get_range (self->bars, &low, &high);

  self->width = width;
  self->mirrored = mirrored;
  self->top = (self->text_height + 1) / 2;
  if (ebb_bars_get_unit (self->bars) != NULL)
    self->top += self->text_height + UNIT_GAP;
  if (ebb_bars_get_n_guides (self->bars) > 0)
    self->top += self->text_height / 2 + UNIT_GAP;
  self->bottom = height - self->text_height - LABEL_GAP;
  if (ebb_bars_has_emphasis (self->bars))
    self->bottom -= EBB_BAR_LANE_GAP + EBB_BAR_LANE_HEIGHT;
  self->bottom = MAX (self->bottom, self->top + 1);

  ebb_scale_init (&self->scale, low, high,
                  MIN ((self->bottom - self->top) / MAX (2 * self->text_height, 1), MOST_INTERVALS));
  self->axis_width = MIN (measure_axis (self) + AXIS_GAP, (int) (width * WIDEST_AXIS));
  self->field_width = MAX (width - self->axis_width, ebb_bar_plot_get_least_width (self));

  self->pitch = (double) (self->field_width - 2 * SIDE) / MAX (count (self), 1);
  self->bar_width = (int) self->pitch - MAX ((int) round (self->pitch / 4), 1);
  self->bar_width = MIN (self->bar_width, WIDEST_BAR);

  self->label_stride = 1;
  while (!labels_fit (self, self->label_stride))
    self->label_stride++;
}

/**
 * ebb_bar_plot_get_mirrored:
 * @self: a drawing
 *
 * Returns: whether it was laid out from right to left
 */
gboolean
ebb_bar_plot_get_mirrored (EbbBarPlot *self)
{
  return self->mirrored;
}

/**
 * ebb_bar_plot_get_axis_width:
 * @self: a drawing that has been laid out
 *
 * Returns: how much of the width the axis takes, in pixels
 */
int
ebb_bar_plot_get_axis_width (EbbBarPlot *self)
{
  return self->axis_width;
}

/**
 * ebb_bar_plot_get_field_width:
 * @self: a drawing that has been laid out
 *
 * Returns: the width of the field with the bars, in pixels
 */
int
ebb_bar_plot_get_field_width (EbbBarPlot *self)
{
  return self->field_width;
}

/**
 * ebb_bar_plot_get_column:
 * @self: a drawing that has been laid out
 * @index: which bar
 * @column: (out): the place in the field that belongs to the bar, from the top of the plot to its bottom, in pixels
 *
 * Says where to point at to mean a bar, however low the bar is.
 */
void
ebb_bar_plot_get_column (EbbBarPlot   *self,
                         guint         index,
                         GdkRectangle *column)
{
  int left = column_edge (self, index);
  int right = column_edge (self, index + 1);
  int width = MIN (right - left, WIDEST_COLUMN);
  int x = left + (right - left - width) / 2;

  column->x = mirror (self, x, width);
  column->y = self->top;
  column->width = width;
  column->height = self->bottom - self->top;
}

/**
 * ebb_bar_plot_draw_axis:
 * @self: a drawing that has been laid out
 * @cr: what to paint on, with its origin at the top left of axis and field together
 * @text: the colour of the text
 *
 * Paints the numbers of the ticks and, above them, the unit.
 */
void
ebb_bar_plot_draw_axis (EbbBarPlot    *self,
                        cairo_t       *cr,
                        const GdkRGBA *text)
{
  const char *unit = ebb_bars_get_unit (self->bars);
  int room = self->axis_width - AXIS_GAP;

  gdk_cairo_set_source_rgba (cr, text);
  if (unit != NULL)
    {
      int width = MIN (measure_text (self, unit), self->width);

      draw_text (self, cr, unit, self->mirrored ? self->width - width : 0, self->text_height / 2.0, width);
    }

  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      double value = ebb_scale_get_tick (&self->scale, i);
      g_autofree char *tick = format_tick (self, value);
      int width = MIN (measure_text (self, tick), room);

      /* Numbers end at the field, so that their units of ten stand under each other. */
      draw_text (self, cr, tick, self->mirrored ? self->width - width : room - width, row_y (self, value), width);
    }
}

static void
draw_grid (EbbBarPlot    *self,
           cairo_t       *cr,
           const GdkRGBA *text)
{
  cairo_set_source_rgba (cr, text->red, text->green, text->blue, text->alpha * GRID_ALPHA);
  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      double value = ebb_scale_get_tick (&self->scale, i);

      if (value != 0)
        cairo_rectangle (cr, 0, row_y (self, value), self->field_width, 1);
    }
  cairo_fill (cr);
}

/* The line that all bars stand on. Where a value is missing it is not drawn: dots take its place. */
static void
draw_zero (EbbBarPlot    *self,
           cairo_t       *cr,
           const GdkRGBA *text)
{
  int y = row_y (self, 0);
  guint n = count (self);

  cairo_set_source_rgba (cr, text->red, text->green, text->blue, text->alpha * ZERO_ALPHA);
  if (n == 0)
    cairo_rectangle (cr, 0, y, self->field_width, 1);
  for (guint i = 0; i < n; i++)
    {
      int left = i == 0 ? 0 : column_edge (self, i);
      int right = i + 1 == n ? self->field_width : column_edge (self, i + 1);

      if (ebb_bars_get_status (self->bars, i) != EBB_BAR_MISSING)
        cairo_rectangle (cr, mirror (self, left, right - left), y, right - left, 1);
    }
  cairo_fill (cr);
}

static void
draw_bars (EbbBarPlot    *self,
           cairo_t       *cr,
           const GdkRGBA *fills)
{
  int zero = row_y (self, 0);

  gboolean is_dense = ebb_bars_is_dense (self->bars);
  guint n_missing = 0; /* in a row */

  for (guint i = 0; i < count (self); i++)
    {
      int x = is_dense ? column_edge (self, i) : (int) round (column_middle (self, i) - self->bar_width / 2.0);
      int width = is_dense ? column_edge (self, i + 1) - x : self->bar_width;
      EbbBarShape shape = {
        .x = mirror (self, x, width),
        .width = width,
        .zero = zero,
        .end = row_y (self, ebb_bars_get_value (self->bars, i)),
        .value = ebb_bars_get_value (self->bars, i),
        .status = ebb_bars_get_status (self->bars, i),
        .emphasis = ebb_bars_get_emphasis (self->bars, i),
        .is_dense = is_dense,
      };

      n_missing = shape.status == EBB_BAR_MISSING ? n_missing + 1 : 0;
      if (!is_dense || n_missing % DOT_STRIDE == (n_missing > 0 ? 1 : 0))
        ebb_bar_shape_draw (&shape, cr, &fills[i]);
    }
}

static void
draw_labels (EbbBarPlot    *self,
             cairo_t       *cr,
             const GdkRGBA *text)
{
  int lane = ebb_bars_has_emphasis (self->bars) ? EBB_BAR_LANE_GAP + EBB_BAR_LANE_HEIGHT : 0;
  double middle = self->bottom + lane + LABEL_GAP + self->text_height / 2.0;
  guint nth = 0;

  gdk_cairo_set_source_rgba (cr, text);
  for (guint i = 0; i < count (self); i++)
    {
      int width = MIN (self->label_widths[i], self->field_width);

      if (width > 0 && nth++ % self->label_stride == 0)
        draw_text (self, cr, ebb_bars_get_label (self->bars, i),
                   mirror (self, label_x (self, i), width), middle, width);
    }
}

/**
 * ebb_bar_plot_draw_field:
 * @self: a drawing that has been laid out
 * @cr: what to paint on, with its origin at the top left of the field
 * @text: the colour of the labels; grid and zero line are made of it too
 * @fills: (array): the colour of each bar
 *
 * Paints grid, bars, what lies over them, and the labels below them.
 */
void
ebb_bar_plot_draw_field (EbbBarPlot    *self,
                         cairo_t       *cr,
                         const GdkRGBA *text,
                         const GdkRGBA *fills)
{
  EbbBarField field = {
    .bars = self->bars,
    .text = self->text,
    .text_height = self->text_height,
    .is_mirrored = self->mirrored,
    .width = self->field_width,
    .side = SIDE,
    .pitch = self->pitch,
    .top = self->top,
    .bottom = self->bottom,
    .guide_y = self->top - self->text_height / 2 - UNIT_GAP,
  };

  draw_grid (self, cr, text);
  draw_zero (self, cr, text);
  draw_bars (self, cr, fills);
  ebb_bar_overlay_draw_lane (&field, cr, fills);
  ebb_bar_overlay_draw_level (&field, cr, text);
  ebb_bar_overlay_draw_guides (&field, cr, text);
  draw_labels (self, cr, text);
}
