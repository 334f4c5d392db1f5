/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store in memory, and credentials that mint their own tokens. */

#include "account/ebb-memory-store.h"
#include "account/ebb-minted-credentials.h"

#include "account-help.h"
#include "base/ebb-error.h"

static void
test_round_trip (void)
{
  g_autoptr (EbbTokenStore) store = ebb_memory_store_new ();
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_production ();
  g_autoptr (EbbTokenKey) key = ebb_token_key_new ("a", environment);
  g_autoptr (EbbToken) first = help_new_token ("first");
  g_autoptr (EbbToken) second = help_new_token ("second");
  g_autoptr (EbbToken) found = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (ebb_token_store_is_persistent (store));
  g_assert_null (help_lookup (store, key, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (help_store (store, key, first, &error));
  g_assert_true (help_store (store, key, second, &error));
  found = help_lookup (store, key, &error);
  g_assert_no_error (error);
  g_assert_true (ebb_token_equal (found, second));
  keys = help_list (store, &error);
  g_assert_cmpuint (keys->len, ==, 1);

  g_assert_true (help_clear (store, key, &error));
  g_assert_true (help_clear (store, key, &error));
  g_assert_no_error (error);
  g_assert_null (help_lookup (store, key, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_NOT_FOUND);
}

static void
test_environments_apart (void)
{
  g_autoptr (EbbTokenStore) store = ebb_memory_store_new ();
  g_autoptr (EbbEnvironment) production = ebb_environment_new_production ();
  g_autoptr (EbbEnvironment) staging = ebb_environment_new_staging ();
  g_autoptr (EbbTokenKey) here = ebb_token_key_new ("a", production);
  g_autoptr (EbbTokenKey) there = ebb_token_key_new ("a", staging);
  g_autoptr (EbbToken) token = help_new_token ("one");
  g_autoptr (EbbToken) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (help_store (store, here, token, NULL));
  g_assert_null (help_lookup (store, there, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_NOT_FOUND);

  g_assert_true (help_clear (store, there, NULL));
  found = help_lookup (store, here, NULL);
  g_assert_nonnull (found);
}

static void
test_newest_first (void)
{
  g_autoptr (EbbTokenStore) store = ebb_memory_store_new ();
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_production ();
  g_autoptr (EbbTokenKey) a = ebb_token_key_new ("a", environment);
  g_autoptr (EbbTokenKey) b = ebb_token_key_new ("b", environment);
  g_autoptr (EbbToken) token = help_new_token ("one");
  g_autoptr (GPtrArray) keys = NULL;

  g_assert_true (help_store (store, a, token, NULL));
  g_assert_true (help_store (store, b, token, NULL));
  g_assert_true (help_store (store, a, token, NULL));
  keys = help_list (store, NULL);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpstr (((EbbTokenKey *) g_ptr_array_index (keys, 0))->account_id, ==, "a");
  g_assert_cmpstr (((EbbTokenKey *) g_ptr_array_index (keys, 1))->account_id, ==, "b");
}

static void
test_cancelled (void)
{
  g_autoptr (EbbTokenStore) store = ebb_memory_store_new ();
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_production ();
  g_autoptr (EbbTokenKey) key = ebb_token_key_new ("a", environment);
  g_autoptr (EbbToken) token = help_new_token ("one");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ebb_token_store_store_async (store, key, token, cancellable, help_done_cb, &result);
  g_assert_false (ebb_token_store_store_finish (store, help_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  keys = help_list (store, NULL);
  g_assert_cmpuint (keys->len, ==, 0);
}

static void
test_nothing_to_unlock (void)
{
  g_autoptr (EbbTokenStore) store = ebb_memory_store_new ();
  g_autoptr (GAsyncResult) result = NULL;

  ebb_token_store_unlock_async (store, NULL, help_done_cb, &result);
  g_assert_true (ebb_token_store_unlock_finish (store, help_wait (&result), NULL));
}

/* The store lets go of a token, and with the last reference the text goes. */
static void
test_lets_go (void)
{
  g_autoptr (EbbTokenStore) store = ebb_memory_store_new ();
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_production ();
  g_autoptr (EbbTokenKey) key = ebb_token_key_new ("a", environment);
  EbbToken *token = help_new_token ("one");

  g_assert_true (help_store (store, key, token, NULL));
  g_assert_true (help_clear (store, key, NULL));
  g_assert_finalize_object (token);
}

/* Minted credentials */

typedef struct
{
  int n_minted;
  int n_left;
} Mint;

static char *
mint (gpointer user_data)
{
  Mint *self = user_data;

  if (self->n_left == 0)
    return NULL;
  self->n_left--;

  return g_strdup_printf ("token-%d", ++self->n_minted);
}

static void
close_mint (gpointer user_data)
{
  ((Mint *) user_data)->n_left = -1;
}

static gboolean
renew (EbbCredentials  *credentials,
       GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ebb_credentials_renew_async (credentials, NULL, help_done_cb, &result);

  return ebb_credentials_renew_finish (credentials, help_wait (&result), error);
}

static void
test_minted (void)
{
  Mint works = { .n_left = 2 };
  EbbCredentials *credentials = ebb_minted_credentials_new (mint, &works, close_mint);
  g_autofree char *first = ebb_credentials_dup_token (credentials);
  g_autofree char *again = ebb_credentials_dup_token (credentials);
  g_autofree char *second = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (first, ==, "token-1");
  g_assert_cmpstr (again, ==, "token-1");

  g_assert_true (renew (credentials, &error));
  second = ebb_credentials_dup_token (credentials);
  g_assert_cmpstr (second, ==, "token-2");

  g_assert_false (renew (credentials, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT);
  none = ebb_credentials_dup_token (credentials);
  g_assert_null (none);

  g_assert_finalize_object (credentials);
  g_assert_cmpint (works.n_left, ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/memory/round-trip", test_round_trip);
  g_test_add_func ("/store/memory/environments-apart", test_environments_apart);
  g_test_add_func ("/store/memory/newest-first", test_newest_first);
  g_test_add_func ("/store/memory/cancelled", test_cancelled);
  g_test_add_func ("/store/memory/nothing-to-unlock", test_nothing_to_unlock);
  g_test_add_func ("/store/memory/lets-go", test_lets_go);
  g_test_add_func ("/credentials/minted", test_minted);

  return g_test_run ();
}
