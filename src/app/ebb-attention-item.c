/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that needs a person: what, of which device, where, and since when. */

#include "app/ebb-attention-item.h"

struct _EbbAttentionItem
{
  GObject parent_instance;

  char *id;                /* (owned) */
  EbbFacility *facility;   /* (owned) */
  EbbDevice *device;       /* (owned) */
  EbbDevice *other;        /* (owned) (nullable) */
  EbbAttentionCode code;
  gint64 since_us;
  char *url;               /* (owned) (nullable) */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbAttentionItem, ebb_attention_item, G_TYPE_OBJECT)

static void
ebb_attention_item_finalize (GObject *object)
{
  EbbAttentionItem *self = EBB_ATTENTION_ITEM (object);

  g_free (self->id);
  g_free (self->url);
  g_clear_object (&self->facility);
  g_clear_object (&self->device);
  g_clear_object (&self->other);

  G_OBJECT_CLASS (ebb_attention_item_parent_class)->finalize (object);
}

static void
ebb_attention_item_class_init (EbbAttentionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_attention_item_finalize;

  /**
   * EbbAttentionItem::changed:
   *
   * Something of it, or of what is known of its device, is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ebb_attention_item_init (EbbAttentionItem *self)
{
}

/**
 * ebb_attention_item_new:
 * @facility: where
 * @device: of which device
 * @other: (nullable): the other one that it is about
 * @attention: what the service says of @device
 *
 * Returns: (transfer full): an item
 */
EbbAttentionItem *
ebb_attention_item_new (EbbFacility        *facility,
                        EbbDevice          *device,
                        EbbDevice          *other,
                        const EbbAttention *attention)
{
  EbbAttentionItem *self = g_object_new (EBB_TYPE_ATTENTION_ITEM, NULL);

  self->id = g_strdup_printf ("%s/%d/%s", ebb_device_get_id (device), (int) attention->code,
                              attention->code_text != NULL ? attention->code_text : "");
  self->facility = g_object_ref (facility);
  self->device = g_object_ref (device);
  g_set_object (&self->other, other);
  self->code = attention->code;
  self->since_us = attention->since_us;
  self->url = g_strdup (attention->url);

  return self;
}

/**
 * ebb_attention_item_update:
 * @self: an item
 * @newer: an item as it is now
 *
 * Takes over what is newly known of the same thing.
 *
 * Returns: whether it is the same
 */
gboolean
ebb_attention_item_update (EbbAttentionItem *self,
                           EbbAttentionItem *newer)
{
  if (!g_str_equal (self->id, newer->id))
    return FALSE;

  g_set_object (&self->facility, newer->facility);
  g_set_object (&self->device, newer->device);
  g_set_object (&self->other, newer->other);
  self->since_us = newer->since_us;
  g_free (self->url);
  self->url = g_strdup (newer->url);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}

/**
 * ebb_attention_item_get_id:
 * @self: an item
 *
 * Returns: (transfer none): what tells it from all others
 */
const char *
ebb_attention_item_get_id (EbbAttentionItem *self)
{
  return self->id;
}

/**
 * ebb_attention_item_get_facility:
 * @self: an item
 *
 * Returns: (transfer none): where the device is
 */
EbbFacility *
ebb_attention_item_get_facility (EbbAttentionItem *self)
{
  return self->facility;
}

/**
 * ebb_attention_item_get_device:
 * @self: an item
 *
 * Returns: (transfer none): the device
 */
EbbDevice *
ebb_attention_item_get_device (EbbAttentionItem *self)
{
  return self->device;
}

/**
 * ebb_attention_item_get_other:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): for %EBB_ATTENTION_DOUBLE_CONTROL, the other device that does the same, as far as it is one of
 * the customer's
 */
EbbDevice *
ebb_attention_item_get_other (EbbAttentionItem *self)
{
  return self->other;
}

/**
 * ebb_attention_item_get_code:
 * @self: an item
 *
 * Returns: what it is about
 */
EbbAttentionCode
ebb_attention_item_get_code (EbbAttentionItem *self)
{
  return self->code;
}

/**
 * ebb_attention_item_get_since:
 * @self: an item
 *
 * Returns: since when, microseconds since 1970, or %EBB_TIME_UNKNOWN
 */
gint64
ebb_attention_item_get_since (EbbAttentionItem *self)
{
  return self->since_us;
}

/**
 * ebb_attention_item_get_url:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): where it can be mended, only for a browser
 */
const char *
ebb_attention_item_get_url (EbbAttentionItem *self)
{
  return self->url;
}
