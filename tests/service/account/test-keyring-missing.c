/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyring store where there is no keyring: no bus, a bus without the service, a service without a keyring. What
 * there is says the command line, since a process has one session bus in its life. */

#include "account/ebb-keyring-store.h"

#include "account-help.h"
#include "account/ebb-accounts.h"
#include "base/ebb-error.h"
#include "keyring-help.h"

static void
assert_signs_in_anyway (Keyring           *keyring,
                        EbbKeyringProblem  problem)
{
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (keyring->store);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (EbbAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  ebb_accounts_load_async (accounts, NULL, help_done_cb, &loaded);
  g_assert_true (ebb_accounts_load_finish (accounts, help_wait (&loaded), NULL));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (accounts), ==, problem);
  ebb_accounts_sign_in_async (accounts, keyring->environment, keyring->token, NULL, help_done_cb, &signed_in);
  account = ebb_accounts_sign_in_finish (accounts, help_wait (&signed_in), &error);
  g_assert_no_error (error);
  g_assert_nonnull (account);
  g_assert_cmpint (ebb_accounts_get_keyring_problem (accounts), ==, problem);
  g_assert_false (ebb_accounts_is_persistent (accounts));
}

static void
assert_unlock_fails (Keyring           *keyring,
                     EbbKeyringProblem  problem)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ebb_token_store_unlock_async (keyring->store, NULL, help_done_cb, &result);
  g_assert_false (ebb_token_store_unlock_finish (keyring->store, help_wait (&result), &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_KEYRING);
  g_assert_cmpint (ebb_keyring_problem_from_error (error), ==, problem);
}

static void
test_unavailable (Keyring       *keyring,
                  gconstpointer  data)
{
  help_assert_nothing_works (keyring, EBB_KEYRING_PROBLEM_UNAVAILABLE);
  assert_unlock_fails (keyring, EBB_KEYRING_PROBLEM_UNAVAILABLE);
  assert_signs_in_anyway (keyring, EBB_KEYRING_PROBLEM_UNAVAILABLE);
}

/* The service is started by our asking. It could offer to make a keyring, in a window; it must not be brought to
 * that. */
static void
test_absent (Keyring       *keyring,
             gconstpointer  data)
{
  help_assert_nothing_works (keyring, EBB_KEYRING_PROBLEM_ABSENT);
  assert_unlock_fails (keyring, EBB_KEYRING_PROBLEM_ABSENT);
  assert_signs_in_anyway (keyring, EBB_KEYRING_PROBLEM_ABSENT);
  g_assert_true (help_has_owner ("org.freedesktop.secrets"));
  g_assert_false (help_has_owner ("org.gnome.keyring.SystemPrompter"));
}

static void
add (const char *path,
     void      (*test) (Keyring *, gconstpointer))
{
  g_test_add (path, Keyring, NULL, help_keyring_set_up, test, help_keyring_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  const char *missing;
  int status;

  g_test_init (&argc, &argv, NULL);
  help_log_begin ();
  missing = argc > 1 ? argv[1] : "";

  if (g_str_equal (missing, "keyring"))
    {
      add ("/keyring/absent", test_absent);
      status = g_test_run ();
    }
  else if (g_str_equal (missing, "bus"))
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      add ("/keyring/no-bus", test_unavailable);
      status = g_test_run ();
    }
  else if (g_str_equal (missing, "service"))
    {
      /* Its buses know no services but those that are named. */
      g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);

      g_test_dbus_up (bus);
      add ("/keyring/no-service", test_unavailable);
      status = g_test_run ();
      g_test_dbus_stop (bus);
    }
  else
    {
      g_printerr ("Which is missing: keyring, bus or service?\n");
      status = 2;
    }

  return status;
}
