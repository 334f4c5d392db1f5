/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every fault of the scenarios of the network on everything that a person does to a device. Whatever happens ends, with success or with
 * one of our errors; an edit of settings is either at the service or still here; and once the fault is over all is as it should be. */

#include "home-stage.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "app/ebb-exception-keeper.h"
#include "app/ebb-feasibility.h"
#include "app/ebb-onboarding.h"
#include "app/ebb-outlook.h"
#include "app/ebb-removals.h"
#include "app/ebb-settings-editor.h"
#include "base/ebb-error.h"

#define WANTED 0.9
#define USUAL 0.8
#define NAME "Kattegatt"
#define OTHER_NAME "Vagnen"

typedef struct
{
  HomeStage *stage;
  EbbDevice *device; /* (owned): the car */
  gboolean is_done;
  GError *error;     /* (owned) (nullable) */
} Fixture;

/* Something that a person does. It waits until it has ended. */
typedef void (*Action) (Fixture *fixture);

/* Whoever waits for a fault does not wait long; what answers may take its time, on a busy computer too. */
static void
harm (HomeStage  *stage,
      const char *faults)
{
  /* Which is refused as soon as there is a connection, however long that takes. */
  if (stage->front != NULL)
    tls_front_set_trusted (stage->front, FALSE);
  else
    home_stage_limit (stage, 150);
  home_stage_set_faults (stage, faults);
}

static void
heal (HomeStage *stage)
{
  home_stage_limit (stage, 10 * 1000);
  if (stage->front != NULL)
    tls_front_set_trusted (stage->front, TRUE);
  home_stage_set_faults (stage, "[]");
}

/* The fault is over, and so is the time for which the service wanted to be left alone; and nobody does anything. */
static void
wait_out (HomeStage *stage)
{
  heal (stage);
  ebb_clock_advance (stage->clock, 3 * EBB_MINUTE);
  home_stage_refresh (stage);
  g_assert_no_error (ebb_home_get_error (stage->home));
  WAIT_UNTIL (ebb_outbox_is_idle (ebb_home_get_outbox (stage->home)));
}

/* A fault that strikes whatever is asked; what a scenario has for one operation strikes all of them here. */
static char *
dup_faults (HomeStage  *stage,
            const char *scenario)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *faults;

  home_stage_play (stage, scenario);
  text = home_stage_ask (stage, "GET", "_sandbox/faults", NULL);
  home_stage_play (stage, "home");
  root = json_from_string (text, NULL);
  faults = json_object_get_array_member (json_node_get_object (root), "faults");
  for (guint i = 0; i < json_array_get_length (faults); i++)
    {
      JsonObject *fault = json_array_get_object_element (faults, i);

      json_object_set_string_member (fault, "operation", "*");
      json_object_remove_member (fault, "seen");
    }

  {
    g_autoptr (JsonNode) list = json_node_new (JSON_NODE_ARRAY);

    json_node_set_array (list, faults);
    return json_to_string (list, FALSE);
  }
}

static void
end (Fixture *fixture,
     GError  *error)
{
  fixture->is_done = TRUE;
  fixture->error = error;
}

static void
enabled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  ebb_home_set_enabled_finish (EBB_HOME (source), result, &error);
  end (user_data, error);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  ebb_home_rename_finish (EBB_HOME (source), result, &error);
  end (user_data, error);
}

static void
wait (Fixture *fixture)
{
  WAIT_UNTIL (fixture->is_done);
}

static void
do_refresh (Fixture *fixture)
{
  home_stage_refresh (fixture->stage);
  end (fixture, ebb_home_get_error (fixture->stage->home) != NULL ? g_error_copy (ebb_home_get_error (fixture->stage->home)) : NULL);
}

static void
do_switch (Fixture *fixture)
{
  ebb_home_set_enabled_async (fixture->stage->home, fixture->device, FALSE, enabled_cb, fixture);
  wait (fixture);
}

static void
do_rename (Fixture *fixture)
{
  ebb_home_rename_async (fixture->stage->home, fixture->device, NAME, renamed_cb, fixture);
  wait (fixture);
}

static void
ask_exception (Fixture          *fixture,
               EbbExceptionKind  kind)
{
  EbbExceptionValues values = { kind, ebb_clock_now (fixture->stage->clock) + EBB_HOUR, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };
  EbbExceptionKeeper *keeper = ebb_exception_keeper_new (fixture->stage->home, fixture->device);
  const GError *error;

  if (kind == EBB_EXCEPTION_NONE || kind == EBB_EXCEPTION_ONCE)
    values.until_us = EBB_TIME_UNKNOWN;
  if (kind == EBB_EXCEPTION_ONCE)
    {
      values.ready_by_us = ebb_clock_now (fixture->stage->clock) + 10 * EBB_HOUR;
      values.target_state_of_charge = WANTED;
    }
  ebb_exception_keeper_ask (keeper, &values);
  WAIT_UNTIL (!ebb_exception_keeper_is_busy (keeper));
  error = ebb_exception_keeper_get_error (keeper);
  end (fixture, error != NULL ? g_error_copy (error) : NULL);
  WAIT_UNTIL (G_OBJECT (keeper)->ref_count == 1);
  g_assert_finalize_object (G_OBJECT (keeper));
}

static void
do_run_now (Fixture *fixture)
{
  ask_exception (fixture, EBB_EXCEPTION_RUN_NOW);
}

static void
do_pause (Fixture *fixture)
{
  ask_exception (fixture, EBB_EXCEPTION_PAUSE);
}

static void
do_once (Fixture *fixture)
{
  ask_exception (fixture, EBB_EXCEPTION_ONCE);
}

/* To the maker of a device: a link for the browser. */
static void
do_sign_in (Fixture *fixture)
{
  EbbOnboarding *onboarding = ebb_onboarding_new (fixture->stage->home, fixture->device);

  ebb_onboarding_start (onboarding, ebb_device_get_values (fixture->device)->kind, FALSE);
  WAIT_UNTIL (ebb_onboarding_get_state (onboarding) != EBB_ONBOARDING_STATE_STARTING);
  end (fixture, ebb_onboarding_get_error (onboarding) != NULL ? g_error_copy (ebb_onboarding_get_error (onboarding)) : NULL);
  g_object_unref (onboarding);
}

static void
do_end_exception (Fixture *fixture)
{
  ask_exception (fixture, EBB_EXCEPTION_NONE);
}

static void
foresee (Fixture                  *fixture,
         const EbbExceptionValues *values)
{
  EbbExceptionKeeper *keeper = ebb_exception_keeper_new (fixture->stage->home, fixture->device);
  EbbForesight foresight;

  ebb_exception_keeper_foresee (keeper, values);
  WAIT_UNTIL (ebb_exception_keeper_get_foresight (keeper, &foresight));
  end (fixture, NULL);
  WAIT_UNTIL (G_OBJECT (keeper)->ref_count == 1);
  g_assert_finalize_object (G_OBJECT (keeper));
}

static void
do_foresee_run (Fixture *fixture)
{
  const EbbExceptionValues values = { EBB_EXCEPTION_RUN_NOW, EBB_TIME_UNKNOWN, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };

  foresee (fixture, &values);
}

static void
do_foresee_once (Fixture *fixture)
{
  const EbbExceptionValues values = { EBB_EXCEPTION_ONCE, EBB_TIME_UNKNOWN, ebb_clock_now (fixture->stage->clock) + 10 * EBB_HOUR, WANTED,
                                      EBB_TIME_UNKNOWN };

  foresee (fixture, &values);
}

/* What the page says of a device: when it will be done, and what was saved. */
static void
do_look (Fixture *fixture)
{
  EbbOutlook *outlook = ebb_outlook_new (fixture->stage->home, fixture->device);

  ebb_outlook_load (outlook);
  WAIT_UNTIL (ebb_transport_is_idle (fixture->stage->transport));
  end (fixture, NULL);
  g_assert_finalize_object (G_OBJECT (outlook));
}

static EbbSettingsEditor *
open_editor (Fixture *fixture)
{
  EbbSettingsEditor *editor = ebb_settings_editor_new (fixture->stage->home, fixture->device);

  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_LOADING && G_OBJECT (editor)->ref_count == 1);

  return editor;
}

static void
do_load_settings (Fixture *fixture)
{
  EbbSettingsEditor *editor = open_editor (fixture);
  const GError *error = ebb_settings_editor_get_error (editor);

  end (fixture, error != NULL ? g_error_copy (error) : NULL);
  g_assert_finalize_object (G_OBJECT (editor));
}

static double
get_target (EbbSettingsEditor *editor)
{
  return ebb_settings_editor_get_values (editor)->numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE].value;
}

static double
get_server_target (Fixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", ebb_device_get_id (fixture->device));
  g_autofree char *text = home_stage_ask (fixture->stage, "GET", path, NULL);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (EbbSpoSettings) settings = ebb_wire_read_settings (body, NULL, NULL);

  return ebb_spo_settings_get_values (settings)->numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE].value;
}

static void
set_target (EbbSettingsEditor *editor,
            double             target)
{
  EbbSpoValues values = *ebb_settings_editor_get_values (editor);

  values.numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE].value = target;
  ebb_settings_editor_set_values (editor, &values);
}

/* What an edit would bring, where the settings could be had. */
static void
preview_under (Fixture    *fixture,
               const char *faults)
{
  EbbSettingsEditor *editor = open_editor (fixture);
  EbbFeasibility *feasibility = ebb_feasibility_new (fixture->stage->home, fixture->device, editor);

  WAIT_UNTIL (ebb_transport_is_idle (fixture->stage->transport));
  harm (fixture->stage, faults);
  set_target (editor, WANTED);
  g_assert_true (ebb_feasibility_is_asking (feasibility));
  WAIT_UNTIL (!ebb_feasibility_is_asking (feasibility));
  heal (fixture->stage);
  ebb_settings_editor_revert (editor);
  WAIT_UNTIL (ebb_transport_is_idle (fixture->stage->transport));
  g_assert_finalize_object (G_OBJECT (feasibility));
  g_assert_finalize_object (G_OBJECT (editor));
}

/* Goes on until the service has what is wanted, as a person would who does not give up. */
static void
insist (Fixture *fixture,
        double   target)
{
  EbbOutbox *outbox = ebb_home_get_outbox (fixture->stage->home);
  const char *id = ebb_device_get_id (fixture->device);
  EbbSettingsEditor *editor;

  wait_out (fixture->stage);
  if (ebb_outbox_find (outbox, EBB_EDIT_SETTINGS, id) != NULL)
    {
      g_assert_cmpint (ebb_outbox_find (outbox, EBB_EDIT_SETTINGS, id)->edit->state, ==, EBB_EDIT_FAILED);
      editor = open_editor (fixture);
      g_assert_cmpfloat (get_target (editor), ==, target);
      if (ebb_settings_editor_get_state (editor) == EBB_EDITOR_CONFLICT)
        ebb_settings_editor_resolve (editor, TRUE);
      ebb_settings_editor_save (editor);
      WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING && G_OBJECT (editor)->ref_count == 1);
      g_assert_finalize_object (G_OBJECT (editor));
    }
  g_assert_cmpfloat (get_server_target (fixture), ==, target);
}

/* The settings were read before the fault came. */
static void
save_under (Fixture    *fixture,
            const char *faults)
{
  EbbSettingsEditor *editor = open_editor (fixture);

  harm (fixture->stage, faults);
  set_target (editor, WANTED);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) != EBB_EDITOR_SAVING && G_OBJECT (editor)->ref_count == 1);
  if (ebb_settings_editor_get_error (editor) != NULL)
    g_assert_true (ebb_settings_editor_get_error (editor)->domain == EBB_ERROR);
  g_assert_cmpfloat (get_target (editor), ==, WANTED);
  g_assert_finalize_object (G_OBJECT (editor));
  insist (fixture, WANTED);
}

/* What was just saved. */
static void
undo_under (Fixture    *fixture,
            const char *faults)
{
  EbbSettingsEditor *editor = open_editor (fixture);
  EbbOutbox *outbox = ebb_home_get_outbox (fixture->stage->home);

  set_target (editor, USUAL);
  ebb_settings_editor_save (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY && G_OBJECT (editor)->ref_count == 1);
  g_assert_finalize_object (G_OBJECT (editor));
  WAIT_UNTIL (ebb_outbox_is_idle (outbox));
  g_assert_cmpfloat (get_server_target (fixture), ==, USUAL);

  harm (fixture->stage, faults);
  ebb_outbox_undo (outbox, ebb_device_get_id (fixture->device));
  WAIT_UNTIL (ebb_outbox_is_idle (outbox));
  insist (fixture, WANTED);
}

static void
refused_cb (gboolean     *is_refused,
            int           kind,
            const char   *device_id,
            const GError *error)
{
  g_assert_true (error->domain == EBB_ERROR);
  *is_refused = TRUE;
}

/* What is switched, or named, arrives sooner or later, or it is said that it does not: to who waits for it, or afterwards. */
static void
wish_under (Fixture     *fixture,
            const char  *faults,
            EbbEditKind  kind)
{
  HomeStage *stage = fixture->stage;
  EbbOutbox *outbox = ebb_home_get_outbox (stage->home);
  g_autofree char *id = g_strdup (ebb_device_get_id (fixture->device));
  EbbTruth wanted = ebb_device_get_values (fixture->device)->is_enabled == EBB_YES ? EBB_NO : EBB_YES;
  gboolean is_refused = FALSE;
  gboolean is_told, is_done;

  g_signal_connect_swapped (outbox, "refused", G_CALLBACK (refused_cb), &is_refused);
  fixture->is_done = FALSE;
  harm (stage, faults);
  if (kind == EBB_EDIT_SWITCH)
    ebb_home_set_enabled_async (stage->home, fixture->device, wanted == EBB_YES, enabled_cb, fixture);
  else
    ebb_home_rename_async (stage->home, fixture->device, OTHER_NAME, renamed_cb, fixture);
  wait (fixture);
  is_told = fixture->error != NULL && !ebb_error_may_pass (fixture->error);
  g_clear_error (&fixture->error);

  wait_out (stage);
  g_assert_null (ebb_outbox_find (outbox, kind, id));
  home_stage_refresh (stage);
  g_set_object (&fixture->device, ebb_home_find_device (stage->home, id));
  is_done = kind == EBB_EDIT_SWITCH ? ebb_device_get_values (fixture->device)->is_enabled == wanted
                                    : g_str_equal (ebb_device_get_name (fixture->device), OTHER_NAME);
  g_assert_true (is_done || is_told || is_refused);
  g_signal_handlers_disconnect_by_data (outbox, &is_refused);
}

/* It goes sooner or later, or it is said that it stays. */
static void
remove_under (Fixture    *fixture,
              const char *faults)
{
  EbbHome *home = fixture->stage->home;
  EbbOutbox *outbox = ebb_home_get_outbox (home);
  g_autoptr (EbbRemovals) removals = ebb_removals_new (home);
  g_autofree char *id = g_strdup (ebb_device_get_id (fixture->device));
  gboolean is_refused = FALSE;
  const EbbOutboxItem *item;

  g_signal_connect_swapped (outbox, "refused", G_CALLBACK (refused_cb), &is_refused);
  ebb_removals_set_span (removals, 1);
  harm (fixture->stage, faults);
  ebb_removals_ask (removals, id);
  WAIT_UNTIL ((item = ebb_outbox_find (outbox, EBB_EDIT_REMOVAL, id)) == NULL || item->error != NULL);

  wait_out (fixture->stage);
  g_assert_null (ebb_outbox_find (outbox, EBB_EDIT_REMOVAL, id));
  home_stage_refresh (fixture->stage);
  /* A service that says of all there is that it is not there has said that the device is gone. */
  if (strstr (faults, "404") == NULL)
    g_assert_cmpint (ebb_home_find_device (home, id) != NULL, ==, is_refused);
  g_signal_handlers_disconnect_by_data (outbox, &is_refused);
}

static const struct
{
  const char *name;
  Action action;
} actions[] = {
  { "refresh", do_refresh },
  { "load settings", do_load_settings },
  { "switch", do_switch },
  { "rename", do_rename },
  { "run now", do_run_now },
  { "pause", do_pause },
  { "just this once", do_once },
  { "end exception", do_end_exception },
  { "sign in to the maker", do_sign_in },
  { "what a run would bring", do_foresee_run },
  { "what other settings for once would bring", do_foresee_once },
  { "plan and report", do_look },
};

static void
test_scenario (gconstpointer scenario)
{
  gboolean is_of_tls = g_str_equal (scenario, "tls-error");
  g_autoptr (HomeStage) stage = is_of_tls ? home_stage_new_behind_tls () : home_stage_new_sandbox ();
  g_autofree char *faults = is_of_tls ? g_strdup ("[]") : dup_faults (stage, scenario);
  Fixture fixture = { .stage = stage };
  guint n_errors = 0;

  /* A clock that is wrong is no fault of one request, but wrong all the time. */
  if (g_str_equal (faults, "[]") && !is_of_tls)
    home_stage_play (stage, scenario);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_test_message ("%s", actions[i].name);
      heal (stage);
      home_stage_refresh (stage);
      g_assert_no_error (ebb_home_get_error (stage->home));
      g_set_object (&fixture.device, home_stage_get_device (stage, 0));
      fixture.is_done = FALSE;

      harm (stage, faults);
      actions[i].action (&fixture);
      if (fixture.error != NULL)
        g_assert_true (fixture.error->domain == EBB_ERROR);
      /* Nothing is ever had over a connection that is not private; what only would be is then not known, and no error. */
      if (is_of_tls && fixture.error != NULL)
        g_assert_cmpstr (ebb_error_get_problem_code (fixture.error), ==, "tls");
      n_errors += fixture.error != NULL ? 1 : 0;
      g_clear_error (&fixture.error);
      /* What is known stays, but for a list that is said to be empty. */
      if (strstr (scenario, "empty-list") == NULL)
        g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_devices (stage->home)), >, 3);
    }

  if (is_of_tls)
    g_assert_cmpuint (n_errors, >=, G_N_ELEMENTS (actions) - 3);

  heal (stage);
  home_stage_refresh (stage);
  g_set_object (&fixture.device, home_stage_get_device (stage, 0));
  preview_under (&fixture, faults);
  save_under (&fixture, faults);
  undo_under (&fixture, faults);
  wish_under (&fixture, faults, EBB_EDIT_SWITCH);
  wish_under (&fixture, faults, EBB_EDIT_NAME);
  g_set_object (&fixture.device, home_stage_get_device (stage, 1));
  remove_under (&fixture, faults);
  g_object_unref (fixture.device);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const scenarios[] = {
    "slow-8s", "401", "403", "404-one-feature", "405", "409-conflict", "412-conflict", "429-retry-after", "500", "503-maintenance",
    "timeout", "captive-portal", "malformed-json", "truncated", "empty-body", "wrong-content-type", "wrong-type", "huge-body",
    "deep-nesting", "unknown-enum", "extra-fields", "empty-list", "bare-array", "redirect-to-other-host", "offline",
    "offline-while-saving", "flapping", "tls-error", "clock-skew", "clock-skew-behind",
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path = g_strconcat ("/fault-matrix/", scenarios[i], NULL);

      g_test_add_data_func (path, scenarios[i], test_scenario);
    }

  return g_test_run ();
}
