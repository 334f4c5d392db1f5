/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The customer's facilities and the devices of the one that is shown, as list models. An answer is merged into them:
 * what is still there keeps its object and its place, so that a list does not jump and an open page keeps its device.
 * An answer that failed changes nothing but #EbbHome:error: what was last known stays. */

#include "app/ebb-home.h"

#include "app/ebb-merge.h"

struct _EbbHome
{
  GObject parent_instance;

  EbbApi *api;              /* (owned) */
  EbbClock *clock;          /* (owned) */
  EbbOutbox *outbox;        /* (owned) */
  GListStore *facilities;   /* (owned) (element-type EbbFacility) */
  EbbFacility *facility;    /* (owned) (nullable): the one that is shown */
  EbbUnits *units;          /* (owned) */
  EbbDeviceLists *lists;    /* (owned): the devices of every facility */
  GListStore *no_devices;   /* (owned): shown while no facility is known */
  gboolean is_answered;     /* the facilities are those that the service has */
  GCancellable *cancellable; /* (owned) (nullable): of the refresh under way */
  GError *error;            /* (owned) (nullable): why the last refresh failed */
};

enum
{
  PROP_0,
  PROP_FACILITY,
  PROP_DEVICES,
  PROP_LOADING,
  PROP_ERROR,
  PROP_UPDATED_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbHome, ebb_home, G_TYPE_OBJECT)

static const EbbMergeKind facility_kind = { (gpointer) ebb_facility_get_id, (gpointer) ebb_facility_update };

static void
set_error (EbbHome *self,
           GError  *error)
{
  if (error == NULL && self->error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
end_refresh (EbbHome *self,
             GError  *error)
{
  g_clear_object (&self->cancellable);
  set_error (self, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  /* The service answers, so that it may take what it has not got yet. */
  if (self->error == NULL)
    ebb_outbox_retry (self->outbox);
}

/* An answer to a refresh that was given up meanwhile must change nothing. */
typedef struct
{
  EbbHome *self;             /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *facility_id;         /* (owned) (nullable) */
} Refresh;

static Refresh *
refresh_new (EbbHome    *self,
             const char *facility_id)
{
  Refresh *refresh = g_new0 (Refresh, 1);

  refresh->self = g_object_ref (self);
  refresh->cancellable = g_object_ref (self->cancellable);
  refresh->facility_id = g_strdup (facility_id);

  return refresh;
}

static void
refresh_free (Refresh *refresh)
{
  g_clear_object (&refresh->self);
  g_clear_object (&refresh->cancellable);
  g_clear_pointer (&refresh->facility_id, g_free);
  g_free (refresh);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refresh, refresh_free)

static gboolean
refresh_is_current (Refresh *refresh)
{
  return refresh->self->cancellable == refresh->cancellable && !g_cancellable_is_cancelled (refresh->cancellable);
}

/* Which facility is shown says what is news to whoever looks. */
static void
lists_cb (EbbHome    *self,
          const char *facility_id)
{
  if (self->facility != NULL && g_str_equal (facility_id, ebb_facility_get_id (self->facility)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED_AT]);
}

static void
devices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Refresh) refresh = user_data;
  EbbHome *self = refresh->self;
  GError *error = NULL;
  g_autoptr (GPtrArray) answer = ebb_api_list_devices_finish (EBB_API (source), result, &error);

  if (!refresh_is_current (refresh))
    {
      g_clear_error (&error);
      return;
    }
  if (answer == NULL)
    {
      end_refresh (self, error);
      return;
    }

  ebb_home_take_devices (self, refresh->facility_id, answer, ebb_api_get_body (result));
  end_refresh (self, NULL);
}

static void
list_devices (EbbHome *self)
{
  const char *id = ebb_facility_get_id (self->facility);

  ebb_api_list_devices_async (self->api, id, self->cancellable, devices_cb, refresh_new (self, id));
}

static void
notify_facility (EbbHome *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACILITY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED_AT]);
}

/* The shown facility is one that exists, if any does. */
static void
settle_facility (EbbHome *self)
{
  GListModel *model = G_LIST_MODEL (self->facilities);
  guint position;
  g_autoptr (EbbFacility) first = NULL;

  if (self->facility != NULL && g_list_store_find (self->facilities, self->facility, &position))
    return;

  first = g_list_model_get_item (model, 0);
  if (g_set_object (&self->facility, first))
    notify_facility (self);
}

static void
facilities_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Refresh) refresh = user_data;
  EbbHome *self = refresh->self;
  GError *error = NULL;
  g_autoptr (GPtrArray) answer = ebb_api_list_facilities_finish (EBB_API (source), result, &error);

  if (!refresh_is_current (refresh))
    {
      g_clear_error (&error);
      return;
    }
  if (answer == NULL)
    {
      end_refresh (self, error);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, EBB_ANSWER_FACILITIES, ebb_api_get_body (result));
  ebb_merge (self->facilities, answer, &facility_kind);
  settle_facility (self);
  self->is_answered = TRUE;
  if (self->facility != NULL)
    list_devices (self);
  else
    end_refresh (self, NULL);
}

static void
ebb_home_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  EbbHome *self = EBB_HOME (object);

  switch (prop_id)
    {
    case PROP_FACILITY:
      g_value_set_object (value, self->facility);
      break;
    case PROP_DEVICES:
      g_value_set_object (value, ebb_home_get_devices (self));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, ebb_home_is_loading (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_UPDATED_AT:
      g_value_set_int64 (value, ebb_home_get_updated_at (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_home_finalize (GObject *object)
{
  EbbHome *self = EBB_HOME (object);

  g_clear_object (&self->api);
  g_clear_object (&self->clock);
  g_clear_object (&self->outbox);
  g_clear_object (&self->facilities);
  g_clear_object (&self->facility);
  g_clear_object (&self->no_devices);
  g_clear_object (&self->lists);
  g_clear_object (&self->units);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ebb_home_parent_class)->finalize (object);
}

static void
ebb_home_class_init (EbbHomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_home_get_property;
  object_class->finalize = ebb_home_finalize;

  /**
   * EbbHome:facility: (nullable)
   *
   * The facility that is shown.
   */
  properties[PROP_FACILITY] = g_param_spec_object ("facility", NULL, NULL, EBB_TYPE_FACILITY,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbHome:devices:
   *
   * The devices of the facility that is shown; another model when the facility changes.
   */
  properties[PROP_DEVICES] = g_param_spec_object ("devices", NULL, NULL, G_TYPE_LIST_MODEL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbHome:loading:
   *
   * Whether the server is being asked.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbHome:error: (nullable)
   *
   * Why the last refresh failed.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbHome:updated-at:
   *
   * When the shown devices were last answered, %EBB_TIME_UNKNOWN for never.
   */
  properties[PROP_UPDATED_AT] = g_param_spec_int64 ("updated-at", NULL, NULL, G_MININT64, G_MAXINT64, EBB_TIME_UNKNOWN,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * EbbHome::answered:
   * @key: what was asked, as it is remembered
   * @body: what the service answered
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BYTES);
  /**
   * EbbHome::acted:
   * @device_id: of which device
   * @device: (nullable): the device, if it is shown
   *
   * A person changed something of a device, the service has taken it, and what it says of the device since is known or asked for.
   * Emitted by ebb_home_take_device(). The detail is the device's id.
   */
  g_signal_new ("acted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING, EBB_TYPE_DEVICE);
}

static void
ebb_home_init (EbbHome *self)
{
  self->facilities = g_list_store_new (EBB_TYPE_FACILITY);
  self->no_devices = g_list_store_new (EBB_TYPE_DEVICE);
  self->units = ebb_units_new ();
  self->lists = ebb_device_lists_new ();
  g_signal_connect_object (self->lists, "changed", G_CALLBACK (lists_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ebb_home_new:
 * @api: the API as one customer
 * @clock: what time it is
 * @outbox: what that customer changed and the service has not confirmed yet
 *
 * Returns: (transfer full): a home of which nothing is known yet
 */
EbbHome *
ebb_home_new (EbbApi    *api,
              EbbClock  *clock,
              EbbOutbox *outbox)
{
  EbbHome *self = g_object_new (EBB_TYPE_HOME, NULL);

  self->api = g_object_ref (api);
  self->clock = g_object_ref (clock);
  self->outbox = g_object_ref (outbox);
  /* After whoever made the edit, who waits for what comes of it here. */
  g_signal_connect_object (outbox, "confirmed", G_CALLBACK (ebb_home_follow_edit), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

/**
 * ebb_home_get_api:
 * @self: a home
 *
 * Returns: (transfer none): the API that it asks
 */
EbbApi *
ebb_home_get_api (EbbHome *self)
{
  return self->api;
}

/**
 * ebb_home_get_clock:
 * @self: a home
 *
 * Returns: (transfer none): its clock
 */
EbbClock *
ebb_home_get_clock (EbbHome *self)
{
  return self->clock;
}

/**
 * ebb_home_get_outbox:
 * @self: a home
 *
 * Returns: (transfer none): what was changed in it and is not confirmed yet
 */
EbbOutbox *
ebb_home_get_outbox (EbbHome *self)
{
  return self->outbox;
}

/**
 * ebb_home_get_units:
 * @self: a home
 *
 * Returns: (transfer none): in what its figures are shown
 */
EbbUnits *
ebb_home_get_units (EbbHome *self)
{
  return self->units;
}

/**
 * ebb_home_get_facilities:
 * @self: a home
 *
 * Returns: (transfer none): the facilities, a list of #EbbFacility
 */
GListModel *
ebb_home_get_facilities (EbbHome *self)
{
  return G_LIST_MODEL (self->facilities);
}

/**
 * ebb_home_get_facility:
 * @self: a home
 *
 * Returns: (transfer none) (nullable): the facility that is shown
 */
EbbFacility *
ebb_home_get_facility (EbbHome *self)
{
  return self->facility;
}

/**
 * ebb_home_set_facility:
 * @self: a home
 * @facility: one of its facilities
 *
 * Shows another facility: at once what was last known of it, then what the server answers.
 */
void
ebb_home_set_facility (EbbHome     *self,
                       EbbFacility *facility)
{
  g_return_if_fail (EBB_IS_FACILITY (facility));

  if (!g_set_object (&self->facility, facility))
    return;

  notify_facility (self);
  ebb_home_refresh (self);
}

/**
 * ebb_home_get_devices:
 * @self: a home
 *
 * Returns: (transfer none): the devices of the facility that is shown, a list of #EbbDevice
 */
GListModel *
ebb_home_get_devices (EbbHome *self)
{
  if (self->facility == NULL)
    return G_LIST_MODEL (self->no_devices);

  return ebb_device_lists_get (self->lists, ebb_facility_get_id (self->facility));
}

/**
 * ebb_home_get_device_lists:
 * @self: a home
 *
 * Returns: (transfer none): the devices of every facility, as far as they are known
 */
EbbDeviceLists *
ebb_home_get_device_lists (EbbHome *self)
{
  return self->lists;
}

/**
 * ebb_home_is_known:
 * @self: a home
 *
 * Returns: whether the service has said, now or earlier, what there is to show: the devices of the facility, or that there is none
 */
gboolean
ebb_home_is_known (EbbHome *self)
{
  return self->facility != NULL ? ebb_home_get_updated_at (self) != EBB_TIME_UNKNOWN : self->is_answered;
}

/**
 * ebb_home_is_loading:
 * @self: a home
 *
 * Returns: whether the server is being asked
 */
gboolean
ebb_home_is_loading (EbbHome *self)
{
  return self->cancellable != NULL;
}

/**
 * ebb_home_get_error:
 * @self: a home
 *
 * Returns: (transfer none) (nullable): why the last refresh failed
 */
const GError *
ebb_home_get_error (EbbHome *self)
{
  return self->error;
}

/**
 * ebb_home_get_updated_at:
 * @self: a home
 *
 * Returns: when the shown devices were last answered, %EBB_TIME_UNKNOWN for never
 */
gint64
ebb_home_get_updated_at (EbbHome *self)
{
  return self->facility != NULL ? ebb_device_lists_get_updated_at (self->lists, ebb_facility_get_id (self->facility))
                                : EBB_TIME_UNKNOWN;
}

/**
 * ebb_home_refresh:
 * @self: a home
 *
 * Asks the server for the facilities and for the devices of the one that is shown. A refresh under way is given up.
 */
void
ebb_home_refresh (EbbHome *self)
{
  g_return_if_fail (EBB_IS_HOME (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);

  ebb_api_list_facilities_async (self->api, self->cancellable, facilities_cb, refresh_new (self, NULL));
}

/**
 * ebb_home_take_devices:
 * @self: a home
 * @facility_id: one of its facilities
 * @answer: (element-type EbbDevice): its devices, as the service has just answered
 * @body: the answer as it came
 *
 * Takes over what devices a facility has.
 */
void
ebb_home_take_devices (EbbHome    *self,
                       const char *facility_id,
                       GPtrArray  *answer,
                       GBytes     *body)
{
  g_autofree char *key = ebb_answer_make_key (EBB_ANSWER_DEVICES, facility_id);

  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, key, body);
  ebb_device_lists_take (self->lists, facility_id, answer, ebb_clock_now (self->clock));
}

/**
 * ebb_home_recall_facilities:
 * @self: a home
 * @facilities: (element-type EbbFacility): what was answered at an earlier time
 *
 * Shows what is remembered, unless the service has answered in this run.
 */
void
ebb_home_recall_facilities (EbbHome   *self,
                            GPtrArray *facilities)
{
  if (self->is_answered)
    return;

  ebb_merge (self->facilities, facilities, &facility_kind);
  settle_facility (self);
}

/**
 * ebb_home_stop:
 * @self: a home
 *
 * Gives up a refresh under way. What is known stays.
 */
void
ebb_home_stop (EbbHome *self)
{
  g_return_if_fail (EBB_IS_HOME (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}
