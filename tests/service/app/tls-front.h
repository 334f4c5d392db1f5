/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlsFront:
 *
 * What stands before a service that speaks plain HTTP, and speaks TLS for it, with a certificate that is trusted or not.
 */
typedef struct _TlsFront TlsFront;

TlsFront     *tls_front_new          (const char *service_uri);
void          tls_front_free         (TlsFront   *self);
char         *tls_front_dup_uri      (TlsFront   *self);
GTlsDatabase *tls_front_get_database (TlsFront   *self);
void          tls_front_set_trusted  (TlsFront   *self,
                                      gboolean    is_trusted);

G_END_DECLS
