/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bar-item.h"

/* One bar as a thing that can be pointed at, focused, styled and read aloud. It paints nothing itself but what its CSS
 * node asks for (a background, a focus ring): the bars of a chart are painted in one go by its list, in the colours of
 * these nodes. That is why a change of style here asks the list to paint again. */

struct _EbbBarItem
{
  GtkWidget parent_instance;

  gint64 key;
  char *sentence; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (EbbBarItem, ebb_bar_item, GTK_TYPE_WIDGET)

static const char *const status_classes[] = {
  [EBB_BAR_NORMAL] = NULL,
  [EBB_BAR_ESTIMATED] = "estimated",
  [EBB_BAR_PARTIAL] = "partial",
  [EBB_BAR_MISSING] = "missing",
};

static const char *const emphasis_classes[] = {
  [EBB_BAR_PLAIN] = NULL,
  [EBB_BAR_DONE] = "done",
  [EBB_BAR_AHEAD] = "ahead",
  [EBB_BAR_FAILED] = "failed",
};

/* The tooltip is not set as a property: GTK would then read the same sentence twice, as name and as description. */
static gboolean
ebb_bar_item_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, EBB_BAR_ITEM (widget)->sentence);
  return TRUE;
}

static void
ebb_bar_item_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GtkWidget *list = gtk_widget_get_parent (widget);

  GTK_WIDGET_CLASS (ebb_bar_item_parent_class)->css_changed (widget, change);

  if (list != NULL)
    gtk_widget_queue_draw (list);
}

static void
ebb_bar_item_finalize (GObject *object)
{
  g_free (EBB_BAR_ITEM (object)->sentence);

  G_OBJECT_CLASS (ebb_bar_item_parent_class)->finalize (object);
}

static void
ebb_bar_item_class_init (EbbBarItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ebb_bar_item_finalize;
  widget_class->query_tooltip = ebb_bar_item_query_tooltip;
  widget_class->css_changed = ebb_bar_item_css_changed;

  gtk_widget_class_set_css_name (widget_class, "bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
ebb_bar_item_init (EbbBarItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * ebb_bar_item_new:
 * @key: what the bar stays the same by
 *
 * Returns: (transfer floating): a bar that says nothing yet
 */
GtkWidget *
ebb_bar_item_new (gint64 key)
{
  EbbBarItem *self = g_object_new (EBB_TYPE_BAR_ITEM, NULL);

  self->key = key;

  return GTK_WIDGET (self);
}

/**
 * ebb_bar_item_get_key:
 * @self: a bar
 *
 * Returns: what the bar stays the same by
 */
gint64
ebb_bar_item_get_key (EbbBarItem *self)
{
  g_return_val_if_fail (EBB_IS_BAR_ITEM (self), 0);
  return self->key;
}

/**
 * ebb_bar_item_set_content:
 * @self: a bar
 * @sentence: all that the bar says
 * @status: how far its value can be trusted
 * @emphasis: what is special about it
 *
 * Gives the bar what it says. Nothing is announced when nothing has changed.
 */
void
ebb_bar_item_set_content (EbbBarItem   *self,
                          const char   *sentence,
                          EbbBarStatus  status,
                          EbbBarEmphasis emphasis)
{
  const char *classes[] = { NULL, NULL, NULL };
  guint n = 0;

  g_return_if_fail (EBB_IS_BAR_ITEM (self));

  if (status_classes[status] != NULL)
    classes[n++] = status_classes[status];
  if (emphasis_classes[emphasis] != NULL)
    classes[n++] = emphasis_classes[emphasis];
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);

  if (g_strcmp0 (self->sentence, sentence) == 0)
    return;

  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

/**
 * ebb_bar_item_set_position:
 * @self: a bar
 * @position: which bar of the row it is, from 0
 * @count: how many there are
 *
 * Lets a screen reader say "3 of 31".
 */
void
ebb_bar_item_set_position (EbbBarItem *self,
                           guint       position,
                           guint       count)
{
  g_return_if_fail (EBB_IS_BAR_ITEM (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) count,
                                  -1);
}

/**
 * ebb_bar_item_set_selected:
 * @self: a bar
 * @selected: whether it is the selected one
 *
 * Shows and tells whether the bar is selected.
 */
void
ebb_bar_item_set_selected (EbbBarItem *self,
                           gboolean    selected)
{
  g_return_if_fail (EBB_IS_BAR_ITEM (self));

  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
