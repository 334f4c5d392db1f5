/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings a window into the state that a scenario is about: plays it, opens its page, does there what it says, each when the page has
 * come to rest. */

#include "cockpit/ebb-scene.h"

#include "cockpit/ebb-press.h"
#include "ui/ebb-onboarding-wait.h"
#include "ui/ebb-state-view.h"

/* How often it looks whether the page rests, and how many looks in a row it has to. */
#define LOOK_MS 10
#define N_CALM_LOOKS 3

#define LONGEST_US (30 * G_USEC_PER_SEC)

/* As long as something may need to slide in before it can be pressed. */
#define SLIDE_US (2 * G_USEC_PER_SEC)

/* As long as it may take until the client asks what became of somebody in the browser. */
#define BROWSER_US (4 * G_USEC_PER_SEC)

struct _EbbScene
{
  GObject parent_instance;

  EbbContext *context;       /* (owned) */
  EbbScenarioPlayer *player; /* (owned) */
  guint patience_ms;         /* 0 for that of every session */
  EbbScenario *scenario;     /* (owned) (nullable): that is being played */
  EbbLook usual_look;        /* the person's own */
  EbbLook look;              /* with what the scenario says about it */
  EbbLook running_look;      /* of which this process has language and contrast for good */
};

enum
{
  PROP_0,
  PROP_LOOK,
  PROP_SCENARIO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  EbbWindow *window; /* (owned) */
  EbbScenario *scenario; /* (owned): that it is opened for */
  guint n_done;      /* steps, and before them the page */
  guint n_calm;
  gint64 since_us;   /* monotonic */
  gint64 stuck_us;   /* monotonic: since when a step finds nothing; 0 while it does not */
  gint64 browsed_us; /* monotonic: when somebody was done in the browser; 0 for never */
} Opening;

G_DEFINE_FINAL_TYPE (EbbScene, ebb_scene, G_TYPE_OBJECT)

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_object_unref (opening->scenario);
  g_free (opening);
}

typedef enum
{
  RESTS,
  IS_LOADING,
  SHOWS_LOADING
} Rest;

static Rest
look_at (GtkWidget *widget)
{
  Rest rest = RESTS;

  if (!gtk_widget_get_mapped (widget))
    return RESTS;
  if (EBB_IS_STATE_VIEW (widget) && ebb_state_view_is_loading (EBB_STATE_VIEW (widget)))
    return ebb_state_view_shows_spinner (EBB_STATE_VIEW (widget)) ? SHOWS_LOADING : IS_LOADING;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Rest child_rest = look_at (child);

      rest = MAX (rest, child_rest);
    }

  return rest;
}

/* Whether the page still waits for who is done in the browser: without a way back it has to ask. */
static gboolean
waits_for_browser (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (EBB_IS_ONBOARDING_WAIT (widget))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (waits_for_browser (child))
      return TRUE;

  return FALSE;
}

static gboolean
is_calm (EbbScene *self,
         Opening  *opening)
{
  const EbbScenarioValues *values = ebb_scenario_get_values (self->scenario);
  EbbSession *session = ebb_context_get_session (self->context);
  Rest rest = look_at (GTK_WIDGET (opening->window));

  /* The page may have to be opened before it can load. */
  if (values->is_loading && opening->n_done > values->steps->len)
    return rest == SHOWS_LOADING;
  if (values->is_loading)
    return TRUE;

  if (opening->browsed_us != 0 && g_get_monotonic_time () - opening->browsed_us < BROWSER_US &&
      waits_for_browser (GTK_WIDGET (opening->window)))
    return FALSE;

  return rest == RESTS && (session == NULL || (ebb_session_is_idle (session) &&
                                               !ebb_home_is_loading (ebb_session_get_home (session))));
}

static gboolean
open_page (EbbScene  *self,
           EbbWindow *window,
           GError   **error)
{
  const EbbScenarioValues *values = ebb_scenario_get_values (self->scenario);
  g_autofree char *device_id = NULL;

  if (g_str_equal (values->page, "welcome"))
    {
      ebb_context_close_demo (self->context);
      return TRUE;
    }

  device_id = ebb_scenario_player_dup_device_id (self->player);
  if (ebb_window_show_page (window, values->page, device_id))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The page “%s” cannot be opened", values->page);
  return FALSE;
}

static gboolean
take_step (EbbScene  *self,
           Opening   *opening,
           GError   **error)
{
  const EbbScenarioValues *values = ebb_scenario_get_values (self->scenario);
  const EbbStep *step;

  if (opening->n_done == 0)
    return open_page (self, opening->window, error);

  step = &g_array_index (values->steps, EbbStep, opening->n_done - 1);
  switch (step->kind)
    {
    case EBB_STEP_PRESS:
      return ebb_press (GTK_WIDGET (opening->window), step->text, error);
    case EBB_STEP_SET:
      return ebb_press_set (GTK_WIDGET (opening->window), step->text, step->value, error);
    case EBB_STEP_BROWSE:
    default:
      opening->browsed_us = g_get_monotonic_time ();
      return ebb_scenario_player_play_person (self->player, error);
    }
}

static gboolean
look_cb (gpointer user_data)
{
  GTask *task = user_data;
  EbbScene *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (opening->scenario != self->scenario)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Another scenario plays");
      return G_SOURCE_REMOVE;
    }

  if (g_get_monotonic_time () - opening->since_us > LONGEST_US)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The page did not come to rest");
      return G_SOURCE_REMOVE;
    }

  opening->n_calm = is_calm (self, opening) ? opening->n_calm + 1 : 0;
  if (opening->n_calm < N_CALM_LOOKS)
    return G_SOURCE_CONTINUE;

  opening->n_calm = 0;
  if (opening->n_done > ebb_scenario_get_values (self->scenario)->steps->len)
    {
      g_task_return_boolean (task, TRUE);
      return G_SOURCE_REMOVE;
    }

  if (!take_step (self, opening, &error))
    {
      if (opening->stuck_us == 0)
        opening->stuck_us = g_get_monotonic_time ();
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && g_get_monotonic_time () - opening->stuck_us < SLIDE_US)
        {
          g_error_free (error);
          return G_SOURCE_CONTINUE;
        }
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }

  opening->stuck_us = 0;
  opening->n_done++;
  return G_SOURCE_CONTINUE;
}

static void
ebb_scene_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LOOK:
      g_value_set_pointer (value, &EBB_SCENE (object)->look);
      break;
    case PROP_SCENARIO:
      g_value_set_object (value, EBB_SCENE (object)->scenario);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_scene_finalize (GObject *object)
{
  EbbScene *self = EBB_SCENE (object);

  g_clear_object (&self->context);
  g_clear_object (&self->player);
  g_clear_object (&self->scenario);

  G_OBJECT_CLASS (ebb_scene_parent_class)->finalize (object);
}

static void
ebb_scene_class_init (EbbSceneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_scene_get_property;
  object_class->finalize = ebb_scene_finalize;

  /**
   * EbbScene:look: (type gpointer)
   *
   * How the window looks, an #EbbLook.
   */
  properties[PROP_LOOK] = g_param_spec_pointer ("look", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * EbbScene:scenario: (nullable)
   *
   * What plays; %NULL for the demo's own home, or nothing.
   */
  properties[PROP_SCENARIO] = g_param_spec_object ("scenario", NULL, NULL, EBB_TYPE_SCENARIO, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_scene_init (EbbScene *self)
{
  self->usual_look = EBB_LOOK_USUAL;
  self->look = EBB_LOOK_USUAL;
  self->running_look = EBB_LOOK_USUAL;
}

/**
 * ebb_scene_new:
 * @context: what is shown; its session is replaced
 * @player: who plays scenarios
 *
 * Returns: (transfer full): a scene where nothing plays yet
 */
EbbScene *
ebb_scene_new (EbbContext        *context,
               EbbScenarioPlayer *player)
{
  EbbScene *self = g_object_new (EBB_TYPE_SCENE, NULL);

  self->context = g_object_ref (context);
  self->player = g_object_ref (player);

  return self;
}

/**
 * ebb_scene_get_look:
 * @self: a scene
 *
 * Returns: (transfer none): how the window looks now
 */
const EbbLook *
ebb_scene_get_look (EbbScene *self)
{
  return &self->look;
}

/**
 * ebb_scene_get_usual_look:
 * @self: a scene
 *
 * Returns: (transfer none): how the window looks where no scenario has a say
 */
const EbbLook *
ebb_scene_get_usual_look (EbbScene *self)
{
  return &self->usual_look;
}

/**
 * ebb_scene_get_running_look:
 * @self: a scene
 *
 * Returns: (transfer none): the look that this process was prepared for
 */
const EbbLook *
ebb_scene_get_running_look (EbbScene *self)
{
  return &self->running_look;
}

/**
 * ebb_scene_set_running_look:
 * @self: a scene
 * @look: what ebb_look_prepare() was given
 */
void
ebb_scene_set_running_look (EbbScene      *self,
                            const EbbLook *look)
{
  self->running_look = *look;
}

static gboolean
has_own_look (EbbScenario *scenario)
{
  return scenario != NULL && ebb_scenario_get_values (scenario)->look != NULL;
}

/**
 * ebb_scene_set_look:
 * @self: a scene
 * @look: how the window shall look
 *
 * What is changed while a scenario plays that has a look of its own ends with it.
 */
void
ebb_scene_set_look (EbbScene      *self,
                    const EbbLook *look)
{
  self->look = *look;
  if (!has_own_look (self->scenario))
    self->usual_look = *look;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOK]);
}

/**
 * ebb_scene_foresee_look:
 * @self: a scene
 * @scenario: (nullable): what may be played next
 * @look: (out): how the window will look then
 * @error: what is wrong with the look of the scenario
 *
 * Returns: whether it is a look
 */
gboolean
ebb_scene_foresee_look (EbbScene     *self,
                        EbbScenario  *scenario,
                        EbbLook      *look,
                        GError      **error)
{
  const EbbScenarioValues *values;

  *look = has_own_look (scenario) || has_own_look (self->scenario) ? self->usual_look : self->look;
  if (!has_own_look (scenario))
    return TRUE;

  values = ebb_scenario_get_values (scenario);
  if (ebb_look_parse (look, values->look, error))
    return TRUE;

  g_prefix_error (error, "%s: ", values->name);
  return FALSE;
}

/* The keyring is asked once more when it may be another: somebody may have unlocked it meanwhile. */
static void
take_scenario (EbbScene    *self,
               EbbScenario *scenario)
{
  EbbKeyringProblem before = self->scenario != NULL ? ebb_scenario_get_values (self->scenario)->keyring : EBB_KEYRING_PROBLEM_NONE;
  EbbKeyringProblem after = scenario != NULL ? ebb_scenario_get_values (scenario)->keyring : EBB_KEYRING_PROBLEM_NONE;

  g_set_object (&self->scenario, scenario);
  if (before != EBB_KEYRING_PROBLEM_NONE || after != EBB_KEYRING_PROBLEM_NONE)
    ebb_context_restore_async (self->context, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENARIO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOK]);
}

/**
 * ebb_scene_set_patience:
 * @self: a scene
 * @patience_ms: how long the client waits for an answer, milliseconds
 *
 * Shortens the waits of what fails slowly.
 */
void
ebb_scene_set_patience (EbbScene *self,
                        guint     patience_ms)
{
  self->patience_ms = patience_ms;
}

/**
 * ebb_scene_get_context:
 * @self: a scene
 *
 * Returns: (transfer none): what is shown
 */
EbbContext *
ebb_scene_get_context (EbbScene *self)
{
  return self->context;
}

/**
 * ebb_scene_get_player:
 * @self: a scene
 *
 * Returns: (transfer none): who plays
 */
EbbScenarioPlayer *
ebb_scene_get_player (EbbScene *self)
{
  return self->player;
}

/**
 * ebb_scene_get_scenario:
 * @self: a scene
 *
 * Returns: (transfer none) (nullable): what plays
 */
EbbScenario *
ebb_scene_get_scenario (EbbScene *self)
{
  return self->scenario;
}

/**
 * ebb_scene_dup_time_zone:
 * @self: a scene
 *
 * Returns: (transfer full): that of the home which is shown, or else the system's
 */
GTimeZone *
ebb_scene_dup_time_zone (EbbScene *self)
{
  EbbSession *session = ebb_context_get_session (self->context);
  EbbFacility *facility = session != NULL ? ebb_home_get_facility (ebb_session_get_home (session)) : NULL;

  return facility != NULL ? g_time_zone_ref (ebb_facility_get_time_zone (facility)) : g_time_zone_new_local ();
}

/**
 * ebb_scene_end:
 * @self: a scene
 *
 * Ends what plays, and with it the make-believe service.
 */
void
ebb_scene_end (EbbScene *self)
{
  ebb_scene_foresee_look (self, NULL, &self->look, NULL);
  ebb_scenario_player_stop (self->player);
  take_scenario (self, NULL);
}

/**
 * ebb_scene_begin:
 * @self: a scene
 * @scenario: what to play
 * @error: why it cannot be played
 *
 * Plays a scenario and opens a session with it. Windows that show the context follow; so does one that is made now.
 *
 * Returns: whether it plays; otherwise everything is as it was
 */
gboolean
ebb_scene_begin (EbbScene     *self,
                 EbbScenario  *scenario,
                 GError      **error)
{
  EbbSession *session;
  EbbLook look;

  if (!ebb_scene_foresee_look (self, scenario, &look, error) || !ebb_scenario_player_play (self->player, scenario, error) ||
      !ebb_context_open_demo (self->context, error))
    return FALSE;

  /* Also when it is the same once more. */
  self->look = look;
  take_scenario (self, scenario);
  session = ebb_context_get_session (self->context);
  if (self->patience_ms != 0)
    ebb_session_set_patience (session, self->patience_ms);
  ebb_home_refresh (ebb_session_get_home (session));

  return TRUE;
}

/**
 * ebb_scene_open_async:
 * @self: a scene that has begun
 * @window: a window that shows it
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Opens the page that the scenario is about and does there what it says. Done when all has come to rest.
 */
void
ebb_scene_open_async (EbbScene            *self,
                      EbbWindow           *window,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, ebb_scene_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  opening->window = g_object_ref (window);
  opening->scenario = g_object_ref (self->scenario);
  opening->since_us = g_get_monotonic_time ();
  g_timeout_add_full (G_PRIORITY_LOW, LOOK_MS, look_cb, task, g_object_unref);
}

/**
 * ebb_scene_open_finish:
 * @self: a scene
 * @result: what the callback was given
 * @error: what was not there, that it did not come to rest, or %G_IO_ERROR_CANCELLED because another scenario began meanwhile
 *
 * Returns: whether the window shows the state
 */
gboolean
ebb_scene_open_finish (EbbScene      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
