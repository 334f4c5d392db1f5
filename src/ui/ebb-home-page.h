/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-context.h"
#include "ui/ebb-drafts.h"

G_BEGIN_DECLS

#define EBB_TYPE_HOME_PAGE (ebb_home_page_get_type ())
G_DECLARE_FINAL_TYPE (EbbHomePage, ebb_home_page, EBB, HOME_PAGE, GtkWidget)

void        ebb_home_page_set_menu    (EbbHomePage *self,
                                       GMenuModel  *menu);
void        ebb_home_page_set_drafts  (EbbHomePage *self,
                                       EbbDrafts   *drafts);
void        ebb_home_page_set_session (EbbHomePage *self,
                                       EbbSession  *session);
void        ebb_home_page_set_bare    (EbbHomePage *self,
                                       gboolean     is_bare);
void        ebb_home_page_search      (EbbHomePage *self);
const char *ebb_home_page_get_view    (EbbHomePage *self);
void        ebb_home_page_set_view    (EbbHomePage *self,
                                       const char  *view);

G_END_DECLS
