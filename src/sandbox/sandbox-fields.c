/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict reading of scenario files and of what the control interface is sent. A member that nobody knows is a mistake
 * here, unlike in the API: a misspelt fault that silently does nothing would make a test pass for the wrong reason. */

#include "sandbox/sandbox-fields.h"

#include "sandbox/sandbox-clock.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK (sandbox-fields-error-quark, sandbox_fields_error)

/**
 * sandbox_fields_complain:
 * @self: fields
 * @name: (nullable): the member that is wrong; %NULL for the object itself
 * @expected: what should be there, "a number from 0 to 10"
 * @...: its arguments
 */
void
sandbox_fields_complain (SandboxFields *self,
                         const char    *name,
                         const char    *expected,
                         ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (self->error != NULL)
    return;

  va_start (arguments, expected);
  text = g_strdup_vprintf (expected, arguments);
  va_end (arguments);
  if (name != NULL)
    self->error = g_error_new (SANDBOX_FIELDS_ERROR, SANDBOX_FIELDS_ERROR_INVALID, "%s: “%s” should be %s", self->where,
                               name, text);
  else
    self->error = g_error_new (SANDBOX_FIELDS_ERROR, SANDBOX_FIELDS_ERROR_INVALID, "%s should be %s", self->where, text);
}

/**
 * sandbox_fields_allow:
 * @self: fields
 * @names: (array zero-terminated=1): every member there may be
 */
void
sandbox_fields_allow (SandboxFields     *self,
                      const char *const *names)
{
  g_autoptr (GList) members = json_object_get_members (self->object);

  for (GList *l = members; l != NULL && self->error == NULL; l = l->next)
    if (!g_strv_contains (names, l->data))
      {
        g_autofree char *known = g_strjoinv (", ", (char **) names);

        self->error = g_error_new (SANDBOX_FIELDS_ERROR, SANDBOX_FIELDS_ERROR_INVALID,
                                   "%s: “%s” is not known; there may be %s", self->where, (const char *) l->data, known);
      }
}

static JsonNode *
get_value (SandboxFields *self,
           const char    *name)
{
  JsonNode *node = json_object_get_member (self->object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
is_a (JsonNode *node,
      GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
sandbox_fields_get_string (SandboxFields *self,
                           const char    *name,
                           gboolean       is_required)
{
  JsonNode *node = get_value (self, name);

  if (node != NULL && is_a (node, G_TYPE_STRING) && json_node_get_string (node)[0] != '\0')
    return json_node_get_string (node);
  if (node != NULL || is_required)
    sandbox_fields_complain (self, name, "a text");
  return NULL;
}

/**
 * sandbox_fields_get_choice:
 * @self: fields
 * @name: a member
 * @choices: (array zero-terminated=1): what may be there
 * @otherwise: what an absent member means
 *
 * Returns: the index of what is there
 */
guint
sandbox_fields_get_choice (SandboxFields     *self,
                           const char        *name,
                           const char *const *choices,
                           guint              otherwise)
{
  JsonNode *node = get_value (self, name);
  g_autofree char *all = NULL;

  if (node == NULL)
    return otherwise;
  if (is_a (node, G_TYPE_STRING))
    for (guint i = 0; choices[i] != NULL; i++)
      if (strcmp (choices[i], json_node_get_string (node)) == 0)
        return i;

  all = g_strjoinv (", ", (char **) choices);
  sandbox_fields_complain (self, name, "one of %s", all);
  return otherwise;
}

gint64
sandbox_fields_get_int (SandboxFields *self,
                        const char    *name,
                        gint64         minimum,
                        gint64         maximum,
                        gint64         otherwise)
{
  JsonNode *node = get_value (self, name);

  if (node == NULL)
    return otherwise;
  if (is_a (node, G_TYPE_INT64) && json_node_get_int (node) >= minimum && json_node_get_int (node) <= maximum)
    return json_node_get_int (node);
  sandbox_fields_complain (self, name, "a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, minimum, maximum);
  return otherwise;
}

double
sandbox_fields_get_number (SandboxFields *self,
                           const char    *name,
                           double         minimum,
                           double         maximum,
                           double         otherwise)
{
  JsonNode *node = get_value (self, name);

  if (node == NULL)
    return otherwise;
  if (is_a (node, G_TYPE_INT64) || is_a (node, G_TYPE_DOUBLE))
    {
      double value = json_node_get_double (node);

      if (isfinite (value) && value >= minimum && value <= maximum)
        return value;
    }
  sandbox_fields_complain (self, name, "a number from %g to %g", minimum, maximum);
  return otherwise;
}

gboolean
sandbox_fields_get_boolean (SandboxFields *self,
                            const char    *name,
                            gboolean       otherwise)
{
  JsonNode *node = get_value (self, name);

  if (node == NULL)
    return otherwise;
  if (is_a (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);
  sandbox_fields_complain (self, name, "true or false");
  return otherwise;
}

/**
 * sandbox_fields_get_time:
 *
 * Returns: microseconds since the Unix epoch, UTC
 */
gint64
sandbox_fields_get_time (SandboxFields *self,
                         const char    *name,
                         gint64         otherwise)
{
  JsonNode *node = get_value (self, name);
  gint64 time_us;

  if (node == NULL)
    return otherwise;
  if (is_a (node, G_TYPE_STRING) && sandbox_time_parse (json_node_get_string (node), &time_us))
    return time_us;
  sandbox_fields_complain (self, name, "a time such as 2026-01-15T18:30:00Z");
  return otherwise;
}

/**
 * sandbox_fields_get_object:
 *
 * Returns: (transfer none) (nullable): the object; %NULL if absent
 */
JsonObject *
sandbox_fields_get_object (SandboxFields *self,
                           const char    *name)
{
  JsonNode *node = get_value (self, name);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  sandbox_fields_complain (self, name, "an object");
  return NULL;
}

/**
 * sandbox_fields_get_array:
 *
 * Returns: (transfer none) (nullable): the list; %NULL if absent
 */
JsonArray *
sandbox_fields_get_array (SandboxFields *self,
                          const char    *name)
{
  JsonNode *node = get_value (self, name);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  sandbox_fields_complain (self, name, "a list");
  return NULL;
}

/**
 * sandbox_fields_finish:
 * @self: fields
 * @error: return location for an error
 *
 * Returns: whether everything was as it should be
 */
gboolean
sandbox_fields_finish (SandboxFields *self,
                       GError       **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
