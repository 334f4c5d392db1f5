/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Consumption and savings over a stretch of time, as the server computed them. Nothing is computed here but sums. */

#include "model/ebb-report.h"

#include <math.h>

struct _EbbReport
{
  GObject parent_instance;

  EbbReportValues values;
  EbbBasis basis; /* of its money */
};

G_DEFINE_FINAL_TYPE (EbbReport, ebb_report, G_TYPE_OBJECT)

static void
ebb_report_finalize (GObject *object)
{
  EbbReport *self = EBB_REPORT (object);

  g_clear_pointer (&self->values.currency, g_free);
  g_clear_pointer (&self->values.buckets, g_array_unref);

  G_OBJECT_CLASS (ebb_report_parent_class)->finalize (object);
}

static void
ebb_report_class_init (EbbReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_report_finalize;
}

static void
ebb_report_init (EbbReport *self)
{
}

/**
 * ebb_report_new:
 * @values: the figures; what they own moves to the report
 *
 * Returns: (transfer full): a report
 */
EbbReport *
ebb_report_new (EbbReportValues *values)
{
  EbbReport *self = g_object_new (EBB_TYPE_REPORT, NULL);

  self->values = *values;
  *values = (EbbReportValues) { 0 };

  return self;
}

/**
 * ebb_report_get_n_buckets:
 * @self: a report
 *
 * Returns: how many stretches of time it has
 */
guint
ebb_report_get_n_buckets (EbbReport *self)
{
  return self->values.buckets->len;
}

/**
 * ebb_report_get_bucket:
 * @self: a report
 * @position: from 0
 *
 * Returns: (transfer none): the figures of one stretch
 */
const EbbBucket *
ebb_report_get_bucket (EbbReport *self,
                       guint      position)
{
  g_return_val_if_fail (position < self->values.buckets->len, NULL);

  return &g_array_index (self->values.buckets, EbbBucket, position);
}

/**
 * ebb_report_get_currency:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): ISO 4217 code of its money
 */
const char *
ebb_report_get_currency (EbbReport *self)
{
  return self->values.currency;
}

/**
 * ebb_report_get_basis:
 * @self: a report
 *
 * Returns: (transfer none): whether its money includes VAT. What the service reports does not.
 */
const EbbBasis *
ebb_report_get_basis (EbbReport *self)
{
  return &self->basis;
}

/**
 * ebb_report_show:
 * @self: what the service reported
 * @wants_vat: whether the person wants to see money with VAT
 * @vat_rate: the tax where the report is of, a fraction or NAN; what the report says itself goes before
 *
 * Returns: (transfer full): the report as it is to be shown
 */
EbbReport *
ebb_report_show (EbbReport *self,
                 gboolean   wants_vat,
                 double     vat_rate)
{
  EbbReport *shown = g_object_new (EBB_TYPE_REPORT, NULL);

  shown->basis = ebb_basis_choose (wants_vat, isnan (self->values.vat_rate) ? vat_rate : self->values.vat_rate);
  shown->values = self->values;
  shown->values.currency = g_strdup (self->values.currency);
  shown->values.buckets = g_array_copy (self->values.buckets);
  for (guint i = 0; i < shown->values.buckets->len; i++)
    {
      EbbBucket *bucket = &g_array_index (shown->values.buckets, EbbBucket, i);

      bucket->cost = ebb_basis_apply (&shown->basis, bucket->cost);
      bucket->baseline_cost = ebb_basis_apply (&shown->basis, bucket->baseline_cost);
      bucket->savings = ebb_basis_apply (&shown->basis, bucket->savings);
    }

  return shown;
}

/**
 * ebb_bucket_get_figure:
 * @bucket: figures
 * @figure: which
 *
 * Returns: that figure; NAN when it is not known
 */
double
ebb_bucket_get_figure (const EbbBucket *bucket,
                       EbbFigure        figure)
{
  if (bucket->status == EBB_FIGURES_MISSING)
    return NAN;

  switch (figure)
    {
    case EBB_FIGURE_SAVINGS:
      return bucket->savings;
    case EBB_FIGURE_COST:
      return bucket->cost;
    case EBB_FIGURE_ENERGY:
      return bucket->energy_kwh;
    case EBB_N_FIGURES:
    default:
      g_assert_not_reached ();
    }
}

/**
 * ebb_report_get_total:
 * @self: a report
 * @figure: which
 *
 * Returns: the sum over all stretches where it is known; NAN when it is known for none
 */
double
ebb_report_get_total (EbbReport *self,
                      EbbFigure  figure)
{
  double total = NAN;

  for (guint i = 0; i < self->values.buckets->len; i++)
    {
      double value = ebb_bucket_get_figure (ebb_report_get_bucket (self, i), figure);

      if (!isnan (value))
        total = isnan (total) ? value : total + value;
    }

  return total;
}

/**
 * ebb_report_count_known:
 * @self: a report
 * @figure: which
 *
 * Returns: for how many stretches that figure is known
 */
guint
ebb_report_count_known (EbbReport *self,
                        EbbFigure  figure)
{
  guint count = 0;

  for (guint i = 0; i < self->values.buckets->len; i++)
    if (!isnan (ebb_bucket_get_figure (ebb_report_get_bucket (self, i), figure)))
      count++;

  return count;
}

static gboolean
is_empty (const EbbBucket *bucket)
{
  for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
    if (!isnan (ebb_bucket_get_figure (bucket, figure)))
      return FALSE;

  return TRUE;
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const EbbBucket *first = a;
  const EbbBucket *second = b;

  return (first->start_us > second->start_us) - (first->start_us < second->start_us);
}

static gboolean
has_bucket_in (EbbReport *self,
               gint64     start_us,
               gint64     end_us)
{
  for (guint i = 0; i < self->values.buckets->len; i++)
    {
      const EbbBucket *bucket = ebb_report_get_bucket (self, i);

      if (bucket->start_us < end_us && bucket->end_us > start_us)
        return TRUE;
    }

  return FALSE;
}

/**
 * ebb_report_settle:
 * @self: a report
 * @period: what it was asked for
 * @now_us: the present, microseconds since the Unix epoch, UTC
 * @time_zone: whose calendar
 *
 * Makes a gap a gap: where the server leaves out a part of the period there is a missing stretch afterwards, so that nothing
 * moves together and no total looks whole. What is not of the period, what comes twice, and a stretch without figures that
 * has not even begun are taken away.
 */
void
ebb_report_settle (EbbReport       *self,
                   const EbbPeriod *period,
                   gint64           now_us,
                   GTimeZone       *time_zone)
{
  g_autoptr (GArray) answered = g_steal_pointer (&self->values.buckets);
  const EbbBucket *last = NULL;
  gint64 end_us;

  self->values.buckets = g_array_new (FALSE, FALSE, sizeof (EbbBucket));
  g_array_sort (answered, compare_starts);
  for (guint i = 0; i < answered->len; i++)
    {
      const EbbBucket *bucket = &g_array_index (answered, EbbBucket, i);

      if (bucket->end_us <= period->start_us || bucket->start_us >= period->end_us ||
          (bucket->start_us >= now_us && is_empty (bucket)) || (last != NULL && last->start_us == bucket->start_us))
        continue;

      g_array_append_val (self->values.buckets, *bucket);
      last = bucket;
    }

  for (gint64 start_us = period->start_us; start_us < MIN (period->end_us, now_us); start_us = end_us)
    {
      end_us = MIN (ebb_period_get_part_end (period, start_us, time_zone), period->end_us);
      if (!has_bucket_in (self, start_us, end_us))
        {
          EbbBucket missing = { start_us, end_us, NAN, NAN, NAN, NAN, NAN, EBB_FIGURES_MISSING };

          g_array_append_val (self->values.buckets, missing);
        }
    }
  g_array_sort (self->values.buckets, compare_starts);
}
