/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked of a device or a facility: settings, plan, exceptions, prices, figures. Nothing is computed here: the
 * device is found, checked for being able to do that, and the question handed on. */

#include "sandbox/sandbox-plan.h"
#include "sandbox/sandbox-report.h"
#include "sandbox/sandbox-state.h"
#include "sandbox/sandbox-value.h"
#include "sandbox/sandbox-world-private.h"

#include <string.h>

static JsonNode *
settings_to_json (SandboxDevice *device)
{
  return sandbox_value_take (sandbox_settings_to_json (device->kind, device->document, device->updated_us));
}

JsonNode *
sandbox_world_get_settings (SandboxWorld *self,
                            const char   *device_id,
                            GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "spo", error);

  return device != NULL ? settings_to_json (device) : NULL;
}

/**
 * sandbox_world_put_settings:
 * @self: a world
 * @device_id: which device
 * @request: the whole document; members that are not known are kept
 * @error: return location; %SANDBOX_WORLD_ERROR_INVALID names the member
 *
 * Returns: (transfer full) (nullable): the document as it is now
 */
JsonNode *
sandbox_world_put_settings (SandboxWorld *self,
                            const char   *device_id,
                            JsonNode     *request,
                            GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "spo", error);
  SandboxSettings settings;
  JsonObject *document;
  SandboxException exception;

  if (device == NULL)
    return NULL;

  document = sandbox_settings_accept (device->kind, request, NULL, &settings, error);
  if (document == NULL)
    return NULL;

  json_object_unref (device->document);
  device->document = document;
  device->updated_us = self->now_us;
  exception = sandbox_device_get_edit (device, self->now_us)->exception;
  sandbox_device_edit (device, self->now_us, &settings, &exception);
  return settings_to_json (device);
}

/**
 * sandbox_world_preview:
 * @self: a world
 * @device_id: which device
 * @request: `{settings?, exception?}`
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the plan would be; nothing changes
 */
JsonNode *
sandbox_world_preview (SandboxWorld *self,
                       const char   *device_id,
                       JsonNode     *request,
                       GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "preview", error);
  SandboxEdit edit;
  JsonObject *object;
  JsonNode *node;

  if (device == NULL)
    return NULL;

  if (request == NULL || !JSON_NODE_HOLDS_OBJECT (request))
    {
      sandbox_value_set_error (error, NULL, "preview", "expected an object");
      return NULL;
    }

  object = json_node_get_object (request);
  edit = *sandbox_device_get_edit (device, self->now_us);
  edit.at_us = self->now_us / SANDBOX_QUARTER_US * SANDBOX_QUARTER_US;
  node = json_object_get_member (object, "settings");
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    {
      g_autoptr (JsonObject) document = sandbox_settings_accept (device->kind, node, "settings", &edit.settings, error);

      if (document == NULL)
        return NULL;
    }

  node = json_object_get_member (object, "exception");
  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    memset (&edit.exception, 0, sizeof edit.exception);
  else if (node != NULL
           && !sandbox_exception_accept (device, node, "exception", self->now_us, &edit.exception, error))
    return NULL;

  return sandbox_plan_make (self->episodes, device, 0, 0, self->now_us, &edit, error);
}

/**
 * sandbox_world_get_plan:
 * @self: a world
 * @device_id: which device
 * @from_us: from when on; 0 with @to_us 0 is today and tomorrow
 * @to_us: until when; at most 31 days later
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan and what came of it
 */
JsonNode *
sandbox_world_get_plan (SandboxWorld *self,
                        const char   *device_id,
                        gint64        from_us,
                        gint64        to_us,
                        GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "plan", error);

  if (device == NULL)
    return NULL;

  return sandbox_plan_make (self->episodes, device, from_us, to_us, self->now_us, NULL, error);
}

JsonNode *
sandbox_world_get_exception (SandboxWorld *self,
                             const char   *device_id,
                             GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "exception", error);
  const SandboxEdit *edit;

  if (device == NULL)
    return NULL;

  edit = sandbox_device_get_edit (device, self->now_us);
  if (!sandbox_exception_holds (&edit->exception, self->now_us))
    {
      g_set_error_literal (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NO_CONTENT, "there is no exception");
      return NULL;
    }

  return sandbox_exception_to_json (&edit->exception);
}

JsonNode *
sandbox_world_put_exception (SandboxWorld *self,
                             const char   *device_id,
                             JsonNode     *request,
                             GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "exception", error);
  SandboxException exception;
  SandboxSettings settings;

  if (device == NULL || !sandbox_exception_accept (device, request, NULL, self->now_us, &exception, error))
    return NULL;

  settings = sandbox_device_get_edit (device, self->now_us)->settings;
  sandbox_device_edit (device, self->now_us, &settings, &exception);
  return sandbox_exception_to_json (&exception);
}

gboolean
sandbox_world_clear_exception (SandboxWorld *self,
                               const char   *device_id,
                               GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "exception", error);
  const SandboxException none = { SANDBOX_EXCEPTION_NONE };
  SandboxSettings settings;

  if (device == NULL)
    return FALSE;

  settings = sandbox_device_get_edit (device, self->now_us)->settings;
  sandbox_device_edit (device, self->now_us, &settings, &none);
  return TRUE;
}

/**
 * sandbox_world_get_prices:
 * @self: a world
 * @facility_id: which facility
 * @from_us: from when on; 0 with @to_us 0 is everything from today on
 * @to_us: until when; at most 366 days later
 * @error: return location
 *
 * Returns: (transfer full) (nullable): prices, known ones and after them forecast ones
 */
JsonNode *
sandbox_world_get_prices (SandboxWorld *self,
                          const char   *facility_id,
                          gint64        from_us,
                          gint64        to_us,
                          GError      **error)
{
  SandboxFacility *facility = sandbox_world_find_facility (self, facility_id, error);

  return facility != NULL ? sandbox_plan_make_prices (facility, from_us, to_us, self->now_us, error) : NULL;
}

/**
 * sandbox_world_get_report:
 * @self: a world
 * @facility_id: (nullable): which facility, the sum of its devices
 * @device_id: (nullable): or which device
 * @from_us: from when on
 * @to_us: until when
 * @resolution: quarter_hour (up to 31 days), hour (366 days), day (10 years) or month
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a report; money is without VAT
 */
JsonNode *
sandbox_world_get_report (SandboxWorld *self,
                          const char   *facility_id,
                          const char   *device_id,
                          gint64        from_us,
                          gint64        to_us,
                          const char   *resolution,
                          GError      **error)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new ();
  SandboxFacility *facility;

  if (device_id != NULL)
    {
      SandboxDevice *device = sandbox_world_find_device (self, device_id, "report", error);

      if (device == NULL)
        return NULL;

      facility = device->facility;
      g_ptr_array_add (devices, device);
    }
  else
    {
      facility = sandbox_world_find_facility (self, facility_id, error);
      if (facility == NULL)
        return NULL;

      for (guint i = 0; i < self->devices->len; i++)
        {
          SandboxDevice *device = g_ptr_array_index (self->devices, i);

          if (device->facility == facility && sandbox_device_has (device, "report"))
            g_ptr_array_add (devices, device);
        }
    }

  return sandbox_report_make (self->episodes, facility, devices, from_us, to_us, resolution, self->now_us, error);
}

JsonNode *
sandbox_world_get_sessions (SandboxWorld *self,
                            const char   *device_id,
                            gint64        from_us,
                            gint64        to_us,
                            GError      **error)
{
  SandboxDevice *device = sandbox_world_find_device (self, device_id, "sessions", error);

  if (device == NULL)
    return NULL;

  return sandbox_report_sessions (self->episodes, device, from_us, to_us, self->now_us, error);
}
