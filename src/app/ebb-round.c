/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes round the facilities that are not shown and asks for their devices, one after the other and seldom, so that what needs a person
 * there is known here. It follows the refreshing of the home: while nobody asks for that, and while the service fails, it does not go. */

#include "app/ebb-round.h"

#include "base/ebb-error.h"

/* How old the devices of a facility that is not shown may be. */
#define INTERVAL_US (15 * EBB_MINUTE)

struct _EbbRound
{
  GObject parent_instance;

  EbbHome *home;             /* (owned) */
  GHashTable *asked_at;      /* (owned): facility id → gint64, in this run */
  guint n_confirmed;         /* how many edits the service has taken */
  GCancellable *cancellable; /* (owned) (nullable): of the question under way */
};

G_DEFINE_FINAL_TYPE (EbbRound, ebb_round, G_TYPE_OBJECT)

/* A question does not keep alive who asks it: it is cancelled with the round. */
typedef struct
{
  EbbRound *self;
  char *facility_id; /* (owned) */
  guint n_confirmed; /* when it was asked */
} Question;

static void
question_free (Question *question)
{
  g_free (question->facility_id);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* It may also have been shown a moment ago. */
static gboolean
is_due (EbbRound   *self,
        const char *facility_id)
{
  EbbClock *clock = ebb_home_get_clock (self->home);
  const gint64 *asked_at = g_hash_table_lookup (self->asked_at, facility_id);

  return !ebb_clock_is_recent (clock, ebb_device_lists_get_updated_at (ebb_home_get_device_lists (self->home), facility_id), INTERVAL_US) &&
         (asked_at == NULL || !ebb_clock_is_recent (clock, *asked_at, INTERVAL_US));
}

static void go_on (EbbRound *self);

static void
devices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  EbbRound *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answer = ebb_api_list_devices_finish (EBB_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  /* A list from before an edit would take it back. */
  if (answer != NULL && question->n_confirmed != self->n_confirmed)
    g_hash_table_remove (self->asked_at, question->facility_id);
  else if (answer != NULL)
    ebb_home_take_devices (self->home, question->facility_id, answer, ebb_api_get_body (result));
  /* The next refresh that is answered goes on, if it cannot be asked just now. */
  if (answer != NULL || !ebb_error_may_pass (error))
    go_on (self);
}

static void
ask (EbbRound   *self,
     const char *facility_id)
{
  Question *question = g_new0 (Question, 1);
  gint64 *asked_at = g_new (gint64, 1);

  question->self = self;
  question->facility_id = g_strdup (facility_id);
  question->n_confirmed = self->n_confirmed;
  *asked_at = ebb_clock_now (ebb_home_get_clock (self->home));
  g_hash_table_insert (self->asked_at, g_strdup (facility_id), asked_at);
  self->cancellable = g_cancellable_new ();
  ebb_api_list_devices_async (ebb_home_get_api (self->home), facility_id, self->cancellable, devices_cb, question);
}

static void
go_on (EbbRound *self)
{
  GListModel *facilities = ebb_home_get_facilities (self->home);

  for (guint i = 0; self->cancellable == NULL && i < g_list_model_get_n_items (facilities); i++)
    {
      g_autoptr (EbbFacility) facility = g_list_model_get_item (facilities, i);

      if (facility != ebb_home_get_facility (self->home) && is_due (self, ebb_facility_get_id (facility)))
        ask (self, ebb_facility_get_id (facility));
    }
}

static void
loading_cb (EbbRound *self)
{
  if (!ebb_home_is_loading (self->home) && ebb_home_get_error (self->home) == NULL)
    go_on (self);
}

static void
confirmed_cb (EbbRound *self)
{
  self->n_confirmed++;
}

static void
ebb_round_dispose (GObject *object)
{
  EbbRound *self = EBB_ROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->home != NULL)
    g_signal_handlers_disconnect_by_data (self->home, self);
  g_clear_object (&self->home);

  G_OBJECT_CLASS (ebb_round_parent_class)->dispose (object);
}

static void
ebb_round_finalize (GObject *object)
{
  g_hash_table_unref (EBB_ROUND (object)->asked_at);

  G_OBJECT_CLASS (ebb_round_parent_class)->finalize (object);
}

static void
ebb_round_class_init (EbbRoundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_round_dispose;
  G_OBJECT_CLASS (klass)->finalize = ebb_round_finalize;
}

static void
ebb_round_init (EbbRound *self)
{
  self->asked_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ebb_round_new:
 * @home: a home
 *
 * Returns: (transfer full): what keeps the other facilities of that home known, as long as it lives
 */
EbbRound *
ebb_round_new (EbbHome *home)
{
  EbbRound *self = g_object_new (EBB_TYPE_ROUND, NULL);

  self->home = g_object_ref (home);
  g_signal_connect_swapped (home, "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_object (ebb_home_get_outbox (home), "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);

  return self;
}
