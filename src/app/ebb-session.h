/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-account.h"
#include "app/ebb-attention-list.h"
#include "app/ebb-home.h"
#include "app/ebb-refresh.h"
#include "app/ebb-removals.h"

G_BEGIN_DECLS

#define EBB_TYPE_SESSION (ebb_session_get_type ())
G_DECLARE_FINAL_TYPE (EbbSession, ebb_session, EBB, SESSION, GObject)

EbbSession *ebb_session_new_for_account (EbbAccount     *account,
                                         EbbStore       *store,
                                         EbbClock       *clock);
EbbSession *ebb_session_new_for_demo    (const char     *base_uri,
                                         EbbCredentials *credentials,
                                         EbbClock       *clock,
                                         GError        **error);
EbbAccount *ebb_session_get_account     (EbbSession     *self);
gboolean    ebb_session_is_demo         (EbbSession     *self);
EbbHome    *ebb_session_get_home        (EbbSession     *self);
EbbAttentionList *ebb_session_get_attention (EbbSession *self);
EbbRemovals *ebb_session_get_removals   (EbbSession     *self);
EbbRefresh *ebb_session_get_refresh     (EbbSession     *self);
void        ebb_session_forget          (EbbSession     *self);
void        ebb_session_set_trace       (EbbSession     *self,
                                         EbbTrace       *trace);
gboolean    ebb_session_is_idle         (EbbSession     *self);
void        ebb_session_set_patience    (EbbSession     *self,
                                         guint           patience_ms);

G_END_DECLS
