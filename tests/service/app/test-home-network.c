/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every way that the network and the server can fail, and the home afterwards. */

#include "home-stage.h"

#include "base/ebb-error.h"

#define FINE (-1)

static const struct
{
  const char *scenario;
  int code;             /* of EBB_ERROR, or FINE */
} scenarios[] = {
  { "401", EBB_ERROR_SIGNED_OUT },
  { "403", EBB_ERROR_DENIED },
  { "404-one-feature", FINE },
  { "405", FINE },
  { "409-conflict", FINE },
  { "412-conflict", FINE },
  { "429-retry-after", EBB_ERROR_TOO_MANY },
  { "500", EBB_ERROR_SERVER },
  { "503-maintenance", EBB_ERROR_SERVER },
  { "timeout", EBB_ERROR_TIMEOUT },
  { "captive-portal", EBB_ERROR_BAD_REPLY },
  { "malformed-json", EBB_ERROR_BAD_REPLY },
  { "truncated", EBB_ERROR_BAD_REPLY },
  { "empty-body", EBB_ERROR_BAD_REPLY },
  { "wrong-content-type", EBB_ERROR_BAD_REPLY },
  { "wrong-type", EBB_ERROR_BAD_REPLY },
  { "huge-body", EBB_ERROR_BAD_REPLY },
  { "deep-nesting", EBB_ERROR_BAD_REPLY },
  { "unknown-enum", FINE },
  { "extra-fields", FINE },
  { "empty-list", FINE },
  { "bare-array", FINE },
  { "clock-skew", FINE },
  { "clock-skew-behind", FINE },
  { "redirect-to-other-host", EBB_ERROR_BAD_REPLY },
  { "offline", EBB_ERROR_OFFLINE },
  { "offline-while-saving", FINE },
  { "flapping", FINE },
};

static void
test_scenario (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (HomeStage) stage = home_stage_new_sandbox ();
  guint n_devices;

  /* What is known before it happens … */
  home_stage_play (stage, scenarios[i].scenario);
  home_stage_set_faults (stage, "[]");
  home_stage_refresh (stage);
  g_assert_no_error (ebb_home_get_error (stage->home));
  n_devices = g_list_model_get_n_items (ebb_home_get_devices (stage->home));
  g_assert_cmpuint (n_devices, >, 0);

  home_stage_play (stage, scenarios[i].scenario);
  /* Much later, so that there is something to answer. */
  g_free (home_stage_ask (stage, "PUT", "_sandbox/clock", "{\"now\":\"2026-02-15T18:30:00Z\"}"));
  if (scenarios[i].code == EBB_ERROR_TIMEOUT)
    home_stage_limit (stage, 50);
  home_stage_refresh (stage);
  if (scenarios[i].code == FINE)
    g_assert_no_error (ebb_home_get_error (stage->home));
  else
    {
      g_assert_error (ebb_home_get_error (stage->home), EBB_ERROR, scenarios[i].code);
      /* … stays … */
      g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_devices (stage->home)), ==, n_devices);
      g_assert_nonnull (ebb_home_get_facility (stage->home));
    }

  /* … and when it is over, all is as before. */
  home_stage_limit (stage, 10 * 1000);
  home_stage_set_faults (stage, "[]");
  home_stage_refresh (stage);
  g_assert_no_error (ebb_home_get_error (stage->home));
  g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_devices (stage->home)), ==, n_devices);
}

/* A slow answer is only slow. */
static void
test_slow (void)
{
  g_autoptr (HomeStage) stage = home_stage_new_sandbox ();

  home_stage_set_faults (stage, "[{\"operation\":\"*\",\"delay_ms\":20}]");
  home_stage_refresh (stage);
  g_assert_no_error (ebb_home_get_error (stage->home));
  g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_devices (stage->home)), >, 0);
}

/* A thousand devices are read in a thread, and are the same thousand afterwards. */
static void
test_thousand (void)
{
  g_autoptr (HomeStage) stage = home_stage_new_sandbox ();
  GListModel *model;
  EbbDevice *last;
  guint n_changes = 0;

  home_stage_play (stage, "devices-1000");
  home_stage_refresh (stage);
  g_assert_no_error (ebb_home_get_error (stage->home));
  model = ebb_home_get_devices (stage->home);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1000);
  last = home_stage_get_device (stage, 999);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (home_stage_count_cb), &n_changes);
  home_stage_refresh (stage);
  g_assert_true (home_stage_get_device (stage, 999) == last);
  g_assert_cmpuint (n_changes, ==, 0);
  g_signal_handlers_disconnect_by_data (model, &n_changes);
}

/* The log says which operation answered what nobody understands, and where in it. */
static void
test_log (void)
{
  g_autoptr (HomeStage) stage = home_stage_new_sandbox ();

  home_stage_set_faults (stage, "[{\"operation\":\"*\",\"body\":\"malformed\",\"times\":1}]");
  g_test_expect_message ("ebb-api", G_LOG_LEVEL_MESSAGE, "facilities: not JSON at byte *: expected *");
  home_stage_refresh (stage);
  g_test_assert_expected_messages ();

  home_stage_set_faults (stage, "[{\"operation\":\"GET facilities/{facilityId}/devices\",\"body\":\"wrong-type\"}]");
  g_test_expect_message ("ebb-api", G_LOG_LEVEL_MESSAGE,
                         "facilities/{facilityId}/devices: devices*: expected *, got *");
  home_stage_refresh (stage);
  g_test_assert_expected_messages ();

  /* Also from the thread that reads what is large. */
  home_stage_play (stage, "devices-1000");
  home_stage_set_faults (stage, "[{\"operation\":\"GET facilities/{facilityId}/devices\",\"body\":\"wrong-type\"}]");
  g_test_expect_message ("ebb-api", G_LOG_LEVEL_MESSAGE,
                         "facilities/{facilityId}/devices: devices*: expected *, got *");
  home_stage_refresh (stage);
  g_test_assert_expected_messages ();
  g_assert_error (ebb_home_get_error (stage->home), EBB_ERROR, EBB_ERROR_BAD_REPLY);
}

/* Given up with a request under way: no refresh, no device list, nothing said. */
static void
test_session_ends (void)
{
  g_autoptr (HomeStage) stage = home_stage_new_sandbox ();
  g_autoptr (EbbHome) home = g_object_ref (stage->home);

  home_stage_set_faults (stage, "[{\"operation\":\"*\",\"stall\":true}]");
  ebb_home_refresh (home);
  g_assert_true (ebb_home_is_loading (home));
  ebb_home_stop (home);
  g_assert_false (ebb_home_is_loading (home));
  g_assert_null (ebb_home_get_error (home));
  /* Once more is no harm. */
  ebb_home_stop (home);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *name = g_strdup_printf ("/home-network/%s", scenarios[i].scenario);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_scenario);
    }
  g_test_add_func ("/home-network/slow", test_slow);
  g_test_add_func ("/home-network/thousand", test_thousand);
  g_test_add_func ("/home-network/log", test_log);
  g_test_add_func ("/home-network/session-ends", test_session_ends);

  return g_test_run ();
}
