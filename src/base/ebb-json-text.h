/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *ebb_json_parse (GBytes  *bytes,
                          GError **error);

G_END_DECLS
