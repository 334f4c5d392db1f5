/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-stage.h"

G_BEGIN_DECLS

/**
 * SandboxService:
 *
 * The HTTP service. It lives in one thread and on that thread's default main context: whoever makes it also uses it and
 * frees it there.
 */
typedef struct _SandboxService SandboxService;

SandboxService *sandbox_service_new       (SandboxScenario *scenario,
                                           SandboxRetailer *retailer,
                                           guint16          port,
                                           guint64          seed,
                                           gint64           start_us,
                                           double           speed,
                                           GError         **error);
void            sandbox_service_free      (SandboxService  *self);
SandboxStage   *sandbox_service_get_stage (SandboxService  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxService, sandbox_service_free)

G_END_DECLS
