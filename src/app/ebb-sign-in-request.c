/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was entered on the welcome page, tried. The page itself knows nothing of tokens and environments: it hands over
 * texts and gets back words.
 *
 * What no server would take never leaves this computer. A token whose time seems to be over is tried all the same:
 * the clock here may be wrong, the server's is the one that counts. */

#include "app/ebb-sign-in-request.h"

#include "base/ebb-error.h"

typedef struct
{
  EbbToken *token;             /* (owned) */
  EbbEnvironment *environment; /* (owned) (nullable): NULL when the server's address cannot be used */
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->token);
  g_clear_object (&request->environment);
  g_free (request);
}

static EbbEnvironment *
find_environment (EbbSignInPlace   place,
                  const char      *server,
                  GError         **error)
{
  if (server != NULL && *server != '\0')
    return ebb_environment_new_for_server (server, error);

  return place == EBB_SIGN_IN_PLACE_STAGING ? ebb_environment_new_staging () : ebb_environment_new_production ();
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ebb_context_sign_in_finish (EBB_CONTEXT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ebb_sign_in_request_async:
 * @context: where to sign in
 * @text: the token as it was entered
 * @place: whom it is for
 * @server: (nullable): the address of the server that it is for instead, as it was entered; nothing or %NULL for none
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called when done
 * @user_data: for @callback
 *
 * Signs in with what was entered.
 */
void
ebb_sign_in_request_async (EbbContext          *context,
                           const char          *text,
                           EbbSignInPlace       place,
                           const char          *server,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, ebb_sign_in_request_async);
  g_task_set_check_cancellable (task, FALSE);
  request->token = ebb_token_new (text);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  if (ebb_token_get_text (request->token) == NULL)
    {
      const char *code = ebb_token_problem_get_code (ebb_token_diagnose (request->token, 0));

      g_task_return_error (task, ebb_error_new_http (EBB_ERROR_INVALID_INPUT, 0, code,
                                                     "What was entered cannot be used as a token: %s", code));
      return;
    }

  request->environment = find_environment (place, server, &error);
  if (request->environment == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ebb_context_sign_in_async (context, request->environment, request->token, cancellable, signed_in_cb,
                             g_object_ref (task));
}

/**
 * ebb_sign_in_request_finish:
 * @context: where to sign in
 * @result: what the callback was given
 * @problem: (out) (transfer full) (nullable): what to tell the person; %NULL when signed in, or when it was given up
 * @error: the same for the log
 *
 * Returns: whether the session is open
 */
gboolean
ebb_sign_in_request_finish (EbbContext        *context,
                            GAsyncResult      *result,
                            EbbSignInProblem **problem,
                            GError           **error)
{
  Request *request;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  *problem = NULL;
  if (g_task_propagate_boolean (G_TASK (result), &local_error))
    return TRUE;

  request = g_task_get_task_data (G_TASK (result));
  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    *problem = ebb_sign_in_problem_new (request->token, request->environment, local_error,
                                        ebb_clock_now (ebb_context_get_clock (context)));
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * ebb_sign_in_request_get_place:
 * @context: where somebody is signed in, perhaps
 * @place: (inout): whom the account's token is for
 * @server: (inout) (nullable): the address of its server, if that is another one
 *
 * Says where to sign in again, so that a new token goes where the old one belonged. Leaves both as they are when nobody
 * is signed in.
 */
void
ebb_sign_in_request_get_place (EbbContext      *context,
                               EbbSignInPlace  *place,
                               const char     **server)
{
  EbbAccounts *accounts = ebb_context_get_accounts (context);
  EbbAccount *account = accounts != NULL ? ebb_accounts_get_current (accounts) : NULL;
  EbbEnvironment *environment;
  const char *id;

  if (account == NULL)
    return;

  environment = ebb_account_get_environment (account);
  id = ebb_environment_get_id (environment);
  *place = g_str_equal (id, "staging") ? EBB_SIGN_IN_PLACE_STAGING : EBB_SIGN_IN_PLACE_PRODUCTION;
  *server = g_str_equal (id, "custom") ? ebb_environment_get_base_uri (environment) : NULL;
}
