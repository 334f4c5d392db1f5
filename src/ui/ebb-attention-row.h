/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-attention-item.h"
#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_ATTENTION_ROW (ebb_attention_row_get_type ())
G_DECLARE_FINAL_TYPE (EbbAttentionRow, ebb_attention_row, EBB, ATTENTION_ROW, GtkWidget)

GtkWidget *ebb_attention_row_new    (void);
void       ebb_attention_row_bind   (EbbAttentionRow  *self,
                                     EbbHome          *home,
                                     EbbAttentionItem *item);
void       ebb_attention_row_unbind (EbbAttentionRow  *self);

G_END_DECLS
