/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_SAVINGS (ebb_savings_get_type ())
G_DECLARE_FINAL_TYPE (EbbSavings, ebb_savings, EBB, SAVINGS, GObject)

EbbSavings      *ebb_savings_new             (EbbHome       *home);
const EbbPeriod *ebb_savings_get_period      (EbbSavings    *self);
void             ebb_savings_set_kind        (EbbSavings    *self,
                                              EbbPeriodKind  kind);
void             ebb_savings_open            (EbbSavings    *self,
                                              EbbPeriodKind  kind,
                                              gint64         time_us);
void             ebb_savings_step            (EbbSavings    *self,
                                              int            steps);
gboolean         ebb_savings_can_step        (EbbSavings    *self,
                                              int            steps);
EbbReport       *ebb_savings_get_report      (EbbSavings    *self);
gint64           ebb_savings_get_reported_at (EbbSavings    *self);
gboolean         ebb_savings_is_loading      (EbbSavings    *self);
const GError    *ebb_savings_get_error       (EbbSavings    *self);
void             ebb_savings_refresh         (EbbSavings    *self);

G_END_DECLS
