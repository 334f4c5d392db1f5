/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-episode.h"

G_BEGIN_DECLS

#define SANDBOX_ROOM_REFERENCE_C100  2000
#define SANDBOX_WATER_REFERENCE_C100 5000

void   sandbox_habit_prepare     (SandboxEpisode        *episode);
void   sandbox_habit_set_demand  (SandboxEpisode        *episode,
                                  const SandboxSettings *settings,
                                  gint                   from);
gint32 sandbox_habit_content     (SandboxEpisode        *episode,
                                  gint64                 now_us);
gint32 sandbox_habit_wished      (SandboxEpisode        *episode,
                                  const SandboxSettings *settings);

G_END_DECLS
