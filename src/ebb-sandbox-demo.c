/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo: the sandbox in this process, in a thread of its own, asked over real HTTP like any other server. This file and
 * main are the only ones that know both sides. It plays the sandbox's scenarios, and takes the client's clock and keyring along. */

#include "ebb-sandbox-demo.h"

#include <glib/gi18n.h>

#include "account/ebb-minted-credentials.h"
#include "app/ebb-fault-maker.h"
#include "sandbox/sandbox-scenario.h"
#include "sandbox/sandbox-server.h"

/* Any home will do, as long as it is the same one tomorrow. */
#define SEED 1

/* Long enough for a day of demonstration; a token that expires is renewed anyway. */
#define TOKEN_S (24 * 60 * 60)

struct _EbbSandboxDemo
{
  GObject parent_instance;

  EbbClock *clock;       /* (owned): the client's */
  EbbFaultyStore *store; /* (owned) (nullable): the client's keyring, where it is none; NULL where it is the person's own */
  gint64 start_us;       /* the time of scenarios that have none; 0 for the system's; UTC */
  double speed;          /* at which scenarios begin */
  gboolean is_untrusted; /* the server speaks TLS that nobody vouches for, which it does from its start or never */
  SandboxServer *server; /* (owned) (nullable): NULL until it is started */
};

static void player_init (EbbScenarioPlayerInterface *iface);
static void fault_maker_init (EbbFaultMakerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbSandboxDemo, ebb_sandbox_demo, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_SCENARIO_PLAYER, player_init)
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_FAULT_MAKER, fault_maker_init))

static char *
mint (gpointer user_data)
{
  return sandbox_server_mint_token (SANDBOX_SERVER (user_data), TOKEN_S);
}

static gboolean
start (EbbSandboxDemo  *self,
       const char      *scenario,
       GError         **error)
{
  SandboxOptions options = { .seed = SEED, .scenario = scenario, .now_us = self->start_us, .speed = self->speed };

  if (self->server != NULL)
    sandbox_server_stop (self->server);
  g_clear_object (&self->server);
  self->server = sandbox_server_start (&options, error);

  return self->server != NULL;
}

static EbbScenario *
convert (SandboxScenario *scenario,
         const char      *origin)
{
  EbbScenarioValues values = {
    .name = g_strdup (scenario->name),
    .origin = g_strdup (origin),
    .group = g_strdup (scenario->group),
    .sentence = g_strdup (scenario->sentence),
    .expect = g_strdup (scenario->expect),
    .page = g_strdup (scenario->page),
    .steps = ebb_steps_new (),
    .now_us = scenario->now_us,
    .look = g_strdup (scenario->look),
    .keyring = (EbbKeyringProblem) scenario->keyring,
    .is_loading = scenario->is_loading,
  };

  for (guint i = 0; i < scenario->steps->len; i++)
    {
      const SandboxStep *step = &g_array_index (scenario->steps, SandboxStep, i);
      EbbStep converted = { (EbbStepKind) step->kind, g_strdup (step->text), step->value };

      g_array_append_val (values.steps, converted);
    }

  return ebb_scenario_new (&values);
}

G_STATIC_ASSERT ((int) SANDBOX_STEP_PRESS == EBB_STEP_PRESS && (int) SANDBOX_STEP_SET == EBB_STEP_SET &&
                 (int) SANDBOX_STEP_BROWSE == EBB_STEP_BROWSE);
G_STATIC_ASSERT ((int) SANDBOX_KEYRING_WORKS == EBB_KEYRING_PROBLEM_NONE && (int) SANDBOX_KEYRING_LOCKED == EBB_KEYRING_PROBLEM_LOCKED &&
                 (int) SANDBOX_KEYRING_ABSENT == EBB_KEYRING_PROBLEM_ABSENT &&
                 (int) SANDBOX_KEYRING_UNAVAILABLE == EBB_KEYRING_PROBLEM_UNAVAILABLE);

/* The states of the network are faults, and each can be had alone. */
static gboolean
is_fault (SandboxScenario *scenario)
{
  return g_str_equal (scenario->group, "network") && scenario->faults->len > 0;
}

static GPtrArray *
list_those (gboolean   (*is_one) (SandboxScenario *scenario),
            GError    **error)
{
  g_autoptr (GPtrArray) scenarios = sandbox_scenario_list (error);
  GPtrArray *converted;

  if (scenarios == NULL)
    return NULL;

  converted = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < scenarios->len; i++)
    {
      SandboxScenario *scenario = g_ptr_array_index (scenarios, i);

      if (is_one == NULL || is_one (scenario))
        g_ptr_array_add (converted, convert (scenario, scenario->name));
    }

  return converted;
}

static GPtrArray *
list (EbbScenarioPlayer  *player,
      GError            **error)
{
  return list_those (NULL, error);
}

static EbbScenario *
load (EbbScenarioPlayer  *player,
      const char         *name,
      GError            **error)
{
  g_autoptr (SandboxScenario) scenario = sandbox_scenario_load (name, error);

  return scenario != NULL ? convert (scenario, name) : NULL;
}

static gboolean
play (EbbScenarioPlayer  *player,
      EbbScenario        *scenario,
      GError            **error)
{
  EbbSandboxDemo *self = EBB_SANDBOX_DEMO (player);
  const EbbScenarioValues *values = ebb_scenario_get_values (scenario);
  g_autoptr (SandboxScenario) loaded = sandbox_scenario_load (values->origin, error);
  gboolean is_other;

  if (loaded == NULL)
    return FALSE;

  if (values->keyring != EBB_KEYRING_PROBLEM_NONE && self->store == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("Your own keyring is in use. Start “ebb --scenario %s” for this state."),
                   values->name);
      return FALSE;
    }

  is_other = self->server == NULL || self->is_untrusted || loaded->is_untrusted;
  if (is_other && !start (self, loaded->is_untrusted ? values->origin : NULL, error))
    return FALSE;
  self->is_untrusted = loaded->is_untrusted;
  if (!loaded->is_untrusted && !sandbox_server_set_scenario (self->server, values->origin, error))
    return FALSE;

  if (self->store != NULL)
    ebb_faulty_store_set_problem (self->store, values->keyring);
  ebb_clock_set_speed (self->clock, self->speed);
  if (values->now_us != 0 || self->start_us != 0)
    ebb_clock_set (self->clock, values->now_us != 0 ? values->now_us : self->start_us);
  else
    ebb_clock_set_system (self->clock);

  return sandbox_server_set_clock (self->server, ebb_clock_now (self->clock), self->speed, error);
}

static void
stop (EbbScenarioPlayer *player)
{
  EbbSandboxDemo *self = EBB_SANDBOX_DEMO (player);

  if (self->server != NULL)
    sandbox_server_stop (self->server);
  g_clear_object (&self->server);
  ebb_clock_set_system (self->clock);
  if (self->store != NULL)
    ebb_faulty_store_set_problem (self->store, EBB_KEYRING_PROBLEM_NONE);
}

static gboolean
set_time (EbbScenarioPlayer  *player,
          gint64              now_us,
          double              speed,
          GError            **error)
{
  EbbSandboxDemo *self = EBB_SANDBOX_DEMO (player);

  if (!ebb_sandbox_demo_start (self, error) || !sandbox_server_set_clock (self->server, now_us, speed, error))
    return FALSE;

  ebb_clock_set_speed (self->clock, speed);
  ebb_clock_set (self->clock, now_us);
  return TRUE;
}

static char *
dup_device_id (EbbScenarioPlayer *player)
{
  char *device_id = NULL;

  g_free (sandbox_server_get_page (EBB_SANDBOX_DEMO (player)->server, &device_id, NULL));

  return device_id;
}

static gboolean
play_person (EbbScenarioPlayer  *player,
             GError            **error)
{
  return sandbox_server_play_person (EBB_SANDBOX_DEMO (player)->server, error);
}

static void
player_init (EbbScenarioPlayerInterface *iface)
{
  iface->list = list;
  iface->load = load;
  iface->play = play;
  iface->stop = stop;
  iface->set_time = set_time;
  iface->dup_device_id = dup_device_id;
  iface->play_person = play_person;
}

static char **
list_operations (EbbFaultMaker *maker)
{
  return sandbox_server_list_operations ();
}

static GPtrArray *
list_faults (EbbFaultMaker  *maker,
             GError        **error)
{
  return list_those (is_fault, error);
}

static gboolean
set_faults (EbbFaultMaker      *maker,
            const char *const  *faults,
            GError            **error)
{
  EbbSandboxDemo *self = EBB_SANDBOX_DEMO (maker);

  return ebb_sandbox_demo_start (self, error) && sandbox_server_set_faults (self->server, faults, error);
}

static void
fault_maker_init (EbbFaultMakerInterface *iface)
{
  iface->list_operations = list_operations;
  iface->list_faults = list_faults;
  iface->set_faults = set_faults;
}

static void
ebb_sandbox_demo_finalize (GObject *object)
{
  EbbSandboxDemo *self = EBB_SANDBOX_DEMO (object);

  if (self->server != NULL)
    sandbox_server_stop (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (ebb_sandbox_demo_parent_class)->finalize (object);
}

static void
ebb_sandbox_demo_class_init (EbbSandboxDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_sandbox_demo_finalize;
}

static void
ebb_sandbox_demo_init (EbbSandboxDemo *self)
{
}

/**
 * ebb_sandbox_demo_new:
 * @clock: what time it is; set when a scenario is played
 * @store: (nullable): the client's keyring; %NULL when it is the person's own, which no scenario touches
 * @start_us: the time of scenarios that have none, microseconds since the Unix epoch, UTC; 0 for the system's
 * @speed: virtual seconds per real second, as @clock has it
 *
 * Returns: (transfer full): a demo that does not run yet
 */
EbbSandboxDemo *
ebb_sandbox_demo_new (EbbClock       *clock,
                      EbbFaultyStore *store,
                      gint64          start_us,
                      double          speed)
{
  EbbSandboxDemo *self = g_object_new (EBB_TYPE_SANDBOX_DEMO, NULL);

  self->clock = g_object_ref (clock);
  g_set_object (&self->store, store);
  self->start_us = start_us;
  self->speed = speed;

  return self;
}

/**
 * ebb_sandbox_demo_start:
 * @self: a demo
 * @error: why it does not run
 *
 * Starts the sandbox with its own home, if it does not run yet.
 *
 * Returns: whether it runs
 */
gboolean
ebb_sandbox_demo_start (EbbSandboxDemo  *self,
                        GError         **error)
{
  return self->server != NULL || start (self, NULL, error);
}

/**
 * ebb_sandbox_demo_open:
 * @clock: what time it is
 * @demo: the demo
 * @error: why it does not run
 *
 * Returns: (transfer full): a session with the demo home
 */
EbbSession *
ebb_sandbox_demo_open (EbbClock  *clock,
                       gpointer   demo,
                       GError   **error)
{
  EbbSandboxDemo *self = EBB_SANDBOX_DEMO (demo);
  g_autoptr (EbbCredentials) credentials = NULL;

  if (!ebb_sandbox_demo_start (self, error))
    return NULL;

  credentials = ebb_minted_credentials_new (mint, g_object_ref (self->server), g_object_unref);
  return ebb_session_new_for_demo (sandbox_server_get_uri (self->server), credentials, clock, error);
}
