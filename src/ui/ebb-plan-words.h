/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-outlook.h"
#include "ui/ebb-sentence.h"

G_BEGIN_DECLS

char *ebb_plan_words_for_edit (EbbPlan               *plan,
                               const EbbPlaceAndTime *where);
char *ebb_plan_words_for_device (EbbPlan               *plan,
                                 const EbbPlaceAndTime *where);
char *ebb_plan_words_for_gaps (EbbOutlook            *outlook,
                               const EbbPlaceAndTime *where);
char *ebb_plan_words_for_notes (EbbPlan               *plan,
                                gint64                 from_us,
                                const EbbPlaceAndTime *where);

G_END_DECLS
