/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What needs a person, in every home, also in one that is not shown; and how that comes to be known. */

#include "answers.h"
#include "home-stage.h"

#include "app/ebb-attention-list.h"
#include "app/ebb-round.h"
#include "base/ebb-error.h"

#define FACILITIES "GET facilities"
#define HERE "GET facilities/1/devices"
#define THERE "GET facilities/2/devices"
#define NOTHING "{\"devices\":[]}"
#define DEVICE(id, kind, code) \
  "{\"device_id\":\"" id "\",\"device_type\":\"" kind "\",\"attention\":[{\"code\":\"" code "\",\"since\":\"2026-01-15T07:00:00Z\"}]}"

typedef struct
{
  Answers *answers;
  HomeStage *stage;
  EbbRound *round;
  EbbAttentionList *attention;
  GListModel *items;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->answers = answers_new ();
  fixture->stage = home_stage_new_with_answers (fixture->answers);
  fixture->round = ebb_round_new (fixture->stage->home);
  fixture->attention = ebb_attention_list_new (fixture->stage->home);
  fixture->items = ebb_attention_list_get_items (fixture->attention);
  answers_set (fixture->answers, FACILITIES, 200, "{\"facilities\":[{\"facility_id\":\"1\"},{\"facility_id\":\"2\"}]}");
  answers_set (fixture->answers, HERE, 200, NOTHING);
  answers_set (fixture->answers, THERE, 200, NOTHING);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->attention);
  g_object_unref (fixture->round);
  home_stage_free (fixture->stage);
  answers_free (fixture->answers);
}

static EbbAttentionItem *
get_item (Fixture *fixture,
          guint    position)
{
  g_autoptr (EbbAttentionItem) item = g_list_model_get_item (fixture->items, position);

  g_assert_nonnull (item);

  return item;
}

static const char *
get_device_id (Fixture *fixture,
               guint    position)
{
  return ebb_device_get_id (ebb_attention_item_get_device (get_item (fixture, position)));
}

/* Of the home that is shown first, for that is how they are listed; what was there keeps its object. */
static void
test_everywhere (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (EbbAttentionItem) boiler = NULL;

  answers_set (fixture->answers, THERE, 200, "{\"devices\":[" DEVICE ("boiler", "water_heater", "unreachable") "]}");
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (g_list_model_get_n_items (fixture->items) == 1);
  boiler = g_object_ref (get_item (fixture, 0));
  g_assert_cmpstr (get_device_id (fixture, 0), ==, "boiler");
  g_assert_cmpstr (ebb_facility_get_id (ebb_attention_item_get_facility (boiler)), ==, "2");
  g_assert_cmpint (ebb_attention_item_get_code (boiler), ==, EBB_ATTENTION_UNREACHABLE);
  g_assert_cmpint (ebb_attention_item_get_since (boiler), ==, G_GINT64_CONSTANT (1768460400) * G_USEC_PER_SEC);

  answers_set (fixture->answers, HERE, 200, "{\"devices\":[" DEVICE ("car", "electric_vehicle", "terms_changed") "]}");
  home_stage_refresh (fixture->stage);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->items), ==, 2);
  g_assert_cmpstr (get_device_id (fixture, 0), ==, "car");
  g_assert_true (get_item (fixture, 1) == boiler);

  answers_set (fixture->answers, HERE, 200, NOTHING);
  home_stage_refresh (fixture->stage);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->items), ==, 1);
  g_assert_true (get_item (fixture, 0) == boiler);
}

/* The other homes are asked seldom, and their failures are nobody's. */
static void
test_seldom (Fixture       *fixture,
             gconstpointer  data)
{
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (ebb_device_lists_get_updated_at (ebb_home_get_device_lists (fixture->stage->home), "2") != EBB_TIME_UNKNOWN);
  home_stage_refresh (fixture->stage);
  home_stage_refresh (fixture->stage);
  g_assert_cmpuint (answers_count (fixture->answers, HERE), ==, 3);
  g_assert_cmpuint (answers_count (fixture->answers, THERE), ==, 1);

  answers_set (fixture->answers, THERE, 404, "{}");
  ebb_clock_advance (fixture->stage->clock, 15 * EBB_MINUTE);
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (answers_count (fixture->answers, THERE) == 2);
  home_stage_refresh (fixture->stage);
  g_assert_no_error (ebb_home_get_error (fixture->stage->home));
  g_assert_cmpuint (answers_count (fixture->answers, THERE), ==, 2);

  /* A clock that was put back. */
  ebb_clock_advance (fixture->stage->clock, -24 * EBB_HOUR);
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (answers_count (fixture->answers, THERE) == 3);
}

/* What was shown a moment ago is known. */
static void
test_shown_before (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (EbbFacility) there = NULL;

  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (answers_count (fixture->answers, THERE) == 1);
  home_stage_refresh (fixture->stage);
  there = g_list_model_get_item (ebb_home_get_facilities (fixture->stage->home), 1);
  ebb_home_set_facility (fixture->stage->home, there);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->stage->home));
  home_stage_refresh (fixture->stage);
  g_assert_cmpuint (answers_count (fixture->answers, HERE), ==, 2);
  ebb_clock_advance (fixture->stage->clock, 15 * EBB_MINUTE);
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (answers_count (fixture->answers, HERE) == 3);
}

static void
test_pair (Fixture       *fixture,
           gconstpointer  data)
{
  /* In another home there is a charger too, which has nothing to do with it. */
  answers_set (fixture->answers, THERE, 200, "{\"devices\":[" DEVICE ("other", "charger", "double_control") "]}");
  answers_set (fixture->answers, HERE, 200, "{\"devices\":[" DEVICE ("car", "electric_vehicle", "double_control") ","
                                                             DEVICE ("boiler", "water_heater", "double_control") ","
                                                             DEVICE ("charger", "charger", "double_control") "]}");
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (g_list_model_get_n_items (fixture->items) == 3);
  g_assert_cmpstr (get_device_id (fixture, 0), ==, "car");
  g_assert_cmpstr (ebb_device_get_id (ebb_attention_item_get_other (get_item (fixture, 0))), ==, "charger");
  g_assert_cmpstr (get_device_id (fixture, 1), ==, "boiler");
  g_assert_null (ebb_attention_item_get_other (get_item (fixture, 1)));
  g_assert_cmpstr (get_device_id (fixture, 2), ==, "other");
  g_assert_null (ebb_attention_item_get_other (get_item (fixture, 2)));
}

static void
test_heating_pair (Fixture       *fixture,
                   gconstpointer  data)
{
  answers_set (fixture->answers, HERE, 200, "{\"devices\":[" DEVICE ("stove", "thermostat", "double_control") ","
                                                             DEVICE ("car", "electric_vehicle", "double_control") ","
                                                             DEVICE ("pump", "heat_pump", "double_control") "]}");
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (g_list_model_get_n_items (fixture->items) == 2);
  g_assert_cmpstr (get_device_id (fixture, 0), ==, "stove");
  g_assert_cmpstr (ebb_device_get_id (ebb_attention_item_get_other (get_item (fixture, 0))), ==, "pump");
  g_assert_cmpstr (get_device_id (fixture, 1), ==, "car");
  g_assert_null (ebb_attention_item_get_other (get_item (fixture, 1)));
}

/* A code from the future, two of them, and one and the same twice. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  answers_set (fixture->answers, HERE, 200,
               "{\"devices\":[{\"device_id\":\"a\",\"attention\":[{\"code\":\"x\"},{\"code\":\"y\"},{\"code\":\"y\"}]}]}");
  home_stage_refresh (fixture->stage);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->items), ==, 2);
  g_assert_cmpint (ebb_attention_item_get_code (get_item (fixture, 0)), ==, EBB_ATTENTION_OTHER);
  g_assert_cmpint (ebb_attention_item_get_since (get_item (fixture, 0)), ==, EBB_TIME_UNKNOWN);
}

static void
removed_cb (guint      *n_changed,
            const char *facility_id)
{
  g_assert_cmpstr (facility_id, ==, "2");
  (*n_changed)++;
}

/* A service may leave out where a device is: it is where it was listed. */
static void
test_without_facility (Fixture       *fixture,
                       gconstpointer  data)
{
  EbbDeviceLists *lists = ebb_home_get_device_lists (fixture->stage->home);
  guint n_changed = 0;

  answers_set (fixture->answers, THERE, 200, "{\"devices\":[" DEVICE ("boiler", "water_heater", "unreachable") "]}");
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (g_list_model_get_n_items (fixture->items) == 1);
  g_assert_null (ebb_device_get_values (ebb_attention_item_get_device (get_item (fixture, 0)))->facility_id);

  g_signal_connect_swapped (lists, "changed", G_CALLBACK (removed_cb), &n_changed);
  ebb_home_follow_edit (fixture->stage->home, EBB_EDIT_REMOVAL, "boiler", NULL);
  g_signal_handlers_disconnect_by_data (lists, &n_changed);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_null (ebb_device_lists_find (lists, "boiler"));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->items), ==, 0);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->stage->home));
}

/* A list that was asked for before an edit was taken says how it was before. */
static void
test_overtaken (Fixture       *fixture,
                gconstpointer  data)
{
  EbbDeviceLists *lists = ebb_home_get_device_lists (fixture->stage->home);

  answers_set (fixture->answers, THERE, 200, "{\"devices\":[" DEVICE ("boiler", "water_heater", "unreachable") "]}");
  answers_hold (fixture->answers, THERE);
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (answers_n_held (fixture->answers) == 1);
  g_signal_emit_by_name (ebb_home_get_outbox (fixture->stage->home), "confirmed", EBB_EDIT_REMOVAL, "boiler", NULL);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->stage->home));
  answers_set (fixture->answers, THERE, 200, NOTHING);
  answers_release (fixture->answers);
  WAIT_UNTIL (ebb_device_lists_get_updated_at (lists, "2") != EBB_TIME_UNKNOWN);
  g_assert_null (ebb_device_lists_find (lists, "boiler"));
  g_assert_cmpuint (answers_count (fixture->answers, THERE), ==, 2);
}

/* Who goes while another home is being asked is not told any more. */
static void
test_end_while_asking (Fixture       *fixture,
                       gconstpointer  data)
{
  answers_hold (fixture->answers, THERE);
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (answers_n_held (fixture->answers) == 1);
  g_object_run_dispose (G_OBJECT (fixture->round));
  answers_release (fixture->answers);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (ebb_device_lists_get_updated_at (ebb_home_get_device_lists (fixture->stage->home), "2"), ==, EBB_TIME_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*function) (Fixture *, gconstpointer); } tests[] = {
    { "/attention/everywhere", test_everywhere },
    { "/attention/seldom", test_seldom },
    { "/attention/shown-before", test_shown_before },
    { "/attention/pair", test_pair },
    { "/attention/heating-pair", test_heating_pair },
    { "/attention/unknown", test_unknown },
    { "/attention/without-facility", test_without_facility },
    { "/attention/overtaken", test_overtaken },
    { "/attention/end-while-asking", test_end_while_asking },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);

  return g_test_run ();
}
