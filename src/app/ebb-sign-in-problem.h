/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-environment.h"
#include "account/ebb-token.h"

G_BEGIN_DECLS

/**
 * EbbSignInField:
 * @EBB_SIGN_IN_FIELD_NONE: nothing that was entered
 * @EBB_SIGN_IN_FIELD_TOKEN: the token
 * @EBB_SIGN_IN_FIELD_SERVER: the address of the server
 *
 * What a person enters to sign in.
 */
typedef enum
{
  EBB_SIGN_IN_FIELD_NONE,
  EBB_SIGN_IN_FIELD_TOKEN,
  EBB_SIGN_IN_FIELD_SERVER
} EbbSignInField;

/**
 * EbbSignInProblem:
 * @field: what has to be entered differently
 * @title: what is wrong, translated, without a full stop
 * @advice: what to do about it, in translated sentences
 * @detail: (owned) (nullable): what is particular to this token, in translated sentences
 *
 * Why a sign-in failed, in words. No part of a token and no address is in them.
 */
typedef struct
{
  EbbSignInField field;
  const char    *title;
  const char    *advice;
  char          *detail;
} EbbSignInProblem;

EbbSignInProblem *ebb_sign_in_problem_new  (EbbToken         *token,
                                            EbbEnvironment   *environment,
                                            const GError     *error,
                                            gint64            now_us);
void              ebb_sign_in_problem_free (EbbSignInProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbSignInProblem, ebb_sign_in_problem_free)

G_END_DECLS
