/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-accounts.h"
#include "app/ebb-session.h"

G_BEGIN_DECLS

#define EBB_TYPE_CONTEXT (ebb_context_get_type ())
G_DECLARE_FINAL_TYPE (EbbContext, ebb_context, EBB, CONTEXT, GObject)

/**
 * EbbDemoFunc:
 * @clock: the time the demo home shall have
 * @user_data: (closure): what was given with the function
 * @error: why there is no demo
 *
 * Starts the make-believe service.
 *
 * Returns: (transfer full): a session with it
 */
typedef EbbSession *(*EbbDemoFunc) (EbbClock *clock,
                                    gpointer  user_data,
                                    GError  **error);

EbbContext  *ebb_context_new             (EbbClock             *clock,
                                          EbbAccounts          *accounts,
                                          EbbDemoFunc           demo,
                                          gpointer              demo_data,
                                          GDestroyNotify        demo_destroy);
void         ebb_context_set_folder      (EbbContext           *self,
                                          const char           *folder);
EbbClock    *ebb_context_get_clock       (EbbContext           *self);
EbbAccounts *ebb_context_get_accounts    (EbbContext           *self);
EbbSession  *ebb_context_get_session     (EbbContext           *self);
EbbTrace    *ebb_context_get_trace       (EbbContext           *self);
void         ebb_context_set_trace       (EbbContext           *self,
                                          EbbTrace             *trace);
gboolean     ebb_context_open_demo       (EbbContext           *self,
                                          GError              **error);
void         ebb_context_close_demo      (EbbContext           *self);
void         ebb_context_restore_async   (EbbContext           *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     ebb_context_restore_finish  (EbbContext           *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void         ebb_context_unlock_async    (EbbContext           *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     ebb_context_unlock_finish   (EbbContext           *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void         ebb_context_sign_in_async   (EbbContext           *self,
                                          EbbEnvironment       *environment,
                                          EbbToken             *token,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     ebb_context_sign_in_finish  (EbbContext           *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void         ebb_context_sign_out_async  (EbbContext           *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     ebb_context_sign_out_finish (EbbContext           *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
