/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The moments in which a request that libsoup itself ends, or begins once more, is easily ended twice. */

#include "http/ebb-attempt.h"

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
#define N_TIMES 8

typedef struct
{
  GSocketListener *listener;
  GIOStream *connection;
  GCancellable *cancellable;
  gboolean is_done;
  GError *error;
} Visit;

static GIOStream *
accept_one (GSocketListener *listener)
{
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = g_socket_listener_accept (listener, NULL, NULL, &error);

  g_assert_no_error (error);

  return G_IO_STREAM (connection);
}

static void
answer (GIOStream *connection)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (connection), ANSWER, sizeof ANSWER - 1, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Answers before it is asked, so that writing the request and reading the answer are one turn of the main loop: a server that is fast, and
 * a client that did not get its share of the processor in between. */
static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Visit *visit = user_data;

  visit->connection = accept_one (visit->listener);
  answer (visit->connection);
}

static void
got_headers_cb (SoupMessage *message,
                gpointer     user_data)
{
  Visit *visit = user_data;

  g_cancellable_cancel (visit->cancellable);
}

static void
attempt_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Visit *visit = user_data;

  g_assert_null (ebb_attempt_finish (SOUP_SESSION (source), result, &visit->error));
  visit->is_done = TRUE;
}

static void
test_cancel_when_answered (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *uri = g_strdup_printf ("http://localhost:%u/things", port);

  g_assert_no_error (error);

  for (guint i = 0; i < N_TIMES; i++)
    {
      g_autoptr (SoupSession) session = soup_session_new ();
      g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Visit visit = { .listener = listener, .cancellable = cancellable };

      g_signal_connect (message, "starting", G_CALLBACK (starting_cb), &visit);
      g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), &visit);
      ebb_attempt_async (session, message, "things", 60000, 1000, cancellable, attempt_cb, &visit);
      while (!visit.is_done)
        g_main_context_iteration (NULL, TRUE);
      g_assert_error (visit.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_error_free (visit.error);

      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_object_unref (visit.connection);
    }
}

/* A server that answers the first two when both have asked, hangs up on whoever asks next, and answers from then on; as it is asked. */
typedef struct
{
  GSocketListener *listener;
  GHashTable *connections;   /* of GIOStream (owned), by the number that the session gave it */
  guint n_asked;
} Host;

static void
asked_cb (SoupMessage *message,
          gpointer     user_data)
{
  Host *host = user_data;
  gpointer id = GSIZE_TO_POINTER (soup_message_get_connection_id (message));
  GIOStream *connection = g_hash_table_lookup (host->connections, id);

  if (connection == NULL)
    {
      connection = accept_one (host->listener);
      g_hash_table_insert (host->connections, id, connection);
    }

  host->n_asked++;
  if (host->n_asked == 2)
    {
      g_autoptr (GList) connections = g_hash_table_get_values (host->connections);

      g_assert_cmpuint (g_list_length (connections), ==, 2);
      for (GList *item = connections; item != NULL; item = item->next)
        answer (item->data);
    }
  else if (host->n_asked == 3)
    g_io_stream_close (connection, NULL, NULL);
  else if (host->n_asked > 3)
    answer (connection);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  guint *n_answers = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = ebb_attempt_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (body), ==, 2);
  (*n_answers)++;
}

/* Two connections stand idle, and one is hung up on just when it is used: libsoup sends the request again by itself. On the other idle one
 * it would do so before it has heard of the end of the first try, and take that for the end of the second. */
static void
test_hang_up_beside_idle (void)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GHashTable) connections = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *uri = g_strdup_printf ("http://localhost:%u/things", port);
  Host host = { .listener = listener, .connections = connections };
  guint n_answers = 0;

  g_assert_no_error (error);

  for (guint i = 1; i <= N_TIMES; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);

      g_signal_connect (message, "starting", G_CALLBACK (asked_cb), &host);
      ebb_attempt_async (session, message, "things", 60000, 1000, NULL, answered_cb, &n_answers);

      /* The first waits for the second. */
      while (i > 1 && n_answers < i)
        g_main_context_iteration (NULL, TRUE);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  g_assert_cmpuint (host.n_asked, ==, N_TIMES + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/attempt/cancel-when-answered", test_cancel_when_answered);
  g_test_add_func ("/http/attempt/hang-up-beside-idle", test_hang_up_beside_idle);

  return g_test_run ();
}
