/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbCockpitWindow:
 *
 * The cockpit: a window of its own, so that what is reviewed stays as it is. Below every page is the time.
 *
 * Keys: Ctrl+K searches scenarios, Alt+1 to Alt+4 choose a page, Escape closes. CSS node: `window`.
 */

#include "cockpit/ebb-cockpit-window.h"

#include <glib/gi18n.h>

#include "cockpit/ebb-fault-list.h"
#include "cockpit/ebb-look-page.h"
#include "cockpit/ebb-request-list.h"
#include "cockpit/ebb-restart.h"
#include "cockpit/ebb-scenario-list.h"
#include "cockpit/ebb-state-report.h"
#include "cockpit/ebb-time-bar.h"
#include "compat/ebb-save-dialog.h"
#include "ui/ebb-discard-dialog.h"

struct _EbbCockpitWindow
{
  AdwWindow parent_instance;

  EbbScene *scene;       /* (owned) */
  EbbTrace *trace;       /* (owned) */
  EbbWindow *window;     /* weak (nullable): what is reviewed */
  EbbScenario *chosen;   /* (owned) (nullable): to be played next */
  char *report;          /* (owned) (nullable): to be saved */
  char **environment;    /* (owned): that this process was started with */

  AdwToastOverlay *toasts;
  AdwViewStack *views;
  EbbScenarioList *scenario_list;
  EbbFaultList *fault_list;
  EbbRequestList *request_list;
  EbbLookPage *look_page;
  EbbTimeBar *time_bar;
};

G_DEFINE_FINAL_TYPE (EbbCockpitWindow, ebb_cockpit_window, ADW_TYPE_WINDOW)

static void
tell (EbbCockpitWindow *self,
      const char       *text)
{
  g_autofree char *plain = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

static void
tell_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  tell (EBB_COCKPIT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbCockpitWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ebb_scene_open_finish (EBB_SCENE (source), result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static gboolean
is_real (EbbCockpitWindow *self)
{
  EbbSession *session = ebb_context_get_session (ebb_scene_get_context (self->scene));

  return session != NULL && !ebb_session_is_demo (session);
}

/* In another process, and instead of this one, unless somebody is signed in here, be it below a demo. */
static void
start_again (EbbCockpitWindow *self,
             EbbScenario      *scenario,
             const EbbLook    *look)
{
  g_autoptr (GError) error = NULL;

  if (self->window != NULL && ebb_window_has_edits (self->window))
    tell (self, _("Save or revert first what you changed."));
  else if (!ebb_restart ((const char *const *) self->environment, scenario, look, &error))
    tell (self, error->message);
  else if (ebb_accounts_get_current (ebb_context_get_accounts (ebb_scene_get_context (self->scene))) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.quit", NULL);
}

static void
start_again_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EbbCockpitWindow *self = EBB_COCKPIT_WINDOW (widget);
  EbbLook look = EBB_LOOK_USUAL;

  if (ebb_look_parse (&look, g_variant_get_string (parameter, NULL), NULL))
    start_again (self, ebb_scene_get_scenario (self->scene), &look);
}

static void
play_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  EbbCockpitWindow *self = EBB_COCKPIT_WINDOW (widget);
  g_autoptr (EbbScenario) scenario = g_steal_pointer (&self->chosen);
  g_autoptr (GError) error = NULL;

  if (scenario == NULL || self->window == NULL)
    return;

  if (ebb_scene_begin (self->scene, scenario, &error))
    ebb_scene_open_async (self->scene, self->window, opened_cb, g_object_ref (self));
  else
    tell (self, error->message);
}

/* What somebody entered for a real device is not lost to a make-believe one. */
static void
chosen_cb (EbbCockpitWindow *self,
           EbbScenario      *scenario)
{
  EbbLook look;
  g_autoptr (GError) error = NULL;

  if (!ebb_scene_foresee_look (self->scene, scenario, &look, &error))
    {
      tell (self, error->message);
      return;
    }
  if (ebb_look_needs_start (&look, ebb_scene_get_running_look (self->scene)))
    {
      start_again (self, scenario, ebb_scene_get_usual_look (self->scene));
      return;
    }

  g_set_object (&self->chosen, scenario);
  if (is_real (self) && self->window != NULL && ebb_window_has_edits (self->window))
    ebb_discard_dialog_ask (GTK_WINDOW (self), "cockpit.play", NULL, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "cockpit.play", NULL);
}

static void
saved_cb (GFile    *file,
          gpointer  user_data)
{
  EbbCockpitWindow *self = EBB_COCKPIT_WINDOW (user_data);
  g_autofree char *report = g_steal_pointer (&self->report);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (file == NULL || report == NULL)
    return;

  name = g_file_get_basename (file);
  if (g_file_replace_contents (file, report, strlen (report), NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    text = g_strdup_printf (_("“%s” was saved"), name);
  else
    text = g_strdup_printf (_("“%s” could not be saved: %s"), name, error->message);
  tell (self, text);
}

static void
report_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  EbbCockpitWindow *self = EBB_COCKPIT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (self->window == NULL)
    return;

  /* What is told is the moment of the question, not that of its answer. */
  g_free (self->report);
  self->report = ebb_state_report_new (self->scene, self->trace, self->window, ebb_fault_list_get_faults (self->fault_list), &error);
  if (self->report == NULL)
    {
      tell (self, error->message);
      return;
    }

  name = ebb_state_report_dup_name (self->scene);
  ebb_save_dialog_ask (GTK_WINDOW (self), _("Report this state"), name, saved_cb, self);
}

static void
search_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  ebb_cockpit_window_search (EBB_COCKPIT_WINDOW (widget));
}

static void
view_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  adw_view_stack_set_visible_child_name (EBB_COCKPIT_WINDOW (widget)->views, g_variant_get_string (parameter, NULL));
}

static void
ebb_cockpit_window_dispose (GObject *object)
{
  EbbCockpitWindow *self = EBB_COCKPIT_WINDOW (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->chosen);
  g_clear_object (&self->scene);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->environment, g_strfreev);

  G_OBJECT_CLASS (ebb_cockpit_window_parent_class)->dispose (object);
}

static void
ebb_cockpit_window_class_init (EbbCockpitWindowClass *klass)
{
  static const char *const views[] = { "scenarios", "faults", "requests", "look" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_cockpit_window_dispose;
  g_type_ensure (EBB_TYPE_FAULT_LIST);
  g_type_ensure (EBB_TYPE_LOOK_PAGE);
  g_type_ensure (EBB_TYPE_REQUEST_LIST);
  g_type_ensure (EBB_TYPE_SCENARIO_LIST);
  g_type_ensure (EBB_TYPE_TIME_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/cockpit/ebb-cockpit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbCockpitWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EbbCockpitWindow, views);
  gtk_widget_class_bind_template_child (widget_class, EbbCockpitWindow, scenario_list);
  gtk_widget_class_bind_template_child (widget_class, EbbCockpitWindow, fault_list);
  gtk_widget_class_bind_template_child (widget_class, EbbCockpitWindow, request_list);
  gtk_widget_class_bind_template_child (widget_class, EbbCockpitWindow, look_page);
  gtk_widget_class_bind_template_child (widget_class, EbbCockpitWindow, time_bar);
  gtk_widget_class_install_action (widget_class, "cockpit.tell", "s", tell_cb);
  gtk_widget_class_install_action (widget_class, "cockpit.play", NULL, play_cb);
  gtk_widget_class_install_action (widget_class, "cockpit.report", NULL, report_cb);
  gtk_widget_class_install_action (widget_class, "cockpit.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "cockpit.start-again", "s", start_again_cb);
  gtk_widget_class_install_action (widget_class, "cockpit.view", "s", view_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "cockpit.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F12, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, GDK_CONTROL_MASK, "app.quit", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "cockpit.view", "s", views[i]);
}

static void
ebb_cockpit_window_init (EbbCockpitWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->scenario_list, "chosen", G_CALLBACK (chosen_cb), self);
}

/**
 * ebb_cockpit_window_new:
 * @scene: where scenarios play
 * @trace: where requests are noted
 * @window: what is reviewed
 * @environment: that this process was started with
 *
 * Returns: (transfer floating): the cockpit. It is no window of the application, which therefore ends with its own.
 */
GtkWidget *
ebb_cockpit_window_new (EbbScene   *scene,
                        EbbTrace   *trace,
                        EbbWindow  *window,
                        char      **environment)
{
  EbbCockpitWindow *self = g_object_new (EBB_TYPE_COCKPIT_WINDOW, NULL);

  self->scene = g_object_ref (scene);
  self->trace = g_object_ref (trace);
  self->environment = g_strdupv (environment);
  g_set_weak_pointer (&self->window, window);
  ebb_scenario_list_set_scene (self->scenario_list, scene);
  ebb_fault_list_set_scene (self->fault_list, scene);
  ebb_request_list_set_trace (self->request_list, trace, scene);
  ebb_look_page_set_scene (self->look_page, scene);
  ebb_time_bar_set_scene (self->time_bar, scene);

  return GTK_WIDGET (self);
}

/**
 * ebb_cockpit_window_search:
 * @self: a cockpit
 *
 * Shows the scenarios, ready to search.
 */
void
ebb_cockpit_window_search (EbbCockpitWindow *self)
{
  adw_view_stack_set_visible_child_name (self->views, "scenarios");
  ebb_scenario_list_search (self->scenario_list);
}
