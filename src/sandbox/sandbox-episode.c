/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An episode: from prices, habits and wishes to what a device did and will do. It is cut where the customer changed
 * something: each stretch is planned with what was asked at its start and from what the store then held, so that a change
 * never reaches back. Devices follow the plan closely, not exactly. */

#include "sandbox/sandbox-episode.h"

#include "sandbox/sandbox-habit.h"
#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-stretch.h"

#include <string.h>

#define EPISODE_MINUTE     (15 * 60)
#define FORCED_BIAS        10000000 /* a hundred per kWh: what a state that was asked for is worth to the optimiser */
#define STREAM_DEVIATION   21

/**
 * sandbox_episode_time:
 * @self: an episode
 * @slot: a quarter-hour of it
 *
 * Returns: when it starts
 */
gint64
sandbox_episode_time (SandboxEpisode *self,
                      gint            slot)
{
  return self->start_us + slot * SANDBOX_QUARTER_US;
}

/**
 * sandbox_episode_slot_from:
 * @self: an episode
 * @time_us: a time
 *
 * Returns: the first quarter-hour that starts then or later; 0 or n when it lies outside
 */
gint
sandbox_episode_slot_from (SandboxEpisode *self,
                           gint64          time_us)
{
  if (time_us <= self->start_us)
    return 0;
  if (time_us >= self->end_us)
    return self->n;

  return (gint) ((time_us - self->start_us + SANDBOX_QUARTER_US - 1) / SANDBOX_QUARTER_US);
}

/**
 * sandbox_episode_slot:
 * @self: an episode
 * @time_us: a time in it
 *
 * Returns: the quarter-hour that it lies in
 */
gint
sandbox_episode_slot (SandboxEpisode *self,
                      gint64          time_us)
{
  return (gint) CLAMP ((time_us - self->start_us) / SANDBOX_QUARTER_US, 0, self->n - 1);
}

static void
take_market (SandboxEpisode *self)
{
  SandboxFacility *facility = self->device->facility;
  SandboxPriceMode mode = sandbox_market_get_mode (facility->market);
  gboolean blind = mode == SANDBOX_PRICES_TOMORROW_MISSING || mode == SANDBOX_PRICES_ONE_DAY_ONLY;
  gint i = 0;

  for (gint d = 0; d < 2; d++)
    {
      const SandboxMarketDay *day = sandbox_market_get_day (facility->market, self->day + d);
      gint k = (gint) ((sandbox_episode_time (self, i) - day->start_us) / SANDBOX_QUARTER_US);

      for (; k < day->n && i < self->n; k++, i++)
        {
          gboolean is_known = sandbox_episode_time (self, i) < self->published_until_us;

          self->price[i] = is_known ? day->price[k] : day->forecast[k];
          self->bias[i] = blind && d == 1 ? day->forecast[k] : self->price[i];
          self->carbon_g[i] = day->carbon_g[k];
          self->outdoor_c100[i] = day->outdoor_c100[k];
          self->minute[i] = day->minute[k];
        }
    }
}

/* History that lost money comes from an optimiser that reads the prices upside down; a state that was asked for comes from
 * one that believes in a very good or very bad price at that time. */
static void
set_bias (SandboxEpisode *self)
{
  SandboxDevice *device = self->device;
  gint begins = sandbox_episode_slot (self, device->begins_us);
  gboolean heats = sandbox_kind_is_heating (device->kind);

  if (device->history == SANDBOX_HISTORY_NEGATIVE_SAVINGS)
    for (gint i = 0; i < self->n; i++)
      self->bias[i] = -self->bias[i];

  if (device->begins_us < self->start_us || device->begins_us >= self->end_us)
    return;

  switch (device->state)
    {
    case SANDBOX_STATE_WAITING:
    case SANDBOX_STATE_PLAN_UNKNOWN:
    case SANDBOX_STATE_FINISHED:
    case SANDBOX_STATE_FULL:
      /* A battery rests, a car has waited all along, what heats has done so before. */
      for (gint i = heats ? begins : 0; i < MIN (begins + 6, self->n); i++)
        {
          self->bias[i] += FORCED_BIAS;
          if (device->kind == SANDBOX_KIND_BATTERY)
            self->usable[i] = 0;
        }
      if (heats && device->state != SANDBOX_STATE_WAITING)
        for (gint i = MAX (0, begins - 8); i < begins; i++)
          self->bias[i] -= FORCED_BIAS;
      break;
    case SANDBOX_STATE_RUNNING:
      for (gint i = begins; i < MIN (begins + 5, self->n); i++)
        self->bias[i] -= FORCED_BIAS;
      break;
    default:
      break;
    }
}

/* What came of the plan: a few per cent more or less, made up for at the end, never past what the store can take. */
static void
follow (SandboxStretch *stretch,
        gint            to)
{
  SandboxEpisode *self = stretch->episode;
  SandboxDevice *device = self->device;
  gint last = -1;
  gint32 owed = 0;

  for (gint i = stretch->from; i < self->n; i++)
    if (self->planned_wh[i] != 0)
      last = i;

  for (gint i = stretch->from; i < to; i++)
    {
      gint64 quarter = sandbox_episode_time (self, i) / SANDBOX_QUARTER_US;
      gint deviation = sandbox_hash_between (device->seed, STREAM_DEVIATION, quarter, -25, 10);
      gint32 planned = self->planned_wh[i];
      gint32 actual = (gint32) sandbox_divide ((gint64) planned * (1000 + deviation), 1000);

      owed += planned;
      if (device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE || device->kind == SANDBOX_KIND_CHARGER)
        {
          if (i >= last && last >= 0)
            actual = self->usable[i] ? MIN (owed, self->full_wh) : 0;
          self->content[i + 1] = self->content[i] + actual;
        }
      else if (device->kind == SANDBOX_KIND_BATTERY)
        {
          gint32 stored = actual > 0 ? actual * SANDBOX_BATTERY_EFFICIENCY / 100 : actual * 100 / SANDBOX_BATTERY_EFFICIENCY;

          stored = CLAMP (stored, stretch->low - self->content[i], MAX (0, stretch->high - self->content[i]));
          actual = stored > 0 ? stored * 100 / SANDBOX_BATTERY_EFFICIENCY : stored * SANDBOX_BATTERY_EFFICIENCY / 100;
          self->content[i + 1] = self->content[i] + stored;
        }
      else
        self->content[i + 1] = MIN (self->content[i] + actual - self->demand_wh[i],
                                    MAX (stretch->high, self->content[i]));

      owed -= actual;
      self->actual_wh[i] = actual;
    }
}

/* Run at once: a car charges when it is plugged in, a thermostat heats when it has cooled. */
static void
follow_baseline (SandboxEpisode    *self,
                 const SandboxEdit *edit,
                 gint               from,
                 gint               to,
                 gint32            *held)
{
  gint32 wished;

  if (!sandbox_kind_is_heating (self->device->kind))
    {
      for (gint i = from; i < to; i++)
        self->baseline_wh[i] = self->device->kind == SANDBOX_KIND_BATTERY || !self->usable[i] ? 0 : self->full_wh;
      return;
    }

  wished = sandbox_habit_wished (self, &edit->settings);
  if (from == 0)
    *held = wished;
  for (gint i = from; i < to; i++)
    {
      self->baseline_wh[i] = sandbox_stretch_hold (self, i, *held, wished);
      *held += self->baseline_wh[i] - self->demand_wh[i];
    }
}

/* Each unit of energy is compared with the same unit, counted from the start, run at once. So what is past never depends on
 * what comes, and a whole session is compared with the same energy. What running at once would not have used by then
 * costs what it costs. */
static void
compare (SandboxEpisode *self)
{
  gint at = 0;
  gint32 left = self->n > 0 ? self->baseline_wh[0] : 0;

  for (gint i = 0; i < self->n; i++)
    {
      gint32 energy = self->actual_wh[i];
      gint64 cost = 0;

      if (self->device->kind == SANDBOX_KIND_BATTERY)
        energy = 0;

      while (energy > 0)
        {
          while (left <= 0 && at < self->n - 1)
            left = self->baseline_wh[++at];

          if (left <= 0)
            {
              cost += (gint64) energy * self->price[i];
              break;
            }

          gint32 part = MIN (energy, left);

          cost += (gint64) part * self->price[at];
          energy -= part;
          left -= part;
        }

      self->baseline_cost[i] = cost;
    }
}

/* The sun's share, for devices that only report what they make. */
static void
follow_sun (SandboxEpisode *self)
{
  SandboxDevice *device = self->device;

  for (gint i = 0; i < self->n; i++)
    {
      gint64 quarter = sandbox_episode_time (self, i) / SANDBOX_QUARTER_US;
      gint season = sandbox_sine (self->day - 81, 365);
      gint half_day = 360 + season * 150 / 1000;
      gint from_noon = ABS (self->minute[i] - 13 * 60);
      gint height = from_noon < half_day ? sandbox_sine (half_day - from_noon, 4 * half_day) : 0;
      gint clear = 550 + sandbox_noise (device->seed, quarter, 30) * 450 / 1000;

      if (device->kind == SANDBOX_KIND_INVERTER)
        self->actual_wh[i] = (gint32) -((gint64) self->full_wh * height / 1000 * clear / 1000 * (650 + season / 4) / 1000);
      else
        self->actual_wh[i] = self->full_wh * (500 + sandbox_noise (device->seed, quarter, 9) / 2) / 1000;
    }
}

/**
 * sandbox_episode_compute:
 * @self: where to put it
 * @device: whose
 * @day: the local day it begins on, at 15:00
 * @now_us: what time it is: prices that are not yet published are guessed
 * @preview: (nullable): something that might be asked for from now on
 *
 * Computes an episode.
 */
void
sandbox_episode_compute (SandboxEpisode    *self,
                         SandboxDevice     *device,
                         gint               day,
                         gint64             now_us,
                         const SandboxEdit *preview)
{
  const SandboxCalendar *calendar = device->facility->calendar;
  gint64 preview_us = preview != NULL ? preview->at_us : G_MAXINT64;
  gint32 held = 0;

  memset (self, 0, sizeof *self);
  self->device = device;
  self->day = day;
  self->revision = device->revision;
  self->start_us = sandbox_calendar_resolve (calendar, day, EPISODE_MINUTE);
  self->end_us = sandbox_calendar_resolve (calendar, day + 1, EPISODE_MINUTE);
  self->n = (gint) MIN (SANDBOX_MAX_SLOTS, (self->end_us - self->start_us) / SANDBOX_QUARTER_US);
  self->published_until_us = MIN (self->end_us, sandbox_market_published_until (device->facility->market, now_us));
  self->deadline_us = SANDBOX_UNKNOWN;
  take_market (self);
  sandbox_habit_prepare (self);
  if (!sandbox_kind_has_settings (device->kind))
    {
      follow_sun (self);
      return;
    }

  set_bias (self);
  self->content[0] = sandbox_habit_content (self, now_us);
  for (gint from = 0; from < self->n;)
    {
      gint64 time = sandbox_episode_time (self, from);
      SandboxStretch stretch = { .episode = self, .from = from };
      gint to = self->n;

      stretch.edit = time >= preview_us ? preview : sandbox_device_get_edit (device, time);
      if (time < preview_us)
        {
          for (guint e = 1; e < device->edits->len; e++)
            {
              gint64 at_us = g_array_index (device->edits, SandboxEdit, e).at_us;

              if (at_us > time)
                {
                  to = MIN (to, sandbox_episode_slot_from (self, at_us));
                  break;
                }
            }
          to = MIN (to, sandbox_episode_slot_from (self, preview_us));
        }

      sandbox_stretch_plan (&stretch);
      follow (&stretch, to);
      follow_baseline (self, stretch.edit, from, to, &held);
      from = to;
    }

  compare (self);
}

/**
 * sandbox_episode_runs:
 * @self: an episode
 * @slot: a quarter-hour of it
 *
 * Returns: whether the device runs then
 */
gboolean
sandbox_episode_runs (SandboxEpisode *self,
                      gint            slot)
{
  return ABS (self->planned_wh[slot]) > self->full_wh / 16;
}

/**
 * sandbox_episode_temperature:
 * @self: an episode of a heating device
 * @slot: a quarter-hour of it, or its end
 *
 * Returns: how warm the house or the tank is then, hundredths of a degree
 */
gint32
sandbox_episode_temperature (SandboxEpisode *self,
                             gint            slot)
{
  gint32 reference = self->device->kind == SANDBOX_KIND_WATER_HEATER ? SANDBOX_WATER_REFERENCE_C100
                                                                     : SANDBOX_ROOM_REFERENCE_C100;
  gint32 warmth = reference + (gint32) sandbox_divide ((gint64) self->content[slot] * 100, MAX (1, self->wh_per_degree));
  gint outdoor = self->outdoor_c100[MIN (slot, self->n - 1)];

  /* In summer nobody cools the house. */
  if (self->device->kind != SANDBOX_KIND_WATER_HEATER && outdoor + 400 > warmth)
    warmth += (outdoor + 400 - warmth) / 4;

  return warmth;
}
