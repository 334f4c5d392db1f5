/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-account.h"

G_BEGIN_DECLS

void      ebb_account_search_async  (EbbTokenStore        *store,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean  ebb_account_search_finish (EbbTokenStore        *store,
                                     GAsyncResult         *result,
                                     EbbAccount          **account,
                                     GError              **error);

G_END_DECLS
