/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a window looks, also as words: "dark,200,rtl,360x720,sv". */

#include "cockpit/ebb-look.h"

#include <locale.h>
#include <stdio.h>

#define DPI (96 * 1024)
#define SMALLEST_SCALE 50
#define LARGEST_SCALE 300
#define SMALLEST_SIZE 100

static gboolean
parse_word (EbbLook    *self,
            const char *word)
{
  const EbbLanguage *language = ebb_language_find (word);

  if (language != NULL)
    self->language = language;
  else if (g_str_equal (word, "light"))
    self->scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (word, "dark"))
    self->scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  else if (g_str_equal (word, "contrast"))
    self->is_high_contrast = TRUE;
  else if (g_str_equal (word, "ltr"))
    self->direction = GTK_TEXT_DIR_LTR;
  else if (g_str_equal (word, "rtl"))
    self->direction = GTK_TEXT_DIR_RTL;
  else
    return ebb_look_parse_scale (word, &self->scale) || ebb_look_parse_size (word, &self->width, &self->height);

  return TRUE;
}

/**
 * ebb_look_parse_size:
 * @word: such as "360x720"
 * @width: (out): application pixels; left alone when there is none
 * @height: (out): likewise
 *
 * Returns: whether it is the size of a window
 */
gboolean
ebb_look_parse_size (const char *word,
                     int        *width,
                     int        *height)
{
  int found_width, found_height;
  char rest;

  if (sscanf (word, "%4dx%4d%c", &found_width, &found_height, &rest) != 2 || found_width < SMALLEST_SIZE || found_height < SMALLEST_SIZE)
    return FALSE;

  *width = found_width;
  *height = found_height;
  return TRUE;
}

/**
 * ebb_look_parse_scale:
 * @word: such as "200"
 * @scale: (out): percent; left alone when there is none
 *
 * Returns: whether it is the size of text
 */
gboolean
ebb_look_parse_scale (const char *word,
                      int        *scale)
{
  guint64 percent;

  if (!g_ascii_string_to_unsigned (word, 10, SMALLEST_SCALE, LARGEST_SCALE, &percent, NULL))
    return FALSE;

  *scale = (int) percent;
  return TRUE;
}

/**
 * ebb_look_parse:
 * @self: a look; words change what they are about
 * @words: with commas between; may be empty
 * @error: the word that is none
 *
 * Returns: whether every word was one; otherwise @self is as it was
 */
gboolean
ebb_look_parse (EbbLook     *self,
                const char  *words,
                GError     **error)
{
  g_auto (GStrv) list = g_strsplit (words, ",", -1);
  EbbLook parsed = *self;

  for (char **word = list; *word != NULL; word++)
    if (!parse_word (&parsed, *word))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "“%s” is no look; looks are light, dark, contrast, ltr, rtl, en, sv, pseudo, text sizes from %d to %d percent and "
                     "sizes such as 360x720",
                     *word, SMALLEST_SCALE, LARGEST_SCALE);
        return FALSE;
      }

  *self = parsed;
  return TRUE;
}

/**
 * ebb_look_dup_words:
 * @self: a look
 *
 * Returns: (transfer full): what is unusual about it, for ebb_look_parse()
 */
char *
ebb_look_dup_words (const EbbLook *self)
{
  GString *words = g_string_new (NULL);

  if (self->scheme != ADW_COLOR_SCHEME_DEFAULT)
    g_string_append (words, self->scheme == ADW_COLOR_SCHEME_FORCE_DARK ? ",dark" : ",light");
  if (self->scale != 100)
    g_string_append_printf (words, ",%d", self->scale);
  if (self->direction != GTK_TEXT_DIR_NONE)
    g_string_append (words, self->direction == GTK_TEXT_DIR_RTL ? ",rtl" : ",ltr");
  if (self->width != 0)
    g_string_append_printf (words, ",%dx%d", self->width, self->height);
  if (self->language != NULL)
    g_string_append_printf (words, ",%s", self->language->name);
  if (self->is_high_contrast)
    g_string_append (words, ",contrast");
  g_string_erase (words, 0, words->len > 0 ? 1 : 0);

  return g_string_free (words, FALSE);
}

/**
 * ebb_look_prepare:
 * @self: a look
 *
 * Sets what a process reads only once. Before there are threads, and before GTK starts.
 */
void
ebb_look_prepare (const EbbLook *self)
{
  if (self->language != NULL)
    {
      g_auto (GStrv) before = g_get_environ ();
      g_auto (GStrv) after = ebb_language_set_environment (self->language, g_get_environ ());

      for (char **entry = before; *entry != NULL; entry++)
        if (g_str_has_prefix (*entry, "LC_"))
          {
            g_autofree char *name = g_strndup (*entry, strcspn (*entry, "="));

            g_unsetenv (name);
          }
      for (char **entry = after; *entry != NULL; entry++)
        if (g_str_has_prefix (*entry, "LC_") || g_str_has_prefix (*entry, "LANG"))
          {
            g_auto (GStrv) parts = g_strsplit (*entry, "=", 2);

            g_setenv (parts[0], parts[1], TRUE);
          }
      setlocale (LC_ALL, "");
    }
  if (self->is_high_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
}

/**
 * ebb_look_needs_start:
 * @self: a look
 * @running: that of this process
 *
 * Returns: whether only another process can look like that
 */
gboolean
ebb_look_needs_start (const EbbLook *self,
                      const EbbLook *running)
{
  return self->language != running->language || self->is_high_contrast != running->is_high_contrast;
}

/**
 * ebb_look_apply:
 * @self: a look
 * @window: the window whose size it is about; the rest holds for all windows
 *
 * Sets what can change while a process runs.
 */
void
ebb_look_apply (const EbbLook *self,
                GtkWindow     *window)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (window));

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), self->scheme);
  if (self->scale != 100)
    g_object_set (settings, "gtk-xft-dpi", DPI * self->scale / 100, NULL);
  else
    gtk_settings_reset_property (settings, "gtk-xft-dpi");
  gtk_widget_set_default_direction (self->direction != GTK_TEXT_DIR_NONE ? self->direction : gtk_get_locale_direction ());
  if (self->width != 0)
    {
      gtk_window_unmaximize (window);
      gtk_window_set_default_size (window, self->width, self->height);
    }
}
