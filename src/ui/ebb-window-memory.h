/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ebb_window_memory_restore (GtkWindow  *window,
                                GSettings  *settings);
void ebb_window_memory_save    (GtkWindow  *window,
                                GSettings  *settings,
                                const char *view);

G_END_DECLS
