/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ebb-attention-item.h"

G_BEGIN_DECLS

char      *ebb_attention_fix_dup_title  (EbbAttentionItem *item);
char      *ebb_attention_fix_dup_advice (EbbAttentionItem *item);
char      *ebb_attention_fix_dup_key    (EbbAttentionItem *item);
GtkWidget *ebb_attention_fix_new_button (EbbAttentionItem *item);

G_END_DECLS
