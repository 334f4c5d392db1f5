/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-settings-editor.h"

G_BEGIN_DECLS

#define EBB_TYPE_CONFLICT_GROUP (ebb_conflict_group_get_type ())
G_DECLARE_FINAL_TYPE (EbbConflictGroup, ebb_conflict_group, EBB, CONFLICT_GROUP, AdwPreferencesGroup)

GtkWidget *ebb_conflict_group_new (EbbSettingsEditor *editor,
                                   EbbHome           *home,
                                   EbbDevice         *device);

G_END_DECLS
