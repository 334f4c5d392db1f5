/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean ebb_press     (GtkWidget   *window,
                        const char  *text,
                        GError     **error);
gboolean ebb_press_set (GtkWidget   *window,
                        const char  *text,
                        double       value,
                        GError     **error);

G_END_DECLS
