/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

char *ebb_state_report_new      (EbbScene           *scene,
                           EbbTrace           *trace,
                           EbbWindow          *window,
                           const char *const  *faults,
                           GError            **error);
char *ebb_state_report_dup_name (EbbScene           *scene);

G_END_DECLS
