/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-attention-list.h"

G_BEGIN_DECLS

#define EBB_TYPE_ATTENTION_GROUP (ebb_attention_group_get_type ())
G_DECLARE_FINAL_TYPE (EbbAttentionGroup, ebb_attention_group, EBB, ATTENTION_GROUP, AdwPreferencesGroup)

void ebb_attention_group_set_device (EbbAttentionGroup *self,
                                     EbbAttentionList  *list,
                                     EbbDevice         *device);

G_END_DECLS
