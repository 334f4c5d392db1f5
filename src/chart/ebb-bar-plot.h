/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "chart/ebb-bars.h"

G_BEGIN_DECLS

/**
 * EbbBarPlot:
 *
 * The drawing of a bar chart, apart from any widget: it says where everything lies and paints it with cairo, on a
 * screen as on a page. The axis with its numbers and the field with the bars are painted separately, because on a screen the
 * field may be wider than the place it is seen in, and scroll, while the axis stays.
 */
typedef struct _EbbBarPlot EbbBarPlot;

EbbBarPlot *ebb_bar_plot_new             (EbbBars       *bars,
                                          PangoContext  *context);
EbbBarPlot *ebb_bar_plot_ref             (EbbBarPlot    *self);
void        ebb_bar_plot_unref           (EbbBarPlot    *self);
EbbBars    *ebb_bar_plot_get_bars        (EbbBarPlot    *self);
int         ebb_bar_plot_get_text_height (EbbBarPlot    *self);
int         ebb_bar_plot_get_least_width (EbbBarPlot    *self);
void        ebb_bar_plot_layout          (EbbBarPlot    *self,
                                          int            width,
                                          int            height,
                                          gboolean       mirrored);
gboolean    ebb_bar_plot_get_mirrored    (EbbBarPlot    *self);
int         ebb_bar_plot_get_axis_width  (EbbBarPlot    *self);
int         ebb_bar_plot_get_field_width (EbbBarPlot    *self);
void        ebb_bar_plot_get_column      (EbbBarPlot    *self,
                                          guint          index,
                                          GdkRectangle  *column);
void        ebb_bar_plot_draw_axis       (EbbBarPlot    *self,
                                          cairo_t       *cr,
                                          const GdkRGBA *text);
void        ebb_bar_plot_draw_field      (EbbBarPlot    *self,
                                          cairo_t       *cr,
                                          const GdkRGBA *text,
                                          const GdkRGBA *fills);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbBarPlot, ebb_bar_plot_unref)

G_END_DECLS
