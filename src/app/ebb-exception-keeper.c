/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a customer asked of one device for once: which exception holds, asking for another or ending it, and what would be with it. The
 * weekly plan stays as it is below. The service decides; what it answers is shown. */

#include "app/ebb-exception-keeper.h"

#include <math.h>

#include "base/ebb-error.h"

struct _EbbExceptionKeeper
{
  GObject parent_instance;

  EbbHome *home;              /* (owned) */
  EbbDevice *device;          /* (owned) */
  EbbException *exception;    /* (owned) (nullable): as the service has it; NULL while it is not known */
  GError *error;              /* (owned) (nullable): why the last thing did not work */
  gboolean is_refused;        /* the service has no such thing */
  gboolean is_busy;           /* something is asked for */
  GCancellable *loading;      /* (owned) (nullable) */
  GCancellable *foreseeing;   /* (owned) (nullable) */
  EbbExceptionValues foreseen;
  EbbPlan *planned;           /* (owned) (nullable): what will be without it */
  EbbPlan *preview;           /* (owned) (nullable): what would be with it */
  gboolean has_foreseen;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbExceptionKeeper, ebb_exception_keeper, G_TYPE_OBJECT)

static EbbApi *
get_api (EbbExceptionKeeper *self)
{
  return ebb_home_get_api (self->home);
}

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* Takes @error. */
static void
take_error (EbbExceptionKeeper *self,
            GError             *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

/* A question does not keep alive who asks it: it is cancelled with the keeper, and then never looks at it again. */
static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EbbExceptionKeeper *self = user_data;
  GError *error = NULL;
  g_autoptr (EbbException) exception = ebb_api_exception_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_object (&self->loading);
  if (exception != NULL)
    g_set_object (&self->exception, exception);
  /* A service that has no exceptions has not failed. */
  self->is_refused = ebb_error_is_not_offered (error);
  take_error (self, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What the device does now is another thing. */
static void
device_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EbbExceptionKeeper) self = user_data;
  g_autoptr (EbbDevice) newer = ebb_api_device_finish (EBB_API (source), result, NULL);

  if (newer == NULL)
    ebb_home_refresh (self->home);
  ebb_home_take_device (self->home, ebb_device_get_id (self->device), newer);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EbbExceptionKeeper) self = user_data;
  GError *error = NULL;
  g_autoptr (EbbException) exception = ebb_api_exception_finish (EBB_API (source), result, &error);

  self->is_busy = FALSE;
  if (exception != NULL)
    {
      g_set_object (&self->exception, exception);
      ebb_api_get_device_async (EBB_API (source), ebb_device_get_id (self->device), NULL, device_cb, g_object_ref (self));
    }
  take_error (self, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  /* Whether it was done all the same is for the service to say. */
  if (exception == NULL)
    ebb_home_refresh (self->home);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  EbbExceptionKeeper *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbPlan) preview = ebb_api_plan_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->foreseeing);
  g_set_object (&self->preview, preview);
  self->has_foreseen = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  EbbExceptionKeeper *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbPlan) planned = ebb_api_plan_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_set_object (&self->planned, planned);
  ebb_api_preview_async (EBB_API (source), ebb_device_get_id (self->device), &self->foreseen, self->foreseeing, previewed_cb, self);
}

static void
ebb_exception_keeper_dispose (GObject *object)
{
  EbbExceptionKeeper *self = EBB_EXCEPTION_KEEPER (object);

  stop (&self->loading);
  stop (&self->foreseeing);
  g_clear_object (&self->exception);
  g_clear_object (&self->planned);
  g_clear_object (&self->preview);
  g_clear_error (&self->error);
  g_clear_object (&self->device);
  g_clear_object (&self->home);

  G_OBJECT_CLASS (ebb_exception_keeper_parent_class)->dispose (object);
}

static void
ebb_exception_keeper_class_init (EbbExceptionKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_exception_keeper_dispose;

  /**
   * EbbExceptionKeeper::changed:
   *
   * Something of it is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ebb_exception_keeper_init (EbbExceptionKeeper *self)
{
}

/**
 * ebb_exception_keeper_new:
 * @home: a home
 * @device: one of its devices
 *
 * Returns: (transfer full): a keeper that knows nothing yet, see ebb_exception_keeper_load()
 */
EbbExceptionKeeper *
ebb_exception_keeper_new (EbbHome   *home,
                          EbbDevice *device)
{
  EbbExceptionKeeper *self = g_object_new (EBB_TYPE_EXCEPTION_KEEPER, NULL);

  self->home = g_object_ref (home);
  self->device = g_object_ref (device);

  return self;
}

/**
 * ebb_exception_keeper_get_current:
 * @self: a keeper
 *
 * An exception whose end has passed is over, also before the service was asked again.
 *
 * Returns: (transfer none) (nullable): the exception that holds, of kind %EBB_EXCEPTION_NONE for none; %NULL while it is not known
 */
const EbbExceptionValues *
ebb_exception_keeper_get_current (EbbExceptionKeeper *self)
{
  const EbbExceptionValues *values;

  if (self->exception == NULL)
    return NULL;

  values = ebb_exception_get_values (self->exception);
  if (values->kind != EBB_EXCEPTION_NONE && values->until_us != EBB_TIME_UNKNOWN &&
      values->until_us <= ebb_clock_now (ebb_home_get_clock (self->home)))
    {
      g_object_unref (self->exception);
      self->exception = ebb_exception_new_none ();
      values = ebb_exception_get_values (self->exception);
    }

  return values;
}

/**
 * ebb_exception_keeper_get_error:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): why the last thing did not work
 */
const GError *
ebb_exception_keeper_get_error (EbbExceptionKeeper *self)
{
  return self->error;
}

/**
 * ebb_exception_keeper_is_offered:
 * @self: a keeper
 *
 * Returns: whether the service has exceptions for this device, as far as is known
 */
gboolean
ebb_exception_keeper_is_offered (EbbExceptionKeeper *self)
{
  return !self->is_refused && ebb_device_can (self->device, "exception");
}

/**
 * ebb_exception_keeper_is_busy:
 * @self: a keeper
 *
 * Returns: whether something is being asked for
 */
gboolean
ebb_exception_keeper_is_busy (EbbExceptionKeeper *self)
{
  return self->is_busy;
}

/**
 * ebb_exception_keeper_get_foresight:
 * @self: a keeper
 * @foresight: (out): what would be with the exception that was last asked about; valid until something changes
 *
 * Returns: whether the service has answered, if only that it cannot say
 */
gboolean
ebb_exception_keeper_get_foresight (EbbExceptionKeeper *self,
                                    EbbForesight       *foresight)
{
  const EbbPlanValues *preview = self->preview != NULL ? ebb_plan_get_values (self->preview) : NULL;
  const EbbPlanValues *planned = self->planned != NULL ? ebb_plan_get_values (self->planned) : NULL;

  *foresight = (EbbForesight) { preview != NULL, EBB_TIME_UNKNOWN, NAN, NULL };
  if (preview == NULL)
    return self->has_foreseen;

  foresight->done_at_us = preview->expected_done_at_us;
  foresight->currency = preview->currency;
  if (planned != NULL && g_strcmp0 (planned->currency, preview->currency) == 0)
    foresight->extra_cost = preview->expected_cost - planned->expected_cost;

  return self->has_foreseen;
}

/**
 * ebb_exception_keeper_get_preview:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): what would be with the exception that was last asked about, if the service has said so
 */
EbbPlan *
ebb_exception_keeper_get_preview (EbbExceptionKeeper *self)
{
  return self->preview;
}

/**
 * ebb_exception_keeper_load:
 * @self: a keeper
 *
 * Asks which exception holds, unless that is being asked already.
 */
void
ebb_exception_keeper_load (EbbExceptionKeeper *self)
{
  if (!ebb_exception_keeper_is_offered (self) || self->is_busy || self->loading != NULL)
    return;

  self->loading = g_cancellable_new ();
  ebb_api_get_exception_async (get_api (self), ebb_device_get_id (self->device), self->loading, loaded_cb, self);
}

/**
 * ebb_exception_keeper_ask:
 * @self: a keeper that is not busy
 * @values: the exception that shall hold; of kind %EBB_EXCEPTION_NONE to end the one that does
 *
 * Asks the service for it. When it fails, what holds stays, and ebb_exception_keeper_get_error() says why.
 */
void
ebb_exception_keeper_ask (EbbExceptionKeeper       *self,
                          const EbbExceptionValues *values)
{
  g_return_if_fail (!self->is_busy);

  /* A late answer about what was is not to take the place of what will be. */
  stop (&self->loading);
  g_clear_error (&self->error);
  self->is_busy = TRUE;
  ebb_api_put_exception_async (get_api (self), ebb_device_get_id (self->device), values, NULL, asked_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ebb_exception_keeper_foresee:
 * @self: a keeper
 * @values: an exception that may be asked for
 *
 * Asks what would be, and what will be without. A question that is still open is given up.
 */
void
ebb_exception_keeper_foresee (EbbExceptionKeeper       *self,
                              const EbbExceptionValues *values)
{
  stop (&self->foreseeing);
  g_clear_object (&self->planned);
  g_clear_object (&self->preview);
  self->has_foreseen = FALSE;
  self->foreseen = *values;
  self->foreseeing = g_cancellable_new ();
  ebb_api_preview_async (get_api (self), ebb_device_get_id (self->device), NULL, self->foreseeing, planned_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
