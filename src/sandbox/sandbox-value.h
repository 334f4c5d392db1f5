/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void     sandbox_value_set_time      (JsonObject  *object,
                                      const char  *member,
                                      gint64       time_us);
void     sandbox_value_set_decimal   (JsonObject  *object,
                                      const char  *member,
                                      gint64       value,
                                      gint         divisor);
JsonNode *sandbox_value_take         (JsonObject  *object);
JsonNode *sandbox_value_wrap         (const char  *member,
                                      JsonArray   *array);
gboolean sandbox_value_read_time     (const char  *text,
                                      gint64      *time_us);
gboolean sandbox_value_is_number     (JsonNode    *node);
gboolean sandbox_value_is_text       (JsonNode    *node);
gboolean sandbox_value_is_boolean    (JsonNode    *node);
gint64   sandbox_value_read_decimal  (JsonNode    *node,
                                      gint         multiplier);
gboolean sandbox_value_get_time      (JsonObject  *object,
                                      const char  *path,
                                      const char  *member,
                                      gint64      *time_us,
                                      GError     **error);
void     sandbox_value_set_error     (GError     **error,
                                      const char  *path,
                                      const char  *member,
                                      const char  *expected);

G_END_DECLS
