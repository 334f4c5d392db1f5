/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"
#include "model/ebb-device-session.h"
#include "model/ebb-prices.h"

G_BEGIN_DECLS

/* How far back sessions are told. */
#define EBB_OUTLOOK_SESSION_DAYS 14

/**
 * EbbOutlookPart:
 * @EBB_OUTLOOK_PLAN: what the service means to do
 * @EBB_OUTLOOK_PRICES: the prices below it
 * @EBB_OUTLOOK_SESSIONS: what was
 *
 * What is asked for, and remembered, on its own.
 */
typedef enum
{
  EBB_OUTLOOK_PLAN,
  EBB_OUTLOOK_PRICES,
  EBB_OUTLOOK_SESSIONS,
  EBB_OUTLOOK_N_PARTS
} EbbOutlookPart;

#define EBB_TYPE_OUTLOOK (ebb_outlook_get_type ())
G_DECLARE_FINAL_TYPE (EbbOutlook, ebb_outlook, EBB, OUTLOOK, GObject)

EbbOutlook *ebb_outlook_new        (EbbHome    *home,
                                    EbbDevice  *device);
EbbPlan    *ebb_outlook_get_plan   (EbbOutlook *self);
EbbPrices  *ebb_outlook_get_prices (EbbOutlook *self);
GArray     *ebb_outlook_get_sessions (EbbOutlook *self);
gboolean    ebb_outlook_is_fresh   (EbbOutlook *self,
                                    EbbOutlookPart part);
gint64      ebb_outlook_get_told_at (EbbOutlook *self,
                                     EbbOutlookPart part);
const GError *ebb_outlook_get_error (EbbOutlook *self,
                                     EbbOutlookPart part);
EbbReport  *ebb_outlook_get_report (EbbOutlook *self);
void        ebb_outlook_get_span   (EbbOutlook *self,
                                    gint64     *from_us,
                                    gint64     *to_us);
void        ebb_outlook_load       (EbbOutlook *self);

G_END_DECLS
