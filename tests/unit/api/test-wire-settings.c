/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Settings: reading them, and sending back what came with only the edited members changed. */

#include "api/ebb-wire.h"

#include <math.h>
#include <string.h>

#include "base/ebb-error.h"
#include "swedish-locale.h"

static GBytes *
fixture (const char *name)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize size;

  g_file_get_contents (g_test_get_filename (G_TEST_DIST, "api", "fixtures", name, NULL), &text, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, size);
}

static EbbSpoSettings *
read_fixture (const char *name)
{
  g_autoptr (GBytes) body = fixture (name);
  g_autoptr (GError) error = NULL;
  EbbSpoSettings *settings = ebb_wire_read_settings (body, "\"tag\"", &error);

  g_assert_no_error (error);
  g_assert_nonnull (settings);

  return settings;
}

static EbbSpoSettings *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return ebb_wire_read_settings (body, NULL, error);
}

static char *
write_edit (EbbSpoSettings     *settings,
            const EbbSpoValues *values)
{
  g_autoptr (GBytes) body = ebb_wire_write_settings (settings, values);

  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static JsonObject *
parse (const char  *text,
       JsonNode   **root)
{
  g_autoptr (GError) error = NULL;

  *root = json_from_string (text, &error);
  g_assert_no_error (error);

  return json_node_get_object (*root);
}

static void
test_vehicle (void)
{
  g_autoptr (EbbSpoSettings) settings = read_fixture ("settings-electric-vehicle.json");
  const EbbSpoValues *values = ebb_spo_settings_get_values (settings);
  const EbbSettingValue *price = &values->numbers[EBB_SETTING_MAXIMUM_PRICE];

  g_assert_cmpstr (ebb_spo_settings_get_etag (settings), ==, "\"tag\"");
  g_assert_cmpint (values->is_enabled, ==, EBB_YES);
  g_assert_true (values->has_ready_by);
  g_assert_cmpint (values->ready_by[0], ==, 7 * 60);
  g_assert_cmpint (values->ready_by[5], ==, 9 * 60);
  g_assert_cmpint (values->ready_by[6], ==, EBB_NO_TIME);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_MINIMUM_STATE_OF_CHARGE].value, ==, 0.2);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_MINIMUM_STATE_OF_CHARGE].maximum, ==, 0.9);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE].step, ==, 0.01);
  /* No limit is a setting; one that does not apply is none. */
  g_assert_true (price->is_present);
  g_assert_true (isnan (price->value));
  g_assert_cmpfloat (price->minimum, ==, -1);
  g_assert_false (values->numbers[EBB_SETTING_TARGET_TEMPERATURE_C].is_present);
  g_assert_false (values->numbers[EBB_SETTING_RESERVE_MINIMUM].is_present);
  g_assert_false (values->numbers[EBB_SETTING_ENERGY_NEED_KWH].is_present);
}

static void
test_groups (void)
{
  g_autoptr (EbbSpoSettings) heat_pump = read_fixture ("settings-heat-pump.json");
  g_autoptr (EbbSpoSettings) battery = read_fixture ("settings-battery.json");
  const EbbSpoValues *values = ebb_spo_settings_get_values (heat_pump);

  g_assert_false (values->has_ready_by);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_TARGET_TEMPERATURE_C].value, ==, 21);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_TARGET_TEMPERATURE_C].step, ==, 0.5);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_HOT_WATER_MAXIMUM_C].value, ==, 62);
  g_assert_true (values->numbers[EBB_SETTING_HOT_WATER_MINIMUM_C].is_present);
  values = ebb_spo_settings_get_values (battery);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_RESERVE_MINIMUM].value, ==, 0.2);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_RESERVE_MAXIMUM].maximum, ==, 1);
  g_assert_false (values->numbers[EBB_SETTING_MINIMUM_STATE_OF_CHARGE].is_present);
}

static void
test_nothing (void)
{
  g_autoptr (EbbSpoSettings) settings = read_text ("{}", NULL);
  const EbbSpoValues *values = ebb_spo_settings_get_values (settings);

  g_assert_cmpint (values->is_enabled, ==, EBB_UNKNOWN);
  g_assert_false (values->has_ready_by);
  g_assert_null (ebb_spo_settings_get_etag (settings));
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    g_assert_false (values->numbers[i].is_present);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } faults[] = {
    { "[]", "the document: expected an object, got an array" },
    { "{\"is_enabled\":1}", "is_enabled: expected a truth value, got a number" },
    { "{\"target_state_of_charge\":80}", "target_state_of_charge: expected a number from 0 to 1, got a number" },
    { "{\"comfort\":{\"target_temperature_c\":\"21\"}}",
      "comfort.target_temperature_c: expected a number, got a string" },
    { "{\"limits\":{\"maximum_price\":{\"step\":-1}}}",
      "limits.maximum_price.step: expected a number from 0 to 1e+09, got a number" },
    { "{\"ready_by\":{\"monday\":7}}", "ready_by.monday: expected a string, got a number" },
    { "{\"ready_by\":{\"monday\":\"7:00\"}}", "ready_by.monday: expected a time like 07:00" },
    { "{\"ready_by\":{\"friday\":\"24:00\"}}", "ready_by.friday: expected a time like 07:00" },
    { "{\"ready_by\":{\"friday\":\"23:60\"}}", "ready_by.friday: expected a time like 07:00" },
    { "{\"ready_by\":{\"friday\":\"07.00\"}}", "ready_by.friday: expected a time like 07:00" },
    { "{\"ready_by\":{\"friday\":\"07:00:\"}}", "ready_by.friday: expected a time like 07:00" },
    { "{\"ready_by\":{\"friday\":\"07:00:61\"}}", "ready_by.friday: expected a time like 07:00" },
    { "{\"ready_by\":{\"friday\":\"07:00 PM\"}}", "ready_by.friday: expected a time like 07:00" },
    { "{\"ready_by\":{\"sunday\":\"\"}}", "ready_by.sunday: expected a time like 07:00" },
    { "{\"ready_by\":{\"monday\":\"07:00\",\"sunday\":\"x\"}}", "ready_by.sunday: expected a time like 07:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", faults[i].text);
      g_assert_null (read_text (faults[i].text, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, faults[i].message);
    }
}

/* Unedited, all of it goes back as it came, to the last byte, without what only the server may say. */
static void
test_untouched (void)
{
  g_autoptr (EbbSpoSettings) settings = read_text ("{\"a\":1234567890123456789,\"limits\":{\"a\":{}},\"b\":0.10,"
                                                   "\"updated_at\":null,\"c\":\"\\u00e5\"}", NULL);
  g_autofree char *text = write_edit (settings, ebb_spo_settings_get_values (settings));

  g_assert_cmpstr (text, ==, "{\"a\":1234567890123456789,\"b\":0.10,\"c\":\"\\u00e5\"}");
}

/* Members of a later version of the service, also inside of what is edited. */
static void
test_future (void)
{
  g_autoptr (EbbSpoSettings) settings = read_fixture ("settings-from-the-future.json");
  EbbSpoValues values = *ebb_spo_settings_get_values (settings);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  static const char *const kept[] = {
    "\"revision\":1234567890123456789", "\"huge\":123456789012345678901234567890", "\"monday\":\"07:00:00\"",
    "\"holidays\":\"10:30\"",
    "\"target_state_of_charge\":0.8",
    "{\"minimum\": 0.30, \"names\": [\"å\", \"\\u00e5\", \"\\\\\", \"\\\"\", \"}]\"]}", "\"hot_water\":null",
    "{\"deep\": [{\"er\": {\"limits\": 1, \"updated_at\": \"x\"}}], \"ratio\": 0.30000000000000004, \"e\": 1.50E+2}",
    "\"empty\":{}", "\"none\":[]", "\"zero\":-0.0",
  };
  static const char *const changed[] = {
    "\"is_enabled\":false", "\"tuesday\":\"06:05\"", "\"sunday\":null", "\"minimum_state_of_charge\":0.35",
    "\"maximum_price\":0.1,",
    "\"target_temperature_c\":22.5", "\"m\\u0061ximum_current_a\":10",
  };

  g_assert_cmpint (values.ready_by[0], ==, 7 * 60);
  g_assert_cmpfloat (values.numbers[EBB_SETTING_MAXIMUM_CURRENT_A].value, ==, 16);
  values.is_enabled = EBB_NO;
  values.ready_by[1] = 6 * 60 + 5;
  values.ready_by[6] = EBB_NO_TIME;
  values.numbers[EBB_SETTING_MINIMUM_STATE_OF_CHARGE].value = 0.35;
  values.numbers[EBB_SETTING_TARGET_TEMPERATURE_C].value = 22.5;
  values.numbers[EBB_SETTING_MAXIMUM_CURRENT_A].value = 10;
  text = write_edit (settings, &values);

  g_test_message ("%s", text);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_nonnull (strstr (text, kept[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    g_assert_nonnull (strstr (text, changed[i]));
  object = parse (text, &root);
  g_assert_cmpuint (json_object_get_size (object), ==, 14);
  g_assert_false (json_object_has_member (object, "limits"));
  g_assert_false (json_object_has_member (object, "updated_at"));
  /* Days that were not there are not made up. */
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (object, "ready_by")), ==, 4);
}

/* Every setting goes where it was read, and nothing else changes. */
static void
test_each_number (void)
{
  static const char text[] =
    "{\"minimum_state_of_charge\":0.5,\"target_state_of_charge\":0.5,\"energy_need_kwh\":0.5,\"maximum_current_a\":0.5,"
    "\"maximum_price\":0.5,"
    "\"comfort\":{\"target_temperature_c\":0.5,\"allowed_decrease_c\":0.5,\"allowed_increase_c\":0.5},"
    "\"hot_water\":{\"minimum_temperature_c\":0.5,\"maximum_temperature_c\":0.5},"
    "\"reserve\":{\"minimum_state_of_charge\":0.5,\"maximum_state_of_charge\":0.5}}";
  g_autoptr (EbbSpoSettings) settings = read_text (text, NULL);

  for (int i = 0; i < EBB_N_SETTINGS; i++)
    {
      EbbSpoValues values = *ebb_spo_settings_get_values (settings);
      g_autofree char *edited = NULL;
      g_autoptr (EbbSpoSettings) again = NULL;

      g_assert_true (values.numbers[i].is_present);
      values.numbers[i].value = 0.25;
      edited = write_edit (settings, &values);
      again = read_text (edited, NULL);
      for (int j = 0; j < EBB_N_SETTINGS; j++)
        g_assert_cmpfloat (ebb_spo_settings_get_values (again)->numbers[j].value, ==, j == i ? 0.25 : 0.5);
      g_assert_cmpuint (strlen (edited), ==, strlen (text) + 1);
    }
}

static void
test_null_and_absent (void)
{
  g_autoptr (EbbSpoSettings) settings = read_text ("{\"maximum_price\":0.5,\"ready_by\":null,\"comfort\":{}}", NULL);
  EbbSpoValues values = *ebb_spo_settings_get_values (settings);
  g_autofree char *text = NULL;

  /* What does not apply is not sent, whatever its value. */
  values.numbers[EBB_SETTING_TARGET_TEMPERATURE_C].value = 20;
  values.numbers[EBB_SETTING_ENERGY_NEED_KWH].value = 20;
  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = NAN;
  values.ready_by[2] = 0;
  text = write_edit (settings, &values);
  g_assert_cmpstr (text, ==, "{\"maximum_price\":null,\"ready_by\":{\"wednesday\":\"00:00\"},\"comfort\":{}}");
}

static void
test_price_limits (void)
{
  static const struct
  {
    double limit;
    const char *text;
  } limits[] = {
    { 0, "0" }, { -0.25, "-0.25" }, { 0.1, "0.1" }, { 0.3, "0.3" }, { 1.0 / 3, "0.3333333333333333" }, { NAN, "null" },
    { 12, "12" },
    { 0.07, "0.07" }, { 1e-7, "1e-07" }, { 0.1 + 0.2, "0.30000000000000004" }, { INFINITY, "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (EbbSpoSettings) settings = read_text ("{\"maximum_price\":99.5}", NULL);
      EbbSpoValues values = *ebb_spo_settings_get_values (settings);
      g_autofree char *text = NULL;
      g_autofree char *expected = g_strdup_printf ("{\"maximum_price\":%s}", limits[i].text);

      values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = limits[i].limit;
      text = write_edit (settings, &values);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* From no limit to one, and to the same once more. */
static void
test_first_limit (void)
{
  g_autoptr (EbbSpoSettings) settings = read_text ("{\"maximum_price\":null}", NULL);
  EbbSpoValues values = *ebb_spo_settings_get_values (settings);
  g_autofree char *none = write_edit (settings, &values);
  g_autofree char *zero = NULL;

  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = 0;
  zero = write_edit (settings, &values);
  g_assert_cmpstr (none, ==, "{\"maximum_price\":null}");
  g_assert_cmpstr (zero, ==, "{\"maximum_price\":0}");
}

/* A fraction shown as percent and read back may differ in the last bit: that is no edit. */
static void
test_last_bit (void)
{
  g_autoptr (EbbSpoSettings) settings = read_text ("{\"maximum_price\":0.07,\"is_enabled\":true}", NULL);
  EbbSpoValues values = *ebb_spo_settings_get_values (settings);
  g_autofree char *text = NULL;

  values.is_enabled = EBB_NO;
  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = 0.07 + 1e-17 * 2;
  text = write_edit (settings, &values);
  g_assert_cmpstr (text, ==, "{\"maximum_price\":0.07,\"is_enabled\":false}");
}

/* The last of two members with one name is what was read; both say the new value. */
static void
test_twice (void)
{
  g_autoptr (EbbSpoSettings) settings = read_text ("{\"comfort\":{\"x\":1},\"maximum_price\":1,\"maximum_price\":2,"
                                                   "\"comfort\":{\"target_temperature_c\":20,\"y\":2}}", NULL);
  EbbSpoValues values = *ebb_spo_settings_get_values (settings);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *comfort;

  g_assert_cmpfloat (values.numbers[EBB_SETTING_MAXIMUM_PRICE].value, ==, 2);
  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = 3;
  values.numbers[EBB_SETTING_TARGET_TEMPERATURE_C].value = 21;
  text = write_edit (settings, &values);
  comfort = json_object_get_object_member (parse (text, &root), "comfort");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "maximum_price"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (comfort, "target_temperature_c"), ==, 21);
  g_assert_cmpint (json_object_get_int_member (comfort, "y"), ==, 2);
}

static void
test_swedish (void)
{
  if (!swedish_locale_enter ())
    return;

  test_vehicle ();
  test_price_limits ();
  test_each_number ();
  test_future ();
  test_faults ();
  swedish_locale_leave ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire-settings/vehicle", test_vehicle);
  g_test_add_func ("/wire-settings/groups", test_groups);
  g_test_add_func ("/wire-settings/nothing", test_nothing);
  g_test_add_func ("/wire-settings/faults", test_faults);
  g_test_add_func ("/wire-settings/untouched", test_untouched);
  g_test_add_func ("/wire-settings/future", test_future);
  g_test_add_func ("/wire-settings/each-number", test_each_number);
  g_test_add_func ("/wire-settings/null-and-absent", test_null_and_absent);
  g_test_add_func ("/wire-settings/price-limits", test_price_limits);
  g_test_add_func ("/wire-settings/first-limit", test_first_limit);
  g_test_add_func ("/wire-settings/last-bit", test_last_bit);
  g_test_add_func ("/wire-settings/twice", test_twice);
  g_test_add_func ("/wire-settings/swedish", test_swedish);

  return g_test_run ();
}
