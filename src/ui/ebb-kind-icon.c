/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of our icons stands for which kind of device, said once. */

#include "ui/ebb-kind-icon.h"

static const char *const icon_names[] = {
  [EBB_DEVICE_ELECTRIC_VEHICLE] = "ebb-electric-vehicle-symbolic",
  [EBB_DEVICE_CHARGER] = "ebb-charger-symbolic",
  [EBB_DEVICE_HEAT_PUMP] = "ebb-heat-pump-symbolic",
  [EBB_DEVICE_THERMOSTAT] = "ebb-thermostat-symbolic",
  [EBB_DEVICE_WATER_HEATER] = "ebb-water-heater-symbolic",
  [EBB_DEVICE_BATTERY] = "ebb-battery-symbolic",
  [EBB_DEVICE_INVERTER] = "ebb-inverter-symbolic",
  [EBB_DEVICE_OTHER] = "ebb-device-symbolic",
};
G_STATIC_ASSERT (G_N_ELEMENTS (icon_names) == EBB_N_DEVICE_KINDS);

/**
 * ebb_kind_icon_get_name:
 * @kind: a kind of device
 *
 * Returns: (transfer none): the name of its symbolic icon
 */
const char *
ebb_kind_icon_get_name (EbbDeviceKind kind)
{
  g_return_val_if_fail (kind < EBB_N_DEVICE_KINDS, NULL);

  return icon_names[kind];
}
