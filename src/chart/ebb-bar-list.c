/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bar-list.h"

#include "chart/ebb-bar-item.h"

/* The field of a bar chart as a list that can be walked: one child for each bar, and one tab stop for all of them. The
 * list paints all bars in one go from the plot that the chart has laid out; then the children add their backgrounds and
 * focus rings. Selection goes along with the focus, as in a list of rows, so that walking the bars is reading them. */

/* Page Up and Page Down go a week, or a tenth of a longer row. */
#define LEAST_PAGE 7

struct _EbbBarList
{
  GtkWidget parent_instance;

  EbbBarPlot *plot; /* (owned) (nullable) */
  GPtrArray *items; /* (owned) (element-type EbbBarItem): the children, in the order of the bars */
  gint64 selected_key;
  gint64 cursor_key; /* the bar that takes the focus when it comes in */
};

G_DEFINE_FINAL_TYPE (EbbBarList, ebb_bar_list, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTED_KEY = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint activated_signal;
static guint focused_signal;

static EbbBarItem *
get_item (EbbBarList *self,
          guint       index)
{
  return g_ptr_array_index (self->items, index);
}

/* The bar with this key, or %NULL. */
static EbbBarItem *
find_item (EbbBarList *self,
           gint64      key)
{
  guint index;

  if (self->plot == NULL || !ebb_bars_find (ebb_bar_plot_get_bars (self->plot), key, &index))
    return NULL;

  return get_item (self, index);
}

static gboolean
find_focus (EbbBarList *self,
            guint      *index)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && g_ptr_array_find (self->items, child, index);
}

static void
choose_item (EbbBarList *self,
             EbbBarItem *item)
{
  gtk_widget_grab_focus (GTK_WIDGET (item));
  ebb_bar_list_set_selected_key (self, ebb_bar_item_get_key (item));
}

/* Lets the focus in where it was last, else at the selected bar, else where one begins to read. */
static gboolean
enter (EbbBarList *self)
{
  EbbBarItem *item = find_item (self, self->cursor_key);

  if (item == NULL)
    item = find_item (self, self->selected_key);
  if (item == NULL && self->items->len > 0)
    item = get_item (self, MIN (ebb_bars_get_entry (ebb_bar_plot_get_bars (self->plot)), self->items->len - 1));

  return item != NULL && gtk_widget_grab_focus (GTK_WIDGET (item));
}

/* Goes @by places from the focused bar, or as far as there are bars. */
static void
move_cursor (EbbBarList *self,
             int         by)
{
  guint index;

  if (find_focus (self, &index))
    choose_item (self, get_item (self, CLAMP ((int) index + by, 0, (int) self->items->len - 1)));
}

/* How far an arrow to the right goes: forwards, or backwards when time runs from right to left. */
static int
get_rightwards (EbbBarList *self)
{
  return self->plot != NULL && ebb_bar_plot_get_mirrored (self->plot) ? -1 : 1;
}

static void
activate (EbbBarList *self,
          EbbBarItem *item)
{
  g_signal_emit (self, activated_signal, 0, ebb_bar_item_get_key (item));
}

static GHashTable *
index_by_key (GPtrArray *items)
{
  GHashTable *known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      gint64 key = ebb_bar_item_get_key (items->pdata[i]);

      g_hash_table_insert (known, g_memdup2 (&key, sizeof key), items->pdata[i]);
    }

  return known;
}

/* Turns the children of the old row into those of the new. A bar with a known key keeps its child, and with it focus,
 * pointer and place in the accessibility tree; when the focused bar is gone, the one in its place takes the focus. */
static void
update_items (EbbBarList *self,
              EbbBars    *bars)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->items);
  g_autoptr (GHashTable) known = index_by_key (old);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  GtkWidget *previous = NULL;
  guint n = ebb_bars_get_count (bars);

  self->items = g_ptr_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    {
      gint64 key = ebb_bars_get_key (bars, i);
      GtkWidget *item = g_hash_table_lookup (known, &key);

      if (item == NULL)
        item = ebb_bar_item_new (key);
      else
        g_hash_table_remove (known, &key);

      ebb_bar_item_set_content (EBB_BAR_ITEM (item), ebb_bars_get_sentence (bars, i), ebb_bars_get_status (bars, i),
                                ebb_bars_get_emphasis (bars, i));
      ebb_bar_item_set_position (EBB_BAR_ITEM (item), i, n);
      if (gtk_widget_get_parent (item) == NULL || gtk_widget_get_prev_sibling (item) != previous)
        gtk_widget_insert_after (item, GTK_WIDGET (self), previous);
      g_ptr_array_add (self->items, item);
      previous = item;
    }

  for (guint i = 0; i < old->len; i++)
    {
      GtkWidget *item = old->pdata[i];

      if (g_ptr_array_find (self->items, item, NULL))
        continue;
      if (item == focus && n > 0)
        gtk_widget_grab_focus (self->items->pdata[MIN (i, n - 1)]);
      gtk_widget_unparent (item);
    }
}

static gboolean
key_pressed_cb (EbbBarList      *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  int end = (int) self->items->len;
  int page = MAX (LEAST_PAGE, end / 10);
  guint index;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || !find_focus (self, &index))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_cursor (self, -get_rightwards (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_cursor (self, get_rightwards (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      move_cursor (self, -end);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      move_cursor (self, end);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      move_cursor (self, -page);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      move_cursor (self, page);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      choose_item (self, get_item (self, index));
      activate (self, get_item (self, index));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* On release, so that a finger that turns out to scroll chooses nothing. */
static void
released_cb (EbbBarList *self,
             int         n_press,
             double      x,
             double      y)
{
  GtkWidget *item = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (!EBB_IS_BAR_ITEM (item))
    return;

  choose_item (self, EBB_BAR_ITEM (item));
  if (n_press == 2)
    activate (self, EBB_BAR_ITEM (item));
}

static gboolean
ebb_bar_list_focus (GtkWidget        *widget,
                    GtkDirectionType  direction)
{
  EbbBarList *self = EBB_BAR_LIST (widget);
  guint index;

  if (!find_focus (self, &index))
    return enter (self);

  switch (direction)
    {
    case GTK_DIR_LEFT:
      move_cursor (self, -get_rightwards (self));
      return TRUE;
    case GTK_DIR_RIGHT:
      move_cursor (self, get_rightwards (self));
      return TRUE;
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    case GTK_DIR_UP:
    case GTK_DIR_DOWN:
    default:
      return FALSE;
    }
}

static gboolean
ebb_bar_list_grab_focus (GtkWidget *widget)
{
  return enter (EBB_BAR_LIST (widget));
}

/* However the focus came to a bar, it is the one to come back to. */
static void
ebb_bar_list_set_focus_child (GtkWidget *widget,
                              GtkWidget *child)
{
  EbbBarList *self = EBB_BAR_LIST (widget);

  GTK_WIDGET_CLASS (ebb_bar_list_parent_class)->set_focus_child (widget, child);

  if (child == NULL)
    return;

  self->cursor_key = ebb_bar_item_get_key (EBB_BAR_ITEM (child));
  g_signal_emit (self, focused_signal, 0, self->cursor_key);
}

static void
ebb_bar_list_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  EbbBarList *self = EBB_BAR_LIST (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->plot != NULL)
    *minimum = *natural = ebb_bar_plot_get_least_width (self->plot);
  for (guint i = 0; i < self->items->len; i++)
    gtk_widget_measure (self->items->pdata[i], orientation, -1, NULL, NULL, NULL, NULL);
}

static void
ebb_bar_list_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  EbbBarList *self = EBB_BAR_LIST (widget);

  for (guint i = 0; i < self->items->len; i++)
    {
      GtkAllocation column;

      ebb_bar_plot_get_column (self->plot, i, &column);
      gtk_widget_size_allocate (self->items->pdata[i], &column, -1);
    }
}

static void
ebb_bar_list_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  EbbBarList *self = EBB_BAR_LIST (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  g_autofree GdkRGBA *fills = NULL;
  cairo_t *cr;
  GdkRGBA text;

  if (self->plot == NULL)
    return;

  /* Colours come from the style sheet: that of a bar is the colour of its node, whatever state it is in. */
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  fills = g_new (GdkRGBA, MAX (self->items->len, 1));
  for (guint i = 0; i < self->items->len; i++)
    gtk_style_context_get_color (gtk_widget_get_style_context (self->items->pdata[i]), &fills[i]);

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  ebb_bar_plot_draw_field (self->plot, cr, &text, fills);
  cairo_destroy (cr);

  for (guint i = 0; i < self->items->len; i++)
    gtk_widget_snapshot_child (widget, self->items->pdata[i], snapshot);
}

static void
ebb_bar_list_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  EbbBarList *self = EBB_BAR_LIST (object);

  switch (property_id)
    {
    case PROP_SELECTED_KEY:
      g_value_set_int64 (value, self->selected_key);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ebb_bar_list_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  EbbBarList *self = EBB_BAR_LIST (object);

  switch (property_id)
    {
    case PROP_SELECTED_KEY:
      ebb_bar_list_set_selected_key (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ebb_bar_list_dispose (GObject *object)
{
  EbbBarList *self = EBB_BAR_LIST (object);

  for (guint i = 0; i < self->items->len; i++)
    gtk_widget_unparent (self->items->pdata[i]);
  g_ptr_array_set_size (self->items, 0);
  g_clear_pointer (&self->plot, ebb_bar_plot_unref);

  G_OBJECT_CLASS (ebb_bar_list_parent_class)->dispose (object);
}

static void
ebb_bar_list_finalize (GObject *object)
{
  g_ptr_array_unref (EBB_BAR_LIST (object)->items);

  G_OBJECT_CLASS (ebb_bar_list_parent_class)->finalize (object);
}

static void
ebb_bar_list_class_init (EbbBarListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ebb_bar_list_get_property;
  object_class->set_property = ebb_bar_list_set_property;
  object_class->dispose = ebb_bar_list_dispose;
  object_class->finalize = ebb_bar_list_finalize;
  widget_class->focus = ebb_bar_list_focus;
  widget_class->grab_focus = ebb_bar_list_grab_focus;
  widget_class->set_focus_child = ebb_bar_list_set_focus_child;
  widget_class->measure = ebb_bar_list_measure;
  widget_class->size_allocate = ebb_bar_list_size_allocate;
  widget_class->snapshot = ebb_bar_list_snapshot;

  properties[PROP_SELECTED_KEY]
    = g_param_spec_int64 ("selected-key", NULL, NULL, G_MININT64, G_MAXINT64, EBB_BARS_NO_KEY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  activated_signal = g_signal_new ("bar-activated", EBB_TYPE_BAR_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
  focused_signal = g_signal_new ("bar-focused", EBB_TYPE_BAR_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
ebb_bar_list_init (EbbBarList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->items = g_ptr_array_new ();
  self->selected_key = EBB_BARS_NO_KEY;
  self->cursor_key = EBB_BARS_NO_KEY;

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * ebb_bar_list_new:
 *
 * Returns: (transfer floating): a list without bars
 */
GtkWidget *
ebb_bar_list_new (void)
{
  return g_object_new (EBB_TYPE_BAR_LIST, NULL);
}

/**
 * ebb_bar_list_set_plot:
 * @self: a list of bars
 * @plot: the drawing of the bars; the chart lays it out before the list is given a size
 *
 * Shows these bars. Focus and selection stay with the bars that have the same keys as before; when the selected bar is
 * gone, none is selected.
 */
void
ebb_bar_list_set_plot (EbbBarList *self,
                       EbbBarPlot *plot)
{
  EbbBarItem *selected;

  g_return_if_fail (EBB_IS_BAR_LIST (self));

  ebb_bar_plot_ref (plot);
  g_clear_pointer (&self->plot, ebb_bar_plot_unref);
  self->plot = plot;
  update_items (self, ebb_bar_plot_get_bars (plot));

  selected = find_item (self, self->selected_key);
  if (selected == NULL)
    ebb_bar_list_set_selected_key (self, EBB_BARS_NO_KEY);

  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * ebb_bar_list_get_selected_key:
 * @self: a list of bars
 *
 * Returns: the key of the selected bar, or %EBB_BARS_NO_KEY
 */
gint64
ebb_bar_list_get_selected_key (EbbBarList *self)
{
  g_return_val_if_fail (EBB_IS_BAR_LIST (self), EBB_BARS_NO_KEY);
  return self->selected_key;
}

/**
 * ebb_bar_list_set_selected_key:
 * @self: a list of bars
 * @key: the key of a bar; any other selects none
 *
 * Selects a bar.
 */
void
ebb_bar_list_set_selected_key (EbbBarList *self,
                               gint64      key)
{
  EbbBarItem *item;

  g_return_if_fail (EBB_IS_BAR_LIST (self));

  item = find_item (self, key);
  if (item == NULL)
    key = EBB_BARS_NO_KEY;
  if (key == self->selected_key)
    return;

  self->selected_key = key;
  for (guint i = 0; i < self->items->len; i++)
    ebb_bar_item_set_selected (get_item (self, i), get_item (self, i) == item);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_KEY]);
}
