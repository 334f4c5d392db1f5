/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-context.h"

G_BEGIN_DECLS

#define EBB_TYPE_WELCOME_PAGE (ebb_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (EbbWelcomePage, ebb_welcome_page, EBB, WELCOME_PAGE, GtkWidget)

GtkWidget *ebb_welcome_page_new           (EbbContext     *context);
void       ebb_welcome_page_set_server    (EbbWelcomePage *self,
                                           const char     *server_uri);
void       ebb_welcome_page_set_menu      (EbbWelcomePage *self,
                                           GMenuModel     *menu);
void       ebb_welcome_page_set_can_close (EbbWelcomePage *self,
                                           gboolean        can_close);

G_END_DECLS
