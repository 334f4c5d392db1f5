/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/ebb-basis.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-format.h"

/**
 * ebb_basis_choose:
 * @wants_vat: whether the person wants to see money with VAT
 * @vat_rate: the tax where it is paid, a fraction, or NAN when that is not known
 *
 * Returns: with VAT when that is wanted and can be had: a tax that is not known is not guessed
 */
EbbBasis
ebb_basis_choose (gboolean wants_vat,
                  double   vat_rate)
{
  EbbBasis basis = { 0 };

  if (wants_vat && isfinite (vat_rate) && vat_rate >= 0)
    {
      basis.includes_vat = TRUE;
      basis.vat_rate = vat_rate;
    }

  return basis;
}

/**
 * ebb_basis_apply:
 * @basis: how money is shown
 * @amount: money or a price without VAT, or NAN
 *
 * Returns: the same as it is shown, or NAN
 */
double
ebb_basis_apply (const EbbBasis *basis,
                 double          amount)
{
  return amount * (1 + basis->vat_rate);
}

/**
 * ebb_basis_get_name:
 * @basis: how money is shown
 *
 * Returns: (transfer none): what it is called: "excl. VAT"
 */
const char *
ebb_basis_get_name (const EbbBasis *basis)
{
  return basis->includes_vat ? _("incl. VAT") : _("excl. VAT");
}

/**
 * ebb_basis_add_name:
 * @basis: how money is shown
 * @text: an amount of money, a price or a unit of prices, as it is shown
 *
 * Returns: (transfer full): the same with what it is called: "8.40 kr excl. VAT"
 */
char *
ebb_basis_add_name (const EbbBasis *basis,
                    const char     *text)
{
  /* Translators: an amount of money, a price or a unit of prices: "8.40 kr", "47 öre/kWh", "öre/kWh". */
  return g_strdup_printf (basis->includes_vat ? _("%s incl. VAT") : _("%s excl. VAT"), text);
}

/**
 * ebb_basis_format_money:
 * @basis: how money is shown
 * @amount: how much, without VAT, in major units
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): "8.40 kr excl. VAT"
 */
char *
ebb_basis_format_money (const EbbBasis *basis,
                        double          amount,
                        const char     *currency)
{
  g_autofree char *text = ebb_format_money (ebb_basis_apply (basis, amount), currency);

  return ebb_basis_add_name (basis, text);
}

/**
 * ebb_basis_format_price:
 * @basis: how money is shown
 * @price_per_kwh: without VAT, in major units
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): "47 öre/kWh excl. VAT"
 */
char *
ebb_basis_format_price (const EbbBasis *basis,
                        double          price_per_kwh,
                        const char     *currency)
{
  g_autofree char *text = ebb_format_price (ebb_basis_apply (basis, price_per_kwh), currency);

  return ebb_basis_add_name (basis, text);
}
