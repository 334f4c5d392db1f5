/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbJsonSpan:
 * @at: where a value or a name begins
 * @end: behind it
 *
 * A piece of a text.
 */
typedef struct
{
  const char *at;
  const char *end;
} EbbJsonSpan;

const char *ebb_json_span_begin       (const char         *text);
gboolean    ebb_json_span_next_member (const char        **at,
                                       EbbJsonSpan        *name,
                                       EbbJsonSpan        *value);
gboolean    ebb_json_span_next_item   (const char        **at,
                                       EbbJsonSpan        *value);
gboolean    ebb_json_span_find        (const char         *object,
                                       const char         *name,
                                       EbbJsonSpan        *value);
gboolean    ebb_json_span_is_name     (const EbbJsonSpan  *span,
                                       const char         *name);

G_END_DECLS
