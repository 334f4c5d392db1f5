/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_ONBOARDING_LINK (ebb_onboarding_link_get_type ())
G_DECLARE_FINAL_TYPE (EbbOnboardingLink, ebb_onboarding_link, EBB, ONBOARDING_LINK, GObject)

void                  ebb_onboarding_link_request_async   (EbbHome              *home,
                                                           EbbDeviceKind         kind,
                                                           EbbDevice            *again,
                                                           gboolean              is_dark,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
EbbOnboardingLink    *ebb_onboarding_link_request_finish  (EbbHome              *home,
                                                           GAsyncResult         *result,
                                                           GError              **error);
EbbOnboardingSession *ebb_onboarding_link_get_session     (EbbOnboardingLink    *self);
const char           *ebb_onboarding_link_get_facility_id (EbbOnboardingLink    *self);
gint64                ebb_onboarding_link_get_expires_at  (EbbOnboardingLink    *self);
gboolean              ebb_onboarding_link_pick_new        (EbbOnboardingLink    *self,
                                                           EbbOnboardingSession *session,
                                                           GPtrArray            *listed,
                                                           GListStore           *devices);

G_END_DECLS
