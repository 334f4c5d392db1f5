/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passes on what comes, both ways, on the main loop; and, as the service answers to its own address only, with that. */

#include "tls-front.h"

#include <glib/gstdio.h>

#include "self-signed.h"

#define HOST "localhost"
#define MOST_BYTES (256 * 1024)

struct _TlsFront
{
  GSocketService *service;
  GSocketConnectable *behind;
  char *outer_host;            /* the line of a request's head, with its end */
  char *inner_host;
  guint16 port;
  GTlsDatabase *database;      /* trusts the one certificate only */
  char *database_path;         /* which is read when it is needed */
  GTlsCertificate *trusted;
  GTlsCertificate *untrusted;
  gboolean is_trusted;
  GCancellable *hang_up;
};

/* Two streams, one each way, end together. */
typedef struct
{
  TlsFront *front;
  GIOStream *outside;
  GIOStream *inside; /* (nullable): as long as it is not connected */
  GCancellable *hang_up;
  guint n_open; /* ways */
  GString *asked;
} Passage;

static void
passage_free (Passage *passage)
{
  g_io_stream_close_async (passage->outside, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (passage->outside);
  g_clear_object (&passage->inside);
  g_object_unref (passage->hang_up);
  g_string_free (passage->asked, TRUE);
  g_free (passage);
}

static void
passage_end_one (Passage *passage)
{
  if (--passage->n_open > 0)
    g_cancellable_cancel (passage->hang_up);
  else
    passage_free (passage);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL);
  passage_end_one (user_data);
}

static void listen_outside (Passage *passage);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    listen_outside (user_data);
  else
    passage_end_one (user_data);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Passage *passage = user_data;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n_read <= 0)
    {
      passage_end_one (passage);
      return;
    }

  /* The head of a request comes in one piece, and what is asked is text. */
  g_string_set_size (passage->asked, (gsize) n_read);
  g_string_replace (passage->asked, passage->front->outer_host, passage->front->inner_host, 1);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (passage->inside), passage->asked->str, passage->asked->len,
                                   G_PRIORITY_DEFAULT, passage->hang_up, written_cb, passage);
}

static void
listen_outside (Passage *passage)
{
  g_string_set_size (passage->asked, MOST_BYTES);
  g_input_stream_read_async (g_io_stream_get_input_stream (passage->outside), passage->asked->str, MOST_BYTES, G_PRIORITY_DEFAULT,
                             passage->hang_up, asked_cb, passage);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Passage *passage = user_data;
  GSocketConnection *inside = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);

  if (inside == NULL)
    {
      passage_free (passage);
      return;
    }

  passage->inside = G_IO_STREAM (inside);
  passage->n_open = 2;
  listen_outside (passage);
  g_output_stream_splice_async (g_io_stream_get_output_stream (passage->outside), g_io_stream_get_input_stream (passage->inside),
                                G_OUTPUT_STREAM_SPLICE_NONE, G_PRIORITY_DEFAULT, passage->hang_up, answered_cb, passage);
}

static void
cancel_cb (GCancellable *all,
           GCancellable *one)
{
  g_cancellable_cancel (one);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  TlsFront *self = user_data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  Passage *passage = g_new0 (Passage, 1);

  passage->outside = g_tls_server_connection_new (G_IO_STREAM (connection), self->is_trusted ? self->trusted : self->untrusted, &error);
  g_assert_no_error (error);
  passage->front = self;
  passage->hang_up = g_cancellable_new ();
  passage->asked = g_string_new (NULL);
  g_signal_connect_object (self->hang_up, "cancelled", G_CALLBACK (cancel_cb), passage->hang_up, 0);
  g_socket_client_connect_async (client, self->behind, passage->hang_up, connected_cb, passage);

  return TRUE;
}

static void
trust (TlsFront   *self,
       const char *pem)
{
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("ebb-test-XXXXXX.pem", &self->database_path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (self->database_path, pem, -1, &error);
  g_assert_no_error (error);
  self->database = g_tls_file_database_new (self->database_path, &error);
  g_assert_no_error (error);
  self->trusted = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
}

TlsFront *
tls_front_new (const char *service_uri)
{
  TlsFront *self = g_new0 (TlsFront, 1);
  g_autofree char *trusted = self_signed_make (HOST);
  g_autofree char *untrusted = self_signed_make (HOST);
  g_autoptr (GError) error = NULL;

  trust (self, trusted);
  self->untrusted = g_tls_certificate_new_from_pem (untrusted, -1, &error);
  g_assert_no_error (error);
  self->is_trusted = TRUE;
  self->hang_up = g_cancellable_new ();
  self->behind = g_network_address_parse_uri (service_uri, 80, &error);
  g_assert_no_error (error);
  self->service = g_socket_service_new ();
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  self->outer_host = g_strdup_printf ("Host: " HOST ":%u\r\n", self->port);
  self->inner_host = g_strdup_printf ("Host: %s:%u\r\n", g_network_address_get_hostname (G_NETWORK_ADDRESS (self->behind)),
                                      g_network_address_get_port (G_NETWORK_ADDRESS (self->behind)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);

  return self;
}

void
tls_front_free (TlsFront *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->hang_up);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (self->service);
  g_object_unref (self->behind);
  g_free (self->outer_host);
  g_free (self->inner_host);
  g_object_unref (self->database);
  g_unlink (self->database_path);
  g_free (self->database_path);
  g_object_unref (self->trusted);
  g_object_unref (self->untrusted);
  g_object_unref (self->hang_up);
  g_free (self);
}

/* Returns: (transfer full): where it is, ending in a slash */
char *
tls_front_dup_uri (TlsFront *self)
{
  return g_strdup_printf ("https://" HOST ":%u/", self->port);
}

/* Returns: (transfer none): whom to trust */
GTlsDatabase *
tls_front_get_database (TlsFront *self)
{
  return self->database;
}

/* From now on, also for whoever is connected: those are hung up on. */
void
tls_front_set_trusted (TlsFront *self,
                       gboolean  is_trusted)
{
  if (self->is_trusted == is_trusted)
    return;

  self->is_trusted = is_trusted;
  g_cancellable_cancel (self->hang_up);
  g_object_unref (self->hang_up);
  self->hang_up = g_cancellable_new ();
}
