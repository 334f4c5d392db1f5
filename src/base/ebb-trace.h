/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ebb-clock.h"
#include "base/ebb-trace-entry.h"

G_BEGIN_DECLS

#define EBB_TYPE_TRACE (ebb_trace_get_type ())
G_DECLARE_FINAL_TYPE (EbbTrace, ebb_trace, EBB, TRACE, GObject)

EbbTrace      *ebb_trace_new   (EbbClock           *clock);
EbbTraceEntry *ebb_trace_begin (EbbTrace           *self,
                                const EbbTraceSent *sent);
void           ebb_trace_clear (EbbTrace           *self);

G_END_DECLS
