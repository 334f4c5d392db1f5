/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-device.h"
#include "sandbox/sandbox-optimiser.h"

G_BEGIN_DECLS

/**
 * SandboxWhy:
 *
 * Why a device runs or does not run in a quarter-hour.
 */
typedef enum
{
  SANDBOX_WHY_NOTHING,
  SANDBOX_WHY_WAITING,
  SANDBOX_WHY_ABOVE_LIMIT,
  SANDBOX_WHY_PAUSED,
  SANDBOX_WHY_REACHED,
  SANDBOX_WHY_UNPLUGGED,
  SANDBOX_WHY_AWAY,
  SANDBOX_WHY_RESERVE,
  SANDBOX_WHY_CHEAPEST,      /* from here on the device runs */
  SANDBOX_WHY_MINIMUM,
  SANDBOX_WHY_DEADLINE,
  SANDBOX_WHY_MANUAL,
  SANDBOX_WHY_COMFORT,
  SANDBOX_WHY_PREHEATING,
  SANDBOX_WHY_DISABLED,
} SandboxWhy;

/**
 * SandboxEpisode:
 *
 * What one device does from 15:00 of one local day to 15:00 of the next: planned with the prices and the settings of the
 * time, and what came of it. Every episode can be computed alone. @content is what the store holds at the start of each
 * quarter-hour: a vehicle's or battery's Wh, a charger's Wh delivered, a warm store's electric Wh above its reference.
 */
typedef struct
{
  SandboxDevice *device;
  gint           day;
  guint          revision;
  gint64         published_until_us;
  gint64         start_us;
  gint64         end_us;
  gint           n;
  gint32         price[SANDBOX_MAX_SLOTS];      /* as published, or as forecast where it is not yet */
  gint32         bias[SANDBOX_MAX_SLOTS];       /* what the optimiser goes by */
  gint32         demand_wh[SANDBOX_MAX_SLOTS];
  gint32         planned_wh[SANDBOX_MAX_SLOTS];
  gint32         actual_wh[SANDBOX_MAX_SLOTS];
  gint32         baseline_wh[SANDBOX_MAX_SLOTS];
  gint64         baseline_cost[SANDBOX_MAX_SLOTS]; /* of the same energy run at once; like Wh x price */
  gint32         content[SANDBOX_MAX_SLOTS + 1];
  gint16         carbon_g[SANDBOX_MAX_SLOTS];
  gint16         outdoor_c100[SANDBOX_MAX_SLOTS];
  gint16         minute[SANDBOX_MAX_SLOTS];
  guint8         usable[SANDBOX_MAX_SLOTS];
  guint8         why[SANDBOX_MAX_SLOTS];
  gboolean       is_plugged;      /* vehicles and chargers: at all in this episode */
  gint           arrives;         /* quarter-hour of coming home */
  gint           leaves;
  gint           leaves_by_habit;
  gint32         most_wh;         /* what the device can draw in a quarter-hour */
  gint32         full_wh;         /* what it may draw */
  gint32         wh_per_degree;   /* warm stores */
  gint64         deadline_us;     /* of what is asked last, or SANDBOX_UNKNOWN */
  gint32         goal_wh;         /* content that is asked for */
  gint32         missing_wh;      /* at the deadline */
} SandboxEpisode;

void     sandbox_episode_compute     (SandboxEpisode    *self,
                                      SandboxDevice     *device,
                                      gint               day,
                                      gint64             now_us,
                                      const SandboxEdit *preview);
gint64   sandbox_episode_time        (SandboxEpisode    *self,
                                      gint               slot);
gint     sandbox_episode_slot        (SandboxEpisode    *self,
                                      gint64             time_us);
gint     sandbox_episode_slot_from   (SandboxEpisode    *self,
                                      gint64             time_us);
gboolean sandbox_episode_runs        (SandboxEpisode    *self,
                                      gint               slot);
gint32   sandbox_episode_temperature (SandboxEpisode    *self,
                                      gint               slot);

G_END_DECLS
