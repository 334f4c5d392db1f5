/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-episodes.h"

G_BEGIN_DECLS

JsonNode   *sandbox_plan_make         (SandboxEpisodes        *episodes,
                                       SandboxDevice          *device,
                                       gint64                  from_us,
                                       gint64                  to_us,
                                       gint64                  now_us,
                                       const SandboxEdit      *preview,
                                       GError                **error);
JsonNode   *sandbox_plan_make_prices  (SandboxFacility        *facility,
                                       gint64                  from_us,
                                       gint64                  to_us,
                                       gint64                  now_us,
                                       GError                **error);
gboolean    sandbox_exception_accept  (SandboxDevice          *device,
                                       JsonNode               *request,
                                       const char             *path,
                                       gint64                  now_us,
                                       SandboxException       *exception,
                                       GError                **error);
JsonNode   *sandbox_exception_to_json (const SandboxException *exception);

G_END_DECLS
