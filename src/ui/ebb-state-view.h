/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define EBB_TYPE_STATE_VIEW (ebb_state_view_get_type ())
G_DECLARE_FINAL_TYPE (EbbStateView, ebb_state_view, EBB, STATE_VIEW, GtkWidget)

void     ebb_state_view_show_content (EbbStateView *self);
void     ebb_state_view_show_loading (EbbStateView *self);
gboolean ebb_state_view_is_loading   (EbbStateView *self);
gboolean ebb_state_view_shows_spinner (EbbStateView *self);
void     ebb_state_view_show_message (EbbStateView *self,
                                      const char   *icon_name,
                                      const char   *title,
                                      const char   *description,
                                      const char   *button_label,
                                      const char   *action_name);
void     ebb_state_view_show_error   (EbbStateView *self,
                                      const GError *error,
                                      const char   *retry_action);

G_END_DECLS
