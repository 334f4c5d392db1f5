/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-onboarding.h"
#include "ui/ebb-state-view.h"

G_BEGIN_DECLS

void ebb_onboarding_end_show (EbbStateView  *view,
                              EbbOnboarding *onboarding);

G_END_DECLS
