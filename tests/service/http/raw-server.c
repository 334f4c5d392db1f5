/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server that knows no HTTP: it reads a request, sends the bytes that it was given and then does what no good server
 * does. Its connections live in threads of their own, so that it may block. */

#include "raw-server.h"

#include <string.h>
#include <sys/socket.h>

#define DRIP_US (5 * G_TIME_SPAN_MILLISECOND)

struct _RawServer
{
  GSocketService *service;
  GTlsCertificate *certificate; /* (nullable) */
  guint16 port;
  GMutex lock;            /* for what follows */
  const char *bytes;
  gsize n_bytes;
  RawEnd end;
  guint n_requests;
  guint n_open;
  GCond closed;
  GCancellable *over;     /* ends everything that is held */
};

/* TRUE when the request is there, with its body: closing a socket with something unread would reset the connection. */
static gboolean
is_whole (const char *request)
{
  static const char header[] = "\r\nContent-Length: ";
  const char *body = strstr (request, "\r\n\r\n");
  const char *length = strstr (request, header);

  return body != NULL
         && (length == NULL || strlen (body + 4) >= g_ascii_strtoull (length + strlen (header), NULL, 10));
}

static gboolean
read_request (RawServer *self,
              GSocket   *socket)
{
  g_autoptr (GString) request = g_string_new (NULL);
  char buffer[4096];

  while (!is_whole (request->str))
    {
      gssize n_read = g_socket_receive (socket, buffer, sizeof buffer, self->over, NULL);

      if (n_read <= 0)
        return FALSE;
      g_string_append_len (request, buffer, n_read);
    }

  return TRUE;
}

/* TRUE when the other side has hung up or the test is over. */
static gboolean
wait_for_end (RawServer *self,
              GSocket   *socket,
              gint64     timeout_us)
{
  char byte;

  return g_cancellable_is_cancelled (self->over)
         || (g_socket_condition_timed_wait (socket, G_IO_IN, timeout_us, self->over, NULL)
             && g_socket_receive (socket, &byte, 1, self->over, NULL) <= 0);
}

static void
finish (RawServer *self,
        GSocket   *socket,
        RawEnd     end)
{
  switch (end)
    {
    case RAW_CLOSE:
      break;
    case RAW_RESET:
      {
        struct linger linger = { .l_onoff = 1, .l_linger = 0 };

        setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
        break;
      }
    case RAW_HOLD:
      while (!wait_for_end (self, socket, -1))
        continue;
      break;
    case RAW_DRIP:
      while (!wait_for_end (self, socket, DRIP_US))
        {
          if (g_socket_send (socket, " ", 1, self->over, NULL) < 0)
            break;
        }
      break;
    }
}

/* For a client that must turn away: whatever it says over TLS counts as a request. */
static void
shake_hands (RawServer         *self,
             GSocketConnection *connection)
{
  g_autoptr (GIOStream) stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  char byte;

  if (g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, self->over, NULL) > 0)
    {
      g_mutex_lock (&self->lock);
      self->n_requests++;
      g_mutex_unlock (&self->lock);
    }
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  RawServer *self = user_data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  const char *bytes;
  gsize n_bytes;
  RawEnd end;

  g_mutex_lock (&self->lock);
  self->n_open++;
  g_mutex_unlock (&self->lock);

  if (self->certificate != NULL)
    shake_hands (self, connection);
  else if (read_request (self, socket))
    {
      g_mutex_lock (&self->lock);
      self->n_requests++;
      bytes = self->bytes;
      n_bytes = self->n_bytes;
      end = self->end;
      g_mutex_unlock (&self->lock);

      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, n_bytes, NULL,
                                 self->over, NULL);
      finish (self, socket, end);
    }

  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  g_mutex_lock (&self->lock);
  self->n_open--;
  g_cond_signal (&self->closed);
  g_mutex_unlock (&self->lock);

  return TRUE;
}

/* @certificate: (nullable): for a server that speaks TLS, but nothing beyond its handshake */
RawServer *
raw_server_new (GTlsCertificate *certificate)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_set_object (&self->certificate, certificate);
  g_mutex_init (&self->lock);
  g_cond_init (&self->closed);
  self->over = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return self;
}

void
raw_server_free (RawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->over);

  g_mutex_lock (&self->lock);
  while (self->n_open > 0)
    g_cond_wait (&self->closed, &self->lock);
  g_mutex_unlock (&self->lock);

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_object_unref (self->over);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->closed);
  g_free (self);
}

char *
raw_server_dup_base (RawServer *self)
{
  return g_strdup_printf (self->certificate != NULL ? "https://localhost:%u/" : "http://127.0.0.1:%u/", self->port);
}

/* @bytes must live as long as the server. */
void
raw_server_script (RawServer  *self,
                   const char *bytes,
                   gssize      n_bytes,
                   RawEnd      end)
{
  g_mutex_lock (&self->lock);
  self->bytes = bytes;
  self->n_bytes = n_bytes >= 0 ? (gsize) n_bytes : strlen (bytes);
  self->end = end;
  g_mutex_unlock (&self->lock);
}

guint
raw_server_get_n_requests (RawServer *self)
{
  guint n_requests;

  g_mutex_lock (&self->lock);
  n_requests = self->n_requests;
  g_mutex_unlock (&self->lock);

  return n_requests;
}
