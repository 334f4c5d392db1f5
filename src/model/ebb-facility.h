/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * EbbFacilityValues:
 * @time_zone: IANA name
 * @currency: ISO 4217 code
 * @vat_rate: a fraction, 0.25 for 25 %; NAN when not known
 *
 * What is known of a facility. Every string may be %NULL but the id.
 */
typedef struct
{
  char  *facility_id;
  char  *name;
  char  *street;
  char  *city;
  char  *price_area;
  char  *time_zone;
  char  *currency;
  double vat_rate;
} EbbFacilityValues;

#define EBB_TYPE_FACILITY (ebb_facility_get_type ())
G_DECLARE_FINAL_TYPE (EbbFacility, ebb_facility, EBB, FACILITY, GObject)

EbbFacility *ebb_facility_new           (EbbFacilityValues *values);
gboolean     ebb_facility_update        (EbbFacility       *self,
                                         EbbFacility       *newer);
const char  *ebb_facility_get_id        (EbbFacility       *self);
const char  *ebb_facility_get_name      (EbbFacility       *self);
const char  *ebb_facility_get_currency  (EbbFacility       *self);
GTimeZone   *ebb_facility_get_time_zone (EbbFacility       *self);
double       ebb_facility_get_vat_rate  (EbbFacility       *self);

G_END_DECLS
