/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations of the Single Customer API. The only file with paths. */

#include "api/ebb-api.h"

#include <string.h>

#define BASE "v1/customer/"

/* A body beyond this is read in a thread: 64 KiB take about a millisecond, a frame has sixteen. */
#define THREAD_BYTES (64 * 1024)

struct _EbbApi
{
  GObject parent_instance;

  EbbTransport *transport; /* (owned) */
};

G_DEFINE_FINAL_TYPE (EbbApi, ebb_api, G_TYPE_OBJECT)

/* Reads the body of a reply into what the operation answers. */
typedef gpointer (*Reader) (EbbReply *reply,
                            GError  **error);

typedef struct
{
  const char *template; /* for the log */
  char *changed_path;   /* (owned) (nullable): what a PUT or PATCH changes, until it is known what became of it */
  Reader reader;
  GDestroyNotify free_result;
  EbbReply *reply;      /* (owned) (nullable) */
} Call;

static void
call_free (Call *call)
{
  g_free (call->changed_path);
  g_clear_pointer (&call->reply, ebb_reply_free);
  g_free (call);
}

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

static void
return_reading (GTask *task,
                Call  *call)
{
  GError *error = NULL;
  gpointer result = call->reader (call->reply, &error);

  if (result == NULL)
    {
      g_message ("%s: %s", call->template, error->message);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, result, call->free_result);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  return_reading (task, task_data);
}

static void reply_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data);

/* A service may take a change without a word (204). What became of it, and under which tag, is asked for then. */
static void
ask_what_became (GTask        *task,
                 EbbTransport *transport)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *path = g_steal_pointer (&call->changed_path);
  EbbRequest request = { "GET", call->template, path, NULL, NULL };

  g_clear_pointer (&call->reply, ebb_reply_free);
  ebb_transport_send_async (transport, &request, g_task_get_cancellable (task), reply_cb, g_object_ref (task));
}

static void
reply_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->reply = ebb_transport_send_finish (EBB_TRANSPORT (source), result, &error);
  if (call->reply == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s: %s", call->template, error->message);
      g_task_return_error (task, error);
      return;
    }

  if (call->changed_path != NULL && g_bytes_get_size (call->reply->body) == 0)
    ask_what_became (task, EBB_TRANSPORT (source));
  else if (g_bytes_get_size (call->reply->body) > THREAD_BYTES)
    g_task_run_in_thread (task, read_in_thread);
  else
    return_reading (task, call);
}

static void
send (EbbApi              *self,
      const EbbRequest    *request,
      Reader               reader,
      GDestroyNotify       free_result,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->template = request->template;
  if (g_str_equal (request->method, "PUT") || g_str_equal (request->method, "PATCH"))
    call->changed_path = g_strdup (request->path);
  call->reader = reader;
  call->free_result = free_result;
  /* One tag an answer type: what a _finish may be given. */
  g_task_set_source_tag (task, reader);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  ebb_transport_send_async (self->transport, request, cancellable, reply_cb, task);
}

static gpointer
finish (EbbApi        *self,
        GAsyncResult  *result,
        Reader         reader,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == (gpointer) reader, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The path of an operation as the contract writes it, with an id in the place of "{…}", if there is one: the server chooses ids, so they
 * are escaped. */
static char *
make_path (const char *template,
           const char *id)
{
  g_autofree char *escaped = id != NULL ? g_uri_escape_string (id, NULL, FALSE) : NULL;
  const char *open = strchr (template, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;

  if (close == NULL)
    return g_strconcat (BASE, template, NULL);

  return g_strdup_printf (BASE "%.*s%s%s", (int) (open - template), template, escaped, close + 1);
}

static char *
format_time (gint64 time_us)
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

  send (self, &request, read_facilities, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
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
  return finish (self, result, read_facilities, error);
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
  g_autofree char *path = make_path ("facilities/{facilityId}/devices", facility_id);
  EbbRequest request = { "GET", "facilities/{facilityId}/devices", path, NULL, NULL };

  send (self, &request, read_devices, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
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
  return finish (self, result, read_devices, error);
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
  g_autofree char *path = make_path ("devices/{deviceId}", device_id);
  EbbRequest request = { "GET", "devices/{deviceId}", path, NULL, NULL };

  send (self, &request, read_device, g_object_unref, cancellable, callback, user_data);
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
  g_autofree char *path = make_path ("devices/{deviceId}", device_id);
  g_autoptr (GBytes) body = ebb_wire_write_name (name);
  EbbRequest request = { "PATCH", "devices/{deviceId}", path, body, NULL };

  send (self, &request, read_device, g_object_unref, cancellable, callback, user_data);
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
  return finish (self, result, read_device, error);
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
  g_autofree char *path = make_path ("devices/{deviceId}/spo", device_id);
  EbbRequest request = { "GET", "devices/{deviceId}/spo", path, NULL, NULL };

  send (self, &request, read_settings, g_object_unref, cancellable, callback, user_data);
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
  g_autofree char *path = make_path ("devices/{deviceId}/spo", device_id);
  g_autoptr (GBytes) body = ebb_wire_write_settings (settings, values);
  EbbRequest request = { "PUT", "devices/{deviceId}/spo", path, body, ebb_spo_settings_get_etag (settings) };

  send (self, &request, read_settings, g_object_unref, cancellable, callback, user_data);
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
  return finish (self, result, read_settings, error);
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
  g_autofree char *from = format_time (period->start_us);
  g_autofree char *to = format_time (period->end_us);
  g_autofree char *bare_path = make_path (template, device_id != NULL ? device_id : facility_id);
  g_autofree char *path = g_strdup_printf ("%s?from=%s&to=%s&resolution=%s", bare_path, from, to,
                                           ebb_period_get_resolution (period));
  EbbRequest request = { "GET", template, path, NULL, NULL };

  send (self, &request, read_report, g_object_unref, cancellable, callback, user_data);
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
  return finish (self, result, read_report, error);
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

  send (self, &request, read_onboarding, g_object_unref, cancellable, callback, user_data);
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
  g_autofree char *path = make_path ("onboarding/sessions/{sessionId}", session_id);
  EbbRequest request = { "GET", "onboarding/sessions/{sessionId}", path, NULL, NULL };

  send (self, &request, read_onboarding, g_object_unref, cancellable, callback, user_data);
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
  return finish (self, result, read_onboarding, error);
}

/**
 * ebb_api_probe_async:
 * @self: the API
 * @template: an operation's path as the contract writes it, "facilities/{facilityId}/prices"
 * @id: (nullable): in the place of "{…}"
 * @query: (nullable): already escaped, without "?"
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks an operation and leaves the answer as it is: for who wants to know what a service answers.
 */
void
ebb_api_probe_async (EbbApi              *self,
                     const char          *template,
                     const char          *id,
                     const char          *query,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autofree char *bare_path = make_path (template, id);
  g_autofree char *path = query != NULL ? g_strconcat (bare_path, "?", query, NULL) : g_strdup (bare_path);
  EbbRequest request = { "GET", template, path, NULL, NULL };

  send (self, &request, read_reply, (GDestroyNotify) ebb_reply_free, cancellable, callback, user_data);
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
  return finish (self, result, read_reply, error);
}
