/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SandboxTokenProblem:
 *
 * What can be wrong with a token: the check-list of the API, and a key that nobody knows.
 */
typedef enum
{
  SANDBOX_TOKEN_GOOD,
  SANDBOX_TOKEN_MALFORMED,
  SANDBOX_TOKEN_WRONG_ALGORITHM,
  SANDBOX_TOKEN_WRONG_ENVIRONMENT,
  SANDBOX_TOKEN_RETAILER_API_KEY,
  SANDBOX_TOKEN_WRONG_KEY,
  SANDBOX_TOKEN_WRONG_RETAILER,
  SANDBOX_TOKEN_EXPIRED,
  SANDBOX_TOKEN_NOT_YET_VALID,
  SANDBOX_N_TOKEN_PROBLEMS
} SandboxTokenProblem;

#define SANDBOX_TOKEN_LIFETIME_S 3600

const char         *sandbox_token_problem_get_name   (SandboxTokenProblem  problem);
const char         *sandbox_token_problem_get_code   (SandboxTokenProblem  problem);
const char         *sandbox_token_problem_get_detail (SandboxTokenProblem  problem);
gboolean            sandbox_token_problem_from_name  (const char          *name,
                                                      SandboxTokenProblem *problem);

char               *sandbox_token_mint               (SandboxTokenProblem  problem,
                                                      gint64               now_us,
                                                      gint64               expires_in_s);
SandboxTokenProblem sandbox_token_check              (const char          *token,
                                                      gint64               now_us);

G_END_DECLS
