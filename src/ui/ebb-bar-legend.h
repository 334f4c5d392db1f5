/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ebb-bars.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EBB_TYPE_BAR_LEGEND (ebb_bar_legend_get_type ())
G_DECLARE_FINAL_TYPE (EbbBarLegend, ebb_bar_legend, EBB, BAR_LEGEND, GtkWidget)

GtkWidget *ebb_bar_legend_new      (void);
void       ebb_bar_legend_set_bars (EbbBarLegend *self,
                                    EbbBars      *bars);

G_END_DECLS
