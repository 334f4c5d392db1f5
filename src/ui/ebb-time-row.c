/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbTimeRow:
 *
 * A time of day that may be none: typed as 7, 07, 0700, 7:00 or 7.00, or left empty. What cannot be read is marked and keeps the last
 * time. The signal `edited` follows what a person changes.
 */

#include "ui/ebb-time-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/ebb-spo-settings.h"

/* For the word that stands where no time does, too. */
#define WIDTH_CHARACTERS 9

struct _EbbTimeRow
{
  EbbFitRow parent_instance;

  int minutes;
  gboolean is_valid;
  gboolean is_setting;

  GtkEntry *entry;
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbTimeRow, ebb_time_row, EBB_TYPE_FIT_ROW)

static gboolean
parse (const char *text,
       int        *minutes)
{
  g_autofree char *digits = g_strdup (text);
  int hour, minute = 0;
  char rest;

  g_strstrip (digits);
  if (*digits == '\0')
    {
      *minutes = EBB_NO_TIME;
      return TRUE;
    }

  g_strdelimit (digits, ".", ':');
  if (digits[strspn (digits, "0123456789:")] != '\0')
    return FALSE;
  if (strchr (digits, ':') != NULL)
    {
      if (sscanf (digits, "%2d:%2d%c", &hour, &minute, &rest) != 2)
        return FALSE;
    }
  else if (strlen (digits) > 2)
    {
      if (sscanf (digits, "%2d%2d%c", &hour, &minute, &rest) != 2 || strlen (digits) != 4)
        return FALSE;
    }
  else if (sscanf (digits, "%2d%c", &hour, &rest) != 1)
    return FALSE;

  *minutes = hour * 60 + minute;
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

static void
show_minutes (EbbTimeRow *self)
{
  g_autofree char *text = self->minutes == EBB_NO_TIME ? g_strdup ("")
                                                       : g_strdup_printf ("%02d:%02d", self->minutes / 60, self->minutes % 60);

  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_setting = FALSE;
}

static void
set_valid (EbbTimeRow *self,
           gboolean    is_valid)
{
  self->is_valid = is_valid;
  if (is_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), is_valid ? NULL : _("Write a time like 07:00, or nothing"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
changed_cb (EbbTimeRow *self)
{
  int minutes;
  gboolean is_valid;

  if (self->is_setting)
    return;

  is_valid = parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &minutes);
  if (is_valid)
    self->minutes = minutes;
  set_valid (self, is_valid);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* Leaving the entry writes what was understood in full. */
static void
left_cb (EbbTimeRow *self)
{
  if (self->is_valid)
    show_minutes (self);
}

static void
ebb_time_row_class_init (EbbTimeRowClass *klass)
{
  /**
   * EbbTimeRow::edited:
   *
   * A person changed the time, perhaps to something that cannot be read.
   */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
ebb_time_row_init (EbbTimeRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->minutes = EBB_NO_TIME;
  self->is_valid = TRUE;
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARACTERS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARACTERS);
  gtk_entry_set_max_length (self->entry, 5);
  /* Translators: no time of day is set. */
  gtk_entry_set_placeholder_text (self->entry, _("None"));
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  ebb_fit_row_add_control (EBB_FIT_ROW (self), GTK_WIDGET (self->entry));
  ebb_fit_row_set_activatable_widget (EBB_FIT_ROW (self), GTK_WIDGET (self->entry));
}

/**
 * ebb_time_row_new:
 * @title: what happens at that time
 *
 * Returns: (transfer floating): a row without a time
 */
GtkWidget *
ebb_time_row_new (const char *title)
{
  EbbTimeRow *self = g_object_new (EBB_TYPE_TIME_ROW, "title", title, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

/**
 * ebb_time_row_set_minutes:
 * @self: a row
 * @minutes: after local midnight, or %EBB_NO_TIME
 *
 * Shows a time. What a person is typing is left alone, and what was typed and nobody could read as long as the time is the same.
 */
void
ebb_time_row_set_minutes (EbbTimeRow *self,
                          int         minutes)
{
  gboolean has_focus = (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  gboolean is_same = self->minutes == minutes;

  self->minutes = minutes;
  if (self->is_valid ? is_same && has_focus : is_same || has_focus)
    return;

  show_minutes (self);
  set_valid (self, TRUE);
}

/**
 * ebb_time_row_get_minutes:
 * @self: a row
 *
 * Returns: minutes after local midnight, or %EBB_NO_TIME
 */
int
ebb_time_row_get_minutes (EbbTimeRow *self)
{
  return self->minutes;
}

/**
 * ebb_time_row_is_valid:
 * @self: a row
 *
 * Returns: whether what stands there can be read
 */
gboolean
ebb_time_row_is_valid (EbbTimeRow *self)
{
  return self->is_valid;
}

/**
 * ebb_time_row_forget:
 * @self: a row
 *
 * Puts the time in the place of what could not be read.
 */
void
ebb_time_row_forget (EbbTimeRow *self)
{
  if (self->is_valid)
    return;

  show_minutes (self);
  set_valid (self, TRUE);
}
