/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-fault.h"

G_BEGIN_DECLS

void sandbox_body_spoil (SandboxAnswer *answer,
                         SandboxBody    how);

G_END_DECLS
