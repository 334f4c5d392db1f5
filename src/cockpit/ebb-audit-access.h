/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *ebb_audit_access (GtkWidget *widget);

G_END_DECLS
