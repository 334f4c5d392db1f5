/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One question to the service and what is read from its answer. */

#include "api/ebb-call.h"

/* A body beyond this is read in a thread: 64 KiB take about a millisecond, a frame has sixteen. */
#define THREAD_BYTES (64 * 1024)

typedef struct
{
  const char *template; /* for the log */
  char *changed_path;   /* (owned) (nullable): what a PUT or PATCH changes, until it is known what became of it */
  EbbReader reader;
  GDestroyNotify free_result;
  EbbReply *reply;      /* (owned) (nullable) */
} Call;

static void
call_free (Call *call)
{
  g_free (call->changed_path);
  g_clear_pointer (&call->reply, ebb_reply_free);
  g_free (call);
}

static void
return_reading (GTask *task,
                Call  *call)
{
  GError *error = NULL;
  gpointer result = call->reader (call->reply, &error);

  if (result == NULL)
    {
      g_message ("%s: %s", call->template, error->message);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, result, call->free_result);
}

static void
read_in_thread (GTask        *reading,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  return_reading (reading, g_task_get_task_data (task_data));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer object = g_task_propagate_pointer (G_TASK (result), &error);

  if (object != NULL)
    g_task_return_pointer (task, object, call->free_result);
  else
    g_task_return_error (task, error);
}

/* By a task of its own: a thread may be the last to let go of the one that it works for, and with that of whose call it is. */
static void
start_reading (GTask *task)
{
  g_autoptr (GTask) reading = g_task_new (NULL, NULL, read_cb, g_object_ref (task));

  g_task_set_source_tag (reading, start_reading);
  g_task_set_task_data (reading, task, NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

static void reply_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data);

/* A service may take a change without a word (204). What became of it, and under which tag, is asked for then. */
static void
ask_what_became (GTask        *task,
                 EbbTransport *transport)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *path = g_steal_pointer (&call->changed_path);
  EbbRequest request = { "GET", call->template, path, NULL, NULL };

  g_clear_pointer (&call->reply, ebb_reply_free);
  ebb_transport_send_async (transport, &request, g_task_get_cancellable (task), reply_cb, g_object_ref (task));
}

static void
reply_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->reply = ebb_transport_send_finish (EBB_TRANSPORT (source), result, &error);
  if (call->reply == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s: %s", call->template, error->message);
      g_task_return_error (task, error);
      return;
    }

  if (call->changed_path != NULL && g_bytes_get_size (call->reply->body) == 0)
    ask_what_became (task, EBB_TRANSPORT (source));
  else if (g_bytes_get_size (call->reply->body) > THREAD_BYTES)
    start_reading (task);
  else
    return_reading (task, call);
}

/**
 * ebb_call_send:
 * @transport: what to send through
 * @source: whose the call is
 * @request: what to ask
 * @reader: reads what is answered
 * @free_result: frees what @reader gives
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done; ends with ebb_call_finish()
 * @user_data: for @callback
 *
 * Asks, and reads the answer: a large one in a thread.
 */
void
ebb_call_send (EbbTransport        *transport,
               GObject             *source,
               const EbbRequest    *request,
               EbbReader            reader,
               GDestroyNotify       free_result,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->template = request->template;
  if (g_str_equal (request->method, "PUT") || g_str_equal (request->method, "PATCH"))
    call->changed_path = g_strdup (request->path);
  call->reader = reader;
  call->free_result = free_result;
  /* One tag an answer type: what a _finish may be given. */
  g_task_set_source_tag (task, reader);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  ebb_transport_send_async (transport, request, cancellable, reply_cb, task);
}

/**
 * ebb_call_finish:
 * @source: whose the call is
 * @result: what the callback was given
 * @reader: what it was sent with
 * @error: any of %EBB_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what @reader gave
 */
gpointer
ebb_call_finish (GObject       *source,
                 GAsyncResult  *result,
                 EbbReader      reader,
                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == (gpointer) reader, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ebb_call_get_body:
 * @result: what the callback of a call that succeeded was given
 *
 * Returns: (transfer none): the text that the answer was read from
 */
GBytes *
ebb_call_get_body (GAsyncResult *result)
{
  Call *call = g_task_get_task_data (G_TASK (result));

  return call->reply->body;
}
