/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ebb-json.h"

G_BEGIN_DECLS

/**
 * EbbExceptionKind:
 * @EBB_EXCEPTION_RUN_NOW: it runs, whatever the price
 * @EBB_EXCEPTION_PAUSE: it does not run, whatever the price
 * @EBB_EXCEPTION_ONCE: another time or level for the next departure
 * @EBB_EXCEPTION_OTHER: a kind that this version does not know
 * @EBB_EXCEPTION_NONE: there is none; the weekly plan holds
 *
 * What a customer can ask of a device for once.
 */
typedef enum
{
  EBB_EXCEPTION_RUN_NOW,
  EBB_EXCEPTION_PAUSE,
  EBB_EXCEPTION_ONCE,
  EBB_EXCEPTION_OTHER,
  EBB_EXCEPTION_NONE
} EbbExceptionKind;

/**
 * EbbExceptionValues:
 * @until_us: when it ends by itself, or %EBB_TIME_UNKNOWN for when the service finds it over
 * @ready_by_us: the deadline of once, or %EBB_TIME_UNKNOWN
 * @target_state_of_charge: the level of once, a fraction, or NAN
 * @created_at_us: since when it holds, or %EBB_TIME_UNKNOWN
 *
 * An exception from the weekly plan. It owns nothing: copy it with `=`.
 */
typedef struct
{
  EbbExceptionKind kind;
  gint64           until_us;
  gint64           ready_by_us;
  double           target_state_of_charge;
  gint64           created_at_us;
} EbbExceptionValues;

#define EBB_TYPE_EXCEPTION (ebb_exception_get_type ())
G_DECLARE_FINAL_TYPE (EbbException, ebb_exception, EBB, EXCEPTION, GObject)

EbbException             *ebb_exception_new        (const EbbExceptionValues *values);
EbbException             *ebb_exception_new_none   (void);
const EbbExceptionValues *ebb_exception_get_values (EbbException             *self);

G_END_DECLS
