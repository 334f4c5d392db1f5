/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbOnboardingResult:
 *
 * The devices that were just added, each with an entry for its name, and a button that keeps the names and ends. A name
 * that could not be kept stays in its entry, with the reason above the button.
 *
 * CSS node: `widget`.
 */

#include "ui/ebb-onboarding-result.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "ui/ebb-onboarded-group.h"

struct _EbbOnboardingResult
{
  AdwBin parent_instance;

  EbbHome *home;     /* (owned) (nullable) */
  GPtrArray *groups; /* (owned) (element-type EbbOnboardedGroup): they belong to @list */
  guint n_saving;
  gboolean has_failed;

  GtkWidget *page;
  GtkLabel *title;
  GtkBox *list;
  GtkLabel *problem;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbOnboardingResult, ebb_onboarding_result, ADW_TYPE_BIN)

/* One name on its way. */
typedef struct
{
  EbbOnboardingResult *self; /* (owned) */
  EbbOnboardedGroup *group;  /* (owned) */
  char *name;                /* (owned) */
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->self);
  g_clear_object (&saving->group);
  g_clear_pointer (&saving->name, g_free);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
show_problem (EbbOnboardingResult *self,
              const GError        *error)
{
  /* Translators: %1$s is what happened, such as "No connection", %2$s a sentence of advice. */
  g_autofree char *text = g_strdup_printf (_("The name was not kept: %1$s. %2$s"), ebb_error_get_title (error),
                                           ebb_error_get_advice (error));

  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
end_saving (EbbOnboardingResult *self)
{
  gtk_widget_set_sensitive (self->page, TRUE);
  if (!self->has_failed)
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  EbbOnboardingResult *self = saving->self;
  g_autoptr (GError) error = NULL;

  if (ebb_home_rename_finish (EBB_HOME (source), result, &error))
    ebb_onboarded_group_set_name (saving->group, saving->name);
  else
    {
      self->has_failed = TRUE;
      ebb_onboarded_group_set_invalid (saving->group, TRUE);
      show_problem (self, error);
    }

  self->n_saving--;
  if (self->n_saving == 0)
    end_saving (self);
}

static void
save_group (EbbOnboardingResult *self,
            EbbOnboardedGroup   *group)
{
  g_autofree char *name = ebb_onboarded_group_dup_edit (group);
  Saving *saving;

  if (name == NULL)
    return;

  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->group = g_object_ref (group);
  saving->name = g_strdup (name);
  self->n_saving++;
  ebb_home_rename_async (self->home, ebb_onboarded_group_get_device (group), name, renamed_cb, saving);
}

static void
ebb_onboarding_result_finalize (GObject *object)
{
  EbbOnboardingResult *self = EBB_ONBOARDING_RESULT (object);

  g_clear_object (&self->home);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (ebb_onboarding_result_parent_class)->finalize (object);
}

static void
ebb_onboarding_result_class_init (EbbOnboardingResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ebb_onboarding_result_finalize;

  /**
   * EbbOnboardingResult::done:
   *
   * The names are kept, there is nothing left to do.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-onboarding-result.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingResult, page);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingResult, title);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingResult, list);
  gtk_widget_class_bind_template_child (widget_class, EbbOnboardingResult, problem);
}

static void
ebb_onboarding_result_init (EbbOnboardingResult *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ebb_onboarding_result_show:
 * @self: a result
 * @home: where the devices are
 * @devices: what is new, a list of #EbbDevice
 *
 * Shows what was added.
 */
void
ebb_onboarding_result_show (EbbOnboardingResult *self,
                            EbbHome             *home,
                            GListModel          *devices)
{
  guint n = g_list_model_get_n_items (devices);
  g_autofree char *title = g_strdup_printf (ngettext ("%u device was added", "%u devices were added", n), n);

  g_set_object (&self->home, home);
  self->has_failed = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_label_set_label (self->title, title);

  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (self->list, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EbbDevice) device = g_list_model_get_item (devices, i);
      GtkWidget *group = ebb_onboarded_group_new (device);

      gtk_box_append (self->list, group);
      g_ptr_array_add (self->groups, group);
    }
}

/**
 * ebb_onboarding_result_has_tried:
 * @self: a result
 *
 * Returns: whether a name could not be kept, and to try once more may be in vain
 */
gboolean
ebb_onboarding_result_has_tried (EbbOnboardingResult *self)
{
  return self->has_failed;
}

/**
 * ebb_onboarding_result_save:
 * @self: a result
 *
 * Keeps the names that were entered; #EbbOnboardingResult::done tells when they are kept.
 */
void
ebb_onboarding_result_save (EbbOnboardingResult *self)
{
  if (self->n_saving > 0)
    return;

  self->has_failed = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  for (guint i = 0; i < self->groups->len; i++)
    save_group (self, g_ptr_array_index (self->groups, i));

  if (self->n_saving > 0)
    gtk_widget_set_sensitive (self->page, FALSE);
  else
    end_saving (self);
}
