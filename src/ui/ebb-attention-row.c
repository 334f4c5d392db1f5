/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbAttentionRow:
 *
 * Something that needs a person, in the list: what, of which device, since when, what it means, and one button that mends it.
 *
 * The row is bound to an item and unbound, as a list recycles it. CSS node: `attentionrow`.
 */

#include "ui/ebb-attention-row.h"

#include "base/ebb-format.h"
#include "ui/ebb-attention-fix.h"
#include "ui/ebb-fit-layout.h"

struct _EbbAttentionRow
{
  GtkWidget parent_instance;

  EbbHome *home;          /* (owned) (nullable) */
  EbbAttentionItem *item; /* (owned) (nullable) */
  char *fix_key;          /* (owned) (nullable): of the button that there is */

  GtkLabel *title;
  GtkLabel *about;
  GtkLabel *advice;
  AdwBin *fix_place;
};

G_DEFINE_FINAL_TYPE (EbbAttentionRow, ebb_attention_row, GTK_TYPE_WIDGET)

/* Of which device, where if there is more than one home, and since when. */
static char *
make_about (EbbAttentionRow *self)
{
  EbbFacility *facility = ebb_attention_item_get_facility (self->item);
  gint64 since_us = ebb_attention_item_get_since (self->item);
  gint64 now_us = ebb_clock_now (ebb_home_get_clock (self->home));
  g_autofree char *age = since_us != EBB_TIME_UNKNOWN ? ebb_format_age (MAX (0, now_us - since_us)) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (ebb_attention_item_get_other (self->item) == NULL)
    g_ptr_array_add (parts, (char *) ebb_device_get_name (ebb_attention_item_get_device (self->item)));
  if (g_list_model_get_n_items (ebb_home_get_facilities (self->home)) > 1 && ebb_facility_get_name (facility) != NULL)
    g_ptr_array_add (parts, (char *) ebb_facility_get_name (facility));
  if (age != NULL)
    g_ptr_array_add (parts, age);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
update_texts (EbbAttentionRow *self)
{
  g_autofree char *title = ebb_attention_fix_dup_title (self->item);
  g_autofree char *about = make_about (self);
  g_autofree char *advice = ebb_attention_fix_dup_advice (self->item);
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), *about != '\0');
  gtk_label_set_label (self->advice, advice);
  /* The row of the list itself has no text for a screen reader. */
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    about, -1);
}

/* A button that somebody is at is not taken away for nothing. */
static void
update (EbbAttentionRow *self)
{
  g_autofree char *key = ebb_attention_fix_dup_key (self->item);

  update_texts (self);
  if (g_strcmp0 (key, self->fix_key) == 0)
    return;

  g_free (self->fix_key);
  self->fix_key = g_steal_pointer (&key);
  adw_bin_set_child (self->fix_place, ebb_attention_fix_new_button (self->item));
}

/* An age grows also while nothing is new. */
static void
loading_cb (EbbAttentionRow *self)
{
  if (!ebb_home_is_loading (self->home))
    update_texts (self);
}

static void
ebb_attention_row_dispose (GObject *object)
{
  GtkWidget *child;

  ebb_attention_row_unbind (EBB_ATTENTION_ROW (object));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ebb_attention_row_parent_class)->dispose (object);
}

static void
ebb_attention_row_class_init (EbbAttentionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_attention_row_dispose;

  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "attentionrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-attention-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbAttentionRow, title);
  gtk_widget_class_bind_template_child (widget_class, EbbAttentionRow, about);
  gtk_widget_class_bind_template_child (widget_class, EbbAttentionRow, advice);
  gtk_widget_class_bind_template_child (widget_class, EbbAttentionRow, fix_place);
}

static void
ebb_attention_row_init (EbbAttentionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ebb_attention_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ebb_attention_row_new (void)
{
  return g_object_new (EBB_TYPE_ATTENTION_ROW, NULL);
}

/**
 * ebb_attention_row_bind:
 * @self: a row
 * @home: a home
 * @item: what needs a person there
 *
 * Shows an item, and keeps showing what is newly known of it.
 */
void
ebb_attention_row_bind (EbbAttentionRow  *self,
                        EbbHome          *home,
                        EbbAttentionItem *item)
{
  ebb_attention_row_unbind (self);

  self->home = g_object_ref (home);
  self->item = g_object_ref (item);
  g_signal_connect_swapped (item, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_swapped (ebb_home_get_clock (home), "passed", G_CALLBACK (update_texts), self);
  update (self);
}

/**
 * ebb_attention_row_unbind:
 * @self: a row
 *
 * Lets go of the item.
 */
void
ebb_attention_row_unbind (EbbAttentionRow *self)
{
  if (self->item == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->item, self);
  g_signal_handlers_disconnect_by_data (self->home, self);
  g_signal_handlers_disconnect_by_data (ebb_home_get_clock (self->home), self);
  adw_bin_set_child (self->fix_place, NULL);
  g_clear_pointer (&self->fix_key, g_free);
  g_clear_object (&self->item);
  g_clear_object (&self->home);
}
