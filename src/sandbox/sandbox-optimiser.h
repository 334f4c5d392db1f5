/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SANDBOX_MAX_SLOTS 100

/**
 * SandboxTask:
 *
 * A stretch of quarter-hours to plan, from @from up to @n. Energy is in Wh per quarter-hour, prices in
 * SANDBOX_PRICE_PARTS per kWh.
 */
typedef struct
{
  gint          from;
  gint          n;
  const gint32 *price;       /* what the optimiser goes by */
  const guint8 *usable;      /* 0 where the device cannot run; %NULL means everywhere */
  gint32        full_wh;     /* what it draws at most */
  gint32        limit;       /* no energy above this price */
  gint          deadline;    /* the first quarter-hour that is too late; n where there is no deadline */
} SandboxTask;

typedef struct
{
  gint32 at_once_wh;         /* whatever it costs, first */
  gint32 total_wh;           /* altogether, the above included */
} SandboxFill;

typedef struct
{
  const gint32 *demand_wh;   /* what leaves the store */
  gint32        start;       /* content of the store, relative to what is wished for */
  gint32        low;
  gint32        high;
  gint32        end;         /* where it shall be afterwards */
  gboolean      full_at_deadline;
} SandboxBand;

gint32 sandbox_optimise_fill    (const SandboxTask *task,
                                 const SandboxFill *fill,
                                 gint32            *plan);
void   sandbox_optimise_band    (const SandboxTask *task,
                                 const SandboxBand *band,
                                 gint32            *plan);
void   sandbox_optimise_battery (const SandboxTask *task,
                                 const SandboxBand *band,
                                 gint               efficiency_percent,
                                 gint32            *plan);
gint   sandbox_run_at_once      (const SandboxTask *task,
                                 gint32             total_wh,
                                 gint32            *plan);

G_END_DECLS
