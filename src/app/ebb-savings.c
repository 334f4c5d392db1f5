/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which stretch of time the savings are looked at for, and the server's report on it. A late answer to an earlier question is
 * dropped; an answer that failed leaves the report that is shown for the same period. */

#include "app/ebb-savings.h"

struct _EbbSavings
{
  GObject parent_instance;

  EbbHome *home;             /* (owned) */
  EbbPeriod period;
  EbbReport *report;         /* (owned) (nullable): of that period and facility, or not known */
  GError *error;             /* (owned) (nullable): why the last question failed */
  GCancellable *cancellable; /* (owned) (nullable): of the question under way */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbSavings, ebb_savings, G_TYPE_OBJECT)

static GTimeZone *
time_zone (EbbSavings *self)
{
  return ebb_facility_get_time_zone (ebb_home_get_facility (self->home));
}

/* The cancellable tells whether the answer is still the wanted one. */
typedef struct
{
  EbbSavings *self;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Question;

static void
question_free (Question *question)
{
  g_clear_object (&question->self);
  g_clear_object (&question->cancellable);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
report_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  EbbSavings *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbReport) report = ebb_api_get_report_finish (EBB_API (source), result, &error);

  if (self->cancellable != question->cancellable)
    return;

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (report != NULL)
    g_set_object (&self->report, report);
  else
    self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask (EbbSavings *self)
{
  EbbFacility *facility = ebb_home_get_facility (self->home);
  Question *question;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (facility != NULL)
    {
      self->cancellable = g_cancellable_new ();
      question = g_new0 (Question, 1);
      question->self = g_object_ref (self);
      question->cancellable = g_object_ref (self->cancellable);
      ebb_api_get_report_async (ebb_home_get_api (self->home), ebb_facility_get_id (facility), NULL, &self->period,
                                self->cancellable, report_cb, question);
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_period (EbbSavings *self,
             EbbPeriod   period)
{
  self->period = period;
  g_clear_object (&self->report);
  g_clear_error (&self->error);
  ask (self);
}

/* Another facility: the same kind of period, as it contains the present there. */
static void
facility_cb (EbbSavings *self)
{
  if (ebb_home_get_facility (self->home) != NULL)
    show_period (self, ebb_period_containing (self->period.kind, ebb_clock_now (ebb_home_get_clock (self->home)),
                                              time_zone (self)));
}

static void
ebb_savings_dispose (GObject *object)
{
  EbbSavings *self = EBB_SAVINGS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);
  g_clear_object (&self->home);
  g_clear_object (&self->report);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ebb_savings_parent_class)->dispose (object);
}

static void
ebb_savings_class_init (EbbSavingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_savings_dispose;

  /**
   * EbbSavings::changed:
   *
   * Period, report, error or whether it is loading are not what they were.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
ebb_savings_init (EbbSavings *self)
{
  self->period.kind = EBB_PERIOD_MONTH;
}

/**
 * ebb_savings_new:
 * @home: whose savings
 *
 * Returns: (transfer full): the savings of this month; nothing is asked before ebb_savings_refresh()
 */
EbbSavings *
ebb_savings_new (EbbHome *home)
{
  EbbSavings *self = g_object_new (EBB_TYPE_SAVINGS, NULL);

  self->home = g_object_ref (home);
  g_signal_connect_swapped (home, "notify::facility", G_CALLBACK (facility_cb), self);

  return self;
}

/**
 * ebb_savings_get_period:
 * @self: savings
 *
 * Returns: (transfer none): the stretch of time that is looked at
 */
const EbbPeriod *
ebb_savings_get_period (EbbSavings *self)
{
  return &self->period;
}

/**
 * ebb_savings_set_kind:
 * @self: savings
 * @kind: day, month or year
 *
 * Looks at a longer or shorter period around what is looked at; of a period with the present in it, the present.
 */
void
ebb_savings_set_kind (EbbSavings    *self,
                      EbbPeriodKind  kind)
{
  gint64 now = ebb_clock_now (ebb_home_get_clock (self->home));
  gint64 at = ebb_period_contains (&self->period, now) ? now : self->period.start_us;

  if (self->period.kind == kind)
    return;

  if (ebb_home_get_facility (self->home) == NULL)
    self->period.kind = kind;
  else
    show_period (self, ebb_period_containing (kind, at, time_zone (self)));
}

/**
 * ebb_savings_step:
 * @self: savings
 * @steps: periods to go forward, or back when negative
 *
 * Looks at another period, if ebb_savings_can_step().
 */
void
ebb_savings_step (EbbSavings *self,
                  int         steps)
{
  if (ebb_savings_can_step (self, steps))
    show_period (self, ebb_period_next (&self->period, steps, time_zone (self)));
}

/**
 * ebb_savings_can_step:
 * @self: savings
 * @steps: periods to go forward, or back when negative
 *
 * Returns: whether there can be anything: nothing has been saved in the future
 */
gboolean
ebb_savings_can_step (EbbSavings *self,
                      int         steps)
{
  EbbPeriod period;

  if (ebb_home_get_facility (self->home) == NULL)
    return FALSE;

  period = ebb_period_next (&self->period, steps, time_zone (self));
  return period.start_us <= ebb_clock_now (ebb_home_get_clock (self->home));
}

/**
 * ebb_savings_get_report:
 * @self: savings
 *
 * Returns: (transfer none) (nullable): what the server reports of the period, if it is known
 */
EbbReport *
ebb_savings_get_report (EbbSavings *self)
{
  return self->report;
}

/**
 * ebb_savings_is_loading:
 * @self: savings
 *
 * Returns: whether the server is being asked
 */
gboolean
ebb_savings_is_loading (EbbSavings *self)
{
  return self->cancellable != NULL;
}

/**
 * ebb_savings_get_error:
 * @self: savings
 *
 * Returns: (transfer none) (nullable): why the last question failed
 */
const GError *
ebb_savings_get_error (EbbSavings *self)
{
  return self->error;
}

/**
 * ebb_savings_refresh:
 * @self: savings
 *
 * Asks for the period again, or for the first time.
 */
void
ebb_savings_refresh (EbbSavings *self)
{
  if (self->period.end_us == 0)
    facility_cb (self);
  else
    ask (self);
}
