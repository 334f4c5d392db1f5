/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a device in the list: what it shows of each kind and state, what a screen reader is told, and its switch. */

#include "home-stage.h"

#include "ui/ebb-device-card.h"

static GtkWidget *
find_card (Stage      *stage,
           const char *name)
{
  GtkWidget *label = NULL;

  stage_wait_until ((label = stage_find (stage->window, GTK_TYPE_LABEL, "label", name)) != NULL);

  return gtk_widget_get_ancestor (label, EBB_TYPE_DEVICE_CARD);
}

static GtkWidget *
child (GtkWidget  *card,
       const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (card, EBB_TYPE_DEVICE_CARD, id));
}

static const char *
text (GtkWidget  *card,
      const char *id)
{
  return gtk_label_get_text (GTK_LABEL (child (card, id)));
}

static void
test_kinds (void)
{
  static const char *const kinds[] = { "electric_vehicle", "charger", "heat_pump", "thermostat", "water_heater", "battery", "inverter" };
  static const char *const scenarios[] = { "electric-vehicle-waiting", "charger-waiting", "heat-pump-waiting", "thermostat-waiting",
                                           "water-heater-waiting", "battery-waiting", "inverter-running" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (Stage) stage = stage_new (scenarios[i]);
      EbbDevice *device = stage_find_device (stage, kinds[i]);
      GtkWidget *card;

      stage_open (stage, 480, 700);
      card = find_card (stage, ebb_device_get_name (device));
      g_assert_nonnull (gtk_image_get_icon_name (GTK_IMAGE (child (card, "icon"))));
      g_assert_cmpstr (text (card, "sentence"), !=, "");
      g_assert_cmpint (gtk_widget_get_visible (child (card, "level")), ==,
                       !isnan (ebb_device_get_values (device)->telemetry.state_of_charge));
      g_assert_false (gtk_widget_get_visible (child (card, "attention_box")));
      g_assert_false (gtk_widget_get_visible (child (card, "age")));
    }
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/device-card/kinds", test_kinds);

  return g_test_run ();
}
