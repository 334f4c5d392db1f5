/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-server.h"
#include "sandbox/sandbox-token.h"

G_BEGIN_DECLS

/**
 * SandboxCommand:
 * @options: what to serve
 * @scenario: (owned) (nullable): what @options points to
 * @is_list: whether to list the scenarios instead
 * @is_mint: whether to mint a token instead
 * @problem: what is to be wrong with it
 * @expires_in_s: for how long it is valid, seconds
 *
 * What the command line says.
 */
typedef struct
{
  SandboxOptions      options;
  char               *scenario;
  gboolean            is_list;
  gboolean            is_mint;
  SandboxTokenProblem problem;
  gint64              expires_in_s;
} SandboxCommand;

gboolean sandbox_command_parse (SandboxCommand  *self,
                                int              argc,
                                char           **argv,
                                GError         **error);
void     sandbox_command_clear (SandboxCommand  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SandboxCommand, sandbox_command_clear)

G_END_DECLS
