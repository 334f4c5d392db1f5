/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports and sessions: the ledger's quarter-hours, added up. A session that goes on past midnight is two, one for each day,
 * so that the sessions of a day add up to the day. */

#include "sandbox/sandbox-report.h"

#include "sandbox/sandbox-random.h"
#include "sandbox/sandbox-value.h"
#include "sandbox/sandbox-world.h"

#include <string.h>

#define DAY_US      (96 * SANDBOX_QUARTER_US)
#define MOST_DAYS   40000
#define PAUSE_SLOTS 4

typedef enum { QUARTER_HOUR, HOUR, DAY, MONTH } Resolution;

static const struct
{
  const char *word;
  gint        most_days;
} resolutions[] = { { "quarter_hour", 31 }, { "hour", 366 }, { "day", 3653 }, { "month", G_MAXINT } };

/* A bucket that is being filled. */
typedef struct
{
  JsonArray       *array;
  SandboxFacility *facility;
  gint64           now_us;
  gint64           final_until_us;
  gboolean         estimated;
  gint64           start_us;
  gint64           end_us;
  gboolean         any;
  gint64           energy_wh;
  gint64           cost;
  gint64           baseline;
  gint64           carbon_g;
} Bucket;

static void
begin_bucket (Bucket *bucket,
              gint64  start_us,
              gint64  end_us)
{
  bucket->start_us = start_us;
  bucket->end_us = end_us;
  bucket->any = FALSE;
  bucket->energy_wh = bucket->cost = bucket->baseline = bucket->carbon_g = 0;
}

static void
add_figures (Bucket               *bucket,
             const SandboxFigures *figures)
{
  bucket->any = TRUE;
  bucket->energy_wh += figures->energy_wh;
  bucket->cost += figures->cost;
  bucket->baseline += figures->baseline;
  bucket->carbon_g += figures->carbon_g;
}

static void
set_figures (JsonObject *object,
             gboolean    any,
             gint64      energy_wh,
             gint64      cost,
             gint64      baseline)
{
  sandbox_value_set_decimal (object, "energy_kwh", any ? energy_wh : SANDBOX_UNKNOWN, 1000);
  sandbox_value_set_decimal (object, "cost", any ? cost : SANDBOX_UNKNOWN, 100);
  sandbox_value_set_decimal (object, "baseline_cost", any ? baseline : SANDBOX_UNKNOWN, 100);
  sandbox_value_set_decimal (object, "savings", any ? baseline - cost : SANDBOX_UNKNOWN, 100);
}

static void
end_bucket (Bucket *bucket)
{
  const char *status = "estimated";
  JsonObject *object;

  if (bucket->end_us <= bucket->start_us || bucket->start_us >= bucket->now_us)
    return;

  if (bucket->end_us > bucket->now_us)
    status = "partial";
  else if (!bucket->any)
    status = "missing";
  else if (bucket->end_us <= bucket->final_until_us && !bucket->estimated)
    status = "final";

  object = json_object_new ();
  sandbox_value_set_time (object, "start", bucket->start_us);
  sandbox_value_set_time (object, "end", bucket->end_us);
  set_figures (object, bucket->any, bucket->energy_wh, bucket->cost, bucket->baseline);
  sandbox_value_set_decimal (object, "co2_g", bucket->any ? bucket->carbon_g : SANDBOX_UNKNOWN, 1);
  json_object_set_string_member (object, "status", status);
  json_array_add_object_element (bucket->array, object);
  bucket->end_us = bucket->start_us;
}

/* The part of a day that is asked for, as one sum of all devices. */
static void
add_day (Bucket          *bucket,
         SandboxEpisodes *episodes,
         GPtrArray       *devices,
         gint             day,
         gint64           from_us,
         gint64           to_us,
         gboolean         whole)
{
  for (guint d = 0; d < devices->len; d++)
    {
      SandboxDevice *device = g_ptr_array_index (devices, d);
      SandboxLedgerDay ledger;
      SandboxFigures sum;

      if (whole)
        {
          if (sandbox_ledger_sum_day (episodes, device, day, bucket->now_us, &sum))
            add_figures (bucket, &sum);
          continue;
        }

      sandbox_ledger_get_day (episodes, device, day, bucket->now_us, &ledger);
      for (gint i = 0; i < ledger.known; i++)
        {
          gint64 time = ledger.start_us + i * SANDBOX_QUARTER_US;

          if (time >= from_us && time < to_us && ledger.quarter[i].energy_wh != SANDBOX_MISSING)
            add_figures (bucket, &ledger.quarter[i]);
        }
    }
}

/* A day in hours or quarter-hours. */
static void
add_parts (Bucket          *bucket,
           SandboxEpisodes *episodes,
           GPtrArray       *devices,
           gint             day,
           gint64           from_us,
           gint64           to_us,
           gint             step)
{
  g_autofree SandboxLedgerDay *ledgers = g_new (SandboxLedgerDay, MAX (1, devices->len));
  gint64 start_us = sandbox_calendar_day_start (bucket->facility->calendar, day);
  gint64 end_us = sandbox_calendar_day_start (bucket->facility->calendar, day + 1);

  for (guint d = 0; d < devices->len; d++)
    sandbox_ledger_get_day (episodes, g_ptr_array_index (devices, d), day, bucket->now_us, &ledgers[d]);

  for (gint first = 0; start_us + first * SANDBOX_QUARTER_US < MIN (end_us, to_us); first += step)
    {
      gint64 bucket_us = start_us + first * SANDBOX_QUARTER_US;

      begin_bucket (bucket, MAX (from_us, bucket_us), MIN (to_us, bucket_us + step * SANDBOX_QUARTER_US));
      for (guint d = 0; d < devices->len; d++)
        for (gint i = first; i < MIN (first + step, ledgers[d].known); i++)
          {
            gint64 time = start_us + i * SANDBOX_QUARTER_US;

            if (time >= from_us && time < to_us && ledgers[d].quarter[i].energy_wh != SANDBOX_MISSING)
              add_figures (bucket, &ledgers[d].quarter[i]);
          }

      end_bucket (bucket);
    }
}

static gboolean
check_range (gint64      from_us,
             gint64      to_us,
             const char *resolution,
             Resolution *found,
             GError    **error)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (resolutions); i++)
    if (resolution != NULL && strcmp (resolution, resolutions[i].word) == 0)
      break;

  if (i == G_N_ELEMENTS (resolutions))
    {
      sandbox_value_set_error (error, NULL, "resolution", "expected quarter_hour, hour, day or month");
      return FALSE;
    }

  if (to_us <= from_us)
    {
      sandbox_value_set_error (error, NULL, "to", "expected a time after \"from\"");
      return FALSE;
    }

  /* An hour more, since that many days have one when the clocks are set back. */
  if ((to_us - from_us - SANDBOX_HOUR_US + DAY_US - 1) / DAY_US > resolutions[i].most_days)
    {
      g_autofree char *expected = g_strdup_printf ("expected at most %d days of this resolution", resolutions[i].most_days);

      sandbox_value_set_error (error, NULL, "to", expected);
      return FALSE;
    }

  *found = (Resolution) i;
  return TRUE;
}

/**
 * sandbox_report_make:
 * @episodes: where to ask what the devices did
 * @facility: whose calendar and currency
 * @devices: (element-type SandboxDevice): what to add up
 * @from_us: from when on
 * @to_us: until when
 * @resolution: quarter_hour, hour, day or month
 * @now_us: what time it is
 * @error: return location
 *
 * Buckets follow the facility's local time and are cut at both ends of the range; those that have not begun are left out.
 *
 * Returns: (transfer full) (nullable): a report
 */
JsonNode *
sandbox_report_make (SandboxEpisodes *episodes,
                     SandboxFacility *facility,
                     GPtrArray       *devices,
                     gint64           from_us,
                     gint64           to_us,
                     const char      *resolution,
                     gint64           now_us,
                     GError         **error)
{
  Bucket bucket = { .facility = facility, .now_us = now_us };
  Resolution step;
  JsonObject *report;
  gint last;

  if (!check_range (from_us, to_us, resolution, &step, error))
    return NULL;

  /* Nothing was metered that long ago. */
  from_us = MAX (from_us, now_us - MOST_DAYS * DAY_US);
  bucket.array = json_array_new ();
  bucket.final_until_us = sandbox_ledger_final_until (facility, now_us);
  for (guint d = 0; d < devices->len; d++)
    {
      SandboxDevice *device = g_ptr_array_index (devices, d);

      bucket.estimated |= device->history == SANDBOX_HISTORY_ESTIMATED;
    }

  last = sandbox_calendar_get_day (facility->calendar, MIN (to_us, now_us) - 1);
  for (gint day = sandbox_calendar_get_day (facility->calendar, from_us); day <= last; day++)
    {
      gint64 start_us = sandbox_calendar_day_start (facility->calendar, day);
      gint64 end_us = sandbox_calendar_day_start (facility->calendar, day + 1);
      gint year, month, month_day;

      if (step == QUARTER_HOUR || step == HOUR)
        {
          add_parts (&bucket, episodes, devices, day, from_us, to_us, step == HOUR ? 4 : 1);
          continue;
        }

      sandbox_day_to_date (day, &year, &month, &month_day);
      if (step == DAY || month_day == 1 || bucket.end_us == 0)
        {
          gint64 until_us = end_us;

          if (step == MONTH)
            until_us = sandbox_calendar_day_start (facility->calendar,
                                                   month == 12 ? sandbox_day_from_date (year + 1, 1, 1)
                                                               : sandbox_day_from_date (year, month + 1, 1));
          end_bucket (&bucket);
          begin_bucket (&bucket, MAX (from_us, start_us), MIN (to_us, until_us));
        }

      add_day (&bucket, episodes, devices, day, from_us, to_us, from_us <= start_us && to_us >= end_us);
    }

  end_bucket (&bucket);
  report = json_object_new ();
  json_object_set_string_member (report, "currency", facility->currency);
  sandbox_value_set_decimal (report, "vat_rate", facility->vat_per_mille, 1000);
  json_object_set_string_member (report, "resolution", resolutions[step].word);
  json_object_set_string_member (report, "baseline", "immediate");
  json_object_set_array_member (report, "buckets", bucket.array);
  return sandbox_value_take (report);
}

static gint64
get_share (SandboxDevice *device,
           gint32         content)
{
  if (device->kind != SANDBOX_KIND_ELECTRIC_VEHICLE && device->kind != SANDBOX_KIND_BATTERY)
    return SANDBOX_UNKNOWN;

  return sandbox_divide ((gint64) content * 1000, device->model.capacity_wh);
}

/* Whether its sessions are stays, with pauses in them. */
static gboolean
stays (SandboxDevice *device)
{
  return device->kind == SANDBOX_KIND_ELECTRIC_VEHICLE || device->kind == SANDBOX_KIND_CHARGER;
}

static void
write_session (JsonArray              *array,
               SandboxDevice          *device,
               const SandboxLedgerDay *ledger,
               gint                    first,
               gint                    last,
               gint64                  final_until_us)
{
  gint64 start_us = ledger->start_us + first * SANDBOX_QUARTER_US;
  gint64 end_us = ledger->start_us + (last + 1) * SANDBOX_QUARTER_US;
  gint64 energy = 0, cost = 0, baseline = 0;
  gboolean manual = FALSE;
  gboolean goes_on = FALSE;
  g_autofree char *id = sandbox_uuid (sandbox_hash (device->seed, 900, start_us / SANDBOX_QUARTER_US));
  JsonObject *object = json_object_new ();

  for (gint i = first; i <= last; i++)
    {
      energy += ledger->quarter[i].energy_wh;
      cost += ledger->quarter[i].cost;
      baseline += ledger->quarter[i].baseline;
      manual |= ledger->why[i] == SANDBOX_WHY_MANUAL || ledger->why[i] == SANDBOX_WHY_DISABLED;
    }

  if (ledger->known < ledger->n && ledger->more[ledger->part[last]])
    goes_on = stays (device) || last == ledger->known - 1;

  json_object_set_string_member (object, "session_id", id);
  json_object_set_string_member (object, "kind", manual ? "manual" : "smart");
  sandbox_value_set_time (object, "start", start_us);
  sandbox_value_set_time (object, "end", goes_on ? SANDBOX_UNKNOWN : end_us);
  set_figures (object, TRUE, energy, cost, baseline);
  sandbox_value_set_decimal (object, "average_price", energy != 0 ? sandbox_divide (cost * 100000, ABS (energy))
                                                                     * (energy > 0 ? 1 : -1) : SANDBOX_UNKNOWN, 10000);
  sandbox_value_set_decimal (object, "state_of_charge_start", get_share (device, ledger->content[first]), 1000);
  sandbox_value_set_decimal (object, "state_of_charge_end", get_share (device, ledger->content[last + 1]), 1000);
  json_object_set_string_member (object, "status", !goes_on && end_us <= final_until_us
                                                           && device->history != SANDBOX_HISTORY_ESTIMATED
                                                       ? "final" : "estimated");
  json_array_add_object_element (array, object);
}

/* A vehicle's stay is one session a day, however often it stops; anything else's is one until it rests for an hour. */
static void
write_day_sessions (JsonArray              *array,
                    SandboxDevice          *device,
                    const SandboxLedgerDay *ledger,
                    gint64                  from_us,
                    gint64                  to_us,
                    gint64                  final_until_us)
{
  gint first = -1, last = -1;

  for (gint i = 0; i <= ledger->known; i++)
    {
      gboolean ended = i == ledger->known;

      if (!ended && (ledger->quarter[i].energy_wh == SANDBOX_MISSING || ledger->quarter[i].energy_wh == 0))
        continue;

      if (first >= 0 && (ended || (stays (device) ? ledger->part[i] != ledger->part[last] : i - last > PAUSE_SLOTS)))
        {
          if (ledger->start_us + first * SANDBOX_QUARTER_US < to_us
              && ledger->start_us + (last + 1) * SANDBOX_QUARTER_US > from_us)
            write_session (array, device, ledger, first, last, final_until_us);
          first = -1;
        }

      if (first < 0)
        first = i;
      last = i;
    }
}

/**
 * sandbox_report_sessions:
 * @episodes: where to ask what the device did
 * @device: whose
 * @from_us: from when on
 * @to_us: until when
 * @now_us: what time it is
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sessions that touch the range, the oldest first
 */
JsonNode *
sandbox_report_sessions (SandboxEpisodes *episodes,
                         SandboxDevice   *device,
                         gint64           from_us,
                         gint64           to_us,
                         gint64           now_us,
                         GError         **error)
{
  const SandboxCalendar *calendar = device->facility->calendar;
  gint64 final_until_us = sandbox_ledger_final_until (device->facility, now_us);
  g_autofree SandboxLedgerDay *ledger = NULL;
  JsonArray *array;
  gint first, last;

  if (to_us <= from_us)
    {
      sandbox_value_set_error (error, NULL, "to", "expected a time after \"from\"");
      return NULL;
    }

  array = json_array_new ();
  ledger = g_new (SandboxLedgerDay, 1);
  first = MAX (sandbox_calendar_get_day (calendar, from_us), sandbox_ledger_first_day (device, now_us));
  last = sandbox_calendar_get_day (calendar, MIN (to_us, now_us) - 1);
  for (gint day = first; day <= last; day++)
    {
      sandbox_ledger_get_day (episodes, device, day, now_us, ledger);
      write_day_sessions (array, device, ledger, from_us, to_us, final_until_us);
    }

  return sandbox_value_wrap ("sessions", array);
}
