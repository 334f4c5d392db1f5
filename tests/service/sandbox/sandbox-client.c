/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plain HTTP client for the sandbox's own tests. Calls block: the sandbox runs in its own thread, and if it did not,
 * every test here would hang. */

#include "sandbox-client.h"

#include <libsoup/soup.h>
#include <string.h>

#define TIMEOUT_S 20

struct _Client
{
  SandboxServer *server;
  SoupSession   *session;
  char          *token;
  char          *facility_id;
  char          *device_id;
};

void
reply_free (Reply *self)
{
  g_free (self->body);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->etag);
  g_free (self->location);
  g_free (self->allow);
  g_free (self->retry_after);
  g_free (self->content_type);
  g_free (self->date);
  g_clear_error (&self->error);
  g_free (self);
}

JsonObject *
reply_get_object (Reply *self)
{
  g_assert_nonnull (self->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (self->json));
  return json_node_get_object (self->json);
}

const char *
reply_get_code (Reply *self)
{
  return json_object_get_string_member (reply_get_object (self), "code");
}

static char *
make_uri (Client     *self,
          const char *path)
{
  g_autoptr (GString) uri = g_string_new (sandbox_server_get_uri (self->server));

  if (path[0] == '/')
    g_string_append (uri, path + 1);
  else
    g_string_append_printf (uri, "v1/customer/%s", path);
  if (self->facility_id != NULL)
    g_string_replace (uri, CLIENT_FACILITY, self->facility_id, 0);
  if (self->device_id != NULL)
    g_string_replace (uri, CLIENT_DEVICE, self->device_id, 0);
  return g_strdup (uri->str);
}

/* @path is below the API, or with a slash at its start anything; "{facility}" and "{device}" stand for the first ones. */
Reply *
client_ask (Client     *self,
            const char *method,
            const char *path,
            const char *body,
            const char *header,
            const char *value)
{
  g_autofree char *uri = g_str_has_prefix (path, "http") ? g_strdup (path) : make_uri (self, path);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = NULL;
  Reply *reply = g_new0 (Reply, 1);
  const char *content_type;

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (headers, "Authorization", authorization);
    }
  if (header != NULL)
    soup_message_headers_replace (headers, header, value);
  if (body != NULL)
    {
      g_autoptr (GBytes) request = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", request);
    }

  bytes = soup_session_send_and_read (self->session, message, NULL, &reply->error);
  reply->status = soup_message_get_status (message);
  if (bytes != NULL)
    {
      reply->length = g_bytes_get_size (bytes);
      reply->body = g_strndup (g_bytes_get_data (bytes, NULL), MIN (reply->length, 1000000));
    }
  headers = soup_message_get_response_headers (message);
  content_type = soup_message_headers_get_content_type (headers, NULL);
  if (content_type != NULL && strstr (content_type, "json") != NULL && reply->length < 1000000
      && reply->body != NULL && reply->body[0] != '\0')
    reply->json = json_from_string (reply->body, NULL);
  reply->content_type = g_strdup (content_type);
  reply->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  reply->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  reply->allow = g_strdup (soup_message_headers_get_list (headers, "Allow"));
  reply->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  reply->date = g_strdup (soup_message_headers_get_one (headers, "Date"));
  return reply;
}

Reply *
client_get (Client     *self,
            const char *path)
{
  return client_ask (self, "GET", path, NULL, NULL, NULL);
}

static char *
read_first_id (Reply      *reply,
               const char *list,
               const char *member)
{
  JsonArray *items;

  g_assert_cmpuint (reply->status, ==, 200);
  items = json_object_get_array_member (reply_get_object (reply), list);
  if (json_array_get_length (items) == 0)
    return NULL;
  return g_strdup (json_object_get_string_member (json_array_get_object_element (items, 0), member));
}

/* The ids of another world are other ones. */
static void
look_around (Client *self)
{
  g_autoptr (Reply) facilities = client_get (self, "facilities");

  g_clear_pointer (&self->facility_id, g_free);
  g_clear_pointer (&self->device_id, g_free);
  self->facility_id = read_first_id (facilities, "facilities", "facility_id");
  if (self->facility_id != NULL)
    {
      g_autoptr (Reply) devices = client_get (self, "facilities/{facility}/devices");

      self->device_id = read_first_id (devices, "devices", "device_id");
    }
}

Client *
client_new (const SandboxOptions *options)
{
  g_autoptr (GError) error = NULL;
  Client *self = g_new0 (Client, 1);

  self->server = sandbox_server_start (options, &error);
  g_assert_no_error (error);
  self->session = soup_session_new_with_options ("timeout", TIMEOUT_S, NULL);
  self->token = sandbox_server_mint_token (self->server, 3600);
  if (options->scenario == NULL)
    look_around (self);
  return self;
}

void
client_free (Client *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  sandbox_server_stop (self->server);
  g_assert_finalize_object (self->server);
  g_free (self->token);
  g_free (self->facility_id);
  g_free (self->device_id);
  g_free (self);
}

SandboxServer *
client_get_server (Client *self)
{
  return self->server;
}

const char *
client_get_facility (Client *self)
{
  return self->facility_id;
}

const char *
client_get_device (Client *self)
{
  return self->device_id;
}

/* @token: (nullable): %NULL for none at all */
void
client_set_token (Client     *self,
                  const char *token)
{
  g_free (self->token);
  self->token = g_strdup (token);
}

void
client_set_faults (Client     *self,
                   const char *faults)
{
  g_autofree char *body = g_strdup_printf ("{\"faults\":[%s]}", faults);
  g_autoptr (Reply) reply = client_ask (self, "PUT", "/_sandbox/faults", body, NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* A whole settings document: what was read, without what is read-only, with another target level. */
char *
client_make_settings (Client *self,
                      double  target)
{
  g_autoptr (Reply) reply = client_get (self, "devices/{device}/spo");
  JsonObject *settings = reply_get_object (reply);

  json_object_remove_member (settings, "limits");
  json_object_remove_member (settings, "updated_at");
  json_object_set_double_member (settings, "target_state_of_charge", target);
  return json_to_string (reply->json, FALSE);
}

void
client_play (Client     *self,
             const char *name)
{
  g_autoptr (GError) error = NULL;

  sandbox_server_set_scenario (self->server, name, &error);
  g_assert_no_error (error);
}
