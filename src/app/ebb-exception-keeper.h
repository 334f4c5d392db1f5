/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

/**
 * EbbForesight:
 * @is_known: whether the service said what would be
 * @done_at_us: when it would be done, or %EBB_TIME_UNKNOWN
 * @extra_cost: what it would cost more than what is planned, excl. VAT in major units, or NAN; less when it is negative
 * @currency: (nullable): ISO 4217
 *
 * What would be with an exception: the service's own figures, of which the difference is ours.
 */
typedef struct
{
  gboolean    is_known;
  gint64      done_at_us;
  double      extra_cost;
  const char *currency;
} EbbForesight;

#define EBB_TYPE_EXCEPTION_KEEPER (ebb_exception_keeper_get_type ())
G_DECLARE_FINAL_TYPE (EbbExceptionKeeper, ebb_exception_keeper, EBB, EXCEPTION_KEEPER, GObject)

EbbExceptionKeeper       *ebb_exception_keeper_new           (EbbHome                  *home,
                                                              EbbDevice                *device);
const EbbExceptionValues *ebb_exception_keeper_get_current   (EbbExceptionKeeper       *self);
const GError             *ebb_exception_keeper_get_error     (EbbExceptionKeeper       *self);
gboolean                  ebb_exception_keeper_is_offered    (EbbExceptionKeeper       *self);
gboolean                  ebb_exception_keeper_is_busy       (EbbExceptionKeeper       *self);
gboolean                  ebb_exception_keeper_get_foresight (EbbExceptionKeeper       *self,
                                                              EbbForesight             *foresight);
EbbPlan                  *ebb_exception_keeper_get_preview   (EbbExceptionKeeper       *self);
void                      ebb_exception_keeper_load          (EbbExceptionKeeper       *self);
void                      ebb_exception_keeper_ask           (EbbExceptionKeeper       *self,
                                                              const EbbExceptionValues *values);
void                      ebb_exception_keeper_foresee       (EbbExceptionKeeper       *self,
                                                              const EbbExceptionValues *values);

G_END_DECLS
