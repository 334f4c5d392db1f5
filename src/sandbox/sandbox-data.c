/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files built into the sandbox: scenarios, pages, keys. They are found through the bundle itself and not through the
 * global registry, which also keeps the linker from dropping them. */

#include "sandbox/sandbox-data.h"

#include "sandbox-resources.h"

#include <stdlib.h>
#include <string.h>

#define BASE "/sandbox/"

/**
 * sandbox_data_get:
 * @path: path of a file below this folder, "keys/sandbox.pem"; it must be there
 *
 * Returns: (transfer full): its contents
 */
GBytes *
sandbox_data_get (const char *path)
{
  g_autofree char *full = g_strconcat (BASE, path, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (sandbox_get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes == NULL)
    g_error ("The sandbox was built without %s", path);
  return bytes;
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * sandbox_data_list:
 * @folder: "scenarios"; it must be there
 *
 * Returns: (transfer full): the names of its files, by the alphabet
 */
char **
sandbox_data_list (const char *folder)
{
  g_autofree char *full = g_strconcat (BASE, folder, NULL);
  char **names = g_resource_enumerate_children (sandbox_get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    g_error ("The sandbox was built without %s", folder);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}
