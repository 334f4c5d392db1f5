/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EBB_RETRY_MAX_ATTEMPTS 3

gboolean ebb_retry_is_idempotent (const char   *method,
                                  gboolean      has_if_match);
gboolean ebb_retry_is_worth_it   (const GError *error);
gint64   ebb_retry_read_after    (const char   *retry_after,
                                  const char   *date);
gboolean ebb_retry_get_delay     (guint         n_attempts,
                                  const char   *retry_after,
                                  const char   *date,
                                  guint         backoff_ms,
                                  guint         longest_ms,
                                  double        jitter,
                                  guint        *delay_ms);

G_END_DECLS
