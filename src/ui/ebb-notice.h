/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define EBB_TYPE_NOTICE (ebb_notice_get_type ())
G_DECLARE_FINAL_TYPE (EbbNotice, ebb_notice, EBB, NOTICE, GtkWidget)

void ebb_notice_show       (EbbNotice    *self,
                            const char   *text,
                            const char   *button_label,
                            const char   *action_name);
void ebb_notice_show_error (EbbNotice    *self,
                            const GError *error,
                            gint64        age_us);
void ebb_notice_show_old   (EbbNotice    *self,
                            gint64        age_us);
void ebb_notice_hide       (EbbNotice    *self);

G_END_DECLS
