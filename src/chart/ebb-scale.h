/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbScale:
 * @min: the low end of the domain, at most 0
 * @max: the high end of the domain, at least 0 and above @min
 * @step: the distance between two ticks
 * @n_ticks: how many ticks there are, at least 1
 *
 * A linear axis: the domain, its ticks, and where a value lies between the ends.
 */
typedef struct
{
  double min;
  double max;
  double step;
  guint n_ticks;

  /*< private >*/
  double first;
  int units;
  int exponent;
} EbbScale;

void   ebb_scale_init          (EbbScale       *scale,
                                double          low,
                                double          high,
                                guint           max_intervals);
double ebb_scale_get_tick      (const EbbScale *scale,
                                guint           index);
double ebb_scale_get_fraction  (const EbbScale *scale,
                                double          value);
guint  ebb_scale_step_decimals (double          step);

G_END_DECLS
