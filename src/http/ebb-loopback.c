/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the browser comes back to after a sign-in or after a device was added (RFC 8252, 7.3): a listener on this
 * machine only, on a port of the kernel's choice, that takes nothing but its own address with its own unguessable
 * state. What comes back is a hint, not a proof: whoever listens to "returned" still asks the server. */

#include "http/ebb-loopback.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/ebb-random.h"
#include "http/ebb-loopback-page.h"

#define STATE_BYTES 24
#define RETURN_PATH "/return"

struct _EbbLoopback
{
  GObject parent_instance;

  SoupServer *server;  /* (owned) */
  char *page_title;    /* (owned) */
  char *page_text;     /* (owned) */
  char *host;          /* (owned): the only Host header that is ours */
  char *state;         /* (owned) */
  char *redirect_uri;  /* (owned) */
  GQueue came_back;    /* (element-type GHashTable) (owned): queries whose page has been sent, to be told of */
  GSource *idle;       /* (owned) (nullable): tells of them */
};

enum
{
  SIGNAL_RETURNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbLoopback, ebb_loopback, G_TYPE_OBJECT)

/* In a time that does not tell how many characters were right. */
static gboolean
is_same_secret (const char *secret,
                const char *guess)
{
  gsize length = strlen (secret);
  guint8 difference = 0;

  if (strlen (guess) != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    difference |= (guint8) secret[i] ^ (guint8) guess[i];

  return difference == 0;
}

static gboolean
idle_cb (gpointer user_data)
{
  g_autoptr (EbbLoopback) self = g_object_ref (EBB_LOOPBACK (user_data));

  g_clear_pointer (&self->idle, g_source_unref);

  while (!g_queue_is_empty (&self->came_back))
    {
      g_autoptr (GHashTable) query = g_queue_pop_head (&self->came_back);

      g_signal_emit (self, signals[SIGNAL_RETURNED], 0, query);
    }

  return G_SOURCE_REMOVE;
}

/* The page has been sent. Who is told may let go of the listener, so that must not happen inside the server's own
 * doing. */
static void
finished_cb (SoupServerMessage *message,
             EbbLoopback       *self)
{
  g_queue_push_tail (&self->came_back, g_hash_table_ref (g_object_get_data (G_OBJECT (message), "ebb-query")));

  if (self->idle != NULL)
    return;

  self->idle = g_idle_source_new ();
  g_source_set_callback (self->idle, idle_cb, self, NULL);
  g_source_attach (self->idle, g_main_context_get_thread_default ());
}

/* Takes the state out of the query, if it is the right one. */
static GHashTable *
parse_query (EbbLoopback *self,
             GUri        *uri)
{
  g_autoptr (GHashTable) query = NULL;
  const char *text = g_uri_get_query (uri);
  const char *state;

  if (text != NULL)
    query = g_uri_parse_params (text, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  if (query == NULL)
    return NULL;

  state = g_hash_table_lookup (query, "state");
  if (state == NULL || !is_same_secret (self->state, state))
    return NULL;

  g_hash_table_remove (query, "state");

  return g_steal_pointer (&query);
}

static void
answer_stranger (SoupServerMessage *message,
                 guint              status)
{
  ebb_loopback_page_answer (message, status, _("This page cannot be used"), _("Go back to Ebb and try again."));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *soup_query,
            gpointer           user_data)
{
  EbbLoopback *self = EBB_LOOPBACK (user_data);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GHashTable) query = NULL;

  /* A page elsewhere can make its own name point to this machine; the Host header gives it away. */
  if (g_strcmp0 (soup_message_headers_get_one (headers, "Host"), self->host) != 0)
    answer_stranger (message, SOUP_STATUS_FORBIDDEN);
  else if (!g_str_equal (path, RETURN_PATH))
    answer_stranger (message, SOUP_STATUS_NOT_FOUND);
  else if (!g_str_equal (soup_server_message_get_method (message), "GET"))
    answer_stranger (message, SOUP_STATUS_METHOD_NOT_ALLOWED);
  else if ((query = parse_query (self, soup_server_message_get_uri (message))) == NULL)
    answer_stranger (message, SOUP_STATUS_FORBIDDEN);
  else
    {
      ebb_loopback_page_answer (message, SOUP_STATUS_OK, self->page_title, self->page_text);
      g_object_set_data_full (G_OBJECT (message), "ebb-query", g_steal_pointer (&query),
                              (GDestroyNotify) g_hash_table_unref);
      g_signal_connect_object (message, "finished", G_CALLBACK (finished_cb), self, 0);
    }
}

static void
ebb_loopback_dispose (GObject *object)
{
  EbbLoopback *self = EBB_LOOPBACK (object);

  if (self->idle != NULL)
    {
      g_source_destroy (self->idle);
      g_clear_pointer (&self->idle, g_source_unref);
    }

  if (self->server != NULL)
    {
      soup_server_remove_handler (self->server, NULL);
      soup_server_disconnect (self->server);
      g_clear_object (&self->server);
    }

  G_OBJECT_CLASS (ebb_loopback_parent_class)->dispose (object);
}

static void
ebb_loopback_finalize (GObject *object)
{
  EbbLoopback *self = EBB_LOOPBACK (object);

  g_queue_clear_full (&self->came_back, (GDestroyNotify) g_hash_table_unref);
  g_clear_pointer (&self->page_title, g_free);
  g_clear_pointer (&self->page_text, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->redirect_uri, g_free);

  G_OBJECT_CLASS (ebb_loopback_parent_class)->finalize (object);
}

static void
ebb_loopback_class_init (EbbLoopbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ebb_loopback_dispose;
  object_class->finalize = ebb_loopback_finalize;

  /**
   * EbbLoopback::returned:
   * @self: the listener
   * @query: (element-type utf8 utf8): what the address carried, without the state
   *
   * The browser came back to the redirect address, with the right state, and has been shown its page. Emitted each
   * time; the listener stays until the object goes. A handler may let go of it.
   */
  signals[SIGNAL_RETURNED] = g_signal_new ("returned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
}

static void
ebb_loopback_init (EbbLoopback *self)
{
  g_queue_init (&self->came_back);
  self->state = ebb_random_token (STATE_BYTES);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
}

static gboolean
listen_on_loopback (EbbLoopback  *self,
                    GError      **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  GSList *uris;

  if (!soup_server_listen (self->server, address, 0, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->host = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uris->data));
  self->redirect_uri = g_strconcat ("http://", self->host, RETURN_PATH "?state=", self->state, NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return TRUE;
}

/**
 * ebb_loopback_new:
 * @page_title: headline of the page that the browser shows when it has come back, plain text
 * @page_text: the sentence below it, plain text
 * @error: why this machine does not let us listen; a #GIOErrorEnum
 *
 * Starts to listen, in the thread-default main context.
 *
 * Returns: (transfer full) (nullable): a listener
 */
EbbLoopback *
ebb_loopback_new (const char  *page_title,
                  const char  *page_text,
                  GError     **error)
{
  g_autoptr (EbbLoopback) self = NULL;

  g_return_val_if_fail (page_title != NULL && page_text != NULL, NULL);

  self = g_object_new (EBB_TYPE_LOOPBACK, NULL);
  self->page_title = g_strdup (page_title);
  self->page_text = g_strdup (page_text);

  return listen_on_loopback (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ebb_loopback_get_redirect_uri:
 * @self: a listener
 *
 * Returns: (transfer none): where the browser shall be sent back to: `http://127.0.0.1:PORT/return?state=…`. A
 * secret: it is for the service that was asked for the sign-in and must not be logged.
 */
const char *
ebb_loopback_get_redirect_uri (EbbLoopback *self)
{
  g_return_val_if_fail (EBB_IS_LOOPBACK (self), NULL);

  return self->redirect_uri;
}
