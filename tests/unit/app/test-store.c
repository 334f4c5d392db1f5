/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is remembered from one start to the next: that it is there again, that nobody else can read it, and what becomes of a
 * store that is damaged, newer, write-protected or on a full disk. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "full-disk.h"

#include "app/ebb-store.h"

#define NOBODY 65534

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Place;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Place         *place,
        gconstpointer  data)
{
  place->folder = g_dir_make_tmp ("ebb-store-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "ebb", "store.db", NULL);
}

static void
tear_down (Place         *place,
           gconstpointer  data)
{
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static EbbEdit
make_edit (const char   *device_id,
           gint64        position,
           EbbEditState  state)
{
  EbbEdit edit = { EBB_EDIT_SETTINGS, state, (char *) device_id, position, (char *) "{}", (char *) "\"1\"", (char *) "{\"a\":1}" };

  return edit;
}

static gboolean
put_edit (EbbStoreFile *file,
          const char   *device_id,
          gint64        position)
{
  EbbEdit edit = make_edit (device_id, position, EBB_EDIT_PENDING);

  return ebb_store_file_put_edit (file, &edit);
}

static gboolean
put_answer (EbbStoreFile *file,
            const char   *key,
            const char   *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (EbbAnswer) answer = ebb_answer_new (body, "\"tag\"", 1234);

  return ebb_store_file_put_answer (file, key, answer);
}

static void
assert_answer (EbbStoreFile *file,
               const char   *key,
               const char   *text)
{
  g_autoptr (EbbAnswer) answer = ebb_store_file_get_answer (file, key);

  if (text == NULL)
    {
      g_assert_null (answer);
      return;
    }
  g_assert_nonnull (answer);
  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), text, strlen (text));
  g_assert_cmpstr (answer->etag, ==, "\"tag\"");
  g_assert_cmpint (answer->received_at_us, ==, 1234);
}

static void
assert_mode (const char *path,
             mode_t      mode)
{
  struct stat status;

  g_assert_no_errno (stat (path, &status));
  g_assert_cmphex (status.st_mode & 0777, ==, mode);
}

static guint
count_files (Place      *place,
             const char *part)
{
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    count += strstr (name, part) != NULL;

  return count;
}

static void
test_kept (Place         *place,
           gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (place->path);
  g_autoptr (EbbStoreFile) again = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  EbbEdit changed = make_edit ("b", 3, EBB_EDIT_SENT);
  const EbbEdit *edit;

  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_NONE);
  g_assert_true (put_answer (file, "facilities", "old"));
  g_assert_true (put_answer (file, "facilities", "new"));
  g_assert_true (put_edit (file, "b", 1));
  g_assert_true (put_edit (file, "a", 2));
  g_assert_true (put_edit (file, "c", 4));
  g_assert_true (ebb_store_file_put_edit (file, &changed));
  g_assert_true (ebb_store_file_remove_edit (file, EBB_EDIT_SETTINGS, "c"));
  g_assert_true (ebb_store_file_remove_edit (file, EBB_EDIT_NAME, "a"));

  assert_mode (folder, 0700);
  assert_mode (place->path, 0600);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *other = g_strconcat (place->path, i == 0 ? "-wal" : "-shm", NULL);

      assert_mode (other, 0600);
    }

  g_clear_pointer (&file, ebb_store_file_close);
  again = ebb_store_file_open (place->path);
  assert_answer (again, "facilities", "new");
  assert_answer (again, "devices", NULL);
  edits = ebb_store_file_list_edits (again);
  g_assert_cmpuint (edits->len, ==, 2);
  edit = g_ptr_array_index (edits, 0);
  g_assert_cmpstr (edit->device_id, ==, "a");
  edit = g_ptr_array_index (edits, 1);
  g_assert_cmpstr (edit->device_id, ==, "b");
  g_assert_cmpint (edit->state, ==, EBB_EDIT_SENT);
  g_assert_cmpint (edit->kind, ==, EBB_EDIT_SETTINGS);
  g_assert_cmpstr (edit->base, ==, "{}");
  g_assert_cmpstr (edit->etag, ==, "\"1\"");
  g_assert_cmpstr (edit->wanted, ==, "{\"a\":1}");
}

static void
test_memory (void)
{
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (NULL);

  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_NONE);
  g_assert_true (put_answer (file, "facilities", "text"));
  assert_answer (file, "facilities", "text");
  ebb_store_file_erase (file);
  assert_answer (file, "facilities", NULL);
}

static void
exec (const char *path,
      const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

/* As the first Ebb that remembered anything left it. */
static void
test_older (Place         *place,
            gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autoptr (EbbStoreFile) file = NULL;

  g_assert_no_errno (g_mkdir (folder, 0755));
  exec (place->path, "CREATE TABLE answers (key TEXT PRIMARY KEY, body BLOB NOT NULL, etag TEXT, received_at INTEGER NOT NULL)"
                     " WITHOUT ROWID; INSERT INTO answers VALUES ('facilities', x'6f6c64', '\"tag\"', 1234); PRAGMA user_version = 1;");
  file = ebb_store_file_open (place->path);
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_NONE);
  assert_answer (file, "facilities", "old");
  g_assert_true (put_edit (file, "a", 1));
  assert_mode (folder, 0700);
  assert_mode (place->path, 0600);
}

static void
test_newer (Place         *place,
            gconstpointer  data)
{
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (place->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;

  g_assert_true (put_answer (file, "facilities", "of the future"));
  g_clear_pointer (&file, ebb_store_file_close);
  exec (place->path, "PRAGMA user_version = 1000;");
  g_assert_true (g_file_get_contents (place->path, &before, &length_before, NULL));

  file = ebb_store_file_open (place->path);
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_NEWER);
  assert_answer (file, "facilities", NULL);
  g_assert_true (put_edit (file, "a", 1));
  g_assert_true (put_answer (file, "facilities", "of today"));
  assert_answer (file, "facilities", "of today");
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_NEWER);

  g_assert_true (g_file_get_contents (place->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  ebb_store_file_erase (file);
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
}

static void
assert_set_aside (Place *place)
{
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (place->path);

  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_SET_ASIDE);
  assert_answer (file, "facilities", NULL);
  g_assert_true (put_edit (file, "a", 1));
  g_assert_cmpuint (count_files (place, "store.db.damaged-"), >=, 1);
  assert_mode (place->path, 0600);
}

static void
test_no_database (Place         *place,
                  gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autoptr (EbbStoreFile) file = NULL;

  g_assert_no_errno (g_mkdir (folder, 0700));
  g_assert_true (g_file_set_contents (place->path, "This is a letter to my aunt, and quite a long one at that, as you see.",
                                      -1, NULL));
  assert_set_aside (place);

  /* It is said once: from then on there is a store again. What was set aside goes with the account. */
  file = ebb_store_file_open (place->path);
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_NONE);
  g_assert_cmpuint (ebb_store_file_list_edits (file)->len, ==, 1);
  ebb_store_file_erase (file);
  g_assert_cmpuint (count_files (place, "store"), ==, 0);
}

/* Opens, and turns out to be scrambled further in. */
static void
test_damaged (Place         *place,
              gconstpointer  data)
{
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (place->path);
  g_autofree char *text = g_strnfill (30000, 'x');
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (put_answer (file, "facilities", text));
  g_clear_pointer (&file, ebb_store_file_close);
  g_assert_true (g_file_get_contents (place->path, &contents, &length, NULL));
  memset (contents + 4096, 0x5a, 4096);
  g_assert_true (g_file_set_contents (place->path, contents, (gssize) length, NULL));

  assert_set_aside (place);
}

/* A store that is scrambled while it is open loses no edit that comes then. */
static void
test_damaged_while_open (Place         *place,
                         gconstpointer  data)
{
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (place->path);
  g_autoptr (EbbStoreFile) again = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autofree char *junk = g_strnfill (16384, 'Z');
  g_autofree char *log = g_strconcat (place->path, "-wal", NULL);
  int fd;

  g_assert_true (put_answer (file, "facilities", "text"));
  /* The log goes into the file, and the file is scrambled under the one that has it open. */
  exec (place->path, "PRAGMA wal_checkpoint(TRUNCATE);");
  fd = g_open (place->path, O_WRONLY, 0);
  g_assert_cmpint (pwrite (fd, junk, 16384, 0), ==, 16384);
  close (fd);

  g_assert_true (put_edit (file, "a", 1));
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_SET_ASIDE);
  g_clear_pointer (&file, ebb_store_file_close);
  again = ebb_store_file_open (place->path);
  edits = ebb_store_file_list_edits (again);
  g_assert_cmpuint (edits->len, ==, 1);
}

/* Where the folder should be is a file. */
static void
test_no_place (Place         *place,
               gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autoptr (EbbStoreFile) file = NULL;

  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  file = ebb_store_file_open (place->path);
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_UNUSABLE);
  g_assert_true (put_edit (file, "a", 1));
  g_assert_true (put_answer (file, "facilities", "text"));
  assert_answer (file, "facilities", "text");
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_UNUSABLE);
}

/* In a process of its own: nothing is write-protected for root. */
static void
test_read_only (void)
{
  const char *folder = g_getenv ("EBB_TEST_FOLDER");
  g_autofree char *store = NULL;
  g_autofree char *path = NULL;
  g_autoptr (EbbStoreFile) file = NULL;

  if (!g_test_subprocess ())
    {
      g_autofree char *made = g_dir_make_tmp ("ebb-store-XXXXXX", NULL);

      store = g_build_filename (made, "ebb", NULL);
      g_setenv ("EBB_TEST_FOLDER", made, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      g_assert_no_errno (chmod (store, 0700));
      remove_tree (made);
      return;
    }

  store = g_build_filename (folder, "ebb", NULL);
  path = g_build_filename (store, "store.db", NULL);
  file = ebb_store_file_open (path);
  g_assert_true (put_answer (file, "facilities", "text"));
  g_clear_pointer (&file, ebb_store_file_close);
  if (getuid () == 0)
    {
      g_assert_no_errno (chmod (folder, 0755));
      g_assert_no_errno (chown (store, NOBODY, NOBODY));
      g_assert_no_errno (chown (path, NOBODY, NOBODY));
      /* A folder on a medium that is write-protected: not even its owner may change it. */
      g_assert_no_errno (chmod (path, 0444));
      g_assert_no_errno (chown (store, 0, 0));
      g_assert_no_errno (chmod (store, 0555));
      g_assert_no_errno (setgid (NOBODY));
      g_assert_no_errno (setuid (NOBODY));
    }
  else
    {
      g_assert_no_errno (chmod (path, 0444));
      g_assert_no_errno (chmod (store, 0555));
    }

  file = ebb_store_file_open (path);
  assert_answer (file, "facilities", "text");
  g_assert_false (put_edit (file, "a", 1));
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_READ_ONLY);
  assert_answer (file, "facilities", "text");
}

static void
test_full (Place         *place,
           gconstpointer  data)
{
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (place->path);

  g_assert_true (put_answer (file, "facilities", "text"));
  full_disk_set (TRUE);
  g_assert_false (put_edit (file, "a", 1));
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_FULL);
  assert_answer (file, "facilities", "text");

  full_disk_set (FALSE);
  g_assert_true (put_edit (file, "a", 1));
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_NONE);
}

/* The disk is full at the first start: memory takes the place of the file, and that it can be written to changes nothing. */
static void
test_full_from_the_start (Place         *place,
                          gconstpointer  data)
{
  g_autoptr (EbbStoreFile) file = NULL;

  full_disk_set (TRUE);
  file = ebb_store_file_open (place->path);
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_FULL);
  full_disk_set (FALSE);
  g_assert_true (put_edit (file, "a", 1));
  g_assert_true (put_answer (file, "facilities", "text"));
  g_assert_cmpint (ebb_store_file_get_problem (file), ==, EBB_STORE_PROBLEM_FULL);
}

/* What accounts left that are not signed in any more. */
static void
test_others (Place         *place,
             gconstpointer  data)
{
  static const char *const others[] = { "other.db", "other.db-wal", "other.db.damaged-20260101T000000Z" };
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autofree char *letter = g_build_filename (folder, "letter.txt", NULL);
  g_autoptr (EbbStoreFile) file = ebb_store_file_open (place->path);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = g_build_filename (folder, others[i], NULL);

      g_assert_true (g_file_set_contents (other, "", 0, NULL));
    }
  g_assert_true (g_file_set_contents (letter, "", 0, NULL));
  ebb_store_remove_others (place->path);
  g_assert_cmpuint (count_files (place, "other"), ==, 0);
  g_assert_cmpuint (count_files (place, "letter"), ==, 1);
  g_assert_cmpuint (count_files (place, "store.db"), >=, 1);
  g_assert_true (put_edit (file, "a", 1));
}

/* What is asked of it one after the other, and waited for. */
static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  EbbAnswer **answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = ebb_store_recall_finish (EBB_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_assert_true (ebb_store_put_edit_finish (EBB_STORE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GPtrArray **) user_data = ebb_store_list_edits_finish (EBB_STORE (source), result, NULL);
}

static void
test_order (Place         *place,
            gconstpointer  data)
{
  g_autoptr (EbbStore) store = ebb_store_new (place->path);
  g_autoptr (EbbAnswer) recalled = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  EbbEdit edit = make_edit ("a", 1, EBB_EDIT_UNSAVED);
  gboolean is_put = FALSE;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
      g_autoptr (EbbAnswer) answer = ebb_answer_new (body, NULL, i);

      ebb_store_keep_answer (store, "facilities", answer);
    }
  ebb_store_recall_async (store, "facilities", recalled_cb, &recalled);
  ebb_store_put_edit_async (store, &edit, put_cb, &is_put);
  ebb_store_list_edits_async (store, listed_cb, &edits);
  ebb_store_remove_edit (store, EBB_EDIT_SETTINGS, "a");
  while (edits == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (recalled->received_at_us, ==, 49);
  g_assert_true (is_put);
  g_assert_cmpuint (edits->len, ==, 1);
  g_assert_cmpint (ebb_store_get_problem (store), ==, EBB_STORE_PROBLEM_NONE);
}

/* What was confirmed while the disk was full is not there again at the next start. */
static void
test_forgotten_later (Place         *place,
                      gconstpointer  data)
{
  g_autoptr (EbbStore) store = ebb_store_new (place->path);
  EbbEdit first = make_edit ("a", 1, EBB_EDIT_SENT);
  EbbEdit second = make_edit ("b", 2, EBB_EDIT_SENT);
  g_autoptr (GPtrArray) edits = NULL;

  ebb_store_put_edit_async (store, &first, NULL, NULL);
  ebb_store_put_edit_async (store, &second, NULL, NULL);
  ebb_store_flush (store);
  full_disk_set (TRUE);
  ebb_store_remove_edit (store, EBB_EDIT_SETTINGS, "a");
  ebb_store_remove_edit (store, EBB_EDIT_SETTINGS, "b");
  ebb_store_flush (store);
  full_disk_set (FALSE);
  /* And what was kept again since stays. */
  ebb_store_put_edit_async (store, &second, NULL, NULL);
  ebb_store_list_edits_async (store, listed_cb, &edits);
  while (edits == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (edits->len, ==, 1);
  g_assert_cmpstr (((EbbEdit *) g_ptr_array_index (edits, 0))->device_id, ==, "b");
}

/* Nobody waits for an answer, and the program ends: all the same it is on the disk. */
static void
test_flush (Place         *place,
            gconstpointer  data)
{
  EbbStore *store = ebb_store_new (place->path);
  EbbEdit edit = make_edit ("a", 1, EBB_EDIT_UNSAVED);
  g_autoptr (EbbStoreFile) file = NULL;
  g_autoptr (GPtrArray) edits = NULL;

  ebb_store_put_edit_async (store, &edit, NULL, NULL);
  ebb_store_flush (store);
  file = ebb_store_file_open (place->path);
  edits = ebb_store_file_list_edits (file);
  g_assert_cmpuint (edits->len, ==, 1);
  g_clear_pointer (&file, ebb_store_file_close);

  ebb_store_erase (store);
  g_assert_cmpuint (count_files (place, "store"), ==, 0);
  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &store);
  g_object_unref (store);
  while (store != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kept", Place, NULL, set_up, test_kept, tear_down);
  g_test_add_func ("/store/memory", test_memory);
  g_test_add ("/store/older", Place, NULL, set_up, test_older, tear_down);
  g_test_add ("/store/newer", Place, NULL, set_up, test_newer, tear_down);
  g_test_add ("/store/no-database", Place, NULL, set_up, test_no_database, tear_down);
  g_test_add ("/store/damaged", Place, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/store/damaged-while-open", Place, NULL, set_up, test_damaged_while_open, tear_down);
  g_test_add ("/store/no-place", Place, NULL, set_up, test_no_place, tear_down);
  g_test_add_func ("/store/read-only", test_read_only);
  g_test_add ("/store/full", Place, NULL, set_up, test_full, tear_down);
  g_test_add ("/store/full-from-the-start", Place, NULL, set_up, test_full_from_the_start, tear_down);
  g_test_add ("/store/others", Place, NULL, set_up, test_others, tear_down);
  g_test_add ("/store/order", Place, NULL, set_up, test_order, tear_down);
  g_test_add ("/store/forgotten-later", Place, NULL, set_up, test_forgotten_later, tear_down);
  g_test_add ("/store/flush", Place, NULL, set_up, test_flush, tear_down);

  return g_test_run ();
}
