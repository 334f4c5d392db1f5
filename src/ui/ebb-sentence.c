/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a device does and why, in one sentence for people. Complete for every code of the contract; a code that we do not know
 * is shown as it came. */

#include "ui/ebb-sentence.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/ebb-refresh.h"
#include "base/ebb-format.h"

/* How old what a device reports may be when it is told: a device that reports as often as it is asked for has nothing newer, and what it
 * reports and the answer take their way. */
#define REPORT_AGE_US (EBB_REFRESH_INTERVAL + EBB_REFRESH_INTERVAL / 4)

/* How old an answer may be: the next one comes up to a fifth later than asked for, and takes its time. */
#define ANSWER_AGE_US (EBB_REFRESH_INTERVAL + EBB_REFRESH_INTERVAL / 2)

/* A value older than this says nothing of now. */
#define STALE_US (24 * (gint64) EBB_HOUR)

typedef struct
{
  const char *plain;
  const char *until; /* (nullable): "%s" is a time */
} ReasonWords;

static const ReasonWords reason_words[] = {
  [EBB_REASON_WAITING_FOR_LOWER_PRICE] = { N_("Waits for a lower price."), N_("Waits for a lower price, until %s.") },
  [EBB_REASON_CHEAPEST_HOURS] = { N_("Runs while power is cheapest."), N_("Runs while power is cheapest, until %s.") },
  [EBB_REASON_BELOW_MINIMUM_LEVEL] = { N_("Runs now: it is below the level you always want."), NULL },
  [EBB_REASON_DEADLINE_NEAR] = { N_("Runs now to be ready in time."), N_("Runs now to be ready by %s.") },
  [EBB_REASON_PRICE_ABOVE_LIMIT] = { N_("Waits: the price is above your limit."),
                                     N_("Waits until %s: the price is above your limit.") },
  [EBB_REASON_MANUAL_START] = { N_("Runs because you started it."), N_("Runs because you started it, until %s.") },
  [EBB_REASON_PAUSED_BY_CUSTOMER] = { N_("Paused by you."), N_("Paused by you until %s.") },
  [EBB_REASON_TARGET_REACHED] = { N_("Done: the target is reached."), NULL },
  [EBB_REASON_NOT_PLUGGED_IN] = { N_("Not plugged in."), NULL },
  [EBB_REASON_AWAY_FROM_HOME] = { N_("Away from home."), NULL },
  [EBB_REASON_OWN_LIMIT_REACHED] = { N_("Stopped at a limit set in the device itself."), NULL },
  [EBB_REASON_COMFORT_FLOOR] = { N_("Heats now: it is as cool as you allow."), NULL },
  [EBB_REASON_PREHEATING] = { N_("Heats ahead while power is cheap."), N_("Heats ahead while power is cheap, until %s.") },
  [EBB_REASON_PRICE_UNKNOWN] = { N_("The coming prices are not known yet."), N_("The prices are not known before %s.") },
  [EBB_REASON_DEVICE_UNREACHABLE] = { N_("The device does not answer."), NULL },
  [EBB_REASON_DISABLED] = { N_("Optimisation is off."), NULL },
  [EBB_REASON_EXTERNAL_SCHEDULE] = { N_("Follows a schedule set in the device itself."), NULL },
  [EBB_REASON_OTHER] = { NULL, NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (reason_words) == EBB_N_REASONS);

static const char *const state_words[] = {
  [EBB_OPTIMIZATION_WAITING] = N_("Waiting."),
  [EBB_OPTIMIZATION_RUNNING] = N_("Running."),
  [EBB_OPTIMIZATION_PAUSED] = N_("Paused."),
  [EBB_OPTIMIZATION_MANUAL] = N_("Started by hand."),
  [EBB_OPTIMIZATION_FINISHED] = N_("Done."),
  [EBB_OPTIMIZATION_IDLE] = N_("Nothing to do now."),
  [EBB_OPTIMIZATION_DISABLED] = N_("Optimisation is off."),
  [EBB_OPTIMIZATION_UNAVAILABLE] = N_("Cannot be optimised now."),
  [EBB_OPTIMIZATION_OTHER] = N_("Your retailer’s service does not say what it does."),
};

typedef struct
{
  const char *title;
  const char *advice;
} AttentionWords;

static const AttentionWords attention_words[] = {
  [EBB_ATTENTION_REAUTHORIZATION_REQUIRED] = {
    N_("Sign in to the device’s maker again"),
    N_("The maker’s service no longer lets Ebb’s service in. Until then nothing is optimised.")
  },
  [EBB_ATTENTION_TERMS_CHANGED] = { N_("New terms to accept"),
                                    N_("The maker has new terms. Until you accept them there nothing is optimised.") },
  [EBB_ATTENTION_LOCATION_PERMISSION_MISSING] = { N_("Location is not shared"),
                                                  N_("Without it nobody knows whether the car is at home. "
                                                     "Allow it where the maker lets you.") },
  [EBB_ATTENTION_SUBSCRIPTION_MISSING] = { N_("A subscription is missing"),
                                           N_("The maker asks for a subscription before the device can be reached. "
                                              "Until then nothing is optimised.") },
  [EBB_ATTENTION_UNREACHABLE] = { N_("The device does not answer"),
                                  N_("Nothing can be optimised until it does. Check that it has power and a network connection.") },
  [EBB_ATTENTION_DOUBLE_CONTROL] = { N_("Two services control this device"),
                                     N_("Switch the smart schedule off in the other one, or they will work against each other.") },
  [EBB_ATTENTION_DEADLINE_UNREACHABLE] = { N_("Will not be ready in time"),
                                           N_("There is not enough time left to reach the level that you set.") },
  [EBB_ATTENTION_OTHER] = { N_("Needs your attention"), N_("Your retailer’s service does not say more.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (attention_words) == EBB_N_ATTENTIONS);

static EbbPlaceAndTime
get_place_and_time (EbbHome     *home,
                    EbbFacility *facility)
{
  return (EbbPlaceAndTime) {
    .now_us = ebb_clock_now (ebb_home_get_clock (home)),
    .time_zone = facility != NULL ? ebb_facility_get_time_zone (facility) : NULL,
    .currency = facility != NULL ? ebb_facility_get_currency (facility) : NULL,
    .answered_us = ebb_home_get_updated_at (home),
    .basis = ebb_units_get_basis (ebb_home_get_units (home), facility),
  };
}

/**
 * ebb_place_and_time_of:
 * @home: a home
 *
 * Returns: place and time of the facility that is shown, valid as long as it is
 */
EbbPlaceAndTime
ebb_place_and_time_of (EbbHome *home)
{
  return get_place_and_time (home, ebb_home_get_facility (home));
}

/**
 * ebb_place_and_time_of_device:
 * @home: a home
 * @device: one of its devices, of whichever facility
 *
 * Returns: place and time of the device's facility, valid as long as that is
 */
EbbPlaceAndTime
ebb_place_and_time_of_device (EbbHome   *home,
                              EbbDevice *device)
{
  return get_place_and_time (home, ebb_home_find_facility (home, ebb_device_get_values (device)->facility_id));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
with_time (const char *format,
           const char *time)
{
  return g_strdup_printf (_(format), time);
}
#pragma GCC diagnostic pop

/**
 * ebb_sentence_for_reason:
 * @reason: a reason
 * @where: place and time
 *
 * Returns: (transfer full): the reason as a sentence
 */
char *
ebb_sentence_for_reason (const EbbReason       *reason,
                         const EbbPlaceAndTime *where)
{
  const ReasonWords *words = &reason_words[reason->code];
  gboolean has_end = words->until != NULL && reason->until_us != EBB_TIME_UNKNOWN && reason->until_us > where->now_us;
  g_autofree char *until = has_end ? ebb_format_day_time (reason->until_us, where->now_us, where->time_zone) : NULL;
  g_autofree char *limit = NULL;

  if (reason->code == EBB_REASON_OTHER && reason->code_text == NULL)
    return g_strdup (_("It has a reason that this Ebb does not know."));
  if (reason->code == EBB_REASON_OTHER)
    /* Translators: %s is a technical word that the service sent and that this version does not know. */
    return g_strdup_printf (_("It has a reason that this Ebb does not know: %s."), reason->code_text);

  if (reason->code == EBB_REASON_PRICE_ABOVE_LIMIT && !isnan (reason->limit))
    {
      limit = ebb_basis_format_price (&where->basis, reason->limit, where->currency);
      if (until != NULL)
        /* Translators: a time such as "tomorrow 01:15", and a price such as "46 öre/kWh excl. VAT". */
        return g_strdup_printf (_("Waits until %1$s: the price is above your limit of %2$s."), until, limit);
      /* Translators: %s is a price such as "46 öre/kWh excl. VAT". */
      return g_strdup_printf (_("Waits: the price is above your limit of %s."), limit);
    }

  return until != NULL ? with_time (words->until, until) : g_strdup (_(words->plain));
}

/**
 * ebb_sentence_for_price:
 * @reason: a reason
 * @where: place and time
 *
 * Returns: (transfer full) (nullable): the price that the reason is about, as a sentence; %NULL when it is about none
 */
char *
ebb_sentence_for_price (const EbbReason       *reason,
                        const EbbPlaceAndTime *where)
{
  g_autofree char *price = NULL;

  if (isnan (reason->price))
    return NULL;

  price = ebb_basis_format_price (&where->basis, reason->price, where->currency);
  /* Translators: %s is a price such as "46 öre/kWh excl. VAT". */
  return g_strdup_printf (_("The price is %s."), price);
}

/**
 * ebb_sentence_for_device:
 * @device: a device
 * @where: place and time
 *
 * Returns: (transfer full): what it does and why, from the reason that decides
 */
char *
ebb_sentence_for_device (EbbDevice             *device,
                         const EbbPlaceAndTime *where)
{
  const EbbDeviceValues *values = ebb_device_get_values (device);
  const EbbReason *reason = ebb_device_get_deciding_reason (device);
  gboolean is_heard = values->connection != EBB_CONNECTION_OFFLINE && !ebb_device_has_reason (device, EBB_REASON_DEVICE_UNREACHABLE);

  if (values->kind == EBB_DEVICE_INVERTER && !isnan (values->telemetry.production_kw) && is_heard)
    {
      g_autofree char *power = ebb_format_power (values->telemetry.production_kw);

      return values->telemetry.production_kw > 0 ? g_strdup_printf (_("Produces %s."), power)
                                                 : g_strdup (_("Produces nothing now."));
    }
  if (reason != NULL)
    return ebb_sentence_for_reason (reason, where);
  if (!is_heard)
    return g_strdup (_(reason_words[EBB_REASON_DEVICE_UNREACHABLE].plain));
  if (values->state == EBB_OPTIMIZATION_IDLE && values->kind != EBB_DEVICE_INVERTER && !ebb_device_can (device, "spo"))
    return g_strdup (_("Your retailer’s service does not optimise this device."));

  return g_strdup (_(state_words[values->state]));
}

/**
 * ebb_sentence_attention_title:
 * @code: what needs a person
 *
 * Returns: (transfer none): a few words
 */
const char *
ebb_sentence_attention_title (EbbAttentionCode code)
{
  return _(attention_words[code].title);
}

/**
 * ebb_sentence_attention_advice:
 * @code: what needs a person
 *
 * Returns: (transfer none): what it means and what to do
 */
const char *
ebb_sentence_attention_advice (EbbAttentionCode code)
{
  return _(attention_words[code].advice);
}

static char *
temperature_with_target (double temperature_c,
                         double target_c)
{
  g_autofree char *temperature = ebb_format_temperature (temperature_c);
  g_autofree char *target = ebb_format_temperature (target_c);

  if (isnan (target_c))
    return g_steal_pointer (&temperature);

  /* Translators: the measured and the wanted temperature. */
  return g_strdup_printf (_("%s of %s"), temperature, target);
}

/**
 * ebb_sentence_for_level:
 * @device: a device
 *
 * Returns: (transfer full) (nullable): how full or how warm it is, or what it does now; %NULL when nothing is known
 */
char *
ebb_sentence_for_level (EbbDevice *device)
{
  const EbbTelemetry *telemetry = &ebb_device_get_values (device)->telemetry;

  if (!isnan (telemetry->state_of_charge))
    return ebb_format_percent (telemetry->state_of_charge);
  if (!isnan (telemetry->indoor_temperature_c))
    return temperature_with_target (telemetry->indoor_temperature_c, telemetry->target_temperature_c);
  if (!isnan (telemetry->hot_water_temperature_c))
    return temperature_with_target (telemetry->hot_water_temperature_c, telemetry->target_temperature_c);
  if (!isnan (telemetry->production_kw))
    return ebb_format_power (telemetry->production_kw);
  if (!isnan (telemetry->power_kw))
    return ebb_format_power (telemetry->power_kw);

  return NULL;
}

/* It was new when it was told, and another answer has not been due since. */
static gboolean
is_fresh (gint64                 observed_us,
          const EbbPlaceAndTime *where)
{
  gint64 answered_us = where->answered_us != EBB_TIME_UNKNOWN ? MAX (where->answered_us, observed_us) : where->now_us;

  return answered_us - observed_us < REPORT_AGE_US && where->now_us - answered_us < ANSWER_AGE_US;
}

/**
 * ebb_sentence_is_stale:
 * @device: a device
 * @where: place and time
 *
 * Returns: whether what was last heard of it says nothing of how it is now
 */
gboolean
ebb_sentence_is_stale (EbbDevice             *device,
                       const EbbPlaceAndTime *where)
{
  const EbbDeviceValues *values = ebb_device_get_values (device);
  gint64 observed_at = values->telemetry.observed_at_us;

  if (observed_at == EBB_TIME_UNKNOWN || is_fresh (observed_at, where))
    return FALSE;

  return values->connection == EBB_CONNECTION_OFFLINE || where->now_us - observed_at >= STALE_US;
}

/**
 * ebb_sentence_why_not_run:
 * @device: a device
 *
 * Returns: (transfer none) (nullable): why it cannot be started by hand now; %NULL when it can, as far as is known
 */
const char *
ebb_sentence_why_not_run (EbbDevice *device)
{
  const EbbDeviceValues *values = ebb_device_get_values (device);

  if (ebb_device_has_attention (device, EBB_ATTENTION_REAUTHORIZATION_REQUIRED))
    return _("It cannot be started before you have signed in to its maker again.");
  if (ebb_device_has_attention (device, EBB_ATTENTION_SUBSCRIPTION_MISSING))
    return _("It cannot be started before it has the subscription that its maker asks for.");
  if (values->connection == EBB_CONNECTION_OFFLINE || ebb_device_has_reason (device, EBB_REASON_DEVICE_UNREACHABLE))
    return _("It cannot be started while it is not connected.");
  if (ebb_device_has_reason (device, EBB_REASON_AWAY_FROM_HOME))
    return _("It cannot be started while it is away from home.");
  if (ebb_device_has_reason (device, EBB_REASON_NOT_PLUGGED_IN))
    return _("It cannot be started while it is not plugged in.");

  return NULL;
}

/**
 * ebb_sentence_for_age:
 * @device: a device
 * @where: place and time
 *
 * Returns: (transfer full) (nullable): how old its values are, or %NULL while they are fresh
 */
char *
ebb_sentence_for_age (EbbDevice             *device,
                      const EbbPlaceAndTime *where)
{
  const EbbDeviceValues *values = ebb_device_get_values (device);
  gint64 observed_at = values->telemetry.observed_at_us;
  g_autofree char *age = NULL;

  if (observed_at == EBB_TIME_UNKNOWN)
    return g_strdup (_("Has not reported yet"));
  if (is_fresh (observed_at, where))
    return NULL;

  age = ebb_format_age (where->now_us - observed_at);
  if (ebb_device_has_attention (device, EBB_ATTENTION_REAUTHORIZATION_REQUIRED))
    /* Translators: %s is an age such as "2 h ago". */
    return g_strdup_printf (_("Last heard of %s, before its maker wanted a new sign-in"), age);
  if (values->connection == EBB_CONNECTION_OFFLINE)
    /* Translators: %s is an age such as "2 h ago". */
    return g_strdup_printf (_("Last heard of %s, not connected since"), age);
  if (values->connection == EBB_CONNECTION_ASLEEP)
    /* Translators: %s is an age such as "2 h ago". */
    return g_strdup_printf (_("Last heard of %s, probably asleep"), age);

  return g_strdup_printf (_("Last heard of %s"), age);
}
