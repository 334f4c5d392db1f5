/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The control interface, for tests and for people who test:
 *
 *   GET    /_sandbox/scenarios   every scenario, with its sentence
 *   GET    /_sandbox/scenario    what is played
 *   PUT    /_sandbox/scenario    {"name":…} or {"scenario":{…}}: play another one
 *   GET    /_sandbox/clock       {"now","speed"}
 *   PUT    /_sandbox/clock       {"now"?,"speed"?}
 *   GET    /_sandbox/faults      {"faults":[…]}, each with how many requests it has seen
 *   PUT    /_sandbox/faults      {"faults":[…]}: these and no others
 *   DELETE /_sandbox/faults      none
 *   GET    /_sandbox/log         {"requests":[…]}, oldest first
 *   DELETE /_sandbox/log         forget them
 *   GET    /_sandbox/state       the world as it is, and the onboarding sessions
 *   POST   /_sandbox/token       {"expires_in_s"?,"problem"?}: {"token"}
 *
 * It opens everything to whoever reaches it, so pages of other sites must not: they send an Origin, or (with a name that
 * suddenly resolves to this machine) another Host, and are refused. */

#include "sandbox/sandbox-control.h"

#include "sandbox/sandbox-fields.h"

#include <string.h>

static SandboxAnswer *
refuse (const GError *error)
{
  gboolean is_unknown = g_error_matches (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_UNKNOWN);

  return sandbox_answer_new_problem (is_unknown ? 404 : 400, is_unknown ? "unknown_scenario" : "invalid_request", "%s",
                                     error->message);
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonObject *
describe (SandboxScenario *scenario)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", scenario->name);
  json_object_set_string_member (object, "group", scenario->group);
  json_object_set_string_member (object, "sentence", scenario->sentence);
  json_object_set_string_member (object, "expect", scenario->expect);
  json_object_set_string_member (object, "page", scenario->page);
  return object;
}

static SandboxAnswer *
list_scenarios (SandboxStage         *stage,
                const SandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = sandbox_scenario_list (&error);
  JsonObject *root = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; scenarios != NULL && i < scenarios->len; i++)
    json_array_add_object_element (list, describe (scenarios->pdata[i]));
  json_object_set_array_member (root, "scenarios", list);
  return sandbox_answer_new_json (200, take_object (root));
}

static SandboxAnswer *
get_scenario (SandboxStage         *stage,
              const SandboxRequest *request)
{
  JsonObject *object = describe (stage->scenario);
  g_autofree char *device_id = sandbox_stage_find_device (stage);

  if (device_id != NULL)
    json_object_set_string_member (object, "device_id", device_id);
  return sandbox_answer_new_json (200, take_object (object));
}

static SandboxAnswer *
put_scenario (SandboxStage         *stage,
              const SandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = sandbox_request_read_json (request, &error);
  g_autoptr (SandboxScenario) scenario = NULL;
  SandboxFields fields = { NULL, "The body", NULL };
  const char *name;
  JsonObject *inline_scenario;

  if (body == NULL)
    return refuse (error);
  fields.object = json_node_get_object (body);
  sandbox_fields_allow (&fields, (const char *[]) { "name", "scenario", NULL });
  name = sandbox_fields_get_string (&fields, "name", FALSE);
  inline_scenario = sandbox_fields_get_object (&fields, "scenario");
  if (name != NULL && (strchr (name, '/') != NULL || g_str_has_suffix (name, ".json")))
    sandbox_fields_complain (&fields, "name", "the name of a scenario; one of your own goes into “scenario”");
  if ((name == NULL) == (inline_scenario == NULL))
    sandbox_fields_complain (&fields, NULL, "an object with either “name” or “scenario”");
  if (!sandbox_fields_finish (&fields, &error))
    return refuse (error);

  if (inline_scenario != NULL)
    scenario = sandbox_scenario_from_json (json_object_get_member (fields.object, "scenario"), "inline", &error);
  else
    scenario = sandbox_scenario_load (name, &error);
  if (scenario == NULL || !sandbox_stage_play (stage, scenario, &error))
    return refuse (error);
  return get_scenario (stage, request);
}

static SandboxAnswer *
get_clock (SandboxStage         *stage,
           const SandboxRequest *request)
{
  JsonObject *object = json_object_new ();
  g_autofree char *now = sandbox_time_format (sandbox_clock_get_now (stage->clock));

  json_object_set_string_member (object, "now", now);
  json_object_set_double_member (object, "speed", sandbox_clock_get_speed (stage->clock));
  return sandbox_answer_new_json (200, take_object (object));
}

static SandboxAnswer *
put_clock (SandboxStage         *stage,
           const SandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = sandbox_request_read_json (request, &error);
  SandboxFields fields = { NULL, "The body", NULL };
  gint64 now_us;
  double speed;

  if (body == NULL)
    return refuse (error);
  fields.object = json_node_get_object (body);
  sandbox_fields_allow (&fields, (const char *[]) { "now", "speed", NULL });
  now_us = sandbox_fields_get_time (&fields, "now", sandbox_clock_get_now (stage->clock));
  speed = sandbox_fields_get_number (&fields, "speed", 0, 100000, sandbox_clock_get_speed (stage->clock));
  if (!sandbox_fields_finish (&fields, &error))
    return refuse (error);

  sandbox_clock_set (stage->clock, now_us, speed);
  return get_clock (stage, request);
}

static SandboxAnswer *
get_faults (SandboxStage         *stage,
            const SandboxRequest *request)
{
  return sandbox_answer_new_json (200, sandbox_faults_to_json (stage->faults));
}

static SandboxAnswer *
put_faults (SandboxStage         *stage,
            const SandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = sandbox_request_read_json (request, &error);
  SandboxFields fields = { NULL, "The body", NULL };
  GPtrArray *faults;
  JsonArray *list;

  if (body == NULL)
    return refuse (error);
  fields.object = json_node_get_object (body);
  sandbox_fields_allow (&fields, (const char *[]) { "faults", NULL });
  list = sandbox_fields_get_array (&fields, "faults");
  if (list == NULL)
    sandbox_fields_complain (&fields, "faults", "a list");
  if (!sandbox_fields_finish (&fields, &error))
    return refuse (error);
  faults = sandbox_faults_from_json (list, "faults", &error);
  if (faults == NULL)
    return refuse (error);

  g_ptr_array_unref (stage->faults);
  stage->faults = faults;
  return get_faults (stage, request);
}

static SandboxAnswer *
delete_faults (SandboxStage         *stage,
               const SandboxRequest *request)
{
  g_ptr_array_set_size (stage->faults, 0);
  return sandbox_answer_new (204);
}

static SandboxAnswer *
get_log (SandboxStage         *stage,
         const SandboxRequest *request)
{
  return sandbox_answer_new_json (200, sandbox_log_to_json (stage->log));
}

static SandboxAnswer *
delete_log (SandboxStage         *stage,
            const SandboxRequest *request)
{
  sandbox_log_clear (stage->log);
  return sandbox_answer_new (204);
}

static SandboxAnswer *
get_state (SandboxStage         *stage,
           const SandboxRequest *request)
{
  JsonObject *object = json_object_new ();
  g_autofree char *now = sandbox_time_format (sandbox_clock_get_now (stage->clock));

  sandbox_stage_tell_time (stage);
  json_object_set_string_member (object, "scenario", stage->scenario->name);
  json_object_set_string_member (object, "now", now);
  json_object_set_double_member (object, "speed", sandbox_clock_get_speed (stage->clock));
  json_object_set_int_member (object, "requests", sandbox_log_count (stage->log));
  json_object_set_member (object, "world", sandbox_world_dump (stage->world));
  json_object_set_member (object, "onboarding", sandbox_onboarding_to_json (stage->onboarding));
  return sandbox_answer_new_json (200, take_object (object));
}

static SandboxAnswer *
post_token (SandboxStage         *stage,
            const SandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = sandbox_request_read_json (request, &error);
  g_autofree char *token = NULL;
  SandboxFields fields = { NULL, "The body", NULL };
  SandboxTokenProblem problem = SANDBOX_TOKEN_GOOD;
  const char *name;
  gint64 expires_in_s;
  JsonObject *object;

  if (body == NULL)
    return refuse (error);
  fields.object = json_node_get_object (body);
  sandbox_fields_allow (&fields, (const char *[]) { "expires_in_s", "problem", NULL });
  name = sandbox_fields_get_string (&fields, "problem", FALSE);
  expires_in_s = sandbox_fields_get_int (&fields, "expires_in_s", -10 * 366 * 86400, 10 * 366 * 86400,
                                         SANDBOX_TOKEN_LIFETIME_S);
  if (name != NULL && !sandbox_token_problem_from_name (name, &problem))
    sandbox_fields_complain (&fields, "problem", "one of those that --mint-token knows, such as “%s”",
                             sandbox_token_problem_get_name (SANDBOX_TOKEN_WRONG_RETAILER));
  if (!sandbox_fields_finish (&fields, &error))
    return refuse (error);

  token = sandbox_token_mint (problem, sandbox_retailer_get_time (stage->retailer), expires_in_s);
  object = json_object_new ();
  json_object_set_string_member (object, "token", token);
  return sandbox_answer_new_json (200, take_object (object));
}

static const struct
{
  const char *method;
  const char *name;
  SandboxAnswer *(*answer) (SandboxStage         *stage,
                            const SandboxRequest *request);
} verbs[] = {
  { "GET", "scenarios", list_scenarios },
  { "GET", "scenario", get_scenario },
  { "PUT", "scenario", put_scenario },
  { "GET", "clock", get_clock },
  { "PUT", "clock", put_clock },
  { "GET", "faults", get_faults },
  { "PUT", "faults", put_faults },
  { "DELETE", "faults", delete_faults },
  { "GET", "log", get_log },
  { "DELETE", "log", delete_log },
  { "GET", "state", get_state },
  { "POST", "token", post_token },
};

/**
 * sandbox_control_answer:
 * @stage: what is being played
 * @request: a request below /_sandbox/, its Host already checked
 *
 * Returns: (transfer full): the answer
 */
SandboxAnswer *
sandbox_control_answer (SandboxStage         *stage,
                        const SandboxRequest *request)
{
  const char *name = request->path + strlen (SANDBOX_CONTROL_PREFIX);
  g_autoptr (GString) allow = g_string_new (NULL);
  SandboxAnswer *answer;

  if (request->origin != NULL)
    return sandbox_answer_new_problem (403, "foreign_origin", "No web page may do that.");

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].name, name) != 0)
        continue;
      if (strcmp (verbs[i].method, request->method) == 0)
        return verbs[i].answer (stage, request);
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", verbs[i].method);
    }

  if (allow->len == 0)
    return sandbox_answer_new_problem (404, "not_found", "The control interface has no “%.40s”.", name);
  answer = sandbox_answer_new_problem (405, "method_not_allowed", NULL);
  sandbox_answer_add_header (answer, "Allow", allow->str);
  return answer;
}
