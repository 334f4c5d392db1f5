/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbExceptionForm:
 *
 * For how long a device that is never done shall run, until when one shall pause, or when and how full it shall be ready just this once: a
 * span, or a day, a time on it, and for what has one a level. In the time of the facility. It begins with what is usual.
 *
 * CSS node: `exceptionform`.
 */

#include "ui/ebb-exception-form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-format.h"
#include "model/ebb-local-time.h"
#include "ui/ebb-clock-change-words.h"
#include "ui/ebb-number-row.h"
#include "ui/ebb-sentence.h"
#include "ui/ebb-time-row.h"

/* How far ahead one can look. */
#define N_DAYS 14

#define DAYS_OF_WEEK 7

/* For how long something can run by hand, hours. */
static const int spans_h[] = { 1, 2, 4, 8 };
#define USUAL_SPAN 1

/* Where nothing is usual: for a departure, and for the end of a pause. */
#define MORNING (7 * 60)
#define LATE_MORNING (10 * 60)

struct _EbbExceptionForm
{
  GtkWidget parent_instance;

  EbbHome *home;         /* (owned) (nullable) */
  EbbExceptionKind kind;
  gint64 opened_at_us;   /* whose day is the first of the list */
  gboolean is_setting;

  GtkListBox *list;
  GtkDropDown *span;     /* (nullable): of a run, which has no more than that */
  GtkDropDown *day;      /* (nullable): until it is opened */
  EbbTimeRow *time;      /* (nullable) */
  EbbNumberRow *level;   /* (nullable): where there is a level */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbExceptionForm, ebb_exception_form, GTK_TYPE_WIDGET)

static GTimeZone *
time_zone_of (EbbExceptionForm *self)
{
  return ebb_place_and_time_of (self->home).time_zone;
}

static void
changed_cb (EbbExceptionForm *self)
{
  if (!self->is_setting)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Today, tomorrow, and then by their date. */
static GtkStringList *
new_days (EbbExceptionForm *self)
{
  GtkStringList *days = gtk_string_list_new (NULL);

  for (int i = 0; i < N_DAYS; i++)
    {
      gint64 noon_us = ebb_local_time_resolve (self->opened_at_us, i, 12 * 60, time_zone_of (self), NULL);
      g_autofree char *date = ebb_format_day (noon_us, time_zone_of (self));

      gtk_string_list_append (days, i == 0 ? _("Today") : i == 1 ? _("Tomorrow") : date);
    }

  return days;
}

static GtkStringList *
new_spans (void)
{
  GtkStringList *spans = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (spans_h); i++)
    {
      g_autofree char *span = g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) spans_h[i]), spans_h[i]);

      gtk_string_list_append (spans, span);
    }

  return spans;
}

static GtkDropDown *
add_choice_row (EbbExceptionForm *self,
                const char       *title,
                GtkStringList    *choices)
{
  EbbFitRow *row = g_object_new (EBB_TYPE_FIT_ROW, "title", title, NULL);
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (choices), NULL);

  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  /* The focus is on the button in it, which GTK leaves without a name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (drop_down)), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (changed_cb), self);
  ebb_fit_row_add_control (row, drop_down);
  gtk_list_box_append (self->list, GTK_WIDGET (row));

  return GTK_DROP_DOWN (drop_down);
}

/* The next time that it is usually ready, as a day of the list. */
static int
find_usual (EbbExceptionForm   *self,
            const EbbSpoValues *usual,
            int                *minutes)
{
  int today = ebb_local_time_get_weekday (self->opened_at_us, time_zone_of (self));

  for (int i = 0; usual != NULL && usual->has_ready_by && i <= DAYS_OF_WEEK; i++)
    {
      *minutes = usual->ready_by[(today + i) % DAYS_OF_WEEK];
      if (*minutes != EBB_NO_TIME &&
          ebb_local_time_resolve (self->opened_at_us, i, *minutes, time_zone_of (self), NULL) > self->opened_at_us)
        return i;
    }

  *minutes = MORNING;
  return 1;
}

static void
ebb_exception_form_dispose (GObject *object)
{
  EbbExceptionForm *self = EBB_EXCEPTION_FORM (object);

  g_clear_pointer ((GtkWidget **) &self->list, gtk_widget_unparent);
  g_clear_object (&self->home);

  G_OBJECT_CLASS (ebb_exception_form_parent_class)->dispose (object);
}

static void
ebb_exception_form_class_init (EbbExceptionFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_exception_form_dispose;

  /**
   * EbbExceptionForm::changed:
   *
   * A person entered something, perhaps what cannot be read.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "exceptionform");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ebb_exception_form_init (EbbExceptionForm *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/**
 * ebb_exception_form_open:
 * @self: a form
 * @home: whose time counts
 * @kind: %EBB_EXCEPTION_RUN_NOW, %EBB_EXCEPTION_PAUSE or %EBB_EXCEPTION_ONCE
 * @usual: (nullable): the device's settings, if they are known
 *
 * Begins anew, with what is usual.
 */
void
ebb_exception_form_open (EbbExceptionForm   *self,
                         EbbHome            *home,
                         EbbExceptionKind    kind,
                         const EbbSpoValues *usual)
{
  const EbbSettingValue *level = usual != NULL ? &usual->numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE] : NULL;
  int minutes = LATE_MORNING;
  GtkWidget *row;
  int day;

  g_set_object (&self->home, home);
  self->kind = kind;
  self->opened_at_us = ebb_clock_now (ebb_home_get_clock (home));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  self->is_setting = TRUE;
  self->span = NULL;
  self->day = NULL;
  self->time = NULL;
  self->level = NULL;
  if (kind == EBB_EXCEPTION_RUN_NOW)
    {
      self->span = add_choice_row (self, _("How long"), new_spans ());
      gtk_drop_down_set_selected (self->span, USUAL_SPAN);
      self->is_setting = FALSE;
      return;
    }

  self->day = add_choice_row (self, _("Day"), new_days (self));
  self->time = EBB_TIME_ROW (ebb_time_row_new (kind == EBB_EXCEPTION_ONCE ? _("Ready by") : _("Pause until")));
  g_signal_connect_swapped (self->time, "edited", G_CALLBACK (changed_cb), self);
  gtk_list_box_append (self->list, GTK_WIDGET (self->time));
  if (kind == EBB_EXCEPTION_ONCE && level != NULL && level->is_present && !isnan (level->value))
    {
      self->level = EBB_NUMBER_ROW (ebb_number_row_new (EBB_SETTING_TARGET_STATE_OF_CHARGE, NULL));
      ebb_number_row_set_value (self->level, level);
      g_signal_connect_swapped (self->level, "edited", G_CALLBACK (changed_cb), self);
      gtk_list_box_append (self->list, GTK_WIDGET (self->level));
    }
  day = kind == EBB_EXCEPTION_ONCE ? find_usual (self, usual, &minutes) : 1;
  gtk_drop_down_set_selected (self->day, (guint) day);
  ebb_time_row_set_minutes (self->time, minutes);
  self->is_setting = FALSE;
}

/* Of a run that begins now, in whole minutes. */
static gint64
get_end (EbbExceptionForm *self)
{
  gint64 end_us = ebb_clock_now (ebb_home_get_clock (self->home)) + spans_h[gtk_drop_down_get_selected (self->span)] * EBB_HOUR;

  return end_us + EBB_MINUTE - 1 - (end_us + EBB_MINUTE - 1) % EBB_MINUTE;
}

static gint64
get_time (EbbExceptionForm *self,
          EbbLocalTimeKind *kind)
{
  return ebb_local_time_resolve (self->opened_at_us, (int) gtk_drop_down_get_selected (self->day),
                                 ebb_time_row_get_minutes (self->time), time_zone_of (self), kind);
}

/**
 * ebb_exception_form_get_values:
 * @self: a form that was opened
 * @values: (out): what was entered
 *
 * Returns: whether that can be asked for: it can be read and is to come
 */
gboolean
ebb_exception_form_get_values (EbbExceptionForm   *self,
                               EbbExceptionValues *values)
{
  gint64 time_us;

  *values = (EbbExceptionValues) { self->kind, EBB_TIME_UNKNOWN, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };
  if (self->span != NULL)
    {
      values->until_us = get_end (self);
      return TRUE;
    }
  if (!ebb_time_row_is_valid (self->time) || ebb_time_row_get_minutes (self->time) == EBB_NO_TIME)
    return FALSE;

  time_us = get_time (self, NULL);
  if (self->kind == EBB_EXCEPTION_ONCE)
    values->ready_by_us = time_us;
  else
    values->until_us = time_us;
  if (self->level != NULL)
    values->target_state_of_charge = ebb_number_row_get_value (self->level);

  return time_us > ebb_clock_now (ebb_home_get_clock (self->home));
}

/**
 * ebb_exception_form_dup_note:
 * @self: a form that was opened
 *
 * Returns: (transfer full) (nullable): what to know of the time that was entered: that it cannot be read, has passed, or falls into a
 * change of the clocks
 */
char *
ebb_exception_form_dup_note (EbbExceptionForm *self)
{
  EbbLocalTimeKind kind;
  gint64 time_us;

  if (self->span != NULL)
    return NULL;
  if (!ebb_time_row_is_valid (self->time) || ebb_time_row_get_minutes (self->time) == EBB_NO_TIME)
    return g_strdup (_("Write a time like 07:00."));

  time_us = get_time (self, &kind);
  if (time_us <= ebb_clock_now (ebb_home_get_clock (self->home)))
    return g_strdup (_("That time has passed."));

  return ebb_clock_change_words_make (kind, ebb_time_row_get_minutes (self->time), time_us, time_zone_of (self));
}
