/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-session.h"

G_BEGIN_DECLS

#define EBB_TYPE_DEVICE_PAGE (ebb_device_page_get_type ())
G_DECLARE_FINAL_TYPE (EbbDevicePage, ebb_device_page, EBB, DEVICE_PAGE, GtkWidget)

GtkWidget *ebb_device_page_new      (EbbSession    *session,
                                     EbbDevice     *device);
EbbDevice *ebb_device_page_get_device (EbbDevicePage *self);
void       ebb_device_page_ask_to_run (EbbDevicePage *self);
gboolean   ebb_device_page_is_dirty (EbbDevicePage *self);
gboolean   ebb_device_page_is_kept    (EbbDevicePage *self);

G_END_DECLS
