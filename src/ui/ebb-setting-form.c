/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the numeric settings are called and how they are shown: fractions as percent, and prices in hundredths of the currency, as
 * electricity is quoted. */

#include "ui/ebb-setting-form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-format.h"

static const EbbSettingForm forms[] = {
  [EBB_SETTING_MINIMUM_STATE_OF_CHARGE] = { N_("Always at least"), N_("Below this it charges at once, at any price"), N_("%"),
                                            100, 0, 1, 0.05 },
  [EBB_SETTING_TARGET_STATE_OF_CHARGE] = { N_("Charge to"), NULL, N_("%"), 100, 0, 1, 0.05 },
  [EBB_SETTING_ENERGY_NEED_KWH] = { N_("Energy needed"), N_("For each charging"), N_("kWh"), 1, 0, 200, 1 },
  [EBB_SETTING_MAXIMUM_CURRENT_A] = { N_("Highest current"), NULL, N_("A"), 1, 6, 63, 1 },
  [EBB_SETTING_MAXIMUM_PRICE] = { N_("Highest price"), N_("Above this it waits"), NULL, NAN, -10, 100, 0.01 },
  [EBB_SETTING_TARGET_TEMPERATURE_C] = { N_("Wanted temperature"), NULL, N_("°C"), 1, 5, 30, 0.5 },
  [EBB_SETTING_ALLOWED_DECREASE_C] = { N_("May be cooler by"), N_("While power is dear"), N_("°C"), 1, 0, 10, 0.5 },
  [EBB_SETTING_ALLOWED_INCREASE_C] = { N_("May be warmer by"), N_("While power is cheap"), N_("°C"), 1, 0, 10, 0.5 },
  [EBB_SETTING_HOT_WATER_MINIMUM_C] = { N_("Hot water at least"), NULL, N_("°C"), 1, 20, 90, 1 },
  [EBB_SETTING_HOT_WATER_MAXIMUM_C] = { N_("Hot water at most"), NULL, N_("°C"), 1, 20, 90, 1 },
  [EBB_SETTING_RESERVE_MINIMUM] = { N_("Keep in reserve"), N_("Never discharged below this"), N_("%"), 100, 0, 1, 0.05 },
  [EBB_SETTING_RESERVE_MAXIMUM] = { N_("Charge at most to"), NULL, N_("%"), 100, 0, 1, 0.05 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (forms) == EBB_N_SETTINGS);

/**
 * ebb_setting_form_get:
 * @setting: a setting
 *
 * Returns: (transfer none): how it is shown
 */
const EbbSettingForm *
ebb_setting_form_get (EbbSetting setting)
{
  return &forms[setting];
}

/**
 * ebb_setting_form_get_scale:
 * @setting: a setting
 * @where: place and time
 *
 * Returns: by what its stored value is multiplied to be shown
 */
double
ebb_setting_form_get_scale (EbbSetting             setting,
                            const EbbPlaceAndTime *where)
{
  if (forms[setting].unit != NULL)
    return forms[setting].scale;

  return ebb_basis_apply (&where->basis, ebb_format_price_parts (where->currency));
}

/**
 * ebb_setting_form_count_decimals:
 * @shown: a value or a step as it is shown
 *
 * Returns: how many decimals it needs, two at most: a step of one öre is 1.25 öre with VAT
 */
int
ebb_setting_form_count_decimals (double shown)
{
  if (fabs (shown - round (shown)) < 1e-6)
    return 0;

  return fabs (shown * 10 - round (shown * 10)) < 1e-6 ? 1 : 2;
}

/**
 * ebb_setting_form_dup_unit:
 * @setting: a setting
 * @where: place and time
 *
 * Returns: (transfer full): its unit, translated; of a price with its basis
 */
char *
ebb_setting_form_dup_unit (EbbSetting             setting,
                           const EbbPlaceAndTime *where)
{
  g_autofree char *price_unit = NULL;

  if (forms[setting].unit != NULL)
    return g_strdup (_(forms[setting].unit));

  price_unit = ebb_format_price_unit (where->currency);
  return ebb_basis_add_name (&where->basis, price_unit);
}

/**
 * ebb_setting_form_dup_text:
 * @setting: a setting
 * @value: its value as it is stored, NAN for none
 * @where: place and time
 *
 * Returns: (transfer full): the value with its unit
 */
char *
ebb_setting_form_dup_text (EbbSetting             setting,
                           double                 value,
                           const EbbPlaceAndTime *where)
{
  double shown = value * ebb_setting_form_get_scale (setting, where);
  g_autofree char *number = NULL;
  g_autofree char *unit = NULL;

  if (isnan (value))
    return g_strdup (setting == EBB_SETTING_MAXIMUM_PRICE ? _("no limit") : _("none"));

  number = ebb_format_number (shown, ebb_setting_form_count_decimals (shown));
  unit = ebb_setting_form_dup_unit (setting, where);

  return g_strdup_printf ("%s\u00a0%s", number, unit);
}
