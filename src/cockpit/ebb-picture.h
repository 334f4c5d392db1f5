/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *ebb_picture_take (GtkWidget   *widget,
                              GError     **error);
gboolean    ebb_picture_save (GdkTexture  *picture,
                              const char  *path,
                              GError     **error);

G_END_DECLS
