/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-scenario-player.h"
#include "cockpit/ebb-gallery-plan.h"

G_BEGIN_DECLS

int ebb_gallery_run (EbbScenarioPlayer    *player,
                     const EbbGalleryPlan *plan,
                     const char           *directory);

G_END_DECLS
