/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every state as a picture: hands the scenarios out to workers, as many as the machine has processors, and writes down what they say.
 * A worker that dies costs the scenario that it was at. What is done is in a journal, from which an interrupted run goes on. */

#include "cockpit/ebb-gallery.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <signal.h>
#include <string.h>

#include "cockpit/ebb-gallery-index.h"
#include "cockpit/ebb-gallery-journal.h"
#include "cockpit/ebb-gallery-progress.h"
#include "cockpit/ebb-gallery-worker.h"

/* What a process is for, since it cannot change it: one language, with or without high contrast. */
typedef struct
{
  EbbGalleryLocale locale;
  gboolean is_high_contrast;
} Tongue;

typedef struct
{
  const char *scenario;
  Tongue tongue;
} Unit;

typedef struct
{
  EbbScenarioPlayer *player;
  const EbbGalleryPlan *plan;
  const char *directory;
  GPtrArray *scenarios;          /* (owned) (element-type EbbScenario): those that are drawn */
  GArray *looks;                 /* (owned) (element-type EbbLook): what each of them says about its look */
  GArray *units;                 /* (owned) (element-type Unit): by tongue, without those of an earlier run */
  guint n_before;                /* done in that */
  guint next;                    /* of @units */
  guint n_done;
  guint n_working;               /* workers that have something to do */
  char *home;                    /* (owned) (nullable): a folder in place of the person's own */
  EbbGalleryJournal *journal;    /* (owned) */
  EbbGalleryProgress *progress;  /* (owned) */
  GMainLoop *loop;               /* (owned) */
  GError *error;                 /* (owned) (nullable): what ended it all */
  gboolean is_interrupted;
} Gallery;

typedef struct
{
  Gallery *gallery;
  GSubprocess *process;      /* (owned) (nullable) */
  GDataInputStream *output;  /* (owned) (nullable) */
  GOutputStream *input;      /* not owned */
  Unit unit;                 /* what it is at */
} Slot;

static void work (Slot *slot);

static gboolean
is_same_tongue (const Tongue *a,
                const Tongue *b)
{
  return a->locale.name == b->locale.name && a->is_high_contrast == b->is_high_contrast;
}

static void
stop (Gallery *gallery,
      GError  *error)
{
  if (gallery->error == NULL)
    gallery->error = error;
  else
    g_error_free (error);
  g_main_loop_quit (gallery->loop);
}

static gboolean
has_contrast (const EbbGalleryPlan *plan,
              gboolean              is_high_contrast)
{
  for (guint i = 0; i < plan->themes->len; i++)
    if (g_array_index (plan->themes, EbbGalleryTheme, i).is_high_contrast == is_high_contrast)
      return TRUE;

  return FALSE;
}

static char *
join_sizes (const EbbGalleryPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->sizes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", g_array_index (plan->sizes, EbbGallerySize, i).name);

  return g_string_free (text, FALSE);
}

/* Where no style of the plan has that contrast, it is a scenario that asks for it, and the styles are as dark as those of the plan. */
static char *
join_themes (const EbbGalleryPlan *plan,
             gboolean              is_high_contrast)
{
  gboolean has_it = has_contrast (plan, is_high_contrast);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->themes->len; i++)
    {
      const EbbGalleryTheme *theme = &g_array_index (plan->themes, EbbGalleryTheme, i);

      if (!has_it || theme->is_high_contrast == is_high_contrast)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", ebb_gallery_plan_name_theme (theme->is_dark, is_high_contrast));
    }

  return g_string_free (text, FALSE);
}

static char *
join_scales (const EbbGalleryPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->scales->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? "," : "", g_array_index (plan->scales, int, i));

  return g_string_free (text, FALSE);
}

/* Nothing of the person's desktop may show, and nothing may be opened on it. */
static GSubprocessLauncher *
make_launcher (const Tongue *tongue,
               const char   *home)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_auto (GStrv) environment = ebb_language_set_environment (tongue->locale.language, g_get_environ ());

  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_setenv (launcher, "ADW_DISABLE_PORTAL", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "ADW_DEBUG_HIGH_CONTRAST", tongue->is_high_contrast ? "1" : "0", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "memory", TRUE);
  /* The audit reads what a screen reader would be told. */
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "test", TRUE);
  /* Drawn by the processor alone, which gives the same picture everywhere. How GTK is told changed, and it complains of the other way. */
  g_subprocess_launcher_setenv (launcher, "GSK_RENDERER", "cairo", TRUE);
  if (gtk_get_minor_version () >= 16)
    g_subprocess_launcher_setenv (launcher, "GDK_DISABLE", "gl", TRUE);
  else
    g_subprocess_launcher_setenv (launcher, "GDK_DEBUG", "gl-disable", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "GTK_THEME");
  g_subprocess_launcher_unsetenv (launcher, "GDK_SCALE");

  return launcher;
}

static gboolean
start (Slot    *slot,
       GError **error)
{
  const EbbGalleryPlan *plan = slot->gallery->plan;
  const Tongue *tongue = &slot->unit.tongue;
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (tongue, slot->gallery->home);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autofree char *sizes = join_sizes (plan);
  g_autofree char *themes = join_themes (plan, tongue->is_high_contrast);
  g_autofree char *scales = join_scales (plan);

  if (program == NULL)
    return FALSE;

  slot->process = g_subprocess_launcher_spawn (launcher, error, program, "--gallery-worker", slot->gallery->directory, "--sizes", sizes,
                                               "--themes", themes, "--scales", scales, "--locales", tongue->locale.name, NULL);
  if (slot->process == NULL)
    return FALSE;

  slot->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (slot->process));
  slot->input = g_subprocess_get_stdin_pipe (slot->process);
  return TRUE;
}

/* It ends when it has nothing more to read. */
static void
let_go (Slot *slot)
{
  if (slot->process == NULL)
    return;

  g_output_stream_close (slot->input, NULL, NULL);
  g_clear_object (&slot->output);
  g_clear_object (&slot->process);
}

static void
write_down (Slot     *slot,
            GVariant *result)
{
  Gallery *gallery = slot->gallery;
  GError *error = NULL;

  gallery->n_working--;
  gallery->n_done++;
  if (!ebb_gallery_journal_add (gallery->journal, slot->unit.tongue.locale.name, slot->unit.tongue.is_high_contrast, result, &error))
    {
      stop (gallery, error);
      return;
    }

  ebb_gallery_progress_show (gallery->progress, gallery->n_before + gallery->n_done, gallery->n_before + gallery->units->len);
  work (slot);
}

/* The worker is gone. That it never drew anything is no scenario's fault; otherwise the one that it was at is. */
static void
bury (Slot *slot)
{
  GVariantBuilder pictures;
  g_autoptr (GVariant) result = NULL;

  let_go (slot);
  if (slot->gallery->n_done == 0)
    {
      stop (slot->gallery, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Nothing could be drawn"));
      return;
    }

  g_variant_builder_init (&pictures, G_VARIANT_TYPE ("a(sas)"));
  result = g_variant_ref_sink (g_variant_new (EBB_GALLERY_RESULT, slot->unit.scenario, &pictures, "The program ended",
                                              G_GINT64_CONSTANT (0)));
  write_down (slot, result);
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Slot *slot = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_autoptr (GVariant) told = NULL;

  if (!g_main_loop_is_running (slot->gallery->loop))
    return;

  if (line != NULL && g_str_has_prefix (line, EBB_GALLERY_END))
    {
      stop (slot->gallery, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, line + strlen (EBB_GALLERY_END)));
      return;
    }
  if (line != NULL)
    told = g_variant_parse (G_VARIANT_TYPE (EBB_GALLERY_RESULT), line, NULL, NULL, NULL);
  if (told == NULL)
    {
      bury (slot);
      return;
    }

  write_down (slot, told);
}

/* Gives the worker of a slot the next scenario, and the slot another worker if it takes one. */
static void
work (Slot *slot)
{
  Gallery *gallery = slot->gallery;
  const Unit *unit;
  g_autofree char *line = NULL;
  GError *error = NULL;

  if (gallery->next == gallery->units->len)
    {
      let_go (slot);
      if (gallery->n_working == 0)
        g_main_loop_quit (gallery->loop);
      return;
    }

  unit = &g_array_index (gallery->units, Unit, gallery->next);
  if (slot->process != NULL && !is_same_tongue (&slot->unit.tongue, &unit->tongue))
    let_go (slot);
  slot->unit = *unit;
  if (slot->process == NULL && !start (slot, &error))
    {
      stop (gallery, error);
      return;
    }

  gallery->next++;
  gallery->n_working++;
  line = g_strconcat (unit->scenario, "\n", NULL);
  /* That it cannot be written means that the worker is gone, and reading will tell. */
  g_output_stream_write_all (slot->input, line, strlen (line), NULL, NULL, NULL);
  g_data_input_stream_read_line_async (slot->output, G_PRIORITY_DEFAULT, NULL, told_cb, slot);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  Gallery *gallery = user_data;

  gallery->is_interrupted = TRUE;
  g_main_loop_quit (gallery->loop);

  return G_SOURCE_CONTINUE;
}

static gboolean
has_locale (const EbbGalleryPlan *plan,
            const char           *name)
{
  for (guint i = 0; i < plan->locales->len; i++)
    if (g_str_equal (g_array_index (plan->locales, EbbGalleryLocale, i).name, name))
      return TRUE;

  return FALSE;
}

/* Whether a scenario with that look is drawn by such a process: by those of the plan, unless it says otherwise. */
static gboolean
is_drawn_by (const EbbGalleryPlan *plan,
             const EbbLook        *look,
             const Tongue         *tongue)
{
  if (look->is_high_contrast ? !tongue->is_high_contrast : !has_contrast (plan, tongue->is_high_contrast))
    return FALSE;

  return look->language != NULL ? g_str_equal (tongue->locale.name, look->language->name) : has_locale (plan, tongue->locale.name);
}

static void
add_units (Gallery      *gallery,
           const Tongue *tongue)
{
  for (guint i = 0; i < gallery->scenarios->len; i++)
    {
      const char *name = ebb_scenario_get_values (g_ptr_array_index (gallery->scenarios, i))->name;
      Unit unit = { name, *tongue };

      if (!is_drawn_by (gallery->plan, &g_array_index (gallery->looks, EbbLook, i), tongue))
        continue;
      if (ebb_gallery_journal_has (gallery->journal, tongue->locale.name, tongue->is_high_contrast, name))
        gallery->n_before++;
      else
        g_array_append_val (gallery->units, unit);
    }
}

static gboolean
list_scenarios (Gallery  *gallery,
                GError  **error)
{
  g_autoptr (GPtrArray) all = ebb_scenario_player_list (gallery->player, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EbbScenario *scenario = g_ptr_array_index (all, i);
      const EbbScenarioValues *values = ebb_scenario_get_values (scenario);
      EbbLook look = EBB_LOOK_USUAL;

      if (!ebb_gallery_plan_has (gallery->plan, values->name))
        continue;
      if (values->look != NULL && !ebb_look_parse (&look, values->look, error))
        return FALSE;

      g_ptr_array_add (gallery->scenarios, g_object_ref (scenario));
      g_array_append_val (gallery->looks, look);
    }

  return all != NULL;
}

/* One process after the other has a language; the most that can be asked for are few. */
static gboolean
list_units (Gallery  *gallery,
            GError  **error)
{
  Tongue tongue;

  if (!list_scenarios (gallery, error))
    return FALSE;

  if (gallery->scenarios->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No scenario is called “%s”; see --list-scenarios", gallery->plan->pattern);
      return FALSE;
    }

  for (guint i = 0; ebb_gallery_plan_get_locale (i, &tongue.locale); i++)
    for (int contrast = FALSE; contrast <= TRUE; contrast++)
      {
        tongue.is_high_contrast = contrast;
        add_units (gallery, &tongue);
      }

  return TRUE;
}

/* A home with a browser that opens nothing. */
static gboolean
make_home (Gallery  *gallery,
           GError  **error)
{
  g_autofree char *applications = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *defaults = NULL;

  gallery->home = g_dir_make_tmp ("ebb-gallery-XXXXXX", error);
  if (gallery->home == NULL)
    return FALSE;

  applications = g_build_filename (gallery->home, "applications", NULL);
  entry = g_build_filename (applications, "nothing.desktop", NULL);
  defaults = g_build_filename (gallery->home, "mimeapps.list", NULL);
  g_mkdir (applications, 0700);

  return g_file_set_contents (entry, "[Desktop Entry]\nType=Application\nName=Nothing\nExec=true %u\n"
                                     "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n", -1, error) &&
         g_file_set_contents (defaults, "[Default Applications]\nx-scheme-handler/http=nothing.desktop\n"
                                        "x-scheme-handler/https=nothing.desktop\n", -1, error);
}

/* Whatever programs left in it. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
draw_all (Gallery *gallery)
{
  guint n_slots = MIN (g_get_num_processors (), gallery->units->len);
  g_autofree Slot *slots = g_new0 (Slot, MAX (n_slots, 1));
  guint interrupt_id, terminate_id;

  if (n_slots == 0)
    return;

  gallery->loop = g_main_loop_new (NULL, FALSE);
  /* To write to a worker that has died is an error like others, and not the end of us. */
  signal (SIGPIPE, SIG_IGN);
  interrupt_id = g_unix_signal_add (SIGINT, interrupted_cb, gallery);
  terminate_id = g_unix_signal_add (SIGTERM, interrupted_cb, gallery);
  for (guint i = 0; i < n_slots; i++)
    {
      slots[i].gallery = gallery;
      work (&slots[i]);
    }
  if (gallery->error == NULL)
    g_main_loop_run (gallery->loop);

  for (guint i = 0; i < n_slots; i++)
    {
      if (slots[i].process != NULL)
        g_subprocess_force_exit (slots[i].process);
      let_go (&slots[i]);
    }
  g_source_remove (interrupt_id);
  g_source_remove (terminate_id);
  g_clear_pointer (&gallery->loop, g_main_loop_unref);
}

static int
close_up (Gallery *gallery)
{
  guint n_failed, n_findings;
  g_autoptr (GError) error = NULL;

  ebb_gallery_progress_end (gallery->progress);
  if (gallery->error != NULL)
    {
      g_printerr ("ebb: %s\n", gallery->error->message);
      return 1;
    }
  if (gallery->is_interrupted)
    {
      g_printerr ("ebb: Interrupted; the same command goes on from here\n");
      return 1;
    }

  ebb_gallery_journal_report (gallery->journal, &n_failed, &n_findings);
  if (!ebb_gallery_index_write (gallery->scenarios, gallery->journal, gallery->directory, &error) ||
      !ebb_gallery_journal_close (gallery->journal, &error))
    {
      g_printerr ("ebb: %s\n", error->message);
      return 1;
    }

  g_printerr ("%u pictures of %u states, %u not drawn, %u findings: %s/index.html\n",
              ebb_gallery_journal_get_n_pictures (gallery->journal), gallery->scenarios->len, n_failed, n_findings, gallery->directory);
  return n_failed > 0 || n_findings > 0 ? 1 : 0;
}

/**
 * ebb_gallery_run:
 * @player: who knows the scenarios
 * @plan: what to draw
 * @directory: where it goes; it must exist
 *
 * Draws every scenario of the plan in every look of it, audits what it draws, and writes index.html, through which a reviewer can leaf.
 * Says on standard error how far it is, and each finding. Needs a display, but is no GTK program itself.
 *
 * Returns: the exit status: 0 when all is drawn and nothing was found
 */
int
ebb_gallery_run (EbbScenarioPlayer    *player,
                 const EbbGalleryPlan *plan,
                 const char           *directory)
{
  Gallery gallery = { .player = player, .plan = plan, .directory = directory };
  int status;

  gallery.scenarios = g_ptr_array_new_with_free_func (g_object_unref);
  gallery.looks = g_array_new (FALSE, FALSE, sizeof (EbbLook));
  gallery.units = g_array_new (FALSE, FALSE, sizeof (Unit));
  gallery.journal = ebb_gallery_journal_open (directory, plan, &gallery.error);
  gallery.progress = ebb_gallery_progress_new ();
  if (gallery.error == NULL && list_units (&gallery, &gallery.error) && make_home (&gallery, &gallery.error))
    draw_all (&gallery);
  status = close_up (&gallery);

  if (gallery.home != NULL)
    remove_folder (gallery.home);
  g_clear_pointer (&gallery.home, g_free);
  g_clear_error (&gallery.error);
  g_clear_pointer (&gallery.journal, ebb_gallery_journal_free);
  g_clear_pointer (&gallery.progress, ebb_gallery_progress_free);
  g_clear_pointer (&gallery.scenarios, g_ptr_array_unref);
  g_clear_pointer (&gallery.looks, g_array_unref);
  g_clear_pointer (&gallery.units, g_array_unref);

  return status;
}
