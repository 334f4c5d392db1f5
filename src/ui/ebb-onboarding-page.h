/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-session.h"

G_BEGIN_DECLS

#define EBB_TYPE_ONBOARDING_PAGE (ebb_onboarding_page_get_type ())
G_DECLARE_FINAL_TYPE (EbbOnboardingPage, ebb_onboarding_page, EBB, ONBOARDING_PAGE, AdwBin)

GtkWidget *ebb_onboarding_page_new (EbbSession *session,
                                    EbbDevice  *again);

G_END_DECLS
