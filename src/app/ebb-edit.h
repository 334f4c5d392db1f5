/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-spo-settings.h"

G_BEGIN_DECLS

/**
 * EbbEditKind:
 * @EBB_EDIT_SETTINGS: the settings of a device
 * @EBB_EDIT_NAME: its name
 * @EBB_EDIT_SWITCH: whether it is optimised, from the list
 * @EBB_EDIT_REMOVAL: that it shall be taken out of the home
 *
 * What was edited.
 */
typedef enum
{
  EBB_EDIT_SETTINGS,
  EBB_EDIT_NAME,
  EBB_EDIT_SWITCH,
  EBB_EDIT_REMOVAL,
  EBB_EDIT_N_KINDS
} EbbEditKind;

/**
 * EbbEditState:
 * @EBB_EDIT_UNSAVED: a person is not done with it
 * @EBB_EDIT_PENDING: it shall be sent
 * @EBB_EDIT_SENT: it was sent, and what became of it is not known
 * @EBB_EDIT_FAILED: the service will not have it; a person decides
 *
 * How far it has come. One that the service has confirmed is no edit any longer.
 */
typedef enum
{
  EBB_EDIT_UNSAVED,
  EBB_EDIT_PENDING,
  EBB_EDIT_SENT,
  EBB_EDIT_FAILED,
  EBB_EDIT_N_STATES
} EbbEditState;

#define EBB_EDIT_ON "on"
#define EBB_EDIT_OFF "off"

/**
 * EbbEdit:
 * @kind: what was edited
 * @state: how far it has come
 * @device_id: of which device
 * @position: its place in the order of sending
 * @base: (nullable): what it began with: for settings, the document as the service had it
 * @etag: (nullable): the entity tag of @base
 * @wanted: what it shall be: for settings a document, for a name the name (empty for the maker's), for a switch %EBB_EDIT_ON or
 *   %EBB_EDIT_OFF, for a removal nothing
 *
 * Something that a person changed and that the service has not confirmed yet.
 */
typedef struct
{
  EbbEditKind  kind;
  EbbEditState state;
  char        *device_id;
  gint64       position;
  char        *base;
  char        *etag;
  char        *wanted;
} EbbEdit;

EbbEdit        *ebb_edit_new_settings    (const char     *device_id,
                                          EbbSpoSettings *base,
                                          GBytes         *wanted);
EbbEdit        *ebb_edit_copy            (const EbbEdit  *edit);
void            ebb_edit_free            (EbbEdit        *edit);
void            ebb_edit_rebase          (EbbEdit        *edit,
                                          EbbSpoSettings *base);
EbbSpoSettings *ebb_edit_read_base       (const EbbEdit  *edit,
                                          GError        **error);
EbbSpoSettings *ebb_edit_read_wanted     (const EbbEdit  *edit,
                                          GError        **error);
const char     *ebb_edit_kind_get_word   (EbbEditKind     kind);
gboolean        ebb_edit_kind_from_word  (const char     *word,
                                          EbbEditKind    *kind);
const char     *ebb_edit_state_get_word  (EbbEditState    state);
gboolean        ebb_edit_state_from_word (const char     *word,
                                          EbbEditState   *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbEdit, ebb_edit_free)

G_END_DECLS
