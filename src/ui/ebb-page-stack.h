/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EBB_TYPE_PAGE_STACK (ebb_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (EbbPageStack, ebb_page_stack, EBB, PAGE_STACK, GtkWidget)

void       ebb_page_stack_set_base     (EbbPageStack *self,
                                        GtkWidget    *waiting,
                                        GtkWidget    *home);
void       ebb_page_stack_show_base    (EbbPageStack *self,
                                        gboolean      is_home);
GtkWidget *ebb_page_stack_get_page     (EbbPageStack *self);
void       ebb_page_stack_open_page    (EbbPageStack *self,
                                        GtkWidget    *page);
void       ebb_page_stack_close_page   (EbbPageStack *self);
GtkWidget *ebb_page_stack_get_cover    (EbbPageStack *self);
void       ebb_page_stack_open_cover   (EbbPageStack *self,
                                        GtkWidget    *cover);
void       ebb_page_stack_close_cover  (EbbPageStack *self);

G_END_DECLS
