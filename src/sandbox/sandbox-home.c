/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a home document to facilities and devices. The default home is such a document too, so there is one way only. */

#include "sandbox/sandbox-home.h"

#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-value.h"
#include "sandbox/sandbox-world.h"

#include <string.h>

#define MAX_FACILITIES 100
#define MAX_DEVICES    5000

static const struct
{
  const char *template;
  const char *text;
} templates[] = {
  { "house",
    "{\"name\":\"The house\",\"street\":\"Björkvägen 12\",\"postal_code\":\"132 40\",\"city\":\"Saltsjö-Boo\","
    "\"country_code\":\"SE\",\"price_area\":\"SE3\",\"time_zone\":\"Europe/Stockholm\",\"currency\":\"SEK\","
    "\"vat_rate\":0.25,\"devices\":["
    "{\"device_type\":\"electric_vehicle\",\"manufacturer\":\"Norrsken\",\"name\":\"The family car\",\"stays_home\":false},"
    "{\"device_type\":\"charger\",\"manufacturer\":\"Lodestone\",\"name\":\"Carport\"},"
    "{\"device_type\":\"heat_pump\",\"manufacturer\":\"Fjell\"},"
    "{\"device_type\":\"water_heater\",\"manufacturer\":\"Varmora\"},"
    "{\"device_type\":\"battery\",\"manufacturer\":\"Lodestone\"},"
    "{\"device_type\":\"inverter\",\"manufacturer\":\"Solgard\",\"name\":\"South roof\"}]}" },
  { "flat",
    "{\"name\":\"The flat\",\"street\":\"Södermannagatan 31\",\"postal_code\":\"116 40\",\"city\":\"Stockholm\","
    "\"country_code\":\"SE\",\"price_area\":\"SE3\",\"time_zone\":\"Europe/Stockholm\",\"currency\":\"SEK\","
    "\"vat_rate\":0.25,\"devices\":["
    "{\"device_type\":\"electric_vehicle\",\"manufacturer\":\"Velo\",\"stays_home\":true},"
    "{\"device_type\":\"thermostat\",\"manufacturer\":\"Lumi\",\"name\":\"Bathroom floor\"}]}" },
  { "cabin",
    "{\"name\":\"The cabin\",\"street\":\"Fjällstigen 4\",\"postal_code\":\"837 52\",\"city\":\"Åre\","
    "\"country_code\":\"SE\",\"price_area\":\"SE2\",\"time_zone\":\"Europe/Stockholm\",\"currency\":\"SEK\","
    "\"vat_rate\":0.25,\"devices\":["
    "{\"device_type\":\"heat_pump\",\"manufacturer\":\"Varmora\",\"settings\":{\"comfort\":{\"target_temperature_c\":18}}},"
    "{\"device_type\":\"thermostat\",\"manufacturer\":\"Glow\",\"name\":\"Guest room\","
    "\"settings\":{\"comfort\":{\"target_temperature_c\":15}}}]}" },
};

static const char default_home[] = "{\"facilities\":[\"house\",\"flat\",\"cabin\"]}";
static const char *const home_members[] = { "prices", "history", "facilities", NULL };
static const char *const facility_members[] = {
  "template", "count", "name", "street", "postal_code", "city", "country_code", "metering_point_id", "price_area",
  "time_zone", "currency", "vat_rate", "prices", "history", "overrides", "devices", NULL,
};
static const char *const device_members[] = { "device_type", "count", "name", "manufacturer", "model", "state", "history",
                                              "stays_home", "settings", "overrides", NULL };

typedef struct
{
  guint64          seed;
  gint64           now_us;
  SandboxPriceMode prices;
  SandboxHistory   history;
  GPtrArray       *facilities;
  GPtrArray       *devices;
} Builder;

static gboolean
check_members (JsonObject        *object,
               const char        *path,
               const char *const *known,
               GError           **error)
{
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (!g_strv_contains (known, member))
      {
        sandbox_value_set_error (error, path, member, "there is no such member");
        return FALSE;
      }

  return TRUE;
}

/* The first of the objects that has the member says what it is. */
static gboolean
get_text (JsonObject  *object,
          JsonObject  *fallback,
          const char  *path,
          const char  *member,
          char       **text,
          GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL && fallback != NULL)
    node = json_object_get_member (fallback, member);
  if (node == NULL)
    return TRUE;

  if (!sandbox_value_is_text (node))
    {
      sandbox_value_set_error (error, path, member, "expected a text");
      return FALSE;
    }

  g_free (*text);
  *text = json_node_dup_string (node);
  return TRUE;
}

static gboolean
get_count (JsonObject *object,
           const char *path,
           gint        most,
           gint       *count,
           GError    **error)
{
  JsonNode *node = json_object_get_member (object, "count");

  *count = 1;
  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0
      || json_node_get_int (node) > most)
    {
      g_autofree char *expected = g_strdup_printf ("expected a whole number from 0 to %d", most);

      sandbox_value_set_error (error, path, "count", expected);
      return FALSE;
    }

  *count = (gint) json_node_get_int (node);
  return TRUE;
}

static gboolean
get_object (JsonObject  *object,
            const char  *path,
            const char  *member,
            JsonObject **found,
            GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *found = NULL;
  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      sandbox_value_set_error (error, path, member, "expected an object");
      return FALSE;
    }

  *found = json_node_get_object (node);
  return TRUE;
}

static gboolean
get_modes (JsonObject       *object,
           const char       *path,
           SandboxPriceMode *prices,
           SandboxHistory   *history,
           GError          **error)
{
  g_autofree char *price_text = NULL;
  g_autofree char *history_text = NULL;

  if (!get_text (object, NULL, path, "prices", &price_text, error)
      || !get_text (object, NULL, path, "history", &history_text, error))
    return FALSE;

  if (price_text != NULL && !sandbox_price_mode_from_text (price_text, prices))
    {
      sandbox_value_set_error (error, path, "prices", "there are no such prices");
      return FALSE;
    }

  if (history_text != NULL && !sandbox_history_from_text (history_text, history))
    {
      sandbox_value_set_error (error, path, "history", "there is no such history");
      return FALSE;
    }

  return TRUE;
}

/* States that lie in what the customer set rather than in what the device does. */
static void
set_by_state (JsonObject  *document,
              SandboxState state)
{
  if (state == SANDBOX_STATE_LIMIT_CONFLICT)
    json_object_set_double_member (document, "maximum_price", -1);
  else if (state == SANDBOX_STATE_DISABLED)
    json_object_set_boolean_member (document, "is_enabled", FALSE);
  else if ((state == SANDBOX_STATE_DEADLINE_UNREACHABLE || state == SANDBOX_STATE_FULL)
           && json_object_has_member (document, "target_state_of_charge"))
    json_object_set_double_member (document, "target_state_of_charge", 1);
  else if (state == SANDBOX_STATE_DEADLINE_UNREACHABLE && json_object_has_member (document, "energy_need_kwh"))
    json_object_set_double_member (document, "energy_need_kwh", 60);
}

/* What devices of one kind and state start with. @document stays NULL for a kind that has no settings. */
static gboolean
make_settings (SandboxKind      kind,
               SandboxState     state,
               JsonObject      *changes,
               const char      *path,
               JsonObject     **document,
               SandboxSettings *settings,
               GError         **error)
{
  g_autofree char *inner = g_strconcat (path, ".settings", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *standard;

  if (!sandbox_kind_has_settings (kind))
    {
      memset (settings, 0, sizeof *settings);
      if (changes != NULL)
        sandbox_value_set_error (error, path, "settings", "this kind of device has none");
      return changes == NULL;
    }

  standard = sandbox_settings_new_default (kind);
  set_by_state (standard, state);
  if (changes != NULL)
    sandbox_merge (standard, changes);

  node = sandbox_value_take (standard);
  *document = sandbox_settings_accept (kind, node, inner, settings, error);

  return *document != NULL;
}

static gboolean
build_device (Builder         *self,
              SandboxFacility *facility,
              JsonNode        *node,
              const char      *path,
              GError         **error)
{
  g_autoptr (JsonObject) plain = NULL;
  g_autoptr (JsonObject) document = NULL;
  JsonObject *object, *changes, *overrides;
  SandboxSettings settings;
  g_autofree char *type = NULL;
  g_autofree char *manufacturer = NULL;
  g_autofree char *model = NULL;
  g_autofree char *name = NULL;
  g_autofree char *state_text = NULL;
  SandboxState state = SANDBOX_STATE_NORMAL;
  SandboxHistory history = facility->history;
  SandboxPriceMode unused = facility->prices;
  JsonNode *stays;
  gint count;

  if (sandbox_value_is_text (node))
    {
      plain = json_object_new ();
      json_object_set_string_member (plain, "device_type", json_node_get_string (node));
      object = plain;
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_get_object (node);
  else
    {
      g_set_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID, "%s: expected a kind or an object", path);
      return FALSE;
    }

  if (!check_members (object, path, device_members, error) || !get_text (object, NULL, path, "device_type", &type, error)
      || !get_text (object, NULL, path, "manufacturer", &manufacturer, error)
      || !get_text (object, NULL, path, "model", &model, error) || !get_text (object, NULL, path, "name", &name, error)
      || !get_text (object, NULL, path, "state", &state_text, error)
      || !get_count (object, path, MAX_DEVICES, &count, error) || !get_modes (object, path, &unused, &history, error)
      || !get_object (object, path, "settings", &changes, error)
      || !get_object (object, path, "overrides", &overrides, error))
    return FALSE;

  if (type == NULL)
    {
      sandbox_value_set_error (error, path, "device_type", "is missing");
      return FALSE;
    }

  if (state_text != NULL && !sandbox_state_from_text (state_text, &state))
    {
      sandbox_value_set_error (error, path, "state", "there is no such state");
      return FALSE;
    }

  stays = json_object_get_member (object, "stays_home");
  if (stays != NULL && !sandbox_value_is_boolean (stays))
    {
      sandbox_value_set_error (error, path, "stays_home", "expected true or false");
      return FALSE;
    }

  if (!make_settings (sandbox_kind_from_text (type), state, changes, path, &document, &settings, error))
    return FALSE;

  for (gint i = 0; i < count && self->devices->len < MAX_DEVICES; i++)
    {
      guint64 seed = sandbox_hash (sandbox_hash_text (self->seed, facility->facility_id), 1000, self->devices->len);
      SandboxDevice *device = sandbox_device_new (facility, type, manufacturer, seed, self->now_us);

      g_ptr_array_add (self->devices, device);
      device->state = state;
      device->history = history;
      device->overrides = overrides != NULL ? json_object_ref (overrides) : NULL;
      if (stays != NULL)
        device->stays_home = json_node_get_boolean (stays);
      if (name != NULL)
        device->custom_name = count > 1 ? g_strdup_printf ("%s %d", name, i + 1) : g_strdup (name);
      if (model != NULL)
        {
          g_free (device->model_name);
          device->model_name = g_strdup (model);
        }

      /* The same for all: it is replaced as a whole, never changed. */
      device->document = document != NULL ? json_object_ref (document) : NULL;
      sandbox_device_start (device, &settings);
    }

  return TRUE;
}

static gboolean
build_place (Builder         *self,
             SandboxFacility *facility,
             JsonObject      *object,
             JsonObject      *template,
             const char      *path,
             GError         **error)
{
  struct { const char *member; char **text; } texts[] = {
    { "name", &facility->name }, { "street", &facility->street }, { "postal_code", &facility->postal_code },
    { "city", &facility->city }, { "country_code", &facility->country_code },
    { "metering_point_id", &facility->metering_point_id }, { "price_area", &facility->price_area },
    { "time_zone", &facility->time_zone }, { "currency", &facility->currency },
  };
  guint64 seed = sandbox_hash (self->seed, 500, self->facilities->len);
  JsonObject *overrides;
  JsonNode *vat;

  facility->facility_id = sandbox_uuid (seed);
  facility->metering_point_id = g_strdup_printf ("735999%012" G_GINT64_MODIFIER "u",
                                                 sandbox_hash (seed, 1, 1) % G_GUINT64_CONSTANT (1000000000000));
  facility->prices = self->prices;
  facility->history = self->history;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!get_text (object, template, path, texts[i].member, texts[i].text, error))
      return FALSE;

  if (!get_modes (object, path, &facility->prices, &facility->history, error)
      || !get_object (object, path, "overrides", &overrides, error))
    return FALSE;

  facility->overrides = overrides != NULL ? json_object_ref (overrides) : NULL;
  vat = json_object_get_member (json_object_has_member (object, "vat_rate") ? object : template, "vat_rate");
  if (!sandbox_value_is_number (vat) || json_node_get_double (vat) < 0 || json_node_get_double (vat) > 1)
    {
      sandbox_value_set_error (error, path, "vat_rate", "expected a number from 0 to 1");
      return FALSE;
    }

  facility->vat_per_mille = (gint32) sandbox_value_read_decimal (vat, 1000);
  facility->calendar = sandbox_calendar_new (facility->time_zone);
  if (facility->calendar == NULL)
    {
      sandbox_value_set_error (error, path, "time_zone", "this system knows no such time zone");
      return FALSE;
    }

  facility->market = sandbox_market_new (facility->calendar, self->seed, facility->price_area, facility->currency,
                                         facility->prices);
  return TRUE;
}

static JsonObject *
find_template (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (strcmp (templates[i].template, name) == 0)
      {
        g_autoptr (JsonNode) node = json_from_string (templates[i].text, NULL);

        return json_object_ref (json_node_get_object (node));
      }

  return NULL;
}

static gboolean
build_facility (Builder    *self,
                JsonNode   *node,
                const char *path,
                GError    **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) template = NULL;
  g_autofree char *template_name = g_strdup ("house");
  JsonNode *devices;
  gint count;

  if (sandbox_value_is_text (node))
    {
      object = json_object_new ();
      json_object_set_string_member (object, "template", json_node_get_string (node));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    object = json_object_ref (json_node_get_object (node));
  else
    {
      g_set_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID, "%s: expected a name or an object", path);
      return FALSE;
    }

  if (!check_members (object, path, facility_members, error)
      || !get_text (object, NULL, path, "template", &template_name, error)
      || !get_count (object, path, MAX_FACILITIES, &count, error))
    return FALSE;

  template = find_template (template_name);
  if (template == NULL)
    {
      sandbox_value_set_error (error, path, "template", "expected house, flat or cabin");
      return FALSE;
    }

  devices = json_object_get_member (json_object_has_member (object, "devices") ? object : template, "devices");
  if (!JSON_NODE_HOLDS_ARRAY (devices))
    {
      sandbox_value_set_error (error, path, "devices", "expected a list");
      return FALSE;
    }

  for (gint i = 0; i < count && self->facilities->len < MAX_FACILITIES; i++)
    {
      SandboxFacility *facility = sandbox_facility_new ();
      JsonArray *array = json_node_get_array (devices);

      g_ptr_array_add (self->facilities, facility);
      if (!build_place (self, facility, object, template, path, error))
        return FALSE;

      if (count > 1)
        {
          g_autofree char *name = g_steal_pointer (&facility->name);

          facility->name = g_strdup_printf ("%s %d", name, i + 1);
        }

      for (guint k = 0; k < json_array_get_length (array); k++)
        {
          g_autofree char *inner = g_strdup_printf ("%s.devices[%u]", path, k);

          if (!build_device (self, facility, json_array_get_element (array, k), inner, error))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * sandbox_home_build:
 * @home: (nullable): a home document, or %NULL for the default home
 * @seed: the world's seed
 * @now_us: when the world begins
 * @facilities: (element-type SandboxFacility): where to put them
 * @devices: (element-type SandboxDevice): where to put them
 * @error: return location
 *
 * Returns: whether the document is sound; if not, @error names the member
 */
gboolean
sandbox_home_build (JsonObject *home,
                    guint64     seed,
                    gint64      now_us,
                    GPtrArray  *facilities,
                    GPtrArray  *devices,
                    GError    **error)
{
  Builder self = { .seed = seed, .now_us = now_us, .facilities = facilities, .devices = devices };
  g_autoptr (JsonNode) standard = NULL;
  JsonArray *array;
  JsonNode *node;

  if (home == NULL)
    {
      standard = json_from_string (default_home, NULL);
      home = json_node_get_object (standard);
    }

  if (!check_members (home, NULL, home_members, error) || !get_modes (home, NULL, &self.prices, &self.history, error))
    return FALSE;

  node = json_object_get_member (home, "facilities");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      sandbox_value_set_error (error, NULL, "facilities", "expected a list");
      return FALSE;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("facilities[%u]", i);

      if (!build_facility (&self, json_array_get_element (array, i), path, error))
        return FALSE;
    }

  return TRUE;
}
