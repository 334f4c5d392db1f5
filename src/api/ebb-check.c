/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does this service answer as we expect? Asks every operation that only reads, one after the other, and compares. The contract is here as
 * data, whole, also what Ebb does not read yet: where it is wrong about the real service, this tells. */

#include "api/ebb-check.h"

#include "api/ebb-wire-plan.h"
#include "api/ebb-wire.h"
#include "base/ebb-error.h"

#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

/* What is asked about: short, for it is only to see whether it is answered. */
#define SPAN_DAYS 2

#define REPORT_SHAPE \
  "currency vat_rate resolution baseline buckets[start end energy_kwh cost baseline_cost savings co2_g status]"

typedef enum
{
  ABOUT_NOTHING,
  ABOUT_FACILITY,
  ABOUT_DEVICE
} About;

typedef enum
{
  WITHOUT_QUERY,
  WITH_SPAN,
  WITH_DAYS
} Query;

typedef gpointer (*Decoder) (GBytes  *body,
                             GError **error);

static gpointer
read_settings (GBytes  *body,
               GError **error)
{
  return ebb_wire_read_settings (body, NULL, error);
}

static gpointer
read_facilities (GBytes  *body,
                 GError **error)
{
  return ebb_wire_read_facilities (body, error);
}

static gpointer
read_devices (GBytes  *body,
              GError **error)
{
  return ebb_wire_read_devices (body, error);
}

static gpointer
read_device (GBytes  *body,
             GError **error)
{
  return ebb_wire_read_device (body, error);
}

static gpointer
read_report (GBytes  *body,
             GError **error)
{
  return ebb_wire_read_report (body, error);
}

static gpointer
read_plan (GBytes  *body,
           GError **error)
{
  return ebb_wire_read_plan (body, error);
}

static gpointer
read_prices (GBytes  *body,
             GError **error)
{
  return ebb_wire_read_prices (body, error);
}

static gpointer
read_sessions (GBytes  *body,
               GError **error)
{
  return ebb_wire_read_sessions (body, error);
}

static gpointer
read_exception (GBytes  *body,
                GError **error)
{
  return ebb_wire_read_exception (body, error);
}

static const struct
{
  const char *template;
  About about;
  Query query;
  Decoder decoder;    /* (nullable): NULL for what Ebb does not read yet */
  GDestroyNotify free_decoded;
  const char *shape;
} operations[] = {
  { "facilities", ABOUT_NOTHING, WITHOUT_QUERY, read_facilities, (GDestroyNotify) g_ptr_array_unref,
    "facilities[facility_id name address{street postal_code city country_code} metering_point_id price_area time_zone currency vat_rate]" },
  { "facilities/{facilityId}/devices", ABOUT_FACILITY, WITHOUT_QUERY, read_devices, (GDestroyNotify) g_ptr_array_unref,
    "devices[" EBB_CHECK_DEVICE_SHAPE "]" },
  { "devices/{deviceId}", ABOUT_DEVICE, WITHOUT_QUERY, read_device, g_object_unref, EBB_CHECK_DEVICE_SHAPE },
  { "devices/{deviceId}/spo", ABOUT_DEVICE, WITHOUT_QUERY, read_settings, g_object_unref,
    EBB_CHECK_SETTINGS_SHAPE },
  { "devices/{deviceId}/spo/plan", ABOUT_DEVICE, WITH_SPAN, read_plan, g_object_unref,
    "generated_at currency state slots[start end planned_kw actual_kw state_of_charge indoor_temperature_c] deadline expected_done_at "
    "is_reachable shortfall_kwh expected_energy_kwh expected_cost unoptimized_cost notes[code at]" },
  { "devices/{deviceId}/spo/exception", ABOUT_DEVICE, WITHOUT_QUERY, read_exception, g_object_unref,
    "kind until ready_by target_state_of_charge created_at" },
  { "facilities/{facilityId}/prices", ABOUT_FACILITY, WITH_SPAN, read_prices, g_object_unref,
    "currency price_area vat_rate prices[start end price is_forecast]" },
  { "facilities/{facilityId}/report", ABOUT_FACILITY, WITH_DAYS, read_report, g_object_unref, REPORT_SHAPE },
  { "devices/{deviceId}/report", ABOUT_DEVICE, WITH_DAYS, read_report, g_object_unref, REPORT_SHAPE },
  { "devices/{deviceId}/sessions", ABOUT_DEVICE, WITH_SPAN, read_sessions, (GDestroyNotify) g_array_unref,
    "sessions[session_id kind start end energy_kwh cost baseline_cost savings average_price state_of_charge_start state_of_charge_end "
    "status]" },
  { "onboarding/manufacturers", ABOUT_NOTHING, WITHOUT_QUERY, NULL, NULL, "manufacturers[manufacturer device_types]" },
};

typedef struct
{
  gint64 now_us;
  guint next;          /* of @operations */
  gint64 since_us;     /* monotonic: when the last was asked */
  char *facility_id;   /* (owned) (nullable) */
  char *device_id;     /* (owned) (nullable) */
  GPtrArray *results;  /* (owned) (element-type EbbCheckResult) */
} Check;

static void ask_next (GTask *task);

static void
check_free (Check *check)
{
  g_free (check->facility_id);
  g_free (check->device_id);
  g_clear_pointer (&check->results, g_ptr_array_unref);
  g_free (check);
}

static EbbCheckResult *
add_result (Check           *check,
            EbbCheckVerdict  verdict)
{
  EbbCheckResult *result = ebb_check_result_new ("GET", operations[check->next].template, NULL, verdict);

  g_ptr_array_add (check->results, result);

  return result;
}

/* Whoever comes first is asked about further on. */
static void
remember_ids (Check    *check,
              gpointer  decoded)
{
  GPtrArray *list = decoded;

  if (check->next > 1 || list->len == 0)
    return;

  if (check->next == 0)
    check->facility_id = g_strdup (ebb_facility_get_id (g_ptr_array_index (list, 0)));
  else
    check->device_id = g_strdup (ebb_device_get_id (g_ptr_array_index (list, 0)));
}

static void
look_into (Check          *check,
           EbbCheckResult *result,
           GBytes         *body)
{
  g_autoptr (GError) error = NULL;
  gpointer decoded;

  /* Nothing can be an answer: that there is none. */
  if (g_bytes_get_size (body) > 0 && !ebb_check_result_compare (result, operations[check->next].shape, body))
    return;
  if (operations[check->next].decoder == NULL)
    return;

  decoded = operations[check->next].decoder (body, &error);
  if (decoded == NULL)
    {
      ebb_check_result_judge (result, EBB_CHECK_BAD, error->message);
      return;
    }

  result->verdict = EBB_CHECK_READ;
  remember_ids (check, decoded);
  operations[check->next].free_decoded (decoded);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *async_result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbReply) reply = ebb_api_probe_finish (EBB_API (source), async_result, &error);
  EbbCheckResult *result;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  result = add_result (check, EBB_CHECK_ANSWERED);
  result->spent_ms = (g_get_monotonic_time () - check->since_us) / 1000;
  if (reply != NULL)
    {
      result->status = reply->status;
      result->n_bytes = g_bytes_get_size (reply->body);
      look_into (check, result, reply->body);
    }
  else
    ebb_check_result_fail (result, error);

  check->next++;
  ask_next (task);
}

static char *
format_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT00:00:00Z");
}

static char *
make_query (Check *check)
{
  g_autofree char *from = format_time (check->now_us - SPAN_DAYS * DAY_US);
  g_autofree char *to = format_time (check->now_us);

  switch (operations[check->next].query)
    {
    case WITH_SPAN:
      return g_strdup_printf ("from=%s&to=%s", from, to);
    case WITH_DAYS:
      return g_strdup_printf ("from=%s&to=%s&resolution=day", from, to);
    case WITHOUT_QUERY:
    default:
      return NULL;
    }
}

static void
ask_next (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  EbbProbe probe = { "GET" };
  g_autofree char *query = NULL;
  const char *id;

  for (; check->next < G_N_ELEMENTS (operations); check->next++)
    {
      About about = operations[check->next].about;

      id = about == ABOUT_FACILITY ? check->facility_id : about == ABOUT_DEVICE ? check->device_id : NULL;
      if (id != NULL || about == ABOUT_NOTHING)
        break;
      ebb_check_result_judge (add_result (check, EBB_CHECK_SKIPPED), EBB_CHECK_SKIPPED,
                              about == ABOUT_FACILITY ? "there is no facility" : "there is no device");
    }
  if (check->next == G_N_ELEMENTS (operations))
    {
      g_task_return_pointer (task, g_steal_pointer (&check->results), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  query = make_query (check);
  check->since_us = g_get_monotonic_time ();
  probe.template = operations[check->next].template;
  probe.id = id;
  probe.query = query;
  ebb_api_probe_async (g_task_get_source_object (task), &probe, g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

/**
 * ebb_check_async:
 * @api: the API as one customer
 * @now_us: the time, microseconds since the Unix epoch, UTC: about the days before it is asked
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks every operation that only reads, of the first facility and its first device.
 */
void
ebb_check_async (EbbApi              *api,
                 gint64               now_us,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (api, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, ebb_check_async);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  check->now_us = now_us;
  check->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ebb_check_result_free);
  ask_next (task);
}

/**
 * ebb_check_finish:
 * @api: the API
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type EbbCheckResult): what became of each operation
 */
GPtrArray *
ebb_check_finish (EbbApi        *api,
                  GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
