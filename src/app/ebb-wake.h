/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define EBB_TYPE_WAKE (ebb_wake_get_type ())
G_DECLARE_FINAL_TYPE (EbbWake, ebb_wake, EBB, WAKE, GObject)

EbbWake *ebb_wake_new (void);

G_END_DECLS
