/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facilities and devices as they are kept: who they are and what their customer asked of them, from when on. What they do
 * follows from that in sandbox-episode.c. */

#include "sandbox/sandbox-device.h"

#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-value.h"

#include <string.h>

#define EPISODE_MINUTE (15 * 60)

/* Every maker is made up. */
static const SandboxModel catalogue[] = {
  { SANDBOX_KIND_ELECTRIC_VEHICLE, "Norrsken", "Aurora 77", 11000, 77000, 0, 480 },
  { SANDBOX_KIND_ELECTRIC_VEHICLE, "Velo", "City 42", 7400, 42000, 0, 300 },
  { SANDBOX_KIND_ELECTRIC_VEHICLE, "Kestrel", "Tourer 90", 11000, 90000, 0, 540 },
  { SANDBOX_KIND_CHARGER, "Lodestone", "Home 11", 11000, 0, 0, 0 },
  { SANDBOX_KIND_CHARGER, "Voltbo", "Wall", 11000, 0, 0, 0 },
  { SANDBOX_KIND_HEAT_PUMP, "Fjell", "Ground 8", 3200, 6500, 165, 0 },
  { SANDBOX_KIND_HEAT_PUMP, "Varmora", "Air 6", 2800, 4200, 140, 0 },
  { SANDBOX_KIND_THERMOSTAT, "Glow", "Room", 1500, 1400, 32, 0 },
  { SANDBOX_KIND_THERMOSTAT, "Lumi", "Floor 2", 1800, 2200, 34, 0 },
  { SANDBOX_KIND_WATER_HEATER, "Varmora", "Tank 300", 3000, 350, 0, 0 },
  { SANDBOX_KIND_WATER_HEATER, "Brook", "Tank 200", 2000, 230, 0, 0 },
  { SANDBOX_KIND_BATTERY, "Lodestone", "Store 10", 5000, 10000, 0, 0 },
  { SANDBOX_KIND_BATTERY, "Amper", "Cell 15", 6000, 15000, 0, 0 },
  { SANDBOX_KIND_INVERTER, "Solgard", "Roof 9", 9000, 0, 0, 0 },
  { SANDBOX_KIND_INVERTER, "Amper", "Sun 6", 6000, 0, 0, 0 },
};

static const char *const states[] = {
  "normal", "waiting", "running", "finished", "full", "unplugged", "away", "unreachable-2h", "never-reported",
  "needs-login", "needs-terms", "no-permission", "subscription-missing", "unsupported", "paused", "run-now",
  "just-this-once", "deadline-unreachable", "plan-unknown", "limit-conflict", "double-control", "disabled",
};
static const char *const histories[] = { "full", "gaps", "zero", "first-day", "estimated", "negative-savings",
                                         "five-years", "contract-change" };
static const char *const kinds[] = { "electric_vehicle", "charger", "heat_pump", "thermostat", "water_heater", "battery",
                                     "inverter", "" };

SandboxFacility *
sandbox_facility_new (void)
{
  return g_new0 (SandboxFacility, 1);
}

void
sandbox_facility_free (SandboxFacility *self)
{
  g_free (self->facility_id);
  g_free (self->name);
  g_free (self->street);
  g_free (self->postal_code);
  g_free (self->city);
  g_free (self->country_code);
  g_free (self->metering_point_id);
  g_free (self->price_area);
  g_free (self->time_zone);
  g_free (self->currency);
  g_clear_pointer (&self->overrides, json_object_unref);
  g_clear_pointer (&self->market, sandbox_market_free);
  g_clear_pointer (&self->calendar, sandbox_calendar_free);
  g_free (self);
}

/**
 * sandbox_merge:
 * @into: an object
 * @from: what lies over it
 *
 * Lays one object over another; objects inside are merged, everything else is replaced.
 */
void
sandbox_merge (JsonObject *into,
               JsonObject *from)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      JsonNode *old = json_object_get_member (into, member);

      if (JSON_NODE_HOLDS_OBJECT (node) && old != NULL && JSON_NODE_HOLDS_OBJECT (old))
        sandbox_merge (json_node_get_object (old), json_node_get_object (node));
      else
        json_object_set_member (into, member, json_node_copy (node));
    }
}

JsonObject *
sandbox_facility_to_json (SandboxFacility *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *address = json_object_new ();

  json_object_set_string_member (address, "street", self->street);
  json_object_set_string_member (address, "postal_code", self->postal_code);
  json_object_set_string_member (address, "city", self->city);
  json_object_set_string_member (address, "country_code", self->country_code);
  json_object_set_string_member (object, "facility_id", self->facility_id);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_object_member (object, "address", address);
  json_object_set_string_member (object, "metering_point_id", self->metering_point_id);
  json_object_set_string_member (object, "price_area", self->price_area);
  json_object_set_string_member (object, "time_zone", self->time_zone);
  json_object_set_string_member (object, "currency", self->currency);
  sandbox_value_set_decimal (object, "vat_rate", self->vat_per_mille, 1000);
  if (self->overrides != NULL)
    sandbox_merge (object, self->overrides);
  return object;
}

/**
 * sandbox_device_new:
 * @facility: where it is; must outlive the device
 * @device_type: its kind; one that is not known is kept
 * @manufacturer: (nullable): its maker, or %NULL for any
 * @seed: its own seed
 * @begins_us: when an asked-for state holds
 *
 * Returns: (transfer full): a device that has no settings yet
 */
SandboxDevice *
sandbox_device_new (SandboxFacility *facility,
                    const char      *device_type,
                    const char      *manufacturer,
                    guint64          seed,
                    gint64           begins_us)
{
  SandboxDevice *self = g_new0 (SandboxDevice, 1);
  const SandboxModel *found = NULL;
  gint best = -1;

  self->facility = facility;
  self->device_type = g_strdup (device_type);
  self->kind = sandbox_kind_from_text (device_type);
  self->seed = seed;
  self->device_id = sandbox_uuid (seed);
  self->begins_us = begins_us;
  self->added_us = SANDBOX_UNKNOWN;
  self->updated_us = SANDBOX_UNKNOWN;
  self->edits = g_array_new (FALSE, FALSE, sizeof (SandboxEdit));

  /* The asked-for maker if there is one of the kind, otherwise chance. */
  for (guint i = 0; i < G_N_ELEMENTS (catalogue); i++)
    if (catalogue[i].kind == self->kind)
      {
        gint score = sandbox_hash_between (seed, 77, i, 0, 1000);

        if (manufacturer != NULL && strcmp (manufacturer, catalogue[i].manufacturer) == 0)
          score += 2000;
        if (score > best)
          {
            best = score;
            found = &catalogue[i];
          }
      }

  if (found != NULL)
    self->model = *found;
  else
    self->model = (SandboxModel) { SANDBOX_KIND_OTHER, "Other", "One", 900, 0, 0, 0 };

  self->manufacturer = g_strdup (manufacturer != NULL ? manufacturer : self->model.manufacturer);
  self->model_name = g_strdup (self->model.model);
  self->stays_home = sandbox_hash_between (seed, 78, 0, 0, 3) == 0;
  return self;
}

void
sandbox_device_free (SandboxDevice *self)
{
  g_free (self->device_id);
  g_free (self->device_type);
  g_free (self->manufacturer);
  g_free (self->model_name);
  g_free (self->custom_name);
  g_clear_pointer (&self->overrides, json_object_unref);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->levels, g_hash_table_unref);
  g_array_unref (self->edits);
  g_free (self->figures);
  g_free (self);
}

/* Devices live from three in the afternoon to three in the afternoon: by then the prices of the whole stretch have been
 * published, and a night is never cut in two. */
gint
sandbox_device_get_episode (SandboxDevice *self,
                            gint64         time_us)
{
  gint day = sandbox_calendar_get_day (self->facility->calendar, time_us);

  return time_us < sandbox_calendar_resolve (self->facility->calendar, day, EPISODE_MINUTE) ? day - 1 : day;
}

/* A state that is an exception begins with that exception in force. */
static void
start_exception (SandboxDevice    *self,
                 SandboxException *exception)
{
  const SandboxCalendar *calendar = self->facility->calendar;
  gint day = sandbox_calendar_get_day (calendar, self->begins_us);
  gint64 quarter = self->begins_us / SANDBOX_QUARTER_US * SANDBOX_QUARTER_US;

  exception->until_us = SANDBOX_UNKNOWN;
  exception->ready_by_us = SANDBOX_UNKNOWN;
  exception->created_us = quarter - 2 * SANDBOX_QUARTER_US;
  switch (self->state)
    {
    case SANDBOX_STATE_PAUSED:
      exception->kind = SANDBOX_EXCEPTION_PAUSE;
      exception->until_us = exception->ends_us = sandbox_calendar_resolve (calendar, day + 1, 10 * 60);
      break;
    case SANDBOX_STATE_RUN_NOW:
      exception->kind = SANDBOX_EXCEPTION_RUN_NOW;
      exception->until_us = exception->ends_us = quarter + 8 * SANDBOX_QUARTER_US;
      break;
    case SANDBOX_STATE_JUST_THIS_ONCE:
      exception->kind = SANDBOX_EXCEPTION_ONCE;
      exception->ready_by_us = exception->ends_us = quarter + 24 * SANDBOX_QUARTER_US;
      exception->target_share = self->kind == SANDBOX_KIND_ELECTRIC_VEHICLE ? SANDBOX_SHARE_PARTS : 0;
      break;
    default:
      break;
    }
}

/**
 * sandbox_device_start:
 * @self: a new device
 * @settings: what it starts with
 *
 * Gives the device its first settings, in force since ever.
 */
void
sandbox_device_start (SandboxDevice         *self,
                      const SandboxSettings *settings)
{
  SandboxEdit edit = { .at_us = G_MININT64, .settings = *settings };

  g_array_set_size (self->edits, 0);
  g_array_append_val (self->edits, edit);

  start_exception (self, &edit.exception);
  if (edit.exception.kind != SANDBOX_EXCEPTION_NONE)
    {
      edit.at_us = edit.exception.created_us;
      g_array_append_val (self->edits, edit);
    }
}

/**
 * sandbox_device_get_edit:
 * @self: a device
 * @time_us: a time
 *
 * Returns: (transfer none): what was asked of it then
 */
const SandboxEdit *
sandbox_device_get_edit (SandboxDevice *self,
                         gint64         time_us)
{
  guint i = self->edits->len - 1;

  while (i > 0 && g_array_index (self->edits, SandboxEdit, i).at_us > time_us)
    i--;

  return &g_array_index (self->edits, SandboxEdit, i);
}

/* What was computed from the quarter-hour on no longer holds. */
static void
forget_from (SandboxDevice *self,
             gint64         quarter_us)
{
  gint day = sandbox_calendar_get_day (self->facility->calendar, quarter_us);

  self->revision++;
  if (self->figures != NULL && day < self->figures_from)
    g_clear_pointer (&self->figures, g_free);
  else if (self->figures != NULL)
    for (gint i = day - self->figures_from; i < self->figures_days; i++)
      self->figures[i].energy_wh = G_MININT32;

  if (self->levels != NULL)
    {
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, self->levels);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (GPOINTER_TO_INT (key) >= day - 1)
          g_hash_table_iter_remove (&iter);
    }
}

/**
 * sandbox_device_edit:
 * @self: a device
 * @now_us: what time it is
 * @settings: what is asked of it from now on
 * @exception: the exception that is in force from now on
 *
 * From the quarter-hour that is running on; what is past stays as it was.
 */
void
sandbox_device_edit (SandboxDevice          *self,
                     gint64                  now_us,
                     const SandboxSettings  *settings,
                     const SandboxException *exception)
{
  SandboxEdit edit = { .settings = *settings, .exception = *exception };
  SandboxEdit *last = &g_array_index (self->edits, SandboxEdit, self->edits->len - 1);

  edit.at_us = now_us - ((now_us % SANDBOX_QUARTER_US) + SANDBOX_QUARTER_US) % SANDBOX_QUARTER_US;
  if (last->at_us == edit.at_us)
    *last = edit;
  else
    g_array_append_val (self->edits, edit);

  forget_from (self, edit.at_us);
}

/**
 * sandbox_device_turn_back:
 * @self: a device
 * @now_us: a time before that of the last answer
 *
 * The clock was turned back. What the customer asked for later has nevertheless been asked for: it holds from now on.
 */
void
sandbox_device_turn_back (SandboxDevice *self,
                          gint64         now_us)
{
  SandboxEdit last = g_array_index (self->edits, SandboxEdit, self->edits->len - 1);

  if (last.at_us <= now_us)
    return;

  while (self->edits->len > 1 && g_array_index (self->edits, SandboxEdit, self->edits->len - 1).at_us > now_us)
    g_array_set_size (self->edits, self->edits->len - 1);

  sandbox_device_edit (self, now_us, &last.settings, &last.exception);
}

/**
 * sandbox_device_first_edit:
 * @self: a device
 *
 * Returns: when something was first asked that was not there from the start, or %G_MAXINT64
 */
gint64
sandbox_device_first_edit (SandboxDevice *self)
{
  return self->edits->len > 1 ? g_array_index (self->edits, SandboxEdit, 1).at_us : G_MAXINT64;
}

/**
 * sandbox_device_has:
 * @self: a device
 * @capability: a word of the API
 *
 * Returns: whether the device can do that
 */
gboolean
sandbox_device_has (SandboxDevice *self,
                    const char    *capability)
{
  static const char *const settings[] = { "spo", "preview", "plan", "exception", NULL };

  if (strcmp (capability, "rename") == 0 || strcmp (capability, "remove") == 0)
    return TRUE;

  if (!sandbox_kind_has_settings (self->kind))
    return FALSE;

  return self->state != SANDBOX_STATE_UNSUPPORTED || !g_strv_contains (settings, capability);
}

JsonArray *
sandbox_device_capabilities (SandboxDevice *self)
{
  static const char *const words[] = { "rename", "remove", "spo", "preview", "plan", "exception", "report", "sessions" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (sandbox_device_has (self, words[i]))
      json_array_add_string_element (array, words[i]);

  return array;
}

gboolean
sandbox_state_from_text (const char   *text,
                         SandboxState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i], text) == 0)
      {
        *state = (SandboxState) i;
        return TRUE;
      }

  return FALSE;
}

gboolean
sandbox_history_from_text (const char     *text,
                           SandboxHistory *history)
{
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    if (strcmp (histories[i], text) == 0)
      {
        *history = (SandboxHistory) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * sandbox_catalogue:
 * @n_models: (out): how many
 *
 * Returns: (transfer none): every make and model there is
 */
const SandboxModel *
sandbox_catalogue (guint *n_models)
{
  *n_models = G_N_ELEMENTS (catalogue);
  return catalogue;
}

const char *
sandbox_kind_to_text (SandboxKind kind)
{
  return kinds[kind];
}
