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
 * EbbPlanSlot:
 * @start_us: from when
 * @end_us: until when
 * @planned_kw: what it is to draw; negative when it is to deliver; NAN when that is not known
 * @actual_kw: what it drew, or NAN
 * @state_of_charge: how full it will be or was at the end, a fraction, or NAN
 * @indoor_temperature_c: how warm it will be or was at the end, or NAN
 */
typedef struct
{
  gint64 start_us;
  gint64 end_us;
  double planned_kw;
  double actual_kw;
  double state_of_charge;
  double indoor_temperature_c;
} EbbPlanSlot;

/**
 * EbbPlanNoteCode:
 * @EBB_PLAN_NOTE_RETRIED: it had to be started more than once
 * @EBB_PLAN_NOTE_DID_NOT_START: it did not start
 * @EBB_PLAN_NOTE_REPLANNED: another plan was made
 * @EBB_PLAN_NOTE_OTHER: something that this version does not know
 */
typedef enum
{
  EBB_PLAN_NOTE_RETRIED,
  EBB_PLAN_NOTE_DID_NOT_START,
  EBB_PLAN_NOTE_REPLANNED,
  EBB_PLAN_NOTE_OTHER
} EbbPlanNoteCode;

/**
 * EbbPlanNote:
 * @code: what did not go as planned
 * @at_us: when, or %EBB_TIME_UNKNOWN
 */
typedef struct
{
  EbbPlanNoteCode code;
  gint64          at_us;
} EbbPlanNote;

/**
 * EbbPlanValues:
 * @currency: (owned) (nullable): ISO 4217
 * @expected_done_at_us: when it will be done, or %EBB_TIME_UNKNOWN
 * @expected_energy_kwh: what it will use until then, or NAN
 * @expected_cost: what that will cost, excl. VAT in major units, or NAN
 * @deadline_us: when it has to be done, or %EBB_TIME_UNKNOWN
 * @is_reachable: whether it will be done by then
 * @shortfall_kwh: what will be missing then, or NAN
 * @slots: (owned) (nullable) (element-type EbbPlanSlot): what is planned, and what happened
 * @notes: (owned) (nullable) (element-type EbbPlanNote): what did not go as planned
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
  GArray      *slots;
  GArray      *notes;
} EbbPlanValues;

#define EBB_TYPE_PLAN (ebb_plan_get_type ())
G_DECLARE_FINAL_TYPE (EbbPlan, ebb_plan, EBB, PLAN, GObject)

EbbPlan             *ebb_plan_new         (EbbPlanValues *values);
const EbbPlanValues *ebb_plan_get_values  (EbbPlan       *self);
guint                ebb_plan_get_n_slots (EbbPlan       *self);
const EbbPlanSlot   *ebb_plan_get_slot    (EbbPlan       *self,
                                           guint          position);
const EbbPlanSlot   *ebb_plan_find_slot   (EbbPlan       *self,
                                           gint64         time_us);
guint                ebb_plan_get_n_notes (EbbPlan       *self);
const EbbPlanNote   *ebb_plan_get_note    (EbbPlan       *self,
                                           guint          position);

G_END_DECLS
