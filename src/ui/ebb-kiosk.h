/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ebb-window.h"

G_BEGIN_DECLS

#define EBB_TYPE_KIOSK (ebb_kiosk_get_type ())
G_DECLARE_FINAL_TYPE (EbbKiosk, ebb_kiosk, EBB, KIOSK, GObject)

EbbKiosk *ebb_kiosk_new (EbbWindow *window);

G_END_DECLS
