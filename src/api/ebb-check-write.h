/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"
#include "api/ebb-check-result.h"

G_BEGIN_DECLS

void       ebb_check_write_async  (EbbApi               *api,
                                   const char           *device_id,
                                   GCancellable         *interruption,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GPtrArray *ebb_check_write_finish (EbbApi               *api,
                                   GAsyncResult         *result,
                                   char                **warning);

G_END_DECLS
