/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which stretch of time the savings are looked at for, and the server's report on it. A late answer to an earlier question is
 * dropped; an answer that failed leaves the report that is shown for the same period. Until there is an answer, the last one that is
 * remembered is shown. */

#include "app/ebb-savings.h"

#include "base/ebb-error.h"

/* A day in quarter-hours has a hundred stretches at most. More than this is no answer to what was asked. */
#define MOST_BUCKETS 400

struct _EbbSavings
{
  GObject parent_instance;

  EbbHome *home;             /* (owned) */
  EbbPeriod period;
  gint64 looked_at_us;       /* what a longer or shorter period shall be around */
  gboolean has_asked;        /* nothing is asked by itself before */
  gboolean has_present;      /* the period was the present one when it was last asked for */
  EbbReport *report;         /* (owned) (nullable): of that period and facility, or not known */
  EbbReport *shown;          /* (owned) (nullable): the same as the person wants to see it */
  gint64 reported_at_us;     /* when the report came */
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

static gint64
now_us (EbbSavings *self)
{
  return ebb_clock_now (ebb_home_get_clock (self->home));
}

static void
changed (EbbSavings *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The cancellable tells whether the answer is still the wanted one. A question does not keep alive who asks it. */
typedef struct
{
  GWeakRef savings;
  GCancellable *cancellable; /* (owned) */
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->savings);
  g_clear_object (&question->cancellable);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static EbbStore *
store_of (EbbSavings *self)
{
  return ebb_outbox_get_store (ebb_home_get_outbox (self->home));
}

/* What the report that is looked at is kept under. */
static char *
make_key (EbbSavings *self)
{
  g_autofree char *id = g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, ebb_facility_get_id (ebb_home_get_facility (self->home)),
                                         ebb_period_get_resolution (&self->period), self->period.start_us);

  return ebb_answer_make_key (EBB_ANSWER_REPORT, id);
}

static void
take_report (EbbSavings *self,
             EbbReport  *report)
{
  g_set_object (&self->report, report);
  g_clear_object (&self->shown);
  if (report != NULL)
    self->shown = ebb_units_show_report (ebb_home_get_units (self->home), report, ebb_home_get_facility (self->home));
}

static void
units_cb (EbbSavings *self)
{
  take_report (self, self->report);
  changed (self);
}

/* Whether it is a report on what was asked for. */
static gboolean
settle (EbbSavings  *self,
        EbbReport   *report,
        GError     **error)
{
  ebb_report_settle (report, &self->period, now_us (self), time_zone (self));
  if (ebb_report_get_n_buckets (report) <= MOST_BUCKETS)
    return TRUE;

  g_set_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY, "the report has %u stretches", ebb_report_get_n_buckets (report));
  return FALSE;
}

/* Something remembered is being looked up. */
typedef struct
{
  GWeakRef savings;
  char *key; /* (owned) */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_weak_ref_clear (&lookup->savings);
  g_free (lookup->key);
  g_free (lookup);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (EbbSavings) self = g_weak_ref_get (&lookup->savings);
  g_autoptr (EbbAnswer) answer = ebb_store_recall_finish (EBB_STORE (source), result, NULL);
  g_autoptr (EbbReport) report = answer != NULL ? ebb_wire_read_report (answer->body, NULL) : NULL;
  g_autofree char *key = NULL;

  if (self == NULL || report == NULL || self->report != NULL || ebb_home_get_facility (self->home) == NULL)
    return;

  /* Another period may be looked at by now. */
  key = make_key (self);
  if (!g_str_equal (key, lookup->key) || !settle (self, report, NULL))
    return;

  take_report (self, report);
  self->reported_at_us = answer->received_at_us;
  changed (self);
}

static void
recall (EbbSavings *self)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  g_weak_ref_init (&lookup->savings, self);
  lookup->key = make_key (self);
  ebb_store_recall_async (store_of (self), lookup->key, recalled_cb, lookup);
}

static void
remember (EbbSavings *self,
          GBytes     *body)
{
  g_autofree char *key = make_key (self);
  g_autoptr (EbbAnswer) answer = ebb_answer_new (body, NULL, now_us (self));

  ebb_store_keep_answer (store_of (self), key, answer);
}

static void
report_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (EbbSavings) self = g_weak_ref_get (&question->savings);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbReport) report = ebb_api_get_report_finish (EBB_API (source), result, &error);

  if (self == NULL || self->cancellable != question->cancellable)
    return;

  if (report != NULL && !settle (self, report, &error))
    g_clear_object (&report);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (report != NULL)
    {
      take_report (self, report);
      self->reported_at_us = now_us (self);
      remember (self, ebb_api_get_body (result));
    }
  else
    self->error = g_steal_pointer (&error);
  changed (self);
}

static void
forget (EbbSavings *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  take_report (self, NULL);
  g_clear_error (&self->error);
}

static void
ask (EbbSavings *self)
{
  Question *question = g_new0 (Question, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&question->savings, self);
  question->cancellable = g_object_ref (self->cancellable);
  ebb_api_get_report_async (ebb_home_get_api (self->home),
                            ebb_facility_get_id (ebb_home_get_facility (self->home)), NULL, &self->period,
                            self->cancellable, report_cb, question);
  if (self->report == NULL)
    recall (self);
  changed (self);
}

static void
show_period (EbbSavings *self,
             EbbPeriod   period)
{
  forget (self);
  self->period = period;
  self->has_present = ebb_period_contains (&period, now_us (self));
  if (!ebb_period_contains (&period, self->looked_at_us))
    self->looked_at_us = self->has_present ? now_us (self) : period.start_us;
  ask (self);
}

/* The present, as a period of the kind that is looked at. */
static void
show_present (EbbSavings *self)
{
  self->looked_at_us = now_us (self);
  show_period (self, ebb_period_containing (self->period.kind, self->looked_at_us, time_zone (self)));
}

/* Another facility: the same kind of period, as it contains the present there. */
static void
facility_cb (EbbSavings *self)
{
  if (!self->has_asked)
    return;

  if (ebb_home_get_facility (self->home) != NULL)
    {
      show_present (self);
      return;
    }

  forget (self);
  self->period.start_us = self->period.end_us = 0;
  changed (self);
}

static void
ebb_savings_dispose (GObject *object)
{
  EbbSavings *self = EBB_SAVINGS (object);

  forget (self);
  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);
  g_clear_object (&self->home);

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
  g_signal_connect_object (ebb_home_get_units (home), "notify", G_CALLBACK (units_cb), self, G_CONNECT_SWAPPED);

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
 * Looks at a longer or shorter period around what was last looked at: from November to its year and back to November.
 */
void
ebb_savings_set_kind (EbbSavings    *self,
                      EbbPeriodKind  kind)
{
  if (self->period.kind != kind)
    ebb_savings_open (self, kind, self->looked_at_us);
}

/**
 * ebb_savings_open:
 * @self: savings
 * @kind: day, month or year
 * @time_us: microseconds since the Unix epoch, UTC
 *
 * Looks at the period around that time.
 */
void
ebb_savings_open (EbbSavings    *self,
                  EbbPeriodKind  kind,
                  gint64         time_us)
{
  if (!self->has_asked || ebb_home_get_facility (self->home) == NULL)
    {
      self->period.kind = kind;
      changed (self);
      return;
    }

  self->looked_at_us = time_us;
  show_period (self, ebb_period_containing (kind, time_us, time_zone (self)));
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

  if (!self->has_asked || ebb_home_get_facility (self->home) == NULL)
    return FALSE;

  period = ebb_period_next (&self->period, steps, time_zone (self));
  return period.start_us <= now_us (self);
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
  return self->shown;
}

/**
 * ebb_savings_get_reported_at:
 * @self: savings with a report
 *
 * Returns: when the report came, microseconds since the Unix epoch, UTC
 */
gint64
ebb_savings_get_reported_at (EbbSavings *self)
{
  return self->reported_at_us;
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
 * Asks for the period again, or for the first time. Whoever looks at today goes on to tomorrow at midnight. Without a facility
 * there is nothing to ask for; it is asked as soon as there is one.
 */
void
ebb_savings_refresh (EbbSavings *self)
{
  gboolean is_first = self->period.end_us == 0;

  self->has_asked = TRUE;
  if (ebb_home_get_facility (self->home) == NULL)
    return;

  if (is_first || (self->has_present && !ebb_period_contains (&self->period, now_us (self))))
    show_present (self);
  else
    ask (self);
}
