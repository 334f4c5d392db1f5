/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-period.h"
#include "model/ebb-report.h"

G_BEGIN_DECLS

/**
 * EbbSavingsColumn:
 * @EBB_SAVINGS_WHEN: the stretch of time
 * @EBB_SAVINGS_SAVED: what was saved
 * @EBB_SAVINGS_PAID: what was paid
 * @EBB_SAVINGS_USED: what was used
 * @EBB_SAVINGS_STATUS: how far the figures can be trusted
 *
 * The columns of the table of savings.
 */
typedef enum
{
  EBB_SAVINGS_WHEN,
  EBB_SAVINGS_SAVED,
  EBB_SAVINGS_PAID,
  EBB_SAVINGS_USED,
  EBB_SAVINGS_STATUS,
  EBB_SAVINGS_N_COLUMNS
} EbbSavingsColumn;

#define EBB_TYPE_SAVINGS_ROW (ebb_savings_row_get_type ())
G_DECLARE_FINAL_TYPE (EbbSavingsRow, ebb_savings_row, EBB, SAVINGS_ROW, GObject)

EbbSavingsRow *ebb_savings_row_new          (EbbReport        *report,
                                             guint             position,
                                             const EbbPeriod  *period,
                                             GTimeZone        *time_zone);
EbbSavingsRow *ebb_savings_row_new_total    (EbbReport        *report);
const char    *ebb_savings_row_get_text     (EbbSavingsRow    *self,
                                             EbbSavingsColumn  column);
const char    *ebb_savings_row_get_sentence (EbbSavingsRow    *self);
gboolean       ebb_savings_row_is_total     (EbbSavingsRow    *self);
gboolean       ebb_savings_row_is_doubtful  (EbbSavingsRow    *self);
gboolean       ebb_savings_row_equals       (EbbSavingsRow    *self,
                                             EbbSavingsRow    *other);

G_END_DECLS
