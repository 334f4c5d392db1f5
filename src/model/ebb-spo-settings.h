/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/ebb-json.h"

G_BEGIN_DECLS

/**
 * EbbSetting:
 *
 * The numbers that a customer can set. State of charge is a fraction, price per kWh excl. VAT in major units.
 */
typedef enum
{
  EBB_SETTING_MINIMUM_STATE_OF_CHARGE,
  EBB_SETTING_TARGET_STATE_OF_CHARGE,
  EBB_SETTING_ENERGY_NEED_KWH,
  EBB_SETTING_MAXIMUM_CURRENT_A,
  EBB_SETTING_MAXIMUM_PRICE,
  EBB_SETTING_TARGET_TEMPERATURE_C,
  EBB_SETTING_ALLOWED_DECREASE_C,
  EBB_SETTING_ALLOWED_INCREASE_C,
  EBB_SETTING_HOT_WATER_MINIMUM_C,
  EBB_SETTING_HOT_WATER_MAXIMUM_C,
  EBB_SETTING_RESERVE_MINIMUM,
  EBB_SETTING_RESERVE_MAXIMUM,
  EBB_N_SETTINGS
} EbbSetting;

/**
 * EbbSettingValue:
 * @is_present: the setting applies to this device
 * @value: NAN for none ("no limit") or not known
 * @minimum: least value the server accepts, NAN when it does not say
 * @maximum: greatest, likewise
 * @step: distance between accepted values, likewise
 */
typedef struct
{
  gboolean is_present;
  double   value;
  double   minimum;
  double   maximum;
  double   step;
} EbbSettingValue;

/**
 * EBB_NO_TIME:
 *
 * No deadline on that weekday.
 */
#define EBB_NO_TIME (-1)

/**
 * EbbSpoValues:
 * @has_ready_by: deadlines apply to this device
 * @ready_by: minutes after local midnight for Monday to Sunday, or %EBB_NO_TIME
 * @numbers: the numeric settings
 *
 * What a customer can edit. It owns nothing: copy it with `=`.
 */
typedef struct
{
  EbbTruth        is_enabled;
  gboolean        has_ready_by;
  int             ready_by[7];
  EbbSettingValue numbers[EBB_N_SETTINGS];
} EbbSpoValues;

#define EBB_TYPE_SPO_SETTINGS (ebb_spo_settings_get_type ())
G_DECLARE_FINAL_TYPE (EbbSpoSettings, ebb_spo_settings, EBB, SPO_SETTINGS, GObject)

EbbSpoSettings     *ebb_spo_settings_new          (const EbbSpoValues *values,
                                                   GBytes             *document,
                                                   const char         *etag);
const EbbSpoValues *ebb_spo_settings_get_values   (EbbSpoSettings     *self);
GBytes             *ebb_spo_settings_get_document (EbbSpoSettings     *self);
const char         *ebb_spo_settings_get_etag     (EbbSpoSettings     *self);

gboolean            ebb_spo_number_equal          (double              a,
                                                   double              b);
gboolean            ebb_spo_values_equal          (const EbbSpoValues *a,
                                                   const EbbSpoValues *b);
EbbSpoValues        ebb_spo_values_merge          (const EbbSpoValues *mine,
                                                   const EbbSpoValues *base,
                                                   const EbbSpoValues *theirs);
char               *ebb_spo_values_check          (const EbbSpoValues *values,
                                                   EbbSetting         *setting);

G_END_DECLS
