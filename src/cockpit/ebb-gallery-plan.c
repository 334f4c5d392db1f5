/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn of each scenario, as it is asked for on a command line. */

#include "cockpit/ebb-gallery-plan.h"

#include <gio/gio.h>
#include <stdio.h>

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

/* The pseudo-locale shows what is not translated, put together from pieces, or has no room to grow. */
static const EbbGalleryLocale known_locales[] = {
  { "en", "C", "C.UTF-8", FALSE },
  { "sv", "sv", "sv_SE.UTF-8", FALSE },
  { "pseudo", "en_XA", "C.UTF-8", FALSE },
  { "rtl", "en_XA", "C.UTF-8", TRUE },
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

static gboolean
read_size (const char *word,
           GArray     *sizes)
{
  EbbGallerySize size = { 0 };
  char rest;

  for (guint i = 0; i < G_N_ELEMENTS (known_sizes); i++)
    if (g_str_equal (word, known_sizes[i].name))
      size = (EbbGallerySize) { NULL, known_sizes[i].width, known_sizes[i].height };
  if (size.width == 0 && (sscanf (word, "%4dx%4d%c", &size.width, &size.height, &rest) != 2 || size.width < 100 || size.height < 100))
    return FALSE;

  size.name = g_strdup (word);
  g_array_append_val (sizes, size);
  return TRUE;
}

static gboolean
read_locale (const char *word,
             GArray     *locales)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_locales); i++)
    if (g_str_equal (word, known_locales[i].name))
      {
        g_array_append_val (locales, known_locales[i]);
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
  guint64 percent;
  int scale;

  if (!g_ascii_string_to_unsigned (word, 10, 50, 300, &percent, NULL))
    return FALSE;

  scale = (int) percent;
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

  for (char **word = list; *word != NULL; word++)
    if (!reader (*word, array))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "--%s does not know “%s”; it knows %s", option, *word, known);
        return FALSE;
      }

  return TRUE;
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
  g_autoptr (EbbGalleryPlan) self = g_new0 (EbbGalleryPlan, 1);

  self->pattern = g_strdup (words->pattern);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (EbbGallerySize));
  g_array_set_clear_func (self->sizes, size_clear);
  self->locales = g_array_new (FALSE, FALSE, sizeof (EbbGalleryLocale));
  self->themes = g_array_new (FALSE, FALSE, sizeof (EbbGalleryTheme));
  self->scales = g_array_new (FALSE, FALSE, sizeof (int));

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
 * ebb_gallery_plan_get_n_looks:
 * @self: a plan
 *
 * Returns: how many pictures there are of one scenario
 */
guint
ebb_gallery_plan_get_n_looks (const EbbGalleryPlan *self)
{
  return self->sizes->len * self->locales->len * self->themes->len * self->scales->len;
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
