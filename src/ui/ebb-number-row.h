/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-spo-settings.h"
#include "ui/ebb-fit-row.h"
#include "ui/ebb-sentence.h"

G_BEGIN_DECLS

#define EBB_TYPE_NUMBER_ROW (ebb_number_row_get_type ())
G_DECLARE_FINAL_TYPE (EbbNumberRow, ebb_number_row, EBB, NUMBER_ROW, EbbFitRow)

GtkWidget *ebb_number_row_new        (EbbSetting             setting,
                                     const EbbPlaceAndTime *where);
void       ebb_number_row_set_place  (EbbNumberRow          *self,
                                     const EbbPlaceAndTime *where);
void       ebb_number_row_set_value (EbbNumberRow          *self,
                                     const EbbSettingValue *value);
double     ebb_number_row_get_value (EbbNumberRow          *self);
void       ebb_number_row_commit    (EbbNumberRow          *self);

G_END_DECLS
