/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small service that a test can put into any state between two answers, and a browser that only follows one address. */

#include "onboarding-stage.h"

#include <string.h>

#define FACILITY "facility-1"

static const char *const kinds[] = { "electric_vehicle", "charger", "heat_pump", "thermostat" };
static const char *const makers[] = { "Nordvolt", "Zappla", "Fjällvärme", "Lagom" };
static const char *const models[] = { "Älg 2", "Wall 11", "Luftvattenvärmepump S1156-13", "Rum" };

gboolean
stage_alarm_cb (gpointer is_late)
{
  *(gboolean *) is_late = TRUE;

  return G_SOURCE_CONTINUE;
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static char *
print_device (guint i)
{
  guint k = i % G_N_ELEMENTS (kinds);

  return g_strdup_printf ("{\"device_id\":\"device-%u\",\"facility_id\":\"" FACILITY "\",\"device_type\":\"%s\","
                          "\"manufacturer\":\"%s\",\"model\":\"%s\"}", i, kinds[k], makers[k], models[k]);
}

static void
answer_devices (Stage             *stage,
                SoupServerMessage *message)
{
  g_autoptr (GString) body = g_string_new ("{\"devices\":[");

  for (guint i = 0; i < stage->n_devices - stage->n_unlisted; i++)
    {
      g_autofree char *device = print_device (i);

      g_string_append_printf (body, "%s%s", i > 0 ? "," : "", device);
    }
  g_string_append (body, "]}");
  answer (message, 200, body->str);
}

static void
answer_session (Stage             *stage,
                SoupServerMessage *message,
                guint              status)
{
  g_autoptr (GString) body = g_string_new ("{\"session_id\":\"session-1\",");
  g_autofree char *own_url = g_strconcat (stage->uri, "page/" STAGE_SECRET, NULL);

  g_string_append_printf (body, "\"url\":\"%s\",\"expires_at\":\"%s\",\"status\":\"%s\",",
                          stage->url != NULL ? stage->url : own_url, stage->expires_at, stage->status);
  if (stage->failure != NULL)
    g_string_append_printf (body, "\"error\":{\"code\":\"%s\"},", stage->failure);
  g_string_append (body, "\"devices\":[");
  for (guint i = 0; i < stage->n_reported; i++)
    g_string_append_printf (body, "%s{\"device_id\":\"device-%u\",\"is_new\":true}", i > 0 ? "," : "",
                            stage->n_devices + i - stage->n_reported);
  g_string_append (body, "]}");
  answer (message, status, body->str);
}

static void
remember (Stage             *stage,
          SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_clear_pointer (&stage->request, json_node_unref);
  stage->request = json_from_string (text, NULL);
  g_assert_nonnull (stage->request);
}

static void
answer_device (Stage             *stage,
               SoupServerMessage *message,
               const char        *id)
{
  g_autofree char *body = print_device ((guint) g_ascii_strtoull (id + strlen ("device-"), NULL, 10));

  if (stage->rename_status != 200)
    {
      answer (message, stage->rename_status, "{}");
      return;
    }

  remember (stage, message);
  stage->n_renamed++;
  answer (message, 200, body);
}

static void
serve (Stage             *stage,
       SoupServerMessage *message,
       const char        *path)
{
  gboolean is_post = g_str_equal (soup_server_message_get_method (message), "POST");

  if (g_str_equal (path, "/v1/customer/facilities"))
    answer (message, 200, "{\"facilities\":[{\"facility_id\":\"" FACILITY "\",\"name\":\"Home\"}]}");
  else if (g_str_equal (path, "/v1/customer/facilities/" FACILITY "/devices"))
    answer_devices (stage, message);
  else if (g_str_has_prefix (path, "/v1/customer/devices/"))
    answer_device (stage, message, path + strlen ("/v1/customer/devices/"));
  else if (g_str_equal (path, "/v1/customer/onboarding/sessions") && is_post)
    {
      remember (stage, message);
      answer_session (stage, message, 201);
    }
  else if (g_str_equal (path, "/v1/customer/onboarding/sessions/session-1"))
    {
      stage->n_asked++;
      if (stage->http_status == 200)
        answer_session (stage, message, 200);
      else
        answer (message, stage->http_status, "{}");
    }
  else
    answer (message, 404, "{}");
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Stage *stage = user_data;

  switch (stage->health)
    {
    case STAGE_HEALTHY:
      serve (stage, message, path);
      break;
    case STAGE_HANGS_UP:
      {
        g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

        g_io_stream_close (stream, NULL, NULL);
        stage->n_asked++;
      }
      break;
    case STAGE_HOLDS:
      serve (stage, message, path);
      soup_server_message_pause (message);
      g_ptr_array_add (stage->held, g_object_ref (message));
      break;
    }
}

Stage *
stage_new (void)
{
  Stage *stage = g_new0 (Stage, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  stage->http_status = 200;
  stage->rename_status = 200;
  stage->n_devices = 2;
  stage->status = "pending";
  stage->expires_at = "2026-03-01T12:15:00Z";
  stage->held = g_ptr_array_new_with_free_func (g_object_unref);
  stage->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (stage->server, NULL, request_cb, stage, NULL);
  soup_server_listen (stage->server, address, 0, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (stage->server);
  stage->uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return stage;
}

void
stage_free (Stage *stage)
{
  stage_recover (stage);
  soup_server_disconnect (stage->server);
  g_object_unref (stage->server);
  g_ptr_array_unref (stage->held);
  g_clear_pointer (&stage->request, json_node_unref);
  g_free (stage->uri);
  g_free (stage);
}

/* The customer is done at the maker's. */
void
stage_complete (Stage *stage,
                guint  n_new)
{
  stage->status = "completed";
  stage->n_devices += n_new;
  stage->n_reported = n_new;
}

void
stage_recover (Stage *stage)
{
  stage->health = STAGE_HEALTHY;
  for (guint i = 0; i < stage->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (stage->held, i));
  g_ptr_array_set_size (stage->held, 0);
}

EbbHome *
stage_create_home (Stage    *stage,
                   EbbClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbTransport) transport = ebb_transport_new (stage->uri, NULL, &error);
  EbbTransportLimits limits;
  g_autoptr (EbbApi) api = NULL;
  g_autoptr (EbbStore) store = ebb_store_new (NULL);
  g_autoptr (EbbOutbox) outbox = NULL;
  EbbHome *home;

  g_assert_no_error (error);
  limits = *ebb_transport_get_limits (transport);
  limits.backoff_ms = 1;
  ebb_transport_set_limits (transport, &limits);
  api = ebb_api_new (transport);
  outbox = ebb_outbox_new (api, store, clock);
  home = ebb_home_new (api, clock, outbox);
  ebb_home_refresh (home);
  stage_wait_until (!ebb_home_is_loading (home));
  g_assert_no_error (ebb_home_get_error (home));

  return home;
}

const char *
stage_get_asked (Stage      *stage,
                 const char *member)
{
  JsonObject *object = json_node_get_object (stage->request);

  return json_object_has_member (object, member) ? json_object_get_string_member (object, member) : NULL;
}

static void
browsed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GBytes **) user_data = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_assert_nonnull (*(GBytes **) user_data);
}

/* Returns: the status that the page came with */
guint
stage_browse (const char *url)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) body = NULL;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, browsed_cb, &body);
  stage_wait_until (body != NULL);

  return soup_message_get_status (message);
}
