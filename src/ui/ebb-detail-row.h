/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define EBB_TYPE_DETAIL_ROW (ebb_detail_row_get_type ())
G_DECLARE_FINAL_TYPE (EbbDetailRow, ebb_detail_row, EBB, DETAIL_ROW, AdwActionRow)

void ebb_detail_row_set_value (EbbDetailRow *self,
                               const char   *value);

G_END_DECLS
