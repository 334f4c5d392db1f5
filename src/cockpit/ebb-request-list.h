/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_REQUEST_LIST (ebb_request_list_get_type ())
G_DECLARE_FINAL_TYPE (EbbRequestList, ebb_request_list, EBB, REQUEST_LIST, GtkWidget)

void ebb_request_list_set_trace (EbbRequestList *self,
                                 EbbTrace       *trace,
                                 EbbScene       *scene);

G_END_DECLS
