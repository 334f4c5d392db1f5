/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request that is given up in the moment in which it is answered. */

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

/* Answers before it is asked, so that writing the request and reading the answer are one turn of the main loop: a server that is fast, and
 * a client that did not get its share of the processor in between. */
static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Visit *visit = user_data;
  g_autoptr (GError) error = NULL;

  visit->connection = G_IO_STREAM (g_socket_listener_accept (visit->listener, NULL, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (visit->connection), ANSWER, sizeof ANSWER - 1, NULL, NULL, &error);
  g_assert_no_error (error);
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/attempt/cancel-when-answered", test_cancel_when_answered);

  return g_test_run ();
}
