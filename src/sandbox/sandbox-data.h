/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *sandbox_data_get  (const char *path);
char  **sandbox_data_list (const char *folder);

G_END_DECLS
