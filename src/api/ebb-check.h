/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"
#include "api/ebb-check-result.h"

G_BEGIN_DECLS

void       ebb_check_async      (EbbApi               *api,
                                 gint64                now_us,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GPtrArray *ebb_check_finish     (EbbApi               *api,
                                 GAsyncResult         *result,
                                 GError              **error);

char      *ebb_check_to_text    (GPtrArray            *results,
                                 const char           *base_uri);
char      *ebb_check_to_json    (GPtrArray            *results,
                                 const char           *base_uri);
int        ebb_check_get_status (GPtrArray            *results);

G_END_DECLS
