/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbDiscardDialog:
 *
 * Asks, before something goes for good, whether changes that are not saved may go with it. Escape keeps them. (GtkMessageDialog and
 * AdwMessageDialog are each deprecated on one of the two ends.)
 */

#include "ui/ebb-discard-dialog.h"

struct _EbbDiscardDialog
{
  AdwWindow parent_instance;

  GtkWidget *title;
  GtkWidget *explanation;
  GtkWidget *keep_button;
  const char *action_name; /* interned: what follows when they may go */
};

enum
{
  SIGNAL_KEPT,
  SIGNAL_DISCARDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbDiscardDialog, ebb_discard_dialog, ADW_TYPE_WINDOW)

static void
kept_cb (EbbDiscardDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_KEPT], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
discarded_cb (EbbDiscardDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  const char *action_name = self->action_name;

  g_signal_emit (self, signals[SIGNAL_DISCARDED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_activate_action (window, action_name, NULL);
}

static void
ebb_discard_dialog_class_init (EbbDiscardDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * EbbDiscardDialog::kept:
   *
   * The changes shall stay; what was asked for is off.
   */
  signals[SIGNAL_KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * EbbDiscardDialog::discarded:
   *
   * The changes may go.
   */
  signals[SIGNAL_DISCARDED] = g_signal_new ("discarded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-discard-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbDiscardDialog, title);
  gtk_widget_class_bind_template_child (widget_class, EbbDiscardDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, EbbDiscardDialog, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, discarded_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
}

static void
ebb_discard_dialog_init (EbbDiscardDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->explanation, NULL, -1);
  gtk_window_set_focus (GTK_WINDOW (self), self->keep_button);
}

/**
 * ebb_discard_dialog_ask:
 * @window: the window that has the changes
 * @action_name: an action of @window that would lose them
 * @kept: (scope forever) (nullable): called with @window when the changes shall stay
 * @discarded: (scope forever) (nullable): called with @window when they may go; @action_name follows
 *
 * Asks.
 */
void
ebb_discard_dialog_ask (GtkWindow  *window,
                        const char *action_name,
                        GCallback   kept,
                        GCallback   discarded)
{
  EbbDiscardDialog *self = g_object_new (EBB_TYPE_DISCARD_DIALOG, "transient-for", window, NULL);

  self->action_name = g_intern_string (action_name);
  if (kept != NULL)
    g_signal_connect_object (self, "kept", kept, window, G_CONNECT_SWAPPED);
  if (discarded != NULL)
    g_signal_connect_object (self, "discarded", discarded, window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}
