/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One device of a home: finding it, taking over what is newly known of it, and what a customer does to it from a list: switch
 * optimisation on or off, give it a name. Each of those asks the server, and then for the device again, for the answer decides what
 * is shown. */

#include "app/ebb-home.h"

/* A switch on its way. */
typedef struct
{
  char *device_id;     /* (owned) */
  EbbTruth is_enabled; /* what it shall be */
} Switch;

static void
switch_free (Switch *data)
{
  g_free (data->device_id);
  g_free (data);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EbbDevice) newer = ebb_api_device_finish (EBB_API (source), result, &error);

  if (newer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ebb_home_take_device (g_task_get_source_object (task), newer);
  g_task_return_boolean (task, TRUE);
}

static void
switched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbHome *self = g_task_get_source_object (task);
  g_autoptr (EbbDevice) newer = ebb_api_device_finish (EBB_API (source), result, NULL);

  /* The server has taken it, whether or not it says how the device is doing now. */
  if (newer != NULL)
    ebb_home_take_device (self, newer);
  else
    ebb_home_refresh (self);
  g_task_return_boolean (task, TRUE);
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Switch *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) settings = ebb_api_settings_finish (EBB_API (source), result, &error);

  if (settings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ebb_api_get_device_async (EBB_API (source), data->device_id, NULL, switched_cb, g_steal_pointer (&task));
}

static void
get_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Switch *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) settings = ebb_api_settings_finish (EBB_API (source), result, &error);
  EbbSpoValues values;

  if (settings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  values = *ebb_spo_settings_get_values (settings);
  values.is_enabled = data->is_enabled;
  ebb_api_put_settings_async (EBB_API (source), data->device_id, settings, &values, NULL, put_cb,
                              g_steal_pointer (&task));
}

static gboolean
finish (EbbHome       *self,
        GAsyncResult  *result,
        gpointer       tag,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ebb_home_find_device:
 * @self: a home
 * @device_id: an id
 *
 * Returns: (transfer none) (nullable): that device, if the facility that is shown has it
 */
EbbDevice *
ebb_home_find_device (EbbHome    *self,
                      const char *device_id)
{
  GListModel *devices = ebb_home_get_devices (self);

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (EbbDevice) device = g_list_model_get_item (devices, i);

      if (g_str_equal (ebb_device_get_id (device), device_id))
        return device;
    }

  return NULL;
}

/**
 * ebb_home_take_device:
 * @self: a home
 * @newer: a device as just answered; gives up its values
 *
 * Takes over what is newly known of one device, after a person changed something of it.
 */
void
ebb_home_take_device (EbbHome   *self,
                      EbbDevice *newer)
{
  EbbDevice *known = ebb_home_find_device (self, ebb_device_get_id (newer));

  if (known == NULL || !ebb_device_update (known, newer))
    return;

  g_signal_emit_by_name (self, "acted", known);
  /* A list that was asked for before could be older than this. */
  if (ebb_home_is_loading (self))
    ebb_home_refresh (self);
}

/**
 * ebb_home_set_enabled_async:
 * @self: a home
 * @device: one of its devices
 * @is_enabled: whether it shall be optimised
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Switches the optimisation of a device on or off and leaves its other settings as they are.
 */
void
ebb_home_set_enabled_async (EbbHome             *self,
                            EbbDevice           *device,
                            gboolean             is_enabled,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Switch *data = g_new0 (Switch, 1);

  data->device_id = g_strdup (ebb_device_get_id (device));
  data->is_enabled = is_enabled ? EBB_YES : EBB_NO;
  g_task_set_source_tag (task, ebb_home_set_enabled_async);
  g_task_set_task_data (task, data, (GDestroyNotify) switch_free);
  ebb_api_get_settings_async (ebb_home_get_api (self), data->device_id, NULL, get_cb, task);
}

/**
 * ebb_home_set_enabled_finish:
 * @self: a home
 * @result: what the callback was given
 * @error: any of %EBB_ERROR
 *
 * Returns: whether the server took it
 */
gboolean
ebb_home_set_enabled_finish (EbbHome       *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return finish (self, result, ebb_home_set_enabled_async, error);
}

/**
 * ebb_home_rename_async:
 * @self: a home
 * @device: one of its devices
 * @name: its name; an empty one restores the maker's
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Gives a device another name.
 */
void
ebb_home_rename_async (EbbHome             *self,
                       EbbDevice           *device,
                       const char          *name,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ebb_home_rename_async);
  ebb_api_rename_device_async (ebb_home_get_api (self), ebb_device_get_id (device), *name != '\0' ? name : NULL, NULL,
                               renamed_cb, task);
}

/**
 * ebb_home_rename_finish:
 * @self: a home
 * @result: what the callback was given
 * @error: any of %EBB_ERROR
 *
 * Returns: whether the server took it
 */
gboolean
ebb_home_rename_finish (EbbHome       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return finish (self, result, ebb_home_rename_async, error);
}
