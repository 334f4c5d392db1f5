/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is remembered of one account from one start to the next: the last answers, so that pages open at once and offline, and
 * what a person changed until the service has it.
 *
 * A disk may keep one waiting for longer than a frame, so that a thread of the store's own does what is asked of it, one thing after
 * the other in the order of asking. Answers come in the caller's main context. */

#include "app/ebb-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/ebb-error.h"

struct _EbbStore
{
  GObject parent_instance;

  char *path;              /* (owned) (nullable): NULL for memory only */
  GThreadPool *thread;     /* (owned): a single one */
  EbbStoreFile *file;      /* (owned) (nullable): the thread's alone; opened with the first thing that is asked */
  GHashTable *owed[EBB_EDIT_N_KINDS]; /* (owned): the thread's alone: device ids of edits that could not be forgotten yet */
  EbbStoreProblem problem; /* as last heard from the thread */

  GMutex mutex;
  GCond is_done;
  guint n_jobs;            /* asked for and not done; under the mutex */
};

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbStore, ebb_store, G_TYPE_OBJECT)

typedef struct _Job Job;

/* Does @job with the file, in the thread. */
typedef void (*JobFunc) (EbbStoreFile *file,
                         Job          *job);

struct _Job
{
  EbbStore *store; /* (owned) */
  GTask *task;     /* (owned) */
  GMainContext *context; /* (owned) */
  JobFunc func;
  char *text;        /* (owned) (nullable): a key, or a device's id */
  EbbEditKind kind;
  EbbAnswer *answer; /* (owned) (nullable) */
  EbbEdit *edit;     /* (owned) (nullable) */
  GPtrArray *edits;  /* (owned) (nullable) */
  gboolean is_done;
  EbbStoreProblem problem;
};

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_clear_object (&job->task);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_pointer (&job->text, g_free);
  g_clear_pointer (&job->answer, ebb_answer_free);
  g_clear_pointer (&job->edit, ebb_edit_free);
  g_clear_pointer (&job->edits, g_ptr_array_unref);
  g_free (job);
}

static void
put_answer (EbbStoreFile *file,
            Job          *job)
{
  job->is_done = ebb_store_file_put_answer (file, job->text, job->answer);
}

static void
get_answer (EbbStoreFile *file,
            Job          *job)
{
  job->answer = ebb_store_file_get_answer (file, job->text);
  job->is_done = job->answer != NULL;
}

static void
put_edit (EbbStoreFile *file,
          Job          *job)
{
  job->is_done = ebb_store_file_put_edit (file, job->edit);
}

static void
remove_edit (EbbStoreFile *file,
             Job          *job)
{
  job->is_done = ebb_store_file_remove_edit (file, job->kind, job->text);
}

static void
list_edits (EbbStoreFile *file,
            Job          *job)
{
  job->edits = ebb_store_file_list_edits (file);
  job->is_done = TRUE;
}

static void
erase (EbbStoreFile *file,
       Job          *job)
{
  ebb_store_file_erase (file);
  job->is_done = TRUE;
}

/* What is confirmed or taken back must not be there at the next start. While the disk is full it cannot be taken out; later it is. */
static void
forget_what_is_owed (EbbStore  *self,
                     const Job *job)
{
  if (job->func == remove_edit && !job->is_done)
    g_hash_table_add (self->owed[job->kind], g_strdup (job->text));
  else if (job->func == put_edit)
    g_hash_table_remove (self->owed[job->edit->kind], job->edit->device_id);
  if (!job->is_done)
    return;

  for (int kind = 0; kind < EBB_EDIT_N_KINDS; kind++)
    {
      GHashTableIter iter;
      gpointer device_id;

      g_hash_table_iter_init (&iter, self->owed[kind]);
      while (g_hash_table_iter_next (&iter, &device_id, NULL))
        if (job->func == erase || ebb_store_file_remove_edit (self->file, (EbbEditKind) kind, device_id))
          g_hash_table_iter_remove (&iter);
    }
}

/* Back in the main context: every reference is let go of there, and never in the thread. */
static gboolean
done_cb (gpointer user_data)
{
  Job *job = user_data;
  EbbStore *self = job->store;

  if (self->problem != job->problem)
    {
      self->problem = job->problem;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }
  if (!job->is_done)
    g_task_return_new_error (job->task, EBB_ERROR, EBB_ERROR_NOT_FOUND, "The store does not have it, or cannot keep it");
  else if (job->func == get_answer)
    g_task_return_pointer (job->task, g_steal_pointer (&job->answer), (GDestroyNotify) ebb_answer_free);
  else if (job->func == list_edits)
    g_task_return_pointer (job->task, g_steal_pointer (&job->edits), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_boolean (job->task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
work (gpointer data,
      gpointer user_data)
{
  Job *job = data;
  EbbStore *self = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();

  if (self->file == NULL)
    self->file = ebb_store_file_open (self->path);
  job->func (self->file, job);
  forget_what_is_owed (self, job);
  job->problem = ebb_store_file_get_problem (self->file);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, done_cb, job, (GDestroyNotify) job_free);

  g_mutex_lock (&self->mutex);
  self->n_jobs--;
  g_cond_broadcast (&self->is_done);
  /* Not by g_main_context_invoke(), which would call it here and now while the main context is idle. */
  g_source_attach (source, job->context);
  g_mutex_unlock (&self->mutex);
}

static Job *
job_new (EbbStore            *self,
         JobFunc              func,
         const char          *text,
         gpointer             tag,
         GAsyncReadyCallback  callback,
         gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (self);
  job->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  job->context = g_main_context_ref_thread_default ();
  job->func = func;
  job->text = g_strdup (text);

  return job;
}

static void
push (EbbStore *self,
      Job      *job)
{
  g_mutex_lock (&self->mutex);
  self->n_jobs++;
  g_mutex_unlock (&self->mutex);
  g_thread_pool_push (self->thread, job, NULL);
}

static void
ebb_store_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROBLEM:
      g_value_set_uint (value, EBB_STORE (object)->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_store_finalize (GObject *object)
{
  EbbStore *self = EBB_STORE (object);

  /* Every job holds the store, so that none is left. */
  g_thread_pool_free (self->thread, FALSE, TRUE);
  g_clear_pointer (&self->file, ebb_store_file_close);
  for (int kind = 0; kind < EBB_EDIT_N_KINDS; kind++)
    g_hash_table_unref (self->owed[kind]);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->is_done);

  G_OBJECT_CLASS (ebb_store_parent_class)->finalize (object);
}

static void
ebb_store_class_init (EbbStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_store_get_property;
  object_class->finalize = ebb_store_finalize;

  /**
   * EbbStore:problem:
   *
   * What keeps the store from keeping, an #EbbStoreProblem.
   */
  properties[PROP_PROBLEM] = g_param_spec_uint ("problem", NULL, NULL, 0, EBB_STORE_PROBLEM_N - 1, EBB_STORE_PROBLEM_NONE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_store_init (EbbStore *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->is_done);
  for (int kind = 0; kind < EBB_EDIT_N_KINDS; kind++)
    self->owed[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->thread = g_thread_pool_new (work, self, 1, FALSE, NULL);
}

/**
 * ebb_store_new:
 * @path: (nullable): the file, in a folder of its own; %NULL to keep it all in memory, as in the demo
 *
 * Returns: (transfer full): a store that opens with the first thing that is asked of it
 */
EbbStore *
ebb_store_new (const char *path)
{
  EbbStore *self = g_object_new (EBB_TYPE_STORE, NULL);

  self->path = g_strdup (path);

  return self;
}

/**
 * ebb_store_remove_others:
 * @path: the file of a store, whether or not it is there
 *
 * Erases the stores beside it: of accounts that are not signed in any more and whose end nobody noticed.
 */
void
ebb_store_remove_others (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *kept = g_path_get_basename (path);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (strstr (name, EBB_STORE_SUFFIX) != NULL && !g_str_has_prefix (name, kept))
      {
        g_autofree char *other = g_build_filename (folder, name, NULL);

        g_unlink (other);
      }
}

/**
 * ebb_store_get_problem:
 * @self: a store
 *
 * Returns: what keeps it from keeping, as far as is known
 */
EbbStoreProblem
ebb_store_get_problem (EbbStore *self)
{
  return self->problem;
}

/**
 * ebb_store_is_lasting:
 * @self: a store
 *
 * Returns: whether what it keeps is there again at the next start, as far as is known
 */
gboolean
ebb_store_is_lasting (EbbStore *self)
{
  return self->path != NULL && (self->problem == EBB_STORE_PROBLEM_NONE || self->problem == EBB_STORE_PROBLEM_SET_ASIDE);
}

/**
 * ebb_store_keep_answer:
 * @self: a store
 * @key: what was asked
 * @answer: what was answered
 *
 * Keeps an answer in the place of an earlier one.
 */
void
ebb_store_keep_answer (EbbStore        *self,
                       const char      *key,
                       const EbbAnswer *answer)
{
  Job *job = job_new (self, put_answer, key, ebb_store_keep_answer, NULL, NULL);

  job->answer = ebb_answer_new (answer->body, answer->etag, answer->received_at_us);
  push (self, job);
}

/**
 * ebb_store_recall_async:
 * @self: a store
 * @key: what was asked
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Looks up what was answered last.
 */
void
ebb_store_recall_async (EbbStore            *self,
                        const char          *key,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  push (self, job_new (self, get_answer, key, ebb_store_recall_async, callback, user_data));
}

/**
 * ebb_store_recall_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: %EBB_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): the answer
 */
EbbAnswer *
ebb_store_recall_finish (EbbStore      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ebb_store_recall_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_store_put_edit_async:
 * @self: a store
 * @edit: an edit
 * @callback: (nullable) (scope async): called when it is on the disk
 * @user_data: for @callback
 *
 * Keeps an edit in the place of an earlier one of the same kind and device.
 */
void
ebb_store_put_edit_async (EbbStore            *self,
                          const EbbEdit       *edit,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Job *job = job_new (self, put_edit, NULL, ebb_store_put_edit_async, callback, user_data);

  job->edit = ebb_edit_copy (edit);
  push (self, job);
}

/**
 * ebb_store_put_edit_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: %EBB_ERROR_NOT_FOUND when it cannot be kept
 *
 * Returns: whether it is kept
 */
gboolean
ebb_store_put_edit_finish (EbbStore      *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ebb_store_put_edit_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ebb_store_remove_edit:
 * @self: a store
 * @kind: what was edited
 * @device_id: of which device
 *
 * Forgets an edit, if there is one.
 */
void
ebb_store_remove_edit (EbbStore    *self,
                       EbbEditKind  kind,
                       const char  *device_id)
{
  Job *job = job_new (self, remove_edit, device_id, ebb_store_remove_edit, NULL, NULL);

  job->kind = kind;
  push (self, job);
}

/**
 * ebb_store_list_edits_async:
 * @self: a store
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Asks for what is not confirmed.
 */
void
ebb_store_list_edits_async (EbbStore            *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  push (self, job_new (self, list_edits, NULL, ebb_store_list_edits_async, callback, user_data));
}

/**
 * ebb_store_list_edits_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: never set
 *
 * Returns: (transfer full) (element-type EbbEdit): the edits, in the order of sending
 */
GPtrArray *
ebb_store_list_edits_finish (EbbStore      *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ebb_store_list_edits_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_store_erase:
 * @self: a store
 *
 * Forgets everything, on the disk too, for whoever signs out. Blocks until it is gone.
 */
void
ebb_store_erase (EbbStore *self)
{
  push (self, job_new (self, erase, NULL, ebb_store_erase, NULL, NULL));
  ebb_store_flush (self);
}

/**
 * ebb_store_flush:
 * @self: a store
 *
 * Blocks until all that was asked is done: at the end of the program.
 */
void
ebb_store_flush (EbbStore *self)
{
  g_mutex_lock (&self->mutex);
  while (self->n_jobs > 0)
    g_cond_wait (&self->is_done, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
