/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-episode.h"

G_BEGIN_DECLS

/**
 * SandboxEpisodes:
 *
 * The few episodes that were asked for last.
 */
typedef struct _SandboxEpisodes SandboxEpisodes;

SandboxEpisodes *sandbox_episodes_new    (void);
void             sandbox_episodes_free   (SandboxEpisodes *self);
SandboxEpisode  *sandbox_episodes_get    (SandboxEpisodes *self,
                                          SandboxDevice   *device,
                                          gint             day,
                                          gint64           now_us);
SandboxEpisode  *sandbox_episodes_get_at (SandboxEpisodes *self,
                                          SandboxDevice   *device,
                                          gint64           time_us,
                                          gint64           now_us);
void             sandbox_episodes_forget (SandboxEpisodes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxEpisodes, sandbox_episodes_free)

G_END_DECLS
