/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an edit of settings would bring, while it is being made: the service's own preview, asked for when a person pauses. An answer to
 * anything but the latest edit is dropped. A service that has no previews is asked once. */

#include "app/ebb-feasibility.h"

#include "base/ebb-error.h"

/* How long a person has to pause. */
#define PAUSE_MS 400

struct _EbbFeasibility
{
  GObject parent_instance;

  EbbHome *home;             /* (owned) */
  EbbDevice *device;         /* (owned) */
  EbbSettingsEditor *editor; /* (owned) */
  EbbSpoValues asked;        /* the edit that was asked for last, or is about to be */
  gboolean is_wanted;        /* there is such an edit */
  gboolean is_refused;       /* the service has no previews */
  guint pause_id;            /* 0 when none runs */
  GCancellable *cancellable; /* (owned) (nullable): of the question under way */
  EbbPlan *plan;             /* (owned) (nullable): of that edit */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbFeasibility, ebb_feasibility, G_TYPE_OBJECT)

/* Whatever is under way or about to be is of no interest any more. */
static void
stop (EbbFeasibility *self)
{
  if (self->pause_id != 0)
    ebb_api_release (ebb_home_get_api (self->home));
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* A question does not keep alive who asks it: it is cancelled with it, and then never looks at it again. */
static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  EbbFeasibility *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbPlan) plan = ebb_api_plan_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  self->is_refused = ebb_error_is_not_offered (error);
  g_set_object (&self->plan, plan);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
pause_cb (gpointer user_data)
{
  EbbFeasibility *self = user_data;
  EbbApi *api = ebb_home_get_api (self->home);

  self->pause_id = 0;
  self->cancellable = g_cancellable_new ();
  ebb_api_preview_settings_async (api, ebb_device_get_id (self->device), ebb_settings_editor_get_base (self->editor), &self->asked,
                                  self->cancellable, previewed_cb, self);
  ebb_api_release (api);

  return G_SOURCE_REMOVE;
}

/* What cannot be saved would only be refused. */
static gboolean
is_of_interest (EbbFeasibility *self)
{
  g_autofree char *fault = NULL;
  EbbSetting setting;

  if (self->is_refused || !ebb_device_can (self->device, "preview") ||
      ebb_settings_editor_get_state (self->editor) != EBB_EDITOR_READY || !ebb_settings_editor_is_dirty (self->editor) ||
      ebb_settings_editor_is_waiting (self->editor))
    return FALSE;

  fault = ebb_spo_values_check (ebb_settings_editor_get_values (self->editor), &setting);

  return fault == NULL;
}

static void
editor_cb (EbbFeasibility *self)
{
  const EbbSpoValues *values = ebb_settings_editor_get_values (self->editor);

  if (!is_of_interest (self))
    {
      if (!self->is_wanted)
        return;

      stop (self);
      g_clear_object (&self->plan);
      self->is_wanted = FALSE;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }

  if (self->is_wanted && ebb_spo_values_equal (&self->asked, values))
    return;

  stop (self);
  self->is_wanted = TRUE;
  self->asked = *values;
  ebb_api_hold (ebb_home_get_api (self->home));
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ebb_feasibility_dispose (GObject *object)
{
  EbbFeasibility *self = EBB_FEASIBILITY (object);

  if (self->home != NULL)
    stop (self);
  g_clear_object (&self->plan);
  g_clear_object (&self->editor);
  g_clear_object (&self->device);
  g_clear_object (&self->home);

  G_OBJECT_CLASS (ebb_feasibility_parent_class)->dispose (object);
}

static void
ebb_feasibility_class_init (EbbFeasibilityClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_feasibility_dispose;

  /**
   * EbbFeasibility::changed:
   *
   * There is another answer, or another question.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
ebb_feasibility_init (EbbFeasibility *self)
{
}

/**
 * ebb_feasibility_new:
 * @home: a home
 * @device: one of its devices
 * @editor: what is edited of it
 *
 * Returns: (transfer full): what follows the edit
 */
EbbFeasibility *
ebb_feasibility_new (EbbHome           *home,
                     EbbDevice         *device,
                     EbbSettingsEditor *editor)
{
  EbbFeasibility *self = g_object_new (EBB_TYPE_FEASIBILITY, NULL);

  self->home = g_object_ref (home);
  self->device = g_object_ref (device);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ebb_feasibility_get_plan:
 * @self: a feasibility
 *
 * Returns: (transfer none) (nullable): what the service would do; the last answer while another is being asked for, and %NULL when
 *   nothing is edited or it is not known
 */
EbbPlan *
ebb_feasibility_get_plan (EbbFeasibility *self)
{
  return self->plan;
}

/**
 * ebb_feasibility_is_asking:
 * @self: a feasibility
 *
 * Returns: whether the service is being asked, or is about to be
 */
gboolean
ebb_feasibility_is_asking (EbbFeasibility *self)
{
  return self->pause_id != 0 || self->cancellable != NULL;
}
