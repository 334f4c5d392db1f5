/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbNotice:
 *
 * A line across the page, with one way on: what is wrong while the page can still be used. AdwBanner is newer than the floor.
 *
 * CSS node: `notice`. Role alert, so that it is read when it appears.
 */

#include "ui/ebb-notice.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "base/ebb-format.h"

struct _EbbNotice
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (EbbNotice, ebb_notice, GTK_TYPE_WIDGET)

static void
ebb_notice_dispose (GObject *object)
{
  g_clear_pointer ((GtkWidget **) &EBB_NOTICE (object)->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_notice_parent_class)->dispose (object);
}

static void
ebb_notice_class_init (EbbNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_notice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "notice");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
ebb_notice_init (EbbNotice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_duration (self->revealer, 150);
  gtk_revealer_set_child (self->revealer, box);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));

  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
}

/**
 * ebb_notice_show:
 * @self: a notice
 * @text: one or two sentences
 * @button_label: (nullable): the way on, with a mnemonic; %NULL for none
 * @action_name: (nullable): the action behind it
 *
 * Says it.
 */
void
ebb_notice_show (EbbNotice  *self,
                 const char *text,
                 const char *button_label,
                 const char *action_name)
{
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
  gtk_button_set_label (self->button, button_label != NULL ? button_label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/**
 * ebb_notice_show_error:
 * @self: a notice
 * @error: why what is shown could not be brought up to date
 * @age_us: how old it is, microseconds
 *
 * Says that what is shown is what was last known, and offers to sign in or to try again.
 */
void
ebb_notice_show_error (EbbNotice    *self,
                       const GError *error,
                       gint64        age_us)
{
  g_autofree char *age = ebb_format_age (age_us);
  /* Translators: first what is wrong, "No connection"; then an age, "5 min ago". */
  g_autofree char *text = g_strdup_printf (_("%s. You see what was known %s."), ebb_error_get_title (error), age);

  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT))
    ebb_notice_show (self, text, _("_Sign in"), "win.sign-in");
  else
    ebb_notice_show (self, text, _("_Try again"), "win.refresh");
}

/**
 * ebb_notice_show_old:
 * @self: a notice
 * @age_us: how old what is shown is, microseconds
 *
 * Says that what is shown is what was last known, and that the service is being asked.
 */
void
ebb_notice_show_old (EbbNotice *self,
                     gint64     age_us)
{
  g_autofree char *age = ebb_format_age (age_us);
  /* Translators: %s is an age, "5 min ago". */
  g_autofree char *text = g_strdup_printf (_("You see what was known %s. Your retailer’s service is being asked."), age);

  ebb_notice_show (self, text, NULL, NULL);
}

/**
 * ebb_notice_hide:
 * @self: a notice
 *
 * Takes it away.
 */
void
ebb_notice_hide (EbbNotice *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
