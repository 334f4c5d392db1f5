/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In what a person wants to see figures. Whoever keeps that binds it. */

#include "app/ebb-units.h"

#include <math.h>

struct _EbbUnits
{
  GObject parent_instance;

  gboolean includes_vat;
};

enum
{
  PROP_INCLUDES_VAT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbUnits, ebb_units, G_TYPE_OBJECT)

static void
ebb_units_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_INCLUDES_VAT)
    g_value_set_boolean (value, EBB_UNITS (object)->includes_vat);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ebb_units_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  EbbUnits *self = EBB_UNITS (object);

  if (prop_id != PROP_INCLUDES_VAT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (self->includes_vat == g_value_get_boolean (value))
    return;

  self->includes_vat = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
ebb_units_class_init (EbbUnitsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_units_get_property;
  object_class->set_property = ebb_units_set_property;

  /**
   * EbbUnits:includes-vat:
   *
   * Whether prices, costs and savings are shown with value added tax.
   */
  properties[PROP_INCLUDES_VAT] = g_param_spec_boolean ("includes-vat", NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_units_init (EbbUnits *self)
{
}

/**
 * ebb_units_new:
 *
 * Returns: (transfer full): what holds for who has chosen nothing
 */
EbbUnits *
ebb_units_new (void)
{
  return g_object_new (EBB_TYPE_UNITS, NULL);
}

static double
get_vat_rate (EbbFacility *facility)
{
  return facility != NULL ? ebb_facility_get_vat_rate (facility) : NAN;
}

/**
 * ebb_units_get_basis:
 * @self: units
 * @facility: (nullable): whose money it is
 *
 * Returns: how money is shown there
 */
EbbBasis
ebb_units_get_basis (EbbUnits    *self,
                     EbbFacility *facility)
{
  return ebb_basis_choose (self->includes_vat, get_vat_rate (facility));
}

/**
 * ebb_units_show_report:
 * @self: units
 * @report: what the service reported
 * @facility: (nullable): of which facility
 *
 * Returns: (transfer full): the report as it is to be shown
 */
EbbReport *
ebb_units_show_report (EbbUnits    *self,
                       EbbReport   *report,
                       EbbFacility *facility)
{
  return ebb_report_show (report, self->includes_vat, get_vat_rate (facility));
}
