/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of smart power optimisation: a document that a customer may replace as a whole. One table says which members a
 * kind of device has and what they may be; what the table does not know is kept as it came. */

#include "sandbox/sandbox-settings.h"

#include "sandbox/sandbox-value.h"

#include <math.h>
#include <string.h>

typedef struct
{
  SandboxKind kind;
  const char *group;      /* (nullable): the member that it lies in */
  const char *member;
  gboolean    may_be_null;
  double      minimum;
  double      maximum;
  double      step;
  double      standard;   /* NAN is null */
  gint        parts;      /* how many whole parts make one */
  gsize       offset;
} Field;

#define OFFSET(m) G_STRUCT_OFFSET (SandboxSettings, m)
#define PRICE_FIELD(kind) { kind, NULL, "maximum_price", TRUE, -1, 10, 0.01, NAN, 100000, OFFSET (maximum_price) }
#define COMFORT_FIELDS(kind, target)                                                                                   \
  { kind, "comfort", "target_temperature_c", FALSE, 5, 28, 0.5, target, 100, OFFSET (target_c100) },                   \
  { kind, "comfort", "allowed_decrease_c", FALSE, 0, 4, 0.5, 1, 100, OFFSET (decrease_c100) },                         \
  { kind, "comfort", "allowed_increase_c", FALSE, 0, 4, 0.5, 1, 100, OFFSET (increase_c100) }
#define WATER_FIELDS(kind)                                                                                             \
  { kind, "hot_water", "minimum_temperature_c", FALSE, 40, 60, 1, 48, 100, OFFSET (water_minimum_c100) },              \
  { kind, "hot_water", "maximum_temperature_c", FALSE, 50, 80, 1, 62, 100, OFFSET (water_maximum_c100) }

static const Field fields[] = {
  { SANDBOX_KIND_ELECTRIC_VEHICLE, NULL, "minimum_state_of_charge", FALSE, 0, 0.9, 0.01, 0.2, SANDBOX_SHARE_PARTS,
    OFFSET (minimum_share) },
  { SANDBOX_KIND_ELECTRIC_VEHICLE, NULL, "target_state_of_charge", FALSE, 0.1, 1, 0.01, 0.8, SANDBOX_SHARE_PARTS,
    OFFSET (target_share) },
  PRICE_FIELD (SANDBOX_KIND_ELECTRIC_VEHICLE),
  { SANDBOX_KIND_CHARGER, NULL, "energy_need_kwh", FALSE, 1, 100, 0.5, 12, 1000, OFFSET (energy_need_wh) },
  { SANDBOX_KIND_CHARGER, NULL, "maximum_current_a", FALSE, 6, 32, 1, 16, 1, OFFSET (maximum_current_a) },
  PRICE_FIELD (SANDBOX_KIND_CHARGER),
  COMFORT_FIELDS (SANDBOX_KIND_HEAT_PUMP, 21),
  WATER_FIELDS (SANDBOX_KIND_HEAT_PUMP),
  PRICE_FIELD (SANDBOX_KIND_HEAT_PUMP),
  COMFORT_FIELDS (SANDBOX_KIND_THERMOSTAT, 20.5),
  PRICE_FIELD (SANDBOX_KIND_THERMOSTAT),
  WATER_FIELDS (SANDBOX_KIND_WATER_HEATER),
  PRICE_FIELD (SANDBOX_KIND_WATER_HEATER),
  { SANDBOX_KIND_BATTERY, "reserve", "minimum_state_of_charge", FALSE, 0, 1, 0.01, 0.2, SANDBOX_SHARE_PARTS,
    OFFSET (minimum_share) },
  { SANDBOX_KIND_BATTERY, "reserve", "maximum_state_of_charge", FALSE, 0, 1, 0.01, 0.95, SANDBOX_SHARE_PARTS,
    OFFSET (target_share) },
  PRICE_FIELD (SANDBOX_KIND_BATTERY),
};

static const char *const kinds[] = { "electric_vehicle", "charger", "heat_pump", "thermostat", "water_heater", "battery",
                                     "inverter" };
static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
static const char *const read_only[] = { "limits", "updated_at" };

SandboxKind
sandbox_kind_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i], text) == 0)
      return (SandboxKind) i;

  return SANDBOX_KIND_OTHER;
}

gboolean
sandbox_kind_is_heating (SandboxKind kind)
{
  return kind == SANDBOX_KIND_HEAT_PUMP || kind == SANDBOX_KIND_THERMOSTAT || kind == SANDBOX_KIND_WATER_HEATER;
}

gboolean
sandbox_kind_has_settings (SandboxKind kind)
{
  return kind < SANDBOX_KIND_INVERTER;
}

gboolean
sandbox_kind_has_deadline (SandboxKind kind)
{
  return kind == SANDBOX_KIND_ELECTRIC_VEHICLE || kind == SANDBOX_KIND_CHARGER || kind == SANDBOX_KIND_WATER_HEATER;
}

static JsonObject *
get_group (JsonObject *document,
           const char *group,
           gboolean    make)
{
  JsonNode *node;

  if (group == NULL)
    return document;

  node = json_object_get_member (document, group);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  if (!make)
    return NULL;

  json_object_set_object_member (document, group, json_object_new ());
  return json_object_get_object_member (document, group);
}

/**
 * sandbox_settings_new_default:
 * @kind: a kind of device that has settings
 *
 * Returns: (transfer full): what a new device of the kind starts with
 */
JsonObject *
sandbox_settings_new_default (SandboxKind kind)
{
  JsonObject *document = json_object_new ();

  json_object_set_boolean_member (document, "is_enabled", TRUE);

  if (sandbox_kind_has_deadline (kind))
    {
      JsonObject *ready_by = get_group (document, "ready_by", TRUE);

      for (guint i = 0; i < 7; i++)
        {
          if (kind == SANDBOX_KIND_WATER_HEATER)
            json_object_set_string_member (ready_by, weekdays[i], "06:30");
          else if (i < 5)
            json_object_set_string_member (ready_by, weekdays[i], "07:00");
          else if (i == 5)
            json_object_set_string_member (ready_by, weekdays[i], "09:00");
          else
            json_object_set_null_member (ready_by, weekdays[i]);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].kind == kind)
      {
        JsonObject *object = get_group (document, fields[i].group, TRUE);

        if (isnan (fields[i].standard))
          json_object_set_null_member (object, fields[i].member);
        else
          json_object_set_double_member (object, fields[i].member, fields[i].standard);
      }

  return document;
}

/* "07:00" and nothing else. */
static gboolean
read_clock (const char *text,
            gint16     *minute)
{
  if (strlen (text) != 5 || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':'
      || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return FALSE;

  *minute = (gint16) (((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0');
  return *minute < 1440 && text[3] < '6';
}

static gboolean
accept_ready_by (JsonObject      *document,
                 const char      *path,
                 SandboxSettings *settings,
                 GError         **error)
{
  g_autofree char *inner = g_strconcat (path != NULL ? path : "", path != NULL ? "." : "", "ready_by", NULL);
  JsonNode *node = json_object_get_member (document, "ready_by");
  JsonObject *ready_by;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      sandbox_value_set_error (error, path, "ready_by", "expected an object with a time for each day of the week");
      return FALSE;
    }

  ready_by = json_node_get_object (node);
  for (guint i = 0; i < 7; i++)
    {
      node = json_object_get_member (ready_by, weekdays[i]);
      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        json_object_set_null_member (ready_by, weekdays[i]);
      else if (!sandbox_value_is_text (node) || !read_clock (json_node_get_string (node), &settings->ready_by[i]))
        {
          sandbox_value_set_error (error, inner, weekdays[i], "expected a time such as \"07:00\", or null");
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
accept_field (const Field     *field,
              JsonObject      *document,
              const char      *path,
              SandboxSettings *settings,
              GError         **error)
{
  g_autofree char *inner = NULL;
  g_autofree char *expected = NULL;
  JsonObject *object = get_group (document, field->group, FALSE);
  JsonNode *node;
  double value, steps;

  if (object == NULL)
    {
      sandbox_value_set_error (error, path, field->group, "expected an object");
      return FALSE;
    }

  if (field->group != NULL)
    inner = g_strconcat (path != NULL ? path : "", path != NULL ? "." : "", field->group, NULL);
  else
    inner = g_strdup (path);

  node = json_object_get_member (object, field->member);
  if (field->may_be_null && (node == NULL || JSON_NODE_HOLDS_NULL (node)))
    {
      json_object_set_null_member (object, field->member);
      return TRUE;
    }

  expected = g_strdup_printf ("expected a number from %g to %g in steps of %g%s", field->minimum, field->maximum,
                              field->step, field->may_be_null ? ", or null" : "");
  if (!sandbox_value_is_number (node))
    {
      sandbox_value_set_error (error, inner, field->member, expected);
      return FALSE;
    }

  value = json_node_get_double (node);
  steps = (value - field->minimum) / field->step;
  if (value < field->minimum - 1e-9 || value > field->maximum + 1e-9 || fabs (steps - floor (steps + 0.5)) > 1e-6)
    {
      sandbox_value_set_error (error, inner, field->member, expected);
      return FALSE;
    }

  G_STRUCT_MEMBER (gint32, settings, field->offset) = (gint32) sandbox_value_read_decimal (node, field->parts);
  return TRUE;
}

static gboolean
accept_order (SandboxKind      kind,
              const char      *path,
              SandboxSettings *settings,
              GError         **error)
{
  const char *member = NULL;

  if (kind == SANDBOX_KIND_ELECTRIC_VEHICLE && settings->minimum_share > settings->target_share)
    member = "minimum_state_of_charge";
  else if (kind == SANDBOX_KIND_BATTERY && settings->minimum_share > settings->target_share)
    member = "reserve.minimum_state_of_charge";
  else if (settings->water_minimum_c100 > settings->water_maximum_c100)
    member = "hot_water.minimum_temperature_c";

  if (member != NULL)
    {
      sandbox_value_set_error (error, path, member, "expected no more than what it shall reach at most");
      return FALSE;
    }

  return TRUE;
}

/**
 * sandbox_settings_copy:
 * @document: an object of objects and plain values
 *
 * Returns: (transfer full): a deep copy
 */
JsonObject *
sandbox_settings_copy (JsonObject *document)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, document);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        json_object_set_object_member (copy, member, sandbox_settings_copy (json_node_get_object (node)));
      else
        json_object_set_member (copy, member, json_node_copy (node));
    }

  return copy;
}

/**
 * sandbox_settings_accept:
 * @kind: a kind of device that has settings
 * @request: the document that a customer sends
 * @path: (nullable): where it lies in something larger, for the message
 * @settings: (out): what the optimiser reads of it
 * @error: return location
 *
 * Checks a settings document. `limits` and `updated_at` are for reading only and left out of what is returned.
 *
 * Returns: (transfer full) (nullable): the document to keep, or %NULL
 */
JsonObject *
sandbox_settings_accept (SandboxKind      kind,
                         JsonNode        *request,
                         const char      *path,
                         SandboxSettings *settings,
                         GError         **error)
{
  g_autoptr (JsonObject) document = NULL;
  JsonNode *enabled;

  memset (settings, 0, sizeof *settings);
  settings->maximum_price = SANDBOX_NO_LIMIT;
  for (guint i = 0; i < 7; i++)
    settings->ready_by[i] = SANDBOX_NO_TIME;

  if (request == NULL || !JSON_NODE_HOLDS_OBJECT (request))
    {
      sandbox_value_set_error (error, path, "settings", "expected an object");
      return NULL;
    }

  document = sandbox_settings_copy (json_node_get_object (request));
  for (guint i = 0; i < G_N_ELEMENTS (read_only); i++)
    json_object_remove_member (document, read_only[i]);

  enabled = json_object_get_member (document, "is_enabled");
  if (!sandbox_value_is_boolean (enabled))
    {
      sandbox_value_set_error (error, path, "is_enabled", "expected true or false");
      return NULL;
    }

  settings->is_enabled = json_node_get_boolean (enabled);
  if (sandbox_kind_has_deadline (kind) && !accept_ready_by (document, path, settings, error))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].kind == kind && !accept_field (&fields[i], document, path, settings, error))
      return NULL;

  if (!accept_order (kind, path, settings, error))
    return NULL;

  return g_steal_pointer (&document);
}

/**
 * sandbox_settings_to_json:
 * @kind: a kind of device that has settings
 * @document: what is kept
 * @updated_us: when it was last replaced, or %SANDBOX_UNKNOWN
 *
 * Returns: (transfer full): what a customer reads, with `limits` and `updated_at`
 */
JsonObject *
sandbox_settings_to_json (SandboxKind kind,
                          JsonObject *document,
                          gint64      updated_us)
{
  JsonObject *result = sandbox_settings_copy (document);
  JsonObject *limits = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].kind == kind)
      {
        JsonObject *limit = json_object_new ();

        json_object_set_double_member (limit, "minimum", fields[i].minimum);
        json_object_set_double_member (limit, "maximum", fields[i].maximum);
        json_object_set_double_member (limit, "step", fields[i].step);
        json_object_set_object_member (limits, fields[i].member, limit);
      }

  json_object_set_object_member (result, "limits", limits);
  sandbox_value_set_time (result, "updated_at", updated_us);
  return result;
}
