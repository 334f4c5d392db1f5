/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person changed and the service has not confirmed yet, as it is kept. */

#include "app/ebb-edit.h"

#include <string.h>

#include "api/ebb-wire.h"

static const char *const kind_words[] = { "settings", "name", "switch", "removal" };
G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == EBB_EDIT_N_KINDS);

static const char *const state_words[] = { "unsaved", "pending", "sent", "failed" };
G_STATIC_ASSERT (G_N_ELEMENTS (state_words) == EBB_EDIT_N_STATES);

static int
find_word (const char *const *words,
           gsize              n_words,
           const char        *word)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (int) i;

  return -1;
}

static EbbSpoSettings *
read_document (const char  *text,
               const char  *etag,
               GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text != NULL ? text : "", text != NULL ? strlen (text) : 0);

  return ebb_wire_read_settings (bytes, etag, error);
}

static char *
dup_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * ebb_edit_new_settings:
 * @device_id: of which device
 * @base: what the edit begins with
 * @wanted: the settings as they shall be, a document
 *
 * Returns: (transfer full): an edit of settings
 */
EbbEdit *
ebb_edit_new_settings (const char     *device_id,
                       EbbSpoSettings *base,
                       GBytes         *wanted)
{
  EbbEdit *edit = g_new0 (EbbEdit, 1);

  edit->kind = EBB_EDIT_SETTINGS;
  edit->device_id = g_strdup (device_id);
  edit->wanted = dup_text (wanted);
  ebb_edit_rebase (edit, base);

  return edit;
}

/**
 * ebb_edit_rebase:
 * @edit: an edit of settings
 * @base: what it shall begin with
 */
void
ebb_edit_rebase (EbbEdit        *edit,
                 EbbSpoSettings *base)
{
  g_free (edit->base);
  edit->base = dup_text (ebb_spo_settings_get_document (base));
  g_free (edit->etag);
  edit->etag = g_strdup (ebb_spo_settings_get_etag (base));
}

/**
 * ebb_edit_read_base:
 * @edit: an edit of settings
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): what it began with
 */
EbbSpoSettings *
ebb_edit_read_base (const EbbEdit  *edit,
                    GError        **error)
{
  return read_document (edit->base, edit->etag, error);
}

/**
 * ebb_edit_read_wanted:
 * @edit: an edit of settings
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): what the settings shall be
 */
EbbSpoSettings *
ebb_edit_read_wanted (const EbbEdit  *edit,
                      GError        **error)
{
  return read_document (edit->wanted, NULL, error);
}

/**
 * ebb_edit_copy:
 * @edit: an edit
 *
 * Returns: (transfer full): another like it
 */
EbbEdit *
ebb_edit_copy (const EbbEdit *edit)
{
  EbbEdit *copy = g_new (EbbEdit, 1);

  *copy = *edit;
  copy->device_id = g_strdup (edit->device_id);
  copy->base = g_strdup (edit->base);
  copy->etag = g_strdup (edit->etag);
  copy->wanted = g_strdup (edit->wanted);

  return copy;
}

/**
 * ebb_edit_free:
 * @edit: (transfer full): an edit
 */
void
ebb_edit_free (EbbEdit *edit)
{
  g_free (edit->device_id);
  g_free (edit->base);
  g_free (edit->etag);
  g_free (edit->wanted);
  g_free (edit);
}

/**
 * ebb_edit_kind_get_word:
 * @kind: a kind of edit
 *
 * Returns: the word that it is kept under
 */
const char *
ebb_edit_kind_get_word (EbbEditKind kind)
{
  return kind_words[kind];
}

/**
 * ebb_edit_kind_from_word:
 * @word: (nullable): a word from a store
 * @kind: (out): what it means
 *
 * Returns: whether it means anything
 */
gboolean
ebb_edit_kind_from_word (const char  *word,
                         EbbEditKind *kind)
{
  int found = find_word (kind_words, EBB_EDIT_N_KINDS, word);

  *kind = (EbbEditKind) MAX (found, 0);

  return found >= 0;
}

/**
 * ebb_edit_state_get_word:
 * @state: a state of an edit
 *
 * Returns: the word that it is kept under
 */
const char *
ebb_edit_state_get_word (EbbEditState state)
{
  return state_words[state];
}

/**
 * ebb_edit_state_from_word:
 * @word: (nullable): a word from a store
 * @state: (out): what it means
 *
 * Returns: whether it means anything
 */
gboolean
ebb_edit_state_from_word (const char   *word,
                          EbbEditState *state)
{
  int found = find_word (state_words, EBB_EDIT_N_STATES, word);

  *state = (EbbEditState) MAX (found, 0);

  return found >= 0;
}
