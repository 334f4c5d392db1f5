/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void full_disk_set (gboolean is_full);

G_END_DECLS
