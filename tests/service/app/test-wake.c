/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The computer sleeps and wakes up, as a system bus of the test's own says it. */

#include "answers.h"
#include "home-stage.h"

#include "app/ebb-refresh.h"

static GDBusConnection *
connect_logind (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                                 G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_autoptr (GVariant) taken = NULL;

  g_assert_no_error (error);
  taken = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.login1", 0), G_VARIANT_TYPE ("(u)"),
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return bus;
}

static void
say (GDBusConnection *logind,
     gboolean         begins)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (logind, NULL, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", begins), &error);
  g_assert_no_error (error);
  g_dbus_connection_flush_sync (logind, NULL, &error);
  g_assert_no_error (error);
}

/* Whoever looks sees fresh figures at once, and whoever does not asks for none. */
static void
test_wake (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (Answers) answers = answers_new ();
  g_autoptr (HomeStage) stage = NULL;
  g_autoptr (EbbRefresh) refresh = NULL;
  g_autoptr (GDBusConnection) logind = NULL;
  guint n_asked;

  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  logind = connect_logind (g_test_dbus_get_bus_address (bus));
  answers_set (answers, "GET facilities", 200, "[]");
  stage = home_stage_new_with_answers (answers);
  refresh = ebb_refresh_new (stage->home);
  ebb_refresh_set_visible (refresh, TRUE);
  WAIT_UNTIL (!ebb_home_is_loading (stage->home));

  /* Until it listens, nobody hears anything. */
  do
    {
      n_asked = answers_count (answers, "GET facilities");
      ebb_clock_advance (stage->clock, EBB_HOUR);
      say (logind, TRUE);
      say (logind, FALSE);
      for (guint i = 0; i < 100; i++)
        g_main_context_iteration (NULL, FALSE);
    }
  while (!ebb_home_is_loading (stage->home) && answers_count (answers, "GET facilities") == n_asked);
  WAIT_UNTIL (!ebb_home_is_loading (stage->home));
  g_assert_cmpuint (answers_count (answers, "GET facilities"), ==, n_asked + 1);

  /* A nap: what is shown is fresh. */
  say (logind, FALSE);
  ebb_refresh_set_visible (refresh, FALSE);
  ebb_clock_advance (stage->clock, EBB_HOUR);
  say (logind, FALSE);
  /* The bus has delivered both when an answer to a later question is there. */
  ebb_home_refresh (stage->home);
  WAIT_UNTIL (!ebb_home_is_loading (stage->home));
  g_assert_cmpuint (answers_count (answers, "GET facilities"), ==, n_asked + 2);

  g_clear_object (&refresh);
  g_dbus_connection_close_sync (logind, NULL, NULL);
  g_clear_object (&logind);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wake/wake", test_wake);

  return g_test_run ();
}
