/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request as a value, so that handlers need not know the HTTP library. */

#include "sandbox/sandbox-request.h"

#include "sandbox/sandbox-json.h"

/**
 * sandbox_request_read_json:
 * @self: a request
 * @error: return location for an error
 *
 * Returns: (transfer full): the body, an object; or %NULL
 */
JsonNode *
sandbox_request_read_json (const SandboxRequest *self,
                           GError              **error)
{
  g_autoptr (JsonNode) node = sandbox_json_parse (self->body != NULL ? self->body : "", self->body_length, error);

  if (node == NULL)
    {
      g_prefix_error (error, "The body is not JSON: ");
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "The body should be a JSON object.");
      return NULL;
    }
  return g_steal_pointer (&node);
}

const char *
sandbox_request_get_query (const SandboxRequest *self,
                           const char           *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}
