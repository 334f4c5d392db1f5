/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *ebb_audit_text   (GtkLabel  *label,
                              GtkWidget *window);
const char *ebb_audit_number (GtkText   *text);

G_END_DECLS
