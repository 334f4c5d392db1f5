/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ebb_link_is_for_browser (const char *url);

G_END_DECLS
