/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_REMOVALS (ebb_removals_get_type ())
G_DECLARE_FINAL_TYPE (EbbRemovals, ebb_removals, EBB, REMOVALS, GObject)

EbbRemovals *ebb_removals_new      (EbbHome     *home);
void         ebb_removals_set_span (EbbRemovals *self,
                                    guint        span_ms);
void         ebb_removals_ask      (EbbRemovals *self,
                                    const char  *device_id);
void         ebb_removals_undo     (EbbRemovals *self,
                                    const char  *device_id);

G_END_DECLS
