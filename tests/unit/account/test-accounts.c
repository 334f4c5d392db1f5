/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is signed in, with a keyring that works, one that does not, and one that comes back. */

#include "account/ebb-accounts.h"

#include <string.h>

#include "account-help.h"
#include "account/ebb-memory-store.h"
#include "base/ebb-error.h"
#include "account/ebb-faulty-store.h"

typedef struct
{
  EbbFaultyStore *keyring;
  EbbTokenStore *store; /* the same */
  EbbAccounts *accounts;
  EbbEnvironment *production;
  EbbEnvironment *staging;
  guint n_current;
  guint n_persistent;
} Fixture;

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->keyring = ebb_faulty_store_new ((EbbKeyringProblem) GPOINTER_TO_INT (data), TRUE);
  fixture->store = EBB_TOKEN_STORE (fixture->keyring);
  fixture->accounts = ebb_accounts_new (fixture->store);
  fixture->production = ebb_environment_new_production ();
  fixture->staging = ebb_environment_new_staging ();
  g_signal_connect (fixture->accounts, "notify::current", G_CALLBACK (count_cb), &fixture->n_current);
  g_signal_connect (fixture->accounts, "notify::is-persistent", G_CALLBACK (count_cb), &fixture->n_persistent);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->accounts);
  g_assert_finalize_object (fixture->keyring);
  g_object_unref (fixture->production);
  g_object_unref (fixture->staging);
}

static void
load (EbbAccounts *accounts)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ebb_accounts_load_async (accounts, NULL, help_done_cb, &result);
  g_assert_true (ebb_accounts_load_finish (accounts, help_wait (&result), &error));
  g_assert_no_error (error);
}

static EbbAccount *
sign_in (EbbAccounts    *accounts,
         EbbEnvironment *environment,
         const char     *subject)
{
  g_autoptr (EbbToken) token = help_new_token (subject);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EbbAccount *account;

  ebb_accounts_sign_in_async (accounts, environment, token, NULL, help_done_cb, &result);
  account = ebb_accounts_sign_in_finish (accounts, help_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_true (account == ebb_accounts_get_current (accounts));

  return account;
}

static gboolean
sign_out (EbbAccounts  *accounts,
          GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ebb_accounts_sign_out_async (accounts, help_done_cb, &result);
  g_assert_null (ebb_accounts_get_current (accounts));

  return ebb_accounts_sign_out_finish (accounts, help_wait (&result), error);
}

static gboolean
unlock (EbbAccounts  *accounts,
        GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ebb_accounts_unlock_async (accounts, NULL, help_done_cb, &result);

  return ebb_accounts_unlock_finish (accounts, help_wait (&result), error);
}

static void
assert_holds (Fixture    *fixture,
              EbbAccount *account)
{
  g_autoptr (GPtrArray) keys = help_list (ebb_faulty_store_get_inner (fixture->keyring), NULL);
  EbbTokenKey *key;

  g_assert_cmpuint (keys->len, ==, account != NULL ? 1 : 0);
  if (account == NULL)
    return;

  key = g_ptr_array_index (keys, 0);
  g_assert_cmpstr (key->account_id, ==, ebb_account_get_id (account));
  g_assert_true (ebb_environment_equal (key->environment, ebb_account_get_environment (account)));
}

static void
test_sign_in (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EbbAccount) account = NULL;
  g_autoptr (EbbAccounts) later = ebb_accounts_new (fixture->store);
  g_autofree char *sent = NULL;
  g_autofree char *found = NULL;

  load (fixture->accounts);
  g_assert_null (ebb_accounts_get_current (fixture->accounts));
  g_assert_true (ebb_accounts_is_persistent (fixture->accounts));

  account = sign_in (fixture->accounts, fixture->production, "anna");
  g_assert_true (g_uuid_string_is_valid (ebb_account_get_id (account)));
  g_assert_cmpstr (ebb_account_get_label (account), ==, "Production");
  g_assert_cmpint (ebb_account_get_state (account), ==, EBB_ACCOUNT_STATE_SIGNED_IN);
  g_assert_true (ebb_accounts_is_persistent (fixture->accounts));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (fixture->accounts), ==, EBB_KEYRING_PROBLEM_NONE);
  g_assert_cmpuint (fixture->n_current, ==, 1);
  assert_holds (fixture, account);

  /* The next start. */
  load (later);
  g_assert_cmpstr (ebb_account_get_id (ebb_accounts_get_current (later)), ==, ebb_account_get_id (account));
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  found = ebb_credentials_dup_token (EBB_CREDENTIALS (ebb_accounts_get_current (later)));
  g_assert_cmpstr (sent, ==, found);
}

static void
test_sign_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EbbAccount) account = sign_in (fixture->accounts, fixture->production, "anna");
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sign_out (fixture->accounts, &error));
  g_assert_no_error (error);
  assert_holds (fixture, NULL);

  /* Whoever still has the account cannot send its token. */
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_null (sent);

  g_assert_true (sign_out (fixture->accounts, &error));
}

/* In the same environment the account stays what it is, so that pages stay open. */
static void
test_sign_in_again (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (EbbAccount) account = sign_in (fixture->accounts, fixture->production, "anna");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbAccount) again = NULL;
  g_autofree char *before = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_autofree char *after = NULL;
  guint n_states = 0;

  g_signal_connect (account, "notify::state", G_CALLBACK (count_cb), &n_states);
  ebb_credentials_renew_async (EBB_CREDENTIALS (account), NULL, help_done_cb, &result);
  g_assert_false (ebb_credentials_renew_finish (EBB_CREDENTIALS (account), help_wait (&result), &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT);
  g_assert_cmpint (ebb_account_get_state (account), ==, EBB_ACCOUNT_STATE_EXPIRED);

  again = sign_in (fixture->accounts, fixture->production, "anna-again");
  g_assert_true (again == account);
  g_assert_cmpint (ebb_account_get_state (account), ==, EBB_ACCOUNT_STATE_SIGNED_IN);
  g_assert_cmpuint (n_states, ==, 2);
  g_assert_cmpuint (fixture->n_current, ==, 1);
  after = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_cmpstr (before, !=, after);
  assert_holds (fixture, account);
}

static void
test_other_environment (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (EbbAccount) here = sign_in (fixture->accounts, fixture->production, "anna");
  g_autoptr (EbbAccount) there = sign_in (fixture->accounts, fixture->staging, "anna");
  g_autofree char *sent = ebb_credentials_dup_token (EBB_CREDENTIALS (here));

  g_assert_true (here != there);
  g_assert_null (sent);
  assert_holds (fixture, there);
}

static void
test_not_a_token (Fixture       *fixture,
                  gconstpointer  data)
{
  const struct
  {
    const char *text;
    EbbTokenProblem problem;
  } texts[] = {
    { "", EBB_TOKEN_PROBLEM_EMPTY },
    { "my-secret-words", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
    { "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", EBB_TOKEN_PROBLEM_WRONG_ALGORITHM },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (EbbToken) token = ebb_token_new (texts[i].text);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ebb_accounts_sign_in_async (fixture->accounts, fixture->production, token, NULL, help_done_cb, &result);
      g_assert_null (ebb_accounts_sign_in_finish (fixture->accounts, help_wait (&result), &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_INVALID_INPUT);
      g_assert_cmpint (ebb_token_problem_from_server (error), ==, texts[i].problem);
      g_assert_null (strstr (error->message, "secret"));
      g_assert_null (ebb_accounts_get_current (fixture->accounts));
      assert_holds (fixture, NULL);
    }
}

/* Without a keyring everything works until the end of the program. */
static void
test_no_keyring (Fixture       *fixture,
                 gconstpointer  data)
{
  EbbKeyringProblem problem = (EbbKeyringProblem) GPOINTER_TO_INT (data);
  g_autoptr (EbbAccount) account = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  load (fixture->accounts);
  g_assert_null (ebb_accounts_get_current (fixture->accounts));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (fixture->accounts), ==, problem);
  g_assert_false (ebb_accounts_is_persistent (fixture->accounts));
  g_assert_cmpuint (fixture->n_persistent, ==, 1);

  account = sign_in (fixture->accounts, fixture->production, "anna");
  g_assert_cmpint (ebb_accounts_get_keyring_problem (fixture->accounts), ==, problem);
  g_assert_false (ebb_accounts_is_persistent (fixture->accounts));
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_nonnull (sent);
  assert_holds (fixture, NULL);

  g_assert_true (sign_out (fixture->accounts, &error));
  g_assert_no_error (error);
}

static void
test_unlock_finds (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (EbbAccounts) earlier = ebb_accounts_new (fixture->store);
  g_autoptr (EbbAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  ebb_faulty_store_set_problem (fixture->keyring, EBB_KEYRING_PROBLEM_NONE);
  account = sign_in (earlier, fixture->production, "anna");
  ebb_faulty_store_set_problem (fixture->keyring, EBB_KEYRING_PROBLEM_LOCKED);

  load (fixture->accounts);
  g_assert_null (ebb_accounts_get_current (fixture->accounts));
  g_assert_true (unlock (fixture->accounts, &error));
  g_assert_cmpstr (ebb_account_get_id (ebb_accounts_get_current (fixture->accounts)), ==, ebb_account_get_id (account));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (fixture->accounts), ==, EBB_KEYRING_PROBLEM_NONE);
  g_assert_true (ebb_accounts_is_persistent (fixture->accounts));
}

/* What was in memory moves into the keyring, and what was in the keyring from before goes. */
static void
test_unlock_keeps (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (EbbAccounts) earlier = ebb_accounts_new (fixture->store);
  g_autoptr (EbbAccount) old = NULL;
  g_autoptr (EbbAccount) account = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  ebb_faulty_store_set_problem (fixture->keyring, EBB_KEYRING_PROBLEM_NONE);
  old = sign_in (earlier, fixture->staging, "old");
  ebb_faulty_store_set_problem (fixture->keyring, EBB_KEYRING_PROBLEM_LOCKED);

  account = sign_in (fixture->accounts, fixture->production, "anna");
  g_assert_false (ebb_accounts_is_persistent (fixture->accounts));
  g_assert_true (unlock (fixture->accounts, &error));
  g_assert_true (ebb_accounts_get_current (fixture->accounts) == account);
  g_assert_true (ebb_accounts_is_persistent (fixture->accounts));
  g_assert_cmpuint (fixture->n_current, ==, 1);
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_nonnull (sent);
  assert_holds (fixture, account);
}

static void
test_unlock_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (unlock (fixture->accounts, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_KEYRING);
  g_assert_cmpint (ebb_accounts_get_keyring_problem (fixture->accounts), ==, EBB_KEYRING_PROBLEM_ABSENT);
}

/* Signing out while the keyring is locked is made good as soon as it is open. */
static void
test_sign_out_locked (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EbbAccount) account = sign_in (fixture->accounts, fixture->production, "anna");
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  ebb_faulty_store_set_problem (fixture->keyring, EBB_KEYRING_PROBLEM_LOCKED);
  g_assert_false (sign_out (fixture->accounts, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_KEYRING);
  g_assert_cmpint (ebb_keyring_problem_from_error (error), ==, EBB_KEYRING_PROBLEM_LOCKED);
  g_clear_error (&error);
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_null (sent);
  assert_holds (fixture, account);

  g_assert_true (unlock (fixture->accounts, &error));
  g_assert_no_error (error);
  g_assert_null (ebb_accounts_get_current (fixture->accounts));
  assert_holds (fixture, NULL);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EbbToken) token = help_new_token ("anna");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ebb_accounts_sign_in_async (fixture->accounts, fixture->production, token, cancellable, help_done_cb, &result);
  g_assert_null (ebb_accounts_sign_in_finish (fixture->accounts, help_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (ebb_accounts_get_current (fixture->accounts));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (fixture->accounts), ==, EBB_KEYRING_PROBLEM_NONE);
  assert_holds (fixture, NULL);
}

/* Another Ebb has put a newer token into the keyring: that is found before the person is asked. */
static void
test_renewed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (EbbAccount) account = sign_in (fixture->accounts, fixture->production, "anna");
  g_autoptr (EbbTokenKey) key = ebb_account_dup_key (account);
  g_autoptr (EbbToken) newer = help_new_token ("anna-renewed");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (help_store (fixture->store, key, newer, NULL));
  ebb_credentials_renew_async (EBB_CREDENTIALS (account), NULL, help_done_cb, &result);
  g_assert_true (ebb_credentials_renew_finish (EBB_CREDENTIALS (account), help_wait (&result), &error));
  g_assert_no_error (error);
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_cmpstr (sent, ==, ebb_token_get_text (newer));
  g_assert_cmpint (ebb_account_get_state (account), ==, EBB_ACCOUNT_STATE_SIGNED_IN);
}

/* The person was faster than the store. */
static void
test_pasted_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (EbbAccount) account = sign_in (fixture->accounts, fixture->production, "anna");
  g_autoptr (EbbToken) pasted = help_new_token ("anna-pasted");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  ebb_credentials_renew_async (EBB_CREDENTIALS (account), NULL, help_done_cb, &result);
  ebb_account_keep (account, pasted, fixture->store);
  g_assert_true (ebb_credentials_renew_finish (EBB_CREDENTIALS (account), help_wait (&result), &error));
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_cmpstr (sent, ==, ebb_token_get_text (pasted));
}

/* Signing out while the store is asked does not bring the token back. */
static void
test_signed_out_meanwhile (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (EbbAccount) account = sign_in (fixture->accounts, fixture->production, "anna");
  g_autoptr (EbbTokenKey) key = ebb_account_dup_key (account);
  g_autoptr (EbbToken) newer = help_new_token ("anna-renewed");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (help_store (fixture->store, key, newer, NULL));
  ebb_credentials_renew_async (EBB_CREDENTIALS (account), NULL, help_done_cb, &result);
  ebb_account_forget (account);
  g_assert_false (ebb_credentials_renew_finish (EBB_CREDENTIALS (account), help_wait (&result), &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT);
  sent = ebb_credentials_dup_token (EBB_CREDENTIALS (account));
  g_assert_null (sent);
}

static void
test_transport (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (EbbToken) token = help_new_token ("anna");
  g_autoptr (EbbAccount) account = ebb_account_new (NULL, fixture->staging, token, fixture->store);
  g_autoptr (EbbTransport) transport = ebb_account_create_transport (account);

  g_assert_cmpstr (ebb_transport_get_base_uri (transport), ==, "https://api.stage.emulate.network/");
}

static void
test_diagnose (Fixture       *fixture,
               gconstpointer  data)
{
  const gint64 now_us = G_GINT64_CONSTANT (1772366400) * G_USEC_PER_SEC;
  g_autofree char *text = help_make_token ("{\"alg\":\"RS256\"}", "{\"exp\":1000}");
  g_autoptr (EbbToken) old_token = ebb_token_new (text);
  g_autoptr (EbbToken) good_token = help_new_token ("anna");
  g_autoptr (EbbAccount) old = ebb_account_new (NULL, fixture->staging, old_token, fixture->store);
  g_autoptr (EbbAccount) fresh = ebb_account_new (NULL, fixture->staging, good_token, fixture->store);
  g_autoptr (GError) refused = ebb_error_new_http (EBB_ERROR_SIGNED_OUT, 403, NULL, "refused");
  g_autoptr (GError) other_world = ebb_error_new_http (EBB_ERROR_SIGNED_OUT, 403, "token_wrong_environment", "refused");
  g_autoptr (GError) offline = ebb_error_new_http (EBB_ERROR_OFFLINE, 0, NULL, "offline");

  g_assert_cmpint (ebb_account_diagnose (old, NULL, now_us), ==, EBB_TOKEN_PROBLEM_EXPIRED);
  g_assert_cmpint (ebb_account_diagnose (old, refused, now_us), ==, EBB_TOKEN_PROBLEM_EXPIRED);
  g_assert_cmpint (ebb_account_diagnose (old, other_world, now_us), ==, EBB_TOKEN_PROBLEM_WRONG_ENVIRONMENT);
  g_assert_cmpint (ebb_account_diagnose (old, offline, now_us), ==, EBB_TOKEN_PROBLEM_NONE);
  g_assert_cmpint (ebb_account_diagnose (fresh, NULL, now_us), ==, EBB_TOKEN_PROBLEM_NONE);
  g_assert_cmpint (ebb_account_diagnose (fresh, refused, now_us), ==, EBB_TOKEN_PROBLEM_REFUSED);
}

/* A kiosk and the demo keep nothing, and that is no problem to be told about. */
static void
test_memory_only (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (EbbTokenStore) memory = ebb_memory_store_new ();
  g_autoptr (EbbAccounts) accounts = ebb_accounts_new (memory);
  g_autoptr (EbbAccount) account = NULL;

  load (accounts);
  account = sign_in (accounts, fixture->production, "anna");
  g_assert_false (ebb_accounts_is_persistent (accounts));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (accounts), ==, EBB_KEYRING_PROBLEM_NONE);
  g_assert_true (sign_out (accounts, NULL));
}

static void
test_keyring_words (Fixture       *fixture,
                    gconstpointer  data)
{
  for (int problem = EBB_KEYRING_PROBLEM_LOCKED; problem < EBB_KEYRING_PROBLEM_N_PROBLEMS; problem++)
    {
      g_autoptr (GError) error = ebb_keyring_problem_to_error ((EbbKeyringProblem) problem, "test");

      g_assert_error (error, EBB_ERROR, EBB_ERROR_KEYRING);
      g_assert_cmpint (ebb_keyring_problem_from_error (error), ==, problem);
      g_assert_false (g_str_has_suffix (ebb_keyring_problem_get_title ((EbbKeyringProblem) problem), "."));
      g_assert_true (g_str_has_suffix (ebb_keyring_problem_get_advice ((EbbKeyringProblem) problem), "."));
    }
  g_assert_cmpint (ebb_keyring_problem_from_error (NULL), ==, EBB_KEYRING_PROBLEM_NONE);
}

static void
add (const char        *path,
     EbbKeyringProblem  problem,
     void             (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (problem), set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/accounts/sign-in", EBB_KEYRING_PROBLEM_NONE, test_sign_in);
  add ("/accounts/sign-out", EBB_KEYRING_PROBLEM_NONE, test_sign_out);
  add ("/accounts/sign-in-again", EBB_KEYRING_PROBLEM_NONE, test_sign_in_again);
  add ("/accounts/other-environment", EBB_KEYRING_PROBLEM_NONE, test_other_environment);
  add ("/accounts/not-a-token", EBB_KEYRING_PROBLEM_NONE, test_not_a_token);
  add ("/accounts/cancelled", EBB_KEYRING_PROBLEM_NONE, test_cancelled);
  add ("/accounts/keyring-locked", EBB_KEYRING_PROBLEM_LOCKED, test_no_keyring);
  add ("/accounts/keyring-absent", EBB_KEYRING_PROBLEM_ABSENT, test_no_keyring);
  add ("/accounts/keyring-unavailable", EBB_KEYRING_PROBLEM_UNAVAILABLE, test_no_keyring);
  add ("/accounts/unlock-finds", EBB_KEYRING_PROBLEM_LOCKED, test_unlock_finds);
  add ("/accounts/unlock-keeps", EBB_KEYRING_PROBLEM_LOCKED, test_unlock_keeps);
  add ("/accounts/unlock-fails", EBB_KEYRING_PROBLEM_ABSENT, test_unlock_fails);
  add ("/accounts/sign-out-locked", EBB_KEYRING_PROBLEM_NONE, test_sign_out_locked);
  add ("/accounts/memory-only", EBB_KEYRING_PROBLEM_NONE, test_memory_only);
  add ("/account/renewed-elsewhere", EBB_KEYRING_PROBLEM_NONE, test_renewed_elsewhere);
  add ("/account/pasted-meanwhile", EBB_KEYRING_PROBLEM_NONE, test_pasted_meanwhile);
  add ("/account/signed-out-meanwhile", EBB_KEYRING_PROBLEM_NONE, test_signed_out_meanwhile);
  add ("/account/transport", EBB_KEYRING_PROBLEM_NONE, test_transport);
  add ("/account/diagnose", EBB_KEYRING_PROBLEM_NONE, test_diagnose);
  add ("/keyring/words", EBB_KEYRING_PROBLEM_NONE, test_keyring_words);

  return g_test_run ();
}
