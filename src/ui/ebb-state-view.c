/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbStateView:
 *
 * Shows its content, or what there is instead: nothing for half a second and then a spinner while it is loading, or a message
 * with one way on. In a template its child is the content.
 *
 * CSS node: `stateview`. It announces itself as busy while it is loading.
 */

#include "ui/ebb-state-view.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"

/* Most answers are there sooner, and a spinner that only flashes makes a page look slower than it is. */
#define PATIENCE_MS 500

struct _EbbStateView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *spinner;
  AdwStatusPage *message;
  GtkButton *button;
  guint timer_id; /* 0 when none runs */
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbStateView, ebb_state_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable_iface;

static void
show (EbbStateView *self,
      const char   *name)
{
  gboolean is_loading = g_str_equal (name, "nothing") || g_str_equal (name, "spinner");
  /* Nothing has nothing to fade from, and to draw a page once is cheaper than ten times. */
  gboolean is_first = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "nothing") == 0;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), g_str_equal (name, "spinner"));
  gtk_stack_set_visible_child_full (self->stack, name,
                                    is_first ? GTK_STACK_TRANSITION_TYPE_NONE : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, is_loading, -1);
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  EbbStateView *self = EBB_STATE_VIEW (user_data);

  self->timer_id = 0;
  show (self, "spinner");

  return G_SOURCE_REMOVE;
}

static void
ebb_state_view_add_child (GtkBuildable *buildable,
                          GtkBuilder   *builder,
                          GObject      *child,
                          const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_stack_add_named (EBB_STATE_VIEW (buildable)->stack, GTK_WIDGET (child), "content");
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = ebb_state_view_add_child;
}

static void
ebb_state_view_dispose (GObject *object)
{
  EbbStateView *self = EBB_STATE_VIEW (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_state_view_parent_class)->dispose (object);
}

static void
ebb_state_view_class_init (EbbStateViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_state_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stateview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Mostly there is nothing to say, so the message is made when there is. */
static void
make_message (EbbStateView *self)
{
  self->message = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->message), TRUE);
  /* What scrolls in it would take the focus where there is no button, and has nothing to tell. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->message)), FALSE);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "pill");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  adw_status_page_set_child (self->message, GTK_WIDGET (self->button));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->message), "message");
}

static void
ebb_state_view_init (EbbStateView *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_duration (self->stack, 150);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));

  gtk_stack_add_named (self->stack, adw_bin_new (), "nothing");

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_widget_set_halign (self->spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading"), -1);
  gtk_stack_add_named (self->stack, self->spinner, "spinner");
}

/**
 * ebb_state_view_show_content:
 * @self: a state view
 *
 * Shows the content.
 */
void
ebb_state_view_show_content (EbbStateView *self)
{
  show (self, "content");
}

/**
 * ebb_state_view_show_loading:
 * @self: a state view
 *
 * Shows that something is on its way, if it takes longer than half a second.
 */
void
ebb_state_view_show_loading (EbbStateView *self)
{
  if (self->timer_id != 0 || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "spinner") == 0)
    return;

  show (self, "nothing");
  self->timer_id = g_timeout_add (PATIENCE_MS, patience_ended_cb, self);
}

/**
 * ebb_state_view_is_loading:
 * @self: a state view
 *
 * Returns: whether it waits for something
 */
gboolean
ebb_state_view_is_loading (EbbStateView *self)
{
  return self->timer_id != 0 || gtk_spinner_get_spinning (GTK_SPINNER (self->spinner));
}

/**
 * ebb_state_view_shows_spinner:
 * @self: a state view
 *
 * Returns: whether it has waited so long that it says so
 */
gboolean
ebb_state_view_shows_spinner (EbbStateView *self)
{
  return gtk_spinner_get_spinning (GTK_SPINNER (self->spinner));
}

/**
 * ebb_state_view_show_message:
 * @self: a state view
 * @icon_name: (nullable): an icon
 * @title: a few words
 * @description: (nullable): one or two sentences, plain text
 * @button_label: (nullable): the way on; %NULL for none
 * @action_name: (nullable): the action behind it
 *
 * Says what there is instead of the content.
 */
void
ebb_state_view_show_message (EbbStateView *self,
                             const char   *icon_name,
                             const char   *title,
                             const char   *description,
                             const char   *button_label,
                             const char   *action_name)
{
  /* AdwStatusPage reads both as markup. */
  g_autofree char *plain_title = g_markup_escape_text (title, -1);
  g_autofree char *plain_description = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  if (self->message == NULL)
    make_message (self);
  adw_status_page_set_icon_name (self->message, icon_name);
  adw_status_page_set_title (self->message, plain_title);
  adw_status_page_set_description (self->message, plain_description);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
  gtk_button_set_label (self->button, button_label != NULL ? button_label : "");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->button)), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  show (self, "message");
}

/**
 * ebb_state_view_show_error:
 * @self: a state view
 * @error: what went wrong
 * @retry_action: (nullable): the action that tries again
 *
 * Says what went wrong in the words of base/ebb-error, with the way on that fits: to sign in again, to try again, or none.
 */
void
ebb_state_view_show_error (EbbStateView *self,
                           const GError *error,
                           const char   *retry_action)
{
  const char *icon_name = "dialog-warning-symbolic";
  const char *label = _("_Try again");

  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT))
    {
      icon_name = "system-users-symbolic";
      label = _("_Sign in again");
      retry_action = "win.sign-in";
    }
  else if (g_error_matches (error, EBB_ERROR, EBB_ERROR_OFFLINE) && ebb_error_get_problem_code (error) == NULL)
    icon_name = "network-offline-symbolic";
  else if (ebb_error_is_not_offered (error))
    label = NULL;

  ebb_state_view_show_message (self, icon_name, ebb_error_get_title (error), ebb_error_get_advice (error),
                               retry_action != NULL ? label : NULL, retry_action);
}
