/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-answer.h"
#include "sandbox/sandbox-request.h"
#include "sandbox/sandbox-scenario.h"
#include "sandbox/sandbox-world.h"

G_BEGIN_DECLS

#define SANDBOX_ONBOARDING_PREFIX "/onboarding/"

/**
 * SandboxOnboarding:
 *
 * The sign-in at the device makers: sessions, each pending → completed, cancelled, failed or expired, and the pages that a
 * browser shows for them.
 */
typedef struct _SandboxOnboarding SandboxOnboarding;

SandboxOnboarding *sandbox_onboarding_new     (SandboxWorld         *world,
                                               SandboxScenario      *scenario,
                                               guint64               seed,
                                               const char           *base_uri);
void               sandbox_onboarding_free    (SandboxOnboarding    *self);
SandboxAnswer     *sandbox_onboarding_start   (SandboxOnboarding    *self,
                                               JsonObject           *request);
SandboxAnswer     *sandbox_onboarding_get     (SandboxOnboarding    *self,
                                               const char           *session_id);
SandboxAnswer     *sandbox_onboarding_browse  (SandboxOnboarding    *self,
                                               const SandboxRequest *request);
char             **sandbox_onboarding_play_person (SandboxOnboarding *self);
JsonNode          *sandbox_onboarding_to_json (SandboxOnboarding    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxOnboarding, sandbox_onboarding_free)

G_END_DECLS
