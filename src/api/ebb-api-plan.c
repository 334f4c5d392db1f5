/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations of the Single Customer API about prices, plans, exceptions from them, and what came of them. */

#include "api/ebb-api-private.h"
#include "api/ebb-call.h"

#define EXCEPTION "devices/{deviceId}/spo/exception"
#define PLAN "devices/{deviceId}/spo/plan"
#define PRICES "facilities/{facilityId}/prices"
#define PREVIEW "devices/{deviceId}/spo/preview"
#define SESSIONS "devices/{deviceId}/sessions"

static gpointer
read_exception (EbbReply *reply,
                GError  **error)
{
  return ebb_wire_read_exception (reply->body, error);
}

static gpointer
read_plan (EbbReply *reply,
           GError  **error)
{
  return ebb_wire_read_plan (reply->body, error);
}

static gpointer
read_prices (EbbReply *reply,
             GError  **error)
{
  return ebb_wire_read_prices (reply->body, error);
}

static gpointer
read_sessions (EbbReply *reply,
               GError  **error)
{
  return ebb_wire_read_sessions (reply->body, error);
}

static void
unref_sessions (gpointer sessions)
{
  g_array_unref (sessions);
}

static char *
make_span_path (const char *template,
                const char *id,
                gint64      from_us,
                gint64      to_us)
{
  g_autofree char *from = ebb_api_format_time (from_us);
  g_autofree char *to = ebb_api_format_time (to_us);
  g_autofree char *path = ebb_api_make_path (template, id);

  return g_strdup_printf ("%s?from=%s&to=%s", path, from, to);
}

/**
 * ebb_api_get_exception_async:
 * @self: the API
 * @device_id: a device
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_exception_finish()
 * @user_data: for @callback
 *
 * Asks for the exception that holds for a device.
 */
void
ebb_api_get_exception_async (EbbApi              *self,
                             const char          *device_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path (EXCEPTION, device_id);
  EbbRequest request = { "GET", EXCEPTION, path, NULL, NULL };

  ebb_call_send (ebb_api_get_transport (self), G_OBJECT (self), &request, read_exception, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_put_exception_async:
 * @self: the API
 * @device_id: a device
 * @values: the exception that shall hold; of kind %EBB_EXCEPTION_NONE when none shall
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_exception_finish()
 * @user_data: for @callback
 *
 * Asks something of a device for once, or ends what was asked.
 */
void
ebb_api_put_exception_async (EbbApi                   *self,
                             const char               *device_id,
                             const EbbExceptionValues *values,
                             GCancellable             *cancellable,
                             GAsyncReadyCallback       callback,
                             gpointer                  user_data)
{
  g_autofree char *path = ebb_api_make_path (EXCEPTION, device_id);
  g_autoptr (GBytes) body = values->kind != EBB_EXCEPTION_NONE ? ebb_wire_write_exception (values) : NULL;
  EbbRequest request = { body != NULL ? "PUT" : "DELETE", EXCEPTION, path, body, NULL };

  ebb_call_send (ebb_api_get_transport (self), G_OBJECT (self), &request, read_exception, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_exception_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the exception as the server has it, or that there is none
 */
EbbException *
ebb_api_exception_finish (EbbApi        *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_exception, error);
}

/**
 * ebb_api_get_plan_async:
 * @self: the API
 * @device_id: a device
 * @from_us: from when, microseconds since 1970
 * @to_us: until when
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_plan_finish()
 * @user_data: for @callback
 *
 * Asks what the service means to do with a device.
 */
void
ebb_api_get_plan_async (EbbApi              *self,
                        const char          *device_id,
                        gint64               from_us,
                        gint64               to_us,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autofree char *path = make_span_path (PLAN, device_id, from_us, to_us);
  EbbRequest request = { "GET", PLAN, path, NULL, NULL };

  ebb_call_send (ebb_api_get_transport (self), G_OBJECT (self), &request, read_plan, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_preview_async:
 * @self: the API
 * @device_id: a device
 * @exception: (nullable): an exception that may be asked for; %NULL for what it does without being asked for more
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_plan_finish()
 * @user_data: for @callback
 *
 * Asks what the service would do with a device. It changes nothing.
 */
void
ebb_api_preview_async (EbbApi                   *self,
                       const char               *device_id,
                       const EbbExceptionValues *exception,
                       GCancellable             *cancellable,
                       GAsyncReadyCallback       callback,
                       gpointer                  user_data)
{
  g_autofree char *path = ebb_api_make_path (PREVIEW, device_id);
  g_autoptr (GBytes) body = ebb_wire_write_preview (exception);
  EbbRequest request = { "POST", PREVIEW, path, body, NULL };

  ebb_call_send (ebb_api_get_transport (self), G_OBJECT (self), &request, read_plan, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_preview_settings_async:
 * @self: the API
 * @device_id: a device
 * @settings: the settings that an edit began with
 * @values: what they would be
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_plan_finish()
 * @user_data: for @callback
 *
 * Asks what the service would do with a device that had these settings. It changes nothing.
 */
void
ebb_api_preview_settings_async (EbbApi              *self,
                                const char          *device_id,
                                EbbSpoSettings      *settings,
                                const EbbSpoValues  *values,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autofree char *path = ebb_api_make_path (PREVIEW, device_id);
  g_autoptr (GBytes) document = ebb_wire_write_settings (settings, values);
  g_autoptr (GBytes) body = ebb_wire_write_settings_preview (document);
  EbbRequest request = { "POST", PREVIEW, path, body, NULL };

  ebb_call_send (ebb_api_get_transport (self), G_OBJECT (self), &request, read_plan, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_plan_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the plan
 */
EbbPlan *
ebb_api_plan_finish (EbbApi        *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_plan, error);
}

/**
 * ebb_api_get_prices_async:
 * @self: the API
 * @facility_id: a facility
 * @from_us: from when, microseconds since 1970
 * @to_us: until when; at most 366 days later
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_get_prices_finish()
 * @user_data: for @callback
 *
 * Asks for spot prices, those that are published and those that are forecast.
 */
void
ebb_api_get_prices_async (EbbApi              *self,
                          const char          *facility_id,
                          gint64               from_us,
                          gint64               to_us,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autofree char *path = make_span_path (PRICES, facility_id, from_us, to_us);
  EbbRequest request = { "GET", PRICES, path, NULL, NULL };

  ebb_call_send (ebb_api_get_transport (self), G_OBJECT (self), &request, read_prices, g_object_unref, cancellable, callback, user_data);
}

/**
 * ebb_api_get_prices_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the prices
 */
EbbPrices *
ebb_api_get_prices_finish (EbbApi        *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_prices, error);
}

/**
 * ebb_api_list_sessions_async:
 * @self: the API
 * @device_id: a device
 * @from_us: from when, microseconds since 1970
 * @to_us: until when
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_api_list_sessions_finish()
 * @user_data: for @callback
 *
 * Asks when a device charged or heated, and for how much.
 */
void
ebb_api_list_sessions_async (EbbApi              *self,
                             const char          *device_id,
                             gint64               from_us,
                             gint64               to_us,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *path = make_span_path (SESSIONS, device_id, from_us, to_us);
  EbbRequest request = { "GET", SESSIONS, path, NULL, NULL };

  ebb_call_send (ebb_api_get_transport (self), G_OBJECT (self), &request, read_sessions, unref_sessions, cancellable, callback, user_data);
}

/**
 * ebb_api_list_sessions_finish:
 * @self: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type EbbDeviceSession): the sessions, the latest first
 */
GArray *
ebb_api_list_sessions_finish (EbbApi        *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ebb_call_finish (G_OBJECT (self), result, read_sessions, error);
}
