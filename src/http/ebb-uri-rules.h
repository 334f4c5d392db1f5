/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *ebb_uri_rules_normalize_base (const char  *base_uri,
                                        GError     **error);
gboolean  ebb_uri_rules_is_loopback    (const char  *host);
GUri     *ebb_uri_rules_join           (const char  *base_uri,
                                        const char  *path,
                                        GError     **error);
gboolean  ebb_uri_rules_same_origin    (GUri        *a,
                                        GUri        *b);

G_END_DECLS
