/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ebb-session.h"

G_BEGIN_DECLS

void     ebb_preferences_bind    (EbbSession *session,
                                  GSettings  *settings);
gboolean ebb_preferences_goes_on (GSettings  *settings,
                                  EbbSession *session);
void     ebb_preferences_present (GtkWindow  *parent,
                                  GSettings  *settings);

G_END_DECLS
