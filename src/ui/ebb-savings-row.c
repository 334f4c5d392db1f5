/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the table of savings, in words: one stretch of time, or the total of them all. */

#include "ui/ebb-savings-row.h"

#include <glib/gi18n.h>

#include "ui/ebb-savings-words.h"

struct _EbbSavingsRow
{
  GObject parent_instance;

  char *texts[EBB_SAVINGS_N_COLUMNS]; /* (owned) */
  char *sentence;                     /* (owned) */
  gboolean is_total;
  gboolean is_doubtful;
};

G_DEFINE_FINAL_TYPE (EbbSavingsRow, ebb_savings_row, G_TYPE_OBJECT)

static void
ebb_savings_row_finalize (GObject *object)
{
  EbbSavingsRow *self = EBB_SAVINGS_ROW (object);

  for (EbbSavingsColumn column = 0; column < EBB_SAVINGS_N_COLUMNS; column++)
    g_free (self->texts[column]);
  g_free (self->sentence);

  G_OBJECT_CLASS (ebb_savings_row_parent_class)->finalize (object);
}

static void
ebb_savings_row_class_init (EbbSavingsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_savings_row_finalize;
}

static void
ebb_savings_row_init (EbbSavingsRow *self)
{
}

/**
 * ebb_savings_row_new:
 * @report: a report
 * @position: which of its stretches
 * @period: what the report is of
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): the row of that stretch
 */
EbbSavingsRow *
ebb_savings_row_new (EbbReport       *report,
                     guint            position,
                     const EbbPeriod *period,
                     GTimeZone       *time_zone)
{
  EbbSavingsRow *self = g_object_new (EBB_TYPE_SAVINGS_ROW, NULL);
  const EbbBucket *bucket = ebb_report_get_bucket (report, position);

  self->texts[EBB_SAVINGS_WHEN] = ebb_savings_words_dup_when (bucket, period, time_zone);
  for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
    self->texts[EBB_SAVINGS_SAVED + figure]
      = ebb_savings_words_dup_amount (report, figure, ebb_bucket_get_figure (bucket, figure));
  self->texts[EBB_SAVINGS_STATUS] = g_strdup (ebb_savings_words_get_status (bucket));
  self->is_doubtful = bucket->status != EBB_FIGURES_FINAL;
  self->sentence = ebb_savings_words_dup_row (report, position, period, time_zone);

  return self;
}

/**
 * ebb_savings_row_new_total:
 * @report: a report
 *
 * Returns: (transfer full): the row of its totals
 */
EbbSavingsRow *
ebb_savings_row_new_total (EbbReport *report)
{
  EbbSavingsRow *self = g_object_new (EBB_TYPE_SAVINGS_ROW, NULL);

  self->is_total = TRUE;
  self->texts[EBB_SAVINGS_WHEN] = g_strdup (_("Total"));
  for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
    self->texts[EBB_SAVINGS_SAVED + figure]
      = ebb_savings_words_dup_amount (report, figure, ebb_report_get_total (report, figure));
  self->texts[EBB_SAVINGS_STATUS] = g_strdup ("");
  self->sentence = ebb_savings_words_dup_total_row (report);

  return self;
}

/**
 * ebb_savings_row_get_text:
 * @self: a row
 * @column: which of its cells
 *
 * Returns: (transfer none): what the cell says
 */
const char *
ebb_savings_row_get_text (EbbSavingsRow    *self,
                          EbbSavingsColumn  column)
{
  return self->texts[column];
}

/**
 * ebb_savings_row_get_sentence:
 * @self: a row
 *
 * Returns: (transfer none): the whole row as it is read aloud
 */
const char *
ebb_savings_row_get_sentence (EbbSavingsRow *self)
{
  return self->sentence;
}

/**
 * ebb_savings_row_is_total:
 * @self: a row
 *
 * Returns: whether it is the row of the totals
 */
gboolean
ebb_savings_row_is_total (EbbSavingsRow *self)
{
  return self->is_total;
}

/**
 * ebb_savings_row_is_doubtful:
 * @self: a row
 *
 * Returns: whether it has something to say about how far its figures can be trusted
 */
gboolean
ebb_savings_row_is_doubtful (EbbSavingsRow *self)
{
  return self->is_doubtful;
}

/**
 * ebb_savings_row_equals:
 * @self: a row
 * @other: another
 *
 * Returns: whether both say the same
 */
gboolean
ebb_savings_row_equals (EbbSavingsRow *self,
                        EbbSavingsRow *other)
{
  for (EbbSavingsColumn column = 0; column < EBB_SAVINGS_N_COLUMNS; column++)
    if (!g_str_equal (self->texts[column], other->texts[column]))
      return FALSE;

  return self->is_total == other->is_total && g_str_equal (self->sentence, other->sentence);
}
