/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-plan.h"
#include "model/ebb-prices.h"
#include "ui/ebb-sentence.h"

G_BEGIN_DECLS

char *ebb_plan_words_for_edit (EbbPlan               *plan,
                               const EbbPlaceAndTime *where);
char *ebb_plan_words_for_device (EbbPlan               *plan,
                                 const EbbPlaceAndTime *where);
char *ebb_plan_words_for_gaps (EbbPlan               *plan,
                               EbbPrices             *prices,
                               const GError          *error,
                               gint64                 to_us,
                               const EbbPlaceAndTime *where);
char *ebb_plan_words_for_notes (EbbPlan               *plan,
                                gint64                 from_us,
                                const EbbPlaceAndTime *where);

G_END_DECLS
