/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does this service write as we expect? Gives a device another name and moves one of its settings by one step, says once what an older
 * version says, and puts back what was there. Putting back goes by what the service says then, not by what should have become of the
 * trial: an answer that got lost may have been obeyed. */

#include "api/ebb-check-write.h"

#include <glib/gi18n.h>

#include "api/ebb-wire.h"
#include "base/ebb-error.h"

#define DEVICE "devices/{deviceId}"
#define SETTINGS "devices/{deviceId}/spo"

typedef enum
{
  READ_NAME,
  RENAME,
  READ_NAME_AGAIN,
  PUT_NAME_BACK,
  CHECK_NAME,
  READ_SETTINGS,
  CHANGE,
  CHANGE_OLDER,
  READ_SETTINGS_AGAIN,
  PUT_SETTINGS_BACK,
  CHECK_SETTINGS,
  N_STEPS
} Step;

static const struct
{
  const char *method;
  const char *template;
  const char *purpose;
} steps[] = {
  [READ_NAME] = { "GET", DEVICE, "before" },
  [RENAME] = { "PATCH", DEVICE, "another name" },
  [READ_NAME_AGAIN] = { "GET", DEVICE, "what became of it" },
  [PUT_NAME_BACK] = { "PATCH", DEVICE, "put back" },
  [CHECK_NAME] = { "GET", DEVICE, "as before?" },
  [READ_SETTINGS] = { "GET", SETTINGS, "before" },
  [CHANGE] = { "PUT", SETTINGS, "one step" },
  [CHANGE_OLDER] = { "PUT", SETTINGS, "an older version" },
  [READ_SETTINGS_AGAIN] = { "GET", SETTINGS, "what became of it" },
  [PUT_SETTINGS_BACK] = { "PUT", SETTINGS, "put back" },
  [CHECK_SETTINGS] = { "GET", SETTINGS, "as before?" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == N_STEPS);

/* How often something is put back before a person has to. */
#define MAX_PUT_BACK 3

/* Whoever finds one of them knows where it comes from. */
static const char *const trial_names[] = { "Ebb --check-api", "Ebb --check-api --write" };

typedef struct
{
  char *device_id;         /* (owned) */
  Step step;
  gint64 since_us;         /* monotonic: when the last was asked */
  EbbDevice *first_device; /* (owned) (nullable): as it was */
  EbbDevice *device;       /* (owned) (nullable): as it was last told */
  EbbSpoSettings *first;   /* (owned) (nullable): as they were */
  EbbSpoSettings *latest;  /* (owned) (nullable): as they were last told */
  gboolean is_certain;     /* what was last told holds: nothing that may have been obeyed has gone unanswered since */
  gboolean was_taken;      /* the service said that it did what was tried */
  guint n_put_back;        /* how often it was tried to put back what the steps are about */
  gboolean has_left_name;  /* it could not be put back, or nobody knows */
  gboolean has_left_setting;
  EbbSpoValues tried;      /* what one of them was changed to */
  EbbSetting setting;      /* which; %EBB_N_SETTINGS for none */
  GPtrArray *results;      /* (owned) (element-type EbbCheckResult) */
} Write;

static void take_next (GTask *task);

static void
write_free (Write *self)
{
  g_free (self->device_id);
  g_clear_object (&self->first_device);
  g_clear_object (&self->device);
  g_clear_object (&self->first);
  g_clear_object (&self->latest);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_free (self);
}

static const char *
get_own_name (EbbDevice *device)
{
  return ebb_device_get_values (device)->custom_device_name;
}

static const char *
get_trial_name (Write *self)
{
  return trial_names[g_strcmp0 (get_own_name (self->first_device), trial_names[0]) == 0];
}

static gboolean
has_name_back (Write *self)
{
  return self->is_certain && g_strcmp0 (get_own_name (self->device), get_own_name (self->first_device)) == 0;
}

static double
get_number (EbbSpoSettings *settings,
            EbbSetting      setting)
{
  return ebb_spo_settings_get_values (settings)->numbers[setting].value;
}

/* The one that was tried. What somebody else changed meanwhile is theirs. */
static gboolean
has_setting_back (Write *self)
{
  return self->setting == EBB_N_SETTINGS ||
         (self->is_certain && ebb_spo_number_equal (get_number (self->latest, self->setting), get_number (self->first, self->setting)));
}

/* Down rather than up: a car that shall be charged less, and not one that begins to charge at once. */
static void
choose_trial (Write *self)
{
  static const int signs[] = { -1, 1 };
  const EbbSpoValues *values = ebb_spo_settings_get_values (self->first);

  for (guint sign = 0; sign < G_N_ELEMENTS (signs); sign++)
    for (int setting = 0; setting < EBB_N_SETTINGS; setting++)
      {
        EbbSettingValue *number = &self->tried.numbers[setting];
        g_autofree char *fault = NULL;
        EbbSetting faulty;

        self->tried = *values;
        if (!number->is_present || !(number->step > 0))
          continue;
        number->value += signs[sign] * number->step;
        if (!(number->value >= number->minimum && number->value <= number->maximum))
          continue;
        fault = ebb_spo_values_check (&self->tried, &faulty);
        if (fault != NULL)
          continue;
        self->setting = setting;
        return;
      }

  self->tried = *values;
}

/* Only the one that was tried: whatever somebody else changed meanwhile stays. */
static EbbSpoValues
make_back_values (Write *self)
{
  EbbSpoValues values = *ebb_spo_settings_get_values (self->latest);

  if (self->setting < EBB_N_SETTINGS)
    values.numbers[self->setting].value = get_number (self->first, self->setting);

  return values;
}

static gboolean
is_trial (Step step)
{
  return step == READ_NAME || step == RENAME || step == READ_SETTINGS || step == CHANGE || step == CHANGE_OLDER;
}

/* Whether there is something to ask in this step. */
static gboolean
prepare (Write    *self,
         EbbProbe *probe,
         GBytes  **body)
{
  EbbSpoValues values;

  switch (self->step)
    {
    case READ_NAME:
    case READ_SETTINGS:
      return TRUE;
    case RENAME:
      *body = self->first_device != NULL ? ebb_wire_write_name (get_trial_name (self)) : NULL;
      return *body != NULL;
    case READ_NAME_AGAIN:
    case CHECK_NAME:
      return self->first_device != NULL;
    case PUT_NAME_BACK:
      if (self->first_device == NULL || has_name_back (self))
        return FALSE;
      *body = ebb_wire_write_name (get_own_name (self->first_device));
      return TRUE;
    case CHANGE:
      if (self->first == NULL)
        return FALSE;
      choose_trial (self);
      *body = ebb_wire_write_settings (self->first, &self->tried);
      probe->if_match = ebb_spo_settings_get_etag (self->first);
      return TRUE;
    case CHANGE_OLDER:
      probe->if_match = self->first != NULL ? ebb_spo_settings_get_etag (self->first) : NULL;
      if (probe->if_match == NULL || g_strcmp0 (probe->if_match, ebb_spo_settings_get_etag (self->latest)) == 0)
        return FALSE;
      /* Where it is taken in spite of its age, everything is back. */
      *body = ebb_wire_write_settings (self->first, ebb_spo_settings_get_values (self->first));
      return TRUE;
    case READ_SETTINGS_AGAIN:
    case CHECK_SETTINGS:
      return self->first != NULL;
    case PUT_SETTINGS_BACK:
      if (self->first == NULL || has_setting_back (self))
        return FALSE;
      values = make_back_values (self);
      *body = ebb_wire_write_settings (self->latest, &values);
      probe->if_match = ebb_spo_settings_get_etag (self->latest);
      return TRUE;
    case N_STEPS:
    default:
      return FALSE;
    }
}

static void
judge_name (Write          *self,
            EbbCheckResult *result)
{
  if (self->step == READ_NAME)
    self->first_device = g_object_ref (self->device);

  if (self->step == RENAME && has_name_back (self))
    ebb_check_result_judge (result, EBB_CHECK_BAD, "the name did not change");
  else if (self->step == RENAME)
    self->was_taken = TRUE;
  else if (self->step == READ_NAME_AGAIN && self->was_taken && has_name_back (self))
    ebb_check_result_judge (result, EBB_CHECK_BAD, "the new name was not kept");
  else if ((self->step == PUT_NAME_BACK || self->step == CHECK_NAME) && !has_name_back (self))
    ebb_check_result_judge (result, EBB_CHECK_BAD, "the name is another than before");
}

static void
judge_settings (Write          *self,
                EbbCheckResult *result)
{
  const EbbSpoValues *values = ebb_spo_settings_get_values (self->latest);

  if (self->step == READ_SETTINGS)
    self->first = g_object_ref (self->latest);

  if (self->step == CHANGE && !ebb_spo_values_equal (values, &self->tried))
    ebb_check_result_judge (result, EBB_CHECK_BAD, "the settings are others than were sent");
  else if (self->step == CHANGE && self->setting == EBB_N_SETTINGS)
    ebb_check_result_judge (result, EBB_CHECK_WRITTEN, "none has a step that it could be moved by, so they were written as they are");
  else if (self->step == CHANGE && ebb_spo_settings_get_etag (self->latest) == NULL)
    ebb_check_result_judge (result, EBB_CHECK_WRITTEN, "without ETag, so changes made elsewhere meanwhile can be lost");
  else if (self->step == CHANGE_OLDER)
    ebb_check_result_judge (result, EBB_CHECK_BAD, "an older version replaced a newer one, so changes made elsewhere can be lost");
  else if (self->step == READ_SETTINGS_AGAIN && self->was_taken && self->setting < EBB_N_SETTINGS && has_setting_back (self))
    ebb_check_result_judge (result, EBB_CHECK_BAD, "the change was not kept");
  else if ((self->step == PUT_SETTINGS_BACK || self->step == CHECK_SETTINGS) && !has_setting_back (self))
    ebb_check_result_judge (result, EBB_CHECK_BAD, "the setting is another than before");
  else if (self->step == CHECK_SETTINGS && !ebb_spo_values_equal (values, ebb_spo_settings_get_values (self->first)))
    ebb_check_result_judge (result, EBB_CHECK_BAD, "other settings than the one that was tried are not as before");

  if (self->step == CHANGE)
    self->was_taken = !has_setting_back (self);
  else if (self->step == CHANGE_OLDER)
    self->was_taken = FALSE;
}

/* Takes what can be read of the answer; what cannot leaves the last that could, and doubt. */
static void
look_into (Write          *self,
           EbbCheckResult *result,
           EbbReply       *reply)
{
  gboolean is_device = g_str_equal (steps[self->step].template, DEVICE);
  g_autoptr (EbbDevice) device = NULL;
  g_autoptr (EbbSpoSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  self->is_certain = FALSE;
  if (!ebb_check_result_compare (result, is_device ? EBB_CHECK_DEVICE_SHAPE : EBB_CHECK_SETTINGS_SHAPE, reply->body))
    return;

  if (is_device)
    device = ebb_wire_read_device (reply->body, &error);
  else
    settings = ebb_wire_read_settings (reply->body, reply->etag, &error);
  if (error != NULL)
    {
      ebb_check_result_judge (result, EBB_CHECK_BAD, error->message);
      return;
    }

  self->is_certain = TRUE;
  if (is_device)
    {
      g_set_object (&self->device, device);
      judge_name (self, result);
    }
  else
    {
      g_set_object (&self->latest, settings);
      judge_settings (self, result);
    }
}

/* What came too late or not at all may have been obeyed: then it is put back once more. */
static Step
get_next_step (Write *self)
{
  gboolean is_back = self->step == CHECK_NAME ? has_name_back (self) : self->step == CHECK_SETTINGS ? has_setting_back (self) : TRUE;

  if (self->step == PUT_NAME_BACK || self->step == PUT_SETTINGS_BACK)
    self->n_put_back++;
  if (!is_back && self->n_put_back < MAX_PUT_BACK)
    return self->step == CHECK_NAME ? PUT_NAME_BACK : PUT_SETTINGS_BACK;

  if (self->step == CHECK_NAME)
    {
      self->has_left_name = !is_back;
      self->n_put_back = 0;
      self->was_taken = FALSE;
    }
  else if (self->step == CHECK_SETTINGS)
    self->has_left_setting = !is_back;

  return self->step + 1;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *async_result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Write *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbReply) reply = ebb_api_probe_finish (EBB_API (source), async_result, &error);
  gboolean reads = g_str_equal (steps[self->step].method, "GET");
  EbbCheckResult *result = ebb_check_result_new (steps[self->step].method, steps[self->step].template, steps[self->step].purpose,
                                                 reads ? EBB_CHECK_READ : EBB_CHECK_WRITTEN);

  g_ptr_array_add (self->results, result);
  result->spent_ms = (g_get_monotonic_time () - self->since_us) / 1000;
  if (reply != NULL)
    {
      result->status = reply->status;
      result->n_bytes = g_bytes_get_size (reply->body);
      look_into (self, result, reply);
    }
  else
    {
      ebb_check_result_fail (result, error);
      if (self->step == CHANGE_OLDER && g_error_matches (error, EBB_ERROR, EBB_ERROR_CONFLICT))
        ebb_check_result_judge (result, EBB_CHECK_REFUSED, NULL);
      else
        self->is_certain = FALSE;
    }

  self->step = get_next_step (self);
  take_next (task);
}

static void
take_next (GTask *task)
{
  Write *self = g_task_get_task_data (task);
  GCancellable *interruption = g_task_get_cancellable (task);

  for (; self->step < N_STEPS; self->step++)
    {
      EbbProbe probe = { steps[self->step].method, steps[self->step].template, self->device_id };
      g_autoptr (GBytes) body = NULL;

      if (is_trial (self->step) && g_cancellable_is_cancelled (interruption))
        continue;
      if (!prepare (self, &probe, &body))
        continue;

      probe.body = body;
      self->since_us = g_get_monotonic_time ();
      /* What is under way is waited for: otherwise nobody knows what has to be put back. */
      ebb_api_probe_async (g_task_get_source_object (task), &probe, NULL, answered_cb, g_object_ref (task));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static char *
warn_of_name (Write *self)
{
  const char *name = get_own_name (self->first_device);

  return name != NULL ? g_strdup_printf (_("The name could not be put back; it was “%s”."), name)
                      : g_strdup (_("The name could not be put back; the device had none of its own."));
}

/* What a person would have to put back. */
static char *
make_warning (Write *self)
{
  g_autofree char *of_name = self->has_left_name ? warn_of_name (self) : NULL;
  g_autofree char *of_setting = NULL;

  if (self->has_left_setting)
    of_setting = g_strdup_printf (_("A setting could not be put back: “%s” was %g."), ebb_wire_get_setting_name (self->setting),
                                  get_number (self->first, self->setting));
  if (of_name != NULL && of_setting != NULL)
    return g_strconcat (of_name, " ", of_setting, NULL);

  return g_strdup (of_name != NULL ? of_name : of_setting);
}

/**
 * ebb_check_write_async:
 * @api: the API as one customer
 * @device_id: the device on which it is tried
 * @interruption: (nullable): when cancelled, nothing more is tried; what was tried is still put back
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Tries to rename a device and to change its settings, and puts back what was there.
 */
void
ebb_check_write_async (EbbApi              *api,
                       const char          *device_id,
                       GCancellable        *interruption,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (api, interruption, callback, user_data);
  Write *self = g_new0 (Write, 1);

  g_task_set_source_tag (task, ebb_check_write_async);
  g_task_set_task_data (task, self, (GDestroyNotify) write_free);
  g_task_set_check_cancellable (task, FALSE);
  self->device_id = g_strdup (device_id);
  self->setting = EBB_N_SETTINGS;
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ebb_check_result_free);
  take_next (task);
}

/**
 * ebb_check_write_finish:
 * @api: the API
 * @result: what the callback was given
 * @warning: (out) (transfer full) (nullable): what could not be put back and how it was, for the customer alone; %NULL for nothing
 *
 * Returns: (transfer full) (element-type EbbCheckResult): what became of each operation
 */
GPtrArray *
ebb_check_write_finish (EbbApi        *api,
                        GAsyncResult  *result,
                        char         **warning)
{
  Write *self = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, api), NULL);

  *warning = make_warning (self);

  return g_ptr_array_ref (self->results);
}
