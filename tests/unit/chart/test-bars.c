/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bars.h"

#include <math.h>

static void
test_missing (void)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();

  ebb_bars_add (bars, 1, "a", "A", 5, EBB_BAR_NORMAL);
  ebb_bars_add (bars, 2, "b", "B", NAN, EBB_BAR_NORMAL);
  ebb_bars_add (bars, 3, "c", "C", 7, EBB_BAR_MISSING);
  ebb_bars_add (bars, 4, "d", "D", INFINITY, EBB_BAR_ESTIMATED);
  ebb_bars_add (bars, 5, NULL, "E", 0, EBB_BAR_PARTIAL);

  g_assert_cmpuint (ebb_bars_get_count (bars), ==, 5);
  g_assert_cmpint (ebb_bars_get_status (bars, 0), ==, EBB_BAR_NORMAL);
  for (guint i = 1; i < 4; i++)
    {
      g_assert_cmpint (ebb_bars_get_status (bars, i), ==, EBB_BAR_MISSING);
      g_assert_true (isnan (ebb_bars_get_value (bars, i)));
    }
  g_assert_cmpint (ebb_bars_get_status (bars, 4), ==, EBB_BAR_PARTIAL);
  g_assert_cmpfloat (ebb_bars_get_value (bars, 4), ==, 0);
  g_assert_cmpstr (ebb_bars_get_label (bars, 4), ==, "");
  g_assert_cmpstr (ebb_bars_get_sentence (bars, 4), ==, "E");
}

static void
test_find (void)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  guint index = 99;

  ebb_bars_add (bars, -3, "a", "A", 1, EBB_BAR_NORMAL);
  ebb_bars_add (bars, G_MAXINT64, "b", "B", 1, EBB_BAR_NORMAL);

  g_assert_true (ebb_bars_find (bars, G_MAXINT64, &index));
  g_assert_cmpuint (index, ==, 1);
  g_assert_true (ebb_bars_find (bars, -3, NULL));
  g_assert_false (ebb_bars_find (bars, 0, NULL));
  g_assert_false (ebb_bars_find (bars, EBB_BARS_NO_KEY, NULL));
}

static void
test_range (void)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();
  double low = 1;
  double high = -1;

  ebb_bars_get_range (bars, &low, &high);
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat (high, ==, 0);

  ebb_bars_add (bars, 1, "a", "A", NAN, EBB_BAR_NORMAL);
  ebb_bars_add (bars, 2, "b", "B", 12, EBB_BAR_NORMAL);
  ebb_bars_get_range (bars, &low, &high);
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat (high, ==, 12);

  ebb_bars_add (bars, 3, "c", "C", -2, EBB_BAR_ESTIMATED);
  ebb_bars_get_range (bars, &low, &high);
  g_assert_cmpfloat (low, ==, -2);
  g_assert_cmpfloat (high, ==, 12);
}

static char *
format_cb (double   value,
           double   step,
           gpointer user_data)
{
  return g_strdup_printf ("%g by %g %s", value, step, (const char *) user_data);
}

static void
freed_cb (gpointer user_data)
{
  *(char *) user_data = '!';
}

static void
test_format (void)
{
  EbbBars *bars = ebb_bars_new ();
  char first[] = "kr";
  char second[] = "kWh";
  g_autofree char *plain = ebb_bars_format (bars, -2.5, 2.5);
  g_autofree char *whole = NULL;
  g_autofree char *own = NULL;

  g_assert_cmpstr (plain, ==, "-2.5");
  whole = ebb_bars_format (bars, 200, 100);
  g_assert_cmpstr (whole, ==, "200");

  ebb_bars_set_format (bars, format_cb, first, freed_cb);
  own = ebb_bars_format (bars, 4, 2);
  g_assert_cmpstr (own, ==, "4 by 2 kr");

  ebb_bars_set_format (bars, format_cb, second, freed_cb);
  g_assert_cmpstr (first, ==, "!r");
  g_assert_cmpstr (second, ==, "kWh");

  g_assert_finalize_object (bars);
  g_assert_cmpstr (second, ==, "!Wh");
}

static void
test_unit (void)
{
  g_autoptr (EbbBars) bars = ebb_bars_new ();

  g_assert_null (ebb_bars_get_unit (bars));
  ebb_bars_set_unit (bars, "kr");
  g_assert_cmpstr (ebb_bars_get_unit (bars), ==, "kr");
  ebb_bars_set_unit (bars, NULL);
  g_assert_null (ebb_bars_get_unit (bars));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/bars/missing", test_missing);
  g_test_add_func ("/chart/bars/find", test_find);
  g_test_add_func ("/chart/bars/range", test_range);
  g_test_add_func ("/chart/bars/format", test_format);
  g_test_add_func ("/chart/bars/unit", test_unit);

  return g_test_run ();
}
