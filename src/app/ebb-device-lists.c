/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What devices each facility has, as list models, and when that was answered. An answer is merged, so that what is still there keeps its
 * object and its place. */

#include "app/ebb-device-lists.h"

#include "app/ebb-merge.h"
#include "base/ebb-clock.h"

struct _EbbDeviceLists
{
  GObject parent_instance;

  GHashTable *stores;     /* (owned): facility id → GListStore of EbbDevice */
  GHashTable *updated_at; /* (owned): facility id → gint64 */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbDeviceLists, ebb_device_lists, G_TYPE_OBJECT)

static const EbbMergeKind device_kind = { (gpointer) ebb_device_get_id, (gpointer) ebb_device_update };

static GListStore *
store_for (EbbDeviceLists *self,
           const char     *facility_id)
{
  GListStore *store = g_hash_table_lookup (self->stores, facility_id);

  if (store == NULL)
    {
      store = g_list_store_new (EBB_TYPE_DEVICE);
      g_hash_table_insert (self->stores, g_strdup (facility_id), store);
    }

  return store;
}

static void
ebb_device_lists_finalize (GObject *object)
{
  EbbDeviceLists *self = EBB_DEVICE_LISTS (object);

  g_hash_table_unref (self->stores);
  g_hash_table_unref (self->updated_at);

  G_OBJECT_CLASS (ebb_device_lists_parent_class)->finalize (object);
}

static void
ebb_device_lists_class_init (EbbDeviceListsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_device_lists_finalize;

  /**
   * EbbDeviceLists::changed:
   * @facility_id: of which facility
   *
   * The devices of a facility were answered. The detail is the facility's id.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ebb_device_lists_init (EbbDeviceLists *self)
{
  self->stores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->updated_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ebb_device_lists_new:
 *
 * Returns: (transfer full): lists of which nothing is known
 */
EbbDeviceLists *
ebb_device_lists_new (void)
{
  return g_object_new (EBB_TYPE_DEVICE_LISTS, NULL);
}

/**
 * ebb_device_lists_get:
 * @self: lists
 * @facility_id: a facility
 *
 * Returns: (transfer none): its devices, a list of #EbbDevice that stays the same
 */
GListModel *
ebb_device_lists_get (EbbDeviceLists *self,
                      const char     *facility_id)
{
  return G_LIST_MODEL (store_for (self, facility_id));
}

/**
 * ebb_device_lists_get_updated_at:
 * @self: lists
 * @facility_id: a facility
 *
 * Returns: when its devices were answered, microseconds since 1970; %EBB_TIME_UNKNOWN for never
 */
gint64
ebb_device_lists_get_updated_at (EbbDeviceLists *self,
                                 const char     *facility_id)
{
  const gint64 *time_us = g_hash_table_lookup (self->updated_at, facility_id);

  return time_us != NULL ? *time_us : EBB_TIME_UNKNOWN;
}

/**
 * ebb_device_lists_take:
 * @self: lists
 * @facility_id: a facility
 * @answer: (element-type EbbDevice): its devices; may be emptied of their values
 * @time_us: when that was answered, microseconds since 1970
 *
 * Takes an answer over.
 */
void
ebb_device_lists_take (EbbDeviceLists *self,
                       const char     *facility_id,
                       GPtrArray      *answer,
                       gint64          time_us)
{
  gint64 *updated_at = g_new (gint64, 1);

  *updated_at = time_us;
  ebb_merge (store_for (self, facility_id), answer, &device_kind);
  g_hash_table_insert (self->updated_at, g_strdup (facility_id), updated_at);
  g_signal_emit (self, signals[SIGNAL_CHANGED], g_quark_from_string (facility_id), facility_id);
}

/**
 * ebb_device_lists_recall:
 * @self: lists
 * @facility_id: a facility
 * @devices: (element-type EbbDevice): what was answered at an earlier time; may be emptied of their values
 * @time_us: when, microseconds since 1970
 *
 * Takes over what is remembered, unless the service has answered in this run.
 */
void
ebb_device_lists_recall (EbbDeviceLists *self,
                         const char     *facility_id,
                         GPtrArray      *devices,
                         gint64          time_us)
{
  if (ebb_device_lists_get_updated_at (self, facility_id) == EBB_TIME_UNKNOWN)
    ebb_device_lists_take (self, facility_id, devices, time_us);
}

/* Where a device is: in which store and at which place, and of which facility. */
static GListStore *
locate (EbbDeviceLists *self,
        const char     *device_id,
        const char    **facility_id,
        guint          *position)
{
  GHashTableIter iter;
  gpointer id, store;

  g_hash_table_iter_init (&iter, self->stores);
  while (g_hash_table_iter_next (&iter, &id, &store))
    for (guint i = 0; i < g_list_model_get_n_items (store); i++)
      {
        g_autoptr (EbbDevice) device = g_list_model_get_item (store, i);

        if (!g_str_equal (ebb_device_get_id (device), device_id))
          continue;

        *facility_id = id;
        *position = i;
        return store;
      }

  return NULL;
}

/**
 * ebb_device_lists_remove:
 * @self: lists
 * @device_id: a device that is there no longer
 *
 * Takes a device out of the list that it is in.
 */
void
ebb_device_lists_remove (EbbDeviceLists *self,
                         const char     *device_id)
{
  const char *facility_id;
  guint position;
  GListStore *store = locate (self, device_id, &facility_id, &position);

  if (store == NULL)
    return;

  g_list_store_remove (store, position);
  g_signal_emit (self, signals[SIGNAL_CHANGED], g_quark_from_string (facility_id), facility_id);
}

/**
 * ebb_device_lists_find:
 * @self: lists
 * @device_id: an id
 *
 * Returns: (transfer none) (nullable): that device, of whichever facility
 */
EbbDevice *
ebb_device_lists_find (EbbDeviceLists *self,
                       const char     *device_id)
{
  const char *facility_id;
  guint position;
  GListStore *store = locate (self, device_id, &facility_id, &position);
  g_autoptr (EbbDevice) device = store != NULL ? g_list_model_get_item (G_LIST_MODEL (store), position) : NULL;

  /* The list holds it. */
  return device;
}
