/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ebb-session.h"

G_BEGIN_DECLS

#define EBB_TYPE_SAVINGS_VIEW (ebb_savings_view_get_type ())
G_DECLARE_FINAL_TYPE (EbbSavingsView, ebb_savings_view, EBB, SAVINGS_VIEW, GtkWidget)

GtkWidget *ebb_savings_view_new         (void);
void       ebb_savings_view_set_session (EbbSavingsView *self,
                                         EbbSession     *session);
void       ebb_savings_view_refresh     (EbbSavingsView *self);

G_END_DECLS
