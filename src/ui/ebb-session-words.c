/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of a session. What the service does not say is left out; money always has its basis. */

#include "ui/ebb-session-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-clock.h"
#include "base/ebb-format.h"

/* Less than this of a currency is written as nothing. */
#define SMALLEST_AMOUNT 0.005

/**
 * ebb_session_words_dup_when:
 * @session: a session
 * @where: place and time
 *
 * Returns: (transfer full): when it began and ended
 */
char *
ebb_session_words_dup_when (const EbbDeviceSession *session,
                            const EbbPlaceAndTime  *where)
{
  g_autofree char *start = ebb_format_day_time (session->start_us, where->now_us, where->time_zone);
  g_autofree char *start_day = ebb_format_day (session->start_us, where->time_zone);
  g_autofree char *end_day = ebb_format_day (session->end_us, where->time_zone);
  g_autofree char *end = NULL;

  if (session->end_us == EBB_TIME_UNKNOWN)
    /* Translators: a time such as "yesterday 23:15". */
    return g_strdup_printf (_("Since %s"), start);

  end = g_str_equal (start_day, end_day) ? ebb_format_time (session->end_us, where->time_zone)
                                         : ebb_format_day_time (session->end_us, where->now_us, where->time_zone);
  /* Translators: times such as "yesterday 23:15" and "03:45". */
  return g_strdup_printf (_("From %1$s to %2$s"), start, end);
}

static void
take (GPtrArray *parts,
      char      *part)
{
  if (part != NULL)
    g_ptr_array_add (parts, part);
}

/* Its basis is told once for all of a session. */
static char *
format_money (double                 amount,
              const EbbPlaceAndTime *where)
{
  return isnan (amount) ? NULL : ebb_format_money (ebb_basis_apply (&where->basis, amount), where->currency);
}

static char *
describe_use (const EbbDeviceSession *session,
              const EbbPlaceAndTime  *where)
{
  gboolean is_delivered = session->energy_kwh < 0;
  g_autofree char *energy = isnan (session->energy_kwh) ? NULL : ebb_format_energy (fabs (session->energy_kwh));
  g_autofree char *cost = format_money (is_delivered ? -session->cost : session->cost, where);

  if (is_delivered && cost != NULL)
    /* Translators: an energy such as "12.4 kWh" that a battery gave, and what it is worth, such as "8.40 kr". */
    return g_strdup_printf (_("%1$s delivered for %2$s"), energy, cost);
  if (is_delivered)
    /* Translators: an energy such as "12.4 kWh" that a battery gave. */
    return g_strdup_printf (_("%s delivered"), energy);
  if (energy != NULL && cost != NULL)
    /* Translators: an energy such as "12.4 kWh", and what it cost, such as "8.40 kr". */
    return g_strdup_printf (_("%1$s for %2$s"), energy, cost);
  if (energy != NULL)
    return g_steal_pointer (&energy);

  return g_steal_pointer (&cost);
}

static char *
describe_savings (const EbbDeviceSession *session,
                  const EbbPlaceAndTime  *where)
{
  g_autofree char *amount = format_money (fabs (session->savings), where);

  if (amount == NULL || fabs (ebb_basis_apply (&where->basis, session->savings)) < SMALLEST_AMOUNT)
    return amount != NULL ? g_strdup (_("same cost as running at once")) : NULL;

  /* Translators: an amount of money such as "8.40 kr". */
  return g_strdup_printf (session->savings < 0 ? _("%s more than if run at once") : _("%s saved"), amount);
}

static char *
describe_level (const EbbDeviceSession *session)
{
  g_autofree char *start = ebb_format_percent (session->state_of_charge_start);
  g_autofree char *end = ebb_format_percent (session->state_of_charge_end);

  if (isnan (session->state_of_charge_start) || isnan (session->state_of_charge_end))
    return NULL;

  /* Translators: charges such as "34 %" and "80 %". */
  return g_strdup_printf (_("from %1$s to %2$s"), start, end);
}

static const char *
get_status (const EbbDeviceSession *session)
{
  switch (session->status)
    {
    case EBB_FIGURES_ESTIMATED:
      return _("estimated");
    case EBB_FIGURES_PARTIAL:
      return _("incomplete");
    case EBB_FIGURES_MISSING:
    case EBB_FIGURES_FINAL:
    case EBB_FIGURES_OTHER:
    default:
      return NULL;
    }
}

/**
 * ebb_session_words_dup_figures:
 * @session: a session
 * @where: place and time
 *
 * Returns: (transfer full): what it used, cost and saved, as far as the service says so
 */
char *
ebb_session_words_dup_figures (const EbbDeviceSession *session,
                               const EbbPlaceAndTime  *where)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *text;

  if (session->status != EBB_FIGURES_MISSING)
    {
      take (parts, describe_use (session, where));
      take (parts, describe_savings (session, where));
      take (parts, describe_level (session));
    }
  if (parts->len == 0)
    take (parts, g_strdup (_("No figures known")));
  if (session->kind == EBB_SESSION_MANUAL)
    take (parts, g_strdup (_("without optimisation")));
  if (session->status != EBB_FIGURES_MISSING && (!isnan (session->cost) || !isnan (session->savings)))
    take (parts, g_strdup (ebb_basis_get_name (&where->basis)));
  take (parts, g_strdup (get_status (session)));

  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);

  return text;
}
