/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults as data: which operation, what goes wrong, when and how often. What happens to a body is in sandbox-body.c. */

#include "sandbox/sandbox-fault.h"

#include "sandbox/sandbox-body.h"
#include "sandbox/sandbox-fields.h"
#include "sandbox/sandbox-router.h"

#include <string.h>

static const char *const bodies[] = {
  [SANDBOX_BODY_NORMAL]       = "normal",
  [SANDBOX_BODY_HTML]         = "html",
  [SANDBOX_BODY_TRUNCATED]    = "truncated",
  [SANDBOX_BODY_MALFORMED]    = "malformed",
  [SANDBOX_BODY_EMPTY]        = "empty",
  [SANDBOX_BODY_EMPTY_LIST]   = "empty-list",
  [SANDBOX_BODY_HUGE]         = "huge",
  [SANDBOX_BODY_DEEP]         = "deep",
  [SANDBOX_BODY_WRONG_TYPE]   = "wrong-type",
  [SANDBOX_BODY_BARE_ARRAY]   = "bare-array",
  [SANDBOX_BODY_UNKNOWN_ENUM] = "unknown-enum",
  [SANDBOX_BODY_EXTRA_FIELDS] = "extra-fields",
  NULL
};

G_STATIC_ASSERT (G_N_ELEMENTS (bodies) == SANDBOX_BODY_EXTRA_FIELDS + 2);

static const char *const members[] = {
  "operation", "status", "code", "delay_ms", "body", "content_type", "retry_after_s",
  "location", "drop", "stall", "after", "times", NULL
};

void
sandbox_fault_free (SandboxFault *self)
{
  g_free (self->operation);
  g_free (self->code);
  g_free (self->content_type);
  g_free (self->location);
  g_free (self);
}

SandboxFault *
sandbox_fault_copy (const SandboxFault *self)
{
  SandboxFault *copy = g_memdup2 (self, sizeof *self);

  copy->operation = g_strdup (self->operation);
  copy->code = g_strdup (self->code);
  copy->content_type = g_strdup (self->content_type);
  copy->location = g_strdup (self->location);
  return copy;
}

/**
 * sandbox_faults_copy:
 * @faults: (element-type SandboxFault): faults
 *
 * Returns: (transfer full): the same faults, as if they had not seen a request yet
 */
GPtrArray *
sandbox_faults_copy (GPtrArray *faults)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_fault_free);

  for (guint i = 0; i < faults->len; i++)
    {
      SandboxFault *copy = sandbox_fault_copy (faults->pdata[i]);

      copy->n_seen = 0;
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static gboolean
is_operation (const char *name)
{
  for (guint i = 0; i < SANDBOX_N_OPERATIONS; i++)
    if (strcmp (name, sandbox_operation_get_name (i)) == 0)
      return TRUE;
  return strcmp (name, "*") == 0;
}

static SandboxFault *
read_fault (JsonNode   *node,
            const char *where,
            GError    **error)
{
  g_autoptr (SandboxFault) fault = g_new0 (SandboxFault, 1);
  SandboxFields fields = { NULL, where, NULL };

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      sandbox_fields_complain (&fields, NULL, "an object");
      sandbox_fields_finish (&fields, error);
      return NULL;
    }

  fields.object = json_node_get_object (node);
  sandbox_fields_allow (&fields, members);
  fault->operation = g_strdup (sandbox_fields_get_string (&fields, "operation", TRUE));
  fault->status = sandbox_fields_get_int (&fields, "status", 200, 599, 0);
  fault->code = g_strdup (sandbox_fields_get_string (&fields, "code", FALSE));
  fault->delay_ms = sandbox_fields_get_int (&fields, "delay_ms", 0, 600000, 0);
  fault->body = sandbox_fields_get_choice (&fields, "body", bodies, SANDBOX_BODY_NORMAL);
  fault->content_type = g_strdup (sandbox_fields_get_string (&fields, "content_type", FALSE));
  fault->retry_after_s = sandbox_fields_get_int (&fields, "retry_after_s", 0, 86400, -1);
  fault->location = g_strdup (sandbox_fields_get_string (&fields, "location", FALSE));
  fault->drop = sandbox_fields_get_boolean (&fields, "drop", FALSE);
  fault->stall = sandbox_fields_get_boolean (&fields, "stall", FALSE);
  fault->after = sandbox_fields_get_int (&fields, "after", 0, 1000000, 0);
  fault->times = sandbox_fields_get_int (&fields, "times", 0, 1000000, 0);

  if (fields.error == NULL && !is_operation (fault->operation))
    sandbox_fields_complain (&fields, "operation", "an operation such as “%s”, or “*”",
                             sandbox_operation_get_name (SANDBOX_OPERATION_LIST_DEVICES));
  if (!sandbox_fields_finish (&fields, error))
    return NULL;
  return g_steal_pointer (&fault);
}

/**
 * sandbox_faults_from_json:
 * @list: (nullable): faults as a scenario or the control interface writes them
 * @where: where @list stands, for error messages
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type SandboxFault): the faults, or %NULL
 */
GPtrArray *
sandbox_faults_from_json (JsonArray  *list,
                          const char *where,
                          GError    **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_fault_free);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);
      SandboxFault *fault = read_fault (json_array_get_element (list, i), place, error);

      if (fault == NULL)
        return NULL;
      g_ptr_array_add (faults, fault);
    }
  return g_steal_pointer (&faults);
}

/**
 * sandbox_faults_to_json:
 * @faults: (element-type SandboxFault): faults
 *
 * Returns: (transfer full): `{"faults":[…]}` as they were written, with how many requests each has seen
 */
JsonNode *
sandbox_faults_to_json (GPtrArray *faults)
{
  JsonObject *root = json_object_new ();
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_alloc ();

  for (guint i = 0; i < faults->len; i++)
    {
      const SandboxFault *fault = faults->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "operation", fault->operation);
      if (fault->status != 0)
        json_object_set_int_member (object, "status", fault->status);
      if (fault->code != NULL)
        json_object_set_string_member (object, "code", fault->code);
      if (fault->delay_ms != 0)
        json_object_set_int_member (object, "delay_ms", fault->delay_ms);
      if (fault->body != SANDBOX_BODY_NORMAL)
        json_object_set_string_member (object, "body", bodies[fault->body]);
      if (fault->content_type != NULL)
        json_object_set_string_member (object, "content_type", fault->content_type);
      if (fault->retry_after_s >= 0)
        json_object_set_int_member (object, "retry_after_s", fault->retry_after_s);
      if (fault->location != NULL)
        json_object_set_string_member (object, "location", fault->location);
      if (fault->drop)
        json_object_set_boolean_member (object, "drop", TRUE);
      if (fault->stall)
        json_object_set_boolean_member (object, "stall", TRUE);
      if (fault->after != 0)
        json_object_set_int_member (object, "after", fault->after);
      if (fault->times != 0)
        json_object_set_int_member (object, "times", fault->times);
      json_object_set_int_member (object, "seen", fault->n_seen);
      json_array_add_object_element (list, object);
    }

  json_object_set_array_member (root, "faults", list);
  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), root);
  return node;
}

/**
 * sandbox_faults_strike:
 * @faults: (element-type SandboxFault): faults
 * @operation: the operation that was asked for
 *
 * Counts one request.
 *
 * Returns: (transfer none) (nullable): the first fault that strikes it
 */
SandboxFault *
sandbox_faults_strike (GPtrArray  *faults,
                       const char *operation)
{
  SandboxFault *strike = NULL;

  for (guint i = 0; i < faults->len; i++)
    {
      SandboxFault *fault = faults->pdata[i];

      if (strcmp (fault->operation, "*") != 0 && strcmp (fault->operation, operation) != 0)
        continue;
      if (strike == NULL && fault->n_seen >= fault->after
          && (fault->times == 0 || fault->n_seen - fault->after < fault->times))
        strike = fault;
      fault->n_seen++;
    }
  return strike;
}

/**
 * sandbox_fault_replace:
 * @self: a fault
 *
 * Returns: (transfer full) (nullable): what is answered instead of doing what was asked; %NULL to do it
 */
SandboxAnswer *
sandbox_fault_replace (const SandboxFault *self)
{
  if (self->status < 300)
    return NULL;
  if (self->status < 400)
    return sandbox_answer_new (self->status);
  return sandbox_answer_new_problem (self->status, self->code != NULL ? self->code : "make_believe",
                                     "The sandbox was told to answer %u.", self->status);
}

/**
 * sandbox_fault_apply:
 * @self: a fault
 * @answer: the answer that would have been sent
 * @port: the sandbox's port
 *
 * Spoils @answer: status, headers and body.
 */
void
sandbox_fault_apply (const SandboxFault *self,
                     SandboxAnswer      *answer,
                     guint               port)
{
  if (self->status != 0)
    answer->status = self->status;
  if (self->body != SANDBOX_BODY_NORMAL)
    sandbox_body_spoil (answer, self->body);
  if (self->content_type != NULL)
    {
      g_free (answer->content_type);
      answer->content_type = g_strdup (self->content_type);
    }
  if (self->retry_after_s >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", self->retry_after_s);

      sandbox_answer_add_header (answer, "Retry-After", seconds);
    }
  if (self->location != NULL)
    {
      g_autoptr (GString) location = g_string_new (self->location);
      g_autofree char *number = g_strdup_printf ("%u", port);

      g_string_replace (location, "{port}", number, 0);
      sandbox_answer_add_header (answer, "Location", location->str);
    }
}
