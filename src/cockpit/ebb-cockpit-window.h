/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-look.h"
#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_COCKPIT_WINDOW (ebb_cockpit_window_get_type ())
G_DECLARE_FINAL_TYPE (EbbCockpitWindow, ebb_cockpit_window, EBB, COCKPIT_WINDOW, AdwWindow)

GtkWidget *ebb_cockpit_window_new    (EbbScene         *scene,
                                      EbbTrace         *trace,
                                      EbbWindow        *window,
                                      char            **environment);
void       ebb_cockpit_window_search (EbbCockpitWindow *self);

G_END_DECLS
