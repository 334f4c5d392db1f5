/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When settings are the same, and when they cannot be right. */

#include "model/ebb-spo-settings.h"

#include <math.h>

/* Everything applies, within 0 to 100, and nothing is wrong. */
static EbbSpoValues
make_values (void)
{
  EbbSpoValues values = { .is_enabled = EBB_YES, .has_ready_by = TRUE };

  for (int day = 0; day < 7; day++)
    values.ready_by[day] = day == 6 ? EBB_NO_TIME : 7 * 60;
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    values.numbers[i] = (EbbSettingValue) { TRUE, 50, 0, 100, 1 };

  return values;
}

static void
test_equal (void)
{
  EbbSpoValues a = make_values ();
  EbbSpoValues b = make_values ();

  g_assert_true (ebb_spo_values_equal (&a, &b));
  b.numbers[0].value += 1e-12;
  b.numbers[1].maximum = 7;
  b.numbers[2].step = NAN;
  g_assert_true (ebb_spo_values_equal (&a, &b));
  a.numbers[3].value = NAN;
  g_assert_false (ebb_spo_values_equal (&a, &b));
  b.numbers[3].value = NAN;
  g_assert_true (ebb_spo_values_equal (&a, &b));

  /* What does not apply does not count. */
  a.numbers[4].is_present = b.numbers[4].is_present = FALSE;
  b.numbers[4].value = 1;
  a.has_ready_by = b.has_ready_by = FALSE;
  b.ready_by[0] = 5;
  g_assert_true (ebb_spo_values_equal (&a, &b));
}

static void
test_different (void)
{
  EbbSpoValues a = make_values ();

  for (int i = 0; i < EBB_N_SETTINGS; i++)
    {
      EbbSpoValues b = a;

      b.numbers[i].value = 51;
      g_assert_false (ebb_spo_values_equal (&a, &b));
      b = a;
      b.numbers[i].is_present = FALSE;
      g_assert_false (ebb_spo_values_equal (&a, &b));
    }
  for (int day = 0; day < 7; day++)
    {
      EbbSpoValues b = a;

      b.ready_by[day] = 0;
      g_assert_false (ebb_spo_values_equal (&a, &b));
    }
  {
    EbbSpoValues b = a;

    b.is_enabled = EBB_UNKNOWN;
    g_assert_false (ebb_spo_values_equal (&a, &b));
    b = a;
    b.has_ready_by = FALSE;
    g_assert_false (ebb_spo_values_equal (&a, &b));
  }
}

static void
assert_fault (const EbbSpoValues *values,
              EbbSetting          expected)
{
  EbbSetting setting;
  g_autofree char *fault = ebb_spo_values_check (values, &setting);

  g_assert_nonnull (fault);
  g_assert_true (g_str_has_suffix (fault, "."));
  g_assert_cmpint (setting, ==, expected);
}

static void
assert_no_fault (const EbbSpoValues *values)
{
  EbbSetting setting;

  g_assert_null (ebb_spo_values_check (values, &setting));
}

static void
test_ranges (void)
{
  EbbSpoValues values = make_values ();

  assert_no_fault (&values);
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    {
      values = make_values ();
      values.numbers[i].value = -0.1;
      assert_fault (&values, (EbbSetting) i);
      values.numbers[i].value = 100.1;
      assert_fault (&values, (EbbSetting) i);

      /* Without a range everything goes, as does what does not apply, and no limit at all. */
      values.numbers[i].minimum = values.numbers[i].maximum = NAN;
      values.numbers[i].is_present = FALSE;
      assert_no_fault (&values);
      values = make_values ();
      values.numbers[i].value = NAN;
      assert_no_fault (&values);
    }
  /* The ends belong to the range, also when they come out of a sum. */
  values = make_values ();
  values.numbers[EBB_SETTING_MAXIMUM_PRICE] = (EbbSettingValue) { TRUE, 0.1 + 0.2, -0.3, 0.3, 0.01 };
  assert_no_fault (&values);
  values.numbers[EBB_SETTING_MAXIMUM_PRICE].value = -0.3;
  assert_no_fault (&values);
}

static void
test_order (void)
{
  static const struct
  {
    EbbSetting lower;
    EbbSetting upper;
  } pairs[] = {
    { EBB_SETTING_MINIMUM_STATE_OF_CHARGE, EBB_SETTING_TARGET_STATE_OF_CHARGE },
    { EBB_SETTING_HOT_WATER_MINIMUM_C, EBB_SETTING_HOT_WATER_MAXIMUM_C },
    { EBB_SETTING_RESERVE_MINIMUM, EBB_SETTING_RESERVE_MAXIMUM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      EbbSpoValues values = make_values ();

      values.numbers[pairs[i].lower].value = 50 + 1e-12;
      assert_no_fault (&values);
      values.numbers[pairs[i].lower].value = 51;
      assert_fault (&values, pairs[i].lower);
      values.numbers[pairs[i].upper].is_present = FALSE;
      assert_no_fault (&values);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spo-settings/equal", test_equal);
  g_test_add_func ("/spo-settings/different", test_different);
  g_test_add_func ("/spo-settings/ranges", test_ranges);
  g_test_add_func ("/spo-settings/order", test_order);

  return g_test_run ();
}
