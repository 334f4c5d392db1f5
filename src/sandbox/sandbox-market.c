/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices with the shape of the Nordic spot market: morning and evening peaks, a weekly rhythm, cheap windy nights, negative
 * noons in summer when sun and wind come together, spikes in winter. Every day is computed from seed, area and date alone;
 * the last few are kept. Published at 13:00 local time the day before, as the day-ahead auction is. */

#include "sandbox/sandbox-market.h"

#include "sandbox/sandbox-random.h"

#include <string.h>

#define KEPT_DAYS          16
#define PUBLISHED_MINUTE   (13 * 60)
#define FORECAST_DAYS      4

enum { STREAM_WIND = 1, STREAM_SUN, STREAM_JITTER, STREAM_SPIKE, STREAM_FORECAST, STREAM_WARMTH, STREAM_LEVEL };

typedef struct
{
  const char *price_area;
  gint32      level;        /* mean price, SEK */
  gint16      mean_c100;    /* outdoor temperature over the year */
  gint16      swing_c100;   /* half the difference between summer and winter */
  gint16      carbon_g;
} Area;

static const Area areas[] = {
  { "SE1", 24000, 150, 1350, 18 },  { "SE2", 26000, 300, 1300, 18 },  { "SE3", 47000, 750, 1080, 26 },
  { "SE4", 60000, 880, 970, 34 },   { "NO1", 50000, 600, 1150, 22 },  { "NO2", 62000, 780, 800, 22 },
  { "NO3", 30000, 500, 950, 20 },   { "NO4", 17000, 250, 1000, 20 },  { "NO5", 48000, 750, 750, 20 },
  { "DK1", 70000, 900, 850, 130 },  { "DK2", 72000, 930, 880, 110 },  { "FI", 55000, 480, 1280, 60 },
  { NULL, 52000, 800, 1000, 60 },
};

static const struct
{
  const char *currency;
  gint        per_mille; /* of a krona */
} currencies[] = { { "NOK", 985 }, { "DKK", 652 }, { "EUR", 87 } };

/* Per mille on top of the day's level, at each full hour; the repeated first value closes the circle. */
static const gint16 workday_shape[25] = { -340, -390, -420, -420, -380, -230, 80, 420, 480, 280, 90, 0, -60,
                                          -110, -110, -20, 180, 470, 560, 420, 210, 30, -110, -240, -340 };
static const gint16 weekend_shape[25] = { -250, -310, -350, -370, -360, -320, -220, -60, 100, 170, 120, 30, -40,
                                          -120, -150, -90, 90, 340, 420, 330, 190, 60, -60, -170, -250 };
/* How much of the sun is up, per mille, at each full hour. */
static const gint16 sun_shape[25] = { 0, 0, 0, 0, 0, 0, 30, 120, 290, 500, 730, 910, 1000, 1000, 930, 760, 520, 290, 110,
                                      20, 0, 0, 0, 0, 0 };

struct _SandboxMarket
{
  const SandboxCalendar *calendar;
  const Area            *area;
  guint64                seed;
  gint                   per_mille;
  SandboxPriceMode       mode;
  SandboxMarketDay       kept[KEPT_DAYS];
};

static gint
shape_at (const gint16 *shape,
          gint          minute)
{
  gint hour = minute / 60;

  return shape[hour] + (shape[hour + 1] - shape[hour]) * (minute % 60) / 60;
}

/* The year as an angle: 1000 around midsummer, -1000 around midwinter, a month later than the sun for the temperature. */
static gint
season_at (gint day,
           gint latest)
{
  gint year, month, month_day;

  sandbox_day_to_date (day, &year, &month, &month_day);
  return sandbox_sine ((day - sandbox_day_from_date (year, 1, 1) - latest + 91) * 1000, 365250);
}

static gint32
price_at (SandboxMarket *self,
          gint           day,
          gint           minute,
          gint64         quarter)
{
  gint season = season_at (day, 172);
  gint weekday = sandbox_day_weekday (day);
  gint wind = sandbox_noise (sandbox_hash (self->seed, STREAM_WIND, 0), quarter, 190);
  gint gusts = sandbox_noise (sandbox_hash (self->seed, STREAM_WIND, 1), quarter, 26);
  gint sun = sandbox_noise (sandbox_hash (self->seed, STREAM_SUN, 0), day, 2);
  gint slow = sandbox_noise (sandbox_hash (self->seed, STREAM_LEVEL, 0), day, 23);
  gint jitter = sandbox_noise (sandbox_hash (self->seed, STREAM_JITTER, 0), quarter, 2);
  gint64 level = self->area->level;
  gint shape = shape_at (weekday >= 5 ? weekend_shape : workday_shape, minute);
  gint64 price;

  wind = (wind * 3 + gusts) / 4;
  level = level * (1000 - season * 3 / 10) / 1000;
  level = level * (1000 + slow * 3 / 10) / 1000;
  level = level * (weekday == 6 ? 840 : weekday == 5 ? 900 : 1000) / 1000;
  level = level * (1000 - wind * 6 / 10) / 1000;
  price = level * (1000 + shape + jitter * 3 / 100) / 1000;

  /* In summer the sun takes the noon with it, below nothing when the wind blows too and industry rests. */
  if (season > -200)
    {
      gint64 solar = (gint64) shape_at (sun_shape, minute) * (700 + sun / 2) / 1000 * (season + 200) / 1200;

      price -= solar * (self->area->level * 8 / 10 + 9000) / 1000 * (wind > 0 ? 1000 + wind / 2 : 1000) / 1000
               * (weekday >= 5 ? 13 : 10) / 10;
    }

  /* Cold and still: one winter day in eleven has a morning and an evening to remember. */
  if (season < -500 && sandbox_hash_between (self->seed, STREAM_SPIKE, day, 0, 10) == 0)
    {
      gint height = sandbox_hash_between (self->seed, STREAM_SPIKE, day + 1000000, 1500, 4500);

      if (shape > 150)
        price += level * height / 1000 * (shape - 150) / 400;
    }

  /* A floor that storms reach: windy nights are nearly free, only sunny noons cost less than nothing. */
  if (price < 0 && shape_at (sun_shape, minute) == 0)
    price = 0;

  return (gint32) CLAMP (price, -80000, 900000);
}

static gint32
in_mode (SandboxMarket *self,
         gint32         price,
         gint           minute)
{
  switch (self->mode)
    {
    case SANDBOX_PRICES_NEGATIVE:
      return price / 4 - self->area->level;
    case SANDBOX_PRICES_FLAT:
      return self->area->level;
    case SANDBOX_PRICES_ZERO:
      return 0;
    case SANDBOX_PRICES_SPIKE:
      return minute >= 17 * 60 && minute < 20 * 60 ? MAX (price, self->area->level) * 10 : price;
    default:
      return price;
    }
}

static void
compute_day (SandboxMarket    *self,
             gint              day,
             SandboxMarketDay *result)
{
  gint warmth_season = season_at (day, 201);
  guint64 warmth = sandbox_hash (self->seed, STREAM_WARMTH, 0);
  guint64 guess = sandbox_hash (self->seed, STREAM_FORECAST, 0);

  result->day = day;
  result->n = sandbox_calendar_day_quarters (self->calendar, day, &result->start_us, result->minute);

  for (gint i = 0; i < result->n; i++)
    {
      gint64 quarter = result->start_us / SANDBOX_QUARTER_US + i;
      gint minute = result->minute[i];
      gint32 price = in_mode (self, price_at (self, day, minute, quarter), minute);
      gint64 expected = (gint64) price * (1000 + sandbox_noise (guess, quarter, 11) * 15 / 100) / 1000
                        + self->area->level * sandbox_noise (guess, quarter + 5000, 40) / 12000;
      gint daily = sandbox_sine (minute - 9 * 60, 1440);

      result->price[i] = (gint32) sandbox_divide ((gint64) price * self->per_mille, 1000);
      result->forecast[i] = (gint32) sandbox_divide (expected * self->per_mille, 1000000) * 1000;
      result->carbon_g[i] = (gint16) (self->area->carbon_g
                                      * (1000 + CLAMP (price, 0, 150000) / 250 + sandbox_noise (guess, quarter, 70) / 5)
                                      / 1000);
      result->outdoor_c100[i] = (gint16) (self->area->mean_c100 + self->area->swing_c100 * warmth_season / 1000
                                          + sandbox_noise (warmth, quarter, 260) * 65 / 100
                                          + daily * (250 + 150 * warmth_season / 1000) / 1000);
    }

  if (self->mode == SANDBOX_PRICES_HOURLY)
    for (gint i = 0; i + 3 < result->n; i += 4)
      for (gint k = 1; k < 4; k++)
        {
          result->price[i + k] = result->price[i];
          result->forecast[i + k] = result->forecast[i];
        }
}

/**
 * sandbox_market_new:
 * @calendar: the area's local days; must outlive the market
 * @seed: the world's seed
 * @price_area: such as SE3; one that is not known gets a middling market
 * @currency: ISO 4217
 * @mode: what the market is like
 *
 * Returns: (transfer full): the market
 */
SandboxMarket *
sandbox_market_new (const SandboxCalendar *calendar,
                    guint64                seed,
                    const char            *price_area,
                    const char            *currency,
                    SandboxPriceMode       mode)
{
  SandboxMarket *self = g_new0 (SandboxMarket, 1);

  self->calendar = calendar;
  self->mode = mode;
  self->per_mille = 1000;
  self->seed = sandbox_hash_text (seed, price_area);
  for (self->area = areas; self->area->price_area != NULL; self->area++)
    if (strcmp (self->area->price_area, price_area) == 0)
      break;

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].currency, currency) == 0)
      self->per_mille = currencies[i].per_mille;

  for (guint i = 0; i < KEPT_DAYS; i++)
    self->kept[i].day = G_MININT;

  return self;
}

void
sandbox_market_free (SandboxMarket *self)
{
  g_free (self);
}

/**
 * sandbox_market_get_day:
 * @self: a market
 * @day: a local day
 *
 * Returns: (transfer none): its figures, valid until a few other days have been asked for
 */
const SandboxMarketDay *
sandbox_market_get_day (SandboxMarket *self,
                        gint           day)
{
  SandboxMarketDay *kept = &self->kept[(guint) day % KEPT_DAYS];

  if (kept->day != day)
    compute_day (self, day, kept);

  return kept;
}

SandboxPriceMode
sandbox_market_get_mode (SandboxMarket *self)
{
  return self->mode;
}

/**
 * sandbox_market_published_until:
 * @self: a market
 * @now_us: a time
 *
 * Returns: the first moment whose price is not yet published at @now_us
 */
gint64
sandbox_market_published_until (SandboxMarket *self,
                                gint64         now_us)
{
  SandboxLocal local;
  gboolean tomorrow;

  sandbox_calendar_get_local (self->calendar, now_us, &local);
  tomorrow = local.minute >= PUBLISHED_MINUTE && self->mode != SANDBOX_PRICES_TOMORROW_MISSING
             && self->mode != SANDBOX_PRICES_ONE_DAY_ONLY;
  return sandbox_calendar_day_start (self->calendar, local.day + (tomorrow ? 2 : 1));
}

/**
 * sandbox_market_forecast_until:
 * @self: a market
 * @now_us: a time
 *
 * Returns: the first moment of which not even a forecast is known at @now_us
 */
gint64
sandbox_market_forecast_until (SandboxMarket *self,
                               gint64         now_us)
{
  gint day = sandbox_calendar_get_day (self->calendar, now_us);

  switch (self->mode)
    {
    case SANDBOX_PRICES_ONE_DAY_ONLY:
    case SANDBOX_PRICES_TOMORROW_MISSING:
      return sandbox_market_published_until (self, now_us);
    default:
      return sandbox_calendar_day_start (self->calendar, day + FORECAST_DAYS);
    }
}

/**
 * sandbox_price_mode_from_text:
 * @text: a word of the home document
 * @mode: (out): what it means
 *
 * Returns: whether it is one
 */
gboolean
sandbox_price_mode_from_text (const char       *text,
                              SandboxPriceMode *mode)
{
  static const char *const words[] = { "normal", "negative", "flat", "zero", "spike", "hourly", "missing-slots",
                                       "tomorrow-missing", "one-day-only" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], text) == 0)
      {
        *mode = (SandboxPriceMode) i;
        return TRUE;
      }

  return FALSE;
}
