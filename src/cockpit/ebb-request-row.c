/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbRequestRow:
 *
 * One request in two lines: status, what and where; when, how long and how much. It follows a request that is under way.
 */

#include "cockpit/ebb-request-row.h"

#include <glib/gi18n.h>

#include "cockpit/ebb-request-text.h"

struct _EbbRequestRow
{
  GtkWidget parent_instance;

  EbbTraceEntry *entry; /* (owned) (nullable) */
  GTimeZone *zone;      /* (owned) (nullable) */
  GtkWidget *status;
  GtkWidget *place;
  GtkWidget *details;
};

G_DEFINE_FINAL_TYPE (EbbRequestRow, ebb_request_row, GTK_TYPE_WIDGET)

static void
show_outcome (EbbRequestRow *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean is_pending = ebb_trace_entry_is_pending (self->entry);
  g_autofree char *outcome = ebb_request_text_dup_outcome (self->entry);
  g_autofree char *size = g_format_size (ebb_trace_entry_get_size (self->entry));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ebb_trace_entry_get_time (self->entry) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->zone);
  g_autofree char *time = g_date_time_format (local, "%H:%M:%S");
  g_autofree char *details = NULL;
  g_autofree char *label = NULL;

  if (is_pending)
    details = g_strdup (time);
  else
    details = g_strdup_printf ("%s · %" G_GINT64_FORMAT " ms · %s", time, ebb_trace_entry_get_duration (self->entry) / 1000, size);
  label = g_strdup_printf ("%s, %s", outcome, gtk_label_get_text (GTK_LABEL (self->place)));
  /* The focus is on what the list puts around it. */
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_text (GTK_LABEL (self->status), outcome);
  gtk_label_set_text (GTK_LABEL (self->details), details);

  if (ebb_trace_entry_has_failed (self->entry))
    gtk_widget_add_css_class (self->status, "error");
  else
    gtk_widget_remove_css_class (self->status, "error");
}

static void
let_go (EbbRequestRow *self)
{
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}

static void
ebb_request_row_dispose (GObject *object)
{
  EbbRequestRow *self = EBB_REQUEST_ROW (object);
  GtkWidget *child;

  let_go (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ebb_request_row_parent_class)->dispose (object);
}

static void
ebb_request_row_class_init (EbbRequestRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_request_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ebb_request_row_init (EbbRequestRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->status = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (self->status), 4);
  gtk_label_set_xalign (GTK_LABEL (self->status), 0);
  gtk_widget_set_valign (self->status, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->status, "numeric");
  self->place = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->place), 0);
  gtk_label_set_wrap (GTK_LABEL (self->place), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->place), PANGO_WRAP_CHAR);
  self->details = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->details), 0);
  gtk_label_set_wrap (GTK_LABEL (self->details), TRUE);
  gtk_widget_add_css_class (self->details, "numeric");
  gtk_widget_add_css_class (self->details, "dim-label");

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), self->place);
  gtk_box_append (GTK_BOX (lines), self->details);
  gtk_widget_set_parent (self->status, GTK_WIDGET (self));
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

/**
 * ebb_request_row_new:
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
ebb_request_row_new (void)
{
  return g_object_new (EBB_TYPE_REQUEST_ROW, "margin-top", 6, "margin-bottom", 6, "margin-start", 10, "margin-end", 10, NULL);
}

/**
 * ebb_request_row_set_entry:
 * @self: a row
 * @entry: (nullable): what it shows
 * @zone: (nullable): whose time it tells
 */
void
ebb_request_row_set_entry (EbbRequestRow *self,
                           EbbTraceEntry *entry,
                           GTimeZone     *zone)
{
  g_autofree char *path = NULL;
  g_autofree char *place = NULL;

  let_go (self);
  if (entry == NULL)
    return;

  path = ebb_request_text_dup_place (entry);
  place = g_strdup_printf ("%s %s", ebb_trace_entry_get_method (entry), path);
  self->entry = g_object_ref (entry);
  self->zone = g_time_zone_ref (zone);
  g_signal_connect_swapped (entry, "ended", G_CALLBACK (show_outcome), self);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  show_outcome (self);
}
