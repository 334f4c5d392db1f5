/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/ebb-trace.h"

G_BEGIN_DECLS

#define EBB_TYPE_REQUEST_LIST (ebb_request_list_get_type ())
G_DECLARE_FINAL_TYPE (EbbRequestList, ebb_request_list, EBB, REQUEST_LIST, GtkWidget)

void ebb_request_list_set_trace (EbbRequestList *self,
                                 EbbTrace       *trace);

G_END_DECLS
