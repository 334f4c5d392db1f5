/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-scale.h"

#include <math.h>

/* The mathematics of an axis, and nothing else. A step is kept as a small whole number times a power of ten, so that a
 * tick is computed with one rounding (3 × 0.1 is 0.3, not 0.30000000000000004) and zero is exactly zero. */

/* Values are cut to this size: beyond it, differences and ticks would not be finite. */
#define LARGEST 1e300
/* Below this a value cannot be told from nothing. */
#define SMALLEST 1e-290
/* How far, in steps, a value may lie outside the last tick without asking for one more: the rounding of a division. */
#define TOLERANCE 1e-9

static double
times_power_of_ten (double number,
                    int    exponent)
{
  /* Dividing by a power that is exact gives the nearest double; multiplying by 0.1 does not. */
  return exponent < 0 ? number / pow (10, -exponent) : number * pow (10, exponent);
}

static double
usable (double value)
{
  return isfinite (value) ? CLAMP (value, -LARGEST, LARGEST) : 0;
}

/**
 * ebb_scale_init:
 * @scale: (out caller-allocates): the scale to fill
 * @low: the lowest value to show
 * @high: the highest value to show
 * @max_intervals: how many steps there may be at most; fewer than 2 counts as 2, since values of both signs need two
 *
 * Makes a domain that contains 0, @low and @high and ends on ticks, with the smallest step of the form 1, 2, 2.5 or
 * 5 × 10ⁿ that needs no more than @max_intervals. What is not a number or not finite is as good as absent; values
 * beyond 1e300 are cut, and those below 1e-290 are zero.
 *
 * When there is nothing but zero to show, the domain is 0 to 1 and its only tick is 0: no magnitude is invented.
 */
void
ebb_scale_init (EbbScale *scale,
                double    low,
                double    high,
                guint     max_intervals)
{
  static const int candidates[] = { 10, 20, 25, 50 };
  double rough;

  g_return_if_fail (scale != NULL);

  low = MIN (usable (low), 0);
  high = MAX (usable (high), 0);
  max_intervals = MAX (max_intervals, 2);
  rough = high / max_intervals - low / max_intervals;

  if (rough < SMALLEST)
    {
      *scale = (EbbScale){ .min = 0, .max = 1, .step = 1, .n_ticks = 1, .first = 0, .units = 1, .exponent = 0 };
      return;
    }

  for (int exponent = (int) floor (log10 (rough)) - 1;; exponent++)
    for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
      {
        double step = times_power_of_ten (candidates[i], exponent);
        double first = floor (low / step + TOLERANCE);
        double last = ceil (high / step - TOLERANCE);

        if (last - first > max_intervals)
          continue;

        scale->units = candidates[i];
        scale->exponent = exponent;
        scale->step = step;
        scale->first = first;
        scale->n_ticks = (guint) (last - first) + 1;
        scale->min = MIN (ebb_scale_get_tick (scale, 0), low);
        scale->max = MAX (ebb_scale_get_tick (scale, scale->n_ticks - 1), high);
        return;
      }
}

/**
 * ebb_scale_get_tick:
 * @scale: a scale
 * @index: from 0 for the lowest tick to `n_ticks - 1`
 *
 * Returns: the value at that tick; the tick at zero is exactly 0, never -0
 */
double
ebb_scale_get_tick (const EbbScale *scale,
                    guint           index)
{
  double steps;

  g_return_val_if_fail (scale != NULL && index < scale->n_ticks, 0);

  steps = scale->first + index;
  return steps == 0 ? 0 : times_power_of_ten (steps * scale->units, scale->exponent);
}

/**
 * ebb_scale_get_fraction:
 * @scale: a scale
 * @value: a value
 *
 * Returns: where @value lies in the domain, from 0 at its low end to 1 at its high end; values outside are held at the
 *   end, and what is not a number lies where 0 does
 */
double
ebb_scale_get_fraction (const EbbScale *scale,
                        double          value)
{
  g_return_val_if_fail (scale != NULL, 0);

  if (isnan (value))
    value = 0;
  value = CLAMP (value, scale->min, scale->max);

  return (value - scale->min) / (scale->max - scale->min);
}

/**
 * ebb_scale_step_decimals:
 * @step: the step of a scale
 *
 * Returns: the number of decimals that a tick of this step needs: none for 25, one for 2.5, two for 0.25
 */
guint
ebb_scale_step_decimals (double step)
{
  int exponent;
  double mantissa;

  if (!isfinite (step) || step <= 0)
    return 0;

  exponent = (int) floor (log10 (step) + TOLERANCE);
  mantissa = times_power_of_ten (step, -exponent);
  if (fabs (mantissa - round (mantissa)) > TOLERANCE * 10)
    exponent--;

  return exponent < 0 ? (guint) -exponent : 0;
}
