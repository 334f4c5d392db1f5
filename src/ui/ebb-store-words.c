/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keeps Ebb from remembering, in words. */

#include "ui/ebb-store-words.h"

#include <glib/gi18n.h>

static const char *const words[] = {
  [EBB_STORE_PROBLEM_NONE] = NULL,
  [EBB_STORE_PROBLEM_SET_ASIDE] = N_("What Ebb remembered could not be read. It was set aside, and Ebb begins anew."),
  [EBB_STORE_PROBLEM_NEWER] =
    N_("A newer Ebb was used here, and what it remembers is left alone. This one remembers nothing when it closes."),
  [EBB_STORE_PROBLEM_READ_ONLY] = N_("Ebb may not write to its folder, so it remembers nothing new when it closes."),
  [EBB_STORE_PROBLEM_FULL] = N_("There is no room left on this computer, so Ebb remembers nothing new when it closes."),
  [EBB_STORE_PROBLEM_UNUSABLE] = N_("Ebb cannot use its folder on this computer, so it remembers nothing when it closes."),
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == EBB_STORE_PROBLEM_N);

/**
 * ebb_store_words_get:
 * @problem: what keeps a store from keeping
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL for no problem
 */
const char *
ebb_store_words_get (EbbStoreProblem problem)
{
  return words[problem] != NULL ? _(words[problem]) : NULL;
}
