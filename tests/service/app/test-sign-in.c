/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in, staying signed in and signing out, with real servers: what is kept and where, and that a token goes
 * nowhere else. */

#include "app/ebb-sign-in-request.h"
#include "base/ebb-error.h"
#include "account/ebb-faulty-store.h"
#include "sandbox-client.h"
#include "sandbox/sandbox-token.h"

#define FOREVER_S 20

/* One run of the program: a context over a keyring. */
typedef struct
{
  EbbFaultyStore *store;     /* (owned) */
  EbbAccounts *accounts; /* (owned) */
  EbbContext *context;   /* (owned) */
} Run;

static const SandboxOptions options = { .seed = 1, .speed = 1 };

static gboolean
patience_ended_cb (gpointer user_data)
{
  g_test_message ("Waited too long for: %s", (const char *) user_data);
  g_assert_not_reached ();

  return G_SOURCE_REMOVE;
}

#define wait_until(condition) \
  G_STMT_START { \
    guint patience_id_ = g_timeout_add_seconds (FOREVER_S, patience_ended_cb, (gpointer) #condition); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (patience_id_); \
  } G_STMT_END

static EbbSession *
open_demo (EbbClock *clock,
           gpointer  user_data,
           GError  **error)
{
  g_autoptr (EbbTokenStore) nowhere = EBB_TOKEN_STORE (ebb_faulty_store_new (EBB_KEYRING_PROBLEM_NONE, TRUE));
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_staging ();
  g_autoptr (EbbToken) token = ebb_token_new ("");
  g_autoptr (EbbAccount) nobody = ebb_account_new (NULL, environment, token, nowhere);

  /* Nobody looks at it here, so it needs no server. */
  return ebb_session_new_for_demo ("http://127.0.0.1:9/", EBB_CREDENTIALS (nobody), clock, error);
}

static Run *
run_new (EbbFaultyStore *store)
{
  Run *run = g_new0 (Run, 1);
  g_autoptr (EbbClock) clock = ebb_clock_new_system ();

  run->store = store != NULL ? g_object_ref (store) : ebb_faulty_store_new (EBB_KEYRING_PROBLEM_NONE, TRUE);
  run->accounts = ebb_accounts_new (EBB_TOKEN_STORE (run->store));
  run->context = ebb_context_new (clock, run->accounts, open_demo, NULL, NULL);

  return run;
}

static void
run_free (Run *run)
{
  g_assert_finalize_object (run->context);
  g_assert_finalize_object (run->accounts);
  g_object_unref (run->store);
  g_free (run);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static char *
mint (SandboxTokenProblem problem,
      gint64              expires_in_s)
{
  return sandbox_token_mint (problem, g_get_real_time (), expires_in_s);
}

static gboolean
sign_in (Run         *run,
         const char  *uri,
         const char  *text,
         GError     **error)
{
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_for_server (uri, NULL);
  g_autoptr (EbbToken) token = ebb_token_new (text);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (ebb_token_get_text (token));
  ebb_context_sign_in_async (run->context, environment, token, NULL, done_cb, &result);
  wait_until (result != NULL);

  return ebb_context_sign_in_finish (run->context, result, error);
}

static void
sign_in_well (Run        *run,
              const char *uri,
              const char *text)
{
  g_autoptr (GError) error = NULL;

  sign_in (run, uri, text, &error);
  g_assert_no_error (error);
  g_assert_nonnull (ebb_context_get_session (run->context));
}

static void
restore (Run *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ebb_context_restore_async (run->context, done_cb, &result);
  wait_until (result != NULL);
  ebb_context_restore_finish (run->context, result, &error);
  g_assert_no_error (error);
}

static EbbAccount *
get_account (Run *run)
{
  return ebb_session_get_account (ebb_context_get_session (run->context));
}

static void
assert_account (Run        *run,
                const char *uri,
                const char *token)
{
  EbbAccount *account = get_account (run);

  g_assert_true (account == ebb_accounts_get_current (run->accounts));
  g_assert_cmpstr (ebb_environment_get_base_uri (ebb_account_get_environment (account)), ==, uri);
  g_assert_cmpstr (ebb_token_get_text (ebb_account_get_token (account)), ==, token);
}

/* What is really in the keyring. */
static GPtrArray *
list_kept (Run *run)
{
  EbbTokenStore *inner = ebb_faulty_store_get_inner (run->store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *keys;

  ebb_token_store_list_async (inner, NULL, done_cb, &result);
  wait_until (result != NULL);
  keys = ebb_token_store_list_finish (inner, result, &error);
  g_assert_no_error (error);

  return keys;
}

static guint
count_kept (Run *run)
{
  g_autoptr (GPtrArray) keys = list_kept (run);

  return keys->len;
}

static void
assert_nobody (Run *run)
{
  g_assert_null (ebb_context_get_session (run->context));
  g_assert_null (ebb_accounts_get_current (run->accounts));
  g_assert_cmpuint (count_kept (run), ==, 0);
}

/* How often the server was asked for anything but its own controls. */
static guint
count_requests (Client *client)
{
  g_autoptr (Reply) reply = client_get (client, "/_sandbox/log");
  JsonArray *requests = json_object_get_array_member (reply_get_object (reply), "requests");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      n += !g_str_has_prefix (json_object_get_string_member (request, "path"), "/_sandbox/");
    }

  return n;
}

static void
forget_requests (Client *client)
{
  g_autoptr (Reply) reply = client_ask (client, "DELETE", "/_sandbox/log", NULL, NULL, NULL);

  g_assert_cmpuint (reply->status / 100, ==, 2);
  g_assert_cmpuint (count_requests (client), ==, 0);
}

static const char *
get_uri (Client *client)
{
  return sandbox_server_get_uri (client_get_server (client));
}

static gboolean
is_fresh (Run *run)
{
  return ebb_home_get_updated_at (ebb_session_get_home (ebb_context_get_session (run->context))) != EBB_TIME_UNKNOWN;
}

static void
wait_for_home (Run *run)
{
  ebb_home_refresh (ebb_session_get_home (ebb_context_get_session (run->context)));
  wait_until (is_fresh (run));
}

static void
test_accepted (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autofree char *token = mint (SANDBOX_TOKEN_GOOD, 600);

  sign_in_well (run, get_uri (client), token);
  assert_account (run, get_uri (client), token);
  g_assert_cmpuint (count_kept (run), ==, 1);
  g_assert_true (ebb_accounts_is_persistent (run->accounts));
  wait_for_home (run);
}

/* While the server has not said yes, the token is in no keyring; one that gives up leaves nothing. */
static void
test_not_before (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_for_server (get_uri (client), NULL);
  g_autofree char *text = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autoptr (EbbToken) token = ebb_token_new (text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_us;

  client_set_faults (client, "{\"operation\":\"*\",\"delay_ms\":400}");
  start_us = g_get_monotonic_time ();
  ebb_context_sign_in_async (run->context, environment, token, cancellable, done_cb, &result);
  while (g_get_monotonic_time () - start_us < 200 * 1000)
    {
      assert_nobody (run);
      g_main_context_iteration (NULL, FALSE);
    }
  wait_until (result != NULL);
  g_assert_true (ebb_context_sign_in_finish (run->context, result, &error));
  g_assert_cmpuint (count_kept (run), ==, 1);
}

static void
test_given_up (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_for_server (get_uri (client), NULL);
  g_autofree char *text = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autoptr (EbbToken) token = ebb_token_new (text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  client_set_faults (client, "{\"operation\":\"*\",\"stall\":true}");
  ebb_context_sign_in_async (run->context, environment, token, cancellable, done_cb, &result);
  g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  wait_until (result != NULL);
  g_assert_false (ebb_context_sign_in_finish (run->context, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nobody (run);
}

/* For each cause of the check-list: nothing is kept, and the error says which it was. */
static void
test_refused (void)
{
  static const struct
  {
    SandboxTokenProblem problem;
    EbbTokenProblem said;
  } refusals[] = {
    { SANDBOX_TOKEN_WRONG_ENVIRONMENT, EBB_TOKEN_PROBLEM_WRONG_ENVIRONMENT },
    { SANDBOX_TOKEN_RETAILER_API_KEY, EBB_TOKEN_PROBLEM_RETAILER_API_KEY },
    { SANDBOX_TOKEN_WRONG_KEY, EBB_TOKEN_PROBLEM_REFUSED },
    { SANDBOX_TOKEN_WRONG_RETAILER, EBB_TOKEN_PROBLEM_WRONG_RETAILER },
    { SANDBOX_TOKEN_EXPIRED, EBB_TOKEN_PROBLEM_EXPIRED },
    { SANDBOX_TOKEN_NOT_YET_VALID, EBB_TOKEN_PROBLEM_NOT_YET_VALID },
  };
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *token = mint (refusals[i].problem, 600);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", sandbox_token_problem_get_name (refusals[i].problem));
      g_assert_false (sign_in (run, get_uri (client), token, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT);
      g_assert_cmpint (ebb_token_problem_from_server (error), ==, refusals[i].said);
      g_assert_null (strstr (error->message, strrchr (token, '.') + 1));
      assert_nobody (run);
    }
}

/* A refused token changes nothing for who is signed in already. */
static void
test_refused_while_signed_in (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autofree char *good = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autofree char *bad = mint (SANDBOX_TOKEN_WRONG_RETAILER, 600);
  g_autoptr (GError) error = NULL;
  EbbSession *session;

  sign_in_well (run, get_uri (client), good);
  session = ebb_context_get_session (run->context);
  g_assert_false (sign_in (run, get_uri (client), bad, &error));
  g_assert_true (ebb_context_get_session (run->context) == session);
  assert_account (run, get_uri (client), good);
  g_assert_cmpint (ebb_account_get_state (get_account (run)), ==, EBB_ACCOUNT_STATE_SIGNED_IN);
  g_assert_cmpuint (count_kept (run), ==, 1);
}

static void
test_restore (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) first = run_new (NULL);
  g_autoptr (Run) second = run_new (first->store);
  g_autofree char *token = mint (SANDBOX_TOKEN_GOOD, 600);

  restore (second);
  assert_nobody (second);

  sign_in_well (first, get_uri (client), token);
  restore (second);
  assert_account (second, get_uri (client), token);
  g_assert_true (get_account (first) != get_account (second));
  wait_for_home (second);
}

static void
test_restore_locked (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) first = run_new (NULL);
  g_autoptr (Run) second = run_new (first->store);
  g_autofree char *token = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sign_in_well (first, get_uri (client), token);
  ebb_faulty_store_set_problem (first->store, EBB_KEYRING_PROBLEM_LOCKED);
  restore (second);
  g_assert_null (ebb_context_get_session (second->context));
  g_assert_cmpint (ebb_accounts_get_keyring_problem (second->accounts), ==, EBB_KEYRING_PROBLEM_LOCKED);

  ebb_context_unlock_async (second->context, done_cb, &result);
  wait_until (result != NULL);
  g_assert_true (ebb_context_unlock_finish (second->context, result, &error));
  g_assert_no_error (error);
  assert_account (second, get_uri (client), token);
}

/* Signing out is over at once for the person, also while the keyring is still thinking about it. */
static void
test_sign_out (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autoptr (Run) next = run_new (run->store);
  g_autofree char *token = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autoptr (EbbSession) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sign_in_well (run, get_uri (client), token);
  session = g_object_ref (ebb_context_get_session (run->context));
  ebb_context_sign_out_async (run->context, done_cb, &result);
  g_assert_null (ebb_context_get_session (run->context));
  g_assert_null (ebb_account_get_token (ebb_session_get_account (session)));
  wait_until (result != NULL);
  g_assert_true (ebb_context_sign_out_finish (run->context, result, &error));
  g_assert_no_error (error);
  assert_nobody (run);

  restore (next);
  assert_nobody (next);
}

static void
test_sign_out_locked (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autofree char *token = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sign_in_well (run, get_uri (client), token);
  ebb_faulty_store_set_problem (run->store, EBB_KEYRING_PROBLEM_LOCKED);
  ebb_context_sign_out_async (run->context, done_cb, &result);
  wait_until (result != NULL);
  g_assert_false (ebb_context_sign_out_finish (run->context, result, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_KEYRING);
  g_assert_null (ebb_context_get_session (run->context));
  g_assert_cmpuint (count_kept (run), ==, 1);

  /* It is made good when the keyring opens, and does not come back by that. */
  g_clear_object (&result);
  ebb_context_unlock_async (run->context, done_cb, &result);
  wait_until (result != NULL);
  g_clear_error (&error);
  g_assert_true (ebb_context_unlock_finish (run->context, result, &error));
  assert_nobody (run);
}

/* The same place: the session stays, with whatever is open in it. */
static void
test_again (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autofree char *first = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autofree char *second = mint (SANDBOX_TOKEN_GOOD, 1200);
  EbbSession *session;

  sign_in_well (run, get_uri (client), first);
  session = ebb_context_get_session (run->context);
  sign_in_well (run, get_uri (client), second);
  g_assert_true (ebb_context_get_session (run->context) == session);
  assert_account (run, get_uri (client), second);
  g_assert_cmpuint (count_kept (run), ==, 1);
}

/* Another place: another account and another session. What belonged to the first place is sent nowhere any more. */
static void
test_other_environment (void)
{
  g_autoptr (Client) here = client_new (&options);
  g_autoptr (Client) there = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autoptr (Run) next = run_new (run->store);
  g_autofree char *first = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autofree char *second = mint (SANDBOX_TOKEN_GOOD, 1200);
  g_autoptr (EbbSession) session = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  forget_requests (there);
  sign_in_well (run, get_uri (here), first);
  wait_for_home (run);
  g_assert_cmpuint (count_requests (there), ==, 0);
  session = g_object_ref (ebb_context_get_session (run->context));

  sign_in_well (run, get_uri (there), second);
  g_assert_true (ebb_context_get_session (run->context) != session);
  assert_account (run, get_uri (there), second);
  g_assert_null (ebb_account_get_token (ebb_session_get_account (session)));
  kept = list_kept (run);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (ebb_environment_get_base_uri (((EbbTokenKey *) kept->pdata[0])->environment), ==, get_uri (there));

  forget_requests (here);
  restore (next);
  assert_account (next, get_uri (there), second);
  wait_for_home (next);
  g_assert_cmpuint (count_requests (here), ==, 0);
}

/* A server that sends us elsewhere gets neither us nor the token there. */
static void
test_redirect (void)
{
  g_autoptr (Client) here = client_new (&options);
  g_autoptr (Client) there = client_new (&options);
  g_autoptr (Run) run = run_new (NULL);
  g_autofree char *token = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autofree char *fault = g_strdup_printf ("{\"operation\":\"*\",\"status\":307,\"location\":\"%sv1/customer/facilities\"}",
                                            get_uri (there));
  g_autoptr (GError) error = NULL;

  forget_requests (there);
  client_set_faults (here, fault);
  g_assert_false (sign_in (run, get_uri (here), token, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
  g_assert_cmpuint (count_requests (there), ==, 0);
  assert_nobody (run);
}

/* Nothing that comes out of the keyring takes the demo home away from who looks at it. */
static void
test_demo (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autoptr (Run) first = run_new (NULL);
  g_autoptr (Run) second = run_new (first->store);
  g_autofree char *token = mint (SANDBOX_TOKEN_GOOD, 600);
  g_autoptr (GError) error = NULL;
  EbbSession *demo;

  g_assert_true (ebb_context_open_demo (second->context, &error));
  g_assert_no_error (error);
  demo = ebb_context_get_session (second->context);
  g_assert_true (ebb_session_is_demo (demo));
  restore (second);
  g_assert_true (ebb_context_get_session (second->context) == demo);
  ebb_context_close_demo (second->context);
  assert_nobody (second);

  sign_in_well (first, get_uri (client), token);
  g_assert_true (ebb_context_open_demo (second->context, &error));
  restore (second);
  g_assert_true (ebb_session_is_demo (ebb_context_get_session (second->context)));
  ebb_context_close_demo (second->context);
  assert_account (second, get_uri (client), token);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/sign-in/accepted", test_accepted);
  g_test_add_func ("/app/sign-in/not-before", test_not_before);
  g_test_add_func ("/app/sign-in/given-up", test_given_up);
  g_test_add_func ("/app/sign-in/refused", test_refused);
  g_test_add_func ("/app/sign-in/refused-while-signed-in", test_refused_while_signed_in);
  g_test_add_func ("/app/sign-in/restore", test_restore);
  g_test_add_func ("/app/sign-in/restore-locked", test_restore_locked);
  g_test_add_func ("/app/sign-in/sign-out", test_sign_out);
  g_test_add_func ("/app/sign-in/sign-out-locked", test_sign_out_locked);
  g_test_add_func ("/app/sign-in/again", test_again);
  g_test_add_func ("/app/sign-in/other-environment", test_other_environment);
  g_test_add_func ("/app/sign-in/redirect", test_redirect);
  g_test_add_func ("/app/sign-in/demo", test_demo);

  return g_test_run ();
}
