/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/ebb-credentials.h"

G_BEGIN_DECLS

#define EBB_TYPE_RENEWAL (ebb_renewal_get_type ())
G_DECLARE_FINAL_TYPE (EbbRenewal, ebb_renewal, EBB, RENEWAL, GObject)

EbbRenewal *ebb_renewal_new       (EbbCredentials       *credentials);
char       *ebb_renewal_dup_token (EbbRenewal           *self);
void        ebb_renewal_async     (EbbRenewal           *self,
                                   const char           *refused_token,
                                   guint                 longest_ms,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean    ebb_renewal_finish    (EbbRenewal           *self,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
