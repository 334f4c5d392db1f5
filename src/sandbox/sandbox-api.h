/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-answer.h"
#include "sandbox/sandbox-onboarding.h"
#include "sandbox/sandbox-request.h"
#include "sandbox/sandbox-world.h"

G_BEGIN_DECLS

SandboxAnswer *sandbox_api_answer      (SandboxWorld         *world,
                                        SandboxOnboarding    *onboarding,
                                        const SandboxRoute   *route,
                                        const SandboxRequest *request);
void           sandbox_api_make_conditional (SandboxAnswer        *answer,
                                        const SandboxRequest *request);

G_END_DECLS
