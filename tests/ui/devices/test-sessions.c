/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a device charged or heated, on its page. */

#include "home-stage.h"

#include <math.h>

#include "ui/ebb-session-words.h"

static GtkWidget *
open_group (Stage      *stage,
            const char *kind)
{
  stage_open (stage, 480, 800);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, kind))));
  stage_wait_until (stage_find_type (stage->window, "EbbDevicePage") != NULL);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));

  return stage_find_type (stage->window, "EbbSessionsGroup");
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = ADW_IS_ACTION_ROW (widget) && gtk_widget_get_mapped (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* The latest few, and all when one wants them: the focus goes to the first new one. */
static void
test_group (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *group = open_group (stage, "electric_vehicle");
  GtkWidget *button, *row;

  g_assert_nonnull (group);
  g_assert_cmpuint (count_rows (group), ==, 3);
  g_assert_nonnull (stage_find (group, ADW_TYPE_ACTION_ROW, "title", "From yesterday 02:15 to 03:00"));
  g_assert_true (stage_shows (group, "4.0\u00a0kWh for 0.84\u00a0kr · 0.80\u00a0kr saved · from 76\u00a0% to 80\u00a0% · excl. VAT"));

  button = stage_find (group, GTK_TYPE_BUTTON, "label", "Show _all from the last two weeks");
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_activate_action (button, "sessions.show-all", NULL));
  stage_wait_until (count_rows (group) > 5);
  g_assert_false (gtk_widget_get_visible (button));
  row = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (stage->window)), ADW_TYPE_ACTION_ROW);
  g_assert_nonnull (row);

  /* They stay with a refresh, and so does who is there. */
  ebb_clock_advance (stage->clock, 6 * EBB_MINUTE);
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_cmpuint (count_rows (group), >, 5);
  g_assert_true (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (stage->window)), ADW_TYPE_ACTION_ROW) == row);
  g_assert_false (stage_shows (group, "As of 19:36"));

  /* When they cannot be had any more, it is said until when they are known. */
  stage_break (stage, "[{'operation':'GET devices/{deviceId}/sessions','status':500}]");
  ebb_clock_advance (stage->clock, EBB_HOUR);
  stage_refresh (stage);
  stage_wait_until (ebb_session_is_idle (ebb_context_get_session (stage->context)));
  g_assert_cmpuint (count_rows (group), >, 5);
  g_assert_true (stage_shows (group, "As of 19:36"));
}

static void
test_not_known (void)
{
  static const struct
  {
    const char *faults;
    const char *words;
  } cases[] = {
    { "[{'operation':'GET devices/{deviceId}/sessions','status':404}]", "Your retailer's service does not report sessions." },
    { "[{'operation':'GET devices/{deviceId}/sessions','status':405}]", "Your retailer's service does not report sessions." },
    { "[{'operation':'GET devices/{deviceId}/sessions','status':500}]", "Sessions are not known just now." },
    { "[{'operation':'GET devices/{deviceId}/sessions','body':'empty-list'}]", "Nothing in the last two weeks" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
      GtkWidget *group;

      stage_break (stage, cases[i].faults);
      group = open_group (stage, "electric_vehicle");
      g_assert_nonnull (group);
      g_assert_cmpuint (count_rows (group), ==, 0);
      g_assert_true (stage_shows (group, cases[i].words));
    }
}

/* What has no sessions says nothing of them. */
static void
test_none (void)
{
  g_autoptr (Stage) stage = stage_new ("inverter-running");

  g_assert_null (open_group (stage, "inverter"));
}

static void
test_words (void)
{
#define AT(hours) (STAGE_NOW + (hours) * EBB_HOUR)
  static const struct
  {
    EbbDeviceSession session;
    const char *when;
    const char *figures;
  } cases[] = {
    { { EBB_SESSION_SMART, AT (-20), AT (-16), 12.4, 8.4, 3.2, 0.34, 0.8, EBB_FIGURES_FINAL }, "From yesterday 23:30 to 03:30",
      "12.4\u00a0kWh for 8.40\u00a0kr · 3.20\u00a0kr saved · from 34\u00a0% to 80\u00a0% · excl. VAT" },
    { { EBB_SESSION_MANUAL, AT (-1), EBB_TIME_UNKNOWN, 2, 1, -0.5, NAN, NAN, EBB_FIGURES_ESTIMATED }, "Since 18:30",
      "2.0\u00a0kWh for 1.00\u00a0kr · 0.50\u00a0kr more than if run at once · without optimisation · excl. VAT · estimated" },
    { { EBB_SESSION_SMART, AT (-3), AT (-2), -10.5, -4.05, NAN, NAN, 0.2, EBB_FIGURES_PARTIAL }, "From 16:30 to 17:30",
      "10.5\u00a0kWh delivered for 4.05\u00a0kr · excl. VAT · incomplete" },
    { { EBB_SESSION_SMART, AT (-3), AT (-2), -10.5, NAN, NAN, NAN, NAN, EBB_FIGURES_FINAL }, "From 16:30 to 17:30",
      "10.5\u00a0kWh delivered" },
    { { EBB_SESSION_OTHER, AT (-3), AT (-2), NAN, -0.5, NAN, NAN, NAN, EBB_FIGURES_OTHER }, "From 16:30 to 17:30",
      "−0.50\u00a0kr · excl. VAT" },
    { { EBB_SESSION_OTHER, AT (-3), AT (-2), 1, 1, 1, 1, 1, EBB_FIGURES_MISSING }, "From 16:30 to 17:30", "No figures known" },
    { { EBB_SESSION_SMART, AT (-3), AT (-2), 0, 0, 0, 0, 0, EBB_FIGURES_FINAL }, "From 16:30 to 17:30",
      "0.0\u00a0kWh for 0.00\u00a0kr · same cost as running at once · from 0\u00a0% to 0\u00a0% · excl. VAT" },
  };
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  EbbPlaceAndTime where = { STAGE_NOW, stockholm, "SEK" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *when = ebb_session_words_dup_when (&cases[i].session, &where);
      g_autofree char *figures = ebb_session_words_dup_figures (&cases[i].session, &where);

      g_assert_cmpstr (when, ==, cases[i].when);
      g_assert_cmpstr (figures, ==, cases[i].figures);
    }
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/sessions/group", test_group);
  g_test_add_func ("/sessions/not-known", test_not_known);
  g_test_add_func ("/sessions/none", test_none);
  g_test_add_func ("/sessions/words", test_words);

  return g_test_run ();
}
