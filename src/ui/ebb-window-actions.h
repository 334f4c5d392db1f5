/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ebb-session.h"

G_BEGIN_DECLS

void ebb_window_actions_install (GtkWidgetClass *window_class);
void ebb_window_actions_follow  (GtkWidget      *window,
                                 EbbSession     *session,
                                 gboolean        is_bare);

G_END_DECLS
