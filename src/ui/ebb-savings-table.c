/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSavingsTable:
 *
 * The figures of the chart, all of them, as a table with the totals below. It takes the height of its rows, since the page
 * scrolls. Where there is no room for the column with the status, what is not final says so below its time; what does not fit
 * even then scrolls sideways.
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

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/ebb-savings-row.h"

/* Between the numbers, which stand at the end of their column, and the words after them. */
#define STATUS_GAP 12

struct _EbbSavingsTable
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkColumnView *view;         /* (unowned): inside the scroller */
  GtkColumnViewColumn *status; /* (unowned) */
  GListStore *rows;            /* (owned) (element-type EbbSavingsRow) */
  int full_width;              /* what the view needs with all its columns, as last measured */
  guint fit_id;                /* 0 when the columns fit the width */
};

G_DEFINE_FINAL_TYPE (EbbSavingsTable, ebb_savings_table, GTK_TYPE_WIDGET)

static EbbSavingsColumn
get_column (GtkSignalListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

static gboolean
is_number (EbbSavingsColumn column)
{
  return column != EBB_SAVINGS_WHEN && column != EBB_SAVINGS_STATUS;
}

static void
setup_cb (EbbSavingsTable          *self,
          GtkListItem              *item,
          GtkSignalListItemFactory *factory)
{
  EbbSavingsColumn column = get_column (factory);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number (column) ? 1 : 0);
  gtk_widget_set_vexpand (label, TRUE);
  if (is_number (column))
    gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  if (column == EBB_SAVINGS_WHEN)
    {
      GtkWidget *bin = adw_bin_new ();
      GtkWidget *status = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (status), 0);
      gtk_widget_add_css_class (status, "caption");
      gtk_widget_add_css_class (status, "dim-label");
      adw_bin_set_child (ADW_BIN (bin), status);
      gtk_box_append (GTK_BOX (box), bin);
      g_object_bind_property (self->status, "visible", bin, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
    }
  if (column == EBB_SAVINGS_STATUS)
    gtk_widget_set_margin_start (box, STATUS_GAP);
  gtk_list_item_set_child (item, box);
}

/* The row is not ours, so that its name is given by the first of its cells. */
static void
name_row (GtkWidget  *child,
          const char *sentence)
{
  GtkWidget *cell = gtk_widget_get_parent (child);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
bind_cb (EbbSavingsTable          *self,
         GtkListItem              *item,
         GtkSignalListItemFactory *factory)
{
  EbbSavingsColumn column = get_column (factory);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (box);
  EbbSavingsRow *row = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (label), ebb_savings_row_get_text (row, column));
  if (ebb_savings_row_is_total (row))
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");

  if (column == EBB_SAVINGS_WHEN)
    {
      GtkWidget *status = adw_bin_get_child (ADW_BIN (gtk_widget_get_next_sibling (label)));

      gtk_label_set_label (GTK_LABEL (status), ebb_savings_row_get_text (row, EBB_SAVINGS_STATUS));
      gtk_widget_set_visible (status, ebb_savings_row_is_doubtful (row));
      name_row (box, ebb_savings_row_get_sentence (row));
    }
}

static GtkColumnViewColumn *
add_column (EbbSavingsTable  *self,
            EbbSavingsColumn  column,
            const char       *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_append_column (self->view, view_column);

  return view_column;
}

/* A column has no say in how its head is aligned, so that the heads of the numbers are put over them by hand. Nothing can be done
 * with the row of heads, so that the focus has no business there. */
static void
arrange_heads (EbbSavingsTable *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *head = gtk_widget_get_first_child (row);

  gtk_widget_set_focusable (row, FALSE);
  for (guint column = 0; head != NULL; head = gtk_widget_get_next_sibling (head), column++)
    {
      GtkWidget *box = gtk_widget_get_first_child (head);

      if (box != NULL && is_number (column))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
      else if (box != NULL && column == EBB_SAVINGS_STATUS)
        gtk_widget_set_margin_start (box, STATUS_GAP);
    }
}

static gboolean
fit_cb (gpointer user_data)
{
  EbbSavingsTable *self = EBB_SAVINGS_TABLE (user_data);

  self->fit_id = 0;
  gtk_column_view_column_set_visible (self->status, gtk_widget_get_width (GTK_WIDGET (self)) >= self->full_width);

  return G_SOURCE_REMOVE;
}

static void
ebb_savings_table_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  gtk_widget_measure (EBB_SAVINGS_TABLE (widget)->scroller, orientation, for_size, minimum, natural, NULL, NULL);
}

/* Which columns there are must not change while they are being laid out. */
static void
ebb_savings_table_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  EbbSavingsTable *self = EBB_SAVINGS_TABLE (widget);
  gboolean is_full = gtk_column_view_column_get_visible (self->status);

  if (is_full)
    gtk_widget_measure (GTK_WIDGET (self->view), GTK_ORIENTATION_HORIZONTAL, -1, &self->full_width, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->scroller, &(GtkAllocation) { 0, 0, width, height }, -1);

  if (is_full != (width >= self->full_width) && self->fit_id == 0)
    self->fit_id = g_idle_add (fit_cb, self);
}

static void
ebb_savings_table_dispose (GObject *object)
{
  EbbSavingsTable *self = EBB_SAVINGS_TABLE (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (ebb_savings_table_parent_class)->dispose (object);
}

static void
ebb_savings_table_class_init (EbbSavingsTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_savings_table_dispose;
  widget_class->measure = ebb_savings_table_measure;
  widget_class->size_allocate = ebb_savings_table_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "savingstable");
}

static void
ebb_savings_table_init (EbbSavingsTable *self)
{
  GtkNoSelection *model;

  self->rows = g_list_store_new (EBB_TYPE_SAVINGS_ROW);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (model)));
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");

  /* Translators: the head of a column: hours, days or months. */
  add_column (self, EBB_SAVINGS_WHEN, _("When"));
  add_column (self, EBB_SAVINGS_SAVED, _("Saved"));
  add_column (self, EBB_SAVINGS_PAID, _("Paid"));
  add_column (self, EBB_SAVINGS_USED, _("Used"));
  /* Translators: the head of a column that says how far figures can be trusted. */
  self->status = add_column (self, EBB_SAVINGS_STATUS, _("Status"));

  arrange_heads (self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_focusable (self->scroller, FALSE);
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
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  /* The rows are in a list of its own, which the focus comes into. */
  if (list != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
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
