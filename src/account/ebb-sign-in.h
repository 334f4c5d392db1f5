/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-account.h"
#include "account/ebb-keyring-problem.h"

G_BEGIN_DECLS

void      ebb_sign_in_async  (EbbAccount           *account,
                              EbbToken             *token,
                              EbbTokenStore        *store,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean  ebb_sign_in_finish (EbbAccount           *account,
                              GAsyncResult         *result,
                              EbbKeyringProblem    *problem,
                              GError              **error);

G_END_DECLS
