/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EbbCredentials:
 *
 * Where the transport gets the token from. A pasted token, a demo's minted one and, later, one from a retailer's
 * sign-in renew themselves differently.
 */
#define EBB_TYPE_CREDENTIALS (ebb_credentials_get_type ())
G_DECLARE_INTERFACE (EbbCredentials, ebb_credentials, EBB, CREDENTIALS, GObject)

struct _EbbCredentialsInterface
{
  GTypeInterface parent_iface;

  char     *(*dup_token)    (EbbCredentials      *self);
  void      (*renew_async)  (EbbCredentials      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
  gboolean  (*renew_finish) (EbbCredentials      *self,
                             GAsyncResult        *result,
                             GError             **error);
};

char     *ebb_credentials_dup_token    (EbbCredentials       *self);
void      ebb_credentials_renew_async  (EbbCredentials       *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean  ebb_credentials_renew_finish (EbbCredentials       *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
