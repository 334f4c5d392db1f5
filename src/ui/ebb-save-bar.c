/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSaveBar:
 *
 * What becomes of an edit of settings: it says what the edit would bring, it is saved or reverted here, it says here that it waits for
 * a connection or why it was not taken, and in a conflict it is asked here which version shall stay. It is shown as long as there is
 * an edit.
 */

#include "ui/ebb-save-bar.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "ui/ebb-fit-layout.h"
#include "ui/ebb-optional-label.h"
#include "ui/ebb-plan-words.h"

struct _EbbSaveBar
{
  GtkWidget parent_instance;

  EbbSettingsEditor *editor; /* (owned) (nullable) */
  EbbSettingsForm *form;     /* (nullable): stands on the same page */
  EbbHome *home;             /* (owned) (nullable) */
  EbbFeasibility *feasibility; /* (owned) (nullable) */

  GtkRevealer *revealer;
  GtkLabel *effect;
  GtkLabel *status;
  GtkButton *revert_button;
  GtkButton *save_button;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbSaveBar, ebb_save_bar, GTK_TYPE_WIDGET)

static char *
describe (EbbSaveBar     *self,
          EbbEditorState  state,
          gboolean        is_edited,
          const char     *fault)
{
  const GError *error = ebb_settings_editor_get_error (self->editor);

  if (state == EBB_EDITOR_CONFLICT)
    return g_strdup (_("These settings were changed elsewhere. Which shall stay?"));
  if (state == EBB_EDITOR_SAVING)
    return g_strdup (_("Saving…"));
  if (fault != NULL)
    return g_strdup (fault);
  if (is_edited && error == NULL && ebb_settings_editor_is_waiting (self->editor))
    return g_strdup (_("Your change is kept, and sent as soon as it can be."));
  if (!is_edited || error == NULL)
    return NULL;
  if (ebb_settings_editor_is_waiting (self->editor))
    /* Translators: %s is what went wrong, such as "No connection". */
    return g_strdup_printf (_("%s. Your change is kept, and sent as soon as it can be."), ebb_error_get_title (error));

  /* Translators: %s is what went wrong, such as "No connection". */
  return g_strdup_printf (ebb_error_may_pass (error) ? _("%s. Your change is kept here; save it again.")
                                                     : _("%s. Your change is kept here: change it, or revert it."),
                          ebb_error_get_title (error));
}

static void
update (EbbSaveBar *self)
{
  EbbEditorState state = ebb_settings_editor_get_state (self->editor);
  gboolean is_edited = ebb_save_bar_has_edit (self);
  gboolean is_saving = state == EBB_EDITOR_SAVING;
  gboolean is_conflict = state == EBB_EDITOR_CONFLICT;
  gboolean is_waiting = ebb_settings_editor_is_waiting (self->editor);
  g_autofree char *fault = is_edited ? ebb_settings_form_dup_fault (self->form) : NULL;
  g_autofree char *status = describe (self, state, is_edited, fault);

  gtk_button_set_label (self->revert_button, is_conflict ? _("Keep _theirs") : _("_Revert"));
  gtk_button_set_label (self->save_button, is_conflict ? _("Keep _mine") : is_waiting ? _("_Try again") : _("_Save"));
  ebb_optional_label_set (self->status, status);
  gtk_widget_set_sensitive (GTK_WIDGET (self->revert_button), !is_saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), !is_saving && (is_conflict || (is_edited && fault == NULL)));
  gtk_revealer_set_reveal_child (self->revealer, is_edited || is_conflict || is_saving);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What the edit would bring. The last answer stays until there is another, so that nothing jumps while one types. */
static void
show_effect (EbbSaveBar *self)
{
  EbbPlan *plan = ebb_feasibility_get_plan (self->feasibility);
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  g_autofree char *text = plan != NULL ? ebb_plan_words_for_edit (plan, &where)
                                       : ebb_feasibility_is_asking (self->feasibility) ? g_strdup (_("What would that bring?")) : NULL;

  ebb_optional_label_set (self->effect, text);
  if (plan != NULL && ebb_plan_get_values (plan)->is_reachable == EBB_NO)
    gtk_widget_add_css_class (GTK_WIDGET (self->effect), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->effect), "warning");
}

static void
save_cb (EbbSaveBar *self)
{
  if (ebb_settings_editor_get_state (self->editor) == EBB_EDITOR_CONFLICT)
    ebb_settings_editor_resolve (self->editor, TRUE);
  if (ebb_settings_editor_is_dirty (self->editor))
    ebb_settings_editor_save (self->editor);
}

static void
revert_cb (EbbSaveBar *self)
{
  ebb_settings_form_forget (self->form);
  if (ebb_settings_editor_get_state (self->editor) == EBB_EDITOR_CONFLICT)
    ebb_settings_editor_resolve (self->editor, FALSE);
  else
    ebb_settings_editor_revert (self->editor);
}

static void
ebb_save_bar_dispose (GObject *object)
{
  EbbSaveBar *self = EBB_SAVE_BAR (object);

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  if (self->feasibility != NULL)
    g_signal_handlers_disconnect_by_data (self->feasibility, self);
  g_clear_object (&self->feasibility);
  g_clear_object (&self->home);
  g_clear_object (&self->editor);
  g_clear_pointer ((GtkWidget **) &self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_save_bar_parent_class)->dispose (object);
}

static void
ebb_save_bar_class_init (EbbSaveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_save_bar_dispose;

  /**
   * EbbSaveBar::changed:
   *
   * What has become of the edit may be another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-save-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbSaveBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, EbbSaveBar, effect);
  gtk_widget_class_bind_template_child (widget_class, EbbSaveBar, status);
  gtk_widget_class_bind_template_child (widget_class, EbbSaveBar, revert_button);
  gtk_widget_class_bind_template_child (widget_class, EbbSaveBar, save_button);
  gtk_widget_class_bind_template_callback (widget_class, revert_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ebb_save_bar_init (EbbSaveBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ebb_save_bar_set_form:
 * @self: a bar without a form
 * @home: a home
 * @device: one of its devices
 * @editor: what is edited of it
 * @form: where it is edited
 */
void
ebb_save_bar_set_form (EbbSaveBar        *self,
                       EbbHome           *home,
                       EbbDevice         *device,
                       EbbSettingsEditor *editor,
                       EbbSettingsForm   *form)
{
  self->home = g_object_ref (home);
  self->editor = g_object_ref (editor);
  self->form = form;
  self->feasibility = ebb_feasibility_new (home, device, editor);
  g_signal_connect_swapped (self->feasibility, "changed", G_CALLBACK (show_effect), self);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (ebb_home_get_units (self->home), "notify", G_CALLBACK (show_effect), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "validity-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * ebb_save_bar_has_edit:
 * @self: a bar
 *
 * Returns: whether something stands in the form that the service has not confirmed
 */
gboolean
ebb_save_bar_has_edit (EbbSaveBar *self)
{
  return self->editor != NULL && (ebb_settings_editor_is_dirty (self->editor) || !ebb_save_bar_is_readable (self));
}

/**
 * ebb_save_bar_is_readable:
 * @self: a bar
 *
 * Returns: whether all that stands in the form is in the editor
 */
gboolean
ebb_save_bar_is_readable (EbbSaveBar *self)
{
  return self->form == NULL || ebb_settings_form_is_readable (self->form);
}

/**
 * ebb_save_bar_save:
 * @self: a bar
 *
 * Does what its button for saving does, if that can be pressed. What is being typed counts.
 */
void
ebb_save_bar_save (EbbSaveBar *self)
{
  if (self->form != NULL)
    ebb_settings_form_commit (self->form);
  if (gtk_revealer_get_reveal_child (self->revealer) && gtk_widget_is_sensitive (GTK_WIDGET (self->save_button)))
    save_cb (self);
}
