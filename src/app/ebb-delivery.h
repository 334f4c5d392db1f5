/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"
#include "app/ebb-edit.h"

G_BEGIN_DECLS

void     ebb_delivery_start_async  (EbbApi              *api,
                                    const EbbEdit       *edit,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gboolean ebb_delivery_rebase       (EbbEdit             *edit,
                                    EbbSpoSettings      *before,
                                    EbbSpoSettings      *settings);
gboolean ebb_delivery_start_finish (EbbApi              *api,
                                    GAsyncResult        *result,
                                    GObject            **answer,
                                    EbbSpoSettings     **theirs,
                                    EbbSpoSettings     **before,
                                    GError             **error);

G_END_DECLS
