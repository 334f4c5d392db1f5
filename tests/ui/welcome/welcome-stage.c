/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A welcome page in a window, with a real sandbox to sign in to and a keyring that can be in a bad mood. */

#include "welcome-stage.h"

#include "app/ebb-sign-in-problem.h"

static EbbSession *
open_demo (EbbClock *clock,
           gpointer  user_data,
           GError  **error)
{
  Stage *self = user_data;
  g_autoptr (EbbTokenStore) nowhere = NULL;
  g_autoptr (EbbEnvironment) environment = NULL;
  g_autoptr (EbbToken) token = NULL;
  g_autoptr (EbbAccount) nobody = NULL;
  g_autofree char *text = NULL;

  if (self->demo_error != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, self->demo_error);
      return NULL;
    }

  text = stage_mint (SANDBOX_TOKEN_GOOD);
  token = ebb_token_new (text);
  nowhere = EBB_TOKEN_STORE (ebb_faulty_store_new (EBB_KEYRING_PROBLEM_NONE, TRUE));
  environment = ebb_environment_new_for_server (sandbox_server_get_uri (self->server), error);
  nobody = ebb_account_new (NULL, environment, token, nowhere);

  return ebb_session_new_for_demo (sandbox_server_get_uri (self->server), EBB_CREDENTIALS (nobody), clock, error);
}

GtkWidget *
stage_find (Stage      *self,
            const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (self->page, EBB_TYPE_WELCOME_PAGE, id));
}

void
stage_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

Stage *
stage_open (EbbKeyringProblem problem)
{
  const SandboxOptions options = { .seed = 1, .speed = 1 };
  Stage *self = g_new0 (Stage, 1);
  g_autoptr (EbbClock) clock = ebb_clock_new_system ();
  g_autoptr (GError) error = NULL;

  self->server = sandbox_server_start (&options, &error);
  g_assert_no_error (error);
  self->store = ebb_faulty_store_new (problem, TRUE);
  self->accounts = ebb_accounts_new (EBB_TOKEN_STORE (self->store));
  self->context = ebb_context_new (clock, self->accounts, open_demo, self, NULL);

  self->page = ebb_welcome_page_new (self->context);
  self->token = stage_find (self, "token_entry");
  self->server_row = stage_find (self, "server_row");
  self->place = stage_find (self, "place_row");
  self->advanced = stage_find (self, "advanced_row");
  self->sign_in = stage_find (self, "sign_in_button");
  self->cancel = stage_find (self, "cancel_button");
  self->demo = stage_find (self, "demo_button");
  self->unlock = stage_find (self, "unlock_button");
  self->spinner = stage_find (self, "spinner");
  self->token_problem = EBB_PROBLEM_VIEW (stage_find (self, "token_problem"));
  self->server_problem = EBB_PROBLEM_VIEW (stage_find (self, "server_problem"));
  self->demo_problem = EBB_PROBLEM_VIEW (stage_find (self, "demo_problem"));

  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_test_widget_wait_for_draw (self->page);

  return self;
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  g_test_message ("There is still somebody who holds on to the %s", G_OBJECT_TYPE_NAME (user_data));
  g_assert_not_reached ();

  return G_SOURCE_REMOVE;
}

/* Answers that are on their way may hold an object a little longer, but nothing holds it for good. */
static void
wait_for_end_of (gpointer object)
{
  guint id = g_timeout_add_seconds (20, patience_ended_cb, object);

  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  while (object != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

/* Everything goes: the page too, also when an answer is still on its way. */
void
stage_close (Stage *self)
{
  g_object_ref (self->page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  wait_for_end_of (self->page);
  wait_for_end_of (self->context);
  wait_for_end_of (self->accounts);
  wait_for_end_of (self->store);

  sandbox_server_stop (self->server);
  g_object_unref (self->server);
  g_free (self);
}

void
stage_use_sandbox (Stage *self)
{
  ebb_welcome_page_set_server (EBB_WELCOME_PAGE (self->page), sandbox_server_get_uri (self->server));
}

void
stage_play (Stage      *self,
            const char *scenario)
{
  g_autoptr (GError) error = NULL;

  sandbox_server_set_scenario (self->server, scenario, &error);
  g_assert_no_error (error);
}

char *
stage_mint (SandboxTokenProblem problem)
{
  return sandbox_token_mint (problem, g_get_real_time (), 600);
}

void
stage_enter (Stage      *self,
             const char *token)
{
  gtk_editable_set_text (GTK_EDITABLE (self->token), token);
}

/* As with Enter in the entry. */
void
stage_try (Stage *self)
{
  g_signal_emit_by_name (self->token, "activate");
}

void
stage_wait_for (GtkWidget *widget,
                gboolean   is_visible)
{
  while (gtk_widget_get_visible (widget) != is_visible)
    g_main_context_iteration (NULL, TRUE);
}

static void
collect_words (GtkWidget *widget,
               GString   *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget))
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_words (child, words);
}

/* What can be read in a view, a line for each of its parts; nothing while it cannot be seen. */
char *
stage_dup_words (EbbProblemView *view)
{
  GString *words = g_string_new (NULL);

  if (gtk_widget_get_visible (GTK_WIDGET (view)))
    collect_words (GTK_WIDGET (view), words);

  return g_string_free (words, FALSE);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GPtrArray **keys = user_data;
  g_autoptr (GError) error = NULL;

  *keys = ebb_token_store_list_finish (EBB_TOKEN_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* What is really in the keyring. */
GPtrArray *
stage_list_kept (Stage *self)
{
  GPtrArray *keys = NULL;

  ebb_token_store_list_async (ebb_faulty_store_get_inner (self->store), NULL, listed_cb, &keys);
  while (keys == NULL)
    g_main_context_iteration (NULL, TRUE);

  return keys;
}
