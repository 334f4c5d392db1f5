/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spoilt bodies. Those that a client must survive unharmed (a new member, a new enum value, a bare list) are made from
 * the true answer, so that the rest of it still stands. */

#include "sandbox/sandbox-body.h"

#include "sandbox/sandbox-json.h"

#include <string.h>

#define CHUNK_BYTES (1024 * 1024)
#define HUGE_CHUNKS 64
#define DEEP_CHUNKS 10

static const char *const enum_members[] = {
  "device_type", "state", "status", "kind", "code", "resolution", "baseline", NULL
};

static GBytes *
make_chunk (char fill)
{
  guchar *bytes = g_malloc (CHUNK_BYTES);

  memset (bytes, fill, CHUNK_BYTES);
  return g_bytes_new_take (bytes, CHUNK_BYTES);
}

static JsonNode *
make_string (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return node;
}

/* What a value becomes when its type is wrong. */
static JsonNode *
make_wrong (JsonNode *value)
{
  JsonNode *node;

  if (JSON_NODE_HOLDS_OBJECT (value) || JSON_NODE_HOLDS_ARRAY (value))
    return make_string ("not what it should be");

  node = json_node_new (JSON_NODE_VALUE);
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    json_node_set_int (node, 42);
  else
    json_node_set_string (node, "forty-two");
  return node;
}

static gboolean
is_enum (const char *name,
         JsonNode   *value)
{
  return g_strv_contains (enum_members, name) && JSON_NODE_HOLDS_VALUE (value)
         && json_node_get_value_type (value) == G_TYPE_STRING;
}

static JsonNode *rewrite (JsonNode   *node,
                          SandboxBody how);

static JsonNode *
rewrite_object (JsonObject *object,
                SandboxBody how)
{
  JsonObject *copy = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean is_first = TRUE;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gboolean is_list = JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) > 0;

      if (how == SANDBOX_BODY_WRONG_TYPE && is_first && !is_list)
        json_object_set_member (copy, name, make_wrong (value));
      else if (how == SANDBOX_BODY_WRONG_TYPE && !is_list)
        json_object_set_member (copy, name, json_node_copy (value));
      else if (how == SANDBOX_BODY_UNKNOWN_ENUM && is_enum (name, value))
        json_object_set_member (copy, name, make_string ("never_heard_of"));
      else
        json_object_set_member (copy, name, rewrite (value, how));
      is_first = FALSE;
    }
  if (how == SANDBOX_BODY_EXTRA_FIELDS)
    {
      JsonArray *list = json_array_new ();

      json_array_add_string_element (list, "nobody knows yet");
      json_array_add_null_element (list);
      json_object_set_array_member (copy, "a_member_from_the_future", list);
    }

  json_node_take_object (node, copy);
  return node;
}

/* A changed copy: json-glib shares what json_node_copy () copies, and the world's own nodes must stay as they are. */
static JsonNode *
rewrite (JsonNode   *node,
         SandboxBody how)
{
  JsonNode *copy;
  JsonArray *list, *items;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return rewrite_object (json_node_get_object (node), how);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_node_copy (node);

  items = json_node_get_array (node);
  list = json_array_new ();
  if (how != SANDBOX_BODY_EMPTY_LIST)
    for (guint i = 0; i < json_array_get_length (items); i++)
      json_array_add_element (list, rewrite (json_array_get_element (items, i), how));
  copy = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (copy, list);
  return copy;
}

/* The first list among the members: `{"devices":[…]}` becomes `[…]`. */
static JsonNode *
take_list (JsonNode *document)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (document))
    return json_node_copy (document);
  json_object_iter_init_ordered (&iter, json_node_get_object (document));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (JSON_NODE_HOLDS_ARRAY (value))
      return json_node_copy (value);
  return json_node_copy (document);
}

static void
spoil_document (SandboxAnswer *answer,
                SandboxBody    how)
{
  JsonNode *changed;

  sandbox_answer_open (answer);
  if (answer->document == NULL)
    return;
  changed = how == SANDBOX_BODY_BARE_ARRAY ? take_list (answer->document) : rewrite (answer->document, how);
  json_node_unref (answer->document);
  answer->document = changed;
}

static void
cut (SandboxAnswer *answer)
{
  sandbox_answer_seal (answer);
  if (answer->body != NULL)
    sandbox_answer_set_body (answer, g_bytes_new_from_bytes (answer->body, 0, g_bytes_get_size (answer->body) / 2));
}

/**
 * sandbox_body_spoil:
 * @answer: the answer that would have been sent
 * @how: what to do to its body
 *
 * %SANDBOX_BODY_TRUNCATED only cuts: announcing more than is sent is up to who sends it.
 */
void
sandbox_body_spoil (SandboxAnswer *answer,
                    SandboxBody    how)
{
  switch (how)
    {
    case SANDBOX_BODY_HTML:
      {
        static const char page[] = "<!DOCTYPE html>\n<html><head><title>Free Wi-Fi</title></head>"
                                   "<body><h1>Welcome!</h1><p>Accept the terms to go on.</p></body></html>\n";

        sandbox_answer_set_body (answer, g_bytes_new_static (page, sizeof page - 1));
        g_free (answer->content_type);
        answer->content_type = g_strdup ("text/html; charset=utf-8");
        break;
      }

    case SANDBOX_BODY_EMPTY:
      sandbox_answer_set_body (answer, g_bytes_new_static ("", 0));
      break;

    case SANDBOX_BODY_HUGE:
      sandbox_answer_set_body (answer, make_chunk (' '));
      answer->repeat = HUGE_CHUNKS;
      break;

    case SANDBOX_BODY_DEEP:
      sandbox_answer_set_body (answer, make_chunk ('['));
      answer->repeat = DEEP_CHUNKS;
      break;

    case SANDBOX_BODY_TRUNCATED:
    case SANDBOX_BODY_MALFORMED:
      cut (answer);
      break;

    case SANDBOX_BODY_EMPTY_LIST:
    case SANDBOX_BODY_WRONG_TYPE:
    case SANDBOX_BODY_BARE_ARRAY:
    case SANDBOX_BODY_UNKNOWN_ENUM:
    case SANDBOX_BODY_EXTRA_FIELDS:
      spoil_document (answer, how);
      break;

    case SANDBOX_BODY_NORMAL:
    default:
      break;
    }
}
