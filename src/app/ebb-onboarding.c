/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a device, from the choice of its kind to what is new at home. The customer signs in to the device's maker in the
 * system browser, out of sight; so any return from there, or none, only means "maybe done". What decides is what the
 * service says: the session is asked again every few seconds, and the devices are listed again before anything is called an
 * end. An answer to something that was given up meanwhile changes nothing. */

#include "app/ebb-onboarding.h"

#include "app/ebb-onboarding-link.h"
#include "base/ebb-error.h"

#define POLL_SPAN_MS 3000
#define LONGEST_POLL_FACTOR 10 /* 30 s */

/* A new device may be reported before it is in the list; so often we look again. */
#define MAX_LOOKS 5

struct _EbbOnboarding
{
  GObject parent_instance;

  EbbHome *home;                 /* (owned) */
  EbbDevice *again;              /* (owned) (nullable): what is only signed in again */
  guint poll_span_ms;
  EbbDeviceKind kind;
  gboolean is_dark;

  EbbOnboardingState state;
  EbbOnboardingLink *link;       /* (owned) (nullable): from when there is one until the next start */
  EbbOnboardingSession *session; /* (owned) (nullable): as last answered */
  EbbOnboardingStatus status;    /* what it says, or what follows from its not being there */
  GListStore *devices;           /* (owned) (element-type EbbDevice): what is new */
  GError *error;                 /* (owned) (nullable) */

  GCancellable *cancellable;     /* (owned) (nullable): of what is being asked */
  guint timer_id;                /* 0 when none runs */
  guint n_failures;              /* in a row */
  guint n_looks;                 /* for devices that are reported and not listed yet */
  gboolean has_returned;         /* the browser came back and the devices were not listed since */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbOnboarding, ebb_onboarding, G_TYPE_OBJECT)

/* What is asked does not keep the object alive: whoever lets go of it gives up what is under way. */
typedef struct
{
  GWeakRef self;
  GCancellable *cancellable; /* (owned) */
} Question;

static Question *
question_new (EbbOnboarding *self)
{
  Question *question = g_new0 (Question, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  g_weak_ref_init (&question->self, self);
  question->cancellable = g_object_ref (self->cancellable);

  return question;
}

/* Returns: (transfer full) (nullable): who asked, if the answer still matters */
static EbbOnboarding *
question_close (Question *question)
{
  g_autoptr (EbbOnboarding) self = g_weak_ref_get (&question->self);
  gboolean matters = self != NULL && self->cancellable == question->cancellable;

  if (matters)
    g_clear_object (&self->cancellable);
  g_weak_ref_clear (&question->self);
  g_clear_object (&question->cancellable);
  g_free (question);

  return matters ? g_steal_pointer (&self) : NULL;
}

static void
stop_asking (EbbOnboarding *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
drop_link (EbbOnboarding *self)
{
  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);
  g_clear_object (&self->link);
}

static void
forget (EbbOnboarding *self)
{
  stop_asking (self);
  drop_link (self);
  g_clear_object (&self->session);
  g_clear_error (&self->error);
  g_list_store_remove_all (self->devices);
  self->status = EBB_ONBOARDING_PENDING;
  self->n_failures = 0;
  self->n_looks = 0;
  self->has_returned = FALSE;
}

/* Takes @error over. */
static void
set_state (EbbOnboarding      *self,
           EbbOnboardingState  state,
           GError             *error)
{
  self->state = state;
  g_clear_error (&self->error);
  self->error = error;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The link stays, for a browser that returns later than we were told how it went must still find somebody. */
static void
end (EbbOnboarding      *self,
     EbbOnboardingState  state,
     GError             *error)
{
  stop_asking (self);
  set_state (self, state, error);
}

static gboolean timer_cb (gpointer user_data);

/* Longer and longer while it fails, so that a service in trouble is left alone. */
static void
ask_later (EbbOnboarding *self)
{
  guint factor = MIN (1u << MIN (self->n_failures, 5), LONGEST_POLL_FACTOR);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = g_timeout_add (self->poll_span_ms * factor, timer_cb, self);
}

static void
wait_on (EbbOnboarding *self,
         GError        *error)
{
  ask_later (self);
  set_state (self, EBB_ONBOARDING_STATE_WAITING, error);
}

/* Takes @error over. What a moment can heal does not end the wait: the customer may be in the middle of it, in the browser. */
static void
endure (EbbOnboarding *self,
        GError        *error)
{
  switch (error->domain == EBB_ERROR ? error->code : EBB_ERROR_SERVER)
    {
    case EBB_ERROR_OFFLINE:
    case EBB_ERROR_TIMEOUT:
    case EBB_ERROR_TOO_MANY:
    case EBB_ERROR_SERVER:
    case EBB_ERROR_BAD_REPLY:
      self->n_failures++;
      wait_on (self, error);
      break;
    default:
      end (self, EBB_ONBOARDING_STATE_ERROR, error);
    }
}

static void
devices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EbbOnboarding) self = question_close (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = ebb_api_list_devices_finish (EBB_API (source), result, &error);
  gboolean are_all_there;

  if (self == NULL)
    return;
  if (listed == NULL)
    {
      endure (self, g_steal_pointer (&error));
      return;
    }

  self->n_failures = 0;
  self->has_returned = FALSE;
  are_all_there = ebb_onboarding_link_pick_new (self->link, self->session, listed, self->devices);
  if (!are_all_there && ++self->n_looks < MAX_LOOKS)
    {
      ask_later (self);
      set_state (self, EBB_ONBOARDING_STATE_CHECKING, NULL);
    }
  else if (self->again != NULL ? self->status == EBB_ONBOARDING_COMPLETED : g_list_model_get_n_items (G_LIST_MODEL (self->devices)) > 0)
    {
      ebb_home_refresh (self->home);
      end (self, self->again != NULL ? EBB_ONBOARDING_STATE_SIGNED_IN : EBB_ONBOARDING_STATE_FOUND, NULL);
    }
  else if (self->status == EBB_ONBOARDING_COMPLETED)
    end (self, EBB_ONBOARDING_STATE_NOTHING_NEW, NULL);
  else if (self->status == EBB_ONBOARDING_EXPIRED || ebb_onboarding_get_time_left (self) == 0)
    end (self, EBB_ONBOARDING_STATE_EXPIRED, NULL);
  else
    wait_on (self, NULL);
}

static void
look_for_devices (EbbOnboarding *self)
{
  Question *question = question_new (self);

  ebb_api_list_devices_async (ebb_home_get_api (self->home), ebb_onboarding_link_get_facility_id (self->link),
                              question->cancellable, devices_cb, question);
}

static void
judge (EbbOnboarding *self)
{
  switch (self->status)
    {
    case EBB_ONBOARDING_CANCELLED:
      end (self, EBB_ONBOARDING_STATE_CANCELLED, NULL);
      break;
    case EBB_ONBOARDING_FAILED:
      end (self, EBB_ONBOARDING_STATE_FAILED, NULL);
      break;
    case EBB_ONBOARDING_PENDING:
      if (self->has_returned || ebb_onboarding_get_time_left (self) == 0)
        look_for_devices (self);
      else
        wait_on (self, NULL);
      break;
    case EBB_ONBOARDING_OTHER:
      /* May be an end that did not exist when this was written. The devices tell. */
      look_for_devices (self);
      break;
    default:
      look_for_devices (self);
      set_state (self, EBB_ONBOARDING_STATE_CHECKING, NULL);
    }
}

static void
session_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EbbOnboarding) self = question_close (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbOnboardingSession) session = ebb_api_onboarding_finish (EBB_API (source), result, &error);

  if (self == NULL)
    return;

  if (session != NULL)
    {
      g_set_object (&self->session, session);
      self->status = ebb_onboarding_session_get_values (session)->status;
    }
  else if (g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND))
    self->status = EBB_ONBOARDING_EXPIRED;
  else if (g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_SUPPORTED))
    self->status = EBB_ONBOARDING_OTHER;
  else
    {
      endure (self, g_steal_pointer (&error));
      return;
    }

  self->n_failures = 0;
  judge (self);
}

static void
ask (EbbOnboarding *self)
{
  Question *question = question_new (self);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  ebb_api_get_onboarding_async (ebb_home_get_api (self->home),
                                ebb_onboarding_session_get_values (self->session)->session_id, question->cancellable,
                                session_cb, question);
}

static gboolean
timer_cb (gpointer user_data)
{
  EbbOnboarding *self = EBB_ONBOARDING (user_data);

  self->timer_id = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_in_browser (EbbOnboarding *self)
{
  return self->state == EBB_ONBOARDING_STATE_WAITING || self->state == EBB_ONBOARDING_STATE_CHECKING;
}

static void
returned_cb (EbbOnboarding *self)
{
  if (!is_in_browser (self))
    return;

  self->has_returned = TRUE;
  ask (self);
  set_state (self, EBB_ONBOARDING_STATE_CHECKING, NULL);
}

static void
link_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EbbOnboarding) self = question_close (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbOnboardingLink) link = ebb_onboarding_link_request_finish (EBB_HOME (source), result, &error);

  if (self == NULL)
    return;
  if (link == NULL)
    {
      end (self, EBB_ONBOARDING_STATE_ERROR, g_steal_pointer (&error));
      return;
    }

  g_signal_connect_swapped (link, "returned", G_CALLBACK (returned_cb), self);
  g_set_object (&self->session, ebb_onboarding_link_get_session (link));
  self->status = ebb_onboarding_session_get_values (self->session)->status;
  self->link = g_steal_pointer (&link);
  judge (self);
}

static void
ebb_onboarding_dispose (GObject *object)
{
  stop_asking (EBB_ONBOARDING (object));
  drop_link (EBB_ONBOARDING (object));

  G_OBJECT_CLASS (ebb_onboarding_parent_class)->dispose (object);
}

static void
ebb_onboarding_finalize (GObject *object)
{
  EbbOnboarding *self = EBB_ONBOARDING (object);

  g_clear_object (&self->home);
  g_clear_object (&self->again);
  g_clear_object (&self->session);
  g_clear_object (&self->devices);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ebb_onboarding_parent_class)->finalize (object);
}

static void
ebb_onboarding_class_init (EbbOnboardingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ebb_onboarding_dispose;
  object_class->finalize = ebb_onboarding_finalize;

  /**
   * EbbOnboarding::changed:
   *
   * State or error are not what they were, or the time that is left is less.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
ebb_onboarding_init (EbbOnboarding *self)
{
  self->poll_span_ms = POLL_SPAN_MS;
  self->kind = EBB_DEVICE_OTHER;
  self->status = EBB_ONBOARDING_PENDING;
  self->devices = g_list_store_new (EBB_TYPE_DEVICE);
}

/**
 * ebb_onboarding_new:
 * @home: where the device shall be added, to the facility that is shown
 * @again: (nullable): a device that is there already and shall only be signed in again, to its own facility
 *
 * Letting go of it gives up whatever is under way.
 *
 * Returns: (transfer full): ready to start
 */
EbbOnboarding *
ebb_onboarding_new (EbbHome   *home,
                    EbbDevice *again)
{
  EbbOnboarding *self = g_object_new (EBB_TYPE_ONBOARDING, NULL);

  self->home = g_object_ref (home);
  g_set_object (&self->again, again);

  return self;
}

/**
 * ebb_onboarding_get_again:
 * @self: an onboarding
 *
 * Returns: (transfer none) (nullable): the device that is signed in again; %NULL when one is added
 */
EbbDevice *
ebb_onboarding_get_again (EbbOnboarding *self)
{
  return self->again;
}

/**
 * ebb_onboarding_set_poll_span:
 * @self: an onboarding
 * @span_ms: how long to wait between two questions, milliseconds; it starts with one for people, and a test has less time
 */
void
ebb_onboarding_set_poll_span (EbbOnboarding *self,
                              guint          span_ms)
{
  self->poll_span_ms = span_ms;
}

/**
 * ebb_onboarding_get_state:
 * @self: an onboarding
 *
 * Returns: how far it has come
 */
EbbOnboardingState
ebb_onboarding_get_state (EbbOnboarding *self)
{
  return self->state;
}

/**
 * ebb_onboarding_get_kind:
 * @self: an onboarding
 *
 * Returns: what it was last started with
 */
EbbDeviceKind
ebb_onboarding_get_kind (EbbOnboarding *self)
{
  return self->kind;
}

/**
 * ebb_onboarding_get_url:
 * @self: an onboarding
 *
 * Returns: (transfer none) (nullable): where the customer signs in; %NULL when there is nothing to do there. Whoever has it can finish
 *   in the customer's name: it goes to the browser and the clipboard, never to a log.
 */
const char *
ebb_onboarding_get_url (EbbOnboarding *self)
{
  return is_in_browser (self) ? ebb_onboarding_session_get_values (self->session)->url : NULL;
}

/**
 * ebb_onboarding_get_time_left:
 * @self: an onboarding
 *
 * Returns: how long the link can still be used, microseconds; %EBB_TIME_UNKNOWN when that is not known
 */
gint64
ebb_onboarding_get_time_left (EbbOnboarding *self)
{
  gint64 expires_at_us = self->link != NULL ? ebb_onboarding_link_get_expires_at (self->link) : EBB_TIME_UNKNOWN;

  if (expires_at_us == EBB_TIME_UNKNOWN)
    return EBB_TIME_UNKNOWN;

  return MAX (0, expires_at_us - ebb_clock_now (ebb_home_get_clock (self->home)));
}

/**
 * ebb_onboarding_get_devices:
 * @self: an onboarding
 *
 * Returns: (transfer none): what is new, a list of #EbbDevice; final from %EBB_ONBOARDING_STATE_FOUND on
 */
GListModel *
ebb_onboarding_get_devices (EbbOnboarding *self)
{
  return G_LIST_MODEL (self->devices);
}

/**
 * ebb_onboarding_get_failure:
 * @self: an onboarding in %EBB_ONBOARDING_STATE_FAILED
 *
 * Returns: why it failed
 */
EbbOnboardingFailure
ebb_onboarding_get_failure (EbbOnboarding *self)
{
  g_return_val_if_fail (self->state == EBB_ONBOARDING_STATE_FAILED, EBB_ONBOARDING_OTHER_FAILURE);

  return ebb_onboarding_session_get_values (self->session)->failure;
}

/**
 * ebb_onboarding_get_error:
 * @self: an onboarding
 *
 * Returns: (transfer none) (nullable): in %EBB_ONBOARDING_STATE_ERROR why it ended; in %EBB_ONBOARDING_STATE_WAITING why the
 *   service could not be asked just now, which is no end: it will be asked again
 */
const GError *
ebb_onboarding_get_error (EbbOnboarding *self)
{
  return self->error;
}

/**
 * ebb_onboarding_start:
 * @self: an onboarding
 * @kind: what to add; %EBB_DEVICE_OTHER leaves it to the customer to say so in the browser
 * @is_dark: whether the page in the browser should be dark
 *
 * Asks for a link. What was under way is given up.
 */
void
ebb_onboarding_start (EbbOnboarding *self,
                      EbbDeviceKind  kind,
                      gboolean       is_dark)
{
  Question *question;

  g_return_if_fail (kind < EBB_N_DEVICE_KINDS);

  forget (self);
  self->kind = kind;
  self->is_dark = is_dark;
  question = question_new (self);
  ebb_onboarding_link_request_async (self->home, kind, self->again, is_dark, question->cancellable, link_cb, question);
  set_state (self, EBB_ONBOARDING_STATE_STARTING, NULL);
}

/**
 * ebb_onboarding_start_again:
 * @self: an onboarding
 *
 * Asks for a new link for the same kind of device.
 */
void
ebb_onboarding_start_again (EbbOnboarding *self)
{
  ebb_onboarding_start (self, self->kind, self->is_dark);
}

/**
 * ebb_onboarding_check_now:
 * @self: an onboarding
 *
 * The customer may be back: asks now rather than in a while. Does nothing when nobody is waiting or it is being asked.
 */
void
ebb_onboarding_check_now (EbbOnboarding *self)
{
  if (self->state == EBB_ONBOARDING_STATE_WAITING && self->cancellable == NULL)
    ask (self);
}

/**
 * ebb_onboarding_cancel:
 * @self: an onboarding
 *
 * Gives up what is under way or over, and is back at the choice.
 */
void
ebb_onboarding_cancel (EbbOnboarding *self)
{
  forget (self);
  set_state (self, EBB_ONBOARDING_STATE_CHOOSING, NULL);
}
