/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ebb-period.h"
#include "model/ebb-report.h"

G_BEGIN_DECLS

#define EBB_TYPE_SAVINGS_CHART (ebb_savings_chart_get_type ())
G_DECLARE_FINAL_TYPE (EbbSavingsChart, ebb_savings_chart, EBB, SAVINGS_CHART, GtkWidget)

void ebb_savings_chart_set_report (EbbSavingsChart *self,
                                   EbbReport       *report,
                                   EbbFigure        figure,
                                   const EbbPeriod *period,
                                   GTimeZone       *time_zone);

G_END_DECLS
