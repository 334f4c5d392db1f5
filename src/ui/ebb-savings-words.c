/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that the savings view says. Every amount of money carries its currency and whether it includes VAT; what is not known is said to be
 * so and is never 0. */

#include "ui/ebb-savings-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-format.h"

/* The formats come from the tables here and their translations, which msgfmt checks. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
fill (const char *format,
      const char *text)
{
  return g_strdup_printf (format, text);
}

static char *
fill_two (const char *format,
          const char *first,
          const char *second)
{
  return g_strdup_printf (format, first, second);
}
#pragma GCC diagnostic pop

/* Where a text stands alone or begins a sentence it has a capital, also in languages that write months and days small. */
static char *
capitalise (char *text)
{
  g_autofree char *small = text;
  char first[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (small)), first);
  return *small != '\0' ? g_strconcat (first, g_utf8_next_char (small), NULL) : g_steal_pointer (&small);
}

static gboolean
is_money (EbbFigure figure)
{
  return figure != EBB_FIGURE_ENERGY;
}

/* What is put after an amount that is less than a final one; %NULL for nothing. */
static const char *
get_doubt (EbbFiguresStatus status)
{
  switch (status)
    {
    case EBB_FIGURES_ESTIMATED:
      /* Translators: %s is a sentence such as "Tuesday 24 November: saved 12.34 kr excl. VAT". */
      return _("%s, estimated");
    case EBB_FIGURES_PARTIAL:
      /* Translators: %s is a sentence such as "Tuesday 24 November: saved 12.34 kr excl. VAT". */
      return _("%s, incomplete");
    case EBB_FIGURES_OTHER:
      /* Translators: %s is a sentence such as "Tuesday 24 November: saved 12.34 kr excl. VAT". */
      return _("%s, perhaps not final");
    case EBB_FIGURES_FINAL:
    case EBB_FIGURES_MISSING:
    default:
      return NULL;
    }
}

static char *
add_doubt (char             *sentence,
           EbbFiguresStatus  status)
{
  const char *format = get_doubt (status);
  g_autofree char *plain = sentence;

  return format != NULL ? fill (format, plain) : g_steal_pointer (&plain);
}

static gboolean
has_estimates (EbbReport *report,
               EbbFigure  figure)
{
  for (guint i = 0; i < ebb_report_get_n_buckets (report); i++)
    {
      const EbbBucket *bucket = ebb_report_get_bucket (report, i);

      if (bucket->status == EBB_FIGURES_ESTIMATED && !isnan (ebb_bucket_get_figure (bucket, figure)))
        return TRUE;
    }

  return FALSE;
}

/* "27 of 31 days", or %NULL when nothing is missing. */
static char *
dup_coverage (EbbReport     *report,
              EbbFigure      figure,
              EbbPeriodKind  kind)
{
  guint n = ebb_report_get_n_buckets (report);
  guint known = ebb_report_count_known (report, figure);

  if (known == n)
    return NULL;

  switch (kind)
    {
    case EBB_PERIOD_DAY:
      /* Translators: for how many hours there are figures. */
      return g_strdup_printf (ngettext ("%u of %u hour", "%u of %u hours", n), known, n);
    case EBB_PERIOD_MONTH:
      /* Translators: for how many days there are figures. */
      return g_strdup_printf (ngettext ("%u of %u day", "%u of %u days", n), known, n);
    case EBB_PERIOD_YEAR:
      /* Translators: for how many months there are figures. */
      return g_strdup_printf (ngettext ("%u of %u month", "%u of %u months", n), known, n);
    default:
      g_assert_not_reached ();
    }
}

/* What a total needs besides its number, in the order of importance. */
static char *
dup_remarks (EbbReport     *report,
             EbbFigure      figure,
             EbbPeriodKind  kind,
             const char    *separator)
{
  g_autofree char *coverage = dup_coverage (report, figure, kind);
  const char *parts[4] = { NULL };
  guint n = 0;

  if (is_money (figure))
    parts[n++] = ebb_basis_get_name (ebb_report_get_basis (report));
  if (coverage != NULL)
    parts[n++] = coverage;
  if (has_estimates (report, figure))
    parts[n++] = _("partly estimated");

  return g_strjoinv (separator, (char **) parts);
}

/**
 * ebb_savings_words_get_name:
 * @figure: a figure
 *
 * Returns: (transfer none): what it is called
 */
const char *
ebb_savings_words_get_name (EbbFigure figure)
{
  switch (figure)
    {
    case EBB_FIGURE_SAVINGS:
      /* Translators: an amount of money that was not spent. */
      return _("Saved");
    case EBB_FIGURE_COST:
      /* Translators: an amount of money. */
      return _("Paid");
    case EBB_FIGURE_ENERGY:
      /* Translators: an amount of energy. */
      return _("Used");
    case EBB_N_FIGURES:
    default:
      g_assert_not_reached ();
    }
}

/**
 * ebb_savings_words_get_status:
 * @bucket: figures
 *
 * Returns: (transfer none): how far they can be trusted, in a word
 */
const char *
ebb_savings_words_get_status (const EbbBucket *bucket)
{
  gboolean is_known = FALSE;

  for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
    is_known |= !isnan (ebb_bucket_get_figure (bucket, figure));

  switch (is_known ? bucket->status : EBB_FIGURES_MISSING)
    {
    case EBB_FIGURES_FINAL:
      /* Translators: figures that will not change any more. */
      return _("Final");
    case EBB_FIGURES_ESTIMATED:
      /* Translators: figures that are an estimate. */
      return _("Estimated");
    case EBB_FIGURES_PARTIAL:
      /* Translators: figures of only a part of the time. */
      return _("Incomplete");
    case EBB_FIGURES_MISSING:
      /* Translators: there are no figures. */
      return _("Missing");
    case EBB_FIGURES_OTHER:
    default:
      /* Translators: figures of a kind that this program does not know. */
      return _("Other");
    }
}

/**
 * ebb_savings_words_get_previous:
 * @kind: day, month or year
 *
 * Returns: (transfer none): what the button that goes back does
 */
const char *
ebb_savings_words_get_previous (EbbPeriodKind kind)
{
  static const char *const words[] = { N_("Previous day"), N_("Previous month"), N_("Previous year") };

  return _(words[kind]);
}

/**
 * ebb_savings_words_get_next:
 * @kind: day, month or year
 *
 * Returns: (transfer none): what the button that goes forward does
 */
const char *
ebb_savings_words_get_next (EbbPeriodKind kind)
{
  static const char *const words[] = { N_("Next day"), N_("Next month"), N_("Next year") };

  return _(words[kind]);
}

/**
 * ebb_savings_words_dup_amount:
 * @report: whose currency
 * @figure: what it is
 * @value: how much; NAN when it is not known
 *
 * Returns: (transfer full): the amount with its unit, a dash when it is not known
 */
char *
ebb_savings_words_dup_amount (EbbReport *report,
                              EbbFigure  figure,
                              double     value)
{
  return is_money (figure) ? ebb_format_money (value, ebb_report_get_currency (report)) : ebb_format_energy (value);
}

/**
 * ebb_savings_words_dup_note:
 * @report: a report
 * @figure: which figure
 * @kind: what the report is of
 *
 * Returns: (transfer full): what has to be known about the total: "excl. VAT · 27 of 31 days"; empty when nothing has
 */
char *
ebb_savings_words_dup_note (EbbReport     *report,
                            EbbFigure      figure,
                            EbbPeriodKind  kind)
{
  return dup_remarks (report, figure, kind, " · ");
}

/**
 * ebb_savings_words_dup_total:
 * @report: a report
 * @figure: which figure
 * @kind: what the report is of
 *
 * Returns: (transfer full): the total as it is read aloud: "Saved 123.45 kr, excl. VAT, 27 of 31 days"
 */
char *
ebb_savings_words_dup_total (EbbReport     *report,
                             EbbFigure      figure,
                             EbbPeriodKind  kind)
{
  double total = ebb_report_get_total (report, figure);
  g_autofree char *amount = isnan (total) ? g_strdup (_("not known")) : ebb_savings_words_dup_amount (report, figure, total);
  g_autofree char *remarks = dup_remarks (report, figure, kind, ", ");

  return g_strconcat (ebb_savings_words_get_name (figure), " ", amount, *remarks != '\0' ? ", " : NULL, remarks, NULL);
}

/**
 * ebb_savings_words_dup_title:
 * @period: a period
 * @now_us: the present, microseconds since the Unix epoch, UTC
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): what to call the period where it stands alone, so with a capital
 */
char *
ebb_savings_words_dup_title (const EbbPeriod *period,
                             gint64           now_us,
                             GTimeZone       *time_zone)
{
  return capitalise (ebb_period_dup_title (period, now_us, time_zone));
}

/**
 * ebb_savings_words_dup_heading:
 * @figure: a figure
 * @kind: day, month or year
 * @basis: how money is shown
 *
 * Returns: (transfer full): what the chart of that figure over such a period shows
 */
char *
ebb_savings_words_dup_heading (EbbFigure       figure,
                               EbbPeriodKind   kind,
                               const EbbBasis *basis)
{
  static const char *const words[EBB_N_FIGURES][3] = {
    /* Translators: %s is "excl. VAT" or "incl. VAT". */
    [EBB_FIGURE_SAVINGS] = { N_("Savings per hour, %s"), N_("Savings per day, %s"), N_("Savings per month, %s") },
    [EBB_FIGURE_COST] = { N_("Cost per hour, %s"), N_("Cost per day, %s"), N_("Cost per month, %s") },
    [EBB_FIGURE_ENERGY] = { N_("Energy used per hour"), N_("Energy used per day"), N_("Energy used per month") },
  };
  const char *heading = _(words[figure][kind]);

  return is_money (figure) ? fill (heading, ebb_basis_get_name (basis)) : g_strdup (heading);
}

/**
 * ebb_savings_words_dup_table_heading:
 * @kind: day, month or year
 * @basis: how money is shown
 *
 * Returns: (transfer full): what the table of such a period shows
 */
char *
ebb_savings_words_dup_table_heading (EbbPeriodKind   kind,
                                     const EbbBasis *basis)
{
  /* Translators: %s is "excl. VAT" or "incl. VAT". */
  static const char *const words[] = { N_("Figures per hour, money %s"), N_("Figures per day, money %s"),
                                       N_("Figures per month, money %s") };

  return fill (_(words[kind]), ebb_basis_get_name (basis));
}

/* "12.34 kr excl. VAT" */
static char *
dup_full_amount (EbbReport *report,
                 EbbFigure  figure,
                 double     value)
{
  g_autofree char *amount = ebb_savings_words_dup_amount (report, figure, value);

  return is_money (figure) ? ebb_basis_add_name (ebb_report_get_basis (report), amount) : g_steal_pointer (&amount);
}

/**
 * ebb_savings_words_dup_bar:
 * @report: a report
 * @position: which of its stretches
 * @figure: which figure
 * @period: what the report is of
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): the figure of that stretch: "Tuesday 24 November: saved 12.34 kr excl. VAT, estimated"
 */
char *
ebb_savings_words_dup_bar (EbbReport       *report,
                           guint            position,
                           EbbFigure        figure,
                           const EbbPeriod *period,
                           GTimeZone       *time_zone)
{
  /* Translators: "Tuesday 24 November: saved 12.34 kr excl. VAT", and the same for what was paid and used. */
  static const char *const formats[EBB_N_FIGURES] = {
    [EBB_FIGURE_SAVINGS] = N_("%s: saved %s"),
    [EBB_FIGURE_COST] = N_("%s: paid %s"),
    [EBB_FIGURE_ENERGY] = N_("%s: used %s"),
  };
  const EbbBucket *bucket = ebb_report_get_bucket (report, position);
  double value = ebb_bucket_get_figure (bucket, figure);
  g_autofree char *when = capitalise (ebb_period_dup_bucket_title (period, bucket->start_us, bucket->end_us, time_zone));
  g_autofree char *amount = NULL;

  if (isnan (value))
    /* Translators: %s is an hour, a day or a month. */
    return fill (_("%s: not known"), when);

  /* A minus is easily missed by the ear. */
  if (figure == EBB_FIGURE_SAVINGS && value < 0)
    {
      g_autofree char *lost = NULL;

      amount = ebb_savings_words_dup_amount (report, figure, -value);
      /* Translators: an amount of money that was lost, because waiting for a better price made it dearer, and "excl. VAT". */
      lost = fill_two (_("cost %s more than running at once, %s"), amount, ebb_basis_get_name (ebb_report_get_basis (report)));
      /* Translators: when, and what happened then. */
      return add_doubt (fill_two (_("%s: %s"), when, lost), bucket->status);
    }

  amount = dup_full_amount (report, figure, value);
  return add_doubt (fill_two (_(formats[figure]), when, amount), bucket->status);
}

/**
 * ebb_savings_words_dup_when:
 * @bucket: figures
 * @period: what they are a part of
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): of when they are, for a cell of a table
 */
char *
ebb_savings_words_dup_when (const EbbBucket *bucket,
                            const EbbPeriod *period,
                            GTimeZone       *time_zone)
{
  return capitalise (ebb_period_dup_bucket_short_title (period, bucket->start_us, bucket->end_us, time_zone));
}

/* "Paid: 12.34 kr" */
static char *
dup_cell (EbbReport *report,
          EbbFigure  figure,
          double     value)
{
  g_autofree char *amount = isnan (value) ? g_strdup (_("not known")) : ebb_savings_words_dup_amount (report, figure, value);

  /* Translators: the name of a figure and its amount, such as "Paid: 12.34 kr". */
  return fill_two (_("%s: %s"), ebb_savings_words_get_name (figure), amount);
}

/**
 * ebb_savings_words_dup_row:
 * @report: a report
 * @position: which of its stretches
 * @period: what the report is of
 * @time_zone: whose calendar
 *
 * Returns: (transfer full): all figures of that stretch as they are read aloud: "Tuesday 24 November, Saved: 12.34 kr, …"
 */
char *
ebb_savings_words_dup_row (EbbReport       *report,
                           guint            position,
                           const EbbPeriod *period,
                           GTimeZone       *time_zone)
{
  const EbbBucket *bucket = ebb_report_get_bucket (report, position);
  g_auto (GStrv) parts = g_new0 (char *, EBB_N_FIGURES + 3);

  parts[0] = capitalise (ebb_period_dup_bucket_title (period, bucket->start_us, bucket->end_us, time_zone));
  for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
    parts[1 + figure] = dup_cell (report, figure, ebb_bucket_get_figure (bucket, figure));
  parts[1 + EBB_N_FIGURES] = g_strdup (ebb_savings_words_get_status (bucket));

  return g_strjoinv (", ", parts);
}

/**
 * ebb_savings_words_dup_total_row:
 * @report: a report
 *
 * Returns: (transfer full): all totals as they are read aloud
 */
char *
ebb_savings_words_dup_total_row (EbbReport *report)
{
  g_auto (GStrv) parts = g_new0 (char *, EBB_N_FIGURES + 2);

  parts[0] = g_strdup (_("Total"));
  for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
    parts[1 + figure] = dup_cell (report, figure, ebb_report_get_total (report, figure));

  return g_strjoinv (", ", parts);
}
