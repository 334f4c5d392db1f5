/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The welcome page and a real server that takes the token, refuses it, answers nonsense or nothing. */

#include "welcome-stage.h"

#include <string.h>

#include "base/ebb-error.h"

/* What must be in no log line, whatever its level; the log may be written from the server's thread as well. */
static GMutex secret_mutex;
static char *secret;

static void
set_secret (const char *token)
{
  g_mutex_lock (&secret_mutex);
  g_free (secret);
  secret = token != NULL ? g_strdup (strrchr (token, '.') + 1) : NULL;
  g_mutex_unlock (&secret_mutex);
}

static GLogWriterOutput
check_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  g_mutex_lock (&secret_mutex);
  for (gsize i = 0; i < n_fields && secret != NULL; i++)
    {
      g_autofree char *text = fields[i].length < 0 ? g_strdup (fields[i].value)
                                                   : g_strndup (fields[i].value, (gsize) fields[i].length);

      g_assert_null (strstr (text, secret));
    }
  g_mutex_unlock (&secret_mutex);

  if ((level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) != 0)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

static void
enter_secret (Stage      *stage,
              const char *token)
{
  set_secret (token);
  stage_enter (stage, token);
}

static void
assert_signed_in (Stage *stage)
{
  g_autoptr (GPtrArray) kept = NULL;
  EbbAccount *account;

  while (ebb_context_get_session (stage->context) == NULL || *stage_get_text (stage->token) != '\0')
    g_main_context_iteration (NULL, TRUE);
  account = ebb_accounts_get_current (stage->accounts);
  g_assert_cmpstr (ebb_environment_get_base_uri (ebb_account_get_environment (account)), ==,
                   sandbox_server_get_uri (stage->server));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));
  g_assert_false (gtk_widget_get_visible (stage->cancel));
  g_assert_false (gtk_widget_get_sensitive (stage->sign_in));
  kept = stage_list_kept (stage);
  g_assert_cmpuint (kept->len, ==, 1);
}

/* Waits until something is wrong with what was tried, and returns the words for it. Nothing that was entered may be
 * lost. */
static char *
wait_for_problem (Stage      *stage,
                  const char *token)
{
  g_autoptr (GPtrArray) kept = NULL;
  char *words;

  stage_wait_for (GTK_WIDGET (stage->token_problem), TRUE);
  words = stage_dup_words (stage->token_problem);
  g_assert_null (strstr (words, strrchr (token, '.') + 1));
  g_assert_null (strstr (words, "127.0.0.1"));
  g_assert_cmpstr (stage_get_text (stage->token), ==, token);
  g_assert_false (gtk_widget_get_visible (stage->spinner));
  g_assert_false (gtk_widget_get_visible (stage->cancel));
  g_assert_true (gtk_widget_get_sensitive (stage->sign_in));
  g_assert_null (ebb_context_get_session (stage->context));
  g_assert_null (ebb_accounts_get_current (stage->accounts));
  kept = stage_list_kept (stage);
  g_assert_cmpuint (kept->len, ==, 0);

  return words;
}

static void
test_success (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (stage->token)));

  stage_use_sandbox (stage);
  enter_secret (stage, token);
  gtk_text_set_visibility (text, TRUE);
  g_signal_emit_by_name (stage->sign_in, "clicked");
  assert_signed_in (stage);
  g_assert_false (gtk_text_get_visibility (text));
}

static void
test_broken_lines (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);
  g_autoptr (GString) pasted = g_string_new ("Bearer ");

  for (const char *p = token; *p != '\0'; p += strnlen (p, 60))
    g_string_append_printf (pasted, "%.60s\r\n  ", p);
  stage_use_sandbox (stage);
  stage_enter (stage, pasted->str);
  stage_try (stage);
  assert_signed_in (stage);
}

typedef struct
{
  SandboxTokenProblem problem;
  EbbTokenProblem shown;
} Refusal;

static const Refusal refusals[] = {
  { SANDBOX_TOKEN_WRONG_ENVIRONMENT, EBB_TOKEN_PROBLEM_WRONG_ENVIRONMENT },
  { SANDBOX_TOKEN_RETAILER_API_KEY, EBB_TOKEN_PROBLEM_RETAILER_API_KEY },
  { SANDBOX_TOKEN_WRONG_KEY, EBB_TOKEN_PROBLEM_REFUSED },
  { SANDBOX_TOKEN_WRONG_RETAILER, EBB_TOKEN_PROBLEM_WRONG_RETAILER },
  { SANDBOX_TOKEN_EXPIRED, EBB_TOKEN_PROBLEM_EXPIRED },
  { SANDBOX_TOKEN_NOT_YET_VALID, EBB_TOKEN_PROBLEM_NOT_YET_VALID },
  { SANDBOX_TOKEN_MALFORMED, EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { SANDBOX_TOKEN_WRONG_ALGORITHM, EBB_TOKEN_PROBLEM_WRONG_ALGORITHM },
};
G_STATIC_ASSERT (G_N_ELEMENTS (refusals) == SANDBOX_N_TOKEN_PROBLEMS - 1);

static void
test_refusals (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);

  stage_use_sandbox (stage);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *token = stage_mint (refusals[i].problem);
      g_autofree char *words = NULL;

      g_test_message ("%s", sandbox_token_problem_get_name (refusals[i].problem));
      enter_secret (stage, token);
      stage_try (stage);
      words = wait_for_problem (stage, token);
      g_assert_true (g_str_has_prefix (words, ebb_token_problem_get_title (refusals[i].shown)));
      g_assert_nonnull (strstr (words, ebb_token_problem_get_advice (refusals[i].shown)));
    }

  /* And then the right one. */
  {
    g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);

    enter_secret (stage, token);
    stage_try (stage);
    assert_signed_in (stage);
  }
}

typedef struct
{
  const char *scenario;
  const char *title;
  const char *advice;
} Trouble;

static const Trouble troubles[] = {
  { "captive-portal", "The service did not answer as it should", "Something else may be at this server address." },
  { "malformed-json", "The answer could not be read", "The service sent something unexpected." },
  { "truncated", "The answer could not be read", "The service sent something unexpected." },
  { "empty-body", "The service did not answer as it should", "Something else may be at this server address." },
  { "deep-nesting", "The answer could not be read", "The service sent something unexpected." },
  { "redirect-to-other-host", "The service did not answer as it should", "Something else may be at this server address." },
  { "500", "The service has a problem", "It is not your fault." },
  { "503-maintenance", "The service has a problem", "It is not your fault." },
  { "403", "The service refused this token", "It did not say why." },
  { "offline", "No connection", "Check the network and the server address, then try again." },
};

static void
test_troubles (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);

  enter_secret (stage, token);
  stage_use_sandbox (stage);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *words = NULL;

      g_test_message ("%s", troubles[i].scenario);
      stage_play (stage, troubles[i].scenario);
      stage_try (stage);
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));
      words = wait_for_problem (stage, token);
      g_assert_true (g_str_has_prefix (words, troubles[i].title));
      g_assert_nonnull (strstr (words, troubles[i].advice));
      /* What is not the token's fault does not paint it red. */
      g_assert_true (gtk_widget_has_css_class (stage_find (stage, "token_card"), "error") ==
                     g_str_equal (troubles[i].scenario, "403"));
    }

  stage_play (stage, NULL);
  stage_try (stage);
  assert_signed_in (stage);
}

/* Nobody listens at this address any more. */
static char *
dup_dead_uri (void)
{
  const SandboxOptions options = { .seed = 1 };
  g_autoptr (SandboxServer) server = sandbox_server_start (&options, NULL);
  char *uri = g_strdup (sandbox_server_get_uri (server));

  sandbox_server_stop (server);

  return uri;
}

static void
test_wrong_port (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *good = stage_mint (SANDBOX_TOKEN_GOOD);
  g_autofree char *expired = stage_mint (SANDBOX_TOKEN_EXPIRED);
  g_autofree char *uri = dup_dead_uri ();
  g_autofree char *words = NULL;
  g_autofree char *other_words = NULL;

  ebb_welcome_page_set_server (EBB_WELCOME_PAGE (stage->page), uri);
  enter_secret (stage, good);
  stage_try (stage);
  words = wait_for_problem (stage, good);
  g_assert_cmpstr (words, ==, "No connection\nCheck the network and the server address, then try again.");
  g_assert_cmpstr (stage_get_text (stage->server_row), ==, uri);

  /* What can be seen from here is said when there is nobody to ask. */
  enter_secret (stage, expired);
  stage_try (stage);
  other_words = wait_for_problem (stage, expired);
  g_assert_true (g_str_has_prefix (other_words, ebb_token_problem_get_title (EBB_TOKEN_PROBLEM_EXPIRED)));
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* The server says nothing: half a second of calm, then a spinner and a way out. */
static void
test_cancel (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);
  gint64 start_us;

  stage_play (stage, "timeout");
  stage_use_sandbox (stage);
  enter_secret (stage, token);
  gtk_widget_grab_focus (stage->sign_in);
  start_us = g_get_monotonic_time ();
  g_signal_emit_by_name (stage->sign_in, "clicked");
  g_assert_false (gtk_widget_get_visible (stage->spinner));
  g_assert_true (gtk_widget_get_visible (stage->demo));

  stage_wait_for (stage->spinner, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 500 * 1000);
  g_assert_true (gtk_widget_get_visible (stage->cancel));
  g_assert_false (gtk_widget_get_visible (stage->demo));
  g_assert_false (gtk_widget_get_sensitive (stage->sign_in));
  g_assert_true (has_focus_within (stage->cancel));
  gtk_test_accessible_assert_state (stage->page, GTK_ACCESSIBLE_STATE_BUSY, TRUE);

  g_signal_emit_by_name (stage->cancel, "clicked");
  g_assert_false (gtk_widget_get_visible (stage->spinner));
  g_assert_false (gtk_widget_get_visible (stage->cancel));
  g_assert_true (has_focus_within (stage->token));
  gtk_test_accessible_assert_state (stage->page, GTK_ACCESSIBLE_STATE_BUSY, FALSE);
  stage_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));
  g_assert_cmpstr (stage_get_text (stage->token), ==, token);

  /* It is as if nothing had been. */
  stage_play (stage, NULL);
  stage_try (stage);
  assert_signed_in (stage);
}

/* Whatever is changed gives up what is being tried: its answer would be about something else. */
static void
test_edit_gives_up (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);

  stage_play (stage, "timeout");
  stage_use_sandbox (stage);
  stage_enter (stage, token);

  stage_try (stage);
  stage_wait_for (stage->spinner, TRUE);
  gtk_editable_insert_text (GTK_EDITABLE (stage->token), " ", 1, &(int) { 0 });
  g_assert_false (gtk_widget_get_visible (stage->spinner));

  stage_try (stage);
  stage_wait_for (stage->spinner, TRUE);
  gtk_editable_insert_text (GTK_EDITABLE (stage->server_row), " ", 1, &(int) { 0 });
  g_assert_false (gtk_widget_get_visible (stage->spinner));

  stage_try (stage);
  stage_wait_for (stage->spinner, TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (stage->place), 1);
  g_assert_false (gtk_widget_get_visible (stage->spinner));

  /* The demo, too, is something else. */
  stage_try (stage);
  gtk_widget_activate_action (stage->page, "welcome.open-demo", NULL);
  g_assert_true (ebb_session_is_demo (ebb_context_get_session (stage->context)));
  stage_settle ();
  g_assert_true (ebb_session_is_demo (ebb_context_get_session (stage->context)));
}

/* The window is closed while the server thinks; the page goes at once. */
static void
test_close_while_trying (void)
{
  Stage *stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);

  stage_play (stage, "timeout");
  stage_use_sandbox (stage);
  stage_enter (stage, token);
  stage_try (stage);
  stage_wait_for (stage->spinner, TRUE);
  stage_close (stage);
}

static void
count_cb (int *count)
{
  (*count)++;
}

/* On top of an open session: the same session goes on, with a new token, and the page is no longer needed. */
static void
test_again (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *first = stage_mint (SANDBOX_TOKEN_GOOD);
  g_autofree char *second = NULL;
  g_autoptr (EbbSession) session = NULL;
  EbbAccount *account;
  int n_closed = 0;

  g_signal_connect_swapped (stage->page, "closed", G_CALLBACK (count_cb), &n_closed);
  stage_use_sandbox (stage);
  stage_enter (stage, first);
  stage_try (stage);
  assert_signed_in (stage);
  g_assert_cmpint (n_closed, ==, 0);
  session = g_object_ref (ebb_context_get_session (stage->context));
  account = ebb_session_get_account (session);

  second = sandbox_token_mint (SANDBOX_TOKEN_GOOD, g_get_real_time (), 1200);
  ebb_welcome_page_set_can_close (EBB_WELCOME_PAGE (stage->page), TRUE);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (stage_find (stage, "title"))), ==, "Sign in again");
  enter_secret (stage, second);
  stage_try (stage);
  while (n_closed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ebb_context_get_session (stage->context) == session);
  g_assert_cmpstr (ebb_token_get_text (ebb_account_get_token (account)), ==, second);
  g_assert_cmpstr (stage_get_text (stage->token), ==, "");
}

/* A new token goes where the old one belonged. */
static void
test_same_place (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);
  GtkWidget *page;
  GtkWidget *row;

  stage_use_sandbox (stage);
  stage_enter (stage, token);
  stage_try (stage);
  assert_signed_in (stage);

  page = g_object_ref_sink (ebb_welcome_page_new (stage->context));
  row = GTK_WIDGET (gtk_widget_get_template_child (page, EBB_TYPE_WELCOME_PAGE, "server_row"));
  g_assert_cmpstr (stage_get_text (row), ==, sandbox_server_get_uri (stage->server));
  g_assert_finalize_object (page);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (check_log, NULL, NULL);
  /* That of newer GLib's tests only comments, so that the writer would not hear of what is logged without fields. */
  g_log_set_default_handler (g_log_default_handler, NULL);
  gtk_init ();
  adw_init ();

  g_test_add_func ("/welcome/sign-in/success", test_success);
  g_test_add_func ("/welcome/sign-in/broken-lines", test_broken_lines);
  g_test_add_func ("/welcome/sign-in/refusals", test_refusals);
  g_test_add_func ("/welcome/sign-in/troubles", test_troubles);
  g_test_add_func ("/welcome/sign-in/wrong-port", test_wrong_port);
  g_test_add_func ("/welcome/sign-in/cancel", test_cancel);
  g_test_add_func ("/welcome/sign-in/edit-gives-up", test_edit_gives_up);
  g_test_add_func ("/welcome/sign-in/close-while-trying", test_close_while_trying);
  g_test_add_func ("/welcome/sign-in/again", test_again);
  g_test_add_func ("/welcome/sign-in/same-place", test_same_place);

  result = g_test_run ();
  set_secret (NULL);

  return result;
}
