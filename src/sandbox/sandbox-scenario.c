/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios are data: files of scenarios/, each with the scenarios of one group. How they are written is said in
 * scenarios/README.md. A new scenario is a few lines of JSON and no code. */

#include "sandbox/sandbox-scenario.h"

#include "sandbox/sandbox-data.h"
#include "sandbox/sandbox-fields.h"
#include "sandbox/sandbox-json.h"
#include "sandbox/sandbox-nearest.h"

#include <stdio.h>
#include <string.h>

#define ONBOARDING_LIFETIME_S (15 * 60)

G_DEFINE_QUARK (sandbox-scenario-error-quark, sandbox_scenario_error)
G_DEFINE_BOXED_TYPE (SandboxScenario, sandbox_scenario, sandbox_scenario_ref, sandbox_scenario_unref)

static const char *const outcomes[] = {
  [SANDBOX_OUTCOME_ANY]                  = "any",
  [SANDBOX_OUTCOME_SUCCESS_ONE]          = "success-one",
  [SANDBOX_OUTCOME_SUCCESS_THREE]        = "success-three",
  [SANDBOX_OUTCOME_NOTHING_NEW]          = "nothing-new",
  [SANDBOX_OUTCOME_CANCELLED]            = "cancelled",
  [SANDBOX_OUTCOME_ACCESS_DENIED]        = "access-denied",
  [SANDBOX_OUTCOME_EXPIRED]              = "expired",
  [SANDBOX_OUTCOME_ALREADY_LINKED]       = "already-linked",
  [SANDBOX_OUTCOME_INCOMPATIBLE]         = "incompatible",
  [SANDBOX_OUTCOME_SUBSCRIPTION_MISSING] = "subscription-missing",
  [SANDBOX_OUTCOME_NO_DEVICES]           = "no-devices",
  [SANDBOX_OUTCOME_MAKER_DOWN]           = "maker-down",
  [SANDBOX_OUTCOME_NEVER_RETURNS]        = "never-returns",
  [SANDBOX_OUTCOME_RETURNS_TWICE]        = "returns-twice",
  [SANDBOX_OUTCOME_RETURNS_WRONG_STATE]  = "returns-wrong-state",
  NULL
};

G_STATIC_ASSERT (G_N_ELEMENTS (outcomes) == SANDBOX_N_OUTCOMES + 1);

static const char *const keyrings[] = {
  [SANDBOX_KEYRING_WORKS]       = "works",
  [SANDBOX_KEYRING_LOCKED]      = "locked",
  [SANDBOX_KEYRING_ABSENT]      = "absent",
  [SANDBOX_KEYRING_UNAVAILABLE] = "unavailable",
  NULL
};

G_STATIC_ASSERT (G_N_ELEMENTS (keyrings) == SANDBOX_N_KEYRINGS + 1);

static const char *const pages[] = { "welcome", "devices", "device", "savings", "add-device", NULL };

static const char *const members[] = {
  "name", "sentence", "expect", "page", "device", "steps", "loading", "look", "keyring", "now", "clock_skew_s", "untrusted_tls", "home",
  "faults", "token", "onboarding", NULL
};

static const char *const token_members[] = { "problem", "expires_in_s", NULL };

static const char *const step_members[] = { "press", "set", "value", "browse", NULL };

static const char *const onboarding_members[] = { "outcome", "expires_in_s", NULL };

const char *
sandbox_outcome_get_name (SandboxOutcome outcome)
{
  return outcomes[outcome];
}

gboolean
sandbox_outcome_from_name (const char     *name,
                           SandboxOutcome *outcome)
{
  for (guint i = 0; outcomes[i] != NULL; i++)
    if (strcmp (outcomes[i], name) == 0)
      {
        *outcome = i;
        return TRUE;
      }
  return FALSE;
}

SandboxScenario *
sandbox_scenario_ref (SandboxScenario *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sandbox_scenario_unref (SandboxScenario *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_free (self->file);
  g_free (self->group);
  g_free (self->sentence);
  g_free (self->expect);
  g_free (self->page);
  g_free (self->device);
  g_free (self->look);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->home, json_object_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_token (SandboxScenario *self,
            JsonObject      *object,
            const char      *where,
            GError         **error)
{
  g_autofree char *place = g_strconcat (where, ": token", NULL);
  SandboxFields fields = { object, place, NULL };
  const char *problem;

  if (object == NULL)
    return TRUE;
  sandbox_fields_allow (&fields, token_members);
  problem = sandbox_fields_get_string (&fields, "problem", FALSE);
  if (problem != NULL && !sandbox_token_problem_from_name (problem, &self->token_problem))
    sandbox_fields_complain (&fields, "problem", "one of those that --mint-token knows, such as “%s”",
                             sandbox_token_problem_get_name (SANDBOX_TOKEN_WRONG_RETAILER));
  self->token_lifetime_s = sandbox_fields_get_int (&fields, "expires_in_s", 1, 10 * 366 * 86400, 0);
  return sandbox_fields_finish (&fields, error);
}

static gboolean
read_onboarding (SandboxScenario *self,
                 JsonObject      *object,
                 const char      *where,
                 GError         **error)
{
  g_autofree char *place = g_strconcat (where, ": onboarding", NULL);
  SandboxFields fields = { object, place, NULL };

  self->onboarding_lifetime_s = ONBOARDING_LIFETIME_S;
  if (object == NULL)
    return TRUE;
  sandbox_fields_allow (&fields, onboarding_members);
  self->outcome = sandbox_fields_get_choice (&fields, "outcome", outcomes, SANDBOX_OUTCOME_ANY);
  self->onboarding_lifetime_s = sandbox_fields_get_int (&fields, "expires_in_s", 1, 86400, ONBOARDING_LIFETIME_S);
  return sandbox_fields_finish (&fields, error);
}

static void
step_clear (gpointer data)
{
  g_free (((SandboxStep *) data)->text);
}

static gboolean
read_steps (SandboxScenario *self,
            JsonArray       *array,
            const char      *where,
            GError         **error)
{
  self->steps = g_array_new (FALSE, TRUE, sizeof (SandboxStep));
  g_array_set_clear_func (self->steps, step_clear);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *place = g_strdup_printf ("%s: steps[%u]", where, i);
      SandboxFields fields = { NULL, place, NULL };
      SandboxStep step = { SANDBOX_STEP_PRESS, NULL, 0 };
      const char *press, *set;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          sandbox_fields_complain (&fields, NULL, "an object such as {\"press\": \"_Save\"}");
          return sandbox_fields_finish (&fields, error);
        }
      fields.object = json_node_get_object (node);
      sandbox_fields_allow (&fields, step_members);
      press = sandbox_fields_get_string (&fields, "press", FALSE);
      set = sandbox_fields_get_string (&fields, "set", FALSE);
      if (sandbox_fields_get_boolean (&fields, "browse", FALSE))
        step.kind = SANDBOX_STEP_BROWSE;
      else if (set != NULL)
        {
          step.kind = SANDBOX_STEP_SET;
          step.value = sandbox_fields_get_number (&fields, "value", -1e6, 1e6, 0);
        }
      else if (press == NULL)
        sandbox_fields_complain (&fields, NULL, "one of “press”, “set” and “browse”");
      step.text = g_strdup (set != NULL ? set : press);
      g_array_append_val (self->steps, step);
      if (!sandbox_fields_finish (&fields, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_kebab_case (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

/**
 * sandbox_scenario_from_json:
 * @node: one scenario
 * @file: where it comes from, for error messages; also its group
 * @error: return location for an error
 *
 * Returns: (transfer full): the scenario, or %NULL
 */
SandboxScenario *
sandbox_scenario_from_json (JsonNode   *node,
                            const char *file,
                            GError    **error)
{
  g_autoptr (SandboxScenario) self = g_new0 (SandboxScenario, 1);
  g_autofree char *where = NULL;
  g_autofree char *faults_where = NULL;
  SandboxFields fields = { NULL, file, NULL };
  JsonObject *token, *onboarding, *home;
  JsonArray *faults, *steps;

  g_atomic_ref_count_init (&self->ref_count);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      sandbox_fields_complain (&fields, NULL, "an object with the members of a scenario");
      sandbox_fields_finish (&fields, error);
      return NULL;
    }

  fields.object = json_node_get_object (node);
  self->name = g_strdup (sandbox_fields_get_string (&fields, "name", TRUE));
  if (self->name != NULL && !is_kebab_case (self->name))
    sandbox_fields_complain (&fields, "name", "small letters, digits and hyphens");
  where = g_strdup_printf ("%s: %s", file, self->name);
  faults_where = g_strconcat (where, ": faults", NULL);
  if (self->name != NULL)
    fields.where = where;

  sandbox_fields_allow (&fields, members);
  self->file = g_strdup (file);
  self->group = g_strdup (file);
  if (g_str_has_suffix (self->group, ".json"))
    self->group[strlen (self->group) - strlen (".json")] = '\0';
  self->sentence = g_strdup (sandbox_fields_get_string (&fields, "sentence", TRUE));
  self->expect = g_strdup (sandbox_fields_get_string (&fields, "expect", TRUE));
  self->page = g_strdup (pages[sandbox_fields_get_choice (&fields, "page", pages, 1)]);
  self->device = g_strdup (sandbox_fields_get_string (&fields, "device", strcmp (self->page, "device") == 0));
  steps = sandbox_fields_get_array (&fields, "steps");
  self->is_loading = sandbox_fields_get_boolean (&fields, "loading", FALSE);
  self->look = g_strdup (sandbox_fields_get_string (&fields, "look", FALSE));
  self->keyring = sandbox_fields_get_choice (&fields, "keyring", keyrings, SANDBOX_KEYRING_WORKS);
  self->now_us = sandbox_fields_get_time (&fields, "now", 0);
  self->skew_s = sandbox_fields_get_int (&fields, "clock_skew_s", -366 * 86400, 366 * 86400, 0);
  self->is_untrusted = sandbox_fields_get_boolean (&fields, "untrusted_tls", FALSE);
  home = sandbox_fields_get_object (&fields, "home");
  faults = sandbox_fields_get_array (&fields, "faults");
  token = sandbox_fields_get_object (&fields, "token");
  onboarding = sandbox_fields_get_object (&fields, "onboarding");
  if (home != NULL)
    self->home = json_object_ref (home);

  if (!sandbox_fields_finish (&fields, error)
      || (self->faults = sandbox_faults_from_json (faults, faults_where, error)) == NULL
      || !read_steps (self, steps, where, error)
      || !read_token (self, token, where, error)
      || !read_onboarding (self, onboarding, where, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* json-glib says "<data>:2:15: Parse error: unexpected character …". */
static void
complain_of_json (const char *file,
                  const char *message,
                  GError    **error)
{
  int line, column, start = 0;

  if (sscanf (message, "<data>:%d:%d: Parse error: %n", &line, &column, &start) == 2 && start > 0)
    g_set_error (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_INVALID, "%s is not JSON: line %d: %s", file, line,
                 message + start);
  else
    g_set_error (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_INVALID, "%s is not JSON: %s", file, message);
}

/* Adds the scenarios of one text: a scenario, or `{"scenarios":[…]}`. */
static gboolean
read_text (GPtrArray  *scenarios,
           const char *text,
           gsize       length,
           const char *file,
           GError    **error)
{
  g_autoptr (GError) parse_error = NULL;
  g_autoptr (JsonNode) root = sandbox_json_parse (text, length, &parse_error);
  SandboxFields fields = { NULL, file, NULL };
  JsonArray *list;

  if (root == NULL)
    {
      complain_of_json (file, parse_error->message, error);
      return FALSE;
    }

  if (!JSON_NODE_HOLDS_OBJECT (root) || !json_object_has_member (json_node_get_object (root), "scenarios"))
    {
      SandboxScenario *scenario = sandbox_scenario_from_json (root, file, error);

      if (scenario != NULL)
        g_ptr_array_add (scenarios, scenario);
      return scenario != NULL;
    }

  fields.object = json_node_get_object (root);
  sandbox_fields_allow (&fields, (const char *[]) { "scenarios", NULL });
  list = sandbox_fields_get_array (&fields, "scenarios");
  if (!sandbox_fields_finish (&fields, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      SandboxScenario *scenario = sandbox_scenario_from_json (json_array_get_element (list, i), file, error);

      if (scenario == NULL)
        return FALSE;
      g_ptr_array_add (scenarios, scenario);
    }
  return TRUE;
}

static gboolean
read_built_in (GPtrArray  *scenarios,
               const char *file,
               GError    **error)
{
  g_autofree char *path = g_strconcat ("scenarios/", file, NULL);
  g_autoptr (GBytes) bytes = sandbox_data_get (path);

  return read_text (scenarios, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), file, error);
}

/**
 * sandbox_scenario_list:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type SandboxScenario): every scenario that is built in, by group and in the order of
 *   its file; or %NULL
 */
GPtrArray *
sandbox_scenario_list (GError **error)
{
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_scenario_unref);
  g_auto (GStrv) files = sandbox_data_list ("scenarios");

  for (guint i = 0; files[i] != NULL; i++)
    if (!read_built_in (scenarios, files[i], error))
      return NULL;
  return g_steal_pointer (&scenarios);
}

static SandboxScenario *
find (GPtrArray  *scenarios,
      const char *name)
{
  for (guint i = 0; i < scenarios->len; i++)
    {
      SandboxScenario *scenario = scenarios->pdata[i];

      if (strcmp (scenario->name, name) == 0)
        return sandbox_scenario_ref (scenario);
    }
  return NULL;
}

static SandboxScenario *
load_file (const char *path,
           GError    **error)
{
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_scenario_unref);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error) || !read_text (scenarios, text, length, file, error))
    return NULL;
  if (scenarios->len != 1)
    {
      g_set_error (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_INVALID,
                   "%s should hold exactly one scenario; it holds %u", file, scenarios->len);
      return NULL;
    }
  return sandbox_scenario_ref (scenarios->pdata[0]);
}

/**
 * sandbox_scenario_load:
 * @name: (nullable): a scenario's name, or the path of a file with one scenario (anything with a "/" or ending in
 *   ".json"); %NULL for the default home
 * @error: return location for an error
 *
 * Returns: (transfer full): the scenario, or %NULL
 */
SandboxScenario *
sandbox_scenario_load (const char *name,
                       GError    **error)
{
  g_autoptr (GPtrArray) scenarios = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *nearest = NULL;
  SandboxScenario *found;

  if (name != NULL && (strchr (name, '/') != NULL || g_str_has_suffix (name, ".json")))
    return load_file (name, error);

  if (name == NULL || strcmp (name, SANDBOX_DEFAULT_SCENARIO) == 0)
    {
      /* The one that a demo waits for: only its own file is read. */
      scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_scenario_unref);
      if (!read_built_in (scenarios, SANDBOX_DEFAULT_SCENARIO ".json", error))
        return NULL;
      return find (scenarios, SANDBOX_DEFAULT_SCENARIO);
    }

  scenarios = sandbox_scenario_list (error);
  if (scenarios == NULL)
    return NULL;
  found = find (scenarios, name);
  if (found != NULL)
    return found;

  names = g_ptr_array_new ();
  for (guint i = 0; i < scenarios->len; i++)
    g_ptr_array_add (names, ((SandboxScenario *) scenarios->pdata[i])->name);
  nearest = sandbox_nearest_names (name, names);
  g_set_error (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_UNKNOWN,
               "There is no scenario “%s”; near it: %s.", name, nearest);
  return NULL;
}
