/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_FAULT_LIST (ebb_fault_list_get_type ())
G_DECLARE_FINAL_TYPE (EbbFaultList, ebb_fault_list, EBB, FAULT_LIST, GtkWidget)

void               ebb_fault_list_set_scene  (EbbFaultList *self,
                                              EbbScene     *scene);
const char *const *ebb_fault_list_get_faults (EbbFaultList *self);

G_END_DECLS
