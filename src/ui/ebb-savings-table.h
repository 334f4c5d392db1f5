/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ebb-period.h"
#include "model/ebb-report.h"

G_BEGIN_DECLS

#define EBB_TYPE_SAVINGS_TABLE (ebb_savings_table_get_type ())
G_DECLARE_FINAL_TYPE (EbbSavingsTable, ebb_savings_table, EBB, SAVINGS_TABLE, GtkWidget)

void        ebb_savings_table_set_report (EbbSavingsTable *self,
                                          EbbReport       *report,
                                          const EbbPeriod *period,
                                          GTimeZone       *time_zone);
void        ebb_savings_table_set_title  (EbbSavingsTable *self,
                                          const char      *title);
GListModel *ebb_savings_table_get_rows   (EbbSavingsTable *self);

G_END_DECLS
