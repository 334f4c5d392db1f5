/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-settings-editor.h"

G_BEGIN_DECLS

#define EBB_TYPE_FEASIBILITY (ebb_feasibility_get_type ())
G_DECLARE_FINAL_TYPE (EbbFeasibility, ebb_feasibility, EBB, FEASIBILITY, GObject)

EbbFeasibility *ebb_feasibility_new       (EbbHome           *home,
                                           EbbDevice         *device,
                                           EbbSettingsEditor *editor);
EbbPlan        *ebb_feasibility_get_plan  (EbbFeasibility    *self);
gboolean        ebb_feasibility_is_asking (EbbFeasibility    *self);

G_END_DECLS
