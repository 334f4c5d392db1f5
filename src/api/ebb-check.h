/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"

G_BEGIN_DECLS

/**
 * EbbCheckVerdict:
 * @EBB_CHECK_READ: answered, and read as it should be
 * @EBB_CHECK_ANSWERED: answered, but Ebb does not use it yet
 * @EBB_CHECK_NOT_OFFERED: the service does not have it (404, 405 or 501)
 * @EBB_CHECK_BAD: answered, and cannot be read
 * @EBB_CHECK_FAILED: not answered, or with a failure
 * @EBB_CHECK_SKIPPED: not asked, for want of a facility or a device
 *
 * What became of one operation.
 */
typedef enum
{
  EBB_CHECK_READ,
  EBB_CHECK_ANSWERED,
  EBB_CHECK_NOT_OFFERED,
  EBB_CHECK_BAD,
  EBB_CHECK_FAILED,
  EBB_CHECK_SKIPPED,
  EBB_N_CHECK_VERDICTS
} EbbCheckVerdict;

/**
 * EbbCheckResult:
 * @operation: as the contract writes it, "GET facilities/{facilityId}/devices"
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
  EbbCheckVerdict verdict;
  guint           status;
  gint64          spent_ms;
  gsize           n_bytes;
  char           *detail;
  char          **missing;
  char          **unknown;
} EbbCheckResult;

void       ebb_check_async      (EbbApi               *api,
                                 gint64                now_us,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GPtrArray *ebb_check_finish     (EbbApi               *api,
                                 GAsyncResult         *result,
                                 GError              **error);

char      *ebb_check_to_text    (GPtrArray            *results,
                                 const char           *base_uri);
char      *ebb_check_to_json    (GPtrArray            *results,
                                 const char           *base_uri);
int        ebb_check_get_status (GPtrArray            *results);

G_END_DECLS
