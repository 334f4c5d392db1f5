/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person asks for on the command line. What is wrong with it is said in one sentence. */

#include "ebb-options.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "account/ebb-account.h"

/* As they are written; all but the flags are borrowed from the option context's own strings. */
typedef struct
{
  gboolean compares;
  char *look;
  char *pattern;
  char *sizes;
  char *locales;
  char *themes;
  char *scales;
  char **rest;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->look);
  g_free (words->pattern);
  g_free (words->sizes);
  g_free (words->locales);
  g_free (words->themes);
  g_free (words->scales);
  g_strfreev (words->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean fail (GError    **error,
                      const char *format,
                      ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError    **error,
      const char *format,
      ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_FAILED, format, arguments);
  va_end (arguments);

  return FALSE;
}

static gboolean
read_words (EbbOptions *self,
            Words      *words,
            int        *argc,
            char     ***argv,
            GError    **error)
{
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->is_demo, N_("Show a make-believe home; nothing is written"), NULL },
    { "kiosk", 0, 0, G_OPTION_ARG_NONE, &self->is_kiosk, N_("Show the demo home full screen, for a display in a shop"), NULL },
    { "server", 0, 0, G_OPTION_ARG_STRING, &self->server_uri, N_("Offer another server for signing in"), N_("URL") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->is_version, N_("Print the version and exit"), NULL },
    { "gallery-worker", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->worker, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words->rest, NULL, NULL },
    { NULL },
  };
  const GOptionEntry reviewer_entries[] = {
    { "list-scenarios", 0, 0, G_OPTION_ARG_NONE, &self->lists_scenarios, N_("List the states that can be shown by name, and exit"), NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &self->scenario, N_("Show one of those states, or that of a file"), N_("NAME") },
    { "look", 0, 0, G_OPTION_ARG_STRING, &words->look, N_("… that looks like this: light, dark, ltr, rtl, 200, 360x720"), N_("LOOK") },
    { "gallery", 0, 0, G_OPTION_ARG_FILENAME, &self->gallery, N_("Draw the states into pictures, check them, and exit"), N_("DIRECTORY") },
    { "only", 0, 0, G_OPTION_ARG_STRING, &words->pattern, N_("… those with such names, such as “heat-pump-*,401”"), N_("PATTERNS") },
    { "sizes", 0, 0, G_OPTION_ARG_STRING, &words->sizes, N_("… at these sizes: narrow, wide, 800x600"), N_("SIZES") },
    { "themes", 0, 0, G_OPTION_ARG_STRING, &words->themes, N_("… in these styles: light, dark, contrast, dark-contrast"), N_("STYLES") },
    { "locales", 0, 0, G_OPTION_ARG_STRING, &words->locales, N_("… in these languages: en, sv, pseudo, rtl"), N_("LANGUAGES") },
    { "scales", 0, 0, G_OPTION_ARG_STRING, &words->scales, N_("… with text of these sizes, in percent: 100, 200"), N_("SCALES") },
    { "check-api", 0, 0, G_OPTION_ARG_NONE, &self->checks_api, N_("Say whether the service answers as expected, and exit"),
      NULL },
    { "token-from-stdin", 0, 0, G_OPTION_ARG_NONE, &self->reads_token, N_("… with a token from standard input"), NULL },
    { "environment", 0, 0, G_OPTION_ARG_STRING, &self->place, N_("… that is for production, staging or a URL"), N_("PLACE") },
    { "write", 0, 0, G_OPTION_ARG_STRING, &self->written, N_("… and whether this device can be renamed and set; both are put back"),
      N_("DEVICE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->is_json, N_("… and say it for a program"), NULL },
    { "compare", 0, 0, G_OPTION_ARG_NONE, &words->compares, N_("Compare two galleries: --compare OLD NEW"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GOptionGroup *reviewers = g_option_group_new ("review", N_("For reviewers:"), N_("Show the options for reviewers"), NULL, NULL);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_group_set_translation_domain (reviewers, GETTEXT_PACKAGE);
  g_option_group_add_entries (reviewers, reviewer_entries);
  g_option_context_add_group (context, reviewers);
  g_option_context_set_summary (context, _("Let cars, chargers and heat pumps run when power is cheap"));

  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
check_words (EbbOptions  *self,
             Words       *words,
             GError     **error)
{
  guint n_rest = words->rest != NULL ? g_strv_length (words->rest) : 0;
  const char *gallery = self->gallery != NULL ? self->gallery : self->worker;

  if (words->compares && n_rest != 2)
    return fail (error, "%s", _("--compare needs two directories: an old gallery and a new one"));
  if (words->compares)
    self->compared = g_steal_pointer (&words->rest);
  /* What the desktop's own start adds is for GApplication. */
  else if (n_rest > 0 && !g_str_has_prefix (words->rest[0], "--gapplication-"))
    return fail (error, _("“%s” is not an option"), words->rest[0]);

  if (gallery == NULL && (words->pattern != NULL || words->sizes != NULL || words->locales != NULL || words->themes != NULL ||
                          words->scales != NULL))
    return fail (error, "%s", _("--only, --sizes, --themes, --locales and --scales go with --gallery"));
  if (gallery != NULL && (g_mkdir_with_parents (gallery, 0777) != 0 || g_access (gallery, W_OK) != 0))
    return fail (error, _("Pictures cannot be written to “%s”"), gallery);

  self->look = EBB_LOOK_USUAL;
  if (words->look != NULL && (self->is_kiosk || (!self->is_demo && self->scenario == NULL)))
    return fail (error, "%s", _("--look goes with --demo and --scenario"));
  if (words->look != NULL && !ebb_look_parse (&self->look, words->look, error))
    return FALSE;

  if (!self->checks_api && (self->reads_token || self->place != NULL || self->is_json || self->written != NULL))
    return fail (error, "%s", _("--token-from-stdin, --environment, --write and --json go with --check-api"));
  if (self->place != NULL && !self->reads_token)
    return fail (error, "%s", _("--environment goes with --token-from-stdin: who is signed in has one"));

  return self->server_uri == NULL || ebb_transport_check_base_uri (self->server_uri, error);
}

/**
 * ebb_options_parse:
 * @self: empty options
 * @argc: (inout): how many words
 * @argv: (inout): the words
 * @error: what is wrong with them, in one sentence
 *
 * Reads the command line. `--help` is answered by itself and ends the program.
 *
 * Returns: whether it is right
 */
gboolean
ebb_options_parse (EbbOptions   *self,
                   int          *argc,
                   char       ***argv,
                   GError      **error)
{
  g_auto (Words) words = { 0 };
  EbbGalleryWords plan_words;

  if (!read_words (self, &words, argc, argv, error) || !check_words (self, &words, error))
    return FALSE;

  plan_words = (EbbGalleryWords) { words.pattern, words.sizes, words.locales, words.themes, words.scales };
  if (self->gallery != NULL || self->worker != NULL)
    self->plan = ebb_gallery_plan_new (&plan_words, error);

  return (self->gallery == NULL && self->worker == NULL) || self->plan != NULL;
}

/**
 * ebb_options_clear:
 * @self: options
 */
void
ebb_options_clear (EbbOptions *self)
{
  g_clear_pointer (&self->server_uri, g_free);
  g_clear_pointer (&self->scenario, g_free);
  g_clear_pointer (&self->gallery, g_free);
  g_clear_pointer (&self->worker, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->written, g_free);
  g_clear_pointer (&self->plan, ebb_gallery_plan_free);
  g_clear_pointer (&self->compared, g_strfreev);
}
