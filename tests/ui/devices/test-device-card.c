/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a device in the list: what it shows of each kind and state, what a screen reader is told, and its switch. */

#include "home-stage.h"

#include <math.h>

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

static GtkWidget *
open_one (Stage      *stage,
          const char *kind)
{
  stage_open (stage, 480, 700);

  return find_card (stage, ebb_device_get_name (stage_find_device (stage, kind)));
}

/* A kind, a state and codes from the future: shown as other, nothing breaks. */
static void
test_unknown (void)
{
  g_autoptr (Stage) stage = stage_new ("unknown-device-type");
  GtkWidget *card = open_one (stage, "sauna_stove");

  g_assert_cmpstr (text (card, "name"), ==, "The sauna");
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (child (card, "icon"))), !=, NULL);

  stage_break (stage, "[{'operation':'*','body':'unknown-enum'}]");
  stage_refresh (stage);
  g_assert_no_error (ebb_home_get_error (stage_get_home (stage)));
  card = find_card (stage, "The sauna");
  g_assert_cmpstr (text (card, "sentence"), !=, "");
}

static void
test_never_reported (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-never-reported");
  GtkWidget *card = open_one (stage, "electric_vehicle");

  g_assert_false (gtk_widget_get_visible (child (card, "level")));
  g_assert_false (gtk_widget_get_visible (child (card, "level_text")));
  g_assert_cmpstr (text (card, "age"), ==, "Has not reported yet");
}

static void
test_old (void)
{
  g_autoptr (Stage) stage = stage_new ("heat-pump-unreachable-2h");
  GtkWidget *card = open_one (stage, "heat_pump");

  g_assert_cmpstr (text (card, "age"), ==, "Last heard of 2\u00a0h ago, not connected since");
  g_assert_true (gtk_widget_get_visible (child (card, "attention_box")));
}

static void
test_attention (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-needs-login");
  GtkWidget *card = open_one (stage, "electric_vehicle");

  g_assert_true (gtk_widget_get_visible (child (card, "attention_box")));
  g_assert_cmpstr (text (card, "attention"), ==, "Sign in to the device’s maker again");
}

/* Names are text, whatever they look like, and never push the card out of a narrow window. */
static void
test_names (void)
{
  static const char *const scenarios[] = { "very-long-names", "emoji-names", "markup-names", "right-to-left-names" };

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autoptr (Stage) stage = stage_new (scenarios[i]);
      GListModel *devices = ebb_home_get_devices (stage_get_home (stage));

      stage_open (stage, 360, 640);
      g_assert_cmpint (gtk_widget_get_width (stage->window), <=, 360);
      for (guint j = 0; j < g_list_model_get_n_items (devices); j++)
        {
          g_autoptr (EbbDevice) device = g_list_model_get_item (devices, j);
          GtkWidget *card = find_card (stage, ebb_device_get_name (device));

          g_assert_cmpstr (text (card, "name"), ==, ebb_device_get_name (device));
          g_assert_cmpint (gtk_widget_get_width (card), <, 360);
        }
    }
}

/* What cannot be steered has no switch. */
static void
test_no_switch (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-unsupported");
  GtkWidget *card = open_one (stage, "electric_vehicle");

  g_assert_false (gtk_widget_get_visible (child (card, "enabled_switch")));
}

/* A list that is read aloud tells of each row what it is and does, and of each switch whose it is. */
static void
test_accessible (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkWidget *card = open_one (stage, "electric_vehicle");
  GtkWidget *row = gtk_widget_get_parent (card);

  gtk_test_accessible_assert_property (child (card, "enabled_switch"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Run The car when power is cheap");
  g_assert_true (gtk_widget_get_focusable (row));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "The car");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text (card, "sentence"));
  gtk_test_accessible_assert_role (child (card, "level"), GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (child (card, "level"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Charge");
  gtk_test_accessible_assert_property (child (card, "level"), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                       ebb_device_get_values (device)->telemetry.state_of_charge);
}

static gboolean
is_enabled_at_service (Stage     *stage,
                       EbbDevice *device)
{
  g_autoptr (JsonNode) settings = stage_get_settings (stage, ebb_device_get_id (device));

  return json_object_get_boolean_member (json_node_get_object (settings), "is_enabled");
}

static void
test_switch (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkSwitch *enabled = GTK_SWITCH (child (open_one (stage, "electric_vehicle"), "enabled_switch"));

  g_assert_true (gtk_switch_get_state (enabled));
  gtk_switch_set_active (enabled, FALSE);
  /* Not before the service has taken it. */
  g_assert_true (gtk_switch_get_state (enabled));
  stage_wait_until (!gtk_switch_get_state (enabled));
  g_assert_false (is_enabled_at_service (stage, device));

  gtk_switch_set_active (enabled, TRUE);
  stage_wait_until (gtk_switch_get_state (enabled));
  g_assert_true (is_enabled_at_service (stage, device));
}

/* A refresh meanwhile does not flip it back, and who changes their mind meanwhile gets what they said last. */
static void
test_switch_twice (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkSwitch *enabled = GTK_SWITCH (child (open_one (stage, "electric_vehicle"), "enabled_switch"));

  gtk_switch_set_active (enabled, FALSE);
  g_signal_emit_by_name (device, "changed");
  g_assert_false (gtk_switch_get_active (enabled));
  gtk_switch_set_active (enabled, TRUE);
  gtk_switch_set_active (enabled, FALSE);
  stage_wait_until (!gtk_switch_get_state (enabled));
  stage_refresh (stage);
  g_assert_false (gtk_switch_get_active (enabled));
  g_assert_false (gtk_switch_get_state (enabled));
  g_assert_false (is_enabled_at_service (stage, device));
}

/* Nothing is answered, and what is shown becomes older all the same. */
static void
test_ages (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkWidget *card = open_one (stage, "electric_vehicle");

  stage_break (stage, "[{'operation':'*','drop':true}]");
  g_assert_false (gtk_widget_get_visible (child (card, "age")));
  ebb_clock_advance (stage->clock, 3 * EBB_MINUTE);
  ebb_clock_tell_passed (stage->clock);
  g_assert_true (gtk_widget_get_visible (child (card, "age")));
  g_assert_true (g_str_has_prefix (text (card, "age"), "Last heard of 3") || g_str_has_prefix (text (card, "age"), "Last heard of 4"));
}

static void
test_switch_refused (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  EbbDevice *device = stage_find_device (stage, "electric_vehicle");
  GtkSwitch *enabled = GTK_SWITCH (child (open_one (stage, "electric_vehicle"), "enabled_switch"));

  stage_break (stage, "[{'operation':'PUT devices/{deviceId}/spo','status':403,'code':'forbidden'}]");
  gtk_switch_set_active (enabled, FALSE);
  stage_wait_until (gtk_switch_get_active (enabled));
  g_assert_true (gtk_switch_get_state (enabled));
  stage_wait_until (stage_find_type (stage->window, "AdwToastWidget") != NULL);
  g_assert_true (is_enabled_at_service (stage, device));
}

/* The service takes it, but the device goes on saying what it said: the switch tells what is, not what was wished. */
static void
test_switch_ignored (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkSwitch *enabled = GTK_SWITCH (child (open_one (stage, "electric_vehicle"), "enabled_switch"));

  stage_break (stage, "[{'operation':'PUT devices/{deviceId}/spo','status':200}]");
  gtk_switch_set_active (enabled, FALSE);
  stage_break (stage, "[{'operation':'GET devices/{deviceId}','status':500,'code':'internal'}]");
  stage_wait_until (gtk_switch_get_active (enabled) == gtk_switch_get_state (enabled));
}

/* A card goes while its request is under way. */
static void
test_end_while_asking (void)
{
  g_autoptr (Stage) stage = stage_new ("electric-vehicle-waiting");
  GtkSwitch *enabled = GTK_SWITCH (child (open_one (stage, "electric_vehicle"), "enabled_switch"));

  gtk_switch_set_active (enabled, FALSE);
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/device-card/kinds", test_kinds);
  g_test_add_func ("/device-card/unknown", test_unknown);
  g_test_add_func ("/device-card/never-reported", test_never_reported);
  g_test_add_func ("/device-card/old", test_old);
  g_test_add_func ("/device-card/attention", test_attention);
  g_test_add_func ("/device-card/names", test_names);
  g_test_add_func ("/device-card/no-switch", test_no_switch);
  g_test_add_func ("/device-card/accessible", test_accessible);
  g_test_add_func ("/device-card/ages", test_ages);
  g_test_add_func ("/device-card/switch", test_switch);
  g_test_add_func ("/device-card/switch-twice", test_switch_twice);
  g_test_add_func ("/device-card/switch-refused", test_switch_refused);
  g_test_add_func ("/device-card/switch-ignored", test_switch_ignored);
  g_test_add_func ("/device-card/end-while-asking", test_end_while_asking);

  return g_test_run ();
}
