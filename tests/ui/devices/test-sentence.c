/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a device: something for every code of the contract, in the time zone of its home. */

#include <math.h>
#include <string.h>

#include "base/ebb-clock.h"
#include "base/ebb-error.h"
#include "ui/ebb-plan-words.h"
#include "ui/ebb-sentence.h"

/* 1 July 2026, 12:00 in Stockholm. */
#define NOON (G_GINT64_CONSTANT (1782900000) * G_USEC_PER_SEC)

static EbbPlaceAndTime
in_zone (const char *name)
{
  return (EbbPlaceAndTime) { .now_us = NOON, .time_zone = g_time_zone_new_identifier (name), .currency = "SEK",
                             .answered_us = NOON };
}

static void
test_reasons (void)
{
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (int code = 0; code < EBB_N_REASONS; code++)
    {
      EbbReason reason = { .code = (EbbReasonCode) code, .code_text = (char *) "sun_flare", .until_us = EBB_TIME_UNKNOWN,
                           .price = NAN, .limit = NAN };
      g_autofree char *plain = ebb_sentence_for_reason (&reason, &where);
      g_autofree char *until = NULL;

      reason.until_us = NOON + 3 * EBB_HOUR;
      until = ebb_sentence_for_reason (&reason, &where);
      g_assert_true (g_str_has_suffix (plain, "."));
      g_assert_true (g_str_has_suffix (until, ".") || g_str_has_suffix (until, "limit."));
      g_assert_null (strchr (plain, '%'));
      g_assert_null (strchr (until, '%'));
      /* A time that has passed is not told. */
      reason.until_us = NOON - EBB_HOUR;
      g_clear_pointer (&until, g_free);
      until = ebb_sentence_for_reason (&reason, &where);
      g_assert_cmpstr (until, ==, plain);
    }
  g_time_zone_unref (where.time_zone);
}

static void
test_other_reason (void)
{
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");
  EbbReason reason = { .code = EBB_REASON_OTHER, .code_text = (char *) "sun_flare", .until_us = EBB_TIME_UNKNOWN };
  g_autofree char *known = ebb_sentence_for_reason (&reason, &where);
  g_autofree char *unknown = NULL;

  g_assert_cmpstr (known, ==, "It has a reason that this Ebb does not know: sun_flare.");
  reason.code_text = NULL;
  unknown = ebb_sentence_for_reason (&reason, &where);
  g_assert_cmpstr (unknown, ==, "It has a reason that this Ebb does not know.");
  g_time_zone_unref (where.time_zone);
}

/* A price has its unit and its basis, negative ones too, and where there is none nothing is said. */
static void
test_prices (void)
{
  static const struct { double price; const char *text; } cases[] = {
    { 0.46, "The price is 46\u00a0öre/kWh excl. VAT." },
    { 0, "The price is 0.0\u00a0öre/kWh excl. VAT." },
    { -0.123, "The price is −12\u00a0öre/kWh excl. VAT." },
    { NAN, NULL },
  };
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EbbReason reason = { .code = EBB_REASON_WAITING_FOR_LOWER_PRICE, .price = cases[i].price };
      g_autofree char *text = ebb_sentence_for_price (&reason, &where);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_time_zone_unref (where.time_zone);
}

/* The same moment, told in the home's time, wherever this computer is. */
static void
test_zones (void)
{
  static const struct { const char *zone; const char *time; } cases[] = {
    { "Europe/Stockholm", "15:00" }, { "Europe/Helsinki", "16:00" }, { "UTC", "13:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EbbPlaceAndTime where = in_zone (cases[i].zone);
      EbbReason reason = { .code = EBB_REASON_CHEAPEST_HOURS, .until_us = NOON + 3 * EBB_HOUR, .limit = NAN };
      g_autofree char *sentence = ebb_sentence_for_reason (&reason, &where);
      g_autofree char *expected = g_strdup_printf ("Runs while power is cheapest, until %s.", cases[i].time);

      g_assert_cmpstr (sentence, ==, expected);
      g_time_zone_unref (where.time_zone);
    }
}

/* A limit of nothing and below nothing is a limit. */
static void
test_limits (void)
{
  static const struct { double limit; const char *piece; } cases[] = { { 0.46, "46" }, { 0, "0" }, { -0.05, "5" } };
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EbbReason reason = { .code = EBB_REASON_PRICE_ABOVE_LIMIT, .until_us = EBB_TIME_UNKNOWN, .limit = cases[i].limit };
      g_autofree char *sentence = ebb_sentence_for_reason (&reason, &where);

      g_assert_nonnull (strstr (sentence, "above your limit of"));
      g_assert_nonnull (strstr (sentence, cases[i].piece));
      g_assert_nonnull (strstr (sentence, "excl. VAT"));

      reason.until_us = NOON + 3 * EBB_HOUR;
      g_clear_pointer (&sentence, g_free);
      sentence = ebb_sentence_for_reason (&reason, &where);
      g_assert_true (g_str_has_prefix (sentence, "Waits until 15:00: the price is above your limit of "));
    }
  g_time_zone_unref (where.time_zone);
}

static EbbDevice *
make_device (void (*fill) (EbbDeviceValues *values, int n),
             int    n)
{
  g_autofree EbbDeviceValues *values = g_new0 (EbbDeviceValues, 1);
  EbbTelemetry *telemetry = &values->telemetry;

  values->device_id = g_strdup ("d");
  values->facility_id = g_strdup ("f");
  values->kind_text = g_strdup ("charger");
  values->kind = EBB_DEVICE_CHARGER;
  values->capabilities = g_new0 (char *, 1);
  values->reasons = g_array_new (FALSE, TRUE, sizeof (EbbReason));
  values->attention = g_array_new (FALSE, TRUE, sizeof (EbbAttention));
  values->last_seen_at_us = values->next_change_at_us = EBB_TIME_UNKNOWN;
  telemetry->observed_at_us = NOON;
  telemetry->power_kw = telemetry->state_of_charge = telemetry->battery_capacity_kwh = telemetry->charge_limit = NAN;
  telemetry->range_km = telemetry->indoor_temperature_c = telemetry->outdoor_temperature_c = NAN;
  telemetry->hot_water_temperature_c = telemetry->target_temperature_c = telemetry->heating_power_kw = NAN;
  telemetry->production_kw = NAN;
  fill (values, n);

  return ebb_device_new (values);
}

static void
fill_state (EbbDeviceValues *values,
            int              state)
{
  values->state = (EbbOptimizationState) state;
}

static void
fill_away (EbbDeviceValues *values,
           int              n)
{
  values->kind = n == 0 ? EBB_DEVICE_INVERTER : EBB_DEVICE_CHARGER;
  values->telemetry.production_kw = 1.9;
  values->connection = n < 2 ? EBB_CONNECTION_OFFLINE : EBB_CONNECTION_ONLINE;
  values->state = EBB_OPTIMIZATION_IDLE;
  g_strfreev (values->capabilities);
  values->capabilities = g_strsplit ("rename", " ", -1);
}

/* What nobody hears of is not told as if it were so now, and what is not offered is no idleness. */
static void
test_silence (void)
{
  static const char *const sentences[] = { "The device does not answer.", "The device does not answer.",
                                           "Your retailer’s service does not optimise this device." };
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (int i = 0; i < (int) G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (EbbDevice) device = make_device (fill_away, i);
      g_autofree char *sentence = ebb_sentence_for_device (device, &where);

      g_assert_cmpstr (sentence, ==, sentences[i]);
    }
  g_time_zone_unref (where.time_zone);
}

static void
test_states (void)
{
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (int state = 0; state <= EBB_OPTIMIZATION_OTHER; state++)
    {
      g_autoptr (EbbDevice) device = make_device (fill_state, state);
      g_autofree char *sentence = ebb_sentence_for_device (device, &where);

      g_assert_true (g_str_has_suffix (sentence, "."));
    }
  g_time_zone_unref (where.time_zone);
}

static void
test_attention (void)
{
  for (int code = 0; code < EBB_N_ATTENTIONS; code++)
    {
      g_assert_cmpstr (ebb_sentence_attention_title ((EbbAttentionCode) code), !=, "");
      g_assert_true (g_str_has_suffix (ebb_sentence_attention_advice ((EbbAttentionCode) code), "."));
    }
}

static void
fill_nothing (EbbDeviceValues *values,
              int              n)
{
  values->telemetry.observed_at_us = EBB_TIME_UNKNOWN;
}

static void
fill_zero (EbbDeviceValues *values,
           int              n)
{
  values->telemetry.state_of_charge = 0;
}

static void
fill_room (EbbDeviceValues *values,
           int              n)
{
  values->telemetry.indoor_temperature_c = -3.5;
  values->telemetry.target_temperature_c = n == 0 ? NAN : 21;
}

static void
fill_roof (EbbDeviceValues *values,
           int              n)
{
  values->kind = EBB_DEVICE_INVERTER;
  values->telemetry.production_kw = n;
}

/* Nothing known is nothing said; zero is something. */
static void
test_levels (void)
{
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");
  g_autoptr (EbbDevice) nothing = make_device (fill_nothing, 0);
  g_autoptr (EbbDevice) zero = make_device (fill_zero, 0);
  g_autoptr (EbbDevice) room = make_device (fill_room, 0);
  g_autoptr (EbbDevice) heated = make_device (fill_room, 1);
  g_autoptr (EbbDevice) night = make_device (fill_roof, 0);
  g_autoptr (EbbDevice) day = make_device (fill_roof, 3);
  g_autofree char *zero_text = ebb_sentence_for_level (zero);
  g_autofree char *room_text = ebb_sentence_for_level (room);
  g_autofree char *heated_text = ebb_sentence_for_level (heated);
  g_autofree char *night_text = ebb_sentence_for_device (night, &where);
  g_autofree char *day_text = ebb_sentence_for_device (day, &where);

  g_assert_null (ebb_sentence_for_level (nothing));
  g_assert_true (g_str_has_prefix (zero_text, "0"));
  g_assert_nonnull (strstr (room_text, "3.5"));
  g_assert_nonnull (strstr (heated_text, " of 21"));
  g_assert_cmpstr (night_text, ==, "Produces nothing now.");
  g_assert_true (g_str_has_prefix (day_text, "Produces 3"));
  g_time_zone_unref (where.time_zone);
}

static void
fill_age (EbbDeviceValues *values,
          int              seconds)
{
  values->telemetry.observed_at_us = NOON - seconds * (gint64) G_USEC_PER_SEC;
  values->connection = seconds > 36000 ? EBB_CONNECTION_ASLEEP : EBB_CONNECTION_ONLINE;
}

static void
test_ages (void)
{
  static const struct { int observed_s; int answered_s; const char *text; } cases[] = {
    { -3600, 0, NULL }, /* the clock of one of the two is wrong */
    { 0, 0, NULL },
    { 74, 0, NULL },
    { 75, 0, "Last heard of 1\u00a0min ago" },
    { 7200, 0, "Last heard of 2\u00a0h ago" },
    { 43200, 0, "Last heard of 12\u00a0h ago, probably asleep" },
    /* It was fresh when it was told, and no other answer was to come yet … */
    { 163, 89, NULL },
    /* … or one was, and did not. */
    { 90, 90, "Last heard of 1\u00a0min ago" },
    { 164, 89, "Last heard of 2\u00a0min ago" },
  };
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EbbDevice) device = make_device (fill_age, cases[i].observed_s);
      g_autofree char *age = NULL;

      where.answered_us = NOON - cases[i].answered_s * (gint64) G_USEC_PER_SEC;
      age = ebb_sentence_for_age (device, &where);

      g_assert_cmpstr (age, ==, cases[i].text);
    }
  g_time_zone_unref (where.time_zone);
}

static void
add_attention (EbbDeviceValues  *values,
               EbbAttentionCode  code)
{
  EbbAttention attention = { code, NULL, EBB_TIME_UNKNOWN, NULL };

  g_array_append_val (values->attention, attention);
}

static void
add_reason (EbbDeviceValues *values,
            EbbReasonCode    code)
{
  EbbReason reason = { code, NULL, EBB_UNKNOWN, EBB_TIME_UNKNOWN, NAN, NAN };

  g_array_append_val (values->reasons, reason);
}

typedef enum { OFFLINE, SIGNED_OUT, ONLINE_LONG_AGO, ONLINE, UNPLUGGED, AWAY, SILENT, N_PLIGHTS } Plight;

static void
fill_plight (EbbDeviceValues *values,
             int              plight)
{
  values->telemetry.observed_at_us = NOON - (plight == ONLINE_LONG_AGO ? 24 * EBB_HOUR : plight == ONLINE ? EBB_MINUTE / 2 : 2 * EBB_HOUR);
  values->connection = plight == OFFLINE || plight == SIGNED_OUT ? EBB_CONNECTION_OFFLINE : EBB_CONNECTION_ONLINE;
  if (plight == SIGNED_OUT)
    add_attention (values, EBB_ATTENTION_REAUTHORIZATION_REQUIRED);
  if (plight == UNPLUGGED)
    add_reason (values, EBB_REASON_NOT_PLUGGED_IN);
  if (plight == AWAY)
    add_reason (values, EBB_REASON_AWAY_FROM_HOME);
  if (plight == SILENT)
    add_reason (values, EBB_REASON_DEVICE_UNREACHABLE);
}

/* Why what was last heard says nothing of now, and why a device cannot be started. */
static void
test_plights (void)
{
  static const struct { const char *age; gboolean is_stale; const char *why_not; } cases[] = {
    [OFFLINE] = { "Last heard of 2\u00a0h ago, not connected since", TRUE, "It cannot be started while it is not connected." },
    [SIGNED_OUT] = { "Last heard of 2\u00a0h ago, before its maker wanted a new sign-in", TRUE,
                     "It cannot be started before you have signed in to its maker again." },
    [ONLINE_LONG_AGO] = { "Last heard of 24\u00a0h ago", TRUE, NULL },
    [ONLINE] = { NULL, FALSE, NULL },
    [UNPLUGGED] = { "Last heard of 2\u00a0h ago", FALSE, "It cannot be started while it is not plugged in." },
    [AWAY] = { "Last heard of 2\u00a0h ago", FALSE, "It cannot be started while it is away from home." },
    [SILENT] = { "Last heard of 2\u00a0h ago", FALSE, "It cannot be started while it is not connected." },
  };
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (int plight = 0; plight < N_PLIGHTS; plight++)
    {
      g_autoptr (EbbDevice) device = make_device (fill_plight, plight);
      g_autofree char *age = ebb_sentence_for_age (device, &where);

      g_assert_cmpstr (age, ==, cases[plight].age);
      g_assert_cmpint (ebb_sentence_is_stale (device, &where), ==, cases[plight].is_stale);
      g_assert_cmpstr (ebb_sentence_why_not_run (device), ==, cases[plight].why_not);
    }
  g_time_zone_unref (where.time_zone);
}

/* One sentence for a connection that nobody vouches for: it is no network failure. */
static void
test_tls (void)
{
  g_autoptr (GError) error = ebb_error_new_http (EBB_ERROR_OFFLINE, 0, "tls", "untrusted");

  g_assert_cmpstr (ebb_error_get_title (error), ==, "The connection is not private");
  g_assert_null (strstr (ebb_error_get_advice (error), "by itself"));
}

/* What an edit would bring: every combination of what a service may or may not say. */
static void
test_plan (void)
{
  static const struct { EbbPlanValues values; const char *text; } cases[] = {
    { { NULL, EBB_PLAN_PLANNED, NOON + 2 * EBB_HOUR, 12.44, 8.4, NOON + 3 * EBB_HOUR, EBB_YES, 0 },
      "With this it is done 14:00, in time for 15:00. It uses about 12.4\u00a0kWh for 8.40\u00a0kr excl. VAT." },
    { { NULL, EBB_PLAN_PLANNED, NOON + 2 * EBB_HOUR, NAN, -0.5, EBB_TIME_UNKNOWN, EBB_UNKNOWN, NAN },
      "With this it is done 14:00. It costs about −0.50\u00a0kr excl. VAT." },
    { { NULL, EBB_PLAN_PLANNED, EBB_TIME_UNKNOWN, NAN, NAN, NOON + 3 * EBB_HOUR, EBB_YES, NAN }, "With this it is in time for 15:00." },
    { { NULL, EBB_PLAN_PLANNED, NOON + 5 * EBB_HOUR, NAN, NAN, NOON + 3 * EBB_HOUR, EBB_NO, 3.2 },
      "With this it is not ready by 15:00: 3.2\u00a0kWh are missing then." },
    { { NULL, EBB_PLAN_PLANNED, EBB_TIME_UNKNOWN, NAN, NAN, NOON + 3 * EBB_HOUR, EBB_NO, NAN }, "With this it is not ready by 15:00." },
    { { NULL, EBB_PLAN_PLANNED, EBB_TIME_UNKNOWN, NAN, NAN, EBB_TIME_UNKNOWN, EBB_NO, NAN }, "With this it is not ready in time." },
    { { NULL, EBB_PLAN_PLANNED, EBB_TIME_UNKNOWN, 5, NAN, EBB_TIME_UNKNOWN, EBB_YES, NAN }, NULL },
    { { NULL, EBB_PLAN_NOT_NEEDED, EBB_TIME_UNKNOWN, 0, 0, EBB_TIME_UNKNOWN, EBB_YES, 0 }, "With this there is nothing to do now." },
    { { NULL, EBB_PLAN_UNKNOWN, EBB_TIME_UNKNOWN, NAN, NAN, EBB_TIME_UNKNOWN, EBB_UNKNOWN, NAN },
      "What this would bring cannot be said yet." },
    { { NULL, EBB_PLAN_OTHER, EBB_TIME_UNKNOWN, NAN, NAN, EBB_TIME_UNKNOWN, EBB_UNKNOWN, NAN }, NULL },
  };
  EbbPlaceAndTime where = in_zone ("Europe/Stockholm");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EbbPlanValues values = cases[i].values;
      g_autoptr (EbbPlan) plan = NULL;
      g_autofree char *text = NULL;

      values.currency = g_strdup ("SEK");
      plan = ebb_plan_new (&values);
      text = ebb_plan_words_for_edit (plan, &where);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_time_zone_unref (where.time_zone);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/reasons", test_reasons);
  g_test_add_func ("/sentence/other-reason", test_other_reason);
  g_test_add_func ("/sentence/prices", test_prices);
  g_test_add_func ("/sentence/plan", test_plan);
  g_test_add_func ("/sentence/zones", test_zones);
  g_test_add_func ("/sentence/limits", test_limits);
  g_test_add_func ("/sentence/silence", test_silence);
  g_test_add_func ("/sentence/states", test_states);
  g_test_add_func ("/sentence/attention", test_attention);
  g_test_add_func ("/sentence/levels", test_levels);
  g_test_add_func ("/sentence/ages", test_ages);
  g_test_add_func ("/sentence/plights", test_plights);
  g_test_add_func ("/sentence/tls", test_tls);

  return g_test_run ();
}
