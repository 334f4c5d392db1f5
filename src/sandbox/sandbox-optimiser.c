/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimiser: pure functions from prices and needs to a plan. Filling (a car) takes the cheapest quarter-hours before
 * the deadline, which is optimal since they do not depend on each other. Stores that leak or give back (a warm house, a
 * tank, a battery) are planned by dynamic programming over their content, half-hour by half-hour. */

#include "sandbox/sandbox-optimiser.h"

#include <string.h>

#define MAX_BLOCKS    (SANDBOX_MAX_SLOTS / 2 + 2)
#define MAX_LEVELS    25
#define FEW_LEVELS    12
#define NEVER         (G_GINT64_CONSTANT (1) << 56)
#define ABOVE_LIMIT   1000000      /* added to a price above the limit: only what comfort demands is bought then */
#define WORTH_MOVING  400          /* per kWh moved: smaller gains are not worth switching for */
#define SHORT_OF_GOAL 3000000      /* per kWh missing when it matters */
#define SHORT_OF_FULL 900000       /* per kWh that a battery lacks at the end; less than what buying above the limit costs */
#define BELOW_RESERVE 50000        /* per kWh and half-hour that a battery is below its reserve */

typedef struct
{
  gint   from;
  gint   n;
  gint64 price;     /* mean, with what holds off buying above the limit */
  gint64 market;    /* mean */
  gint32 demand_wh;
} Block;

static gboolean
is_usable (const SandboxTask *task,
           gint               slot)
{
  return task->usable == NULL || task->usable[slot] != 0;
}

/**
 * sandbox_run_at_once:
 * @task: what to plan
 * @total_wh: how much energy
 * @plan: (array): is filled from the task's start
 *
 * The plan of a device that nobody optimises.
 *
 * Returns: what could not be had
 */
gint
sandbox_run_at_once (const SandboxTask *task,
                     gint32             total_wh,
                     gint32            *plan)
{
  gint32 left = MAX (0, total_wh);

  for (gint i = task->from; i < task->n; i++)
    {
      plan[i] = is_usable (task, i) ? MIN (left, task->full_wh) : 0;
      left -= plan[i];
    }

  return left;
}

/* Takes from the cheapest quarter-hours first, from the earliest among equals. */
static gint32
fill_cheapest (const SandboxTask *task,
               gint               end,
               gint32             left,
               gint32            *plan)
{
  while (left > 0)
    {
      gint best = -1;

      for (gint i = task->from; i < end; i++)
        if (is_usable (task, i) && plan[i] < task->full_wh && task->price[i] <= task->limit
            && (best < 0 || task->price[i] < task->price[best]))
          best = i;

      if (best < 0)
        break;

      gint32 taken = MIN (left, task->full_wh - plan[best]);

      plan[best] += taken;
      left -= taken;
    }

  return left;
}

/**
 * sandbox_optimise_fill:
 * @task: what to plan
 * @fill: how much energy is needed
 * @plan: (array): is filled from the task's start
 *
 * What is needed at once is taken at once. The rest comes from the cheapest quarter-hours before the deadline; what does
 * not fit before it comes as soon as possible after it.
 *
 * Returns: what is missing at the deadline
 */
gint32
sandbox_optimise_fill (const SandboxTask *task,
                       const SandboxFill *fill,
                       gint32            *plan)
{
  gint deadline = CLAMP (task->deadline, task->from, task->n);
  gint32 at_once = CLAMP (fill->at_once_wh, 0, MAX (0, fill->total_wh));
  gint32 missed = sandbox_run_at_once (task, at_once, plan);
  gint32 left = MAX (0, fill->total_wh) - at_once;
  gint32 late = 0;

  left = fill_cheapest (task, deadline, left, plan);
  for (gint i = deadline; i < task->n; i++)
    late += plan[i];

  missed += left + late;
  for (gint i = deadline; i < task->n && left > 0; i++)
    if (is_usable (task, i) && task->price[i] <= task->limit)
      {
        gint32 taken = MIN (left, task->full_wh - plan[i]);

        plan[i] += taken;
        left -= taken;
      }

  return missed;
}

/* Before planning, a store that is out of its band is brought back into it. */
static gint
recover (const SandboxTask *task,
         const SandboxBand *band,
         gint32            *content,
         gint32            *plan)
{
  gint i = task->from;

  while (i < task->n && (*content < band->low || *content > band->high))
    {
      plan[i] = *content < band->low ? MIN (task->full_wh, band->low - *content + band->demand_wh[i]) : 0;
      *content += plan[i] - band->demand_wh[i];
      i++;
      if (*content > band->high && band->demand_wh[i - 1] == 0)
        *content = band->high;
    }

  return i;
}

static gint
make_blocks (const SandboxTask *task,
             const gint32      *demand_wh,
             gint               from,
             Block             *blocks)
{
  gint n_blocks = 0;

  for (gint i = from; i < task->n;)
    {
      Block *block = &blocks[n_blocks++];

      block->from = i;
      block->n = (i % 2 == 0 && i + 1 < task->n) ? 2 : 1;
      block->price = 0;
      block->market = 0;
      block->demand_wh = 0;
      for (gint k = 0; k < block->n; k++, i++)
        {
          block->price += task->price[i] + (task->price[i] > task->limit ? ABOVE_LIMIT : 0);
          block->market += task->price[i];
          block->demand_wh += demand_wh != NULL ? demand_wh[i] : 0;
        }
      block->price /= block->n;
      block->market /= block->n;
    }

  return n_blocks;
}

/* Contents that the plan goes through: even steps with the wished-for one (0) among them. */
static gint
make_levels (gint32  low,
             gint32  high,
             gint32  step,
             gint32 *levels)
{
  gint above = MIN (high / step, MAX_LEVELS / 2);
  gint below = MIN (-low / step, MAX_LEVELS - 1 - above);

  for (gint k = -below; k <= above; k++)
    levels[k + below] = k * step;

  return above + below + 1;
}

/* A store can only sink by as much as leaves it, so the steps are no larger than that. */
static gint32
choose_step (const SandboxBand *band,
             const Block       *blocks,
             gint               n_blocks)
{
  gint32 demand = 0;

  for (gint b = 0; b < n_blocks; b++)
    demand += blocks[b].demand_wh;

  return MAX (1, MIN ((band->high - band->low) / FEW_LEVELS, demand / MAX (1, n_blocks)));
}

static gint
nearest_level (const gint32 *levels,
               gint          n,
               gint32        content)
{
  gint best = 0;

  for (gint k = 1; k < n; k++)
    if (ABS (levels[k] - content) < ABS (levels[best] - content))
      best = k;

  return best;
}

/**
 * sandbox_optimise_band:
 * @task: what to plan
 * @band: the store
 * @plan: (array): is filled from the task's start
 *
 * Keeps the store's content within its band, at the least cost. Nothing is moved for a gain that is hardly one, and what
 * would be a trickle is put off until it is worth starting for; a part of the band is kept back for that.
 */
void
sandbox_optimise_band (const SandboxTask *task,
                       const SandboxBand *band,
                       gint32            *plan)
{
  gint64 value[MAX_LEVELS], next[MAX_LEVELS];
  guint8 choice[MAX_BLOCKS][MAX_LEVELS];
  gint32 levels[MAX_LEVELS];
  Block blocks[MAX_BLOCKS];
  gint32 content = band->start;
  gint start = recover (task, band, &content, plan);
  gint n_blocks = make_blocks (task, band->demand_wh, start, blocks);
  gint32 step = choose_step (band, blocks, n_blocks);
  gint32 trickle = MIN (task->full_wh / 2, (band->high - band->low) / 8);
  gint n_levels = make_levels (MIN (0, band->low + trickle), band->high, step, levels);
  gint end = nearest_level (levels, n_levels, band->end);

  for (gint k = 0; k < n_levels; k++)
    next[k] = ABS (levels[k] - levels[end]) * (gint64) SHORT_OF_GOAL;

  for (gint b = n_blocks - 1; b >= 0; b--)
    {
      const Block *block = &blocks[b];
      gint32 full = task->full_wh * block->n;
      gboolean due = band->full_at_deadline && block->from < task->deadline
                     && block->from + block->n >= task->deadline;
      gint64 value_of[MAX_LEVELS];

      for (gint to = 0; to < n_levels; to++)
        value_of[to] = next[to] + (due ? (levels[n_levels - 1] - levels[to]) * (gint64) SHORT_OF_GOAL : 0);

      for (gint k = 0; k < n_levels; k++)
        {
          gint64 best = NEVER;
          gint best_level = 0;

          /* Sinking is rounded to a full step: what that loses on paper is found again when the plan is made out. */
          for (gint to = MAX (0, k - (block->demand_wh + step - 1) / step); to < n_levels; to++)
            {
              gint32 energy = MAX (0, levels[to] - levels[k] + block->demand_wh);
              gint64 cost;

              if (energy > full && to > 0)
                break;

              cost = energy * block->price + ABS (levels[to] - levels[k]) * (gint64) WORTH_MOVING + value_of[to];
              if (energy > full)
                cost += (energy - full) * (gint64) SHORT_OF_GOAL;
              if (cost < best)
                {
                  best = cost;
                  best_level = to;
                }
            }

          /* Nothing fits when the store must stay where it is although nothing leaves it: it stays. */
          value[k] = best < NEVER ? best : next[k];
          choice[b][k] = (guint8) (best < NEVER ? best_level : k);
        }
      memcpy (next, value, sizeof next);
    }

  for (gint b = 0, k = nearest_level (levels, n_levels, content); b < n_blocks; b++)
    {
      gint to = choice[b][k];
      gboolean settle = b == n_blocks - 1
                        || (band->full_at_deadline && blocks[b].from + blocks[b].n >= task->deadline
                            && blocks[b].from < task->deadline);
      gint32 energy = levels[to] - content + blocks[b].demand_wh;

      k = to;
      energy = CLAMP (energy, 0, task->full_wh * blocks[b].n);
      if (energy < trickle && !settle)
        energy = 0;
      content += energy - blocks[b].demand_wh;
      for (gint i = 0; i < blocks[b].n; i++)
        {
          plan[blocks[b].from + i] = energy / (blocks[b].n - i);
          energy -= plan[blocks[b].from + i];
        }
    }
}

static gint
make_battery_levels (gint32  low,
                     gint32  high,
                     gint32  step,
                     gint32 *levels)
{
  gint n = MIN ((high - low) / step, MAX_LEVELS - 1) + 1;

  for (gint k = 0; k < n; k++)
    levels[k] = low + k * step;

  return n;
}

/* What the grid sees of a change of content. */
static gint32
charged (gint32 change,
         gint   efficiency_percent)
{
  return change > 0 ? change * 100 / efficiency_percent : change * efficiency_percent / 100;
}

/**
 * sandbox_optimise_battery:
 * @task: what to plan
 * @band: the store; nothing leaves it by itself
 * @efficiency_percent: how much of what is charged, and of what is discharged, arrives
 * @plan: (array): is filled from the task's start, negative where the battery gives back
 *
 * Buys where it is cheap and gives back where it is dear, both losses counted.
 */
void
sandbox_optimise_battery (const SandboxTask *task,
                          const SandboxBand *band,
                          gint               efficiency_percent,
                          gint32            *plan)
{
  gint64 value[MAX_LEVELS], next[MAX_LEVELS];
  guint8 choice[MAX_BLOCKS][MAX_LEVELS];
  gint32 levels[MAX_LEVELS];
  Block blocks[MAX_BLOCKS];
  gint n_blocks = make_blocks (task, NULL, task->from, blocks);
  gint32 low = MIN (band->low, band->start);
  gint32 step = MAX (1, (MAX (band->high, band->start) - low) / FEW_LEVELS);
  gint n_levels = make_battery_levels (low, MAX (band->high, band->start), step, levels);
  gint end = nearest_level (levels, n_levels, band->end);

  for (gint k = 0; k < n_levels; k++)
    next[k] = MAX (0, levels[end] - levels[k]) * (gint64) SHORT_OF_FULL;

  for (gint b = n_blocks - 1; b >= 0; b--)
    {
      gint64 value_of[MAX_LEVELS], move_cost[2 * MAX_LEVELS];
      gboolean usable = is_usable (task, blocks[b].from) && is_usable (task, blocks[b].from + blocks[b].n - 1);
      gint reach = 0;

      /* The steps are even, so what a move costs depends on how far it goes only. The limit is one for buying. */
      for (gint steps = 1; usable && steps < n_levels && step * steps * 100 / efficiency_percent <= task->full_wh * blocks[b].n; steps++)
        {
          gint64 moving = (gint64) step * steps * (5 * WORTH_MOVING);

          reach = steps;
          move_cost[MAX_LEVELS + steps] = charged (step * steps, efficiency_percent) * blocks[b].price + moving;
          move_cost[MAX_LEVELS - steps] = charged (-step * steps, efficiency_percent) * blocks[b].market + moving;
        }

      move_cost[MAX_LEVELS] = 0;
      for (gint to = 0; to < n_levels; to++)
        value_of[to] = next[to] + MAX (0, band->low - levels[to]) * (gint64) BELOW_RESERVE;

      for (gint k = 0; k < n_levels; k++)
        {
          value[k] = value_of[k];
          choice[b][k] = (guint8) k;
          for (gint to = MAX (0, k - reach); to <= MIN (n_levels - 1, k + reach); to++)
            {
              gint64 cost = move_cost[to - k + MAX_LEVELS] + value_of[to];

              if (to != k && cost < value[k])
                {
                  value[k] = cost;
                  choice[b][k] = (guint8) to;
                }
            }
        }
      memcpy (next, value, sizeof next);
    }

  for (gint b = 0, k = nearest_level (levels, n_levels, band->start); b < n_blocks; b++)
    {
      gint to = choice[b][k];
      gint32 change = levels[to] - levels[k];
      gint32 energy = charged (change, efficiency_percent);

      k = to;
      for (gint i = 0; i < blocks[b].n; i++)
        {
          plan[blocks[b].from + i] = energy / (blocks[b].n - i);
          energy -= plan[blocks[b].from + i];
        }
    }
}
