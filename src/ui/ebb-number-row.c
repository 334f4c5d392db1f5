/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbNumberRow:
 *
 * One numeric setting: what it is, a spin button with the server's range and step, its unit, and, where "none" is a value of
 * its own, a switch for it. Fractions are shown as percent and prices in hundredths of the currency, as electricity is quoted.
 *
 * What a person leaves alone comes back as it was set, also where the spin button can show it only roughly, and where there is no value:
 * that is one step below the range, and empty. The signal `edited` follows what a person changes, never what a program sets.
 */

#include "ui/ebb-number-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/ebb-setting-form.h"

/* "-10.0": GTK's own guess is too small where text is large. */
#define WIDTH_CHARACTERS 5

struct _EbbNumberRow
{
  EbbFitRow parent_instance;

  EbbSetting setting;
  const EbbSettingForm *form;
  double scale; /* shown = stored × scale */
  double step;  /* of what is stored */
  gboolean is_setting;
  double stored; /* what was set, NAN for none */
  double shown;  /* what the spin button made of it, NAN when it shows nothing of it */

  GtkSwitch *limit_switch; /* (nullable): whether there is a value at all */
  GtkSpinButton *spin;
  GtkLabel *unit;
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbNumberRow, ebb_number_row, EBB_TYPE_FIT_ROW)

static void
edited_cb (EbbNumberRow *self)
{
  if (self->limit_switch != NULL)
    {
      gboolean is_limited = gtk_switch_get_active (self->limit_switch);

      if (!is_limited && (gtk_widget_get_state_flags (GTK_WIDGET (self->spin)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
        gtk_widget_grab_focus (GTK_WIDGET (self->limit_switch));
      ebb_fit_row_show_controls (EBB_FIT_ROW (self), is_limited);
    }
  if (!self->is_setting)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* Whether there was no value, for which there is no switch. */
static gboolean
was_none (EbbNumberRow *self)
{
  return self->limit_switch == NULL && isnan (self->stored);
}

/* And there still is none. */
static gboolean
is_none (EbbNumberRow *self)
{
  return was_none (self) && gtk_spin_button_get_value (self->spin) == self->shown;
}

static gboolean
output_cb (EbbNumberRow *self)
{
  if (!is_none (self))
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->spin), "");
  return TRUE;
}

static int
input_cb (EbbNumberRow *self,
          double       *value)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->spin)) != '\0')
    return FALSE;

  *value = was_none (self) ? self->shown : gtk_spin_button_get_value (self->spin);
  return TRUE;
}

/* Whether somebody is at it and has typed what it has not taken yet. */
static gboolean
is_typing (EbbNumberRow *self)
{
  double half_digit = pow (10, -(double) gtk_spin_button_get_digits (self->spin)) / 2;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->spin));

  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->spin)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return FALSE;
  if (*text == '\0' || is_none (self))
    return (*text == '\0') != is_none (self);

  return fabs (g_strtod (text, NULL) - gtk_spin_button_get_value (self->spin)) > half_digit * 1.01;
}

/* Whoever sets a limit says which. */
static void
limit_cb (EbbNumberRow *self)
{
  edited_cb (self);
  if (!self->is_setting && gtk_switch_get_active (self->limit_switch))
    gtk_widget_grab_focus (GTK_WIDGET (self->spin));
}

static void
ebb_number_row_class_init (EbbNumberRowClass *klass)
{
  /**
   * EbbNumberRow::edited:
   *
   * A person changed the value.
   */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
ebb_number_row_init (EbbNumberRow *self)
{
}

/**
 * ebb_number_row_set_place:
 * @self: a row
 * @where: whose currency counts, and how money is shown
 *
 * Says in what a price is shown. When that is another, the value has to be set again.
 */
void
ebb_number_row_set_place (EbbNumberRow          *self,
                          const EbbPlaceAndTime *where)
{
  double scale = ebb_setting_form_get_scale (self->setting, where);
  g_autofree char *unit = ebb_setting_form_dup_unit (self->setting, where);
  g_autofree char *name = NULL;

  if (scale == self->scale && g_str_equal (unit, gtk_label_get_text (self->unit)))
    return;

  /* What it shows is not what was stored any more. */
  if (scale != self->scale)
    self->shown = NAN;
  self->scale = scale;
  gtk_label_set_label (self->unit, unit);

  /* The unit belongs to the name: a screen reader does not come past a label. */
  name = g_strdup_printf ("%s (%s)", _(self->form->title), unit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * ebb_number_row_new:
 * @setting: which setting
 * @where: whose currency counts, and how money is shown
 *
 * Returns: (transfer floating): a row without a value yet
 */
GtkWidget *
ebb_number_row_new (EbbSetting             setting,
                    const EbbPlaceAndTime *where)
{
  EbbNumberRow *self = g_object_new (EBB_TYPE_NUMBER_ROW, NULL);
  const EbbSettingForm *form = ebb_setting_form_get (setting);

  self->setting = setting;
  self->form = form;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _(form->title));
  if (form->subtitle != NULL)
    ebb_fit_row_set_subtitle (EBB_FIT_ROW (self), _(form->subtitle));

  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 1, 1));
  gtk_spin_button_set_numeric (self->spin, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), WIDTH_CHARACTERS);
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  /* Translators: no number is set. */
  gtk_text_set_placeholder_text (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->spin))), C_("number", "None"));
  self->unit = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->unit), "dim-label");
  gtk_label_set_wrap (self->unit, TRUE);
  gtk_label_set_natural_wrap_mode (self->unit, GTK_NATURAL_WRAP_NONE);

  if (form->unit == NULL)
    {
      self->limit_switch = GTK_SWITCH (gtk_switch_new ());
      gtk_widget_set_valign (GTK_WIDGET (self->limit_switch), GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->limit_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Limit the price"), -1);
      g_signal_connect_swapped (self->limit_switch, "notify::active", G_CALLBACK (limit_cb), self);
      ebb_fit_row_add_switch (EBB_FIT_ROW (self), GTK_WIDGET (self->limit_switch));
    }
  ebb_fit_row_add_control (EBB_FIT_ROW (self), GTK_WIDGET (self->spin));
  ebb_fit_row_add_control (EBB_FIT_ROW (self), GTK_WIDGET (self->unit));
  ebb_fit_row_set_activatable_widget (EBB_FIT_ROW (self), self->limit_switch != NULL ? GTK_WIDGET (self->limit_switch)
                                                                                      : GTK_WIDGET (self->spin));

  ebb_number_row_set_place (self, where);
  g_signal_connect_swapped (self->spin, "value-changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->spin, "output", G_CALLBACK (output_cb), self);
  g_signal_connect_swapped (self->spin, "input", G_CALLBACK (input_cb), self);

  return GTK_WIDGET (self);
}

static double
first_known (double a,
             double b)
{
  return isnan (a) ? b : a;
}

/**
 * ebb_number_row_set_value:
 * @self: a row
 * @value: value, range and step
 *
 * Shows a value. What a person is typing is left alone.
 */
void
ebb_number_row_set_value (EbbNumberRow          *self,
                          const EbbSettingValue *value)
{
  const EbbSettingForm *form = self->form;
  double step = first_known (value->step, form->step) * self->scale;
  double lowest = first_known (value->minimum, form->minimum) * self->scale;
  g_autofree char *typed = NULL;
  int position = gtk_editable_get_position (GTK_EDITABLE (self->spin));

  if (value->value == self->stored && gtk_spin_button_get_value (self->spin) == self->shown &&
      (gtk_widget_get_state_flags (GTK_WIDGET (self->spin)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;

  typed = is_typing (self) ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->spin))) : NULL;
  self->is_setting = TRUE;
  self->step = first_known (value->step, form->step);
  self->stored = value->value;
  self->shown = NAN;
  /* A value outside of the range is shown as it is: fmin() and fmax() pass over NAN. */
  if (self->limit_switch == NULL && isnan (value->value))
    lowest -= step;
  gtk_spin_button_set_range (self->spin, fmin (lowest, value->value * self->scale),
                             fmax (first_known (value->maximum, form->maximum), value->value) * self->scale);
  gtk_spin_button_set_increments (self->spin, step, step * 5);
  gtk_spin_button_set_digits (self->spin, (guint) ebb_setting_form_count_decimals (step));
  if (self->limit_switch != NULL)
    gtk_switch_set_active (self->limit_switch, !isnan (value->value));
  if (!isnan (value->value))
    {
      gtk_spin_button_set_value (self->spin, value->value * self->scale);
      /* What it would make of its own text as soon as somebody passes through. */
      gtk_spin_button_update (self->spin);
      self->shown = gtk_spin_button_get_value (self->spin);
    }
  else if (self->limit_switch == NULL)
    {
      gtk_spin_button_set_value (self->spin, lowest);
      self->shown = gtk_spin_button_get_value (self->spin);
      gtk_spin_button_update (self->spin);
    }
  if (typed != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->spin), typed);
      gtk_editable_set_position (GTK_EDITABLE (self->spin), position);
    }
  edited_cb (self);
  self->is_setting = FALSE;
}

/**
 * ebb_number_row_get_value:
 * @self: a row
 *
 * Returns: the value as it is stored, NAN for none
 */
double
ebb_number_row_get_value (EbbNumberRow *self)
{
  double value;

  if (self->limit_switch != NULL && !gtk_switch_get_active (self->limit_switch))
    return NAN;
  if (gtk_spin_button_get_value (self->spin) == self->shown)
    return self->stored;

  value = gtk_spin_button_get_value (self->spin) / self->scale;

  /* With VAT hardly any price that one enters is one that the service can hold. */
  return self->limit_switch != NULL ? round (value / self->step) * self->step : value;
}

/**
 * ebb_number_row_commit:
 * @self: a row
 *
 * Takes what is being typed, as if it were left.
 */
void
ebb_number_row_commit (EbbNumberRow *self)
{
  if (self->limit_switch == NULL || gtk_switch_get_active (self->limit_switch))
    gtk_spin_button_update (self->spin);
}
