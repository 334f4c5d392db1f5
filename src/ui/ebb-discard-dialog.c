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
answer (EbbDiscardDialog *self,
        guint             signal)
{
  g_object_ref (self);
  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[signal], 0);
  g_object_unref (self);
}

static void
kept_cb (EbbDiscardDialog *self)
{
  answer (self, SIGNAL_KEPT);
}

static void
discarded_cb (EbbDiscardDialog *self)
{
  answer (self, SIGNAL_DISCARDED);
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
 * ebb_discard_dialog_new:
 * @parent: the window that has the changes
 *
 * Returns: (transfer floating): a dialog to present
 */
GtkWidget *
ebb_discard_dialog_new (GtkWindow *parent)
{
  return g_object_new (EBB_TYPE_DISCARD_DIALOG, "transient-for", parent, NULL);
}
