/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The device that a person names on a command line: by what it is called, or by its id. */

#include "api/ebb-device-search.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"

/* As many names as are offered where none fits. */
#define N_OFFERED 10

typedef struct
{
  char *words;           /* (owned): folded */
  char *id;              /* (owned): as given */
  GPtrArray *facilities; /* (owned) (nullable) (element-type EbbFacility) */
  guint next;            /* of @facilities */
  GPtrArray *devices;    /* (owned) (element-type EbbDevice) */
} Search;

static void ask_next (GTask *task);

static void
search_free (Search *self)
{
  g_free (self->words);
  g_free (self->id);
  g_clear_pointer (&self->facilities, g_ptr_array_unref);
  g_ptr_array_unref (self->devices);
  g_free (self);
}

static GPtrArray *
find_fitting (Search *self)
{
  GPtrArray *fitting = g_ptr_array_new ();

  for (guint i = 0; i < self->devices->len; i++)
    {
      EbbDevice *device = g_ptr_array_index (self->devices, i);
      g_autofree char *folded = g_utf8_casefold (ebb_device_get_name (device), -1);

      if (g_str_equal (folded, self->words) || g_str_equal (ebb_device_get_id (device), self->id))
        g_ptr_array_add (fitting, device);
    }

  return fitting;
}

static char *
list_names (GPtrArray *devices,
            gboolean   with_ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < devices->len && i < N_OFFERED; i++)
    {
      EbbDevice *device = g_ptr_array_index (devices, i);

      g_string_append_printf (text, i > 0 ? ", “%s”" : "“%s”", with_ids ? ebb_device_get_id (device) : ebb_device_get_name (device));
    }
  if (devices->len > N_OFFERED)
    g_string_append (text, ", …");

  return g_string_free (text, FALSE);
}

static void
conclude (GTask *task)
{
  Search *self = g_task_get_task_data (task);
  g_autoptr (GPtrArray) fitting = find_fitting (self);
  g_autofree char *known = list_names (fitting->len > 1 ? fitting : self->devices, fitting->len > 1);

  if (fitting->len == 1)
    g_task_return_pointer (task, g_object_ref (g_ptr_array_index (fitting, 0)), g_object_unref);
  else if (self->devices->len == 0)
    g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_NOT_FOUND, "%s", _("There is no device"));
  else if (fitting->len == 0)
    g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_NOT_FOUND, _("No device is called “%s”; there are %s"), self->id, known);
  else
    g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_INVALID_INPUT, _("Several devices are called “%s”; name one by its id: %s"),
                             self->id, known);
}

static void
devices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) devices = ebb_api_list_devices_finish (EBB_API (source), result, &error);

  if (devices == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < devices->len; i++)
    g_ptr_array_add (self->devices, g_object_ref (g_ptr_array_index (devices, i)));
  self->next++;
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  Search *self = g_task_get_task_data (task);

  if (self->next == self->facilities->len)
    conclude (task);
  else
    ebb_api_list_devices_async (g_task_get_source_object (task), ebb_facility_get_id (g_ptr_array_index (self->facilities, self->next)),
                                g_task_get_cancellable (task), devices_cb, g_object_ref (task));
}

static void
facilities_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->facilities = ebb_api_list_facilities_finish (EBB_API (source), result, &error);
  if (self->facilities == NULL)
    g_task_return_error (task, error);
  else
    ask_next (task);
}

/**
 * ebb_device_search_async:
 * @api: the API as one customer
 * @words: what the device is called, small or capital letters alike, or its id
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Looks for a device at all facilities.
 */
void
ebb_device_search_async (EbbApi              *api,
                         const char          *words,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (api, cancellable, callback, user_data);
  Search *self = g_new0 (Search, 1);

  g_task_set_source_tag (task, ebb_device_search_async);
  g_task_set_task_data (task, self, (GDestroyNotify) search_free);
  self->words = g_utf8_casefold (words, -1);
  self->id = g_strdup (words);
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
  ebb_api_list_facilities_async (api, cancellable, facilities_cb, g_object_ref (task));
}

/**
 * ebb_device_search_finish:
 * @api: the API
 * @result: what the callback was given
 * @error: any of %EBB_ERROR; that none or several are called so is a sentence for a person, in their language
 *
 * Returns: (transfer full): the device
 */
EbbDevice *
ebb_device_search_finish (EbbApi        *api,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
