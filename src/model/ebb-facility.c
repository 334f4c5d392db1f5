/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A place with a meter. The object stays the same as long as the facility exists; what is known of it is replaced. */

#include "model/ebb-facility.h"

#include <string.h>

#include <glib/gi18n.h>

struct _EbbFacility
{
  GObject parent_instance;

  EbbFacilityValues values;
  GTimeZone *time_zone; /* (owned) */
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbFacility, ebb_facility, G_TYPE_OBJECT)

static void
clear_values (EbbFacilityValues *values)
{
  g_clear_pointer (&values->facility_id, g_free);
  g_clear_pointer (&values->name, g_free);
  g_clear_pointer (&values->street, g_free);
  g_clear_pointer (&values->city, g_free);
  g_clear_pointer (&values->price_area, g_free);
  g_clear_pointer (&values->time_zone, g_free);
  g_clear_pointer (&values->currency, g_free);
}

/* A name, "Europe/Stockholm", not the path of some file. (Every start comes by here, and a regular expression would cost it the
 * loading of their compiler.) */
static gboolean
is_zone_name (const char *name)
{
  return name[strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_+-/")] == '\0' && name[0] != '/' && name[0] != '\0' &&
         !g_str_has_suffix (name, "/") && strstr (name, "//") == NULL;
}

/* The place's own time zone; UTC, an honest default, when the server names none that this system knows. */
static void
find_time_zone (EbbFacility *self)
{
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  if (self->values.time_zone != NULL && is_zone_name (self->values.time_zone))
    self->time_zone = g_time_zone_new_identifier (self->values.time_zone);
  if (self->time_zone == NULL)
    self->time_zone = g_time_zone_new_utc ();
}

static void
ebb_facility_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, ebb_facility_get_name (EBB_FACILITY (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_facility_finalize (GObject *object)
{
  EbbFacility *self = EBB_FACILITY (object);

  clear_values (&self->values);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);

  G_OBJECT_CLASS (ebb_facility_parent_class)->finalize (object);
}

static void
ebb_facility_class_init (EbbFacilityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_facility_get_property;
  object_class->finalize = ebb_facility_finalize;

  /**
   * EbbFacility:name:
   *
   * What to call it.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_facility_init (EbbFacility *self)
{
}

/**
 * ebb_facility_new:
 * @values: what is known; what it owns moves to the facility
 *
 * Returns: (transfer full): a facility
 */
EbbFacility *
ebb_facility_new (EbbFacilityValues *values)
{
  EbbFacility *self = g_object_new (EBB_TYPE_FACILITY, NULL);

  self->values = *values;
  *values = (EbbFacilityValues) { 0 };
  find_time_zone (self);

  return self;
}

/**
 * ebb_facility_update:
 * @self: a facility
 * @newer: the same facility, as just answered; gives up its values
 *
 * Takes over what is newly known.
 *
 * Returns: %TRUE when @newer was this facility
 */
gboolean
ebb_facility_update (EbbFacility *self,
                     EbbFacility *newer)
{
  char *id;

  if (self == newer || g_strcmp0 (self->values.facility_id, newer->values.facility_id) != 0)
    return FALSE;

  /* It is the same, and whoever has it keeps it. */
  id = g_steal_pointer (&self->values.facility_id);
  clear_values (&self->values);
  self->values = newer->values;
  newer->values = (EbbFacilityValues) { 0 };
  g_free (self->values.facility_id);
  self->values.facility_id = id;
  find_time_zone (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);

  return TRUE;
}

/**
 * ebb_facility_get_id:
 * @self: a facility
 *
 * Returns: (transfer none): its id, valid as long as @self
 */
const char *
ebb_facility_get_id (EbbFacility *self)
{
  return self->values.facility_id;
}

/**
 * ebb_facility_get_name:
 * @self: a facility
 *
 * Returns: (transfer none): its name, or its street or city when it has none
 */
const char *
ebb_facility_get_name (EbbFacility *self)
{
  const char *candidates[] = { self->values.name, self->values.street, self->values.city };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (candidates[i] != NULL && *candidates[i] != '\0')
      return candidates[i];

  return _("Home");
}

/**
 * ebb_facility_get_currency:
 * @self: a facility
 *
 * Returns: (transfer none) (nullable): ISO 4217 code
 */
const char *
ebb_facility_get_currency (EbbFacility *self)
{
  return self->values.currency;
}

/**
 * ebb_facility_get_time_zone:
 * @self: a facility
 *
 * Returns: (transfer none): the zone that its local times and its days are in
 */
GTimeZone *
ebb_facility_get_time_zone (EbbFacility *self)
{
  return self->time_zone;
}

/**
 * ebb_facility_get_vat_rate:
 * @self: a facility
 *
 * Returns: the value added tax on power there, a fraction; NAN when it is not known
 */
double
ebb_facility_get_vat_rate (EbbFacility *self)
{
  return self->values.vat_rate;
}
