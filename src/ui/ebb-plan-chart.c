/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbPlanChart:
 *
 * What a device did and will do, drawn on the prices: past, now and future in one picture, with what is not known said in words, and below
 * it what did not go as planned. It shows as long as there is a plan. What is selected in it stands in a line, for those who cannot point.
 *
 * CSS node: `planchart.card`.
 */

#include "ui/ebb-plan-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-error.h"
#include "chart/ebb-bar-chart.h"
#include "ui/ebb-bar-legend.h"
#include "ui/ebb-optional-label.h"
#include "ui/ebb-plan-bars.h"
#include "ui/ebb-plan-words.h"

#define SPACING 6

struct _EbbPlanChart
{
  GtkWidget parent_instance;

  EbbHome *home;       /* (owned) (nullable) */
  EbbOutlook *outlook; /* (owned) (nullable) */

  EbbBarChart *chart;
  EbbBarLegend *legend;
  GtkLabel *selected;
  GtkLabel *gaps;
  GtkLabel *notes;
};

G_DEFINE_FINAL_TYPE (EbbPlanChart, ebb_plan_chart, GTK_TYPE_WIDGET)

static void
show_selected (EbbPlanChart *self)
{
  EbbBars *bars = ebb_bar_chart_get_bars (self->chart);
  guint index;

  if (ebb_bars_find (bars, ebb_bar_chart_get_selected_key (self->chart), &index))
    ebb_optional_label_set (self->selected, ebb_bars_get_sentence (bars, index));
  else
    ebb_optional_label_set (self->selected, NULL);
}

static gboolean
has_warmth (EbbPlan *plan)
{
  for (guint i = 0; i < ebb_plan_get_n_slots (plan); i++)
    if (!isnan (ebb_plan_get_slot (plan, i)->indoor_temperature_c))
      return TRUE;

  return FALSE;
}

static void
update (EbbPlanChart *self)
{
  EbbPlan *plan = ebb_outlook_get_plan (self->outlook);
  const GError *error = ebb_outlook_get_error (self->outlook, EBB_OUTLOOK_PLAN);
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  g_autoptr (EbbBars) bars = NULL;
  g_autofree char *gaps = NULL;
  g_autofree char *notes = NULL;
  gint64 from_us, to_us;

  if (where.time_zone == NULL || (plan == NULL && (error == NULL || ebb_error_is_not_offered (error))))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }

  ebb_outlook_get_span (self->outlook, &from_us, &to_us);
  bars = plan != NULL ? ebb_plan_bars_new (plan, ebb_outlook_get_told_at (self->outlook, EBB_OUTLOOK_PLAN),
                                           ebb_outlook_get_prices (self->outlook), from_us, to_us, &where)
                      : ebb_bars_new ();
  gaps = ebb_plan_words_for_gaps (self->outlook, &where);
  notes = plan != NULL ? ebb_plan_words_for_notes (plan, from_us, &where) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), ebb_bars_get_count (bars) > 0 || gaps != NULL || notes != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), ebb_bars_get_count (bars) > 0);
  ebb_bar_chart_set_bars (self->chart, bars);
  if (plan != NULL)
    ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_LEVEL, has_warmth (plan) ? _("Indoor temperature") : _("State of charge"));
  ebb_bar_legend_set_bars (self->legend, bars);
  ebb_optional_label_set (self->gaps, gaps);
  ebb_optional_label_set (self->notes, notes);
  show_selected (self);
}

static void
changed_cb (EbbPlanChart *self,
            int           part)
{
  if (part != EBB_OUTLOOK_SESSIONS)
    update (self);
}

static void
ebb_plan_chart_dispose (GObject *object)
{
  EbbPlanChart *self = EBB_PLAN_CHART (object);
  GtkWidget *child;

  if (self->outlook != NULL)
    g_signal_handlers_disconnect_by_data (self->outlook, self);
  g_clear_object (&self->outlook);
  g_clear_object (&self->home);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ebb_plan_chart_parent_class)->dispose (object);
}

static void
ebb_plan_chart_class_init (EbbPlanChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_plan_chart_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "planchart");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (EbbPlanChart *self)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_xalign (label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), "caption");
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (label), GTK_WIDGET (self));

  return label;
}

static void
ebb_plan_chart_init (EbbPlanChart *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, SPACING);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->chart = EBB_BAR_CHART (ebb_bar_chart_new ());
  ebb_bar_chart_set_title (self->chart, _("Plan and prices"));
  g_signal_connect_swapped (self->chart, "notify::selected-key", G_CALLBACK (show_selected), self);
  gtk_widget_set_parent (GTK_WIDGET (self->chart), GTK_WIDGET (self));
  self->legend = EBB_BAR_LEGEND (ebb_bar_legend_new ());
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_DONE, _("Ran"));
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_AHEAD, _("Planned"));
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_FAILED, _("Did not run"));
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_ESTIMATED, _("Forecast price"));
  ebb_bar_legend_explain (self->legend, EBB_BAR_LOOK_MISSING, _("Price not known"));
  gtk_widget_set_halign (GTK_WIDGET (self->legend), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->legend), GTK_WIDGET (self));
  self->selected = add_label (self);
  self->gaps = add_label (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->gaps), "dim-label");
  self->notes = add_label (self);
}

/**
 * ebb_plan_chart_set_outlook:
 * @self: a chart
 * @home: a home
 * @outlook: of one of its devices
 *
 * Shows an outlook. Once.
 */
void
ebb_plan_chart_set_outlook (EbbPlanChart *self,
                            EbbHome      *home,
                            EbbOutlook   *outlook)
{
  self->home = g_object_ref (home);
  self->outlook = g_object_ref (outlook);
  g_signal_connect_swapped (outlook, "changed", G_CALLBACK (changed_cb), self);
}
