/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-answer.h"
#include "sandbox/sandbox-visit.h"

G_BEGIN_DECLS

SandboxAnswer *sandbox_page_new_choice  (SandboxVisit *session,
                                         SandboxOutcome  outcome,
                                         JsonNode       *makers);
SandboxAnswer *sandbox_page_new_end     (SandboxVisit *session,
                                         const char     *return_url,
                                         gboolean        is_twice);
SandboxAnswer *sandbox_page_new_unknown (void);

G_END_DECLS
