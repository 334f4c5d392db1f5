/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ebb-json.h"

G_BEGIN_DECLS

/**
 * EbbPlanState:
 * @EBB_PLAN_PLANNED: there is a plan
 * @EBB_PLAN_UNKNOWN: there is none yet
 * @EBB_PLAN_NOT_NEEDED: nothing has to be done
 * @EBB_PLAN_OTHER: a state that this version does not know
 */
typedef enum
{
  EBB_PLAN_PLANNED,
  EBB_PLAN_UNKNOWN,
  EBB_PLAN_NOT_NEEDED,
  EBB_PLAN_OTHER
} EbbPlanState;

/**
 * EbbPlanValues:
 * @currency: (owned) (nullable): ISO 4217
 * @expected_done_at_us: when it will be done, or %EBB_TIME_UNKNOWN
 * @expected_energy_kwh: what it will use until then, or NAN
 * @expected_cost: what that will cost, excl. VAT in major units, or NAN
 * @deadline_us: when it has to be done, or %EBB_TIME_UNKNOWN
 * @is_reachable: whether it will be done by then
 * @shortfall_kwh: what will be missing then, or NAN
 *
 * What the service means to do, or would do.
 */
typedef struct
{
  char        *currency;
  EbbPlanState state;
  gint64       expected_done_at_us;
  double       expected_energy_kwh;
  double       expected_cost;
  gint64       deadline_us;
  EbbTruth     is_reachable;
  double       shortfall_kwh;
} EbbPlanValues;

#define EBB_TYPE_PLAN (ebb_plan_get_type ())
G_DECLARE_FINAL_TYPE (EbbPlan, ebb_plan, EBB, PLAN, GObject)

EbbPlan             *ebb_plan_new        (EbbPlanValues *values);
const EbbPlanValues *ebb_plan_get_values (EbbPlan       *self);

G_END_DECLS
