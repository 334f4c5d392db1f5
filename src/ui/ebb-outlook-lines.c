/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbOutlookLines:
 *
 * When a device will be done, and what it has saved this month. What is not known has no line.
 *
 * CSS node: `outlook`.
 */

#include "ui/ebb-outlook-lines.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/ebb-outlook.h"
#include "ui/ebb-optional-label.h"
#include "ui/ebb-plan-words.h"
#include "ui/ebb-savings-words.h"
#include "ui/ebb-sentence.h"

#define SPACING 6

struct _EbbOutlookLines
{
  GtkWidget parent_instance;

  EbbHome *home;       /* (owned) (nullable) */
  EbbOutlook *outlook; /* (owned) (nullable) */

  GtkLabel *plan;
  GtkLabel *saved;
};

G_DEFINE_FINAL_TYPE (EbbOutlookLines, ebb_outlook_lines, GTK_TYPE_WIDGET)

static char *
make_saved (EbbReport *report)
{
  double total = ebb_report_get_total (report, EBB_FIGURE_SAVINGS);
  g_autofree char *amount = NULL;
  g_autofree char *note = NULL;

  if (isnan (total))
    return NULL;

  amount = ebb_savings_words_dup_amount (report, EBB_FIGURE_SAVINGS, fabs (total));
  note = ebb_savings_words_dup_note (report, EBB_FIGURE_SAVINGS, EBB_PERIOD_MONTH);
  if (*note == '\0')
    /* Translators: an amount of money that was not spent, or spent in vain. */
    return g_strdup_printf (total < 0 ? _("Cost %s more this month than without optimisation") : _("Saved %s this month"), amount);

  /* Translators: an amount of money that was not spent, or spent in vain, and what to know of it, such as "excl. VAT · 14 of 15 days". */
  return g_strdup_printf (total < 0 ? _("Cost %1$s more this month than without optimisation (%2$s)") : _("Saved %1$s this month (%2$s)"),
                          amount, note);
}

static void
update (EbbOutlookLines *self)
{
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  EbbPlan *plan = ebb_outlook_get_plan (self->outlook);
  EbbReport *told = ebb_outlook_get_report (self->outlook);
  EbbFacility *facility = ebb_home_get_facility (self->home);
  g_autoptr (EbbReport) report = told != NULL ? ebb_units_show_report (ebb_home_get_units (self->home), told, facility) : NULL;
  /* One that is old may be another by now; the picture tells how old. */
  gboolean is_told = plan != NULL && ebb_outlook_is_fresh (self->outlook, EBB_OUTLOOK_PLAN);
  g_autofree char *planned = is_told ? ebb_plan_words_for_device (plan, &where) : NULL;
  g_autofree char *saved = report != NULL ? make_saved (report) : NULL;

  ebb_optional_label_set (self->plan, planned);
  ebb_optional_label_set (self->saved, saved);
  gtk_widget_set_visible (GTK_WIDGET (self), planned != NULL || saved != NULL);
}

static void
changed_cb (EbbOutlookLines *self,
            int              part)
{
  if (part != EBB_OUTLOOK_PRICES && part != EBB_OUTLOOK_SESSIONS)
    update (self);
}

static void
ebb_outlook_lines_dispose (GObject *object)
{
  EbbOutlookLines *self = EBB_OUTLOOK_LINES (object);

  if (self->outlook != NULL)
    g_signal_handlers_disconnect_by_data (self->outlook, self);
  g_clear_object (&self->outlook);
  g_clear_object (&self->home);
  g_clear_pointer ((GtkWidget **) &self->plan, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->saved, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_outlook_lines_parent_class)->dispose (object);
}

static void
ebb_outlook_lines_class_init (EbbOutlookLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_outlook_lines_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "outlook");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (EbbOutlookLines *self)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (label), GTK_WIDGET (self));

  return label;
}

static void
ebb_outlook_lines_init (EbbOutlookLines *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, SPACING);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->plan = add_label (self);
  self->saved = add_label (self);
}

/**
 * ebb_outlook_lines_set_outlook:
 * @self: lines
 * @home: a home
 * @outlook: of one of its devices
 *
 * Shows an outlook. Once.
 */
void
ebb_outlook_lines_set_outlook (EbbOutlookLines *self,
                               EbbHome         *home,
                               EbbOutlook      *outlook)
{
  self->home = g_object_ref (home);
  self->outlook = g_object_ref (outlook);
  g_signal_connect_swapped (outlook, "changed", G_CALLBACK (changed_cb), self);
}
