/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbWindow:
 *
 * The window: the home of whoever is signed in, and on top of it the page that was opened from there. It follows the context's session.
 * A page that is left with an edit is kept, and nothing that would lose one is done without asking.
 *
 * Keys: Alt+Left or Escape goes back, Alt+1 and Alt+2 choose a view, F10 opens the menu. CSS node: `window`.
 */

#include "ui/ebb-window.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "ui/ebb-device-page.h"
#include "ui/ebb-discard-dialog.h"
#include "ui/ebb-drafts.h"
#include "ui/ebb-home-page.h"
#include "ui/ebb-onboarding-page.h"
#include "ui/ebb-page-stack.h"
#include "ui/ebb-preferences.h"
#include "ui/ebb-seen.h"
#include "ui/ebb-shortcuts.h"
#include "ui/ebb-state-view.h"
#include "ui/ebb-welcome-page.h"
#include "ui/ebb-window-actions.h"
#include "ui/ebb-window-size.h"

struct _EbbWindow
{
  AdwApplicationWindow parent_instance;

  EbbContext *context;        /* (owned) */
  GSettings *settings;        /* (owned) (nullable): NULL when nothing is kept */
  const char *leave;          /* the action that closes the window: for now, or for good */
  EbbStartWatch *start_watch; /* (owned) (nullable): until the first content */
  gboolean is_bare;
  gboolean is_waiting;        /* until it is known who was signed in last time */
  EbbDrafts *drafts;          /* (owned): pages that were left with an edit */
  char *server_uri;           /* (owned) (nullable): offered there */

  AdwToastOverlay *toasts;
  EbbPageStack *pages;
  EbbStateView *waiting;
  EbbHomePage *home_page;
  GMenuModel *main_menu;
};

G_DEFINE_FINAL_TYPE (EbbWindow, ebb_window, ADW_TYPE_APPLICATION_WINDOW)

static EbbHome *
home_of (EbbWindow *self)
{
  EbbSession *session = ebb_context_get_session (self->context);

  return session != NULL ? ebb_session_get_home (session) : NULL;
}

static gboolean
is_page_dirty (EbbWindow *self)
{
  GtkWidget *page = ebb_page_stack_get_page (self->pages);

  return page != NULL && EBB_IS_DEVICE_PAGE (page) && ebb_device_page_is_dirty (EBB_DEVICE_PAGE (page));
}

static void
close_page (EbbWindow *self)
{
  if (is_page_dirty (self))
    ebb_drafts_keep (self->drafts, EBB_DEVICE_PAGE (ebb_page_stack_get_page (self->pages)));
  ebb_page_stack_close_page (self->pages);
}

/* What is opened on top of the home, and what was asked for in between, goes. */
static void
go_home (EbbWindow *self)
{
  if (home_of (self) == NULL)
    return;

  ebb_page_stack_close_cover (self->pages);
  close_page (self);
}

/* Instead of a home, or on top of everything to sign in again. */
static void
open_welcome (EbbWindow *self)
{
  EbbWelcomePage *welcome;

  if (ebb_page_stack_get_cover (self->pages) != NULL)
    return;

  welcome = EBB_WELCOME_PAGE (ebb_welcome_page_new (self->context));
  ebb_welcome_page_set_menu (welcome, self->main_menu);
  ebb_welcome_page_set_can_close (welcome, ebb_context_get_session (self->context) != NULL);
  if (self->server_uri != NULL)
    ebb_welcome_page_set_server (welcome, self->server_uri);
  g_signal_connect_object (welcome, "closed", G_CALLBACK (ebb_page_stack_close_cover), self->pages, G_CONNECT_SWAPPED);
  ebb_page_stack_open_cover (self->pages, GTK_WIDGET (welcome));
}

static void
open_onboarding (EbbWindow *self,
                 EbbDevice *again)
{
  GtkWidget *onboarding = ebb_onboarding_page_new (ebb_context_get_session (self->context), again);

  g_signal_connect_object (onboarding, "closed", G_CALLBACK (close_page), self, G_CONNECT_SWAPPED);
  go_home (self);
  if (again != NULL)
    ebb_home_show_facility_of (home_of (self), again);
  ebb_page_stack_open_page (self->pages, onboarding);
}

static void
open_device (EbbWindow *self,
             EbbDevice *device)
{
  g_autoptr (GtkWidget) draft = NULL;

  /* The one that is open may become a draft. */
  go_home (self);
  ebb_home_show_facility_of (home_of (self), device);
  draft = ebb_drafts_take (self->drafts, ebb_device_get_id (device));
  ebb_page_stack_open_page (self->pages, draft != NULL ? draft
                                                       : ebb_device_page_new (ebb_context_get_session (self->context), device));
}

static void
content_cb (EbbWindow *self)
{
  /* So far it may only be known which facility is shown. */
  if (self->start_watch == NULL || home_of (self) == NULL || ebb_home_get_updated_at (home_of (self)) == EBB_TIME_UNKNOWN ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  ebb_start_watch_expect (self->start_watch, GTK_WIDGET (self));
  g_clear_object (&self->start_watch);
}

static void
follow_visibility (EbbWindow *self)
{
  EbbSession *session = self->context != NULL ? ebb_context_get_session (self->context) : NULL;

  if (session != NULL)
    ebb_refresh_set_visible (ebb_session_get_refresh (session), ebb_seen_is (GTK_WIDGET (self)));
  content_cb (self);
}

static void
session_cb (EbbWindow *self)
{
  EbbSession *session = ebb_context_get_session (self->context);

  close_page (self);
  ebb_drafts_clear (self->drafts);
  ebb_drafts_set_outbox (self->drafts, session != NULL ? ebb_home_get_outbox (ebb_session_get_home (session)) : NULL);
  ebb_page_stack_close_cover (self->pages);
  if (session != NULL && self->settings != NULL)
    ebb_preferences_bind (session, self->settings);
  /* Before the page is made, so that the question is on its way meanwhile. */
  if (session != NULL)
    ebb_refresh_set_visible (ebb_session_get_refresh (session), TRUE);
  ebb_home_page_set_session (self->home_page, session);
  self->is_waiting = self->is_waiting && session == NULL;
  if (session != NULL || self->is_waiting)
    ebb_page_stack_show_base (self->pages, session != NULL);
  else
    open_welcome (self);
  if (session != NULL && self->start_watch != NULL)
    g_signal_connect_object (home_of (self), "notify::updated-at", G_CALLBACK (content_cb), self, G_CONNECT_SWAPPED);
  ebb_window_actions_follow (GTK_WIDGET (self), session, self->is_bare);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    follow_visibility (self);
}

static void
back_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  EbbWindow *self = EBB_WINDOW (widget);

  if (ebb_page_stack_get_cover (self->pages) == NULL)
    close_page (self);
  else if (home_of (self) != NULL)
    ebb_page_stack_close_cover (self->pages);
}

static void
view_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  EbbWindow *self = EBB_WINDOW (widget);

  go_home (self);
  ebb_home_page_set_view (self->home_page, g_variant_get_string (parameter, NULL));
}

static void
search_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  EbbWindow *self = EBB_WINDOW (widget);

  if (ebb_page_stack_get_cover (self->pages) != NULL)
    return;

  close_page (self);
  ebb_home_page_search (self->home_page);
}

static void
sign_in_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  EbbWindow *self = EBB_WINDOW (widget);
  EbbSession *session = ebb_context_get_session (self->context);

  /* The demo mints its own tokens: all it can do is to ask again. */
  if (session != NULL && ebb_session_is_demo (session))
    ebb_home_refresh (ebb_session_get_home (session));
  else
    open_welcome (self);
}

static void
kept_cb (EbbWindow *self)
{
  if (!is_page_dirty (self) && !ebb_window_show_page (self, "device", ebb_drafts_peek (self->drafts)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", _("This device is no longer in your home."));
}

static void
discarded_cb (EbbWindow *self)
{
  close_page (self);
  ebb_drafts_discard (self->drafts);
}

/* Asks before edits are lost with an action, which follows when they may be. Returns: whether there are any */
static gboolean
asks_before (EbbWindow  *self,
             const char *action_name)
{
  if (self->is_bare || !ebb_window_has_edits (self))
    return FALSE;

  ebb_discard_dialog_ask (GTK_WINDOW (self), action_name, G_CALLBACK (kept_cb), G_CALLBACK (discarded_cb));
  return TRUE;
}

static void
close_demo_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  if (!asks_before (EBB_WINDOW (widget), action_name))
    ebb_context_close_demo (EBB_WINDOW (widget)->context);
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EbbWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ebb_context_sign_out_finish (EBB_CONTEXT (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", ebb_error_get_title (error));
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

static void
sign_out_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EbbWindow *self = EBB_WINDOW (widget);

  if (asks_before (self, action_name))
    return;

  /* Until the token is gone from the keyring, also when the window closes. */
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  ebb_context_sign_out_async (self->context, signed_out_cb, g_object_ref (self));
}

static gboolean
ebb_window_close_request (GtkWindow *window)
{
  EbbWindow *self = EBB_WINDOW (window);

  if (!ebb_drafts_are_kept (self->drafts, ebb_page_stack_get_page (self->pages)) && asks_before (self, self->leave))
    return GDK_EVENT_STOP;

  if (self->settings != NULL)
    {
      ebb_window_size_keep (window, self->settings);
      g_settings_set_string (self->settings, "last-view", ebb_home_page_get_view (self->home_page));
      gtk_window_set_hide_on_close (window, g_str_equal (self->leave, "window.close") &&
                                    ebb_preferences_goes_on (self->settings, ebb_context_get_session (self->context)));
    }

  return GTK_WINDOW_CLASS (ebb_window_parent_class)->close_request (window);
}

static void
ebb_window_dispose (GObject *object)
{
  EbbWindow *self = EBB_WINDOW (object);

  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->drafts);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_object (&self->start_watch);
  g_clear_pointer (&self->server_uri, g_free);

  G_OBJECT_CLASS (ebb_window_parent_class)->dispose (object);
}

static void
ebb_window_class_init (EbbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ebb_window_close_request;
  g_type_ensure (EBB_TYPE_PAGE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EbbWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, EbbWindow, main_menu);
  ebb_window_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.view", "s", view_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_cb);
  gtk_widget_class_install_action (widget_class, "win.close-demo", NULL, close_demo_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_cb);
  ebb_shortcuts_install (widget_class, "win.show-shortcuts");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "win.view", "s", "devices");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "win.view", "s", "savings");
}

static void
ebb_window_init (EbbWindow *self)
{
  GtkWidget *handle = gtk_window_handle_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_waiting = TRUE;
  self->leave = "window.close";
  self->waiting = g_object_new (EBB_TYPE_STATE_VIEW, NULL);
  self->home_page = g_object_new (EBB_TYPE_HOME_PAGE, NULL);
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), GTK_WIDGET (self->waiting));
  ebb_page_stack_set_base (self->pages, handle, GTK_WIDGET (self->home_page));
  self->drafts = ebb_drafts_new ();
  ebb_home_page_set_drafts (self->home_page, self->drafts);
  ebb_home_page_set_menu (self->home_page, self->main_menu);
  ebb_seen_watch (GTK_WIDGET (self), G_CALLBACK (follow_visibility));
}

/**
 * ebb_window_new:
 * @application: the application
 * @context: what is shown
 * @settings: (nullable): where size and view are kept; %NULL keeps nothing
 * @start_watch: (nullable): to tell when there is content
 *
 * Returns: (transfer floating): a window
 */
GtkWidget *
ebb_window_new (GtkApplication *application,
                EbbContext     *context,
                GSettings      *settings,
                EbbStartWatch  *start_watch)
{
  EbbWindow *self = g_object_new (EBB_TYPE_WINDOW, "application", application, NULL);

  self->context = g_object_ref (context);
  g_set_object (&self->settings, settings);
  g_set_object (&self->start_watch, start_watch);
  ebb_window_size_restore (GTK_WINDOW (self), settings);
  if (settings != NULL)
    {
      g_autofree char *view = g_settings_get_string (settings, "last-view");

      ebb_home_page_set_view (self->home_page, view);
    }

  g_signal_connect_swapped (context, "notify::session", G_CALLBACK (session_cb), self);
  session_cb (self);
  ebb_state_view_show_loading (self->waiting);

  return GTK_WIDGET (self);
}

/**
 * ebb_window_quit:
 * @self: a window to close for good, once edits that would be lost are asked about
 */
void
ebb_window_quit (EbbWindow *self)
{
  g_autoptr (EbbWindow) keep = g_object_ref (self);

  self->leave = "app.quit";
  gtk_window_close (GTK_WINDOW (self));
  self->leave = "window.close";
}

/**
 * ebb_window_stop_waiting:
 * @self: a window
 *
 * Says that it is known who was signed in last time: without a session the window asks to sign in.
 */
void
ebb_window_stop_waiting (EbbWindow *self)
{
  self->is_waiting = FALSE;
  if (ebb_context_get_session (self->context) == NULL)
    open_welcome (self);
}

/**
 * ebb_window_set_server:
 * @self: a window
 * @server_uri: (nullable): an address other than Emulate's
 *
 * Offers another server for signing in.
 */
void
ebb_window_set_server (EbbWindow  *self,
                       const char *server_uri)
{
  g_free (self->server_uri);
  self->server_uri = g_strdup (server_uri);
}

/**
 * ebb_window_set_bare:
 * @self: a window
 * @is_bare: whether to show the views only
 *
 * Takes away header, menu and whatever leaves or opens something else, for a kiosk.
 */
void
ebb_window_set_bare (EbbWindow *self,
                     gboolean   is_bare)
{
  self->is_bare = is_bare;
  ebb_home_page_set_bare (self->home_page, is_bare);
  ebb_window_actions_follow (GTK_WIDGET (self), ebb_context_get_session (self->context), is_bare);
}

/**
 * ebb_window_show_next_view:
 * @self: a window
 *
 * Shows the view after the one that is shown, and closes what was opened on top of it; what was edited there is forgotten.
 */
void
ebb_window_show_next_view (EbbWindow *self)
{
  gboolean is_devices = g_strcmp0 (ebb_home_page_get_view (self->home_page), "devices") == 0;
  g_autoptr (EbbFacility) first = NULL;

  go_home (self);
  ebb_drafts_discard (self->drafts);
  /* What needed a person may have led to another home. */
  if (home_of (self) != NULL && (first = g_list_model_get_item (ebb_home_get_facilities (home_of (self)), 0)) != NULL)
    ebb_home_set_facility (home_of (self), first);
  ebb_home_page_set_view (self->home_page, is_devices ? "savings" : "devices");
}

/**
 * ebb_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): whose home it shows
 */
EbbSession *
ebb_window_get_session (EbbWindow *self)
{
  return ebb_context_get_session (self->context);
}

/**
 * ebb_window_add_toast:
 * @self: a window
 * @toast: (transfer full): what to tell
 *
 * Tells something for a short while.
 */
void
ebb_window_add_toast (EbbWindow *self,
                      AdwToast  *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * ebb_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): what is shown, as ebb_window_show_page() calls it
 */
const char *
ebb_window_get_page (EbbWindow *self)
{
  GtkWidget *page = ebb_page_stack_get_page (self->pages);

  if (ebb_page_stack_get_cover (self->pages) != NULL)
    return "welcome";
  if (page != NULL)
    return EBB_IS_DEVICE_PAGE (page) ? "device" : "add-device";

  return ebb_home_page_get_view (self->home_page);
}

/**
 * ebb_window_has_edits:
 * @self: a window
 *
 * Returns: whether there is something that was entered and not saved
 */
gboolean
ebb_window_has_edits (EbbWindow *self)
{
  return is_page_dirty (self) || ebb_drafts_peek (self->drafts) != NULL;
}

/**
 * ebb_window_show_page:
 * @self: a window
 * @page: "devices", "savings", "device", "run-device" (and ask whether to), "sign-in-device" (to its maker), "add-device" or "welcome"
 * @device_id: (nullable): which device, for those that are about one
 *
 * Opens a page.
 *
 * Returns: whether there is such a page
 */
gboolean
ebb_window_show_page (EbbWindow  *self,
                      const char *page,
                      const char *device_id)
{
  EbbSession *session = ebb_context_get_session (self->context);

  if (session == NULL)
    return FALSE;

  if (g_str_equal (page, "add-device"))
    {
      open_onboarding (self, NULL);
      return TRUE;
    }

  if (g_str_has_suffix (page, "device"))
    {
      EbbDevice *device = device_id != NULL ? ebb_home_find_device (home_of (self), device_id) : NULL;

      if (device == NULL)
        return FALSE;
      if (g_str_equal (page, "sign-in-device"))
        open_onboarding (self, device);
      else
        open_device (self, device);
      if (g_str_equal (page, "run-device"))
        ebb_device_page_ask_to_run (EBB_DEVICE_PAGE (ebb_page_stack_get_page (self->pages)));
      return TRUE;
    }

  if (g_str_equal (page, "welcome"))
    {
      open_welcome (self);
      return TRUE;
    }

  go_home (self);
  ebb_home_page_set_view (self->home_page, page);
  return g_strcmp0 (ebb_home_page_get_view (self->home_page), page) == 0;
}
