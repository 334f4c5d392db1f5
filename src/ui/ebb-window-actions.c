/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of a window can ask it for: to tell something, to open another page, to do something to a device. */

#include "ui/ebb-window-actions.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "base/ebb-link.h"
#include "ui/ebb-saved-toast.h"
#include "ui/ebb-window.h"

static const char *
get_text (GVariant *parameter)
{
  return g_variant_get_string (parameter, NULL);
}

static EbbHome *
get_home (GtkWidget *widget)
{
  EbbSession *session = ebb_window_get_session (EBB_WINDOW (widget));

  return session != NULL ? ebb_session_get_home (session) : NULL;
}

static void
refresh_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  EbbHome *home = get_home (widget);

  if (home != NULL)
    ebb_home_refresh (home);
}

/* `win.show-device` and the like: a page, most of a device. */
static void
open_page_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  static const struct
  {
    const char *action_name;
    const char *page;
  } pages[] = {
    { "win.show-device", "device" },
    { "win.run-device", "run-device" },
    { "win.sign-in-device", "sign-in-device" },
    { "win.add-device", "add-device" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (action_name, pages[i].action_name))
      ebb_window_show_page (EBB_WINDOW (widget), pages[i].page, parameter != NULL ? get_text (parameter) : NULL);
}

static void
tell (EbbWindow  *self,
      const char *text)
{
  g_autofree char *plain = g_markup_escape_text (text, -1);

  ebb_window_add_toast (self, adw_toast_new (plain));
}

static void
tell_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  tell (EBB_WINDOW (widget), get_text (parameter));
}

static void
tell_saved_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EbbHome *home = get_home (widget);

  if (home != NULL)
    ebb_window_add_toast (EBB_WINDOW (widget), ebb_saved_toast_new (ebb_home_get_outbox (home), get_text (parameter)));
}

/* Which device is being switched off, and where that is told. */
typedef struct
{
  EbbWindow *window; /* (owned) */
  EbbDevice *device; /* (owned) */
} SwitchOff;

static void
switch_off_free (SwitchOff *off)
{
  g_object_unref (off->window);
  g_object_unref (off->device);
  g_free (off);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwitchOff, switch_off_free)

static void
switched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SwitchOff) off = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (ebb_home_set_enabled_finish (EBB_HOME (source), result, &error))
    /* Translators: %s is the name of a device. */
    text = g_strdup_printf (_("%s is not optimised any more"), ebb_device_get_name (off->device));
  else if (ebb_outbox_find (ebb_home_get_outbox (EBB_HOME (source)), EBB_EDIT_SWITCH, ebb_device_get_id (off->device)) != NULL)
    text = g_strdup (_("Changes wait to be sent"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (ebb_error_get_title (error));
  if (text != NULL)
    tell (off->window, text);
}

/* Its switch in the list is the way back. */
static void
switch_off_device_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  EbbHome *home = get_home (widget);
  EbbDevice *device = home != NULL ? ebb_home_find_device (home, get_text (parameter)) : NULL;
  SwitchOff *off;

  if (device == NULL)
    return;

  off = g_new0 (SwitchOff, 1);
  off->window = g_object_ref (EBB_WINDOW (widget));
  off->device = g_object_ref (device);
  ebb_home_set_enabled_async (home, device, FALSE, switched_cb, off);
}

/* It goes in a while. The list says so, and lets one think again. */
static void
remove_device_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  EbbSession *session = ebb_window_get_session (EBB_WINDOW (widget));

  if (session == NULL)
    return;

  ebb_removals_ask (ebb_session_get_removals (session), get_text (parameter));
  ebb_window_show_page (EBB_WINDOW (widget), "devices", NULL);
}

static void
keep_device_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EbbSession *session = ebb_window_get_session (EBB_WINDOW (widget));

  if (session != NULL)
    ebb_removals_undo (ebb_session_get_removals (session), get_text (parameter));
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EbbWindow) self = user_data;

  if (!g_app_info_launch_default_for_uri_finish (result, NULL))
    tell (self, _("No browser was found"));
}

static void
open_link_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  if (ebb_link_is_for_browser (get_text (parameter)))
    g_app_info_launch_default_for_uri_async (get_text (parameter), G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                             g_object_ref (widget));
}

/**
 * ebb_window_actions_install:
 * @window_class: the class of #EbbWindow
 *
 * Gives windows these actions: with the id of a device `win.show-device`, `win.run-device`, `win.sign-in-device`, `win.switch-off-device`,
 * `win.remove-device`, `win.keep-device` and, when its settings were saved, `win.tell-saved`; `win.tell` with a text, `win.open-link` with
 * a link, `win.refresh` and `win.add-device`. Keys: F5 or Ctrl+R refreshes, Ctrl+N adds a device, Ctrl+F searches one.
 */
void
ebb_window_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (window_class, "win.show-device", "s", open_page_cb);
  gtk_widget_class_install_action (window_class, "win.run-device", "s", open_page_cb);
  gtk_widget_class_install_action (window_class, "win.sign-in-device", "s", open_page_cb);
  gtk_widget_class_install_action (window_class, "win.switch-off-device", "s", switch_off_device_cb);
  gtk_widget_class_install_action (window_class, "win.remove-device", "s", remove_device_cb);
  gtk_widget_class_install_action (window_class, "win.keep-device", "s", keep_device_cb);
  gtk_widget_class_install_action (window_class, "win.add-device", NULL, open_page_cb);
  gtk_widget_class_install_action (window_class, "win.tell", "s", tell_cb);
  gtk_widget_class_install_action (window_class, "win.tell-saved", "s", tell_saved_cb);
  gtk_widget_class_install_action (window_class, "win.open-link", "s", open_link_cb);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.add-device", NULL);
}

/**
 * ebb_window_actions_follow:
 * @window: an #EbbWindow
 * @session: (nullable): whose home it shows
 * @is_bare: whether it only shows, as a kiosk does
 *
 * Lets be done what can be done now.
 */
void
ebb_window_actions_follow (GtkWidget  *window,
                           EbbSession *session,
                           gboolean    is_bare)
{
  gboolean is_demo = session != NULL && ebb_session_is_demo (session);

  gtk_widget_action_set_enabled (window, "win.refresh", session != NULL);
  gtk_widget_action_set_enabled (window, "win.add-device", session != NULL && !is_bare);
  gtk_widget_action_set_enabled (window, "win.sign-in-device", session != NULL && !is_bare);
  gtk_widget_action_set_enabled (window, "win.remove-device", !is_bare);
  gtk_widget_action_set_enabled (window, "win.search", !is_bare);
  gtk_widget_action_set_enabled (window, "win.open-link", !is_bare);
  gtk_widget_action_set_enabled (window, "win.close-demo", is_demo && !is_bare);
  gtk_widget_action_set_enabled (window, "win.sign-out", session != NULL && !is_demo && !is_bare);
  gtk_widget_action_set_enabled (window, "win.sign-in", !is_bare);
  gtk_widget_action_set_enabled (window, "win.show-shortcuts", !is_bare);
}
