/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The edit buffer against services that answer a change in other ways than the sandbox does. */

#include "answers.h"
#include "home-stage.h"

#include "app/ebb-settings-editor.h"

/* The settings of a charger, from a service that the test plays. */
static EbbSettingsEditor *
load_from (Answers   *answers,
           HomeStage *stage)
{
  EbbSettingsEditor *editor;

  answers_set (answers, "GET facilities", 200, "[{\"facility_id\":\"1\"}]");
  answers_set (answers, "GET facilities/1/devices", 200, "[{\"device_id\":\"a\"}]");
  answers_set (answers, "GET devices/a/spo", 200, "{\"energy_need_kwh\":10}");
  home_stage_refresh (stage);
  editor = ebb_settings_editor_new (stage->home, home_stage_get_device (stage, 0));
  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);

  return editor;
}

static void
save_need (EbbSettingsEditor *editor,
           double             energy_kwh)
{
  EbbSpoValues values = *ebb_settings_editor_get_values (editor);

  values.numbers[EBB_SETTING_ENERGY_NEED_KWH].value = energy_kwh;
  ebb_settings_editor_set_values (editor, &values);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
}

/* A server that tidies what it is sent answers without an entity tag (RFC 9110, section 9.3.4), so the settings are
 * asked for once more: the next save must not overwrite blindly. */
static void
test_no_etag (void)
{
  static const char request[] = "PUT devices/a/spo";
  g_autoptr (Answers) answers = answers_new ();
  g_autoptr (HomeStage) stage = home_stage_new_with_answers (answers);
  g_autoptr (EbbSettingsEditor) editor = NULL;

  answers_set_etag (answers, "GET devices/a/spo", "\"1\"");
  answers_set (answers, request, 200, "{\"energy_need_kwh\":12}");
  editor = load_from (answers, stage);

  answers_set (answers, "GET devices/a/spo", 200, "{\"energy_need_kwh\":12}");
  answers_set_etag (answers, "GET devices/a/spo", "\"2\"");
  save_need (editor, 12.3);
  g_assert_cmpstr (answers_get_if_match (answers, request), ==, "\"1\"");
  g_assert_false (ebb_settings_editor_is_dirty (editor));
  WAIT_UNTIL (G_OBJECT (editor)->ref_count == 1);

  g_assert_cmpfloat (ebb_settings_editor_get_values (editor)->numbers[EBB_SETTING_ENERGY_NEED_KWH].value, ==, 12);
  save_need (editor, 15);
  g_assert_cmpstr (answers_get_if_match (answers, request), ==, "\"2\"");
  WAIT_UNTIL (G_OBJECT (editor)->ref_count == 1);
  g_clear_object (&editor);
}

/* A server may take a change without a word; what it made of it is asked for. */
static void
test_no_body (void)
{
  g_autoptr (Answers) answers = answers_new ();
  g_autoptr (HomeStage) stage = home_stage_new_with_answers (answers);
  g_autoptr (EbbSettingsEditor) editor = NULL;

  answers_set (answers, "PUT devices/a/spo", 204, "");
  answers_set_etag (answers, "GET devices/a/spo", "\"1\"");
  editor = load_from (answers, stage);

  answers_set (answers, "GET devices/a/spo", 200, "{\"energy_need_kwh\":12}");
  answers_set_etag (answers, "GET devices/a/spo", "\"2\"");
  save_need (editor, 12.3);
  g_assert_no_error (ebb_settings_editor_get_error (editor));
  g_assert_false (ebb_settings_editor_is_dirty (editor));
  g_assert_cmpfloat (ebb_settings_editor_get_values (editor)->numbers[EBB_SETTING_ENERGY_NEED_KWH].value, ==, 12);
  g_assert_cmpuint (answers_count (answers, "PUT devices/a/spo"), ==, 1);
  WAIT_UNTIL (G_OBJECT (editor)->ref_count == 1);
  g_clear_object (&editor);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/answers/no-etag", test_no_etag);
  g_test_add_func ("/editor/answers/no-body", test_no_body);

  return g_test_run ();
}
