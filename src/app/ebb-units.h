/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define EBB_TYPE_UNITS (ebb_units_get_type ())
G_DECLARE_FINAL_TYPE (EbbUnits, ebb_units, EBB, UNITS, GObject)

EbbUnits *ebb_units_new          (void);
gboolean  ebb_units_includes_vat (EbbUnits *self);

G_END_DECLS
