/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the welcome page says when the keyring cannot be used, and the way out of a locked one. */

#include "welcome-stage.h"

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  gboolean *is_done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (ebb_context_restore_finish (EBB_CONTEXT (source), result, &error));
  g_assert_no_error (error);
  *is_done = TRUE;
}

static void
restore (Stage *stage)
{
  gboolean is_done = FALSE;

  ebb_context_restore_async (stage->context, done_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *is_done = user_data;

  g_assert_true (ebb_token_store_store_finish (EBB_TOKEN_STORE (source), result, NULL));
  *is_done = TRUE;
}

/* Puts an account of the sandbox into the keyring, as an earlier run of the program would have. */
static void
keep_account (Stage *stage)
{
  g_autofree char *text = stage_mint (SANDBOX_TOKEN_GOOD);
  g_autoptr (EbbToken) token = ebb_token_new (text);
  const char *uri = sandbox_server_get_uri (stage->server);
  g_autoptr (EbbEnvironment) environment = ebb_environment_new_for_server (uri, NULL);
  g_autoptr (EbbTokenKey) key = ebb_token_key_new ("0d5fa0d2-6d54-4b17-9f0b-7f1d4a5c1f11", environment);
  gboolean is_done = FALSE;

  ebb_token_store_store_async (ebb_faulty_store_get_inner (stage->store), key, token, NULL, stored_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_notice (Stage             *stage,
               EbbKeyringProblem  problem)
{
  GtkLabel *title = GTK_LABEL (stage_find (stage, "keyring_title"));
  GtkLabel *advice = GTK_LABEL (stage_find (stage, "keyring_advice"));

  g_assert_true (gtk_widget_get_visible (stage_find (stage, "keyring_card")));
  g_assert_cmpstr (gtk_label_get_label (title), ==, ebb_keyring_problem_get_title (problem));
  g_assert_cmpstr (gtk_label_get_label (advice), ==, ebb_keyring_problem_get_advice (problem));
  g_assert_true (gtk_widget_get_visible (stage->unlock) == (problem == EBB_KEYRING_PROBLEM_LOCKED));
}

static void
test_notice (void)
{
  for (int problem = EBB_KEYRING_PROBLEM_NONE; problem < EBB_KEYRING_PROBLEM_N_PROBLEMS; problem++)
    {
      g_autoptr (Stage) stage = stage_open ((EbbKeyringProblem) problem);

      g_assert_false (gtk_widget_get_visible (stage_find (stage, "keyring_card")));
      restore (stage);
      if (problem == EBB_KEYRING_PROBLEM_NONE)
        g_assert_false (gtk_widget_get_visible (stage_find (stage, "keyring_card")));
      else
        assert_notice (stage, (EbbKeyringProblem) problem);
      g_assert_null (ebb_context_get_session (stage->context));
    }
}

/* A page that comes later says the same. */
static void
test_later_page (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_ABSENT);
  GtkWidget *page;
  GtkWidget *group;

  restore (stage);
  page = g_object_ref_sink (ebb_welcome_page_new (stage->context));
  group = GTK_WIDGET (gtk_widget_get_template_child (page, EBB_TYPE_WELCOME_PAGE, "keyring_card"));
  g_assert_true (gtk_widget_get_visible (group));
  g_assert_finalize_object (page);
}

/* Behind the password waits the account of last time. */
static void
test_unlock (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_LOCKED);

  keep_account (stage);
  restore (stage);
  g_assert_null (ebb_context_get_session (stage->context));

  g_signal_emit_by_name (stage->unlock, "clicked");
  g_assert_false (gtk_widget_get_sensitive (stage->unlock));
  while (ebb_context_get_session (stage->context) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "keyring_card")));
  g_assert_cmpstr (stage_get_text (stage->server_row), ==, sandbox_server_get_uri (stage->server));
}

static void
test_unlock_failed (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_LOCKED);

  restore (stage);
  ebb_faulty_store_set_problem (stage->store, EBB_KEYRING_PROBLEM_UNAVAILABLE);
  g_signal_emit_by_name (stage->unlock, "clicked");
  while (!gtk_widget_get_sensitive (stage->unlock))
    g_main_context_iteration (NULL, TRUE);
  assert_notice (stage, EBB_KEYRING_PROBLEM_UNAVAILABLE);
  g_assert_null (ebb_context_get_session (stage->context));
}

/* One can sign in all the same; nothing is kept where it could not be. */
static void
test_sign_in_without (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_LOCKED);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);
  g_autoptr (GPtrArray) kept = NULL;

  restore (stage);
  stage_use_sandbox (stage);
  stage_enter (stage, token);
  stage_try (stage);
  while (ebb_context_get_session (stage->context) == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_notice (stage, EBB_KEYRING_PROBLEM_LOCKED);
  g_assert_false (ebb_accounts_is_persistent (stage->accounts));
  kept = stage_list_kept (stage);
  g_assert_cmpuint (kept->len, ==, 0);

  /* Once it is unlocked the sign-in stays, and the session with it. */
  g_clear_pointer (&kept, g_ptr_array_unref);
  g_signal_emit_by_name (stage->unlock, "clicked");
  while (!ebb_accounts_is_persistent (stage->accounts))
    g_main_context_iteration (NULL, TRUE);
  kept = stage_list_kept (stage);
  g_assert_cmpuint (kept->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add_func ("/welcome/keyring/notice", test_notice);
  g_test_add_func ("/welcome/keyring/later-page", test_later_page);
  g_test_add_func ("/welcome/keyring/unlock", test_unlock);
  g_test_add_func ("/welcome/keyring/unlock-failed", test_unlock_failed);
  g_test_add_func ("/welcome/keyring/sign-in-without", test_sign_in_without);

  return g_test_run ();
}
