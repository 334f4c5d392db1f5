/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char **ebb_audit (GtkWidget  *window,
                  GdkTexture *picture,
                  int         width);

G_END_DECLS
