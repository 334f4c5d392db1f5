/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a handful of episodes, so that the two halves of a day, and the answers about one device that a page asks for in one
 * go, are computed once. History is lazy: nothing else of it is kept but the sums of its days. */

#include "sandbox/sandbox-episodes.h"

#define KEPT 24

struct _SandboxEpisodes
{
  SandboxEpisode kept[KEPT];
};

SandboxEpisodes *
sandbox_episodes_new (void)
{
  return g_new0 (SandboxEpisodes, 1);
}

void
sandbox_episodes_free (SandboxEpisodes *self)
{
  g_free (self);
}

/**
 * sandbox_episodes_get:
 * @self: the episodes
 * @device: whose
 * @day: the local day it begins on
 * @now_us: what time it is
 *
 * Returns: (transfer none): the episode, valid until another one is asked for
 */
SandboxEpisode *
sandbox_episodes_get (SandboxEpisodes *self,
                      SandboxDevice   *device,
                      gint             day,
                      gint64           now_us)
{
  SandboxEpisode *kept = &self->kept[((device->seed >> 8) + (guint) day) % KEPT];
  gint64 published_us;

  if (kept->device == device && kept->day == day && kept->revision == device->revision)
    {
      published_us = MIN (kept->end_us, sandbox_market_published_until (device->facility->market, now_us));
      if (published_us == kept->published_until_us)
        return kept;
    }

  sandbox_episode_compute (kept, device, day, now_us, NULL);
  return kept;
}

/**
 * sandbox_episodes_get_at:
 * @self: the episodes
 * @device: whose
 * @time_us: a time that lies in it
 * @now_us: what time it is
 *
 * Returns: (transfer none): the episode, valid until another one is asked for
 */
SandboxEpisode *
sandbox_episodes_get_at (SandboxEpisodes *self,
                         SandboxDevice   *device,
                         gint64           time_us,
                         gint64           now_us)
{
  return sandbox_episodes_get (self, device, sandbox_device_get_episode (device, time_us), now_us);
}

/**
 * sandbox_episodes_forget:
 * @self: the episodes
 *
 * Forgets them all: a device went away.
 */
void
sandbox_episodes_forget (SandboxEpisodes *self)
{
  for (guint i = 0; i < KEPT; i++)
    self->kept[i].device = NULL;
}
