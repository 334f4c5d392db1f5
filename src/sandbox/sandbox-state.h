/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-episodes.h"

G_BEGIN_DECLS

JsonObject *sandbox_state_make_device (SandboxEpisodes        *episodes,
                                       SandboxDevice          *device,
                                       gboolean                is_contested,
                                       gint64                  now_us);
gboolean    sandbox_state_is_silent   (SandboxDevice          *device);
gboolean    sandbox_exception_holds   (const SandboxException *exception,
                                       gint64                  now_us);

G_END_DECLS
