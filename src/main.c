/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Options → context → application. */

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <malloc.h>
#include <unistd.h>

#include "account/ebb-keyring-store.h"
#include "account/ebb-memory-store.h"
#include "config.h"
#include "ebb-demo.h"
#include "ui/ebb-application.h"
#include "ui/ebb-gallery.h"

/* Pictures are of one moment, so that two runs show the same: Friday 20 November 2026, 20:40 in Stockholm. */
#define PICTURE_TIME_US (G_GINT64_CONSTANT (1795203600) * G_USEC_PER_SEC)

typedef struct
{
  gboolean is_demo;
  gboolean is_kiosk;
  gboolean is_version;
  char *server_uri; /* (owned) (nullable) */
  char *gallery;    /* (owned) (nullable): a directory */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->server_uri);
  g_free (options->gallery);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
set_up_language (void)
{
  const char *directory = g_getenv ("EBB_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static gboolean
parse (Options *options,
       int     *argc,
       char  ***argv,
       GError **error)
{
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &options->is_demo, N_("Show a make-believe home; nothing is written"), NULL },
    { "kiosk", 0, 0, G_OPTION_ARG_NONE, &options->is_kiosk, N_("Show the demo home full screen, for a display in a shop"), NULL },
    { "server", 0, 0, G_OPTION_ARG_STRING, &options->server_uri, N_("Offer another server for signing in"), N_("URL") },
    { "gallery", 0, 0, G_OPTION_ARG_FILENAME, &options->gallery,
      N_("Draw every page of the demo into pictures and exit"), N_("DIRECTORY") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->is_version, N_("Print the version and exit"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Let cars, chargers and heat pumps run when power is cheap"));
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (*argc > 1 && !g_str_has_prefix ((*argv)[1], "--gapplication-"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("“%s” is not an option"), (*argv)[1]);
      return FALSE;
    }
  if (options->gallery != NULL && (g_mkdir_with_parents (options->gallery, 0777) != 0 || g_access (options->gallery, W_OK) != 0))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("Pictures cannot be written to “%s”"), options->gallery);
      return FALSE;
    }
  if (options->server_uri != NULL && !ebb_transport_check_base_uri (options->server_uri, error))
    return FALSE;

  return TRUE;
}

static EbbContext *
create_context (const Options *options,
                EbbDemo       *demo)
{
  g_autoptr (EbbClock) clock = options->gallery != NULL ? ebb_clock_new_from (PICTURE_TIME_US, 0) : ebb_clock_new_system ();
  g_autoptr (EbbTokenStore) store = NULL;
  g_autoptr (EbbAccounts) accounts = NULL;

  /* Where there is only the demo, nobody signs in and the keyring is not even asked. */
  if (options->is_demo || options->is_kiosk || options->gallery != NULL)
    store = ebb_memory_store_new ();
  else
    store = ebb_keyring_store_new (APPLICATION_ID);
  accounts = ebb_accounts_new (store);

  return ebb_context_new (clock, accounts, ebb_demo_open, demo, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EbbStartWatch) start_watch = NULL;
  g_autoptr (EbbDemo) demo = NULL;
  g_autoptr (EbbContext) context = NULL;
  g_autoptr (EbbApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Options) options = { 0 };
  EbbStart start;

#ifdef __GLIBC__
  /* Few of our threads ever allocate; a heap for each would only be empty space. */
  mallopt (M_ARENA_MAX, 1);
#endif
  set_up_language ();
  if (!parse (&options, &argc, &argv, &error))
    {
      g_printerr ("ebb: %s\n", error->message);
      return 2;
    }
  if (options.is_version)
    {
      g_print ("Ebb %s\n", EBB_VERSION);
      return 0;
    }

  start_watch = ebb_start_watch_new ();
  demo = options.gallery != NULL ? ebb_demo_new (PICTURE_TIME_US, 0) : ebb_demo_new (0, 1);
  start = options.is_kiosk ? EBB_START_KIOSK : options.is_demo ? EBB_START_DEMO : EBB_START_ACCOUNT;
  /* The sandbox gets ready in its thread while the toolkit does. */
  if (start != EBB_START_ACCOUNT && !ebb_demo_start (demo, &error))
    {
      g_printerr ("ebb: %s\n", error->message);
      return 1;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("ebb: %s\n", _("There is no display. Start Ebb on a desktop."));
      return 1;
    }

  g_set_application_name ("Ebb");
  context = create_context (&options, demo);
  if (options.gallery != NULL)
    return ebb_gallery_run (APPLICATION_ID, context, options.gallery);

  application = ebb_application_new (APPLICATION_ID, context, start, start_watch);
  ebb_application_set_server (application, options.server_uri);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
