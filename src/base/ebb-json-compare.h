/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ebb_json_compare (const char   *shape,
                           GBytes       *bytes,
                           char       ***missing,
                           char       ***unknown,
                           GError      **error);

G_END_DECLS
