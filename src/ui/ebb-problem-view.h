/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define EBB_TYPE_PROBLEM_VIEW (ebb_problem_view_get_type ())
G_DECLARE_FINAL_TYPE (EbbProblemView, ebb_problem_view, EBB, PROBLEM_VIEW, GtkWidget)

void ebb_problem_view_show (EbbProblemView *self,
                            const char     *title,
                            const char     *advice,
                            const char     *detail);
void ebb_problem_view_hide (EbbProblemView *self);

G_END_DECLS
