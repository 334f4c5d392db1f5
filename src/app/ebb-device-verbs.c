/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One device of a home: finding it and its facility, taking over what is newly known of it, and what a customer does to it from a list:
 * switch optimisation on or off, give it a name. Each of those asks the server, and then for the device again, for the answer decides
 * what is shown. */

#include "app/ebb-home.h"

/* Something that a person waits for. What becomes of it is in the outbox. */
typedef struct
{
  EbbEditKind kind;
  char *device_id;      /* (owned) */
  gboolean is_confirmed;
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->device_id);
  g_free (wish);
}

static void
stop_waiting (GTask *task)
{
  EbbHome *self = g_task_get_source_object (task);

  g_signal_handlers_disconnect_by_data (ebb_home_get_outbox (self), task);
  g_signal_handlers_disconnect_by_data (self, task);
}

static void
confirmed_cb (GTask      *task,
              int         kind)
{
  Wish *wish = g_task_get_task_data (task);

  wish->is_confirmed |= kind == (int) wish->kind;
}

/* Once it is known how the device is since, so that nothing jumps back meanwhile. */
static void
acted_cb (GTask *task)
{
  Wish *wish = g_task_get_task_data (task);

  if (!wish->is_confirmed)
    return;

  stop_waiting (task);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
changed_cb (GTask *task,
            int    kind)
{
  EbbHome *self = g_task_get_source_object (task);
  EbbOutbox *outbox = ebb_home_get_outbox (self);
  Wish *wish = g_task_get_task_data (task);
  const EbbOutboxItem *item = ebb_outbox_find (outbox, wish->kind, wish->device_id);
  GError *error;

  if (kind != (int) wish->kind || wish->is_confirmed || (item != NULL && item->error == NULL))
    return;

  stop_waiting (task);
  error = item != NULL ? g_error_copy (item->error) : g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was taken back");
  /* Whoever is told can wish it again. */
  if (item != NULL && item->edit->state == EBB_EDIT_FAILED)
    ebb_outbox_drop (outbox, wish->kind, wish->device_id);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
wish_for (EbbHome             *self,
          EbbDevice           *device,
          EbbEditKind          kind,
          const char          *wanted,
          gpointer             tag,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  EbbOutbox *outbox = ebb_home_get_outbox (self);
  Wish *wish = g_new0 (Wish, 1);
  EbbEdit edit = { kind, EBB_EDIT_PENDING, (char *) ebb_device_get_id (device), 0, NULL, NULL, (char *) wanted };
  g_autofree char *confirmed = g_strconcat ("confirmed::", edit.device_id, NULL);
  g_autofree char *changed = g_strconcat ("changed::", edit.device_id, NULL);
  g_autofree char *acted = g_strconcat ("acted::", edit.device_id, NULL);

  wish->kind = kind;
  wish->device_id = g_strdup (edit.device_id);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  ebb_outbox_send (outbox, &edit);
  g_signal_connect_swapped (outbox, confirmed, G_CALLBACK (confirmed_cb), task);
  g_signal_connect_swapped (outbox, changed, G_CALLBACK (changed_cb), task);
  g_signal_connect_swapped (self, acted, G_CALLBACK (acted_cb), task);
}

/* How a device is, after something of it was changed. */
typedef struct
{
  EbbHome *home;   /* (owned) */
  char *device_id; /* (owned) */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->home);
  g_free (look->device_id);
  g_free (look);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (EbbDevice) newer = ebb_api_device_finish (EBB_API (source), result, NULL);

  /* The service has taken it, whether or not it says how the device is doing now. */
  if (newer == NULL)
    ebb_home_refresh (look->home);
  ebb_home_take_device (look->home, look->device_id, newer);
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
 * ebb_home_find_facility:
 * @self: a home
 * @facility_id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): that facility
 */
EbbFacility *
ebb_home_find_facility (EbbHome    *self,
                        const char *facility_id)
{
  GListModel *facilities = ebb_home_get_facilities (self);

  for (guint i = 0; i < g_list_model_get_n_items (facilities); i++)
    {
      g_autoptr (EbbFacility) facility = g_list_model_get_item (facilities, i);

      if (g_strcmp0 (ebb_facility_get_id (facility), facility_id) == 0)
        return facility;
    }

  return NULL;
}

/**
 * ebb_home_show_facility_of:
 * @self: a home
 * @device: one of its devices
 *
 * Shows the facility of a device: places, times, prices and what is asked again are those of the one that is shown.
 */
void
ebb_home_show_facility_of (EbbHome   *self,
                           EbbDevice *device)
{
  EbbFacility *facility = ebb_home_find_facility (self, ebb_device_get_values (device)->facility_id);

  if (facility != NULL)
    ebb_home_set_facility (self, facility);
}

/**
 * ebb_home_find_device:
 * @self: a home
 * @device_id: an id
 *
 * Returns: (transfer none) (nullable): that device, of whichever facility
 */
EbbDevice *
ebb_home_find_device (EbbHome    *self,
                      const char *device_id)
{
  return ebb_device_lists_find (ebb_home_get_device_lists (self), device_id);
}

/**
 * ebb_home_has_lost:
 * @self: a home
 * @device_id: an id
 *
 * Returns: whether there is no such device in any facility, which is known only once all of them have been asked
 */
gboolean
ebb_home_has_lost (EbbHome    *self,
                   const char *device_id)
{
  GListModel *facilities = ebb_home_get_facilities (self);

  for (guint i = 0; i < g_list_model_get_n_items (facilities); i++)
    {
      g_autoptr (EbbFacility) facility = g_list_model_get_item (facilities, i);

      if (ebb_device_lists_get_updated_at (ebb_home_get_device_lists (self), ebb_facility_get_id (facility)) == EBB_TIME_UNKNOWN)
        return FALSE;
    }

  return ebb_home_is_known (self) && ebb_home_find_device (self, device_id) == NULL;
}

/**
 * ebb_home_take_device:
 * @self: a home
 * @device_id: of which device
 * @newer: (nullable): the device as just answered, which gives up its values; %NULL when it is being asked for
 *
 * Takes over what is newly known of one device, after a person changed something of it.
 */
void
ebb_home_take_device (EbbHome    *self,
                      const char *device_id,
                      EbbDevice  *newer)
{
  EbbDevice *known = ebb_home_find_device (self, device_id);
  g_autofree char *signal = g_strconcat ("acted::", device_id, NULL);
  gboolean is_newer = known != NULL && newer != NULL && ebb_device_update (known, newer);

  g_signal_emit_by_name (self, signal, device_id, known);
  /* A list that was asked for before could be older than this. */
  if (is_newer && ebb_home_is_loading (self))
    ebb_home_refresh (self);
}

/**
 * ebb_home_follow_edit:
 * @self: a home
 * @kind: an #EbbEditKind
 * @device_id: of which device
 * @answer: (nullable): what the service has confirmed
 *
 * Sees to it that what is shown is how the device is after an edit was confirmed, whoever made it and when.
 */
void
ebb_home_follow_edit (EbbHome    *self,
                      int         kind,
                      const char *device_id,
                      GObject    *answer)
{
  Look *look;

  if (kind == EBB_EDIT_REMOVAL)
    {
      ebb_device_lists_remove (ebb_home_get_device_lists (self), device_id);
      /* A list that was asked for before may still have it, and so has the one that is remembered. */
      ebb_home_refresh (self);
      return;
    }
  if (answer != NULL && EBB_IS_DEVICE (answer))
    {
      ebb_home_take_device (self, device_id, EBB_DEVICE (answer));
      return;
    }

  look = g_new0 (Look, 1);
  look->home = g_object_ref (self);
  look->device_id = g_strdup (device_id);
  ebb_api_get_device_async (ebb_home_get_api (self), device_id, NULL, looked_cb, look);
}

/**
 * ebb_home_set_enabled_async:
 * @self: a home
 * @device: one of its devices
 * @is_enabled: whether it shall be optimised
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Switches the optimisation of a device on or off and leaves its other settings as they are. What fails for a reason that may pass is
 * told as an error, and stays in the outbox to be sent again.
 */
void
ebb_home_set_enabled_async (EbbHome             *self,
                            EbbDevice           *device,
                            gboolean             is_enabled,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  wish_for (self, device, EBB_EDIT_SWITCH, is_enabled ? EBB_EDIT_ON : EBB_EDIT_OFF, ebb_home_set_enabled_async, callback, user_data);
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
 * Gives a device another name. What fails for a reason that may pass is told as an error, and stays in the outbox to be sent again.
 */
void
ebb_home_rename_async (EbbHome             *self,
                       EbbDevice           *device,
                       const char          *name,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  wish_for (self, device, EBB_EDIT_NAME, name, ebb_home_rename_async, callback, user_data);
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
