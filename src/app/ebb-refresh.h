/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"
#include "base/ebb-clock.h"

G_BEGIN_DECLS

/* How often is asked while someone sees it. */
#define EBB_REFRESH_INTERVAL EBB_MINUTE

/* What is older than this is told with its age while the service is being asked. */
#define EBB_REFRESH_OLD (2 * EBB_REFRESH_INTERVAL)

#define EBB_TYPE_REFRESH (ebb_refresh_get_type ())
G_DECLARE_FINAL_TYPE (EbbRefresh, ebb_refresh, EBB, REFRESH, GObject)

EbbRefresh *ebb_refresh_new         (EbbHome    *home);
void        ebb_refresh_set_visible (EbbRefresh *self,
                                     gboolean    is_visible);

G_END_DECLS
