/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbOnboardingWait:
 *
 * While the customer is in the browser: says what to do there, and quietly that Ebb waits. Opens the browser again, copies
 * the link or gives up through the actions of the page.
 *
 * CSS node: `widget`. The line that says how the wait goes is a label of the role status.
 */

#include "ui/ebb-onboarding-wait.h"

#include <glib/gi18n.h>

#include "base/ebb-format.h"
#include "ui/ebb-cut.h"
#include "ui/ebb-kind-icon.h"

/* Before that the time that is left is no help to anybody. */
#define SHORT_US (5 * EBB_MINUTE)

struct _EbbOnboardingWait
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkWidget *open_button;
  GtkWidget *copy_button;
  GtkSpinner *spinner;
  GtkLabel *progress;
  GtkLabel *time_left;
};

G_DEFINE_FINAL_TYPE (EbbOnboardingWait, ebb_onboarding_wait, ADW_TYPE_BIN)

static char *
describe_time_left (gint64 left_us)
{
  g_autofree char *span = NULL;

  if (left_us < EBB_MINUTE)
    return g_strdup (_("The link works for less than a minute."));

  span = ebb_format_span (left_us);
  /* Translators: %s is a span such as "4 min". */
  return g_strdup_printf (_("The link works for another %s."), span);
}

static void
update_time_left (EbbOnboardingWait *self,
                  EbbOnboarding     *onboarding)
{
  gint64 left_us = ebb_onboarding_get_time_left (onboarding);
  gboolean is_short = left_us != EBB_TIME_UNKNOWN && left_us < SHORT_US;

  gtk_widget_set_visible (GTK_WIDGET (self->time_left), is_short);
  if (is_short)
    {
      g_autofree char *text = describe_time_left (left_us);

      gtk_label_set_label (self->time_left, text);
    }
}

static void
update_progress (EbbOnboardingWait *self,
                 EbbOnboarding     *onboarding)
{
  gboolean is_in_trouble = ebb_onboarding_get_error (onboarding) != NULL;

  if (is_in_trouble)
    gtk_label_set_label (self->progress, _("The service cannot be reached right now. Ebb keeps trying."));
  else if (ebb_onboarding_get_state (onboarding) == EBB_ONBOARDING_STATE_CHECKING)
    gtk_label_set_label (self->progress, _("Looking for your device …"));
  else
    gtk_label_set_label (self->progress, _("Waiting until you are done in the browser"));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), !is_in_trouble);
  gtk_spinner_set_spinning (self->spinner, !is_in_trouble);
}

static void
ebb_onboarding_wait_class_init (EbbOnboardingWaitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-onboarding-wait.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingWait, page);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingWait, open_button);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingWait, copy_button);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingWait, spinner);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingWait, progress);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingWait, time_left);
}

static void
ebb_onboarding_wait_init (EbbOnboardingWait *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ebb_cut_wrap_button (self->open_button);
}

/**
 * ebb_onboarding_wait_update:
 * @self: a wait
 * @onboarding: what is waited for
 * @has_browser: whether the desktop could open the link
 *
 * Says how it goes.
 */
void
ebb_onboarding_wait_update (EbbOnboardingWait *self,
                            EbbOnboarding     *onboarding,
                            gboolean           has_browser)
{
  adw_status_page_set_icon_name (self->page, ebb_kind_icon_get_name (ebb_onboarding_get_kind (onboarding)));
  if (has_browser)
    {
      adw_status_page_set_title (self->page, _("Continue in your browser"));
      adw_status_page_set_description (self->page,
                                       _("Sign in to the maker of your device there and allow it to be shared."));
    }
  else
    {
      adw_status_page_set_title (self->page, _("No browser was found"));
      adw_status_page_set_description (self->page,
                                       _("Copy the link and open it in any browser, also on another computer."));
    }

  if (!has_browser && gtk_widget_has_focus (self->open_button))
    gtk_widget_grab_focus (self->copy_button);
  gtk_widget_set_visible (self->open_button, has_browser);
  if (has_browser)
    gtk_widget_remove_css_class (self->copy_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->copy_button, "suggested-action");

  update_progress (self, onboarding);
  update_time_left (self, onboarding);
}
