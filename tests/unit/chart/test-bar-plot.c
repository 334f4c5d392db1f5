/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bar-plot.h"

#include <math.h>
#include <pango/pangocairo.h>

/* The drawing, painted on a picture in memory and looked at pixel by pixel. Text is red and bars are blue, so that they
 * can be told apart. */

static const GdkRGBA red = { 1, 0, 0, 1 };
static const GdkRGBA blue = { 0, 0, 1, 1 };

typedef struct
{
  cairo_surface_t *surface;
  int width;
  int height;
} Picture;

static EbbBarPlot *
plot_bars (EbbBars *bars)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string ("Sans 10");
  EbbBarPlot *plot;

  pango_context_set_font_description (context, font);
  plot = ebb_bar_plot_new (bars, context);
  pango_font_description_free (font);
  g_object_unref (context);

  return plot;
}

static Picture
paint_field (EbbBarPlot *plot,
             guint       n_bars,
             int         height)
{
  Picture picture = { .width = ebb_bar_plot_get_field_width (plot), .height = height };
  g_autofree GdkRGBA *fills = g_new (GdkRGBA, MAX (n_bars, 1));
  cairo_t *cr;

  for (guint i = 0; i < n_bars; i++)
    fills[i] = blue;
  picture.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, picture.width, height);
  cr = cairo_create (picture.surface);
  ebb_bar_plot_draw_field (plot, cr, &red, fills);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (picture.surface);

  return picture;
}

static guint32
get_pixel (const Picture *picture,
           int            x,
           int            y)
{
  const guchar *row = cairo_image_surface_get_data (picture->surface)
                      + (gsize) y * cairo_image_surface_get_stride (picture->surface);

  return ((const guint32 *) row)[x];
}

/* How many pixels in this part of a column have any of a bar's blue, and any of the text's red. */
static int
count_ink (const Picture *picture,
           int            x,
           int            from,
           int            to,
           guint32        mask)
{
  int ink = 0;

  for (int y = from; y < to; y++)
    if ((get_pixel (picture, x, y) & mask) != 0)
      ink++;

  return ink;
}

static EbbBarPlot *
create_plot (guint       n_bars,
             const char *label)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();

  for (guint i = 0; i < n_bars; i++)
    ebb_bars_add (bars, i, label, "x", i % 5, EBB_BAR_NORMAL);

  return plot_bars (bars);
}

static void
test_columns (void)
{
  static const int widths[] = { 200, 280, 360, 1000, 3840 };
  static const guint counts[] = { 1, 2, 7, 12, 31, 96, 366, 400 };

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
      for (int mirrored = 0; mirrored < 2; mirrored++)
        {
          g_autoptr (EbbBarPlot) plot = create_plot (counts[c], "1");
          int axis;
          int field;
          GdkRectangle last = { 0 };

          g_test_message ("%u bars, %d px%s", counts[c], widths[w], mirrored ? ", mirrored" : "");
          ebb_bar_plot_layout (plot, widths[w], 240, mirrored);
          axis = ebb_bar_plot_get_axis_width (plot);
          field = ebb_bar_plot_get_field_width (plot);
          g_assert_cmpint (axis, >, 0);
          g_assert_cmpint (axis, <=, widths[w] * 0.4);
          g_assert_cmpint (field, ==, MAX (widths[w] - axis, ebb_bar_plot_get_least_width (plot)));
          g_assert_cmpint (ebb_bar_plot_get_mirrored (plot), ==, mirrored);

          for (guint i = 0; i < counts[c]; i++)
            {
              GdkRectangle column;

              ebb_bar_plot_get_column (plot, i, &column);
              g_assert_cmpint (column.x, >=, 0);
              g_assert_cmpint (column.x + column.width, <=, field);
              g_assert_cmpint (column.width, >=, 4);
              if (i > 0 && mirrored)
                g_assert_cmpint (column.x + column.width, <=, last.x);
              else if (i > 0)
                g_assert_cmpint (last.x + last.width, <=, column.x);
              last = column;
            }
        }
}

/* A picture of one bar, wide or thin, beside a tall one that fixes the scale. */
static Picture
paint_bar (double        value,
           EbbBarStatus  status,
           guint         n_bars,
           GdkRectangle *column)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  g_autoptr (EbbBarPlot) plot = NULL;

  ebb_bars_add (bars, 0, NULL, "x", value, status);
  ebb_bars_add (bars, 1, NULL, "x", 10, EBB_BAR_NORMAL);
  ebb_bars_add (bars, 2, NULL, "x", -10, EBB_BAR_NORMAL);
  while (ebb_bars_get_count (bars) < n_bars)
    ebb_bars_add (bars, ebb_bars_get_count (bars), NULL, "x", 0, EBB_BAR_NORMAL);

  plot = plot_bars (bars);
  ebb_bar_plot_layout (plot, 300, 240, FALSE);
  ebb_bar_plot_get_column (plot, 0, column);

  return paint_field (plot, n_bars, 240);
}

static void
count_sides (const Picture      *picture,
             const GdkRectangle *column,
             int                *above,
             int                *below)
{
  int zero = column->y + column->height / 2;

  *above = 0;
  *below = 0;
  for (int x = column->x; x < column->x + column->width; x++)
    {
      *above += count_ink (picture, x, column->y, zero - 1, 0xff);
      *below += count_ink (picture, x, zero + 2, column->y + column->height, 0xff);
    }
}

static void
test_sides (void)
{
  static const guint counts[] = { 3, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    for (int status = EBB_BAR_NORMAL; status <= EBB_BAR_MISSING; status++)
      for (int sign = -1; sign <= 1; sign++)
        {
          GdkRectangle column;
          Picture picture = paint_bar (sign * 8, status, counts[i], &column);
          int above;
          int below;

          count_sides (&picture, &column, &above, &below);
          if (status == EBB_BAR_MISSING || sign == 0)
            g_assert_cmpint (above + below, ==, 0);
          else
            {
              g_assert_cmpint (sign > 0 ? above : below, >, 100);
              g_assert_cmpint (sign > 0 ? below : above, ==, 0);
            }
          cairo_surface_destroy (picture.surface);
        }
}

/* A value that is almost nothing can be seen, and is not zero. */
static void
test_small (void)
{
  GdkRectangle column;
  Picture picture = paint_bar (0.001, EBB_BAR_NORMAL, 3, &column);
  int above;
  int below;

  count_sides (&picture, &column, &above, &below);
  g_assert_cmpint (above, >, 0);
  g_assert_cmpint (below, ==, 0);
  cairo_surface_destroy (picture.surface);
}

/* Normal, estimated, partial, missing and zero all look different, by shape: the colour is the same for all. */
static void
test_shapes (void)
{
  static const guint counts[] = { 3, 60 };

  for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func (g_free);

      for (int kind = EBB_BAR_NORMAL; kind <= EBB_BAR_MISSING + 1; kind++)
        {
          GdkRectangle column;
          gboolean zero = kind > EBB_BAR_MISSING;
          Picture picture = paint_bar (zero ? 0 : 8, zero ? EBB_BAR_NORMAL : kind, counts[c], &column);
          g_autoptr (GString) look = g_string_new (NULL);

          for (int y = column.y; y < column.y + column.height; y++)
            for (int x = column.x; x < column.x + column.width; x++)
              g_string_append_printf (look, "%08x ", get_pixel (&picture, x, y));
          for (guint i = 0; i < looks->len; i++)
            g_assert_cmpstr (look->str, !=, looks->pdata[i]);
          g_ptr_array_add (looks, g_strdup (look->str));
          cairo_surface_destroy (picture.surface);
        }
    }
}

/* Solid is solid, an estimate is not, and where something is missing even the line is broken. */
static void
test_solid (void)
{
  GdkRectangle column;
  int opaque[EBB_BAR_MISSING] = { 0 };

  for (int status = EBB_BAR_NORMAL; status < EBB_BAR_MISSING; status++)
    {
      Picture picture = paint_bar (8, status, 3, &column);
      int middle = column.x + column.width / 2;

      for (int y = column.y; y < column.y + column.height / 2 - 1; y++)
        opaque[status] += get_pixel (&picture, middle, y) == 0xff0000ff;
      cairo_surface_destroy (picture.surface);
    }
  g_assert_cmpint (opaque[EBB_BAR_NORMAL], >, 60);
  g_assert_cmpint (opaque[EBB_BAR_ESTIMATED], <, opaque[EBB_BAR_NORMAL] * 2 / 3);
  g_assert_cmpint (opaque[EBB_BAR_PARTIAL], <=, 3);
  g_assert_cmpint (opaque[EBB_BAR_PARTIAL], >=, 1);

  {
    Picture missing = paint_bar (NAN, EBB_BAR_MISSING, 3, &column);
    int line = column.y + column.height / 2;
    int empty = 0;

    for (int x = column.x; x < column.x + column.width; x++)
      empty += count_ink (&missing, x, line - 2, line + 3, 0xffffffff) == 0;
    g_assert_cmpint (empty, >, column.width / 2);
    g_assert_cmpint (empty, <, column.width);
    cairo_surface_destroy (missing.surface);
  }
}

static void
test_mirror (void)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  g_autoptr (EbbBarPlot) plot = NULL;
  Picture straight;
  Picture mirrored;

  for (int i = 0; i < 31; i++)
    ebb_bars_add (bars, i, NULL, "x", (i * 7) % 11 - 3, EBB_BAR_NORMAL);
  plot = plot_bars (bars);
  ebb_bar_plot_layout (plot, 500, 240, FALSE);
  straight = paint_field (plot, 31, 240);
  ebb_bar_plot_layout (plot, 500, 240, TRUE);
  mirrored = paint_field (plot, 31, 240);

  g_assert_cmpint (straight.width, ==, mirrored.width);
  for (int x = 0; x < straight.width; x++)
    g_assert_cmpint (count_ink (&straight, x, 0, 240, 0xff), ==,
                     count_ink (&mirrored, straight.width - 1 - x, 0, 240, 0xff));
  cairo_surface_destroy (straight.surface);
  cairo_surface_destroy (mirrored.surface);
}

/* The widths of the words below the field: stretches of ink that are at least half a line of text apart. */
static GArray *
find_words (const Picture *picture,
            int            top,
            int            gap)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (int));
  int start = -1;
  int last = -1;

  for (int x = 0; x < picture->width; x++)
    {
      if (count_ink (picture, x, top, picture->height, 0xff0000) == 0)
        continue;
      if (start >= 0 && x - last > gap)
        {
          int width = last - start + 1;

          g_array_append_val (words, width);
          start = x;
        }
      if (start < 0)
        start = x;
      last = x;
    }
  if (start >= 0)
    {
      int width = last - start + 1;

      g_array_append_val (words, width);
    }

  return words;
}

static void
test_labels (void)
{
  static const int widths[] = { 200, 280, 500, 1000, 3000 };
  int word = 0;

  for (guint n = 1; n <= 61; n += 10)
    for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
      {
        g_autoptr (EbbBarPlot) plot = create_plot (n, "Wednesday");
        int gap = ebb_bar_plot_get_text_height (plot) / 2 - 2;
        g_autoptr (GArray) words = NULL;
        GdkRectangle column;
        Picture picture;

        g_test_message ("%u bars, %d px", n, widths[w]);
        ebb_bar_plot_layout (plot, widths[w], 240, FALSE);
        ebb_bar_plot_get_column (plot, 0, &column);
        picture = paint_field (plot, n, 240);
        words = find_words (&picture, column.y + column.height + 2, gap);
        g_assert_cmpuint (words->len, >=, 1);
        g_assert_cmpuint (words->len, <=, n);

        /* All words are the same, so one that is wider has run into its neighbour and one that is narrower is cut. */
        if (word == 0)
          word = g_array_index (words, int, 0);
        for (guint i = 0; i < words->len; i++)
          g_assert_cmpint (ABS (g_array_index (words, int, i) - word), <=, 1);
        /* And where there is room for twice as many, they are shown. */
        if (words->len < n)
          g_assert_cmpint (words->len * 3 * (word + 20), >, MIN (picture.width, (int) n * (word + 20)) / 2);
        cairo_surface_destroy (picture.surface);
      }
}

/* A year of days in which only the first of each month has a label: no month is lost where there is room for all. */
static void
test_sparse_labels (void)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  g_autoptr (EbbBarPlot) plot = NULL;
  g_autoptr (GArray) words = NULL;
  GdkRectangle column;
  Picture picture;

  for (int i = 0; i < 366; i++)
    ebb_bars_add (bars, i, i % 31 == 0 ? "Mmm" : "", "x", 1, EBB_BAR_NORMAL);
  plot = plot_bars (bars);
  ebb_bar_plot_layout (plot, 360, 240, FALSE);
  ebb_bar_plot_get_column (plot, 0, &column);
  picture = paint_field (plot, 366, 240);
  words = find_words (&picture, column.y + column.height + 2, 12);
  g_assert_cmpuint (words->len, ==, 12);
  cairo_surface_destroy (picture.surface);
}

static char *
format_long_cb (double   value,
                double   step,
                gpointer user_data)
{
  return g_strdup ("a number that is far too long for any axis whatever");
}

/* Hostile sizes and texts are laid out and painted all the same. */
static void
test_hostile (void)
{
  static const int sizes[] = { 0, 1, 7, 40, 5000 };

  for (guint w = 0; w < G_N_ELEMENTS (sizes); w++)
    for (guint h = 0; h < G_N_ELEMENTS (sizes); h++)
      for (guint n = 0; n < 4; n++)
        {
          g_autoptr (EbbBars) bars = ebb_bars_new ();
          g_autoptr (EbbBarPlot) plot = NULL;
          Picture picture;
          cairo_t *cr;

          for (guint i = 0; i < n; i++)
            ebb_bars_add (bars, 1, "one\ntwo\n<b>three</b>", "x", i == 2 ? -1e308 : 1e308, i);
          ebb_bars_set_unit (bars, "a unit that goes on and on and on and on");
          ebb_bars_set_format (bars, format_long_cb, NULL, NULL);
          plot = plot_bars (bars);
          ebb_bar_plot_layout (plot, sizes[w], sizes[h], n % 2);
          g_assert_cmpint (ebb_bar_plot_get_axis_width (plot), <=, sizes[w]);
          picture = paint_field (plot, n, MAX (sizes[h], 1));
          cr = cairo_create (picture.surface);
          ebb_bar_plot_draw_axis (plot, cr, &red);
          g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
          cairo_destroy (cr);
          cairo_surface_destroy (picture.surface);
        }
}

static EbbBars *
create_dense (guint n_bars)
{
  EbbBars *bars = ebb_bars_new ();

  ebb_bars_set_dense (bars, TRUE);
  for (guint i = 0; i < n_bars; i++)
    ebb_bars_add (bars, i, NULL, "x", 10, EBB_BAR_NORMAL);

  return bars;
}

/* They touch each other, also where one is not a whole number of pixels wide, and none is lost in a narrow place. */
static void
test_dense (void)
{
  static const guint counts[] = { 1, 92, 100, 240 };

  for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
    for (int mirrored = 0; mirrored < 2; mirrored++)
      {
        g_autoptr (EbbBars) bars = create_dense (counts[c]);
        g_autoptr (EbbBarPlot) plot = plot_bars (bars);
        Picture picture;
        GdkRectangle first, last;

        ebb_bar_plot_layout (plot, 300, 160, mirrored);
        g_assert_cmpint (ebb_bar_plot_get_field_width (plot) + ebb_bar_plot_get_axis_width (plot), ==, 300);
        ebb_bar_plot_get_column (plot, mirrored ? counts[c] - 1 : 0, &first);
        ebb_bar_plot_get_column (plot, mirrored ? 0 : counts[c] - 1, &last);
        picture = paint_field (plot, counts[c], 160);
        if (counts[c] > 1)
          for (int x = first.x; x < last.x + last.width; x++)
            g_assert_cmpint (count_ink (&picture, x, first.y, first.y + first.height, 0xff), >, first.height - 4);
        cairo_surface_destroy (picture.surface);
      }
}

/* How much of its blue there is in a bar, and how much below the bars. */
static int
count_blue (EbbBarEmphasis emphasis,
            double         value,
            gboolean       is_below)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  g_autoptr (EbbBarPlot) plot = NULL;
  GdkRectangle column;
  Picture picture;
  int ink = 0;

  ebb_bars_set_dense (bars, TRUE);
  ebb_bars_add (bars, 0, NULL, "x", value, EBB_BAR_NORMAL);
  ebb_bars_add (bars, 1, NULL, "x", 10, EBB_BAR_NORMAL);
  ebb_bars_emphasise (bars, 0, emphasis);
  ebb_bars_emphasise (bars, 1, EBB_BAR_DONE);
  plot = plot_bars (bars);
  ebb_bar_plot_layout (plot, 300, 160, FALSE);
  ebb_bar_plot_get_column (plot, 0, &column);
  picture = paint_field (plot, 2, 160);
  for (int x = column.x; x < column.x + column.width; x++)
    ink += is_below ? count_ink (&picture, x, column.y + column.height + 2, 160, 0xff)
                    : count_ink (&picture, x, column.y, column.y + column.height - 2, 0xff);
  cairo_surface_destroy (picture.surface);

  return ink;
}

/* What stands out can be seen below a bar of any height, and each kind looks different. */
static void
test_lane (void)
{
  static const double values[] = { 10, 0, -10, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      int done = count_blue (EBB_BAR_DONE, values[i], TRUE);

      g_assert_cmpint (count_blue (EBB_BAR_PLAIN, values[i], TRUE), ==, 0);
      g_assert_cmpint (count_blue (EBB_BAR_FAILED, values[i], TRUE), >, 0);
      g_assert_cmpint (count_blue (EBB_BAR_FAILED, values[i], TRUE), <, done);
      g_assert_cmpint (count_blue (EBB_BAR_AHEAD, values[i], TRUE), >, 0);
    }

  /* What was to run and did not is not filled as what ran. */
  g_assert_cmpint (count_blue (EBB_BAR_FAILED, 10, FALSE), >, 0);
  g_assert_cmpint (count_blue (EBB_BAR_FAILED, 10, FALSE), <, count_blue (EBB_BAR_DONE, 10, FALSE) / 10);
}

/* One that is missing can be seen wherever it is. */
static void
test_one_missing (void)
{
  for (guint missing = 0; missing < 8; missing++)
    {
      g_autoptr (EbbBars) bars = ebb_bars_new ();
      g_autoptr (EbbBarPlot) plot = NULL;
      GdkRectangle column;
      Picture picture;
      int ink = 0;

      ebb_bars_set_dense (bars, TRUE);
      for (guint i = 0; i < 8; i++)
        ebb_bars_add (bars, i, NULL, "x", i == missing ? NAN : 10, i == missing ? EBB_BAR_MISSING : EBB_BAR_NORMAL);
      plot = plot_bars (bars);
      ebb_bar_plot_layout (plot, 300, 160, FALSE);
      ebb_bar_plot_get_column (plot, missing, &column);
      picture = paint_field (plot, 8, 160);
      for (int x = column.x + 2; x < column.x + column.width - 2; x++)
        ink += count_ink (&picture, x, column.y, column.y + column.height + 2, 0xff);
      g_assert_cmpint (ink, >, 0);
      cairo_surface_destroy (picture.surface);
    }
}

/* A guide goes through all of the field, at its place; words that have no room are left out. */
static void
test_guides (void)
{
  for (int mirrored = 0; mirrored < 2; mirrored++)
    {
      g_autoptr (EbbBars) bars = ebb_bars_new ();
      g_autoptr (EbbBarPlot) plot = NULL;
      GdkRectangle column;
      Picture picture;

      for (guint i = 0; i < 4; i++)
        ebb_bars_add (bars, i, NULL, "x", NAN, EBB_BAR_MISSING);
      ebb_bars_set_dense (bars, TRUE);
      ebb_bars_add_guide (bars, 2.5, "Now", FALSE);
      ebb_bars_add_guide (bars, 2.6, "Ready by 07:00", TRUE);
      ebb_bars_set_level (bars, 0, NAN);
      ebb_bars_set_level (bars, 1, 2);
      ebb_bars_set_level_label (bars, "100 %");
      g_assert_cmpfloat (ebb_bars_get_level (bars, 1), ==, 1);
      plot = plot_bars (bars);
      ebb_bar_plot_layout (plot, 300, 160, mirrored);
      ebb_bar_plot_get_column (plot, 2, &column);
      picture = paint_field (plot, 4, 160);
      g_assert_cmpint (count_ink (&picture, column.x + column.width / 2, column.y, column.y + column.height, 0xff0000), >=,
                       column.height - 2);
      cairo_surface_destroy (picture.surface);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/bar-plot/columns", test_columns);
  g_test_add_func ("/chart/bar-plot/sides", test_sides);
  g_test_add_func ("/chart/bar-plot/small", test_small);
  g_test_add_func ("/chart/bar-plot/shapes", test_shapes);
  g_test_add_func ("/chart/bar-plot/solid", test_solid);
  g_test_add_func ("/chart/bar-plot/mirror", test_mirror);
  g_test_add_func ("/chart/bar-plot/labels", test_labels);
  g_test_add_func ("/chart/bar-plot/sparse-labels", test_sparse_labels);
  g_test_add_func ("/chart/bar-plot/hostile", test_hostile);
  g_test_add_func ("/bar-plot/dense", test_dense);
  g_test_add_func ("/bar-plot/lane", test_lane);
  g_test_add_func ("/bar-plot/one-missing", test_one_missing);
  g_test_add_func ("/bar-plot/guides", test_guides);

  return g_test_run ();
}
