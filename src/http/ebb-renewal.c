/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another token, for everybody who needs one at the same moment. When a token expires, every request in flight is
 * refused; they share one renewal instead of asking the retailer once each. */

#include "http/ebb-renewal.h"

#include "base/ebb-error.h"
#include "http/ebb-wait.h"

struct _EbbRenewal
{
  GObject parent_instance;

  EbbCredentials *credentials; /* (owned) */
  GPtrArray *waiting;          /* (element-type GTask) (owned): who wants to know */
  gboolean is_under_way;
};

G_DEFINE_FINAL_TYPE (EbbRenewal, ebb_renewal, G_TYPE_OBJECT)

static void
wait_free (gpointer data)
{
  GSource *wait = data;

  ebb_wait_clear (&wait);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EbbRenewal) self = EBB_RENEWAL (user_data);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;
  gboolean is_renewed = ebb_credentials_renew_finish (EBB_CREDENTIALS (source), result, &error);

  /* All of this before anybody is told: they may come straight back. */
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_under_way = FALSE;

  for (guint i = 0; i < waiting->len; i++)
    g_task_set_task_data (g_ptr_array_index (waiting, i), NULL, NULL);

  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (is_renewed)
        g_task_return_boolean (task, TRUE);
      else if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_SIGNED_OUT, "There is no other token");
    }
}

/* One of those who wait has waited long enough, or does not want to know any more; the renewal itself goes on. */
static gboolean
wait_over_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  EbbRenewal *self = g_task_get_source_object (task);

  g_ptr_array_remove_fast (self->waiting, task);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_TIMEOUT, "No other token came in time");

  return G_SOURCE_REMOVE;
}

static void
ebb_renewal_finalize (GObject *object)
{
  EbbRenewal *self = EBB_RENEWAL (object);

  g_clear_object (&self->credentials);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (ebb_renewal_parent_class)->finalize (object);
}

static void
ebb_renewal_class_init (EbbRenewalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ebb_renewal_finalize;
}

static void
ebb_renewal_init (EbbRenewal *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ebb_renewal_new:
 * @credentials: where tokens come from
 *
 * Returns: (transfer full): what asks @credentials, one at a time
 */
EbbRenewal *
ebb_renewal_new (EbbCredentials *credentials)
{
  EbbRenewal *self = g_object_new (EBB_TYPE_RENEWAL, NULL);

  self->credentials = g_object_ref (credentials);

  return self;
}

/**
 * ebb_renewal_dup_token:
 * @self: a renewal
 *
 * Returns: (transfer full) (nullable): the token to send now
 */
char *
ebb_renewal_dup_token (EbbRenewal *self)
{
  return ebb_credentials_dup_token (self->credentials);
}

/**
 * ebb_renewal_async:
 * @self: a renewal
 * @refused_token: (nullable): the token that the server did not accept
 * @longest_ms: how long to wait for another, milliseconds
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Waits for another token than @refused_token. When there is one already, because somebody else's renewal has ended
 * since it was sent, that is at once.
 */
void
ebb_renewal_async (EbbRenewal          *self,
                   const char          *refused_token,
                   guint                longest_ms,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *token = ebb_credentials_dup_token (self->credentials);

  g_task_set_source_tag (task, ebb_renewal_async);

  if (token != NULL && g_strcmp0 (token, refused_token) != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_task_set_task_data (task, ebb_wait_attach (longest_ms, cancellable, wait_over_cb, task), wait_free);
  g_ptr_array_add (self->waiting, g_object_ref (task));

  if (!self->is_under_way)
    {
      self->is_under_way = TRUE;
      ebb_credentials_renew_async (self->credentials, NULL, renewed_cb, g_object_ref (self));
    }
}

/**
 * ebb_renewal_finish:
 * @self: a renewal
 * @result: what the callback was given
 * @error: what the credentials said, %EBB_ERROR_TIMEOUT or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when there is another token to try
 */
gboolean
ebb_renewal_finish (EbbRenewal    *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
