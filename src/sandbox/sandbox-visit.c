/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One onboarding session as a value: what was asked for, how far it is, and where the browser goes afterwards. */

#include "sandbox/sandbox-visit.h"

#include "sandbox/sandbox-clock.h"
#include "sandbox/sandbox-fields.h"

#include <gio/gio.h>
#include <string.h>

#define SOMEONE_ELSES_ID "00000000-0000-4000-8000-5e5510000000"

static const char *const statuses[] = {
  [SANDBOX_VISIT_PENDING]   = "pending",
  [SANDBOX_VISIT_COMPLETED] = "completed",
  [SANDBOX_VISIT_CANCELLED] = "cancelled",
  [SANDBOX_VISIT_FAILED]    = "failed",
  [SANDBOX_VISIT_EXPIRED]   = "expired",
};

static const char *const device_types[] = {
  "electric_vehicle", "charger", "heat_pump", "thermostat", "water_heater", "battery", "inverter", NULL
};

static const char *const color_schemes[] = { "light", "dark", NULL };

/* Without encryption the browser may only go back to this machine (RFC 8252, 7.3). */
static gboolean
is_good_redirect_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *scheme, *host;

  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return FALSE;
  scheme = g_uri_get_scheme (uri);
  host = g_uri_get_host (uri);
  if (host == NULL || host[0] == '\0')
    return FALSE;
  if (g_ascii_strcasecmp (scheme, "https") == 0)
    return TRUE;
  return g_ascii_strcasecmp (scheme, "http") == 0
         && (strcmp (host, "127.0.0.1") == 0 || strcmp (host, "::1") == 0 || g_ascii_strcasecmp (host, "localhost") == 0);
}

/**
 * sandbox_visit_from_json:
 * @request: the body of the request; members that are not known are ignored, as the API promises
 * @error: return location for an error
 *
 * Returns: (transfer full): a pending session without an id, or %NULL
 */
SandboxVisit *
sandbox_visit_from_json (JsonObject *request,
                           GError    **error)
{
  g_autoptr (SandboxVisit) self = g_new0 (SandboxVisit, 1);
  SandboxFields fields = { request, "The body", NULL };
  const char *redirect_url;

  self->devices = json_array_new ();
  self->facility_id = g_strdup (sandbox_fields_get_string (&fields, "facility_id", TRUE));
  if (sandbox_fields_get_string (&fields, "device_type", FALSE) != NULL)
    self->device_type = g_strdup (device_types[sandbox_fields_get_choice (&fields, "device_type", device_types, 0)]);
  self->manufacturer = g_strdup (sandbox_fields_get_string (&fields, "manufacturer", FALSE));
  self->device_id = g_strdup (sandbox_fields_get_string (&fields, "device_id", FALSE));
  self->language = g_strdup (sandbox_fields_get_string (&fields, "language", TRUE));
  self->color_scheme = g_strdup (color_schemes[sandbox_fields_get_choice (&fields, "color_scheme", color_schemes, 0)]);
  redirect_url = sandbox_fields_get_string (&fields, "redirect_url", TRUE);
  self->redirect_url = g_strdup (redirect_url);
  if (redirect_url != NULL && !is_good_redirect_url (redirect_url))
    sandbox_fields_complain (&fields, "redirect_url", "an https address, or an http address of this machine");

  if (!sandbox_fields_finish (&fields, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sandbox_visit_free (SandboxVisit *self)
{
  g_free (self->id);
  g_free (self->facility_id);
  g_free (self->device_type);
  g_free (self->manufacturer);
  g_free (self->device_id);
  g_free (self->language);
  g_free (self->color_scheme);
  g_free (self->redirect_url);
  json_array_unref (self->devices);
  g_free (self);
}

const char *
sandbox_visit_get_status_name (SandboxVisit *self)
{
  return statuses[self->status];
}

/**
 * sandbox_visit_to_json:
 * @self: a session
 * @base_uri: the sandbox's address
 *
 * Returns: (transfer full): an `OnboardingSession`
 */
JsonNode *
sandbox_visit_to_json (SandboxVisit *self,
                         const char     *base_uri)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *expires_at = sandbox_time_format (self->expires_us);
  g_autofree char *language = g_uri_escape_string (self->language, NULL, FALSE);
  g_autofree char *url = g_strdup_printf ("%sonboarding/%s?language=%s&color_scheme=%s", base_uri, self->id, language,
                                          self->color_scheme);

  json_object_set_string_member (object, "session_id", self->id);
  json_object_set_string_member (object, "url", url);
  json_object_set_string_member (object, "expires_at", expires_at);
  json_object_set_string_member (object, "status", statuses[self->status]);
  if (self->error_code != NULL)
    {
      JsonObject *error = json_object_new ();

      json_object_set_string_member (error, "code", self->error_code);
      json_object_set_object_member (object, "error", error);
    }
  else
    json_object_set_null_member (object, "error");
  json_object_set_array_member (object, "devices", json_array_ref (self->devices));

  json_node_take_object (node, object);
  return node;
}

/**
 * sandbox_visit_add_device:
 * @self: a session
 * @device: a `Device`
 * @is_new: whether it was not there before
 */
void
sandbox_visit_add_device (SandboxVisit *self,
                            JsonObject     *device,
                            gboolean        is_new)
{
  static const char *const copied[] = { "device_id", "device_type", "manufacturer", "model" };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    if (json_object_has_member (device, copied[i]))
      json_object_set_member (object, copied[i], json_node_copy (json_object_get_member (device, copied[i])));
  json_object_set_boolean_member (object, "is_new", is_new);
  json_array_add_object_element (self->devices, object);
}

static void
append_parameter (GString    *query,
                  const char *name,
                  const char *value)
{
  if (query->len > 0)
    g_string_append_c (query, '&');
  g_string_append_uri_escaped (query, name, NULL, FALSE);
  g_string_append_c (query, '=');
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

/**
 * sandbox_visit_make_return_url:
 * @self: a session that is over
 * @is_someone_elses: whether to return for another session and with another `state`, as a mix-up would
 *
 * Returns: (transfer full): the redirect URL with its own query kept, and `session_id` and `status` added
 */
char *
sandbox_visit_make_return_url (SandboxVisit *self,
                                 gboolean        is_someone_elses)
{
  g_autoptr (GUri) uri = g_uri_parse (self->redirect_url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) result = NULL;
  g_autoptr (GString) query = g_string_new (NULL);
  GUriParamsIter iter;
  char *name, *value;

  if (g_uri_get_query (uri) != NULL)
    {
      g_uri_params_iter_init (&iter, g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM);
      while (g_uri_params_iter_next (&iter, &name, &value, NULL))
        {
          append_parameter (query, name, is_someone_elses && strcmp (name, "state") == 0 ? "someone-elses" : value);
          g_free (name);
          g_free (value);
        }
    }
  append_parameter (query, "session_id", is_someone_elses ? SOMEONE_ELSES_ID : self->id);
  append_parameter (query, "status", statuses[self->status]);
  if (self->error_code != NULL)
    append_parameter (query, "error", self->error_code);

  result = g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                        g_uri_get_path (uri), query->str, NULL);
  return g_uri_to_string (result);
}
