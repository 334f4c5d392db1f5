/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sandbox as an object of another program: the service runs in a thread of its own, so that a main loop that draws a
 * window is never held up by a world that computes three years of prices. What callers ask is carried out in that thread
 * while they wait; it never waits for them. */

#include "sandbox/sandbox-server.h"

#include "sandbox/sandbox-router.h"
#include "sandbox/sandbox-service.h"

#include <libsoup/soup.h>

struct _SandboxServer
{
  GObject          parent_instance;

  GThread         *thread;     /* (owned) (nullable): NULL once stopped */
  GMainContext    *context;    /* (owned) */
  GMainLoop       *loop;       /* (owned) */
  char            *uri;        /* (owned) */
  SandboxRetailer *retailer;   /* (owned) */

  /* Given to the thread at its start. */
  SandboxScenario *scenario;   /* (owned) */
  guint16          port;
  guint64          seed;
  gint64           now_us;
  double           speed;

  /* Only used in the thread. */
  SandboxService  *service;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (SandboxServer, sandbox_server, G_TYPE_OBJECT)

typedef void (*Verb) (SandboxStage *stage,
                      gpointer      data);

/* Something to be done in the thread, and somebody who waits for it. */
typedef struct
{
  SandboxServer *server;
  Verb           verb;
  gpointer       data;
  GMutex         mutex;
  GCond          cond;
  gboolean       is_done;
} Call;

static void
call_finish (Call *call)
{
  g_mutex_lock (&call->mutex);
  call->is_done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);
}

static gboolean
call_cb (gpointer user_data)
{
  Call *call = user_data;

  call->verb (sandbox_service_get_stage (call->server->service), call->data);
  call_finish (call);
  return G_SOURCE_REMOVE;
}

static void
call_wait (Call *call)
{
  g_mutex_lock (&call->mutex);
  while (!call->is_done)
    g_cond_wait (&call->cond, &call->mutex);
  g_mutex_unlock (&call->mutex);
  g_mutex_clear (&call->mutex);
  g_cond_clear (&call->cond);
}

/* Returns whether the server still runs. */
static gboolean
run_in_thread (SandboxServer *self,
               Verb           verb,
               gpointer       data,
               GError       **error)
{
  Call call = { .server = self, .verb = verb, .data = data };

  if (self->thread == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The sandbox is not running.");
      return FALSE;
    }

  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);
  g_main_context_invoke (self->context, call_cb, &call);
  call_wait (&call);
  return TRUE;
}

typedef struct
{
  Call    call;
  GError *error;
} Start;

static gpointer
thread_func (gpointer user_data)
{
  Start *start = user_data;
  SandboxServer *self = start->call.server;
  gboolean is_running;

  g_main_context_push_thread_default (self->context);
  self->service = sandbox_service_new (self->scenario, self->retailer, self->port, self->seed, self->now_us, self->speed,
                                       &start->error);
  is_running = self->service != NULL;
  if (is_running)
    self->uri = g_strdup (sandbox_service_get_stage (self->service)->base_uri);
  call_finish (&start->call);

  if (is_running)
    {
      g_main_loop_run (self->loop);
      g_clear_pointer (&self->service, sandbox_service_free);
    }
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
sandbox_server_finalize (GObject *object)
{
  SandboxServer *self = SANDBOX_SERVER (object);

  sandbox_server_stop (self);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->scenario, sandbox_scenario_unref);
  sandbox_retailer_free (self->retailer);
  g_free (self->uri);

  G_OBJECT_CLASS (sandbox_server_parent_class)->finalize (object);
}

static void
sandbox_server_class_init (SandboxServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sandbox_server_finalize;
}

static void
sandbox_server_init (SandboxServer *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->retailer = sandbox_retailer_new ();
}

/**
 * sandbox_server_start:
 * @options: what to serve
 * @error: return location for an error
 *
 * Starts a sandbox in a thread of its own. It listens when this returns.
 *
 * Returns: (transfer full): the sandbox; or %NULL, and @error is one sentence: an unknown scenario (with the nearest
 *   names), a scenario that is not right (with file and member), or a port that cannot be used
 */
SandboxServer *
sandbox_server_start (const SandboxOptions *options,
                      GError              **error)
{
  g_autoptr (SandboxServer) self = g_object_new (SANDBOX_TYPE_SERVER, NULL);
  Start start = { .call = { .server = self } };

  self->scenario = sandbox_scenario_load (options->scenario, error);
  if (self->scenario == NULL)
    return NULL;
  self->port = options->port;
  self->seed = options->seed;
  self->now_us = options->now_us;
  self->speed = options->speed;

  g_mutex_init (&start.call.mutex);
  g_cond_init (&start.call.cond);
  self->thread = g_thread_new ("sandbox", thread_func, &start);
  call_wait (&start.call);
  if (start.error != NULL)
    {
      g_thread_join (g_steal_pointer (&self->thread));
      g_propagate_error (error, start.error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
quit_cb (gpointer user_data)
{
  SandboxServer *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/**
 * sandbox_server_stop:
 * @self: a sandbox
 *
 * Closes all connections and waits until the thread is gone. Does nothing the second time.
 */
void
sandbox_server_stop (SandboxServer *self)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (SANDBOX_IS_SERVER (self));

  if (self->thread == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_callback (source, quit_cb, self, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * sandbox_server_get_uri:
 * @self: a sandbox
 *
 * Returns: the address that operations are below of, "http://127.0.0.1:8080/"
 */
const char *
sandbox_server_get_uri (SandboxServer *self)
{
  g_return_val_if_fail (SANDBOX_IS_SERVER (self), NULL);

  return self->uri;
}

/**
 * sandbox_server_mint_token:
 * @self: a sandbox
 * @expires_in_s: for how long it is to be valid, seconds from now; negative for one that has expired. A scenario that is
 *   about tokens overrules it
 *
 * Mints the token that the make-believe retailer hands out: a good one, unless the scenario is about one that is not.
 * May be called in any thread, and never waits for the service.
 *
 * Returns: (transfer full): a token
 */
char *
sandbox_server_mint_token (SandboxServer *self,
                           gint64         expires_in_s)
{
  g_return_val_if_fail (SANDBOX_IS_SERVER (self), NULL);

  return sandbox_retailer_mint (self->retailer, expires_in_s);
}

/* What is asked of the thread, and what it says. */
typedef struct
{
  SandboxScenario *scenario;
  GPtrArray       *choices;
  gint64           now_us;
  double           speed;
  char            *text;
  char            *device_id;
  gboolean         is_done;
  GError          *error;
} Talk;

static void
play_verb (SandboxStage *stage,
           gpointer      data)
{
  Talk *talk = data;

  sandbox_stage_play (stage, talk->scenario, &talk->error);
}

/**
 * sandbox_server_set_scenario:
 * @self: a sandbox
 * @name: (nullable): name of a scenario, or path of a file with one; %NULL is the default home
 * @error: return location for an error
 *
 * Plays another scenario from now on: a new world, other faults. May be called in any thread.
 *
 * Returns: whether it plays; otherwise everything is as it was
 */
gboolean
sandbox_server_set_scenario (SandboxServer *self,
                             const char    *name,
                             GError       **error)
{
  g_autoptr (SandboxScenario) scenario = NULL;
  Talk talk = { 0 };

  g_return_val_if_fail (SANDBOX_IS_SERVER (self), FALSE);

  scenario = sandbox_scenario_load (name, error);
  talk.scenario = scenario;
  if (scenario == NULL || !run_in_thread (self, play_verb, &talk, error))
    return FALSE;
  if (talk.error == NULL)
    return TRUE;
  g_propagate_error (error, talk.error);
  return FALSE;
}

/**
 * sandbox_server_list_operations:
 *
 * Returns: (transfer full): the name of every operation, "GET facilities"
 */
char **
sandbox_server_list_operations (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < SANDBOX_N_OPERATIONS; i++)
    g_strv_builder_add (names, sandbox_operation_get_name (i));

  return g_strv_builder_end (names);
}

static void
faults_verb (SandboxStage *stage,
             gpointer      data)
{
  sandbox_stage_set_faults (stage, ((Talk *) data)->choices);
}

/**
 * sandbox_server_set_faults:
 * @self: a sandbox
 * @faults: pairs of strings, ended by %NULL: an operation, or "*" for the rest of them, and the scenario whose faults shall strike it,
 *   or "" for none
 * @error: return location for an error
 *
 * Changes what goes wrong from now on, until another scenario is played. Of what is not named here the scenario's own faults stay. May be
 * called in any thread.
 *
 * Returns: whether it does; otherwise everything is as it was
 */
gboolean
sandbox_server_set_faults (SandboxServer     *self,
                           const char *const *faults,
                           GError           **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_choice_free);
  Talk talk = { .choices = choices };

  g_return_val_if_fail (SANDBOX_IS_SERVER (self), FALSE);

  for (; faults[0] != NULL; faults += 2)
    {
      SandboxChoice *choice = g_new0 (SandboxChoice, 1);

      choice->operation = g_strdup (faults[0]);
      g_ptr_array_add (choices, choice);
      if (faults[1][0] != '\0')
        {
          choice->scenario = sandbox_scenario_load (faults[1], error);
          if (choice->scenario == NULL)
            return FALSE;
        }
    }

  return run_in_thread (self, faults_verb, &talk, error);
}

static void
clock_verb (SandboxStage *stage,
            gpointer      data)
{
  sandbox_stage_set_clock (stage, ((Talk *) data)->now_us, ((Talk *) data)->speed);
}

/**
 * sandbox_server_set_clock:
 * @self: a sandbox
 * @now_us: what time it is for whoever looks on, microseconds since the Unix epoch, UTC
 * @speed: virtual seconds per real second; 0 stands still
 * @error: return location for an error
 *
 * Moves the world in time, forward or back. May be called in any thread.
 *
 * Returns: whether it does
 */
gboolean
sandbox_server_set_clock (SandboxServer *self,
                          gint64         now_us,
                          double         speed,
                          GError       **error)
{
  Talk talk = { .now_us = now_us, .speed = speed };

  g_return_val_if_fail (SANDBOX_IS_SERVER (self), FALSE);

  return run_in_thread (self, clock_verb, &talk, error);
}

static void
page_verb (SandboxStage *stage,
           gpointer      data)
{
  Talk *talk = data;

  talk->text = g_strdup (stage->scenario->page);
  talk->device_id = sandbox_stage_find_device (stage);
}

/**
 * sandbox_server_get_page:
 * @self: a sandbox
 * @device_id: (out) (transfer full) (nullable) (optional): for "device": which one
 * @error: return location for an error
 *
 * Which page shows what the scenario is about: "welcome", "devices", "device", "savings" or "add-device". May be called in
 * any thread.
 *
 * Returns: (transfer full): the page, or %NULL if the sandbox was stopped
 */
char *
sandbox_server_get_page (SandboxServer *self,
                         char         **device_id,
                         GError       **error)
{
  Talk talk = { 0 };

  g_return_val_if_fail (SANDBOX_IS_SERVER (self), NULL);

  if (!run_in_thread (self, page_verb, &talk, error))
    return NULL;
  if (device_id != NULL)
    *device_id = g_steal_pointer (&talk.device_id);
  g_free (talk.device_id);
  return talk.text;
}

static void
returned_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  /* Nobody may be there any more to come back to, which is nobody's fault. */
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, NULL);
}

static void
person_verb (SandboxStage *stage,
             gpointer      data)
{
  g_auto (GStrv) returns = NULL;
  g_autoptr (SoupSession) browser = soup_session_new ();

  sandbox_stage_tell_time (stage);
  returns = sandbox_onboarding_play_person (stage->onboarding);
  ((Talk *) data)->is_done = returns != NULL;
  for (char **url = returns; url != NULL && *url != NULL; url++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", *url);

      if (message != NULL)
        soup_session_send_async (browser, message, G_PRIORITY_DEFAULT, NULL, returned_cb, NULL);
    }
}

/**
 * sandbox_server_play_person:
 * @self: a sandbox
 * @error: return location for an error
 *
 * Does what a person at the browser would do with the last link that connects a device, as the scenario has it, and comes back to where
 * the service sends. May be called in any thread.
 *
 * Returns: whether there was such a link
 */
gboolean
sandbox_server_play_person (SandboxServer *self,
                            GError       **error)
{
  Talk talk = { 0 };

  g_return_val_if_fail (SANDBOX_IS_SERVER (self), FALSE);

  if (!run_in_thread (self, person_verb, &talk, error))
    return FALSE;
  if (!talk.is_done)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nobody is connecting a device.");
  return talk.is_done;
}
