/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn over the bars of a chart: the lane of what stands out, a level, and guides with their words. */

#include "chart/ebb-bar-overlay.h"

#include <math.h>

#include "chart/ebb-bar-shape.h"

#define LINE_WIDTH 1.5
#define GUIDE_WIDTH 2
#define DASH 4
#define LABEL_GAP 4
#define HALO_WIDTH 4
#define HALO_ALPHA 0.75

static double
get_x (const EbbBarField *field,
       double             position)
{
  double x = field->side + round (position * field->pitch);

  return field->is_mirrored ? field->width - x : x;
}

/* A text of at most the width of the field, wholly inside it. */
static int
place_text (const EbbBarField *field,
            const char        *label,
            double             x,
            int               *width)
{
  pango_layout_set_width (field->text, -1);
  pango_layout_set_text (field->text, label, -1);
  pango_layout_get_pixel_size (field->text, width, NULL);
  *width = MIN (*width, field->width);
  pango_layout_set_width (field->text, *width * PANGO_SCALE);

  return (int) CLAMP (round (x), 0, field->width - *width);
}

static void
draw_text (const EbbBarField *field,
           cairo_t           *cr,
           int                x,
           double             middle)
{
  cairo_move_to (cr, x, round (middle - field->text_height / 2.0));
  pango_cairo_show_layout (cr, field->text);
}

/* So that what is written over bars can be read: light around a dark text, dark around a light one. */
static void
draw_halo (const EbbBarField *field,
           cairo_t           *cr,
           int                x,
           double             middle,
           const GdkRGBA     *text)
{
  double shade = (text->red + text->green + text->blue) / 3 < 0.5 ? 1 : 0.15;

  cairo_set_source_rgba (cr, shade, shade, shade, HALO_ALPHA);
  cairo_set_line_width (cr, HALO_WIDTH);
  cairo_move_to (cr, x, round (middle - field->text_height / 2.0));
  pango_cairo_layout_path (cr, field->text);
  cairo_stroke (cr);
  cairo_set_source_rgba (cr, text->red, text->green, text->blue, 1);
}

/* Where the bars end that stand out as the one at @first does. */
static guint
find_end (EbbBars *bars,
          guint    first)
{
  guint end = first + 1;

  while (end < ebb_bars_get_count (bars) && ebb_bars_get_emphasis (bars, end) == ebb_bars_get_emphasis (bars, first))
    end++;

  return end;
}

/**
 * ebb_bar_overlay_draw_lane:
 * @field: where the bars lie
 * @cr: what to paint on
 * @fills: (array): the colour of each bar
 *
 * Paints what stands out, below the bars: it can be seen where a bar is low, or missing.
 */
void
ebb_bar_overlay_draw_lane (const EbbBarField *field,
                           cairo_t           *cr,
                           const GdkRGBA     *fills)
{
  int y = field->bottom + EBB_BAR_LANE_GAP;
  guint end;

  for (guint i = 0; i < ebb_bars_get_count (field->bars); i = end)
    {
      EbbBarEmphasis emphasis = ebb_bars_get_emphasis (field->bars, i);
      int one = (int) get_x (field, i);
      int other;
      int x, width;

      end = find_end (field->bars, i);
      other = (int) get_x (field, end);
      x = MIN (one, other);
      width = MAX (ABS (other - one), 1);
      if (emphasis == EBB_BAR_PLAIN)
        continue;

      gdk_cairo_set_source_rgba (cr, &fills[i]);
      if (emphasis == EBB_BAR_DONE)
        {
          cairo_rectangle (cr, x, y, width, EBB_BAR_LANE_HEIGHT);
          cairo_fill (cr);
          continue;
        }

      if (emphasis == EBB_BAR_AHEAD)
        ebb_bar_shape_hatch (cr, x, y, width, EBB_BAR_LANE_HEIGHT, &fills[i]);
      cairo_rectangle (cr, x + 0.5, y + 0.5, MAX (width - 1, 1), EBB_BAR_LANE_HEIGHT - 1);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
}

/**
 * ebb_bar_overlay_draw_level:
 * @field: where the bars lie
 * @cr: what to paint on
 * @text: the colour of the text
 *
 * Paints the line across the bars, and what is written at its end.
 */
void
ebb_bar_overlay_draw_level (const EbbBarField *field,
                            cairo_t           *cr,
                            const GdkRGBA     *text)
{
  const char *label = ebb_bars_get_level_label (field->bars);
  gboolean is_drawing = FALSE;
  double x = 0, y = NAN;

  cairo_set_source_rgba (cr, text->red, text->green, text->blue, 1);
  for (guint i = 0; i < ebb_bars_get_count (field->bars); i++)
    {
      double level = ebb_bars_get_level (field->bars, i);

      if (isnan (level))
        {
          is_drawing = FALSE;
          continue;
        }

      x = get_x (field, i + 1);
      y = field->bottom - level * (field->bottom - field->top);
      if (is_drawing)
        cairo_line_to (cr, x, y);
      else
        cairo_move_to (cr, x, y);
      is_drawing = TRUE;
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);

  if (label != NULL && !isnan (y))
    {
      int width;
      int left = place_text (field, label, 0, &width);

      left = (int) (field->is_mirrored ? x - width - LABEL_GAP : x + LABEL_GAP);
      if (left < 0 || left + width > field->width)
        {
          left = (int) (field->is_mirrored ? x + LABEL_GAP : x - width - LABEL_GAP);
          y -= field->text_height / 2.0 + LABEL_GAP;
        }
      left = CLAMP (left, 0, field->width - width);
      y = CLAMP (y, field->top + field->text_height / 2.0, field->bottom - field->text_height / 2.0);
      draw_halo (field, cr, left, y, text);
      draw_text (field, cr, left, y);
    }
}

/**
 * ebb_bar_overlay_draw_guides:
 * @field: where the bars lie
 * @cr: what to paint on
 * @text: the colour of the text
 *
 * Paints the lines across all bars, and their words above them. Words for which there is no room are left out: the first guide's come
 * first.
 */
void
ebb_bar_overlay_draw_guides (const EbbBarField *field,
                             cairo_t           *cr,
                             const GdkRGBA     *text)
{
  static const double dashes[] = { DASH, DASH };
  int from = 0, to = -1;

  cairo_set_source_rgba (cr, text->red, text->green, text->blue, 1);
  for (guint i = 0; i < ebb_bars_get_n_guides (field->bars); i++)
    {
      const EbbBarGuide *guide = ebb_bars_get_guide (field->bars, i);
      double x = get_x (field, guide->position);
      int width;
      int left = place_text (field, guide->label, 0, &width);

      cairo_set_dash (cr, dashes, guide->is_dashed ? G_N_ELEMENTS (dashes) : 0, 0);
      cairo_set_line_width (cr, guide->is_dashed ? 1 : GUIDE_WIDTH);
      cairo_move_to (cr, x + (guide->is_dashed ? 0.5 : 0), field->guide_y + field->text_height / 2.0);
      cairo_line_to (cr, x + (guide->is_dashed ? 0.5 : 0), field->bottom + EBB_BAR_LANE_GAP + EBB_BAR_LANE_HEIGHT);
      cairo_stroke (cr);

      left = (int) CLAMP (round (x - width / 2.0), 0, field->width - width);
      if (to >= 0 && left < to + 2 * LABEL_GAP && left + width > from - 2 * LABEL_GAP)
        continue;
      from = to >= 0 ? MIN (from, left) : left;
      to = MAX (to, left + width);
      draw_text (field, cr, left, field->guide_y);
    }
  cairo_set_dash (cr, NULL, 0, 0);
}
