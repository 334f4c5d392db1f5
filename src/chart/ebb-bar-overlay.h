/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "chart/ebb-bars.h"

G_BEGIN_DECLS

#define EBB_BAR_LANE_HEIGHT 6
#define EBB_BAR_LANE_GAP 3

/**
 * EbbBarField:
 * @bars: the row
 * @text: a layout to lend
 * @text_height: of a line
 * @is_mirrored: whether it runs from right to left
 * @width: of the field
 * @side: where the first bar begins
 * @pitch: from one bar to the next
 * @top: where the highest value is
 * @bottom: where the lowest value is; the lane is below it
 * @guide_y: the middle of the line of text for guides
 *
 * Where the bars of a chart lie, in pixels.
 */
typedef struct
{
  EbbBars     *bars;
  PangoLayout *text;
  int          text_height;
  gboolean     is_mirrored;
  int          width;
  int          side;
  double       pitch;
  int          top;
  int          bottom;
  int          guide_y;
} EbbBarField;

void ebb_bar_overlay_draw_lane   (const EbbBarField *field,
                                  cairo_t           *cr,
                                  const GdkRGBA     *fills);
void ebb_bar_overlay_draw_level  (const EbbBarField *field,
                                  cairo_t           *cr,
                                  const GdkRGBA     *text);
void ebb_bar_overlay_draw_guides (const EbbBarField *field,
                                  cairo_t           *cr,
                                  const GdkRGBA     *text);

G_END_DECLS
