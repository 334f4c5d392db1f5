/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days of the week, as settings count them. */

#include "ui/ebb-weekday.h"

#include <glib/gi18n.h>

static const char *const day_names[] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
};

/**
 * ebb_weekday_get_name:
 * @day: 0 for Monday to 6 for Sunday
 *
 * Returns: (transfer none): its name
 */
const char *
ebb_weekday_get_name (int day)
{
  return _(day_names[day]);
}
