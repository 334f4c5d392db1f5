/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Switching a device's optimisation and naming it, from a list. */

#include "home-stage.h"

#include <string.h>

#include "base/ebb-error.h"

typedef struct
{
  HomeStage *stage;
  EbbDevice *device; /* the car */
  gboolean is_done;
  gboolean is_taken;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->stage = home_stage_new_sandbox ();
  home_stage_refresh (fixture->stage);
  fixture->device = home_stage_get_device (fixture->stage, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_error (&fixture->error);
  home_stage_free (fixture->stage);
}

static void
enabled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->is_taken = ebb_home_set_enabled_finish (EBB_HOME (source), result, &fixture->error);
  fixture->is_done = TRUE;
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->is_taken = ebb_home_rename_finish (EBB_HOME (source), result, &fixture->error);
  fixture->is_done = TRUE;
}

static void
set_enabled (Fixture  *fixture,
             gboolean  is_enabled)
{
  g_clear_error (&fixture->error);
  fixture->is_done = FALSE;
  ebb_home_set_enabled_async (fixture->stage->home, fixture->device, is_enabled, enabled_cb, fixture);
  WAIT_UNTIL (fixture->is_done);
  g_assert_cmpint (fixture->is_taken, ==, fixture->error == NULL);
}

static void
rename_device (Fixture    *fixture,
               const char *name)
{
  g_clear_error (&fixture->error);
  fixture->is_done = FALSE;
  ebb_home_rename_async (fixture->stage->home, fixture->device, name, renamed_cb, fixture);
  WAIT_UNTIL (fixture->is_done);
  g_assert_cmpint (fixture->is_taken, ==, fixture->error == NULL);
}

static char *
dup_settings (Fixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("v1/customer/devices/%s/spo", ebb_device_get_id (fixture->device));

  return home_stage_ask (fixture->stage, "GET", path, NULL);
}

static void
test_enable (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_changed = 0;

  g_signal_connect_swapped (fixture->device, "changed", G_CALLBACK (home_stage_count_cb), &n_changed);
  for (guint i = 0; i < 4; i++)
    {
      gboolean is_enabled = i % 2 == 1;
      g_autofree char *settings = NULL;

      set_enabled (fixture, is_enabled);
      g_assert_no_error (fixture->error);
      g_assert_cmpint (ebb_device_get_values (fixture->device)->is_enabled, ==, is_enabled ? EBB_YES : EBB_NO);
      g_assert_cmpuint (n_changed, ==, i + 1);
      settings = dup_settings (fixture);
      g_assert_nonnull (strstr (settings, is_enabled ? "\"is_enabled\":true" : "\"is_enabled\":false"));
      /* Nothing else did. */
      g_assert_nonnull (strstr (settings, "\"target_state_of_charge\":0.8"));
      g_assert_nonnull (strstr (settings, "\"saturday\":\"09:00\""));
    }
  g_signal_handlers_disconnect_by_data (fixture->device, &n_changed);
}

static void
test_enable_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *faults;
    EbbErrorCode code;
  } cases[] = {
    { "[{\"operation\":\"GET devices/{deviceId}/spo\",\"status\":404}]", EBB_ERROR_NOT_FOUND },
    { "[{\"operation\":\"GET devices/{deviceId}/spo\",\"drop\":true}]", EBB_ERROR_OFFLINE },
    { "[{\"operation\":\"PUT devices/{deviceId}/spo\",\"status\":405}]", EBB_ERROR_NOT_SUPPORTED },
    { "[{\"operation\":\"PUT devices/{deviceId}/spo\",\"status\":500}]", EBB_ERROR_SERVER },
    { "[{\"operation\":\"PUT devices/{deviceId}/spo\",\"drop\":true}]", EBB_ERROR_OFFLINE },
    { "[{\"operation\":\"PUT devices/{deviceId}/spo\",\"status\":412}]", EBB_ERROR_CONFLICT },
    { "[{\"operation\":\"*\",\"status\":401}]", EBB_ERROR_SIGNED_OUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      home_stage_set_faults (fixture->stage, cases[i].faults);
      set_enabled (fixture, FALSE);
      g_assert_error (fixture->error, EBB_ERROR, (int) cases[i].code);
      g_assert_cmpint (ebb_device_get_values (fixture->device)->is_enabled, ==, EBB_YES);
    }
  home_stage_set_faults (fixture->stage, "[]");
  set_enabled (fixture, FALSE);
  g_assert_no_error (fixture->error);
}

/* The server took it, and only how the device is doing now cannot be had: that is no failure, and the switch must not
 * jump back. */
static void
test_enable_unseen (Fixture       *fixture,
                    gconstpointer  data)
{
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"GET devices/{deviceId}\",\"status\":501}]");
  set_enabled (fixture, FALSE);
  g_assert_no_error (fixture->error);
  WAIT_UNTIL (ebb_device_get_values (fixture->device)->is_enabled == EBB_NO);
}

static void
test_rename (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const names[] = { "Bilen", "<b>&amp;</b>", "🚗", "a \"b\" \\c" };
  guint n_names = 0;

  g_signal_connect_swapped (fixture->device, "notify::name", G_CALLBACK (home_stage_count_cb), &n_names);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      rename_device (fixture, names[i]);
      g_assert_no_error (fixture->error);
      g_assert_cmpstr (ebb_device_get_name (fixture->device), ==, names[i]);
      g_assert_cmpuint (n_names, ==, i + 1);
    }
  rename_device (fixture, "");
  g_assert_no_error (fixture->error);
  g_assert_null (ebb_device_get_values (fixture->device)->custom_device_name);
  g_assert_cmpstr (ebb_device_get_name (fixture->device), ==, "Aurora 77");
  g_signal_handlers_disconnect_by_data (fixture->device, &n_names);
}

static void
test_rename_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *fault;
    EbbErrorCode code;
  } cases[] = {
    { "\"status\":405", EBB_ERROR_NOT_SUPPORTED }, { "\"status\":404", EBB_ERROR_NOT_FOUND },
    { "\"status\":422", EBB_ERROR_INVALID_INPUT }, { "\"status\":500", EBB_ERROR_SERVER },
    { "\"drop\":true", EBB_ERROR_OFFLINE },        { "\"body\":\"wrong-type\"", EBB_ERROR_BAD_REPLY },
  };
  g_autofree char *too_long = g_strnfill (101, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *faults = g_strdup_printf ("[{\"operation\":\"PATCH devices/{deviceId}\",%s}]", cases[i].fault);

      home_stage_set_faults (fixture->stage, faults);
      rename_device (fixture, "other");
      g_assert_error (fixture->error, EBB_ERROR, (int) cases[i].code);
      g_assert_cmpstr (ebb_device_get_name (fixture->device), ==, "The family car");
    }
  home_stage_set_faults (fixture->stage, "[]");
  rename_device (fixture, too_long);
  g_assert_error (fixture->error, EBB_ERROR, EBB_ERROR_INVALID_INPUT);
  g_assert_cmpstr (ebb_device_get_name (fixture->device), ==, "The family car");
}

/* What could not be sent for a reason that passes is sent by itself, and what the service would not have is not. */
static void
test_later (Fixture       *fixture,
            gconstpointer  data)
{
  EbbOutbox *outbox = ebb_home_get_outbox (fixture->stage->home);
  const char *id = ebb_device_get_id (fixture->device);

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"*\",\"drop\":true}]");
  set_enabled (fixture, FALSE);
  g_assert_error (fixture->error, EBB_ERROR, EBB_ERROR_OFFLINE);
  rename_device (fixture, "Bilen");
  g_assert_error (fixture->error, EBB_ERROR, EBB_ERROR_OFFLINE);
  g_assert_nonnull (ebb_outbox_find (outbox, EBB_EDIT_SWITCH, id));
  g_assert_nonnull (ebb_outbox_find (outbox, EBB_EDIT_NAME, id));

  home_stage_set_faults (fixture->stage, "[]");
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (ebb_outbox_is_idle (outbox));
  g_assert_null (ebb_outbox_peek (outbox));
  /* And it is seen without being asked for. */
  WAIT_UNTIL (ebb_device_get_values (fixture->device)->is_enabled == EBB_NO);
  g_assert_cmpstr (ebb_device_get_name (fixture->device), ==, "Bilen");

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"PATCH devices/{deviceId}\",\"status\":422}]");
  rename_device (fixture, "Skutan");
  g_assert_error (fixture->error, EBB_ERROR, EBB_ERROR_INVALID_INPUT);
  g_assert_null (ebb_outbox_peek (outbox));
}

static void
refused_cb (guint        *n_refused,
            int           kind,
            const char   *device_id,
            const GError *error)
{
  EbbErrorCode code = kind == EBB_EDIT_SWITCH ? EBB_ERROR_DENIED : EBB_ERROR_INVALID_INPUT;

  g_assert_error (error, EBB_ERROR, (int) code);
  ++*n_refused;
}

/* What was to be sent later and is not taken then is said, though nobody waits for it any more. */
static void
test_refused_later (Fixture       *fixture,
                    gconstpointer  data)
{
  EbbOutbox *outbox = ebb_home_get_outbox (fixture->stage->home);
  guint n_refused = 0;

  g_signal_connect_swapped (outbox, "refused", G_CALLBACK (refused_cb), &n_refused);
  home_stage_set_faults (fixture->stage, "[{\"operation\":\"*\",\"drop\":true}]");
  set_enabled (fixture, FALSE);
  rename_device (fixture, "Bilen");
  g_assert_cmpuint (n_refused, ==, 0);

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"PUT devices/{deviceId}/spo\",\"status\":403,\"code\":\"forbidden\"},"
                                         "{\"operation\":\"PATCH devices/{deviceId}\",\"status\":422}]");
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (ebb_outbox_is_idle (outbox));
  g_assert_null (ebb_outbox_peek (outbox));
  g_assert_cmpuint (n_refused, ==, 2);

  /* Who waits for it hears it, and nobody else. */
  rename_device (fixture, "Skutan");
  g_assert_error (fixture->error, EBB_ERROR, EBB_ERROR_INVALID_INPUT);
  g_assert_cmpuint (n_refused, ==, 2);
  g_signal_handlers_disconnect_by_data (outbox, &n_refused);
}

/* Switched back before it could be sent: what was said last counts, and it is sent once. */
static void
test_changed_mind (Fixture       *fixture,
                   gconstpointer  data)
{
  EbbOutbox *outbox = ebb_home_get_outbox (fixture->stage->home);
  g_autofree char *settings = NULL;

  home_stage_set_faults (fixture->stage, "[{\"operation\":\"*\",\"drop\":true}]");
  set_enabled (fixture, FALSE);
  set_enabled (fixture, TRUE);
  home_stage_set_faults (fixture->stage, "[]");
  home_stage_refresh (fixture->stage);
  WAIT_UNTIL (ebb_outbox_is_idle (outbox));
  settings = dup_settings (fixture);
  g_assert_nonnull (strstr (settings, "\"is_enabled\":true"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/verbs/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("enable", test_enable);
  ADD ("enable-fails", test_enable_fails);
  ADD ("enable-unseen", test_enable_unseen);
  ADD ("rename", test_rename);
  ADD ("rename-fails", test_rename_fails);
  ADD ("later", test_later);
  ADD ("refused-later", test_refused_later);
  ADD ("changed-mind", test_changed_mind);

  return g_test_run ();
}
