/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EbbReplyCache EbbReplyCache;

EbbReplyCache *ebb_reply_cache_new     (guint           max_entries,
                                        gsize           max_bytes);
void           ebb_reply_cache_free    (EbbReplyCache  *self);
void           ebb_reply_cache_store   (EbbReplyCache  *self,
                                        const char     *owner,
                                        const char     *path,
                                        const char     *etag,
                                        GBytes         *body);
void           ebb_reply_cache_forget  (EbbReplyCache  *self,
                                        const char     *path);
gboolean       ebb_reply_cache_look_up (EbbReplyCache  *self,
                                        const char     *owner,
                                        const char     *path,
                                        char          **etag,
                                        GBytes        **body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbReplyCache, ebb_reply_cache_free)

G_END_DECLS
