/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small things about JSON values that every part of the world needs: whole numbers to decimals, times, null for what is not
 * known, and reading without json-glib's silent defaults. */

#include "sandbox/sandbox-value.h"

#include "sandbox/sandbox-calendar.h"
#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-world.h"

#include <math.h>

/**
 * sandbox_value_set_time:
 * @object: an object
 * @member: the member to set
 * @time_us: a time, or %SANDBOX_UNKNOWN for null
 *
 * Sets a time, ISO 8601 in UTC, whole seconds.
 */
void
sandbox_value_set_time (JsonObject *object,
                        const char *member,
                        gint64      time_us)
{
  gint64 day_us = 96 * SANDBOX_QUARTER_US;
  gint year, month, month_day, second;
  char text[40];
  gint64 day;

  if (time_us == SANDBOX_UNKNOWN)
    {
      json_object_set_null_member (object, member);
      return;
    }

  day = time_us / day_us - (time_us % day_us < 0 ? 1 : 0);
  second = (gint) ((time_us - day * day_us) / G_USEC_PER_SEC);
  sandbox_day_to_date ((gint) day, &year, &month, &month_day);
  g_snprintf (text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, month_day,
              second / 3600, second / 60 % 60, second % 60);
  json_object_set_string_member (object, member, text);
}

/**
 * sandbox_value_set_decimal:
 * @object: an object
 * @member: the member to set
 * @value: a whole number of parts, or %SANDBOX_UNKNOWN for null
 * @divisor: how many parts make one
 *
 * Sets a decimal number that is exact to the last of its digits.
 */
void
sandbox_value_set_decimal (JsonObject *object,
                           const char *member,
                           gint64      value,
                           gint        divisor)
{
  if (value == SANDBOX_UNKNOWN)
    json_object_set_null_member (object, member);
  else
    json_object_set_double_member (object, member, (double) value / divisor);
}

JsonNode *
sandbox_value_take (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/**
 * sandbox_value_wrap:
 * @member: the name of the list
 * @array: (transfer full): the list
 *
 * Returns: (transfer full): `{member: array}`
 */
JsonNode *
sandbox_value_wrap (const char *member,
                    JsonArray  *array)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, member, array);
  return sandbox_value_take (object);
}

/**
 * sandbox_value_read_time:
 * @text: ISO 8601 with a zone
 * @time_us: (out): the time
 *
 * Returns: whether it is a time
 */
gboolean
sandbox_value_read_time (const char *text,
                         gint64     *time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL)
    return FALSE;

  *time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

gboolean
sandbox_value_is_number (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  type = json_node_get_value_type (node);
  return type == G_TYPE_INT64 || (type == G_TYPE_DOUBLE && isfinite (json_node_get_double (node)));
}

gboolean
sandbox_value_is_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

gboolean
sandbox_value_is_boolean (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

/**
 * sandbox_value_read_decimal:
 * @node: a number
 * @multiplier: how many parts make one
 *
 * Returns: the number in whole parts, to the nearest; what does not fit is cut at a thousand million
 */
gint64
sandbox_value_read_decimal (JsonNode *node,
                            gint      multiplier)
{
  double value = json_node_get_double (node) * multiplier;

  return (gint64) floor (CLAMP (value, -1e9, 1e9) + 0.5);
}

/**
 * sandbox_value_set_error:
 * @error: return location
 * @path: (nullable): where the object is, or %NULL at the top
 * @member: which member
 * @expected: what was expected
 *
 * Says that the request is no good, and why.
 */
void
sandbox_value_set_error (GError    **error,
                         const char *path,
                         const char *member,
                         const char *expected)
{
  g_set_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID, "%s%s%s: %s",
               path != NULL ? path : "", path != NULL ? "." : "", member, expected);
}

/**
 * sandbox_value_get_time:
 * @object: an object
 * @path: (nullable): where it is, for the message
 * @member: which member
 * @time_us: (out): the time, or %SANDBOX_UNKNOWN when it is null or absent
 * @error: return location
 *
 * Returns: whether it is a time, null or absent
 */
gboolean
sandbox_value_get_time (JsonObject *object,
                        const char *path,
                        const char *member,
                        gint64     *time_us,
                        GError    **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *time_us = SANDBOX_UNKNOWN;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (!sandbox_value_is_text (node) || !sandbox_value_read_time (json_node_get_string (node), time_us))
    {
      sandbox_value_set_error (error, path, member, "expected a time such as 2026-01-31T06:00:00Z, or null");
      return FALSE;
    }

  return TRUE;
}
