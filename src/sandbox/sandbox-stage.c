/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on: a scenario and all that it brings along. Another scenario is a new world; the clock and the log go on. */

#include "sandbox/sandbox-stage.h"

#include <string.h>

static gint64
get_start (SandboxStage    *self,
           SandboxScenario *scenario,
           gint64           preferred_us)
{
  gint64 start_us = preferred_us != 0 ? preferred_us : scenario->now_us;

  if (start_us == 0)
    start_us = self->start_us != 0 ? self->start_us : g_get_real_time ();
  return start_us + scenario->skew_s * G_USEC_PER_SEC;
}

static gboolean
play (SandboxStage    *self,
      SandboxScenario *scenario,
      gint64           preferred_us,
      GError         **error)
{
  gint64 now_us = get_start (self, scenario, preferred_us);
  SandboxWorld *world = sandbox_world_new (scenario->home, self->seed, now_us, error);

  if (world == NULL)
    {
      g_prefix_error (error, "%s: %s: home: ", scenario->file, scenario->name);
      return FALSE;
    }

  sandbox_scenario_ref (scenario);
  g_clear_pointer (&self->onboarding, sandbox_onboarding_free);
  g_clear_pointer (&self->world, sandbox_world_free);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->scenario, sandbox_scenario_unref);
  self->scenario = scenario;
  self->world = world;
  self->faults = sandbox_faults_copy (scenario->faults);
  sandbox_retailer_play (self->retailer, scenario);
  self->onboarding = sandbox_onboarding_new (world, scenario, self->seed, self->base_uri);
  sandbox_clock_set (self->clock, now_us, sandbox_clock_get_speed (self->clock));
  return TRUE;
}

/**
 * sandbox_stage_new:
 * @scenario: (transfer none): what to play
 * @retailer: (transfer none): who hands out tokens; it must live longer
 * @base_uri: the sandbox's address, with a slash at its end
 * @port: its port
 * @seed: the world's seed
 * @start_us: the time to start at, also against what @scenario says; 0 for what it says, or else the system's time
 * @speed: virtual seconds per real second
 * @error: return location for an error
 *
 * Returns: (transfer full): the stage, or %NULL if @scenario's home is not right
 */
SandboxStage *
sandbox_stage_new (SandboxScenario *scenario,
                   SandboxRetailer *retailer,
                   const char      *base_uri,
                   guint            port,
                   guint64          seed,
                   gint64           start_us,
                   double           speed,
                   GError         **error)
{
  g_autoptr (SandboxStage) self = g_new0 (SandboxStage, 1);

  self->retailer = retailer;
  self->base_uri = g_strdup (base_uri);
  self->port = port;
  self->seed = seed;
  self->start_us = start_us;
  self->clock = sandbox_clock_new (start_us, speed);
  self->log = sandbox_log_new ();
  if (!play (self, scenario, start_us, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sandbox_stage_free (SandboxStage *self)
{
  g_clear_pointer (&self->onboarding, sandbox_onboarding_free);
  g_clear_pointer (&self->world, sandbox_world_free);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->scenario, sandbox_scenario_unref);
  sandbox_clock_free (self->clock);
  sandbox_log_free (self->log);
  g_free (self->base_uri);
  g_free (self);
}

/**
 * sandbox_stage_play:
 * @self: a stage
 * @scenario: (transfer none): what to play from now on
 * @error: return location for an error
 *
 * Returns: whether it plays; otherwise everything is as it was
 */
gboolean
sandbox_stage_play (SandboxStage    *self,
                    SandboxScenario *scenario,
                    GError         **error)
{
  if (scenario->is_untrusted && g_str_has_prefix (self->base_uri, "http:"))
    {
      g_set_error (error, SANDBOX_SCENARIO_ERROR, SANDBOX_SCENARIO_ERROR_INVALID,
                   "%s can only be played from the start, since it changes the sandbox's address.", scenario->name);
      return FALSE;
    }
  return play (self, scenario, 0, error);
}

void
sandbox_choice_free (SandboxChoice *self)
{
  g_free (self->operation);
  g_clear_pointer (&self->scenario, sandbox_scenario_unref);
  g_free (self);
}

/* The faults of the scenario, but for this operation. One that spoils several operations has the same for each. */
static void
add_faults (GPtrArray           *faults,
            const SandboxChoice *choice)
{
  g_autoptr (GPtrArray) copies = choice->scenario != NULL ? sandbox_faults_copy (choice->scenario->faults) : NULL;
  g_autofree char *first = copies != NULL && copies->len > 0 ? g_strdup (((SandboxFault *) copies->pdata[0])->operation) : NULL;

  while (copies != NULL && copies->len > 0)
    {
      SandboxFault *fault = g_ptr_array_steal_index (copies, 0);

      if (strcmp (fault->operation, first) != 0)
        {
          sandbox_fault_free (fault);
          continue;
        }
      g_free (fault->operation);
      fault->operation = g_strdup (choice->operation);
      g_ptr_array_add (faults, fault);
    }

  /* What does nothing, but strikes first, keeps off what the scenario has for all operations. */
  if (choice->scenario == NULL)
    {
      SandboxFault *nothing = g_new0 (SandboxFault, 1);

      nothing->operation = g_strdup (choice->operation);
      nothing->retry_after_s = -1;
      g_ptr_array_add (faults, nothing);
    }
}

/**
 * sandbox_stage_set_faults:
 * @self: a stage
 * @choices: (element-type SandboxChoice): what goes wrong with which operation; the rest is as the scenario has it
 *
 * Changes what goes wrong from now on. Faults that strike only some requests count from here.
 */
void
sandbox_stage_set_faults (SandboxStage *self,
                          GPtrArray    *choices)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_fault_free);
  const SandboxChoice *for_all = NULL;

  for (guint i = 0; i < choices->len; i++)
    {
      const SandboxChoice *choice = choices->pdata[i];

      if (strcmp (choice->operation, "*") == 0)
        for_all = choice;
      else
        add_faults (faults, choice);
    }

  if (for_all != NULL)
    add_faults (faults, for_all);
  else
    {
      g_autoptr (GPtrArray) own = sandbox_faults_copy (self->scenario->faults);

      g_ptr_array_extend_and_steal (faults, g_steal_pointer (&own));
    }

  g_ptr_array_unref (self->faults);
  self->faults = faults;
}

/**
 * sandbox_stage_set_clock:
 * @self: a stage
 * @now_us: what time it is for whoever looks on, microseconds since the Unix epoch, UTC; the service's clock differs from it by as
 *   much as the scenario says
 * @speed: virtual seconds per real second; 0 stands still
 */
void
sandbox_stage_set_clock (SandboxStage *self,
                         gint64        now_us,
                         double        speed)
{
  sandbox_clock_set (self->clock, now_us + self->scenario->skew_s * G_USEC_PER_SEC, speed);
}

/**
 * sandbox_stage_tell_time:
 * @self: a stage
 *
 * Tells the world what time it is. Call this before each question to the world.
 */
void
sandbox_stage_tell_time (SandboxStage *self)
{
  sandbox_world_set_now (self->world, sandbox_clock_get_now (self->clock));
}

typedef struct
{
  const char *name;
  char       *device_id; /* (owned) (nullable): of the first that is called so */
} Wanted;

static void
find_device (JsonNode *node,
             gpointer  data)
{
  Wanted *wanted = data;
  JsonObject *device = json_node_get_object (node);

  if (wanted->device_id == NULL
      && g_strcmp0 (json_object_get_string_member_with_default (device, "custom_device_name", NULL), wanted->name) == 0)
    wanted->device_id = g_strdup (json_object_get_string_member (device, "device_id"));
}

/**
 * sandbox_stage_find_device:
 *
 * Returns: (transfer full) (nullable): the id of the device that the scenario is about
 */
char *
sandbox_stage_find_device (SandboxStage *self)
{
  g_autoptr (JsonNode) list = NULL;
  JsonArray *facilities;
  Wanted wanted = { .name = self->scenario->device };

  if (self->scenario->device == NULL)
    return NULL;

  sandbox_stage_tell_time (self);
  list = sandbox_world_list_facilities (self->world);
  facilities = json_object_get_array_member (json_node_get_object (list), "facilities");
  for (guint i = 0; i < json_array_get_length (facilities); i++)
    {
      JsonObject *facility = json_array_get_object_element (facilities, i);
      const char *facility_id = json_object_get_string_member (facility, "facility_id");

      sandbox_world_show_devices (self->world, facility_id, find_device, &wanted, NULL);
    }
  return wanted.device_id;
}
