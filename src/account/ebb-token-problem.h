/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * EbbTokenProblem:
 * @EBB_TOKEN_PROBLEM_NONE: nothing that can be seen from here
 * @EBB_TOKEN_PROBLEM_EMPTY: nothing was entered
 * @EBB_TOKEN_PROBLEM_NOT_A_TOKEN: it is not a JSON Web Token
 * @EBB_TOKEN_PROBLEM_WRONG_ALGORITHM: it is not signed with RS256
 * @EBB_TOKEN_PROBLEM_EXPIRED: its time is over
 * @EBB_TOKEN_PROBLEM_NOT_YET_VALID: its time has not come
 * @EBB_TOKEN_PROBLEM_WRONG_ENVIRONMENT: its key belongs to the other environment; only the server can tell
 * @EBB_TOKEN_PROBLEM_RETAILER_API_KEY: its key belongs to the Retailer API; only the server can tell
 * @EBB_TOKEN_PROBLEM_WRONG_RETAILER: its retailer id is wrong; only the server can tell
 * @EBB_TOKEN_PROBLEM_REFUSED: the server refused it and did not say why
 *
 * What is wrong with a token: the check-list that Emulate documents for an answer of 403.
 */
typedef enum
{
  EBB_TOKEN_PROBLEM_NONE,
  EBB_TOKEN_PROBLEM_EMPTY,
  EBB_TOKEN_PROBLEM_NOT_A_TOKEN,
  EBB_TOKEN_PROBLEM_WRONG_ALGORITHM,
  EBB_TOKEN_PROBLEM_EXPIRED,
  EBB_TOKEN_PROBLEM_NOT_YET_VALID,
  EBB_TOKEN_PROBLEM_WRONG_ENVIRONMENT,
  EBB_TOKEN_PROBLEM_RETAILER_API_KEY,
  EBB_TOKEN_PROBLEM_WRONG_RETAILER,
  EBB_TOKEN_PROBLEM_REFUSED,
  EBB_TOKEN_PROBLEM_N_PROBLEMS
} EbbTokenProblem;

EbbTokenProblem  ebb_token_problem_from_server (const GError    *error);
const char      *ebb_token_problem_get_code    (EbbTokenProblem  problem);
const char      *ebb_token_problem_get_title   (EbbTokenProblem  problem);
const char      *ebb_token_problem_get_advice  (EbbTokenProblem  problem);

G_END_DECLS
