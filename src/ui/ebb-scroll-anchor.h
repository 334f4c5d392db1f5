/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ebb_scroll_anchor_attach (GtkScrolledWindow *scrolled);

G_END_DECLS
