/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbLanguage:
 * @name: as it is asked for: "sv"
 * @words: (nullable): for gettext; %NULL for those of the source
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

const EbbLanguage *ebb_language_find            (const char         *name);
char             **ebb_language_set_environment (const EbbLanguage  *self,
                                                 char              **environment);

G_END_DECLS
