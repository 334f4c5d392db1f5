/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/ebb-transport.h"

G_BEGIN_DECLS

/**
 * EbbReader:
 * @reply: what was answered
 * @error: %EBB_ERROR_BAD_REPLY
 *
 * Reads the body of a reply into what the operation answers. May be called in a thread.
 *
 * Returns: (transfer full): that
 */
typedef gpointer (*EbbReader) (EbbReply *reply,
                               GError  **error);

void     ebb_call_send   (EbbTransport         *transport,
                          GObject              *source,
                          const EbbRequest     *request,
                          EbbReader             reader,
                          GDestroyNotify        free_result,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data);
gpointer ebb_call_finish (GObject              *source,
                          GAsyncResult         *result,
                          EbbReader             reader,
                          GError              **error);
GBytes  *ebb_call_get_body (GAsyncResult       *result);

G_END_DECLS
