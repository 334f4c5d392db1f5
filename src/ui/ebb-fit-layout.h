/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EBB_TYPE_FIT_LAYOUT (ebb_fit_layout_get_type ())
G_DECLARE_FINAL_TYPE (EbbFitLayout, ebb_fit_layout, EBB, FIT_LAYOUT, GtkLayoutManager)

G_END_DECLS
