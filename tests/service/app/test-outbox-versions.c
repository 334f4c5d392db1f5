/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was changed meanwhile is not overwritten: neither elsewhere, nor by a person's own newer edit. */

#include "kept-home.h"

#include <string.h>

/* Someone else has changed it while this computer was off. */
static void
test_conflict (KeptHome      *fixture,
               gconstpointer  data)
{
  EbbSettingsEditor *editor;
  g_autoptr (HomeStage) other = home_stage_new_beside (fixture->stage, NULL);
  KeptHome others = { .stage = other };

  kept_home_set_fault (fixture, "\"drop\":true");
  kept_home_save_price (fixture, 0, 3);
  home_stage_set_faults (fixture->stage, "[]");
  home_stage_refresh (other);
  kept_home_save_price (&others, 0, 5);
  kept_home_restart (fixture);
  kept_home_refresh_and_send (fixture);

  editor = kept_home_open_editor (fixture, 0);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_CONFLICT);
  g_assert_cmpfloat (kept_home_get_price (editor), ==, 3);
  g_assert_cmpfloat (ebb_settings_editor_get_theirs (editor)->numbers[EBB_SETTING_MAXIMUM_PRICE].value, ==, 5);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 5);

  /* And whoever decides does so for good. */
  ebb_settings_editor_resolve (editor, TRUE);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 3);
  kept_home_close_editor (editor);
  kept_home_restart (fixture);
  kept_home_refresh_and_send (fixture);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 3);
}

/* Changed back and forth by someone else while this computer was off: the values are as they were, and all the same it was decided. */
static void
test_back_and_forth (KeptHome      *fixture,
                     gconstpointer  data)
{
  double before = kept_home_get_server_price (fixture, 0);
  g_autoptr (HomeStage) other = home_stage_new_beside (fixture->stage, NULL);
  KeptHome others = { .stage = other };
  EbbSettingsEditor *editor;

  kept_home_set_fault (fixture, "\"drop\":true");
  kept_home_save_price (fixture, 0, 3);
  home_stage_set_faults (fixture->stage, "[]");
  home_stage_refresh (other);
  kept_home_save_price (&others, 0, 5);
  kept_home_save_price (&others, 0, before);
  kept_home_restart (fixture);
  kept_home_refresh_and_send (fixture);
  editor = kept_home_open_editor (fixture, 0);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_CONFLICT);
  kept_home_close_editor (editor);
}

/* What is edited on top of what was remembered, and is another by now, is a conflict and no overwriting. */
static void
test_remembered (KeptHome      *fixture,
                 gconstpointer  data)
{
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);
  g_autoptr (HomeStage) other = home_stage_new_beside (fixture->stage, NULL);
  KeptHome others = { .stage = other };

  kept_home_close_editor (editor);
  home_stage_refresh (other);
  kept_home_save_price (&others, 0, 5);
  kept_home_restart (fixture);
  home_stage_refresh (fixture->stage);
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"GET devices/{deviceId}/spo\",\"delay_ms\":200}]");
  editor = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0));
  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  kept_home_set_price (editor, 3);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_CONFLICT);
  g_assert_cmpfloat (ebb_settings_editor_get_theirs (editor)->numbers[EBB_SETTING_MAXIMUM_PRICE].value, ==, 5);
  kept_home_close_editor (editor);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 5);
}

/* The same setting once more while the first is on its way: both arrive, and nobody is asked which is meant. */
static void
test_newer (KeptHome      *fixture,
            gconstpointer  data)
{
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);
  EbbSettingsEditor *second;

  kept_home_set_fault (fixture, "\"delay_ms\":50,\"times\":1");
  kept_home_set_price (editor, 3);
  ebb_settings_editor_save (editor);
  kept_home_close_editor (editor);
  second = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0));
  ebb_settings_editor_load (second);
  g_assert_cmpint (ebb_settings_editor_get_state (second), ==, EBB_EDITOR_SAVING);
  g_assert_cmpfloat (kept_home_get_price (second), ==, 3);
  WAIT_UNTIL (ebb_settings_editor_get_state (second) == EBB_EDITOR_READY);
  g_assert_false (ebb_settings_editor_is_dirty (second));
  kept_home_set_price (second, 4);
  ebb_settings_editor_save (second);
  WAIT_UNTIL (ebb_settings_editor_get_state (second) == EBB_EDITOR_READY);
  g_assert_no_error (ebb_settings_editor_get_error (second));
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 4);
  kept_home_close_editor (second);
}

static void
send_price (KeptHome       *fixture,
            EbbSpoSettings *base,
            double          price)
{
  EbbSpoValues values = *ebb_spo_settings_get_values (base);
  g_autoptr (GBytes) wanted = NULL;
  g_autofree char *base_text = g_strndup (g_bytes_get_data (ebb_spo_settings_get_document (base), NULL),
                                          g_bytes_get_size (ebb_spo_settings_get_document (base)));
  g_autofree char *text = NULL;
  EbbEdit edit = { EBB_EDIT_SETTINGS, EBB_EDIT_PENDING, (char *) kept_home_id (fixture, 0), 0, base_text,
                   (char *) ebb_spo_settings_get_etag (base), NULL };

  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = price;
  wanted = ebb_wire_write_settings (base, &values);
  edit.wanted = text = g_strndup (g_bytes_get_data (wanted, NULL), g_bytes_get_size (wanted));
  ebb_outbox_send (kept_home_outbox (fixture), &edit);
}

static void
settings_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(EbbSpoSettings **) user_data = ebb_api_settings_finish (EBB_API (source), result, NULL);
}

static void
test_overtaken (KeptHome      *fixture,
                gconstpointer  data)
{
  g_autoptr (EbbSpoSettings) base = NULL;
  const EbbOutboxItem *item;

  ebb_api_get_settings_async (ebb_home_get_api (fixture->stage->home), kept_home_id (fixture, 0), NULL, settings_cb, &base);
  WAIT_UNTIL (base != NULL);
  kept_home_set_fault (fixture, "\"delay_ms\":50,\"times\":1");
  send_price (fixture, base, 3);
  WAIT_UNTIL ((item = ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0))) != NULL &&
              item->edit->state == EBB_EDIT_SENT);
  send_price (fixture, base, 4);
  WAIT_UNTIL (ebb_outbox_is_idle (kept_home_outbox (fixture)));
  g_assert_null (ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0)));
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 4);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* The service has the request. */
static gboolean
has_struck (KeptHome *fixture)
{
  g_autofree char *faults = home_stage_ask (fixture->stage, "GET", "_sandbox/faults", NULL);

  return strstr (faults, "\"seen\":0") == NULL;
}

/* Taken back and edited anew while the first is on its way: what comes of the first does not pass for the second. */
static void
test_taken_back_and_anew (KeptHome      *fixture,
                          gconstpointer  data)
{
  g_autoptr (EbbSpoSettings) base = NULL;
  guint wake_id;

  ebb_api_get_settings_async (ebb_home_get_api (fixture->stage->home), kept_home_id (fixture, 0), NULL, settings_cb, &base);
  WAIT_UNTIL (base != NULL);
  kept_home_set_fault (fixture, "\"delay_ms\":300,\"times\":1");
  send_price (fixture, base, 3);
  wake_id = g_timeout_add (5, wake_cb, NULL);
  WAIT_UNTIL (has_struck (fixture));
  g_source_remove (wake_id);
  ebb_outbox_drop (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0));
  send_price (fixture, base, 4);
  WAIT_UNTIL (ebb_outbox_is_idle (kept_home_outbox (fixture)));
  g_assert_null (ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0)));
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/outbox/versions/" name, KeptHome, NULL, kept_home_set_up, test, kept_home_tear_down)
  ADD ("conflict", test_conflict);
  ADD ("back-and-forth", test_back_and_forth);
  ADD ("remembered", test_remembered);
  ADD ("newer", test_newer);
  ADD ("overtaken", test_overtaken);
  ADD ("taken-back-and-anew", test_taken_back_and_anew);

  return g_test_run ();
}
