/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed between two galleries, picture by picture. Needs no display. */

#include "cockpit/ebb-gallery-compare.h"

#include <gtk/gtk.h>
#include <string.h>

#include "cockpit/ebb-gallery-journal.h"
#include "cockpit/ebb-picture.h"

/* Where the pictures of differences go, in the new gallery. */
#define FOLDER "differences"

#define RED  0xffe01b24u
#define DIM  3 /* the part of its colours that what is the same keeps */

typedef struct
{
  guint32 *pixels; /* (owned): ARGB premultiplied, as cairo has them */
  int width;
  int height;
} Raster;

static void
raster_clear (Raster *raster)
{
  g_clear_pointer (&raster->pixels, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raster, raster_clear)

static gboolean
load (const char  *directory,
      const char  *file,
      Raster      *raster,
      GError     **error)
{
  g_autofree char *path = g_build_filename (directory, file, NULL);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, error);

  if (texture == NULL)
    return FALSE;

  raster->width = gdk_texture_get_width (texture);
  raster->height = gdk_texture_get_height (texture);
  raster->pixels = g_new (guint32, (gsize) raster->width * (gsize) raster->height);
  gdk_texture_download (texture, (guchar *) raster->pixels, (gsize) raster->width * sizeof (guint32));

  return TRUE;
}

static guint32
get (const Raster *raster,
     int           x,
     int           y)
{
  return x < raster->width && y < raster->height ? raster->pixels[y * raster->width + x] : 0;
}

static guint32
dim (guint32 pixel)
{
  guint32 grey = (((pixel >> 16) & 0xff) + ((pixel >> 8) & 0xff) + (pixel & 0xff)) / 3;

  grey = 255 - (255 - grey) / DIM;
  return 0xff000000u | grey << 16 | grey << 8 | grey;
}

/* Paints what is the same pale and what is not red. */
static guint
paint_difference (const Raster *old,
                  const Raster *new,
                  Raster       *difference)
{
  guint n = 0;

  difference->width = MAX (old->width, new->width);
  difference->height = MAX (old->height, new->height);
  difference->pixels = g_new (guint32, (gsize) difference->width * (gsize) difference->height);
  for (int y = 0; y < difference->height; y++)
    for (int x = 0; x < difference->width; x++)
      {
        gboolean is_same = get (old, x, y) == get (new, x, y);

        difference->pixels[y * difference->width + x] = is_same ? dim (get (new, x, y)) : RED;
        n += !is_same;
      }

  return n;
}

static gboolean
save (const Raster  *raster,
      const char    *directory,
      const char    *file,
      GError       **error)
{
  g_autofree char *folder = g_build_filename (directory, FOLDER, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (raster->pixels, (gsize) raster->width * (gsize) raster->height * sizeof (guint32));
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (raster->width, raster->height, GDK_MEMORY_DEFAULT, bytes,
                                                           (gsize) raster->width * sizeof (guint32));

  g_mkdir_with_parents (folder, 0777);

  return ebb_picture_save (texture, path, error);
}

static gboolean
compare (const char  *old_directory,
         const char  *new_directory,
         const char  *file,
         guint       *n_changed,
         GError     **error)
{
  g_auto (Raster) old = { 0 };
  g_auto (Raster) new = { 0 };
  g_auto (Raster) difference = { 0 };
  guint n;

  if (!load (old_directory, file, &old, error) || !load (new_directory, file, &new, error))
    return FALSE;
  if (old.width == new.width && old.height == new.height &&
      memcmp (old.pixels, new.pixels, (gsize) old.width * (gsize) old.height * sizeof (guint32)) == 0)
    return TRUE;

  n = paint_difference (&old, &new, &difference);
  g_print ("changed %s: %u pixels, see %s/%s/%s\n", file, n, new_directory, FOLDER, file);
  (*n_changed)++;

  return save (&difference, new_directory, file, error);
}

/* Returns: (transfer full) (element-type utf8): the pictures of a gallery that is whole, in order */
static GPtrArray *
list (const char  *directory,
      GError     **error)
{
  g_autofree char *path = g_build_filename (directory, EBB_GALLERY_LIST, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *files;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "“%s” is not a whole gallery", directory);
      return NULL;
    }

  files = g_ptr_array_new_with_free_func (g_free);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      g_ptr_array_add (files, g_strdup (*line));

  return files;
}

static guint
say_missing (const char *word,
             GPtrArray  *files,
             GPtrArray  *others)
{
  guint n = 0;

  for (guint i = 0; i < files->len; i++)
    if (!g_ptr_array_find_with_equal_func (others, g_ptr_array_index (files, i), g_str_equal, NULL))
      {
        g_print ("%s %s\n", word, (const char *) g_ptr_array_index (files, i));
        n++;
      }

  return n;
}

/**
 * ebb_gallery_compare:
 * @old_directory: a gallery
 * @new_directory: a later one
 *
 * Says on standard output which pictures changed, came and went, and draws the differences into the new gallery.
 *
 * Returns: the exit status: 0 when all are the same, 1 when not, 2 when they could not be compared
 */
int
ebb_gallery_compare (const char *old_directory,
                     const char *new_directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) old = list (old_directory, &error);
  g_autoptr (GPtrArray) new = old != NULL ? list (new_directory, &error) : NULL;
  guint n_changed = 0, n_same = 0;

  for (guint i = 0; error == NULL && i < new->len; i++)
    {
      guint before = n_changed;

      if (!g_ptr_array_find_with_equal_func (old, g_ptr_array_index (new, i), g_str_equal, NULL))
        continue;
      if (!compare (old_directory, new_directory, g_ptr_array_index (new, i), &n_changed, &error))
        break;
      n_same += n_changed == before;
    }

  if (error != NULL)
    {
      g_printerr ("ebb: %s\n", error->message);
      return 2;
    }

  n_changed += say_missing ("new", new, old);
  n_changed += say_missing ("gone", old, new);
  g_print ("%u the same, %u not\n", n_same, n_changed);

  return n_changed > 0 ? 1 : 0;
}
