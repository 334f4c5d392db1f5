/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int ebb_gallery_compare (const char *old_directory,
                         const char *new_directory);

G_END_DECLS
