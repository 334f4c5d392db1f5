/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-session.h"
#include "ui/ebb-drafts.h"

G_BEGIN_DECLS

#define EBB_TYPE_DEVICES_VIEW (ebb_devices_view_get_type ())
G_DECLARE_FINAL_TYPE (EbbDevicesView, ebb_devices_view, EBB, DEVICES_VIEW, GtkWidget)

GtkWidget *ebb_devices_view_new         (void);
void       ebb_devices_view_set_drafts  (EbbDevicesView *self,
                                         EbbDrafts      *drafts);
void       ebb_devices_view_search      (EbbDevicesView *self);
void       ebb_devices_view_set_session (EbbDevicesView *self,
                                         EbbSession     *session);

G_END_DECLS
