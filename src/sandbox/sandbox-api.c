/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operations: from a route and a request to a question to the world, and from what the world says to an answer. */

#include "sandbox/sandbox-api.h"

#include "sandbox/sandbox-clock.h"
#include "sandbox/sandbox-json.h"

#include <string.h>

#define HOUR_US G_GINT64_CONSTANT (3600000000)
#define DAY_US  (24 * HOUR_US)

static SandboxAnswer *
answer_error (const GError *error)
{
  if (g_error_matches (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NO_CONTENT))
    return sandbox_answer_new (204);
  if (g_error_matches (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_FOUND))
    return sandbox_answer_new_problem (404, "not_found", "%s", error->message);
  if (g_error_matches (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NOT_SUPPORTED))
    return sandbox_answer_new_problem (404, "not_supported", "%s", error->message);
  return sandbox_answer_new_problem (400, "invalid_request", "%s", error->message);
}

/* Takes @document and @error, of which exactly one is set. */
static SandboxAnswer *
answer_with (JsonNode *document,
             GError   *error)
{
  g_autoptr (GError) owned = error;

  return document != NULL ? sandbox_answer_new_json (200, document) : answer_error (owned);
}

static SandboxAnswer *
answer_done (gboolean is_done,
             GError  *error)
{
  g_autoptr (GError) owned = error;

  return is_done ? sandbox_answer_new (204) : answer_error (owned);
}

static void
write_device (JsonNode *device,
              gpointer  data)
{
  GString *list = data;

  if (list->str[list->len - 1] != '[')
    g_string_append_c (list, ',');
  sandbox_json_append (list, device);
}

static SandboxAnswer *
answer_devices (SandboxWorld *world,
                const char   *facility_id)
{
  g_autoptr (GString) list = g_string_new ("{\"devices\":[");
  GError *error = NULL;

  if (!sandbox_world_show_devices (world, facility_id, write_device, list, &error))
    return answer_with (NULL, error);

  g_string_append (list, "]}");
  return sandbox_answer_new_text (200, "application/json", g_string_free (g_steal_pointer (&list), FALSE));
}

/* How much may be asked for at once. An hour more than whole days: a month in which clocks go back is that much longer. */
static const struct
{
  const char *resolution;
  gint64      longest_us;
} resolutions[] = {
  { "quarter_hour", 31 * DAY_US + HOUR_US },
  { "hour", 366 * DAY_US + HOUR_US },
  { "day", 3653 * DAY_US + HOUR_US },
  { "month", G_MAXINT64 },
};

typedef struct
{
  gint64 from_us;
  gint64 to_us;
} Range;

static SandboxAnswer *
read_time (const SandboxRequest *request,
           const char           *name,
           gint64               *time_us)
{
  const char *text = sandbox_request_get_query (request, name);

  if (text == NULL)
    return sandbox_answer_new_problem (400, "missing_parameter", "The parameter “%s” is missing.", name);
  if (!sandbox_time_parse (text, time_us))
    return sandbox_answer_new_problem (400, "invalid_parameter",
                                       "The parameter “%s” should be a time such as 2026-01-15T18:30:00Z.", name);
  return NULL;
}

/* Returns what to answer if the range is not right, otherwise NULL. */
static SandboxAnswer *
read_range (const SandboxRequest *request,
            gint64                longest_us,
            Range                *range)
{
  SandboxAnswer *refusal = read_time (request, "from", &range->from_us);

  if (refusal == NULL)
    refusal = read_time (request, "to", &range->to_us);
  if (refusal == NULL && range->from_us >= range->to_us)
    refusal = sandbox_answer_new_problem (400, "invalid_range", "“from” should be before “to”.");
  if (refusal == NULL && range->to_us - range->from_us > longest_us)
    refusal = sandbox_answer_new_problem (400, "range_too_long",
                                          "At most %" G_GINT64_FORMAT " days can be asked for at once.",
                                          longest_us / DAY_US);
  return refusal;
}

static SandboxAnswer *
answer_report (SandboxWorld         *world,
               const char           *facility_id,
               const char           *device_id,
               const SandboxRequest *request)
{
  const char *resolution = sandbox_request_get_query (request, "resolution");
  GError *error = NULL;

  if (resolution == NULL)
    return sandbox_answer_new_problem (400, "missing_parameter", "The parameter “resolution” is missing.");

  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++)
    if (strcmp (resolution, resolutions[i].resolution) == 0)
      {
        Range range;
        SandboxAnswer *refusal = read_range (request, resolutions[i].longest_us, &range);
        JsonNode *report;

        if (refusal != NULL)
          return refusal;
        report = sandbox_world_get_report (world, facility_id, device_id, range.from_us, range.to_us, resolution, &error);
        return answer_with (report, error);
      }

  return sandbox_answer_new_problem (400, "invalid_parameter",
                                     "The parameter “resolution” should be quarter_hour, hour, day or month.");
}

typedef JsonNode *(*ReadRange) (SandboxWorld *world,
                                const char   *id,
                                gint64        from_us,
                                gint64        to_us,
                                GError      **error);

static SandboxAnswer *
answer_range (SandboxWorld         *world,
              const char           *id,
              const SandboxRequest *request,
              gint64                longest_us,
              ReadRange             read)
{
  Range range;
  SandboxAnswer *refusal = read_range (request, longest_us, &range);
  GError *error = NULL;
  JsonNode *document;

  if (refusal != NULL)
    return refusal;
  document = read (world, id, range.from_us, range.to_us, &error);
  return answer_with (document, error);
}

typedef JsonNode *(*TakeBody) (SandboxWorld *world,
                               const char   *id,
                               JsonNode     *body,
                               GError      **error);

static SandboxAnswer *
answer_body (SandboxWorld         *world,
             const char           *id,
             const SandboxRequest *request,
             TakeBody              take)
{
  GError *error = NULL;
  g_autoptr (JsonNode) body = sandbox_request_read_json (request, &error);
  JsonNode *document = body != NULL ? take (world, id, body, &error) : NULL;

  return answer_with (document, error);
}

/* The tag is that of what a GET would answer now, whatever the PUT answers. */
static char *
get_settings_etag (SandboxWorld *world,
                   const char   *device_id)
{
  JsonNode *settings = sandbox_world_get_settings (world, device_id, NULL);
  g_autoptr (SandboxAnswer) answer = settings != NULL ? sandbox_answer_new_json (200, settings) : NULL;

  return answer != NULL ? sandbox_answer_make_etag (answer) : NULL;
}

static SandboxAnswer *
answer_put_settings (SandboxWorld         *world,
                     const char           *device_id,
                     const SandboxRequest *request)
{
  g_autofree char *before = get_settings_etag (world, device_id);
  g_autofree char *after = NULL;
  SandboxAnswer *answer;

  if (before != NULL && request->if_match != NULL && !sandbox_etag_matches (request->if_match, before))
    return sandbox_answer_new_problem (412, "conflict", "The settings were changed in the meantime.");

  answer = answer_body (world, device_id, request, sandbox_world_put_settings);
  after = get_settings_etag (world, device_id);
  if (answer->status == 200 && after != NULL)
    sandbox_answer_add_header (answer, "ETag", after);
  return answer;
}

static SandboxAnswer *
answer_start_onboarding (SandboxOnboarding    *onboarding,
                         const SandboxRequest *request)
{
  GError *error = NULL;
  g_autoptr (JsonNode) body = sandbox_request_read_json (request, &error);

  if (body == NULL)
    return answer_with (NULL, error);
  return sandbox_onboarding_start (onboarding, json_node_get_object (body));
}

/**
 * sandbox_api_answer:
 * @world: the world, already told what time it is
 * @onboarding: the onboarding sessions
 * @route: which operation
 * @request: the request
 *
 * Returns: (transfer full): the answer
 */
SandboxAnswer *
sandbox_api_answer (SandboxWorld         *world,
                    SandboxOnboarding    *onboarding,
                    const SandboxRoute   *route,
                    const SandboxRequest *request)
{
  GError *error = NULL;
  JsonNode *document;
  gboolean is_done;

  switch (route->operation)
    {
    case SANDBOX_OPERATION_LIST_FACILITIES:
      return sandbox_answer_new_json (200, sandbox_world_list_facilities (world));
    case SANDBOX_OPERATION_LIST_DEVICES:
      return answer_devices (world, route->id);
    case SANDBOX_OPERATION_GET_DEVICE:
      document = sandbox_world_get_device (world, route->id, &error);
      return answer_with (document, error);
    case SANDBOX_OPERATION_RENAME_DEVICE:
      return answer_body (world, route->id, request, sandbox_world_rename_device);
    case SANDBOX_OPERATION_REMOVE_DEVICE:
      is_done = sandbox_world_remove_device (world, route->id, &error);
      return answer_done (is_done, error);
    case SANDBOX_OPERATION_GET_SETTINGS:
      document = sandbox_world_get_settings (world, route->id, &error);
      return answer_with (document, error);
    case SANDBOX_OPERATION_PUT_SETTINGS:
      return answer_put_settings (world, route->id, request);
    case SANDBOX_OPERATION_PREVIEW:
      return answer_body (world, route->id, request, sandbox_world_preview);
    case SANDBOX_OPERATION_GET_PLAN:
      return answer_range (world, route->id, request, resolutions[0].longest_us, sandbox_world_get_plan);
    case SANDBOX_OPERATION_GET_EXCEPTION:
      document = sandbox_world_get_exception (world, route->id, &error);
      return answer_with (document, error);
    case SANDBOX_OPERATION_PUT_EXCEPTION:
      return answer_body (world, route->id, request, sandbox_world_put_exception);
    case SANDBOX_OPERATION_CLEAR_EXCEPTION:
      is_done = sandbox_world_clear_exception (world, route->id, &error);
      return answer_done (is_done, error);
    case SANDBOX_OPERATION_GET_PRICES:
      return answer_range (world, route->id, request, resolutions[1].longest_us, sandbox_world_get_prices);
    case SANDBOX_OPERATION_GET_FACILITY_REPORT:
      return answer_report (world, route->id, NULL, request);
    case SANDBOX_OPERATION_GET_DEVICE_REPORT:
      return answer_report (world, NULL, route->id, request);
    case SANDBOX_OPERATION_GET_SESSIONS:
      return answer_range (world, route->id, request, resolutions[2].longest_us, sandbox_world_get_sessions);
    case SANDBOX_OPERATION_LIST_MANUFACTURERS:
      document = sandbox_world_list_manufacturers (world, sandbox_request_get_query (request, "device_type"));
      return sandbox_answer_new_json (200, document);
    case SANDBOX_OPERATION_START_ONBOARDING:
      return answer_start_onboarding (onboarding, request);
    case SANDBOX_OPERATION_GET_ONBOARDING:
      return sandbox_onboarding_get (onboarding, route->id);
    case SANDBOX_N_OPERATIONS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * sandbox_api_make_conditional:
 * @answer: the answer to a GET
 * @request: the request
 *
 * Gives the answer an entity tag, and turns it into "304 Not Modified" if the client has it already.
 */
void
sandbox_api_make_conditional (SandboxAnswer        *answer,
                              const SandboxRequest *request)
{
  g_autofree char *etag = NULL;

  if (answer->status != 200)
    return;

  etag = sandbox_answer_make_etag (answer);
  sandbox_answer_add_header (answer, "ETag", etag);
  sandbox_answer_add_header (answer, "Cache-Control", "no-cache");
  if (request->if_none_match != NULL && sandbox_etag_matches (request->if_none_match, etag))
    {
      answer->status = 304;
      g_clear_pointer (&answer->body, g_bytes_unref);
    }
}
