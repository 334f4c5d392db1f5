/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON to model and back: prices, plans, exceptions from them, and what came of them. */

#include "api/ebb-wire-plan.h"

#include <math.h>
#include <string.h>

#include "api/ebb-wire-tables.h"
#include "base/ebb-clock.h"

static const char *const exception_words[] = { "run_now", "pause", "once", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (exception_words) == EBB_EXCEPTION_OTHER + 1);

static const EbbJsonField exception_fields[] = {
  WORD (EbbExceptionValues, "kind", kind, exception_words, EBB_EXCEPTION_OTHER),
  FIELD (EbbExceptionValues, TIME, "until", until_us),
  FIELD (EbbExceptionValues, TIME, "ready_by", ready_by_us),
  RANGED (EbbExceptionValues, "target_state_of_charge", target_state_of_charge, 0, 1),
  FIELD (EbbExceptionValues, TIME, "created_at", created_at_us),
};
TABLE (exception, EbbExceptionValues);

static const char *const plan_words[] = { "planned", "unknown", "not_needed", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (plan_words) == EBB_PLAN_OTHER + 1);

static const char *const note_words[] = { "start_retried", "did_not_start", "replanned", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (note_words) == EBB_PLAN_NOTE_OTHER + 1);

static const EbbJsonField slot_fields[] = {
  REQUIRED (EbbPlanSlot, TIME, "start", start_us),
  REQUIRED (EbbPlanSlot, TIME, "end", end_us),
  RANGED (EbbPlanSlot, "planned_kw", planned_kw, -MAX_KW, MAX_KW),
  RANGED (EbbPlanSlot, "actual_kw", actual_kw, -MAX_KW, MAX_KW),
  RANGED (EbbPlanSlot, "state_of_charge", state_of_charge, 0, 1),
  RANGED (EbbPlanSlot, "indoor_temperature_c", indoor_temperature_c, MIN_C, MAX_C),
};
TABLE (slot, EbbPlanSlot);

static const EbbJsonField note_fields[] = {
  WORD (EbbPlanNote, "code", code, note_words, EBB_PLAN_NOTE_OTHER),
  FIELD (EbbPlanNote, TIME, "at", at_us),
};
TABLE (note, EbbPlanNote);

static const EbbJsonField plan_fields[] = {
  FIELD (EbbPlanValues, STRING, "currency", currency),
  WORD (EbbPlanValues, "state", state, plan_words, EBB_PLAN_OTHER),
  FIELD (EbbPlanValues, TIME, "expected_done_at", expected_done_at_us),
  RANGED (EbbPlanValues, "expected_energy_kwh", expected_energy_kwh, -MAX_KWH, MAX_KWH),
  RANGED (EbbPlanValues, "expected_cost", expected_cost, -MAX_MONEY, MAX_MONEY),
  FIELD (EbbPlanValues, TIME, "deadline", deadline_us),
  FIELD (EbbPlanValues, TRUTH, "is_reachable", is_reachable),
  RANGED (EbbPlanValues, "shortfall_kwh", shortfall_kwh, 0, MAX_KWH),
  INNER (EbbPlanValues, ARRAY, "slots", slots, slot_table),
  INNER (EbbPlanValues, ARRAY, "notes", notes, note_table),
};
TABLE (plan, EbbPlanValues);

static const EbbJsonField price_fields[] = {
  REQUIRED (EbbPrice, TIME, "start", start_us),
  REQUIRED (EbbPrice, TIME, "end", end_us),
  RANGED (EbbPrice, "price", price, -MAX_MONEY, MAX_MONEY),
  FIELD (EbbPrice, TRUTH, "is_forecast", is_forecast),
};
TABLE (price, EbbPrice);

static const EbbJsonField prices_fields[] = {
  FIELD (EbbPricesValues, STRING, "currency", currency),
  FIELD (EbbPricesValues, STRING, "price_area", price_area),
  RANGED (EbbPricesValues, "vat_rate", vat_rate, 0, 1),
  { .name = "prices", .type = EBB_JSON_ARRAY, .offset = G_STRUCT_OFFSET (EbbPricesValues, prices),
    .is_required = TRUE, .table = &price_table },
};
TABLE (prices, EbbPricesValues);

static const char *const session_words[] = { "smart", "manual", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (session_words) == EBB_SESSION_OTHER + 1);

static const char *const figures_words[] = FIGURES_WORDS;

static const EbbJsonField session_fields[] = {
  WORD (EbbDeviceSession, "kind", kind, session_words, EBB_SESSION_OTHER),
  REQUIRED (EbbDeviceSession, TIME, "start", start_us),
  FIELD (EbbDeviceSession, TIME, "end", end_us),
  RANGED (EbbDeviceSession, "energy_kwh", energy_kwh, -MAX_KWH, MAX_KWH),
  RANGED (EbbDeviceSession, "cost", cost, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbDeviceSession, "savings", savings, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbDeviceSession, "state_of_charge_start", state_of_charge_start, 0, 1),
  RANGED (EbbDeviceSession, "state_of_charge_end", state_of_charge_end, 0, 1),
  WORD (EbbDeviceSession, "status", status, figures_words, EBB_FIGURES_OTHER),
};
TABLE (session, EbbDeviceSession);

static int
compare_sessions (gconstpointer a,
                  gconstpointer b)
{
  const EbbDeviceSession *one = a;
  const EbbDeviceSession *other = b;

  return (one->start_us < other->start_us) - (one->start_us > other->start_us);
}

/**
 * ebb_wire_read_exception:
 * @body: the answer to GET, PUT or DELETE devices/{deviceId}/spo/exception; empty where there is none
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the exception, or that there is none
 */
EbbException *
ebb_wire_read_exception (GBytes  *body,
                         GError **error)
{
  EbbExceptionValues values;

  if (g_bytes_get_size (body) == 0)
    return ebb_exception_new_none ();

  return ebb_json_read (&exception_table, body, &values, error) ? ebb_exception_new (&values) : NULL;
}

/**
 * ebb_wire_read_plan:
 * @body: the answer to GET devices/{deviceId}/spo/plan or POST devices/{deviceId}/spo/preview
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the plan
 */
EbbPlan *
ebb_wire_read_plan (GBytes  *body,
                    GError **error)
{
  EbbPlanValues values;

  return ebb_json_read (&plan_table, body, &values, error) ? ebb_plan_new (&values) : NULL;
}

/**
 * ebb_wire_read_prices:
 * @body: the answer to GET facilities/{facilityId}/prices
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the prices
 */
EbbPrices *
ebb_wire_read_prices (GBytes  *body,
                      GError **error)
{
  EbbPricesValues values;

  return ebb_json_read (&prices_table, body, &values, error) ? ebb_prices_new (&values) : NULL;
}

/**
 * ebb_wire_read_sessions:
 * @body: the answer to GET devices/{deviceId}/sessions
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full) (element-type EbbDeviceSession): the sessions, the latest first
 */
GArray *
ebb_wire_read_sessions (GBytes  *body,
                        GError **error)
{
  GArray *sessions = ebb_json_read_list (&session_table, "sessions", body, error);

  if (sessions != NULL)
    g_array_sort (sessions, compare_sessions);

  return sessions;
}

static void
set_time (JsonObject *object,
          const char *name,
          gint64      time_us)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (time_us == EBB_TIME_UNKNOWN)
    {
      json_object_set_null_member (object, name);
      return;
    }

  time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  json_object_set_string_member (object, name, text);
}

static JsonObject *
make_exception (const EbbExceptionValues *values)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (values->kind < EBB_EXCEPTION_OTHER, object);

  json_object_set_string_member (object, "kind", exception_words[values->kind]);
  set_time (object, "until", values->until_us);
  set_time (object, "ready_by", values->ready_by_us);
  if (isnan (values->target_state_of_charge))
    json_object_set_null_member (object, "target_state_of_charge");
  else
    json_object_set_double_member (object, "target_state_of_charge", values->target_state_of_charge);

  return object;
}

/* Takes @object. */
static GBytes *
to_bytes (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_node_take_object (root, object);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * ebb_wire_write_exception:
 * @values: an exception of a kind that is known
 *
 * Returns: (transfer full): the body of PUT devices/{deviceId}/spo/exception
 */
GBytes *
ebb_wire_write_exception (const EbbExceptionValues *values)
{
  return to_bytes (make_exception (values));
}

/**
 * ebb_wire_write_preview:
 * @exception: (nullable): an exception of a kind that is known
 *
 * Returns: (transfer full): the body of POST devices/{deviceId}/spo/preview: what would be with that exception, or as it is?
 */
GBytes *
ebb_wire_write_preview (const EbbExceptionValues *exception)
{
  JsonObject *object = json_object_new ();

  if (exception != NULL)
    json_object_set_object_member (object, "exception", make_exception (exception));

  return to_bytes (object);
}

/**
 * ebb_wire_write_settings_preview:
 * @document: settings, as they would be sent
 *
 * Returns: (transfer full): the body of POST devices/{deviceId}/spo/preview: what would be with these settings?
 */
GBytes *
ebb_wire_write_settings_preview (GBytes *document)
{
  char *text = g_strdup_printf ("{\"settings\":%.*s}", (int) g_bytes_get_size (document),
                                (const char *) g_bytes_get_data (document, NULL));

  return g_bytes_new_take (text, strlen (text));
}
