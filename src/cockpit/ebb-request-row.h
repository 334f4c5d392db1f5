/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/ebb-trace-entry.h"

G_BEGIN_DECLS

#define EBB_TYPE_REQUEST_ROW (ebb_request_row_get_type ())
G_DECLARE_FINAL_TYPE (EbbRequestRow, ebb_request_row, EBB, REQUEST_ROW, GtkWidget)

GtkWidget *ebb_request_row_new       (void);
void       ebb_request_row_set_entry (EbbRequestRow *self,
                                      EbbTraceEntry *entry,
                                      GTimeZone     *zone);

G_END_DECLS
