/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-look.h"
#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_COCKPIT (ebb_cockpit_get_type ())
G_DECLARE_FINAL_TYPE (EbbCockpit, ebb_cockpit, EBB, COCKPIT, GObject)

EbbCockpit *ebb_cockpit_new (GtkApplication *application,
                             EbbScene       *scene,
                             char          **environment);

G_END_DECLS
