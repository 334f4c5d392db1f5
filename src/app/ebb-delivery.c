/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One edit on its way to the service.
 *
 * Settings replace a whole document, so they are sent for the version that the edit began with and no other. Where that one is not
 * the current one any more it is looked at: it may be the edit itself, whose answer got lost. An edit of which it is not known
 * whether it was sent is looked for before it is sent, so that nothing is sent twice. */

#include "app/ebb-delivery.h"

#include "base/ebb-error.h"

typedef struct
{
  EbbEdit *edit;           /* (owned) */
  EbbSpoSettings *base;    /* (owned) (nullable): of settings, what the edit began with */
  EbbSpoValues wanted;     /* of settings */
  GObject *answer;         /* (owned) (nullable): what the service confirmed */
  EbbSpoSettings *theirs;  /* (owned) (nullable): in a conflict, what the service has */
  EbbSpoSettings *before;  /* (owned) (nullable): what a switch was thrown in */
  gboolean is_refused;     /* the service had another version than the one it was sent for */
} Delivery;

static void
delivery_free (Delivery *delivery)
{
  ebb_edit_free (delivery->edit);
  g_clear_object (&delivery->base);
  g_clear_object (&delivery->answer);
  g_clear_object (&delivery->theirs);
  g_clear_object (&delivery->before);
  g_free (delivery);
}

/* Ends @task with @object, or with why there is none. Takes both. */
static void
end (GTask   *task,
     gpointer object,
     GError  *error)
{
  Delivery *delivery = g_task_get_task_data (task);

  delivery->answer = object;
  if (object != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
device_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  EbbDevice *device = ebb_api_device_finish (EBB_API (source), result, &error);

  end (task, device, error);
}

/* It may have been given before. */
static void
before_name_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const EbbEdit *edit = ((Delivery *) g_task_get_task_data (task))->edit;
  GError *error = NULL;
  g_autoptr (EbbDevice) device = ebb_api_device_finish (EBB_API (source), result, &error);
  const char *wanted = *edit->wanted != '\0' ? edit->wanted : NULL;

  if (device == NULL || g_strcmp0 (ebb_device_get_values (device)->custom_device_name, wanted) == 0)
    end (task, g_steal_pointer (&device), error);
  else
    ebb_api_rename_device_async (EBB_API (source), edit->device_id, wanted, NULL, device_cb, g_steal_pointer (&task));
}

/* Nobody has changed the settings since the edit began, not even back and forth. */
static gboolean
is_base (EbbSpoSettings *base,
         EbbSpoSettings *current)
{
  const char *etag = ebb_spo_settings_get_etag (current);
  const char *base_etag = ebb_spo_settings_get_etag (base);

  if (etag != NULL && base_etag != NULL && !g_str_equal (etag, base_etag))
    return FALSE;

  return ebb_spo_values_equal (ebb_spo_settings_get_values (current), ebb_spo_settings_get_values (base));
}

static void put_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data);

/* It may have been sent before, or there is no tag to send it with, or the service has another version. */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *delivery = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) current = ebb_api_settings_finish (EBB_API (source), result, &error);

  if (current == NULL)
    g_task_return_error (task, error);
  /* Others did the same, or it was ourselves and only the answer was lost. */
  else if (ebb_spo_values_equal (ebb_spo_settings_get_values (current), &delivery->wanted))
    end (task, g_steal_pointer (&current), NULL);
  else if (!delivery->is_refused && is_base (delivery->base, current))
    ebb_api_put_settings_async (EBB_API (source), delivery->edit->device_id, current, &delivery->wanted, NULL, put_cb,
                                g_steal_pointer (&task));
  else
    {
      delivery->theirs = g_steal_pointer (&current);
      g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_CONFLICT, "The settings were changed elsewhere");
    }
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *delivery = g_task_get_task_data (task);
  GError *error = NULL;
  EbbSpoSettings *settings = ebb_api_settings_finish (EBB_API (source), result, &error);

  if (!g_error_matches (error, EBB_ERROR, EBB_ERROR_CONFLICT))
    {
      end (task, settings, error);
      return;
    }

  g_clear_error (&error);
  delivery->is_refused = TRUE;
  ebb_api_get_settings_async (EBB_API (source), delivery->edit->device_id, NULL, looked_cb, g_steal_pointer (&task));
}

static void
deliver_settings (EbbApi *api,
                  GTask  *task)
{
  Delivery *delivery = g_task_get_task_data (task);
  const EbbEdit *edit = delivery->edit;
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) wanted = NULL;

  delivery->base = ebb_edit_read_base (edit, &error);
  if (delivery->base != NULL)
    wanted = ebb_edit_read_wanted (edit, &error);
  if (wanted == NULL)
    {
      /* No fault of the service, which could be asked again: this Ebb reads more strictly than the one that kept it. */
      g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_INVALID_INPUT, "What was kept cannot be read: %s", error->message);
      g_clear_error (&error);
      g_object_unref (task);
      return;
    }

  delivery->wanted = *ebb_spo_settings_get_values (wanted);
  if (edit->state == EBB_EDIT_SENT || edit->etag == NULL)
    ebb_api_get_settings_async (api, edit->device_id, NULL, looked_cb, task);
  else
    ebb_api_put_settings_async (api, edit->device_id, delivery->base, &delivery->wanted, NULL, put_cb, task);
}

static void before_switch_cb (GObject      *source,
                              GAsyncResult *result,
                              gpointer      user_data);

static void
switched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *delivery = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) settings = ebb_api_settings_finish (EBB_API (source), result, &error);

  /* Something else was changed in the same moment: that is no reason to ask a person. */
  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_CONFLICT) && !delivery->is_refused)
    {
      g_clear_error (&error);
      delivery->is_refused = TRUE;
      ebb_api_get_settings_async (EBB_API (source), delivery->edit->device_id, NULL, before_switch_cb, g_steal_pointer (&task));
      return;
    }

  end (task, g_steal_pointer (&settings), error);
}

static void
before_switch_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *delivery = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) settings = ebb_api_settings_finish (EBB_API (source), result, &error);
  EbbSpoValues values;

  if (settings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_set_object (&delivery->before, settings);
  values = *ebb_spo_settings_get_values (settings);
  values.is_enabled = g_str_equal (delivery->edit->wanted, EBB_EDIT_ON) ? EBB_YES : EBB_NO;
  if (values.is_enabled == ebb_spo_settings_get_values (settings)->is_enabled)
    end (task, g_steal_pointer (&settings), NULL);
  else
    ebb_api_put_settings_async (EBB_API (source), delivery->edit->device_id, settings, &values, NULL, switched_cb,
                                g_steal_pointer (&task));
}

static void removed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);

/* It may have been removed before. One that is there is to be removed, unless that is what was just refused. */
static void
before_removal_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *delivery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbDevice) device = ebb_api_device_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else if (device == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (delivery->is_refused)
    g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_NOT_SUPPORTED, "The service does not remove devices");
  else
    ebb_api_remove_device_async (EBB_API (source), delivery->edit->device_id, NULL, removed_cb, g_steal_pointer (&task));
}

/* "Not found" is the device, or all there is of this. */
static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *delivery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (ebb_api_remove_device_finish (EBB_API (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (!g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      delivery->is_refused = TRUE;
      ebb_api_get_device_async (EBB_API (source), delivery->edit->device_id, NULL, before_removal_cb, g_steal_pointer (&task));
    }
}

/**
 * ebb_delivery_start_async:
 * @api: the API
 * @edit: what was edited; in the state SENT if it may have arrived before
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Sends an edit.
 */
void
ebb_delivery_start_async (EbbApi              *api,
                          const EbbEdit       *edit,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (api, NULL, callback, user_data);
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->edit = ebb_edit_copy (edit);
  g_task_set_source_tag (task, ebb_delivery_start_async);
  g_task_set_task_data (task, delivery, (GDestroyNotify) delivery_free);
  switch (edit->kind)
    {
    case EBB_EDIT_SETTINGS:
      deliver_settings (api, task);
      break;
    case EBB_EDIT_NAME:
      if (edit->state == EBB_EDIT_SENT)
        ebb_api_get_device_async (api, edit->device_id, NULL, before_name_cb, task);
      else
        ebb_api_rename_device_async (api, edit->device_id, *edit->wanted != '\0' ? edit->wanted : NULL, NULL, device_cb, task);
      break;
    case EBB_EDIT_SWITCH:
      ebb_api_get_settings_async (api, edit->device_id, NULL, before_switch_cb, task);
      break;
    case EBB_EDIT_REMOVAL:
      if (edit->state == EBB_EDIT_SENT)
        ebb_api_get_device_async (api, edit->device_id, NULL, before_removal_cb, task);
      else
        ebb_api_remove_device_async (api, edit->device_id, NULL, removed_cb, task);
      break;
    case EBB_EDIT_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * ebb_delivery_rebase:
 * @edit: an edit of settings
 * @before: (nullable): what the service had before it took another edit of ours; %NULL when that is what this edit is on top of
 * @settings: what the service has since
 *
 * Makes an edit go on from there: what it changes stays changed, and all else is as in @settings. What somebody else changed stays for
 * a person to decide: @before has to be what the edit began with, or the edit itself, which then has arrived.
 *
 * Returns: whether the edit goes on from there
 */
gboolean
ebb_delivery_rebase (EbbEdit        *edit,
                     EbbSpoSettings *before,
                     EbbSpoSettings *settings)
{
  g_autoptr (EbbSpoSettings) base = ebb_edit_read_base (edit, NULL);
  g_autoptr (EbbSpoSettings) wanted = ebb_edit_read_wanted (edit, NULL);
  g_autoptr (GBytes) document = NULL;
  EbbSpoValues values;

  if (base == NULL || wanted == NULL)
    return FALSE;
  if (before != NULL && !is_base (base, before) &&
      !ebb_spo_values_equal (ebb_spo_settings_get_values (wanted), ebb_spo_settings_get_values (before)))
    return FALSE;

  values = ebb_spo_values_merge (ebb_spo_settings_get_values (wanted), ebb_spo_settings_get_values (base),
                                 ebb_spo_settings_get_values (settings));
  document = ebb_wire_write_settings (settings, &values);
  g_free (edit->wanted);
  edit->wanted = g_strndup (g_bytes_get_data (document, NULL), g_bytes_get_size (document));
  ebb_edit_rebase (edit, settings);

  return TRUE;
}

/**
 * ebb_delivery_start_finish:
 * @api: the API
 * @result: what the callback was given
 * @answer: (out) (transfer full) (nullable): what the service has now: the #EbbSpoSettings, for a name the #EbbDevice, of a removal nothing
 * @theirs: (out) (transfer full) (nullable): with %EBB_ERROR_CONFLICT, what the service has in the place of the edit
 * @before: (out) (transfer full) (nullable): of a switch, what the service had before
 * @error: any of %EBB_ERROR
 *
 * Returns: whether the service confirmed it
 */
gboolean
ebb_delivery_start_finish (EbbApi          *api,
                           GAsyncResult    *result,
                           GObject        **answer,
                           EbbSpoSettings **theirs,
                           EbbSpoSettings **before,
                           GError         **error)
{
  Delivery *delivery;

  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ebb_delivery_start_async), FALSE);

  delivery = g_task_get_task_data (G_TASK (result));
  *answer = g_steal_pointer (&delivery->answer);
  *theirs = g_steal_pointer (&delivery->theirs);
  *before = g_steal_pointer (&delivery->before);

  return g_task_propagate_boolean (G_TASK (result), error);
}
