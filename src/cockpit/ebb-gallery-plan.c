/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn of each scenario, as it is asked for on a command line. */

#include "cockpit/ebb-gallery-plan.h"

#include <gio/gio.h>

#define USUAL_SIZES   "narrow,wide"
#define USUAL_LOCALES "en"
#define USUAL_THEMES  "light,dark"
#define USUAL_SCALES  "100"

static const struct
{
  const char *name;
  int width;
  int height;
} known_sizes[] = {
  { "narrow", 360, 720 },
  { "wide", 1024, 768 },
  { "laptop", 1366, 768 },
  { "4k-portrait", 2160, 3840 },
};

static const struct
{
  const char *name;
  const char *language;
  gboolean is_mirrored;
} known_locales[] = {
  { "en", "en", FALSE },
  { "sv", "sv", FALSE },
  { "pseudo", "pseudo", FALSE },
  { "rtl", "pseudo", TRUE },
};

static const EbbGalleryTheme known_themes[] = {
  { "light", FALSE, FALSE },
  { "dark", TRUE, FALSE },
  { "contrast", FALSE, TRUE },
  { "dark-contrast", TRUE, TRUE },
};

static void
size_clear (gpointer data)
{
  g_free (((EbbGallerySize *) data)->name);
}

static void
add_size (GArray     *sizes,
          const char *name,
          int         width,
          int         height)
{
  EbbGallerySize size = { g_strdup (name), width, height };

  g_array_append_val (sizes, size);
}

static gboolean
read_size (const char *word,
           GArray     *sizes)
{
  int width, height;

  for (guint i = 0; i < G_N_ELEMENTS (known_sizes); i++)
    if (g_str_equal (word, known_sizes[i].name))
      {
        add_size (sizes, word, known_sizes[i].width, known_sizes[i].height);
        return TRUE;
      }
  if (!ebb_look_parse_size (word, &width, &height))
    return FALSE;

  add_size (sizes, word, width, height);
  return TRUE;
}

/**
 * ebb_gallery_plan_get_locale:
 * @i: counts from 0
 * @locale: (out): one that can be asked for
 *
 * Returns: whether there are that many
 */
gboolean
ebb_gallery_plan_get_locale (guint             i,
                             EbbGalleryLocale *locale)
{
  if (i >= G_N_ELEMENTS (known_locales))
    return FALSE;

  *locale = (EbbGalleryLocale) { known_locales[i].name, ebb_language_find (known_locales[i].language), known_locales[i].is_mirrored };
  return TRUE;
}

static gboolean
read_locale (const char *word,
             GArray     *locales)
{
  EbbGalleryLocale locale;

  for (guint i = 0; ebb_gallery_plan_get_locale (i, &locale); i++)
    if (g_str_equal (word, locale.name))
      {
        g_array_append_val (locales, locale);
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_theme (const char *word,
            GArray     *themes)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_themes); i++)
    if (g_str_equal (word, known_themes[i].name))
      {
        g_array_append_val (themes, known_themes[i]);
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_scale (const char *word,
            GArray     *scales)
{
  int scale;

  if (!ebb_look_parse_scale (word, &scale))
    return FALSE;

  g_array_append_val (scales, scale);
  return TRUE;
}

static gboolean
read_words (const char  *words,
            gboolean   (*reader) (const char *word, GArray *array),
            GArray      *array,
            const char  *option,
            const char  *known,
            GError     **error)
{
  g_auto (GStrv) list = g_strsplit (words, ",", -1);
  const char *stray = *list == NULL ? words : NULL;

  for (char **word = list; *word != NULL && stray == NULL; word++)
    if (!reader (*word, array))
      stray = *word;
  if (stray == NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "--%s does not know “%s”; it knows %s", option, stray, known);
  return FALSE;
}

static EbbGalleryPlan *
create_empty (const char *pattern)
{
  EbbGalleryPlan *self = g_new0 (EbbGalleryPlan, 1);

  self->pattern = g_strdup (pattern);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (EbbGallerySize));
  g_array_set_clear_func (self->sizes, size_clear);
  self->locales = g_array_new (FALSE, FALSE, sizeof (EbbGalleryLocale));
  self->themes = g_array_new (FALSE, FALSE, sizeof (EbbGalleryTheme));
  self->scales = g_array_new (FALSE, FALSE, sizeof (int));

  return self;
}

/**
 * ebb_gallery_plan_new:
 * @words: what was asked for
 * @error: the word that is not known, and those that are
 *
 * Returns: (transfer full): the plan
 */
EbbGalleryPlan *
ebb_gallery_plan_new (const EbbGalleryWords  *words,
                      GError                **error)
{
  g_autoptr (EbbGalleryPlan) self = create_empty (words->pattern);

  if (!read_words (words->sizes != NULL ? words->sizes : USUAL_SIZES, read_size, self->sizes, "sizes",
                   "narrow, wide, laptop, 4k-portrait and sizes such as 800x600", error) ||
      !read_words (words->locales != NULL ? words->locales : USUAL_LOCALES, read_locale, self->locales, "locales",
                   "en, sv, pseudo and rtl", error) ||
      !read_words (words->themes != NULL ? words->themes : USUAL_THEMES, read_theme, self->themes, "themes",
                   "light, dark, contrast and dark-contrast", error) ||
      !read_words (words->scales != NULL ? words->scales : USUAL_SCALES, read_scale, self->scales, "scales",
                   "text sizes from 50 to 300 percent", error))
    return NULL;

  return g_steal_pointer (&self);
}

static const char *
find_size_name (int width,
                int height)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_sizes); i++)
    if (known_sizes[i].width == width && known_sizes[i].height == height)
      return known_sizes[i].name;

  return NULL;
}

static void
narrow_sizes (GArray        *sizes,
              const GArray  *all,
              const EbbLook *look)
{
  g_autofree char *written = g_strdup_printf ("%dx%d", look->width, look->height);
  const char *name = find_size_name (look->width, look->height);

  if (look->width != 0)
    {
      add_size (sizes, name != NULL ? name : written, look->width, look->height);
      return;
    }

  for (guint i = 0; i < all->len; i++)
    {
      const EbbGallerySize *size = &g_array_index (all, EbbGallerySize, i);

      add_size (sizes, size->name, size->width, size->height);
    }
}

/* Without one that is as dark, or as light, as the look: the same with another darkness. */
static void
narrow_themes (GArray        *themes,
               const GArray  *all,
               const EbbLook *look)
{
  gboolean is_dark = look->scheme == ADW_COLOR_SCHEME_FORCE_DARK;

  for (guint i = 0; i < all->len; i++)
    if (look->scheme == ADW_COLOR_SCHEME_DEFAULT || g_array_index (all, EbbGalleryTheme, i).is_dark == is_dark)
      g_array_append_val (themes, g_array_index (all, EbbGalleryTheme, i));
  for (guint i = 0; i < G_N_ELEMENTS (known_themes) && themes->len == 0; i++)
    if (known_themes[i].is_dark == is_dark && known_themes[i].is_high_contrast == g_array_index (all, EbbGalleryTheme, 0).is_high_contrast)
      g_array_append_val (themes, known_themes[i]);
}

/**
 * ebb_gallery_plan_name_theme:
 * @is_dark: whether it is the dark style
 * @is_high_contrast: whether it is of high contrast
 *
 * Returns: (transfer none): what such a style is called
 */
const char *
ebb_gallery_plan_name_theme (gboolean is_dark,
                             gboolean is_high_contrast)
{
  guint i = 0;

  while (known_themes[i].is_dark != is_dark || known_themes[i].is_high_contrast != is_high_contrast)
    i++;

  return known_themes[i].name;
}

/**
 * ebb_gallery_plan_narrow:
 * @self: a plan
 * @look: what a scenario says about its look
 *
 * Languages and high contrast are as in @self, since a process cannot change them.
 *
 * Returns: (transfer full): what of the plan holds for that scenario
 */
EbbGalleryPlan *
ebb_gallery_plan_narrow (const EbbGalleryPlan *self,
                         const EbbLook        *look)
{
  EbbGalleryPlan *narrow = create_empty (self->pattern);

  narrow_sizes (narrow->sizes, self->sizes, look);
  narrow_themes (narrow->themes, self->themes, look);
  g_array_append_vals (narrow->locales, self->locales->data, self->locales->len);
  if (look->scale == EBB_LOOK_USUAL.scale)
    g_array_append_vals (narrow->scales, self->scales->data, self->scales->len);
  else
    g_array_append_val (narrow->scales, look->scale);

  return narrow;
}

/**
 * ebb_gallery_plan_free:
 * @self: a plan
 */
void
ebb_gallery_plan_free (EbbGalleryPlan *self)
{
  g_free (self->pattern);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_clear_pointer (&self->locales, g_array_unref);
  g_clear_pointer (&self->themes, g_array_unref);
  g_clear_pointer (&self->scales, g_array_unref);
  g_free (self);
}

/**
 * ebb_gallery_plan_has:
 * @self: a plan
 * @scenario: the name of a scenario
 *
 * Returns: whether it is to be drawn
 */
gboolean
ebb_gallery_plan_has (const EbbGalleryPlan *self,
                      const char           *scenario)
{
  g_auto (GStrv) patterns = NULL;

  if (self->pattern == NULL)
    return TRUE;

  patterns = g_strsplit (self->pattern, ",", -1);
  for (char **pattern = patterns; *pattern != NULL; pattern++)
    if (g_pattern_match_simple (*pattern, scenario))
      return TRUE;

  return FALSE;
}

/**
 * ebb_gallery_plan_dup_file:
 * @scenario: the name of a scenario
 * @size: the window's size
 * @theme: the style
 * @locale: the language
 * @scale: the text's size, percent
 *
 * Returns: (transfer full): the name of the picture's file
 */
char *
ebb_gallery_plan_dup_file (const char             *scenario,
                           const EbbGallerySize   *size,
                           const EbbGalleryTheme  *theme,
                           const EbbGalleryLocale *locale,
                           int                     scale)
{
  return g_strdup_printf ("%s--%s--%s--%s--%d.png", scenario, size->name, theme->name, locale->name, scale);
}
