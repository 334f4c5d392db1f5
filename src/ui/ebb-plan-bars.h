/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ebb-bars.h"
#include "model/ebb-plan.h"
#include "model/ebb-prices.h"
#include "ui/ebb-sentence.h"

G_BEGIN_DECLS

EbbBars *ebb_plan_bars_new (EbbPlan               *plan,
                            gint64                 told_us,
                            EbbPrices             *prices,
                            gint64                 from_us,
                            gint64                 to_us,
                            const EbbPlaceAndTime *where);

G_END_DECLS
