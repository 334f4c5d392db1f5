/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was changed arrives: after failures of every kind, in the order of saving, and over a restart. */

#include "kept-home.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/ebb-error.h"

/* What passes: the edit waits, over a restart too, and goes by itself. */
static const struct
{
  const char *fault;
  EbbErrorCode code;
  gboolean is_done; /* the service has done it, and only its answer is unreadable */
} passing[] = {
  { "\"drop\":true", EBB_ERROR_OFFLINE },
  { "\"status\":401", EBB_ERROR_SIGNED_OUT },
  { "\"status\":403,\"code\":\"token_expired\"", EBB_ERROR_SIGNED_OUT },
  { "\"status\":429,\"retry_after_s\":0", EBB_ERROR_TOO_MANY },
  { "\"status\":500", EBB_ERROR_SERVER },
  { "\"status\":503,\"retry_after_s\":0", EBB_ERROR_SERVER },
  { "\"status\":200,\"body\":\"html\"", EBB_ERROR_BAD_REPLY, TRUE },
};

static void
test_passing (KeptHome      *fixture,
              gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      double price = 1 + (double) i;
      const EbbOutboxItem *item;

      kept_home_set_fault (fixture, passing[i].fault);
      kept_home_save_price (fixture, 0, price);
      item = ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0));
      g_assert_nonnull (item);
      g_assert_error (item->error, EBB_ERROR, (int) passing[i].code);
      g_assert_cmpint (item->edit->state, ==, EBB_EDIT_SENT);

      /* Nor does the next try help, unless looking is enough. */
      kept_home_refresh_and_send (fixture);
      item = ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0));
      g_assert_cmpint (item == NULL, ==, passing[i].is_done);

      if (i % 2 == 1)
        kept_home_restart (fixture);
      home_stage_set_faults (fixture->stage, "[]");
      kept_home_refresh_and_send (fixture);
      g_assert_null (ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0)));
      g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, price);
    }
}

/* What does not: nothing is tried again behind anyone's back, and nothing forgotten. */
static void
test_refused (KeptHome      *fixture,
              gconstpointer  data)
{
  static const char *const faults[] = { "\"status\":400", "\"status\":403,\"code\":\"forbidden\"", "\"status\":404", "\"status\":501" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const EbbOutboxItem *item;
      EbbSettingsEditor *editor;

      kept_home_set_fault (fixture, faults[i]);
      kept_home_save_price (fixture, 0, 3);
      home_stage_set_faults (fixture->stage, "[]");
      kept_home_refresh_and_send (fixture);
      kept_home_restart (fixture);
      kept_home_refresh_and_send (fixture);
      item = ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0));
      g_assert_nonnull (item);
      g_assert_cmpint (item->edit->state, ==, EBB_EDIT_FAILED);
      g_assert_false (kept_home_get_server_price (fixture, 0) == 3);

      editor = kept_home_open_editor (fixture, 0);
      g_assert_true (ebb_settings_editor_is_dirty (editor));
      g_assert_false (ebb_settings_editor_is_waiting (editor));
      g_assert_cmpfloat (kept_home_get_price (editor), ==, 3);
      ebb_settings_editor_revert (editor);
      g_assert_null (ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0)));
      kept_home_close_editor (editor);
    }
}

static EbbEditState
get_state (KeptHome *fixture)
{
  return ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0))->edit->state;
}

/* A service that fails each time is not asked for ever. */
static void
test_gives_up (KeptHome      *fixture,
               gconstpointer  data)
{
  kept_home_set_fault (fixture, "\"status\":500");
  kept_home_save_price (fixture, 0, 3);
  for (guint i = 0; i < 3; i++)
    {
      kept_home_refresh_and_send (fixture);
      g_assert_cmpint (get_state (fixture), ==, EBB_EDIT_SENT);
    }
  kept_home_refresh_and_send (fixture);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDIT_FAILED);
}

/* One that wants to be left alone is, also when it answers something else; not longer than an hour, and not by who tries. */
static void
test_left_alone (KeptHome      *fixture,
                 gconstpointer  data)
{
  kept_home_set_fault (fixture, "\"status\":429,\"retry_after_s\":600");
  kept_home_save_price (fixture, 0, 3);
  home_stage_set_faults (fixture->stage, "[]");
  kept_home_refresh_and_send (fixture);
  g_assert_false (kept_home_get_server_price (fixture, 0) == 3);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDIT_SENT);
  kept_home_save_price (fixture, 1, 4);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 1), ==, 4);

  ebb_clock_advance (fixture->stage->clock, 11 * EBB_MINUTE);
  kept_home_refresh_and_send (fixture);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 3);

  kept_home_set_fault (fixture, "\"status\":503,\"retry_after_s\":86400");
  kept_home_save_price (fixture, 0, 5);
  home_stage_set_faults (fixture->stage, "[]");
  ebb_clock_advance (fixture->stage->clock, 59 * EBB_MINUTE);
  kept_home_refresh_and_send (fixture);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 3);
  ebb_clock_advance (fixture->stage->clock, 2 * EBB_MINUTE);
  kept_home_refresh_and_send (fixture);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 5);
}

static void
test_order (KeptHome      *fixture,
            gconstpointer  data)
{
  static const guint devices[] = { 2, 0, 1 };
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *requests;
  guint n_found = 0;

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"" SPO_PUT "\",\"drop\":true}]");
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    kept_home_save_price (fixture, devices[i], 2);
  kept_home_restart (fixture);
  g_free (home_stage_ask (fixture->stage, "PUT", "_sandbox/faults", "{\"faults\":[]}"));
  g_free (home_stage_ask (fixture->stage, "DELETE", "_sandbox/log", NULL));
  kept_home_refresh_and_send (fixture);

  text = home_stage_ask (fixture->stage, "GET", "_sandbox/log", NULL);
  root = json_from_string (text, NULL);
  requests = json_object_get_array_member (json_node_get_object (root), "requests");
  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (request, "operation", NULL), SPO_PUT) != 0)
        continue;
      g_assert_nonnull (strstr (json_object_get_string_member (request, "path"), kept_home_id (fixture, devices[n_found])));
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (devices));
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    g_assert_cmpfloat (kept_home_get_server_price (fixture, devices[i]), ==, 2);
}

/* Saved while the settings are still being asked for, and not arrived: the answer does not make it unsaved again. */
static void
test_late_answer (KeptHome      *fixture,
                  gconstpointer  data)
{
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);

  kept_home_close_editor (editor);
  kept_home_restart (fixture);
  home_stage_refresh (fixture->stage);
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"GET devices/{deviceId}/spo\",\"delay_ms\":300},"
                                         "{\"operation\":\"" SPO_PUT "\",\"drop\":true}]");
  editor = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0));
  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  kept_home_set_price (editor, 3);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING && G_OBJECT (editor)->ref_count == 1);
  g_assert_true (ebb_settings_editor_is_waiting (editor));
  kept_home_close_editor (editor);
  home_stage_set_faults (fixture->stage, "[]");
  kept_home_refresh_and_send (fixture);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 3);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
switch_off (KeptHome *fixture)
{
  gboolean is_done = FALSE;

  ebb_home_set_enabled_async (fixture->stage->home, home_stage_get_device (fixture->stage, 0), FALSE, done_cb, &is_done);
  WAIT_UNTIL (is_done);
}

/* Nothing waits, nothing is in conflict, and the service has both. */
static void
assert_both (KeptHome *fixture)
{
  EbbSettingsEditor *editor;

  g_assert_null (ebb_outbox_peek (kept_home_outbox (fixture)));
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 3);
  editor = kept_home_open_editor (fixture, 0);
  g_assert_cmpint (ebb_settings_editor_get_values (editor)->is_enabled, ==, EBB_NO);
  kept_home_close_editor (editor);
}

/* Switched off and a price saved, both without a connection, and tried: that the switch goes first is no change made elsewhere. Nor is it
 * where the price had arrived, and only the answer was lost. */
static void
test_switch_then_settings (KeptHome      *fixture,
                           gconstpointer  data)
{
  static const char *const faults[] = {
    "[{\"operation\":\"*\",\"drop\":true}]",
    "[{\"operation\":\"GET devices/{deviceId}/spo\",\"drop\":true},"
    "{\"operation\":\"" SPO_PUT "\",\"status\":200,\"body\":\"html\"}]",
  };
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);

  home_stage_set_faults (fixture->stage, faults[GPOINTER_TO_INT (data)]);
  switch_off (fixture);
  kept_home_set_price (editor, 3);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_outbox_is_idle (kept_home_outbox (fixture)));
  g_assert_true (ebb_settings_editor_is_waiting (editor));
  home_stage_set_faults (fixture->stage, "[]");
  kept_home_refresh_and_send (fixture);
  WAIT_UNTIL (ebb_outbox_is_idle (kept_home_outbox (fixture)));
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_READY);
  g_assert_false (ebb_settings_editor_is_dirty (editor));
  kept_home_close_editor (editor);
  assert_both (fixture);
}

/* A page that is left open with an edit goes on from the switch in the list. */
static void
test_switch_beside_editor (KeptHome      *fixture,
                           gconstpointer  data)
{
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);

  kept_home_set_price (editor, 3);
  switch_off (fixture);
  g_assert_true (ebb_settings_editor_is_dirty (editor));
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_READY);
  g_assert_no_error (ebb_settings_editor_get_error (editor));
  kept_home_close_editor (editor);
  assert_both (fixture);
}

/* What somebody else changed is not taken for the switch's doing; and the switch does not make a conflict one more. */
static void
test_switch_and_others (KeptHome      *fixture,
                        gconstpointer  data)
{
  g_autoptr (HomeStage) other = home_stage_new_beside (fixture->stage, NULL);
  KeptHome others = { .stage = other };
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);

  kept_home_set_price (editor, 3);
  home_stage_refresh (other);
  kept_home_save_price (&others, 0, 5);
  switch_off (fixture);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_CONFLICT);
  g_assert_cmpfloat (ebb_settings_editor_get_theirs (editor)->numbers[EBB_SETTING_MAXIMUM_PRICE].value, ==, 5);

  ebb_home_set_enabled_async (fixture->stage->home, home_stage_get_device (fixture->stage, 0), TRUE, NULL, NULL);
  WAIT_UNTIL (ebb_settings_editor_get_theirs (editor)->is_enabled == EBB_YES);
  switch_off (fixture);
  g_assert_cmpint (ebb_settings_editor_get_theirs (editor)->is_enabled, ==, EBB_NO);
  ebb_settings_editor_resolve (editor, TRUE);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_READY);
  kept_home_close_editor (editor);
  assert_both (fixture);
}

/* Switched off in the list and then a price set on the page, both without a connection: nobody else changed anything. */
static void
test_switch_and_settings (KeptHome      *fixture,
                          gconstpointer  data)
{
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"*\",\"drop\":true}]");
  switch_off (fixture);
  kept_home_set_price (editor, 3);
  home_stage_set_faults (fixture->stage, "[]");
  /* Not saved until the switch has arrived. */
  kept_home_refresh_and_send (fixture);
  WAIT_UNTIL (ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SWITCH, kept_home_id (fixture, 0)) == NULL);
  kept_home_close_editor (editor);
  editor = kept_home_open_editor (fixture, 0);
  g_assert_cmpint (ebb_settings_editor_get_values (editor)->is_enabled, ==, EBB_NO);
  g_assert_cmpfloat (kept_home_get_price (editor), ==, 3);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_READY);
  g_assert_no_error (ebb_settings_editor_get_error (editor));
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 3);
  kept_home_close_editor (editor);
}

/* Whoever gives up all gives up what waits too. */
static void
test_discard (KeptHome      *fixture,
              gconstpointer  data)
{
  kept_home_set_fault (fixture, "\"drop\":true");
  kept_home_save_price (fixture, 0, 3);
  g_assert_nonnull (ebb_outbox_peek (kept_home_outbox (fixture)));
  ebb_outbox_discard (kept_home_outbox (fixture));
  g_assert_null (ebb_outbox_peek (kept_home_outbox (fixture)));
  home_stage_set_faults (fixture->stage, "[]");
  kept_home_restart (fixture);
  kept_home_refresh_and_send (fixture);
  g_assert_false (kept_home_get_server_price (fixture, 0) == 3);
}

/* There is something to edit before the service answers, and when it does not. */
static void
test_offline (KeptHome      *fixture,
              gconstpointer  data)
{
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);
  EbbDevice *device;

  kept_home_close_editor (editor);
  kept_home_restart (fixture);
  home_stage_refresh (fixture->stage);
  device = home_stage_get_device (fixture->stage, 0);
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"*\",\"drop\":true}]");
  editor = ebb_settings_editor_new (fixture->stage->home, device);
  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY && G_OBJECT (editor)->ref_count == 1);
  g_assert_error (ebb_settings_editor_get_error (editor), EBB_ERROR, EBB_ERROR_OFFLINE);
  kept_home_set_price (editor, 7);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  g_assert_true (ebb_settings_editor_is_waiting (editor));
  kept_home_close_editor (editor);

  kept_home_restart (fixture);
  home_stage_set_faults (fixture->stage, "[]");
  kept_home_refresh_and_send (fixture);
  g_assert_cmpfloat (kept_home_get_server_price (fixture, 0), ==, 7);
}

/* Taken back while it waits: what the service has is what is shown. */
static void
test_taken_back (KeptHome      *fixture,
                 gconstpointer  data)
{
  EbbSettingsEditor *editor = kept_home_open_editor (fixture, 0);

  kept_home_set_fault (fixture, "\"drop\":true");
  kept_home_set_price (editor, 3);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  g_assert_true (ebb_settings_editor_is_waiting (editor));
  home_stage_set_faults (fixture->stage, "[]");
  ebb_settings_editor_revert (editor);
  kept_home_refresh_and_send (fixture);
  kept_home_close_editor (editor);
  g_assert_false (kept_home_get_server_price (fixture, 0) == 3);
  kept_home_restart (fixture);
  kept_home_refresh_and_send (fixture);
  g_assert_null (ebb_outbox_find (kept_home_outbox (fixture), EBB_EDIT_SETTINGS, kept_home_id (fixture, 0)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/outbox/" name, KeptHome, NULL, kept_home_set_up, test, kept_home_tear_down)
  ADD ("passing", test_passing);
  ADD ("refused", test_refused);
  ADD ("gives-up", test_gives_up);
  ADD ("left-alone", test_left_alone);
  ADD ("order", test_order);
  ADD ("late-answer", test_late_answer);
  ADD ("switch-and-settings", test_switch_and_settings);
  ADD ("switch-then-settings", test_switch_then_settings);
  g_test_add ("/outbox/switch-then-settings-arrived", KeptHome, GINT_TO_POINTER (1), kept_home_set_up, test_switch_then_settings,
              kept_home_tear_down);
  ADD ("switch-beside-editor", test_switch_beside_editor);
  ADD ("switch-and-others", test_switch_and_others);
  ADD ("discard", test_discard);
  ADD ("offline", test_offline);
  ADD ("taken-back", test_taken_back);

  return g_test_run ();
}
