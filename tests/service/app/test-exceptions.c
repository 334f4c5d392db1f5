/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asking something of a device for once, against the sandbox. */

#include "app/ebb-exception-keeper.h"
#include "home-stage.h"

#include <math.h>
#include <string.h>

#include "base/ebb-error.h"

#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct
{
  HomeStage *stage;
  EbbDevice *device;
  EbbExceptionKeeper *keeper;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  scenario)
{
  fixture->stage = home_stage_new_sandbox ();
  home_stage_play (fixture->stage, scenario);
  home_stage_refresh (fixture->stage);
  fixture->device = home_stage_get_device (fixture->stage, 0);
  fixture->keeper = ebb_exception_keeper_new (fixture->stage->home, fixture->device);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  scenario)
{
  g_object_unref (fixture->keeper);
  home_stage_free (fixture->stage);
}

static EbbExceptionKind
get_kind (Fixture *fixture)
{
  return ebb_exception_keeper_get_current (fixture->keeper)->kind;
}

static void
load (Fixture *fixture)
{
  ebb_exception_keeper_load (fixture->keeper);
  WAIT_UNTIL (ebb_exception_keeper_get_current (fixture->keeper) != NULL || ebb_exception_keeper_get_error (fixture->keeper) != NULL);
}

static void
ask (Fixture          *fixture,
     EbbExceptionKind  kind,
     gint64            until_us)
{
  EbbExceptionValues values = { kind, until_us, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };

  ebb_exception_keeper_ask (fixture->keeper, &values);
  g_assert_true (ebb_exception_keeper_is_busy (fixture->keeper));
  WAIT_UNTIL (!ebb_exception_keeper_is_busy (fixture->keeper));
}

static gint64
in_hours (Fixture *fixture,
          int      n_hours)
{
  return ebb_clock_now (fixture->stage->clock) / HOUR_US * HOUR_US + n_hours * HOUR_US;
}

static EbbOptimizationState
get_state (Fixture *fixture)
{
  return ebb_device_get_values (fixture->device)->state;
}

static void
test_round (Fixture       *fixture,
            gconstpointer  scenario)
{
  gint64 until_us;

  g_assert_null (ebb_exception_keeper_get_current (fixture->keeper));
  load (fixture);
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_NONE);
  g_assert_cmpint (get_state (fixture), ==, EBB_OPTIMIZATION_WAITING);

  ask (fixture, EBB_EXCEPTION_RUN_NOW, EBB_TIME_UNKNOWN);
  g_assert_no_error (ebb_exception_keeper_get_error (fixture->keeper));
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_RUN_NOW);
  WAIT_UNTIL (get_state (fixture) == EBB_OPTIMIZATION_MANUAL);

  until_us = in_hours (fixture, 5);
  ask (fixture, EBB_EXCEPTION_PAUSE, until_us);
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_PAUSE);
  g_assert_cmpint (ebb_exception_keeper_get_current (fixture->keeper)->until_us, ==, until_us);
  WAIT_UNTIL (get_state (fixture) == EBB_OPTIMIZATION_PAUSED);

  ask (fixture, EBB_EXCEPTION_NONE, EBB_TIME_UNKNOWN);
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_NONE);
  WAIT_UNTIL (get_state (fixture) == EBB_OPTIMIZATION_WAITING);
}

/* What holds already, also asked for elsewhere, is found; and it is over when its time has passed. */
static void
test_found (Fixture       *fixture,
            gconstpointer  scenario)
{
  gint64 until_us;

  load (fixture);
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_PAUSE);
  until_us = ebb_exception_keeper_get_current (fixture->keeper)->until_us;
  g_assert_cmpint (until_us, >, ebb_clock_now (fixture->stage->clock));
  ebb_clock_set (fixture->stage->clock, until_us - 1);
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_PAUSE);
  ebb_clock_set (fixture->stage->clock, until_us);
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_NONE);
}

static void
test_foresight (Fixture       *fixture,
                gconstpointer  scenario)
{
  EbbExceptionValues values = { EBB_EXCEPTION_RUN_NOW, EBB_TIME_UNKNOWN, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };
  EbbForesight foresight;

  g_assert_false (ebb_exception_keeper_get_foresight (fixture->keeper, &foresight));
  ebb_exception_keeper_foresee (fixture->keeper, &values);
  /* The second question is the one that counts. */
  ebb_exception_keeper_foresee (fixture->keeper, &values);
  WAIT_UNTIL (ebb_exception_keeper_get_foresight (fixture->keeper, &foresight));
  g_assert_true (foresight.is_known);
  g_assert_cmpfloat (foresight.extra_cost, >, 0);
  g_assert_cmpstr (foresight.currency, ==, "SEK");
  g_assert_cmpint (foresight.done_at_us, >, ebb_clock_now (fixture->stage->clock));

  /* It only asked. */
  load (fixture);
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_NONE);

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"POST devices/{deviceId}/spo/preview\",\"status\":500,\"times\":1}]");
  ebb_exception_keeper_foresee (fixture->keeper, &values);
  WAIT_UNTIL (ebb_exception_keeper_get_foresight (fixture->keeper, &foresight));
  g_assert_true (foresight.is_known && isnan (foresight.extra_cost));
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"POST devices/{deviceId}/spo/preview\",\"status\":500}]");
  ebb_exception_keeper_foresee (fixture->keeper, &values);
  WAIT_UNTIL (ebb_exception_keeper_get_foresight (fixture->keeper, &foresight));
  g_assert_false (foresight.is_known);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  scenario)
{
  static const struct
  {
    const char *fault;
    int code;
  } cases[] = {
    { "\"status\":500", EBB_ERROR_SERVER },
    { "\"status\":403,\"code\":\"token_expired\"", EBB_ERROR_SIGNED_OUT },
    { "\"status\":400", EBB_ERROR_INVALID_INPUT },
    /* What is refused when it is asked for is a failure, and hides nothing. */
    { "\"status\":404", EBB_ERROR_NOT_FOUND },
    { "\"status\":405", EBB_ERROR_NOT_SUPPORTED },
    { "\"status\":200,\"body\":\"wrong-type\"", EBB_ERROR_BAD_REPLY },
    { "\"status\":200,\"body\":\"html\",\"content_type\":\"text/html\"", EBB_ERROR_BAD_REPLY },
  };

  load (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *faults = g_strdup_printf ("[{\"operation\":\"PUT devices/{deviceId}/spo/exception\",%s}]", cases[i].fault);

      home_stage_set_faults (fixture->stage, faults);
      ask (fixture, EBB_EXCEPTION_PAUSE, in_hours (fixture, 3));
      g_assert_error (ebb_exception_keeper_get_error (fixture->keeper), EBB_ERROR, cases[i].code);
      g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_NONE);
      g_assert_true (ebb_exception_keeper_is_offered (fixture->keeper));
      WAIT_UNTIL (!ebb_home_is_loading (fixture->stage->home));
    }

  home_stage_set_faults (fixture->stage, "[]");
  ask (fixture, EBB_EXCEPTION_PAUSE, in_hours (fixture, 3));
  g_assert_no_error (ebb_exception_keeper_get_error (fixture->keeper));
  g_assert_cmpint (get_kind (fixture), ==, EBB_EXCEPTION_PAUSE);
  WAIT_UNTIL (get_state (fixture) == EBB_OPTIMIZATION_PAUSED);
}

/* A service without exceptions hides them, and is no failure to speak of. */
static void
test_not_offered (Fixture       *fixture,
                  gconstpointer  scenario)
{
  static const char *const statuses[] = { "404", "405", "501" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (EbbExceptionKeeper) keeper = ebb_exception_keeper_new (fixture->stage->home, fixture->device);
      g_autofree char *faults = g_strdup_printf ("[{\"operation\":\"GET devices/{deviceId}/spo/exception\",\"status\":%s}]", statuses[i]);

      home_stage_set_faults (fixture->stage, faults);
      g_assert_true (ebb_exception_keeper_is_offered (keeper));
      ebb_exception_keeper_load (keeper);
      WAIT_UNTIL (!ebb_exception_keeper_is_offered (keeper));
    }
}

/* A question does not keep its keeper; what is asked for is seen through. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  scenario)
{
  EbbExceptionKeeper *keeper = ebb_exception_keeper_new (fixture->stage->home, fixture->device);
  EbbExceptionValues values = { EBB_EXCEPTION_RUN_NOW, EBB_TIME_UNKNOWN, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };

  ebb_exception_keeper_load (keeper);
  ebb_exception_keeper_foresee (keeper, &values);
  g_assert_finalize_object (keeper);
  load (fixture);

  keeper = ebb_exception_keeper_new (fixture->stage->home, fixture->device);
  ebb_exception_keeper_ask (keeper, &values);
  g_object_unref (keeper);
  WAIT_UNTIL (get_state (fixture) == EBB_OPTIMIZATION_MANUAL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, scenario, function) g_test_add ("/exceptions/" name, Fixture, scenario, set_up, function, tear_down)
  ADD ("round", "electric-vehicle-waiting", test_round);
  ADD ("found", "electric-vehicle-paused", test_found);
  ADD ("foresight", "electric-vehicle-waiting", test_foresight);
  ADD ("failures", "electric-vehicle-waiting", test_failures);
  ADD ("gone", "electric-vehicle-waiting", test_gone);
  ADD ("not-offered", "electric-vehicle-waiting", test_not_offered);
#undef ADD

  return g_test_run ();
}
