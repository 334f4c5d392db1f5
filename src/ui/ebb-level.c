/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbLevel:
 *
 * How full something is, as a bar with a tick at the target.
 *
 * CSS node: `level` with the colour of the filled part as `color`. The trough is the same colour, faint. Role meter, with the
 * percentage as value. Mirrored right to left.
 */

#include "ui/ebb-level.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-format.h"

#define HEIGHT 6
#define TICK_WIDTH 2
#define TICK_OVERHANG 3

struct _EbbLevel
{
  GtkWidget parent_instance;

  double fraction; /* 0 to 1, NAN when not known */
  double target;   /* likewise */
};

G_DEFINE_FINAL_TYPE (EbbLevel, ebb_level, GTK_TYPE_WIDGET)

static void
ebb_level_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : HEIGHT + 2 * TICK_OVERHANG;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : *minimum;
}

static void
append_rounded (GtkSnapshot   *snapshot,
                float          x,
                float          width,
                float          height,
                const GdkRGBA *color)
{
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (x, (height - HEIGHT) / 2, width, HEIGHT), HEIGHT / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, color, &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
ebb_level_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  EbbLevel *self = EBB_LEVEL (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  GdkRGBA color, trough, tick;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  trough = color;
  trough.alpha *= 0.2f;
  append_rounded (snapshot, 0, width, height, &trough);

  if (!isnan (self->fraction) && self->fraction > 0)
    {
      float filled = MAX (HEIGHT, width * (float) MIN (self->fraction, 1));

      append_rounded (snapshot, is_rtl ? width - filled : 0, filled, height, &color);
    }

  if (!isnan (self->target) && self->target > 0 && self->target < 1)
    {
      float x = roundf (width * (float) (is_rtl ? 1 - self->target : self->target)) - TICK_WIDTH / 2.0f;

      gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "window_fg_color", &tick);
      gtk_snapshot_append_color (snapshot, &tick, &GRAPHENE_RECT_INIT (x, 0, TICK_WIDTH, height));
    }
}

static void
ebb_level_class_init (EbbLevelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ebb_level_measure;
  widget_class->snapshot = ebb_level_snapshot;
  gtk_widget_class_set_css_name (widget_class, "level");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
ebb_level_init (EbbLevel *self)
{
  self->fraction = NAN;
  self->target = NAN;
  /* Translators: how full a battery is. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Charge"), -1);
}

/**
 * ebb_level_new:
 *
 * Returns: (transfer floating): a level that is not known
 */
GtkWidget *
ebb_level_new (void)
{
  return g_object_new (EBB_TYPE_LEVEL, NULL);
}

/**
 * ebb_level_set:
 * @self: a level
 * @fraction: how full, 0 to 1, NAN when not known
 * @target: how full it shall be, 0 to 1, NAN for no tick
 *
 * Shows a level.
 */
void
ebb_level_set (EbbLevel *self,
               double    fraction,
               double    target)
{
  g_autofree char *now = ebb_format_percent (fraction);
  g_autofree char *wanted = ebb_format_percent (target);
  /* Translators: how full something is, and how full it shall be. */
  g_autofree char *text = isnan (target) ? g_strdup (now) : g_strdup_printf (_("%s of %s"), now, wanted);

  self->fraction = fraction;
  self->target = target;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  isnan (fraction) ? 0.0 : fraction, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ebb_level_set_stale:
 * @self: a level
 * @text: the same in figures
 * @is_stale: whether it says nothing of now
 *
 * Greys both.
 */
void
ebb_level_set_stale (EbbLevel  *self,
                     GtkWidget *text,
                     gboolean   is_stale)
{
  if (is_stale)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
      gtk_widget_add_css_class (text, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
      gtk_widget_remove_css_class (text, "dim-label");
    }
}
