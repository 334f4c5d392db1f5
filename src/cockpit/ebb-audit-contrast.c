/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether text stands out from what it is drawn on, by the rule of WCAG 2.1 (1.4.3): 4.5 : 1, and 3 : 1 for large text. What it is drawn
 * on is read off the picture. Its own colour is asked of GTK; how much of that is drawn, for a style may make it paler, is again read off
 * the picture. What cannot be used now is exempt. */

#include "cockpit/ebb-audit-contrast.h"

#include <math.h>

#define ENOUGH 4.5
#define ENOUGH_FOR_LARGE 3.0

/* In points. */
#define LARGE 18
#define LARGE_BOLD 14

/* The strokes of letters are so thin that the fullest pixel may hold no more of them. */
#define COVERAGE 0.9

/* Less is not there: some widgets hide text by making it transparent. */
#define LEAST_SHARE 0.02

/* What is rounded on the way to a pixel is forgiven. */
#define TOLERANCE 0.05

struct _EbbAuditContrast
{
  guint32 *pixels; /* (owned): as cairo has them, ARGB premultiplied */
  int width;
  int height;
};

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) + 0.0722 * linear (colour->blue);
}

/**
 * ebb_audit_contrast_between:
 * @a: an opaque colour
 * @b: another one
 *
 * Returns: their contrast ratio as WCAG 2.1 defines it, 1 to 21
 */
double
ebb_audit_contrast_between (const GdkRGBA *a,
                            const GdkRGBA *b)
{
  double light = MAX (luminance (a), luminance (b));
  double dark = MIN (luminance (a), luminance (b));

  return (light + 0.05) / (dark + 0.05);
}

static GdkRGBA
from_pixel (guint32 pixel)
{
  return (GdkRGBA) { ((pixel >> 16) & 0xff) / 255.f, ((pixel >> 8) & 0xff) / 255.f, (pixel & 0xff) / 255.f, 1 };
}

static GdkRGBA
over (const GdkRGBA *colour,
      double         opacity,
      const GdkRGBA *ground)
{
  float alpha = (float) (colour->alpha * opacity);

  return (GdkRGBA) { colour->red * alpha + ground->red * (1 - alpha), colour->green * alpha + ground->green * (1 - alpha),
                     colour->blue * alpha + ground->blue * (1 - alpha), 1 };
}

/* The colour that most of the place has. */
static gboolean
find_ground (EbbAuditContrast      *self,
             const graphene_rect_t *place,
             GdkRGBA               *ground)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  int left = MAX (0, (int) place->origin.x), right = MIN (self->width, (int) (place->origin.x + place->size.width));
  int top = MAX (0, (int) place->origin.y), bottom = MIN (self->height, (int) (place->origin.y + place->size.height));
  guint best = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      {
        guint32 pixel = self->pixels[y * self->width + x];
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (pixel))) + 1;

        g_hash_table_insert (counts, GUINT_TO_POINTER (pixel), GUINT_TO_POINTER (count));
        if (count <= best)
          continue;
        best = count;
        *ground = from_pixel (pixel);
      }

  return best > 0;
}

static double
distance (const GdkRGBA *a,
          const GdkRGBA *b)
{
  return fabs (a->red - b->red) + fabs (a->green - b->green) + fabs (a->blue - b->blue);
}

/* How much of the colour is drawn at the place where most of it is, 0 to 1. */
static double
find_share (EbbAuditContrast      *self,
            const graphene_rect_t *place,
            const GdkRGBA         *colour,
            const GdkRGBA         *ground)
{
  int left = MAX (0, (int) place->origin.x), right = MIN (self->width, (int) (place->origin.x + place->size.width));
  int top = MAX (0, (int) place->origin.y), bottom = MIN (self->height, (int) (place->origin.y + place->size.height));
  double whole = distance (colour, ground);
  double most = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      {
        GdkRGBA pixel = from_pixel (self->pixels[y * self->width + x]);

        most = MAX (most, distance (&pixel, ground));
      }

  return whole > 0 ? MIN (1, most / whole / COVERAGE) : 0;
}

/* Whether all of it is on the picture: what scrolls may be half out of sight. */
static gboolean
is_in_sight (GtkWidget             *widget,
             GtkWidget             *window,
             const graphene_rect_t *place)
{
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_overflow (parent) == GTK_OVERFLOW_HIDDEN && gtk_widget_compute_bounds (parent, window, &bounds) &&
          !graphene_rect_contains_rect (&bounds, place))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_large (GtkLabel *label)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (label)));
  double points = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (pango_font_description_get_size_is_absolute (font))
    points *= 72.0 / 96.0;

  return points >= (pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD ? LARGE_BOLD : LARGE);
}

/**
 * ebb_audit_contrast_new:
 * @picture: a window as it is drawn
 *
 * Returns: (transfer full): what its labels can be checked against
 */
EbbAuditContrast *
ebb_audit_contrast_new (GdkTexture *picture)
{
  EbbAuditContrast *self = g_new0 (EbbAuditContrast, 1);

  self->width = gdk_texture_get_width (picture);
  self->height = gdk_texture_get_height (picture);
  self->pixels = g_new (guint32, (gsize) self->width * (gsize) self->height);
  gdk_texture_download (picture, (guchar *) self->pixels, (gsize) self->width * sizeof (guint32));

  return self;
}

/**
 * ebb_audit_contrast_free:
 * @self: (transfer full): a check
 */
void
ebb_audit_contrast_free (EbbAuditContrast *self)
{
  g_free (self->pixels);
  g_free (self);
}

/**
 * ebb_audit_contrast_check:
 * @self: a check
 * @label: a label that is shown
 * @window: the window that was drawn
 *
 * Returns: (transfer full) (nullable): that it cannot be read well, with the ratio
 */
char *
ebb_audit_contrast_check (EbbAuditContrast *self,
                          GtkLabel         *label,
                          GtkWidget        *window)
{
  double enough = is_large (label) ? ENOUGH_FOR_LARGE : ENOUGH;
  graphene_rect_t place;
  GdkRGBA colour, ground;
  double share, contrast;

  if (!gtk_widget_is_sensitive (GTK_WIDGET (label)) || !gtk_widget_compute_bounds (GTK_WIDGET (label), window, &place) ||
      !is_in_sight (GTK_WIDGET (label), window, &place) || !find_ground (self, &place, &ground))
    return NULL;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (label)), &colour);
  colour = over (&colour, 1, &ground);
  share = find_share (self, &place, &colour, &ground);
  if (share < LEAST_SHARE)
    return NULL;

  colour = over (&colour, share, &ground);
  contrast = ebb_audit_contrast_between (&colour, &ground);

  return contrast < enough - TOLERANCE ? g_strdup_printf ("has a contrast of %.1f : 1 where %.1f : 1 is needed", contrast, enough) : NULL;
}
