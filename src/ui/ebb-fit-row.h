/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define EBB_TYPE_FIT_ROW (ebb_fit_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (EbbFitRow, ebb_fit_row, EBB, FIT_ROW, AdwPreferencesRow)

struct _EbbFitRowClass
{
  AdwPreferencesRowClass parent_class;
};

void ebb_fit_row_set_subtitle           (EbbFitRow  *self,
                                         const char *subtitle);
void ebb_fit_row_add_switch             (EbbFitRow  *self,
                                         GtkWidget  *child);
void ebb_fit_row_add_control            (EbbFitRow  *self,
                                         GtkWidget  *control);
void ebb_fit_row_show_controls          (EbbFitRow  *self,
                                         gboolean    is_shown);
void ebb_fit_row_set_activatable_widget (EbbFitRow  *self,
                                         GtkWidget  *child);

G_END_DECLS
