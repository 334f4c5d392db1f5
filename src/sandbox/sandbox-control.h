/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-stage.h"

G_BEGIN_DECLS

#define SANDBOX_CONTROL_PREFIX "/_sandbox/"

SandboxAnswer *sandbox_control_answer (SandboxStage         *stage,
                                       const SandboxRequest *request);

G_END_DECLS
