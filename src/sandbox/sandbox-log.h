/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SandboxLog:
 *
 * The last 1,000 requests. It holds no header, no body and no query, hence no secret: only whether there was an
 * Authorization header.
 */
typedef struct _SandboxLog SandboxLog;

/**
 * SandboxLogEntry:
 * @time_us: virtual time at which the request came
 * @method: (owned): HTTP method
 * @path: (owned): path without its query
 * @operation: (owned) (nullable): "GET facilities/{facilityId}/devices"; %NULL for what is not the API
 * @is_authorized: whether the request carried an Authorization header
 * @status: what was answered; 0 while nothing was, or if the connection was closed instead
 * @duration_us: real time from request to answer
 * @size_bytes: size of the answer's body
 */
typedef struct
{
  gint64   time_us;
  char    *method;
  char    *path;
  char    *operation;
  gboolean is_authorized;
  guint    status;
  gint64   duration_us;
  gsize    size_bytes;
} SandboxLogEntry;

SandboxLog *sandbox_log_new     (void);
void        sandbox_log_free    (SandboxLog      *self);
void        sandbox_log_take    (SandboxLog      *self,
                                 SandboxLogEntry *entry);
void        sandbox_log_clear   (SandboxLog      *self);
guint64     sandbox_log_count   (SandboxLog      *self);
JsonNode   *sandbox_log_to_json (SandboxLog      *self);

void        sandbox_log_entry_free (SandboxLogEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxLog, sandbox_log_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxLogEntry, sandbox_log_entry_free)

G_END_DECLS
