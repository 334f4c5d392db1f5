/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-device.h"

G_BEGIN_DECLS

/**
 * SandboxHome:
 *
 * What there is at the beginning: facilities and their devices. Without a document it is a house, a flat and a cabin.
 * A document says something else; members that are not known are errors, so that a slip of the pen does not go unnoticed:
 *
 * ```jsonc
 * {
 *   "prices": "normal|negative|flat|zero|spike|hourly|missing-slots|tomorrow-missing|one-day-only",
 *   "history": "full|gaps|zero|first-day|estimated|negative-savings|five-years|contract-change",
 *   "facilities": [
 *     "house",                                   // "house", "flat", "cabin": a place as in the default home
 *     { "template": "house",                     // where the rest comes from; the house when absent
 *       "count": 12,                             // that many of them
 *       "name": "…", "street": "…", "postal_code": "…", "city": "…", "country_code": "SE",
 *       "metering_point_id": "…", "price_area": "NO1", "time_zone": "Europe/Oslo",
 *       "currency": "NOK", "vat_rate": 0.25,
 *       "prices": "…", "history": "…",           // over those of the document
 *       "overrides": { … },                      // laid over the facility's JSON as it is
 *       "devices": [                             // instead of the template's
 *         "heat_pump",
 *         { "device_type": "electric_vehicle",   // one that is not known is kept, with a power and nothing else
 *           "count": 40,
 *           "name": "…",                         // custom_device_name
 *           "manufacturer": "…", "model": "…",
 *           "state": "normal|waiting|running|finished|full|unplugged|away|unreachable-2h|never-reported|needs-login|
 *                     needs-terms|no-permission|subscription-missing|unsupported|paused|run-now|just-this-once|
 *                     deadline-unreachable|plan-unknown|limit-conflict|double-control|disabled",
 *           "history": "…",
 *           "stays_home": true,                  // a vehicle that is at home most of the day
 *           "settings": { "maximum_price": 0.3 },  // laid over the kind's settings
 *           "overrides": { … } } ] } ]           // laid over the device's JSON as it is
 * }
 * ```
 *
 * A state holds when the world begins. Vehicles and chargers need some hours until three in the afternoon, local time,
 * to wait or run, so a scenario with such states begins in the evening.
 */
gboolean sandbox_home_build (JsonObject  *home,
                             guint64      seed,
                             gint64       now_us,
                             GPtrArray   *facilities,
                             GPtrArray   *devices,
                             GError     **error);

G_END_DECLS
