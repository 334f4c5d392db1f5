/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbFitLayout:
 *
 * Puts children beside each other where they fit, else beneath each other, each as wide as there is room. The floor has no
 * breakpoints, and what fits depends on the language and the size of the text anyway, so the children's natural widths decide.
 *
 * Beside each other, children are equally wide with #EbbFitLayout:homogeneous; otherwise each has its natural width, the first
 * stands at the start, the last at the end, and what is left over is between them, or goes to the first with #EbbFitLayout:first-fills.
 *
 * With #EbbFitLayout:column-width they are columns, for which that much is enough, whatever texts are in them.
 */

#include "ui/ebb-fit-layout.h"

struct _EbbFitLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int line_spacing;
  gboolean is_homogeneous;
  gboolean first_fills;
  int column_width;
};

enum
{
  PROP_SPACING = 1,
  PROP_LINE_SPACING,
  PROP_HOMOGENEOUS,
  PROP_FIRST_FILLS,
  PROP_COLUMN_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbFitLayout, ebb_fit_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The desktop's size of text, where 1 is usual. */
static double
get_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / (96.0 * PANGO_SCALE) : 1;
}

/* How wide the children are: beside each other at their natural widths, and the widest minimum of all. */
static void
measure_widths (EbbFitLayout *self,
                GtkWidget    *widget,
                int          *beside,
                int          *least,
                int          *n_children)
{
  int sum = 0;
  int widest = 0;

  *least = 0;
  *n_children = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      sum += natural;
      widest = MAX (widest, natural);
      *least = MAX (*least, minimum);
      (*n_children)++;
    }

  if (self->column_width > 0)
    widest = MAX (*least, (int) (self->column_width * get_text_scale (widget)));
  *beside = (self->is_homogeneous ? *n_children * widest : sum) + MAX (*n_children - 1, 0) * self->spacing;
}

/* How wide a child is beside the others, of which all together need @beside. */
static int
width_beside (EbbFitLayout *self,
              GtkWidget    *child,
              gboolean      is_first,
              int           width,
              int           beside,
              int           n_children)
{
  int natural;

  if (n_children == 1)
    return width;

  if (self->is_homogeneous)
    return (width - (n_children - 1) * self->spacing) / n_children;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return is_first && self->first_fills ? natural + width - beside : natural;
}

static int
get_line_spacing (EbbFitLayout *self)
{
  return self->line_spacing >= 0 ? self->line_spacing : self->spacing;
}

static GtkSizeRequestMode
ebb_fit_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ebb_fit_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  EbbFitLayout *self = EBB_FIT_LAYOUT (manager);
  int beside, least, n_children;
  gboolean fits, is_first = TRUE;

  measure_widths (self, widget, &beside, &least, &n_children);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (beside, least);
      return;
    }

  *minimum = *natural = 0;
  fits = for_size < 0 || for_size >= beside;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                          for_size >= 0 && fits ? width_beside (self, child, is_first, for_size, beside, n_children) : for_size,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = fits ? MAX (*minimum, child_minimum) : *minimum + child_minimum;
      *natural = fits ? MAX (*natural, child_natural) : *natural + child_natural;
      is_first = FALSE;
    }
  if (!fits)
    {
      *minimum += (n_children - 1) * get_line_spacing (self);
      *natural += (n_children - 1) * get_line_spacing (self);
    }
}

static void
ebb_fit_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  EbbFitLayout *self = EBB_FIT_LAYOUT (manager);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int beside, least, n_children, gap;
  int position = 0;
  gboolean fits;

  measure_widths (self, widget, &beside, &least, &n_children);
  fits = width >= beside;
  gap = fits ? self->spacing : get_line_spacing (self);
  if (fits && !self->is_homogeneous && n_children > 1 && !self->first_fills)
    gap += (width - beside) / (n_children - 1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, 0, width, height };

      if (!gtk_widget_should_layout (child))
        continue;

      if (fits)
        {
          place.width = width_beside (self, child, position == 0, width, beside, n_children);
          place.x = is_mirrored ? width - position - place.width : position;
          position += place.width + gap;
        }
      else
        {
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
          place.y = position;
          position += place.height + gap;
        }
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
ebb_fit_layout_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  EbbFitLayout *self = EBB_FIT_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_LINE_SPACING:
      g_value_set_int (value, self->line_spacing);
      break;
    case PROP_HOMOGENEOUS:
      g_value_set_boolean (value, self->is_homogeneous);
      break;
    case PROP_FIRST_FILLS:
      g_value_set_boolean (value, self->first_fills);
      break;
    case PROP_COLUMN_WIDTH:
      g_value_set_int (value, self->column_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_fit_layout_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  EbbFitLayout *self = EBB_FIT_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_LINE_SPACING:
      self->line_spacing = g_value_get_int (value);
      break;
    case PROP_HOMOGENEOUS:
      self->is_homogeneous = g_value_get_boolean (value);
      break;
    case PROP_FIRST_FILLS:
      self->first_fills = g_value_get_boolean (value);
      break;
    case PROP_COLUMN_WIDTH:
      self->column_width = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
ebb_fit_layout_class_init (EbbFitLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = ebb_fit_layout_get_property;
  object_class->set_property = ebb_fit_layout_set_property;
  manager_class->get_request_mode = ebb_fit_layout_get_request_mode;
  manager_class->measure = ebb_fit_layout_measure;
  manager_class->allocate = ebb_fit_layout_allocate;

  /**
   * EbbFitLayout:spacing:
   *
   * Pixels between two children, at least.
   */
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbFitLayout:line-spacing:
   *
   * Pixels between two children that stand beneath each other; -1 for #EbbFitLayout:spacing.
   */
  properties[PROP_LINE_SPACING] = g_param_spec_int ("line-spacing", NULL, NULL, -1, G_MAXINT16, -1,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbFitLayout:homogeneous:
   *
   * Whether children beside each other are equally wide.
   */
  properties[PROP_HOMOGENEOUS] = g_param_spec_boolean ("homogeneous", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbFitLayout:first-fills:
   *
   * Whether the first child takes what is left over where children stand beside each other and are not equally wide.
   */
  properties[PROP_FIRST_FILLS] = g_param_spec_boolean ("first-fills", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * EbbFitLayout:column-width:
   *
   * For homogeneous children: how many pixels are enough for one at the usual size of text; 0 for its natural width.
   */
  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 0, G_MAXINT16, 0,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_fit_layout_init (EbbFitLayout *self)
{
  self->line_spacing = -1;
}
