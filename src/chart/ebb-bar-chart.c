/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bar-chart.h"

#include "chart/ebb-bar-list.h"
#include "chart/ebb-bar-plot.h"

/**
 * EbbBarChart:
 *
 * A bar for each of a row of periods, above and below zero.
 *
 * The chart fits any width from 200 px. A row whose bars would be thinner than 3 px keeps them at that and scrolls
 * sideways in a place of its own, while the axis stays: nothing is summed up behind the reader's back. For a row without
 * bars the chart is a bare line; saying so in words is up to the page. Dense bars touch each other and become as thin as need be: a
 * curve of steps, lower than other charts, which may carry a level, guides and a lane of what stands out.
 *
 * # Keys and pointer
 *
 * The chart is one tab stop. ← → go to the neighbouring bar (on the side the arrow points to, also from right to
 * left), Home and End to the ends, Page Up and Page Down by seven bars or a tenth of the row; the selection goes along. Enter,
 * Space and a double click activate the bar. A click selects it, and pointing at it shows its sentence.
 *
 * # CSS nodes
 *
 * |[<!-- language="plain" -->
 * barchart[.dense]               (color: the numbers of the axis)
 * ├── scrolledwindow
 * │   ╰── viewport
 * │       ╰── bars               (color: the labels; grid and zero line are made of it)
 * │           ╰── bar[.estimated|.partial|.missing][.done|.ahead|.failed][:hover][:selected][:focus]  (color: the bar)
 * ╰── scrollbar
 * ]|
 *
 * # Accessibility
 *
 * The row is a list with the title of the chart as its name, each bar an item named by its sentence, with its place in
 * the row. Status and sign of a bar show in its shape, never only in its colour.
 */

#define LEAST_WIDTH 200
/* In lines of text, so that large text gets a higher chart. */
#define LEAST_LINES 8
#define NATURAL_LINES 4
#define NATURAL_HEIGHT 200
#define NATURAL_DENSE_HEIGHT 84
#define NATURAL_WIDTH 480

struct _EbbBarChart
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *list; /* (unowned): inside the scroller */
  GtkWidget *scrollbar;
  EbbBars *bars;     /* (owned) */
  EbbBarPlot *plot;  /* (owned) */
  char *title;       /* (owned) (nullable) */
  gint64 reveal_key; /* the bar to bring into view when sizes are known, or EBB_BARS_NO_KEY */
};

G_DEFINE_FINAL_TYPE (EbbBarChart, ebb_bar_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_BARS = 1,
  PROP_TITLE,
  PROP_SELECTED_KEY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint activated_signal;

static GtkAdjustment *
get_adjustment (EbbBarChart *self)
{
  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

static void
set_bars (EbbBarChart *self,
          EbbBars     *bars)
{
  g_clear_pointer (&self->plot, ebb_bar_plot_unref);
  g_set_object (&self->bars, bars);
  self->plot = ebb_bar_plot_new (bars, gtk_widget_get_pango_context (GTK_WIDGET (self)));
  ebb_bar_list_set_plot (EBB_BAR_LIST (self->list), self->plot);
  if (ebb_bars_is_dense (bars))
    gtk_widget_add_css_class (GTK_WIDGET (self), "dense");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dense");
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Called with the layout done and the scroller not yet given its place of @width pixels: to move the adjustment later
 * would ask for another allocation in the midst of this one. */
static void
reveal_bar (EbbBarChart *self,
            int          width)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  GdkRectangle column;
  gint64 key = self->reveal_key;
  guint index;

  self->reveal_key = EBB_BARS_NO_KEY;
  if (!ebb_bars_find (self->bars, key, &index))
    return;

  ebb_bar_plot_get_column (self->plot, index, &column);
  gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment),
                            0, ebb_bar_plot_get_field_width (self->plot), width * 0.1, width * 0.9, width);
  gtk_adjustment_clamp_page (adjustment, column.x - width * 0.1, column.x + column.width + width * 0.1);
}

static void
ask_to_reveal (EbbBarChart *self,
               gint64       key)
{
  self->reveal_key = key;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
bar_activated_cb (EbbBarChart *self,
                  gint64       key)
{
  g_signal_emit (self, activated_signal, 0, key);
}

static void
selected_key_changed_cb (EbbBarChart *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_KEY]);
}

static void
ebb_bar_chart_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  EbbBarChart *self = EBB_BAR_CHART (widget);
  int line = ebb_bar_plot_get_text_height (self->plot);
  int least;

  gtk_widget_measure (self->scroller, orientation, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (self->scrollbar, orientation, -1, NULL, NULL, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (least, LEAST_WIDTH);
      *natural = MAX (*minimum, NATURAL_WIDTH);
    }
  else
    {
      *minimum = MAX (least, LEAST_LINES * line);
      *natural = MAX (*minimum, (ebb_bars_is_dense (self->bars) ? NATURAL_DENSE_HEIGHT : NATURAL_HEIGHT) + NATURAL_LINES * line);
    }
}

static void
ebb_bar_chart_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  EbbBarChart *self = EBB_BAR_CHART (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0, 0, width, height };
  int bar_height = 0;
  int axis;

  ebb_bar_plot_layout (self->plot, width, height, mirrored);
  axis = ebb_bar_plot_get_axis_width (self->plot);
  gtk_widget_set_child_visible (self->scrollbar, axis + ebb_bar_plot_get_field_width (self->plot) > width);
  if (gtk_widget_get_child_visible (self->scrollbar))
    {
      gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_VERTICAL, -1, &bar_height, NULL, NULL, NULL);
      ebb_bar_plot_layout (self->plot, width, height - bar_height, mirrored);
      axis = ebb_bar_plot_get_axis_width (self->plot);
    }

  place.x = mirrored ? 0 : axis;
  place.width = width - axis;
  place.height = height - bar_height;
  reveal_bar (self, place.width);
  gtk_widget_size_allocate (self->scroller, &place, -1);

  if (gtk_widget_get_child_visible (self->scrollbar))
    {
      place.y = place.height;
      place.height = bar_height;
      gtk_widget_size_allocate (self->scrollbar, &place, -1);
    }
}

static void
ebb_bar_chart_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  EbbBarChart *self = EBB_BAR_CHART (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  GdkRGBA text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  ebb_bar_plot_draw_axis (self->plot, cr, &text);
  cairo_destroy (cr);

  GTK_WIDGET_CLASS (ebb_bar_chart_parent_class)->snapshot (widget, snapshot);
}

/* A direction that is set on the chart alone holds for all of it, and the same bars stay in view. */
static void
ebb_bar_chart_direction_changed (GtkWidget        *widget,
                                 GtkTextDirection  previous)
{
  EbbBarChart *self = EBB_BAR_CHART (widget);
  GtkAdjustment *adjustment = get_adjustment (self);

  GTK_WIDGET_CLASS (ebb_bar_chart_parent_class)->direction_changed (widget, previous);

  gtk_widget_set_direction (gtk_widget_get_parent (self->list), gtk_widget_get_direction (widget));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
                                          - gtk_adjustment_get_value (adjustment));
  gtk_widget_queue_resize (self->list);
}

static gboolean
ebb_bar_chart_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  return gtk_widget_child_focus (EBB_BAR_CHART (widget)->list, direction);
}

static gboolean
ebb_bar_chart_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (EBB_BAR_CHART (widget)->list);
}

static void
ebb_bar_chart_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  EbbBarChart *self = EBB_BAR_CHART (object);

  switch (property_id)
    {
    case PROP_BARS:
      g_value_set_object (value, self->bars);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SELECTED_KEY:
      g_value_set_int64 (value, ebb_bar_chart_get_selected_key (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ebb_bar_chart_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  EbbBarChart *self = EBB_BAR_CHART (object);

  switch (property_id)
    {
    case PROP_BARS:
      ebb_bar_chart_set_bars (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
      ebb_bar_chart_set_title (self, g_value_get_string (value));
      break;
    case PROP_SELECTED_KEY:
      ebb_bar_chart_set_selected_key (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ebb_bar_chart_dispose (GObject *object)
{
  EbbBarChart *self = EBB_BAR_CHART (object);

  g_clear_pointer (&self->scrollbar, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_bar_chart_parent_class)->dispose (object);
}

static void
ebb_bar_chart_finalize (GObject *object)
{
  EbbBarChart *self = EBB_BAR_CHART (object);

  ebb_bar_plot_unref (self->plot);
  g_object_unref (self->bars);
  g_free (self->title);

  G_OBJECT_CLASS (ebb_bar_chart_parent_class)->finalize (object);
}

static void
ebb_bar_chart_class_init (EbbBarChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ebb_bar_chart_get_property;
  object_class->set_property = ebb_bar_chart_set_property;
  object_class->dispose = ebb_bar_chart_dispose;
  object_class->finalize = ebb_bar_chart_finalize;
  widget_class->direction_changed = ebb_bar_chart_direction_changed;
  widget_class->focus = ebb_bar_chart_focus;
  widget_class->grab_focus = ebb_bar_chart_grab_focus;
  widget_class->measure = ebb_bar_chart_measure;
  widget_class->size_allocate = ebb_bar_chart_size_allocate;
  widget_class->snapshot = ebb_bar_chart_snapshot;

  /**
   * EbbBarChart:bars:
   *
   * The row of bars that is shown.
   */
  properties[PROP_BARS] = g_param_spec_object ("bars", NULL, NULL, EBB_TYPE_BARS, flags);

  /**
   * EbbBarChart:title:
   *
   * What the chart shows, for those who hear it.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * EbbBarChart:selected-key:
   *
   * The key of the selected bar, or %EBB_BARS_NO_KEY.
   */
  properties[PROP_SELECTED_KEY]
    = g_param_spec_int64 ("selected-key", NULL, NULL, G_MININT64, G_MAXINT64, EBB_BARS_NO_KEY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * EbbBarChart::bar-activated:
   * @self: the chart
   * @key: the key of the bar
   *
   * Somebody wants to go into a bar.
   */
  activated_signal = g_signal_new ("bar-activated", EBB_TYPE_BAR_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "barchart");
}

static void
ebb_bar_chart_init (EbbBarChart *self)
{
  g_autoptr (EbbBars) none = ebb_bars_new ();

  self->reveal_key = EBB_BARS_NO_KEY;

  self->list = ebb_bar_list_new ();
  g_signal_connect_swapped (self->list, "bar-activated", G_CALLBACK (bar_activated_cb), self);
  g_signal_connect_swapped (self->list, "bar-focused", G_CALLBACK (ask_to_reveal), self);
  g_signal_connect_swapped (self->list, "notify::selected-key", G_CALLBACK (selected_key_changed_cb), self);

  /* The scroll bar is the chart's own: one that comes with the scroller would lie over the labels, or take the room
   * below them at a time when the axis has already been laid out. */
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  /* A viewport follows the focus only where things are when the focus comes, which may be before they have a place. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_widget_get_parent (self->list)), FALSE);
  gtk_widget_set_focusable (self->scroller, FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, get_adjustment (self));
  gtk_widget_set_parent (self->scrollbar, GTK_WIDGET (self));

  set_bars (self, none);
}

/**
 * ebb_bar_chart_new:
 *
 * Returns: (transfer floating): a chart without bars
 */
GtkWidget *
ebb_bar_chart_new (void)
{
  return g_object_new (EBB_TYPE_BAR_CHART, NULL);
}

/**
 * ebb_bar_chart_set_bars:
 * @self: a chart
 * @bars: (nullable): the bars, which do not change any more; %NULL for none
 *
 * Shows these bars. Bars with the same keys as before stay the same: the selection and the focus stay with them. When
 * the selected bar is gone, none is selected; when the focused one is gone, the one in its place takes the focus.
 */
void
ebb_bar_chart_set_bars (EbbBarChart *self,
                        EbbBars     *bars)
{
  g_autoptr (EbbBars) none = NULL;

  g_return_if_fail (EBB_IS_BAR_CHART (self));
  g_return_if_fail (bars == NULL || EBB_IS_BARS (bars));

  if (bars == NULL)
    bars = none = ebb_bars_new ();
  if (bars == self->bars)
    return;

  set_bars (self, bars);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARS]);
}

/**
 * ebb_bar_chart_get_bars:
 * @self: a chart
 *
 * Returns: (transfer none): the bars that are shown, an empty row when there are none
 */
EbbBars *
ebb_bar_chart_get_bars (EbbBarChart *self)
{
  g_return_val_if_fail (EBB_IS_BAR_CHART (self), NULL);
  return self->bars;
}

/**
 * ebb_bar_chart_set_title:
 * @self: a chart
 * @title: (nullable): what it shows: "Savings per day, May 2024"
 *
 * Names the chart for those who hear it. It is not drawn.
 */
void
ebb_bar_chart_set_title (EbbBarChart *self,
                         const char  *title)
{
  g_return_if_fail (EBB_IS_BAR_CHART (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * ebb_bar_chart_get_title:
 * @self: a chart
 *
 * Returns: (nullable): what it shows, in words
 */
const char *
ebb_bar_chart_get_title (EbbBarChart *self)
{
  g_return_val_if_fail (EBB_IS_BAR_CHART (self), NULL);
  return self->title;
}

/**
 * ebb_bar_chart_get_selected_key:
 * @self: a chart
 *
 * Returns: the key of the selected bar, or %EBB_BARS_NO_KEY
 */
gint64
ebb_bar_chart_get_selected_key (EbbBarChart *self)
{
  g_return_val_if_fail (EBB_IS_BAR_CHART (self), EBB_BARS_NO_KEY);
  return ebb_bar_list_get_selected_key (EBB_BAR_LIST (self->list));
}

/**
 * ebb_bar_chart_set_selected_key:
 * @self: a chart
 * @key: the key of one of its bars; any other, such as %EBB_BARS_NO_KEY, selects none
 *
 * Selects a bar and brings it into view.
 */
void
ebb_bar_chart_set_selected_key (EbbBarChart *self,
                                gint64       key)
{
  g_return_if_fail (EBB_IS_BAR_CHART (self));

  ebb_bar_list_set_selected_key (EBB_BAR_LIST (self->list), key);
  ask_to_reveal (self, key);
}
