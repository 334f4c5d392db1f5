/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbFitRow:
 *
 * A row with a name and controls, as an action row has them, that puts the controls below the name where there is no room for them beside
 * it: in a narrow window, with large text, or in a language with long words.
 *
 * CSS nodes: those of an action row, and so its style; the style class `.fit`.
 */

#include "ui/ebb-fit-row.h"

#include "ui/ebb-fit-layout.h"

/* A name breaks between its letters only where there is really no room. Pixels, not characters: GTK 4.8 counts those wrong for a label
 * that is shorter. */
#define LEAST_WIDTH 64

/* A long subtitle is no reason to put the controls below. */
#define SUBTITLE_CHARACTERS 18

#define SPACING 6

typedef struct
{
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *front;              /* what stays beside the name */
  GtkWidget *controls;
  GtkWidget *activatable_widget; /* weak (nullable) */
  GtkListBox *list;              /* weak (nullable): that the row is in */
} EbbFitRowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (EbbFitRow, ebb_fit_row, ADW_TYPE_PREFERENCES_ROW)

static EbbFitRowPrivate *
get_private (EbbFitRow *self)
{
  return ebb_fit_row_get_instance_private (self);
}

static GtkWidget *
create_box (GtkOrientation  orientation,
            int             spacing,
            const char     *style_class)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  gtk_widget_add_css_class (box, style_class);

  return box;
}

static GtkLabel *
create_label (const char *style_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_size_request (GTK_WIDGET (label), LEAST_WIDTH, -1);
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (label), style_class);

  return label;
}

static void
title_cb (EbbFitRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_label (get_private (self)->title, title);
  gtk_widget_set_visible (GTK_WIDGET (get_private (self)->title), title != NULL && *title != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
row_activated_cb (EbbFitRow     *self,
                  GtkListBoxRow *row)
{
  GtkWidget *child = get_private (self)->activatable_widget;

  if (row == GTK_LIST_BOX_ROW (self) && child != NULL)
    gtk_widget_mnemonic_activate (child, FALSE);
}

/* It is the list that is told when a row is pressed. */
static void
parent_cb (EbbFitRow *self)
{
  EbbFitRowPrivate *priv = get_private (self);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (priv->list != NULL)
    g_signal_handlers_disconnect_by_func (priv->list, row_activated_cb, self);
  g_set_weak_pointer (&priv->list, parent != NULL && GTK_IS_LIST_BOX (parent) ? GTK_LIST_BOX (parent) : NULL);
  if (priv->list != NULL)
    g_signal_connect_object (priv->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
ebb_fit_row_dispose (GObject *object)
{
  EbbFitRowPrivate *priv = get_private (EBB_FIT_ROW (object));

  g_clear_weak_pointer (&priv->activatable_widget);
  g_clear_weak_pointer (&priv->list);

  G_OBJECT_CLASS (ebb_fit_row_parent_class)->dispose (object);
}

static void
ebb_fit_row_class_init (EbbFitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_fit_row_dispose;
}

static void
ebb_fit_row_init (EbbFitRow *self)
{
  EbbFitRowPrivate *priv = get_private (self);
  GtkLayoutManager *layout = g_object_new (EBB_TYPE_FIT_LAYOUT, "spacing", SPACING, "first-fills", TRUE, NULL);
  GtkWidget *header = create_box (GTK_ORIENTATION_HORIZONTAL, 0, "header");
  GtkWidget *names = create_box (GTK_ORIENTATION_VERTICAL, 3, "title");

  gtk_widget_set_layout_manager (header, layout);
  priv->front = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  priv->controls = create_box (GTK_ORIENTATION_HORIZONTAL, 0, "suffixes");
  priv->title = create_label ("title");
  priv->subtitle = create_label ("subtitle");
  gtk_label_set_max_width_chars (priv->subtitle, SUBTITLE_CHARACTERS);
  gtk_widget_set_valign (names, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (names, TRUE);
  gtk_widget_set_halign (priv->controls, GTK_ALIGN_END);
  gtk_widget_set_visible (priv->controls, FALSE);

  gtk_box_append (GTK_BOX (names), GTK_WIDGET (priv->title));
  gtk_box_append (GTK_BOX (names), GTK_WIDGET (priv->subtitle));
  gtk_box_append (GTK_BOX (priv->front), names);
  gtk_box_append (GTK_BOX (header), priv->front);
  gtk_box_append (GTK_BOX (header), priv->controls);
  gtk_widget_add_css_class (GTK_WIDGET (self), "fit");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), header);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
  g_signal_connect (self, "notify::parent", G_CALLBACK (parent_cb), NULL);
}

/**
 * ebb_fit_row_set_subtitle:
 * @self: a row
 * @subtitle: plain text
 *
 * Says more below the name.
 */
void
ebb_fit_row_set_subtitle (EbbFitRow  *self,
                          const char *subtitle)
{
  gtk_label_set_label (get_private (self)->subtitle, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  gtk_widget_set_visible (GTK_WIDGET (get_private (self)->subtitle), *subtitle != '\0');
}

/**
 * ebb_fit_row_add_switch:
 * @self: a row
 * @child: a small widget, such as a switch
 *
 * Adds what always stays beside the name.
 */
void
ebb_fit_row_add_switch (EbbFitRow *self,
                        GtkWidget *child)
{
  gtk_box_append (GTK_BOX (get_private (self)->front), child);
}

/**
 * ebb_fit_row_add_control:
 * @self: a row
 * @control: a control, or what belongs to one
 *
 * Adds what goes below the name where there is no room beside it.
 */
void
ebb_fit_row_add_control (EbbFitRow *self,
                         GtkWidget *control)
{
  gtk_box_append (GTK_BOX (get_private (self)->controls), control);
  gtk_widget_set_visible (get_private (self)->controls, TRUE);
}

/**
 * ebb_fit_row_show_controls:
 * @self: a row
 * @is_shown: whether there is something to control
 *
 * Shows or hides all of them; they are shown from the first on.
 */
void
ebb_fit_row_show_controls (EbbFitRow *self,
                           gboolean   is_shown)
{
  gtk_widget_set_visible (get_private (self)->controls, is_shown);
}

/**
 * ebb_fit_row_set_activatable_widget:
 * @self: a row
 * @child: one of its controls
 *
 * Whoever presses the row anywhere means that one.
 */
void
ebb_fit_row_set_activatable_widget (EbbFitRow *self,
                                    GtkWidget *child)
{
  g_set_weak_pointer (&get_private (self)->activatable_widget, child);
  g_object_bind_property (child, "sensitive", self, "activatable", G_BINDING_SYNC_CREATE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, get_private (self)->subtitle, NULL, -1);
}
