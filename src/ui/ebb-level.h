/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EBB_TYPE_LEVEL (ebb_level_get_type ())
G_DECLARE_FINAL_TYPE (EbbLevel, ebb_level, EBB, LEVEL, GtkWidget)

GtkWidget *ebb_level_new (void);
void       ebb_level_set (EbbLevel *self,
                          double    fraction,
                          double    target);
void       ebb_level_set_stale (EbbLevel  *self,
                                GtkWidget *text,
                                gboolean   is_stale);

G_END_DECLS
