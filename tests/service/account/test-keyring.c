/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyring store with a real, open keyring. */

#include "account/ebb-keyring-store.h"

#include <signal.h>
#include <string.h>

#include "account-help.h"
#include "account/ebb-accounts.h"
#include "base/ebb-error.h"
#include "keyring-help.h"

static void
test_round_trip (Keyring       *keyring,
                 gconstpointer  data)
{
  g_autoptr (EbbToken) second = help_new_token ("second");
  g_autoptr (EbbToken) found = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *there = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (GError) error = NULL;
  EbbTokenKey *key;

  g_assert_true (ebb_token_store_is_persistent (keyring->store));
  keys = help_list (keyring->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 0);
  g_clear_pointer (&keys, g_ptr_array_unref);
  g_assert_null (help_lookup (keyring->store, keyring->key, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (help_store (keyring->store, keyring->key, second, &error));
  g_assert_true (help_store (keyring->store, keyring->key, keyring->token, &error));
  g_assert_no_error (error);
  found = help_lookup (keyring->store, keyring->key, &error);
  g_assert_no_error (error);
  g_assert_true (ebb_token_equal (found, keyring->token));

  keys = help_list (keyring->store, &error);
  g_assert_cmpuint (keys->len, ==, 1);
  key = g_ptr_array_index (keys, 0);
  g_assert_cmpstr (key->account_id, ==, keyring->key->account_id);
  g_assert_true (ebb_environment_equal (key->environment, keyring->environment));
  there = help_secret_tool ("lookup", "account", keyring->key->account_id);
  g_assert_cmpstr (there, ==, ebb_token_get_text (keyring->token));

  g_assert_true (help_clear (keyring->store, keyring->key, &error));
  g_assert_true (help_clear (keyring->store, keyring->key, &error));
  g_assert_no_error (error);
  none = help_list (keyring->store, &error);
  g_assert_cmpuint (none->len, ==, 0);
  gone = help_secret_tool ("search", "xdg:schema", HELP_SCHEMA);
  g_assert_cmpstr (gone, ==, "");
}

/* Run by the test below in a process of its own. */
static void
look_from_another_process (void)
{
  g_autoptr (EbbTokenStore) store = ebb_keyring_store_new (HELP_APPLICATION_ID);
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EbbToken) expected = NULL;
  EbbAccount *account;

  ebb_accounts_load_async (accounts, NULL, help_done_cb, &result);
  g_assert_true (ebb_accounts_load_finish (accounts, help_wait (&result), NULL));
  account = ebb_accounts_get_current (accounts);
  g_assert_nonnull (account);
  g_assert_true (ebb_accounts_is_persistent (accounts));
  expected = help_new_token (ebb_account_get_id (account));
  g_assert_true (ebb_token_equal (ebb_account_get_token (account), expected));
}

static void
test_second_process (Keyring       *keyring,
                     gconstpointer  data)
{
  g_assert_true (help_store (keyring->store, keyring->key, keyring->token, NULL));

  g_test_trap_subprocess ("/keyring/second-process/subprocess", 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();

  g_assert_true (help_clear (keyring->store, keyring->key, NULL));
}

/* Builds of several retailers on one desktop do not see each other's tokens. */
static void
test_other_application (Keyring       *keyring,
                        gconstpointer  data)
{
  g_autoptr (EbbTokenStore) other = ebb_keyring_store_new ("org.example.OtherRetailer");
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (EbbToken) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (help_store (keyring->store, keyring->key, keyring->token, NULL));
  keys = help_list (other, NULL);
  g_assert_cmpuint (keys->len, ==, 0);
  g_assert_null (help_lookup (other, keyring->key, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_NOT_FOUND);
  g_assert_true (help_clear (other, keyring->key, NULL));

  found = help_lookup (keyring->store, keyring->key, NULL);
  g_assert_nonnull (found);
  g_assert_true (help_clear (keyring->store, keyring->key, NULL));
}

/* A token is found only for the server that it was entered for. */
static void
test_other_server (Keyring       *keyring,
                   gconstpointer  data)
{
  g_autoptr (EbbEnvironment) staging = ebb_environment_new_staging ();
  g_autoptr (EbbTokenKey) elsewhere = ebb_token_key_new (keyring->key->account_id, staging);
  g_autoptr (GError) error = NULL;

  g_assert_true (help_store (keyring->store, keyring->key, keyring->token, NULL));
  g_assert_null (help_lookup (keyring->store, elsewhere, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_NOT_FOUND);
  g_assert_true (help_clear (keyring->store, keyring->key, NULL));
}

/* Somebody edited the keyring by hand: nothing of that is used. */
static void
test_edited (Keyring       *keyring,
             gconstpointer  data)
{
  const char *const servers[][2] = {
    { "production", "https://evil.example.com/" },
    { "custom", "http://evil.example.com/" },
    { "custom", "https://api.emulate.network/" },
    { "custom", "not an address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autoptr (GSubprocess) tool = NULL;
      g_autoptr (GPtrArray) keys = NULL;
      g_autofree char *none = NULL;

      tool = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, NULL, "secret-tool", "store", "--label=x", "xdg:schema",
                               HELP_SCHEMA, "account", keyring->key->account_id, "environment", servers[i][0], "server",
                               servers[i][1], NULL);
      g_assert_true (g_subprocess_communicate_utf8 (tool, ebb_token_get_text (keyring->token), NULL, NULL, NULL, NULL));
      g_assert_true (g_subprocess_get_successful (tool));

      keys = help_list (keyring->store, NULL);
      g_assert_cmpuint (keys->len, ==, 0);
      none = help_secret_tool ("clear", "account", keyring->key->account_id);
    }
}

static void
test_sign_in_and_out (Keyring       *keyring,
                      gconstpointer  data)
{
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (keyring->store);
  g_autoptr (EbbEnvironment) server = ebb_environment_new_for_server ("http://127.0.0.1:4000", NULL);
  g_autoptr (EbbToken) earlier = help_new_token ("earlier");
  g_autoptr (EbbAccount) first = NULL;
  g_autoptr (EbbAccount) account = NULL;
  g_autoptr (GAsyncResult) signed_in_first = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GAsyncResult) signed_out = NULL;
  g_autofree char *items = NULL;
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *gone = NULL;

  ebb_accounts_sign_in_async (accounts, keyring->environment, earlier, NULL, help_done_cb, &signed_in_first);
  first = ebb_accounts_sign_in_finish (accounts, help_wait (&signed_in_first), NULL);
  ebb_accounts_sign_in_async (accounts, server, keyring->token, NULL, help_done_cb, &signed_in);
  account = ebb_accounts_sign_in_finish (accounts, help_wait (&signed_in), NULL);
  g_assert_nonnull (account);
  g_assert_true (ebb_accounts_is_persistent (accounts));

  /* One item, all of whose attributes anybody may read, and the token only where it is kept secret. */
  items = help_secret_tool ("search", "xdg:schema", HELP_SCHEMA);
  id = g_strdup_printf ("attribute.account = %s\n", ebb_account_get_id (account));
  secret = g_strdup_printf ("secret = %s\n", ebb_token_get_text (keyring->token));
  g_assert_cmpuint (help_count (items, "label = "), ==, 1);
  g_assert_nonnull (strstr (items, "label = Ebb sign-in: 127.0.0.1:4000\n"));
  g_assert_nonnull (strstr (items, "schema = " HELP_SCHEMA "\n"));
  g_assert_cmpuint (help_count (items, "attribute."), ==, 3);
  g_assert_nonnull (strstr (items, id));
  g_assert_nonnull (strstr (items, "attribute.environment = custom\n"));
  g_assert_nonnull (strstr (items, "attribute.server = http://127.0.0.1:4000/\n"));
  g_assert_nonnull (strstr (items, secret));
  g_assert_cmpuint (help_count (items, ebb_token_get_text (keyring->token)), ==, 1);

  ebb_accounts_sign_out_async (accounts, help_done_cb, &signed_out);
  g_assert_true (ebb_accounts_sign_out_finish (accounts, help_wait (&signed_out), NULL));
  gone = help_secret_tool ("search", "xdg:schema", HELP_SCHEMA);
  g_assert_cmpstr (gone, ==, "");
}

static void
test_cancelled (Keyring       *keyring,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  ebb_token_store_store_async (keyring->store, keyring->key, keyring->token, cancellable, help_done_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (ebb_token_store_store_finish (keyring->store, help_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The keyring has not noticed, and goes on working. */
  keys = help_list (keyring->store, &error);
  g_assert_cmpuint (keys->len, ==, 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  (*(guint *) user_data)++;

  return G_SOURCE_CONTINUE;
}

typedef struct
{
  pid_t pid;
  int n_deleted; /* atomic */
} Hang;

/* Sees each message before it is sent, in the thread that sends it. */
static GDBusMessage *
hang_filter (GDBusConnection *connection,
             GDBusMessage    *message,
             gboolean         is_incoming,
             gpointer         user_data)
{
  Hang *hang = user_data;
  const char *member = g_dbus_message_get_member (message);

  if (!is_incoming && g_strcmp0 (member, "CreateItem") == 0)
    g_assert_cmpint (kill (hang->pid, SIGSTOP), ==, 0);
  else if (!is_incoming && g_strcmp0 (member, "Delete") == 0)
    g_atomic_int_inc (&hang->n_deleted);

  return message;
}

/* The service hangs when it is to keep the token. The main loop does not; and since the caller has been told that the
 * token is not kept, it is taken out again when the service comes to its senses. */
static void
test_silent (Keyring       *keyring,
             gconstpointer  data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  Hang hang = { .pid = help_get_keyring_pid () };
  gint64 begun_us = g_get_monotonic_time ();
  gint64 took_us;
  guint n_ticks = 0;
  guint ticking = g_timeout_add (100, tick_cb, &n_ticks);
  guint filter = g_dbus_connection_add_filter (bus, hang_filter, &hang, NULL);

  g_assert_false (help_store (keyring->store, keyring->key, keyring->token, &error));
  took_us = g_get_monotonic_time () - begun_us;
  g_source_remove (ticking);
  g_assert_error (error, EBB_ERROR, EBB_ERROR_KEYRING);
  g_assert_cmpint (ebb_keyring_problem_from_error (error), ==, EBB_KEYRING_PROBLEM_UNAVAILABLE);
  g_assert_cmpint (took_us, >, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (took_us, <, 15 * G_USEC_PER_SEC);
  g_assert_cmpuint (n_ticks, >, 10);

  g_assert_cmpint (kill (hang.pid, SIGCONT), ==, 0);
  while (g_atomic_int_get (&hang.n_deleted) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_dbus_connection_remove_filter (bus, filter);
  keys = help_list (keyring->store, NULL);
  g_assert_cmpuint (keys->len, ==, 0);
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
  g_test_init (&argc, &argv, NULL);
  help_log_begin ();

  add ("/keyring/round-trip", test_round_trip);
  add ("/keyring/second-process", test_second_process);
  g_test_add_func ("/keyring/second-process/subprocess", look_from_another_process);
  add ("/keyring/other-application", test_other_application);
  add ("/keyring/other-server", test_other_server);
  add ("/keyring/edited", test_edited);
  add ("/keyring/sign-in-and-out", test_sign_in_and_out);
  add ("/keyring/cancelled", test_cancelled);
  add ("/keyring/silent", test_silent);

  return g_test_run ();
}
