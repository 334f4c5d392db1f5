/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-feasibility.h"
#include "ui/ebb-settings-form.h"

G_BEGIN_DECLS

#define EBB_TYPE_SAVE_BAR (ebb_save_bar_get_type ())
G_DECLARE_FINAL_TYPE (EbbSaveBar, ebb_save_bar, EBB, SAVE_BAR, GtkWidget)

void     ebb_save_bar_set_form (EbbSaveBar        *self,
                                EbbHome           *home,
                                EbbDevice         *device,
                                EbbSettingsEditor *editor,
                                EbbSettingsForm   *form);
gboolean ebb_save_bar_has_edit (EbbSaveBar        *self);
gboolean ebb_save_bar_is_readable (EbbSaveBar     *self);
void     ebb_save_bar_save     (EbbSaveBar        *self);

G_END_DECLS
