/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbDetailRow:
 *
 * Something that is known of a thing, and that can be selected to be copied. What is selected stays so as long as it is the same.
 *
 * CSS nodes: those of an action row.
 */

#include "ui/ebb-detail-row.h"

struct _EbbDetailRow
{
  AdwActionRow parent_instance;

  GtkLabel *value;
};

G_DEFINE_FINAL_TYPE (EbbDetailRow, ebb_detail_row, ADW_TYPE_ACTION_ROW)

static void
ebb_detail_row_class_init (EbbDetailRowClass *klass)
{
}

static void
ebb_detail_row_init (EbbDetailRow *self)
{
  self->value = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->value, TRUE);
  gtk_label_set_natural_wrap_mode (self->value, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (self->value, TRUE);
  gtk_label_set_xalign (self->value, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->value));
}

/**
 * ebb_detail_row_set_value:
 * @self: a row
 * @value: (nullable): what is known; %NULL hides the row
 *
 * Says what is known now.
 */
void
ebb_detail_row_set_value (EbbDetailRow *self,
                          const char   *value)
{
  if (g_strcmp0 (gtk_label_get_label (self->value), value) != 0)
    gtk_label_set_label (self->value, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL);
}
