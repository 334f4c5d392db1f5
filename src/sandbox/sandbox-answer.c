/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer as a value: handlers return one, faults change it, the service sends it. Errors are problem+json, RFC 9457. */

#include "sandbox/sandbox-answer.h"

#include "sandbox/sandbox-json.h"

#include <string.h>

SandboxAnswer *
sandbox_answer_new (guint status)
{
  SandboxAnswer *self = g_new0 (SandboxAnswer, 1);

  self->status = status;
  self->repeat = 1;
  self->headers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * sandbox_answer_new_json:
 * @status: HTTP status
 * @document: (transfer full): the body
 *
 * Returns: (transfer full): an answer whose body can still be changed until it is sealed
 */
SandboxAnswer *
sandbox_answer_new_json (guint     status,
                         JsonNode *document)
{
  SandboxAnswer *self = sandbox_answer_new (status);

  self->document = document;
  self->content_type = g_strdup ("application/json");
  return self;
}

/**
 * sandbox_answer_new_text:
 * @status: HTTP status
 * @content_type: media type
 * @text: (transfer full): the body
 *
 * Returns: (transfer full): an answer
 */
SandboxAnswer *
sandbox_answer_new_text (guint       status,
                         const char *content_type,
                         char       *text)
{
  SandboxAnswer *self = sandbox_answer_new (status);

  self->body = g_bytes_new_take (text, strlen (text));
  self->content_type = g_strdup (content_type);
  return self;
}

static const char *
title_of (guint status)
{
  switch (status)
    {
    case 400: return "The request is not right";
    case 401: return "Sign in first";
    case 403: return "The token is not accepted";
    case 404: return "There is no such thing";
    case 405: return "That cannot be done here";
    case 409:
    case 412: return "It was changed in the meantime";
    case 413: return "The request is too large";
    case 429: return "Too many requests";
    case 503: return "Closed for maintenance";
    default:  return status >= 500 ? "The service failed" : "The request failed";
    }
}

/**
 * sandbox_answer_new_problem:
 * @status: HTTP status, 400 or more
 * @code: which problem, for programs
 * @format: (nullable): what is wrong, for people
 * @...: its arguments
 *
 * Returns: (transfer full): an `application/problem+json` answer
 */
SandboxAnswer *
sandbox_answer_new_problem (guint       status,
                            const char *code,
                            const char *format,
                            ...)
{
  SandboxAnswer *self = sandbox_answer_new (status);
  JsonObject *problem = json_object_new ();
  g_autofree char *type = g_strdup_printf ("urn:sandbox:problem:%s", code);

  json_object_set_string_member (problem, "type", type);
  json_object_set_string_member (problem, "title", title_of (status));
  json_object_set_int_member (problem, "status", status);
  if (format != NULL)
    {
      g_autofree char *detail = NULL;
      va_list arguments;

      va_start (arguments, format);
      detail = g_strdup_vprintf (format, arguments);
      va_end (arguments);
      json_object_set_string_member (problem, "detail", detail);
    }
  json_object_set_string_member (problem, "code", code);

  self->document = json_node_init_object (json_node_alloc (), problem);
  json_object_unref (problem);
  self->content_type = g_strdup ("application/problem+json");
  return self;
}

void
sandbox_answer_free (SandboxAnswer *self)
{
  g_clear_pointer (&self->document, json_node_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

void
sandbox_answer_add_header (SandboxAnswer *self,
                           const char    *name,
                           const char    *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

const char *
sandbox_answer_get_header (SandboxAnswer *self,
                           const char    *name)
{
  for (guint i = 0; i + 1 < self->headers->len; i += 2)
    if (g_ascii_strcasecmp (self->headers->pdata[i], name) == 0)
      return self->headers->pdata[i + 1];
  return NULL;
}

/**
 * sandbox_answer_seal:
 * @self: an answer
 *
 * Turns the document, if there is one, into the bytes that will be sent.
 */
void
sandbox_answer_seal (SandboxAnswer *self)
{
  gsize length;
  char *text;

  if (self->document == NULL)
    return;

  text = sandbox_json_to_string (self->document, &length);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_take (text, length);
  g_clear_pointer (&self->document, json_node_unref);
}

/**
 * sandbox_answer_open:
 * @self: an answer
 *
 * Makes a document again of a sealed body of JSON, so that it can be changed.
 */
void
sandbox_answer_open (SandboxAnswer *self)
{
  if (self->document != NULL || self->body == NULL || g_strcmp0 (self->content_type, "application/json") != 0)
    return;

  self->document = sandbox_json_parse (g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body), NULL);
}

/**
 * sandbox_answer_set_body:
 * @self: an answer
 * @body: (transfer full): bytes to send instead of what was to be sent
 */
void
sandbox_answer_set_body (SandboxAnswer *self,
                         GBytes        *body)
{
  g_clear_pointer (&self->document, json_node_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  self->repeat = 1;
}

/**
 * sandbox_answer_get_size:
 *
 * Returns: the size of the sealed body, in bytes
 */
gsize
sandbox_answer_get_size (SandboxAnswer *self)
{
  return self->body != NULL ? g_bytes_get_size (self->body) * self->repeat : 0;
}

/**
 * sandbox_answer_make_etag:
 *
 * Returns: (transfer full): a strong entity tag: the same bytes, the same tag
 */
char *
sandbox_answer_make_etag (SandboxAnswer *self)
{
  g_autofree char *digest = NULL;

  sandbox_answer_seal (self);
  if (self->body == NULL)
    return g_strdup ("\"empty\"");
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->body);
  return g_strdup_printf ("\"%.24s\"", digest);
}

/**
 * sandbox_etag_matches:
 * @condition: the value of an If-Match or If-None-Match header
 * @etag: the tag of what is there now
 *
 * Returns: whether @etag is named, or "*" (RFC 9110, 13.1). Weak tags count as equal.
 */
gboolean
sandbox_etag_matches (const char *condition,
                      const char *etag)
{
  g_auto (GStrv) tags = g_strsplit (condition, ",", -1);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (strcmp (tag, "*") == 0 || strcmp (tag, etag) == 0)
        return TRUE;
    }
  return FALSE;
}
