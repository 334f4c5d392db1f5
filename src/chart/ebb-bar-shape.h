/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "chart/ebb-bars.h"

G_BEGIN_DECLS

/**
 * EbbBarShape:
 * @x: the left edge
 * @width: the width
 * @zero: the pixel row of the zero line
 * @end: the pixel row that the value reaches; ignored when the value is missing
 * @value: the value: its sign says on which side of the zero line the bar lies
 * @status: how far the value can be trusted
 * @emphasis: what is special about it
 * @is_dense: whether it touches its neighbours
 *
 * One bar, in pixels.
 */
typedef struct
{
  int x;
  int width;
  int zero;
  int end;
  double value;
  EbbBarStatus status;
  EbbBarEmphasis emphasis;
  gboolean is_dense;
} EbbBarShape;

void ebb_bar_shape_hatch (cairo_t       *cr,
                          int            x,
                          int            y,
                          int            width,
                          int            height,
                          const GdkRGBA *fill);
void ebb_bar_shape_draw (const EbbBarShape *shape,
                         cairo_t           *cr,
                         const GdkRGBA     *fill);

G_END_DECLS
