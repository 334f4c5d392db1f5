/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_TIME_BAR (ebb_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (EbbTimeBar, ebb_time_bar, EBB, TIME_BAR, GtkWidget)

void ebb_time_bar_set_scene (EbbTimeBar *self,
                             EbbScene   *scene);

G_END_DECLS
