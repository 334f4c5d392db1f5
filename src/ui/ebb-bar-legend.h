/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ebb-bars.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EbbBarLook:
 * @EBB_BAR_LOOK_DONE: a bar where something happened
 * @EBB_BAR_LOOK_AHEAD: one where something is to happen
 * @EBB_BAR_LOOK_FAILED: one where something did not happen
 * @EBB_BAR_LOOK_ESTIMATED: an estimated one
 * @EBB_BAR_LOOK_PARTIAL: an incomplete one
 * @EBB_BAR_LOOK_MISSING: a missing one
 * @EBB_BAR_LOOK_LEVEL: the line across all bars
 *
 * What does not explain itself in a chart.
 */
typedef enum
{
  EBB_BAR_LOOK_DONE,
  EBB_BAR_LOOK_AHEAD,
  EBB_BAR_LOOK_FAILED,
  EBB_BAR_LOOK_ESTIMATED,
  EBB_BAR_LOOK_PARTIAL,
  EBB_BAR_LOOK_MISSING,
  EBB_BAR_LOOK_LEVEL,
  EBB_N_BAR_LOOKS
} EbbBarLook;

#define EBB_TYPE_BAR_LEGEND (ebb_bar_legend_get_type ())
G_DECLARE_FINAL_TYPE (EbbBarLegend, ebb_bar_legend, EBB, BAR_LEGEND, GtkWidget)

GtkWidget *ebb_bar_legend_new      (void);
void       ebb_bar_legend_explain  (EbbBarLegend *self,
                                    EbbBarLook    look,
                                    const char   *words);
void       ebb_bar_legend_set_bars (EbbBarLegend *self,
                                    EbbBars      *bars);

G_END_DECLS
