/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The world: who is there, what they are called, who comes and goes. What can be asked of a device is in
 * sandbox-question.c. */

#include "sandbox/sandbox-world.h"

#include "sandbox/sandbox-home.h"
#include "sandbox/sandbox-plan.h"
#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-state.h"
#include "sandbox/sandbox-value.h"
#include "sandbox/sandbox-world-private.h"

#include <string.h>

#define LONGEST_NAME 100

G_DEFINE_QUARK (sandbox-world-error-quark, sandbox_world_error)

/**
 * sandbox_world_find_facility:
 * @self: a world
 * @facility_id: (nullable): which facility
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the facility
 */
SandboxFacility *
sandbox_world_find_facility (SandboxWorld *self,
                             const char   *facility_id,
                             GError      **error)
{
  for (guint i = 0; i < self->facilities->len; i++)
    {
      SandboxFacility *facility = g_ptr_array_index (self->facilities, i);

      if (facility_id != NULL && strcmp (facility->facility_id, facility_id) == 0)
        return facility;
    }

  g_set_error_literal (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_FOUND, "there is no such facility");
  return NULL;
}

/**
 * sandbox_world_find_device:
 * @self: a world
 * @device_id: (nullable): which device
 * @capability: (nullable): what it must be able to do
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the device
 */
SandboxDevice *
sandbox_world_find_device (SandboxWorld *self,
                           const char   *device_id,
                           const char   *capability,
                           GError      **error)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      SandboxDevice *device = g_ptr_array_index (self->devices, i);

      if (device_id == NULL || strcmp (device->device_id, device_id) != 0)
        continue;

      if (capability == NULL || sandbox_device_has (device, capability))
        return device;

      g_set_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_SUPPORTED, "this device has no %s", capability);
      return NULL;
    }

  g_set_error_literal (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_FOUND, "there is no such device");
  return NULL;
}

static gboolean
is_enabled (SandboxWorld  *self,
            SandboxDevice *device)
{
  return sandbox_device_get_edit (device, self->now_us)->settings.is_enabled;
}

/* What can do the same as a device of a kind. */
static SandboxKind
find_rival (SandboxKind kind)
{
  switch (kind)
    {
    case SANDBOX_KIND_ELECTRIC_VEHICLE:
      return SANDBOX_KIND_CHARGER;
    case SANDBOX_KIND_CHARGER:
      return SANDBOX_KIND_ELECTRIC_VEHICLE;
    case SANDBOX_KIND_HEAT_PUMP:
      return SANDBOX_KIND_THERMOSTAT;
    case SANDBOX_KIND_THERMOSTAT:
      return SANDBOX_KIND_HEAT_PUMP;
    default:
      return kind;
    }
}

/* Whether something else controls what this device does: another service, or, for two that do the same and both ask for it, each other. */
static gboolean
is_contested (SandboxWorld  *self,
              SandboxDevice *device)
{
  SandboxKind rival = find_rival (device->kind);

  if (device->state != SANDBOX_STATE_DOUBLE_CONTROL || !is_enabled (self, device))
    return FALSE;
  if (rival == device->kind)
    return TRUE;

  for (guint i = 0; i < self->devices->len; i++)
    {
      SandboxDevice *other = g_ptr_array_index (self->devices, i);

      if (other->facility == device->facility && other->kind == rival && other->state == SANDBOX_STATE_DOUBLE_CONTROL)
        return is_enabled (self, other);
    }

  return TRUE;
}

static JsonNode *
device_to_json (SandboxWorld  *self,
                SandboxDevice *device)
{
  return sandbox_value_take (sandbox_state_make_device (self->episodes, device, is_contested (self, device), self->now_us));
}

/**
 * sandbox_world_new:
 * @home: (nullable): a home document as sandbox-home.h describes it, or %NULL for the default home
 * @seed: the world's seed
 * @now_us: when it begins, microseconds since the Unix epoch, UTC
 * @error: return location; %SANDBOX_WORLD_ERROR_INVALID names the member of @home
 *
 * Returns: (transfer full) (nullable): a world, or %NULL when the document is not sound
 */
SandboxWorld *
sandbox_world_new (JsonObject *home,
                   guint64     seed,
                   gint64      now_us,
                   GError    **error)
{
  g_autoptr (SandboxWorld) self = g_new0 (SandboxWorld, 1);

  self->seed = seed;
  self->now_us = now_us;
  self->facilities = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_facility_free);
  self->devices = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_device_free);
  self->episodes = sandbox_episodes_new ();
  if (!sandbox_home_build (home, seed, now_us, self->facilities, self->devices, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
sandbox_world_free (SandboxWorld *self)
{
  g_ptr_array_unref (self->devices);
  g_ptr_array_unref (self->facilities);
  sandbox_episodes_free (self->episodes);
  g_free (self);
}

/**
 * sandbox_world_set_now:
 * @self: a world
 * @now_us: what time it is now
 *
 * Moves the clock, forward or back. What was asked for at a time that is now to come holds from now on.
 */
void
sandbox_world_set_now (SandboxWorld *self,
                       gint64        now_us)
{
  gboolean back = now_us < self->now_us;

  self->now_us = now_us;
  for (guint i = 0; back && i < self->devices->len; i++)
    sandbox_device_turn_back (g_ptr_array_index (self->devices, i), now_us);
}

gint64
sandbox_world_get_now (SandboxWorld *self)
{
  return self->now_us;
}

JsonNode *
sandbox_world_list_facilities (SandboxWorld *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->facilities->len; i++)
    json_array_add_object_element (array, sandbox_facility_to_json (g_ptr_array_index (self->facilities, i)));

  return sandbox_value_wrap ("facilities", array);
}

gboolean
sandbox_world_has_facility (SandboxWorld *self,
                            const char   *facility_id)
{
  return sandbox_world_find_facility (self, facility_id, NULL) != NULL;
}

/**
 * sandbox_world_show_devices:
 * @self: a world
 * @facility_id: (nullable): whose devices
 * @show: (scope call): called with each of them, in order
 * @data: (closure): for @show
 * @error: return location
 *
 * Makes one device after the other: a thousand nodes at once would take three times as long to come and go.
 *
 * Returns: whether there is such a facility
 */
gboolean
sandbox_world_show_devices (SandboxWorld   *self,
                            const char     *facility_id,
                            SandboxShowFunc show,
                            gpointer        data,
                            GError        **error)
{
  SandboxFacility *facility = sandbox_world_find_facility (self, facility_id, error);

  if (facility == NULL)
    return FALSE;

  for (guint i = 0; i < self->devices->len; i++)
    {
      SandboxDevice *device = g_ptr_array_index (self->devices, i);

      if (device->facility == facility)
        {
          g_autoptr (JsonNode) node = device_to_json (self, device);

          show (node, data);
        }
    }

  return TRUE;
}

JsonNode *
sandbox_world_get_device (SandboxWorld *self,
                          const char   *device_id,
                          GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, NULL, error);

  return device != NULL ? device_to_json (self, device) : NULL;
}

/* Without space at the ends, and with single spaces inside. */
static char *
tidy_name (const char *name)
{
  GString *tidy = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          space = TRUE;
          continue;
        }

      if (space && tidy->len > 0)
        g_string_append_c (tidy, ' ');
      space = FALSE;
      g_string_append_unichar (tidy, character);
    }

  return g_string_free (tidy, FALSE);
}

/**
 * sandbox_world_rename_device:
 * @self: a world
 * @device_id: which device
 * @request: `{custom_device_name}`: 1 to 100 characters, or null for the maker's name
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the device with its new name, tidied
 */
JsonNode *
sandbox_world_rename_device (SandboxWorld *self,
                             const char   *device_id,
                             JsonNode     *request,
                             GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "rename", error);
  JsonNode *node = NULL;
  g_autofree char *name = NULL;
  glong length;

  if (device == NULL)
    return NULL;

  if (request != NULL && JSON_NODE_HOLDS_OBJECT (request))
    node = json_object_get_member (json_node_get_object (request), "custom_device_name");

  if (node == NULL || (!JSON_NODE_HOLDS_NULL (node) && !sandbox_value_is_text (node)))
    {
      sandbox_value_set_error (error, NULL, "custom_device_name", "expected a text or null");
      return NULL;
    }

  if (!JSON_NODE_HOLDS_NULL (node))
    {
      name = tidy_name (json_node_get_string (node));
      length = g_utf8_strlen (name, -1);
      if (length < 1 || length > LONGEST_NAME)
        {
          sandbox_value_set_error (error, NULL, "custom_device_name", "expected 1 to 100 characters");
          return NULL;
        }
    }

  g_free (device->custom_name);
  device->custom_name = g_steal_pointer (&name);
  return device_to_json (self, device);
}

gboolean
sandbox_world_remove_device (SandboxWorld *self,
                             const char   *device_id,
                             GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "remove", error);

  if (device == NULL)
    return FALSE;

  sandbox_episodes_forget (self->episodes);
  g_ptr_array_remove (self->devices, device);
  return TRUE;
}

/**
 * sandbox_world_list_manufacturers:
 * @self: a world
 * @device_type: (nullable): a kind of device, or %NULL for all
 *
 * Returns: (transfer full): who makes devices that can be connected
 */
JsonNode *
sandbox_world_list_manufacturers (SandboxWorld *self,
                                  const char   *device_type)
{
  guint n_models;
  const SandboxModel *models = sandbox_catalogue (&n_models);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n_models; i++)
    {
      JsonArray *types;
      JsonObject *object;
      gboolean seen = FALSE;
      gboolean wanted = device_type == NULL;

      for (guint k = 0; k < i; k++)
        seen |= strcmp (models[k].manufacturer, models[i].manufacturer) == 0;
      if (seen)
        continue;

      types = json_array_new ();
      for (guint k = i; k < n_models; k++)
        if (strcmp (models[k].manufacturer, models[i].manufacturer) == 0)
          {
            const char *type = sandbox_kind_to_text (models[k].kind);

            json_array_add_string_element (types, type);
            wanted |= device_type != NULL && strcmp (type, device_type) == 0;
          }

      if (!wanted)
        {
          json_array_unref (types);
          continue;
        }

      object = json_object_new ();
      json_object_set_string_member (object, "manufacturer", models[i].manufacturer);
      json_object_set_array_member (object, "device_types", types);
      json_array_add_object_element (array, object);
    }

  return sandbox_value_wrap ("manufacturers", array);
}

/**
 * sandbox_world_add_device:
 * @self: a world
 * @facility_id: where it is added
 * @device_type: (nullable): its kind, or %NULL for an electric vehicle
 * @manufacturer: (nullable): its maker, or %NULL for any
 * @error: return location
 *
 * Somebody connected a device. Its history begins now.
 *
 * Returns: (transfer full) (nullable): `{device_id, device_type, manufacturer, model, is_new}`
 */
JsonNode *
sandbox_world_add_device (SandboxWorld *self,
                          const char   *facility_id,
                          const char   *device_type,
                          const char   *manufacturer,
                          GError      **error)
{
  SandboxFacility *facility = sandbox_world_find_facility (self, facility_id, error);
  SandboxSettings settings = { FALSE };
  SandboxDevice *device;
  JsonObject *object;
  guint64 seed;

  if (facility == NULL)
    return NULL;

  seed = sandbox_hash (sandbox_hash_text (self->seed, facility_id), 2000, self->n_added++);
  device = sandbox_device_new (facility, device_type != NULL ? device_type : "electric_vehicle", manufacturer, seed,
                               self->now_us);
  device->added_us = self->now_us;
  if (sandbox_kind_has_settings (device->kind))
    {
      g_autoptr (JsonNode) standard = sandbox_value_take (sandbox_settings_new_default (device->kind));

      device->document = sandbox_settings_accept (device->kind, standard, NULL, &settings, error);
    }

  sandbox_device_start (device, &settings);
  g_ptr_array_add (self->devices, device);

  object = json_object_new ();
  json_object_set_string_member (object, "device_id", device->device_id);
  json_object_set_string_member (object, "device_type", device->device_type);
  json_object_set_string_member (object, "manufacturer", device->manufacturer);
  json_object_set_string_member (object, "model", device->model_name);
  json_object_set_boolean_member (object, "is_new", TRUE);
  return sandbox_value_take (object);
}

/**
 * sandbox_world_sign_in_device:
 * @self: a world
 * @device_id: which device
 *
 * Somebody signed in to the device's maker again: it can be reached, if that was what was missing.
 */
void
sandbox_world_sign_in_device (SandboxWorld *self,
                              const char   *device_id)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, NULL, NULL);

  if (device == NULL || device->state != SANDBOX_STATE_NEEDS_LOGIN)
    return;

  device->state = SANDBOX_STATE_NORMAL;
  sandbox_episodes_forget (self->episodes);
}

/**
 * sandbox_world_dump:
 * @self: a world
 *
 * Returns: (transfer full): everything a test may want to see: `{now, seed, facilities, devices}`, each device with its
 *   `settings` and `exception`
 */
JsonNode *
sandbox_world_dump (SandboxWorld *self)
{
  JsonObject *dump = json_object_new ();
  JsonArray *facilities = json_array_new ();
  JsonArray *devices = json_array_new ();

  for (guint i = 0; i < self->facilities->len; i++)
    json_array_add_object_element (facilities, sandbox_facility_to_json (g_ptr_array_index (self->facilities, i)));

  for (guint i = 0; i < self->devices->len; i++)
    {
      SandboxDevice *device = g_ptr_array_index (self->devices, i);
      const SandboxEdit *edit = sandbox_device_get_edit (device, self->now_us);
      JsonObject *object = sandbox_state_make_device (self->episodes, device, is_contested (self, device), self->now_us);

      if (device->document != NULL)
        json_object_set_object_member (object, "settings",
                                       sandbox_settings_to_json (device->kind, device->document, device->updated_us));
      else
        json_object_set_null_member (object, "settings");

      if (sandbox_exception_holds (&edit->exception, self->now_us))
        json_object_set_member (object, "exception", sandbox_exception_to_json (&edit->exception));
      else
        json_object_set_null_member (object, "exception");

      json_array_add_object_element (devices, object);
    }

  sandbox_value_set_time (dump, "now", self->now_us);
  json_object_set_int_member (dump, "seed", (gint64) self->seed);
  json_object_set_array_member (dump, "facilities", facilities);
  json_object_set_array_member (dump, "devices", devices);
  return sandbox_value_take (dump);
}
