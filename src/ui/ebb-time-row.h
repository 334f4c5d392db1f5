/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ebb-fit-row.h"

G_BEGIN_DECLS

#define EBB_TYPE_TIME_ROW (ebb_time_row_get_type ())
G_DECLARE_FINAL_TYPE (EbbTimeRow, ebb_time_row, EBB, TIME_ROW, EbbFitRow)

GtkWidget *ebb_time_row_new         (const char *title);
void       ebb_time_row_set_minutes (EbbTimeRow *self,
                                     int         minutes);
int        ebb_time_row_get_minutes (EbbTimeRow *self);
gboolean   ebb_time_row_is_valid    (EbbTimeRow *self);
void       ebb_time_row_forget      (EbbTimeRow *self);

G_END_DECLS
