/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan over the prices, as the bars of a chart: one for each quarter-hour. What the service does not say is a gap. */

#include "ui/ebb-plan-bars.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/ebb-clock.h"
#include "base/ebb-format.h"

/* What the market counts in. */
#define STEP_US (15 * EBB_MINUTE)

/* Labels stand at midnight and every six hours from there. */
#define LABEL_HOURS 6

/* Less than this is what a device draws in its sleep. */
#define LEAST_KW 0.05

/* A temperature has its own scale: what occurs, and a little room. */
#define TEMPERATURE_ROOM 1.0

typedef struct
{
  EbbPlan *plan;
  EbbPrices *prices; /* (nullable) */
  const EbbPlaceAndTime *where;
  const char *currency; /* (nullable): of the prices */
  gint64 told_us; /* when the plan was told */
  double coldest;
  double warmest;
} Source;

static gboolean
runs (double power_kw)
{
  return fabs (power_kw) >= LEAST_KW; /* not when it is NAN */
}

/* What has ended was or was not; of what goes on it is too early to say that it did not. */
static EbbBarEmphasis
get_emphasis (const EbbPlanSlot *slot,
              gboolean           has_ended)
{
  if (slot == NULL)
    return EBB_BAR_PLAIN;
  if (runs (slot->actual_kw))
    return EBB_BAR_DONE;
  if (!runs (slot->planned_kw) || (has_ended && isnan (slot->actual_kw)))
    return EBB_BAR_PLAIN;

  return has_ended ? EBB_BAR_FAILED : EBB_BAR_AHEAD;
}

static char *
describe_price (const Source   *source,
                const EbbPrice *price)
{
  g_autofree char *text = NULL;

  if (price == NULL || isnan (price->price))
    return g_strdup (_("The price is not known."));

  text = ebb_basis_format_price (&source->where->basis, price->price, source->currency);
  /* Translators: a price such as "47 öre/kWh excl. VAT". */
  return price->is_forecast == EBB_YES ? g_strdup_printf (_("About %s, a forecast."), text) : g_strdup_printf (_("%s."), text);
}

static char *
describe_run (const EbbPlanSlot *slot,
              gboolean           has_ended)
{
  EbbBarEmphasis emphasis = get_emphasis (slot, has_ended);
  double power_kw = emphasis == EBB_BAR_DONE ? slot->actual_kw : slot != NULL ? slot->planned_kw : NAN;
  g_autofree char *power = ebb_format_power (fabs (power_kw));

  switch (emphasis)
    {
    case EBB_BAR_DONE:
      if (has_ended)
        /* Translators: a power such as "11.0 kW". */
        return g_strdup_printf (power_kw < 0 ? _("Delivered %s.") : _("Ran at %s."), power);
      /* Translators: a power such as "11.0 kW". */
      return g_strdup_printf (power_kw < 0 ? _("Delivers %s.") : _("Runs at %s."), power);
    case EBB_BAR_AHEAD:
      /* Translators: a power such as "11.0 kW". */
      return g_strdup_printf (power_kw < 0 ? _("Will deliver %s.") : _("Will run at %s."), power);
    case EBB_BAR_FAILED:
      return g_strdup (_("Was to run, and did not."));
    case EBB_BAR_PLAIN:
    default:
      return runs (power_kw) ? g_strdup (_("Was to run; whether it did is not known.")) : NULL;
    }
}

static char *
format_level (const EbbPlanSlot *slot)
{
  if (slot != NULL && !isnan (slot->state_of_charge))
    return ebb_format_percent (slot->state_of_charge);
  if (slot != NULL && !isnan (slot->indoor_temperature_c))
    return ebb_format_temperature (slot->indoor_temperature_c);

  return NULL;
}

/* It is that of the end of a slot, which may be longer than a bar. What was expected is no more than that when the plan is older. */
static char *
describe_level (const Source      *source,
                const EbbPlanSlot *slot,
                gint64             end_us)
{
  g_autofree char *level = format_level (slot);

  if (level == NULL || slot->end_us > end_us)
    return NULL;
  if (end_us > source->where->now_us)
    /* Translators: a charge such as "62 %", or a temperature. */
    return g_strdup_printf (_("Will be at %s then."), level);
  if (end_us > source->told_us)
    /* Translators: a charge such as "62 %", or a temperature. */
    return g_strdup_printf (_("Was to be at %s then."), level);

  /* Translators: a charge such as "62 %", or a temperature. */
  return g_strdup_printf (_("Was at %s then."), level);
}

static char *
describe_deadline (const Source *source,
                   gint64        start_us,
                   gint64        end_us)
{
  gint64 deadline_us = ebb_plan_get_values (source->plan)->deadline_us;
  g_autofree char *time = NULL;

  if (deadline_us <= start_us || deadline_us > end_us)
    return NULL;

  time = ebb_format_time (deadline_us, source->where->time_zone);
  /* Translators: a time such as "07:00". */
  return g_strdup_printf (_("To be ready by %s."), time);
}

/* Takes @sentence. */
static void
add_sentence (GString *text,
              char    *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (text, " %s", sentence);
  g_free (sentence);
}

static char *
describe (const Source      *source,
          gint64             start_us,
          const EbbPlanSlot *slot,
          const EbbPrice    *price)
{
  gint64 now_us = source->where->now_us;
  gint64 end_us = start_us + STEP_US;
  g_autofree char *range = ebb_format_time_range (start_us, end_us, now_us, source->where->time_zone);
  GString *text = g_string_new (NULL);

  /* Translators: a stretch of time such as "tomorrow 01:15–01:30". */
  g_string_append_printf (text, start_us <= now_us && now_us < end_us ? _("Now, %s:") : _("%s:"), range);
  add_sentence (text, describe_price (source, price));
  add_sentence (text, describe_run (slot, end_us <= now_us));
  add_sentence (text, describe_level (source, slot, end_us));
  add_sentence (text, describe_deadline (source, start_us, end_us));

  return g_string_free (text, FALSE);
}

/* The hour where a label belongs, and the day at midnight. */
static char *
make_label (gint64     start_us,
            GTimeZone *time_zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (start_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, time_zone);

  if (g_date_time_get_minute (local) != 0 || g_date_time_get_hour (local) % LABEL_HOURS != 0)
    return NULL;

  return g_date_time_get_hour (local) == 0 ? g_date_time_format (local, "%a") : ebb_format_time (start_us, time_zone);
}

static double
get_level (const Source      *source,
           const EbbPlanSlot *slot)
{
  if (slot == NULL)
    return NAN;
  if (!isnan (slot->state_of_charge))
    return slot->state_of_charge;

  return (slot->indoor_temperature_c - source->coldest) / (source->warmest - source->coldest);
}

static void
measure_warmth (Source *source)
{
  source->coldest = INFINITY;
  source->warmest = -INFINITY;
  for (guint i = 0; i < ebb_plan_get_n_slots (source->plan); i++)
    {
      double temperature_c = ebb_plan_get_slot (source->plan, i)->indoor_temperature_c;

      if (isnan (temperature_c))
        continue;
      source->coldest = MIN (source->coldest, temperature_c - TEMPERATURE_ROOM);
      source->warmest = MAX (source->warmest, temperature_c + TEMPERATURE_ROOM);
    }
}

static void
add_bar (EbbBars      *bars,
         const Source *source,
         gint64        start_us)
{
  const EbbPlanSlot *slot = ebb_plan_find_slot (source->plan, start_us);
  const EbbPrice *price = source->prices != NULL ? ebb_prices_find (source->prices, start_us) : NULL;
  g_autofree char *label = make_label (start_us, source->where->time_zone);
  g_autofree char *sentence = describe (source, start_us, slot, price);
  g_autofree char *level = format_level (slot);
  guint index = ebb_bars_get_count (bars);

  ebb_bars_add (bars, start_us, label, sentence, price != NULL ? ebb_basis_apply (&source->where->basis, price->price) : NAN,
                price != NULL && price->is_forecast == EBB_YES ? EBB_BAR_ESTIMATED : EBB_BAR_NORMAL);
  ebb_bars_emphasise (bars, index, get_emphasis (slot, start_us + STEP_US <= source->where->now_us));
  ebb_bars_set_level (bars, index, get_level (source, slot));
  if (level != NULL)
    ebb_bars_set_level_label (bars, level);
}

static gboolean
is_known (const Source *source,
          gint64        start_us)
{
  return ebb_plan_find_slot (source->plan, start_us) != NULL
         || (source->prices != NULL && ebb_prices_find (source->prices, start_us) != NULL);
}

static void
add_guides (EbbBars      *bars,
            const Source *source,
            gint64        from_us,
            gint64        to_us)
{
  gint64 deadline_us = ebb_plan_get_values (source->plan)->deadline_us;
  gint64 now_us = source->where->now_us;

  if (now_us >= from_us && now_us < to_us)
    {
      ebb_bars_add_guide (bars, (double) (now_us - from_us) / STEP_US, _("Now"), FALSE);
      ebb_bars_set_entry (bars, (guint) ((now_us - from_us) / STEP_US));
    }
  if (deadline_us > from_us && deadline_us <= to_us)
    {
      g_autofree char *time = ebb_format_time (deadline_us, source->where->time_zone);
      /* Translators: a time such as "07:00". */
      g_autofree char *label = g_strdup_printf (_("Ready by %s"), time);

      ebb_bars_add_guide (bars, (double) (deadline_us - from_us) / STEP_US, label, TRUE);
    }
}

static char *
format_price (double   price,
              double   step,
              gpointer currency)
{
  return ebb_format_price_short (price, step, currency);
}

/**
 * ebb_plan_bars_new:
 * @plan: what the service means to do, and what happened
 * @told_us: when it said so
 * @prices: (nullable): what power costs meanwhile
 * @from_us: from when on, a whole quarter-hour
 * @to_us: until when
 * @where: place and time
 *
 * Bars for the stretch of which anything is known, and up to the deadline. Nothing is summed up, and nothing filled in.
 *
 * Returns: (transfer full): bars that touch each other
 */
EbbBars *
ebb_plan_bars_new (EbbPlan               *plan,
                   gint64                 told_us,
                   EbbPrices             *prices,
                   gint64                 from_us,
                   gint64                 to_us,
                   const EbbPlaceAndTime *where)
{
  EbbBars *bars = ebb_bars_new ();
  const char *priced_in = prices != NULL ? ebb_prices_get_currency (prices) : NULL;
  const char *currency = priced_in != NULL ? priced_in : where->currency;
  Source source = { plan, prices, where, currency, told_us, NAN, NAN };
  gint64 deadline_us = ebb_plan_get_values (plan)->deadline_us;
  g_autofree char *price_unit = ebb_format_price_unit (currency);
  g_autofree char *unit = ebb_basis_add_name (&where->basis, price_unit);

  ebb_bars_set_dense (bars, TRUE);
  ebb_bars_set_unit (bars, unit);
  ebb_bars_set_format (bars, format_price, g_strdup (currency), g_free);
  measure_warmth (&source);
  while (from_us < to_us && !is_known (&source, from_us))
    from_us += STEP_US;
  while (to_us > from_us && to_us - STEP_US >= deadline_us && !is_known (&source, to_us - STEP_US))
    to_us -= STEP_US;
  for (gint64 time_us = from_us; time_us < to_us; time_us += STEP_US)
    add_bar (bars, &source, time_us);
  add_guides (bars, &source, from_us, to_us);

  return bars;
}
