/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cockpit/ebb-language.h"

G_BEGIN_DECLS

/**
 * EbbLook:
 * @scheme: light, dark, or as the desktop has it
 * @scale: size of the text, percent
 * @direction: of the text; %GTK_TEXT_DIR_NONE for that of the language
 * @width: of the window, application pixels; 0 for as it is
 * @height: likewise
 * @language: (nullable): %NULL for the person's own
 * @is_high_contrast: whether it is of high contrast; otherwise as the desktop has it
 *
 * How a window looks. Language and high contrast are read only once by a process; the others can change while it runs.
 */
typedef struct
{
  AdwColorScheme     scheme;
  int                scale;
  GtkTextDirection   direction;
  int                width;
  int                height;
  const EbbLanguage *language;
  gboolean           is_high_contrast;
} EbbLook;

#define EBB_LOOK_USUAL ((EbbLook) { .scheme = ADW_COLOR_SCHEME_DEFAULT, .scale = 100, .direction = GTK_TEXT_DIR_NONE })

gboolean ebb_look_parse       (EbbLook        *self,
                               const char     *words,
                               GError        **error);
gboolean ebb_look_parse_size  (const char     *word,
                               int            *width,
                               int            *height);
gboolean ebb_look_parse_scale (const char     *word,
                               int            *scale);
char    *ebb_look_dup_words   (const EbbLook  *self);
void     ebb_look_prepare     (const EbbLook  *self);
gboolean ebb_look_needs_start (const EbbLook  *self,
                               const EbbLook  *running);
void     ebb_look_apply       (const EbbLook  *self,
                               GtkWindow      *window);

G_END_DECLS
