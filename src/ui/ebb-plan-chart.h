/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ebb-outlook.h"

G_BEGIN_DECLS

#define EBB_TYPE_PLAN_CHART (ebb_plan_chart_get_type ())
G_DECLARE_FINAL_TYPE (EbbPlanChart, ebb_plan_chart, EBB, PLAN_CHART, GtkWidget)

void ebb_plan_chart_set_outlook (EbbPlanChart *self,
                                 EbbHome      *home,
                                 EbbOutlook   *outlook);

G_END_DECLS
