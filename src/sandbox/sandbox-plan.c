/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan as a customer reads it, the prices under it, and exceptions from it. A car's plan covers its stay only: the
 * optimiser does not pretend to know when it comes home next. */

#include "sandbox/sandbox-plan.h"

#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-state.h"
#include "sandbox/sandbox-value.h"
#include "sandbox/sandbox-world.h"

#include <string.h>

#define DAY_US          (96 * SANDBOX_QUARTER_US)
#define MOST_PLAN_DAYS  31
#define MOST_PRICE_DAYS 366
#define FIRST_PRICE_DAY (0) /* 1970: no market is older */

static const char *const exception_kinds[] = { "", "run_now", "pause", "once" };

/* What adds up over the part of the plan that is still to come. */
typedef struct
{
  JsonArray *slots;
  gboolean   any;
  gint64     energy_wh;
  gint64     cost;
  gint64     baseline;
  gint64     done_us;
} Outlook;

static gboolean
is_stay (SandboxDevice *device)
{
  return device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE || device->kind == SANDBOX_KIND_CHARGER;
}

static void
add_slot (Outlook        *outlook,
          SandboxEpisode *episode,
          gint            slot,
          gint64          now_us,
          gboolean        is_known)
{
  SandboxDevice *device = episode->device;
  gint64 start_us = episode->start_us + slot * SANDBOX_QUARTER_US;
  gint64 end_us = start_us + SANDBOX_QUARTER_US;
  JsonObject *object = json_object_new ();
  gint32 planned = is_known ? episode->planned_wh[slot] : 0;
  gint64 level = SANDBOX_UNKNOWN, warmth = SANDBOX_UNKNOWN;

  if (is_known && (device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE || device->kind == SANDBOX_KIND_BATTERY))
    level = sandbox_divide ((gint64) episode->content[slot + 1] * 1000, device->model.capacity_wh);
  else if (is_known && (device->kind == SANDBOX_KIND_HEAT_PUMP || device->kind == SANDBOX_KIND_THERMOSTAT))
    warmth = sandbox_divide (sandbox_episode_temperature (episode, slot + 1), 10);

  sandbox_value_set_time (object, "start", start_us);
  sandbox_value_set_time (object, "end", end_us);
  sandbox_value_set_decimal (object, "planned_kw", planned * 4, 1000);
  sandbox_value_set_decimal (object, "actual_kw", end_us <= now_us ? episode->actual_wh[slot] * 4 : SANDBOX_UNKNOWN, 1000);
  sandbox_value_set_decimal (object, "state_of_charge", level, 1000);
  sandbox_value_set_decimal (object, "indoor_temperature_c", warmth, 10);
  json_array_add_object_element (outlook->slots, object);
  if (end_us <= now_us)
    return;

  outlook->any = TRUE;
  if (is_known)
    {
      outlook->energy_wh += planned;
      outlook->cost += (gint64) planned * episode->price[slot];
      outlook->baseline += episode->baseline_cost[slot];
      if (planned != 0)
        outlook->done_us = end_us;
    }
}

static gboolean
choose_range (SandboxDevice *device,
              gint64        *from_us,
              gint64        *to_us,
              gint64         now_us,
              GError       **error)
{
  SandboxFacility *facility = device->facility;
  gint day = sandbox_calendar_get_day (facility->calendar, now_us);

  /* Nothing asked for: today and tomorrow. */
  if (*from_us == 0 && *to_us == 0)
    {
      *from_us = sandbox_calendar_day_start (facility->calendar, day);
      *to_us = sandbox_calendar_day_start (facility->calendar, day + 2);
    }

  if (*to_us <= *from_us)
    {
      sandbox_value_set_error (error, NULL, "to", "expected a time after \"from\"");
      return FALSE;
    }

  if ((*to_us - *from_us - SANDBOX_HOUR_US) / DAY_US >= MOST_PLAN_DAYS)
    {
      sandbox_value_set_error (error, NULL, "to", "expected at most 31 days of quarter-hours");
      return FALSE;
    }

  *to_us = MIN (*to_us, sandbox_market_forecast_until (facility->market, now_us));
  return TRUE;
}

static const char *
get_plan_state (SandboxEpisode    *current,
                const SandboxEdit *edit,
                gint               slot)
{
  SandboxDevice *device = current->device;

  if (sandbox_state_is_silent (device) || device->state == SANDBOX_STATE_PLAN_UNKNOWN)
    return "unknown";

  if (!edit->settings.is_enabled)
    return "not_needed";

  if (is_stay (device) && (!current->usable[slot] || current->content[slot] >= current->goal_wh))
    return "not_needed";

  return "planned";
}

/* What did not go as first planned: where the customer changed something, it was planned again. */
static JsonArray *
make_notes (SandboxEpisode *episode,
            gint64          now_us)
{
  JsonArray *notes = json_array_new ();
  SandboxDevice *device = episode->device;

  for (guint i = 1; i < device->edits->len; i++)
    {
      gint64 at_us = g_array_index (device->edits, SandboxEdit, i).at_us;

      if (at_us >= episode->start_us && at_us < episode->end_us && at_us <= now_us)
        {
          JsonObject *note = json_object_new ();

          json_object_set_string_member (note, "code", "replanned");
          sandbox_value_set_time (note, "at", at_us);
          json_array_add_object_element (notes, note);
        }
    }

  return notes;
}

/**
 * sandbox_plan_make:
 * @episodes: where to ask what the device does
 * @device: a device
 * @from_us: from when on; 0 with @to_us 0 is today and tomorrow
 * @to_us: until when
 * @now_us: what time it is
 * @preview: (nullable): something that might be asked for
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan; expected figures are those of the quarter-hours still to come
 */
JsonNode *
sandbox_plan_make (SandboxEpisodes   *episodes,
                   SandboxDevice     *device,
                   gint64             from_us,
                   gint64             to_us,
                   gint64             now_us,
                   const SandboxEdit *preview,
                   GError           **error)
{
  g_autofree SandboxEpisode *current = g_new (SandboxEpisode, 1);
  g_autofree SandboxEpisode *other = g_new (SandboxEpisode, 1);
  const SandboxEdit *edit = preview != NULL ? preview : sandbox_device_get_edit (device, now_us);
  Outlook outlook = { .done_us = SANDBOX_UNKNOWN };
  const char *state;
  JsonObject *plan;
  gint slot;

  if (!choose_range (device, &from_us, &to_us, now_us, error))
    return NULL;

  sandbox_episode_compute (current, device, sandbox_device_get_episode (device, now_us), now_us, preview);
  slot = sandbox_episode_slot (current, now_us);
  state = get_plan_state (current, edit, slot);
  outlook.slots = json_array_new ();
  if (from_us < to_us && strcmp (state, "unknown") != 0)
    {
      gint last = sandbox_device_get_episode (device, to_us - 1);

      for (gint day = sandbox_device_get_episode (device, from_us); day <= last; day++)
        {
          SandboxEpisode *episode = current;

          if (day != current->day && preview == NULL)
            episode = sandbox_episodes_get (episodes, device, day, now_us);
          else if (day != current->day)
            {
              sandbox_episode_compute (other, device, day, now_us, preview);
              episode = other;
            }

          for (gint i = 0; i < episode->n; i++)
            {
              gint64 start_us = episode->start_us + i * SANDBOX_QUARTER_US;
              gboolean is_known = start_us + SANDBOX_QUARTER_US <= now_us || !is_stay (device)
                                  || (episode == current && current->usable[slot] && i < current->leaves);

              if (start_us + SANDBOX_QUARTER_US > from_us && start_us < to_us)
                add_slot (&outlook, episode, i, now_us, is_known);
            }
        }
    }

  plan = json_object_new ();
  sandbox_value_set_time (plan, "generated_at", now_us);
  json_object_set_string_member (plan, "currency", device->facility->currency);
  json_object_set_string_member (plan, "state", state);
  json_object_set_array_member (plan, "slots", outlook.slots);
  if (strcmp (state, "planned") != 0)
    current->deadline_us = current->missing_wh = 0;

  sandbox_value_set_time (plan, "deadline", current->deadline_us > now_us ? current->deadline_us : SANDBOX_UNKNOWN);
  sandbox_value_set_time (plan, "expected_done_at", is_stay (device) ? outlook.done_us : SANDBOX_UNKNOWN);
  json_object_set_boolean_member (plan, "is_reachable", current->missing_wh <= current->goal_wh / 50);
  sandbox_value_set_decimal (plan, "shortfall_kwh", current->missing_wh <= current->goal_wh / 50 ? 0 : current->missing_wh,
                             1000);
  sandbox_value_set_decimal (plan, "expected_energy_kwh", outlook.any ? outlook.energy_wh : SANDBOX_UNKNOWN, 1000);
  sandbox_value_set_decimal (plan, "expected_cost",
                             outlook.any ? sandbox_divide (outlook.cost, 1000000) : SANDBOX_UNKNOWN, 100);
  sandbox_value_set_decimal (plan, "unoptimized_cost",
                             outlook.any ? sandbox_divide (outlook.baseline, 1000000) : SANDBOX_UNKNOWN, 100);
  json_object_set_array_member (plan, "notes", make_notes (current, now_us));
  return sandbox_value_take (plan);
}

/**
 * sandbox_plan_make_prices:
 * @facility: a facility
 * @from_us: from when on; 0 with @to_us 0 is from today on
 * @to_us: until when
 * @now_us: what time it is
 * @error: return location
 *
 * Returns: (transfer full) (nullable): prices that are known, and after them those that are forecast
 */
JsonNode *
sandbox_plan_make_prices (SandboxFacility *facility,
                          gint64           from_us,
                          gint64           to_us,
                          gint64           now_us,
                          GError         **error)
{
  gint64 published_us = sandbox_market_published_until (facility->market, now_us);
  gint64 forecast_us = sandbox_market_forecast_until (facility->market, now_us);
  SandboxPriceMode mode = sandbox_market_get_mode (facility->market);
  gint step = mode == SANDBOX_PRICES_HOURLY ? 4 : 1;
  JsonObject *prices;
  JsonArray *array;
  gint first, last;

  if (from_us == 0 && to_us == 0)
    {
      from_us = sandbox_calendar_day_start (facility->calendar, sandbox_calendar_get_day (facility->calendar, now_us));
      to_us = forecast_us;
    }

  if (to_us <= from_us || (to_us - from_us - SANDBOX_HOUR_US) / DAY_US > MOST_PRICE_DAYS)
    {
      sandbox_value_set_error (error, NULL, "to", to_us <= from_us ? "expected a time after \"from\""
                                                                   : "expected at most 366 days of prices");
      return NULL;
    }

  array = json_array_new ();
  first = MAX (FIRST_PRICE_DAY, sandbox_calendar_get_day (facility->calendar, from_us));
  last = sandbox_calendar_get_day (facility->calendar, MIN (to_us, forecast_us) - 1);
  if (mode == SANDBOX_PRICES_ONE_DAY_ONLY)
    first = MAX (first, sandbox_calendar_get_day (facility->calendar, now_us));
  for (gint day = first; day <= last; day++)
    {
      const SandboxMarketDay *market = sandbox_market_get_day (facility->market, day);

      for (gint i = 0; i < market->n; i += step)
        {
          gint64 start_us = market->start_us + i * SANDBOX_QUARTER_US;
          gint64 end_us = start_us + step * SANDBOX_QUARTER_US;
          gboolean is_forecast = start_us >= published_us;
          JsonObject *price;

          if (end_us <= from_us || start_us >= to_us || (mode == SANDBOX_PRICES_MISSING_SLOTS && i % 24 >= 21))
            continue;

          price = json_object_new ();
          sandbox_value_set_time (price, "start", start_us);
          sandbox_value_set_time (price, "end", end_us);
          sandbox_value_set_decimal (price, "price", is_forecast ? market->forecast[i] : market->price[i],
                                     SANDBOX_PRICE_PARTS);
          json_object_set_boolean_member (price, "is_forecast", is_forecast);
          json_array_add_object_element (array, price);
        }
    }

  prices = json_object_new ();
  json_object_set_string_member (prices, "currency", facility->currency);
  json_object_set_string_member (prices, "price_area", facility->price_area);
  sandbox_value_set_decimal (prices, "vat_rate", facility->vat_per_mille, 1000);
  json_object_set_array_member (prices, "prices", array);
  return sandbox_value_take (prices);
}

/**
 * sandbox_exception_accept:
 * @device: a device
 * @request: what a customer asks for
 * @path: (nullable): where it lies, for the message
 * @now_us: what time it is
 * @exception: (out): what it means
 * @error: return location
 *
 * "Run now" without an end lasts until the car leaves or three in the afternoon, "just this once" until its time has come.
 *
 * Returns: whether it is an exception
 */
gboolean
sandbox_exception_accept (SandboxDevice    *device,
                          JsonNode         *request,
                          const char       *path,
                          gint64            now_us,
                          SandboxException *exception,
                          GError          **error)
{
  const SandboxCalendar *calendar = device->facility->calendar;
  JsonObject *object;
  JsonNode *node;

  memset (exception, 0, sizeof *exception);
  if (request == NULL || !JSON_NODE_HOLDS_OBJECT (request))
    {
      sandbox_value_set_error (error, path, "exception", "expected an object");
      return FALSE;
    }

  object = json_node_get_object (request);
  node = json_object_get_member (object, "kind");
  for (guint i = 1; i < G_N_ELEMENTS (exception_kinds); i++)
    if (sandbox_value_is_text (node) && strcmp (json_node_get_string (node), exception_kinds[i]) == 0)
      exception->kind = (SandboxExceptionKind) i;

  if (exception->kind == SANDBOX_EXCEPTION_NONE)
    {
      sandbox_value_set_error (error, path, "kind", "expected run_now, pause or once");
      return FALSE;
    }

  if (exception->kind == SANDBOX_EXCEPTION_ONCE && !sandbox_kind_has_deadline (device->kind))
    {
      sandbox_value_set_error (error, path, "kind", "this kind of device has no deadline");
      return FALSE;
    }

  if (!sandbox_value_get_time (object, path, "until", &exception->until_us, error)
      || !sandbox_value_get_time (object, path, "ready_by", &exception->ready_by_us, error))
    return FALSE;

  if (exception->until_us != SANDBOX_UNKNOWN && exception->until_us <= now_us)
    {
      sandbox_value_set_error (error, path, "until", "expected a time to come");
      return FALSE;
    }

  if (exception->ready_by_us != SANDBOX_UNKNOWN && exception->ready_by_us <= now_us)
    {
      sandbox_value_set_error (error, path, "ready_by", "expected a time to come");
      return FALSE;
    }

  node = json_object_get_member (object, "target_state_of_charge");
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    {
      if (!sandbox_value_is_number (node) || json_node_get_double (node) <= 0 || json_node_get_double (node) > 1)
        {
          sandbox_value_set_error (error, path, "target_state_of_charge", "expected a number above 0 and up to 1, or null");
          return FALSE;
        }
      exception->target_share = (gint32) sandbox_value_read_decimal (node, SANDBOX_SHARE_PARTS);
    }

  exception->created_us = now_us;
  if (exception->kind == SANDBOX_EXCEPTION_ONCE && exception->ready_by_us != SANDBOX_UNKNOWN)
    exception->ends_us = exception->ready_by_us;
  else if (exception->until_us != SANDBOX_UNKNOWN)
    exception->ends_us = exception->until_us;
  else if (exception->kind == SANDBOX_EXCEPTION_PAUSE)
    exception->ends_us = G_MAXINT64;
  else
    exception->ends_us = sandbox_calendar_resolve (calendar, sandbox_device_get_episode (device, now_us) + 1, 15 * 60);

  return TRUE;
}

JsonNode *
sandbox_exception_to_json (const SandboxException *exception)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", exception_kinds[exception->kind]);
  sandbox_value_set_time (object, "until", exception->until_us);
  sandbox_value_set_time (object, "ready_by", exception->ready_by_us);
  sandbox_value_set_decimal (object, "target_state_of_charge",
                             exception->target_share > 0 ? exception->target_share : SANDBOX_UNKNOWN, SANDBOX_SHARE_PARTS);
  sandbox_value_set_time (object, "created_at", exception->created_us);
  return sandbox_value_take (object);
}
