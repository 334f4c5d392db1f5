/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-settings-editor.h"

G_BEGIN_DECLS

#define EBB_TYPE_SETTINGS_FORM (ebb_settings_form_get_type ())
G_DECLARE_FINAL_TYPE (EbbSettingsForm, ebb_settings_form, EBB, SETTINGS_FORM, GtkWidget)

GtkWidget *ebb_settings_form_new       (EbbSettingsEditor *editor,
                                        EbbHome           *home,
                                        EbbDevice         *device);
gboolean   ebb_settings_form_is_readable (EbbSettingsForm *self);
char      *ebb_settings_form_dup_fault (EbbSettingsForm   *self);
void       ebb_settings_form_commit    (EbbSettingsForm   *self);
void       ebb_settings_form_forget    (EbbSettingsForm   *self);

G_END_DECLS
