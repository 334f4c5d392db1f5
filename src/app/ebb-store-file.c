/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file in which the last answers and the unconfirmed edits of one account are kept: an SQLite database, for nobody else to
 * read. All of this blocks; #EbbStore calls it in a thread, and only there.
 *
 * A file that cannot be read is never written over: it is set aside under another name. Where nothing can be written what is there
 * can still be read, and where there is no file at all memory takes its place. */

#include "app/ebb-store-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MS 2000

/* Between the name of a file that was set aside and when it was. */
#define DAMAGED ".damaged-"

struct _EbbStoreFile
{
  char *home; /* (owned) (nullable): where the file is to be */
  char *path; /* (owned) (nullable): where it is; NULL while memory is all there is */
  sqlite3 *db; /* (owned) */
  EbbStoreProblem problem;
};

/* What makes each version of a store out of the one before. Never changed, only added to. */
static const char *const migrations[] = {
  "CREATE TABLE answers (key TEXT PRIMARY KEY, body BLOB NOT NULL, etag TEXT, received_at INTEGER NOT NULL) WITHOUT ROWID;",
  "CREATE TABLE edits (device_id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, position INTEGER NOT NULL,"
  " base TEXT, etag TEXT, wanted TEXT NOT NULL, PRIMARY KEY (device_id, kind)) WITHOUT ROWID;",
};

static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

/* Returns whether the failure @code is about the file itself, which then is of no more use. */
static gboolean
is_damage (int code)
{
  int primary = code & 0xff;

  return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_FORMAT;
}

static void
note_problem (EbbStoreFile *self,
              int           code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      self->problem = EBB_STORE_PROBLEM_FULL;
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      self->problem = EBB_STORE_PROBLEM_READ_ONLY;
      break;
    default:
      self->problem = EBB_STORE_PROBLEM_UNUSABLE;
      break;
    }
  g_message ("The store cannot be written: %s", sqlite3_errstr (code));
}

static gint64
read_version (sqlite3 *db,
              int     *code)
{
  sqlite3_stmt *statement = NULL;
  gint64 version = -1;

  *code = sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);
  if (*code == SQLITE_OK && (*code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      version = sqlite3_column_int64 (statement, 0);
      *code = SQLITE_OK;
    }
  sqlite3_finalize (statement);

  return version;
}

/* Says whether all of it can be read; it is small. */
static int
check_whole (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &statement, NULL);

  if (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    code = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0 ? SQLITE_OK : SQLITE_CORRUPT;
  sqlite3_finalize (statement);

  return code;
}

/* Each step is whole or not at all, and so is its number. */
static int
migrate (sqlite3 *db,
         gint64   version)
{
  int code = SQLITE_OK;

  for (gsize i = (gsize) version; code == SQLITE_OK && i < G_N_ELEMENTS (migrations); i++)
    {
      g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA user_version = %" G_GSIZE_FORMAT "; COMMIT;",
                                              migrations[i], i + 1);

      code = sqlite3_exec (db, sql, NULL, NULL, NULL);
      if (code != SQLITE_OK)
        sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
    }

  return code;
}

/* SQLite makes its other files with the permissions of this one. */
static gboolean
make_private (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;
  /* A folder that was there before; where this is not allowed the file is private all the same. */
  (void) !g_chmod (folder, 0700);

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return errno == EACCES || errno == EROFS ? g_access (path, R_OK) == 0 : FALSE;
  (void) !fchmod (fd, 0600);
  g_close (fd, NULL);

  return TRUE;
}

static void
close_db (EbbStoreFile *self)
{
  sqlite3_close (self->db);
  self->db = NULL;
}

static void
open_memory (EbbStoreFile *self)
{
  g_clear_pointer (&self->path, g_free);
  if (sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    g_error ("There is no memory for a store");
  migrate (self->db, 0);
}

/* Every file of the store at @path, and those that were set aside. */
static void
remove_files (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *aside = g_strconcat (name, DAMAGED, NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *file;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *other = g_strconcat (path, suffixes[i], NULL);

      g_unlink (other);
    }
  while (files != NULL && (file = g_dir_read_name (files)) != NULL)
    if (g_str_has_prefix (file, aside))
      {
        g_autofree char *other = g_build_filename (folder, file, NULL);

        g_unlink (other);
      }
}

static void
set_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%SZ");

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (path, DAMAGED, time, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        g_unlink (from);
    }
}

/* A log needs a file beside it, which a folder that cannot be written to does not take: then what is there is read as it is. */
static int
open_as_it_is (EbbStoreFile *self)
{
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, NULL);
  g_autofree char *full = uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;

  close_db (self);

  return full != NULL ? sqlite3_open_v2 (full, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) : SQLITE_CANTOPEN;
}

/* Opens what is at the path. */
static int
open_db (EbbStoreFile *self)
{
  gint64 version = -1;
  int code = sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE, NULL);

  if (code != SQLITE_OK)
    return code;

  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_MS);
  version = read_version (self->db, &code);
  if (((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY) && (code = open_as_it_is (self)) == SQLITE_OK)
    version = read_version (self->db, &code);
  if (code == SQLITE_OK)
    code = check_whole (self->db);
  if (code != SQLITE_OK)
    return code;
  if (version > (gint64) G_N_ELEMENTS (migrations))
    {
      self->problem = EBB_STORE_PROBLEM_NEWER;
      return SQLITE_OK;
    }
  if (version < 0)
    return SQLITE_NOTADB;

  if (sqlite3_db_readonly (self->db, "main") == 1)
    {
      self->problem = EBB_STORE_PROBLEM_READ_ONLY;
      return version == (gint64) G_N_ELEMENTS (migrations) ? SQLITE_OK : SQLITE_READONLY;
    }

  /* With a log an answer needs no wait for the disk; an edit does, see ebb_store_file_put_edit(). Where a log cannot be had the usual
   * journal does as well. */
  sqlite3_exec (self->db, "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA synchronous = NORMAL;", NULL, NULL, NULL);

  return migrate (self->db, version);
}

static void
open_path (EbbStoreFile *self)
{
  int code = make_private (self->path) ? open_db (self) : SQLITE_CANTOPEN;

  if (is_damage (code))
    {
      close_db (self);
      set_aside (self->path);
      self->problem = EBB_STORE_PROBLEM_SET_ASIDE;
      code = make_private (self->path) ? open_db (self) : SQLITE_CANTOPEN;
    }
  if (code == SQLITE_OK && self->problem != EBB_STORE_PROBLEM_NEWER)
    return;

  close_db (self);
  if (self->problem != EBB_STORE_PROBLEM_NEWER)
    {
      note_problem (self, code);
      if (self->problem == EBB_STORE_PROBLEM_READ_ONLY)
        self->problem = EBB_STORE_PROBLEM_UNUSABLE;
    }
  open_memory (self);
}

/* Binds @types, one letter for each further argument: t a text, b bytes, i a 64-bit integer. */
static sqlite3_stmt *
prepare (EbbStoreFile *self,
         int          *code,
         const char   *sql,
         const char   *types,
         va_list       arguments)
{
  sqlite3_stmt *statement = NULL;

  *code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);
  for (int i = 0; *code == SQLITE_OK && types[i] != '\0'; i++)
    {
      if (types[i] == 't')
        *code = sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
      else if (types[i] == 'i')
        *code = sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
      else
        {
          GBytes *bytes = va_arg (arguments, GBytes *);

          *code = sqlite3_bind_blob64 (statement, i + 1, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), SQLITE_TRANSIENT);
        }
    }

  return statement;
}

static int
run_once (EbbStoreFile *self,
          const char   *sql,
          const char   *types,
          va_list       arguments)
{
  int code;
  sqlite3_stmt *statement = prepare (self, &code, sql, types, arguments);

  if (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_DONE)
    code = SQLITE_OK;
  sqlite3_finalize (statement);

  return code;
}

/* Writes. What is found damaged only now is set aside like what was before, and the new file takes it. */
static gboolean
run (EbbStoreFile *self,
     const char   *sql,
     const char   *types,
     ...)
{
  va_list arguments;
  int code;

  va_start (arguments, types);
  code = run_once (self, sql, types, arguments);
  va_end (arguments);
  if (is_damage (code) && self->path != NULL)
    {
      close_db (self);
      set_aside (self->path);
      self->problem = EBB_STORE_PROBLEM_SET_ASIDE;
      open_path (self);
      va_start (arguments, types);
      code = run_once (self, sql, types, arguments);
      va_end (arguments);
    }
  if (code != SQLITE_OK)
    {
      note_problem (self, code);
      return FALSE;
    }

  /* There is room again, or someone has unlocked it. Memory in the place of a file is no better for being written to. */
  if (self->path != NULL && (self->problem == EBB_STORE_PROBLEM_FULL || self->problem == EBB_STORE_PROBLEM_READ_ONLY ||
                             self->problem == EBB_STORE_PROBLEM_UNUSABLE))
    self->problem = EBB_STORE_PROBLEM_NONE;

  return TRUE;
}

static sqlite3_stmt *
query (EbbStoreFile *self,
       const char   *sql,
       const char   *types,
       ...)
{
  va_list arguments;
  sqlite3_stmt *statement;
  int code;

  va_start (arguments, types);
  statement = prepare (self, &code, sql, types, arguments);
  va_end (arguments);

  return statement;
}

static const char *
column_text (sqlite3_stmt *statement,
             int           column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* What the words of a row mean to nobody is left out. */
static EbbEdit *
read_edit (sqlite3_stmt *statement)
{
  EbbEdit edit = { 0 };

  if (!ebb_edit_kind_from_word (column_text (statement, 1), &edit.kind) ||
      !ebb_edit_state_from_word (column_text (statement, 2), &edit.state))
    return NULL;

  edit.device_id = (char *) column_text (statement, 0);
  edit.position = sqlite3_column_int64 (statement, 3);
  edit.base = (char *) column_text (statement, 4);
  edit.etag = (char *) column_text (statement, 5);
  edit.wanted = (char *) column_text (statement, 6);

  return ebb_edit_copy (&edit);
}

/**
 * ebb_store_file_open:
 * @path: (nullable): where it is or shall be; %NULL for memory only
 *
 * Opens a store, or makes one: 0600 in a folder that is 0700. It always succeeds; ebb_store_file_get_problem() says what it lacks.
 *
 * Returns: (transfer full): the store
 */
EbbStoreFile *
ebb_store_file_open (const char *path)
{
  EbbStoreFile *self = g_new0 (EbbStoreFile, 1);

  self->home = g_strdup (path);
  self->path = g_strdup (path);
  if (path != NULL)
    open_path (self);
  else
    open_memory (self);

  return self;
}

/**
 * ebb_store_file_close:
 * @self: (transfer full): a store
 */
void
ebb_store_file_close (EbbStoreFile *self)
{
  close_db (self);
  g_free (self->home);
  g_free (self->path);
  g_free (self);
}

/**
 * ebb_store_file_get_problem:
 * @self: a store
 *
 * Returns: what keeps it from keeping
 */
EbbStoreProblem
ebb_store_file_get_problem (EbbStoreFile *self)
{
  return self->problem;
}

/**
 * ebb_store_file_put_answer:
 * @self: a store
 * @key: what was asked
 * @answer: what was answered
 *
 * Keeps an answer in the place of an earlier one. If the power fails now it may be lost: it can be asked for again.
 *
 * Returns: whether it is kept
 */
gboolean
ebb_store_file_put_answer (EbbStoreFile    *self,
                           const char      *key,
                           const EbbAnswer *answer)
{
  return run (self, "INSERT OR REPLACE INTO answers (key, body, etag, received_at) VALUES (?, ?, ?, ?)", "tbti", key,
              answer->body, answer->etag, answer->received_at_us);
}

/**
 * ebb_store_file_get_answer:
 * @self: a store
 * @key: what was asked
 *
 * Returns: (transfer full) (nullable): what was answered last
 */
EbbAnswer *
ebb_store_file_get_answer (EbbStoreFile *self,
                           const char   *key)
{
  sqlite3_stmt *statement = query (self, "SELECT body, etag, received_at FROM answers WHERE key = ?", "t", key);
  EbbAnswer *answer = NULL;

  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr (GBytes) body = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));

      answer = ebb_answer_new (body, column_text (statement, 1), sqlite3_column_int64 (statement, 2));
    }
  sqlite3_finalize (statement);

  return answer;
}

/**
 * ebb_store_file_put_edit:
 * @self: a store
 * @edit: an edit
 *
 * Keeps an edit in the place of an earlier one of the same kind and device. When it returns the edit is on the disk, whatever
 * happens to the program or the power.
 *
 * Returns: whether it is kept
 */
gboolean
ebb_store_file_put_edit (EbbStoreFile  *self,
                         const EbbEdit *edit)
{
  gboolean is_kept;

  sqlite3_exec (self->db, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
  is_kept = run (self,
                 "INSERT OR REPLACE INTO edits (device_id, kind, state, position, base, etag, wanted) VALUES (?, ?, ?, ?, ?, ?, ?)",
                 "tttittt", edit->device_id, ebb_edit_kind_get_word (edit->kind), ebb_edit_state_get_word (edit->state),
                 edit->position, edit->base, edit->etag, edit->wanted);
  sqlite3_exec (self->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);

  return is_kept;
}

/**
 * ebb_store_file_remove_edit:
 * @self: a store
 * @kind: what was edited
 * @device_id: of which device
 *
 * Forgets an edit. One that is not there is no failure.
 *
 * Returns: whether it is forgotten
 */
gboolean
ebb_store_file_remove_edit (EbbStoreFile *self,
                            EbbEditKind   kind,
                            const char   *device_id)
{
  return run (self, "DELETE FROM edits WHERE device_id = ? AND kind = ?", "tt", device_id, ebb_edit_kind_get_word (kind));
}

/**
 * ebb_store_file_list_edits:
 * @self: a store
 *
 * Returns: (transfer full) (element-type EbbEdit): all edits, in the order of sending
 */
GPtrArray *
ebb_store_file_list_edits (EbbStoreFile *self)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) ebb_edit_free);
  sqlite3_stmt *statement = query (self,
                                   "SELECT device_id, kind, state, position, base, etag, wanted FROM edits ORDER BY position", "");

  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      EbbEdit *edit = read_edit (statement);

      if (edit != NULL)
        g_ptr_array_add (edits, edit);
    }
  sqlite3_finalize (statement);

  return g_steal_pointer (&edits);
}

/**
 * ebb_store_file_erase:
 * @self: a store
 *
 * Forgets everything, on the disk too, and what was set aside there. From now on there is only memory.
 */
void
ebb_store_file_erase (EbbStoreFile *self)
{
  close_db (self);
  if (self->home != NULL)
    remove_files (self->home);
  open_memory (self);
}
