/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a customer asked for to a plan: deadlines, levels, exceptions, and why the device runs or does not. The
 * arithmetic of what is cheapest is in sandbox-optimiser.c. */

#include "sandbox/sandbox-stretch.h"

#include "sandbox/sandbox-habit.h"

/* The weekly plan's next time that lies ahead, or what was asked for just this once. */
static gint64
find_deadline (SandboxEpisode    *self,
               const SandboxEdit *edit,
               gint               from)
{
  const SandboxException *exception = &edit->exception;
  gint64 begin = sandbox_episode_time (self, MAX (from, self->arrives));

  if (exception->kind == SANDBOX_EXCEPTION_ONCE && exception->ready_by_us != SANDBOX_UNKNOWN
      && exception->ready_by_us > begin)
    return exception->ready_by_us;

  for (gint d = 0; d < 2; d++)
    {
      gint16 minute = edit->settings.ready_by[sandbox_day_weekday (self->day + d)];
      gint64 time;

      if (minute == SANDBOX_NO_TIME)
        continue;

      time = sandbox_calendar_resolve (self->device->facility->calendar, self->day + d, minute);
      if (time > begin)
        return time;
    }

  return SANDBOX_UNKNOWN;
}

/* A deadline is kept when everything before it is done: a quarter-hour that it lies in is too late. */
static gint
deadline_slot (SandboxEpisode *self)
{
  if (self->deadline_us == SANDBOX_UNKNOWN || self->deadline_us >= self->end_us)
    return self->n;

  return sandbox_episode_slot (self, self->deadline_us);
}

/* A car stays until it is ready, whatever its people's habits are. */
static void
set_stay (SandboxEpisode *self,
          gint            from)
{
  if (from > self->leaves)
    return;

  self->leaves = self->leaves_by_habit;
  if (self->deadline_us != SANDBOX_UNKNOWN && self->deadline_us < self->end_us)
    self->leaves = MAX (self->leaves, MIN (deadline_slot (self) + 1, self->n));

  self->leaves = MAX (self->leaves, from);
  for (gint i = from; i < self->n; i++)
    self->usable[i] = self->is_plugged && i >= self->arrives && i < self->leaves;
}

static void
plan_stay (SandboxStretch *stretch)
{
  SandboxEpisode *self = stretch->episode;
  const SandboxSettings *settings = &stretch->edit->settings;
  const SandboxException *exception = &stretch->edit->exception;
  gboolean is_vehicle = self->device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE;
  gint32 capacity = self->device->model.capacity_wh;
  gint32 content = self->content[stretch->from];
  gint32 minimum_wh = is_vehicle ? (gint32) ((gint64) capacity * settings->minimum_share / SANDBOX_SHARE_PARTS) : 0;
  SandboxTask task = { stretch->from, self->n, self->bias, self->usable, self->full_wh, settings->maximum_price, self->n };
  SandboxFill fill;
  gint32 forced = 0;
  gint slack = 0;

  self->deadline_us = find_deadline (self, stretch->edit, stretch->from);
  set_stay (self, stretch->from);
  task.deadline = MIN (deadline_slot (self), self->leaves);
  if (!is_vehicle)
    task.full_wh = self->full_wh = MIN (self->most_wh, settings->maximum_current_a * 690 / 4);

  self->goal_wh = sandbox_habit_wished (self, settings);
  if (is_vehicle && exception->kind == SANDBOX_EXCEPTION_ONCE && exception->target_share > 0
      && exception->ends_us > sandbox_episode_time (self, stretch->from))
    self->goal_wh = (gint32) ((gint64) capacity * exception->target_share / SANDBOX_SHARE_PARTS);

  for (gint i = stretch->from; i < stretch->hold_until; i++)
    self->planned_wh[i] = 0;
  for (gint i = MAX (stretch->from, stretch->hold_until); i < stretch->force_until; i++)
    {
      self->planned_wh[i] = self->usable[i] ? CLAMP (self->goal_wh - content - forced, 0, task.full_wh) : 0;
      forced += self->planned_wh[i];
    }

  task.from = MAX (stretch->from, MAX (stretch->hold_until, stretch->force_until));
  fill.total_wh = self->goal_wh - content - forced;
  fill.at_once_wh = MIN (minimum_wh, self->goal_wh) - content - forced;
  if (!settings->is_enabled)
    {
      sandbox_run_at_once (&task, fill.total_wh, self->planned_wh);
      self->missing_wh = 0;
    }
  else
    self->missing_wh = self->is_plugged ? sandbox_optimise_fill (&task, &fill, self->planned_wh) : 0;

  for (gint i = task.from; i < task.deadline; i++)
    slack += self->usable[i] && self->planned_wh[i] < task.full_wh ? 1 : 0;

  for (gint i = stretch->from, total = content; i < self->n; i++)
    {
      if (!self->is_plugged || !self->usable[i])
        self->why[i] = i >= self->arrives && i < self->leaves ? SANDBOX_WHY_UNPLUGGED : SANDBOX_WHY_AWAY;
      else if (i < stretch->hold_until)
        self->why[i] = SANDBOX_WHY_PAUSED;
      else if (self->planned_wh[i] > 0)
        {
          if (i < stretch->force_until)
            self->why[i] = SANDBOX_WHY_MANUAL;
          else if (!settings->is_enabled)
            self->why[i] = SANDBOX_WHY_DISABLED;
          else if (total < minimum_wh)
            self->why[i] = SANDBOX_WHY_MINIMUM;
          else
            self->why[i] = slack < 2 || i >= task.deadline ? SANDBOX_WHY_DEADLINE : SANDBOX_WHY_CHEAPEST;
        }
      else if (total >= self->goal_wh)
        self->why[i] = SANDBOX_WHY_REACHED;
      else
        self->why[i] = self->price[i] > settings->maximum_price ? SANDBOX_WHY_ABOVE_LIMIT : SANDBOX_WHY_WAITING;
      total += self->planned_wh[i];
    }
}

/**
 * sandbox_stretch_hold:
 * @self: an episode of a heating device
 * @slot: a quarter-hour of it
 * @content: what the store holds
 * @wished: what it shall hold
 *
 * Follows the demand without looking at prices, as a thermostat does.
 *
 * Returns: the energy that it draws
 */
gint32
sandbox_stretch_hold (SandboxEpisode *self,
                      gint            slot,
                      gint32          content,
                      gint32          wished)
{
  return CLAMP (wished - content + self->demand_wh[slot], 0, self->full_wh);
}

static void
plan_heat (SandboxStretch *stretch)
{
  SandboxEpisode *self = stretch->episode;
  const SandboxSettings *settings = &stretch->edit->settings;
  gboolean is_tank = self->device->kind == SANDBOX_KIND_WATER_HEATER;
  gint32 wished = sandbox_habit_wished (self, settings);
  gint32 content = self->content[stretch->from] - wished;
  SandboxTask task = { stretch->from, self->n, self->bias, NULL, self->full_wh, settings->maximum_price, self->n };
  SandboxBand band = { .demand_wh = self->demand_wh, .full_at_deadline = FALSE };
  gint i = stretch->from;

  sandbox_habit_set_demand (self, settings, stretch->from);
  band.low = is_tank ? -(settings->water_maximum_c100 - settings->water_minimum_c100) * self->wh_per_degree / 100
                     : -settings->decrease_c100 * self->wh_per_degree / 100;
  band.high = is_tank ? 0 : settings->increase_c100 * self->wh_per_degree / 100;
  band.end = is_tank ? band.low * 2 / 5 : 0;
  stretch->low = band.low + wished;
  stretch->high = band.high + wished;
  self->goal_wh = wished;
  self->missing_wh = 0;
  self->deadline_us = SANDBOX_UNKNOWN;
  if (is_tank && settings->is_enabled)
    {
      self->deadline_us = find_deadline (self, stretch->edit, stretch->from);
      task.deadline = deadline_slot (self);
      band.full_at_deadline = task.deadline > stretch->from && task.deadline < self->n;
    }

  for (; i < stretch->hold_until; i++)
    {
      self->planned_wh[i] = 0;
      content -= self->demand_wh[i];
    }
  for (; i < stretch->force_until; i++)
    {
      self->planned_wh[i] = CLAMP (band.high - content + self->demand_wh[i], 0, self->full_wh);
      content += self->planned_wh[i] - self->demand_wh[i];
    }

  task.from = i;
  band.start = content;
  if (settings->is_enabled)
    sandbox_optimise_band (&task, &band, self->planned_wh);
  else
    for (; i < self->n; i++)
      {
        self->planned_wh[i] = sandbox_stretch_hold (self, i, content, 0);
        content += self->planned_wh[i] - self->demand_wh[i];
      }

  content = self->content[stretch->from] - wished;
  for (i = stretch->from; i < self->n; i++)
    {
      gint32 planned = self->planned_wh[i];

      if (i < stretch->hold_until)
        self->why[i] = SANDBOX_WHY_PAUSED;
      else if (i < stretch->force_until)
        self->why[i] = planned > 0 ? SANDBOX_WHY_MANUAL : SANDBOX_WHY_REACHED;
      else if (planned > 0 && !settings->is_enabled)
        self->why[i] = SANDBOX_WHY_DISABLED;
      else if (planned > 0 && (content <= band.low + self->wh_per_degree / 20 || self->price[i] > settings->maximum_price))
        self->why[i] = SANDBOX_WHY_COMFORT;
      else if (planned > 0)
        self->why[i] = planned > self->demand_wh[i] * 6 / 5 + 20 && content >= 0 ? SANDBOX_WHY_PREHEATING
                                                                                 : SANDBOX_WHY_CHEAPEST;
      else if (is_tank ? content >= -2 * self->wh_per_degree : self->demand_wh[i] == 0 && content >= 0)
        self->why[i] = SANDBOX_WHY_REACHED;
      else
        self->why[i] = self->price[i] > settings->maximum_price ? SANDBOX_WHY_ABOVE_LIMIT : SANDBOX_WHY_WAITING;
      content += planned - self->demand_wh[i];
      if (band.full_at_deadline && i == task.deadline - 1)
        self->missing_wh = content < -2 * self->wh_per_degree ? -content : 0;
    }
}

static void
plan_battery (SandboxStretch *stretch)
{
  SandboxEpisode *self = stretch->episode;
  const SandboxSettings *settings = &stretch->edit->settings;
  SandboxTask task = { stretch->from, self->n, self->bias, self->usable, self->full_wh, settings->maximum_price, self->n };
  SandboxBand band = { .start = self->content[stretch->from] };
  gint i = stretch->from;

  self->goal_wh = sandbox_habit_wished (self, settings);
  self->missing_wh = 0;
  self->deadline_us = SANDBOX_UNKNOWN;
  band.high = band.end = self->goal_wh;
  band.low = (gint32) ((gint64) self->device->model.capacity_wh * settings->minimum_share / SANDBOX_SHARE_PARTS);
  stretch->low = MIN (band.low, band.start);
  stretch->high = MAX (band.high, band.start);

  for (; i < stretch->hold_until; i++)
    self->planned_wh[i] = 0;
  for (; i < stretch->force_until; i++)
    {
      self->planned_wh[i] = CLAMP ((band.high - band.start) * 100 / SANDBOX_BATTERY_EFFICIENCY, 0, self->full_wh);
      band.start += self->planned_wh[i] * SANDBOX_BATTERY_EFFICIENCY / 100;
    }

  task.from = i;
  if (settings->is_enabled)
    sandbox_optimise_battery (&task, &band, SANDBOX_BATTERY_EFFICIENCY, self->planned_wh);
  else
    for (; i < self->n; i++)
      self->planned_wh[i] = 0;

  for (gint32 content = self->content[i = stretch->from]; i < self->n; i++)
    {
      gint32 planned = self->planned_wh[i];

      if (i < stretch->hold_until)
        self->why[i] = SANDBOX_WHY_PAUSED;
      else if (planned != 0)
        self->why[i] = i < stretch->force_until ? SANDBOX_WHY_MANUAL : SANDBOX_WHY_CHEAPEST;
      else if (!settings->is_enabled)
        self->why[i] = SANDBOX_WHY_NOTHING;
      else if (content >= self->goal_wh - self->device->model.capacity_wh / 50)
        self->why[i] = SANDBOX_WHY_REACHED;
      else if (content <= band.low + self->device->model.capacity_wh / 50)
        self->why[i] = SANDBOX_WHY_RESERVE;
      else
        self->why[i] = self->price[i] > settings->maximum_price ? SANDBOX_WHY_ABOVE_LIMIT : SANDBOX_WHY_WAITING;
      content += planned > 0 ? planned * SANDBOX_BATTERY_EFFICIENCY / 100 : planned * 100 / SANDBOX_BATTERY_EFFICIENCY;
    }
}

/**
 * sandbox_stretch_plan:
 * @stretch: where it starts, and what is asked for
 *
 * Plans from the start of the stretch to the end of the episode, and says why for each quarter-hour.
 */
void
sandbox_stretch_plan (SandboxStretch *stretch)
{
  SandboxEpisode *self = stretch->episode;
  const SandboxException *exception = &stretch->edit->exception;

  stretch->hold_until = stretch->force_until = stretch->from;
  if (exception->kind == SANDBOX_EXCEPTION_PAUSE)
    stretch->hold_until = MAX (stretch->from, sandbox_episode_slot_from (self, exception->ends_us));
  else if (exception->kind == SANDBOX_EXCEPTION_RUN_NOW)
    stretch->force_until = MAX (stretch->from, sandbox_episode_slot_from (self, exception->ends_us));

  switch (self->device->kind)
    {
    case SANDBOX_KIND_ELECTRIC_VEHICLE:
    case SANDBOX_KIND_CHARGER:
      plan_stay (stretch);
      break;
    case SANDBOX_KIND_BATTERY:
      plan_battery (stretch);
      break;
    default:
      plan_heat (stretch);
      break;
    }
}
