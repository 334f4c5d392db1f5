/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_LOOK_PAGE (ebb_look_page_get_type ())
G_DECLARE_FINAL_TYPE (EbbLookPage, ebb_look_page, EBB, LOOK_PAGE, GtkWidget)

void ebb_look_page_set_scene (EbbLookPage *self,
                              EbbScene    *scene);

G_END_DECLS
