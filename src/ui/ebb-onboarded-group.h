/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/ebb-device.h"

G_BEGIN_DECLS

#define EBB_TYPE_ONBOARDED_GROUP (ebb_onboarded_group_get_type ())
G_DECLARE_FINAL_TYPE (EbbOnboardedGroup, ebb_onboarded_group, EBB, ONBOARDED_GROUP, AdwBin)

GtkWidget  *ebb_onboarded_group_new         (EbbDevice         *device);
EbbDevice  *ebb_onboarded_group_get_device  (EbbOnboardedGroup *self);
char       *ebb_onboarded_group_dup_edit    (EbbOnboardedGroup *self);
void        ebb_onboarded_group_set_name    (EbbOnboardedGroup *self,
                                             const char        *name);
void        ebb_onboarded_group_set_invalid (EbbOnboardedGroup *self,
                                             gboolean           is_invalid);

G_END_DECLS
