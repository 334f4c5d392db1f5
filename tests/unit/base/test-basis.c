/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/ebb-basis.h"

#include <math.h>

#define NBSP "\u00a0"

static void
assert_text (char       *actual,
             const char *expected)
{
  g_assert_cmpstr (actual, ==, expected);
  g_free (actual);
}

/* A tax that is not known is not guessed: then it is said that it is not in there. None at all is known. */
static void
test_choose (void)
{
  static const struct { gboolean wants_vat; double vat_rate; gboolean includes_vat; double shown; } cases[] = {
    { FALSE, 0.25, FALSE, 8 },  { TRUE, 0.25, TRUE, 10 }, { TRUE, 0, TRUE, 8 },          { TRUE, NAN, FALSE, 8 },
    { TRUE, -0.25, FALSE, 8 }, { FALSE, NAN, FALSE, 8 }, { TRUE, INFINITY, FALSE, 8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EbbBasis basis = ebb_basis_choose (cases[i].wants_vat, cases[i].vat_rate);

      g_assert_cmpint (basis.includes_vat, ==, cases[i].includes_vat);
      g_assert_cmpfloat (ebb_basis_apply (&basis, 8), ==, cases[i].shown);
      g_assert_true (isnan (ebb_basis_apply (&basis, NAN)));
    }
}

static void
test_words (void)
{
  const EbbBasis excluding = { 0 };
  const EbbBasis including = { TRUE, 0.25 };

  assert_text (ebb_basis_format_money (&excluding, 8, "SEK"), "8.00" NBSP "kr excl. VAT");
  assert_text (ebb_basis_format_money (&including, 8, "SEK"), "10.00" NBSP "kr incl. VAT");
  assert_text (ebb_basis_format_money (&including, -8, "EUR"), "−€10.00 incl. VAT");
  assert_text (ebb_basis_format_price (&excluding, 0.4, "SEK"), "40" NBSP "öre/kWh excl. VAT");
  assert_text (ebb_basis_format_price (&including, 0.4, "SEK"), "50" NBSP "öre/kWh incl. VAT");
  assert_text (ebb_basis_add_name (&including, "ct/kWh"), "ct/kWh incl. VAT");
  assert_text (ebb_basis_format_money (&including, NAN, "SEK"), "– incl. VAT");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/basis/choose", test_choose);
  g_test_add_func ("/basis/words", test_words);

  return g_test_run ();
}
