/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean swedish_locale_enter (void);
void     swedish_locale_leave (void);

G_END_DECLS
