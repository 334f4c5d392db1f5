/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ebb-window.h"

G_BEGIN_DECLS

#define EBB_TYPE_KIOSK (ebb_kiosk_get_type ())
G_DECLARE_FINAL_TYPE (EbbKiosk, ebb_kiosk, EBB, KIOSK, GObject)

/* How long each view is shown, and how long whoever touches it is waited for. */
#define EBB_KIOSK_TURN_MS (15 * 1000)
#define EBB_KIOSK_PATIENCE_MS (60 * 1000)

EbbKiosk *ebb_kiosk_new (EbbWindow *window,
                         guint      turn_ms,
                         guint      patience_ms);

G_END_DECLS
