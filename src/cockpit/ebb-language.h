/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbLanguage:
 * @name: as it is asked for: "sv"
 * @words: for gettext
 * @locale: of figures and dates
 *
 * A language that Ebb can be seen in.
 */
typedef struct
{
  const char *name;
  const char *words;
  const char *locale;
} EbbLanguage;

const EbbLanguage *ebb_language_find       (const char        *name);
const char        *ebb_language_get_locale (const EbbLanguage *self);

G_END_DECLS
