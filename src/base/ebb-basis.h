/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EbbBasis:
 * @includes_vat: whether money is shown with value added tax
 * @vat_rate: that tax, a fraction; only with @includes_vat
 *
 * How money is shown. The service tells all of it without VAT; whatever is shown says which it is. All zero is as the service tells it.
 */
typedef struct
{
  gboolean includes_vat;
  double   vat_rate;
} EbbBasis;

EbbBasis    ebb_basis_choose       (gboolean        wants_vat,
                                    double          vat_rate);
double      ebb_basis_apply        (const EbbBasis *basis,
                                    double          amount);
const char *ebb_basis_get_name     (const EbbBasis *basis);
char       *ebb_basis_add_name     (const EbbBasis *basis,
                                    const char     *text);
char       *ebb_basis_format_money (const EbbBasis *basis,
                                    double          amount,
                                    const char     *currency);
char       *ebb_basis_format_price (const EbbBasis *basis,
                                    double          price_per_kwh,
                                    const char     *currency);

G_END_DECLS
