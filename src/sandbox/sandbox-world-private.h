/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-episodes.h"
#include "sandbox/sandbox-world.h"

G_BEGIN_DECLS

struct _SandboxWorld
{
  guint64          seed;
  gint64           now_us;
  gint             n_added;
  GPtrArray       *facilities; /* (element-type SandboxFacility) */
  GPtrArray       *devices;    /* (element-type SandboxDevice) */
  SandboxEpisodes *episodes;
};

SandboxFacility *sandbox_world_find_facility (SandboxWorld  *self,
                                              const char    *facility_id,
                                              GError       **error);
SandboxDevice   *sandbox_world_find_device   (SandboxWorld  *self,
                                              const char    *device_id,
                                              const char    *capability,
                                              GError       **error);

G_END_DECLS
