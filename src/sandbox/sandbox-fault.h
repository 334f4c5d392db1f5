/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-answer.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_BODY_NORMAL,
  SANDBOX_BODY_HTML,
  SANDBOX_BODY_TRUNCATED,
  SANDBOX_BODY_MALFORMED,
  SANDBOX_BODY_EMPTY,
  SANDBOX_BODY_EMPTY_LIST,
  SANDBOX_BODY_HUGE,
  SANDBOX_BODY_DEEP,
  SANDBOX_BODY_WRONG_TYPE,
  SANDBOX_BODY_BARE_ARRAY,
  SANDBOX_BODY_UNKNOWN_ENUM,
  SANDBOX_BODY_EXTRA_FIELDS
} SandboxBody;

/**
 * SandboxFault:
 * @operation: (owned): which operation: its name, or "*" for all
 * @status: HTTP status to answer with instead; 0 for the real one
 * @code: (owned) (nullable): problem code that goes with @status
 * @delay_ms: how long to wait before answering, in real milliseconds
 * @body: what becomes of the body
 * @content_type: (owned) (nullable): media type to claim
 * @retry_after_s: Retry-After header, seconds; -1 for none
 * @location: (owned) (nullable): Location header; "{port}" is the sandbox's port
 * @drop: close the connection instead of answering
 * @stall: never answer
 * @after: let this many requests pass first
 * @times: then strike this often; 0 is for ever
 * @n_seen: how many requests it has seen
 *
 * One thing that goes wrong.
 */
typedef struct
{
  char       *operation;
  guint       status;
  char       *code;
  guint       delay_ms;
  SandboxBody body;
  char       *content_type;
  int         retry_after_s;
  char       *location;
  gboolean    drop;
  gboolean    stall;
  guint       after;
  guint       times;
  guint       n_seen;
} SandboxFault;

GPtrArray     *sandbox_faults_from_json (JsonArray           *list,
                                         const char          *where,
                                         GError             **error);
JsonNode      *sandbox_faults_to_json   (GPtrArray           *faults);
GPtrArray     *sandbox_faults_copy      (GPtrArray           *faults);
SandboxFault  *sandbox_faults_strike    (GPtrArray           *faults,
                                         const char          *operation);

SandboxFault  *sandbox_fault_copy       (const SandboxFault  *self);
void           sandbox_fault_free       (SandboxFault        *self);
SandboxAnswer *sandbox_fault_replace    (const SandboxFault  *self);
void           sandbox_fault_apply      (const SandboxFault  *self,
                                         SandboxAnswer       *answer,
                                         guint                port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxFault, sandbox_fault_free)

G_END_DECLS
