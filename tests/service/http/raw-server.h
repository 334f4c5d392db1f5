/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What to do after the bytes have been sent. */
typedef enum
{
  RAW_CLOSE,
  RAW_RESET,
  RAW_HOLD,
  RAW_DRIP /* a space every few milliseconds, for ever */
} RawEnd;

typedef struct _RawServer RawServer;

RawServer *raw_server_new            (GTlsCertificate *certificate);
void       raw_server_free           (RawServer       *self);
char      *raw_server_dup_base       (RawServer       *self);
void       raw_server_script         (RawServer       *self,
                                      const char      *bytes,
                                      gssize           n_bytes,
                                      RawEnd           end);
guint      raw_server_get_n_requests (RawServer       *self);

G_END_DECLS
