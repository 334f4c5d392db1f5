/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_REFRESH (ebb_refresh_get_type ())
G_DECLARE_FINAL_TYPE (EbbRefresh, ebb_refresh, EBB, REFRESH, GObject)

EbbRefresh *ebb_refresh_new         (EbbHome    *home);
void        ebb_refresh_set_visible (EbbRefresh *self,
                                     gboolean    is_visible);

G_END_DECLS
