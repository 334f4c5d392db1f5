/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ebb-trace-entry.h"

G_BEGIN_DECLS

char *ebb_request_text_dup_outcome (EbbTraceEntry *entry);
char *ebb_request_text_dup_place   (EbbTraceEntry *entry);
char *ebb_request_text_dup_sent    (EbbTraceEntry *entry);
char *ebb_request_text_dup_answer  (EbbTraceEntry *entry);
char *ebb_request_text_dup_curl    (EbbTraceEntry *entry);

G_END_DECLS
