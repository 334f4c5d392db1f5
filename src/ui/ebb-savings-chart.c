/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSavingsChart:
 *
 * A figure over a period as a chart of bars with its legend, or all figures as a table.
 *
 * CSS node: `savingschart.card`.
 */

#include "ui/ebb-savings-chart.h"

#include <glib/gi18n.h>

#include "base/ebb-format.h"
#include "chart/ebb-bar-chart.h"
#include "ui/ebb-bar-legend.h"
#include "ui/ebb-fit-layout.h"
#include "ui/ebb-savings-table.h"
#include "ui/ebb-savings-words.h"

struct _EbbSavingsChart
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkLabel *heading;
  GtkToggleButton *chart_button;
  GtkToggleButton *table_button;
  GtkStack *stack;
  EbbBarChart *chart;
  EbbBarLegend *legend;
  EbbSavingsTable *table;
  char *chart_heading; /* (owned) (nullable) */
  char *table_heading; /* (owned) (nullable) */
};

enum
{
  SIGNAL_PART_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbSavingsChart, ebb_savings_chart, GTK_TYPE_WIDGET)

static char *
format_money (double   value,
              double   step,
              gpointer currency)
{
  return ebb_format_money_short (value, step, currency);
}

static char *
format_energy (double   value,
               double   step,
               gpointer user_data)
{
  return ebb_format_energy_short (value, step);
}

static EbbBarStatus
bar_status (EbbFiguresStatus status)
{
  switch (status)
    {
    case EBB_FIGURES_ESTIMATED:
      return EBB_BAR_ESTIMATED;
    case EBB_FIGURES_PARTIAL:
      return EBB_BAR_PARTIAL;
    case EBB_FIGURES_MISSING:
      return EBB_BAR_MISSING;
    case EBB_FIGURES_FINAL:
    case EBB_FIGURES_OTHER:
    default:
      return EBB_BAR_NORMAL;
    }
}

static EbbBars *
create_bars (EbbReport       *report,
             EbbFigure        figure,
             const EbbPeriod *period,
             GTimeZone       *time_zone)
{
  EbbBars *bars = ebb_bars_new ();

  if (figure == EBB_FIGURE_ENERGY)
    ebb_bars_set_format (bars, format_energy, NULL, NULL);
  else
    ebb_bars_set_format (bars, format_money, g_strdup (ebb_report_get_currency (report)), g_free);

  for (guint i = 0; i < ebb_report_get_n_buckets (report); i++)
    {
      const EbbBucket *bucket = ebb_report_get_bucket (report, i);
      g_autofree char *label = ebb_period_dup_bucket_label (period, bucket->start_us, time_zone);
      g_autofree char *sentence = ebb_savings_words_dup_bar (report, i, figure, period, time_zone);

      ebb_bars_add (bars, bucket->start_us, label, sentence, ebb_bucket_get_figure (bucket, figure),
                    bar_status (bucket->status));
    }

  return bars;
}

static void
show_heading (EbbSavingsChart *self)
{
  gboolean is_table = gtk_toggle_button_get_active (self->table_button);

  gtk_label_set_label (self->heading, is_table ? self->table_heading : self->chart_heading);
}

static void
form_cb (EbbSavingsChart *self)
{
  gtk_stack_set_visible_child_name (self->stack, gtk_toggle_button_get_active (self->table_button) ? "table" : "chart");
  show_heading (self);
}

static void
bar_activated_cb (EbbSavingsChart *self,
                  gint64           start_us)
{
  g_signal_emit (self, signals[SIGNAL_PART_ACTIVATED], 0, start_us);
}

static gboolean
ebb_savings_chart_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (EBB_SAVINGS_CHART (widget)->stack));
}

static void
ebb_savings_chart_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&EBB_SAVINGS_CHART (object)->chart_heading, g_free);
  g_clear_pointer (&EBB_SAVINGS_CHART (object)->table_heading, g_free);

  G_OBJECT_CLASS (ebb_savings_chart_parent_class)->dispose (object);
}

static void
ebb_savings_chart_class_init (EbbSavingsChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_savings_chart_dispose;
  widget_class->grab_focus = ebb_savings_chart_grab_focus;

  /**
   * EbbSavingsChart::part-activated:
   * @self: the chart
   * @start_us: where the part begins, microseconds since the Unix epoch, UTC
   *
   * Somebody wants to see a part of the period more closely.
   */
  signals[SIGNAL_PART_ACTIVATED] = g_signal_new ("part-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  g_type_ensure (EBB_TYPE_BAR_CHART);
  g_type_ensure (EBB_TYPE_BAR_LEGEND);
  g_type_ensure (EBB_TYPE_SAVINGS_TABLE);
  gtk_widget_class_set_css_name (widget_class, "savingschart");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-savings-chart.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, head);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, heading);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, chart_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, table_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, stack);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, chart);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, legend);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsChart, table);
  gtk_widget_class_bind_template_callback (widget_class, form_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_activated_cb);
}

static void
ebb_savings_chart_init (EbbSavingsChart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_ESTIMATED, _("Estimated"));
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_PARTIAL, _("Incomplete"));
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_MISSING, _("Missing"));
}

/**
 * ebb_savings_chart_set_report:
 * @self: a chart
 * @report: what to show
 * @figure: which figure the chart draws; the table has all
 * @period: what the report is of
 * @time_zone: whose calendar
 *
 * Shows the figures of a report.
 */
void
ebb_savings_chart_set_report (EbbSavingsChart *self,
                              EbbReport       *report,
                              EbbFigure        figure,
                              const EbbPeriod *period,
                              GTimeZone       *time_zone)
{
  g_autoptr (EbbBars) bars = create_bars (report, figure, period, time_zone);

  g_free (self->chart_heading);
  g_free (self->table_heading);
  self->chart_heading = ebb_savings_words_dup_heading (figure, period->kind, ebb_report_get_basis (report));
  self->table_heading = ebb_savings_words_dup_table_heading (period->kind, ebb_report_get_basis (report));
  ebb_bar_chart_set_title (self->chart, self->chart_heading);
  ebb_bar_chart_set_bars (self->chart, bars);
  ebb_bar_legend_set_bars (self->legend, bars);
  ebb_savings_table_set_title (self->table, self->table_heading);
  ebb_savings_table_set_report (self->table, report, period, time_zone);
  show_heading (self);
}
