/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The edit buffer of one device's settings. It begins with what the server has, or had when it was last asked, takes what the
 * customer changes, and sends it when asked. Whatever happens on the way, the edit stays until it is saved or reverted; a change
 * made elsewhere is shown, never overwritten.
 *
 * The edit itself is in the home's #EbbOutbox, which keeps it over a crash and sends it: an editor goes on with what it finds
 * there, and sees what becomes of it. */

#include "app/ebb-settings-editor.h"

#include "base/ebb-error.h"

struct _EbbSettingsEditor
{
  GObject parent_instance;

  EbbHome *home;             /* (owned) */
  EbbOutbox *outbox;         /* (owned) */
  EbbDevice *device;         /* (owned) */
  EbbEditorState state;
  EbbSpoSettings *settings;  /* (owned) (nullable): what the edit began with */
  EbbSpoSettings *theirs;    /* (owned) (nullable): in a conflict, what the server has now */
  EbbSpoValues values;       /* the edit */
  EbbSpoValues sent;         /* the edit as it was last sent */
  gboolean is_asking;        /* for the settings */
  gboolean is_save_due;      /* as soon as they are there */
  gboolean has_tags;         /* the server gives entity tags, so that none is a reason to ask */
  GError *error;             /* (owned) (nullable): why the last load or save failed */
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

/* The same, but what was edited since the edit was @base stays edited. */
static void
go_on_with (EbbSettingsEditor  *self,
            EbbSpoSettings     *settings,
            const EbbSpoValues *base)
{
  EbbSpoValues kept = ebb_spo_values_merge (&self->values, base, ebb_spo_settings_get_values (settings));

  begin_with (self, settings);
  self->values = kept;
}

/* What the edit is kept as. */
static EbbEdit *
create_edit (EbbSettingsEditor *self)
{
  g_autoptr (GBytes) wanted = ebb_wire_write_settings (self->settings, &self->values);

  return ebb_edit_new_settings (ebb_device_get_id (self->device), self->settings, wanted);
}

static void
keep (EbbSettingsEditor *self)
{
  if (ebb_settings_editor_is_dirty (self))
    {
      g_autoptr (EbbEdit) edit = create_edit (self);

      ebb_outbox_draft (self->outbox, edit);
    }
  else
    ebb_outbox_drop (self->outbox, EBB_EDIT_SETTINGS, ebb_device_get_id (self->device));
}

static void
send (EbbSettingsEditor *self)
{
  g_autoptr (EbbEdit) edit = create_edit (self);

  self->is_save_due = FALSE;
  self->sent = self->values;
  ebb_outbox_send (self->outbox, edit);
}

static const EbbOutboxItem *
find (EbbSettingsEditor *self)
{
  return ebb_outbox_find (self->outbox, EBB_EDIT_SETTINGS, ebb_device_get_id (self->device));
}

/* What the outbox says of the edit that was sent. */
static void
follow (EbbSettingsEditor *self)
{
  const EbbOutboxItem *item = find (self);
  g_autoptr (EbbSpoSettings) wanted = NULL;

  if (item == NULL)
    return;

  if (item->is_sending)
    {
      if (self->state == EBB_EDITOR_SAVING)
        return;
      wanted = ebb_edit_read_wanted (item->edit, NULL);
      self->sent = wanted != NULL ? *ebb_spo_settings_get_values (wanted) : self->values;
      set_state (self, EBB_EDITOR_SAVING, NULL);
    }
  else if (item->theirs != NULL)
    {
      g_set_object (&self->theirs, item->theirs);
      set_state (self, EBB_EDITOR_CONFLICT, NULL);
    }
  else
    set_state (self, EBB_EDITOR_READY, item->error != NULL ? g_error_copy (item->error) : NULL);
}

/* Goes on with an edit that was left, in this run or an earlier one. What cannot be read is no edit. */
static gboolean
resume (EbbSettingsEditor *self)
{
  const EbbOutboxItem *item = find (self);
  g_autoptr (EbbSpoSettings) base = item != NULL ? ebb_edit_read_base (item->edit, NULL) : NULL;
  g_autoptr (EbbSpoSettings) wanted = item != NULL ? ebb_edit_read_wanted (item->edit, NULL) : NULL;

  if (base == NULL || wanted == NULL)
    return FALSE;

  begin_with (self, base);
  self->values = *ebb_spo_settings_get_values (wanted);
  /* What is sent has no ranges; those that came with what it began with still hold. */
  go_on_with (self, base, ebb_spo_settings_get_values (base));
  follow (self);

  return TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbSettingsEditor) self = user_data;
  GError *error = NULL;
  g_autoptr (EbbSpoSettings) settings = ebb_api_settings_finish (EBB_API (source), result, &error);

  self->is_asking = FALSE;
  /* Asked for behind the customer's back, who has gone on meanwhile. */
  if ((self->state == EBB_EDITOR_SAVING && !self->is_save_due) || self->state == EBB_EDITOR_CONFLICT ||
      ebb_settings_editor_is_waiting (self))
    {
      g_clear_error (&error);
      return;
    }
  if (settings == NULL && self->is_save_due)
    {
      /* What the edit began with has a tag of its own, so that nothing is overwritten; and it is sent when it can be. */
      g_clear_error (&error);
      send (self);
      return;
    }
  if (settings == NULL)
    {
      set_state (self, self->settings != NULL ? EBB_EDITOR_READY : EBB_EDITOR_UNAVAILABLE, error);
      return;
    }

  ebb_outbox_remember (self->outbox, ebb_device_get_id (self->device), settings);
  /* What the edit began with was remembered, and is not what the server has. */
  if (ebb_settings_editor_is_dirty (self) &&
      !ebb_spo_values_equal (ebb_spo_settings_get_values (settings), ebb_spo_settings_get_values (self->settings)))
    {
      self->is_save_due = FALSE;
      g_set_object (&self->theirs, settings);
      set_state (self, EBB_EDITOR_CONFLICT, NULL);
      return;
    }

  if (ebb_settings_editor_is_dirty (self))
    {
      go_on_with (self, settings, ebb_spo_settings_get_values (self->settings));
      keep (self);
    }
  else
    begin_with (self, settings);
  if (self->is_save_due)
    send (self);
  else
    set_state (self, EBB_EDITOR_READY, NULL);
}

/* What was answered last time is there before the service answers, and also when it does not. */
static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EbbSettingsEditor) self = user_data;
  g_autoptr (EbbAnswer) answer = ebb_store_recall_finish (EBB_STORE (source), result, NULL);
  g_autoptr (EbbSpoSettings) settings = NULL;

  if (answer == NULL || self->settings != NULL)
    return;

  settings = ebb_wire_read_settings (answer->body, answer->etag, NULL);
  if (settings == NULL)
    return;

  begin_with (self, settings);
  set_state (self, EBB_EDITOR_READY, self->error != NULL ? g_error_copy (self->error) : NULL);
}

static void
ask (EbbSettingsEditor *self)
{
  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  ebb_api_get_settings_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device), NULL, loaded_cb,
                              g_object_ref (self));
}

/* What was switched in the list is no change made elsewhere: the edit goes on from there, as the outbox has made what it keeps of it. */
static void
take_switch (EbbSettingsEditor *self,
             EbbSpoSettings    *settings)
{
  const EbbOutboxItem *item = find (self);
  g_autoptr (EbbSpoSettings) base = item != NULL ? ebb_edit_read_base (item->edit, NULL) : g_object_ref (settings);

  if (self->state == EBB_EDITOR_CONFLICT)
    follow (self);
  else if (self->state == EBB_EDITOR_READY && base != NULL &&
           ebb_spo_values_equal (ebb_spo_settings_get_values (base), ebb_spo_settings_get_values (settings)))
    {
      go_on_with (self, settings, ebb_spo_settings_get_values (self->settings));
      set_state (self, EBB_EDITOR_READY, self->error != NULL ? g_error_copy (self->error) : NULL);
    }
}

/* The server has what was sent. */
static void
confirmed_cb (EbbSettingsEditor *self,
              int                kind,
              const char        *device_id,
              GObject           *answer)
{
  EbbSpoSettings *settings;

  if (kind == EBB_EDIT_SWITCH)
    take_switch (self, EBB_SPO_SETTINGS (answer));
  if (kind != EBB_EDIT_SETTINGS || self->state != EBB_EDITOR_SAVING)
    return;

  settings = EBB_SPO_SETTINGS (answer);
  self->has_tags = self->has_tags || ebb_spo_settings_get_etag (self->settings) != NULL;
  go_on_with (self, settings, &self->sent);
  if (ebb_settings_editor_is_dirty (self))
    keep (self);
  set_state (self, EBB_EDITOR_READY, NULL);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  /* A server that changes what it is sent gives no tag for it (RFC 9110, section 9.3.4): without one the next save
   * would overwrite blindly. */
  if (self->has_tags && ebb_spo_settings_get_etag (settings) == NULL)
    ask (self);
}

static void
outbox_cb (EbbSettingsEditor *self,
           int                kind)
{
  const EbbOutboxItem *item = find (self);

  if (kind != EBB_EDIT_SETTINGS)
    return;

  /* Something is undone, or the store was slower than the service. */
  if (self->state != EBB_EDITOR_SAVING && self->state != EBB_EDITOR_CONFLICT && !ebb_settings_editor_is_dirty (self))
    resume (self);
  else if (self->state == EBB_EDITOR_SAVING || (item != NULL && item->is_sending))
    follow (self);
}

static void
ebb_settings_editor_finalize (GObject *object)
{
  EbbSettingsEditor *self = EBB_SETTINGS_EDITOR (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->home);
  g_clear_object (&self->device);
  g_clear_object (&self->settings);
  g_clear_object (&self->theirs);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ebb_settings_editor_parent_class)->finalize (object);
}

static void
ebb_settings_editor_class_init (EbbSettingsEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_settings_editor_finalize;

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
  g_autofree char *confirmed = NULL;
  g_autofree char *changed = NULL;

  self->home = g_object_ref (home);
  self->outbox = g_object_ref (ebb_home_get_outbox (home));
  self->device = g_object_ref (device);
  confirmed = g_strconcat ("confirmed::", ebb_device_get_id (device), NULL);
  changed = g_strconcat ("changed::", ebb_device_get_id (device), NULL);
  /* Whoever hears that an edit is saved may let go of the editor: it lives until its callback is over. */
  g_signal_connect_object (self->outbox, confirmed, G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, changed, G_CALLBACK (outbox_cb), self, G_CONNECT_SWAPPED);

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
 * ebb_settings_editor_get_mine:
 * @self: an editor in a conflict
 *
 * Returns: what the settings would be if the edit were kept: only what was edited is mine
 */
EbbSpoValues
ebb_settings_editor_get_mine (EbbSettingsEditor *self)
{
  return ebb_spo_values_merge (&self->values, ebb_spo_settings_get_values (self->settings),
                               ebb_spo_settings_get_values (self->theirs));
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
 * ebb_settings_editor_get_base:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what the edit began with; %NULL until it has loaded
 */
EbbSpoSettings *
ebb_settings_editor_get_base (EbbSettingsEditor *self)
{
  return self->settings;
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
  gboolean was_waiting;

  g_return_if_fail (self->settings != NULL);

  if (ebb_spo_values_equal (&self->values, values))
    return;

  was_waiting = ebb_settings_editor_is_waiting (self);
  self->values = *values;
  /* It was about another edit, or about loading. */
  g_clear_error (&self->error);
  if (self->state == EBB_EDITOR_READY)
    keep (self);
  /* What was taken back may have arrived. */
  if (was_waiting && !ebb_settings_editor_is_dirty (self))
    ask (self);
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
 * ebb_settings_editor_is_waiting:
 * @self: an editor
 *
 * Returns: whether the edit is saved and will be sent by itself as soon as the service can be reached
 */
gboolean
ebb_settings_editor_is_waiting (EbbSettingsEditor *self)
{
  const EbbOutboxItem *item = find (self);

  return item != NULL && !item->is_sending && (item->edit->state == EBB_EDIT_PENDING || item->edit->state == EBB_EDIT_SENT);
}

/**
 * ebb_settings_editor_load:
 * @self: an editor
 *
 * Goes on with an edit that was left, or asks for the settings unless something is edited or on its way. What was loaded before
 * stays meanwhile and if they cannot be had, and so does what was answered the last time, and why there are none while there are none.
 */
void
ebb_settings_editor_load (EbbSettingsEditor *self)
{
  if (self->is_asking || self->state == EBB_EDITOR_SAVING || self->state == EBB_EDITOR_CONFLICT ||
      ebb_settings_editor_is_dirty (self) || resume (self))
    return;

  if (self->settings == NULL)
    {
      g_autofree char *key = ebb_answer_make_key (EBB_ANSWER_SETTINGS, ebb_device_get_id (self->device));

      if (self->state != EBB_EDITOR_UNAVAILABLE)
        set_state (self, EBB_EDITOR_LOADING, NULL);
      ebb_store_recall_async (ebb_outbox_get_store (self->outbox), key, recalled_cb, g_object_ref (self));
    }
  ask (self);
}

/**
 * ebb_settings_editor_revert:
 * @self: an editor that is ready or in a conflict
 *
 * Forgets the edit; in a conflict the others' stays. One that may have arrived without an answer is asked for: what the server has
 * then is what is shown.
 */
void
ebb_settings_editor_revert (EbbSettingsEditor *self)
{
  gboolean is_uncertain;

  g_return_if_fail (self->state == EBB_EDITOR_READY || self->state == EBB_EDITOR_CONFLICT);

  if (self->state == EBB_EDITOR_CONFLICT)
    {
      ebb_settings_editor_resolve (self, FALSE);
      return;
    }

  is_uncertain = ebb_settings_editor_is_waiting (self);
  self->values = *ebb_spo_settings_get_values (self->settings);
  keep (self);
  set_state (self, EBB_EDITOR_READY, NULL);
  if (is_uncertain)
    ask (self);
}

/**
 * ebb_settings_editor_save:
 * @self: an editor that is ready
 *
 * Sends the edit. #EbbSettingsEditor::saved follows, or an error, or a conflict. Once sent it is not taken back: it
 * goes on when the editor goes.
 */
void
ebb_settings_editor_save (EbbSettingsEditor *self)
{
  g_return_if_fail (self->state == EBB_EDITOR_READY);

  set_state (self, EBB_EDITOR_SAVING, NULL);
  /* Without the tag that is on its way the save would overwrite blindly. */
  self->is_save_due = self->is_asking && ebb_spo_settings_get_etag (self->settings) == NULL;
  if (!self->is_save_due)
    send (self);
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

  g_return_if_fail (self->state == EBB_EDITOR_CONFLICT);

  theirs = g_steal_pointer (&self->theirs);
  if (keep_mine)
    go_on_with (self, theirs, ebb_spo_settings_get_values (self->settings));
  else
    begin_with (self, theirs);
  ebb_outbox_remember (self->outbox, ebb_device_get_id (self->device), theirs);
  keep (self);
  set_state (self, EBB_EDITOR_READY, NULL);
}
