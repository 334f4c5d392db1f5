/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a device will be done and what it has saved, on its page: as far as the service says so, and what was known while it does not. */

#include "home-stage.h"

#include <math.h>

#include "ui/ebb-outlook-lines.h"
#include "ui/ebb-plan-words.h"

static GtkWidget *
open_lines (Stage      *stage,
            const char *kind)
{
  stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, kind))));
  stage_wait_until (stage_find_type (stage->window, "EbbDevicePage") != NULL);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));

  return stage_find_type (stage->window, "EbbOutlookLines");
}

static void
test_outlook (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *lines = open_lines (stage, "electric_vehicle");

  g_assert_nonnull (lines);
  g_assert_true (stage_shows (lines, "Done tomorrow 03:45, in time for tomorrow 07:00."));
  g_assert_true (stage_shows (lines, "Saved 16.95\u00a0kr this month (excl. VAT)"));

  /* What was known stays. */
  stage_break (stage, "[{'operation':'GET devices/{deviceId}/spo/plan','status':500}]");
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_true (stage_shows (lines, "Done tomorrow 03:45, in time for tomorrow 07:00."));
}

/* The service cannot say any more what is to come, and time goes on: neither a plan for what has passed nor last month's savings. */
static void
test_passed (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *lines = open_lines (stage, "electric_vehicle");

  stage_break (stage, "[{'operation':'GET devices/{deviceId}/spo/plan','status':500},"
                      "{'operation':'GET devices/{deviceId}/report','status':500}]");
  ebb_clock_advance (stage->clock, 10 * EBB_HOUR);
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (lines))), ==, "");
  g_assert_true (stage_shows (lines, "Saved 16.95\u00a0kr this month (excl. VAT)"));

  /* 1 February, in the night; without a connection, and with one. */
  stage_break (stage, "[{'operation':'*','status':503}]");
  ebb_clock_set (stage->clock, G_GINT64_CONSTANT (1769900400) * G_USEC_PER_SEC + EBB_MINUTE);
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_false (gtk_widget_get_visible (lines));
  stage_break (stage, "[{'operation':'GET devices/{deviceId}/report','status':500}]");
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_false (stage_shows (lines, "this month"));
}

static void
test_not_offered (void)
{
  static const int statuses[] = { 404, 405, 501 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
      g_autofree char *faults = g_strdup_printf ("[{'operation':'GET devices/{deviceId}/spo/plan','status':%d},"
                                                 "{'operation':'GET devices/{deviceId}/report','status':%d}]", statuses[i], statuses[i]);

      stage_break (stage, faults);
      g_assert_null (open_lines (stage, "electric_vehicle"));
    }
}

/* A page that closes while it asks leaves nothing behind. */
static void
test_closed (void)
{
  g_autoptr (Stage) stage = stage_new ("heat-pump-waiting");

  stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, "heat_pump"))));
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
}

/* What is newly known takes away neither a selection nor the row that one is at. */
static void
test_in_place (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-limit-conflict");
  GtkWidget *page, *reason, *maker;
  int start, end;

  open_lines (stage, "electric_vehicle");
  page = stage_find_type (stage->window, "EbbDevicePage");
  g_assert_nonnull (maker = stage_find (stage_find (page, ADW_TYPE_ACTION_ROW, "title", "Maker and model"), GTK_TYPE_LABEL, "label",
                                        "Kestrel Tourer 90"));
  reason = stage_find (page, ADW_TYPE_ACTION_ROW, "title", "Waits for a lower price.");
  g_assert_nonnull (reason);
  gtk_label_select_region (GTK_LABEL (maker), 0, 7);
  ebb_clock_advance (stage->clock, 5 * EBB_MINUTE);
  g_signal_emit_by_name (stage_find_device (stage, "electric_vehicle"), "changed");
  stage_refresh (stage);
  g_assert_true (stage_shows (page, "5\u00a0min ago"));
  g_assert_true (gtk_label_get_selection_bounds (GTK_LABEL (maker), &start, &end));
  g_assert_cmpint (end, ==, 7);
  g_assert_true (stage_find (page, ADW_TYPE_ACTION_ROW, "title", "Waits for a lower price.") == reason);
}

/* Every combination of what a service may or may not say. */
static void
test_words (void)
{
  static const struct
  {
    EbbPlanState state;
    gint64 done;     /* hours from now, or -1 */
    gint64 deadline;
    EbbTruth is_reachable;
    double shortfall;
    const char *words;
  } cases[] = {
    { EBB_PLAN_PLANNED, 2, 10, EBB_YES, 0, "Done 21:30, in time for tomorrow 05:30." },
    { EBB_PLAN_PLANNED, 2, 10, EBB_UNKNOWN, NAN, "Done 21:30, in time for tomorrow 05:30." },
    { EBB_PLAN_PLANNED, 2, -1, EBB_YES, NAN, "Done 21:30." },
    { EBB_PLAN_PLANNED, -1, 10, EBB_YES, NAN, NULL },
    { EBB_PLAN_PLANNED, -1, 10, EBB_NO, 3.2, "Will not be ready by tomorrow 05:30: 3.2\u00a0kWh will be missing then." },
    { EBB_PLAN_PLANNED, 12, 10, EBB_NO, NAN, NULL },
    { EBB_PLAN_PLANNED, 12, -1, EBB_NO, 3.2, NULL },
    { EBB_PLAN_UNKNOWN, 2, 10, EBB_YES, 0, NULL },
    { EBB_PLAN_NOT_NEEDED, 2, 10, EBB_YES, 0, NULL },
    { EBB_PLAN_OTHER, 2, 10, EBB_YES, 0, NULL },
  };
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  EbbPlaceAndTime where = { STAGE_NOW, stockholm, "SEK" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EbbPlanValues values = {
        .state = cases[i].state,
        .expected_done_at_us = cases[i].done < 0 ? EBB_TIME_UNKNOWN : STAGE_NOW + cases[i].done * EBB_HOUR,
        .expected_energy_kwh = NAN,
        .expected_cost = NAN,
        .deadline_us = cases[i].deadline < 0 ? EBB_TIME_UNKNOWN : STAGE_NOW + cases[i].deadline * EBB_HOUR,
        .is_reachable = cases[i].is_reachable,
        .shortfall_kwh = cases[i].shortfall,
      };
      g_autoptr (EbbPlan) plan = ebb_plan_new (&values);
      g_autofree char *words = ebb_plan_words_for_device (plan, &where);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/outlook/outlook", test_outlook);
  g_test_add_func ("/outlook/passed", test_passed);
  g_test_add_func ("/outlook/not-offered", test_not_offered);
  g_test_add_func ("/outlook/closed", test_closed);
  g_test_add_func ("/outlook/in-place", test_in_place);
  g_test_add_func ("/outlook/words", test_words);

  return g_test_run ();
}
