/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-look.h"
#include "cockpit/ebb-scene.h"

G_BEGIN_DECLS

#define EBB_TYPE_LOOK_PAGE (ebb_look_page_get_type ())
G_DECLARE_FINAL_TYPE (EbbLookPage, ebb_look_page, EBB, LOOK_PAGE, GtkWidget)

void ebb_look_page_set_window (EbbLookPage   *self,
                               EbbWindow     *window,
                               EbbScene      *scene,
                               const EbbLook *look);

G_END_DECLS
