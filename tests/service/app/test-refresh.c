/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the server is asked again. The timers are in the test's hand: what would be waited for is looked at instead. */

#include "answers.h"
#include "home-stage.h"

#include "app/ebb-refresh.h"

#define FACILITIES "GET facilities"

typedef struct
{
  Answers *answers;
  HomeStage *stage;
  EbbRefresh *refresh;
} Fixture;

typedef struct
{
  guint interval_s;
  GSourceFunc function;
  gpointer data;
  GSource *source; /* (owned) (nullable) */
} Timer;

/* The last timer that was set in seconds, and that is not of something that waits only for an answer: nobody else sets such. */
static Timer timer;

/* What has ages grow. */
#define TICK_S 30
static Timer ticker;

/* Stands in for GLib's own, which the library under test would call. */
guint
g_timeout_add_seconds (guint       interval,
                       GSourceFunc function,
                       gpointer    data)
{
  g_autoptr (GSource) source = g_timeout_source_new_seconds (interval);

  g_source_set_callback (source, function, data, NULL);
  if (interval >= 15)
    {
      Timer *set = interval == TICK_S ? &ticker : &timer;

      g_clear_pointer (&set->source, g_source_unref);
      *set = (Timer) { interval, function, data, g_source_ref (source) };
    }

  return g_source_attach (source, NULL);
}

static gboolean
has_timer (void)
{
  return timer.source != NULL && !g_source_is_destroyed (timer.source);
}

/* The time has come. */
static void
fire (void)
{
  g_assert_true (has_timer ());
  g_source_destroy (timer.source);
  g_assert_cmpint (timer.function (timer.data), ==, G_SOURCE_REMOVE);
}

static void
assert_timer (guint interval_s)
{
  g_assert_true (has_timer ());
  g_assert_cmpuint (timer.interval_s, >=, interval_s);
  g_assert_cmpuint (timer.interval_s, <=, interval_s * 6 / 5);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->answers = answers_new ();
  fixture->stage = home_stage_new_with_answers (fixture->answers);
  fixture->refresh = ebb_refresh_new (fixture->stage->home);
  answers_set (fixture->answers, FACILITIES, 200, "[]");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (G_OBJECT (fixture->refresh));
  g_assert_false (has_timer ());
  g_assert_true (ticker.source == NULL || g_source_is_destroyed (ticker.source));
  g_clear_pointer (&timer.source, g_source_unref);
  g_clear_pointer (&ticker.source, g_source_unref);
  home_stage_free (fixture->stage);
  answers_free (fixture->answers);
}

static void
settle (Fixture *fixture)
{
  g_assert_true (ebb_home_is_loading (fixture->stage->home));
  WAIT_UNTIL (!ebb_home_is_loading (fixture->stage->home));
}

static void
start (Fixture *fixture)
{
  ebb_refresh_set_visible (fixture->refresh, TRUE);
  settle (fixture);
}

/* Nobody looks, nobody asks; and then every minute or so. */
static void
test_visible (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
  g_assert_false (has_timer ());

  start (fixture);
  for (guint i = 1; i <= 3; i++)
    {
      g_assert_cmpuint (answers_count (fixture->answers, FACILITIES), ==, i);
      assert_timer (60);
      fire ();
      settle (fixture);
    }
  ebb_refresh_set_visible (fixture->refresh, TRUE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
}

/* The longer it fails, the less it is asked; once it works, all is as before. */
static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  static const guint intervals_s[] = { 120, 240, 480, 900, 900, 900 };

  start (fixture);
  for (guint round = 0; round < 2; round++)
    {
      answers_set (fixture->answers, FACILITIES, 501, "{}");
      for (gsize i = 0; i < G_N_ELEMENTS (intervals_s); i++)
        {
          fire ();
          settle (fixture);
          assert_timer (intervals_s[i]);
        }
      answers_set (fixture->answers, FACILITIES, 200, "[]");
      fire ();
      settle (fixture);
      assert_timer (60);
    }
}

static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  start (fixture);
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  g_assert_false (has_timer ());

  /* A glance to the side. */
  ebb_clock_advance (fixture->stage->clock, 10 * G_USEC_PER_SEC);
  ebb_refresh_set_visible (fixture->refresh, TRUE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
  assert_timer (60);

  /* Back after a while, also of sleep. */
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  ebb_clock_advance (fixture->stage->clock, EBB_HOUR);
  start (fixture);
  assert_timer (60);

  /* The clock was put right: no answer is from the future. */
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  ebb_clock_advance (fixture->stage->clock, -24 * EBB_HOUR);
  start (fixture);
  g_assert_cmpuint (answers_count (fixture->answers, FACILITIES), ==, 3);
}

/* Hidden while it is asked: the answer is taken, and starts no timer. */
static void
test_hidden_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  ebb_refresh_set_visible (fixture->refresh, TRUE);
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  settle (fixture);
  g_assert_false (has_timer ());
}

/* Somebody else asks: the timer must not cut the answer off. */
static void
test_asked_by_hand (Fixture       *fixture,
                    gconstpointer  data)
{
  start (fixture);
  ebb_home_refresh (fixture->stage->home);
  g_assert_false (has_timer ());
  settle (fixture);
  assert_timer (60);
}

static void
count_cb (guint *n_changes)
{
  ++*n_changes;
}

/* Somebody has asked before the window is there: it does not begin anew. */
static void
test_asked_before (Fixture       *fixture,
                   gconstpointer  data)
{
  guint n_changes = 0;

  g_signal_connect_swapped (fixture->stage->home, "notify::loading", G_CALLBACK (count_cb), &n_changes);
  ebb_home_refresh (fixture->stage->home);
  start (fixture);
  g_assert_cmpuint (n_changes, ==, 2);
  assert_timer (60);

  ebb_refresh_set_visible (fixture->refresh, FALSE);
  ebb_refresh_set_visible (fixture->refresh, TRUE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
}

/* A server that says how long it wants to be left alone is left alone, by whatever happens meanwhile; but not by a person, who may ask. */
static void
test_left_alone (Fixture       *fixture,
                 gconstpointer  data)
{
  answers_set (fixture->answers, FACILITIES, 429, "{}");
  answers_set_retry_after (fixture->answers, FACILITIES, "1800");
  start (fixture);
  assert_timer (1800);

  ebb_refresh_set_visible (fixture->refresh, FALSE);
  ebb_refresh_set_visible (fixture->refresh, TRUE);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
  assert_timer (1800);
  ebb_home_refresh (fixture->stage->home);
  settle (fixture);
  assert_timer (1800);

  ebb_refresh_set_visible (fixture->refresh, FALSE);
  ebb_clock_advance (fixture->stage->clock, 31 * EBB_MINUTE);
  answers_set (fixture->answers, FACILITIES, 200, "[]");
  start (fixture);
  assert_timer (60);

  /* More than an hour nobody waits. */
  answers_set (fixture->answers, FACILITIES, 503, "{}");
  answers_set_retry_after (fixture->answers, FACILITIES, "86400");
  fire ();
  settle (fixture);
  assert_timer (3600);
}

/* Ages that are shown grow while there is no answer, and while somebody can see them; an answer brings its own. */
static void
test_ages (Fixture       *fixture,
           gconstpointer  data)
{
  EbbClock *clock = fixture->stage->clock;
  guint n_told = 0;

  g_signal_connect_swapped (clock, "passed", G_CALLBACK (count_cb), &n_told);
  answers_set (fixture->answers, FACILITIES, 503, "{}");
  answers_set_retry_after (fixture->answers, FACILITIES, "1800");
  start (fixture);
  g_assert_cmpuint (n_told, ==, 1);
  for (guint i = 0; i < 4; i++)
    {
      ebb_clock_advance (clock, TICK_S * (gint64) G_USEC_PER_SEC);
      g_assert_cmpint (ticker.function (ticker.data), ==, G_SOURCE_CONTINUE);
    }
  /* Not at 30 and 60 seconds, when an answer is still to be waited for. */
  g_assert_cmpuint (n_told, ==, 3);

  ebb_refresh_set_visible (fixture->refresh, FALSE);
  g_assert_true (g_source_is_destroyed (ticker.source));
  ebb_refresh_set_visible (fixture->refresh, TRUE);
  g_assert_cmpuint (n_told, ==, 4);
  g_signal_handlers_disconnect_by_data (clock, &n_told);
}

/* What was changed is asked for quickly, until the device has been heard of since or for two minutes. */
static void
test_quick (Fixture       *fixture,
            gconstpointer  data)
{
  static const char device[] = "[{\"device_id\":\"a\",\"telemetry\":{\"observed_at\":\"%s\"}}]";
  g_autofree char *before = g_strdup_printf (device, "2026-01-15T18:00:00Z");
  g_autofree char *after = g_strdup_printf (device, "2026-01-15T18:30:05Z");
  g_autofree char *ahead = g_strdup_printf (device, "2026-01-15T19:30:05Z");

  answers_set (fixture->answers, FACILITIES, 200, "[{\"facility_id\":\"1\"}]");
  answers_set (fixture->answers, "GET facilities/1/devices", 200, before);
  start (fixture);
  assert_timer (60);

  g_signal_emit_by_name (fixture->stage->home, "acted", "a", home_stage_get_device (fixture->stage, 0));
  assert_timer (15);
  for (guint i = 0; i < 7; i++)
    {
      fire ();
      settle (fixture);
      assert_timer (15);
    }
  fire ();
  settle (fixture);
  assert_timer (60);

  g_signal_emit_by_name (fixture->stage->home, "acted", "a", home_stage_get_device (fixture->stage, 0));
  fire ();
  settle (fixture);
  assert_timer (15);
  /* A service that fails is not asked more often than otherwise. */
  answers_set (fixture->answers, FACILITIES, 501, "{}");
  fire ();
  settle (fixture);
  assert_timer (120);
  answers_set (fixture->answers, FACILITIES, 200, "[{\"facility_id\":\"1\"}]");
  answers_set (fixture->answers, "GET facilities/1/devices", 200, after);
  fire ();
  settle (fixture);
  assert_timer (60);

  /* Where the clock is an hour ahead, what was said before is not taken for an answer. */
  answers_set (fixture->answers, "GET facilities/1/devices", 200, ahead);
  fire ();
  settle (fixture);
  g_signal_emit_by_name (fixture->stage->home, "acted", "a", home_stage_get_device (fixture->stage, 0));
  fire ();
  settle (fixture);
  assert_timer (15);
}

static void
test_network (Fixture       *fixture,
              gconstpointer  data)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  start (fixture);
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));

  answers_set (fixture->answers, FACILITIES, 501, "{}");
  fire ();
  settle (fixture);
  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
  answers_set (fixture->answers, FACILITIES, 200, "[]");
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  settle (fixture);
  g_assert_null (ebb_home_get_error (fixture->stage->home));

  answers_set (fixture->answers, FACILITIES, 501, "{}");
  fire ();
  settle (fixture);
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_assert_false (ebb_home_is_loading (fixture->stage->home));
  /* It may have come back meanwhile. */
  start (fixture);
}

/* Where that is wanted, what nobody sees is asked for now and then; and never where it is not. */
static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  start (fixture);
  assert_timer (60);
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  g_assert_false (has_timer ());

  g_object_set (fixture->refresh, "background", TRUE, NULL);
  assert_timer (900);
  answers_set (fixture->answers, FACILITIES, 501, "{}");
  fire ();
  settle (fixture);
  assert_timer (900);
  answers_set (fixture->answers, FACILITIES, 200, "[]");
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  settle (fixture);
  assert_timer (900);

  ebb_refresh_set_visible (fixture->refresh, TRUE);
  assert_timer (60);
  ebb_refresh_set_visible (fixture->refresh, FALSE);
  assert_timer (900);
  g_object_set (fixture->refresh, "background", FALSE, NULL);
  g_assert_false (has_timer ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/refresh/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("visible", test_visible);
  ADD ("failures", test_failures);
  ADD ("hidden", test_hidden);
  ADD ("hidden-meanwhile", test_hidden_meanwhile);
  ADD ("asked-by-hand", test_asked_by_hand);
  ADD ("asked-before", test_asked_before);
  ADD ("left-alone", test_left_alone);
  ADD ("ages", test_ages);
  ADD ("quick", test_quick);
  ADD ("network", test_network);
  ADD ("background", test_background);

  return g_test_run ();
}
