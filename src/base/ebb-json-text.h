/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char     *ebb_json_check       (GBytes      *bytes,
                                gsize       *length,
                                GError     **error);
JsonNode *ebb_json_parse_piece (JsonParser  *parser,
                                const char  *text,
                                gsize        length,
                                GError     **error);
JsonNode *ebb_json_parse       (GBytes      *bytes,
                                GError     **error);

G_END_DECLS
