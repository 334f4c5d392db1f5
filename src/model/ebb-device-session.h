/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-report.h"

G_BEGIN_DECLS

/**
 * EbbSessionKind:
 * @EBB_SESSION_SMART: it ran when power was cheap
 * @EBB_SESSION_MANUAL: somebody started it
 * @EBB_SESSION_OTHER: a kind that this version does not know
 */
typedef enum
{
  EBB_SESSION_SMART,
  EBB_SESSION_MANUAL,
  EBB_SESSION_OTHER
} EbbSessionKind;

/**
 * EbbDeviceSession:
 * @kind: how it came about
 * @start_us: when it began
 * @end_us: when it ended, or %EBB_TIME_UNKNOWN as long as it goes on
 * @energy_kwh: what it used, or NAN
 * @cost: what that cost, excl. VAT in major units of the facility's currency, or NAN
 * @savings: what was saved against running at once, likewise
 * @state_of_charge_start: how full it was, a fraction, or NAN
 * @state_of_charge_end: how full it is since, or NAN
 * @status: how far the figures can be trusted; those of a session that has ended are never computed anew
 *
 * A stretch of charging or heating. The figures are the service's.
 */
typedef struct
{
  EbbSessionKind   kind;
  gint64           start_us;
  gint64           end_us;
  double           energy_kwh;
  double           cost;
  double           savings;
  double           state_of_charge_start;
  double           state_of_charge_end;
  EbbFiguresStatus status;
} EbbDeviceSession;

void ebb_device_sessions_drop_old (GArray   *sessions,
                                   gint64    from_us,
                                   gboolean  keeps_open);

G_END_DECLS
