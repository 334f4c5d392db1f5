/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `ebb --check-api`: whether a service answers as Ebb expects, for a retailer that tries its first token. Reads only, unless a device is
 * named that may be written to, and needs no display. */

#include "ebb-check-command.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

#include "account/ebb-memory-store.h"
#include "account/ebb-token-problem.h"
#include "api/ebb-check-write.h"
#include "api/ebb-check.h"
#include "api/ebb-device-search.h"
#include "base/ebb-error.h"

/* Longer than any token may be; what follows is not read. */
#define MAX_TOKEN_INPUT 65536

/* As in --help: nothing could be checked. */
#define NOT_CHECKED 2

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result; /* (owned) (nullable) */
} Wait;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static int
complain (const char *message,
          const char *advice)
{
  g_printerr ("ebb: %s%s%s\n", message, advice != NULL ? ". " : "", advice != NULL ? advice : "");

  return NOT_CHECKED;
}

static char *
read_input (void)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autofree char *text = g_malloc0 (MAX_TOKEN_INPUT + 1);

  g_input_stream_read_all (input, text, MAX_TOKEN_INPUT, NULL, NULL, NULL);

  return g_strdup (g_strstrip (text));
}

static EbbEnvironment *
find_environment (const char *place,
                  GError    **error)
{
  if (place == NULL || g_str_equal (place, "production"))
    return ebb_environment_new_production ();
  if (g_str_equal (place, "staging"))
    return ebb_environment_new_staging ();

  return ebb_environment_new_for_server (place, error);
}

static EbbAccount *
read_account (const char *place,
              int        *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EbbEnvironment) environment = find_environment (place, &error);
  g_autoptr (EbbTokenStore) nowhere = ebb_memory_store_new ();
  g_autofree char *text = NULL;
  g_autoptr (EbbToken) token = NULL;
  EbbTokenProblem problem;

  if (environment == NULL)
    {
      *status = complain (error->message, NULL);
      return NULL;
    }

  text = read_input ();
  token = ebb_token_new (text);
  /* What can be seen in it; the rest is for the service to say. */
  problem = ebb_token_diagnose (token, g_get_real_time ());
  if (problem != EBB_TOKEN_PROBLEM_NONE)
    {
      *status = complain (ebb_token_problem_get_title (problem), ebb_token_problem_get_advice (problem));
      return NULL;
    }

  return ebb_account_new ("check", environment, token, nowhere);
}

static EbbAccount *
find_account (EbbAccounts *accounts,
              Wait        *wait,
              int         *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ebb_accounts_load_async (accounts, NULL, done_cb, wait);
  g_main_loop_run (wait->loop);
  result = g_steal_pointer (&wait->result);
  if (!ebb_accounts_load_finish (accounts, result, &error))
    *status = complain (error->message, NULL);
  else if (ebb_accounts_get_current (accounts) == NULL)
    *status = complain (_("Nobody is signed in. Sign in first, or give a token with --token-from-stdin."), NULL);
  else
    return g_object_ref (ebb_accounts_get_current (accounts));

  return NULL;
}

/* What goes wrong is in the table that is printed; the log would say it again. */
static GLogWriterOutput
keep_quiet (GLogLevelFlags   level,
            const GLogField *fields,
            gsize            n_fields,
            gpointer         user_data)
{
  return (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0
           ? g_log_writer_default (level, fields, n_fields, user_data) : G_LOG_WRITER_HANDLED;
}

static EbbDevice *
find_device (EbbApi     *api,
             const char *words,
             Wait       *wait,
             int        *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EbbDevice *device;

  ebb_device_search_async (api, words, NULL, done_cb, wait);
  g_main_loop_run (wait->loop);
  result = g_steal_pointer (&wait->result);
  device = ebb_device_search_finish (api, result, &error);
  if (device == NULL)
    *status = complain (error->message, NULL);

  return device;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_printerr ("ebb: %s\n", _("Interrupted; what was changed is put back first"));
  g_cancellable_cancel (G_CANCELLABLE (user_data));

  return G_SOURCE_CONTINUE;
}

/* Adds to @results. Returns whether all is as it was. */
static gboolean
try_writing (EbbApi    *api,
             EbbDevice *device,
             GPtrArray *results,
             Wait      *wait)
{
  g_autoptr (GCancellable) interruption = g_cancellable_new ();
  guint interrupt_id = g_unix_signal_add (SIGINT, interrupted_cb, interruption);
  guint terminate_id = g_unix_signal_add (SIGTERM, interrupted_cb, interruption);
  guint hang_up_id = g_unix_signal_add (SIGHUP, interrupted_cb, interruption);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) written = NULL;
  g_autofree char *warning = NULL;

  /* Nobody listens any more: what was changed is put back all the same. */
  signal (SIGPIPE, SIG_IGN);
  g_printerr (_("A new name and a setting are tried on “%s”, and put back"), ebb_device_get_name (device));
  g_printerr ("\n");
  ebb_check_write_async (api, ebb_device_get_id (device), interruption, done_cb, wait);
  g_main_loop_run (wait->loop);
  result = g_steal_pointer (&wait->result);
  written = ebb_check_write_finish (api, result, &warning);
  g_ptr_array_extend_and_steal (results, g_steal_pointer (&written));
  g_source_remove (interrupt_id);
  g_source_remove (terminate_id);
  g_source_remove (hang_up_id);
  if (warning != NULL)
    complain (warning, NULL);

  return warning == NULL && !g_cancellable_is_cancelled (interruption);
}

/**
 * ebb_check_command_run:
 * @accounts: who is signed in
 * @place: (nullable): "production", "staging" or an address: whom the token is for
 * @reads_token: whether the token comes from standard input, and not from who is signed in
 * @written: (nullable): what the device is called on which writing is tried as well
 * @is_json: whether to print for a program
 *
 * Asks every operation that only reads, and prints what became of each.
 *
 * Returns: the exit status: 0 when all is as expected, 1 when something is not, failed or could not be put back, 2 when nothing was checked
 */
int
ebb_check_command_run (EbbAccounts *accounts,
                       const char  *place,
                       gboolean     reads_token,
                       const char  *written,
                       gboolean     is_json)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { .loop = loop };
  int status = NOT_CHECKED;
  g_autoptr (EbbAccount) account = NULL;
  g_autoptr (EbbTransport) transport = NULL;
  g_autoptr (EbbApi) api = NULL;
  g_autoptr (EbbDevice) device = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *text = NULL;
  const char *base_uri;
  gboolean is_as_before = TRUE;

  g_log_set_writer_func (keep_quiet, NULL, NULL);
  account = reads_token ? read_account (place, &status) : find_account (accounts, &wait, &status);
  if (account == NULL)
    return status;

  transport = ebb_account_create_transport (account);
  api = ebb_api_new (transport);
  if (written != NULL && (device = find_device (api, written, &wait, &status)) == NULL)
    return status;

  ebb_check_async (api, g_get_real_time (), NULL, done_cb, &wait);
  g_main_loop_run (loop);
  result = g_steal_pointer (&wait.result);
  results = ebb_check_finish (api, result, NULL);
  if (device != NULL)
    is_as_before = try_writing (api, device, results, &wait);
  base_uri = ebb_environment_get_base_uri (ebb_account_get_environment (account));
  text = is_json ? ebb_check_to_json (results, base_uri) : ebb_check_to_text (results, base_uri);
  g_print ("%s%s", text, is_json ? "\n" : "");

  status = ebb_check_get_status (results);
  return is_as_before ? status : MAX (status, 1);
}
