/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EBB_TYPE_START_WATCH (ebb_start_watch_get_type ())
G_DECLARE_FINAL_TYPE (EbbStartWatch, ebb_start_watch, EBB, START_WATCH, GObject)

EbbStartWatch *ebb_start_watch_new        (void);
void           ebb_start_watch_expect     (EbbStartWatch *self,
                                           GtkWidget     *widget);

G_END_DECLS
