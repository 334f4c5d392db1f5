/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint  sandbox_edit_distance (const char *a,
                              const char *b);
char  *sandbox_nearest_names (const char *name,
                              GPtrArray  *names);

G_END_DECLS
