/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-home.h"
#include "ui/ebb-drafts.h"

G_BEGIN_DECLS

#define EBB_TYPE_DEVICE_CARD (ebb_device_card_get_type ())
G_DECLARE_FINAL_TYPE (EbbDeviceCard, ebb_device_card, EBB, DEVICE_CARD, GtkWidget)

GtkWidget *ebb_device_card_new          (void);
void       ebb_device_card_bind         (EbbDeviceCard *self,
                                          EbbHome       *home,
                                          EbbDevice     *device,
                                          EbbDrafts     *drafts);
void       ebb_device_card_unbind       (EbbDeviceCard *self);

G_END_DECLS
