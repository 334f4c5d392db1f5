/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program is killed at each step of a save. When it starts again no edit is lost, and none is made twice.
 *
 * Who gets killed is this program once more, with "--victim" and the step at which to die; it does what a person does who changes
 * a setting and saves it. */

#include "home-stage.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "account/ebb-minted-credentials.h"
#include "app/ebb-removals.h"
#include "app/ebb-settings-editor.h"

#define SPO_PUT "PUT devices/{deviceId}/spo"
#define WANTED 0.9
#define NAME "Elsa"

/* What a person can do, by the kind of its edit. */
static const struct
{
  const char *name;
  const char *operation;
} acts[] = {
  [EBB_EDIT_SETTINGS] = { "settings", SPO_PUT },
  [EBB_EDIT_NAME] = { "name", "PATCH devices/{deviceId}" },
  [EBB_EDIT_SWITCH] = { "switch", SPO_PUT },
  [EBB_EDIT_REMOVAL] = { "removal", "DELETE devices/{deviceId}" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (acts) == EBB_EDIT_N_KINDS);

typedef enum
{
  STEP_DRAFTED,   /* it is changed, and kept */
  STEP_ASKED,     /* "Save" was pressed, and nothing more */
  STEP_KEPT,      /* that it shall be sent is on the disk */
  STEP_NOTED,     /* that it is being sent is on the disk, and it is not sent */
  STEP_ON_ITS_WAY, /* the service has the request and has not answered */
  STEP_ANSWER_LOST, /* the service has done it, and the answer was cut off */
  STEP_CONFIRMED, /* the answer came, and nothing was noted of it */
  N_STEPS
} Step;

static const char *const step_names[] = { "drafted", "asked", "kept", "noted", "on-its-way", "answer-lost", "confirmed" };
G_STATIC_ASSERT (G_N_ELEMENTS (step_names) == N_STEPS);

/* The victim. */
typedef struct
{
  EbbEditKind kind;
  Step step;
  char *token; /* (owned) */
  guint n_pending; /* how often it was heard that the edit shall be sent */
} Victim;

static void
die (void)
{
  kill (getpid (), SIGKILL);
}

static char *
mint (gpointer user_data)
{
  return g_strdup (((Victim *) user_data)->token);
}

static void
changed_cb (EbbOutbox  *outbox,
            int         kind,
            const char *device_id,
            Victim     *victim)
{
  const EbbOutboxItem *item = ebb_outbox_find (outbox, victim->kind, device_id);

  if (item == NULL || kind != (int) victim->kind)
    return;

  victim->n_pending += item->edit->state == EBB_EDIT_PENDING;
  if (victim->step == STEP_ASKED && victim->n_pending == 1)
    die ();
  if (victim->step == STEP_KEPT && victim->n_pending == 2)
    die ();
  if (victim->step == STEP_NOTED && item->edit->state == EBB_EDIT_SENT)
    die ();
  if (victim->step == STEP_ANSWER_LOST && item->error != NULL)
    die ();
}

static void
confirmed_cb (Victim *victim)
{
  die ();
}

static EbbHome *
create_home (Victim     *victim,
             const char *uri,
             const char *path)
{
  g_autoptr (EbbCredentials) credentials = ebb_minted_credentials_new (mint, victim, NULL);
  g_autoptr (EbbTransport) transport = ebb_transport_new (uri, credentials, NULL);
  g_autoptr (EbbApi) api = ebb_api_new (transport);
  g_autoptr (EbbStore) store = ebb_store_new (path);
  g_autoptr (EbbClock) clock = ebb_clock_new_system ();
  g_autoptr (EbbOutbox) outbox = ebb_outbox_new (api, store, clock);

  return ebb_home_new (api, clock, outbox);
}

static void
change_settings (Victim    *victim,
                 EbbHome   *home,
                 EbbDevice *device)
{
  g_autoptr (EbbSettingsEditor) editor = ebb_settings_editor_new (home, device);
  EbbSpoValues values;

  ebb_settings_editor_load (editor);
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
  values = *ebb_settings_editor_get_values (editor);
  values.numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE].value = WANTED;
  ebb_settings_editor_set_values (editor, &values);
  ebb_store_flush (ebb_outbox_get_store (ebb_home_get_outbox (home)));
  if (victim->step == STEP_DRAFTED)
    die ();

  ebb_settings_editor_save (editor);
  WAIT_UNTIL (FALSE);
}

/* What needs no page: it is done as soon as it is said. */
static void
act (EbbEditKind  kind,
     EbbHome     *home,
     EbbDevice   *device)
{
  g_autoptr (EbbRemovals) removals = ebb_removals_new (home);

  if (kind == EBB_EDIT_NAME)
    ebb_home_rename_async (home, device, NAME, NULL, NULL);
  else if (kind == EBB_EDIT_SWITCH)
    ebb_home_set_enabled_async (home, device, FALSE, NULL, NULL);
  else
    {
      ebb_removals_set_span (removals, 1);
      ebb_removals_ask (removals, ebb_device_get_id (device));
    }
  WAIT_UNTIL (FALSE);
}

static int
be_killed (const char *kind,
           const char *step,
           const char *uri,
           const char *path)
{
  Victim victim = { 0 };
  char token[4096] = { 0 };
  g_autoptr (EbbHome) home = NULL;
  g_autoptr (EbbDevice) device = NULL;

  for (; victim.kind < EBB_EDIT_N_KINDS && !g_str_equal (acts[victim.kind].name, kind);)
    victim.kind++;
  for (victim.step = 0; victim.step < N_STEPS && !g_str_equal (step_names[victim.step], step);)
    victim.step++;
  g_assert_nonnull (fgets (token, sizeof token, stdin));
  victim.token = g_strstrip (g_strdup (token));

  home = create_home (&victim, uri, path);
  ebb_home_refresh (home);
  WAIT_UNTIL (!ebb_home_is_loading (home));
  device = g_list_model_get_item (ebb_home_get_devices (home), 0);
  g_signal_connect (ebb_home_get_outbox (home), "changed", G_CALLBACK (changed_cb), &victim);
  if (victim.step >= STEP_ANSWER_LOST)
    g_signal_connect_swapped (ebb_home_get_outbox (home), "confirmed", G_CALLBACK (confirmed_cb), &victim);
  if (victim.kind == EBB_EDIT_SETTINGS)
    change_settings (&victim, home, device);
  else
    act (victim.kind, home, device);

  return 1;
}

/* The one who looks on, and starts it again. */
typedef struct
{
  HomeStage *stage;
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("ebb-crash-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "store.db", NULL);
  fixture->stage = home_stage_new_sandbox ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EbbStore) store = ebb_store_new (fixture->path);

  home_stage_free (fixture->stage);
  ebb_store_erase (store);
  g_assert_cmpint (rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* How often the service was given an edit, and how often it took it. */
static void
count_sent (Fixture     *fixture,
            EbbEditKind  kind,
            guint       *n_sent,
            guint       *n_taken)
{
  g_autofree char *text = home_stage_ask (fixture->stage, "GET", "_sandbox/log", NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *requests = json_object_get_array_member (json_node_get_object (root), "requests");

  *n_sent = *n_taken = 0;
  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (request, "operation", NULL),
                     acts[kind].operation) != 0)
        continue;
      *n_sent += 1;
      *n_taken += json_object_get_int_member (request, "status") / 100 == 2;
    }
}

static guint
count_struck (Fixture *fixture)
{
  g_autofree char *text = home_stage_ask (fixture->stage, "GET", "_sandbox/faults", NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *faults = json_object_get_array_member (json_node_get_object (root), "faults");

  return (guint) json_object_get_int_member (json_array_get_object_element (faults, 0), "seen");
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
set_fault (Fixture     *fixture,
           EbbEditKind  kind,
           const char  *fault)
{
  g_autofree char *faults = g_strdup_printf ("[{\"operation\":\"%s\",%s}]", acts[kind].operation, fault);

  home_stage_set_faults (fixture->stage, faults);
}

static void
kill_at (Fixture     *fixture,
         EbbEditKind  kind,
         Step         step)
{
  g_autofree char *token = sandbox_server_mint_token (fixture->stage->server, 3600);
  g_autofree char *input = g_strconcat (token, "\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gboolean has_ended = FALSE;
  guint wake_id;

  if (step == STEP_ON_ITS_WAY)
    set_fault (fixture, kind, "\"stall\":true");
  if (step == STEP_ANSWER_LOST)
    set_fault (fixture, kind, "\"body\":\"truncated\",\"times\":1");

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, "/proc/self/exe", "--victim", acts[kind].name, step_names[step],
                              sandbox_server_get_uri (fixture->stage->server), fixture->path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), input, strlen (input), NULL, NULL, NULL));
  g_subprocess_wait_async (process, NULL, ended_cb, &has_ended);
  if (step == STEP_ON_ITS_WAY)
    {
      wake_id = g_timeout_add (5, wake_cb, NULL);
      WAIT_UNTIL (count_struck (fixture) > 0);
      g_source_remove (wake_id);
      g_subprocess_force_exit (process);
    }
  WAIT_UNTIL (has_ended);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
  home_stage_set_faults (fixture->stage, "[]");
}

static double
get_target (EbbSettingsEditor *editor)
{
  return ebb_settings_editor_get_values (editor)->numbers[EBB_SETTING_TARGET_STATE_OF_CHARGE].value;
}

static void
test_step (Fixture       *fixture,
           gconstpointer  data)
{
  Step step = GPOINTER_TO_INT (data);
  HomeStage *again;
  EbbOutbox *outbox;
  EbbDevice *device;
  EbbSettingsEditor *editor;
  const EbbOutboxItem *item;
  guint n_sent, n_taken;

  kill_at (fixture, EBB_EDIT_SETTINGS, step);
  count_sent (fixture, EBB_EDIT_SETTINGS, &n_sent, &n_taken);
  g_assert_cmpuint (n_taken, ==, step >= STEP_ANSWER_LOST);

  again = home_stage_new_beside (fixture->stage, fixture->path);
  outbox = ebb_home_get_outbox (again->home);
  home_stage_refresh (again);
  device = home_stage_get_device (again, 0);
  /* What the thread has read is on its way to the outbox. */
  ebb_store_flush (ebb_outbox_get_store (outbox));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  item = ebb_outbox_find (outbox, EBB_EDIT_SETTINGS, ebb_device_get_id (device));
  /* Nobody has said yet that it shall be sent, or it is not known; then it is there to be saved. */
  if (step == STEP_DRAFTED)
    {
      g_assert_nonnull (item);
      g_assert_cmpint (item->edit->state, ==, EBB_EDIT_UNSAVED);
    }
  WAIT_UNTIL ((item = ebb_outbox_find (outbox, EBB_EDIT_SETTINGS, ebb_device_get_id (device))) == NULL || !item->is_sending);
  editor = ebb_settings_editor_new (again->home, device);
  ebb_settings_editor_load (editor);
  /* What was remembered comes first, and may be older; then comes what the service says. */
  WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY && G_OBJECT (editor)->ref_count == 1);
  g_assert_cmpfloat (get_target (editor), ==, WANTED);
  if (ebb_settings_editor_is_dirty (editor))
    {
      g_assert_cmpint (step, <=, STEP_ASKED);
      ebb_settings_editor_save (editor);
      WAIT_UNTIL (ebb_settings_editor_get_state (editor) == EBB_EDITOR_READY);
    }
  g_assert_no_error (ebb_settings_editor_get_error (editor));
  g_assert_false (ebb_settings_editor_is_dirty (editor));
  g_assert_null (ebb_outbox_find (outbox, EBB_EDIT_SETTINGS, ebb_device_get_id (device)));

  count_sent (fixture, EBB_EDIT_SETTINGS, &n_sent, &n_taken);
  g_assert_cmpuint (n_taken, ==, 1);
  WAIT_UNTIL (G_OBJECT (editor)->ref_count == 1);
  g_assert_finalize_object (G_OBJECT (editor));
  home_stage_free (again);
}

/* Whether the service has what was asked for. */
static gboolean
is_done (HomeStage   *stage,
         EbbEditKind  kind,
         const char  *device_id)
{
  EbbDevice *device = ebb_home_find_device (stage->home, device_id);

  if (device == NULL || kind == EBB_EDIT_REMOVAL)
    return device == NULL && kind == EBB_EDIT_REMOVAL;
  if (kind == EBB_EDIT_NAME)
    return g_strcmp0 (ebb_device_get_name (device), NAME) == 0;

  return ebb_device_get_values (device)->is_enabled == EBB_NO;
}

/* The same for what needs no page. Nothing says of it that it is kept before it is. */
static void
test_act (Fixture       *fixture,
          gconstpointer  data)
{
  EbbEditKind kind = (EbbEditKind) (GPOINTER_TO_INT (data) / N_STEPS);
  Step step = GPOINTER_TO_INT (data) % N_STEPS;
  g_autofree char *device_id = NULL;
  HomeStage *again;
  guint n_sent, n_taken;

  home_stage_refresh (fixture->stage);
  device_id = g_strdup (ebb_device_get_id (home_stage_get_device (fixture->stage, 0)));
  kill_at (fixture, kind, step);
  count_sent (fixture, kind, &n_sent, &n_taken);
  g_assert_cmpuint (n_taken, ==, step >= STEP_ANSWER_LOST);

  again = home_stage_new_beside (fixture->stage, fixture->path);
  home_stage_refresh (again);
  ebb_store_flush (ebb_outbox_get_store (ebb_home_get_outbox (again->home)));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  WAIT_UNTIL (ebb_outbox_find (ebb_home_get_outbox (again->home), kind, device_id) == NULL);
  WAIT_UNTIL (!ebb_home_is_loading (again->home));
  home_stage_refresh (again);
  g_assert_true (is_done (again, kind, device_id));
  count_sent (fixture, kind, &n_sent, &n_taken);
  g_assert_cmpuint (n_taken, ==, 1);
  home_stage_free (again);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 6 && g_str_equal (argv[1], "--victim"))
    return be_killed (argv[2], argv[3], argv[4], argv[5]);

  g_test_init (&argc, &argv, NULL);
  for (int step = 0; step < N_STEPS; step++)
    {
      g_autofree char *name = g_strconcat ("/crash/", step_names[step], NULL);

      g_test_add (name, Fixture, GINT_TO_POINTER (step), set_up, test_step, tear_down);
    }
  for (int kind = EBB_EDIT_NAME; kind < EBB_EDIT_N_KINDS; kind++)
    for (int step = STEP_KEPT; step < N_STEPS; step++)
      {
        g_autofree char *name = g_strdup_printf ("/crash/%s/%s", acts[kind].name, step_names[step]);

        g_test_add (name, Fixture, GINT_TO_POINTER (kind * N_STEPS + step), set_up, test_act, tear_down);
      }

  return g_test_run ();
}
