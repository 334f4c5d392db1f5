/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: one window of one context. It decides what is kept (nothing for the demo and a kiosk) and what the window
 * opens with. */

#include "ui/ebb-application.h"

#include <glib/gi18n.h>

#include "ui/ebb-kiosk.h"
#include "ui/ebb-preferences.h"
#include "ui/ebb-window.h"

/* How long the start waits for whose home the demo shows. */
#define PATIENCE_MS 100

struct _EbbApplication
{
  AdwApplication parent_instance;

  EbbContext *context;        /* (owned) */
  EbbStart start;
  GSettings *settings;        /* (owned) (nullable): NULL when nothing is kept */
  EbbStartWatch *start_watch; /* (owned) */
  EbbKiosk *kiosk;            /* (owned) (nullable) */
  char *server_uri;           /* (owned) (nullable) */
  guint opening_id;           /* what will open the window; 0 for nothing */
};

G_DEFINE_FINAL_TYPE (EbbApplication, ebb_application, ADW_TYPE_APPLICATION)

/* Where the window's size and view are kept. Without the schema, as in a build folder that was not set up for it, nothing is. */
static GSettings *
find_settings (EbbApplication *self)
{
  const char *id = g_application_get_application_id (G_APPLICATION (self));
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (self->start != EBB_START_ACCOUNT)
    return NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, id, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EbbApplication) self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;

  /* Without a keyring one can still sign in; the welcome page says what it means. */
  if (!ebb_context_restore_finish (EBB_CONTEXT (source), result, &error))
    g_message ("%s", error->message);
  if (window != NULL)
    ebb_window_stop_waiting (EBB_WINDOW (window));
  g_application_release (G_APPLICATION (self));
}

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* The demo's service is in this program, and says in a few milliseconds whose home it shows. Asked before libadwaita and its
 * style are loaded, it gets the devices ready meanwhile, so that the window opens with them rather than with a page that is gone after a
 * blink. */
static void
ask_ahead (EbbSession *session)
{
  EbbHome *home = ebb_session_get_home (session);
  gboolean is_late = FALSE;
  guint timer_id = g_timeout_add (PATIENCE_MS, late_cb, &is_late);

  ebb_refresh_set_visible (ebb_session_get_refresh (session), TRUE);
  while (!is_late && ebb_home_is_loading (home) && ebb_home_get_facility (home) == NULL)
    g_main_context_iteration (NULL, TRUE);
  /* And the question for the devices goes out. */
  while (!is_late && g_main_context_iteration (NULL, FALSE))
    ;
  if (!is_late)
    g_source_remove (timer_id);
}

static void
open_demo (EbbApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (ebb_context_get_session (self->context) != NULL || ebb_context_open_demo (self->context, &error))
    ask_ahead (ebb_context_get_session (self->context));
  else
    g_printerr ("ebb: %s\n", error->message);
}

static void
open_window (EbbApplication *self)
{
  GtkWidget *window = ebb_window_new (GTK_APPLICATION (self), self->context, self->settings, self->start_watch);

  ebb_window_set_server (EBB_WINDOW (window), self->server_uri);
  if (self->start == EBB_START_KIOSK)
    self->kiosk = ebb_kiosk_new (EBB_WINDOW (window), EBB_KIOSK_TURN_MS, EBB_KIOSK_PATIENCE_MS);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
open_cb (gpointer user_data)
{
  EbbApplication *self = EBB_APPLICATION (user_data);

  self->opening_id = 0;
  open_window (self);
  g_application_release (G_APPLICATION (self));

  return G_SOURCE_REMOVE;
}

static void
ebb_application_activate (GApplication *application)
{
  EbbApplication *self = EBB_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    gtk_window_present (window);
  else if (self->start == EBB_START_ACCOUNT)
    {
      g_application_hold (application);
      ebb_context_restore_async (self->context, restored_cb, g_object_ref (self));
      open_window (self);
    }
  else if (self->opening_id == 0 && ebb_context_get_session (self->context) != NULL)
    {
      /* After what has been answered is read. */
      g_application_hold (application);
      self->opening_id = g_idle_add (open_cb, self);
    }
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);

  gtk_show_about_dialog (gtk_application_get_active_window (application),
                         "program-name", "Ebb",
                         "logo-icon-name", "ebb-logo",
                         "version", EBB_VERSION,
                         "comments", _("Let cars, chargers and heat pumps run when power is cheap"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line; they are shown in the About window. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  EbbApplication *self = EBB_APPLICATION (user_data);

  ebb_preferences_present (gtk_application_get_active_window (GTK_APPLICATION (self)), self->settings);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *item = windows; item != NULL; item = item->next)
    if (EBB_IS_WINDOW (item->data))
      ebb_window_quit (item->data);
}

/* GTK has the icons of the Adwaita theme in it, drawn ahead; those of the theme on disk are the same as SVG and would cost every start
 * the loading of an SVG renderer. So where the theme is Adwaita, GTK's own come first; the few that it does not have and that are used
 * here, by us or by libadwaita, are in our resources. */
static void
use_built_in_icons (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *theme = NULL;

  g_object_get (settings, "gtk-icon-theme-name", &theme, NULL);
  if (g_strcmp0 (theme, "Adwaita") == 0)
    g_object_set (settings, "gtk-icon-theme-name", "hicolor", NULL);
}

static void
ebb_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };
  static const GActionEntry preferences = { .name = "preferences", .activate = preferences_cb };
  static const char *const preferences_keys[] = { "<Control>comma", NULL };
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const close_keys[] = { "<Control>w", NULL };

  if (EBB_APPLICATION (application)->start != EBB_START_ACCOUNT)
    open_demo (EBB_APPLICATION (application));
  G_APPLICATION_CLASS (ebb_application_parent_class)->startup (application);

  use_built_in_icons ();
  gtk_window_set_default_icon_name (g_application_get_application_id (application));
  if (EBB_APPLICATION (application)->start == EBB_START_KIOSK)
    return;

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "window.close", close_keys);
  if (EBB_APPLICATION (application)->settings == NULL)
    return;

  g_action_map_add_action_entries (G_ACTION_MAP (application), &preferences, 1, application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.preferences", preferences_keys);
}

static void
ebb_application_shutdown (GApplication *application)
{
  EbbApplication *self = EBB_APPLICATION (application);

  g_clear_handle_id (&self->opening_id, g_source_remove);
  g_clear_object (&self->kiosk);

  G_APPLICATION_CLASS (ebb_application_parent_class)->shutdown (application);
}

static void
ebb_application_finalize (GObject *object)
{
  EbbApplication *self = EBB_APPLICATION (object);

  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_object (&self->start_watch);
  g_clear_pointer (&self->server_uri, g_free);

  G_OBJECT_CLASS (ebb_application_parent_class)->finalize (object);
}

static void
ebb_application_class_init (EbbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ebb_application_finalize;
  application_class->startup = ebb_application_startup;
  application_class->activate = ebb_application_activate;
  application_class->shutdown = ebb_application_shutdown;
}

static void
ebb_application_init (EbbApplication *self)
{
}

/**
 * ebb_application_new:
 * @application_id: the build's
 * @context: what to show
 * @start: what it opens with
 * @start_watch: told when there is content
 *
 * Returns: (transfer full): the application. Only for an account it is one instance a bus; a demo and a kiosk stand for themselves.
 */
EbbApplication *
ebb_application_new (const char    *application_id,
                     EbbContext    *context,
                     EbbStart       start,
                     EbbStartWatch *start_watch)
{
  EbbApplication *self = g_object_new (EBB_TYPE_APPLICATION,
                                       "application-id", application_id,
                                       "resource-base-path", "/io/github/ebb_energy/Ebb",
                                       "flags", start == EBB_START_ACCOUNT ? G_APPLICATION_DEFAULT_FLAGS : G_APPLICATION_NON_UNIQUE,
                                       NULL);

  self->context = g_object_ref (context);
  self->start = start;
  self->start_watch = g_object_ref (start_watch);
  self->settings = find_settings (self);

  return self;
}

/**
 * ebb_application_get_settings:
 * @self: an application
 *
 * Returns: (transfer none) (nullable): what is kept from one time to the next; %NULL when nothing is
 */
GSettings *
ebb_application_get_settings (EbbApplication *self)
{
  return self->settings;
}

/**
 * ebb_application_set_server:
 * @self: an application
 * @server_uri: (nullable): an address other than Emulate's, to offer for signing in
 */
void
ebb_application_set_server (EbbApplication *self,
                            const char     *server_uri)
{
  g_free (self->server_uri);
  self->server_uri = g_strdup (server_uri);
}
