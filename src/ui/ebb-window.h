/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-context.h"
#include "ui/ebb-start-watch.h"

G_BEGIN_DECLS

#define EBB_TYPE_WINDOW (ebb_window_get_type ())
G_DECLARE_FINAL_TYPE (EbbWindow, ebb_window, EBB, WINDOW, AdwApplicationWindow)

GtkWidget *ebb_window_new            (GtkApplication *application,
                                      EbbContext     *context,
                                      GSettings      *settings,
                                      EbbStartWatch  *start_watch);
void       ebb_window_quit           (EbbWindow      *self);
void       ebb_window_stop_waiting   (EbbWindow      *self);
void       ebb_window_set_server     (EbbWindow      *self,
                                      const char     *server_uri);
void       ebb_window_set_bare       (EbbWindow      *self,
                                      gboolean        is_bare);
void       ebb_window_show_next_view (EbbWindow      *self);
EbbSession *ebb_window_get_session   (EbbWindow      *self);
void        ebb_window_add_toast     (EbbWindow      *self,
                                      AdwToast       *toast);
const char *ebb_window_get_page      (EbbWindow      *self);
gboolean   ebb_window_has_edits      (EbbWindow      *self);
gboolean   ebb_window_show_page      (EbbWindow      *self,
                                      const char     *page,
                                      const char     *device_id);

G_END_DECLS
