/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The edit buffer of one device's settings: nothing that a person entered gets lost,
nothing of others is overwritten. */

#include "home-stage.h"

#include <math.h>
#include <string.h>

#include "app/ebb-settings-editor.h"
#include "base/ebb-error.h"
#include "base/ebb-json-edit.h"

#define SPO_PUT "PUT devices/{deviceId}/spo"
#define SPO_GET "GET devices/{deviceId}/spo"

typedef struct
{
  HomeStage *stage;
  EbbDevice *device; /* the car */
  EbbSettingsEditor *editor;
  guint n_changed;
  guint n_saved;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->stage = home_stage_new_sandbox ();
  home_stage_refresh (fixture->stage);
  fixture->device = home_stage_get_device (fixture->stage, 0);
  g_assert_cmpint (ebb_device_get_values (fixture->device)->kind, ==, EBB_DEVICE_ELECTRIC_VEHICLE);
  fixture->editor = ebb_settings_editor_new (fixture->stage->home, fixture->device);
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (home_stage_count_cb), &fixture->n_changed);
  g_signal_connect_swapped (fixture->editor, "saved", G_CALLBACK (home_stage_count_cb), &fixture->n_saved);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->editor != NULL)
    {
      WAIT_UNTIL (G_OBJECT (fixture->editor)->ref_count == 1);
      g_signal_handlers_disconnect_by_data (fixture->editor, &fixture->n_changed);
      g_signal_handlers_disconnect_by_data (fixture->editor, &fixture->n_saved);
      g_assert_finalize_object (G_OBJECT (fixture->editor));
    }
  home_stage_free (fixture->stage);
}

static EbbEditorState
get_state (Fixture *fixture)
{
  return ebb_settings_editor_get_state (fixture->editor);
}

static void
load (Fixture *fixture)
{
  ebb_settings_editor_load (fixture->editor);
  WAIT_UNTIL (get_state (fixture) != EBB_EDITOR_LOADING && G_OBJECT (fixture->editor)->ref_count == 1);
}

static void
load_well (Fixture *fixture)
{
  load (fixture);
  g_assert_no_error (ebb_settings_editor_get_error (fixture->editor));
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
}

static void
save (Fixture *fixture)
{
  ebb_settings_editor_save (fixture->editor);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_SAVING);
  WAIT_UNTIL (get_state (fixture) != EBB_EDITOR_SAVING);
}

static void
set_number (Fixture    *fixture,
            EbbSetting  setting,
            double      value)
{
  EbbSpoValues values = *ebb_settings_editor_get_values (fixture->editor);

  values.numbers[setting].value = value;
  ebb_settings_editor_set_values (fixture->editor, &values);
}

static double
get_number (Fixture    *fixture,
            EbbSetting  setting)
{
  return ebb_settings_editor_get_values (fixture->editor)->numbers[setting].value;
}

/* What the server has, seen by nobody but the test. */
static char *
dup_document (Fixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", ebb_device_get_id (fixture->device));

  return home_stage_ask (fixture->stage, "GET", path, NULL);
}

static double
get_server_number (Fixture    *fixture,
                   EbbSetting  setting)
{
  g_autofree char *text = dup_document (fixture);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (EbbSpoSettings) settings = ebb_wire_read_settings (body, NULL, NULL);

  g_assert_nonnull (settings);

  return ebb_spo_settings_get_values (settings)->numbers[setting].value;
}

/* Somebody else changes the settings. */
static void
change_elsewhere (Fixture    *fixture,
                  const char *name,
                  const char *value)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", ebb_device_get_id (fixture->device));
  g_autofree char *text = dup_document (fixture);
  g_autofree char *without_limits = ebb_json_edit (text, NULL, "limits", NULL);
  g_autofree char *without_time = ebb_json_edit (without_limits, NULL, "updated_at", NULL);
  g_autofree char *edited = ebb_json_edit (without_time, NULL, name, value);

  g_free (home_stage_ask (fixture->stage, "PUT", path, edited));
}

static void
set_fault (Fixture    *fixture,
           const char *operation,
           const char *members)
{
  g_autofree char *faults = g_strdup_printf ("[{\"operation\":\"%s\",%s}]", operation, members);

  home_stage_set_faults (fixture->stage, faults);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  const EbbSpoValues *values;

  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_LOADING);
  g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
  load_well (fixture);
  g_assert_cmpuint (fixture->n_changed, >=, 1);
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  values = ebb_settings_editor_get_values (fixture->editor);
  g_assert_cmpint (values->is_enabled, ==, EBB_YES);
  g_assert_cmpfloat (values->numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE].value, ==, 0.8);
  g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
  g_assert_null (ebb_settings_editor_get_theirs (fixture->editor));
}

static const struct
{
  const char *fault;
  EbbErrorCode code;
} failures[] = {
  { "\"status\":404", EBB_ERROR_NOT_FOUND },
  { "\"status\":405", EBB_ERROR_NOT_SUPPORTED },
  { "\"status\":500", EBB_ERROR_SERVER },
  { "\"status\":429", EBB_ERROR_TOO_MANY },
  { "\"status\":401", EBB_ERROR_SIGNED_OUT },
  { "\"status\":403,\"code\":\"forbidden\"", EBB_ERROR_DENIED },
  { "\"status\":400", EBB_ERROR_INVALID_INPUT },
  { "\"drop\":true", EBB_ERROR_OFFLINE },
  { "\"stall\":true", EBB_ERROR_TIMEOUT },
  { "\"status\":200,\"body\":\"html\"", EBB_ERROR_BAD_REPLY },
};

static void
test_unavailable (Fixture       *fixture,
                  gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      if (failures[i].code == EBB_ERROR_TIMEOUT)
        home_stage_limit (fixture->stage, 50);
      set_fault (fixture, SPO_GET, failures[i].fault);
      load (fixture);
      g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_UNAVAILABLE);
      g_assert_error (ebb_settings_editor_get_error (fixture->editor), EBB_ERROR, (int) failures[i].code);
      home_stage_limit (fixture->stage, 10 * 1000);
    }
  home_stage_set_faults (fixture->stage, "[]");
  load_well (fixture);
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  load_well (fixture);
  fixture->n_changed = 0;
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_true (ebb_settings_editor_is_dirty (fixture->editor));
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.8);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
  /* "No limit" and a limit of nothing are two things. */
  g_assert_true (isnan (get_number (fixture, EBB_SETTING_MAXIMUM_PRICE)));
  set_number (fixture, EBB_SETTING_MAXIMUM_PRICE, 0);
  g_assert_true (ebb_settings_editor_is_dirty (fixture->editor));
}

static void
test_revert (Fixture       *fixture,
             gconstpointer  data)
{
  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  ebb_settings_editor_revert (fixture->editor);
  g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.8);
  g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.8);
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_device = 0;

  load_well (fixture);
  g_signal_connect_swapped (fixture->device, "changed", G_CALLBACK (home_stage_count_cb), &n_device);
  /* Once more with the entity tag that saving brought. */
  for (guint i = 1; i <= 2; i++)
    {
      set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.8 + i / 20.0);
      set_number (fixture, EBB_SETTING_MAXIMUM_PRICE, -0.1);
      save (fixture);
      g_assert_no_error (ebb_settings_editor_get_error (fixture->editor));
      g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
      g_assert_cmpuint (fixture->n_saved, ==, i);
      g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
      g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.8 + i / 20.0);
      g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.8 + i / 20.0);
      g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_MAXIMUM_PRICE), ==, -0.1);
      g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.2);
    }
  /* The device says what it does now. */
  WAIT_UNTIL (n_device >= 1);
  g_signal_handlers_disconnect_by_data (fixture->device, &n_device);
}

/* A person decides; until then nothing is overwritten. */
static void
start_conflict (Fixture *fixture)
{
  const EbbSpoValues *theirs;

  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  change_elsewhere (fixture, "minimum_state_of_charge", "0.4");
  save (fixture);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_CONFLICT);
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.8);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
  theirs = ebb_settings_editor_get_theirs (fixture->editor);
  g_assert_cmpfloat (theirs->numbers[EBB_SETTING_MINIMUM_STATE_OF_CHARGE].value, ==, 0.4);
}

static void
test_keep_mine (Fixture       *fixture,
                gconstpointer  data)
{
  start_conflict (fixture);
  ebb_settings_editor_resolve (fixture->editor, TRUE);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_null (ebb_settings_editor_get_theirs (fixture->editor));
  g_assert_true (ebb_settings_editor_is_dirty (fixture->editor));
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.4);
  save (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
  g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.4);
}

static void
test_take_theirs (Fixture       *fixture,
                  gconstpointer  data)
{
  start_conflict (fixture);
  ebb_settings_editor_resolve (fixture->editor, FALSE);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.8);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.4);
  /* And goes on from there. */
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.7);
  save (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
}

/* Forgetting the edit in a conflict is taking theirs: the next edit begins with what the server has. */
static void
test_revert_conflict (Fixture       *fixture,
                      gconstpointer  data)
{
  start_conflict (fixture);
  ebb_settings_editor_revert (fixture->editor);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_null (ebb_settings_editor_get_theirs (fixture->editor));
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.4);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.7);
  save (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
}

/* Both of us changed it to the same: nobody has to decide. */
static void
test_same_change (Fixture       *fixture,
                  gconstpointer  data)
{
  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  change_elsewhere (fixture, "target_state_of_charge", "0.9");
  save (fixture);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_no_error (ebb_settings_editor_get_error (fixture->editor));
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
}

/* So it is when it was ourselves, and only the answer got lost. */
static void
test_lost_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  set_fault (fixture, SPO_PUT, "\"body\":\"truncated\",\"times\":1");
  save (fixture);
  /* Whether the transport tries again by itself or a person does. */
  if (ebb_settings_editor_is_dirty (fixture->editor))
    save (fixture);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_no_error (ebb_settings_editor_get_error (fixture->editor));
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
}

/* What is there now cannot be had: the edit stays, saving asks once more. */
static void
test_conflict_unread (Fixture       *fixture,
                      gconstpointer  data)
{
  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  change_elsewhere (fixture, "minimum_state_of_charge", "0.4");
  set_fault (fixture, SPO_GET, "\"status\":501");
  save (fixture);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_error (ebb_settings_editor_get_error (fixture->editor), EBB_ERROR, EBB_ERROR_NOT_SUPPORTED);
  g_assert_true (ebb_settings_editor_is_dirty (fixture->editor));
  home_stage_set_faults (fixture->stage, "[]");
  save (fixture);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_CONFLICT);
  g_assert_null (ebb_settings_editor_get_error (fixture->editor));
}

static void
test_save_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  load_well (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      double target = 0.5 + (double) i / 100;

      set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, target);
      set_fault (fixture, SPO_PUT, failures[i].fault);
      if (failures[i].code == EBB_ERROR_TIMEOUT)
        home_stage_limit (fixture->stage, 50);
      fixture->n_saved = 0;
      save (fixture);
      home_stage_limit (fixture->stage, 10 * 1000);
      g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
      g_assert_error (ebb_settings_editor_get_error (fixture->editor), EBB_ERROR, (int) failures[i].code);
      g_assert_true (ebb_settings_editor_is_dirty (fixture->editor));
      g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, target);
      g_assert_cmpuint (fixture->n_saved, ==, 0);

      home_stage_set_faults (fixture->stage, "[]");
      save (fixture);
      g_assert_no_error (ebb_settings_editor_get_error (fixture->editor));
      g_assert_cmpuint (fixture->n_saved, ==, 1);
      g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, target);
    }
}

/* The page is closed while it says "Saving": what was sent arrives all the same. */
static void
test_gone_while_saving (Fixture       *fixture,
                        gconstpointer  data)
{
  EbbOutbox *outbox = ebb_home_get_outbox (fixture->stage->home);

  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  set_fault (fixture, SPO_PUT, "\"delay_ms\":20");
  ebb_settings_editor_save (fixture->editor);
  g_assert_finalize_object (g_steal_pointer (&fixture->editor));
  WAIT_UNTIL (ebb_outbox_find (outbox, EBB_EDIT_SETTINGS, ebb_device_get_id (fixture->device)) == NULL);
  g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
}

/* Nothing typed while it is being saved is lost, and it is known not to be saved. */
static void
test_edit_while_saving (Fixture       *fixture,
                        gconstpointer  data)
{
  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  ebb_settings_editor_save (fixture->editor);
  set_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE, 0.3);
  WAIT_UNTIL (get_state (fixture) == EBB_EDITOR_READY);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.3);
  g_assert_true (ebb_settings_editor_is_dirty (fixture->editor));
  save (fixture);
  g_assert_false (ebb_settings_editor_is_dirty (fixture->editor));
  g_assert_cmpfloat (get_server_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.3);
}

/* Asked for twice, edited between the two answers. */
static void
test_load_twice (Fixture       *fixture,
                 gconstpointer  data)
{
  set_fault (fixture, SPO_GET, "\"delay_ms\":100,\"after\":1");
  ebb_settings_editor_load (fixture->editor);
  ebb_settings_editor_load (fixture->editor);
  WAIT_UNTIL (get_state (fixture) == EBB_EDITOR_READY);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  /* Another answer comes after all that were asked for before. */
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"GET facilities\",\"delay_ms\":200}]");
  home_stage_refresh (fixture->stage);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
  g_assert_true (ebb_settings_editor_is_dirty (fixture->editor));
}

/* Loading again does not touch an edit, and when it fails what was loaded stays. */
static void
test_load_again (Fixture       *fixture,
                 gconstpointer  data)
{
  load_well (fixture);
  change_elsewhere (fixture, "minimum_state_of_charge", "0.4");
  load_well (fixture);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.4);

  set_fault (fixture, SPO_GET, "\"status\":501");
  load (fixture);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_error (ebb_settings_editor_get_error (fixture->editor), EBB_ERROR, EBB_ERROR_NOT_SUPPORTED);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_MINIMUM_STATE_OF_CHARGE), ==, 0.4);

  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  ebb_settings_editor_load (fixture->editor);
  g_assert_cmpint (get_state (fixture), ==, EBB_EDITOR_READY);
  g_assert_cmpfloat (get_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE), ==, 0.9);
}

/* Members of a later version of the service survive being saved. */
static void
test_future (Fixture       *fixture,
             gconstpointer  data)
{
  set_fault (fixture, "*", "\"body\":\"extra-fields\"");
  load_well (fixture);
  set_number (fixture, EBB_SETTING_TARGET_STATE_OF_CHARGE, 0.9);
  save (fixture);
  g_assert_no_error (ebb_settings_editor_get_error (fixture->editor));
  g_assert_cmpuint (fixture->n_saved, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/editor/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("load", test_load);
  ADD ("unavailable", test_unavailable);
  ADD ("edit", test_edit);
  ADD ("revert", test_revert);
  ADD ("save", test_save);
  ADD ("keep-mine", test_keep_mine);
  ADD ("take-theirs", test_take_theirs);
  ADD ("revert-conflict", test_revert_conflict);
  ADD ("same-change", test_same_change);
  ADD ("lost-answer", test_lost_answer);
  ADD ("conflict-unread", test_conflict_unread);
  ADD ("save-fails", test_save_fails);
  ADD ("gone-while-saving", test_gone_while_saving);
  ADD ("edit-while-saving", test_edit_while_saving);
  ADD ("load-twice", test_load_twice);
  ADD ("load-again", test_load_again);
  ADD ("future", test_future);

  return g_test_run ();
}
