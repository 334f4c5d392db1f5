/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-router.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SandboxRequest:
 * @method: HTTP method
 * @path: path, percent-encoded, without query
 * @query: (nullable) (element-type utf8 utf8): decoded parameters of the query
 * @body: (nullable): the body
 * @body_length: its length, bytes
 * @authorization: (nullable): Authorization header
 * @if_match: (nullable): If-Match header
 * @if_none_match: (nullable): If-None-Match header
 * @origin: (nullable): Origin header
 * @host: (nullable): Host header
 *
 * What was asked. Everything is borrowed from the HTTP library, for as long as the handler runs.
 */
typedef struct
{
  const char *method;
  const char *path;
  GHashTable *query;
  const char *body;
  gsize       body_length;
  const char *authorization;
  const char *if_match;
  const char *if_none_match;
  const char *origin;
  const char *host;
} SandboxRequest;

JsonNode   *sandbox_request_read_json (const SandboxRequest  *self,
                                       GError               **error);
const char *sandbox_request_get_query (const SandboxRequest  *self,
                                       const char            *name);

G_END_DECLS
