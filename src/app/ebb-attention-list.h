/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-attention-item.h"
#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_ATTENTION_LIST (ebb_attention_list_get_type ())
G_DECLARE_FINAL_TYPE (EbbAttentionList, ebb_attention_list, EBB, ATTENTION_LIST, GObject)

EbbAttentionList *ebb_attention_list_new       (EbbHome          *home);
GListModel       *ebb_attention_list_get_items (EbbAttentionList *self);

G_END_DECLS
