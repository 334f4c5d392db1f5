/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A device of the customer. The object stays the same as long as the device exists, so that a list keeps its place and
 * an open page its device; what is known of it is replaced as a whole. */

#include "model/ebb-device.h"

#include <glib/gi18n.h>

struct _EbbDevice
{
  GObject parent_instance;

  EbbDeviceValues values;
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbDevice, ebb_device, G_TYPE_OBJECT)

static const char *const kind_names[] = {
  [EBB_DEVICE_ELECTRIC_VEHICLE] = N_("Electric car"),
  [EBB_DEVICE_CHARGER] = N_("Charger"),
  [EBB_DEVICE_HEAT_PUMP] = N_("Heat pump"),
  [EBB_DEVICE_THERMOSTAT] = N_("Thermostat"),
  [EBB_DEVICE_WATER_HEATER] = N_("Water heater"),
  [EBB_DEVICE_BATTERY] = N_("Battery"),
  [EBB_DEVICE_INVERTER] = N_("Solar inverter"),
  [EBB_DEVICE_OTHER] = N_("Device"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == EBB_N_DEVICE_KINDS);

static void
clear_values (EbbDeviceValues *values)
{
  g_free (values->device_id);
  g_free (values->facility_id);
  g_free (values->kind_text);
  g_free (values->manufacturer);
  g_free (values->model);
  g_free (values->custom_device_name);
  g_strfreev (values->capabilities);
  for (guint i = 0; values->reasons != NULL && i < values->reasons->len; i++)
    g_free (g_array_index (values->reasons, EbbReason, i).code_text);
  g_clear_pointer (&values->reasons, g_array_unref);
  for (guint i = 0; values->attention != NULL && i < values->attention->len; i++)
    {
      g_free (g_array_index (values->attention, EbbAttention, i).code_text);
      g_free (g_array_index (values->attention, EbbAttention, i).url);
    }
  g_clear_pointer (&values->attention, g_array_unref);
  *values = (EbbDeviceValues) { 0 };
}

/* An empty text says as little as none. */
static gboolean
is_told (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
ebb_device_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, ebb_device_get_name (EBB_DEVICE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_device_finalize (GObject *object)
{
  clear_values (&EBB_DEVICE (object)->values);

  G_OBJECT_CLASS (ebb_device_parent_class)->finalize (object);
}

static void
ebb_device_class_init (EbbDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_device_get_property;
  object_class->finalize = ebb_device_finalize;

  /**
   * EbbDevice:name:
   *
   * What to call it.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * EbbDevice::changed:
   *
   * Something newer is known of the device.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
ebb_device_init (EbbDevice *self)
{
}

/**
 * ebb_device_new:
 * @values: what is known; what it owns moves to the device
 *
 * Returns: (transfer full): a device
 */
EbbDevice *
ebb_device_new (EbbDeviceValues *values)
{
  EbbDevice *self = g_object_new (EBB_TYPE_DEVICE, NULL);

  self->values = *values;
  *values = (EbbDeviceValues) { 0 };

  return self;
}

/**
 * ebb_device_update:
 * @self: a device
 * @newer: the same device, as just answered; gives up its values
 *
 * Takes over what is newly known and tells whoever shows it.
 *
 * Returns: %TRUE when @newer was this device
 */
gboolean
ebb_device_update (EbbDevice *self,
                   EbbDevice *newer)
{
  char *id;

  if (self == newer || g_strcmp0 (self->values.device_id, newer->values.device_id) != 0)
    return FALSE;

  /* It is the same, and whoever has it keeps it. */
  id = g_steal_pointer (&self->values.device_id);
  clear_values (&self->values);
  self->values = newer->values;
  newer->values = (EbbDeviceValues) { 0 };
  g_free (self->values.device_id);
  self->values.device_id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}

/**
 * ebb_device_get_values:
 * @self: a device
 *
 * Returns: (transfer none): all that is known; valid until #EbbDevice::changed
 */
const EbbDeviceValues *
ebb_device_get_values (EbbDevice *self)
{
  return &self->values;
}

/**
 * ebb_device_get_id:
 * @self: a device
 *
 * Returns: (transfer none): its id, valid as long as @self
 */
const char *
ebb_device_get_id (EbbDevice *self)
{
  return self->values.device_id;
}

/**
 * ebb_device_get_name:
 * @self: a device
 *
 * Returns: (transfer none): the customer's name for it, or the model, the maker or the kind
 */
const char *
ebb_device_get_name (EbbDevice *self)
{
  const EbbDeviceValues *values = &self->values;
  const char *candidates[] = { values->custom_device_name, values->model, values->manufacturer };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (is_told (candidates[i]))
      return candidates[i];

  return ebb_device_kind_get_name (values->kind);
}

/**
 * ebb_device_dup_maker:
 * @self: a device
 *
 * Returns: (transfer full): maker and model as far as they are known, or the kind
 */
char *
ebb_device_dup_maker (EbbDevice *self)
{
  const EbbDeviceValues *values = &self->values;

  if (is_told (values->manufacturer) && is_told (values->model))
    return g_strdup_printf ("%s %s", values->manufacturer, values->model);
  if (is_told (values->manufacturer) || is_told (values->model))
    return g_strdup (is_told (values->manufacturer) ? values->manufacturer : values->model);

  return g_strdup (ebb_device_kind_get_name (values->kind));
}

/**
 * ebb_device_kind_has_plug:
 * @kind: a kind
 *
 * Returns: whether it fills a car, which is done at some time or drives away; a house that is to be warm never is
 */
gboolean
ebb_device_kind_has_plug (EbbDeviceKind kind)
{
  return kind == EBB_DEVICE_ELECTRIC_VEHICLE || kind == EBB_DEVICE_CHARGER;
}

/**
 * ebb_device_can:
 * @self: a device
 * @capability: a word of the contract's `capabilities`
 *
 * Returns: whether the service says that it offers this for the device; %TRUE when it says nothing at all, for then
 *   asking tells
 */
gboolean
ebb_device_can (EbbDevice  *self,
                const char *capability)
{
  const char *const *capabilities = (const char *const *) self->values.capabilities;

  return capabilities[0] == NULL || g_strv_contains (capabilities, capability);
}

/**
 * ebb_device_get_deciding_reason:
 * @self: a device
 *
 * Returns: (transfer none) (nullable): the reason that decides, else the first, or %NULL when the server gives none
 */
const EbbReason *
ebb_device_get_deciding_reason (EbbDevice *self)
{
  GArray *reasons = self->values.reasons;

  for (guint i = 0; i < reasons->len; i++)
    if (g_array_index (reasons, EbbReason, i).is_deciding == EBB_YES)
      return &g_array_index (reasons, EbbReason, i);

  return reasons->len > 0 ? &g_array_index (reasons, EbbReason, 0) : NULL;
}

/**
 * ebb_device_has_reason:
 * @self: a device
 * @code: a reason
 *
 * Returns: whether it is one of why the device runs or does not, deciding or not
 */
gboolean
ebb_device_has_reason (EbbDevice     *self,
                       EbbReasonCode  code)
{
  GArray *reasons = self->values.reasons;

  for (guint i = 0; i < reasons->len; i++)
    if (g_array_index (reasons, EbbReason, i).code == code)
      return TRUE;

  return FALSE;
}

/**
 * ebb_device_has_attention:
 * @self: a device
 * @code: what may need a person
 *
 * Returns: whether it does
 */
gboolean
ebb_device_has_attention (EbbDevice        *self,
                          EbbAttentionCode  code)
{
  GArray *attention = self->values.attention;

  for (guint i = 0; i < attention->len; i++)
    if (g_array_index (attention, EbbAttention, i).code == code)
      return TRUE;

  return FALSE;
}

/**
 * ebb_device_kind_get_name:
 * @kind: a kind of device
 *
 * Returns: (transfer none): what such a device is called, translated
 */
const char *
ebb_device_kind_get_name (EbbDeviceKind kind)
{
  g_return_val_if_fail (kind < EBB_N_DEVICE_KINDS, NULL);

  return _(kind_names[kind]);
}
