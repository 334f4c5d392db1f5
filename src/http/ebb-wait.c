/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One source that fires when a time is over or when somebody gives up, whichever comes first. Cancelling goes
 * through the main loop, never through g_cancellable_connect(), whose handlers run in the middle of whoever
 * cancels. */

#include "http/ebb-wait.h"

/**
 * ebb_wait_attach:
 * @span_ms: how long, milliseconds
 * @cancellable: (nullable): ends the wait early
 * @callback: called once, in the thread-default context; it must return %G_SOURCE_REMOVE
 * @user_data: for @callback
 *
 * Returns: (transfer full): the wait, for ebb_wait_clear()
 */
GSource *
ebb_wait_attach (guint         span_ms,
                 GCancellable *cancellable,
                 GSourceFunc   callback,
                 gpointer      user_data)
{
  GSource *wait = g_timeout_source_new (span_ms);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (wait, cancelled);
    }

  g_source_set_callback (wait, callback, user_data, NULL);
  g_source_attach (wait, g_main_context_get_thread_default ());

  return wait;
}

/**
 * ebb_wait_clear:
 * @wait: (inout) (nullable): where a wait is kept
 *
 * Ends a wait, whether it has fired or not.
 */
void
ebb_wait_clear (GSource **wait)
{
  if (*wait == NULL)
    return;

  g_source_destroy (*wait);
  g_clear_pointer (wait, g_source_unref);
}
