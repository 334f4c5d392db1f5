/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSwitcherTitle:
 *
 * The middle of the header bar: the view switcher where it fits in the language and text size at hand, the title where it does
 * not. #EbbSwitcherTitle:narrow tells which, so that the views can be switched at the bottom then. (AdwViewSwitcherTitle does this
 * on the floor but is deprecated since, and AdwBreakpoint is newer than the floor.)
 */

#include "ui/ebb-switcher-title.h"

struct _EbbSwitcherTitle
{
  GtkWidget parent_instance;

  gboolean is_narrow;
  guint notify_id; /* 0 when nobody has to be told */
  GtkWidget *title;
  GtkWidget *switcher;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbSwitcherTitle, ebb_switcher_title, GTK_TYPE_WIDGET)

static gboolean
notify_cb (gpointer user_data)
{
  EbbSwitcherTitle *self = EBB_SWITCHER_TITLE (user_data);

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

static void
ebb_switcher_title_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  EbbSwitcherTitle *self = EBB_SWITCHER_TITLE (widget);
  int title_minimum, title_natural, switcher_minimum, switcher_natural;

  gtk_widget_measure (self->title, orientation, -1, &title_minimum, &title_natural, NULL, NULL);
  gtk_widget_measure (self->switcher, orientation, -1, &switcher_minimum, &switcher_natural, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? title_minimum : MAX (title_minimum, switcher_minimum);
  *natural = MAX (title_natural, switcher_natural);
}

static void
ebb_switcher_title_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  EbbSwitcherTitle *self = EBB_SWITCHER_TITLE (widget);
  int natural;
  gboolean is_narrow;

  gtk_widget_measure (self->switcher, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  is_narrow = width < natural;
  gtk_widget_set_child_visible (self->title, is_narrow);
  gtk_widget_set_child_visible (self->switcher, !is_narrow);
  gtk_widget_allocate (is_narrow ? self->title : self->switcher, width, height, baseline, NULL);

  if (is_narrow == self->is_narrow)
    return;

  /* Not now: what is visible elsewhere must not change while sizes are given out. */
  self->is_narrow = is_narrow;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
ebb_switcher_title_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, EBB_SWITCHER_TITLE (object)->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_switcher_title_dispose (GObject *object)
{
  EbbSwitcherTitle *self = EBB_SWITCHER_TITLE (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->switcher, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_switcher_title_parent_class)->dispose (object);
}

static void
ebb_switcher_title_class_init (EbbSwitcherTitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ebb_switcher_title_get_property;
  object_class->dispose = ebb_switcher_title_dispose;
  widget_class->measure = ebb_switcher_title_measure;
  widget_class->size_allocate = ebb_switcher_title_size_allocate;

  /**
   * EbbSwitcherTitle:narrow:
   *
   * Whether there is no room for the view switcher. Told after the layout, not in it.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_switcher_title_init (EbbSwitcherTitle *self)
{
  self->title = adw_window_title_new ("Ebb", NULL);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  self->switcher = adw_view_switcher_new ();
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (self->switcher), ADW_VIEW_SWITCHER_POLICY_WIDE);
  gtk_widget_set_parent (self->switcher, GTK_WIDGET (self));
}

/**
 * ebb_switcher_title_set_stack:
 * @self: a title
 * @stack: the views to switch between
 *
 * Chooses the views.
 */
void
ebb_switcher_title_set_stack (EbbSwitcherTitle *self,
                              AdwViewStack     *stack)
{
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (self->switcher), stack);
}
