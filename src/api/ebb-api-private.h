/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"

G_BEGIN_DECLS

/* What the files with operations share. */

EbbTransport *ebb_api_get_transport (EbbApi     *self);
char         *ebb_api_format_time   (gint64      time_us);
char         *ebb_api_make_path     (const char *template,
                                     const char *id);

G_END_DECLS
