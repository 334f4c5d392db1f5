/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_ONBOARDING_RESULT (ebb_onboarding_result_get_type ())
G_DECLARE_FINAL_TYPE (EbbOnboardingResult, ebb_onboarding_result, EBB, ONBOARDING_RESULT, AdwBin)

void     ebb_onboarding_result_show      (EbbOnboardingResult *self,
                                          EbbHome             *home,
                                          GListModel          *devices);
gboolean ebb_onboarding_result_has_tried (EbbOnboardingResult *self);
void     ebb_onboarding_result_save      (EbbOnboardingResult *self);

G_END_DECLS
