/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cockpit itself: that it is there only when it is enabled, that nothing of it is wrong for a person with a keyboard, a screen reader
 * or large text, and that it goes without a trace. */

#include <adwaita.h>

#include "account/ebb-faulty-store.h"
#include "cockpit/ebb-audit.h"
#include "cockpit/ebb-cockpit-window.h"
#include "cockpit/ebb-cockpit.h"
#include "cockpit/ebb-picture.h"
#include "cockpit/ebb-request-text.h"
#include "ebb-sandbox-demo.h"

#define LONGEST_US (20 * G_USEC_PER_SEC)

typedef struct
{
  GtkApplication *application;
  EbbContext *context;
  EbbScene *scene;
  EbbCockpit *cockpit;
  GtkWidget *window;
} Stage;

static void
wait_ms (guint ms)
{
  gint64 until_us = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, FALSE);
}

#define wait_until(condition) \
  G_STMT_START { \
    gint64 since_us = g_get_monotonic_time (); \
    while (!(condition)) \
      { \
        g_assert_cmpint (g_get_monotonic_time () - since_us, <, LONGEST_US); \
        g_main_context_iteration (NULL, FALSE); \
      } \
  } G_STMT_END

static Stage *
stage_new (const EbbLook *look)
{
  static guint n_stages = 0;
  Stage *self = g_new0 (Stage, 1);
  g_autofree char *id = g_strdup_printf ("io.github.ebb_energy.Test%u", n_stages++);
  g_autoptr (EbbClock) clock = ebb_clock_new_system ();
  g_autoptr (EbbFaultyStore) store = ebb_faulty_store_new (EBB_KEYRING_PROBLEM_NONE, FALSE);
  g_autoptr (EbbSandboxDemo) demo = ebb_sandbox_demo_new (clock, store, 0, 1);
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (EBB_TOKEN_STORE (store));
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;

  /* Two of the same name do not fit on one bus. */
  self->application = GTK_APPLICATION (adw_application_new (id, G_APPLICATION_NON_UNIQUE));
  g_application_set_resource_base_path (G_APPLICATION (self->application), "/io/github/ebb_energy/Ebb");
  self->context = ebb_context_new (clock, accounts, ebb_sandbox_demo_open, g_object_ref (demo), g_object_unref);
  self->scene = ebb_scene_new (self->context, EBB_SCENARIO_PLAYER (demo));
  ebb_scene_set_look (self->scene, look);
  self->cockpit = ebb_cockpit_new (self->application, self->scene, environment);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ebb_context_open_demo (self->context, &error));
  self->window = ebb_window_new (self->application, self->context, NULL, NULL);
  gtk_window_present (GTK_WINDOW (self->window));

  return self;
}

static void
stage_free (Stage *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->cockpit);
  wait_until (ebb_context_get_session (self->context) == NULL || ebb_session_is_idle (ebb_context_get_session (self->context)));
  wait_ms (50);
  g_object_unref (self->scene);
  g_object_unref (self->context);
  g_object_unref (self->application);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static GtkWindow *
find_cockpit (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (EBB_IS_COCKPIT_WINDOW (window))
        return window;
    }

  return NULL;
}

static GtkWindow *
open_cockpit (Stage *stage)
{
  g_object_set (stage->cockpit, "enabled", TRUE, NULL);
  g_action_group_activate_action (G_ACTION_GROUP (stage->application), "cockpit", NULL);
  wait_until (find_cockpit () != NULL && gtk_widget_get_mapped (GTK_WIDGET (find_cockpit ())));

  return find_cockpit ();
}

static void
test_enabled (void)
{
  g_autoptr (Stage) stage = stage_new (&EBB_LOOK_USUAL);
  EbbTrace *trace;

  g_assert_null (ebb_context_get_trace (stage->context));
  g_assert_false (g_action_group_has_action (G_ACTION_GROUP (stage->application), "cockpit"));

  open_cockpit (stage);
  trace = ebb_context_get_trace (stage->context);
  ebb_home_refresh (ebb_session_get_home (ebb_context_get_session (stage->context)));
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (trace)) > 0);

  g_object_set (stage->cockpit, "enabled", FALSE, NULL);
  g_assert_null (ebb_context_get_trace (stage->context));
  g_assert_false (g_action_group_has_action (G_ACTION_GROUP (stage->application), "cockpit"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 0);
  g_assert_null (find_cockpit ());
}

/* Closed and opened again it is as it was left. */
static void
test_reopened (void)
{
  g_autoptr (Stage) stage = stage_new (&EBB_LOOK_USUAL);
  GtkWindow *cockpit = open_cockpit (stage);

  gtk_widget_activate_action (GTK_WIDGET (cockpit), "cockpit.view", "s", "requests");
  gtk_window_close (cockpit);
  wait_until (!gtk_widget_get_mapped (GTK_WIDGET (cockpit)));
  g_assert_true (open_cockpit (stage) == cockpit);
}

static guint
audit_page (GtkWindow  *cockpit,
            int         width,
            const char *page)
{
  g_autoptr (GdkTexture) picture = NULL;
  g_auto (GStrv) findings = NULL;

  gtk_widget_activate_action (GTK_WIDGET (cockpit), "cockpit.view", "s", page);
  wait_ms (400);
  wait_until ((picture = ebb_picture_take (GTK_WIDGET (cockpit), NULL)) != NULL);
  findings = ebb_audit (GTK_WIDGET (cockpit), picture, width);
  for (guint i = 0; findings[i] != NULL; i++)
    g_test_message ("%s: %s", page, findings[i]);

  return g_strv_length (findings);
}

static void
audit (const EbbLook *look,
       int            width)
{
  static const char *const pages[] = { "scenarios", "faults", "requests", "look" };
  g_autoptr (Stage) stage = stage_new (look);
  g_autoptr (EbbScenario) scenario = ebb_scenario_player_load (ebb_scene_get_player (stage->scene), "electric-vehicle-waiting", NULL);
  GtkWindow *cockpit = open_cockpit (stage);
  guint n_findings = 0;

  gtk_widget_set_can_target (GTK_WIDGET (cockpit), FALSE);
  gtk_window_set_default_size (cockpit, width, 720);
  g_assert_true (ebb_scene_begin (stage->scene, scenario, NULL));
  wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    n_findings += audit_page (cockpit, width, pages[i]);
  g_assert_cmpuint (n_findings, ==, 0);
  ebb_look_apply (&EBB_LOOK_USUAL, GTK_WINDOW (stage->window));
}

static void
test_audit (void)
{
  audit (&EBB_LOOK_USUAL, 360);
}

static void
test_audit_dark (void)
{
  EbbLook look = EBB_LOOK_USUAL;

  look.scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  audit (&look, 360);
}

static void
test_audit_large (void)
{
  EbbLook look = EBB_LOOK_USUAL;

  /* It is nobody's phone: with large text it may take the room that it has by itself. */
  look.scale = 200;
  audit (&look, 560);
}

static void
play (Stage      *stage,
      const char *name)
{
  g_autoptr (EbbScenario) scenario = ebb_scenario_player_load (ebb_scene_get_player (stage->scene), name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (scenario);
  g_assert_true (ebb_scene_begin (stage->scene, scenario, &error));
  g_assert_no_error (error);
}

static int
get_dpi (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);

  return dpi;
}

/* A look that a scenario has of its own ends with it; the person's own comes back, also the size that the window had. */
static void
test_look_of_scenario (void)
{
  g_autoptr (Stage) stage = stage_new (&EBB_LOOK_USUAL);
  GtkWindow *window = GTK_WINDOW (stage->window);
  int usual_dpi = get_dpi (), width, height, usual_width, usual_height;
  EbbLook look = EBB_LOOK_USUAL;

  gtk_window_set_default_size (window, 700, 650);
  gtk_window_get_default_size (window, &usual_width, &usual_height);
  play (stage, "text-200-percent");
  g_assert_cmpint (get_dpi (), ==, 2 * 96 * 1024);
  play (stage, "360-px");
  g_assert_cmpint (get_dpi (), ==, usual_dpi);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, 360);
  g_assert_cmpint (height, ==, 720);
  play (stage, "right-to-left");
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_RTL);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, usual_width);
  g_assert_cmpint (height, ==, usual_height);

  /* What a person changes meanwhile is gone as well, and what they changed before is not. */
  look = *ebb_scene_get_look (stage->scene);
  look.scale = 150;
  ebb_scene_set_look (stage->scene, &look);
  g_assert_cmpint (get_dpi (), ==, 96 * 1024 * 3 / 2);
  play (stage, "electric-vehicle-waiting");
  g_assert_cmpint (get_dpi (), ==, usual_dpi);
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_LTR);
  look = *ebb_scene_get_look (stage->scene);
  look.scale = 125;
  ebb_scene_set_look (stage->scene, &look);
  play (stage, "right-to-left");
  play (stage, "electric-vehicle-waiting");
  g_assert_cmpint (ebb_scene_get_look (stage->scene)->scale, ==, 125);
  ebb_look_apply (&EBB_LOOK_USUAL, window);
}

static EbbKeyringProblem
get_problem (Stage *stage)
{
  return ebb_accounts_get_keyring_problem (ebb_context_get_accounts (stage->context));
}

static void
test_keyring_of_scenario (void)
{
  g_autoptr (Stage) stage = stage_new (&EBB_LOOK_USUAL);

  play (stage, "keyring-locked");
  wait_until (get_problem (stage) == EBB_KEYRING_PROBLEM_LOCKED);
  play (stage, "keyring-absent");
  wait_until (get_problem (stage) == EBB_KEYRING_PROBLEM_ABSENT);
  play (stage, "electric-vehicle-waiting");
  wait_until (get_problem (stage) == EBB_KEYRING_PROBLEM_NONE);
  play (stage, "keyring-locked");
  wait_until (get_problem (stage) == EBB_KEYRING_PROBLEM_LOCKED);
  /* Once more, after somebody unlocked it. */
  ebb_context_unlock_async (stage->context, NULL, NULL);
  wait_until (get_problem (stage) == EBB_KEYRING_PROBLEM_NONE);
  play (stage, "keyring-locked");
  wait_until (get_problem (stage) == EBB_KEYRING_PROBLEM_LOCKED);
  ebb_scene_end (stage->scene);
  wait_until (get_problem (stage) == EBB_KEYRING_PROBLEM_NONE);
}

/* The person's own keyring is not made to look locked. */
static void
test_own_keyring (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_system ();
  g_autoptr (EbbSandboxDemo) demo = ebb_sandbox_demo_new (clock, NULL, 0, 1);
  g_autoptr (EbbScenario) scenario = ebb_scenario_player_load (EBB_SCENARIO_PLAYER (demo), "keyring-locked", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (ebb_scenario_player_play (EBB_SCENARIO_PLAYER (demo), scenario, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "ebb --scenario keyring-locked"));
}

static void
test_look_words (void)
{
  static const char *const words[] = { "", "dark", "light,125", "200,rtl,360x720", "dark,150,ltr,2160x3840", "pseudo",
                                       "360x720,sv,contrast" };
  static const char *const mistakes[] = { "drak", "200,", "49", "301", "360x", "360x72000", "99x720", "360x720x", "-5x720", "de" };
  EbbLook look;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *again = NULL;

      look = EBB_LOOK_USUAL;
      g_assert_true (*words[i] == '\0' || ebb_look_parse (&look, words[i], NULL));
      again = ebb_look_dup_words (&look);
      g_assert_cmpstr (again, ==, words[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;

      look = EBB_LOOK_USUAL;
      g_assert_false (ebb_look_parse (&look, mistakes[i], &error));
      g_assert_nonnull (error);
      g_assert_cmpint (look.scale, ==, 100);
    }
}

static void
test_curl (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"name\":\"Anna's car\"}", 21);
  g_autoptr (EbbTraceEntry) entry = ebb_trace_entry_new (0, &(EbbTraceSent) {
    "PATCH", "https://api.example/v1/devices/a?b=1", "devices/{deviceId}",
    "Accept: application/json\nAuthorization: Bearer $TOKEN\nContent-Length: 21\nIf-Match: \"1\"\n", body });
  g_autofree char *command = ebb_request_text_dup_curl (entry);
  g_autofree char *outcome = ebb_request_text_dup_outcome (entry);

  g_assert_cmpstr (command, ==,
                   "curl --request PATCH --header \"Authorization: Bearer $TOKEN\" --header 'Accept: application/json' "
                   "--header 'If-Match: \"1\"' --data-raw '{\"name\":\"Anna'\\''s car\"}' 'https://api.example/v1/devices/a?b=1'");
  g_assert_cmpstr (outcome, ==, "…");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);

  g_test_add_func ("/cockpit/enabled", test_enabled);
  g_test_add_func ("/cockpit/reopened", test_reopened);
  g_test_add_func ("/cockpit/audit", test_audit);
  g_test_add_func ("/cockpit/audit/dark", test_audit_dark);
  g_test_add_func ("/cockpit/audit/large", test_audit_large);
  g_test_add_func ("/cockpit/look-words", test_look_words);
  g_test_add_func ("/cockpit/look-of-scenario", test_look_of_scenario);
  g_test_add_func ("/cockpit/keyring-of-scenario", test_keyring_of_scenario);
  g_test_add_func ("/cockpit/own-keyring", test_own_keyring);
  g_test_add_func ("/cockpit/curl", test_curl);

  return g_test_run ();
}
