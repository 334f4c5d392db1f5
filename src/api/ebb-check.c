/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does this service answer as we expect? Asks every operation that only reads, one after the other, and compares. The contract is here as
 * data, whole, also what Ebb does not read yet: where it is wrong about the real service, this tells. */

#include "api/ebb-check.h"

#include <string.h>

#include "api/ebb-wire.h"
#include "base/ebb-error.h"
#include "base/ebb-json-compare.h"


#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

/* What is asked about: short, for it is only to see whether it is answered. */
#define SPAN_DAYS 2

#define DEVICE_SHAPE \
  "device_id facility_id device_type manufacturer model custom_device_name capabilities connection{state last_seen_at} " \
  "telemetry{observed_at power_kw is_plugged_in state_of_charge battery_capacity_kwh charge_limit range_km indoor_temperature_c " \
  "outdoor_temperature_c hot_water_temperature_c target_temperature_c heating_power_kw production_kw} " \
  "optimization{is_enabled state next_change_at reasons[code is_deciding until price limit]} attention[code since url]"
#define REPORT_SHAPE \
  "currency vat_rate resolution baseline buckets[start end energy_kwh cost baseline_cost savings co2_g status]"

/* Members that the contract has absent where they do not apply, for a kind of device or without a reason to be there. */
static const char *const optional[] = {
  "telemetry.", "ready_by", "minimum_state_of_charge", "target_state_of_charge", "energy_need_kwh", "maximum_current_a", "maximum_price",
  "comfort", "hot_water", "reserve", "limits", NULL,
};

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
    "devices[" DEVICE_SHAPE "]" },
  { "devices/{deviceId}", ABOUT_DEVICE, WITHOUT_QUERY, read_device, g_object_unref, DEVICE_SHAPE },
  { "devices/{deviceId}/spo", ABOUT_DEVICE, WITHOUT_QUERY, read_settings, g_object_unref,
    "is_enabled ready_by{monday tuesday wednesday thursday friday saturday sunday} minimum_state_of_charge target_state_of_charge "
    "energy_need_kwh maximum_current_a maximum_price comfort{target_temperature_c allowed_decrease_c allowed_increase_c} "
    "hot_water{minimum_temperature_c maximum_temperature_c} reserve{minimum_state_of_charge maximum_state_of_charge} "
    "limits{minimum_state_of_charge{minimum maximum step} target_state_of_charge{minimum maximum step} "
    "energy_need_kwh{minimum maximum step} maximum_current_a{minimum maximum step} maximum_price{minimum maximum step} "
    "target_temperature_c{minimum maximum step} allowed_decrease_c{minimum maximum step} allowed_increase_c{minimum maximum step} "
    "minimum_temperature_c{minimum maximum step} maximum_temperature_c{minimum maximum step} "
    "maximum_state_of_charge{minimum maximum step}} updated_at" },
  { "devices/{deviceId}/spo/plan", ABOUT_DEVICE, WITH_SPAN, NULL, NULL,
    "generated_at currency state slots[start end planned_kw actual_kw state_of_charge indoor_temperature_c] deadline expected_done_at "
    "is_reachable shortfall_kwh expected_energy_kwh expected_cost unoptimized_cost notes[code at]" },
  { "devices/{deviceId}/spo/exception", ABOUT_DEVICE, WITHOUT_QUERY, NULL, NULL,
    "kind until ready_by target_state_of_charge created_at" },
  { "facilities/{facilityId}/prices", ABOUT_FACILITY, WITH_SPAN, NULL, NULL,
    "currency price_area vat_rate prices[start end price is_forecast]" },
  { "facilities/{facilityId}/report", ABOUT_FACILITY, WITH_DAYS, read_report, g_object_unref, REPORT_SHAPE },
  { "devices/{deviceId}/report", ABOUT_DEVICE, WITH_DAYS, read_report, g_object_unref, REPORT_SHAPE },
  { "devices/{deviceId}/sessions", ABOUT_DEVICE, WITH_SPAN, NULL, NULL,
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
result_free (EbbCheckResult *result)
{
  g_free (result->operation);
  g_free (result->detail);
  g_strfreev (result->missing);
  g_strfreev (result->unknown);
  g_free (result);
}

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
  EbbCheckResult *result = g_new0 (EbbCheckResult, 1);

  result->operation = g_strconcat ("GET ", operations[check->next].template, NULL);
  result->verdict = verdict;
  result->missing = g_new0 (char *, 1);
  result->unknown = g_new0 (char *, 1);
  g_ptr_array_add (check->results, result);

  return result;
}

static gboolean
is_optional (const char *path)
{
  const char *bare = g_str_has_prefix (path, "devices[].") ? path + strlen ("devices[].") : path;

  for (guint i = 0; optional[i] != NULL; i++)
    if (g_str_has_prefix (bare, optional[i]))
      return TRUE;

  return FALSE;
}

/* Takes @paths. */
static char **
without_optional (char **paths)
{
  g_auto (GStrv) all = paths;
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();

  for (char **path = all; *path != NULL; path++)
    if (!is_optional (*path))
      g_strv_builder_add (left, *path);

  return g_strv_builder_end (left);
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
  char **missing, **unknown;
  gpointer decoded;

  if (g_bytes_get_size (body) == 0 && operations[check->next].decoder == NULL)
    return;

  if (!ebb_json_compare (operations[check->next].shape, body, &missing, &unknown, &error))
    {
      result->verdict = EBB_CHECK_BAD;
      result->detail = g_strdup (error->message);
      return;
    }

  g_strfreev (result->missing);
  g_strfreev (result->unknown);
  result->missing = without_optional (missing);
  result->unknown = unknown;
  if (operations[check->next].decoder == NULL)
    return;

  decoded = operations[check->next].decoder (body, &error);
  if (decoded == NULL)
    {
      result->verdict = EBB_CHECK_BAD;
      result->detail = g_strdup (error->message);
      return;
    }

  result->verdict = EBB_CHECK_READ;
  remember_ids (check, decoded);
  operations[check->next].free_decoded (decoded);
}

static EbbCheckVerdict
judge (const GError *error)
{
  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND) || g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_SUPPORTED))
    return EBB_CHECK_NOT_OFFERED;
  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_BAD_REPLY))
    return EBB_CHECK_BAD;

  return EBB_CHECK_FAILED;
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

  result = add_result (check, reply != NULL ? EBB_CHECK_ANSWERED : judge (error));
  result->spent_ms = (g_get_monotonic_time () - check->since_us) / 1000;
  if (reply != NULL)
    {
      result->status = reply->status;
      result->n_bytes = g_bytes_get_size (reply->body);
      look_into (check, result, reply->body);
    }
  else
    {
      result->status = ebb_error_get_status (error);
      result->detail = g_strdup (error->message);
    }

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
  g_autofree char *query = NULL;
  const char *id;

  for (; check->next < G_N_ELEMENTS (operations); check->next++)
    {
      About about = operations[check->next].about;

      id = about == ABOUT_FACILITY ? check->facility_id : about == ABOUT_DEVICE ? check->device_id : NULL;
      if (id != NULL || about == ABOUT_NOTHING)
        break;
      add_result (check, EBB_CHECK_SKIPPED)->detail = g_strdup (about == ABOUT_FACILITY ? "there is no facility" : "there is no device");
    }
  if (check->next == G_N_ELEMENTS (operations))
    {
      g_task_return_pointer (task, g_steal_pointer (&check->results), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  query = make_query (check);
  check->since_us = g_get_monotonic_time ();
  ebb_api_probe_async (g_task_get_source_object (task), operations[check->next].template, id, query, g_task_get_cancellable (task),
                       answered_cb, g_object_ref (task));
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
  check->results = g_ptr_array_new_with_free_func ((GDestroyNotify) result_free);
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
