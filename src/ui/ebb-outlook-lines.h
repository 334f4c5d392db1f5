/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ebb-outlook.h"

G_BEGIN_DECLS

#define EBB_TYPE_OUTLOOK_LINES (ebb_outlook_lines_get_type ())
G_DECLARE_FINAL_TYPE (EbbOutlookLines, ebb_outlook_lines, EBB, OUTLOOK_LINES, GtkWidget)

void ebb_outlook_lines_set_outlook (EbbOutlookLines *self,
                                    EbbHome         *home,
                                    EbbOutlook      *outlook);

G_END_DECLS
