/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an edit would bring, while it is being made: asked for when a person pauses, for the latest edit only. */

#include "answers.h"
#include "home-stage.h"

#include <string.h>

#include "app/ebb-feasibility.h"

#define PREVIEW "POST devices/a/spo/preview"

typedef struct
{
  Answers *answers;
  HomeStage *stage;
  EbbSettingsEditor *editor;
  EbbFeasibility *feasibility;
  guint n_changed;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->answers = answers_new ();
  fixture->stage = home_stage_new_with_answers (fixture->answers);
  answers_set (fixture->answers, "GET facilities", 200, "[{\"facility_id\":\"1\"}]");
  answers_set (fixture->answers, "GET facilities/1/devices", 200, data != NULL ? data
               : "[{\"device_id\":\"a\",\"capabilities\":[\"spo\",\"preview\"]}]");
  answers_set (fixture->answers, "GET devices/a/spo", 200,
               "{\"energy_need_kwh\":10,\"limits\":{\"energy_need_kwh\":{\"minimum\":1,\"maximum\":60}}}");
  answers_set (fixture->answers, PREVIEW, 200, "{\"state\":\"planned\",\"is_reachable\":false,\"shortfall_kwh\":2.5}");
  home_stage_refresh (fixture->stage);
  fixture->editor = ebb_settings_editor_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0));
  fixture->feasibility = ebb_feasibility_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0), fixture->editor);
  g_signal_connect_swapped (fixture->feasibility, "changed", G_CALLBACK (home_stage_count_cb), &fixture->n_changed);
  ebb_settings_editor_load (fixture->editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (fixture->editor) == EBB_EDITOR_READY);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->feasibility);
  g_clear_object (&fixture->editor);
  WAIT_UNTIL (ebb_transport_is_idle (fixture->stage->transport));
  home_stage_free (fixture->stage);
  answers_free (fixture->answers);
}

static void
set_need (Fixture *fixture,
          double   energy_kwh)
{
  EbbSpoValues values = *ebb_settings_editor_get_values (fixture->editor);

  values.numbers[EBB_SETTING_ENERGY_NEED_KWH].value = energy_kwh;
  ebb_settings_editor_set_values (fixture->editor, &values);
}

static guint
count (Fixture *fixture)
{
  return answers_count (fixture->answers, PREVIEW);
}

static void
wait (Fixture *fixture)
{
  WAIT_UNTIL (!ebb_feasibility_is_asking (fixture->feasibility));
}

/* Nothing is asked for what is not edited, and once for whatever is typed without a pause. */
static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  const EbbPlanValues *values;

  g_assert_false (ebb_feasibility_is_asking (fixture->feasibility));
  g_assert_null (ebb_feasibility_get_plan (fixture->feasibility));
  for (guint i = 11; i <= 30; i++)
    set_need (fixture, i);
  g_assert_true (ebb_feasibility_is_asking (fixture->feasibility));
  /* Whoever waits for the transport waits for this too. */
  g_assert_false (ebb_transport_is_idle (fixture->stage->transport));
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  values = ebb_plan_get_values (ebb_feasibility_get_plan (fixture->feasibility));
  g_assert_cmpint (values->is_reachable, ==, EBB_NO);
  g_assert_cmpfloat (values->shortfall_kwh, ==, 2.5);
  WAIT_UNTIL (ebb_transport_is_idle (fixture->stage->transport));

  /* Back to what it was: there is nothing to tell, and nothing to ask. */
  set_need (fixture, 10);
  g_assert_null (ebb_feasibility_get_plan (fixture->feasibility));
  g_assert_false (ebb_feasibility_is_asking (fixture->feasibility));
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* An answer to what is no longer the edit is dropped. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  answers_hold (fixture->answers, PREVIEW);
  set_need (fixture, 20);
  WAIT_UNTIL (answers_n_held (fixture->answers) == 1);
  set_need (fixture, 21);
  answers_set (fixture->answers, PREVIEW, 200, "{\"state\":\"planned\",\"shortfall_kwh\":7}");
  answers_release (fixture->answers);
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpfloat (ebb_plan_get_values (ebb_feasibility_get_plan (fixture->feasibility))->shortfall_kwh, ==, 7);
}

/* What cannot be saved is not asked about. */
static void
test_out_of_range (Fixture       *fixture,
                   gconstpointer  data)
{
  set_need (fixture, 100);
  g_assert_false (ebb_feasibility_is_asking (fixture->feasibility));
  set_need (fixture, 50);
  g_assert_true (ebb_feasibility_is_asking (fixture->feasibility));
  set_need (fixture, 100);
  g_assert_false (ebb_feasibility_is_asking (fixture->feasibility));
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* A failure says nothing, and the next edit is asked about; a service that has no previews is asked once. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  answers_set (fixture->answers, PREVIEW, 500, "{}");
  set_need (fixture, 20);
  wait (fixture);
  g_assert_null (ebb_feasibility_get_plan (fixture->feasibility));
  answers_set (fixture->answers, PREVIEW, 501, "{}");
  set_need (fixture, 21);
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  set_need (fixture, 22);
  g_assert_false (ebb_feasibility_is_asking (fixture->feasibility));
}

static void
test_cannot (Fixture       *fixture,
             gconstpointer  data)
{
  set_need (fixture, 20);
  g_assert_false (ebb_feasibility_is_asking (fixture->feasibility));
}

/* Whoever leaves while it is asked, or about to be, is not followed. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  set_need (fixture, 20);
  g_assert_finalize_object (G_OBJECT (g_steal_pointer (&fixture->feasibility)));
  g_assert_true (ebb_transport_is_idle (fixture->stage->transport));

  fixture->feasibility = ebb_feasibility_new (fixture->stage->home, home_stage_get_device (fixture->stage, 0), fixture->editor);
  answers_hold (fixture->answers, PREVIEW);
  set_need (fixture, 21);
  WAIT_UNTIL (answers_n_held (fixture->answers) == 1);
  g_assert_finalize_object (G_OBJECT (g_steal_pointer (&fixture->feasibility)));
  answers_release (fixture->answers);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, test) g_test_add ("/feasibility/" name, Fixture, data, set_up, test, tear_down)
  ADD ("pause", NULL, test_pause);
  ADD ("late", NULL, test_late);
  ADD ("out-of-range", NULL, test_out_of_range);
  ADD ("refused", NULL, test_refused);
  ADD ("cannot", "[{\"device_id\":\"a\",\"capabilities\":[\"spo\"]}]", test_cannot);
  ADD ("gone", NULL, test_gone);

  return g_test_run ();
}
