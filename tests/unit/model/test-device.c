/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A device and a facility stay the same objects while what is known of them changes. */

#include "model/ebb-device.h"
#include "model/ebb-facility.h"

#include <math.h>

static void
count_cb (guint *n)
{
  (*n)++;
}

static EbbDevice *
make_device (const char *id,
             const char *name,
             const char *model,
             const char *manufacturer)
{
  EbbDeviceValues values = {
    .device_id = g_strdup (id),
    .custom_device_name = g_strdup (name),
    .model = g_strdup (model),
    .manufacturer = g_strdup (manufacturer),
    .kind = EBB_DEVICE_HEAT_PUMP,
    .capabilities = g_new0 (char *, 1),
    .reasons = g_array_new (FALSE, TRUE, sizeof (EbbReason)),
    .attention = g_array_new (FALSE, TRUE, sizeof (EbbAttention)),
  };
  EbbDevice *device = ebb_device_new (&values);

  /* What it owned has moved. */
  g_assert_null (values.device_id);
  g_assert_null (values.reasons);

  return device;
}

static void
add_reason (EbbDevice     *device,
            EbbReasonCode  code,
            EbbTruth       is_deciding)
{
  EbbReason reason = { .code = code, .code_text = g_strdup ("code"), .is_deciding = is_deciding };

  g_array_append_val (ebb_device_get_values (device)->reasons, reason);
}

static void
test_name (void)
{
  static const struct
  {
    const char *name;
    const char *model;
    const char *manufacturer;
    const char *shown;
    const char *maker;
  } cases[] = {
    { "Mine", "S1156", "Lagom", "Mine", "Lagom S1156" },
    { "", "S1156", "Lagom", "S1156", "Lagom S1156" },
    { NULL, "S1156", NULL, "S1156", "S1156" },
    { NULL, "", "Lagom", "Lagom", "Lagom" },
    { NULL, "S1156", "", "S1156", "S1156" },
    { NULL, NULL, "Lagom", "Lagom", "Lagom" },
    { NULL, NULL, NULL, "Heat pump", "Heat pump" },
    { "", "", "", "Heat pump", "Heat pump" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EbbDevice) device = make_device ("a", cases[i].name, cases[i].model, cases[i].manufacturer);
      g_autofree char *maker = ebb_device_dup_maker (device);
      g_autofree char *property = NULL;

      g_object_get (device, "name", &property, NULL);
      g_assert_cmpstr (ebb_device_get_name (device), ==, cases[i].shown);
      g_assert_cmpstr (property, ==, cases[i].shown);
      g_assert_cmpstr (maker, ==, cases[i].maker);
    }
}

static void
test_kinds (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = 0; kind < EBB_N_DEVICE_KINDS; kind++)
    g_assert_true (g_hash_table_add (names, (gpointer) ebb_device_kind_get_name (kind)));
}

static void
test_update (void)
{
  const char *id;
  g_autoptr (EbbDevice) device = make_device ("a", "Old", NULL, NULL);
  g_autoptr (EbbDevice) newer = make_device ("a", "New", NULL, NULL);
  g_autoptr (EbbDevice) other = make_device ("b", "Other", NULL, NULL);
  guint n_changed = 0;
  guint n_names = 0;

  g_signal_connect_swapped (device, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (device, "notify::name", G_CALLBACK (count_cb), &n_names);
  add_reason (device, EBB_REASON_DISABLED, EBB_YES);

  g_assert_false (ebb_device_update (device, other));
  g_assert_false (ebb_device_update (device, device));
  g_assert_cmpstr (ebb_device_get_name (device), ==, "Old");
  g_assert_cmpuint (n_changed, ==, 0);

  id = ebb_device_get_id (device);
  g_assert_true (ebb_device_update (device, newer));
  /* Whoever has it keeps it. */
  g_assert_true (ebb_device_get_id (device) == id);
  g_assert_cmpstr (ebb_device_get_name (device), ==, "New");
  g_assert_null (ebb_device_get_deciding_reason (device));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_names, ==, 1);
}

static void
test_deciding (void)
{
  g_autoptr (EbbDevice) device = make_device ("a", NULL, NULL, NULL);

  g_assert_null (ebb_device_get_deciding_reason (device));
  add_reason (device, EBB_REASON_OTHER, EBB_UNKNOWN);
  add_reason (device, EBB_REASON_PREHEATING, EBB_NO);
  g_assert_cmpint (ebb_device_get_deciding_reason (device)->code, ==, EBB_REASON_OTHER);
  add_reason (device, EBB_REASON_MANUAL_START, EBB_YES);
  add_reason (device, EBB_REASON_COMFORT_FLOOR, EBB_YES);
  g_assert_cmpint (ebb_device_get_deciding_reason (device)->code, ==, EBB_REASON_MANUAL_START);
}

static EbbFacility *
make_facility (const char *id,
               const char *name,
               const char *time_zone)
{
  EbbFacilityValues values = { .facility_id = g_strdup (id), .name = g_strdup (name),
                               .time_zone = g_strdup (time_zone), .vat_rate = NAN };

  return ebb_facility_new (&values);
}

static void
test_facility (void)
{
  g_autoptr (EbbFacility) facility = make_facility ("1", "House", "Europe/Helsinki");
  g_autoptr (EbbFacility) newer = make_facility ("1", NULL, "Europe/Oslo");
  g_autoptr (EbbFacility) other = make_facility ("2", "Flat", NULL);
  guint n_names = 0;

  g_signal_connect_swapped (facility, "notify::name", G_CALLBACK (count_cb), &n_names);
  g_assert_cmpstr (g_time_zone_get_identifier (ebb_facility_get_time_zone (facility)), ==, "Europe/Helsinki");
  g_assert_false (ebb_facility_update (facility, other));
  g_assert_false (ebb_facility_update (facility, facility));
  g_assert_cmpstr (ebb_facility_get_name (facility), ==, "House");

  g_assert_true (ebb_facility_update (facility, newer));
  g_assert_cmpstr (ebb_facility_get_name (facility), ==, "Home");
  g_assert_cmpstr (g_time_zone_get_identifier (ebb_facility_get_time_zone (facility)), ==, "Europe/Oslo");
  g_assert_cmpuint (n_names, ==, 1);
}

/* A zone that is none is UTC, and none is looked for outside of where zones are. */
static void
test_zones (void)
{
  static const char *const zones[] = { NULL, "", "Mars/Olympus", "/etc/passwd", ":/etc/passwd", "../../../etc/passwd",
                                       "zone.tab", "Europe", "Europe/", "Europe/Stockholm\n", "UTC",
                                       "/usr/share/zoneinfo/Europe/Stockholm" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (EbbFacility) facility = make_facility ("1", NULL, zones[i]);

      g_test_message ("%s", zones[i]);
      g_assert_nonnull (ebb_facility_get_time_zone (facility));
      g_assert_cmpint (g_time_zone_get_offset (ebb_facility_get_time_zone (facility), 0), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device/name", test_name);
  g_test_add_func ("/device/kinds", test_kinds);
  g_test_add_func ("/device/update", test_update);
  g_test_add_func ("/device/deciding", test_deciding);
  g_test_add_func ("/facility/update", test_facility);
  g_test_add_func ("/facility/zones", test_zones);

  return g_test_run ();
}
