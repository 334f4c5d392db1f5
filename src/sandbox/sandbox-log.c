/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The request log, a ring: a kiosk may run the sandbox for months. */

#include "sandbox/sandbox-log.h"

#include "sandbox/sandbox-clock.h"

#define MAX_ENTRIES 1000

struct _SandboxLog
{
  GQueue  entries;   /* (element-type SandboxLogEntry) (owned) */
  guint64 n_taken;
};

SandboxLog *
sandbox_log_new (void)
{
  SandboxLog *self = g_new0 (SandboxLog, 1);

  g_queue_init (&self->entries);
  return self;
}

void
sandbox_log_free (SandboxLog *self)
{
  sandbox_log_clear (self);
  g_free (self);
}

void
sandbox_log_entry_free (SandboxLogEntry *entry)
{
  g_free (entry->method);
  g_free (entry->path);
  g_free (entry->operation);
  g_free (entry);
}

/**
 * sandbox_log_take:
 * @self: a log
 * @entry: (transfer full): a request that is over
 */
void
sandbox_log_take (SandboxLog      *self,
                  SandboxLogEntry *entry)
{
  g_queue_push_tail (&self->entries, entry);
  self->n_taken++;
  if (self->entries.length > MAX_ENTRIES)
    sandbox_log_entry_free (g_queue_pop_head (&self->entries));
}

void
sandbox_log_clear (SandboxLog *self)
{
  g_queue_clear_full (&self->entries, (GDestroyNotify) sandbox_log_entry_free);
}

/**
 * sandbox_log_count:
 *
 * Returns: how many requests there were since the start, also those no longer kept
 */
guint64
sandbox_log_count (SandboxLog *self)
{
  return self->n_taken;
}

/**
 * sandbox_log_to_json:
 *
 * Returns: (transfer full): `{"requests":[{time,method,path,operation,authorized,status,ms,bytes}]}`, oldest first
 */
JsonNode *
sandbox_log_to_json (SandboxLog *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "requests");
  json_builder_begin_array (builder);
  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      const SandboxLogEntry *entry = l->data;
      g_autofree char *time = sandbox_time_format (entry->time_us);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "time");
      json_builder_add_string_value (builder, time);
      json_builder_set_member_name (builder, "method");
      json_builder_add_string_value (builder, entry->method);
      json_builder_set_member_name (builder, "path");
      json_builder_add_string_value (builder, entry->path);
      json_builder_set_member_name (builder, "operation");
      if (entry->operation != NULL)
        json_builder_add_string_value (builder, entry->operation);
      else
        json_builder_add_null_value (builder);
      json_builder_set_member_name (builder, "authorized");
      json_builder_add_boolean_value (builder, entry->is_authorized);
      json_builder_set_member_name (builder, "status");
      json_builder_add_int_value (builder, entry->status);
      json_builder_set_member_name (builder, "ms");
      json_builder_add_double_value (builder, entry->duration_us / 1000.0);
      json_builder_set_member_name (builder, "bytes");
      json_builder_add_int_value (builder, entry->size_bytes);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}
