/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the sandbox's world share: a world from a few words, and reading its answers. */

#include "sandbox-fixture.h"

#include <math.h>

gint64
fixture_time (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

JsonNode *
fixture_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/**
 * fixture_world:
 * @home: (nullable): a home document
 * @now: a time
 *
 * Returns: (transfer full): a world that must be possible
 */
SandboxWorld *
fixture_world (const char *home,
               const char *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = home != NULL ? fixture_json (home) : NULL;
  SandboxWorld *world = sandbox_world_new (node != NULL ? json_node_get_object (node) : NULL, FIXTURE_SEED,
                                           fixture_time (now), &error);

  g_assert_no_error (error);
  g_assert_nonnull (world);
  return world;
}

/**
 * fixture_text:
 * @node: (transfer full) (nullable): an answer that must be one
 *
 * Returns: (transfer full): its text
 */
char *
fixture_text (JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;

  g_assert_nonnull (owned);
  return json_to_string (owned, FALSE);
}

JsonObject *
fixture_object (JsonNode *node)
{
  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return json_node_get_object (node);
}

JsonArray *
fixture_array (JsonNode   *node,
               const char *member)
{
  JsonObject *object = fixture_object (node);

  g_assert_true (json_object_has_member (object, member));
  return json_object_get_array_member (object, member);
}

char *
fixture_facility_id (SandboxWorld *world,
                     guint         index)
{
  g_autoptr (JsonNode) node = sandbox_world_list_facilities (world);
  JsonObject *facility = json_array_get_object_element (fixture_array (node, "facilities"), index);

  return g_strdup (json_object_get_string_member (facility, "facility_id"));
}

/**
 * fixture_device_id:
 * @world: a world
 * @device_type: a kind
 *
 * Returns: (transfer full): the first device of the kind, which must be there
 */
char *
fixture_device_id (SandboxWorld *world,
                   const char   *device_type)
{
  g_autoptr (JsonNode) node = sandbox_world_dump (world);
  JsonArray *devices = fixture_array (node, "devices");

  for (guint i = 0; i < json_array_get_length (devices); i++)
    {
      JsonObject *device = json_array_get_object_element (devices, i);

      if (g_str_equal (json_object_get_string_member (device, "device_type"), device_type))
        return g_strdup (json_object_get_string_member (device, "device_id"));
    }

  g_assert_not_reached ();
}

static void
add_device (JsonNode *device,
            gpointer  data)
{
  json_array_add_element (data, json_node_ref (device));
}

/**
 * fixture_list_devices:
 * @world: a world
 * @facility_id: which facility, which must be there
 *
 * Returns: (transfer full): its devices
 */
JsonArray *
fixture_list_devices (SandboxWorld *world,
                      const char   *facility_id)
{
  JsonArray *devices = json_array_new ();

  g_assert_true (sandbox_world_show_devices (world, facility_id, add_device, devices, NULL));
  return devices;
}

/* A figure in hundredths, which must be a whole number of them. */
gint64
fixture_cents (JsonObject *object,
               const char *member)
{
  double value = json_object_get_double_member (object, member) * 100;

  g_assert_false (json_object_get_null_member (object, member));
  g_assert_cmpfloat (fabs (value - round (value)), <, 1e-6);
  return (gint64) round (value);
}

gint64
fixture_time_of (JsonObject *object,
                 const char *member)
{
  return fixture_time (json_object_get_string_member (object, member));
}
