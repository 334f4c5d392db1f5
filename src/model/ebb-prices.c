/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The spot prices of a stretch of time, in order of time. They never change. */

#include "model/ebb-prices.h"

#include <math.h>

#include "base/ebb-clock.h"
#include "model/ebb-spans.h"

struct _EbbPrices
{
  GObject parent_instance;

  EbbPricesValues values;
};

G_DEFINE_FINAL_TYPE (EbbPrices, ebb_prices, G_TYPE_OBJECT)

static void
ebb_prices_finalize (GObject *object)
{
  EbbPrices *self = EBB_PRICES (object);

  g_free (self->values.currency);
  g_free (self->values.price_area);
  g_array_unref (self->values.prices);

  G_OBJECT_CLASS (ebb_prices_parent_class)->finalize (object);
}

static void
ebb_prices_class_init (EbbPricesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_prices_finalize;
}

static void
ebb_prices_init (EbbPrices *self)
{
}

/**
 * ebb_prices_new:
 * @values: what the service says, in any order; what it owns moves to the prices
 *
 * Returns: (transfer full): prices
 */
EbbPrices *
ebb_prices_new (EbbPricesValues *values)
{
  EbbPrices *self = g_object_new (EBB_TYPE_PRICES, NULL);

  self->values = *values;
  *values = (EbbPricesValues) { 0 };
  ebb_spans_sort (self->values.prices);

  return self;
}

/**
 * ebb_prices_get_count:
 * @self: prices
 *
 * Returns: how many there are
 */
guint
ebb_prices_get_count (EbbPrices *self)
{
  return self->values.prices->len;
}

/**
 * ebb_prices_get:
 * @self: prices
 * @position: from 0
 *
 * Returns: (transfer none): one of them
 */
const EbbPrice *
ebb_prices_get (EbbPrices *self,
                guint      position)
{
  g_return_val_if_fail (position < self->values.prices->len, NULL);

  return &g_array_index (self->values.prices, EbbPrice, position);
}

/**
 * ebb_prices_find:
 * @self: prices
 * @time_us: a time
 *
 * Returns: (transfer none) (nullable): the price that holds then; %NULL where the service says none
 */
const EbbPrice *
ebb_prices_find (EbbPrices *self,
                 gint64     time_us)
{
  return ebb_spans_find (self->values.prices, time_us);
}

/**
 * ebb_prices_get_currency:
 * @self: prices
 *
 * Returns: (transfer none) (nullable): ISO 4217 code
 */
const char *
ebb_prices_get_currency (EbbPrices *self)
{
  return self->values.currency;
}

/**
 * ebb_prices_get_published:
 * @self: prices
 *
 * Returns: until when prices are published, or %EBB_TIME_UNKNOWN when none is; what is said of later times is a forecast
 */
gint64
ebb_prices_get_published (EbbPrices *self)
{
  for (guint i = self->values.prices->len; i > 0; i--)
    {
      const EbbPrice *price = ebb_prices_get (self, i - 1);

      if (price->is_forecast != EBB_YES && !isnan (price->price))
        return price->end_us;
    }

  return EBB_TIME_UNKNOWN;
}
