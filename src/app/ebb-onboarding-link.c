/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A link to the page where the customer signs in to a device's maker, with all that has to be there before a browser may
 * open it: the devices that are at home already, or nobody could say later what is new, and a listener for the browser's
 * return. The listener goes with the link. */

#include "app/ebb-onboarding-link.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/ebb-error.h"
#include "base/ebb-link.h"
#include "http/ebb-loopback.h"

struct _EbbOnboardingLink
{
  GObject parent_instance;

  EbbDeviceKind kind;
  char *again_id;                /* (owned) (nullable): the device that is only signed in again */
  gboolean is_dark;
  char *facility_id;             /* (owned): where the device shall be */
  GHashTable *known_ids;         /* (owned) (element-type utf8): the devices that were there before */
  EbbLoopback *loopback;         /* (owned) */
  EbbOnboardingSession *session; /* (owned): as the service first answered */
  gint64 expires_at_us;
};

enum
{
  SIGNAL_RETURNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbOnboardingLink, ebb_onboarding_link, G_TYPE_OBJECT)

/* The contract's words. Where there is none the customer chooses in the browser. */
static const char *const kind_words[] = {
  [EBB_DEVICE_ELECTRIC_VEHICLE] = "electric_vehicle",
  [EBB_DEVICE_CHARGER] = "charger",
  [EBB_DEVICE_HEAT_PUMP] = "heat_pump",
  [EBB_DEVICE_THERMOSTAT] = "thermostat",
  [EBB_DEVICE_WATER_HEATER] = "water_heater",
  [EBB_DEVICE_BATTERY] = "battery",
  [EBB_DEVICE_INVERTER] = "inverter",
  [EBB_DEVICE_OTHER] = NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == EBB_N_DEVICE_KINDS);

/* sv_SE.UTF-8 is sv-SE, ca_ES@valencia is ca-ES. */
static char *
dup_language (void)
{
  const char *locale = g_get_language_names ()[0];
  char *language;

  if (g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.") || g_str_equal (locale, "POSIX"))
    return g_strdup ("en");

  language = g_strndup (locale, strcspn (locale, ".@"));

  return g_strdelimit (language, "_", '-');
}

static void
returned_cb (EbbOnboardingLink *self,
             GHashTable        *query,
             EbbLoopback       *loopback)
{
  g_signal_emit (self, signals[SIGNAL_RETURNED], 0);
}

static void
session_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbOnboardingLink *self = g_task_get_task_data (task);
  EbbHome *home = g_task_get_source_object (task);
  GError *error = NULL;
  const EbbOnboardingValues *values;

  self->session = ebb_api_onboarding_finish (EBB_API (source), result, &error);
  if (self->session == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  values = ebb_onboarding_session_get_values (self->session);
  if (!ebb_link_is_for_browser (values->url))
    {
      g_message ("onboarding/sessions: url is neither https nor on this machine");
      g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_BAD_REPLY, "not a link for a browser");
      return;
    }

  /* A link that has just been given is good. If it seems too old, our clock is wrong, and the service has to say. */
  if (values->expires_at_us > ebb_clock_now (ebb_home_get_clock (home)))
    self->expires_at_us = values->expires_at_us;
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
ask_for_session (GTask  *task,
                 EbbApi *api)
{
  EbbOnboardingLink *self = g_task_get_task_data (task);
  g_autofree char *language = dup_language ();
  EbbOnboardingRequest request = {
    .facility_id = self->facility_id,
    .device_type = kind_words[self->kind],
    .device_id = self->again_id,
    .language = language,
    .is_dark = self->is_dark,
    .redirect_url = ebb_loopback_get_redirect_uri (self->loopback),
  };

  ebb_api_start_onboarding_async (api, &request, g_task_get_cancellable (task), session_cb, task);
}

static void
devices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EbbOnboardingLink *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) listed = ebb_api_list_devices_finish (EBB_API (source), result, &error);

  if (listed != NULL)
    self->loopback = ebb_loopback_new (_("You can go back to Ebb"),
                                       _("Ebb now looks for your device. You can close this page."), &error);
  if (self->loopback == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < listed->len; i++)
    g_hash_table_add (self->known_ids, g_strdup (ebb_device_get_id (g_ptr_array_index (listed, i))));
  g_signal_connect_swapped (self->loopback, "returned", G_CALLBACK (returned_cb), self);
  ask_for_session (g_steal_pointer (&task), EBB_API (source));
}

static void
ebb_onboarding_link_finalize (GObject *object)
{
  EbbOnboardingLink *self = EBB_ONBOARDING_LINK (object);

  if (self->loopback != NULL)
    g_signal_handlers_disconnect_by_data (self->loopback, self);
  g_clear_object (&self->loopback);
  g_clear_object (&self->session);
  g_clear_pointer (&self->known_ids, g_hash_table_unref);
  g_clear_pointer (&self->facility_id, g_free);
  g_clear_pointer (&self->again_id, g_free);

  G_OBJECT_CLASS (ebb_onboarding_link_parent_class)->finalize (object);
}

static void
ebb_onboarding_link_class_init (EbbOnboardingLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_onboarding_link_finalize;

  /**
   * EbbOnboardingLink::returned:
   *
   * A browser came back, in the right way. That is a hint and no proof. May come more than once.
   */
  signals[SIGNAL_RETURNED] = g_signal_new ("returned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
ebb_onboarding_link_init (EbbOnboardingLink *self)
{
  self->expires_at_us = EBB_TIME_UNKNOWN;
  self->known_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ebb_onboarding_link_request_async:
 * @home: where the device shall be added, to the facility that is shown
 * @kind: what to add; %EBB_DEVICE_OTHER leaves it to the customer to say so in the browser
 * @again: (nullable): the device that is there already and shall only be signed in again
 * @is_dark: whether the page in the browser should be dark
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks for a link, in the language of the program.
 */
void
ebb_onboarding_link_request_async (EbbHome             *home,
                                   EbbDeviceKind        kind,
                                   EbbDevice           *again,
                                   gboolean             is_dark,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (home, cancellable, callback, user_data);
  EbbFacility *facility = ebb_home_get_facility (home);
  const char *facility_id = facility != NULL ? ebb_facility_get_id (facility) : NULL;
  EbbOnboardingLink *self;

  g_task_set_source_tag (task, ebb_onboarding_link_request_async);
  if (again != NULL && ebb_device_get_values (again)->facility_id != NULL)
    facility_id = ebb_device_get_values (again)->facility_id;
  if (facility_id == NULL)
    {
      g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_NOT_FOUND, "there is no facility");
      return;
    }

  self = g_object_new (EBB_TYPE_ONBOARDING_LINK, NULL);
  self->kind = kind;
  self->is_dark = is_dark;
  self->facility_id = g_strdup (facility_id);
  self->again_id = again != NULL ? g_strdup (ebb_device_get_id (again)) : NULL;
  g_task_set_task_data (task, self, g_object_unref);
  ebb_api_list_devices_async (ebb_home_get_api (home), self->facility_id, cancellable, devices_cb, g_steal_pointer (&task));
}

/**
 * ebb_onboarding_link_request_finish:
 * @home: where the device shall be added
 * @result: what the callback was given
 * @error: any of %EBB_ERROR, %G_IO_ERROR_CANCELLED, or why this machine does not let us listen
 *
 * Returns: (transfer full): a link that a browser may open
 */
EbbOnboardingLink *
ebb_onboarding_link_request_finish (EbbHome       *home,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, home), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ebb_onboarding_link_request_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_onboarding_link_get_session:
 * @self: a link
 *
 * Returns: (transfer none): the session as the service first answered. Whoever has its address can finish in the customer's
 *   name: it goes to the browser and the clipboard, never to a log.
 */
EbbOnboardingSession *
ebb_onboarding_link_get_session (EbbOnboardingLink *self)
{
  return self->session;
}

/**
 * ebb_onboarding_link_get_facility_id:
 * @self: a link
 *
 * Returns: (transfer none): the facility that the device shall be in
 */
const char *
ebb_onboarding_link_get_facility_id (EbbOnboardingLink *self)
{
  return self->facility_id;
}

/**
 * ebb_onboarding_link_get_expires_at:
 * @self: a link
 *
 * Returns: until when it can be used, microseconds since the Unix epoch, UTC; %EBB_TIME_UNKNOWN when that is not known
 */
gint64
ebb_onboarding_link_get_expires_at (EbbOnboardingLink *self)
{
  return self->expires_at_us;
}

/* Returns: (transfer container): the ids that the session calls new */
static GHashTable *
collect_reported (EbbOnboardingSession *session)
{
  GHashTable *reported = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *devices = ebb_onboarding_session_get_values (session)->devices;

  for (guint i = 0; i < devices->len; i++)
    {
      const EbbOnboardedDevice *device = &g_array_index (devices, EbbOnboardedDevice, i);

      if (device->is_new == EBB_YES)
        g_hash_table_add (reported, device->device_id);
    }

  return reported;
}

/**
 * ebb_onboarding_link_pick_new:
 * @self: a link
 * @session: the session as last answered
 * @listed: (element-type EbbDevice): the facility's devices as just answered
 * @devices: (inout): a list of #EbbDevice that will hold those that are new: not there before, or called new by the session
 *
 * Returns: whether @listed has everything that the session calls new
 */
gboolean
ebb_onboarding_link_pick_new (EbbOnboardingLink    *self,
                              EbbOnboardingSession *session,
                              GPtrArray            *listed,
                              GListStore           *devices)
{
  g_autoptr (GHashTable) reported = collect_reported (session);

  g_list_store_remove_all (devices);
  for (guint i = 0; i < listed->len; i++)
    {
      EbbDevice *device = g_ptr_array_index (listed, i);
      const char *id = ebb_device_get_id (device);

      if (g_hash_table_remove (reported, id) || !g_hash_table_contains (self->known_ids, id))
        g_list_store_append (devices, device);
    }

  return g_hash_table_size (reported) == 0;
}
