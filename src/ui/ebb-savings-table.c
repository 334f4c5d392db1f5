/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSavingsTable:
 *
 * The figures of the chart, all of them, as a table with the totals below. It takes the height of its rows, since the page
 * scrolls; what does not fit beside each other scrolls sideways.
 *
 * # Keys
 *
 * ↑ ↓ Home End go through the rows. Each row is read aloud as one sentence.
 *
 * # CSS nodes
 *
 * `savingstable` around a `columnview`; the cells of the totals are `label.heading`.
 */

#include "ui/ebb-savings-table.h"

#include <glib/gi18n.h>

#include "ui/ebb-savings-row.h"

struct _EbbSavingsTable
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkColumnView *view; /* (unowned): inside the scroller */
  GListStore *rows;    /* (owned) (element-type EbbSavingsRow) */
};

G_DEFINE_FINAL_TYPE (EbbSavingsTable, ebb_savings_table, GTK_TYPE_WIDGET)

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  EbbSavingsColumn column = GPOINTER_TO_UINT (user_data);
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_number = column != EBB_SAVINGS_WHEN && column != EBB_SAVINGS_STATUS;

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

/* The row is not ours, so that its name is given by the first of its cells. */
static void
name_row (GtkWidget  *label,
          const char *sentence)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  EbbSavingsColumn column = GPOINTER_TO_UINT (user_data);
  GtkWidget *label = gtk_list_item_get_child (item);
  EbbSavingsRow *row = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (label), ebb_savings_row_get_text (row, column));
  if (ebb_savings_row_is_total (row))
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
  if (column == EBB_SAVINGS_WHEN)
    name_row (label, ebb_savings_row_get_sentence (row));
}

static void
add_column (EbbSavingsTable  *self,
            EbbSavingsColumn  column,
            const char       *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_append_column (self->view, view_column);
}

static void
ebb_savings_table_dispose (GObject *object)
{
  EbbSavingsTable *self = EBB_SAVINGS_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (ebb_savings_table_parent_class)->dispose (object);
}

static void
ebb_savings_table_class_init (EbbSavingsTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_savings_table_dispose;
  gtk_widget_class_set_css_name (widget_class, "savingstable");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ebb_savings_table_init (EbbSavingsTable *self)
{
  GtkNoSelection *model;

  self->rows = g_list_store_new (EBB_TYPE_SAVINGS_ROW);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (model)));
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");

  /* Translators: the head of a column: hours, days or months. */
  add_column (self, EBB_SAVINGS_WHEN, _("When"));
  add_column (self, EBB_SAVINGS_SAVED, _("Saved"));
  add_column (self, EBB_SAVINGS_PAID, _("Paid"));
  add_column (self, EBB_SAVINGS_USED, _("Used"));
  /* Translators: the head of a column that says how far figures can be trusted. */
  add_column (self, EBB_SAVINGS_STATUS, _("Status"));

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * ebb_savings_table_set_report:
 * @self: a table
 * @report: what to show
 * @period: what it is of
 * @time_zone: whose calendar
 *
 * Shows the figures of a report. A row that says what it said before stays, and the focus on it.
 */
void
ebb_savings_table_set_report (EbbSavingsTable *self,
                              EbbReport       *report,
                              const EbbPeriod *period,
                              GTimeZone       *time_zone)
{
  guint n = ebb_report_get_n_buckets (report) + 1;
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EbbSavingsRow) before = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      g_autoptr (EbbSavingsRow) row = i < n - 1 ? ebb_savings_row_new (report, i, period, time_zone)
                                                : ebb_savings_row_new_total (report);

      if (before == NULL || !ebb_savings_row_equals (before, row))
        g_list_store_splice (self->rows, i, before != NULL, (gpointer *) &row, 1);
    }
  if (n_before > n)
    g_list_store_splice (self->rows, n, n_before - n, NULL, 0);
}

/**
 * ebb_savings_table_set_title:
 * @self: a table
 * @title: what it shows
 *
 * Names the table for those who hear it.
 */
void
ebb_savings_table_set_title (EbbSavingsTable *self,
                             const char      *title)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * ebb_savings_table_get_rows:
 * @self: a table
 *
 * Returns: (transfer none): its rows, a list of #EbbSavingsRow
 */
GListModel *
ebb_savings_table_get_rows (EbbSavingsTable *self)
{
  return G_LIST_MODEL (self->rows);
}
