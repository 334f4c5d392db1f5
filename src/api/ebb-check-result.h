/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the contract has in a device and in its settings, as ebb_json_compare() wants it. */
#define EBB_CHECK_DEVICE_SHAPE \
  "device_id facility_id device_type manufacturer model custom_device_name capabilities connection{state last_seen_at} " \
  "telemetry{observed_at power_kw is_plugged_in state_of_charge battery_capacity_kwh charge_limit range_km indoor_temperature_c " \
  "outdoor_temperature_c hot_water_temperature_c target_temperature_c heating_power_kw production_kw} " \
  "optimization{is_enabled state next_change_at reasons[code is_deciding until price limit]} attention[code since url]"
#define EBB_CHECK_SETTINGS_SHAPE \
  "is_enabled ready_by{monday tuesday wednesday thursday friday saturday sunday} minimum_state_of_charge target_state_of_charge " \
  "energy_need_kwh maximum_current_a maximum_price comfort{target_temperature_c allowed_decrease_c allowed_increase_c} " \
  "hot_water{minimum_temperature_c maximum_temperature_c} reserve{minimum_state_of_charge maximum_state_of_charge} " \
  "limits{minimum_state_of_charge{minimum maximum step} target_state_of_charge{minimum maximum step} " \
  "energy_need_kwh{minimum maximum step} maximum_current_a{minimum maximum step} maximum_price{minimum maximum step} " \
  "target_temperature_c{minimum maximum step} allowed_decrease_c{minimum maximum step} allowed_increase_c{minimum maximum step} " \
  "minimum_temperature_c{minimum maximum step} maximum_temperature_c{minimum maximum step} " \
  "maximum_state_of_charge{minimum maximum step}} updated_at"

/**
 * EbbCheckVerdict:
 * @EBB_CHECK_READ: answered, and read as it should be
 * @EBB_CHECK_ANSWERED: answered, but Ebb does not use it yet
 * @EBB_CHECK_WRITTEN: did what it was asked to do
 * @EBB_CHECK_REFUSED: refused, which is right: an older version should not replace a newer one
 * @EBB_CHECK_NOT_OFFERED: the service does not have it (404, 405 or 501)
 * @EBB_CHECK_BAD: answered, and cannot be read or is not what was asked for
 * @EBB_CHECK_FAILED: not answered, or with a failure
 * @EBB_CHECK_SKIPPED: not asked, for want of something that it needs
 *
 * What became of one operation.
 */
typedef enum
{
  EBB_CHECK_READ,
  EBB_CHECK_ANSWERED,
  EBB_CHECK_WRITTEN,
  EBB_CHECK_REFUSED,
  EBB_CHECK_NOT_OFFERED,
  EBB_CHECK_BAD,
  EBB_CHECK_FAILED,
  EBB_CHECK_SKIPPED,
  EBB_N_CHECK_VERDICTS
} EbbCheckVerdict;

/**
 * EbbCheckResult:
 * @operation: as the contract writes it, "GET facilities/{facilityId}/devices"
 * @purpose: (nullable): what it was asked for, where that is more than to see whether it answers: "put back"
 * @verdict: what became of it
 * @status: the HTTP status; 0 without one
 * @spent_ms: how long it took, milliseconds
 * @n_bytes: the size of the body
 * @detail: (owned) (nullable): which field failed, or what went wrong
 * @missing: (owned): members that were expected and did not come
 * @unknown: (owned): members that came and are not known
 */
typedef struct
{
  char           *operation;
  const char     *purpose;
  EbbCheckVerdict verdict;
  guint           status;
  gint64          spent_ms;
  gsize           n_bytes;
  char           *detail;
  char          **missing;
  char          **unknown;
} EbbCheckResult;

EbbCheckResult *ebb_check_result_new     (const char      *method,
                                          const char      *template,
                                          const char      *purpose,
                                          EbbCheckVerdict  verdict);
void            ebb_check_result_free    (EbbCheckResult  *self);
gboolean        ebb_check_result_compare (EbbCheckResult  *self,
                                          const char      *shape,
                                          GBytes          *body);
void            ebb_check_result_judge   (EbbCheckResult  *self,
                                          EbbCheckVerdict  verdict,
                                          const char      *detail);
void            ebb_check_result_fail    (EbbCheckResult  *self,
                                          const GError    *error);

G_END_DECLS
