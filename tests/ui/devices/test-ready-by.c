/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The times of the week by which a device shall be ready: copying one to other days, and days on which the clocks change. */

#include "home-stage.h"

#include "ui/ebb-settings-form.h"
#include "ui/ebb-weekday.h"

static GtkWidget *
open_week (Stage *stage)
{
  GtkWidget *form, *week;

  stage_open (stage, 480, 1200);
  g_assert_true (ebb_window_show_page (EBB_WINDOW (stage->window), "device",
                                       ebb_device_get_id (stage_find_device (stage, "electric_vehicle"))));
  stage_wait_until ((week = stage_find (stage->window, ADW_TYPE_EXPANDER_ROW, "title", "Times of the week")) != NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (week), TRUE);
  form = gtk_widget_get_ancestor (week, EBB_TYPE_SETTINGS_FORM);
  stage_wait_until (stage_find (form, ADW_TYPE_PREFERENCES_ROW, "title", "Sunday") != NULL);

  return form;
}

static GtkEditable *
find_entry (GtkWidget *form,
            int        day)
{
  GtkWidget *row = stage_find (form, ADW_TYPE_PREFERENCES_ROW, "title", ebb_weekday_get_name (day));

  return GTK_EDITABLE (stage_find (row, GTK_TYPE_ENTRY, NULL, NULL));
}

static void
assert_week (GtkWidget  *form,
             const char *expected)
{
  g_autoptr (GString) week = g_string_new (NULL);

  for (int day = 0; day < 7; day++)
    g_string_append_printf (week, "%s%s", day > 0 ? " " : "", gtk_editable_get_text (find_entry (form, day)));
  g_assert_cmpstr (week->str, ==, expected);
}

static void
copy (GtkWidget *form,
      int        day,
      int        to)
{
  g_assert_true (gtk_widget_activate_action (form, "ready-by.copy", "(ii)", day, to));
}

static void
test_copy (void)
{
  g_autoptr (Stage) stage = stage_new ("ready-by-clock-change");
  GtkWidget *form = open_week (stage);

  assert_week (form, "07:00 07:00 07:00 07:00 07:00  02:30");
  copy (form, 6, 2);
  assert_week (form, "07:00 07:00 07:00 07:00 07:00 02:30 02:30");
  gtk_editable_set_text (find_entry (form, 2), "06:15");
  copy (form, 2, 1);
  assert_week (form, "06:15 06:15 06:15 06:15 06:15 02:30 02:30");
  /* None is a time to copy too. */
  gtk_editable_set_text (find_entry (form, 0), "");
  copy (form, 0, 0);
  assert_week (form, "      ");
}

/* What was copied is an edit like any other: it can be saved. */
static void
test_save (void)
{
  g_autoptr (Stage) stage = stage_new ("ready-by-clock-change");
  GtkWidget *form = open_week (stage);
  const char *id = ebb_device_get_id (stage_find_device (stage, "electric_vehicle"));
  g_autoptr (JsonNode) settings = NULL;

  copy (form, 0, 0);
  stage_wait_until (stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Save") != NULL);
  stage_click (stage_find (stage->window, GTK_TYPE_BUTTON, "label", "_Save"));
  stage_wait_until (ebb_outbox_find (ebb_home_get_outbox (stage_get_home (stage)), EBB_EDIT_SETTINGS, id) == NULL);
  settings = stage_get_settings (stage, id);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (json_node_get_object (settings), "ready_by"), "sunday"),
                   ==, "07:00");
}

static void
test_clock_change (void)
{
  g_autoptr (Stage) stage = stage_new ("ready-by-clock-change");
  GtkWidget *form;

  /* Wednesday 25 March 2026, 18:30 in Stockholm: on Sunday the clocks go forward. */
  ebb_clock_set (stage->clock, G_GINT64_CONSTANT (1774459800) * G_USEC_PER_SEC);
  form = open_week (stage);
  g_assert_true (stage_shows (form, "There is no 02:30 on Sunday 29 March, when clocks go forward; 03:00 counts."));
  gtk_editable_set_text (find_entry (form, 6), "03:30");
  g_assert_false (stage_shows (form, "There is no 02:30 on Sunday 29 March, when clocks go forward; 03:00 counts."));
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/ready-by/copy", test_copy);
  g_test_add_func ("/ready-by/save", test_save);
  g_test_add_func ("/ready-by/clock-change", test_clock_change);

  return g_test_run ();
}
