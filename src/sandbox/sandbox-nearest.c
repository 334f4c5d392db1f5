/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean …?": which known names are nearest to one that is not known. */

#include "sandbox/sandbox-nearest.h"

#include <string.h>

#define N_OFFERED 3
#define TOLERANCE 2

/**
 * sandbox_edit_distance:
 *
 * Returns: how many bytes must be inserted, left out or replaced to turn @a into @b (Levenshtein)
 */
guint
sandbox_edit_distance (const char *a,
                       const char *b)
{
  gsize width = strlen (b) + 1;
  g_autofree guint *row = g_new (guint, width);

  for (gsize j = 0; j < width; j++)
    row[j] = j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (gsize j = 1; j < width; j++)
        {
          guint replaced = diagonal + (a[i - 1] != b[j - 1]);

          diagonal = row[j];
          row[j] = MIN (replaced, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[width - 1];
}

/* A name that holds the other one whole is near, however long it is: "offline" and "device-offline". */
static guint
rate (const char *name,
      const char *candidate)
{
  if (strlen (name) >= 3 && strstr (candidate, name) != NULL)
    return 1;
  return 1 + sandbox_edit_distance (name, candidate);
}

/**
 * sandbox_nearest_names:
 * @name: what somebody wrote
 * @names: (element-type utf8): what there is
 *
 * Returns: (transfer full): the nearest ones, three at most and none much farther than the first, "a, b, c"
 */
char *
sandbox_nearest_names (const char *name,
                       GPtrArray  *names)
{
  const char *best[N_OFFERED + 1] = { NULL };
  guint ratings[N_OFFERED] = { 0 };
  g_autofree char *start = g_strndup (name, 100);

  for (guint i = 0; i < names->len; i++)
    {
      const char *candidate = names->pdata[i];
      guint rating = rate (start, candidate);
      guint place = 0;

      while (place < N_OFFERED && best[place] != NULL && ratings[place] <= rating)
        place++;
      if (place == N_OFFERED)
        continue;
      for (guint j = N_OFFERED - 1; j > place; j--)
        {
          best[j] = best[j - 1];
          ratings[j] = ratings[j - 1];
        }
      best[place] = candidate;
      ratings[place] = rating;
    }
  for (guint i = 1; i < N_OFFERED; i++)
    if (best[i] != NULL && ratings[i] > ratings[0] + TOLERANCE)
      best[i] = NULL;
  return g_strjoinv (", ", (char **) best);
}
