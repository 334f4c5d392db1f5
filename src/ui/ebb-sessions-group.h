/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-outlook.h"

G_BEGIN_DECLS

#define EBB_TYPE_SESSIONS_GROUP (ebb_sessions_group_get_type ())
G_DECLARE_FINAL_TYPE (EbbSessionsGroup, ebb_sessions_group, EBB, SESSIONS_GROUP, GtkWidget)

void ebb_sessions_group_set_outlook (EbbSessionsGroup *self,
                                     EbbHome          *home,
                                     EbbOutlook       *outlook);

G_END_DECLS
