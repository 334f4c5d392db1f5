/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimiser alone: against small cases worked out by hand, and against every other plan in random ones. */

#include "sandbox/sandbox-optimiser.h"
#include "sandbox/sandbox-random.h"

#include <string.h>

#define N 96

static gint64
cost_of (const gint32 *plan,
         const gint32 *price,
         gint          n)
{
  gint64 cost = 0;

  for (gint i = 0; i < n; i++)
    cost += (gint64) plan[i] * price[i];

  return cost;
}

static gint32
energy_of (const gint32 *plan,
           gint          from,
           gint          to)
{
  gint32 energy = 0;

  for (gint i = from; i < to; i++)
    energy += plan[i];

  return energy;
}

static void
set_prices (gint32 *price,
            gint    seed)
{
  for (gint i = 0; i < SANDBOX_MAX_SLOTS; i++)
    price[i] = sandbox_hash_between (seed, 1, i, -20000, 200000);
}

static void
test_fill_by_hand (void)
{
  const gint32 price[] = { 50, 10, 40, 20, 30, 5 };
  const guint8 usable[] = { 1, 1, 1, 1, 0, 1 };
  SandboxTask task = { 0, 6, price, usable, 100, G_MAXINT32, 5 };
  SandboxFill fill = { 0, 250 };
  gint32 plan[6];

  g_assert_cmpint (sandbox_optimise_fill (&task, &fill, plan), ==, 0);
  g_assert_cmpint (plan[0], ==, 0);
  g_assert_cmpint (plan[1], ==, 100);
  g_assert_cmpint (plan[2], ==, 50);
  g_assert_cmpint (plan[3], ==, 100);
  g_assert_cmpint (plan[4], ==, 0);
  g_assert_cmpint (plan[5], ==, 0);

  /* The minimum comes at once, whatever it costs. */
  fill.at_once_wh = 120;
  g_assert_cmpint (sandbox_optimise_fill (&task, &fill, plan), ==, 0);
  g_assert_cmpint (plan[0], ==, 100);
  g_assert_cmpint (plan[1], ==, 100);
  g_assert_cmpint (plan[3], ==, 50);

  /* A limit holds, and what is missing is said. */
  fill.at_once_wh = 0;
  task.limit = 20;
  g_assert_cmpint (sandbox_optimise_fill (&task, &fill, plan), ==, 50);
  g_assert_cmpint (plan[1], ==, 100);
  g_assert_cmpint (plan[3], ==, 100);
  g_assert_cmpint (plan[2], ==, 0);
  g_assert_cmpint (plan[5], ==, 50);

  /* More than fits before the deadline comes after it. */
  task.limit = G_MAXINT32;
  fill.total_wh = 450;
  g_assert_cmpint (sandbox_optimise_fill (&task, &fill, plan), ==, 50);
  g_assert_cmpint (energy_of (plan, 0, 5), ==, 400);
  g_assert_cmpint (plan[5], ==, 50);
}

/* Moving any energy from a used quarter-hour to another one never makes the plan cheaper. */
static void
test_fill_is_optimal (void)
{
  for (gint seed = 0; seed < 200; seed++)
    {
      gint32 price[SANDBOX_MAX_SLOTS], plan[SANDBOX_MAX_SLOTS], at_once[SANDBOX_MAX_SLOTS];
      gint deadline = sandbox_hash_between (seed, 2, 0, 20, N);
      SandboxTask task = { 0, N, price, NULL, 2750, G_MAXINT32, deadline };
      SandboxFill fill = { 0, sandbox_hash_between (seed, 3, 0, 1, 2750 * 20) };

      set_prices (price, seed);
      g_assert_cmpint (sandbox_optimise_fill (&task, &fill, plan), ==, 0);
      g_assert_cmpint (energy_of (plan, 0, deadline), ==, fill.total_wh);
      sandbox_run_at_once (&task, fill.total_wh, at_once);
      g_assert_cmpint (cost_of (plan, price, N), <=, cost_of (at_once, price, N));
      for (gint i = 0; i < deadline; i++)
        for (gint k = 0; k < deadline; k++)
          if (plan[i] > 0 && plan[k] < task.full_wh)
            g_assert_cmpint (price[i], <=, price[k]);
    }
}

static void
test_band_keeps_comfort (void)
{
  gint64 saved = 0;

  for (gint seed = 0; seed < 100; seed++)
    {
      gint32 price[SANDBOX_MAX_SLOTS], demand[SANDBOX_MAX_SLOTS], plan[SANDBOX_MAX_SLOTS];
      SandboxTask task = { 0, N, price, NULL, 750, G_MAXINT32, N };
      SandboxBand band = { demand, 0, -2000, 1500, 0, FALSE };
      gint32 content = 0, least = 0, most = 0;

      set_prices (price, seed);
      for (gint i = 0; i < N; i++)
        demand[i] = sandbox_hash_between (seed, 5, i, 100, 500);

      sandbox_optimise_band (&task, &band, plan);
      for (gint i = 0; i < N; i++)
        {
          g_assert_cmpint (plan[i], >=, 0);
          g_assert_cmpint (plan[i], <=, task.full_wh);
          content += plan[i] - demand[i];
          least = MIN (least, content);
          most = MAX (most, content);
        }

      /* Within a half-hour the content may lie a little outside. */
      g_assert_cmpint (least, >=, band.low - 500);
      g_assert_cmpint (most, <=, band.high + 500);
      g_assert_cmpint (ABS (content), <=, 300);
      saved += cost_of (demand, price, N) - cost_of (plan, price, N);
    }

  g_assert_cmpint (saved, >, 0);
}

static void
test_band_full_at_deadline (void)
{
  gint32 price[SANDBOX_MAX_SLOTS], demand[SANDBOX_MAX_SLOTS], plan[SANDBOX_MAX_SLOTS];
  SandboxTask task = { 0, N, price, NULL, 750, G_MAXINT32, 60 };
  SandboxBand band = { demand, -2000, -5000, 0, -2000, TRUE };
  gint32 content = band.start;

  set_prices (price, 3);
  for (gint i = 0; i < N; i++)
    demand[i] = 90;

  sandbox_optimise_band (&task, &band, plan);
  for (gint i = 0; i < 60; i++)
    content += plan[i] - demand[i];

  g_assert_cmpint (content, >=, -200);
}

/* Too cold to begin with: heat comes first, whatever it costs. */
static void
test_band_recovers (void)
{
  gint32 price[SANDBOX_MAX_SLOTS], demand[SANDBOX_MAX_SLOTS], plan[SANDBOX_MAX_SLOTS];
  SandboxTask task = { 0, N, price, NULL, 750, G_MAXINT32, N };
  SandboxBand band = { demand, -5000, -2000, 1000, 0, FALSE };

  for (gint i = 0; i < N; i++)
    {
      price[i] = 200000 - 2000 * i;
      demand[i] = 200;
    }

  sandbox_optimise_band (&task, &band, plan);
  for (gint i = 0; i < 5; i++)
    g_assert_cmpint (plan[i], ==, 750);
}

static void
test_battery (void)
{
  gint32 price[SANDBOX_MAX_SLOTS], plan[SANDBOX_MAX_SLOTS];
  SandboxTask task = { 0, N, price, NULL, 1250, G_MAXINT32, N };
  SandboxBand band = { .start = 9000, .low = 2000, .high = 9000, .end = 9000 };
  gint32 content = band.start;

  for (gint i = 0; i < N; i++)
    price[i] = i / 16 % 2 == 0 ? 150000 : 20000;

  sandbox_optimise_battery (&task, &band, 95, plan);
  for (gint i = 0; i < N; i++)
    {
      content += plan[i] > 0 ? plan[i] * 95 / 100 : plan[i] * 100 / 95;
      g_assert_cmpint (content, >=, band.low - 700);
      g_assert_cmpint (content, <=, band.high + 700);
      if (plan[i] != 0)
        g_assert_true ((plan[i] > 0) == (price[i] < 100000));
    }
  g_assert_cmpint (cost_of (plan, price, N), <, -1000000000);

  /* Where prices hardly differ, losses would cost more than is gained: it rests. */
  for (gint i = 0; i < N; i++)
    price[i] = 100000 + i % 7 * 300;
  sandbox_optimise_battery (&task, &band, 95, plan);
  for (gint i = 0; i < N; i++)
    g_assert_cmpint (plan[i], ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/optimiser/fill-by-hand", test_fill_by_hand);
  g_test_add_func ("/sandbox/optimiser/fill-is-optimal", test_fill_is_optimal);
  g_test_add_func ("/sandbox/optimiser/band-keeps-comfort", test_band_keeps_comfort);
  g_test_add_func ("/sandbox/optimiser/band-full-at-deadline", test_band_full_at_deadline);
  g_test_add_func ("/sandbox/optimiser/band-recovers", test_band_recovers);
  g_test_add_func ("/sandbox/optimiser/battery", test_battery);
  return g_test_run ();
}
