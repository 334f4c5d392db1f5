/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-calendar.h"

G_BEGIN_DECLS

#define SANDBOX_PRICE_PARTS 100000 /* a price is a whole number of hundred-thousandths of a krona (or euro) per kWh */

/**
 * SandboxPriceMode:
 *
 * What the market is like: as it is, or one of the states a reviewer can ask for.
 */
typedef enum
{
  SANDBOX_PRICES_NORMAL,
  SANDBOX_PRICES_NEGATIVE,
  SANDBOX_PRICES_FLAT,
  SANDBOX_PRICES_ZERO,
  SANDBOX_PRICES_SPIKE,
  SANDBOX_PRICES_HOURLY,
  SANDBOX_PRICES_MISSING_SLOTS,
  SANDBOX_PRICES_TOMORROW_MISSING,
  SANDBOX_PRICES_ONE_DAY_ONLY,
} SandboxPriceMode;

typedef struct
{
  gint   day;
  gint   n;                  /* quarter-hours: 92, 96 or 100 */
  gint64 start_us;
  gint16 minute[100];        /* local clock at the start of the quarter-hour */
  gint32 price[100];         /* per kWh excluding VAT, in SANDBOX_PRICE_PARTS */
  gint32 forecast[100];      /* what was expected before the day's prices were published */
  gint16 carbon_g[100];      /* the grid's grams of CO2 per kWh */
  gint16 outdoor_c100[100];  /* hundredths of a degree */
} SandboxMarketDay;

/**
 * SandboxMarket:
 *
 * Spot prices, the grid's carbon and the weather of one price area: a function of seed, area and date.
 */
typedef struct _SandboxMarket SandboxMarket;

SandboxMarket          *sandbox_market_new             (const SandboxCalendar *calendar,
                                                        guint64                seed,
                                                        const char            *price_area,
                                                        const char            *currency,
                                                        SandboxPriceMode       mode);
void                    sandbox_market_free            (SandboxMarket         *self);
const SandboxMarketDay *sandbox_market_get_day         (SandboxMarket         *self,
                                                        gint                   day);
SandboxPriceMode        sandbox_market_get_mode        (SandboxMarket         *self);
gint64                  sandbox_market_published_until (SandboxMarket         *self,
                                                        gint64                 now_us);
gint64                  sandbox_market_forecast_until  (SandboxMarket         *self,
                                                        gint64                 now_us);
gboolean                sandbox_price_mode_from_text   (const char            *text,
                                                        SandboxPriceMode      *mode);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxMarket, sandbox_market_free)

G_END_DECLS
