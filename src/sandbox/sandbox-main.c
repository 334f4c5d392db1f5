/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program ebb-sandbox: options, one line with the address, then serving until it is told to stop. */

#include "sandbox/sandbox-options.h"
#include "sandbox/sandbox-scenario.h"
#include "sandbox/sandbox-server.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_USAGE 2

static int
complain (const GError *error)
{
  fprintf (stderr, "ebb-sandbox: %s\n", error->message);
  return EXIT_USAGE;
}

static int
list_scenarios (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = sandbox_scenario_list (&error);
  const char *group = "";

  if (scenarios == NULL)
    return complain (error);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const SandboxScenario *scenario = scenarios->pdata[i];

      if (g_strcmp0 (scenario->group, group) != 0)
        printf ("%s%s\n", i > 0 ? "\n" : "", scenario->group);
      group = scenario->group;
      printf ("  %-40s %s\n", scenario->name, scenario->sentence);
    }
  return EXIT_SUCCESS;
}

static int
mint_token (const SandboxCommand *command)
{
  g_autofree char *token = sandbox_token_mint (command->problem, g_get_real_time (), command->expires_in_s);

  printf ("%s\n", token);
  return EXIT_SUCCESS;
}

static gboolean
signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
serve (const SandboxCommand *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SandboxServer) server = NULL;

  g_unix_signal_add (SIGINT, signal_cb, loop);
  g_unix_signal_add (SIGTERM, signal_cb, loop);
  server = sandbox_server_start (&command->options, &error);
  if (server == NULL)
    return complain (error);

  printf ("%s\n", sandbox_server_get_uri (server));
  fflush (stdout);
  g_main_loop_run (loop);
  sandbox_server_stop (server);
  return EXIT_SUCCESS;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_auto (SandboxCommand) command = { 0 };

  setlocale (LC_ALL, "");
  if (!sandbox_command_parse (&command, argc, argv, &error))
    return complain (error);
  if (command.is_list)
    return list_scenarios ();
  if (command.is_mint)
    return mint_token (&command);
  return serve (&command);
}
