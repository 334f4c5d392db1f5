/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The edit buffer of one device's settings. It begins with what the server has, takes what the customer changes, and sends
 * it when asked. Whatever happens on the way, the edit stays until it is saved or reverted; a change made elsewhere is
 * shown, never overwritten. */

#include "app/ebb-settings-editor.h"

#include <math.h>

#include "base/ebb-error.h"

struct _EbbSettingsEditor
{
  GObject parent_instance;

  EbbHome *home;             /* (owned) */
  EbbDevice *device;         /* (owned) */
  EbbEditorState state;
  EbbSpoSettings *settings;  /* (owned) (nullable): what the edit began with */
  EbbSpoSettings *theirs;    /* (owned) (nullable): in a conflict, what the server has now */
  EbbSpoValues values;       /* the edit */
  GError *error;             /* (owned) (nullable): why the last load or save failed */
  GCancellable *cancellable; /* (owned): cancelled when the editor goes */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbSettingsEditor, ebb_settings_editor, G_TYPE_OBJECT)

static void
set_state (EbbSettingsEditor *self,
           EbbEditorState     state,
           GError            *error)
{
  self->state = state;
  g_clear_error (&self->error);
  self->error = error;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Settings as the server has them become where the edit begins. */
static void
begin_with (EbbSettingsEditor *self,
            EbbSpoSettings    *settings)
{
  g_set_object (&self->settings, settings);
  self->values = *ebb_spo_settings_get_values (settings);
  g_clear_object (&self->theirs);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbSettingsEditor) self = user_data;
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) settings = ebb_api_settings_finish (EBB_API (source), result, &error);

  if (settings == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_clear_error (&error);
      else
        set_state (self, EBB_EDITOR_UNAVAILABLE, error);
      return;
    }

  begin_with (self, settings);
  set_state (self, EBB_EDITOR_READY, NULL);
}

static void
theirs_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbSettingsEditor) self = user_data;
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) theirs = ebb_api_settings_finish (EBB_API (source), result, &error);

  if (theirs == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_clear_error (&error);
      else
        set_state (self, EBB_EDITOR_READY, error);
      return;
    }

  /* A save whose answer was lost on the way is sent again, and then meets itself. */
  if (ebb_spo_values_equal (&self->values, ebb_spo_settings_get_values (theirs)))
    {
      begin_with (self, theirs);
      set_state (self, EBB_EDITOR_READY, NULL);
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      return;
    }

  g_set_object (&self->theirs, theirs);
  set_state (self, EBB_EDITOR_CONFLICT, NULL);
}

static void
device_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbHome) home = user_data;
  g_autoptr (EbbDevice) newer = ebb_api_device_finish (EBB_API (source), result, NULL);

  /* Not had now: the next refresh brings it. */
  if (newer != NULL)
    ebb_home_take_device (home, newer);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EbbSettingsEditor) self = user_data;
  EbbApi *api = EBB_API (source);
  const char *id = ebb_device_get_id (self->device);
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) settings = ebb_api_settings_finish (api, result, &error);

  if (settings != NULL)
    {
      begin_with (self, settings);
      set_state (self, EBB_EDITOR_READY, NULL);
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      ebb_api_get_device_async (api, id, NULL, device_cb, g_object_ref (self->home));
      return;
    }

  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_CONFLICT))
    {
      g_clear_error (&error);
      ebb_api_get_settings_async (api, id, self->cancellable, theirs_cb, g_object_ref (self));
      return;
    }

  set_state (self, EBB_EDITOR_READY, error);
}

static void
ebb_settings_editor_dispose (GObject *object)
{
  g_cancellable_cancel (EBB_SETTINGS_EDITOR (object)->cancellable);

  G_OBJECT_CLASS (ebb_settings_editor_parent_class)->dispose (object);
}

static void
ebb_settings_editor_finalize (GObject *object)
{
  EbbSettingsEditor *self = EBB_SETTINGS_EDITOR (object);

  g_clear_object (&self->home);
  g_clear_object (&self->device);
  g_clear_object (&self->settings);
  g_clear_object (&self->theirs);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ebb_settings_editor_parent_class)->finalize (object);
}

static void
ebb_settings_editor_class_init (EbbSettingsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ebb_settings_editor_dispose;
  object_class->finalize = ebb_settings_editor_finalize;

  /**
   * EbbSettingsEditor::changed:
   *
   * State, values or error are not what they were.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * EbbSettingsEditor::saved:
   *
   * The server took the edit.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
ebb_settings_editor_init (EbbSettingsEditor *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * ebb_settings_editor_new:
 * @home: whose device it is
 * @device: the device
 *
 * Returns: (transfer full): an editor that has yet to be told to load
 */
EbbSettingsEditor *
ebb_settings_editor_new (EbbHome   *home,
                         EbbDevice *device)
{
  EbbSettingsEditor *self = g_object_new (EBB_TYPE_SETTINGS_EDITOR, NULL);

  self->home = g_object_ref (home);
  self->device = g_object_ref (device);

  return self;
}

/**
 * ebb_settings_editor_get_state:
 * @self: an editor
 *
 * Returns: where it stands
 */
EbbEditorState
ebb_settings_editor_get_state (EbbSettingsEditor *self)
{
  return self->state;
}

/**
 * ebb_settings_editor_get_error:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): why the last load or save failed
 */
const GError *
ebb_settings_editor_get_error (EbbSettingsEditor *self)
{
  return self->error;
}

/**
 * ebb_settings_editor_get_values:
 * @self: an editor that has loaded
 *
 * Returns: (transfer none): the edit
 */
const EbbSpoValues *
ebb_settings_editor_get_values (EbbSettingsEditor *self)
{
  return &self->values;
}

/**
 * ebb_settings_editor_get_theirs:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): in a conflict, what the server has now
 */
const EbbSpoValues *
ebb_settings_editor_get_theirs (EbbSettingsEditor *self)
{
  return self->theirs != NULL ? ebb_spo_settings_get_values (self->theirs) : NULL;
}

/**
 * ebb_settings_editor_set_values:
 * @self: an editor that has loaded
 * @values: the edit
 *
 * Takes what the customer changed.
 */
void
ebb_settings_editor_set_values (EbbSettingsEditor  *self,
                                const EbbSpoValues *values)
{
  g_return_if_fail (self->settings != NULL);

  if (ebb_spo_values_equal (&self->values, values))
    return;

  self->values = *values;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ebb_settings_editor_is_dirty:
 * @self: an editor
 *
 * Returns: whether the edit differs from what it began with
 */
gboolean
ebb_settings_editor_is_dirty (EbbSettingsEditor *self)
{
  return self->settings != NULL && !ebb_spo_values_equal (&self->values, ebb_spo_settings_get_values (self->settings));
}

/**
 * ebb_settings_editor_load:
 * @self: an editor
 *
 * Asks for the settings. What was edited stays when there is something edited.
 */
void
ebb_settings_editor_load (EbbSettingsEditor *self)
{
  if (ebb_settings_editor_is_dirty (self))
    return;

  set_state (self, EBB_EDITOR_LOADING, NULL);
  ebb_api_get_settings_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device), self->cancellable, loaded_cb,
                              g_object_ref (self));
}

/**
 * ebb_settings_editor_revert:
 * @self: an editor that has loaded
 *
 * Forgets the edit.
 */
void
ebb_settings_editor_revert (EbbSettingsEditor *self)
{
  g_return_if_fail (self->settings != NULL);

  self->values = *ebb_spo_settings_get_values (self->settings);
  set_state (self, EBB_EDITOR_READY, NULL);
}

/**
 * ebb_settings_editor_save:
 * @self: an editor that is ready
 *
 * Sends the edit. #EbbSettingsEditor::saved follows, or an error, or a conflict. Once sent it is not taken back: it goes on
 * when the editor goes.
 */
void
ebb_settings_editor_save (EbbSettingsEditor *self)
{
  g_return_if_fail (self->state == EBB_EDITOR_READY);

  set_state (self, EBB_EDITOR_SAVING, NULL);
  ebb_api_put_settings_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device), self->settings, &self->values,
                              NULL, saved_cb, g_object_ref (self));
}

/* What the customer changed, on top of what the server has now. */
static EbbSpoValues
rebase (const EbbSpoValues *base,
        const EbbSpoValues *mine,
        const EbbSpoValues *theirs)
{
  EbbSpoValues result = *theirs;

  if (mine->is_enabled != base->is_enabled)
    result.is_enabled = mine->is_enabled;
  for (int day = 0; day < 7; day++)
    if (mine->ready_by[day] != base->ready_by[day])
      result.ready_by[day] = mine->ready_by[day];
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    {
      double value = mine->numbers[i].value;
      double old = base->numbers[i].value;

      if (value != old && !(isnan (value) && isnan (old)))
        result.numbers[i].value = value;
    }

  return result;
}

/**
 * ebb_settings_editor_resolve:
 * @self: an editor in a conflict
 * @keep_mine: whether to keep the edit on top of what changed elsewhere, or to forget it
 *
 * Ends a conflict. A kept edit still has to be saved.
 */
void
ebb_settings_editor_resolve (EbbSettingsEditor *self,
                             gboolean           keep_mine)
{
  g_autoptr (EbbSpoSettings) theirs = NULL;
  EbbSpoValues kept;

  g_return_if_fail (self->state == EBB_EDITOR_CONFLICT);

  kept = rebase (ebb_spo_settings_get_values (self->settings), &self->values, ebb_spo_settings_get_values (self->theirs));
  theirs = g_steal_pointer (&self->theirs);
  begin_with (self, theirs);
  if (keep_mine)
    self->values = kept;
  set_state (self, EBB_EDITOR_READY, NULL);
}
