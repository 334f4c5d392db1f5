/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to come of a device, and what it has saved this month: the service's plan, the prices below it, its sessions and its report.
 * What the service does not offer, or cannot say just now, is not known here; what was known stays, and what was known in the last run is
 * there until it is answered. It is asked for anew whenever the home is. */

#include "app/ebb-outlook.h"

/* What was is told for six to twelve hours, so that the first hour told is a round one. */
#define PAST_HOURS 6

/* A plan is asked for every minute; a few of these questions may fail. */
#define FRESH_US (5 * EBB_MINUTE)

/* Prices are published once a day, and at a time that differs. */
#define PRICES_AGE_US (10 * EBB_MINUTE)

/* One that goes on gets longer. */
#define SESSIONS_AGE_US (5 * EBB_MINUTE)

/* A day's figure changes a little with every quarter-hour. */
#define REPORT_AGE_US (15 * EBB_MINUTE)

struct _EbbOutlook
{
  GObject parent_instance;

  EbbHome *home;           /* (owned) */
  EbbDevice *device;       /* (owned) */
  EbbPlan *plan;           /* (owned) (nullable) */
  gint64 planned_at_us;    /* when it was known */
  EbbPrices *prices;       /* (owned) (nullable) */
  GError *prices_error;    /* (owned) (nullable): why the last question for them failed */
  gint64 priced_to_us;     /* until when they were asked for */
  gint64 priced_at_us;
  GArray *sessions;        /* (owned) (nullable) (element-type EbbDeviceSession) */
  GError *sessions_error;  /* (owned) (nullable): why the last question for them failed */
  gint64 listed_at_us;     /* when the sessions were */
  EbbReport *report;       /* (owned) (nullable) */
  EbbPeriod period;        /* the month that was reported, or is being asked for */
  gint64 reported_at_us;
  GCancellable *planning;  /* (owned) (nullable) */
  GCancellable *pricing;   /* (owned) (nullable) */
  GCancellable *listing;   /* (owned) (nullable) */
  GCancellable *reporting; /* (owned) (nullable) */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbOutlook, ebb_outlook, G_TYPE_OBJECT)

static gint64
get_now (EbbOutlook *self)
{
  return ebb_clock_now (ebb_home_get_clock (self->home));
}

static EbbStore *
get_store (EbbOutlook *self)
{
  return ebb_outbox_get_store (ebb_home_get_outbox (self->home));
}

static void
remember (EbbOutlook   *self,
          const char   *what,
          const char   *id,
          GAsyncResult *result)
{
  g_autofree char *key = ebb_answer_make_key (what, id);
  g_autoptr (EbbAnswer) answer = ebb_answer_new (ebb_api_get_body (result), NULL, get_now (self));

  ebb_store_keep_answer (get_store (self), key, answer);
}

/* Something remembered is being looked up. */
typedef struct
{
  GWeakRef outlook;
  const char *what; /* (unowned) */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_weak_ref_clear (&lookup->outlook);
  g_free (lookup);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

/* What went on then may have ended since. */
static GArray *
read_ended_sessions (const EbbAnswer *answer)
{
  GArray *sessions = ebb_wire_read_sessions (answer->body, NULL);

  for (guint i = sessions != NULL ? sessions->len : 0; i > 0; i--)
    if (g_array_index (sessions, EbbDeviceSession, i - 1).end_us == EBB_TIME_UNKNOWN)
      g_array_remove_index (sessions, i - 1);

  return sessions;
}

/* It never takes the place of what was answered. */
static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (EbbOutlook) self = g_weak_ref_get (&lookup->outlook);
  g_autoptr (EbbAnswer) answer = ebb_store_recall_finish (EBB_STORE (source), result, NULL);

  if (self == NULL || answer == NULL)
    return;

  if (g_str_equal (lookup->what, EBB_ANSWER_PLAN) && self->plan == NULL)
    {
      self->plan = ebb_wire_read_plan (answer->body, NULL);
      self->planned_at_us = answer->received_at_us;
    }
  else if (g_str_equal (lookup->what, EBB_ANSWER_PRICES) && self->prices == NULL)
    self->prices = ebb_wire_read_prices (answer->body, NULL);
  else if (g_str_equal (lookup->what, EBB_ANSWER_SESSIONS) && self->sessions == NULL)
    self->sessions = read_ended_sessions (answer);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
recall (EbbOutlook *self,
        const char *what,
        const char *id)
{
  g_autofree char *key = ebb_answer_make_key (what, id);
  Lookup *lookup = g_new0 (Lookup, 1);

  g_weak_ref_init (&lookup->outlook, self);
  lookup->what = what;
  ebb_store_recall_async (get_store (self), key, recalled_cb, lookup);
}

/* A question does not keep alive who asks it: it is cancelled with the outlook, and then never looks at it again. */
static void
plan_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  EbbOutlook *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbPlan) plan = ebb_api_plan_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->planning);
  if (plan == NULL)
    return;

  g_set_object (&self->plan, plan);
  self->planned_at_us = get_now (self);
  remember (self, EBB_ANSWER_PLAN, ebb_device_get_id (self->device), result);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
prices_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EbbOutlook *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbPrices) prices = ebb_api_get_prices_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->pricing);
  g_clear_error (&self->prices_error);
  self->prices_error = g_steal_pointer (&error);
  if (prices != NULL)
    {
      self->priced_at_us = get_now (self);
      g_set_object (&self->prices, prices);
      remember (self, EBB_ANSWER_PRICES, ebb_device_get_values (self->device)->facility_id, result);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sessions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  EbbOutlook *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sessions = ebb_api_list_sessions_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->listing);
  g_clear_error (&self->sessions_error);
  self->sessions_error = g_steal_pointer (&error);
  if (sessions != NULL)
    {
      self->listed_at_us = get_now (self);
      g_clear_pointer (&self->sessions, g_array_unref);
      self->sessions = g_steal_pointer (&sessions);
      remember (self, EBB_ANSWER_SESSIONS, ebb_device_get_id (self->device), result);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
report_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EbbOutlook *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbReport) report = ebb_api_get_report_finish (EBB_API (source), result, &error);
  EbbFacility *facility;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reporting);
  facility = ebb_home_find_facility (self->home, ebb_device_get_values (self->device)->facility_id);
  if (report == NULL || facility == NULL)
    return;

  ebb_report_settle (report, &self->period, get_now (self), ebb_facility_get_time_zone (facility));
  self->reported_at_us = get_now (self);
  g_set_object (&self->report, report);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
load_plan (EbbOutlook *self)
{
  gint64 from_us, to_us;

  if (self->planning != NULL || !ebb_device_can (self->device, "plan"))
    return;

  ebb_outlook_get_span (self, &from_us, &to_us);
  self->planning = g_cancellable_new ();
  ebb_api_get_plan_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device), from_us, to_us, self->planning, plan_cb, self);
}

/* Only below a plan. */
static void
load_prices (EbbOutlook *self)
{
  const char *facility_id = ebb_device_get_values (self->device)->facility_id;
  gint64 from_us, to_us;

  if (self->pricing != NULL || facility_id == NULL || !ebb_device_can (self->device, "plan"))
    return;

  ebb_outlook_get_span (self, &from_us, &to_us);
  if (to_us == self->priced_to_us && ebb_clock_is_recent (ebb_home_get_clock (self->home), self->priced_at_us, PRICES_AGE_US))
    return;

  self->priced_to_us = to_us;
  self->pricing = g_cancellable_new ();
  ebb_api_get_prices_async (ebb_home_get_api (self->home), facility_id, from_us, to_us, self->pricing, prices_cb, self);
}

static void
load_sessions (EbbOutlook *self)
{
  gint64 now_us = get_now (self);

  if (self->listing != NULL || !ebb_device_can (self->device, "sessions")
      || ebb_clock_is_recent (ebb_home_get_clock (self->home), self->listed_at_us, SESSIONS_AGE_US))
    return;

  self->listing = g_cancellable_new ();
  ebb_api_list_sessions_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device),
                               now_us - EBB_OUTLOOK_SESSION_DAYS * 24 * EBB_HOUR, now_us, self->listing, sessions_cb, self);
}

/* What was saved last month is not this month's. */
static void
begin_month (EbbOutlook      *self,
             const EbbPeriod *month)
{
  self->period = *month;
  self->reported_at_us = EBB_TIME_UNKNOWN;
  if (self->report == NULL)
    return;

  g_clear_object (&self->report);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
load_report (EbbOutlook *self)
{
  EbbFacility *facility = ebb_home_find_facility (self->home, ebb_device_get_values (self->device)->facility_id);
  EbbPeriod month;

  if (self->reporting != NULL || facility == NULL || !ebb_device_can (self->device, "report"))
    return;

  month = ebb_period_containing (EBB_PERIOD_MONTH, get_now (self), ebb_facility_get_time_zone (facility));
  if (month.start_us != self->period.start_us)
    begin_month (self, &month);
  if (ebb_clock_is_recent (ebb_home_get_clock (self->home), self->reported_at_us, REPORT_AGE_US))
    return;

  self->reporting = g_cancellable_new ();
  ebb_api_get_report_async (ebb_home_get_api (self->home), ebb_facility_get_id (facility), ebb_device_get_id (self->device),
                            &self->period, self->reporting, report_cb, self);
}

/* What it does now is known anew, so that what is to come may be another thing; and what was to come may have passed. */
static void
loading_cb (EbbOutlook *self)
{
  if (ebb_home_is_loading (self->home))
    return;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (ebb_home_get_error (self->home) == NULL)
    ebb_outlook_load (self);
}

static void
acted_cb (EbbOutlook *self,
          const char *device_id)
{
  if (!g_str_equal (device_id, ebb_device_get_id (self->device)))
    return;

  self->listed_at_us = EBB_TIME_UNKNOWN;
  ebb_outlook_load (self);
}

static void
ebb_outlook_dispose (GObject *object)
{
  EbbOutlook *self = EBB_OUTLOOK (object);

  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);

  g_cancellable_cancel (self->planning);
  g_cancellable_cancel (self->pricing);
  g_cancellable_cancel (self->listing);
  g_cancellable_cancel (self->reporting);
  g_clear_object (&self->planning);
  g_clear_object (&self->pricing);
  g_clear_object (&self->listing);
  g_clear_object (&self->reporting);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->sessions, g_array_unref);
  g_clear_error (&self->sessions_error);
  g_clear_object (&self->prices);
  g_clear_error (&self->prices_error);
  g_clear_object (&self->report);
  g_clear_object (&self->device);
  g_clear_object (&self->home);

  G_OBJECT_CLASS (ebb_outlook_parent_class)->dispose (object);
}

static void
ebb_outlook_class_init (EbbOutlookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_outlook_dispose;

  /**
   * EbbOutlook::changed:
   *
   * Something of it is another, or time has passed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ebb_outlook_init (EbbOutlook *self)
{
  self->planned_at_us = EBB_TIME_UNKNOWN;
  self->priced_at_us = EBB_TIME_UNKNOWN;
  self->listed_at_us = EBB_TIME_UNKNOWN;
  self->reported_at_us = EBB_TIME_UNKNOWN;
}

/**
 * ebb_outlook_new:
 * @home: a home
 * @device: one of its devices
 *
 * Returns: (transfer full): an outlook that knows nothing yet but soon what it knew in the last run, see ebb_outlook_load(). Later it asks
 *   when the home has been asked, and when something was done with the device.
 */
EbbOutlook *
ebb_outlook_new (EbbHome   *home,
                 EbbDevice *device)
{
  EbbOutlook *self = g_object_new (EBB_TYPE_OUTLOOK, NULL);

  self->home = g_object_ref (home);
  self->device = g_object_ref (device);
  g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_swapped (home, "acted", G_CALLBACK (acted_cb), self);
  recall (self, EBB_ANSWER_PLAN, ebb_device_get_id (device));
  recall (self, EBB_ANSWER_SESSIONS, ebb_device_get_id (device));
  if (ebb_device_get_values (device)->facility_id != NULL)
    recall (self, EBB_ANSWER_PRICES, ebb_device_get_values (device)->facility_id);

  return self;
}

/**
 * ebb_outlook_get_plan:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable): what the service means to do
 */
EbbPlan *
ebb_outlook_get_plan (EbbOutlook *self)
{
  return self->plan;
}

/**
 * ebb_outlook_is_fresh:
 * @self: an outlook
 *
 * Returns: whether the plan is what the service said a moment ago
 */
gboolean
ebb_outlook_is_fresh (EbbOutlook *self)
{
  return ebb_clock_is_recent (ebb_home_get_clock (self->home), self->planned_at_us, FRESH_US);
}

/**
 * ebb_outlook_get_planned_at:
 * @self: an outlook
 *
 * Returns: when the service said the plan, microseconds since 1970, or %EBB_TIME_UNKNOWN
 */
gint64
ebb_outlook_get_planned_at (EbbOutlook *self)
{
  return self->planned_at_us;
}

/**
 * ebb_outlook_get_prices:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable): the prices below the plan
 */
EbbPrices *
ebb_outlook_get_prices (EbbOutlook *self)
{
  return self->prices;
}

/**
 * ebb_outlook_get_prices_error:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable): why prices could not be had when they were last asked for, in the domain %EBB_ERROR
 */
const GError *
ebb_outlook_get_prices_error (EbbOutlook *self)
{
  return self->prices_error;
}

/**
 * ebb_outlook_get_sessions:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable) (element-type EbbDeviceSession): those of the last %EBB_OUTLOOK_SESSION_DAYS days, the latest first
 */
GArray *
ebb_outlook_get_sessions (EbbOutlook *self)
{
  return self->sessions;
}

/**
 * ebb_outlook_get_sessions_error:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable): why sessions could not be had when they were last asked for, in the domain %EBB_ERROR
 */
const GError *
ebb_outlook_get_sessions_error (EbbOutlook *self)
{
  return self->sessions_error;
}

/**
 * ebb_outlook_get_span:
 * @self: an outlook
 * @from_us: (out): from when; a local hour that six divides, six to twelve hours ago
 * @to_us: (out): until when: the end of tomorrow, as far ahead as prices are published
 *
 * Says what stretch of time is told.
 */
void
ebb_outlook_get_span (EbbOutlook *self,
                      gint64     *from_us,
                      gint64     *to_us)
{
  EbbFacility *facility = ebb_home_find_facility (self->home, ebb_device_get_values (self->device)->facility_id);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  GTimeZone *time_zone = facility != NULL ? ebb_facility_get_time_zone (facility) : utc;
  EbbPeriod today = ebb_period_containing (EBB_PERIOD_DAY, get_now (self), time_zone);
  EbbPeriod tomorrow = ebb_period_containing (EBB_PERIOD_DAY, today.end_us, time_zone);
  gint64 past_us = get_now (self) - PAST_HOURS * EBB_HOUR;

  *to_us = tomorrow.end_us;
  for (*from_us = past_us - past_us % EBB_HOUR; *from_us > past_us - 2 * PAST_HOURS * EBB_HOUR; *from_us -= EBB_HOUR)
    {
      g_autoptr (GDateTime) utc_time = g_date_time_new_from_unix_utc (*from_us / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc_time, time_zone);

      if (g_date_time_get_hour (local) % PAST_HOURS == 0)
        return;
    }
}

/**
 * ebb_outlook_get_report:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable): what was used, paid and saved this month, as far as it was told in this month
 */
EbbReport *
ebb_outlook_get_report (EbbOutlook *self)
{
  return ebb_period_contains (&self->period, get_now (self)) ? self->report : NULL;
}

/**
 * ebb_outlook_load:
 * @self: an outlook
 *
 * Asks for what is not being asked already: for the plan always, for the others when they are old.
 */
void
ebb_outlook_load (EbbOutlook *self)
{
  load_plan (self);
  load_prices (self);
  load_sessions (self);
  load_report (self);
}
