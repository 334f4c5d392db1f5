/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bar-shape.h"

#include <math.h>

/* How one bar looks. What kind of figure it is shows in its shape, so that it can be told without colour:
 * whole figures are solid, estimates are hatched, partial ones are an outline with a solid edge where they have come
 * to, zero is a line, and a missing figure is a row of dots where the line would be. */

#define LARGEST_RADIUS 6
/* A value other than zero is never lower than this, or it would look like zero. */
#define LEAST_HEIGHT 3
#define ZERO_HEIGHT 2
#define EDGE 2
#define TINT_ALPHA 0.25
/* Below this width there is no room for an outline and strokes within it. */
#define LEAST_PATTERNED 8
#define HATCH_SPACING 6
#define HATCH_WIDTH 2
#define DOT_SPACING 5
#define DOT_RADIUS 1.25

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

static void
set_colour (cairo_t       *cr,
            const GdkRGBA *colour,
            double         alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

/* The outline of a bar, @inset pixels inside its box, with the two corners away from zero rounded. */
static void
trace (cairo_t   *cr,
       const Box *box,
       gboolean   downwards,
       double     inset)
{
  double width = box->width - 2 * inset;
  double height = box->height - 2 * inset;
  double radius = MAX (MIN (MIN (round (box->width / 4), LARGEST_RADIUS), box->height) - inset, 0);

  cairo_save (cr);
  cairo_translate (cr, box->x + inset, box->y + inset);
  if (downwards)
    {
      cairo_translate (cr, 0, height);
      cairo_scale (cr, 1, -1);
    }
  cairo_new_sub_path (cr);
  cairo_move_to (cr, 0, height);
  cairo_line_to (cr, 0, radius);
  cairo_arc (cr, radius, radius, radius, G_PI, 1.5 * G_PI);
  cairo_line_to (cr, width - radius, 0);
  cairo_arc (cr, width - radius, radius, radius, 1.5 * G_PI, 2 * G_PI);
  cairo_line_to (cr, width, height);
  cairo_close_path (cr);
  cairo_restore (cr);
}

static void
outline (cairo_t       *cr,
         const Box     *box,
         gboolean       downwards,
         const GdkRGBA *fill)
{
  trace (cr, box, downwards, 0.5);
  set_colour (cr, fill, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* The strokes of @box, which is what is clipped to. */
static void
stroke_slanting (cairo_t   *cr,
                 const Box *box)
{
  double from = floor ((box->x + box->y) / HATCH_SPACING) * HATCH_SPACING;

  for (double sum = from; sum < box->x + box->y + box->width + box->height + HATCH_WIDTH; sum += HATCH_SPACING)
    {
      cairo_move_to (cr, sum - box->y + HATCH_WIDTH, box->y - HATCH_WIDTH);
      cairo_line_to (cr, box->x - HATCH_WIDTH, sum - box->x + HATCH_WIDTH);
    }
  cairo_set_line_width (cr, HATCH_WIDTH);
  cairo_stroke (cr);
}

/* Slanting strokes; in a bar too thin to show a slant, level ones. They are laid from the origin, so that the strokes
 * of neighbouring bars meet. */
static void
hatch (cairo_t       *cr,
       const Box     *box,
       gboolean       downwards,
       const GdkRGBA *fill)
{
  gboolean slanted = box->width >= LEAST_PATTERNED;

  trace (cr, box, downwards, 0);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  set_colour (cr, fill, TINT_ALPHA);
  cairo_fill (cr);

  set_colour (cr, fill, 1);
  if (slanted)
    stroke_slanting (cr, box);
  else
    {
      for (double y = ceil (box->y / 4) * 4; y < box->y + box->height; y += 4)
        cairo_rectangle (cr, box->x, y, box->width, 2);
      cairo_fill (cr);
    }
  cairo_restore (cr);

  if (slanted)
    outline (cr, box, downwards, fill);
}

static void
tint (cairo_t       *cr,
      const Box     *box,
      gboolean       downwards,
      const GdkRGBA *fill)
{
  trace (cr, box, downwards, 0);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  set_colour (cr, fill, TINT_ALPHA);
  cairo_fill (cr);
  set_colour (cr, fill, 1);
  cairo_rectangle (cr, box->x, downwards ? box->y + box->height - EDGE : box->y, box->width, EDGE);
  cairo_fill (cr);
  cairo_restore (cr);

  if (box->width >= LEAST_PATTERNED)
    outline (cr, box, downwards, fill);
}

static void
dots (cairo_t           *cr,
      const EbbBarShape *shape,
      const GdkRGBA     *fill)
{
  int n = MAX (shape->width / DOT_SPACING, 1);
  double x = shape->x + (shape->width - (n - 1) * DOT_SPACING) / 2.0;

  set_colour (cr, fill, 1);
  for (int i = 0; i < n; i++, x += DOT_SPACING)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, shape->zero + 0.5, DOT_RADIUS, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}

/* One step of a curve. What is ahead is hatched across its neighbours, and what was to be and was not is empty; a forecast is light with an
 * edge of dots, so that it looks less certain beside what is known. */
static void
draw_step (const EbbBarShape *shape,
           const Box         *box,
           cairo_t           *cr,
           const GdkRGBA     *fill)
{
  gboolean is_estimated = shape->status == EBB_BAR_ESTIMATED;
  gboolean has_edge = is_estimated || shape->emphasis == EBB_BAR_AHEAD || shape->emphasis == EBB_BAR_FAILED;
  double edge = shape->value < 0 ? box->y + box->height - EDGE : box->y;

  if (shape->emphasis == EBB_BAR_AHEAD)
    ebb_bar_shape_hatch (cr, shape->x, (int) box->y, shape->width, (int) box->height, fill);
  else if (shape->emphasis != EBB_BAR_FAILED)
    {
      set_colour (cr, fill, is_estimated ? TINT_ALPHA : 1);
      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
      cairo_fill (cr);
    }

  if (!has_edge)
    return;

  set_colour (cr, fill, 1);
  for (int x = shape->x; x < shape->x + shape->width; x++)
    if (!is_estimated || x % (2 * EDGE) < EDGE)
      cairo_rectangle (cr, x, edge, 1, EDGE);
  cairo_fill (cr);
}

/**
 * ebb_bar_shape_hatch:
 * @cr: what to paint on
 * @x: the left edge
 * @y: the upper edge
 * @width: the width
 * @height: the height
 * @fill: the colour
 *
 * Paints slanting strokes that meet those of neighbouring places.
 */
void
ebb_bar_shape_hatch (cairo_t       *cr,
                     int            x,
                     int            y,
                     int            width,
                     int            height,
                     const GdkRGBA *fill)
{
  Box box = { x, y, width, height };

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip_preserve (cr);
  set_colour (cr, fill, TINT_ALPHA);
  cairo_fill (cr);
  set_colour (cr, fill, 1);
  stroke_slanting (cr, &box);
  cairo_restore (cr);
}

/**
 * ebb_bar_shape_draw:
 * @shape: where the bar lies and what it stands for
 * @cr: what to paint on
 * @fill: the colour of the bar
 *
 * Paints a bar.
 */
void
ebb_bar_shape_draw (const EbbBarShape *shape,
                    cairo_t           *cr,
                    const GdkRGBA     *fill)
{
  gboolean downwards = shape->value < 0;
  Box box = { .x = shape->x, .width = shape->width };

  if (shape->status == EBB_BAR_MISSING)
    {
      dots (cr, shape, fill);
      return;
    }

  if (shape->value == 0)
    {
      set_colour (cr, fill, 1);
      cairo_rectangle (cr, shape->x, shape->zero + 1 - ZERO_HEIGHT, shape->width, ZERO_HEIGHT);
      cairo_fill (cr);
      return;
    }

  box.height = MAX (ABS (shape->zero - shape->end), LEAST_HEIGHT);
  /* The zero line is one pixel high: bars stand on its upper edge and hang from its lower one. */
  box.y = downwards ? shape->zero + 1 : shape->zero - box.height;

  if (shape->is_dense)
    {
      draw_step (shape, &box, cr, fill);
      return;
    }

  switch (shape->status)
    {
    case EBB_BAR_ESTIMATED:
      hatch (cr, &box, downwards, fill);
      break;
    case EBB_BAR_PARTIAL:
      tint (cr, &box, downwards, fill);
      break;
    case EBB_BAR_NORMAL:
    case EBB_BAR_MISSING:
    default:
      trace (cr, &box, downwards, 0);
      set_colour (cr, fill, 1);
      cairo_fill (cr);
    }
}
