/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ebb_shortcuts_install (GtkWidgetClass *window_class,
                            const char     *action_name);

G_END_DECLS
