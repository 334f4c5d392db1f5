/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-world.h"

G_BEGIN_DECLS

#define FIXTURE_SEED 42

gint64        fixture_time         (const char   *text);
SandboxWorld *fixture_world        (const char   *home,
                                    const char   *now);
char         *fixture_text         (JsonNode     *node);
JsonNode     *fixture_json         (const char   *text);
char         *fixture_facility_id  (SandboxWorld *world,
                                    guint         index);
char         *fixture_device_id    (SandboxWorld *world,
                                    const char   *device_type);
JsonArray    *fixture_list_devices (SandboxWorld *world,
                                    const char   *facility_id);
JsonObject   *fixture_object       (JsonNode     *node);
JsonArray    *fixture_array        (JsonNode     *node,
                                    const char   *member);
gint64        fixture_cents        (JsonObject   *object,
                                    const char   *member);
gint64        fixture_time_of      (JsonObject   *object,
                                    const char   *member);

G_END_DECLS
