/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ebb-bar-plot.h"

G_BEGIN_DECLS

#define EBB_TYPE_BAR_LIST (ebb_bar_list_get_type ())
G_DECLARE_FINAL_TYPE (EbbBarList, ebb_bar_list, EBB, BAR_LIST, GtkWidget)

GtkWidget *ebb_bar_list_new              (void);
void       ebb_bar_list_set_plot         (EbbBarList *self,
                                          EbbBarPlot *plot);
gint64     ebb_bar_list_get_selected_key (EbbBarList *self);
void       ebb_bar_list_set_selected_key (EbbBarList *self,
                                          gint64      key);

G_END_DECLS
