/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EbbTraceSent:
 * @method: HTTP method
 * @uri: where to, without a secret
 * @operation: the path as the contract writes it
 * @headers: a line each, without a secret
 * @body: (nullable): as it was sent
 *
 * What was asked.
 */
typedef struct
{
  const char *method;
  const char *uri;
  const char *operation;
  const char *headers;
  GBytes     *body;
} EbbTraceSent;

/**
 * EbbTraceReceived:
 * @sent_headers: (nullable): what was sent in the end, a line each, without a secret; %NULL for what was said before
 * @status: HTTP status; 0 when nothing was answered
 * @headers: a line each, without a secret
 * @body: (nullable): what was read of it
 * @size_bytes: how much came over the wire
 * @problem: (nullable): why it is of no use, for the log
 * @is_cancelled: whether nobody wanted to know any more
 *
 * What was answered.
 */
typedef struct
{
  const char *sent_headers;
  guint       status;
  const char *headers;
  GBytes     *body;
  guint64     size_bytes;
  const char *problem;
  gboolean    is_cancelled;
} EbbTraceReceived;

#define EBB_TYPE_TRACE_ENTRY (ebb_trace_entry_get_type ())
G_DECLARE_FINAL_TYPE (EbbTraceEntry, ebb_trace_entry, EBB, TRACE_ENTRY, GObject)

EbbTraceEntry *ebb_trace_entry_new               (gint64                  time_us,
                                                  const EbbTraceSent     *sent);
void           ebb_trace_entry_end               (EbbTraceEntry          *self,
                                                  const EbbTraceReceived *received);
gint64         ebb_trace_entry_get_time          (EbbTraceEntry          *self);
const char    *ebb_trace_entry_get_method        (EbbTraceEntry          *self);
const char    *ebb_trace_entry_get_uri           (EbbTraceEntry          *self);
const char    *ebb_trace_entry_get_operation     (EbbTraceEntry          *self);
char          *ebb_trace_entry_dup_sent_headers  (EbbTraceEntry          *self);
char          *ebb_trace_entry_dup_sent_body     (EbbTraceEntry          *self);
gboolean       ebb_trace_entry_is_pending        (EbbTraceEntry          *self);
gboolean       ebb_trace_entry_has_failed        (EbbTraceEntry          *self);
guint          ebb_trace_entry_get_status        (EbbTraceEntry          *self);
gint64         ebb_trace_entry_get_duration      (EbbTraceEntry          *self);
guint64        ebb_trace_entry_get_size          (EbbTraceEntry          *self);
const char    *ebb_trace_entry_get_problem       (EbbTraceEntry          *self);
char          *ebb_trace_entry_dup_headers       (EbbTraceEntry          *self);
char          *ebb_trace_entry_dup_body          (EbbTraceEntry          *self,
                                                  gboolean               *is_cut);

G_END_DECLS
