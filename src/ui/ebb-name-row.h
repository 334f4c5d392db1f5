/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_NAME_ROW (ebb_name_row_get_type ())
G_DECLARE_FINAL_TYPE (EbbNameRow, ebb_name_row, EBB, NAME_ROW, AdwEntryRow)

void     ebb_name_row_set_device (EbbNameRow *self,
                                  EbbHome    *home,
                                  EbbDevice  *device);
gboolean ebb_name_row_is_edited  (EbbNameRow *self);

G_END_DECLS
