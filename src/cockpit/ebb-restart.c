/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another process of this program, since this one has its language and its contrast for good. */

#include "cockpit/ebb-restart.h"

#include <gio/gio.h>

/**
 * ebb_restart:
 * @environment: that this process was started with
 * @scenario: (nullable): what plays there; %NULL for the demo's own home
 * @look: how it looks there, before the scenario has its say
 * @error: why it cannot be started
 *
 * Starts Ebb once more, beside this process.
 *
 * Returns: whether it starts
 */
gboolean
ebb_restart (const char *const  *environment,
             EbbScenario        *scenario,
             const EbbLook      *look,
             GError            **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autofree char *words = ebb_look_dup_words (look);
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;

  if (program == NULL)
    return FALSE;

  g_ptr_array_add (command, program);
  g_ptr_array_add (command, (char *) (scenario != NULL ? "--scenario" : "--demo"));
  if (scenario != NULL)
    g_ptr_array_add (command, ebb_scenario_get_values (scenario)->origin);
  if (*words != '\0')
    {
      g_ptr_array_add (command, (char *) "--look");
      g_ptr_array_add (command, words);
    }
  g_ptr_array_add (command, NULL);

  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) command->pdata, error);

  return process != NULL;
}
