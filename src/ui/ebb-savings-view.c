/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSavingsView:
 *
 * What was saved, paid and used in a day, month or year: three totals, of which the chosen one is drawn part by part. Going into
 * a bar of the chart shows that month or day; the toggles lead back out.
 *
 * Nothing is asked of the server before the view is first seen. From then on it is asked anew whenever the home has been,
 * as long as the view is seen.
 *
 * # Keys
 *
 * Alt+← and Alt+→ go to the previous and the next period, on the side that the arrow points to; Alt+↑ goes to the longer period
 * around the one that is shown. In the chart Enter goes into a bar.
 *
 * # Actions
 *
 * `savings.refresh` asks the server again.
 *
 * # CSS nodes
 *
 * `savingsview`. While the figures of another period are still shown, the content has the class `old`.
 */

#include "ui/ebb-savings-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/ebb-refresh.h"
#include "app/ebb-savings.h"
#include "base/ebb-error.h"
#include "base/ebb-format.h"
#include "ui/ebb-cut.h"
#include "ui/ebb-figure-card.h"
#include "ui/ebb-fit-layout.h"
#include "ui/ebb-savings-chart.h"
#include "ui/ebb-savings-words.h"
#include "ui/ebb-sentence.h"
#include "ui/ebb-state-view.h"

/* An answer usually comes sooner; until then the page stands still rather than flash. */
#define HOLD_MS 150

struct _EbbSavingsView
{
  GtkWidget parent_instance;

  GtkWidget *controls;
  GtkToggleButton *day_button;
  GtkToggleButton *month_button;
  GtkToggleButton *year_button;
  GtkWidget *previous_button;
  GtkLabel *title;
  GtkWidget *next_button;
  EbbStateView *state;
  GtkWidget *content;
  GtkWidget *stale;
  GtkLabel *stale_label;
  GtkButton *stale_button;
  EbbFigureCard *saved_card;
  EbbFigureCard *paid_card;
  EbbFigureCard *used_card;
  EbbSavingsChart *chart;

  EbbHome *home;        /* (owned) (nullable) */
  EbbSavings *savings;  /* (owned) (nullable): from when the view is first seen */
  gboolean has_content; /* the content is what is seen */
  gboolean is_outdated; /* the home was asked while nobody saw the view */
  gboolean is_asked;    /* the savings were asked for since the home began to be asked */
  gboolean is_updating; /* the buttons are being told, they do not tell */
  gboolean had_focus;   /* the content had the focus when it gave way */
  guint hold_id;        /* 0 when none runs */
};

G_DEFINE_FINAL_TYPE (EbbSavingsView, ebb_savings_view, GTK_TYPE_WIDGET)

static EbbFigure
chosen_figure (EbbSavingsView *self)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->paid_card)))
    return EBB_FIGURE_COST;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->used_card)))
    return EBB_FIGURE_ENERGY;

  return EBB_FIGURE_SAVINGS;
}

static gboolean
has_figures (EbbReport *report)
{
  for (EbbFigure figure = 0; figure < EBB_N_FIGURES; figure++)
    if (ebb_report_count_known (report, figure) > 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_unsupported (const GError *error)
{
  return ebb_error_is_not_offered (error);
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Whatever is shown instead of the content. */
static void
leave_content (EbbSavingsView *self)
{
  g_clear_handle_id (&self->hold_id, g_source_remove);
  if (!self->has_content)
    return;

  self->has_content = FALSE;
  self->had_focus = has_focus_within (self->content);
}

static void
enter_content (EbbSavingsView *self)
{
  g_clear_handle_id (&self->hold_id, g_source_remove);
  gtk_widget_remove_css_class (self->content, "old");
  ebb_state_view_show_content (self->state);
  if (!self->has_content && self->had_focus && gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->chart));
  self->has_content = TRUE;
  self->had_focus = FALSE;
}

static gboolean
hold_ended_cb (gpointer user_data)
{
  EbbSavingsView *self = EBB_SAVINGS_VIEW (user_data);

  self->hold_id = 0;
  leave_content (self);
  ebb_state_view_show_loading (self->state);

  return G_SOURCE_REMOVE;
}

static void
show_loading (EbbSavingsView *self)
{
  if (!self->has_content)
    ebb_state_view_show_loading (self->state);
  else if (self->hold_id == 0)
    {
      gtk_widget_add_css_class (self->content, "old");
      self->hold_id = g_timeout_add (HOLD_MS, hold_ended_cb, self);
    }
}

static void
show_error (EbbSavingsView *self,
            const GError   *error)
{
  leave_content (self);
  if (is_unsupported (error))
    ebb_state_view_show_message (self->state, "ebb-savings-symbolic", _("No savings to show"),
                                 _("Your retailer’s service does not report savings."), NULL, NULL);
  else
    ebb_state_view_show_error (self->state, error, "savings.refresh");
}

static void
show_card (EbbSavingsView *self,
           EbbFigureCard  *card,
           EbbFigure       figure)
{
  EbbReport *report = ebb_savings_get_report (self->savings);
  EbbPeriodKind kind = ebb_savings_get_period (self->savings)->kind;
  g_autofree char *amount = ebb_savings_words_dup_amount (report, figure, ebb_report_get_total (report, figure));
  g_autofree char *note = ebb_savings_words_dup_note (report, figure, kind);
  g_autofree char *sentence = ebb_savings_words_dup_total (report, figure, kind);

  ebb_figure_card_set_content (card, ebb_savings_words_get_name (figure), amount, note, sentence);
}

static void
show_chart (EbbSavingsView *self)
{
  ebb_savings_chart_set_report (self->chart, ebb_savings_get_report (self->savings), chosen_figure (self),
                                ebb_savings_get_period (self->savings),
                                ebb_facility_get_time_zone (ebb_home_get_facility (self->home)));
}

/* A report that could not be asked for again stays, and one that is remembered comes first, with a quiet line about its age. */
static void
show_staleness (EbbSavingsView *self)
{
  const GError *error = ebb_savings_get_error (self->savings);
  gboolean is_signed_out = g_error_matches (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT);
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  gint64 reported_at_us = ebb_savings_get_reported_at (self->savings);
  g_autofree char *when = ebb_format_day_time (reported_at_us, where.now_us, where.time_zone);
  /* Translators: what went wrong, such as "No connection", and when the figures came, such as "01:15" or "yesterday 01:15". */
  g_autofree char *sentence = error != NULL ? g_strdup_printf (_("%s. Last updated %s."), ebb_error_get_title (error), when)
                                            : g_strdup_printf (_("Last updated %s."), when);

  gtk_widget_set_visible (self->stale,
                          error != NULL || (ebb_savings_is_loading (self->savings) && where.now_us - reported_at_us > EBB_REFRESH_OLD));
  gtk_widget_set_visible (GTK_WIDGET (self->stale_button), error != NULL);
  gtk_label_set_label (self->stale_label, sentence);
  gtk_button_set_label (self->stale_button, is_signed_out ? _("_Sign in again") : _("_Try again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stale_button), is_signed_out ? "win.sign-in" : "savings.refresh");
}

static void
show_report (EbbSavingsView *self)
{
  if (!has_figures (ebb_savings_get_report (self->savings)))
    {
      leave_content (self);
      ebb_state_view_show_message (self->state, "ebb-savings-symbolic", _("Nothing was measured in this period"), NULL, NULL,
                                   NULL);
      return;
    }

  show_card (self, self->saved_card, EBB_FIGURE_SAVINGS);
  show_card (self, self->paid_card, EBB_FIGURE_COST);
  show_card (self, self->used_card, EBB_FIGURE_ENERGY);
  show_chart (self);
  show_staleness (self);
  enter_content (self);
}

/* A button that goes out of use under the focus hands it to its neighbour. */
static void
set_usable (GtkWidget *button,
            gboolean   is_usable,
            GtkWidget *neighbour)
{
  if (!is_usable && gtk_widget_has_focus (button))
    gtk_widget_grab_focus (neighbour);
  gtk_widget_set_sensitive (button, is_usable);
}

static void
show_controls (EbbSavingsView *self)
{
  const EbbPeriod *period = ebb_savings_get_period (self->savings);
  GtkToggleButton *buttons[] = { self->day_button, self->month_button, self->year_button };
  g_autofree char *title = ebb_savings_words_dup_title (period, ebb_clock_now (ebb_home_get_clock (self->home)),
                                                        ebb_facility_get_time_zone (ebb_home_get_facility (self->home)));
  const char *previous = ebb_savings_words_get_previous (period->kind);
  const char *next = ebb_savings_words_get_next (period->kind);

  self->is_updating = TRUE;
  gtk_toggle_button_set_active (buttons[period->kind], TRUE);
  self->is_updating = FALSE;

  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (self->previous_button, previous);
  gtk_widget_set_tooltip_text (self->next_button, next);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->previous_button), GTK_ACCESSIBLE_PROPERTY_LABEL, previous, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button), GTK_ACCESSIBLE_PROPERTY_LABEL, next, -1);
  set_usable (self->next_button, ebb_savings_can_step (self->savings, 1), self->previous_button);
}

/* What there is to say before there is a facility to ask about. */
static void
show_home (EbbSavingsView *self)
{
  if (self->home != NULL && ebb_home_get_error (self->home) != NULL && !ebb_home_is_loading (self->home))
    show_error (self, ebb_home_get_error (self->home));
  else if (self->home != NULL && self->savings != NULL && !ebb_home_is_loading (self->home))
    {
      leave_content (self);
      ebb_state_view_show_message (self->state, "ebb-savings-symbolic", _("No home yet"),
                                   _("Your retailer has not registered a home for you. Ask its customer service."),
                                   _("_Try again"), "win.refresh");
    }
  else
    show_loading (self);
}

static void
update (EbbSavingsView *self)
{
  gboolean has_facility = self->savings != NULL && ebb_home_get_facility (self->home) != NULL;
  const GError *error = self->savings != NULL ? ebb_savings_get_error (self->savings) : NULL;
  EbbReport *report = self->savings != NULL ? ebb_savings_get_report (self->savings) : NULL;

  gtk_widget_set_visible (self->controls, has_facility && (report != NULL || !is_unsupported (error)));
  if (!has_facility)
    {
      show_home (self);
      return;
    }

  show_controls (self);
  if (report != NULL)
    show_report (self);
  else if (error != NULL)
    show_error (self, error);
  else
    show_loading (self);
}

static void
kind_cb (EbbSavingsView  *self,
         GtkToggleButton *button)
{
  if (self->is_updating || self->savings == NULL || !gtk_toggle_button_get_active (button))
    return;

  ebb_savings_set_kind (self->savings, button == self->day_button    ? EBB_PERIOD_DAY
                                       : button == self->year_button ? EBB_PERIOD_YEAR
                                                                     : EBB_PERIOD_MONTH);
}

static void
figure_cb (EbbSavingsView  *self,
           GtkToggleButton *card)
{
  if (self->has_content && gtk_toggle_button_get_active (card) && ebb_savings_get_report (self->savings) != NULL)
    show_chart (self);
}

static void
previous_cb (EbbSavingsView *self)
{
  ebb_savings_step (self->savings, -1);
}

static void
next_cb (EbbSavingsView *self)
{
  ebb_savings_step (self->savings, 1);
}

static void
part_activated_cb (EbbSavingsView *self,
                   gint64          start_us)
{
  EbbPeriodKind kind = ebb_savings_get_period (self->savings)->kind;

  if (kind != EBB_PERIOD_DAY && ebb_savings_get_report (self->savings) != NULL)
    ebb_savings_open (self->savings, kind - 1, start_us);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  EbbSavingsView *self = EBB_SAVINGS_VIEW (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int steps;

  if (!gtk_widget_get_visible (self->controls))
    return FALSE;

  g_variant_get (args, "i", &steps);
  ebb_savings_step (self->savings, is_mirrored ? -steps : steps);

  return TRUE;
}

static gboolean
key_out_cb (GtkWidget *widget,
            GVariant  *args,
            gpointer   user_data)
{
  EbbSavingsView *self = EBB_SAVINGS_VIEW (widget);
  EbbPeriodKind kind;

  if (!gtk_widget_get_visible (self->controls))
    return FALSE;

  kind = ebb_savings_get_period (self->savings)->kind;
  ebb_savings_set_kind (self->savings, MIN (kind + 1, EBB_PERIOD_YEAR));

  return TRUE;
}

static void
savings_cb (EbbSavingsView *self)
{
  self->is_asked |= ebb_savings_is_loading (self->savings);
  update (self);
}

/* The home itself matters only as long as there is nothing to ask about. */
static void
home_cb (EbbSavingsView *self)
{
  if (ebb_home_get_facility (self->home) == NULL)
    update (self);
}

static void
home_loading_cb (EbbSavingsView *self)
{
  if (ebb_home_is_loading (self->home))
    self->is_asked = FALSE;
  home_cb (self);
}

static void
refresh (EbbSavingsView *self)
{
  self->is_outdated = FALSE;
  if (ebb_home_get_facility (self->home) == NULL && !ebb_home_is_loading (self->home))
    ebb_home_refresh (self->home);
  ebb_savings_refresh (self->savings);
  home_cb (self);
}

static void
refresh_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  ebb_savings_view_refresh (EBB_SAVINGS_VIEW (widget));
}

static void
updated_at_cb (EbbSavingsView *self)
{
  if (self->savings == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->is_outdated = TRUE;
  else if (!self->is_asked)
    refresh (self);
}

static void
start (EbbSavingsView *self)
{
  self->savings = ebb_savings_new (self->home);
  g_signal_connect_swapped (self->savings, "changed", G_CALLBACK (savings_cb), self);
  refresh (self);
}

static void
forget_session (EbbSavingsView *self)
{
  if (self->savings != NULL)
    g_signal_handlers_disconnect_by_data (self->savings, self);
  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);
  g_clear_object (&self->savings);
  g_clear_object (&self->home);
}

static void
ebb_savings_view_map (GtkWidget *widget)
{
  EbbSavingsView *self = EBB_SAVINGS_VIEW (widget);

  GTK_WIDGET_CLASS (ebb_savings_view_parent_class)->map (widget);

  if (self->home != NULL && self->savings == NULL)
    start (self);
  else if (self->home != NULL && self->is_outdated)
    refresh (self);
}

static void
ebb_savings_view_dispose (GObject *object)
{
  EbbSavingsView *self = EBB_SAVINGS_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->hold_id, g_source_remove);
  forget_session (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ebb_savings_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  g_type_ensure (EBB_TYPE_FIGURE_CARD);
  g_type_ensure (EBB_TYPE_SAVINGS_CHART);
  g_type_ensure (EBB_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-savings-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, controls);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, day_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, month_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, year_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, previous_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, title);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, next_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, state);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, content);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, stale);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, stale_label);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, stale_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, saved_card);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, paid_card);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, used_card);
  gtk_widget_class_bind_template_child (widget_class, EbbSavingsView, chart);
  gtk_widget_class_bind_template_callback (widget_class, ebb_cut_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, figure_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_activated_cb);
}

static void
ebb_savings_view_class_init (EbbSavingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_savings_view_dispose;
  widget_class->map = ebb_savings_view_map;

  gtk_widget_class_set_css_name (widget_class, "savingsview");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "savings.refresh", NULL, refresh_action_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, key_out_cb, NULL);
}

static void
ebb_savings_view_init (EbbSavingsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * ebb_savings_view_new:
 *
 * Returns: (transfer floating): a view that knows of nobody's savings yet
 */
GtkWidget *
ebb_savings_view_new (void)
{
  return g_object_new (EBB_TYPE_SAVINGS_VIEW, NULL);
}

/**
 * ebb_savings_view_set_session:
 * @self: a view
 * @session: (nullable): whose savings; %NULL for nobody's
 *
 * Shows the savings of a customer, and forgets those of the one before.
 */
void
ebb_savings_view_set_session (EbbSavingsView *self,
                              EbbSession     *session)
{
  EbbHome *home = session != NULL ? ebb_session_get_home (session) : NULL;

  g_return_if_fail (EBB_IS_SAVINGS_VIEW (self));

  if (home == self->home)
    return;

  forget_session (self);
  leave_content (self);
  self->had_focus = FALSE;
  if (home != NULL)
    {
      self->home = g_object_ref (home);
      g_signal_connect_swapped (home, "notify::updated-at", G_CALLBACK (updated_at_cb), self);
      g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (home_loading_cb), self);
      g_signal_connect_swapped (home, "notify::error", G_CALLBACK (home_cb), self);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        {
          start (self);
          return;
        }
    }
  update (self);
}

/**
 * ebb_savings_view_refresh:
 * @self: a view
 *
 * Asks the server again, if the view has been seen at all.
 */
void
ebb_savings_view_refresh (EbbSavingsView *self)
{
  g_return_if_fail (EBB_IS_SAVINGS_VIEW (self));

  if (self->savings != NULL)
    refresh (self);
}
