/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-onboarding.h"

G_BEGIN_DECLS

#define EBB_TYPE_ONBOARDING_WAIT (ebb_onboarding_wait_get_type ())
G_DECLARE_FINAL_TYPE (EbbOnboardingWait, ebb_onboarding_wait, EBB, ONBOARDING_WAIT, AdwBin)

void ebb_onboarding_wait_update (EbbOnboardingWait *self,
                                 EbbOnboarding     *onboarding,
                                 gboolean           has_browser);

G_END_DECLS
