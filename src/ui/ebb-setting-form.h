/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-spo-settings.h"
#include "ui/ebb-sentence.h"

G_BEGIN_DECLS

/**
 * EbbSettingForm:
 * @title: what it is called, not translated
 * @subtitle: (nullable): what it does, not translated
 * @unit: (nullable): its unit, not translated; %NULL for a price, whose unit depends on the currency
 * @scale: shown = stored × scale; of a price it depends on currency and VAT, see ebb_setting_form_get_scale()
 * @minimum: stored, where the server does not say
 * @maximum: likewise
 * @step: likewise
 *
 * How a numeric setting is shown.
 */
typedef struct
{
  const char *title;
  const char *subtitle;
  const char *unit;
  double      scale;
  double      minimum;
  double      maximum;
  double      step;
} EbbSettingForm;

const EbbSettingForm *ebb_setting_form_get       (EbbSetting             setting);
double                ebb_setting_form_get_scale (EbbSetting             setting,
                                                  const EbbPlaceAndTime *where);
int                   ebb_setting_form_count_decimals (double shown);
char                 *ebb_setting_form_dup_unit  (EbbSetting             setting,
                                                  const EbbPlaceAndTime *where);
char                 *ebb_setting_form_dup_text  (EbbSetting             setting,
                                                  double                 value,
                                                  const EbbPlaceAndTime *where);

G_END_DECLS
