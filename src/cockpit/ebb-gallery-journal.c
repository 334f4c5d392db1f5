/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a gallery is done. As long as it is not whole that stands in a file beside the pictures, so that an interrupted run can go on;
 * at the end a list of the pictures takes its place. Of a run with other looks, or of another build, nothing is taken over. */

#include "cockpit/ebb-gallery-journal.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cockpit/ebb-gallery-worker.h"

#define PART  "pictures.part"
#define INDEX "index.html"

/* Locale, high contrast, and what the worker said. */
#define ENTRY "(sb" EBB_GALLERY_RESULT ")"

struct _EbbGalleryJournal
{
  char *directory;    /* (owned) */
  GPtrArray *entries; /* (owned) (element-type GVariant) */
  GHashTable *keys;   /* (owned) (element-type utf8): what is done */
};

static char *
make_key (const char *locale,
          gboolean    is_high_contrast,
          const char *scenario)
{
  return g_strdup_printf ("%s %d %s", locale, is_high_contrast, scenario);
}

static void
take_entry (EbbGalleryJournal *self,
            GVariant          *entry)
{
  const char *locale, *scenario;
  gboolean is_high_contrast;
  g_autoptr (GVariant) result = NULL;

  g_variant_get (entry, "(&sb@" EBB_GALLERY_RESULT ")", &locale, &is_high_contrast, &result);
  g_variant_get_child (result, 0, "&s", &scenario);
  g_ptr_array_add (self->entries, g_variant_ref (entry));
  g_hash_table_add (self->keys, make_key (locale, is_high_contrast, scenario));
}

/* What has to be the same for the pictures to be. */
static char *
make_signature (const EbbGalleryPlan *plan)
{
  g_autoptr (GString) text = g_string_new ("ebb " EBB_VERSION);
  GStatBuf program;

  if (g_stat ("/proc/self/exe", &program) == 0)
    g_string_append_printf (text, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (gint64) program.st_size, (gint64) program.st_mtime);
  for (guint i = 0; i < plan->sizes->len; i++)
    g_string_append_printf (text, " %s", g_array_index (plan->sizes, EbbGallerySize, i).name);
  for (guint i = 0; i < plan->themes->len; i++)
    g_string_append_printf (text, " %s", g_array_index (plan->themes, EbbGalleryTheme, i).name);
  for (guint i = 0; i < plan->scales->len; i++)
    g_string_append_printf (text, " %d", g_array_index (plan->scales, int, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
write_line (EbbGalleryJournal *self,
            const char        *line,
            gboolean           is_first,
            GError           **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->directory);
  g_autoptr (GFile) file = g_file_get_child (folder, PART);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autofree char *text = g_strconcat (line, "\n", NULL);

  stream = is_first ? g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error)
                    : g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);

  return stream != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static gboolean
has_failed (GVariant *entry)
{
  const char *failure;

  g_variant_get (entry, "(sb(sa(sas)&sx))", NULL, NULL, NULL, NULL, &failure, NULL);

  return *failure != '\0';
}

/* Takes over what an interrupted run did, but for what failed: that is tried again. So is what a cut line was about. */
static gboolean
resume (EbbGalleryJournal *self,
        const char        *signature)
{
  g_autofree char *path = g_build_filename (self->directory, PART, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;

  lines = g_strsplit (text, "\n", -1);
  if (!g_str_equal (lines[0], signature))
    return FALSE;

  for (char **line = lines + 1; *line != NULL; line++)
    {
      g_autoptr (GVariant) entry = g_variant_parse (G_VARIANT_TYPE (ENTRY), *line, NULL, NULL, NULL);

      if (entry != NULL && !has_failed (entry))
        take_entry (self, entry);
    }

  return TRUE;
}

/* Pictures of an earlier gallery would look as if they belonged to this one. Only what its own list names is removed. */
static void
remove_earlier (EbbGalleryJournal *self)
{
  g_autofree char *list = g_build_filename (self->directory, EBB_GALLERY_LIST, NULL);
  g_autofree char *html = g_build_filename (self->directory, INDEX, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) files = NULL;

  g_unlink (html);
  if (!g_file_get_contents (list, &text, NULL, NULL))
    return;

  files = g_strsplit (text, "\n", -1);
  for (char **file = files; *file != NULL; file++)
    {
      g_autofree char *path = g_build_filename (self->directory, *file, NULL);

      if (g_str_has_suffix (*file, ".png") && strchr (*file, G_DIR_SEPARATOR) == NULL)
        g_unlink (path);
    }
  g_unlink (list);
}

/**
 * ebb_gallery_journal_open:
 * @directory: where the gallery is
 * @plan: what is drawn
 * @error: why it cannot be written there
 *
 * Goes on with what an interrupted run did there, or begins anew.
 *
 * Returns: (transfer full) (nullable): the journal
 */
EbbGalleryJournal *
ebb_gallery_journal_open (const char            *directory,
                          const EbbGalleryPlan  *plan,
                          GError               **error)
{
  EbbGalleryJournal *self = g_new0 (EbbGalleryJournal, 1);
  g_autofree char *signature = make_signature (plan);

  self->directory = g_strdup (directory);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (resume (self, signature))
    return self;

  if (!write_line (self, signature, TRUE, error))
    {
      ebb_gallery_journal_free (self);
      return NULL;
    }

  remove_earlier (self);
  return self;
}

/**
 * ebb_gallery_journal_free:
 * @self: (transfer full): a journal
 *
 * Leaves its file where it is.
 */
void
ebb_gallery_journal_free (EbbGalleryJournal *self)
{
  g_free (self->directory);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->keys);
  g_free (self);
}

/**
 * ebb_gallery_journal_has:
 * @self: a journal
 * @locale: a language
 * @is_high_contrast: with high contrast or without
 * @scenario: the name of a scenario
 *
 * Returns: whether it has been drawn
 */
gboolean
ebb_gallery_journal_has (EbbGalleryJournal *self,
                         const char        *locale,
                         gboolean           is_high_contrast,
                         const char        *scenario)
{
  g_autofree char *key = make_key (locale, is_high_contrast, scenario);

  return g_hash_table_contains (self->keys, key);
}

/**
 * ebb_gallery_journal_add:
 * @self: a journal
 * @locale: a language
 * @is_high_contrast: with high contrast or without
 * @result: what a worker said of a scenario
 * @error: why it could not be written
 *
 * Returns: whether it is written down
 */
gboolean
ebb_gallery_journal_add (EbbGalleryJournal *self,
                         const char        *locale,
                         gboolean           is_high_contrast,
                         GVariant          *result,
                         GError           **error)
{
  g_autoptr (GVariant) entry = g_variant_ref_sink (g_variant_new ("(sb@" EBB_GALLERY_RESULT ")", locale, is_high_contrast, result));
  g_autofree char *text = g_variant_print (entry, FALSE);

  take_entry (self, entry);

  return write_line (self, text, FALSE, error);
}

/**
 * ebb_gallery_journal_list_results:
 * @self: a journal
 * @scenario: the name of a scenario
 *
 * Returns: (transfer full) (element-type GVariant): what workers said of it, an %EBB_GALLERY_RESULT each
 */
GPtrArray *
ebb_gallery_journal_list_results (EbbGalleryJournal *self,
                                  const char        *scenario)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autoptr (GVariant) result = g_variant_get_child_value (g_ptr_array_index (self->entries, i), 2);
      const char *name;

      g_variant_get_child (result, 0, "&s", &name);
      if (g_str_equal (name, scenario))
        g_ptr_array_add (results, g_steal_pointer (&result));
    }

  return results;
}

static char *
dup_pictures (EbbGalleryJournal *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autoptr (GVariantIter) pictures = NULL;
      const char *file;

      g_variant_get (g_ptr_array_index (self->entries, i), "(sb(sa(sas)sx))", NULL, NULL, NULL, &pictures, NULL, NULL);
      while (g_variant_iter_next (pictures, "(&sas)", &file, NULL))
        g_string_append_printf (text, "%s\n", file);
    }

  return g_string_free (text, FALSE);
}

/**
 * ebb_gallery_journal_get_n_pictures:
 * @self: a journal
 *
 * Returns: how many pictures there are
 */
guint
ebb_gallery_journal_get_n_pictures (EbbGalleryJournal *self)
{
  g_autofree char *pictures = dup_pictures (self);
  guint n = 0;

  for (const char *p = pictures; *p != '\0'; p++)
    n += *p == '\n';

  return n;
}

static guint
report_findings (GVariantIter *pictures)
{
  const char *file;
  GVariantIter *findings;
  guint n = 0;

  while (g_variant_iter_loop (pictures, "(&sas)", &file, &findings))
    {
      const char *finding;

      while (g_variant_iter_next (findings, "&s", &finding))
        {
          n++;
          g_printerr ("%s: %s\n", file, finding);
        }
    }

  return n;
}

/**
 * ebb_gallery_journal_report:
 * @self: a journal
 * @n_failed: (out): how many scenarios could not be drawn, in one language
 * @n_findings: (out): how many things the audit found
 *
 * Says on standard error what was found, and what could not be drawn.
 */
void
ebb_gallery_journal_report (EbbGalleryJournal *self,
                            guint             *n_failed,
                            guint             *n_findings)
{
  *n_failed = 0;
  *n_findings = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const char *locale, *scenario, *failure;
      g_autoptr (GVariantIter) pictures = NULL;

      g_variant_get (g_ptr_array_index (self->entries, i), "(&sb(&sa(sas)&sx))", &locale, NULL, &scenario, &pictures, &failure, NULL);
      *n_findings += report_findings (pictures);
      if (*failure == '\0')
        continue;
      g_printerr ("%s (%s): not drawn: %s\n", scenario, locale, failure);
      (*n_failed)++;
    }
}

/**
 * ebb_gallery_journal_close:
 * @self: a journal
 * @error: why it could not be written
 *
 * Says that the gallery is whole: the next run begins anew.
 *
 * Returns: whether that is written
 */
gboolean
ebb_gallery_journal_close (EbbGalleryJournal *self,
                           GError           **error)
{
  g_autofree char *list = g_build_filename (self->directory, EBB_GALLERY_LIST, NULL);
  g_autofree char *part = g_build_filename (self->directory, PART, NULL);
  g_autofree char *pictures = dup_pictures (self);

  if (!g_file_set_contents (list, pictures, -1, error))
    return FALSE;

  g_unlink (part);
  return TRUE;
}
