/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was changed arrives: after failures of every kind, in the order of saving, over a restart, and without overwriting what
 * others changed meanwhile. */

#include "home-stage.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "app/ebb-settings-editor.h"
#include "base/ebb-error.h"

#define SPO_PUT "PUT devices/{deviceId}/spo"

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
  HomeStage *stage;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (HomeStage) server = home_stage_new_sandbox ();

  fixture->folder = g_dir_make_tmp ("ebb-outbox-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "store.db", NULL);
  fixture->stage = home_stage_new_beside (server, fixture->path);
  home_stage_refresh (fixture->stage);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EbbStore) store = NULL;

  home_stage_free (fixture->stage);
  store = ebb_store_new (fixture->path);
  ebb_store_erase (store);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* The program ends as it should, and starts again. */
static void
restart (Fixture *fixture)
{
  HomeStage *again;

  ebb_store_flush (ebb_outbox_get_store (ebb_home_get_outbox (fixture->stage->home)));
  again = home_stage_new_beside (fixture->stage, fixture->path);
  home_stage_free (fixture->stage);
  fixture->stage = again;
}

static EbbOutbox *
outbox_of (Fixture *fixture)
{
  return ebb_home_get_outbox (fixture->stage->home);
}

static const char *
id_of (Fixture *fixture,
       guint    position)
{
  return ebb_device_get_id (home_stage_get_device (fixture->stage, position));
}

static EbbSettingsEditor *
open_editor (Fixture *fixture,
             guint    position)
{
  EbbSettingsEditor *editor = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, position));

  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_LOADING && G_OBJECT (editor)->ref_count == 1);

  return editor;
}

static void
close_editor (EbbSettingsEditor *editor)
{
  WAIT_UNTIL (G_OBJECT (editor)->ref_count == 1);
  g_assert_finalize_object (G_OBJECT (editor));
}

static void
set_price (EbbSettingsEditor *editor,
           double             price)
{
  EbbSpoValues values = *ebb_settings_editor_get_values (editor);

  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = price;
  ebb_settings_editor_set_values (editor, &values);
}

static double
get_price (EbbSettingsEditor *editor)
{
  return ebb_settings_editor_get_values (editor)->numbers[EBB_SETTING_MAXIMUM_PRICE].value;
}

/* Saves it and waits for what becomes of it. */
static void
save_price (Fixture *fixture,
            guint    position,
            double   price)
{
  EbbSettingsEditor *editor = open_editor (fixture, position);

  set_price (editor, price);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING);
  close_editor (editor);
}

static double
get_server_price (Fixture *fixture,
                  guint    position)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", id_of (fixture, position));
  g_autofree char *text = home_stage_ask (fixture->stage, "GET", path, NULL);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (EbbSpoSettings) settings = ebb_wire_read_settings (body, NULL, NULL);

  return ebb_spo_settings_get_values (settings)->numbers[EBB_SETTING_MAXIMUM_PRICE].value;
}

static void
set_fault (Fixture    *fixture,
           const char *members)
{
  g_autofree char *faults = g_strdup_printf ("[{\"operation\":\"" SPO_PUT "\",%s}]", members);

  home_stage_set_faults (fixture->stage, faults);
}

static void
refresh_and_send (Fixture *fixture)
{
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (ebb_outbox_is_idle (outbox_of (fixture)));
}

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
test_passing (Fixture       *fixture,
              gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      double price = 1 + (double) i;
      const EbbOutboxItem *item;

      set_fault (fixture, passing[i].fault);
      save_price (fixture, 0, price);
      item = ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0));
      g_assert_nonnull (item);
      g_assert_error (item->error, EBB_ERROR, (int) passing[i].code);
      g_assert_cmpint (item->edit->state, ==, EBB_EDIT_SENT);

      /* Nor does the next try help, unless looking is enough. */
      refresh_and_send (fixture);
      item = ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0));
      g_assert_cmpint (item == NULL, ==, passing[i].is_done);

      if (i % 2 == 1)
        restart (fixture);
      home_stage_set_faults (fixture->stage, "[]");
      refresh_and_send (fixture);
      g_assert_null (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0)));
      g_assert_cmpfloat (get_server_price (fixture, 0), ==, price);
    }
}

/* What does not: nothing is tried again behind anyone's back, and nothing forgotten. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const faults[] = { "\"status\":400", "\"status\":403,\"code\":\"forbidden\"", "\"status\":404", "\"status\":501" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const EbbOutboxItem *item;
      EbbSettingsEditor *editor;

      set_fault (fixture, faults[i]);
      save_price (fixture, 0, 3);
      home_stage_set_faults (fixture->stage, "[]");
      refresh_and_send (fixture);
      restart (fixture);
      refresh_and_send (fixture);
      item = ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0));
      g_assert_nonnull (item);
      g_assert_cmpint (item->edit->state, ==, EBB_EDIT_FAILED);
      g_assert_false (get_server_price (fixture, 0) == 3);

      editor = open_editor (fixture, 0);
      g_assert_true (ebb_settings_editor_is_dirty (editor));
      g_assert_false (ebb_settings_editor_is_waiting (editor));
      g_assert_cmpfloat (get_price (editor), ==, 3);
      ebb_settings_editor_revert (editor);
      g_assert_null (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0)));
      close_editor (editor);
    }
}

/* A service that fails each time is not asked for ever. */
static void
test_gives_up (Fixture       *fixture,
               gconstpointer  data)
{
  set_fault (fixture, "\"status\":500");
  save_price (fixture, 0, 3);
  for (guint i = 0; i < 3; i++)
    {
      refresh_and_send (fixture);
      g_assert_cmpint (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0))->edit->state, ==, EBB_EDIT_SENT);
    }
  refresh_and_send (fixture);
  g_assert_cmpint (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0))->edit->state, ==, EBB_EDIT_FAILED);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const guint devices[] = { 2, 0, 1 };
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *requests;
  guint n_found = 0;

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"" SPO_PUT "\",\"drop\":true}]");
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    save_price (fixture, devices[i], 2);
  restart (fixture);
  g_free (home_stage_ask (fixture->stage, "PUT", "_sandbox/faults", "{\"faults\":[]}"));
  g_free (home_stage_ask (fixture->stage, "DELETE", "_sandbox/log", NULL));
  refresh_and_send (fixture);

  text = home_stage_ask (fixture->stage, "GET", "_sandbox/log", NULL);
  root = json_from_string (text, NULL);
  requests = json_object_get_array_member (json_node_get_object (root), "requests");
  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (request, "operation", NULL), SPO_PUT) != 0)
        continue;
      g_assert_nonnull (strstr (json_object_get_string_member (request, "path"), id_of (fixture, devices[n_found])));
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (devices));
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    g_assert_cmpfloat (get_server_price (fixture, devices[i]), ==, 2);
}

/* Someone else has changed it while this computer was off. */
static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  EbbSettingsEditor *editor;
  g_autoptr (HomeStage) other = home_stage_new_beside (fixture->stage, NULL);
  Fixture others = { .stage = other };

  set_fault (fixture, "\"drop\":true");
  save_price (fixture, 0, 3);
  home_stage_set_faults (fixture->stage, "[]");
  home_stage_refresh (other);
  save_price (&others, 0, 5);
  restart (fixture);
  refresh_and_send (fixture);

  editor = open_editor (fixture, 0);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_CONFLICT);
  g_assert_cmpfloat (get_price (editor), ==, 3);
  g_assert_cmpfloat (ebb_settings_editor_get_theirs (editor)->numbers[EBB_SETTING_MAXIMUM_PRICE].value, ==, 5);
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 5);

  /* And whoever decides does so for good. */
  ebb_settings_editor_resolve (editor, TRUE);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 3);
  close_editor (editor);
  restart (fixture);
  refresh_and_send (fixture);
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 3);
}

/* Changed back and forth by someone else while this computer was off: the values are as they were, and all the same it was decided. */
static void
test_back_and_forth (Fixture       *fixture,
                     gconstpointer  data)
{
  double before = get_server_price (fixture, 0);
  g_autoptr (HomeStage) other = home_stage_new_beside (fixture->stage, NULL);
  Fixture others = { .stage = other };
  EbbSettingsEditor *editor;

  set_fault (fixture, "\"drop\":true");
  save_price (fixture, 0, 3);
  home_stage_set_faults (fixture->stage, "[]");
  home_stage_refresh (other);
  save_price (&others, 0, 5);
  save_price (&others, 0, before);
  restart (fixture);
  refresh_and_send (fixture);
  editor = open_editor (fixture, 0);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_CONFLICT);
  close_editor (editor);
}

/* What is edited on top of what was remembered, and is another by now, is a conflict and no overwriting. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  EbbSettingsEditor *editor = open_editor (fixture, 0);
  g_autoptr (HomeStage) other = home_stage_new_beside (fixture->stage, NULL);
  Fixture others = { .stage = other };

  close_editor (editor);
  home_stage_refresh (other);
  save_price (&others, 0, 5);
  restart (fixture);
  home_stage_refresh (fixture->stage);
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"GET devices/{deviceId}/spo\",\"delay_ms\":200}]");
  editor = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0));
  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  set_price (editor, 3);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_CONFLICT);
  g_assert_cmpfloat (ebb_settings_editor_get_theirs (editor)->numbers[EBB_SETTING_MAXIMUM_PRICE].value, ==, 5);
  close_editor (editor);
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 5);
}

/* Saved while the settings are still being asked for, and not arrived: the answer does not make it unsaved again. */
static void
test_late_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  EbbSettingsEditor *editor = open_editor (fixture, 0);

  close_editor (editor);
  restart (fixture);
  home_stage_refresh (fixture->stage);
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"GET devices/{deviceId}/spo\",\"delay_ms\":300},"
                                         "{\"operation\":\"" SPO_PUT "\",\"drop\":true}]");
  editor = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0));
  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  set_price (editor, 3);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING && G_OBJECT (editor)->ref_count == 1);
  g_assert_true (ebb_settings_editor_is_waiting (editor));
  close_editor (editor);
  home_stage_set_faults (fixture->stage, "[]");
  refresh_and_send (fixture);
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 3);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Switched off in the list and then a price set on the page, both without a connection: nobody else changed anything. */
static void
test_switch_and_settings (Fixture       *fixture,
                          gconstpointer  data)
{
  EbbSettingsEditor *editor = open_editor (fixture, 0);
  gboolean is_done = FALSE;

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"*\",\"drop\":true}]");
  ebb_home_set_enabled_async (fixture->stage->home, home_stage_get_device (fixture->stage, 0), FALSE, done_cb, &is_done);
  WAIT_UNTIL (is_done);
  set_price (editor, 3);
  home_stage_set_faults (fixture->stage, "[]");
  /* Not saved until the switch has arrived. */
  refresh_and_send (fixture);
  WAIT_UNTIL (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SWITCH, id_of (fixture, 0)) == NULL);
  close_editor (editor);
  editor = open_editor (fixture, 0);
  g_assert_cmpint (ebb_settings_editor_get_values (editor)->is_enabled, ==, EBB_NO);
  g_assert_cmpfloat (get_price (editor), ==, 3);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING);
  g_assert_cmpint (ebb_settings_editor_get_state (editor), ==, EBB_EDITOR_READY);
  g_assert_no_error (ebb_settings_editor_get_error (editor));
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 3);
  close_editor (editor);
}

/* Whoever gives up all gives up what waits too. */
static void
test_discard (Fixture       *fixture,
              gconstpointer  data)
{
  set_fault (fixture, "\"drop\":true");
  save_price (fixture, 0, 3);
  g_assert_nonnull (ebb_outbox_peek (outbox_of (fixture)));
  ebb_outbox_discard (outbox_of (fixture));
  g_assert_null (ebb_outbox_peek (outbox_of (fixture)));
  home_stage_set_faults (fixture->stage, "[]");
  restart (fixture);
  refresh_and_send (fixture);
  g_assert_false (get_server_price (fixture, 0) == 3);
}

/* The same setting once more while the first is on its way: both arrive, and nobody is asked which is meant. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  EbbSettingsEditor *editor = open_editor (fixture, 0);
  EbbSettingsEditor *second;

  set_fault (fixture, "\"delay_ms\":50,\"times\":1");
  set_price (editor, 3);
  ebb_settings_editor_save (editor);
  close_editor (editor);
  second = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0));
  ebb_settings_editor_load (second);
  g_assert_cmpint (ebb_settings_editor_get_state (second), ==, EBB_EDITOR_SAVING);
  g_assert_cmpfloat (get_price (second), ==, 3);
  WAIT_UNTIL (ebb_settings_editor_get_state (second) == EBB_EDITOR_READY);
  g_assert_false (ebb_settings_editor_is_dirty (second));
  set_price (second, 4);
  ebb_settings_editor_save (second);
  WAIT_UNTIL (ebb_settings_editor_get_state (second) == EBB_EDITOR_READY);
  g_assert_no_error (ebb_settings_editor_get_error (second));
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 4);
  close_editor (second);
}

static void
send_price (Fixture        *fixture,
            EbbSpoSettings *base,
            double          price)
{
  EbbSpoValues values = *ebb_spo_settings_get_values (base);
  g_autoptr (GBytes) wanted = NULL;
  g_autofree char *base_text = g_strndup (g_bytes_get_data (ebb_spo_settings_get_document (base), NULL),
                                          g_bytes_get_size (ebb_spo_settings_get_document (base)));
  g_autofree char *text = NULL;
  EbbEdit edit = { EBB_EDIT_SETTINGS, EBB_EDIT_PENDING, (char *) id_of (fixture, 0), 0, base_text,
                   (char *) ebb_spo_settings_get_etag (base), NULL };

  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = price;
  wanted = ebb_wire_write_settings (base, &values);
  edit.wanted = text = g_strndup (g_bytes_get_data (wanted, NULL), g_bytes_get_size (wanted));
  ebb_outbox_send (outbox_of (fixture), &edit);
}

static void
settings_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(EbbSpoSettings **) user_data = ebb_api_settings_finish (EBB_API (source), result, NULL);
}

static void
test_overtaken (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (EbbSpoSettings) base = NULL;
  const EbbOutboxItem *item;

  ebb_api_get_settings_async (ebb_home_get_api (fixture->stage->home), id_of (fixture, 0), NULL, settings_cb, &base);
  WAIT_UNTIL (base != NULL);
  set_fault (fixture, "\"delay_ms\":50,\"times\":1");
  send_price (fixture, base, 3);
  WAIT_UNTIL ((item = ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0))) != NULL &&
              item->edit->state == EBB_EDIT_SENT);
  send_price (fixture, base, 4);
  WAIT_UNTIL (ebb_outbox_is_idle (outbox_of (fixture)));
  g_assert_null (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0)));
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 4);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* The service has the request. */
static gboolean
has_struck (Fixture *fixture)
{
  g_autofree char *faults = home_stage_ask (fixture->stage, "GET", "_sandbox/faults", NULL);

  return strstr (faults, "\"seen\":0") == NULL;
}

/* Taken back and edited anew while the first is on its way: what comes of the first does not pass for the second. */
static void
test_taken_back_and_anew (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (EbbSpoSettings) base = NULL;
  guint wake_id;

  ebb_api_get_settings_async (ebb_home_get_api (fixture->stage->home), id_of (fixture, 0), NULL, settings_cb, &base);
  WAIT_UNTIL (base != NULL);
  set_fault (fixture, "\"delay_ms\":300,\"times\":1");
  send_price (fixture, base, 3);
  wake_id = g_timeout_add (5, wake_cb, NULL);
  WAIT_UNTIL (has_struck (fixture));
  g_source_remove (wake_id);
  ebb_outbox_drop (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0));
  send_price (fixture, base, 4);
  WAIT_UNTIL (ebb_outbox_is_idle (outbox_of (fixture)));
  g_assert_null (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0)));
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 4);
}

/* There is something to edit before the service answers, and when it does not. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  EbbSettingsEditor *editor = open_editor (fixture, 0);
  EbbDevice *device;

  close_editor (editor);
  restart (fixture);
  home_stage_refresh (fixture->stage);
  device = home_stage_get_device (fixture->stage, 0);
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"*\",\"drop\":true}]");
  editor = ebb_settings_editor_new (fixture->stage->home, device);
  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY && G_OBJECT (editor)->ref_count == 1);
  g_assert_error (ebb_settings_editor_get_error (editor), EBB_ERROR, EBB_ERROR_OFFLINE);
  set_price (editor, 7);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  g_assert_true (ebb_settings_editor_is_waiting (editor));
  close_editor (editor);

  restart (fixture);
  home_stage_set_faults (fixture->stage, "[]");
  refresh_and_send (fixture);
  g_assert_cmpfloat (get_server_price (fixture, 0), ==, 7);
}

/* Taken back while it waits: what the service has is what is shown. */
static void
test_taken_back (Fixture       *fixture,
                 gconstpointer  data)
{
  EbbSettingsEditor *editor = open_editor (fixture, 0);

  set_fault (fixture, "\"drop\":true");
  set_price (editor, 3);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  g_assert_true (ebb_settings_editor_is_waiting (editor));
  home_stage_set_faults (fixture->stage, "[]");
  ebb_settings_editor_revert (editor);
  refresh_and_send (fixture);
  close_editor (editor);
  g_assert_false (get_server_price (fixture, 0) == 3);
  restart (fixture);
  refresh_and_send (fixture);
  g_assert_null (ebb_outbox_find (outbox_of (fixture), EBB_EDIT_SETTINGS, id_of (fixture, 0)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/outbox/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("passing", test_passing);
  ADD ("refused", test_refused);
  ADD ("gives-up", test_gives_up);
  ADD ("order", test_order);
  ADD ("conflict", test_conflict);
  ADD ("back-and-forth", test_back_and_forth);
  ADD ("remembered", test_remembered);
  ADD ("late-answer", test_late_answer);
  ADD ("switch-and-settings", test_switch_and_settings);
  ADD ("discard", test_discard);
  ADD ("newer", test_newer);
  ADD ("overtaken", test_overtaken);
  ADD ("taken-back-and-anew", test_taken_back_and_anew);
  ADD ("offline", test_offline);
  ADD ("taken-back", test_taken_back);

  return g_test_run ();
}
