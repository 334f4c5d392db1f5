/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ebb-bars.h"

G_BEGIN_DECLS

#define EBB_TYPE_BAR_ITEM (ebb_bar_item_get_type ())
G_DECLARE_FINAL_TYPE (EbbBarItem, ebb_bar_item, EBB, BAR_ITEM, GtkWidget)

GtkWidget *ebb_bar_item_new          (gint64        key);
gint64     ebb_bar_item_get_key      (EbbBarItem   *self);
void       ebb_bar_item_set_content  (EbbBarItem   *self,
                                      const char   *sentence,
                                      EbbBarStatus  status,
                                      EbbBarEmphasis emphasis);
void       ebb_bar_item_set_position (EbbBarItem   *self,
                                      guint         position,
                                      guint         count);
void       ebb_bar_item_set_selected (EbbBarItem   *self,
                                      gboolean      selected);

G_END_DECLS
