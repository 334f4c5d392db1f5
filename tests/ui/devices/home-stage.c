/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with the home of a scenario, as the real sandbox serves it in a thread of this process. What a test wants to see of the
 * service, or to change behind the window's back, goes through the sandbox's own interfaces. */

#include "home-stage.h"

#include <libsoup/soup.h>
#include <string.h>

#include "account/ebb-memory-store.h"
#include "account/ebb-minted-credentials.h"

gboolean
stage_alarm_cb (gpointer is_late)
{
  *(gboolean *) is_late = TRUE;

  return G_SOURCE_CONTINUE;
}

/* One application for all tests of a program: it could not be registered twice. It stays the default one. */
void
stage_init (int    *argc,
            char ***argv)
{
  GApplication *application = g_object_new (ADW_TYPE_APPLICATION,
                                            "flags", G_APPLICATION_NON_UNIQUE,
                                            "resource-base-path", "/io/github/ebb_energy/Ebb",
                                            NULL);
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  g_assert_true (gtk_init_check ());
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}

static char *
mint (gpointer user_data)
{
  return sandbox_server_mint_token (SANDBOX_SERVER (user_data), 3600);
}

static EbbSession *
open_demo (EbbClock  *clock,
           gpointer   user_data,
           GError   **error)
{
  Stage *stage = user_data;
  g_autoptr (EbbCredentials) credentials = ebb_minted_credentials_new (mint, g_object_ref (stage->server), g_object_unref);

  return ebb_session_new_for_demo (sandbox_server_get_uri (stage->server), credentials, clock, error);
}

/* Returns: a home that is known, in no window yet */
Stage *
stage_new (const char *scenario)
{
  const SandboxOptions options = { .seed = 1, .now_us = STAGE_NOW, .scenario = scenario };
  Stage *stage = g_new0 (Stage, 1);
  g_autoptr (EbbTokenStore) store = ebb_memory_store_new ();
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (store);
  g_autoptr (GError) error = NULL;

  stage->server = sandbox_server_start (&options, &error);
  g_assert_no_error (error);
  stage->application = GTK_APPLICATION (g_application_get_default ());
  stage->clock = ebb_clock_new_from (STAGE_NOW, 0);
  stage->context = ebb_context_new (stage->clock, accounts, open_demo, stage, NULL);
  ebb_context_open_demo (stage->context, &error);
  g_assert_no_error (error);
  stage_refresh (stage);

  return stage;
}

void
stage_open (Stage *stage,
            int    width,
            int    height)
{
  stage->window = ebb_window_new (stage->application, stage->context, stage->settings, NULL);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), width, height);
  gtk_window_present (GTK_WINDOW (stage->window));
  gtk_test_widget_wait_for_draw (stage->window);
}

/* Answers that are on their way may hold an object a little longer, but nothing holds it for good. */
void
stage_wait_for_end (gpointer object)
{
  g_object_add_weak_pointer (object, &object);
  g_test_message ("waiting for the end of %s", G_OBJECT_TYPE_NAME (object));
  g_object_unref (object);
  stage_wait_until (object == NULL);
}

void
stage_free (Stage *stage)
{
  EbbSession *session = ebb_context_get_session (stage->context);

  g_object_ref (session);
  if (stage->window != NULL)
    {
      g_object_ref (stage->window);
      /* A text that is destroyed with the focus warns that no display took it away. */
      gtk_window_set_focus (GTK_WINDOW (stage->window), NULL);
      gtk_window_destroy (GTK_WINDOW (stage->window));
      stage_wait_for_end (stage->window);
    }
  stage_wait_for_end (stage->context);
  stage_wait_for_end (session);
  g_object_unref (stage->clock);
  g_clear_object (&stage->settings);
  sandbox_server_stop (stage->server);
  g_object_unref (stage->server);
  g_free (stage);
}

EbbHome *
stage_get_home (Stage *stage)
{
  return ebb_session_get_home (ebb_context_get_session (stage->context));
}

/* Asks again, and waits for the answer, whatever it is. */
void
stage_refresh (Stage *stage)
{
  EbbHome *home = stage_get_home (stage);

  ebb_home_refresh (home);
  stage_wait_until (!ebb_home_is_loading (home));
}

/* Returns: (transfer none): the first device of a kind, by the contract's word for it */
EbbDevice *
stage_find_device (Stage      *stage,
                   const char *kind)
{
  GListModel *devices = ebb_home_get_devices (stage_get_home (stage));

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (EbbDevice) device = g_list_model_get_item (devices, i);

      if (g_str_equal (ebb_device_get_values (device)->kind_text, kind))
        return device;
    }

  g_error ("There is no %s", kind);
}

static JsonNode *
ask (Stage      *stage,
     const char *method,
     const char *path,
     const char *body)
{
  g_autofree char *uri = g_strconcat (sandbox_server_get_uri (stage->server), path, NULL);
  g_autofree char *token = mint (stage->server);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  if (soup_message_get_status (message) / 100 != 2)
    g_error ("%s %s: %u %s", method, path, soup_message_get_status (message), text);

  return *text != '\0' ? json_from_string (text, NULL) : NULL;
}

/* Returns: (transfer full) (nullable): what the control interface answers */
JsonNode *
stage_control (Stage      *stage,
               const char *method,
               const char *name,
               const char *body)
{
  g_autofree char *path = g_strconcat ("_sandbox/", name, NULL);

  return ask (stage, method, path, body);
}

/* faults: the list, in the words of the scenarios, with ' for " */
void
stage_break (Stage      *stage,
             const char *faults)
{
  g_autofree char *body = g_strdup_printf ("{\"faults\":%s}", faults);
  g_autoptr (JsonNode) answer = NULL;

  g_strdelimit (body, "'", '"');
  answer = stage_control (stage, "PUT", "faults", body);
}

/* Returns: (transfer full): the settings as the service has them */
JsonNode *
stage_get_settings (Stage      *stage,
                    const char *device_id)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", device_id);

  return ask (stage, "GET", path, NULL);
}

/* Somebody else changes a setting. */
void
stage_put_elsewhere (Stage      *stage,
                     const char *device_id,
                     const char *member,
                     double      value)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", device_id);
  g_autoptr (JsonNode) settings = stage_get_settings (stage, device_id);
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *body = NULL;

  json_object_set_double_member (json_node_get_object (settings), member, value);
  json_object_remove_member (json_node_get_object (settings), "limits");
  json_object_remove_member (json_node_get_object (settings), "updated_at");
  body = json_to_string (settings, FALSE);
  answer = ask (stage, "PUT", path, body);
}

/* The first widget of a type that can be seen, and that has a text if it matters. */
GtkWidget *
stage_find (GtkWidget  *widget,
            GType       type,
            const char *property,
            const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *value = NULL;

      if (property != NULL)
        g_object_get (widget, property, &value, NULL);
      if (property == NULL || g_strcmp0 (value, text) == 0)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find (child, type, property, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
stage_find_type (GtkWidget  *widget,
                 const char *type_name)
{
  GType type = g_type_from_name (type_name);

  return type != 0 ? stage_find (widget, type, NULL, NULL) : NULL;
}

gboolean
stage_shows (GtkWidget  *widget,
             const char *text)
{
  return stage_find (widget, GTK_TYPE_LABEL, "label", text) != NULL;
}

void
stage_click (GtkWidget *button)
{
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* Returns: whether there is such an action and it is enabled, as a button in the window would show it */
gboolean
stage_is_enabled (Stage      *stage,
                  const char *action_name)
{
  GtkWidget *button = gtk_button_new ();
  gboolean is_enabled;

  gtk_widget_set_parent (button, stage->window);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  is_enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return is_enabled;
}

static gboolean
press_on (GtkWidget       *widget,
          guint            keyval,
          GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers &&
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }

  return FALSE;
}

/* Presses a key where the focus is: the first shortcut on the way up that takes it is played.
 *
 * Returns: whether one did */
gboolean
stage_press (Stage           *stage,
             guint            keyval,
             GdkModifierType  modifiers)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (stage->window));

  for (GtkWidget *widget = focus != NULL ? focus : stage->window; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (press_on (widget, keyval, modifiers))
      return TRUE;

  return FALSE;
}
