/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-ledger.h"

G_BEGIN_DECLS

JsonNode *sandbox_report_make     (SandboxEpisodes *episodes,
                                   SandboxFacility *facility,
                                   GPtrArray       *devices,
                                   gint64           from_us,
                                   gint64           to_us,
                                   const char      *resolution,
                                   gint64           now_us,
                                   GError         **error);
JsonNode *sandbox_report_sessions (SandboxEpisodes *episodes,
                                   SandboxDevice   *device,
                                   gint64           from_us,
                                   gint64           to_us,
                                   gint64           now_us,
                                   GError         **error);

G_END_DECLS
