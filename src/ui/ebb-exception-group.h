/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-settings-editor.h"

G_BEGIN_DECLS

#define EBB_TYPE_EXCEPTION_GROUP (ebb_exception_group_get_type ())
G_DECLARE_FINAL_TYPE (EbbExceptionGroup, ebb_exception_group, EBB, EXCEPTION_GROUP, GtkWidget)

void ebb_exception_group_ask_to_run (EbbExceptionGroup *self);
void ebb_exception_group_set_device (EbbExceptionGroup *self,
                                     EbbHome           *home,
                                     EbbDevice         *device,
                                     EbbSettingsEditor *editor);

G_END_DECLS
