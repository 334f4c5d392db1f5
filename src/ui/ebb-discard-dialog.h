/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define EBB_TYPE_DISCARD_DIALOG (ebb_discard_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EbbDiscardDialog, ebb_discard_dialog, EBB, DISCARD_DIALOG, AdwWindow)

void ebb_discard_dialog_ask (GtkWindow  *window,
                             const char *action_name,
                             GCallback   kept,
                             GCallback   discarded);

G_END_DECLS
