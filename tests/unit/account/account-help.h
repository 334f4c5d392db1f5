/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-token-store.h"

G_BEGIN_DECLS

char         *help_make_token (const char          *header,
                               const char          *claims);
EbbToken     *help_new_token  (const char          *subject);
void          help_done_cb    (GObject             *source,
                               GAsyncResult        *result,
                               gpointer             user_data);
GAsyncResult *help_wait       (GAsyncResult       **result);
gboolean      help_store      (EbbTokenStore       *store,
                               const EbbTokenKey   *key,
                               EbbToken            *token,
                               GError             **error);
EbbToken     *help_lookup     (EbbTokenStore       *store,
                               const EbbTokenKey   *key,
                               GError             **error);
gboolean      help_clear      (EbbTokenStore       *store,
                               const EbbTokenKey   *key,
                               GError             **error);
GPtrArray    *help_list       (EbbTokenStore       *store,
                               GError             **error);

G_END_DECLS
