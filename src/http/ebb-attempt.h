/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void    ebb_attempt_async  (SoupSession          *session,
                            SoupMessage          *message,
                            const char           *template,
                            guint                 deadline_ms,
                            gsize                 max_bytes,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
GBytes *ebb_attempt_finish (SoupSession          *session,
                            GAsyncResult         *result,
                            GError              **error);

G_END_DECLS
