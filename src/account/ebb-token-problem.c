/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be wrong with a token, in words for the person who pasted it. Most people have never heard of a token's
 * parts, so the words say where it came from and what to ask for. */

#include "account/ebb-token-problem.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"

typedef struct
{
  const char *code;   /* (nullable): of the problem document that means the same */
  const char *title;  /* (nullable): there is none for no problem */
  const char *advice; /* (nullable): likewise */
} Words;

static const Words words[] = {
  [EBB_TOKEN_PROBLEM_NONE] = { NULL, NULL, NULL },
  [EBB_TOKEN_PROBLEM_EMPTY] = {
    "token_missing",
    N_("Nothing to sign in with"),
    N_("Paste the token that your retailer gave you."),
  },
  [EBB_TOKEN_PROBLEM_NOT_A_TOKEN] = {
    "token_malformed",
    N_("This is not a token"),
    N_("A token is one long line of letters and digits with two full stops in it. Copy all of it, from its first to "
       "its last character, and paste it again."),
  },
  [EBB_TOKEN_PROBLEM_WRONG_ALGORITHM] = {
    "token_wrong_algorithm",
    N_("This token is signed in another way"),
    N_("The service accepts only tokens signed with RS256. Ask your retailer for such a token."),
  },
  [EBB_TOKEN_PROBLEM_EXPIRED] = {
    "token_expired",
    N_("This token has expired"),
    N_("Get a new one from your retailer and paste it here."),
  },
  [EBB_TOKEN_PROBLEM_NOT_YET_VALID] = {
    "token_not_yet_valid",
    N_("This token is not valid yet"),
    N_("Wait until it is, or ask your retailer for one that is valid now."),
  },
  [EBB_TOKEN_PROBLEM_WRONG_ENVIRONMENT] = {
    "token_wrong_environment",
    N_("This token belongs to the other environment"),
    N_("Production and staging do not know each other’s tokens. Choose the environment that the token was made for."),
  },
  [EBB_TOKEN_PROBLEM_RETAILER_API_KEY] = {
    "token_retailer_api_key",
    N_("This token is not meant for customers"),
    N_("It was signed with a key for retailers’ own systems. Ask your retailer for a customer token."),
  },
  [EBB_TOKEN_PROBLEM_WRONG_RETAILER] = {
    "token_wrong_retailer",
    N_("The service does not know this retailer"),
    N_("The token names another retailer than the one who signed it. Ask your retailer for a new one."),
  },
  [EBB_TOKEN_PROBLEM_REFUSED] = {
    NULL,
    N_("The service refused this token"),
    N_("It did not say why. The token may have been copied only in part, be signed in another way than RS256, belong "
       "to the other environment, be meant for retailers’ own systems, name the wrong retailer, or have expired. A new "
       "token from your retailer is the surest way on."),
  },
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == EBB_TOKEN_PROBLEM_N_PROBLEMS);

/**
 * ebb_token_problem_from_server:
 * @error: (nullable): what came of a request
 *
 * Reads from an error what the server found wrong with the token. The server's code is a hint that may be missing or
 * new; a refusal without a known one is %EBB_TOKEN_PROBLEM_REFUSED.
 *
 * Returns: the problem; %EBB_TOKEN_PROBLEM_NONE when @error is not about the token
 */
EbbTokenProblem
ebb_token_problem_from_server (const GError *error)
{
  const char *code = error != NULL ? ebb_error_get_problem_code (error) : NULL;

  for (int problem = 0; code != NULL && problem < EBB_TOKEN_PROBLEM_N_PROBLEMS; problem++)
    if (g_strcmp0 (words[problem].code, code) == 0)
      return (EbbTokenProblem) problem;

  return g_error_matches (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT) ? EBB_TOKEN_PROBLEM_REFUSED : EBB_TOKEN_PROBLEM_NONE;
}

/**
 * ebb_token_problem_get_code:
 * @problem: a problem
 *
 * Returns: (nullable): the code that servers use for it and that errors made here carry too
 */
const char *
ebb_token_problem_get_code (EbbTokenProblem problem)
{
  g_return_val_if_fail (problem < EBB_TOKEN_PROBLEM_N_PROBLEMS, NULL);

  return words[problem].code;
}

/**
 * ebb_token_problem_get_title:
 * @problem: a problem other than %EBB_TOKEN_PROBLEM_NONE
 *
 * Returns: what is wrong, translated, without a full stop
 */
const char *
ebb_token_problem_get_title (EbbTokenProblem problem)
{
  g_return_val_if_fail (problem > EBB_TOKEN_PROBLEM_NONE && problem < EBB_TOKEN_PROBLEM_N_PROBLEMS, NULL);

  return _(words[problem].title);
}

/**
 * ebb_token_problem_get_advice:
 * @problem: a problem other than %EBB_TOKEN_PROBLEM_NONE
 *
 * Returns: what to do about it, in translated sentences
 */
const char *
ebb_token_problem_get_advice (EbbTokenProblem problem)
{
  g_return_val_if_fail (problem > EBB_TOKEN_PROBLEM_NONE && problem < EBB_TOKEN_PROBLEM_N_PROBLEMS, NULL);

  return _(words[problem].advice);
}
