/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-account.h"
#include "account/ebb-keyring-problem.h"

G_BEGIN_DECLS

#define EBB_TYPE_ACCOUNTS (ebb_accounts_get_type ())
G_DECLARE_FINAL_TYPE (EbbAccounts, ebb_accounts, EBB, ACCOUNTS, GObject)

EbbAccounts       *ebb_accounts_new                 (EbbTokenStore        *store);
EbbAccount        *ebb_accounts_get_current         (EbbAccounts          *self);
gboolean           ebb_accounts_is_persistent       (EbbAccounts          *self);
EbbKeyringProblem  ebb_accounts_get_keyring_problem (EbbAccounts          *self);
void               ebb_accounts_load_async          (EbbAccounts          *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean           ebb_accounts_load_finish         (EbbAccounts          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void               ebb_accounts_sign_in_async       (EbbAccounts          *self,
                                                     EbbEnvironment       *environment,
                                                     EbbToken             *token,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
EbbAccount        *ebb_accounts_sign_in_finish      (EbbAccounts          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void               ebb_accounts_sign_out_async      (EbbAccounts          *self,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean           ebb_accounts_sign_out_finish     (EbbAccounts          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void               ebb_accounts_unlock_async        (EbbAccounts          *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean           ebb_accounts_unlock_finish       (EbbAccounts          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
