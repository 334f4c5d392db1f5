/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why the keyring cannot be used, in words. It is never the end: the sign-in then lasts until the program ends. */

#include "account/ebb-keyring-problem.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"

typedef struct
{
  const char *code;   /* of the error */
  const char *title;  /* (nullable): there is none for no problem */
  const char *advice; /* (nullable): likewise */
} Words;

static const Words words[] = {
  [EBB_KEYRING_PROBLEM_NONE] = { "none", NULL, NULL },
  [EBB_KEYRING_PROBLEM_LOCKED] = {
    "locked",
    N_("Your keyring is locked"),
    N_("Unlock it to stay signed in. Until then a sign-in lasts until you close Ebb."),
  },
  [EBB_KEYRING_PROBLEM_ABSENT] = {
    "absent",
    N_("You have no keyring yet"),
    N_("Your sign-in lasts until you close Ebb. To stay signed in, make a keyring with Passwords and Keys."),
  },
  [EBB_KEYRING_PROBLEM_UNAVAILABLE] = {
    "unavailable",
    N_("This computer’s keyring is not answering"),
    N_("Your sign-in lasts until you close Ebb."),
  },
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == EBB_KEYRING_PROBLEM_N_PROBLEMS);

G_DEFINE_ENUM_TYPE (EbbKeyringProblem, ebb_keyring_problem,
                    G_DEFINE_ENUM_VALUE (EBB_KEYRING_PROBLEM_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (EBB_KEYRING_PROBLEM_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (EBB_KEYRING_PROBLEM_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (EBB_KEYRING_PROBLEM_UNAVAILABLE, "unavailable"))

/**
 * ebb_keyring_problem_to_error:
 * @problem: a problem other than %EBB_KEYRING_PROBLEM_NONE
 * @message: for the log; never a token
 *
 * Returns: (transfer full): %EBB_ERROR_KEYRING with the code "locked", "absent" or "unavailable"
 */
GError *
ebb_keyring_problem_to_error (EbbKeyringProblem  problem,
                              const char        *message)
{
  g_return_val_if_fail (problem > EBB_KEYRING_PROBLEM_NONE && problem < EBB_KEYRING_PROBLEM_N_PROBLEMS, NULL);

  return ebb_error_new_http (EBB_ERROR_KEYRING, 0, words[problem].code, "The keyring is %s: %s", words[problem].code,
                             message);
}

/**
 * ebb_keyring_problem_from_error:
 * @error: (nullable): an error
 *
 * Returns: the problem; %EBB_KEYRING_PROBLEM_NONE when @error is not about the keyring
 */
EbbKeyringProblem
ebb_keyring_problem_from_error (const GError *error)
{
  if (!g_error_matches (error, EBB_ERROR, EBB_ERROR_KEYRING))
    return EBB_KEYRING_PROBLEM_NONE;

  for (int problem = EBB_KEYRING_PROBLEM_LOCKED; problem < EBB_KEYRING_PROBLEM_N_PROBLEMS; problem++)
    if (g_strcmp0 (words[problem].code, ebb_error_get_problem_code (error)) == 0)
      return (EbbKeyringProblem) problem;

  return EBB_KEYRING_PROBLEM_UNAVAILABLE;
}

/**
 * ebb_keyring_problem_get_title:
 * @problem: a problem other than %EBB_KEYRING_PROBLEM_NONE
 *
 * Returns: what is wrong, translated, without a full stop
 */
const char *
ebb_keyring_problem_get_title (EbbKeyringProblem problem)
{
  g_return_val_if_fail (problem > EBB_KEYRING_PROBLEM_NONE && problem < EBB_KEYRING_PROBLEM_N_PROBLEMS, NULL);

  return _(words[problem].title);
}

/**
 * ebb_keyring_problem_get_advice:
 * @problem: a problem other than %EBB_KEYRING_PROBLEM_NONE
 *
 * Returns: what it means and what can be done, in translated sentences
 */
const char *
ebb_keyring_problem_get_advice (EbbKeyringProblem problem)
{
  g_return_val_if_fail (problem > EBB_KEYRING_PROBLEM_NONE && problem < EBB_KEYRING_PROBLEM_N_PROBLEMS, NULL);

  return _(words[problem].advice);
}
