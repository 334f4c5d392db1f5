/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-facility.h"
#include "model/ebb-report.h"

G_BEGIN_DECLS

#define EBB_TYPE_UNITS (ebb_units_get_type ())
G_DECLARE_FINAL_TYPE (EbbUnits, ebb_units, EBB, UNITS, GObject)

EbbUnits  *ebb_units_new         (void);
EbbBasis   ebb_units_get_basis   (EbbUnits    *self,
                                  EbbFacility *facility);
EbbReport *ebb_units_show_report (EbbUnits    *self,
                                  EbbReport   *report,
                                  EbbFacility *facility);

G_END_DECLS
