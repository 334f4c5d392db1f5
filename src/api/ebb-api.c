/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations of the Single Customer API. With ebb-api-plan the only files with paths. */

#include "api/ebb-api.h"

#include <string.h>

#include "api/ebb-api-private.h"
#include "api/ebb-call.h"

#define BASE "v1/customer/"

struct _EbbApi
{
  GObject parent_instance;

  EbbTransport *transport; /* (owned) */
};

G_DEFINE_FINAL_TYPE (EbbApi, ebb_api, G_TYPE_OBJECT)

static gpointer
read_facilities (EbbReply *reply,
                 GError  **error)
{
  return ebb_wire_read_facilities (reply->body, error);
}

static gpointer
read_devices (EbbReply *reply,
              GError  **error)
{
  return ebb_wire_read_devices (reply->body, error);
}

static gpointer
read_device (EbbReply *reply,
             GError  **error)
{
  return ebb_wire_read_device (reply->body, error);
}

static gpointer
read_settings (EbbReply *reply,
               GError  **error)
{
  return ebb_wire_read_settings (reply->body, reply->etag, error);
}

static gpointer
read_report (EbbReply *reply,
             GError  **error)
{
  return ebb_wire_read_report (reply->body, error);
}

static gpointer
read_onboarding (EbbReply *reply,
                 GError  **error)
{
  return ebb_wire_read_onboarding (reply->body, error);
}

static gpointer
read_reply (EbbReply *reply,
            GError  **error)
{
  EbbReply *copy = g_new0 (EbbReply, 1);

  copy->status = reply->status;
  copy->body = g_bytes_ref (reply->body);
  copy->etag = g_strdup (reply->etag);

  return copy;
}

/* The path of an operation as the contract writes it, with an id in the place of "{…}", if there is one: the server chooses ids, so they
 * are escaped. */
char *
ebb_api_make_path (const char *template,
                   const char *id)
{
  g_autofree char *escaped = id != NULL ? g_uri_escape_string (id, NULL, FALSE) : NULL;
  const char *open = strchr (template, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;

  if (close == NULL)
    return g_strconcat (BASE, template, NULL);

  return g_strdup_printf (BASE "%.*s%s%s", (int) (open - template), template, escaped, close + 1);
}

char *
ebb_api_format_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
ebb_api_finalize (GObject *object)
{
  g_clear_object (&EBB_API (object)->transport);

  G_OBJECT_CLASS (ebb_api_parent_class)->finalize (object);
}

static void
ebb_api_class_init (EbbApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_api_finalize;
}

static void
ebb_api_init (EbbApi *self)
{
}

/**
 * ebb_api_new:
 * @transport: what to send through; its base address is the environment's
 *
 * Returns: (transfer full): the API as one customer
 */
EbbApi *
ebb_api_new (EbbTransport *transport)
{
  EbbApi *self = g_object_new (EBB_TYPE_API, NULL);

  self->transport = g_object_ref (transport);

  return self;
}

EbbTransport *
ebb_api_get_transport (EbbApi *self)
{
  return self->transport;
}

/**
 * ebb_api_hold:
 * @self: the API
 *
 * Says that something is about to be asked, so that the transport is not idle meanwhile; see ebb_api_release().
 */
void
ebb_api_hold (EbbApi *self)
{
  ebb_transport_hold (self->transport);
}

/**
 * ebb_api_release:
 * @self: the API, as often as it was held
 *
 * Says that it was asked, or that it will not be.
 */
void
ebb_api_release (EbbApi *self)
{
  ebb_transport_release (self->transport);
}

/**
 * ebb_api_get_body:
 * @result: what the callback of an operation that succeeded was given
 *
 * Returns: (transfer none): the text that the answer was read from
 */
GBytes *
ebb_api_get_body (GAsyncResult *result)
{
  return ebb_call_get_body (result);
}

/**
 * ebb_api_list_facilities_async:
 * @self: the API
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks for the customer's facilities.
 */
void
ebb_api_list_facilities_async (EbbApi              *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  EbbRequest request = { "GET", "facilities", BASE "facilities", NULL, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_facilities, (GDestroyNotify) g_ptr_array_unref, cancellable,
                 callback, user_data);
}

/**
 * ebb_api_list_facilities_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type EbbFacility): the facilities
 */
GPtrArray *
ebb_api_list_facilities_finish (EbbApi        *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_facilities, error);
}

/**
 * ebb_api_list_devices_async:
 * @self: the API
 * @facility_id: a facility
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks for the devices of a facility.
 */
void
ebb_api_list_devices_async (EbbApi              *self,
                            const char          *facility_id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path ("facilities/{facilityId}/devices", facility_id);
  EbbRequest request = { "GET", "facilities/{facilityId}/devices", path, NULL, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_devices, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                 user_data);
}

/**
 * ebb_api_list_devices_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type EbbDevice): the devices
 */
GPtrArray *
ebb_api_list_devices_finish (EbbApi        *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_devices, error);
}

/**
 * ebb_api_get_device_async:
 * @self: the API
 * @device_id: a device
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_device_finish()
 * @user_data: for @callback
 *
 * Asks for one device.
 */
void
ebb_api_get_device_async (EbbApi              *self,
                          const char          *device_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path ("devices/{deviceId}", device_id);
  EbbRequest request = { "GET", "devices/{deviceId}", path, NULL, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_device, g_object_unref, cancellable, callback, user_data);
}

static gpointer
read_nothing (EbbReply  *reply,
              GError   **error)
{
  return g_bytes_ref (reply->body);
}

/**
 * ebb_api_remove_device_async:
 * @self: the API
 * @device_id: a device
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_remove_device_finish()
 * @user_data: for @callback
 *
 * Takes a device out of the customer's home.
 */
void
ebb_api_remove_device_async (EbbApi              *self,
                             const char          *device_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path ("devices/{deviceId}", device_id);
  EbbRequest request = { "DELETE", "devices/{deviceId}", path, NULL, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_nothing, (GDestroyNotify) g_bytes_unref, cancellable, callback,
                 user_data);
}

/**
 * ebb_api_remove_device_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the service took it out
 */
gboolean
ebb_api_remove_device_finish (EbbApi        *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr (GBytes) nothing = ebb_call_finish (G_OBJECT (self), result, read_nothing, error);

  return nothing != NULL;
}

/**
 * ebb_api_rename_device_async:
 * @self: the API
 * @device_id: a device
 * @name: (nullable): 1 to 100 characters, or %NULL for the maker's name
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_device_finish()
 * @user_data: for @callback
 *
 * Gives a device another name. The server may tidy it: its answer counts.
 */
void
ebb_api_rename_device_async (EbbApi              *self,
                             const char          *device_id,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path ("devices/{deviceId}", device_id);
  g_autoptr (GBytes) body = ebb_wire_write_name (name);
  EbbRequest request = { "PATCH", "devices/{deviceId}", path, body, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_device, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_device_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the device as the server has it
 */
EbbDevice *
ebb_api_device_finish (EbbApi        *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_device, error);
}

/**
 * ebb_api_get_settings_async:
 * @self: the API
 * @device_id: a device
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_settings_finish()
 * @user_data: for @callback
 *
 * Asks for a device's settings of spot price optimisation.
 */
void
ebb_api_get_settings_async (EbbApi              *self,
                            const char          *device_id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path ("devices/{deviceId}/spo", device_id);
  EbbRequest request = { "GET", "devices/{deviceId}/spo", path, NULL, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_settings, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_put_settings_async:
 * @self: the API
 * @device_id: a device
 * @settings: the settings that the edit began with
 * @values: what they shall be
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_settings_finish()
 * @user_data: for @callback
 *
 * Replaces a device's settings, unless they were changed elsewhere since @settings was read (%EBB_ERROR_CONFLICT).
 */
void
ebb_api_put_settings_async (EbbApi              *self,
                            const char          *device_id,
                            EbbSpoSettings      *settings,
                            const EbbSpoValues  *values,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path ("devices/{deviceId}/spo", device_id);
  g_autoptr (GBytes) body = ebb_wire_write_settings (settings, values);
  EbbRequest request = { "PUT", "devices/{deviceId}/spo", path, body, ebb_spo_settings_get_etag (settings) };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_settings, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_settings_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the settings as the server has them
 */
EbbSpoSettings *
ebb_api_settings_finish (EbbApi        *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_settings, error);
}

/**
 * ebb_api_get_report_async:
 * @self: the API
 * @facility_id: a facility
 * @device_id: (nullable): one of its devices, or %NULL for all
 * @period: the day, month or year
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks for consumption and savings.
 */
void
ebb_api_get_report_async (EbbApi              *self,
                          const char          *facility_id,
                          const char          *device_id,
                          const EbbPeriod     *period,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  const char *template = device_id != NULL ? "devices/{deviceId}/report" : "facilities/{facilityId}/report";
  g_autofree char *from = ebb_api_format_time (period->start_us);
  g_autofree char *to = ebb_api_format_time (period->end_us);
  g_autofree char *bare_path = ebb_api_make_path (template, device_id != NULL ? device_id : facility_id);
  g_autofree char *path = g_strdup_printf ("%s?from=%s&to=%s&resolution=%s", bare_path, from, to,
                                           ebb_period_get_resolution (period));
  EbbRequest request = { "GET", template, path, NULL, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_report, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_get_report_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the report
 */
EbbReport *
ebb_api_get_report_finish (EbbApi        *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_report, error);
}

/**
 * ebb_api_start_onboarding_async:
 * @self: the API
 * @onboarding: what to connect
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_onboarding_finish()
 * @user_data: for @callback
 *
 * Asks for a link to the page where the customer signs in to a device's maker.
 */
void
ebb_api_start_onboarding_async (EbbApi                     *self,
                                const EbbOnboardingRequest *onboarding,
                                GCancellable               *cancellable,
                                GAsyncReadyCallback         callback,
                                gpointer                    user_data)
{
  g_autoptr (GBytes) body = ebb_wire_write_onboarding (onboarding);
  EbbRequest request = { "POST", "onboarding/sessions", BASE "onboarding/sessions", body, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_onboarding, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_get_onboarding_async:
 * @self: the API
 * @session_id: a session
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_onboarding_finish()
 * @user_data: for @callback
 *
 * Asks how far a session has come.
 */
void
ebb_api_get_onboarding_async (EbbApi              *self,
                              const char          *session_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path ("onboarding/sessions/{sessionId}", session_id);
  EbbRequest request = { "GET", "onboarding/sessions/{sessionId}", path, NULL, NULL };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_onboarding, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_onboarding_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the session
 */
EbbOnboardingSession *
ebb_api_onboarding_finish (EbbApi        *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_onboarding, error);
}

/**
 * ebb_api_probe_async:
 * @self: the API
 * @probe: what is asked; copied
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks an operation and leaves the answer as it is: for who wants to know what a service answers.
 */
void
ebb_api_probe_async (EbbApi              *self,
                     const EbbProbe      *probe,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autofree char *bare_path = ebb_api_make_path (probe->template, probe->id);
  g_autofree char *path = probe->query != NULL ? g_strconcat (bare_path, "?", probe->query, NULL) : g_strdup (bare_path);
  EbbRequest request = { probe->method, probe->template, path, probe->body, probe->if_match };

  ebb_call_send (self->transport, G_OBJECT (self), &request, read_reply, (GDestroyNotify) ebb_reply_free, cancellable, callback, user_data);
}

/**
 * ebb_api_probe_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer, of 200 to 299
 */
EbbReply *
ebb_api_probe_finish (EbbApi        *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_reply, error);
}
