/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the edits of an outbox are sent: one at a time, in the order of saving, each step noted on the disk before it is taken. */

#include "app/ebb-outbox-private.h"

#include <string.h>

#include "app/ebb-delivery.h"
#include "base/ebb-error.h"

/* A service that fails each time it is given the same may never do better. */
#define MOST_FAILURES 5

/* A step of sending. */
typedef struct
{
  EbbOutbox *self;  /* (owned) */
  EbbEditKind kind;
  char *device_id;  /* (owned) */
  guint generation;
} Step;

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_free (step->device_id);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* The entry that @step was about, if nothing else happened to it meanwhile. */
static EbbOutboxEntry *
find_for (const Step *step)
{
  EbbOutboxEntry *entry = ebb_outbox_find_entry (step->self, step->kind, step->device_id);

  return entry != NULL && entry->generation == step->generation ? entry : NULL;
}

static Step *
step_new (EbbOutbox      *self,
          EbbOutboxEntry *entry)
{
  Step *step = g_new0 (Step, 1);

  step->self = g_object_ref (self);
  step->kind = entry->item.edit->kind;
  step->device_id = g_strdup (entry->item.edit->device_id);
  step->generation = entry->generation;

  return step;
}

/* The service will not have it, or not now. Takes @theirs and @error. */
static void
fail (const Step     *step,
      EbbOutboxEntry *entry,
      EbbSpoSettings *theirs,
      GError         *error)
{
  EbbOutbox *self = step->self;

  if (ebb_error_get_wait (error) > 0)
    self->free_at_us = ebb_clock_now (self->clock) + ebb_error_get_wait (error);
  entry->item.is_sending = FALSE;
  entry->n_failures = ebb_error_is_of_service (error) ? entry->n_failures + 1 : 0;
  g_clear_error (&entry->item.error);
  entry->item.error = error;
  g_clear_object (&entry->item.theirs);
  entry->item.theirs = theirs;
  if (!ebb_error_may_pass (error) || (ebb_error_is_of_service (error) && entry->n_failures >= MOST_FAILURES))
    {
      entry->item.edit->state = EBB_EDIT_FAILED;
      if (step->kind == EBB_EDIT_SETTINGS)
        ebb_store_put_edit_async (self->store, entry->item.edit, NULL, NULL);
    }
  ebb_outbox_tell (self, step->kind, step->device_id);
  /* Settings stay for a person to mend. A switch that was not taken is as it was, and so is a name: unless who waited for it has heard
   * of it just now, that is said. */
  entry = find_for (step);
  if (entry != NULL && entry->item.edit->state == EBB_EDIT_FAILED && step->kind != EBB_EDIT_SETTINGS)
    ebb_outbox_refuse (self, step->kind, step->device_id);
}

static void
note_undo (EbbOutbox      *self,
           const EbbEdit  *edit,
           EbbSpoSettings *confirmed)
{
  g_autoptr (GBytes) before = g_bytes_new (edit->base, strlen (edit->base));

  g_hash_table_replace (self->undoable, g_strdup (edit->device_id), ebb_edit_new_settings (edit->device_id, confirmed, before));
}

/* What is edited on top of an edit that was on its way begins with that one, now that it has arrived; and what is switched in the
 * list, of which @before is what the service had until then, is no change made elsewhere. */
static void
rebase (EbbOutbox      *self,
        const char     *device_id,
        EbbSpoSettings *before,
        EbbSpoSettings *settings)
{
  EbbOutboxEntry *entry = ebb_outbox_find_entry (self, EBB_EDIT_SETTINGS, device_id);

  if (entry == NULL || (before == NULL && entry->may_have_come))
    return;

  if (ebb_delivery_rebase (entry->item.edit, before, settings))
    ebb_store_put_edit_async (self->store, entry->item.edit, NULL, NULL);
  /* Nor is it one more in a conflict. */
  else if (before != NULL && entry->item.theirs != NULL &&
           ebb_spo_values_equal (ebb_spo_settings_get_values (entry->item.theirs), ebb_spo_settings_get_values (before)))
    g_set_object (&entry->item.theirs, settings);
}

/* Whatever else was edited of a device that was taken out goes with it. */
static void
drop_others (EbbOutbox  *self,
             const char *device_id)
{
  for (int kind = 0; kind < EBB_EDIT_N_KINDS; kind++)
    ebb_outbox_drop (self, (EbbEditKind) kind, device_id);
}

static void
delivered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  EbbOutbox *self = step->self;
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) theirs = NULL;
  g_autoptr (EbbSpoSettings) before = NULL;
  g_autoptr (GObject) answer = NULL;
  gboolean is_confirmed = ebb_delivery_start_finish (EBB_API (source), result, &answer, &theirs, &before, &error);
  EbbOutboxEntry *entry = find_for (step);

  self->is_busy = FALSE;
  if (entry != NULL && !is_confirmed)
    fail (step, entry, g_steal_pointer (&theirs), g_steal_pointer (&error));
  else if (entry != NULL)
    {
      if (step->kind == EBB_EDIT_SETTINGS)
        note_undo (self, entry->item.edit, EBB_SPO_SETTINGS (answer));
      ebb_store_remove_edit (self->store, step->kind, step->device_id);
      g_ptr_array_remove (self->entries, entry);
    }
  if (answer != NULL && EBB_IS_SPO_SETTINGS (answer))
    {
      rebase (self, step->device_id, before, EBB_SPO_SETTINGS (answer));
      ebb_outbox_remember (self, step->device_id, EBB_SPO_SETTINGS (answer));
    }
  if (is_confirmed && step->kind == EBB_EDIT_REMOVAL)
    drop_others (self, step->device_id);
  if (is_confirmed)
    {
      ebb_outbox_confirm (self, step->kind, step->device_id, answer);
      ebb_outbox_tell (self, step->kind, step->device_id);
    }
  g_clear_error (&error);
  ebb_outbox_pump (self);
}

/* That it is being sent is on the disk, so that a start after a crash looks for it first. Where it could not be kept it is sent all
 * the same. */
static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  EbbOutbox *self = step->self;
  EbbOutboxEntry *entry = find_for (step);
  g_autoptr (EbbEdit) edit = NULL;

  if (entry == NULL)
    {
      self->is_busy = FALSE;
      ebb_outbox_pump (self);
      return;
    }

  edit = ebb_edit_copy (entry->item.edit);
  edit->state = entry->may_have_come ? EBB_EDIT_SENT : EBB_EDIT_PENDING;
  entry->may_have_come = TRUE;
  ebb_outbox_tell (self, step->kind, step->device_id);
  ebb_delivery_start_async (self->api, edit, delivered_cb, g_steal_pointer (&step));
}

/* Sends the next, if none is on its way. */
void
ebb_outbox_pump (EbbOutbox *self)
{
  if (self->is_busy)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    {
      EbbOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->is_due)
        continue;

      self->is_busy = TRUE;
      entry->is_due = FALSE;
      entry->item.edit->state = EBB_EDIT_SENT;
      ebb_store_put_edit_async (self->store, entry->item.edit, noted_cb, step_new (self, entry));
      return;
    }
}

/* It is on the disk that it shall be sent. */
static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  EbbOutboxEntry *entry = find_for (step);

  if (entry == NULL)
    return;

  entry->is_due = TRUE;
  ebb_outbox_tell (step->self, step->kind, step->device_id);
  ebb_outbox_pump (step->self);
}

/* Keeps an edit that shall be sent, and sends it when it is its turn. */
void
ebb_outbox_start (EbbOutbox      *self,
                  EbbOutboxEntry *entry)
{
  entry->item.is_sending = TRUE;
  ebb_store_put_edit_async (self->store, entry->item.edit, kept_cb, step_new (self, entry));
}
