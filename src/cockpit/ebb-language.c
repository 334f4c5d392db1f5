/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The languages that a reviewer can ask for, on whatever system. The pseudo-locale shows what is not translated, put together from pieces,
 * or has no room to grow. */

#include "cockpit/ebb-language.h"

#include <locale.h>

static const EbbLanguage languages[] = {
  { "en", NULL, "C.UTF-8" },
  { "sv", "sv", "sv_SE.UTF-8" },
  { "pseudo", "en_XA", "C.UTF-8" },
};

/* Where words are translated into what LANGUAGE says: newer C libraries do not look at it in C.UTF-8. Any real locale will do. */
static const char *const carriers[] = { "en_US.UTF-8", "en_GB.UTF-8", "sv_SE.UTF-8", "de_DE.UTF-8", "fi_FI.UTF-8", NULL };

static const char *const categories[] = {
  "LC_ADDRESS", "LC_COLLATE", "LC_CTYPE", "LC_IDENTIFICATION", "LC_MEASUREMENT", "LC_MONETARY", "LC_NAME", "LC_NUMERIC", "LC_PAPER",
  "LC_TELEPHONE", "LC_TIME", NULL,
};

static gboolean
has_locale (const char *name)
{
  locale_t found = newlocale (LC_ALL_MASK, name, (locale_t) 0);

  if (found == (locale_t) 0)
    return FALSE;

  freelocale (found);
  return TRUE;
}

/* The person's own first: that one is there. */
static char *
find_carrier (void)
{
  const char *own = setlocale (LC_MESSAGES, NULL);

  if (own != NULL && !g_str_equal (own, "C") && !g_str_equal (own, "POSIX") && !g_str_has_prefix (own, "C."))
    return g_strdup (own);

  for (guint i = 0; carriers[i] != NULL; i++)
    if (has_locale (carriers[i]))
      return g_strdup (carriers[i]);

  /* Older C libraries translate there, too. */
  return g_strdup ("C.UTF-8");
}

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
 * ebb_language_set_environment:
 * @self: a language
 * @environment: (transfer full): an environment
 *
 * Without that language on the system its figures and dates cannot be had; the words still can.
 *
 * Returns: (transfer full): the environment of a program that shall speak it
 */
char **
ebb_language_set_environment (const EbbLanguage  *self,
                              char              **environment)
{
  g_autofree char *carrier = self->words != NULL ? find_carrier () : g_strdup ("C.UTF-8");
  const char *locale = has_locale (self->locale) ? self->locale : "C.UTF-8";

  environment = g_environ_unsetenv (environment, "LC_ALL");
  for (guint i = 0; categories[i] != NULL; i++)
    environment = g_environ_unsetenv (environment, categories[i]);
  environment = g_environ_setenv (environment, "LANG", locale, TRUE);
  environment = g_environ_setenv (environment, "LC_MESSAGES", carrier, TRUE);

  return g_environ_setenv (environment, "LANGUAGE", self->words != NULL ? self->words : "C", TRUE);
}
