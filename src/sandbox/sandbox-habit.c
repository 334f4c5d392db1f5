/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do, and what a house needs: when a car comes and goes and how far it was driven, how much heat leaks out, when
 * hot water is drawn. A function of device and day, so that every day stands by itself; only where a customer changed
 * something does a car remember how full it was left. */

#include "sandbox/sandbox-habit.h"

#include "sandbox/sandbox-random.h"

enum { STREAM_PLUG = 11, STREAM_ARRIVE, STREAM_LEAVE, STREAM_DRIVE, STREAM_WATER };

#define LOOK_BACK 4
#define SUN_AND_PEOPLE_C100 400 /* what sun, people and machines warm a house by */

/* Per mille of a day's hot water, hour by hour. */
static const gint16 water_shape[24] = { 5, 0, 0, 0, 5, 30, 110, 130, 70, 40, 30, 30, 40, 30, 20, 20, 30, 50, 80, 90, 80, 60,
                                        35, 15 };

static gboolean
plugs_in (SandboxDevice *device,
          gint           day)
{
  gint share = device->kind == SANDBOX_KIND_CHARGER ? 55 : device->stays_home ? 80 : 88;

  if (device->kind != SANDBOX_KIND_CHARGER && sandbox_day_weekday (day) >= 5)
    share = 65;

  return sandbox_hash_between (device->seed, STREAM_PLUG, day, 0, 99) < share;
}

static gint32
driven_wh (SandboxDevice *device,
           gint           day)
{
  gint most = device->stays_home ? 7500 : sandbox_day_weekday (day) >= 5 ? 20000 : 13000;

  return MIN (sandbox_hash_between (device->seed, STREAM_DRIVE, day, 2500, most), device->model.capacity_wh / 3);
}

static gint
to_slot (SandboxEpisode *episode,
         gint            day,
         gint            minute)
{
  gint64 time = sandbox_calendar_resolve (episode->device->facility->calendar, day, minute);

  return (gint) CLAMP ((time - episode->start_us) / SANDBOX_QUARTER_US, 0, episode->n);
}

static void
prepare_stay (SandboxEpisode *self)
{
  SandboxDevice *device = self->device;
  gint day = self->day;
  gint morning = sandbox_day_weekday (day + 1) >= 5 ? sandbox_hash_between (device->seed, STREAM_LEAVE, day, 600, 760)
                                                    : sandbox_hash_between (device->seed, STREAM_LEAVE, day, 430, 470);

  self->is_plugged = plugs_in (device, day);
  if (device->stays_home)
    {
      self->arrives = 0;
      self->leaves = to_slot (self, day + 1, sandbox_hash_between (device->seed, STREAM_LEAVE, day, 690, 880));
    }
  else
    {
      self->arrives = to_slot (self, day, sandbox_hash_between (device->seed, STREAM_ARRIVE, day, 975, 1125));
      self->leaves = to_slot (self, day + 1, morning);
    }

  /* A state that was asked for holds in the episode in which the world begins. */
  if (device->state != SANDBOX_STATE_NORMAL && device->begins_us >= self->start_us && device->begins_us < self->end_us)
    {
      gint begins = (gint) ((device->begins_us - self->start_us) / SANDBOX_QUARTER_US);

      switch (device->state)
        {
        case SANDBOX_STATE_UNPLUGGED:
          self->is_plugged = FALSE;
          self->arrives = MIN (self->arrives, begins);
          self->leaves = MAX (self->leaves, begins + 1);
          break;
        case SANDBOX_STATE_AWAY:
          if (self->arrives <= begins)
            self->arrives = MIN (begins + 12, self->n);
          self->leaves = MAX (self->leaves, self->arrives);
          break;
        default:
          self->is_plugged = TRUE;
          self->arrives = MIN (self->arrives, MAX (0, begins - 3));
          self->leaves = MAX (self->leaves, MIN (begins + 24, self->n));
          break;
        }
    }

  self->leaves_by_habit = self->leaves;
  for (gint i = 0; i < self->n; i++)
    self->usable[i] = self->is_plugged && i >= self->arrives && i < self->leaves;
}

/* How much heat a heat pump makes of one unit of electricity, in hundredths, by the mean temperature outside. */
static gint
get_performance (SandboxEpisode *self)
{
  gint sum = 0;

  if (self->device->kind != SANDBOX_KIND_HEAT_PUMP)
    return 100;

  for (gint i = 0; i < self->n; i++)
    sum += self->outdoor_c100[i];

  return CLAMP (330 + sum / self->n * 8 / 100, 200, 480);
}

/**
 * sandbox_habit_prepare:
 * @episode: an episode with its times, prices and weather
 *
 * Sets when the device can run, its power and what its store is like.
 */
void
sandbox_habit_prepare (SandboxEpisode *episode)
{
  SandboxDevice *device = episode->device;

  episode->full_wh = device->model.full_w / 4;
  for (gint i = 0; i < episode->n; i++)
    episode->usable[i] = 1;

  if (device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE || device->kind == SANDBOX_KIND_CHARGER)
    prepare_stay (episode);
  else if (sandbox_kind_is_heating (device->kind))
    episode->wh_per_degree = MAX (1, device->model.capacity_wh * 100 / get_performance (episode));

  if (device->state == SANDBOX_STATE_DEADLINE_UNREACHABLE && device->begins_us >= episode->start_us
      && device->begins_us < episode->end_us)
    episode->full_wh = MIN (episode->full_wh, device->kind == SANDBOX_KIND_WATER_HEATER ? 100 : 350);

  episode->most_wh = episode->full_wh;
}

/**
 * sandbox_habit_set_demand:
 * @episode: an episode of a heating device
 * @settings: what is asked for
 * @from: from which quarter-hour on
 *
 * Sets what it takes to hold the wished-for temperature: heat that leaks out, hot water that is drawn.
 */
void
sandbox_habit_set_demand (SandboxEpisode        *episode,
                          const SandboxSettings *settings,
                          gint                   from)
{
  SandboxDevice *device = episode->device;
  gint performance = get_performance (episode);
  gint water_wh = 0;

  if (device->kind == SANDBOX_KIND_HEAT_PUMP)
    water_wh = 5500;
  else if (device->kind == SANDBOX_KIND_WATER_HEATER)
    water_wh = device->model.capacity_wh * 24;

  for (gint i = from; i < episode->n; i++)
    {
      gint64 quarter = episode->start_us / SANDBOX_QUARTER_US + i;
      gint64 heat = 0;

      if (device->kind == SANDBOX_KIND_WATER_HEATER)
        heat = 15;
      else
        heat = MAX (0, (gint64) device->model.loss_w
                         * (settings->target_c100 - SUN_AND_PEOPLE_C100 - episode->outdoor_c100[i]) / 400);

      heat += (gint64) water_wh * water_shape[episode->minute[i] / 60]
              * sandbox_hash_between (device->seed, STREAM_WATER, quarter, 40, 160) / 400000;
      episode->demand_wh[i] = (gint32) MIN (heat * 100 / performance, device->model.full_w / 4 * 19 / 20);
    }
}

/**
 * sandbox_habit_wished:
 * @episode: an episode
 * @settings: what is asked for
 *
 * Returns: the content of the store that the settings wish for
 */
gint32
sandbox_habit_wished (SandboxEpisode        *episode,
                      const SandboxSettings *settings)
{
  SandboxDevice *device = episode->device;

  switch (device->kind)
    {
    case SANDBOX_KIND_ELECTRIC_VEHICLE:
    case SANDBOX_KIND_BATTERY:
      return (gint32) ((gint64) device->model.capacity_wh * settings->target_share / SANDBOX_SHARE_PARTS);
    case SANDBOX_KIND_CHARGER:
      return settings->energy_need_wh;
    case SANDBOX_KIND_WATER_HEATER:
      return (settings->water_maximum_c100 - SANDBOX_WATER_REFERENCE_C100) * episode->wh_per_degree / 100;
    default:
      return (settings->target_c100 - SANDBOX_ROOM_REFERENCE_C100) * episode->wh_per_degree / 100;
    }
}

/* A car that nobody asked anything special of was left full the last time it was plugged in. */
static gint32
content_by_habit (SandboxEpisode *self)
{
  SandboxDevice *device = self->device;
  const SandboxEdit *first = &g_array_index (device->edits, SandboxEdit, 0);
  gint32 content = sandbox_habit_wished (self, &first->settings);

  for (gint back = 0; back < LOOK_BACK; back++)
    {
      content -= driven_wh (device, self->day - back);
      if (plugs_in (device, self->day - back - 1))
        break;
    }

  return content;
}

/* What a car held at the end of an episode that an edit may have touched. Kept once its prices are known. */
static gint32
content_after (SandboxDevice *device,
               gint           day,
               gint64         now_us)
{
  gint first = sandbox_device_get_episode (device, sandbox_device_first_edit (device));
  g_autofree SandboxEpisode *episode = g_new (SandboxEpisode, 1);
  gint from = day;
  gint32 content = 0;

  if (device->levels == NULL)
    device->levels = g_hash_table_new (NULL, NULL);

  while (from > first && !g_hash_table_contains (device->levels, GINT_TO_POINTER (from)))
    from--;

  for (; from <= day; from++)
    if (g_hash_table_contains (device->levels, GINT_TO_POINTER (from)))
      content = GPOINTER_TO_INT (g_hash_table_lookup (device->levels, GINT_TO_POINTER (from)));
    else
      {
        sandbox_episode_compute (episode, device, from, now_us, NULL);
        content = episode->content[episode->n];
        if (episode->end_us <= episode->published_until_us)
          g_hash_table_insert (device->levels, GINT_TO_POINTER (from), GINT_TO_POINTER (content));
      }

  return content;
}

static gint32
vehicle_content (SandboxEpisode *self,
                 gint64          now_us)
{
  SandboxDevice *device = self->device;
  gint32 capacity = device->model.capacity_wh;
  gint32 least = capacity * 8 / 100;
  gint64 first_edit = sandbox_device_first_edit (device);
  gint32 content;

  if (device->begins_us >= self->start_us && device->begins_us < self->end_us)
    switch (device->state)
      {
      case SANDBOX_STATE_FULL:
        return capacity;
      case SANDBOX_STATE_FINISHED:
        return sandbox_habit_wished (self, &sandbox_device_get_edit (device, self->start_us)->settings);
      case SANDBOX_STATE_DEADLINE_UNREACHABLE:
        return capacity * 6 / 100;
      case SANDBOX_STATE_WAITING:
      case SANDBOX_STATE_RUNNING:
      case SANDBOX_STATE_RUN_NOW:
      case SANDBOX_STATE_JUST_THIS_ONCE:
      case SANDBOX_STATE_LIMIT_CONFLICT:
        return capacity * 38 / 100;
      default:
        break;
      }

  if (first_edit < self->start_us)
    content = content_after (device, self->day - 1, now_us) - driven_wh (device, self->day);
  else
    content = content_by_habit (self);

  return MAX (content, least);
}

/**
 * sandbox_habit_content:
 * @episode: a prepared episode
 * @now_us: what time it is
 *
 * Returns: what the store holds when the episode begins
 */
gint32
sandbox_habit_content (SandboxEpisode *episode,
                       gint64          now_us)
{
  const SandboxSettings *settings = &sandbox_device_get_edit (episode->device, episode->start_us)->settings;

  switch (episode->device->kind)
    {
    case SANDBOX_KIND_ELECTRIC_VEHICLE:
      return vehicle_content (episode, now_us);
    case SANDBOX_KIND_CHARGER:
      return episode->device->state == SANDBOX_STATE_FINISHED && episode->device->begins_us >= episode->start_us
                 && episode->device->begins_us < episode->end_us ? settings->energy_need_wh : 0;
    case SANDBOX_KIND_WATER_HEATER:
      return sandbox_habit_wished (episode, settings)
             - (settings->water_maximum_c100 - settings->water_minimum_c100) * episode->wh_per_degree / 100 * 2 / 5;
    case SANDBOX_KIND_BATTERY:
      if ((episode->device->state == SANDBOX_STATE_WAITING || episode->device->state == SANDBOX_STATE_PLAN_UNKNOWN)
          && episode->device->begins_us >= episode->start_us && episode->device->begins_us < episode->end_us)
        return sandbox_habit_wished (episode, settings) * 6 / 10;
      return sandbox_habit_wished (episode, settings);
    default:
      return sandbox_habit_wished (episode, settings);
    }
}
