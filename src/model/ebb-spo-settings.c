/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spot price optimisation settings of one device, as the server has them. Replacing them means sending the whole
 * document back, so the document as it came is kept: members that we do not know travel back untouched. */

#include "model/ebb-spo-settings.h"

#include <glib/gi18n.h>
#include <math.h>

struct _EbbSpoSettings
{
  GObject parent_instance;

  EbbSpoValues values;
  GBytes *document; /* (owned) */
  char *etag;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (EbbSpoSettings, ebb_spo_settings, G_TYPE_OBJECT)

static void
ebb_spo_settings_finalize (GObject *object)
{
  EbbSpoSettings *self = EBB_SPO_SETTINGS (object);

  g_clear_pointer (&self->document, g_bytes_unref);
  g_clear_pointer (&self->etag, g_free);

  G_OBJECT_CLASS (ebb_spo_settings_parent_class)->finalize (object);
}

static void
ebb_spo_settings_class_init (EbbSpoSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_spo_settings_finalize;
}

static void
ebb_spo_settings_init (EbbSpoSettings *self)
{
}

/**
 * ebb_spo_settings_new:
 * @values: what the document says
 * @document: the document as it came
 * @etag: (nullable): its entity tag
 *
 * Returns: (transfer full): settings
 */
EbbSpoSettings *
ebb_spo_settings_new (const EbbSpoValues *values,
                      GBytes             *document,
                      const char         *etag)
{
  EbbSpoSettings *self = g_object_new (EBB_TYPE_SPO_SETTINGS, NULL);

  self->values = *values;
  self->document = g_bytes_ref (document);
  self->etag = g_strdup (etag);

  return self;
}

/**
 * ebb_spo_settings_get_values:
 * @self: settings
 *
 * Returns: (transfer none): what can be edited
 */
const EbbSpoValues *
ebb_spo_settings_get_values (EbbSpoSettings *self)
{
  return &self->values;
}

/**
 * ebb_spo_settings_get_document:
 * @self: settings
 *
 * Returns: (transfer none): the document as it came from the server
 */
GBytes *
ebb_spo_settings_get_document (EbbSpoSettings *self)
{
  return self->document;
}

/**
 * ebb_spo_settings_get_etag:
 * @self: settings
 *
 * Returns: (transfer none) (nullable): the entity tag to send as If-Match
 */
const char *
ebb_spo_settings_get_etag (EbbSpoSettings *self)
{
  return self->etag;
}

/**
 * ebb_spo_number_equal:
 * @a: the value of a setting, or NAN for none
 * @b: likewise
 *
 * Returns: whether a customer would see the same number; showing a fraction as percent and reading it back may cost a
 *   bit
 */
gboolean
ebb_spo_number_equal (double a,
                      double b)
{
  return (isnan (a) && isnan (b)) || fabs (a - b) < 1e-9;
}

/**
 * ebb_spo_values_equal:
 * @a: values
 * @b: values
 *
 * Returns: whether a customer would see the same settings; ranges do not count
 */
gboolean
ebb_spo_values_equal (const EbbSpoValues *a,
                      const EbbSpoValues *b)
{
  if (a->is_enabled != b->is_enabled || a->has_ready_by != b->has_ready_by)
    return FALSE;

  for (int day = 0; a->has_ready_by && day < 7; day++)
    if (a->ready_by[day] != b->ready_by[day])
      return FALSE;

  for (int i = 0; i < EBB_N_SETTINGS; i++)
    {
      if (a->numbers[i].is_present != b->numbers[i].is_present)
        return FALSE;
      if (a->numbers[i].is_present && !ebb_spo_number_equal (a->numbers[i].value, b->numbers[i].value))
        return FALSE;
    }

  return TRUE;
}

/**
 * ebb_spo_values_merge:
 * @mine: values as edited
 * @base: what the edit began with
 * @theirs: what they are by now, with their ranges
 *
 * Returns: @theirs, with what was edited in @mine
 */
EbbSpoValues
ebb_spo_values_merge (const EbbSpoValues *mine,
                      const EbbSpoValues *base,
                      const EbbSpoValues *theirs)
{
  EbbSpoValues merged = *theirs;

  if (mine->is_enabled != base->is_enabled)
    merged.is_enabled = mine->is_enabled;
  for (int day = 0; day < 7; day++)
    if (mine->ready_by[day] != base->ready_by[day])
      merged.ready_by[day] = mine->ready_by[day];
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    if (!ebb_spo_number_equal (mine->numbers[i].value, base->numbers[i].value))
      merged.numbers[i].value = mine->numbers[i].value;

  return merged;
}

static gboolean
is_above (const EbbSpoValues *values,
          EbbSetting          lower,
          EbbSetting          upper)
{
  const EbbSettingValue *a = &values->numbers[lower];
  const EbbSettingValue *b = &values->numbers[upper];

  return a->is_present && b->is_present && a->value > b->value + 1e-9;
}

/**
 * ebb_spo_values_check:
 * @values: values as edited
 * @setting: (out): the setting that the sentence is about
 *
 * Checks against the server's ranges, and that a least value does not exceed its greatest.
 *
 * Returns: (transfer full) (nullable): one sentence on the first fault, or %NULL when there is none
 */
char *
ebb_spo_values_check (const EbbSpoValues *values,
                      EbbSetting         *setting)
{
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    {
      const EbbSettingValue *number = &values->numbers[i];

      *setting = (EbbSetting) i;
      if (number->is_present && (number->value < number->minimum - 1e-9 || number->value > number->maximum + 1e-9))
        return g_strdup (_("This value is outside of what the device accepts."));
    }

  *setting = EBB_SETTING_MINIMUM_STATE_OF_CHARGE;
  if (is_above (values, EBB_SETTING_MINIMUM_STATE_OF_CHARGE, EBB_SETTING_TARGET_STATE_OF_CHARGE))
    return g_strdup (_("“Always at least” is above “Charge to”."));
  *setting = EBB_SETTING_HOT_WATER_MINIMUM_C;
  if (is_above (values, EBB_SETTING_HOT_WATER_MINIMUM_C, EBB_SETTING_HOT_WATER_MAXIMUM_C))
    return g_strdup (_("The lowest hot water temperature is above the highest."));
  *setting = EBB_SETTING_RESERVE_MINIMUM;
  if (is_above (values, EBB_SETTING_RESERVE_MINIMUM, EBB_SETTING_RESERVE_MAXIMUM))
    return g_strdup (_("The reserve is above the highest charge."));

  return NULL;
}
