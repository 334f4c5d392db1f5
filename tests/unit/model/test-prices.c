/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prices and plans as they are looked up. */

#include "model/ebb-plan.h"
#include "model/ebb-prices.h"

#include <math.h>

#include "base/ebb-clock.h"

#define AT(quarter) ((gint64) (quarter) * 15 * EBB_MINUTE)

static EbbPrices *
create_prices (const EbbPrice *prices,
               guint           n)
{
  EbbPricesValues values = { g_strdup ("SEK"), g_strdup ("SE3"), 0.25, g_array_new (FALSE, FALSE, sizeof (EbbPrice)) };

  g_array_append_vals (values.prices, prices, n);

  return ebb_prices_new (&values);
}

static void
test_find (void)
{
  /* Out of order, an hour long and a quarter, with a gap before the last. */
  static const EbbPrice values[] = {
    { AT (9), AT (10), NAN, EBB_NO }, { AT (4), AT (8), 0.5, EBB_NO }, { AT (8), AT (9), -0.1, EBB_YES },
    { AT (12), AT (13), 0.7, EBB_NO },
  };
  g_autoptr (EbbPrices) prices = create_prices (values, G_N_ELEMENTS (values));

  g_assert_cmpuint (ebb_prices_get_count (prices), ==, 4);
  g_assert_cmpint (ebb_prices_get (prices, 0)->start_us, ==, AT (4));
  g_assert_null (ebb_prices_find (prices, AT (4) - 1));
  g_assert_cmpfloat (ebb_prices_find (prices, AT (4))->price, ==, 0.5);
  g_assert_cmpfloat (ebb_prices_find (prices, AT (8) - 1)->price, ==, 0.5);
  g_assert_cmpfloat (ebb_prices_find (prices, AT (8))->price, ==, -0.1);
  g_assert_true (isnan (ebb_prices_find (prices, AT (9))->price));
  g_assert_null (ebb_prices_find (prices, AT (10)));
  g_assert_null (ebb_prices_find (prices, AT (11)));
  g_assert_cmpfloat (ebb_prices_find (prices, AT (12))->price, ==, 0.7);
  g_assert_null (ebb_prices_find (prices, AT (13)));
  g_assert_null (ebb_prices_find (prices, EBB_TIME_UNKNOWN));
}

/* Neither a forecast nor a price that is not known is published. */
static void
test_published (void)
{
  static const EbbPrice values[] = {
    { AT (0), AT (1), 0.5, EBB_NO }, { AT (1), AT (2), 0.5, EBB_UNKNOWN }, { AT (2), AT (3), NAN, EBB_NO },
    { AT (3), AT (4), 0.5, EBB_YES },
  };
  g_autoptr (EbbPrices) prices = create_prices (values, G_N_ELEMENTS (values));
  g_autoptr (EbbPrices) forecast = create_prices (values + 3, 1);
  g_autoptr (EbbPrices) none = create_prices (NULL, 0);

  g_assert_cmpint (ebb_prices_get_published (prices), ==, AT (2));
  g_assert_cmpint (ebb_prices_get_published (forecast), ==, EBB_TIME_UNKNOWN);
  g_assert_cmpint (ebb_prices_get_published (none), ==, EBB_TIME_UNKNOWN);
  g_assert_null (ebb_prices_find (none, 0));
}

static void
test_plan (void)
{
  static const EbbPlanSlot slots[] = {
    { AT (2), AT (3), 3, NAN, NAN, NAN }, { AT (0), AT (1), 1, 1, 0.5, NAN }, { AT (1), AT (2), 2, 0, 0.5, NAN },
  };
  EbbPlanValues values = { .slots = g_array_new (FALSE, FALSE, sizeof (EbbPlanSlot)) };
  EbbPlanValues bare = { 0 };
  g_autoptr (EbbPlan) plan = NULL;
  g_autoptr (EbbPlan) empty = ebb_plan_new (&bare);

  g_array_append_vals (values.slots, slots, G_N_ELEMENTS (slots));
  plan = ebb_plan_new (&values);
  g_assert_cmpuint (ebb_plan_get_n_slots (plan), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (ebb_plan_get_slot (plan, i)->planned_kw, ==, i + 1);
  g_assert_cmpuint (ebb_plan_get_n_slots (empty), ==, 0);
  g_assert_cmpuint (ebb_plan_get_n_notes (empty), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prices/find", test_find);
  g_test_add_func ("/prices/published", test_published);
  g_test_add_func ("/prices/plan", test_plan);

  return g_test_run ();
}
