/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A home that was seen before is there at the next start before the service answers, and when it does not; and never in the
 * place of what it answers. */

#include "kept-home.h"

#include <string.h>

#include "app/ebb-outlook.h"
#include "app/ebb-recall.h"
#include "app/ebb-savings.h"
#include "base/ebb-error.h"

typedef struct
{
  KeptHome kept;
  EbbRecall *recall; /* (owned) */
} Fixture;

static HomeStage *
stage_of (Fixture *fixture)
{
  return fixture->kept.stage;
}

static EbbStore *
store_of (Fixture *fixture)
{
  return ebb_outbox_get_store (kept_home_outbox (&fixture->kept));
}

/* All that was looked up has been found, and is being read if it is large. */
static void
settle (Fixture *fixture)
{
  do
    ebb_store_flush (store_of (fixture));
  while (g_main_context_iteration (NULL, FALSE));
}

static void
remember (Fixture *fixture)
{
  fixture->recall = ebb_recall_new (stage_of (fixture)->home);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  kept_home_set_up (&fixture->kept, data);
  remember (fixture);
}

static void
forget (Fixture *fixture)
{
  settle (fixture);
  g_clear_object (&fixture->recall);
  /* Whatever is being read holds the home. */
  WAIT_UNTIL (G_OBJECT (stage_of (fixture)->home)->ref_count == 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  forget (fixture);
  kept_home_tear_down (&fixture->kept, data);
}

static void
restart (Fixture *fixture)
{
  forget (fixture);
  kept_home_restart (&fixture->kept);
  remember (fixture);
}

static guint
count_devices (Fixture *fixture)
{
  return g_list_model_get_n_items (ebb_home_get_devices (stage_of (fixture)->home));
}

static void
go_offline (Fixture *fixture)
{
  home_stage_set_faults (stage_of (fixture), "[{\"operation\":\"*\",\"drop\":true}]");
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  EbbHome *home = stage_of (fixture)->home;
  gint64 seen_at = ebb_clock_now (stage_of (fixture)->clock);
  guint n_devices;

  home_stage_refresh (stage_of (fixture));
  n_devices = count_devices (fixture);
  g_assert_cmpuint (n_devices, >, 3);
  go_offline (fixture);
  restart (fixture);
  home = stage_of (fixture)->home;
  g_assert_cmpuint (count_devices (fixture), ==, 0);
  WAIT_UNTIL (count_devices (fixture) == n_devices);
  g_assert_cmpint (ebb_home_get_updated_at (home), ==, seen_at);

  /* That the service does not answer takes nothing away. */
  home_stage_refresh (stage_of (fixture));
  g_assert_error (ebb_home_get_error (home), EBB_ERROR, EBB_ERROR_OFFLINE);
  g_assert_cmpuint (count_devices (fixture), ==, n_devices);
  g_assert_cmpint (ebb_home_get_updated_at (home), ==, seen_at);
}

/* What is shown keeps its objects when the service answers, so that an open page keeps its device. */
static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  EbbDevice *recalled;

  home_stage_refresh (stage_of (fixture));
  restart (fixture);
  WAIT_UNTIL (count_devices (fixture) > 1);
  recalled = home_stage_get_device (stage_of (fixture), 1);
  home_stage_refresh (stage_of (fixture));
  g_assert_true (home_stage_get_device (stage_of (fixture), 1) == recalled);
}

/* A facility that was looked at before is there too; one that was not is asked for. */
static void
test_other_facility (Fixture       *fixture,
                     gconstpointer  data)
{
  GListModel *facilities = ebb_home_get_facilities (stage_of (fixture)->home);
  g_autoptr (EbbFacility) second = NULL;
  g_autofree char *id = NULL;

  home_stage_play (stage_of (fixture), "facilities-2");
  home_stage_refresh (stage_of (fixture));
  second = g_list_model_get_item (facilities, 1);
  id = g_strdup (ebb_facility_get_id (second));
  ebb_home_set_facility (stage_of (fixture)->home, second);
  WAIT_UNTIL (!ebb_home_is_loading (stage_of (fixture)->home));
  g_assert_cmpuint (count_devices (fixture), >, 0);

  go_offline (fixture);
  restart (fixture);
  settle (fixture);
  g_clear_object (&second);
  second = g_list_model_get_item (ebb_home_get_facilities (stage_of (fixture)->home), 1);
  g_assert_cmpstr (ebb_facility_get_id (second), ==, id);
  ebb_home_set_facility (stage_of (fixture)->home, second);
  WAIT_UNTIL (count_devices (fixture) > 0);
}

/* The store is slower than the service. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  EbbHome *home = stage_of (fixture)->home;
  guint n_devices;

  home_stage_refresh (stage_of (fixture));
  n_devices = count_devices (fixture);
  ebb_home_recall_facilities (home, nothing);
  ebb_device_lists_recall (ebb_home_get_device_lists (home), ebb_facility_get_id (ebb_home_get_facility (home)), nothing, 1);
  g_assert_cmpuint (count_devices (fixture), ==, n_devices);
  g_assert_cmpint (ebb_home_get_updated_at (home), !=, 1);
}

/* What is remembered is read as strictly as what is answered. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const texts[] = { "", "null", "{", "{\"facilities\":5}", "{\"facilities\":[{\"facility_id\":7}]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (EbbAnswer) answer = ebb_answer_new (body, NULL, 1);

      ebb_store_keep_answer (store_of (fixture), EBB_ANSWER_FACILITIES, answer);
      restart (fixture);
      settle (fixture);
      g_assert_null (ebb_home_get_facility (stage_of (fixture)->home));
      home_stage_refresh (stage_of (fixture));
      g_assert_nonnull (ebb_home_get_facility (stage_of (fixture)->home));
    }
}

static EbbSavings *
open_savings (Fixture *fixture)
{
  EbbSavings *savings = ebb_savings_new (stage_of (fixture)->home);

  ebb_savings_refresh (savings);
  WAIT_UNTIL (!ebb_savings_is_loading (savings));
  settle (fixture);

  return savings;
}

/* What was saved is there too, with its age, for the periods that were looked at and for no others. */
static void
test_savings (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EbbSavings) savings = NULL;
  gint64 seen_at = ebb_clock_now (stage_of (fixture)->clock);
  double total;

  home_stage_refresh (stage_of (fixture));
  savings = open_savings (fixture);
  total = ebb_report_get_total (ebb_savings_get_report (savings), EBB_FIGURE_SAVINGS);
  g_clear_object (&savings);

  go_offline (fixture);
  restart (fixture);
  settle (fixture);
  ebb_clock_advance (stage_of (fixture)->clock, EBB_HOUR);
  savings = open_savings (fixture);
  g_assert_error (ebb_savings_get_error (savings), EBB_ERROR, EBB_ERROR_OFFLINE);
  g_assert_nonnull (ebb_savings_get_report (savings));
  g_assert_cmpfloat (ebb_report_get_total (ebb_savings_get_report (savings), EBB_FIGURE_SAVINGS), ==, total);
  g_assert_cmpint (ebb_savings_get_reported_at (savings), ==, seen_at);

  ebb_savings_set_kind (savings, EBB_PERIOD_YEAR);
  WAIT_UNTIL (!ebb_savings_is_loading (savings));
  settle (fixture);
  g_assert_null (ebb_savings_get_report (savings));

  /* It never takes the place of what is answered. */
  home_stage_set_faults (stage_of (fixture), "[]");
  ebb_savings_set_kind (savings, EBB_PERIOD_MONTH);
  WAIT_UNTIL (!ebb_savings_is_loading (savings));
  settle (fixture);
  g_assert_no_error (ebb_savings_get_error (savings));
  g_assert_cmpint (ebb_savings_get_reported_at (savings), ==, seen_at + EBB_HOUR);
}

static EbbOutlook *
open_outlook (Fixture *fixture)
{
  EbbOutlook *outlook;

  WAIT_UNTIL (count_devices (fixture) > 0);
  outlook = ebb_outlook_new (stage_of (fixture)->home, home_stage_get_device (stage_of (fixture), 0));
  settle (fixture);
  ebb_outlook_load (outlook);
  WAIT_UNTIL (ebb_transport_is_idle (stage_of (fixture)->transport));
  settle (fixture);

  return outlook;
}

/* So are a device's plan, the prices below it and its sessions; a session that went on then may have ended. */
static void
test_outlook (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EbbOutlook) outlook = NULL;
  gint64 seen_at = ebb_clock_now (stage_of (fixture)->clock);
  guint n_slots, n_prices;

  home_stage_refresh (stage_of (fixture));
  outlook = open_outlook (fixture);
  n_slots = ebb_plan_get_n_slots (ebb_outlook_get_plan (outlook));
  n_prices = ebb_prices_get_count (ebb_outlook_get_prices (outlook));
  g_assert_cmpuint (n_slots, >, 100);
  g_assert_cmpuint (n_prices, >, 100);
  g_assert_cmpuint (ebb_outlook_get_sessions (outlook)->len, >, 0);
  g_assert_true (ebb_outlook_is_fresh (outlook, EBB_OUTLOOK_PLAN));
  g_clear_object (&outlook);

  go_offline (fixture);
  restart (fixture);
  settle (fixture);
  ebb_clock_advance (stage_of (fixture)->clock, EBB_HOUR);
  outlook = open_outlook (fixture);
  g_assert_cmpuint (ebb_plan_get_n_slots (ebb_outlook_get_plan (outlook)), ==, n_slots);
  g_assert_cmpuint (ebb_prices_get_count (ebb_outlook_get_prices (outlook)), ==, n_prices);
  g_assert_error (ebb_outlook_get_error (outlook, EBB_OUTLOOK_PRICES), EBB_ERROR, EBB_ERROR_OFFLINE);
  g_assert_cmpint (ebb_outlook_get_told_at (outlook, EBB_OUTLOOK_PLAN), ==, seen_at);
  g_assert_false (ebb_outlook_is_fresh (outlook, EBB_OUTLOOK_PLAN));
  for (guint i = 0; i < ebb_outlook_get_sessions (outlook)->len; i++)
    g_assert_cmpint (g_array_index (ebb_outlook_get_sessions (outlook), EbbDeviceSession, i).end_us, !=, EBB_TIME_UNKNOWN);

  home_stage_set_faults (stage_of (fixture), "[]");
  ebb_outlook_load (outlook);
  WAIT_UNTIL (ebb_transport_is_idle (stage_of (fixture)->transport));
  g_assert_cmpint (ebb_outlook_get_told_at (outlook, EBB_OUTLOOK_PLAN), ==, seen_at + EBB_HOUR);
  g_assert_no_error (ebb_outlook_get_error (outlook, EBB_OUTLOOK_PRICES));

  /* What is not offered any more is not shown any more, nor asked for again. */
  home_stage_set_faults (stage_of (fixture), "[{\"operation\":\"GET devices/{deviceId}/spo/plan\",\"status\":404}]");
  ebb_outlook_load (outlook);
  WAIT_UNTIL (ebb_transport_is_idle (stage_of (fixture)->transport));
  g_assert_null (ebb_outlook_get_plan (outlook));
  home_stage_set_faults (stage_of (fixture), "[]");
  ebb_outlook_load (outlook);
  WAIT_UNTIL (ebb_transport_is_idle (stage_of (fixture)->transport));
  g_assert_null (ebb_outlook_get_plan (outlook));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/recall/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("offline", test_offline);
  ADD ("identity", test_identity);
  ADD ("other-facility", test_other_facility);
  ADD ("late", test_late);
  ADD ("unreadable", test_unreadable);
  ADD ("savings", test_savings);
  ADD ("outlook", test_outlook);

  return g_test_run ();
}
