/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     ebb_cut_explain       (GtkLabel   *label);
gboolean ebb_cut_query_tooltip (GtkLabel   *label,
                                int         x,
                                int         y,
                                gboolean    is_keyboard,
                                GtkTooltip *tooltip);
void     ebb_cut_wrap_button   (GtkWidget  *button);

G_END_DECLS
