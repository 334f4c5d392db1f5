/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The languages that a reviewer can ask for, on whatever system. The pseudo-locale shows what is not translated, put together from pieces,
 * or has no room to grow. */

#include "cockpit/ebb-language.h"

#include <locale.h>

static const EbbLanguage languages[] = {
  { "en", "C", "C.UTF-8" },
  { "sv", "sv", "sv_SE.UTF-8" },
  { "pseudo", "en_XA", "C.UTF-8" },
};

/**
 * ebb_language_find:
 * @name: "en", "sv" or "pseudo"
 *
 * Returns: (transfer none) (nullable): that language
 */
const EbbLanguage *
ebb_language_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].name, name))
      return &languages[i];

  return NULL;
}

/**
 * ebb_language_get_locale:
 * @self: a language
 *
 * Without that language on the system its figures and dates cannot be had; the words still can.
 *
 * Returns: (transfer none): the locale to run in
 */
const char *
ebb_language_get_locale (const EbbLanguage *self)
{
  locale_t found = newlocale (LC_ALL_MASK, self->locale, (locale_t) 0);

  if (found == (locale_t) 0)
    return "C.UTF-8";

  freelocale (found);
  return self->locale;
}
