/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-device.h"
#include "model/ebb-facility.h"

G_BEGIN_DECLS

#define EBB_TYPE_ATTENTION_ITEM (ebb_attention_item_get_type ())
G_DECLARE_FINAL_TYPE (EbbAttentionItem, ebb_attention_item, EBB, ATTENTION_ITEM, GObject)

EbbAttentionItem *ebb_attention_item_new          (EbbFacility        *facility,
                                                   EbbDevice          *device,
                                                   EbbDevice          *other,
                                                   const EbbAttention *attention);
gboolean          ebb_attention_item_update       (EbbAttentionItem   *self,
                                                   EbbAttentionItem   *newer);
const char       *ebb_attention_item_get_id       (EbbAttentionItem   *self);
EbbFacility      *ebb_attention_item_get_facility (EbbAttentionItem   *self);
EbbDevice        *ebb_attention_item_get_device   (EbbAttentionItem   *self);
EbbDevice        *ebb_attention_item_get_other    (EbbAttentionItem   *self);
EbbAttentionCode  ebb_attention_item_get_code     (EbbAttentionItem   *self);
gint64            ebb_attention_item_get_since    (EbbAttentionItem   *self);
const char       *ebb_attention_item_get_url      (EbbAttentionItem   *self);

G_END_DECLS
