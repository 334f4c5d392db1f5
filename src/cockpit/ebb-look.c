/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a window looks, also as words: "dark,200,rtl,360x720". */

#include "cockpit/ebb-look.h"

#include <stdio.h>

#define DPI (96 * 1024)
#define SMALLEST_SCALE 50
#define LARGEST_SCALE 300
#define SMALLEST_SIZE 100

static gboolean
parse_word (EbbLook    *self,
            const char *word)
{
  guint64 scale;
  char rest;

  if (g_str_equal (word, "light"))
    self->scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (word, "dark"))
    self->scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  else if (g_str_equal (word, "ltr"))
    self->direction = GTK_TEXT_DIR_LTR;
  else if (g_str_equal (word, "rtl"))
    self->direction = GTK_TEXT_DIR_RTL;
  else if (g_ascii_string_to_unsigned (word, 10, SMALLEST_SCALE, LARGEST_SCALE, &scale, NULL))
    self->scale = (int) scale;
  else
    return sscanf (word, "%4dx%4d%c", &self->width, &self->height, &rest) == 2 && self->width >= SMALLEST_SIZE &&
           self->height >= SMALLEST_SIZE;

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
                     "“%s” is no look; looks are light, dark, ltr, rtl, text sizes from %d to %d percent and sizes such as 360x720",
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
  g_string_erase (words, 0, words->len > 0 ? 1 : 0);

  return g_string_free (words, FALSE);
}

/**
 * ebb_look_apply:
 * @self: a look
 * @window: the window whose size it is about; the rest holds for all windows
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
