/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"

G_BEGIN_DECLS

void       ebb_device_search_async  (EbbApi               *api,
                                     const char           *words,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
EbbDevice *ebb_device_search_finish (EbbApi               *api,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
