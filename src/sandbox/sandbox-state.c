/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a device looks at one moment: what it measures, what it does and all the reasons for that. Everything is read off the
 * episode that the moment lies in, so state, reasons and plan always say the same. */

#include "sandbox/sandbox-state.h"

#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-value.h"

#define STREAM_REPORT  41
#define SILENT_US      (2 * SANDBOX_HOUR_US)
#define REPORT_US      (G_GINT64_CONSTANT (60000000))

static const struct
{
  const char *state;
  const char *code;
} whys[] = {
  [SANDBOX_WHY_NOTHING] = { "idle", NULL },
  [SANDBOX_WHY_WAITING] = { "waiting", "waiting_for_lower_price" },
  [SANDBOX_WHY_ABOVE_LIMIT] = { "waiting", "price_above_limit" },
  [SANDBOX_WHY_PAUSED] = { "paused", "paused_by_customer" },
  [SANDBOX_WHY_REACHED] = { "finished", "target_reached" },
  [SANDBOX_WHY_UNPLUGGED] = { "idle", "not_plugged_in" },
  [SANDBOX_WHY_AWAY] = { "idle", "away_from_home" },
  [SANDBOX_WHY_RESERVE] = { "waiting", "waiting_for_lower_price" },
  [SANDBOX_WHY_CHEAPEST] = { "running", "cheapest_hours" },
  [SANDBOX_WHY_MINIMUM] = { "running", "below_minimum_level" },
  [SANDBOX_WHY_DEADLINE] = { "running", "deadline_near" },
  [SANDBOX_WHY_MANUAL] = { "manual", "manual_start" },
  [SANDBOX_WHY_COMFORT] = { "running", "comfort_floor" },
  [SANDBOX_WHY_PREHEATING] = { "running", "preheating" },
  [SANDBOX_WHY_DISABLED] = { "disabled", "disabled" },
};

gboolean
sandbox_exception_holds (const SandboxException *exception,
                         gint64                  now_us)
{
  return exception->kind != SANDBOX_EXCEPTION_NONE && exception->ends_us > now_us;
}

/**
 * sandbox_state_is_silent:
 * @device: a device
 *
 * Returns: whether nothing has been heard of the device, so that nobody can plan for it
 */
gboolean
sandbox_state_is_silent (SandboxDevice *device)
{
  return device->state == SANDBOX_STATE_UNREACHABLE || device->state == SANDBOX_STATE_NEVER_REPORTED
         || device->state == SANDBOX_STATE_NEEDS_LOGIN;
}

/* When the device last reported: awake ones once a minute, each at a second of its own, a silent one before it fell silent, a car that
 * sleeps when it fell asleep. */
static gint64
get_observed (SandboxDevice  *device,
              SandboxEpisode *episode,
              gint64          now_us)
{
  gint slot = sandbox_episode_slot (episode, now_us);
  gint64 second_us = sandbox_hash_between (device->seed, STREAM_REPORT, 0, 0, 59) * G_USEC_PER_SEC;

  if (device->state == SANDBOX_STATE_NEVER_REPORTED)
    return SANDBOX_UNKNOWN;

  if (sandbox_state_is_silent (device))
    return MIN (now_us, device->begins_us - SILENT_US);

  if (device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE
      && (episode->why[slot] == SANDBOX_WHY_REACHED || episode->why[slot] == SANDBOX_WHY_UNPLUGGED))
    {
      while (slot > 0 && episode->why[slot - 1] == episode->why[slot])
        slot--;
      return MIN (now_us, episode->start_us + slot * SANDBOX_QUARTER_US + REPORT_US);
    }

  /* Never from before the quarter-hour, so that what it measures fits what it does. */
  return MAX (now_us - (now_us - second_us) % REPORT_US, sandbox_episode_time (episode, slot));
}

static const char *
get_connection (SandboxDevice  *device,
                SandboxEpisode *episode,
                gint            slot)
{
  if (sandbox_state_is_silent (device))
    return "offline";

  if (device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE
      && (episode->why[slot] == SANDBOX_WHY_REACHED || episode->why[slot] == SANDBOX_WHY_UNPLUGGED))
    return "asleep";

  return "online";
}

/* What the store holds at a time between two quarter-hours. */
static gint32
content_at (SandboxEpisode *episode,
            gint64          time_us)
{
  gint slot = sandbox_episode_slot (episode, time_us);
  gint64 into = CLAMP (time_us - episode->start_us - slot * SANDBOX_QUARTER_US, 0, SANDBOX_QUARTER_US);
  gint64 change = episode->content[slot + 1] - episode->content[slot];

  return episode->content[slot] + (gint32) (change * into / SANDBOX_QUARTER_US);
}

static void
add_heat (JsonObject            *telemetry,
          SandboxDevice         *device,
          SandboxEpisode        *episode,
          const SandboxSettings *settings,
          gint                   slot)
{
  gint32 temperature = sandbox_episode_temperature (episode, slot);
  gint32 water = temperature;

  if (device->kind != SANDBOX_KIND_WATER_HEATER)
    {
      sandbox_value_set_decimal (telemetry, "indoor_temperature_c", sandbox_divide (temperature, 10), 10);
      sandbox_value_set_decimal (telemetry, "target_temperature_c", settings->target_c100, 100);
      sandbox_value_set_decimal (telemetry, "heating_power_kw", episode->actual_wh[slot] * 4, 1000);
    }

  if (device->kind == SANDBOX_KIND_HEAT_PUMP)
    {
      /* The tank is heated when the house is, and is somewhere in its own band. */
      sandbox_value_set_decimal (telemetry, "outdoor_temperature_c", sandbox_divide (episode->outdoor_c100[slot], 10), 10);
      water = settings->water_minimum_c100
              + (settings->water_maximum_c100 - settings->water_minimum_c100)
                    * sandbox_hash_between (device->seed, STREAM_REPORT, episode->start_us / SANDBOX_QUARTER_US + slot / 3,
                                            45, 90) / 100;
    }

  if (device->kind != SANDBOX_KIND_THERMOSTAT)
    sandbox_value_set_decimal (telemetry, "hot_water_temperature_c", sandbox_divide (water, 10), 10);
}

static JsonObject *
make_telemetry (SandboxEpisodes *episodes,
                SandboxDevice   *device,
                gint64           observed_us,
                gint64           now_us)
{
  JsonObject *telemetry = json_object_new ();
  const SandboxSettings *settings;
  SandboxEpisode *episode;
  gint slot;

  sandbox_value_set_time (telemetry, "observed_at", observed_us);
  if (observed_us == SANDBOX_UNKNOWN)
    {
      json_object_set_null_member (telemetry, "power_kw");
      return telemetry;
    }

  episode = sandbox_episodes_get_at (episodes, device, observed_us, now_us);
  slot = sandbox_episode_slot (episode, observed_us);
  settings = &sandbox_device_get_edit (device, observed_us)->settings;
  sandbox_value_set_decimal (telemetry, "power_kw", episode->actual_wh[slot] * 4, 1000);
  switch (device->kind)
    {
    case SANDBOX_KIND_ELECTRIC_VEHICLE:
      sandbox_value_set_decimal (telemetry, "range_km", sandbox_divide ((gint64) content_at (episode, observed_us)
                                                                          * device->model.range_km,
                                                                        device->model.capacity_wh), 1);
      sandbox_value_set_decimal (telemetry, "charge_limit", settings->target_share, SANDBOX_SHARE_PARTS);
      G_GNUC_FALLTHROUGH;
    case SANDBOX_KIND_BATTERY:
      sandbox_value_set_decimal (telemetry, "state_of_charge",
                                 sandbox_divide ((gint64) content_at (episode, observed_us) * 1000,
                                                 device->model.capacity_wh), 1000);
      sandbox_value_set_decimal (telemetry, "battery_capacity_kwh", device->model.capacity_wh, 1000);
      break;
    case SANDBOX_KIND_INVERTER:
      sandbox_value_set_decimal (telemetry, "production_kw", -episode->actual_wh[slot] * 4, 1000);
      break;
    case SANDBOX_KIND_HEAT_PUMP:
    case SANDBOX_KIND_THERMOSTAT:
    case SANDBOX_KIND_WATER_HEATER:
      add_heat (telemetry, device, episode, settings, slot);
      break;
    default:
      break;
    }

  if (device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE || device->kind == SANDBOX_KIND_CHARGER)
    json_object_set_boolean_member (telemetry, "is_plugged_in", episode->usable[slot] != 0);

  return telemetry;
}

static void
add_reason (JsonArray  *reasons,
            const char *code,
            gint64      until_us,
            gint64      price,
            gint64      limit)
{
  JsonObject *reason = json_object_new ();

  json_object_set_string_member (reason, "code", code);
  json_object_set_boolean_member (reason, "is_deciding", json_array_get_length (reasons) == 0);
  sandbox_value_set_time (reason, "until", until_us);
  sandbox_value_set_decimal (reason, "price", price, SANDBOX_PRICE_PARTS);
  sandbox_value_set_decimal (reason, "limit", limit, SANDBOX_PRICE_PARTS);
  json_array_add_object_element (reasons, reason);
}

/* When a device starts or stops next, as far as that is planned; a car's plan ends when it leaves. */
static gint64
find_change (SandboxEpisodes *episodes,
             SandboxDevice   *device,
             gint64           now_us)
{
  SandboxEpisode *episode = sandbox_episodes_get_at (episodes, device, now_us, now_us);
  gint from = sandbox_episode_slot (episode, now_us);
  gboolean runs = sandbox_episode_runs (episode, from);
  gboolean stays = device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE || device->kind == SANDBOX_KIND_CHARGER;
  gint until = stays ? episode->leaves : episode->n;

  if (stays && !episode->usable[from])
    return SANDBOX_UNKNOWN;

  for (gint pass = 0; pass < 2; pass++)
    {
      for (gint i = from; i < until; i++)
        if (sandbox_episode_runs (episode, i) != runs)
          return episode->start_us + i * SANDBOX_QUARTER_US;

      if (stays || pass == 1)
        break;

      episode = sandbox_episodes_get (episodes, device, episode->day + 1, now_us);
      from = 0;
      until = episode->n;
    }

  return SANDBOX_UNKNOWN;
}

/* After the deciding reason comes what else would have kept the device from running, or made it run. */
static void
add_more_reasons (JsonArray             *reasons,
                  SandboxEpisode        *episode,
                  const SandboxSettings *settings,
                  gint                   slot,
                  gint64                 change_us)
{
  SandboxWhy why = episode->why[slot];
  gint32 price = episode->price[slot];
  gboolean is_above = price > settings->maximum_price;
  gint cheaper = 0;

  for (gint i = slot + 1; i < episode->n; i++)
    cheaper += episode->usable[i] && episode->price[i] < price;

  if (is_above && why != SANDBOX_WHY_ABOVE_LIMIT && why != SANDBOX_WHY_REACHED && why != SANDBOX_WHY_AWAY
      && why != SANDBOX_WHY_UNPLUGGED)
    add_reason (reasons, "price_above_limit", SANDBOX_UNKNOWN, price, settings->maximum_price);

  if ((why == SANDBOX_WHY_MINIMUM || why == SANDBOX_WHY_MANUAL || why == SANDBOX_WHY_COMFORT || why == SANDBOX_WHY_PAUSED
       || why == SANDBOX_WHY_ABOVE_LIMIT) && cheaper > 8)
    add_reason (reasons, "waiting_for_lower_price", why == SANDBOX_WHY_ABOVE_LIMIT ? change_us : SANDBOX_UNKNOWN, price,
                SANDBOX_UNKNOWN);

  if (why == SANDBOX_WHY_MANUAL && episode->content[slot] >= episode->goal_wh)
    add_reason (reasons, "target_reached", SANDBOX_UNKNOWN, SANDBOX_UNKNOWN, SANDBOX_UNKNOWN);

  if (why == SANDBOX_WHY_AWAY)
    add_reason (reasons, "not_plugged_in", SANDBOX_UNKNOWN, SANDBOX_UNKNOWN, SANDBOX_UNKNOWN);
}

static JsonObject *
make_optimization (SandboxEpisodes *episodes,
                   SandboxDevice   *device,
                   gboolean         is_contested,
                   gint64           now_us)
{
  JsonObject *optimization = json_object_new ();
  JsonArray *reasons = json_array_new ();
  const SandboxEdit *edit = sandbox_device_get_edit (device, now_us);
  const SandboxSettings *settings = &edit->settings;
  gint64 limit = settings->maximum_price == SANDBOX_NO_LIMIT ? SANDBOX_UNKNOWN : settings->maximum_price;
  gint64 change_us = SANDBOX_UNKNOWN;
  const char *state = "idle";

  json_object_set_boolean_member (optimization, "is_enabled", settings->is_enabled);
  if (!sandbox_kind_has_settings (device->kind) || device->state == SANDBOX_STATE_UNSUPPORTED)
    json_object_set_boolean_member (optimization, "is_enabled", FALSE);

  if (sandbox_state_is_silent (device))
    {
      state = "unavailable";
      add_reason (reasons, "device_unreachable", SANDBOX_UNKNOWN, SANDBOX_UNKNOWN, SANDBOX_UNKNOWN);
    }
  else if (!sandbox_kind_has_settings (device->kind) || device->state == SANDBOX_STATE_UNSUPPORTED)
    state = "idle";
  else if (!settings->is_enabled && !sandbox_exception_holds (&edit->exception, now_us))
    {
      state = "disabled";
      add_reason (reasons, "disabled", SANDBOX_UNKNOWN, SANDBOX_UNKNOWN, SANDBOX_UNKNOWN);
    }
  else if (device->state == SANDBOX_STATE_PLAN_UNKNOWN)
    {
      state = "waiting";
      add_reason (reasons, "price_unknown", SANDBOX_UNKNOWN, SANDBOX_UNKNOWN, SANDBOX_UNKNOWN);
    }
  else
    {
      SandboxEpisode *episode;
      SandboxWhy why;
      gint64 until_us;
      gint slot;

      change_us = find_change (episodes, device, now_us);
      episode = sandbox_episodes_get_at (episodes, device, now_us, now_us);
      slot = sandbox_episode_slot (episode, now_us);
      why = episode->why[slot];

      /* A trickle is not running, and a warm house is never done. */
      if (sandbox_kind_is_heating (device->kind) && why >= SANDBOX_WHY_CHEAPEST && !sandbox_episode_runs (episode, slot))
        why = episode->demand_wh[slot] > episode->full_wh / 16 ? SANDBOX_WHY_WAITING : SANDBOX_WHY_REACHED;
      if (sandbox_kind_is_heating (device->kind) && device->kind != SANDBOX_KIND_WATER_HEATER
          && why == SANDBOX_WHY_REACHED)
        state = "idle";
      else
        state = whys[why].state;

      /* A pause holds to its end; what was started by hand may be done before. */
      if ((why == SANDBOX_WHY_PAUSED
           || (why == SANDBOX_WHY_MANUAL && (change_us == SANDBOX_UNKNOWN || change_us > edit->exception.ends_us)))
          && edit->exception.ends_us < G_MAXINT64 && edit->exception.ends_us > now_us)
        change_us = edit->exception.ends_us;
      until_us = why == SANDBOX_WHY_REACHED || why == SANDBOX_WHY_AWAY || why == SANDBOX_WHY_UNPLUGGED ? SANDBOX_UNKNOWN
                                                                                                       : change_us;
      if (whys[why].code != NULL)
        add_reason (reasons, whys[why].code, until_us, episode->price[slot],
                    why == SANDBOX_WHY_ABOVE_LIMIT ? limit : SANDBOX_UNKNOWN);
      add_more_reasons (reasons, episode, settings, slot, change_us);
    }

  if (is_contested)
    add_reason (reasons, "external_schedule", SANDBOX_UNKNOWN, SANDBOX_UNKNOWN, SANDBOX_UNKNOWN);

  json_object_set_string_member (optimization, "state", state);
  sandbox_value_set_time (optimization, "next_change_at", change_us);
  json_object_set_array_member (optimization, "reasons", reasons);
  return optimization;
}

static void
add_attention (JsonArray  *attention,
               const char *code,
               gint64      since_us)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", code);
  sandbox_value_set_time (object, "since", since_us);
  json_object_set_null_member (object, "url");
  json_array_add_object_element (attention, object);
}

static JsonArray *
make_attention (SandboxEpisodes *episodes,
                SandboxDevice   *device,
                gboolean         is_contested,
                gint64           now_us)
{
  static const struct { SandboxState state; const char *code; } codes[] = {
    { SANDBOX_STATE_UNREACHABLE, "unreachable" },
    { SANDBOX_STATE_NEEDS_LOGIN, "reauthorization_required" },
    { SANDBOX_STATE_NEEDS_TERMS, "terms_changed" },
    { SANDBOX_STATE_NO_PERMISSION, "location_permission_missing" },
    { SANDBOX_STATE_SUBSCRIPTION_MISSING, "subscription_missing" },
  };
  JsonArray *attention = json_array_new ();
  const SandboxException *exception;
  SandboxEpisode *episode;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].state == device->state)
      add_attention (attention, codes[i].code, device->begins_us - SILENT_US);
  if (is_contested)
    add_attention (attention, "double_control", device->begins_us - SILENT_US);

  if (!sandbox_kind_has_deadline (device->kind) || sandbox_state_is_silent (device))
    return attention;

  /* Who pauses a device knows that it does not run. */
  exception = &sandbox_device_get_edit (device, now_us)->exception;
  if (exception->kind == SANDBOX_EXCEPTION_PAUSE && sandbox_exception_holds (exception, now_us))
    return attention;

  episode = sandbox_episodes_get_at (episodes, device, now_us, now_us);
  if (episode->usable[sandbox_episode_slot (episode, now_us)] && episode->deadline_us != SANDBOX_UNKNOWN
      && episode->deadline_us > now_us && episode->missing_wh > episode->goal_wh / 50)
    add_attention (attention, "deadline_unreachable", episode->start_us + episode->arrives * SANDBOX_QUARTER_US);

  return attention;
}

/**
 * sandbox_state_make_device:
 * @episodes: where to ask what the device does
 * @device: a device
 * @is_contested: whether something else controls it too
 * @now_us: what time it is
 *
 * Returns: (transfer full): the device as a customer reads it
 */
JsonObject *
sandbox_state_make_device (SandboxEpisodes *episodes,
                           SandboxDevice   *device,
                           gboolean         is_contested,
                           gint64           now_us)
{
  JsonObject *object = json_object_new ();
  JsonObject *connection = json_object_new ();
  SandboxEpisode *episode = sandbox_episodes_get_at (episodes, device, now_us, now_us);
  gint64 observed_us = get_observed (device, episode, now_us);

  json_object_set_string_member (object, "device_id", device->device_id);
  json_object_set_string_member (object, "facility_id", device->facility->facility_id);
  json_object_set_string_member (object, "device_type", device->device_type);
  json_object_set_string_member (object, "manufacturer", device->manufacturer);
  json_object_set_string_member (object, "model", device->model_name);
  if (device->custom_name != NULL)
    json_object_set_string_member (object, "custom_device_name", device->custom_name);
  else
    json_object_set_null_member (object, "custom_device_name");

  json_object_set_array_member (object, "capabilities", sandbox_device_capabilities (device));
  json_object_set_string_member (connection, "state", get_connection (device, episode,
                                                                      sandbox_episode_slot (episode, now_us)));
  sandbox_value_set_time (connection, "last_seen_at", observed_us);
  json_object_set_object_member (object, "connection", connection);
  json_object_set_object_member (object, "telemetry", make_telemetry (episodes, device, observed_us, now_us));
  json_object_set_object_member (object, "optimization", make_optimization (episodes, device, is_contested, now_us));
  json_object_set_array_member (object, "attention", make_attention (episodes, device, is_contested, now_us));
  if (device->overrides != NULL)
    sandbox_merge (object, device->overrides);

  return object;
}
