/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-episode.h"

G_BEGIN_DECLS

#define SANDBOX_BATTERY_EFFICIENCY 95 /* per cent, each way */

/**
 * SandboxStretch:
 *
 * A part of an episode that is planned as one: from where the customer asked for something on.
 */
typedef struct
{
  SandboxEpisode    *episode;
  const SandboxEdit *edit;
  gint               from;
  gint               hold_until;   /* first quarter-hour after a pause */
  gint               force_until;  /* first quarter-hour after "run now" */
  gint32             low;
  gint32             high;
} SandboxStretch;

void   sandbox_stretch_plan (SandboxStretch *stretch);
gint32 sandbox_stretch_hold (SandboxEpisode *self,
                             gint            slot,
                             gint32          content,
                             gint32          wished);

G_END_DECLS
