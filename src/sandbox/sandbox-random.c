/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance that can be asked for by name. Nothing here keeps state: every value is a function of a seed and of what it is for
 * (a device, a day, a quarter-hour), so any day of any year can be asked for alone, in any order. Integers only, so that
 * every machine gives the same answer to the last bit. */

#include "sandbox/sandbox-random.h"

/* SplitMix64's finaliser (Steele, Lea, Flood 2014). */
static guint64
mix (guint64 x)
{
  x ^= x >> 30;
  x *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x ^= x >> 27;
  x *= G_GUINT64_CONSTANT (0x94d049bb133111eb);
  x ^= x >> 31;
  return x;
}

/**
 * sandbox_hash:
 * @seed: a seed, or an earlier hash
 * @a: what the value is for
 * @b: what the value is for
 *
 * Returns: 64 even bits, the same for the same three numbers
 */
guint64
sandbox_hash (guint64 seed,
              gint64  a,
              gint64  b)
{
  guint64 x = mix (seed + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  x = mix (x ^ ((guint64) a * G_GUINT64_CONSTANT (0xd1b54a32d192ed03)));
  return mix (x + (guint64) b * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1);
}

/**
 * sandbox_hash_text:
 * @seed: a seed
 * @text: what the value is for
 *
 * Returns: 64 even bits
 */
guint64
sandbox_hash_text (guint64     seed,
                   const char *text)
{
  guint64 x = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    x = (x ^ *c) * G_GUINT64_CONSTANT (0x100000001b3);

  return mix (mix (seed) ^ x);
}

/**
 * sandbox_hash_between:
 * @seed: a seed
 * @a: what the value is for
 * @b: what the value is for
 * @lowest: the smallest answer
 * @highest: the largest answer
 *
 * Returns: a whole number in [@lowest, @highest]
 */
gint
sandbox_hash_between (guint64 seed,
                      gint64  a,
                      gint64  b,
                      gint    lowest,
                      gint    highest)
{
  guint64 span = (guint64) ((gint64) highest - lowest) + 1;

  return lowest + (gint) (((sandbox_hash (seed, a, b) >> 32) * span) >> 32);
}

/**
 * sandbox_divide:
 * @numerator: any number
 * @denominator: a positive number
 *
 * Returns: the quotient rounded to the nearest whole number, halves upwards
 */
gint64
sandbox_divide (gint64 numerator,
                gint64 denominator)
{
  gint64 doubled = 2 * numerator + denominator;
  gint64 quotient = doubled / (2 * denominator);

  if (doubled % (2 * denominator) < 0)
    quotient--;
  return quotient;
}

/**
 * sandbox_noise:
 * @seed: a seed
 * @position: where on an endless line
 * @knot_distance: how far apart the random values lie that the line runs through
 *
 * A line that wanders smoothly: weather, wind, mood.
 *
 * Returns: a value in [-1000, 1000]
 */
gint
sandbox_noise (guint64 seed,
               gint64  position,
               gint64  knot_distance)
{
  gint64 knot = position / knot_distance;
  gint64 left, right, t, eased;

  if (position % knot_distance < 0)
    knot--;

  left = sandbox_hash_between (seed, knot, 0, -1000, 1000);
  right = sandbox_hash_between (seed, knot + 1, 0, -1000, 1000);
  t = (position - knot * knot_distance) * 1000 / knot_distance;
  eased = t * t * (3000 - 2 * t) / 1000000;
  return (gint) (left + (right - left) * eased / 1000);
}

/**
 * sandbox_sine:
 * @phase: where in the period
 * @period: its length
 *
 * Bhaskara's rational approximation (seventh century, off by at most 0.2 %), so that no machine's libm matters.
 *
 * Returns: the sine, in thousandths
 */
gint
sandbox_sine (gint64 phase,
              gint64 period)
{
  gint64 degrees100, x;
  gboolean negative;

  phase %= period;
  if (phase < 0)
    phase += period;

  degrees100 = phase * 36000 / period;
  negative = degrees100 >= 18000;
  x = (negative ? degrees100 - 18000 : degrees100);
  x = x * (18000 - x) / 10000;
  x = 4000 * x / (40500 - x);
  return (gint) (negative ? -x : x);
}

/**
 * sandbox_uuid:
 * @seed: a seed
 *
 * Returns: (transfer full): a version 4 UUID that is the same for the same seed
 */
char *
sandbox_uuid (guint64 seed)
{
  guint64 high = sandbox_hash (seed, 1, 4);
  guint64 low = sandbox_hash (seed, 2, 4);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint) (high >> 32), (guint) (high >> 16) & 0xffff, (guint) high & 0xfff,
                          ((guint) (low >> 48) & 0x3fff) | 0x8000, low & G_GUINT64_CONSTANT (0xffffffffffff));
}
