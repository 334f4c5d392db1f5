/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that make their own tokens: for the demo, whose make-believe server is in the same program. They are in
 * no store and belong to no account. */

#include "account/ebb-minted-credentials.h"

#include "base/ebb-error.h"

struct _EbbMintedCredentials
{
  GObject parent_instance;

  EbbMintFunc mint;
  gpointer user_data;
  GDestroyNotify destroy; /* (nullable) */
  char *token;            /* (owned) (nullable): until the first request */
};

static char *
ebb_minted_credentials_dup_token (EbbCredentials *credentials)
{
  EbbMintedCredentials *self = EBB_MINTED_CREDENTIALS (credentials);

  if (self->token == NULL)
    self->token = self->mint (self->user_data);

  return g_strdup (self->token);
}

static void
ebb_minted_credentials_renew_async (EbbCredentials      *credentials,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  EbbMintedCredentials *self = EBB_MINTED_CREDENTIALS (credentials);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ebb_minted_credentials_renew_async);
  g_clear_pointer (&self->token, g_free);
  self->token = self->mint (self->user_data);

  if (self->token != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, EBB_ERROR, EBB_ERROR_SIGNED_OUT, "No token could be minted");
}

static gboolean
ebb_minted_credentials_renew_finish (EbbCredentials  *credentials,
                                     GAsyncResult    *result,
                                     GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, credentials), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ebb_minted_credentials_credentials_init (EbbCredentialsInterface *iface)
{
  iface->dup_token = ebb_minted_credentials_dup_token;
  iface->renew_async = ebb_minted_credentials_renew_async;
  iface->renew_finish = ebb_minted_credentials_renew_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EbbMintedCredentials, ebb_minted_credentials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_CREDENTIALS, ebb_minted_credentials_credentials_init))

static void
ebb_minted_credentials_finalize (GObject *object)
{
  EbbMintedCredentials *self = EBB_MINTED_CREDENTIALS (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self->token);

  G_OBJECT_CLASS (ebb_minted_credentials_parent_class)->finalize (object);
}

static void
ebb_minted_credentials_class_init (EbbMintedCredentialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_minted_credentials_finalize;
}

static void
ebb_minted_credentials_init (EbbMintedCredentials *self)
{
}

/**
 * ebb_minted_credentials_new:
 * @mint: (scope notified): makes a token; called when the first one is needed and whenever one was refused
 * @user_data: for @mint
 * @destroy: (nullable): frees @user_data
 *
 * Returns: (transfer full): credentials
 */
EbbCredentials *
ebb_minted_credentials_new (EbbMintFunc    mint,
                            gpointer       user_data,
                            GDestroyNotify destroy)
{
  EbbMintedCredentials *self = g_object_new (EBB_TYPE_MINTED_CREDENTIALS, NULL);

  self->mint = mint;
  self->user_data = user_data;
  self->destroy = destroy;

  return EBB_CREDENTIALS (self);
}
