/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to onboarding sessions. How one ends is a value of the scenario, or of the make-believe account that the
 * person picks: a table, so that a new end is a row. */

#include "sandbox/sandbox-onboarding.h"

#include "sandbox/sandbox-page.h"
#include "sandbox/sandbox-visit.h"

#include <libsoup/soup.h>
#include <string.h>

struct _SandboxOnboarding
{
  SandboxWorld    *world;       /* (unowned) */
  SandboxScenario *scenario;    /* (owned) */
  guint64          seed;
  char            *base_uri;    /* (owned) */
  GHashTable      *sessions;    /* (element-type utf8 SandboxVisit) (owned) */
  GPtrArray       *in_order;    /* (element-type SandboxVisit) (unowned) */
};

typedef enum
{
  RETURN_ONCE,
  RETURN_NEVER,
  RETURN_TWICE,
  RETURN_SOMEONE_ELSES
} ReturnKind;

static const struct
{
  SandboxVisitStatus status;
  const char          *error_code;
  guint                n_added;
  ReturnKind           return_kind;
} ends[] = {
  [SANDBOX_OUTCOME_ANY]                  = { SANDBOX_VISIT_COMPLETED, NULL, 1, RETURN_ONCE },
  [SANDBOX_OUTCOME_SUCCESS_ONE]          = { SANDBOX_VISIT_COMPLETED, NULL, 1, RETURN_ONCE },
  [SANDBOX_OUTCOME_SUCCESS_THREE]        = { SANDBOX_VISIT_COMPLETED, NULL, 3, RETURN_ONCE },
  [SANDBOX_OUTCOME_NOTHING_NEW]          = { SANDBOX_VISIT_COMPLETED, NULL, 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_CANCELLED]            = { SANDBOX_VISIT_CANCELLED, NULL, 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_ACCESS_DENIED]        = { SANDBOX_VISIT_FAILED, "access_denied", 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_EXPIRED]              = { SANDBOX_VISIT_EXPIRED, NULL, 0, RETURN_NEVER },
  [SANDBOX_OUTCOME_ALREADY_LINKED]       = { SANDBOX_VISIT_FAILED, "already_linked", 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_INCOMPATIBLE]         = { SANDBOX_VISIT_FAILED, "incompatible_device", 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_SUBSCRIPTION_MISSING] = { SANDBOX_VISIT_FAILED, "subscription_missing", 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_NO_DEVICES]           = { SANDBOX_VISIT_FAILED, "no_devices", 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_MAKER_DOWN]           = { SANDBOX_VISIT_FAILED, "manufacturer_unavailable", 0, RETURN_ONCE },
  [SANDBOX_OUTCOME_NEVER_RETURNS]        = { SANDBOX_VISIT_COMPLETED, NULL, 1, RETURN_NEVER },
  [SANDBOX_OUTCOME_RETURNS_TWICE]        = { SANDBOX_VISIT_COMPLETED, NULL, 1, RETURN_TWICE },
  [SANDBOX_OUTCOME_RETURNS_WRONG_STATE]  = { SANDBOX_VISIT_COMPLETED, NULL, 1, RETURN_SOMEONE_ELSES },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ends) == SANDBOX_N_OUTCOMES);

/**
 * sandbox_onboarding_new:
 * @world: (transfer none): where devices are added; it must live longer
 * @scenario: (transfer none): how sessions end
 * @seed: what session ids are made from
 * @base_uri: the sandbox's address, with a slash at its end
 *
 * Returns: (transfer full): onboarding without sessions
 */
SandboxOnboarding *
sandbox_onboarding_new (SandboxWorld    *world,
                        SandboxScenario *scenario,
                        guint64          seed,
                        const char      *base_uri)
{
  SandboxOnboarding *self = g_new0 (SandboxOnboarding, 1);

  self->world = world;
  self->scenario = sandbox_scenario_ref (scenario);
  self->seed = seed;
  self->base_uri = g_strdup (base_uri);
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sandbox_visit_free);
  self->in_order = g_ptr_array_new ();
  return self;
}

void
sandbox_onboarding_free (SandboxOnboarding *self)
{
  g_hash_table_unref (self->sessions);
  g_ptr_array_unref (self->in_order);
  sandbox_scenario_unref (self->scenario);
  g_free (self->base_uri);
  g_free (self);
}

/* A UUID from seed and count: the same seed, the same ids. */
static char *
make_id (SandboxOnboarding *self)
{
  g_autofree char *text = g_strdup_printf ("onboarding %" G_GUINT64_FORMAT " %u", self->seed, self->in_order->len);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%.8s-%.4s-4%.3s-8%.3s-%.12s", digest, digest + 8, digest + 12, digest + 15, digest + 18);
}

static void
expire_if_due (SandboxOnboarding *self,
               SandboxVisit    *session)
{
  if (session->status == SANDBOX_VISIT_PENDING && sandbox_world_get_now (self->world) >= session->expires_us)
    session->status = SANDBOX_VISIT_EXPIRED;
}

/**
 * sandbox_onboarding_start:
 * @self: onboarding
 * @request: the body of the request
 *
 * Returns: (transfer full): 201 with an `OnboardingSession`, or a problem
 */
SandboxAnswer *
sandbox_onboarding_start (SandboxOnboarding *self,
                          JsonObject        *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxVisit) session = sandbox_visit_from_json (request, &error);
  g_autoptr (JsonNode) device = NULL;
  SandboxAnswer *answer;

  if (session == NULL)
    return sandbox_answer_new_problem (400, "invalid_request", "%s.", error->message);
  if (!sandbox_world_has_facility (self->world, session->facility_id))
    return sandbox_answer_new_problem (400, "unknown_facility", "“facility_id” is not a facility of this customer.");
  if (session->device_id != NULL)
    {
      device = sandbox_world_get_device (self->world, session->device_id, NULL);
      if (device == NULL)
        return sandbox_answer_new_problem (400, "unknown_device", "“device_id” is not a device of this customer.");
    }

  session->id = make_id (self);
  session->expires_us = sandbox_world_get_now (self->world)
                        + self->scenario->onboarding_lifetime_s * G_USEC_PER_SEC;
  answer = sandbox_answer_new_json (201, sandbox_visit_to_json (session, self->base_uri));
  g_ptr_array_add (self->in_order, session);
  g_hash_table_insert (self->sessions, session->id, session);
  session = NULL;
  return answer;
}

/**
 * sandbox_onboarding_get:
 *
 * Returns: (transfer full): 200 with an `OnboardingSession`, or 404
 */
SandboxAnswer *
sandbox_onboarding_get (SandboxOnboarding *self,
                        const char        *session_id)
{
  SandboxVisit *session = g_hash_table_lookup (self->sessions, session_id);

  if (session == NULL)
    return sandbox_answer_new_problem (404, "not_found", "There is no such onboarding session.");
  expire_if_due (self, session);
  return sandbox_answer_new_json (200, sandbox_visit_to_json (session, self->base_uri));
}

/* Where nothing is new, the session still names what was already there. */
static void
add_known_device (JsonNode *node,
                  gpointer  data)
{
  SandboxVisit *session = data;
  JsonObject *device = json_node_get_object (node);

  if (session->device_type == NULL
      || g_strcmp0 (json_object_get_string_member (device, "device_type"), session->device_type) == 0)
    sandbox_visit_add_device (session, device, FALSE);
}

static gboolean
add_new_devices (SandboxOnboarding *self,
                 SandboxVisit    *session,
                 guint              n_devices,
                 GError           **error)
{
  for (guint i = 0; i < n_devices; i++)
    {
      g_autoptr (JsonNode) device = sandbox_world_add_device (self->world, session->facility_id, session->device_type,
                                                              session->manufacturer, error);

      if (device == NULL)
        return FALSE;
      sandbox_visit_add_device (session, json_node_get_object (device), TRUE);
    }
  return TRUE;
}

static void
complete (SandboxOnboarding *self,
          SandboxVisit    *session,
          SandboxOutcome     outcome)
{
  g_autoptr (GError) error = NULL;

  session->status = ends[outcome].status;
  session->error_code = ends[outcome].error_code;
  if (session->status != SANDBOX_VISIT_COMPLETED)
    return;

  if (session->device_id != NULL)
    {
      g_autoptr (JsonNode) device = sandbox_world_get_device (self->world, session->device_id, NULL);

      if (device != NULL)
        sandbox_visit_add_device (session, json_node_get_object (device), FALSE);
      sandbox_world_sign_in_device (self->world, session->device_id);
    }
  else if (ends[outcome].n_added == 0)
    sandbox_world_show_devices (self->world, session->facility_id, add_known_device, session, NULL);
  else if (!add_new_devices (self, session, ends[outcome].n_added, &error))
    {
      /* Such a thing cannot be made. */
      session->status = SANDBOX_VISIT_FAILED;
      session->error_code = "incompatible_device";
    }
}

static SandboxAnswer *
send_back (SandboxVisit *session,
           ReturnKind      kind)
{
  g_autofree char *url = sandbox_visit_make_return_url (session, kind == RETURN_SOMEONE_ELSES);
  SandboxAnswer *answer;

  if (kind == RETURN_NEVER)
    return sandbox_page_new_end (session, NULL, FALSE);
  if (kind == RETURN_TWICE)
    return sandbox_page_new_end (session, url, TRUE);

  answer = sandbox_page_new_end (session, url, FALSE);
  answer->status = 303;
  sandbox_answer_add_header (answer, "Location", url);
  return answer;
}

/* "Maker/electric_vehicle", as the page's list of makers sends it. Who sends none gets the first that fits. */
static void
choose_maker (SandboxOnboarding *self,
              SandboxVisit      *session,
              const char        *choice)
{
  g_autoptr (JsonNode) makers = sandbox_world_list_manufacturers (self->world, session->device_type);
  JsonArray *list = json_object_get_array_member (json_node_get_object (makers), "manufacturers");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *maker = json_array_get_object_element (list, i);
      const char *name = json_object_get_string_member (maker, "manufacturer");
      JsonArray *types = json_object_get_array_member (maker, "device_types");

      for (guint j = 0; j < json_array_get_length (types); j++)
        {
          const char *type = json_array_get_string_element (types, j);
          g_autofree char *both = g_strconcat (name, "/", type, NULL);

          if ((choice != NULL && strcmp (choice, both) != 0)
              || (session->manufacturer != NULL && strcmp (session->manufacturer, name) != 0)
              || (session->device_type != NULL && strcmp (session->device_type, type) != 0))
            continue;
          g_free (session->manufacturer);
          session->manufacturer = g_strdup (name);
          g_free (session->device_type);
          session->device_type = g_strdup (type);
          return;
        }
    }
}

static SandboxAnswer *
decide (SandboxOnboarding    *self,
        SandboxVisit       *session,
        const SandboxRequest *request)
{
  g_autofree char *text = g_strndup (request->body != NULL ? request->body : "", request->body_length);
  g_autoptr (GHashTable) form = soup_form_decode (text);
  const char *decision = g_hash_table_lookup (form, "decision");
  const char *account = g_hash_table_lookup (form, "account");
  const char *maker = g_hash_table_lookup (form, "maker");
  SandboxOutcome outcome = self->scenario->outcome;

  if (g_strcmp0 (decision, "cancel") == 0)
    outcome = SANDBOX_OUTCOME_CANCELLED;
  else if (g_strcmp0 (decision, "connect") != 0)
    return sandbox_answer_new_problem (400, "invalid_request", "“decision” should be connect or cancel.");
  else if (outcome == SANDBOX_OUTCOME_ANY && account != NULL && !sandbox_outcome_from_name (account, &outcome))
    return sandbox_answer_new_problem (400, "invalid_request", "There is no account “%.40s”.", account);

  choose_maker (self, session, maker);
  complete (self, session, outcome);
  return send_back (session, ends[outcome].return_kind);
}

static gboolean
is_own_origin (SandboxOnboarding *self,
               const char        *origin)
{
  gsize length = strlen (origin);

  return strcmp (origin, "null") == 0
         || (strncmp (self->base_uri, origin, length) == 0 && strcmp (self->base_uri + length, "/") == 0);
}

/**
 * sandbox_onboarding_browse:
 * @self: onboarding
 * @request: what a browser asks for below /onboarding/
 *
 * GET shows the page of a session; POST of its form (`decision=connect|cancel`, `account`, `maker`) ends the session and
 * sends the browser back.
 *
 * Returns: (transfer full): a page, or 303
 */
SandboxAnswer *
sandbox_onboarding_browse (SandboxOnboarding    *self,
                           const SandboxRequest *request)
{
  SandboxVisit *session = g_hash_table_lookup (self->sessions, request->path + strlen (SANDBOX_ONBOARDING_PREFIX));
  gboolean is_post = strcmp (request->method, "POST") == 0;

  if (session == NULL)
    return sandbox_page_new_unknown ();
  if (!is_post && strcmp (request->method, "GET") != 0 && strcmp (request->method, "HEAD") != 0)
    {
      SandboxAnswer *answer = sandbox_answer_new_problem (405, "method_not_allowed", NULL);

      sandbox_answer_add_header (answer, "Allow", "GET, POST");
      return answer;
    }
  if (is_post && request->origin != NULL && !is_own_origin (self, request->origin))
    return sandbox_answer_new_problem (403, "foreign_origin", "Another site's page may not do that.");

  expire_if_due (self, session);
  if (session->status == SANDBOX_VISIT_PENDING && self->scenario->outcome == SANDBOX_OUTCOME_EXPIRED)
    session->status = SANDBOX_VISIT_EXPIRED;
  if (session->status == SANDBOX_VISIT_PENDING)
    {
      g_autoptr (JsonNode) makers = NULL;

      if (is_post)
        return decide (self, session, request);
      if (session->manufacturer == NULL || session->device_type == NULL)
        makers = sandbox_world_list_manufacturers (self->world, session->device_type);
      return sandbox_page_new_choice (session, self->scenario->outcome, makers);
    }
  return sandbox_page_new_end (session, NULL, FALSE);
}

/**
 * sandbox_onboarding_play_person:
 * @self: onboarding
 *
 * Does what a person at the browser would do with the last link: connects, with the end that the scenario has.
 *
 * Returns: (transfer full) (nullable): where the browser is sent back to, once, twice or never; %NULL when there was no link that had
 *   not been used
 */
char **
sandbox_onboarding_play_person (SandboxOnboarding *self)
{
  SandboxVisit *visit = self->in_order->len > 0 ? self->in_order->pdata[self->in_order->len - 1] : NULL;
  g_autoptr (GStrvBuilder) returns = NULL;
  g_autofree char *url = NULL;
  ReturnKind kind;

  if (visit == NULL || visit->status != SANDBOX_VISIT_PENDING)
    return NULL;

  choose_maker (self, visit, NULL);
  complete (self, visit, self->scenario->outcome);
  kind = ends[self->scenario->outcome].return_kind;
  url = sandbox_visit_make_return_url (visit, kind == RETURN_SOMEONE_ELSES);
  returns = g_strv_builder_new ();
  if (kind != RETURN_NEVER)
    g_strv_builder_add (returns, url);
  if (kind == RETURN_TWICE)
    g_strv_builder_add (returns, url);
  return g_strv_builder_end (returns);
}

/**
 * sandbox_onboarding_to_json:
 *
 * Returns: (transfer full): a list of every `OnboardingSession`, oldest first
 */
JsonNode *
sandbox_onboarding_to_json (SandboxOnboarding *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < self->in_order->len; i++)
    {
      expire_if_due (self, self->in_order->pdata[i]);
      json_array_add_element (list, sandbox_visit_to_json (self->in_order->pdata[i], self->base_uri));
    }
  json_node_take_array (node, list);
  return node;
}
