/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The welcome page before it asks any server: what it is to assistive technology, what it says about what cannot
 * work, and that it loses nothing. */

#include "welcome-stage.h"

#include <string.h>

static gboolean
has_focus_within (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
assert_label (GtkWidget  *widget,
              const char *label)
{
  g_autofree char *value = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                               label);

  g_assert_cmpstr (value, ==, NULL);
}

static void
test_names (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  GtkWidget *title = stage_find (stage, "title");
  GtkWidget *label;

  gtk_test_accessible_assert_role (title, GTK_ACCESSIBLE_ROLE_HEADING);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (title)), ==, "Welcome to Ebb");

  /* Only this type is a password to assistive technology. */
  g_assert_true (GTK_IS_PASSWORD_ENTRY (stage->token));
  gtk_test_accessible_assert_role (stage->token, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (stage->token), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  label = gtk_widget_get_first_child (stage_find (stage, "token_card"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Token");

  assert_label (stage->sign_in, "Sign in");
  assert_label (stage->cancel, "Cancel");
  assert_label (stage->demo, "Try the demo");
  assert_label (stage->unlock, "Unlock");
  assert_label (stage->advanced, "Advanced");
  assert_label (stage_find (stage, "back_button"), "Back");
  assert_label (stage_find (stage, "menu_button"), "Main menu");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (stage->server_row)), ==, "Server address");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (stage->place)), ==, "Environment");

  gtk_test_accessible_assert_role (stage->token_problem, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_role (stage->server_problem, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_role (stage->demo_problem, GTK_ACCESSIBLE_ROLE_ALERT);
}

/* At the start there is a place to type, nothing to cancel, nothing to complain about. */
static void
test_start (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autoptr (GMenu) menu = g_menu_new ();

  g_assert_true (has_focus_within (stage->token));
  g_assert_false (gtk_widget_get_sensitive (stage->sign_in));
  g_assert_true (gtk_widget_get_sensitive (stage->demo));
  g_assert_false (gtk_widget_get_visible (stage->cancel));
  g_assert_false (gtk_widget_get_visible (stage->spinner));
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "back_button")));
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "menu_button")));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->server_problem)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->demo_problem)));
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (stage->advanced)));

  /* Enter has nothing to do either. */
  stage_try (stage);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));

  stage_enter (stage, "x");
  g_assert_true (gtk_widget_get_sensitive (stage->sign_in));
  stage_enter (stage, "");
  g_assert_false (gtk_widget_get_sensitive (stage->sign_in));

  ebb_welcome_page_set_menu (EBB_WELCOME_PAGE (stage->page), G_MENU_MODEL (menu));
  g_assert_true (gtk_widget_get_visible (stage_find (stage, "menu_button")));
}

static void
test_tab_order (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  GtkWidget *order[] = { stage->token, stage->place, stage->advanced, stage->sign_in, stage->demo };

  stage_enter (stage, "x");
  gtk_widget_grab_focus (stage->page);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_assert_true (has_focus_within (order[i]));
      g_signal_emit_by_name (stage->window, "move-focus", GTK_DIR_TAB_FORWARD);
    }
  g_assert_false (has_focus_within (stage->demo));
}

typedef struct
{
  const char *name;
  const char *text; /* NULL: made by the sandbox */
  EbbTokenProblem problem;
} BadToken;

static const BadToken bad_tokens[] = {
  { "spaces", " \n\t ", EBB_TOKEN_PROBLEM_EMPTY },
  { "a word", "hello", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { "two parts", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { "no signature", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { "four parts", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.c2ln.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { "not base64url", "eyJhbGciOiJSUzI1NiJ9.ey%zdWIiOiJ0ZXN0In0.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { "a page", "<html><b>&amp; Sign in</b></html>", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { "emoji", "🔑.🔑.🔑", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
  { "not signed", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZXN0In0.", EBB_TOKEN_PROBLEM_WRONG_ALGORITHM },
  { "another algorithm", NULL, EBB_TOKEN_PROBLEM_WRONG_ALGORITHM },
};

/* These can be seen to be wrong without a server, so production is not asked: the answer is there at once. */
static void
test_bad_tokens (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (bad_tokens); i++)
    {
      const BadToken *bad = &bad_tokens[i];
      g_autofree char *text = bad->text != NULL ? g_strdup (bad->text) : stage_mint (SANDBOX_TOKEN_WRONG_ALGORITHM);
      g_autofree char *words = NULL;

      g_test_message ("%s", bad->name);
      stage_enter (stage, text);
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));
      stage_try (stage);
      stage_wait_for (GTK_WIDGET (stage->token_problem), TRUE);

      words = stage_dup_words (stage->token_problem);
      g_assert_true (g_str_has_prefix (words, ebb_token_problem_get_title (bad->problem)));
      g_assert_nonnull (strstr (words, ebb_token_problem_get_advice (bad->problem)));
      if (strlen (text) > 8)
        g_assert_null (strstr (words, text));

      g_assert_cmpstr (stage_get_text (stage->token), ==, text);
      g_assert_true (has_focus_within (stage->token));
      g_assert_true (gtk_widget_has_css_class (stage_find (stage, "token_card"), "error"));
      gtk_test_accessible_assert_state (stage->token, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
      g_assert_true (gtk_widget_get_sensitive (stage->sign_in));
      g_assert_null (ebb_context_get_session (stage->context));

      gtk_editable_insert_text (GTK_EDITABLE (stage->token), "x", 1, &(int) { 0 });
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));
      g_assert_false (gtk_widget_has_css_class (stage_find (stage, "token_card"), "error"));
    }
}

/* More than a person would type, less than would hurt. */
static void
test_long_token (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *text = g_strnfill (40000, '[');
  g_autofree char *words = NULL;

  stage_enter (stage, text);
  stage_try (stage);
  stage_wait_for (GTK_WIDGET (stage->token_problem), TRUE);
  words = stage_dup_words (stage->token_problem);
  g_assert_true (g_str_has_prefix (words, ebb_token_problem_get_title (EBB_TOKEN_PROBLEM_NOT_A_TOKEN)));
  g_assert_null (strstr (words, "[["));
  g_assert_cmpstr (stage_get_text (stage->token), ==, text);
}

/* The words about a token tell what is particular to it. */
static void
test_detail (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  stage_enter (stage, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0");
  stage_try (stage);
  stage_wait_for (GTK_WIDGET (stage->token_problem), TRUE);
  words = stage_dup_words (stage->token_problem);
  g_assert_nonnull (strstr (words, "this has 2 parts"));

  label = g_strdup_printf ("%s. %s %s", ebb_token_problem_get_title (EBB_TOKEN_PROBLEM_NOT_A_TOKEN),
                           "A token has three parts with a full stop between them, this has 2 parts.",
                           ebb_token_problem_get_advice (EBB_TOKEN_PROBLEM_NOT_A_TOKEN));
  assert_label (GTK_WIDGET (stage->token_problem), label);
}

static const char *const bad_addresses[] = {
  "http://example.com", "example.com", "ftp://example.com/", "https://", "https://someone:else@example.com/",
  "https://example.com/?q", "<b>&", "localhost",
};

static void
test_bad_addresses (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *token = stage_mint (SANDBOX_TOKEN_GOOD);

  stage_enter (stage, token);
  for (guint i = 0; i < G_N_ELEMENTS (bad_addresses); i++)
    {
      g_autofree char *words = NULL;

      g_test_message ("%s", bad_addresses[i]);
      gtk_editable_set_text (GTK_EDITABLE (stage->server_row), bad_addresses[i]);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (stage->advanced), FALSE);
      g_signal_emit_by_name (stage->server_row, "entry-activated");
      stage_wait_for (GTK_WIDGET (stage->server_problem), TRUE);

      words = stage_dup_words (stage->server_problem);
      g_assert_true (g_str_has_prefix (words, "This is not a server address\n"));
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->token_problem)));
      g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (stage->advanced)));
      g_assert_true (has_focus_within (stage->server_row));
      g_assert_true (gtk_widget_has_css_class (stage->server_row, "error"));
      g_assert_cmpstr (stage_get_text (stage->server_row), ==, bad_addresses[i]);
      g_assert_cmpstr (stage_get_text (stage->token), ==, token);
    }

  gtk_editable_set_text (GTK_EDITABLE (stage->server_row), "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->server_problem)));
  g_assert_false (gtk_widget_has_css_class (stage->server_row, "error"));
}

static void
test_set_server (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);

  ebb_welcome_page_set_server (EBB_WELCOME_PAGE (stage->page), "https://api.example.com/");
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (stage->advanced)));
  g_assert_cmpstr (stage_get_text (stage->server_row), ==, "https://api.example.com/");
  g_assert_false (gtk_widget_get_sensitive (stage->place));
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (stage->advanced)), !=, "");

  ebb_welcome_page_set_server (EBB_WELCOME_PAGE (stage->page), NULL);
  g_assert_cmpstr (stage_get_text (stage->server_row), ==, "");
  g_assert_true (gtk_widget_get_sensitive (stage->place));
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (stage->advanced)), ==, "");
}

static void
count_cb (int *count)
{
  (*count)++;
}

static void
test_can_close (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  int n_closed = 0;

  g_signal_connect_swapped (stage->page, "closed", G_CALLBACK (count_cb), &n_closed);
  gtk_widget_activate_action (stage->page, "welcome.close", NULL);
  g_assert_cmpint (n_closed, ==, 0);

  ebb_welcome_page_set_can_close (EBB_WELCOME_PAGE (stage->page), TRUE);
  g_assert_true (gtk_widget_get_visible (stage_find (stage, "back_button")));
  g_assert_false (gtk_widget_get_visible (stage->demo));
  g_signal_emit_by_name (stage_find (stage, "back_button"), "clicked");
  g_assert_cmpint (n_closed, ==, 1);

  ebb_welcome_page_set_can_close (EBB_WELCOME_PAGE (stage->page), FALSE);
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "back_button")));
  g_assert_true (gtk_widget_get_visible (stage->demo));

  /* Who looks at the demo home has not been signed in yet. */
  g_signal_emit_by_name (stage->demo, "clicked");
  ebb_welcome_page_set_can_close (EBB_WELCOME_PAGE (stage->page), TRUE);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (stage_find (stage, "title"))), ==, "Welcome to Ebb");
}

static void
test_demo (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  g_autofree char *words = NULL;

  stage->demo_error = "No demo today";
  stage_enter (stage, "something");
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*No demo today*");
  g_signal_emit_by_name (stage->demo, "clicked");
  g_test_assert_expected_messages ();
  words = stage_dup_words (stage->demo_problem);
  g_assert_cmpstr (words, ==, "The demo could not be started\nTry again in a moment.");
  g_assert_null (ebb_context_get_session (stage->context));
  g_assert_cmpstr (stage_get_text (stage->token), ==, "something");

  stage->demo_error = NULL;
  g_signal_emit_by_name (stage->demo, "clicked");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stage->demo_problem)));
  g_assert_nonnull (ebb_context_get_session (stage->context));
  g_assert_true (ebb_session_is_demo (ebb_context_get_session (stage->context)));
  g_assert_null (ebb_accounts_get_current (stage->accounts));
}

/* A mail program breaks long lines; the entry has one only, and takes them all. */
static void
test_paste (void)
{
  g_autoptr (Stage) stage = stage_open (EBB_KEYRING_PROBLEM_NONE);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (stage->token)));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (stage->page), "first.\nsecond.\r\nthird\n");
  g_signal_emit_by_name (text, "paste-clipboard");
  while (*stage_get_text (stage->token) == '\0')
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (stage_get_text (stage->token), "first."));
  g_assert_nonnull (strstr (stage_get_text (stage->token), "second."));
  g_assert_nonnull (strstr (stage_get_text (stage->token), "third"));
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (text)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add_func ("/welcome/page/names", test_names);
  g_test_add_func ("/welcome/page/start", test_start);
  g_test_add_func ("/welcome/page/tab-order", test_tab_order);
  g_test_add_func ("/welcome/page/bad-tokens", test_bad_tokens);
  g_test_add_func ("/welcome/page/long-token", test_long_token);
  g_test_add_func ("/welcome/page/detail", test_detail);
  g_test_add_func ("/welcome/page/bad-addresses", test_bad_addresses);
  g_test_add_func ("/welcome/page/set-server", test_set_server);
  g_test_add_func ("/welcome/page/can-close", test_can_close);
  g_test_add_func ("/welcome/page/demo", test_demo);
  g_test_add_func ("/welcome/page/paste", test_paste);

  return g_test_run ();
}
