/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Problem codes that are Ebb's own: no server sent them. */
#define EBB_PROBLEM_TLS       "tls"
#define EBB_PROBLEM_TRUNCATED "truncated"

GError   *ebb_http_error_from_status (guint         status,
                                      const char   *content_type,
                                      GBytes       *body);
GError   *ebb_http_error_from_io     (const GError *io_error,
                                      guint         status);
gboolean  ebb_http_error_is_json     (const char   *content_type);

G_END_DECLS
