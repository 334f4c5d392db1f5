/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *sandbox_json_parse     (const char  *text,
                                  gsize        length,
                                  GError     **error);
void      sandbox_json_append    (GString     *out,
                                  JsonNode    *node);
char     *sandbox_json_to_string (JsonNode    *node,
                                  gsize       *length);

G_END_DECLS
