/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What needs a person, of all devices of all facilities as far as they are known, in the order of these. */

#include "app/ebb-attention-list.h"

#include "app/ebb-merge.h"

struct _EbbAttentionList
{
  GObject parent_instance;

  EbbHome *home;     /* (owned) */
  GListStore *items; /* (owned) (element-type EbbAttentionItem) */
};

G_DEFINE_FINAL_TYPE (EbbAttentionList, ebb_attention_list, G_TYPE_OBJECT)

static const EbbMergeKind item_kind = { (gpointer) ebb_attention_item_get_id, (gpointer) ebb_attention_item_update };

/* A car and the charger that it hangs on: either can be what starts and stops the charging. So can a heat pump and a thermostat with the
 * heating. */
static gboolean
do_the_same (EbbDevice *a,
             EbbDevice *b)
{
  static const EbbDeviceKind pairs[][2] = {
    { EBB_DEVICE_ELECTRIC_VEHICLE, EBB_DEVICE_CHARGER },
    { EBB_DEVICE_HEAT_PUMP, EBB_DEVICE_THERMOSTAT },
  };
  EbbDeviceKind kind_a = ebb_device_get_values (a)->kind;
  EbbDeviceKind kind_b = ebb_device_get_values (b)->kind;

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if ((kind_a == pairs[i][0] && kind_b == pairs[i][1]) || (kind_a == pairs[i][1] && kind_b == pairs[i][0]))
      return TRUE;

  return FALSE;
}

/* The service says that something else controls a device, not what. When it says so of two that do the same, it is each other. */
static EbbDevice *
find_other (GListModel *devices,
            EbbDevice  *device)
{
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (EbbDevice) other = g_list_model_get_item (devices, i);

      if (do_the_same (device, other) && ebb_device_has_attention (other, EBB_ATTENTION_DOUBLE_CONTROL))
        return other;
    }

  return NULL;
}

static void
add_device (GPtrArray   *items,
            EbbFacility *facility,
            GListModel  *devices,
            EbbDevice   *device,
            GHashTable  *told)
{
  GArray *attention = ebb_device_get_values (device)->attention;

  for (guint i = 0; i < attention->len; i++)
    {
      const EbbAttention *one = &g_array_index (attention, EbbAttention, i);
      EbbDevice *other = one->code == EBB_ATTENTION_DOUBLE_CONTROL ? find_other (devices, device) : NULL;

      if (other != NULL && g_hash_table_contains (told, other))
        continue;
      if (other != NULL)
        g_hash_table_add (told, device);
      g_ptr_array_add (items, ebb_attention_item_new (facility, device, other, one));
    }
}

static void
update (EbbAttentionList *self)
{
  GListModel *facilities = ebb_home_get_facilities (self->home);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (facilities); i++)
    {
      g_autoptr (EbbFacility) facility = g_list_model_get_item (facilities, i);
      GListModel *devices = ebb_device_lists_get (ebb_home_get_device_lists (self->home), ebb_facility_get_id (facility));
      /* Of two that do the same one tells of both. */
      g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

      for (guint j = 0; j < g_list_model_get_n_items (devices); j++)
        {
          g_autoptr (EbbDevice) device = g_list_model_get_item (devices, j);

          add_device (items, facility, devices, device, told);
        }
    }
  ebb_merge (self->items, items, &item_kind);
}

static void
ebb_attention_list_finalize (GObject *object)
{
  EbbAttentionList *self = EBB_ATTENTION_LIST (object);

  g_clear_object (&self->home);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (ebb_attention_list_parent_class)->finalize (object);
}

static void
ebb_attention_list_class_init (EbbAttentionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_attention_list_finalize;
}

static void
ebb_attention_list_init (EbbAttentionList *self)
{
  self->items = g_list_store_new (EBB_TYPE_ATTENTION_ITEM);
}

/**
 * ebb_attention_list_new:
 * @home: a home
 *
 * Returns: (transfer full): what needs a person in it
 */
EbbAttentionList *
ebb_attention_list_new (EbbHome *home)
{
  EbbAttentionList *self = g_object_new (EBB_TYPE_ATTENTION_LIST, NULL);

  self->home = g_object_ref (home);
  g_signal_connect_object (ebb_home_get_device_lists (home), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ebb_home_get_facilities (home), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (home, "acted", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/**
 * ebb_attention_list_get_items:
 * @self: a list
 *
 * Returns: (transfer none): its items, a list of #EbbAttentionItem
 */
GListModel *
ebb_attention_list_get_items (EbbAttentionList *self)
{
  return G_LIST_MODEL (self->items);
}
