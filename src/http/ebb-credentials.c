/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/ebb-credentials.h"

G_DEFINE_INTERFACE (EbbCredentials, ebb_credentials, G_TYPE_OBJECT)

static void
ebb_credentials_default_init (EbbCredentialsInterface *iface)
{
}

/**
 * ebb_credentials_dup_token:
 * @self: credentials
 *
 * Returns: (transfer full) (nullable): the token to send now, or %NULL when there is none
 */
char *
ebb_credentials_dup_token (EbbCredentials *self)
{
  g_return_val_if_fail (EBB_IS_CREDENTIALS (self), NULL);

  return EBB_CREDENTIALS_GET_IFACE (self)->dup_token (self);
}

/**
 * ebb_credentials_renew_async:
 * @self: credentials
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Tries to get another token because the server refused this one.
 */
void
ebb_credentials_renew_async (EbbCredentials      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (EBB_IS_CREDENTIALS (self));

  EBB_CREDENTIALS_GET_IFACE (self)->renew_async (self, cancellable, callback, user_data);
}

/**
 * ebb_credentials_renew_finish:
 * @self: credentials
 * @result: what the callback was given
 * @error: %EBB_ERROR_SIGNED_OUT when no other token is to be had
 *
 * Returns: %TRUE when there is another token to try
 */
gboolean
ebb_credentials_renew_finish (EbbCredentials  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (EBB_IS_CREDENTIALS (self), FALSE);

  return EBB_CREDENTIALS_GET_IFACE (self)->renew_finish (self, result, error);
}
