/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_SCENARIO_LIST (ebb_scenario_list_get_type ())
G_DECLARE_FINAL_TYPE (EbbScenarioList, ebb_scenario_list, EBB, SCENARIO_LIST, GtkWidget)

void ebb_scenario_list_set_scene (EbbScenarioList *self,
                                  EbbScene        *scene);
void ebb_scenario_list_search    (EbbScenarioList *self);

G_END_DECLS
