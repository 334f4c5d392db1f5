/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbAttentionGroup:
 *
 * What needs a person of one device, with the buttons that mend it; not there while nothing does. A row stays as long as its reason, so
 * that whoever is at its button stays there.
 *
 * CSS nodes: those of a group of preferences.
 */

#include "ui/ebb-attention-group.h"

#include "ui/ebb-attention-fix.h"
#include "ui/ebb-fit-row.h"

struct _EbbAttentionGroup
{
  AdwPreferencesGroup parent_instance;

  EbbAttentionList *list; /* (owned) (nullable) */
  EbbDevice *device;      /* (owned) (nullable) */
  GHashTable *rows;       /* (owned): EbbAttentionItem → Row */
};

G_DEFINE_FINAL_TYPE (EbbAttentionGroup, ebb_attention_group, ADW_TYPE_PREFERENCES_GROUP)

typedef struct
{
  GtkWidget *widget;
  char *fix_key;     /* (owned) */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->fix_key);
  g_free (row);
}

static void item_cb (EbbAttentionGroup *self,
                     EbbAttentionItem  *item);

static void
show_texts (Row              *row,
            EbbAttentionItem *item)
{
  g_autofree char *title = ebb_attention_fix_dup_title (item);
  g_autofree char *advice = ebb_attention_fix_dup_advice (item);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), title);
  ebb_fit_row_set_subtitle (EBB_FIT_ROW (row->widget), advice);
}

static void
add_item (EbbAttentionGroup *self,
          EbbAttentionItem  *item)
{
  Row *row = g_new0 (Row, 1);

  row->widget = g_object_new (EBB_TYPE_FIT_ROW, "use-markup", FALSE, NULL);
  row->fix_key = ebb_attention_fix_dup_key (item);
  show_texts (row, item);
  /* To run now is offered right below. */
  if (ebb_attention_item_get_code (item) != EBB_ATTENTION_DEADLINE_UNREACHABLE)
    ebb_fit_row_add_control (EBB_FIT_ROW (row->widget), ebb_attention_fix_new_button (item));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row->widget);
  g_hash_table_insert (self->rows, g_object_ref (item), row);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_cb), self, G_CONNECT_SWAPPED);
}

static void
take_out (EbbAttentionGroup *self,
          EbbAttentionItem  *item,
          Row               *row)
{
  g_signal_handlers_disconnect_by_func (item, item_cb, self);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row->widget);
}

/* A row whose button has to be another is made anew. */
static void
item_cb (EbbAttentionGroup *self,
         EbbAttentionItem  *item)
{
  g_autoptr (EbbAttentionItem) held = g_object_ref (item);
  Row *row = g_hash_table_lookup (self->rows, item);
  g_autofree char *key = ebb_attention_fix_dup_key (item);

  if (row == NULL)
    return;
  if (g_str_equal (row->fix_key, key))
    {
      show_texts (row, item);
      return;
    }

  take_out (self, item, row);
  g_hash_table_remove (self->rows, item);
  add_item (self, item);
}

/* Of this device, and what names it. */
static gboolean
is_about (EbbAttentionItem *item,
          EbbDevice        *device)
{
  return ebb_attention_item_get_device (item) == device || ebb_attention_item_get_other (item) == device;
}

static void
update (EbbAttentionGroup *self)
{
  GListModel *items = ebb_attention_list_get_items (self->list);
  GHashTableIter iter;
  gpointer item, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, &row))
    if (!g_list_store_find (G_LIST_STORE (items), item, NULL) || !is_about (item, self->device))
      {
        take_out (self, item, row);
        g_hash_table_iter_remove (&iter);
      }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (EbbAttentionItem) listed = g_list_model_get_item (items, i);

      if (!g_hash_table_contains (self->rows, listed) && is_about (listed, self->device))
        add_item (self, listed);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->rows) > 0);
}

static void
ebb_attention_group_dispose (GObject *object)
{
  EbbAttentionGroup *self = EBB_ATTENTION_GROUP (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (ebb_attention_list_get_items (self->list), self);
  g_clear_object (&self->list);
  g_clear_object (&self->device);

  G_OBJECT_CLASS (ebb_attention_group_parent_class)->dispose (object);
}

static void
ebb_attention_group_finalize (GObject *object)
{
  g_hash_table_unref (EBB_ATTENTION_GROUP (object)->rows);

  G_OBJECT_CLASS (ebb_attention_group_parent_class)->finalize (object);
}

static void
ebb_attention_group_class_init (EbbAttentionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_attention_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = ebb_attention_group_finalize;
}

static void
ebb_attention_group_init (EbbAttentionGroup *self)
{
  self->rows = g_hash_table_new_full (NULL, NULL, g_object_unref, row_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ebb_attention_group_set_device:
 * @self: a group
 * @list: what needs a person in the home
 * @device: a device of it
 *
 * Shows what needs a person of the device. Once.
 */
void
ebb_attention_group_set_device (EbbAttentionGroup *self,
                                EbbAttentionList  *list,
                                EbbDevice         *device)
{
  self->list = g_object_ref (list);
  self->device = g_object_ref (device);
  g_signal_connect_swapped (ebb_attention_list_get_items (list), "items-changed", G_CALLBACK (update), self);
  update (self);
}
