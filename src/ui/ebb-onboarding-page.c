/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbOnboardingPage:
 *
 * Adding a device, step by step: what kind it is, the browser, what was found. Or signing in to the maker of one that is there again,
 * which begins with the browser. What has happened is known by #EbbOnboarding;
 * this shows it, opens the browser and copies the link.
 *
 * Actions: the group `onboarding`, with `back`, `start-again`, `choose-again`, `open-link`, `copy-link` and `done`.
 * Keys: Escape, and Alt with the arrow that points back, go back; on the way that gives up what is under way.
 * Each step begins with the focus on what it is about.
 */

#include "ui/ebb-onboarding-page.h"

#include <glib/gi18n.h>

#include "app/ebb-onboarding.h"
#include "ui/ebb-kind-icon.h"
#include "ui/ebb-onboarding-end.h"
#include "ui/ebb-onboarding-result.h"
#include "ui/ebb-onboarding-wait.h"
#include "ui/ebb-state-view.h"

/* Short, for it covers what the page says about the wait. */
#define TOAST_S 2

struct _EbbOnboardingPage
{
  AdwBin parent_instance;

  EbbHome *home;                  /* (owned) */
  EbbOnboarding *onboarding;      /* (owned) */
  EbbOnboardingState shown_state;
  gboolean has_browser;           /* or it is not known that there is none */
  GCancellable *cancellable;      /* (owned): cancelled when the page goes */

  AdwWindowTitle *title;
  GtkWidget *back_button;
  AdwToastOverlay *toasts;
  EbbStateView *view;
  GtkStack *steps;
  AdwPreferencesGroup *kinds;
  EbbOnboardingWait *wait;
  EbbOnboardingResult *result;
};

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbOnboardingPage, ebb_onboarding_page, ADW_TYPE_BIN)

static void
show_wait (EbbOnboardingPage *self)
{
  ebb_onboarding_wait_update (self->wait, self->onboarding, self->has_browser);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EbbOnboardingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* The message would hold the link. */
  g_message ("no program opens the link of an onboarding session");
  self->has_browser = FALSE;
  show_wait (self);
}

static void
open_link (EbbOnboardingPage *self)
{
  const char *url = ebb_onboarding_get_url (self->onboarding);
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (url == NULL)
    return;

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  g_app_info_launch_default_for_uri_async (url, G_APP_LAUNCH_CONTEXT (context), self->cancellable, launched_cb,
                                           g_object_ref (self));
}

static void
show_step (EbbOnboardingPage *self,
           const char        *name)
{
  gtk_stack_set_visible_child_name (self->steps, name);
  ebb_state_view_show_content (self->view);
}

static void
show_state (EbbOnboardingPage  *self,
            EbbOnboardingState  state)
{
  switch (state)
    {
    case EBB_ONBOARDING_STATE_CHOOSING:
      show_step (self, "choose");
      break;
    case EBB_ONBOARDING_STATE_STARTING:
      ebb_state_view_show_loading (self->view);
      break;
    case EBB_ONBOARDING_STATE_WAITING:
    case EBB_ONBOARDING_STATE_CHECKING:
      show_wait (self);
      show_step (self, "wait");
      break;
    case EBB_ONBOARDING_STATE_FOUND:
      ebb_onboarding_result_show (self->result, self->home, ebb_onboarding_get_devices (self->onboarding));
      show_step (self, "found");
      break;
    default:
      ebb_onboarding_end_show (self->view, self->onboarding);
    }
}

static gboolean
is_in_browser (EbbOnboardingState state)
{
  return state == EBB_ONBOARDING_STATE_WAITING || state == EBB_ONBOARDING_STATE_CHECKING;
}

/* To the first thing in the step, so that keys always have somewhere to go. */
static void
focus_step (EbbOnboardingPage *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (!gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->back_button);
}

static void
changed_cb (EbbOnboardingPage *self)
{
  EbbOnboardingState before = self->shown_state;
  EbbOnboardingState state = ebb_onboarding_get_state (self->onboarding);

  self->shown_state = state;
  show_state (self, state);

  if (before == state || (is_in_browser (before) && is_in_browser (state)))
    return;
  gtk_widget_grab_focus (self->back_button);
  focus_step (self);
  if (is_in_browser (state))
    open_link (self);
}

static void
start (EbbOnboardingPage *self,
       EbbDeviceKind      kind)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->has_browser = TRUE;
  ebb_onboarding_start (self->onboarding, kind, adw_style_manager_get_dark (style));
}

static void
kind_activated_cb (EbbOnboardingPage *self,
                   AdwActionRow      *row)
{
  start (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "ebb-kind")));
}

static void
close_page (EbbOnboardingPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* Where the device is not chosen there is nothing to go back to. */
static void
choose_or_close (EbbOnboardingPage *self)
{
  gboolean is_again = ebb_onboarding_get_again (self->onboarding) != NULL;

  if (is_again)
    close_page (self);
  else
    ebb_onboarding_cancel (self->onboarding);
}

static void
back (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  EbbOnboardingPage *self = EBB_ONBOARDING_PAGE (widget);

  switch (ebb_onboarding_get_state (self->onboarding))
    {
    case EBB_ONBOARDING_STATE_CHOOSING:
      close_page (self);
      break;
    case EBB_ONBOARDING_STATE_FOUND:
      /* What was entered is kept, unless that has been tried. */
      if (ebb_onboarding_result_has_tried (self->result))
        close_page (self);
      else
        ebb_onboarding_result_save (self->result);
      break;
    default:
      choose_or_close (self);
    }
}

static void
start_again (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EbbOnboardingPage *self = EBB_ONBOARDING_PAGE (widget);

  start (self, ebb_onboarding_get_kind (self->onboarding));
}

static void
choose_again (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  choose_or_close (EBB_ONBOARDING_PAGE (widget));
}

static void
open_link_again (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  open_link (EBB_ONBOARDING_PAGE (widget));
}

static void
copy_link (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  EbbOnboardingPage *self = EBB_ONBOARDING_PAGE (widget);
  const char *url = ebb_onboarding_get_url (self->onboarding);
  AdwToast *toast;

  if (url == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), url);
  toast = adw_toast_new (_("Link copied"));
  adw_toast_set_timeout (toast, TOAST_S);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
done (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  ebb_onboarding_result_save (EBB_ONBOARDING_PAGE (widget)->result);
}

static gboolean
back_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  gboolean is_right = g_variant_get_boolean (args);

  if (is_right != (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL))
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate_action (widget, "onboarding.back", NULL);
}

static void
window_active_cb (EbbOnboardingPage *self,
                  GParamSpec        *pspec,
                  GtkWindow         *window)
{
  /* Who comes back to Ebb may be done in the browser. */
  if (gtk_window_is_active (window))
    ebb_onboarding_check_now (self->onboarding);
}

static void
ebb_onboarding_page_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (ebb_onboarding_page_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_swapped (root, "notify::is-active", G_CALLBACK (window_active_cb), widget);
}

static void
ebb_onboarding_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), window_active_cb, widget);

  GTK_WIDGET_CLASS (ebb_onboarding_page_parent_class)->unroot (widget);
}

static void
ebb_onboarding_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ebb_onboarding_page_parent_class)->map (widget);

  focus_step (EBB_ONBOARDING_PAGE (widget));
}

static void
ebb_onboarding_page_dispose (GObject *object)
{
  EbbOnboardingPage *self = EBB_ONBOARDING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->onboarding != NULL)
    g_signal_handlers_disconnect_by_data (self->onboarding, self);
  g_clear_object (&self->onboarding);

  G_OBJECT_CLASS (ebb_onboarding_page_parent_class)->dispose (object);
}

static void
ebb_onboarding_page_finalize (GObject *object)
{
  EbbOnboardingPage *self = EBB_ONBOARDING_PAGE (object);

  g_clear_object (&self->home);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ebb_onboarding_page_parent_class)->finalize (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "onboarding.back", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_key_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, back_key_cb, "b", TRUE);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "onboarding.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "onboarding.start-again", NULL, start_again);
  gtk_widget_class_install_action (widget_class, "onboarding.choose-again", NULL, choose_again);
  gtk_widget_class_install_action (widget_class, "onboarding.open-link", NULL, open_link_again);
  gtk_widget_class_install_action (widget_class, "onboarding.copy-link", NULL, copy_link);
  gtk_widget_class_install_action (widget_class, "onboarding.done", NULL, done);
}

static void
ebb_onboarding_page_class_init (EbbOnboardingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ebb_onboarding_page_dispose;
  object_class->finalize = ebb_onboarding_page_finalize;
  widget_class->root = ebb_onboarding_page_root;
  widget_class->unroot = ebb_onboarding_page_unroot;
  widget_class->map = ebb_onboarding_page_map;

  /**
   * EbbOnboardingPage::closed:
   *
   * The customer is done, or went back from the first step. The page can go.
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  install_actions (widget_class);
  bind_keys (widget_class);

  g_type_ensure (EBB_TYPE_STATE_VIEW);
  g_type_ensure (EBB_TYPE_ONBOARDING_WAIT);
  g_type_ensure (EBB_TYPE_ONBOARDING_RESULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-onboarding-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, title);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, view);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, steps);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, wait);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingPage, result);
}

static void
add_kind (EbbOnboardingPage *self,
          EbbDeviceKind      kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (ebb_kind_icon_get_name (kind));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), kind == EBB_DEVICE_OTHER ? _("Something else")
                                                                                      : ebb_device_kind_get_name (kind));
  gtk_widget_add_css_class (icon, "kind");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "ebb-kind", GUINT_TO_POINTER (kind));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (kind_activated_cb), self);
  adw_preferences_group_add (self->kinds, row);
}

static void
ebb_onboarding_page_init (EbbOnboardingPage *self)
{
  self->has_browser = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (EbbDeviceKind kind = 0; kind < EBB_N_DEVICE_KINDS; kind++)
    add_kind (self, kind);
  g_signal_connect_swapped (self->result, "done", G_CALLBACK (close_page), self);
}

/**
 * ebb_onboarding_page_new:
 * @session: whose home gets the device
 * @again: (nullable): a device that is there already and shall only be signed in again
 *
 * Returns: (transfer floating): a page. When it goes, what is under way is given up.
 */
GtkWidget *
ebb_onboarding_page_new (EbbSession *session,
                         EbbDevice  *again)
{
  EbbOnboardingPage *self = g_object_new (EBB_TYPE_ONBOARDING_PAGE, NULL);

  self->home = g_object_ref (ebb_session_get_home (session));
  self->onboarding = ebb_onboarding_new (self->home, again);
  g_signal_connect_swapped (self->onboarding, "changed", G_CALLBACK (changed_cb), self);
  ebb_state_view_show_content (self->view);
  if (again != NULL)
    {
      adw_window_title_set_title (self->title, _("Sign in again"));
      start (self, ebb_device_get_values (again)->kind);
    }

  return GTK_WIDGET (self);
}
