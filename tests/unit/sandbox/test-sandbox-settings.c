/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: read, replace, refuse with the member's name. */

#include "sandbox-fixture.h"

#include <string.h>

#define EVENING "2026-01-14T17:10:00Z"

/* What a customer would send back: the document with one member changed, null when @value is %NULL. */
static JsonNode *
change (SandboxWorld *world,
        const char   *id,
        const char   *group,
        const char   *member,
        const char   *value)
{
  JsonNode *node = sandbox_world_get_settings (world, id, NULL);
  JsonObject *object = fixture_object (node);

  if (group != NULL)
    object = json_object_get_object_member (object, group);
  if (value == NULL)
    json_object_remove_member (object, member);
  else
    {
      g_autofree char *text = g_strdup_printf ("[%s]", value);
      g_autoptr (JsonNode) array = fixture_json (text);

      json_object_set_member (object, member, json_node_copy (json_array_get_element (json_node_get_array (array), 0)));
    }

  return node;
}

static void
test_refused (void)
{
  static const struct { const char *kind; const char *group; const char *member; const char *value; } bad[] = {
    { "electric_vehicle", NULL, "is_enabled", "1" },
    { "electric_vehicle", NULL, "is_enabled", "null" },
    { "electric_vehicle", NULL, "target_state_of_charge", "1.01" },
    { "electric_vehicle", NULL, "target_state_of_charge", "0.801234" },
    { "electric_vehicle", NULL, "target_state_of_charge", "\"0.8\"" },
    { "electric_vehicle", NULL, "target_state_of_charge", "null" },
    { "electric_vehicle", NULL, "target_state_of_charge", NULL },
    { "electric_vehicle", NULL, "minimum_state_of_charge", "0.9" },
    { "electric_vehicle", NULL, "maximum_price", "true" },
    { "electric_vehicle", NULL, "maximum_price", "1e300" },
    { "electric_vehicle", NULL, "ready_by", "\"07:00\"" },
    { "electric_vehicle", "ready_by", "monday", "\"7:00\"" },
    { "electric_vehicle", "ready_by", "monday", "\"24:00\"" },
    { "electric_vehicle", "ready_by", "sunday", "\"07:60\"" },
    { "electric_vehicle", "ready_by", "sunday", "700" },
    { "charger", NULL, "energy_need_kwh", "0" },
    { "charger", NULL, "maximum_current_a", "33" },
    { "heat_pump", NULL, "comfort", "[]" },
    { "heat_pump", "comfort", "target_temperature_c", "21.3" },
    { "heat_pump", "hot_water", "minimum_temperature_c", "39" },
    { "thermostat", "comfort", "allowed_decrease_c", "-1" },
    { "water_heater", "hot_water", "maximum_temperature_c", "81" },
    { "battery", "reserve", "minimum_state_of_charge", "0.96" },
  };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *id = fixture_device_id (world, bad[i].kind);
      g_autofree char *before = fixture_text (sandbox_world_get_settings (world, id, NULL));
      g_autoptr (JsonNode) request = change (world, id, bad[i].group, bad[i].member, bad[i].value);
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_null (sandbox_world_put_settings (world, id, request, &error));
      g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].member));
      after = fixture_text (sandbox_world_get_settings (world, id, NULL));
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_accepted (void)
{
  static const struct { const char *kind; const char *group; const char *member; const char *value; } good[] = {
    { "electric_vehicle", NULL, "target_state_of_charge", "1" },
    { "electric_vehicle", NULL, "target_state_of_charge", "0.83" },
    { "electric_vehicle", NULL, "maximum_price", "0" },
    { "electric_vehicle", NULL, "maximum_price", "-0.25" },
    { "electric_vehicle", NULL, "maximum_price", NULL },
    { "electric_vehicle", "ready_by", "monday", "null" },
    { "electric_vehicle", "ready_by", "sunday", "\"23:59\"" },
    { "charger", NULL, "maximum_current_a", "6" },
    { "heat_pump", "comfort", "target_temperature_c", "19.5" },
    { "battery", "reserve", "minimum_state_of_charge", "0.95" },
  };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *id = fixture_device_id (world, good[i].kind);
      g_autoptr (JsonNode) request = change (world, id, good[i].group, good[i].member, good[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) answer = sandbox_world_put_settings (world, id, request, &error);
      g_autofree char *told = NULL;
      g_autofree char *read = NULL;

      g_assert_no_error (error);
      told = json_to_string (answer, FALSE);
      read = fixture_text (sandbox_world_get_settings (world, id, NULL));
      g_assert_cmpstr (told, ==, read);
    }
}

/* What this service does not know comes back as it was sent; what is for reading only is its own. */
static void
test_unknown_and_read_only (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");
  g_autoptr (JsonNode) request = change (world, id, NULL, "new_thing", "{\"deep\":[1,{\"x\":null}]}");
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *object = fixture_object (request);
  g_autofree char *kept = NULL;

  json_object_set_string_member (object, "updated_at", "yesterday");
  json_object_set_null_member (object, "limits");
  answer = sandbox_world_put_settings (world, id, request, NULL);
  object = fixture_object (answer);
  kept = json_to_string (json_object_get_member (object, "new_thing"), FALSE);
  g_assert_cmpstr (kept, ==, "{\"deep\":[1,{\"x\":null}]}");
  g_assert_cmpstr (json_object_get_string_member (object, "updated_at"), ==, EVENING);
  g_assert_true (json_object_has_member (json_object_get_object_member (object, "limits"), "target_state_of_charge"));

  /* A replaced document is gone as a whole. */
  json_object_remove_member (fixture_object (request), "new_thing");
  g_clear_pointer (&answer, json_node_unref);
  answer = sandbox_world_put_settings (world, id, request, NULL);
  g_assert_false (json_object_has_member (fixture_object (answer), "new_thing"));
}

static void
test_not_an_object (void)
{
  static const char *const bad[] = { "[]", "1", "\"x\"", "null", "{}" };
  g_autoptr (SandboxWorld) world = fixture_world (NULL, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) request = fixture_json (bad[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (sandbox_world_put_settings (world, id, request, &error));
      g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
      g_clear_error (&error);
      if (i < 4)
        {
          g_assert_null (sandbox_world_preview (world, id, request, &error));
          g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
          g_clear_error (&error);
        }
      g_assert_null (sandbox_world_put_exception (world, id, request, &error));
      g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/settings/refused", test_refused);
  g_test_add_func ("/sandbox/settings/accepted", test_accepted);
  g_test_add_func ("/sandbox/settings/unknown-and-read-only", test_unknown_and_read_only);
  g_test_add_func ("/sandbox/settings/not-an-object", test_not_an_object);
  return g_test_run ();
}
