/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean ebb_seen_is    (GtkWidget *window);
void     ebb_seen_watch (GtkWidget *window,
                         GCallback  callback);

G_END_DECLS
