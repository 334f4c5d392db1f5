/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-scale.h"

#include <float.h>
#include <math.h>

/* The axis: known answers first, then what must hold for any figures at all. */

typedef struct
{
  double low;
  double high;
  guint max_intervals;
  double min;
  double max;
  double step;
} Case;

static void
test_known (void)
{
  static const Case cases[] = {
    { 0, 10, 5, 0, 10, 2 },
    { 0, 10, 4, 0, 10, 2.5 },
    { 0, 23.7, 5, 0, 25, 5 },
    { 3, 23.7, 5, 0, 25, 5 },
    { 0, 100, 2, 0, 100, 50 },
    { 0, 101, 5, 0, 125, 25 },
    { 0, 0.83, 5, 0, 1, 0.2 },
    { -8, 0, 5, -8, 0, 2 },
    { -8, -3, 5, -8, 0, 2 },
    { -4, 15, 5, -5, 15, 5 },
    { -0.5, 100, 5, -25, 100, 25 },
    { -7, 7, 2, -10, 10, 10 },
    { 0, 317325, 5, 0, 400000, 100000 },
    { 0, 0.00042, 5, 0, 0.0005, 0.0001 },
    { 0, 1e9, 5, 0, 1e9, 2e8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      EbbScale scale;

      g_test_message ("%g … %g in %u", c->low, c->high, c->max_intervals);
      ebb_scale_init (&scale, c->low, c->high, c->max_intervals);
      g_assert_cmpfloat (scale.min, ==, c->min);
      g_assert_cmpfloat (scale.max, ==, c->max);
      g_assert_cmpfloat (scale.step, ==, c->step);
      g_assert_cmpuint (scale.n_ticks, ==, lround ((c->max - c->min) / c->step) + 1);
    }
}

static void
test_exact (void)
{
  EbbScale scale;

  ebb_scale_init (&scale, 0, 0.5, 5);
  g_assert_cmpuint (scale.n_ticks, ==, 6);
  g_assert_cmpfloat (ebb_scale_get_tick (&scale, 3), ==, 0.3);

  ebb_scale_init (&scale, -0.3, 0.3, 6);
  g_assert_cmpfloat (ebb_scale_get_tick (&scale, 3), ==, 0);
  g_assert_false (signbit (ebb_scale_get_tick (&scale, 3)));
}

static void
check_promises (double low,
                double high,
                guint  max_intervals)
{
  EbbScale scale;
  gboolean has_zero = FALSE;

  ebb_scale_init (&scale, low, high, max_intervals);

  g_assert_true (isfinite (scale.min) && isfinite (scale.max) && isfinite (scale.step));
  g_assert_cmpfloat (scale.min, <, scale.max);
  g_assert_cmpfloat (scale.step, >, 0);
  g_assert_cmpfloat (scale.min, <=, 0);
  g_assert_cmpfloat (scale.max, >=, 0);
  /* But for what is too large or too small for any arithmetic. */
  if (isfinite (low))
    g_assert_cmpfloat (scale.min, <=, MAX (low, -1e300) + 1e-289);
  if (isfinite (high))
    g_assert_cmpfloat (scale.max, >=, MIN (high, 1e300) - 1e-289);

  g_assert_cmpuint (scale.n_ticks, >=, 1);
  g_assert_cmpuint (scale.n_ticks, <=, MAX (max_intervals, 2) + 1);
  for (guint i = 0; i < scale.n_ticks; i++)
    {
      double tick = ebb_scale_get_tick (&scale, i);

      has_zero = has_zero || tick == 0;
      g_assert_cmpfloat (tick, >=, scale.min);
      g_assert_cmpfloat (tick, <=, scale.max);
      if (i > 0)
        g_assert_cmpfloat_with_epsilon (tick - ebb_scale_get_tick (&scale, i - 1), scale.step, scale.step * 1e-6);
    }
  g_assert_true (has_zero);

  for (double fraction = 0; fraction <= 1; fraction += 0.125)
    {
      double value = scale.min + fraction * (scale.max - scale.min);

      g_assert_cmpfloat_with_epsilon (ebb_scale_get_fraction (&scale, value), fraction, 1e-9);
    }
}

static void
test_any (void)
{
  static const double hard[] = {
    0,      -0.0,    1,     -1,      0.1,    -0.1,    1e-12,    -1e-12,   DBL_MIN, -DBL_MIN, 4.9e-324, 1e-300, 1e-289,
    1e-200, 1e17,    -1e17, 1e200,   1e300,  DBL_MAX, -DBL_MAX, INFINITY, -INFINITY, NAN,    9.999999999999999,
    10.000000000000002, 0.30000000000000004, 2.5, 25, 249.99999999999997,
  };

  for (guint i = 0; i < G_N_ELEMENTS (hard); i++)
    for (guint j = 0; j < G_N_ELEMENTS (hard); j++)
      for (guint max_intervals = 0; max_intervals < 12; max_intervals++)
        check_promises (hard[i], hard[j], max_intervals);

  for (guint i = 0; i < 20000; i++)
    {
      double low = g_test_rand_double_range (-1, 1) * pow (10, g_test_rand_int_range (-20, 20));
      double high = g_test_rand_double_range (-1, 1) * pow (10, g_test_rand_int_range (-20, 20));

      check_promises (low, high, g_test_rand_int_range (2, 10));
    }
}

/* The step is one that a person would choose, and the data fill the axis: with the next finer step it would not fit. */
static void
test_nice (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      double high = g_test_rand_double_range (0.1, 1) * pow (10, g_test_rand_int_range (-6, 9));
      EbbScale scale;
      double mantissa;

      ebb_scale_init (&scale, 0, high, 5);
      mantissa = scale.step / pow (10, floor (log10 (scale.step) + 1e-9));
      g_assert_true (fabs (mantissa - 1) < 1e-6 || fabs (mantissa - 2) < 1e-6 || fabs (mantissa - 2.5) < 1e-6
                     || fabs (mantissa - 5) < 1e-6);
      g_assert_cmpfloat (scale.max - high, <, scale.step);
      g_assert_cmpuint (scale.n_ticks, >=, 3);
    }
}

static void
test_nothing (void)
{
  static const double none[][2] = { { 0, 0 }, { NAN, NAN }, { INFINITY, -INFINITY }, { 5, -5 } };
  EbbScale scale;

  for (guint i = 0; i < 3; i++)
    {
      ebb_scale_init (&scale, none[i][0], none[i][1], 5);
      g_assert_cmpuint (scale.n_ticks, ==, 1);
      g_assert_cmpfloat (ebb_scale_get_tick (&scale, 0), ==, 0);
      g_assert_cmpfloat (ebb_scale_get_fraction (&scale, 0), ==, 0);
    }
}

static void
test_fraction (void)
{
  EbbScale scale;

  ebb_scale_init (&scale, -5, 15, 5);
  g_assert_cmpfloat (ebb_scale_get_fraction (&scale, -5), ==, 0);
  g_assert_cmpfloat (ebb_scale_get_fraction (&scale, 0), ==, 0.25);
  g_assert_cmpfloat (ebb_scale_get_fraction (&scale, 15), ==, 1);
  g_assert_cmpfloat (ebb_scale_get_fraction (&scale, 99), ==, 1);
  g_assert_cmpfloat (ebb_scale_get_fraction (&scale, -INFINITY), ==, 0);
  g_assert_cmpfloat (ebb_scale_get_fraction (&scale, NAN), ==, 0.25);
}

static void
test_decimals (void)
{
  static const struct
  {
    double step;
    guint decimals;
  } cases[] = {
    { 1, 0 },    { 2, 0 },     { 2.5, 1 },   { 5, 0 },      { 10, 0 },  { 20, 0 },  { 25, 0 },  { 250, 0 }, { 1e9, 0 },
    { 0.1, 1 },  { 0.2, 1 },   { 0.25, 2 },  { 0.5, 1 },    { 0.01, 2 }, { 0.025, 3 }, { 0.0001, 4 }, { 2.5e-5, 6 },
    { 0, 0 },    { -1, 0 },    { NAN, 0 },   { INFINITY, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%g", cases[i].step);
      g_assert_cmpuint (ebb_scale_step_decimals (cases[i].step), ==, cases[i].decimals);
    }

  /* Written with that many decimals, a tick is the tick: nothing is rounded away. */
  for (int exponent = -9; exponent < 9; exponent++)
    {
      EbbScale scale;

      ebb_scale_init (&scale, -3 * pow (10, exponent), 7 * pow (10, exponent), 8);
      for (guint i = 0; i < scale.n_ticks; i++)
        {
          double tick = ebb_scale_get_tick (&scale, i);
          g_autofree char *text = g_strdup_printf ("%.*f", (int) ebb_scale_step_decimals (scale.step), tick);

          g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, tick);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/scale/known", test_known);
  g_test_add_func ("/chart/scale/exact", test_exact);
  g_test_add_func ("/chart/scale/any", test_any);
  g_test_add_func ("/chart/scale/nice", test_nice);
  g_test_add_func ("/chart/scale/nothing", test_nothing);
  g_test_add_func ("/chart/scale/fraction", test_fraction);
  g_test_add_func ("/chart/scale/decimals", test_decimals);

  return g_test_run ();
}
