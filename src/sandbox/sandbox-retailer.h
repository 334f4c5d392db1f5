/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-scenario.h"

G_BEGIN_DECLS

/**
 * SandboxRetailer:
 *
 * The make-believe retailer, who hands out tokens. Unlike the rest of the sandbox it may be asked in any thread: a program
 * that needs a token must not wait until the service has finished a long answer.
 */
typedef struct _SandboxRetailer SandboxRetailer;

SandboxRetailer *sandbox_retailer_new      (void);
void             sandbox_retailer_free     (SandboxRetailer *self);
void             sandbox_retailer_play     (SandboxRetailer *self,
                                            SandboxScenario *scenario);
gint64           sandbox_retailer_get_time (SandboxRetailer *self);
char            *sandbox_retailer_mint     (SandboxRetailer *self,
                                            gint64           expires_in_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxRetailer, sandbox_retailer_free)

G_END_DECLS
