/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * EbbLook:
 * @scheme: light, dark, or as the desktop has it
 * @scale: size of the text, percent
 * @direction: of the text; %GTK_TEXT_DIR_NONE for that of the language
 * @width: of the window, application pixels; 0 for as it is
 * @height: likewise
 *
 * How a window looks: what can be changed while it is open.
 */
typedef struct
{
  AdwColorScheme   scheme;
  int              scale;
  GtkTextDirection direction;
  int              width;
  int              height;
} EbbLook;

#define EBB_LOOK_USUAL ((EbbLook) { ADW_COLOR_SCHEME_DEFAULT, 100, GTK_TEXT_DIR_NONE, 0, 0 })

gboolean ebb_look_parse     (EbbLook        *self,
                             const char     *words,
                             GError        **error);
char    *ebb_look_dup_words (const EbbLook  *self);
void     ebb_look_apply     (const EbbLook  *self,
                             GtkWindow      *window);

G_END_DECLS
