/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A home against the sandbox that remembers on the disk, and what a person does to it who sets the highest price of a device. */

#include "kept-home.h"

#include <glib/gstdio.h>
#include <string.h>

void
kept_home_set_up (KeptHome      *self,
                  gconstpointer  data)
{
  g_autoptr (HomeStage) server = home_stage_new_sandbox ();

  self->folder = g_dir_make_tmp ("ebb-kept-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "store.db", NULL);
  self->stage = home_stage_new_beside (server, self->path);
  home_stage_refresh (self->stage);
}

void
kept_home_tear_down (KeptHome      *self,
                     gconstpointer  data)
{
  g_autoptr (EbbStore) store = NULL;

  home_stage_free (self->stage);
  store = ebb_store_new (self->path);
  ebb_store_erase (store);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

/* The program ends as it should, and starts again. */
void
kept_home_restart (KeptHome *self)
{
  HomeStage *again;

  ebb_store_flush (ebb_outbox_get_store (ebb_home_get_outbox (self->stage->home)));
  again = home_stage_new_beside (self->stage, self->path);
  home_stage_free (self->stage);
  self->stage = again;
}

EbbOutbox *
kept_home_outbox (KeptHome *self)
{
  return ebb_home_get_outbox (self->stage->home);
}

const char *
kept_home_id (KeptHome *self,
              guint     position)
{
  return ebb_device_get_id (home_stage_get_device (self->stage, position));
}

EbbSettingsEditor *
kept_home_open_editor (KeptHome *self,
                       guint     position)
{
  EbbSettingsEditor *editor = ebb_settings_editor_new (self->stage->home, home_stage_get_device (self->stage, position));

  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_LOADING && G_OBJECT (editor)->ref_count == 1);

  return editor;
}

void
kept_home_close_editor (EbbSettingsEditor *editor)
{
  WAIT_UNTIL (G_OBJECT (editor)->ref_count == 1);
  g_assert_finalize_object (G_OBJECT (editor));
}

void
kept_home_set_price (EbbSettingsEditor *editor,
                     double             price)
{
  EbbSpoValues values = *ebb_settings_editor_get_values (editor);

  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = price;
  ebb_settings_editor_set_values (editor, &values);
}

double
kept_home_get_price (EbbSettingsEditor *editor)
{
  return ebb_settings_editor_get_values (editor)->numbers[EBB_SETTING_MAXIMUM_PRICE].value;
}

/* Saves it and waits for what becomes of it. */
void
kept_home_save_price (KeptHome *self,
                      guint     position,
                      double    price)
{
  EbbSettingsEditor *editor = kept_home_open_editor (self, position);

  kept_home_set_price (editor, price);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING);
  kept_home_close_editor (editor);
}

double
kept_home_get_server_price (KeptHome *self,
                            guint     position)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", kept_home_id (self, position));
  g_autofree char *text = home_stage_ask (self->stage, "GET", path, NULL);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (EbbSpoSettings) settings = ebb_wire_read_settings (body, NULL, NULL);

  return ebb_spo_settings_get_values (settings)->numbers[EBB_SETTING_MAXIMUM_PRICE].value;
}

void
kept_home_set_fault (KeptHome   *self,
                     const char *members)
{
  g_autofree char *faults = g_strdup_printf ("[{\"operation\":\"" SPO_PUT "\",%s}]", members);

  home_stage_set_faults (self->stage, faults);
}

void
kept_home_refresh_and_send (KeptHome *self)
{
  home_stage_refresh (self->stage);
  WAIT_UNTIL (ebb_outbox_is_idle (kept_home_outbox (self)));
}
