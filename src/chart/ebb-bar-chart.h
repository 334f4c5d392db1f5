/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ebb-bars.h"

G_BEGIN_DECLS

#define EBB_TYPE_BAR_CHART (ebb_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (EbbBarChart, ebb_bar_chart, EBB, BAR_CHART, GtkWidget)

GtkWidget  *ebb_bar_chart_new              (void);
void        ebb_bar_chart_set_bars         (EbbBarChart *self,
                                            EbbBars     *bars);
EbbBars    *ebb_bar_chart_get_bars         (EbbBarChart *self);
void        ebb_bar_chart_set_title        (EbbBarChart *self,
                                            const char  *title);
const char *ebb_bar_chart_get_title        (EbbBarChart *self);
gint64      ebb_bar_chart_get_selected_key (EbbBarChart *self);
void        ebb_bar_chart_set_selected_key (EbbBarChart *self,
                                            gint64       key);

G_END_DECLS
