/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-episodes.h"

G_BEGIN_DECLS

#define SANDBOX_MISSING (G_MININT32)

/**
 * SandboxLedgerDay:
 *
 * One local day of one device, quarter-hour by quarter-hour, up to now. Money is rounded so that every sum of
 * quarter-hours from midnight is the exact sum rounded: whatever is added up, it fits.
 */
typedef struct
{
  gint           day;
  gint           n;              /* quarter-hours of the day */
  gint           known;          /* how many of them are over */
  gint64         start_us;
  SandboxFigures quarter[100];   /* energy is SANDBOX_MISSING where nothing is known */
  gint32         content[101];   /* of the store, at the start of each */
  guint8         why[100];
  guint8         part[100];      /* 0 until 15:00, then 1 */
  gboolean       more[2];        /* the part goes on beyond what is known, within the day */
} SandboxLedgerDay;

gint     sandbox_ledger_first_day   (SandboxDevice    *device,
                                     gint64            now_us);
gint64   sandbox_ledger_final_until (SandboxFacility  *facility,
                                     gint64            now_us);
void     sandbox_ledger_get_day     (SandboxEpisodes  *episodes,
                                     SandboxDevice    *device,
                                     gint              day,
                                     gint64            now_us,
                                     SandboxLedgerDay *result);
gboolean sandbox_ledger_sum_day     (SandboxEpisodes  *episodes,
                                     SandboxDevice    *device,
                                     gint              day,
                                     gint64            now_us,
                                     SandboxFigures   *sum);

G_END_DECLS
