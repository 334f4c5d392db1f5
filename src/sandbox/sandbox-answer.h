/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SandboxAnswer:
 * @status: HTTP status
 * @document: (owned) (nullable): the body as JSON, as long as it may still be changed
 * @body: (owned) (nullable): the body as bytes
 * @repeat: how often @body is sent, one after the other; large bodies are cheap that way
 * @content_type: (owned) (nullable): media type of the body
 * @headers: (owned) (element-type utf8): name and value in turn
 *
 * What the sandbox is about to answer. It knows nothing of the HTTP library.
 */
typedef struct
{
  guint      status;
  JsonNode  *document;
  GBytes    *body;
  guint      repeat;
  char      *content_type;
  GPtrArray *headers;
} SandboxAnswer;

SandboxAnswer *sandbox_answer_new           (guint          status);
SandboxAnswer *sandbox_answer_new_json      (guint          status,
                                             JsonNode      *document);
SandboxAnswer *sandbox_answer_new_text      (guint          status,
                                             const char    *content_type,
                                             char          *text);
SandboxAnswer *sandbox_answer_new_problem   (guint          status,
                                             const char    *code,
                                             const char    *format,
                                             ...) G_GNUC_PRINTF (3, 4);
void           sandbox_answer_free          (SandboxAnswer *self);
void           sandbox_answer_add_header    (SandboxAnswer *self,
                                             const char    *name,
                                             const char    *value);
const char    *sandbox_answer_get_header    (SandboxAnswer *self,
                                             const char    *name);
void           sandbox_answer_seal          (SandboxAnswer *self);
void           sandbox_answer_open          (SandboxAnswer *self);
void           sandbox_answer_set_body      (SandboxAnswer *self,
                                             GBytes        *body);
gsize          sandbox_answer_get_size      (SandboxAnswer *self);
char          *sandbox_answer_make_etag     (SandboxAnswer *self);

gboolean       sandbox_etag_matches         (const char    *condition,
                                             const char    *etag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxAnswer, sandbox_answer_free)

G_END_DECLS
