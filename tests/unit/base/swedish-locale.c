/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A locale with a decimal comma, made for one test where the system may have none. */

#include "swedish-locale.h"

#include <glib/gstdio.h>
#include <locale.h>

#define NAME "sv_SE.UTF-8"

/**
 * swedish_locale_enter:
 *
 * Changes to Swedish; skips the test where there is nothing to make the locale of.
 *
 * Returns: whether the locale is now Swedish
 */
gboolean
swedish_locale_enter (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ebb-locale-XXXXXX", NULL);
  g_autofree char *locale = NULL;
  const char *argv[] = { "localedef", "-i", "sv_SE", "-f", "UTF-8", NULL, NULL };
  g_autofree char *command = NULL;

  g_assert_nonnull (folder);
  locale = g_build_filename (folder, NAME, NULL);
  argv[5] = locale;
  g_spawn_sync (NULL, (char **) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, NULL, NULL, NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  if (setlocale (LC_ALL, NAME) == NULL)
    g_test_skip ("the Swedish locale cannot be made here");

  /* It is in memory now. */
  command = g_strdup_printf ("rm -rf '%s'", folder);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);

  return g_str_has_prefix (setlocale (LC_ALL, NULL), "sv_SE");
}

/**
 * swedish_locale_leave:
 *
 * Changes back.
 */
void
swedish_locale_leave (void)
{
  g_unsetenv ("LOCPATH");
  g_assert_nonnull (setlocale (LC_ALL, ""));
}
