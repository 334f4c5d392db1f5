/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks where to save something. GtkFileChooserNative is deprecated at one end, GtkFileDialog is not there at the other. */

#include "compat/ebb-save-dialog.h"

typedef struct
{
  EbbSaveFunc func;
  GObject *owner; /* (owned) */
} Question;

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  Question *question = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  question->func (file, question->owner);
  g_object_unref (question->owner);
  g_free (question);
  g_object_unref (dialog);
}

/**
 * ebb_save_dialog_ask:
 * @parent: the window that asks
 * @title: what for
 * @name: the name to propose
 * @func: (scope async): told where to
 * @owner: (type GObject): for @func; kept until then
 */
void
ebb_save_dialog_ask (GtkWindow   *parent,
                     const char  *title,
                     const char  *name,
                     EbbSaveFunc  func,
                     gpointer     owner)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  Question *question = g_new (Question, 1);

  *question = (Question) { func, g_object_ref (owner) };
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
