/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A service in the test's own main loop, so that it can be told between two answers what to say next, and when. */

#include "answers.h"

#include <string.h>

#define PREFIX "/v1/customer/"

typedef struct
{
  guint status;
  char *body;     /* (owned) */
  char *etag;     /* (owned) (nullable) */
  char *retry_after; /* (owned) (nullable) */
  char *if_match; /* (owned) (nullable): what the last request said */
  gboolean is_held;
  guint n_asked;
} Answer;

struct _Answers
{
  SoupServer *server;  /* (owned) */
  GHashTable *answers; /* (owned): request → Answer */
  GPtrArray *held;     /* (owned): SoupServerMessage with what was true when it was asked */
};

static void
answer_free (Answer *answer)
{
  g_free (answer->body);
  g_free (answer->etag);
  g_free (answer->retry_after);
  g_free (answer->if_match);
  g_free (answer);
}

static Answer *
get (Answers    *self,
     const char *request)
{
  Answer *answer = g_hash_table_lookup (self->answers, request);

  if (answer == NULL)
    {
      answer = g_new0 (Answer, 1);
      answer->status = 404;
      answer->body = g_strdup ("{}");
      g_hash_table_insert (self->answers, g_strdup (request), answer);
    }

  return answer;
}

static void
finished_cb (Answers           *self,
             SoupServerMessage *message)
{
  g_ptr_array_remove (self->held, message);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Answers *self = user_data;
  g_autofree char *request = NULL;
  Answer *answer;

  g_assert_true (g_str_has_prefix (path, PREFIX));
  request = g_strdup_printf ("%s %s", soup_server_message_get_method (message), path + strlen (PREFIX));
  answer = get (self, request);
  answer->n_asked++;
  soup_server_message_set_status (message, answer->status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer->body, strlen (answer->body));
  if (answer->etag != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", answer->etag);
  if (answer->retry_after != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", answer->retry_after);
  g_free (answer->if_match);
  answer->if_match = g_strdup (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                             "If-Match"));
  if (!answer->is_held)
    return;

  soup_server_message_pause (message);
  g_ptr_array_add (self->held, g_object_ref (message));
  g_signal_connect_swapped (message, "finished", G_CALLBACK (finished_cb), self);
}

Answers *
answers_new (void)
{
  Answers *self = g_new0 (Answers, 1);
  g_autoptr (GError) error = NULL;

  self->server = soup_server_new (NULL, NULL);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  return self;
}

void
answers_free (Answers *self)
{
  for (guint i = 0; i < self->held->len; i++)
    g_signal_handlers_disconnect_by_data (self->held->pdata[i], self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->held);
  g_hash_table_unref (self->answers);
  g_free (self);
}

char *
answers_dup_uri (Answers *self)
{
  GSList *uris = soup_server_get_uris (self->server);
  char *text = g_uri_to_string (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return text;
}

void
answers_set (Answers    *self,
             const char *request,
             guint       status,
             const char *body)
{
  Answer *answer = get (self, request);

  answer->status = status;
  g_free (answer->body);
  answer->body = g_strdup (body);
}

void
answers_set_etag (Answers    *self,
                  const char *request,
                  const char *etag)
{
  Answer *answer = get (self, request);

  g_free (answer->etag);
  answer->etag = g_strdup (etag);
}

/* @retry_after: (nullable): what the answer's header of that name says */
void
answers_set_retry_after (Answers    *self,
                         const char *request,
                         const char *retry_after)
{
  Answer *answer = get (self, request);

  g_free (answer->retry_after);
  answer->retry_after = g_strdup (retry_after);
}

/* Returns: (transfer none) (nullable): the entity tag that the last such request wanted to be the current one */
const char *
answers_get_if_match (Answers    *self,
                      const char *request)
{
  return get (self, request)->if_match;
}

/* From now on such a request is kept waiting, with the answer that it would have had when it came. */
void
answers_hold (Answers    *self,
              const char *request)
{
  get (self, request)->is_held = TRUE;
}

guint
answers_n_held (Answers *self)
{
  return self->held->len;
}

/* Lets go whatever waits, and holds nothing any more. */
void
answers_release (Answers *self)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);
  GHashTableIter iter;
  gpointer answer;

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->answers);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    ((Answer *) answer)->is_held = FALSE;
  for (guint i = 0; i < held->len; i++)
    {
      g_signal_handlers_disconnect_by_data (held->pdata[i], self);
      soup_server_message_unpause (held->pdata[i]);
    }
}

guint
answers_count (Answers    *self,
               const char *request)
{
  return get (self, request)->n_asked;
}
