/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

/**
 * EbbEditorState:
 * @EBB_EDITOR_LOADING: the settings are being asked for; there is nothing to edit yet
 * @EBB_EDITOR_UNAVAILABLE: they could not be had; ebb_settings_editor_get_error() says why
 * @EBB_EDITOR_READY: they can be edited
 * @EBB_EDITOR_SAVING: the edit is on its way
 * @EBB_EDITOR_CONFLICT: they were changed elsewhere since the edit began; a person decides
 */
typedef enum
{
  EBB_EDITOR_LOADING,
  EBB_EDITOR_UNAVAILABLE,
  EBB_EDITOR_READY,
  EBB_EDITOR_SAVING,
  EBB_EDITOR_CONFLICT
} EbbEditorState;

#define EBB_TYPE_SETTINGS_EDITOR (ebb_settings_editor_get_type ())
G_DECLARE_FINAL_TYPE (EbbSettingsEditor, ebb_settings_editor, EBB, SETTINGS_EDITOR, GObject)

EbbSettingsEditor  *ebb_settings_editor_new        (EbbHome            *home,
                                                    EbbDevice          *device);
EbbEditorState      ebb_settings_editor_get_state  (EbbSettingsEditor  *self);
const GError       *ebb_settings_editor_get_error  (EbbSettingsEditor  *self);
const EbbSpoValues *ebb_settings_editor_get_values (EbbSettingsEditor  *self);
EbbSpoValues        ebb_settings_editor_get_mine   (EbbSettingsEditor  *self);
const EbbSpoValues *ebb_settings_editor_get_theirs (EbbSettingsEditor  *self);
EbbSpoSettings     *ebb_settings_editor_get_base   (EbbSettingsEditor  *self);
void                ebb_settings_editor_set_values (EbbSettingsEditor  *self,
                                                    const EbbSpoValues *values);
gboolean            ebb_settings_editor_is_dirty   (EbbSettingsEditor  *self);
gboolean            ebb_settings_editor_is_waiting (EbbSettingsEditor  *self);
void                ebb_settings_editor_load       (EbbSettingsEditor  *self);
void                ebb_settings_editor_revert     (EbbSettingsEditor  *self);
void                ebb_settings_editor_save       (EbbSettingsEditor  *self);
void                ebb_settings_editor_resolve    (EbbSettingsEditor  *self,
                                                    gboolean            keep_mine);

G_END_DECLS
