/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a plan means, in words. The figures are the service's own; what it does not say is not said. */

#include "ui/ebb-plan-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-clock.h"
#include "base/ebb-error.h"
#include "base/ebb-format.h"

/* A plan is about what is to come, however old its answer is. */
static char *
format_time (gint64                 time_us,
             const EbbPlaceAndTime *where)
{
  return time_us >= where->now_us ? ebb_format_day_time (time_us, where->now_us, where->time_zone) : NULL;
}

static char *
describe_shortfall (const EbbPlanValues *values,
                    const char          *deadline)
{
  g_autofree char *missing = isnan (values->shortfall_kwh) ? NULL : ebb_format_energy (values->shortfall_kwh);

  if (deadline != NULL && missing != NULL)
    /* Translators: a time such as "tomorrow 07:00", and an energy such as "3.2 kWh". */
    return g_strdup_printf (_("With this it is not ready by %1$s: %2$s are missing then."), deadline, missing);
  if (deadline != NULL)
    /* Translators: a time such as "tomorrow 07:00". */
    return g_strdup_printf (_("With this it is not ready by %s."), deadline);

  return g_strdup (_("With this it is not ready in time."));
}

static char *
describe_plan (const EbbPlanValues *values,
               const char          *deadline,
               const char          *done)
{
  if (done != NULL && deadline != NULL)
    /* Translators: times such as "tomorrow 05:30". */
    return g_strdup_printf (_("With this it is done %1$s, in time for %2$s."), done, deadline);
  if (done != NULL)
    /* Translators: a time such as "tomorrow 05:30". */
    return g_strdup_printf (_("With this it is done %s."), done);
  if (deadline != NULL)
    /* Translators: a time such as "tomorrow 07:00". */
    return g_strdup_printf (_("With this it is in time for %s."), deadline);

  return NULL;
}

static char *
describe_cost (const EbbPlanValues   *values,
               const EbbPlaceAndTime *where)
{
  g_autofree char *energy = isnan (values->expected_energy_kwh) ? NULL : ebb_format_energy (values->expected_energy_kwh);
  double amount = values->expected_cost;
  g_autofree char *cost = isnan (amount) ? NULL : ebb_basis_format_money (&where->basis, amount, values->currency);

  if (energy != NULL && cost != NULL)
    /* Translators: an energy such as "12.4 kWh", and what it costs, such as "8.40 kr excl. VAT". */
    return g_strdup_printf (_("It uses about %1$s for %2$s."), energy, cost);
  if (cost != NULL)
    /* Translators: an amount of money such as "8.40 kr excl. VAT". */
    return g_strdup_printf (_("It costs about %s."), cost);

  return NULL;
}

/**
 * ebb_plan_words_for_edit:
 * @plan: what the service would do with settings that are being edited
 * @where: place and time
 *
 * Returns: (transfer full) (nullable): one or two sentences; %NULL when the service says nothing of use
 */
char *
ebb_plan_words_for_edit (EbbPlan               *plan,
                         const EbbPlaceAndTime *where)
{
  const EbbPlanValues *values = ebb_plan_get_values (plan);
  g_autofree char *deadline = format_time (values->deadline_us, where);
  g_autofree char *done = format_time (values->expected_done_at_us, where);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (values->state == EBB_PLAN_UNKNOWN)
    return g_strdup (_("What this would bring cannot be said yet."));
  if (values->state == EBB_PLAN_NOT_NEEDED)
    return g_strdup (_("With this there is nothing to do now."));
  if (values->state != EBB_PLAN_PLANNED)
    return NULL;

  first = values->is_reachable == EBB_NO ? describe_shortfall (values, deadline) : describe_plan (values, deadline, done);
  second = describe_cost (values, where);
  if (first != NULL && second != NULL)
    return g_strdup_printf ("%s %s", first, second);

  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

/**
 * ebb_plan_words_for_device:
 * @plan: what the service means to do
 * @where: place and time
 *
 * Returns: (transfer full) (nullable): when it will be done; %NULL when the service says nothing of that
 */
char *
ebb_plan_words_for_device (EbbPlan               *plan,
                           const EbbPlaceAndTime *where)
{
  const EbbPlanValues *values = ebb_plan_get_values (plan);
  g_autofree char *deadline = format_time (values->deadline_us, where);
  g_autofree char *done = format_time (values->expected_done_at_us, where);
  g_autofree char *missing = isnan (values->shortfall_kwh) ? NULL : ebb_format_energy (values->shortfall_kwh);

  if (values->state != EBB_PLAN_PLANNED)
    return NULL;

  if (values->is_reachable == EBB_NO && deadline != NULL && missing != NULL)
    /* Translators: a time such as "tomorrow 07:00", and an energy such as "3.2 kWh". */
    return g_strdup_printf (_("Will not be ready by %1$s: %2$s will be missing then."), deadline, missing);
  if (values->is_reachable == EBB_NO || done == NULL)
    return NULL;
  if (deadline != NULL)
    /* Translators: times such as "tomorrow 05:30". */
    return g_strdup_printf (_("Done %1$s, in time for %2$s."), done, deadline);

  /* Translators: a time such as "tomorrow 05:30". */
  return g_strdup_printf (_("Done %s."), done);
}

static char *
describe_prices (EbbOutlook            *outlook,
                 const EbbPlaceAndTime *where)
{
  EbbPrices *prices = ebb_outlook_get_prices (outlook);
  const GError *error = ebb_outlook_get_error (outlook, EBB_OUTLOOK_PRICES);
  gint64 published_us = prices != NULL ? ebb_prices_get_published (prices) : EBB_TIME_UNKNOWN;
  g_autofree char *time = NULL;
  gint64 from_us, to_us;

  if (prices == NULL && error == NULL)
    return NULL;
  if (prices == NULL && ebb_error_is_not_offered (error))
    return g_strdup (_("Your retailer's service does not report prices."));
  if (published_us == EBB_TIME_UNKNOWN || published_us <= where->now_us)
    return g_strdup (_("Prices are not known just now."));

  /* Others may have been published since. */
  if (!ebb_outlook_is_fresh (outlook, EBB_OUTLOOK_PRICES))
    {
      time = ebb_format_day_time (ebb_outlook_get_told_at (outlook, EBB_OUTLOOK_PRICES), where->now_us, where->time_zone);
      /* Translators: a time such as "yesterday 18:30". */
      return g_strdup_printf (_("The prices are from %s."), time);
    }

  /* Single prices may be missing at the end of a day that is published: the chart says so. */
  ebb_outlook_get_span (outlook, &from_us, &to_us);
  if (published_us > to_us - 12 * EBB_HOUR)
    return NULL;

  time = ebb_format_day_time (published_us, where->now_us, where->time_zone);
  /* Translators: a time such as "tomorrow 00:00". */
  return g_strdup_printf (_("From %s on, prices are not published yet."), time);
}

static char *
describe_plan_age (EbbOutlook            *outlook,
                   const EbbPlaceAndTime *where)
{
  g_autofree char *time = NULL;

  if (ebb_outlook_get_plan (outlook) == NULL)
    return g_strdup (_("The plan is not known just now."));
  if (!ebb_outlook_is_fresh (outlook, EBB_OUTLOOK_PLAN))
    {
      time = ebb_format_day_time (ebb_outlook_get_told_at (outlook, EBB_OUTLOOK_PLAN), where->now_us, where->time_zone);
      /* Translators: a time such as "yesterday 18:30". */
      return g_strdup_printf (_("The plan is from %s."), time);
    }
  if (ebb_plan_get_values (ebb_outlook_get_plan (outlook))->state == EBB_PLAN_UNKNOWN)
    return g_strdup (_("There is no plan yet."));

  return NULL;
}

/**
 * ebb_plan_words_for_gaps:
 * @outlook: what the service means to do, and what power costs meanwhile
 * @where: place and time
 *
 * Returns: (transfer full) (nullable): what is not known of plan and prices, or not known to be so still
 */
char *
ebb_plan_words_for_gaps (EbbOutlook            *outlook,
                         const EbbPlaceAndTime *where)
{
  g_autofree char *planned = describe_plan_age (outlook, where);
  g_autofree char *priced = describe_prices (outlook, where);

  if (planned != NULL && priced != NULL)
    return g_strdup_printf ("%s %s", planned, priced);

  return planned != NULL ? g_steal_pointer (&planned) : g_steal_pointer (&priced);
}

static const char *
get_note (EbbPlanNoteCode code)
{
  switch (code)
    {
    case EBB_PLAN_NOTE_RETRIED:
      return _("Had to be started again");
    case EBB_PLAN_NOTE_DID_NOT_START:
      return _("Did not start");
    case EBB_PLAN_NOTE_REPLANNED:
      return _("Planned anew");
    case EBB_PLAN_NOTE_OTHER:
    default:
      return _("Did not go as planned");
    }
}

/**
 * ebb_plan_words_for_notes:
 * @plan: what the service means to do, and what happened
 * @from_us: since when it is of interest
 * @where: place and time
 *
 * Returns: (transfer full) (nullable): what did not go as planned, a line each
 */
char *
ebb_plan_words_for_notes (EbbPlan               *plan,
                          gint64                 from_us,
                          const EbbPlaceAndTime *where)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ebb_plan_get_n_notes (plan); i++)
    {
      const EbbPlanNote *note = ebb_plan_get_note (plan, i);
      g_autofree char *time = NULL;

      if (note->at_us != EBB_TIME_UNKNOWN && note->at_us < from_us)
        continue;

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (note->at_us != EBB_TIME_UNKNOWN)
        time = ebb_format_day_time (note->at_us, where->now_us, where->time_zone);
      if (time != NULL)
        /* Translators: what did not go as planned, such as "Did not start", and when, such as "yesterday 01:15". */
        g_string_append_printf (text, _("%1$s, %2$s"), get_note (note->code), time);
      else
        g_string_append (text, get_note (note->code));
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}
