/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to come of a device, and what it has saved this month: the service's plan and its report. What the service does not offer, or
 * cannot say just now, is not known here; what was known stays. */

#include "app/ebb-outlook.h"

/* As far ahead as prices are published. */
#define SPAN_US (48 * EBB_HOUR)

/* A day's figure changes a little with every quarter-hour. */
#define REPORT_AGE_US (15 * EBB_MINUTE)

struct _EbbOutlook
{
  GObject parent_instance;

  EbbHome *home;           /* (owned) */
  EbbDevice *device;       /* (owned) */
  EbbPlan *plan;           /* (owned) (nullable) */
  EbbReport *report;       /* (owned) (nullable) */
  EbbPeriod period;        /* the month that was reported, or is being asked for */
  gint64 reported_at_us;
  GCancellable *planning;  /* (owned) (nullable) */
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
  gint64 now_us = get_now (self);

  if (self->planning != NULL || !ebb_device_can (self->device, "plan"))
    return;

  self->planning = g_cancellable_new ();
  ebb_api_get_plan_async (ebb_home_get_api (self->home), ebb_device_get_id (self->device), now_us, now_us + SPAN_US, self->planning,
                          plan_cb, self);
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

static void
ebb_outlook_dispose (GObject *object)
{
  EbbOutlook *self = EBB_OUTLOOK (object);

  g_cancellable_cancel (self->planning);
  g_cancellable_cancel (self->reporting);
  g_clear_object (&self->planning);
  g_clear_object (&self->reporting);
  g_clear_object (&self->plan);
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
   * Something of it is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ebb_outlook_init (EbbOutlook *self)
{
  self->reported_at_us = EBB_TIME_UNKNOWN;
}

/**
 * ebb_outlook_new:
 * @home: a home
 * @device: one of its devices
 *
 * Returns: (transfer full): an outlook that knows nothing yet, see ebb_outlook_load()
 */
EbbOutlook *
ebb_outlook_new (EbbHome   *home,
                 EbbDevice *device)
{
  EbbOutlook *self = g_object_new (EBB_TYPE_OUTLOOK, NULL);

  self->home = g_object_ref (home);
  self->device = g_object_ref (device);

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
 * Asks for what is not being asked already: for the plan always, for the report when it is old.
 */
void
ebb_outlook_load (EbbOutlook *self)
{
  load_plan (self);
  load_report (self);
}
