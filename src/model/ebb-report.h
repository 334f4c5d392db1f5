/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ebb-basis.h"
#include <glib-object.h>

#include "base/ebb-json.h"
#include "model/ebb-period.h"

G_BEGIN_DECLS

typedef enum
{
  EBB_FIGURES_FINAL,
  EBB_FIGURES_ESTIMATED,
  EBB_FIGURES_PARTIAL,
  EBB_FIGURES_MISSING,
  EBB_FIGURES_OTHER
} EbbFiguresStatus;

/**
 * EbbFigure:
 * @EBB_FIGURE_SAVINGS: what was saved against running at once, major units of the currency
 * @EBB_FIGURE_COST: what was paid, likewise
 * @EBB_FIGURE_ENERGY: what was used, kWh
 */
typedef enum
{
  EBB_FIGURE_SAVINGS,
  EBB_FIGURE_COST,
  EBB_FIGURE_ENERGY,
  EBB_N_FIGURES
} EbbFigure;

/**
 * EbbBucket:
 *
 * The figures of one stretch of time. NAN: not known. Money is in major units and excludes VAT.
 */
typedef struct
{
  gint64           start_us;
  gint64           end_us;
  double           energy_kwh;
  double           cost;
  double           baseline_cost;
  double           savings;
  double           co2_g;
  EbbFiguresStatus status;
} EbbBucket;

/**
 * EbbReportValues:
 * @currency: (nullable): ISO 4217 code
 * @vat_rate: fraction, or NAN
 * @buckets: (element-type EbbBucket): in order of time
 */
typedef struct
{
  char   *currency;
  double  vat_rate;
  GArray *buckets;
} EbbReportValues;

#define EBB_TYPE_REPORT (ebb_report_get_type ())
G_DECLARE_FINAL_TYPE (EbbReport, ebb_report, EBB, REPORT, GObject)

EbbReport       *ebb_report_new           (EbbReportValues *values);
guint            ebb_report_get_n_buckets (EbbReport       *self);
const EbbBucket *ebb_report_get_bucket    (EbbReport       *self,
                                           guint            position);
const char      *ebb_report_get_currency  (EbbReport       *self);
const EbbBasis  *ebb_report_get_basis     (EbbReport       *self);
EbbReport       *ebb_report_show          (EbbReport       *self,
                                           gboolean         wants_vat,
                                           double           vat_rate);
double           ebb_report_get_total     (EbbReport       *self,
                                           EbbFigure        figure);
guint            ebb_report_count_known   (EbbReport       *self,
                                           EbbFigure        figure);
void             ebb_report_settle        (EbbReport       *self,
                                           const EbbPeriod *period,
                                           gint64           now_us,
                                           GTimeZone       *time_zone);
double           ebb_bucket_get_figure    (const EbbBucket *bucket,
                                           EbbFigure        figure);

G_END_DECLS
