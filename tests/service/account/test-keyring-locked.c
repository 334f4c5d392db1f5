/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyring store with a real keyring that is locked, on a display where its window could open. */

#include "account/ebb-keyring-store.h"

#include <string.h>

#include "account-help.h"
#include "account/ebb-accounts.h"
#include "base/ebb-error.h"
#include "keyring-help.h"

/* Who owns this name shows the window that asks for a password. */
#define PROMPTER "org.gnome.keyring.SystemPrompter"

/* How often the window is answered. It takes no keys while it opens and while a password is tried, and what is typed then is half a
 * password: answered too often it would never get a whole one. */
#define ANSWER_MS 1500

static void
type (const char *const *keys)
{
  g_autoptr (GSubprocess) tool = g_subprocess_newv (keys, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  /* The window may go at any time, and then this fails, or is given up: xdotool would wait for the focus of a window for good. */
  g_subprocess_wait (tool, NULL, NULL);
}

/* Returns the number of the window that asks for a password, or NULL while there is none. */
static char *
find_window (void)
{
  g_autoptr (GSubprocess) search = NULL;
  g_autofree char *windows = NULL;

  search = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "xdotool", "search",
                             "--onlyvisible", "--class", "gcr-prompter", NULL);
  g_assert_true (g_subprocess_communicate_utf8 (search, NULL, NULL, &windows, NULL, NULL));

  return windows != NULL && *windows != '\0' ? g_strndup (windows, strcspn (windows, "\n")) : NULL;
}

/* Answers the window as long as it is there: with a password, or by closing it. There is no window manager, so the
 * window has to be given the keyboard first. */
static gboolean
answer_cb (gpointer user_data)
{
  const char *password = user_data;
  g_autofree char *window = find_window ();

  if (window == NULL)
    return G_SOURCE_CONTINUE;

  if (password != NULL)
    type ((const char *const[]) { "timeout", "2", "xdotool", "windowfocus", "--sync", window, "key", "ctrl+a", "type", "--args", "1",
                                  password, "key", "Return", NULL });
  else
    type ((const char *const[]) { "timeout", "2", "xdotool", "windowfocus", "--sync", window, "key", "Escape", NULL });

  return G_SOURCE_CONTINUE;
}

static gboolean
unlock (EbbTokenStore  *store,
        const char     *password,
        GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint answering = g_timeout_add (ANSWER_MS, answer_cb, (gpointer) password);

  ebb_token_store_unlock_async (store, NULL, help_done_cb, &result);
  help_wait (&result);
  g_source_remove (answering);

  return ebb_token_store_unlock_finish (store, result, error);
}

static void
test_locked (Keyring       *keyring,
             gconstpointer  data)
{
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (keyring->store);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (EbbToken) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (help_store (keyring->store, keyring->key, keyring->token, NULL));
  help_lock ();

  help_assert_nothing_works (keyring, EBB_KEYRING_PROBLEM_LOCKED);
  g_assert_null (help_lookup (keyring->store, keyring->key, &error));
  g_assert_cmpint (ebb_keyring_problem_from_error (error), ==, EBB_KEYRING_PROBLEM_LOCKED);
  g_clear_error (&error);
  g_assert_false (help_clear (keyring->store, keyring->key, &error));
  g_assert_cmpint (ebb_keyring_problem_from_error (error), ==, EBB_KEYRING_PROBLEM_LOCKED);
  g_clear_error (&error);
  ebb_accounts_load_async (accounts, NULL, help_done_cb, &loaded);
  g_assert_true (ebb_accounts_load_finish (accounts, help_wait (&loaded), NULL));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (accounts), ==, EBB_KEYRING_PROBLEM_LOCKED);
  g_assert_false (help_has_owner (PROMPTER));

  /* The person says no, then finds the password. */
  g_assert_false (unlock (keyring->store, NULL, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_CANCELLED_BY_USER);
  g_clear_error (&error);
  g_assert_true (unlock (keyring->store, "correct horse", &error));
  g_assert_no_error (error);
  g_assert_true (unlock (keyring->store, NULL, &error));
  found = help_lookup (keyring->store, keyring->key, &error);
  g_assert_no_error (error);
  g_assert_true (ebb_token_equal (found, keyring->token));
  g_assert_true (help_clear (keyring->store, keyring->key, NULL));
}

/* Nothing of ours is in it: still better to know before somebody signs in. */
static void
test_locked_and_empty (Keyring       *keyring,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  help_lock ();
  help_assert_nothing_works (keyring, EBB_KEYRING_PROBLEM_LOCKED);
  g_assert_null (help_lookup (keyring->store, keyring->key, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_NOT_FOUND);
}

/* Giving up while the window is open leaves it open and does not bring the service down. What the person answers then
 * comes too late: nobody is told. */
static void
test_given_up (Keyring       *keyring,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *window = NULL;
  pid_t pid = help_get_keyring_pid ();
  guint answering;

  help_lock ();
  ebb_token_store_unlock_async (keyring->store, cancellable, help_done_cb, &result);
  while (window == NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      window = find_window ();
    }
  g_cancellable_cancel (cancellable);
  g_assert_false (ebb_token_store_unlock_finish (keyring->store, help_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  help_assert_nothing_works (keyring, EBB_KEYRING_PROBLEM_LOCKED);

  g_clear_object (&result);
  answering = g_timeout_add (ANSWER_MS, answer_cb, NULL);
  while (G_OBJECT (keyring->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (answering);
  g_assert_cmpint (help_get_keyring_pid (), ==, pid);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  help_log_begin ();

  g_test_add ("/keyring/locked", Keyring, NULL, help_keyring_set_up, test_locked, help_keyring_tear_down);
  g_test_add ("/keyring/locked-and-empty", Keyring, NULL, help_keyring_set_up, test_locked_and_empty,
              help_keyring_tear_down);
  g_test_add ("/keyring/given-up", Keyring, NULL, help_keyring_set_up, test_given_up, help_keyring_tear_down);

  return g_test_run ();
}
