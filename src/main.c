/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Options → context → application. */

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

#include "account/ebb-faulty-store.h"
#include "account/ebb-keyring-store.h"
#include "cockpit/ebb-cockpit.h"
#include "cockpit/ebb-gallery-compare.h"
#include "cockpit/ebb-gallery-worker.h"
#include "cockpit/ebb-gallery.h"
#include "cockpit/ebb-scene.h"
#include "config.h"
#include "ebb-check-command.h"
#include "ebb-options.h"
#include "ebb-sandbox-demo.h"
#include "ui/ebb-application.h"

/* Pictures are of one moment, so that two runs show the same: Friday 20 November 2026, 20:40 in Stockholm. */
#define PICTURE_TIME_US (G_GINT64_CONSTANT (1795203600) * G_USEC_PER_SEC)

static void
set_up_language (void)
{
  const char *directory = g_getenv ("EBB_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static int
complain (const char *message)
{
  g_printerr ("ebb: %s\n", message);

  return 1;
}

static int
list_scenarios (EbbScenarioPlayer *player)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = ebb_scenario_player_list (player, &error);

  if (scenarios == NULL)
    return complain (error->message);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const EbbScenarioValues *values = ebb_scenario_get_values (g_ptr_array_index (scenarios, i));

      g_print ("%-40s %s\n", values->name, values->sentence);
    }

  return 0;
}

static EbbContext *
create_context (EbbFaultyStore *memory,
                EbbClock       *clock,
                EbbSandboxDemo *demo)
{
  g_autoptr (EbbTokenStore) store = memory != NULL ? g_object_ref (EBB_TOKEN_STORE (memory)) : ebb_keyring_store_new (APPLICATION_ID);
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (store);

  return ebb_context_new (clock, accounts, ebb_sandbox_demo_open, demo, NULL);
}

/* What needs no display, and is no application. */
static gboolean
run_without_window (const EbbOptions *options,
                    EbbSandboxDemo   *demo,
                    int              *status)
{
  if (options->is_version)
    {
      g_print ("Ebb %s\n", EBB_VERSION);
      *status = 0;
    }
  else if (options->lists_scenarios)
    *status = list_scenarios (EBB_SCENARIO_PLAYER (demo));
  else if (options->checks_api)
    {
      g_autoptr (EbbTokenStore) store = ebb_keyring_store_new (APPLICATION_ID);
      g_autoptr (EbbAccounts) accounts = ebb_accounts_new (store);

      *status = ebb_check_command_run (accounts, options->place, options->reads_token, options->written, options->is_json);
    }
  else if (options->compared != NULL)
    *status = ebb_gallery_compare (options->compared[0], options->compared[1]);
  else if (options->gallery != NULL)
    *status = ebb_gallery_run (EBB_SCENARIO_PLAYER (demo), options->plan, options->gallery);
  else
    return FALSE;

  return TRUE;
}

static void
scene_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ebb_scene_open_finish (EBB_SCENE (source), result, &error))
    complain (error->message);
}

/* Once there is a window to open it in. */
static void
open_scene_cb (EbbScene       *scene,
               GtkWindow      *window,
               GtkApplication *application)
{
  if (!EBB_IS_WINDOW (window))
    return;

  g_signal_handlers_disconnect_by_func (application, open_scene_cb, scene);
  ebb_scene_open_async (scene, EBB_WINDOW (window), scene_opened_cb, NULL);
}

/* In the demo always, with an account when it was switched on. */
static EbbCockpit *
create_cockpit (EbbApplication    *application,
                EbbScene          *scene,
                const EbbOptions  *options,
                char             **environment)
{
  EbbCockpit *cockpit = ebb_cockpit_new (GTK_APPLICATION (application), scene, environment);
  GSettings *settings = ebb_application_get_settings (application);

  if (options->is_demo || options->scenario != NULL)
    g_object_set (cockpit, "enabled", TRUE, NULL);
  else if (settings != NULL)
    g_settings_bind (settings, "cockpit", cockpit, "enabled", G_SETTINGS_BIND_GET);

  return cockpit;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EbbStartWatch) start_watch = NULL;
  g_autoptr (EbbClock) clock = NULL;
  g_autoptr (EbbFaultyStore) memory = NULL;
  g_autoptr (EbbSandboxDemo) demo = NULL;
  g_autoptr (EbbContext) context = NULL;
  g_autoptr (EbbApplication) application = NULL;
  g_autoptr (EbbScenario) scenario = NULL;
  g_autoptr (EbbScene) scene = NULL;
  g_autoptr (EbbCockpit) cockpit = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (EbbOptions) options = { 0 };
  g_auto (GStrv) environment = g_get_environ ();
  EbbStart start;
  EbbLook look;
  int status;

#ifdef __GLIBC__
  /* Few of our threads ever allocate; a heap for each would only be empty space. One for all of them keeps the main thread from waiting. */
  mallopt (M_ARENA_MAX, 2);
#endif
  set_up_language ();
  if (!ebb_options_parse (&options, &argc, &argv, &error))
    {
      complain (error->message);
      return 2;
    }

  start_watch = ebb_start_watch_new ();
  clock = options.worker != NULL ? ebb_clock_new_from (PICTURE_TIME_US, 0) : ebb_clock_new_system ();
  start = options.is_kiosk ? EBB_START_KIOSK : options.is_demo || options.scenario != NULL ? EBB_START_DEMO : EBB_START_ACCOUNT;
  /* Where there is only the demo, nobody signs in and the keyring is not even asked. */
  if (start != EBB_START_ACCOUNT || options.worker != NULL)
    memory = ebb_faulty_store_new (EBB_KEYRING_PROBLEM_NONE, FALSE);
  demo = ebb_sandbox_demo_new (clock, memory, options.worker != NULL ? PICTURE_TIME_US : 0, ebb_clock_get_speed (clock));
  if (run_without_window (&options, demo, &status))
    return status;

  context = create_context (memory, clock, demo);
  if (memory == NULL)
    {
      g_autofree char *folder = g_build_filename (g_get_user_data_dir (), APPLICATION_ID, NULL);

      ebb_context_set_folder (context, folder);
    }
  scene = ebb_scene_new (context, EBB_SCENARIO_PLAYER (demo));
  ebb_scene_set_look (scene, &options.look);
  if ((options.scenario != NULL &&
       (scenario = ebb_scenario_player_load (EBB_SCENARIO_PLAYER (demo), options.scenario, &error)) == NULL) ||
      !ebb_scene_foresee_look (scene, scenario, &look, &error))
    {
      complain (error->message);
      return 2;
    }

  ebb_look_prepare (&look);
  ebb_scene_set_running_look (scene, &look);
  /* The sandbox gets ready in its thread while the toolkit does. */
  if (start != EBB_START_ACCOUNT && scenario == NULL && !ebb_sandbox_demo_start (demo, &error))
    return complain (error->message);
  if (!gtk_init_check ())
    return complain (_("There is no display. Start Ebb on a desktop."));

  g_set_application_name ("Ebb");
  if (options.worker != NULL)
    return ebb_gallery_worker_run (APPLICATION_ID, scene, options.plan, options.worker);

  application = ebb_application_new (APPLICATION_ID, context, start, start_watch);
  ebb_application_set_server (application, options.server_uri);
  /* Nobody gets there from a shop's display. */
  if (start != EBB_START_KIOSK)
    cockpit = create_cockpit (application, scene, &options, environment);
  if (scenario != NULL)
    {
      if (!ebb_scene_begin (scene, scenario, &error))
        return complain (error->message);
      g_signal_connect_object (application, "window-added", G_CALLBACK (open_scene_cb), scene, G_CONNECT_SWAPPED);
    }

  return g_application_run (G_APPLICATION (application), argc, argv);
}
