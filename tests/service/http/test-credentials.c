/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that a test holds in its hand: what they renew to, whether they can, and when. */

#include "test-credentials.h"

#include "base/ebb-error.h"

static void test_credentials_iface_init (EbbCredentialsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCredentials, test_credentials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (EBB_TYPE_CREDENTIALS, test_credentials_iface_init))

static char *
test_credentials_dup_token (EbbCredentials *credentials)
{
  return g_strdup (TEST_CREDENTIALS (credentials)->token);
}

static void
renew (GTask *task)
{
  TestCredentials *self = g_task_get_source_object (task);

  if (self->next_token != NULL)
    {
      g_free (self->token);
      self->token = g_strdup (self->next_token);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_new_error (task, EBB_ERROR, self->renewal_error, "No other token");

  g_object_unref (task);
}

static void
test_credentials_renew_async (EbbCredentials      *credentials,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  TestCredentials *self = TEST_CREDENTIALS (credentials);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  self->n_renewals++;
  if (self->is_held)
    {
      g_assert_null (self->held);
      self->held = task;
    }
  else
    renew (task);
}

static gboolean
test_credentials_renew_finish (EbbCredentials  *credentials,
                               GAsyncResult    *result,
                               GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_credentials_iface_init (EbbCredentialsInterface *iface)
{
  iface->dup_token = test_credentials_dup_token;
  iface->renew_async = test_credentials_renew_async;
  iface->renew_finish = test_credentials_renew_finish;
}

static void
test_credentials_finalize (GObject *object)
{
  TestCredentials *self = TEST_CREDENTIALS (object);

  g_assert_null (self->held);
  g_free (self->token);
  g_free (self->next_token);

  G_OBJECT_CLASS (test_credentials_parent_class)->finalize (object);
}

static void
test_credentials_class_init (TestCredentialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_credentials_finalize;
}

static void
test_credentials_init (TestCredentials *self)
{
  self->renewal_error = EBB_ERROR_SIGNED_OUT;
}

TestCredentials *
test_credentials_new (const char *token,
                      const char *next_token)
{
  TestCredentials *self = g_object_new (TEST_TYPE_CREDENTIALS, NULL);

  self->token = g_strdup (token);
  self->next_token = g_strdup (next_token);

  return self;
}

void
test_credentials_release (TestCredentials *self)
{
  g_assert_nonnull (self->held);
  renew (g_steal_pointer (&self->held));
}
