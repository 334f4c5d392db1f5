/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * EbbKeyringProblem:
 * @EBB_KEYRING_PROBLEM_NONE: it works
 * @EBB_KEYRING_PROBLEM_LOCKED: it has to be unlocked with a password first
 * @EBB_KEYRING_PROBLEM_ABSENT: there is a keyring service, but the person has no keyring
 * @EBB_KEYRING_PROBLEM_UNAVAILABLE: there is no keyring service, or it does not answer
 *
 * Why the system's keyring cannot be used.
 */
typedef enum
{
  EBB_KEYRING_PROBLEM_NONE,
  EBB_KEYRING_PROBLEM_LOCKED,
  EBB_KEYRING_PROBLEM_ABSENT,
  EBB_KEYRING_PROBLEM_UNAVAILABLE,
  EBB_KEYRING_PROBLEM_N_PROBLEMS
} EbbKeyringProblem;

#define EBB_TYPE_KEYRING_PROBLEM (ebb_keyring_problem_get_type ())
GType              ebb_keyring_problem_get_type   (void) G_GNUC_CONST;

GError            *ebb_keyring_problem_to_error   (EbbKeyringProblem  problem,
                                                   const char        *message);
EbbKeyringProblem  ebb_keyring_problem_from_error (const GError      *error);
const char        *ebb_keyring_problem_get_title  (EbbKeyringProblem  problem);
const char        *ebb_keyring_problem_get_advice (EbbKeyringProblem  problem);

G_END_DECLS
