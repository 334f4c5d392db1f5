/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of past days. The quarter-hour is the one basis: sessions, days, months and years are sums of the same whole
 * numbers, so they agree to the öre. Sums of whole past days are kept. */

#include "sandbox/sandbox-ledger.h"

#include "sandbox/sandbox-random.h"

#define MONEY_PARTS     1000000 /* Wh x hundred-thousandths per kWh in a hundredth of the major unit */
#define KEPT_YEARS      4
#define FINAL_MINUTE    (6 * 60)
#define STREAM_GAP      31

/* How many days ago the contract began where it changed: what was before is the other retailer's. */
#define CONTRACT_DAYS   9

/**
 * sandbox_ledger_first_day:
 * @device: a device
 * @now_us: what time it is
 *
 * Returns: the first local day that figures are kept of: three whole years and this one
 */
gint
sandbox_ledger_first_day (SandboxDevice *device,
                          gint64         now_us)
{
  const SandboxCalendar *calendar = device->facility->calendar;
  SandboxLocal local;
  gint first;

  sandbox_calendar_get_local (calendar, now_us, &local);
  first = sandbox_day_from_date (local.year - (device->history == SANDBOX_HISTORY_FIVE_YEARS ? 5 : 3), 1, 1);
  if (device->history == SANDBOX_HISTORY_FIRST_DAY)
    first = MAX (first, sandbox_calendar_get_day (calendar, device->begins_us));
  if (device->history == SANDBOX_HISTORY_CONTRACT_CHANGE)
    first = MAX (first, sandbox_calendar_get_day (calendar, device->begins_us) - CONTRACT_DAYS);
  if (device->added_us != SANDBOX_UNKNOWN)
    first = MAX (first, sandbox_calendar_get_day (calendar, device->added_us));

  return first;
}

/**
 * sandbox_ledger_final_until:
 * @facility: a facility
 * @now_us: what time it is
 *
 * The meter's values of a day come at six the next morning; until then figures are estimates.
 *
 * Returns: until when figures are final
 */
gint64
sandbox_ledger_final_until (SandboxFacility *facility,
                            gint64           now_us)
{
  SandboxLocal local;

  sandbox_calendar_get_local (facility->calendar, now_us, &local);
  return sandbox_calendar_day_start (facility->calendar, local.minute < FINAL_MINUTE ? local.day - 1 : local.day);
}

static gboolean
is_gap (SandboxDevice *device,
        gint           day)
{
  return device->history == SANDBOX_HISTORY_GAPS && sandbox_hash_between (device->seed, STREAM_GAP, day / 2, 0, 5) == 0;
}

/**
 * sandbox_ledger_get_day:
 * @episodes: where to ask what the device did
 * @device: a device
 * @day: a local day
 * @now_us: what time it is
 * @result: (out caller-allocates): the day
 *
 * Writes up one day.
 */
void
sandbox_ledger_get_day (SandboxEpisodes  *episodes,
                        SandboxDevice    *device,
                        gint              day,
                        gint64            now_us,
                        SandboxLedgerDay *result)
{
  gint64 cost = 0, baseline = 0, carbon = 0;
  gint64 written_cost = 0, written_baseline = 0, written_carbon = 0;
  gint64 end_us = sandbox_calendar_day_start (device->facility->calendar, day + 1);
  gboolean missing = day < sandbox_ledger_first_day (device, now_us) || is_gap (device, day);
  gboolean zero = device->history == SANDBOX_HISTORY_ZERO;

  result->day = day;
  result->start_us = sandbox_calendar_day_start (device->facility->calendar, day);
  result->n = (gint) MIN (100, (end_us - result->start_us) / SANDBOX_QUARTER_US);
  result->known = (gint) CLAMP ((now_us - result->start_us) / SANDBOX_QUARTER_US, 0, result->n);
  result->more[0] = result->more[1] = FALSE;
  if (missing)
    {
      for (gint i = 0; i < result->n; i++)
        result->quarter[i] = (SandboxFigures) { SANDBOX_MISSING, 0, 0, 0 };
      return;
    }

  for (gint i = 0, part = 0; part < 2; part++)
    {
      SandboxEpisode *episode = sandbox_episodes_get (episodes, device, day - 1 + part, now_us);

      for (; i < result->n; i++)
        {
          gint64 time = result->start_us + i * SANDBOX_QUARTER_US;
          gint slot = (gint) ((time - episode->start_us) / SANDBOX_QUARTER_US);
          SandboxFigures *quarter = &result->quarter[i];
          gint32 energy;

          if (slot >= episode->n)
            break;

          energy = zero ? 0 : episode->actual_wh[slot];
          result->part[i] = (guint8) part;
          result->why[i] = episode->why[slot];
          result->content[i] = episode->content[slot];
          result->content[i + 1] = episode->content[slot + 1];
          if (i >= result->known || (device->added_us != SANDBOX_UNKNOWN && time < device->added_us))
            {
              result->more[part] |= i >= result->known && energy != 0;
              *quarter = (SandboxFigures) { SANDBOX_MISSING, 0, 0, 0 };
              continue;
            }

          cost += (gint64) energy * episode->price[slot];
          baseline += zero ? 0 : episode->baseline_cost[slot];
          carbon += (gint64) energy * episode->carbon_g[slot];
          quarter->energy_wh = energy;
          quarter->cost = (gint32) (sandbox_divide (cost, MONEY_PARTS) - written_cost);
          quarter->baseline = (gint32) (sandbox_divide (baseline, MONEY_PARTS) - written_baseline);
          quarter->carbon_g = (gint32) (sandbox_divide (carbon, 1000) - written_carbon);
          written_cost += quarter->cost;
          written_baseline += quarter->baseline;
          written_carbon += quarter->carbon_g;
        }
    }
}

static gboolean
sum_up (SandboxEpisodes *episodes,
        SandboxDevice   *device,
        gint             day,
        gint64           now_us,
        SandboxFigures  *sum)
{
  SandboxLedgerDay ledger;
  gboolean any = FALSE;

  *sum = (SandboxFigures) { 0, 0, 0, 0 };
  sandbox_ledger_get_day (episodes, device, day, now_us, &ledger);
  for (gint i = 0; i < ledger.known; i++)
    if (ledger.quarter[i].energy_wh != SANDBOX_MISSING)
      {
        any = TRUE;
        sum->energy_wh += ledger.quarter[i].energy_wh;
        sum->cost += ledger.quarter[i].cost;
        sum->baseline += ledger.quarter[i].baseline;
        sum->carbon_g += ledger.quarter[i].carbon_g;
      }

  return any;
}

/**
 * sandbox_ledger_sum_day:
 * @episodes: where to ask what the device did
 * @device: a device
 * @day: a local day
 * @now_us: what time it is
 * @sum: (out caller-allocates): its sums, up to now
 *
 * Returns: whether anything is known of the day
 */
gboolean
sandbox_ledger_sum_day (SandboxEpisodes *episodes,
                        SandboxDevice   *device,
                        gint             day,
                        gint64           now_us,
                        SandboxFigures  *sum)
{
  gint first = sandbox_ledger_first_day (device, now_us);
  gint length = KEPT_YEARS * 366;
  SandboxFigures *kept;

  if (day < first)
    return FALSE;

  if (day - first >= length || is_gap (device, day)
      || sandbox_calendar_day_start (device->facility->calendar, day + 1) > now_us)
    return sum_up (episodes, device, day, now_us, sum);

  if (device->figures == NULL || device->figures_from != first)
    {
      g_free (device->figures);
      device->figures = g_new (SandboxFigures, length);
      device->figures_from = first;
      device->figures_days = length;
      for (gint i = 0; i < length; i++)
        device->figures[i].energy_wh = SANDBOX_MISSING;
    }

  kept = &device->figures[day - first];
  if (kept->energy_wh == SANDBOX_MISSING)
    sum_up (episodes, device, day, now_us, kept);

  *sum = *kept;
  return TRUE;
}
