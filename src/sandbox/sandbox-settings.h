/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_KIND_ELECTRIC_VEHICLE,
  SANDBOX_KIND_CHARGER,
  SANDBOX_KIND_HEAT_PUMP,
  SANDBOX_KIND_THERMOSTAT,
  SANDBOX_KIND_WATER_HEATER,
  SANDBOX_KIND_BATTERY,
  SANDBOX_KIND_INVERTER,
  SANDBOX_KIND_OTHER,
} SandboxKind;

#define SANDBOX_NO_TIME     (-1)
#define SANDBOX_SHARE_PARTS 10000 /* a level is a whole number of hundredths of a percent */
#define SANDBOX_NO_LIMIT    (G_MAXINT32)

/**
 * SandboxSettings:
 *
 * What the optimiser reads of a settings document, in whole numbers. What a kind does not have is 0.
 */
typedef struct
{
  gboolean is_enabled;
  gint16   ready_by[7];      /* minutes of the local day, Monday first; SANDBOX_NO_TIME where there is no deadline */
  gint32   minimum_share;    /* vehicles: charged at once up to here; batteries: the reserve */
  gint32   target_share;     /* vehicles: the target; batteries: the ceiling */
  gint32   energy_need_wh;
  gint32   maximum_current_a;
  gint32   maximum_price;    /* hundred-thousandths per kWh, or SANDBOX_NO_LIMIT */
  gint32   target_c100;
  gint32   decrease_c100;
  gint32   increase_c100;
  gint32   water_minimum_c100;
  gint32   water_maximum_c100;
} SandboxSettings;

SandboxKind  sandbox_kind_from_text       (const char      *text);
gboolean     sandbox_kind_is_heating      (SandboxKind      kind);
gboolean     sandbox_kind_has_settings    (SandboxKind      kind);
gboolean     sandbox_kind_has_deadline    (SandboxKind      kind);

JsonObject  *sandbox_settings_new_default (SandboxKind      kind);
JsonObject  *sandbox_settings_accept      (SandboxKind      kind,
                                           JsonNode        *request,
                                           const char      *path,
                                           SandboxSettings *settings,
                                           GError         **error);
JsonObject  *sandbox_settings_to_json     (SandboxKind      kind,
                                           JsonObject      *document,
                                           gint64           updated_us);
JsonObject  *sandbox_settings_copy        (JsonObject      *document);

G_END_DECLS
