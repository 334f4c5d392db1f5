/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON to model and back. With ebb-wire-plan the only files with the names of the contract's members; pure functions of bytes. Tables read,
 * see base/ebb-json.h; members not named here are ignored. */

#include "api/ebb-wire.h"

#include <string.h>

#include "api/ebb-wire-tables.h"
#include "base/ebb-error.h"
#include "base/ebb-json-edit.h"

static const EbbJsonField address_fields[] = {
  FIELD (EbbFacilityValues, STRING, "street", street),
  FIELD (EbbFacilityValues, STRING, "city", city),
};
TABLE (address, EbbFacilityValues);

static const EbbJsonField facility_fields[] = {
  REQUIRED (EbbFacilityValues, STRING, "facility_id", facility_id),
  FIELD (EbbFacilityValues, STRING, "name", name),
  FLAT ("address", address_table),
  FIELD (EbbFacilityValues, STRING, "price_area", price_area),
  FIELD (EbbFacilityValues, STRING, "time_zone", time_zone),
  FIELD (EbbFacilityValues, STRING, "currency", currency),
  RANGED (EbbFacilityValues, "vat_rate", vat_rate, 0, 1),
};
TABLE (facility, EbbFacilityValues);

static const char *const kind_words[] = {
  "electric_vehicle", "charger", "heat_pump", "thermostat", "water_heater", "battery", "inverter", NULL,
};
static const char *const connection_words[] = { "online", "asleep", "offline", NULL };
static const char *const state_words[] = {
  "waiting", "running", "paused", "manual", "finished", "idle", "disabled", "unavailable", NULL,
};
static const char *const reason_words[] = {
  "waiting_for_lower_price", "cheapest_hours", "below_minimum_level", "deadline_near", "price_above_limit",
  "manual_start",
  "paused_by_customer", "target_reached", "not_plugged_in", "away_from_home", "own_limit_reached", "comfort_floor",
  "preheating", "price_unknown", "device_unreachable", "disabled", "external_schedule", NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (reason_words) == EBB_N_REASONS);
static const char *const attention_words[] = {
  "reauthorization_required", "terms_changed", "location_permission_missing", "subscription_missing", "unreachable",
  "double_control", "deadline_unreachable", NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (attention_words) == EBB_N_ATTENTIONS);

static const EbbJsonField reason_fields[] = {
  WORD (EbbReason, "code", code, reason_words, EBB_REASON_OTHER),
  FIELD (EbbReason, STRING, "code", code_text),
  FIELD (EbbReason, TRUTH, "is_deciding", is_deciding),
  FIELD (EbbReason, TIME, "until", until_us),
  RANGED (EbbReason, "price", price, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbReason, "limit", limit, -MAX_MONEY, MAX_MONEY),
};
TABLE (reason, EbbReason);

static const EbbJsonField attention_fields[] = {
  WORD (EbbAttention, "code", code, attention_words, EBB_ATTENTION_OTHER),
  FIELD (EbbAttention, STRING, "code", code_text),
  FIELD (EbbAttention, TIME, "since", since_us),
  FIELD (EbbAttention, STRING, "url", url),
};
TABLE (attention, EbbAttention);

static const EbbJsonField connection_fields[] = {
  WORD (EbbDeviceValues, "state", connection, connection_words, EBB_CONNECTION_OTHER),
  FIELD (EbbDeviceValues, TIME, "last_seen_at", last_seen_at_us),
};
TABLE (connection, EbbDeviceValues);

static const EbbJsonField telemetry_fields[] = {
  FIELD (EbbTelemetry, TIME, "observed_at", observed_at_us),
  RANGED (EbbTelemetry, "power_kw", power_kw, -MAX_KW, MAX_KW),
  FIELD (EbbTelemetry, TRUTH, "is_plugged_in", is_plugged_in),
  RANGED (EbbTelemetry, "state_of_charge", state_of_charge, 0, 1),
  RANGED (EbbTelemetry, "battery_capacity_kwh", battery_capacity_kwh, 0, MAX_KWH),
  RANGED (EbbTelemetry, "charge_limit", charge_limit, 0, 1),
  RANGED (EbbTelemetry, "range_km", range_km, 0, 1e5),
  RANGED (EbbTelemetry, "indoor_temperature_c", indoor_temperature_c, MIN_C, MAX_C),
  RANGED (EbbTelemetry, "outdoor_temperature_c", outdoor_temperature_c, MIN_C, MAX_C),
  RANGED (EbbTelemetry, "hot_water_temperature_c", hot_water_temperature_c, MIN_C, MAX_C),
  RANGED (EbbTelemetry, "target_temperature_c", target_temperature_c, MIN_C, MAX_C),
  RANGED (EbbTelemetry, "heating_power_kw", heating_power_kw, 0, MAX_KW),
  RANGED (EbbTelemetry, "production_kw", production_kw, -MAX_KW, MAX_KW),
};
TABLE (telemetry, EbbTelemetry);

static const EbbJsonField optimization_fields[] = {
  FIELD (EbbDeviceValues, TRUTH, "is_enabled", is_enabled),
  WORD (EbbDeviceValues, "state", state, state_words, EBB_OPTIMIZATION_OTHER),
  FIELD (EbbDeviceValues, TIME, "next_change_at", next_change_at_us),
  INNER (EbbDeviceValues, ARRAY, "reasons", reasons, reason_table),
};
TABLE (optimization, EbbDeviceValues);

static const EbbJsonField device_fields[] = {
  REQUIRED (EbbDeviceValues, STRING, "device_id", device_id),
  FIELD (EbbDeviceValues, STRING, "facility_id", facility_id),
  WORD (EbbDeviceValues, "device_type", kind, kind_words, EBB_DEVICE_OTHER),
  FIELD (EbbDeviceValues, STRING, "device_type", kind_text),
  FIELD (EbbDeviceValues, STRING, "manufacturer", manufacturer),
  FIELD (EbbDeviceValues, STRING, "model", model),
  FIELD (EbbDeviceValues, STRING, "custom_device_name", custom_device_name),
  FIELD (EbbDeviceValues, STRINGS, "capabilities", capabilities),
  FLAT ("connection", connection_table),
  INNER (EbbDeviceValues, OBJECT, "telemetry", telemetry, telemetry_table),
  FLAT ("optimization", optimization_table),
  INNER (EbbDeviceValues, ARRAY, "attention", attention, attention_table),
};
TABLE (device, EbbDeviceValues);

static const char *const figures_words[] = FIGURES_WORDS;

static const EbbJsonField bucket_fields[] = {
  REQUIRED (EbbBucket, TIME, "start", start_us),
  REQUIRED (EbbBucket, TIME, "end", end_us),
  RANGED (EbbBucket, "energy_kwh", energy_kwh, -MAX_KWH, MAX_KWH),
  RANGED (EbbBucket, "cost", cost, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbBucket, "baseline_cost", baseline_cost, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbBucket, "savings", savings, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbBucket, "co2_g", co2_g, -1e12, 1e12),
  WORD (EbbBucket, "status", status, figures_words, EBB_FIGURES_OTHER),
};
TABLE (bucket, EbbBucket);

static const EbbJsonField report_fields[] = {
  FIELD (EbbReportValues, STRING, "currency", currency),
  RANGED (EbbReportValues, "vat_rate", vat_rate, 0, 1),
  { .name = "buckets", .type = EBB_JSON_ARRAY, .offset = G_STRUCT_OFFSET (EbbReportValues, buckets),
    .is_required = TRUE, .table = &bucket_table },
};
TABLE (report, EbbReportValues);

static const char *const onboarding_words[] = { "pending", "completed", "cancelled", "failed", "expired", NULL };
static const char *const failure_words[] = {
  "access_denied", "incompatible_device", "subscription_missing", "already_linked", "no_devices",
  "manufacturer_unavailable", NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (failure_words) == EBB_N_ONBOARDING_FAILURES);

static const EbbJsonField onboarding_error_fields[] = {
  WORD (EbbOnboardingValues, "code", failure, failure_words, EBB_ONBOARDING_OTHER_FAILURE),
};
TABLE (onboarding_error, EbbOnboardingValues);

static const EbbJsonField onboarded_fields[] = {
  REQUIRED (EbbOnboardedDevice, STRING, "device_id", device_id),
  FIELD (EbbOnboardedDevice, TRUTH, "is_new", is_new),
};
TABLE (onboarded, EbbOnboardedDevice);

static const EbbJsonField onboarding_fields[] = {
  REQUIRED (EbbOnboardingValues, STRING, "session_id", session_id),
  REQUIRED (EbbOnboardingValues, STRING, "url", url),
  FIELD (EbbOnboardingValues, TIME, "expires_at", expires_at_us),
  WORD (EbbOnboardingValues, "status", status, onboarding_words, EBB_ONBOARDING_OTHER),
  FLAT ("error", onboarding_error_table),
  INNER (EbbOnboardingValues, ARRAY, "devices", devices, onboarded_table),
};
TABLE (onboarding, EbbOnboardingValues);

/* SPO settings: local times come as text first. */
typedef struct
{
  EbbSpoValues values;
  char *ready_by[7]; /* (owned) (nullable) */
} SpoDocument;

static const char *const day_words[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

#define DAY(i, name_) FIELD (SpoDocument, STRING, name_, ready_by[i])
static const EbbJsonField ready_by_fields[] = {
  DAY (0, "monday"), DAY (1, "tuesday"), DAY (2, "wednesday"), DAY (3, "thursday"), DAY (4, "friday"),
  DAY (5, "saturday"), DAY (6, "sunday"),
};
TABLE (ready_by, SpoDocument);

/* Where each number stands in the document: inside of @group, or at the top. */
typedef struct
{
  const char *group; /* (nullable) */
  const char *name;
} NumberPlace;

static const NumberPlace number_places[] = {
  [EBB_SETTING_MINIMUM_STATE_OF_CHARGE] = { NULL, "minimum_state_of_charge" },
  [EBB_SETTING_TARGET_STATE_OF_CHARGE] = { NULL, "target_state_of_charge" },
  [EBB_SETTING_ENERGY_NEED_KWH] = { NULL, "energy_need_kwh" },
  [EBB_SETTING_MAXIMUM_CURRENT_A] = { NULL, "maximum_current_a" },
  [EBB_SETTING_MAXIMUM_PRICE] = { NULL, "maximum_price" },
  [EBB_SETTING_TARGET_TEMPERATURE_C] = { "comfort", "target_temperature_c" },
  [EBB_SETTING_ALLOWED_DECREASE_C] = { "comfort", "allowed_decrease_c" },
  [EBB_SETTING_ALLOWED_INCREASE_C] = { "comfort", "allowed_increase_c" },
  [EBB_SETTING_HOT_WATER_MINIMUM_C] = { "hot_water", "minimum_temperature_c" },
  [EBB_SETTING_HOT_WATER_MAXIMUM_C] = { "hot_water", "maximum_temperature_c" },
  [EBB_SETTING_RESERVE_MINIMUM] = { "reserve", "minimum_state_of_charge" },
  [EBB_SETTING_RESERVE_MAXIMUM] = { "reserve", "maximum_state_of_charge" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (number_places) == EBB_N_SETTINGS);

#define SETTING(setting, member) G_STRUCT_OFFSET (SpoDocument, values.numbers[EBB_SETTING_##setting].member)
#define NUMBER(setting, name_, minimum_, maximum_) \
  { .name = name_, .type = EBB_JSON_NUMBER, .offset = SETTING (setting, value), \
    .minimum = minimum_, .maximum = maximum_, .presence = SETTING (setting, is_present) }
#define LIMIT(setting, name_) \
  { .name = name_, .type = EBB_JSON_OBJECT, \
    .offset = G_STRUCT_OFFSET (SpoDocument, values.numbers[EBB_SETTING_##setting]), .table = &limit_table }

static const EbbJsonField comfort_fields[] = {
  NUMBER (TARGET_TEMPERATURE_C, "target_temperature_c", MIN_C, MAX_C),
  NUMBER (ALLOWED_DECREASE_C, "allowed_decrease_c", 0, MAX_C),
  NUMBER (ALLOWED_INCREASE_C, "allowed_increase_c", 0, MAX_C),
};
TABLE (comfort, SpoDocument);

static const EbbJsonField hot_water_fields[] = {
  NUMBER (HOT_WATER_MINIMUM_C, "minimum_temperature_c", MIN_C, MAX_C),
  NUMBER (HOT_WATER_MAXIMUM_C, "maximum_temperature_c", MIN_C, MAX_C),
};
TABLE (hot_water, SpoDocument);

static const EbbJsonField reserve_fields[] = {
  NUMBER (RESERVE_MINIMUM, "minimum_state_of_charge", 0, 1),
  NUMBER (RESERVE_MAXIMUM, "maximum_state_of_charge", 0, 1),
};
TABLE (reserve, SpoDocument);

static const EbbJsonField limit_fields[] = {
  RANGED (EbbSettingValue, "minimum", minimum, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbSettingValue, "maximum", maximum, -MAX_MONEY, MAX_MONEY),
  RANGED (EbbSettingValue, "step", step, 0, MAX_MONEY),
};
TABLE (limit, EbbSettingValue);

/* Nested members are named by their leaf, so that a leaf may stand for two settings of which a device has one. */
static const EbbJsonField limits_fields[] = {
  LIMIT (MINIMUM_STATE_OF_CHARGE, "minimum_state_of_charge"),
  LIMIT (TARGET_STATE_OF_CHARGE, "target_state_of_charge"),
  LIMIT (ENERGY_NEED_KWH, "energy_need_kwh"),
  LIMIT (MAXIMUM_CURRENT_A, "maximum_current_a"),
  LIMIT (MAXIMUM_PRICE, "maximum_price"),
  LIMIT (TARGET_TEMPERATURE_C, "target_temperature_c"),
  LIMIT (ALLOWED_DECREASE_C, "allowed_decrease_c"),
  LIMIT (ALLOWED_INCREASE_C, "allowed_increase_c"),
  LIMIT (HOT_WATER_MINIMUM_C, "minimum_temperature_c"),
  LIMIT (HOT_WATER_MAXIMUM_C, "maximum_temperature_c"),
  LIMIT (RESERVE_MINIMUM, "minimum_state_of_charge"),
  LIMIT (RESERVE_MAXIMUM, "maximum_state_of_charge"),
};
TABLE (limits, SpoDocument);

static const EbbJsonField spo_fields[] = {
  FIELD (SpoDocument, TRUTH, "is_enabled", values.is_enabled),
  { .name = "ready_by", .type = EBB_JSON_OBJECT, .offset = 0, .table = &ready_by_table,
    .presence = G_STRUCT_OFFSET (SpoDocument, values.has_ready_by) },
  NUMBER (MINIMUM_STATE_OF_CHARGE, "minimum_state_of_charge", 0, 1),
  NUMBER (TARGET_STATE_OF_CHARGE, "target_state_of_charge", 0, 1),
  NUMBER (ENERGY_NEED_KWH, "energy_need_kwh", 0, MAX_KWH),
  NUMBER (MAXIMUM_CURRENT_A, "maximum_current_a", 0, 1e4),
  NUMBER (MAXIMUM_PRICE, "maximum_price", -MAX_MONEY, MAX_MONEY),
  FLAT ("comfort", comfort_table),
  FLAT ("hot_water", hot_water_table),
  FLAT ("reserve", reserve_table),
  FLAT ("limits", limits_table),
};
TABLE (spo, SpoDocument);

static gboolean
read_local_time (const char *text,
                 int        *minutes)
{
  int hour;
  int minute;

  /* Seconds are accepted and left out. */
  if (!g_regex_match_simple ("^\\d\\d:[0-5]\\d(:[0-5]\\d)?\\z", text, 0, 0))
    return FALSE;

  hour = g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
  minute = g_ascii_digit_value (text[3]) * 10 + g_ascii_digit_value (text[4]);
  *minutes = hour * 60 + minute;

  return hour < 24;
}

/**
 * ebb_wire_read_facilities:
 * @body: the answer to GET facilities
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full) (element-type EbbFacility): the facilities
 */
GPtrArray *
ebb_wire_read_facilities (GBytes  *body,
                          GError **error)
{
  g_autoptr (GArray) items = ebb_json_read_list (&facility_table, "facilities", body, error);
  GPtrArray *facilities;

  if (items == NULL)
    return NULL;

  facilities = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (facilities, ebb_facility_new (&g_array_index (items, EbbFacilityValues, i)));

  return facilities;
}

/**
 * ebb_wire_read_devices:
 * @body: the answer to GET facilities/{facilityId}/devices
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full) (element-type EbbDevice): the devices
 */
GPtrArray *
ebb_wire_read_devices (GBytes  *body,
                       GError **error)
{
  g_autoptr (GArray) items = ebb_json_read_list (&device_table, "devices", body, error);
  GPtrArray *devices;

  if (items == NULL)
    return NULL;

  devices = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (devices, ebb_device_new (&g_array_index (items, EbbDeviceValues, i)));

  return devices;
}

/**
 * ebb_wire_read_device:
 * @body: the answer to GET or PATCH devices/{deviceId}
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the device
 */
EbbDevice *
ebb_wire_read_device (GBytes  *body,
                      GError **error)
{
  EbbDeviceValues values;

  return ebb_json_read (&device_table, body, &values, error) ? ebb_device_new (&values) : NULL;
}

/**
 * ebb_wire_read_settings:
 * @body: the answer to GET or PUT devices/{deviceId}/spo
 * @etag: (nullable): the answer's entity tag
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the settings
 */
EbbSpoSettings *
ebb_wire_read_settings (GBytes      *body,
                        const char  *etag,
                        GError     **error)
{
  SpoDocument document;
  EbbSpoSettings *settings = NULL;

  if (!ebb_json_read (&spo_table, body, &document, error))
    return NULL;

  for (int day = 0; day < 7; day++)
    {
      document.values.ready_by[day] = EBB_NO_TIME;
      if (document.ready_by[day] != NULL && !read_local_time (document.ready_by[day], &document.values.ready_by[day]))
        {
          g_set_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY, "ready_by.%s: expected a time like 07:00",
                       day_words[day]);
          goto out;
        }
    }
  settings = ebb_spo_settings_new (&document.values, body, etag);

out:
  ebb_json_clear (&spo_table, &document);
  return settings;
}

/**
 * ebb_wire_read_report:
 * @body: the answer to GET …/report
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the report
 */
EbbReport *
ebb_wire_read_report (GBytes  *body,
                      GError **error)
{
  EbbReportValues values;

  return ebb_json_read (&report_table, body, &values, error) ? ebb_report_new (&values) : NULL;
}

/**
 * ebb_wire_read_onboarding:
 * @body: the answer to POST onboarding/sessions or GET onboarding/sessions/{sessionId}
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): the session
 */
EbbOnboardingSession *
ebb_wire_read_onboarding (GBytes  *body,
                          GError **error)
{
  EbbOnboardingValues values;

  return ebb_json_read (&onboarding_table, body, &values, error) ? ebb_onboarding_session_new (&values) : NULL;
}

static GBytes *
to_bytes (JsonNode *root)
{
  char *text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * ebb_wire_get_setting_name:
 * @setting: a setting
 *
 * Returns: (transfer none): what the contract calls it
 */
const char *
ebb_wire_get_setting_name (EbbSetting setting)
{
  return number_places[setting].name;
}

/**
 * ebb_wire_write_name:
 * @name: (nullable): the customer's name for a device, or %NULL for the maker's
 *
 * Returns: (transfer full): the body of PATCH devices/{deviceId}
 */
GBytes *
ebb_wire_write_name (const char *name)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  if (name != NULL)
    json_object_set_string_member (object, "custom_device_name", name);
  else
    json_object_set_null_member (object, "custom_device_name");
  json_node_take_object (root, object);

  return to_bytes (root);
}

/* Takes @value. */
static void
edit (char      **text,
      const char *group,
      const char *name,
      char       *value)
{
  char *edited = ebb_json_edit (*text, group, name, value);

  g_free (*text);
  *text = edited;
  g_free (value);
}

static char *
write_local_time (int minutes)
{
  return minutes == EBB_NO_TIME ? g_strdup ("null") : g_strdup_printf ("\"%02d:%02d\"", minutes / 60, minutes % 60);
}

/**
 * ebb_wire_write_settings:
 * @settings: the settings as the server has them
 * @values: what they shall be
 *
 * The contract replaces the whole document: what came goes back byte by byte with only the edited members changed,
 * without the read-only ones.
 *
 * Returns: (transfer full): the body of PUT devices/{deviceId}/spo
 */
GBytes *
ebb_wire_write_settings (EbbSpoSettings     *settings,
                         const EbbSpoValues *values)
{
  GBytes *document = ebb_spo_settings_get_document (settings);
  const EbbSpoValues *old = ebb_spo_settings_get_values (settings);
  char *text = g_strndup (g_bytes_get_data (document, NULL), g_bytes_get_size (document));

  edit (&text, NULL, "limits", NULL);
  edit (&text, NULL, "updated_at", NULL);

  if (values->is_enabled != EBB_UNKNOWN && values->is_enabled != old->is_enabled)
    edit (&text, NULL, "is_enabled", g_strdup (values->is_enabled == EBB_YES ? "true" : "false"));
  for (int day = 0; day < 7; day++)
    if (values->has_ready_by && values->ready_by[day] != old->ready_by[day])
      edit (&text, "ready_by", day_words[day], write_local_time (values->ready_by[day]));
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    {
      const EbbSettingValue *number = &values->numbers[i];

      if (number->is_present && !ebb_spo_number_equal (number->value, old->numbers[i].value))
        edit (&text, number_places[i].group, number_places[i].name, ebb_json_write_number (number->value));
    }

  return g_bytes_new_take (text, strlen (text));
}

/**
 * ebb_wire_write_onboarding:
 * @request: what to connect
 *
 * Returns: (transfer full): the body of POST onboarding/sessions
 */
GBytes *
ebb_wire_write_onboarding (const EbbOnboardingRequest *request)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "facility_id", request->facility_id);
  if (request->device_type != NULL)
    json_object_set_string_member (object, "device_type", request->device_type);
  if (request->manufacturer != NULL)
    json_object_set_string_member (object, "manufacturer", request->manufacturer);
  if (request->device_id != NULL)
    json_object_set_string_member (object, "device_id", request->device_id);
  json_object_set_string_member (object, "language", request->language);
  json_object_set_string_member (object, "color_scheme", request->is_dark ? "dark" : "light");
  json_object_set_string_member (object, "redirect_url", request->redirect_url);
  json_node_take_object (root, object);

  return to_bytes (root);
}
