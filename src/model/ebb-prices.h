/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ebb-json.h"

G_BEGIN_DECLS

/**
 * EbbPrice:
 * @start_us: from when
 * @end_us: until when
 * @price: per kWh excl. VAT, major units of the currency, or NAN
 * @is_forecast: whether it is a guess, because it is not published yet
 */
typedef struct
{
  gint64   start_us;
  gint64   end_us;
  double   price;
  EbbTruth is_forecast;
} EbbPrice;

/**
 * EbbPricesValues:
 * @currency: (nullable): ISO 4217 code
 * @price_area: (nullable): "SE3"
 * @vat_rate: fraction, or NAN
 * @prices: (element-type EbbPrice)
 */
typedef struct
{
  char   *currency;
  char   *price_area;
  double  vat_rate;
  GArray *prices;
} EbbPricesValues;

#define EBB_TYPE_PRICES (ebb_prices_get_type ())
G_DECLARE_FINAL_TYPE (EbbPrices, ebb_prices, EBB, PRICES, GObject)

EbbPrices      *ebb_prices_new           (EbbPricesValues *values);
guint           ebb_prices_get_count     (EbbPrices       *self);
const EbbPrice *ebb_prices_get           (EbbPrices       *self,
                                          guint            position);
const EbbPrice *ebb_prices_find          (EbbPrices       *self,
                                          gint64           time_us);
const char     *ebb_prices_get_currency  (EbbPrices       *self);
gint64          ebb_prices_get_published (EbbPrices       *self);

G_END_DECLS
