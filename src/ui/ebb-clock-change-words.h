/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-local-time.h"

G_BEGIN_DECLS

char *ebb_clock_change_words_make (EbbLocalTimeKind  kind,
                                   int               minutes,
                                   gint64            time_us,
                                   GTimeZone        *time_zone);

G_END_DECLS
