/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "base/ebb-trace.h"

G_BEGIN_DECLS

EbbTraceEntry *ebb_attempt_trace_begin (EbbTrace      *trace,
                                        SoupMessage   *message,
                                        const char    *operation,
                                        GBytes        *body);
void           ebb_attempt_trace_end   (EbbTraceEntry *entry,
                                        SoupMessage   *message,
                                        const char    *token,
                                        GBytes        *body,
                                        const GError  *error);

G_END_DECLS
