/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The display in a shop: bare, its views in turn, nothing that leaves or opens something else, and nothing kept. */

#include "home-stage.h"

#include "ui/ebb-device-page.h"
#include "ui/ebb-kiosk.h"

#define LONG_MS (3600 * 1000)

static EbbKiosk *
open_kiosk (Stage *stage,
            guint  turn_ms,
            guint  patience_ms)
{
  EbbKiosk *kiosk;

  stage_open (stage, 800, 600);
  kiosk = ebb_kiosk_new (EBB_WINDOW (stage->window), turn_ms, patience_ms);
  gtk_test_widget_wait_for_draw (stage->window);

  return kiosk;
}

static void
test_bare (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  g_autoptr (EbbKiosk) kiosk = open_kiosk (stage, LONG_MS, LONG_MS);
  GtkWidget *controls;

  g_assert_null (stage_find (stage->window, ADW_TYPE_HEADER_BAR, NULL, NULL));
  g_assert_null (stage_find (stage->window, GTK_TYPE_MENU_BUTTON, NULL, NULL));
  g_assert_null (stage_find (stage->window, GTK_TYPE_DROP_DOWN, NULL, NULL));
  g_assert_null (stage_find (stage->window, ADW_TYPE_VIEW_SWITCHER, NULL, NULL));

  /* On a page there is a header, but nothing in it that leaves. */
  ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (stage_find_device (stage, "electric_vehicle")));
  stage_wait_until (stage_find (stage->window, ADW_TYPE_HEADER_BAR, NULL, NULL) != NULL);
  controls = stage_find (stage->window, GTK_TYPE_WINDOW_CONTROLS, NULL, NULL);
  g_assert_true (controls == NULL || stage_find (controls, GTK_TYPE_BUTTON, NULL, NULL) == NULL);
}

static void
test_actions (void)
{
  static const char *const names[] = { "win.add-device", "win.close-demo", "win.sign-out", "win.sign-in", "win.show-shortcuts",
                                       "app.about", "app.quit" };
  g_autoptr (Stage) stage = stage_new ("home");
  g_autoptr (EbbKiosk) kiosk = open_kiosk (stage, LONG_MS, LONG_MS);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (stage_is_enabled (stage, names[i]))
      g_error ("%s", names[i]);
  g_assert_true (stage_is_enabled (stage, "win.refresh"));

  gtk_window_close (GTK_WINDOW (stage->window));
  g_assert_true (gtk_widget_get_mapped (stage->window));
  stage_press (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  g_assert_null (stage_find_type (stage->window, "EbbOnboardingPage"));
}

static void
test_turns (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  g_autoptr (EbbKiosk) kiosk = open_kiosk (stage, 10, LONG_MS);

  stage_wait_until (stage_find_type (stage->window, "EbbSavingsView") != NULL);
  stage_wait_until (stage_find_type (stage->window, "EbbDevicesView") != NULL);
}

/* Who was here comes back to nothing of it: neither the page nor the edit. */
static void
test_patience (void)
{
  g_autoptr (Stage) stage = stage_new ("home");
  g_autoptr (EbbKiosk) kiosk = NULL;
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkWidget *page, *name;

  stage_open (stage, 800, 600);
  ebb_window_show_page (EBB_WINDOW (stage->window), "device", ebb_device_get_id (device));
  page = stage_find_type (stage->window, "EbbDevicePage");
  name = GTK_WIDGET (gtk_widget_get_template_child (page, EBB_TYPE_DEVICE_PAGE, "name_row"));
  gtk_editable_set_text (GTK_EDITABLE (name), "Rude word");
  kiosk = ebb_kiosk_new (EBB_WINDOW (stage->window), 10, LONG_MS);
  stage_wait_until (stage_find_type (stage->window, "EbbDevicePage") == NULL);
  stage_wait_until (stage_find_type (stage->window, "EbbDevicesView") != NULL);
  g_assert_false (stage_shows (stage->window, "Unsaved changes"));
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/kiosk/bare", test_bare);
  g_test_add_func ("/kiosk/actions", test_actions);
  g_test_add_func ("/kiosk/turns", test_turns);
  g_test_add_func ("/kiosk/patience", test_patience);

  return g_test_run ();
}
