/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbExceptionGroup:
 *
 * What can be asked of a device for once: to run now, to pause until a time, or to be ready at another time or fuller; with what that
 * brings before one says yes. While something holds it says what and for how long, and ends it. The weekly plan below stays as it is.
 *
 * CSS node: `exceptions`.
 */

#include "ui/ebb-exception-group.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/ebb-exception-keeper.h"
#include "base/ebb-error.h"
#include "base/ebb-format.h"
#include "model/ebb-pause-end.h"
#include "ui/ebb-cut.h"
#include "ui/ebb-exception-form.h"
#include "ui/ebb-exception-words.h"
#include "ui/ebb-fit-layout.h"
#include "ui/ebb-optional-label.h"
#include "ui/ebb-plan-words.h"
#include "ui/ebb-sentence.h"

/* A time to go is told in minutes. */
#define TICK_S 20

/* What would be with what is entered is asked for when nobody has typed for so long. */
#define FORESEE_MS 400

struct _EbbExceptionGroup
{
  GtkWidget parent_instance;

  EbbHome *home;              /* (owned) (nullable) */
  EbbDevice *device;          /* (owned) (nullable) */
  EbbExceptionKeeper *keeper; /* (owned) (nullable) */
  EbbSettingsEditor *editor;  /* (owned) (nullable): of the device's settings, for what is usual */
  EbbExceptionKind asking;    /* what is about to be asked for; %EBB_EXCEPTION_NONE for nothing */
  guint foresee_id;           /* 0 when nobody has typed */
  gboolean was_asked;         /* and the answer is to be told when it is a failure */
  guint tick_id;

  GtkWidget *box;
  GtkWidget *buttons;
  GtkWidget *run_button;
  GtkMenuButton *pause_button;
  GtkWidget *once_button;
  EbbExceptionForm *form;
  GtkWidget *confirm;
  GtkLabel *confirm_text;
  GtkWidget *cancel_button;
  GtkButton *confirm_button;
  GtkWidget *current;
  GtkLabel *current_title;
  GtkLabel *current_end;
  GtkWidget *end_button;
  GtkLabel *why_not;
  GtkLabel *problem;
  GtkLabel *absence;
};

G_DEFINE_FINAL_TYPE (EbbExceptionGroup, ebb_exception_group, GTK_TYPE_WIDGET)

static const char *const pause_words[] = {
  [EBB_PAUSE_UNTIL_TOMORROW] = N_("Until tomorrow 10:00"),
  [EBB_PAUSE_UNTIL_FRIDAY] = N_("Until Friday 18:00"),
  [EBB_PAUSE_UNTIL_SUNDAY] = N_("Until Sunday 18:00"),
  [EBB_PAUSE_A_DAY] = N_("For 24 hours"),
  [EBB_PAUSE_A_WEEK] = N_("For a week"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (pause_words) == EBB_N_PAUSE_ENDS);

static const char *const confirm_words[] = {
  [EBB_EXCEPTION_RUN_NOW] = N_("_Run now"),
  [EBB_EXCEPTION_PAUSE] = N_("_Pause"),
  [EBB_EXCEPTION_ONCE] = N_("Just this _once"),
};

static gboolean
is_confirming (EbbExceptionGroup *self)
{
  return self->asking != EBB_EXCEPTION_NONE;
}

/* Otherwise one says for how long it shall run. */
static gboolean
is_ever_done (EbbExceptionGroup *self)
{
  return ebb_device_kind_has_plug (ebb_device_get_values (self->device)->kind);
}

static gboolean
is_entering (EbbExceptionGroup *self)
{
  return is_confirming (self) && (self->asking != EBB_EXCEPTION_RUN_NOW || !is_ever_done (self));
}

/* What a pause until then, or other settings until then, would bring. */
static char *
make_outlook (EbbExceptionGroup        *self,
              const EbbExceptionValues *values)
{
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  EbbPlan *preview = ebb_exception_keeper_get_preview (self->keeper);
  EbbForesight foresight;
  g_autofree char *end = values->kind != EBB_EXCEPTION_ONCE ? ebb_exception_words_for_end (values, self->device, &where) : NULL;
  g_autofree char *cost = NULL;

  if (values->kind == EBB_EXCEPTION_PAUSE)
    return g_steal_pointer (&end);
  if (self->foresee_id != 0 || !ebb_exception_keeper_get_foresight (self->keeper, &foresight))
    return g_strdup (_("What would that bring?"));
  if (values->kind == EBB_EXCEPTION_RUN_NOW)
    {
      cost = ebb_exception_words_for_cost (&foresight, &where);
      return g_strdup_printf ("%s. %s", end, cost);
    }

  return preview != NULL ? ebb_plan_words_for_edit (preview, &where) : g_strdup (_("What that would bring is not known."));
}

/* Full, or warm: the service says that to run would bring nothing. */
static gboolean
is_needless (EbbExceptionGroup *self)
{
  EbbPlan *preview = ebb_exception_keeper_get_preview (self->keeper);

  return self->asking == EBB_EXCEPTION_RUN_NOW && self->foresee_id == 0 && preview != NULL &&
         ebb_plan_get_values (preview)->state == EBB_PLAN_NOT_NEEDED;
}

static char *
make_entered (EbbExceptionGroup *self,
              gboolean          *is_good)
{
  EbbExceptionValues values;
  g_autofree char *note = ebb_exception_form_dup_note (self->form);
  g_autofree char *outlook = NULL;

  *is_good = ebb_exception_form_get_values (self->form, &values);
  if (!*is_good)
    return g_steal_pointer (&note);

  outlook = make_outlook (self, &values);
  if (note == NULL || outlook == NULL)
    return note != NULL ? g_steal_pointer (&note) : g_steal_pointer (&outlook);

  return g_strdup_printf ("%s %s", note, outlook);
}

static char *
make_confirmation (EbbExceptionGroup *self,
                   gboolean          *is_good)
{
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  EbbForesight foresight;
  g_autofree char *cost = NULL;
  g_autofree char *done = NULL;

  if (is_needless (self))
    {
      *is_good = FALSE;
      return ebb_plan_words_for_edit (ebb_exception_keeper_get_preview (self->keeper), &where);
    }
  if (is_entering (self))
    return make_entered (self, is_good);

  /* Nobody agrees to a cost before it is said, or that it is not known. */
  *is_good = ebb_exception_keeper_get_foresight (self->keeper, &foresight);
  if (!*is_good)
    return g_strdup (_("What would that cost?"));

  cost = ebb_exception_words_for_cost (&foresight, &where);
  if (foresight.done_at_us == EBB_TIME_UNKNOWN)
    return g_steal_pointer (&cost);

  done = ebb_format_day_time (foresight.done_at_us, where.now_us, where.time_zone);
  /* Translators: a time such as "tomorrow 01:15", and a sentence about the cost. */
  return g_strdup_printf (_("Done %1$s. %2$s"), done, cost);
}

/* Why there is nothing to ask for, NULL when there is. */
static char *
dup_absence (EbbExceptionGroup *self)
{
  const GError *error = ebb_exception_keeper_get_error (self->keeper);

  if (!ebb_exception_keeper_is_offered (self->keeper))
    return g_strdup (_("Your retailer’s service offers neither to run it now nor to pause it."));
  /* What the page says of the whole home is not said here again. */
  if (ebb_exception_keeper_get_current (self->keeper) == NULL && error != NULL && ebb_error_is_of_service (error))
    /* Translators: %s is what went wrong, such as "The service has a problem". */
    return g_strdup_printf (_("%s. Whether it can be run or paused now is not known."), ebb_error_get_title (error));

  return NULL;
}

static void
update (EbbExceptionGroup *self)
{
  const EbbExceptionValues *values = ebb_exception_keeper_get_current (self->keeper);
  gboolean holds = values != NULL && values->kind != EBB_EXCEPTION_NONE;
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  /* An end is a time of day there. */
  gboolean is_free = values != NULL && where.time_zone != NULL && !ebb_exception_keeper_is_busy (self->keeper);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  const char *why_not = ebb_sentence_why_not_run (self->device);
  /* What is not optimised has no plan to leave for a while. It can be run all the same. */
  gboolean is_planned = ebb_device_get_values (self->device)->is_enabled != EBB_NO;
  const char *remark = why_not != NULL || is_planned ? why_not : _("Nothing can be paused or planned for once while optimisation is off.");
  g_autofree char *absence = dup_absence (self);
  gboolean is_good = FALSE;

  if (holds || where.time_zone == NULL || absence != NULL)
    self->asking = EBB_EXCEPTION_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self), ebb_device_can (self->device, "spo") && (values != NULL || absence != NULL));
  gtk_widget_set_visible (self->box, absence == NULL);
  ebb_optional_label_set (self->absence, absence);
  if (values == NULL || absence != NULL)
    return;

  if (holds)
    {
      g_autofree char *title = ebb_exception_words_for_title (values);
      g_autofree char *end = ebb_exception_words_for_end (values, self->device, &where);

      gtk_label_set_label (self->current_title, title);
      gtk_label_set_label (self->current_end, end);
    }
  if (is_confirming (self))
    {
      g_autofree char *text = make_confirmation (self, &is_good);

      ebb_optional_label_set (self->confirm_text, text);
      gtk_button_set_label (self->confirm_button, _(confirm_words[self->asking]));
    }
  gtk_widget_set_visible (self->buttons, !holds && !is_confirming (self));
  gtk_widget_set_visible (self->confirm, is_confirming (self));
  gtk_widget_set_visible (GTK_WIDGET (self->form), is_entering (self));
  gtk_widget_set_visible (self->current, holds);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pause_button), is_free && is_planned);
  ebb_optional_label_set (self->why_not, !holds && !is_confirming (self) ? remark : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exception.foresee", is_free && why_not == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exception.pause", is_free && is_planned);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exception.pause-until", is_free && is_planned);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exception.once", is_free && is_planned);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exception.confirm", is_free && is_good);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exception.end", is_free);
  /* Whoever pressed a button that is gone goes on beside it. */
  if (had_focus && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (holds ? self->end_button : is_entering (self) ? GTK_WIDGET (self->form)
                                         : is_confirming (self) ? self->cancel_button : self->run_button);
}

/* It stays until something else is tried. */
static void
show_problem (EbbExceptionGroup *self,
              const GError      *error)
{
  g_autofree char *text = error != NULL ? g_strdup_printf ("%s. %s", ebb_error_get_title (error), ebb_error_get_advice (error)) : NULL;

  ebb_optional_label_set (self->problem, text);
}

static void
changed_cb (EbbExceptionGroup *self)
{
  const GError *error = ebb_exception_keeper_get_error (self->keeper);

  update (self);
  if (!self->was_asked || ebb_exception_keeper_is_busy (self->keeper))
    return;

  self->was_asked = FALSE;
  if (error != NULL)
    show_problem (self, error);
}

static void
home_cb (EbbExceptionGroup *self)
{
  if (ebb_home_is_loading (self->home))
    return;

  update (self);
  if (ebb_home_get_error (self->home) == NULL)
    ebb_exception_keeper_load (self->keeper);
}

static gboolean
tick_cb (gpointer user_data)
{
  EbbExceptionGroup *self = EBB_EXCEPTION_GROUP (user_data);
  gboolean was_held = gtk_widget_get_visible (self->current);

  if (self->keeper == NULL)
    return G_SOURCE_CONTINUE;

  update (self);
  /* It ended by itself just now: what the device does since is another thing. */
  if (was_held && !gtk_widget_get_visible (self->current))
    ebb_home_refresh (self->home);

  return G_SOURCE_CONTINUE;
}

static void
ask (EbbExceptionGroup        *self,
     const EbbExceptionValues *values)
{
  g_clear_handle_id (&self->foresee_id, g_source_remove);
  self->asking = EBB_EXCEPTION_NONE;
  self->was_asked = TRUE;
  show_problem (self, NULL);
  ebb_exception_keeper_ask (self->keeper, values);
}

static EbbExceptionValues
just (EbbExceptionKind kind,
      gint64           until_us)
{
  return (EbbExceptionValues) { kind, until_us, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };
}

static gboolean
foresee_entered_cb (gpointer user_data)
{
  EbbExceptionGroup *self = EBB_EXCEPTION_GROUP (user_data);
  EbbExceptionValues values;

  self->foresee_id = 0;
  if (is_entering (self) && self->asking != EBB_EXCEPTION_PAUSE && ebb_exception_form_get_values (self->form, &values))
    ebb_exception_keeper_foresee (self->keeper, &values);

  return G_SOURCE_REMOVE;
}

static void
form_cb (EbbExceptionGroup *self)
{
  g_clear_handle_id (&self->foresee_id, g_source_remove);
  if (self->asking != EBB_EXCEPTION_PAUSE)
    self->foresee_id = g_timeout_add (FORESEE_MS, foresee_entered_cb, self);
  update (self);
}

static void
enter (EbbExceptionGroup *self,
       EbbExceptionKind   kind)
{
  EbbSpoSettings *usual = self->editor != NULL ? ebb_settings_editor_get_base (self->editor) : NULL;

  g_clear_handle_id (&self->foresee_id, g_source_remove);
  self->asking = kind;
  show_problem (self, NULL);
  ebb_exception_form_open (self->form, self->home, kind, usual != NULL ? ebb_spo_settings_get_values (usual) : NULL);
  foresee_entered_cb (self);
  update (self);
}

static void
pause_until_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  enter (EBB_EXCEPTION_GROUP (widget), EBB_EXCEPTION_PAUSE);
}

static void
once_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  enter (EBB_EXCEPTION_GROUP (widget), EBB_EXCEPTION_ONCE);
}

static void
foresee_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  ebb_exception_group_ask_to_run (EBB_EXCEPTION_GROUP (widget));
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  EbbExceptionGroup *self = EBB_EXCEPTION_GROUP (widget);

  g_clear_handle_id (&self->foresee_id, g_source_remove);
  self->asking = EBB_EXCEPTION_NONE;
  update (self);
}

static void
confirm_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  EbbExceptionGroup *self = EBB_EXCEPTION_GROUP (widget);
  EbbExceptionValues values = just (self->asking, EBB_TIME_UNKNOWN);

  if (!is_entering (self) || ebb_exception_form_get_values (self->form, &values))
    ask (self, &values);
}

static void
pause_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  EbbExceptionGroup *self = EBB_EXCEPTION_GROUP (widget);
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  EbbExceptionValues values = just (EBB_EXCEPTION_PAUSE, ebb_pause_end_get_time ((EbbPauseEnd) g_variant_get_int32 (parameter),
                                                                                 where.now_us, where.time_zone));

  ask (self, &values);
}

static void
end_cb (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  EbbExceptionValues values = just (EBB_EXCEPTION_NONE, EBB_TIME_UNKNOWN);

  ask (EBB_EXCEPTION_GROUP (widget), &values);
}

static void
ebb_exception_group_map (GtkWidget *widget)
{
  EbbExceptionGroup *self = EBB_EXCEPTION_GROUP (widget);

  GTK_WIDGET_CLASS (ebb_exception_group_parent_class)->map (widget);

  self->tick_id = g_timeout_add_seconds (TICK_S, tick_cb, self);
}

static void
ebb_exception_group_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&EBB_EXCEPTION_GROUP (widget)->tick_id, g_source_remove);

  GTK_WIDGET_CLASS (ebb_exception_group_parent_class)->unmap (widget);
}

static void
ebb_exception_group_dispose (GObject *object)
{
  EbbExceptionGroup *self = EBB_EXCEPTION_GROUP (object);

  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);
  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  if (self->device != NULL)
    g_signal_handlers_disconnect_by_data (self->device, self);
  g_clear_object (&self->device);
  g_clear_handle_id (&self->foresee_id, g_source_remove);
  g_clear_object (&self->editor);
  g_clear_object (&self->keeper);
  g_clear_object (&self->home);
  gtk_widget_dispose_template (GTK_WIDGET (self), EBB_TYPE_EXCEPTION_GROUP);

  G_OBJECT_CLASS (ebb_exception_group_parent_class)->dispose (object);
}

static void
ebb_exception_group_class_init (EbbExceptionGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_exception_group_dispose;
  widget_class->map = ebb_exception_group_map;
  widget_class->unmap = ebb_exception_group_unmap;

  gtk_widget_class_install_action (widget_class, "exception.foresee", NULL, foresee_cb);
  gtk_widget_class_install_action (widget_class, "exception.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "exception.pause-until", NULL, pause_until_cb);
  gtk_widget_class_install_action (widget_class, "exception.once", NULL, once_cb);
  gtk_widget_class_install_action (widget_class, "exception.confirm", NULL, confirm_cb);
  gtk_widget_class_install_action (widget_class, "exception.pause", "i", pause_cb);
  gtk_widget_class_install_action (widget_class, "exception.end", NULL, end_cb);

  g_type_ensure (EBB_TYPE_EXCEPTION_FORM);
  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "exceptions");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-exception-group.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, box);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, buttons);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, run_button);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, pause_button);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, once_button);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, form);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, form_cb);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, confirm);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, confirm_text);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, current);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, current_title);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, current_end);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, end_button);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, why_not);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, problem);
  gtk_widget_class_bind_template_child (widget_class, EbbExceptionGroup, absence);
}

static void
ebb_exception_group_init (EbbExceptionGroup *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->asking = EBB_EXCEPTION_NONE;
  for (int end = 0; end < EBB_N_PAUSE_ENDS; end++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(pause_words[end]), NULL);

      g_menu_item_set_action_and_target (item, "exception.pause", "i", end);
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _("Until …"), "exception.pause-until");
  ebb_cut_wrap_button (self->run_button);
  ebb_cut_wrap_button (GTK_WIDGET (self->pause_button));
  ebb_cut_wrap_button (self->once_button);
  gtk_menu_button_set_menu_model (self->pause_button, G_MENU_MODEL (menu));
}

/**
 * ebb_exception_group_ask_to_run:
 * @self: a group with a device
 *
 * Asks whether to run the device now, and says what that would cost; not where that cannot be, which is said.
 */
void
ebb_exception_group_ask_to_run (EbbExceptionGroup *self)
{
  EbbExceptionValues values = just (EBB_EXCEPTION_RUN_NOW, EBB_TIME_UNKNOWN);

  if (ebb_sentence_why_not_run (self->device) != NULL)
    return;
  if (!is_ever_done (self))
    {
      enter (self, EBB_EXCEPTION_RUN_NOW);
      return;
    }

  g_clear_handle_id (&self->foresee_id, g_source_remove);
  self->asking = EBB_EXCEPTION_RUN_NOW;
  show_problem (self, NULL);
  ebb_exception_keeper_foresee (self->keeper, &values);
}

/**
 * ebb_exception_group_set_device:
 * @self: a group
 * @home: a home
 * @device: one of its devices
 * @editor: (nullable): of its settings, for what is usual
 *
 * Shows what holds for the device. Once. Where the service has no exceptions it says so.
 */
void
ebb_exception_group_set_device (EbbExceptionGroup *self,
                                EbbHome           *home,
                                EbbDevice         *device,
                                EbbSettingsEditor *editor)
{
  EbbDeviceKind kind = ebb_device_get_values (device)->kind;

  g_set_object (&self->editor, editor);
  /* What has a deadline. */
  gtk_widget_set_visible (self->once_button, ebb_device_kind_has_plug (kind) || kind == EBB_DEVICE_WATER_HEATER);
  self->home = g_object_ref (home);
  self->device = g_object_ref (device);
  self->keeper = ebb_exception_keeper_new (home, device);
  g_signal_connect_swapped (device, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->keeper, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (home_cb), self);
  g_signal_connect_object (ebb_home_get_units (home), "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  ebb_exception_keeper_load (self->keeper);
}
