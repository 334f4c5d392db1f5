/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-token-store.h"
#include "http/ebb-transport.h"

G_BEGIN_DECLS

/**
 * EbbAccountState:
 * @EBB_ACCOUNT_STATE_SIGNED_IN: it has a token that no server has refused
 * @EBB_ACCOUNT_STATE_EXPIRED: its token was refused, and there is no other
 *
 * Whether an account can be used now.
 */
typedef enum
{
  EBB_ACCOUNT_STATE_SIGNED_IN,
  EBB_ACCOUNT_STATE_EXPIRED
} EbbAccountState;

#define EBB_TYPE_ACCOUNT_STATE (ebb_account_state_get_type ())
GType            ebb_account_state_get_type   (void) G_GNUC_CONST;

#define EBB_TYPE_ACCOUNT (ebb_account_get_type ())
G_DECLARE_FINAL_TYPE (EbbAccount, ebb_account, EBB, ACCOUNT, GObject)

EbbAccount      *ebb_account_new              (const char         *id,
                                               EbbEnvironment     *environment,
                                               EbbToken           *token,
                                               EbbTokenStore      *store);
const char      *ebb_account_get_id           (EbbAccount         *self);
const char      *ebb_account_get_label        (EbbAccount         *self);
EbbEnvironment  *ebb_account_get_environment  (EbbAccount         *self);
EbbAccountState  ebb_account_get_state        (EbbAccount         *self);
EbbToken        *ebb_account_get_token        (EbbAccount         *self);
EbbTokenStore   *ebb_account_get_store        (EbbAccount         *self);
EbbTokenKey     *ebb_account_dup_key          (EbbAccount         *self);
void             ebb_account_keep             (EbbAccount         *self,
                                               EbbToken           *token,
                                               EbbTokenStore      *store);
void             ebb_account_forget           (EbbAccount         *self);
EbbTransport    *ebb_account_create_transport (EbbAccount         *self);
EbbTokenProblem  ebb_account_diagnose         (EbbAccount         *self,
                                               const GError       *error,
                                               gint64              now_us);

G_END_DECLS
