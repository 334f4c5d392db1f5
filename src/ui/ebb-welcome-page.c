/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbWelcomePage:
 *
 * Where one signs in or looks at the demo home. The window follows #EbbContext:session; what was entered stays until it
 * was accepted, and is then gone from here.
 *
 * Whatever is changed while a token is being tried gives up that attempt: the answer would be about something else.
 *
 * The token is entered into a GtkPasswordEntry, not into a row of libadwaita's: only the former is a password to
 * assistive technology.
 *
 * CSS node: `welcomepage`. Keys: Enter in an entry signs in, Escape gives up, Alt+Left goes back. Actions:
 * `welcome.sign-in`, `welcome.cancel`, `welcome.open-demo`, `welcome.unlock`, `welcome.close`.
 */

#include "ui/ebb-welcome-page.h"

#include <glib/gi18n.h>

#include "app/ebb-sign-in-request.h"
#include "base/ebb-error.h"
#include "ui/ebb-problem-view.h"

/* Most answers are there sooner, and a spinner that only flashes makes the service look slower than it is. */
#define PATIENCE_MS 500

struct _EbbWelcomePage
{
  GtkWidget parent_instance;

  EbbContext *context;       /* (owned) */
  GSignalGroup *accounts;    /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): while a token is being tried */
  guint timer_id;            /* 0 when none runs */
  gboolean can_close;

  GtkWidget *box;
  GtkWidget *back_button;
  GtkMenuButton *menu_button;
  GtkLabel *title;
  GtkLabel *description;
  GtkWidget *token_card;
  GtkWidget *token_entry;
  EbbProblemView *token_problem;
  AdwComboRow *place_row;
  AdwExpanderRow *advanced_row;
  GtkWidget *server_row;
  EbbProblemView *server_problem;
  GtkWidget *sign_in_button;
  GtkSpinner *spinner;
  GtkWidget *cancel_button;
  GtkWidget *demo_button;
  EbbProblemView *demo_problem;
  GtkWidget *keyring_card;
  GtkLabel *keyring_title;
  GtkLabel *keyring_advice;
  GtkWidget *unlock_button;
};

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbWelcomePage, ebb_welcome_page, GTK_TYPE_WIDGET)

static gboolean
is_empty (GtkWidget *entry)
{
  return *gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0';
}

static void
update_actions (EbbWelcomePage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.sign-in",
                                 !is_empty (self->token_entry) && !gtk_widget_get_visible (self->cancel_button));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.cancel", self->cancellable != NULL);
}

static void
show_busy (EbbWelcomePage *self,
           gboolean        is_busy)
{
  gboolean had_focus = gtk_widget_has_focus (self->cancel_button) || gtk_widget_has_focus (self->demo_button) ||
                       (is_busy && gtk_widget_has_focus (self->sign_in_button));

  g_clear_handle_id (&self->timer_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (self->cancel_button, is_busy);
  gtk_widget_set_visible (self->demo_button, !is_busy && !self->can_close);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, is_busy, -1);
  if (had_focus)
    gtk_widget_grab_focus (is_busy ? self->cancel_button : self->token_entry);
  update_actions (self);
}

static void
set_invalid (GtkWidget *entry,
             GtkWidget *frame,
             gboolean   is_invalid)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (is_invalid)
    gtk_widget_add_css_class (frame, "error");
  else
    gtk_widget_remove_css_class (frame, "error");
}

static void
clear_problems (EbbWelcomePage *self)
{
  ebb_problem_view_hide (self->token_problem);
  ebb_problem_view_hide (self->server_problem);
  ebb_problem_view_hide (self->demo_problem);
  set_invalid (self->token_entry, self->token_card, FALSE);
  set_invalid (self->server_row, self->server_row, FALSE);
}

/* Ends the attempt for the page, whatever becomes of it outside. */
static void
end_attempt (EbbWelcomePage *self)
{
  g_clear_object (&self->cancellable);
  show_busy (self, FALSE);
}

static void
give_up (EbbWelcomePage *self)
{
  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  end_attempt (self);
}

static void
forget_token (EbbWelcomePage *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->token_entry));

  gtk_editable_set_text (GTK_EDITABLE (self->token_entry), "");
  gtk_text_set_visibility (GTK_TEXT (text), FALSE);
}

static void
show_problem (EbbWelcomePage         *self,
              const EbbSignInProblem *problem)
{
  if (problem->field == EBB_SIGN_IN_FIELD_SERVER)
    {
      ebb_problem_view_show (self->server_problem, problem->title, problem->advice, problem->detail);
      set_invalid (self->server_row, self->server_row, TRUE);
      adw_expander_row_set_expanded (self->advanced_row, TRUE);
      gtk_widget_grab_focus (self->server_row);
    }
  else
    {
      ebb_problem_view_show (self->token_problem, problem->title, problem->advice, problem->detail);
      set_invalid (self->token_entry, self->token_card, problem->field == EBB_SIGN_IN_FIELD_TOKEN);
      gtk_widget_grab_focus (self->token_entry);
    }
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EbbWelcomePage) self = user_data;
  g_autoptr (EbbSignInProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  if (ebb_sign_in_request_finish (EBB_CONTEXT (source), result, &problem, &error))
    {
      /* Also when it was given up, but too late. */
      give_up (self);
      clear_problems (self);
      forget_token (self);
      if (self->can_close)
        g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
    }
  else if (problem != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_debug ("Signing in failed: %s", error->message);
      end_attempt (self);
      show_problem (self, problem);
    }
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  EbbWelcomePage *self = EBB_WELCOME_PAGE (user_data);

  self->timer_id = 0;
  show_busy (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
sign_in_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  EbbWelcomePage *self = EBB_WELCOME_PAGE (widget);

  if (self->cancellable != NULL)
    return;

  clear_problems (self);
  self->cancellable = g_cancellable_new ();
  self->timer_id = g_timeout_add (PATIENCE_MS, patience_ended_cb, self);
  update_actions (self);
  ebb_sign_in_request_async (self->context, gtk_editable_get_text (GTK_EDITABLE (self->token_entry)),
                             (EbbSignInPlace) adw_combo_row_get_selected (self->place_row),
                             gtk_editable_get_text (GTK_EDITABLE (self->server_row)), self->cancellable, signed_in_cb,
                             g_object_ref (self));
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  EbbWelcomePage *self = EBB_WELCOME_PAGE (widget);

  give_up (self);
  gtk_widget_grab_focus (self->token_entry);
}

static void
open_demo_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  EbbWelcomePage *self = EBB_WELCOME_PAGE (widget);
  g_autoptr (GError) error = NULL;

  give_up (self);
  clear_problems (self);
  if (ebb_context_open_demo (self->context, &error))
    return;

  g_warning ("The demo could not be started: %s", error->message);
  ebb_problem_view_show (self->demo_problem, _("The demo could not be started"), ebb_error_get_advice (error), NULL);
}

static void
close_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  EbbWelcomePage *self = EBB_WELCOME_PAGE (widget);

  give_up (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EbbWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* When it did not work the notice stays, and says why. */
  if (!ebb_context_unlock_finish (EBB_CONTEXT (source), result, &error))
    g_debug ("The keyring was not unlocked: %s", error->message);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.unlock", TRUE);
}

static void
unlock_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gtk_widget_action_set_enabled (widget, "welcome.unlock", FALSE);
  ebb_context_unlock_async (EBB_WELCOME_PAGE (widget)->context, unlocked_cb, g_object_ref (widget));
}

static void
token_changed_cb (EbbWelcomePage *self)
{
  give_up (self);
  clear_problems (self);
  update_actions (self);
}

static void
place_changed_cb (EbbWelcomePage *self)
{
  give_up (self);
  clear_problems (self);
}

/* The address is what counts, if there is one, and that can be seen also while it is folded away. */
static void
server_changed_cb (EbbWelcomePage *self)
{
  gboolean has_server = !is_empty (self->server_row);

  place_changed_cb (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->place_row), !has_server);
  adw_expander_row_set_subtitle (self->advanced_row,
                                 has_server ? _("The server with this address is used instead") : "");
}

static void
entry_activated_cb (EbbWelcomePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "welcome.sign-in", NULL);
}

static void
keyring_changed_cb (EbbWelcomePage *self,
                    GParamSpec     *pspec,
                    EbbAccounts    *accounts)
{
  EbbKeyringProblem problem = ebb_accounts_get_keyring_problem (accounts);

  gtk_widget_set_visible (self->keyring_card, problem != EBB_KEYRING_PROBLEM_NONE);
  if (problem == EBB_KEYRING_PROBLEM_NONE)
    return;

  gtk_label_set_label (self->keyring_title, ebb_keyring_problem_get_title (problem));
  gtk_label_set_label (self->keyring_advice, ebb_keyring_problem_get_advice (problem));
  gtk_widget_set_visible (self->unlock_button, problem == EBB_KEYRING_PROBLEM_LOCKED);
}

/* A new token goes where the old one belonged, unless the person says otherwise. */
static void
account_changed_cb (EbbWelcomePage *self)
{
  EbbSignInPlace place = (EbbSignInPlace) adw_combo_row_get_selected (self->place_row);
  const char *server = gtk_editable_get_text (GTK_EDITABLE (self->server_row));
  g_autofree char *text = NULL;

  ebb_sign_in_request_get_place (self->context, &place, &server);
  text = g_strdup (server);
  adw_combo_row_set_selected (self->place_row, place);
  ebb_welcome_page_set_server (self, text);
}

static void
ebb_welcome_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ebb_welcome_page_parent_class)->map (widget);

  gtk_widget_grab_focus (widget);
}

static void
ebb_welcome_page_unroot (GtkWidget *widget)
{
  give_up (EBB_WELCOME_PAGE (widget));

  GTK_WIDGET_CLASS (ebb_welcome_page_parent_class)->unroot (widget);
}

static gboolean
ebb_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (EBB_WELCOME_PAGE (widget)->token_entry);
}

static void
ebb_welcome_page_dispose (GObject *object)
{
  EbbWelcomePage *self = EBB_WELCOME_PAGE (object);

  if (self->box != NULL)
    forget_token (self);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->accounts);
  g_clear_object (&self->context);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_welcome_page_parent_class)->dispose (object);
}

static void
ebb_welcome_page_class_init (EbbWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_welcome_page_dispose;
  widget_class->grab_focus = ebb_welcome_page_grab_focus;
  widget_class->map = ebb_welcome_page_map;
  widget_class->unroot = ebb_welcome_page_unroot;

  /**
   * EbbWelcomePage::closed:
   *
   * The page was shown on top of an open session and is no longer needed: the person went back, or has signed in again.
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "welcome.sign-in", NULL, sign_in_cb);
  gtk_widget_class_install_action (widget_class, "welcome.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "welcome.open-demo", NULL, open_demo_cb);
  gtk_widget_class_install_action (widget_class, "welcome.unlock", NULL, unlock_cb);
  gtk_widget_class_install_action (widget_class, "welcome.close", NULL, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "welcome.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "welcome.close", NULL);

  g_type_ensure (EBB_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_css_name (widget_class, "welcomepage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, box);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, title);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, description);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, token_card);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, token_entry);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, token_problem);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, place_row);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, server_row);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, server_problem);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, demo_button);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, demo_problem);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, keyring_card);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, keyring_title);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, keyring_advice);
  gtk_widget_class_bind_template_child (widget_class, EbbWelcomePage, unlock_button);
  gtk_widget_class_bind_template_callback (widget_class, token_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
ebb_welcome_page_init (EbbWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The focus is on the button in it, which GTK 4.18 leaves without a name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Main menu"), -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.close", FALSE);
  update_actions (self);

  self->accounts = g_signal_group_new (EBB_TYPE_ACCOUNTS);
  g_signal_group_connect_swapped (self->accounts, "notify::keyring-problem", G_CALLBACK (keyring_changed_cb), self);
  g_signal_group_connect_swapped (self->accounts, "notify::current", G_CALLBACK (account_changed_cb), self);
}

/**
 * ebb_welcome_page_new:
 * @context: where to sign in; with accounts
 *
 * Returns: (transfer full): a welcome page
 */
GtkWidget *
ebb_welcome_page_new (EbbContext *context)
{
  EbbWelcomePage *self = g_object_new (EBB_TYPE_WELCOME_PAGE, NULL);
  EbbAccounts *accounts = ebb_context_get_accounts (context);

  self->context = g_object_ref (context);
  g_signal_group_set_target (self->accounts, accounts);
  keyring_changed_cb (self, NULL, accounts);
  account_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * ebb_welcome_page_set_server:
 * @self: a welcome page
 * @server_uri: (nullable): an address as a person may have typed it, or %NULL for production or staging
 *
 * Chooses the server to sign in to, and shows that it is another than usual.
 */
void
ebb_welcome_page_set_server (EbbWelcomePage *self,
                             const char     *server_uri)
{
  g_return_if_fail (EBB_IS_WELCOME_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->server_row), server_uri != NULL ? server_uri : "");
  if (!is_empty (self->server_row))
    adw_expander_row_set_expanded (self->advanced_row, TRUE);
}

/**
 * ebb_welcome_page_set_menu:
 * @self: a welcome page
 * @menu: (nullable): the main menu
 *
 * Puts the main menu at the end of the header bar.
 */
void
ebb_welcome_page_set_menu (EbbWelcomePage *self,
                           GMenuModel     *menu)
{
  g_return_if_fail (EBB_IS_WELCOME_PAGE (self));

  gtk_menu_button_set_menu_model (self->menu_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), menu != NULL);
}

/**
 * ebb_welcome_page_set_can_close:
 * @self: a welcome page
 * @can_close: whether a session is open underneath
 *
 * Gives the page a way back to what is open; see #EbbWelcomePage::closed. The demo home is not offered then: either it
 * is what is open, or it would take its place.
 */
void
ebb_welcome_page_set_can_close (EbbWelcomePage *self,
                                gboolean        can_close)
{
  EbbSession *session;
  gboolean is_again;

  g_return_if_fail (EBB_IS_WELCOME_PAGE (self));

  session = ebb_context_get_session (self->context);
  is_again = can_close && session != NULL && !ebb_session_is_demo (session);

  self->can_close = can_close;
  gtk_widget_set_visible (self->back_button, can_close);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.close", can_close);
  gtk_label_set_label (self->title, is_again ? _("Sign in again") : _("Welcome to Ebb"));
  gtk_label_set_label (self->description,
                       is_again ? _("Paste a new token to go on where you were.")
                                : _("See your car, charger and heat pump run when power is cheap, and what that saves."));
  gtk_widget_set_visible (self->demo_button, !can_close && !gtk_widget_get_visible (self->cancel_button));
}
