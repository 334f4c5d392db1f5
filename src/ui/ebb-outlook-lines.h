/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_OUTLOOK_LINES (ebb_outlook_lines_get_type ())
G_DECLARE_FINAL_TYPE (EbbOutlookLines, ebb_outlook_lines, EBB, OUTLOOK_LINES, GtkWidget)

void ebb_outlook_lines_set_device (EbbOutlookLines *self,
                                   EbbHome         *home,
                                   EbbDevice       *device);

G_END_DECLS
