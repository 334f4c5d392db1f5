/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to come of a device, and what it has saved this month: the service's plan, the prices below it, its sessions and its report.
 * What the service does not offer, or cannot say just now, is not known here; what was known stays, and what was known in the last run is
 * there until it is answered. It is asked for anew whenever the home is. */

#include "app/ebb-outlook.h"

#include "base/ebb-error.h"

/* What was is told for six to twelve hours, so that the first hour told is a round one. */
#define PAST_HOURS 6

/* After how long each is asked for anew. Prices are published once a day, and at a time that differs. */
static const gint64 ages_us[EBB_OUTLOOK_N_PARTS] = {
  [EBB_OUTLOOK_PLAN] = 0,
  [EBB_OUTLOOK_PRICES] = 10 * EBB_MINUTE,
  [EBB_OUTLOOK_SESSIONS] = 5 * EBB_MINUTE,
};

/* And for how long after that it still stands for what the service says: a few questions may fail. */
#define FRESH_US (5 * EBB_MINUTE)

/* A day's figure changes a little with every quarter-hour. */
#define REPORT_AGE_US (15 * EBB_MINUTE)

/* What is not offered is not asked for again for a while. */
#define REFUSED_US EBB_HOUR

struct _EbbOutlook
{
  GObject parent_instance;

  EbbHome *home;           /* (owned) */
  EbbDevice *device;       /* (owned) */
  EbbPlan *plan;           /* (owned) (nullable) */
  EbbPrices *prices;       /* (owned) (nullable) */
  gint64 priced_to_us;     /* until when they were asked for */
  GArray *sessions;        /* (owned) (nullable) (element-type EbbDeviceSession) */
  gint64 told_at_us[EBB_OUTLOOK_N_PARTS];         /* when what is known was, or EBB_TIME_UNKNOWN */
  gint64 asked_at_us[EBB_OUTLOOK_N_PARTS];        /* when it was asked for last */
  GError *errors[EBB_OUTLOOK_N_PARTS];            /* (owned) (nullable): why the last question failed */
  GCancellable *questions[EBB_OUTLOOK_N_PARTS];   /* (owned) (nullable): what is being asked */
  gint64 acted_at_us;      /* when the page was opened, or something was done with the device since */
  EbbReport *report;       /* (owned) (nullable) */
  EbbPeriod period;        /* the month that was reported, or is being asked for */
  gint64 reported_at_us;
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

/* Prices are only below a plan. */
static gboolean
is_offered (EbbOutlook     *self,
            EbbOutlookPart  part)
{
  return ebb_device_can (self->device, part == EBB_OUTLOOK_SESSIONS ? "sessions" : "plan");
}

/* Returns: (transfer full) (nullable): what it is remembered under */
static char *
make_key (EbbOutlook     *self,
          EbbOutlookPart  part)
{
  static const char *const names[] = { EBB_ANSWER_PLAN, EBB_ANSWER_PRICES, EBB_ANSWER_SESSIONS };
  const EbbDeviceValues *values = ebb_device_get_values (self->device);
  const char *id = part == EBB_OUTLOOK_PRICES ? values->facility_id : values->device_id;

  return id != NULL ? ebb_answer_make_key (names[part], id) : NULL;
}

/* Returns: whether there is an answer */
static gboolean
take_answer (EbbOutlook     *self,
             EbbOutlookPart  part,
             GAsyncResult   *result,
             GError         *error)
{
  g_autofree char *key = NULL;
  g_autoptr (EbbAnswer) answer = NULL;

  g_clear_object (&self->questions[part]);
  g_clear_error (&self->errors[part]);
  self->errors[part] = error;
  if (error != NULL)
    return FALSE;

  key = make_key (self, part);
  self->told_at_us[part] = get_now (self);
  answer = ebb_answer_new (ebb_api_get_body (result), NULL, self->told_at_us[part]);
  ebb_store_keep_answer (ebb_outbox_get_store (ebb_home_get_outbox (self->home)), key, answer);

  return TRUE;
}

/* Something remembered is being looked up. */
typedef struct
{
  GWeakRef outlook;
  EbbOutlookPart part;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_weak_ref_clear (&lookup->outlook);
  g_free (lookup);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

/* What went on then may have ended since, unless that was just now; and two weeks are counted from today. */
static GArray *
read_sessions (EbbOutlook      *self,
               const EbbAnswer *answer)
{
  GArray *sessions = ebb_wire_read_sessions (answer->body, NULL);
  gboolean is_recent = ebb_clock_is_recent (ebb_home_get_clock (self->home), answer->received_at_us,
                                            ages_us[EBB_OUTLOOK_SESSIONS] + FRESH_US);

  if (sessions != NULL)
    ebb_device_sessions_drop_old (sessions, get_now (self) - EBB_OUTLOOK_SESSION_DAYS * 24 * EBB_HOUR, is_recent);

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
  gboolean is_read;

  if (self == NULL || answer == NULL || self->told_at_us[lookup->part] != EBB_TIME_UNKNOWN ||
      ebb_error_is_not_offered (self->errors[lookup->part]))
    return;

  if (lookup->part == EBB_OUTLOOK_PLAN)
    is_read = (self->plan = ebb_wire_read_plan (answer->body, NULL)) != NULL;
  else if (lookup->part == EBB_OUTLOOK_PRICES)
    is_read = (self->prices = ebb_wire_read_prices (answer->body, NULL)) != NULL;
  else
    is_read = (self->sessions = read_sessions (self, answer)) != NULL;

  if (is_read)
    self->told_at_us[lookup->part] = answer->received_at_us;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, lookup->part);
}

static void
recall (EbbOutlook     *self,
        EbbOutlookPart  part)
{
  g_autofree char *key = make_key (self, part);
  Lookup *lookup;

  if (key == NULL || !is_offered (self, part))
    return;

  lookup = g_new0 (Lookup, 1);
  g_weak_ref_init (&lookup->outlook, self);
  lookup->part = part;
  ebb_store_recall_async (ebb_outbox_get_store (ebb_home_get_outbox (self->home)), key, recalled_cb, lookup);
}

/* A question does not keep alive who asks it: it is cancelled with the outlook, and then must not look at it again. Takes @error then. */
static gboolean
is_given_up (GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  g_error_free (error);
  return TRUE;
}

static void
plan_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  EbbOutlook *self = user_data;
  GError *error = NULL;
  g_autoptr (EbbPlan) plan = ebb_api_plan_finish (EBB_API (source), result, &error);

  if (is_given_up (error))
    return;

  /* What is not offered any more is no plan either. */
  if (take_answer (self, EBB_OUTLOOK_PLAN, result, error) || ebb_error_is_not_offered (self->errors[EBB_OUTLOOK_PLAN]))
    g_set_object (&self->plan, plan);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, EBB_OUTLOOK_PLAN);
}

static void
prices_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EbbOutlook *self = user_data;
  GError *error = NULL;
  g_autoptr (EbbPrices) prices = ebb_api_get_prices_finish (EBB_API (source), result, &error);

  if (is_given_up (error))
    return;

  if (take_answer (self, EBB_OUTLOOK_PRICES, result, error) || ebb_error_is_not_offered (error))
    g_set_object (&self->prices, prices);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, EBB_OUTLOOK_PRICES);
}

static void
sessions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  EbbOutlook *self = user_data;
  GError *error = NULL;
  g_autoptr (GArray) sessions = ebb_api_list_sessions_finish (EBB_API (source), result, &error);

  if (is_given_up (error))
    return;

  if (take_answer (self, EBB_OUTLOOK_SESSIONS, result, error) || ebb_error_is_not_offered (error))
    {
      g_clear_pointer (&self->sessions, g_array_unref);
      self->sessions = g_steal_pointer (&sessions);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, EBB_OUTLOOK_SESSIONS);
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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, EBB_OUTLOOK_N_PARTS);
}

/* Returns: (transfer none) (nullable): what to ask with, %NULL when there is nothing to ask */
static GCancellable *
begin_question (EbbOutlook     *self,
                EbbOutlookPart  part,
                gint64          age_us)
{
  EbbClock *clock = ebb_home_get_clock (self->home);

  if (self->questions[part] != NULL || !is_offered (self, part) || ebb_clock_is_recent (clock, self->told_at_us[part], age_us) ||
      (ebb_error_is_not_offered (self->errors[part]) && ebb_clock_is_recent (clock, self->asked_at_us[part], REFUSED_US)))
    return NULL;

  self->asked_at_us[part] = get_now (self);
  return self->questions[part] = g_cancellable_new ();
}

static void
load_plan (EbbOutlook *self)
{
  GCancellable *cancellable = begin_question (self, EBB_OUTLOOK_PLAN, ages_us[EBB_OUTLOOK_PLAN]);
  gint64 from_us, to_us;

  if (cancellable == NULL)
    return;

  ebb_outlook_get_span (self, &from_us, &to_us);
  ebb_api_get_plan_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device), from_us, to_us, cancellable, plan_cb, self);
}

static void
load_prices (EbbOutlook *self)
{
  const char *facility_id = ebb_device_get_values (self->device)->facility_id;
  GCancellable *cancellable;
  gint64 from_us, to_us;

  ebb_outlook_get_span (self, &from_us, &to_us);
  if (facility_id == NULL ||
      (cancellable = begin_question (self, EBB_OUTLOOK_PRICES, to_us == self->priced_to_us ? ages_us[EBB_OUTLOOK_PRICES] : 0)) == NULL)
    return;

  self->priced_to_us = to_us;
  ebb_api_get_prices_async (ebb_home_get_api (self->home), facility_id, from_us, to_us, cancellable, prices_cb, self);
}

/* For some time after something was done, one may just have begun or ended. */
static void
load_sessions (EbbOutlook *self)
{
  gint64 age_us = ages_us[EBB_OUTLOOK_SESSIONS];
  gboolean stirs = ebb_clock_is_recent (ebb_home_get_clock (self->home), self->acted_at_us, age_us);
  GCancellable *cancellable = begin_question (self, EBB_OUTLOOK_SESSIONS, stirs ? 0 : age_us);
  gint64 now_us = get_now (self);

  if (cancellable != NULL)
    ebb_api_list_sessions_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device),
                                 now_us - EBB_OUTLOOK_SESSION_DAYS * 24 * EBB_HOUR, now_us, cancellable, sessions_cb, self);
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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, EBB_OUTLOOK_N_PARTS);
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

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, EBB_OUTLOOK_N_PARTS);
  if (ebb_home_get_error (self->home) == NULL)
    ebb_outlook_load (self);
}

static void
units_cb (EbbOutlook *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, EBB_OUTLOOK_N_PARTS);
}

static void
stop_question (EbbOutlook     *self,
               EbbOutlookPart  part)
{
  g_cancellable_cancel (self->questions[part]);
  g_clear_object (&self->questions[part]);
}

static void
acted_cb (EbbOutlook *self,
          const char *device_id)
{
  if (!g_str_equal (device_id, ebb_device_get_id (self->device)))
    return;

  /* What is being answered may be of before. */
  self->acted_at_us = get_now (self);
  stop_question (self, EBB_OUTLOOK_PLAN);
  stop_question (self, EBB_OUTLOOK_SESSIONS);
  ebb_outlook_load (self);
}

static void
ebb_outlook_dispose (GObject *object)
{
  EbbOutlook *self = EBB_OUTLOOK (object);

  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);

  for (EbbOutlookPart part = 0; part < EBB_OUTLOOK_N_PARTS; part++)
    {
      stop_question (self, part);
      g_clear_error (&self->errors[part]);
    }
  g_cancellable_cancel (self->reporting);
  g_clear_object (&self->reporting);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->sessions, g_array_unref);
  g_clear_object (&self->prices);
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
   * @part: the #EbbOutlookPart that is another, or %EBB_OUTLOOK_N_PARTS for the report, the units, or time that has passed
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", EBB_TYPE_OUTLOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
ebb_outlook_init (EbbOutlook *self)
{
  for (EbbOutlookPart part = 0; part < EBB_OUTLOOK_N_PARTS; part++)
    self->told_at_us[part] = EBB_TIME_UNKNOWN;
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
  self->acted_at_us = get_now (self);
  g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_swapped (home, "acted", G_CALLBACK (acted_cb), self);
  g_signal_connect_object (ebb_home_get_units (home), "notify", G_CALLBACK (units_cb), self, G_CONNECT_SWAPPED);
  for (EbbOutlookPart part = 0; part < EBB_OUTLOOK_N_PARTS; part++)
    recall (self, part);

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
 * @part: a part of it
 *
 * Returns: whether what is known of it is what the service said lately
 */
gboolean
ebb_outlook_is_fresh (EbbOutlook     *self,
                      EbbOutlookPart  part)
{
  return ebb_clock_is_recent (ebb_home_get_clock (self->home), self->told_at_us[part], ages_us[part] + FRESH_US);
}

/**
 * ebb_outlook_get_told_at:
 * @self: an outlook
 * @part: a part of it
 *
 * Returns: when the service said what is known of it, microseconds since 1970, or %EBB_TIME_UNKNOWN
 */
gint64
ebb_outlook_get_told_at (EbbOutlook     *self,
                         EbbOutlookPart  part)
{
  return self->told_at_us[part];
}

/**
 * ebb_outlook_get_error:
 * @self: an outlook
 * @part: a part of it
 *
 * Returns: (transfer none) (nullable): why it could not be had when it was last asked for, in the domain %EBB_ERROR
 */
const GError *
ebb_outlook_get_error (EbbOutlook     *self,
                       EbbOutlookPart  part)
{
  return self->errors[part];
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

  ebb_period_look_around (get_now (self), PAST_HOURS, facility != NULL ? ebb_facility_get_time_zone (facility) : utc, from_us, to_us);
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
