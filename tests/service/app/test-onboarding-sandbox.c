/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a device against the whole sandbox: its named scenarios, its pages, and a browser that fills in its form and goes
 * where it is sent. */

#include <libsoup/soup.h>

#include "account/ebb-minted-credentials.h"
#include "app/ebb-onboarding.h"
#include "app/ebb-session.h"
#include "sandbox/sandbox-server.h"

#include "onboarding-stage.h"

#define NOON G_GINT64_CONSTANT (1772366400000000) /* 2026-03-01T12:00:00Z */
#define NO_FAILURE -1

typedef struct
{
  const char        *scenario;
  EbbOnboardingState end;
  int                failure;
  guint              n_found;
} Expectation;

static char *
mint (gpointer sandbox)
{
  return sandbox_server_mint_token (sandbox, 3600);
}

static void
browsed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GBytes **) user_data = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_assert_nonnull (*(GBytes **) user_data);
}

static void
send (SoupSession *browser,
      SoupMessage *message)
{
  g_autoptr (GBytes) body = NULL;

  soup_session_send_and_read_async (browser, message, G_PRIORITY_DEFAULT, NULL, browsed_cb, &body);
  stage_wait_until (body != NULL);
}

/* Opens the page, presses Connect and follows. */
static void
play_browser (const char *url)
{
  g_autoptr (SoupSession) browser = soup_session_new ();
  g_autoptr (SoupMessage) page = soup_message_new ("GET", url);
  g_autoptr (SoupMessage) form = soup_message_new_from_encoded_form ("POST", url, soup_form_encode ("decision", "connect", NULL));

  send (browser, page);
  if (soup_message_get_status (page) == 200)
    send (browser, form);
}

static void
test_scenario (gconstpointer data)
{
  const Expectation *expected = data;
  SandboxOptions options = { .scenario = expected->scenario, .now_us = NOON, .seed = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxServer) sandbox = sandbox_server_start (&options, &error);
  g_autoptr (EbbClock) clock = ebb_clock_new_from (NOON, 0);
  g_autoptr (EbbCredentials) credentials = NULL;
  g_autoptr (EbbSession) session = NULL;
  g_autoptr (EbbOnboarding) onboarding = NULL;
  g_autoptr (EbbDevice) again = NULL;
  EbbHome *home;

  g_assert_no_error (error);
  credentials = ebb_minted_credentials_new (mint, sandbox, NULL);
  session = ebb_session_new_for_demo (sandbox_server_get_uri (sandbox), credentials, clock, &error);
  g_assert_no_error (error);
  home = ebb_session_get_home (session);
  ebb_home_refresh (home);
  stage_wait_until (!ebb_home_is_loading (home));
  g_assert_no_error (ebb_home_get_error (home));

  if (expected->end == EBB_ONBOARDING_STATE_SIGNED_IN)
    again = g_list_model_get_item (ebb_home_get_devices (home), 0);
  onboarding = ebb_onboarding_new (home, again);
  ebb_onboarding_set_poll_span (onboarding, 10);
  ebb_onboarding_start (onboarding, EBB_DEVICE_ELECTRIC_VEHICLE, FALSE);
  stage_wait_until (ebb_onboarding_get_state (onboarding) != EBB_ONBOARDING_STATE_STARTING);
  if (ebb_onboarding_get_state (onboarding) == EBB_ONBOARDING_STATE_WAITING)
    {
      g_autofree char *url = g_strdup (ebb_onboarding_get_url (onboarding));

      play_browser (url);
    }

  stage_wait_until (ebb_onboarding_get_state (onboarding) == expected->end);
  if (expected->failure != NO_FAILURE)
    g_assert_cmpint (ebb_onboarding_get_failure (onboarding), ==, expected->failure);
  g_assert_cmpuint (g_list_model_get_n_items (ebb_onboarding_get_devices (onboarding)), ==, expected->n_found);

  for (guint i = 0; i < expected->n_found; i++)
    {
      g_autoptr (EbbDevice) device = g_list_model_get_item (ebb_onboarding_get_devices (onboarding), i);

      g_assert_cmpint (ebb_device_get_values (device)->kind, ==, EBB_DEVICE_ELECTRIC_VEHICLE);
      stage_wait_until (ebb_home_find_device (home, ebb_device_get_id (device)) != NULL);
    }
  if (again != NULL)
    stage_wait_until (ebb_device_get_values (again)->attention->len == 0);

  sandbox_server_stop (sandbox);
}

int
main (int    argc,
      char **argv)
{
  static const Expectation expectations[] = {
    { "onboarding-success-one", EBB_ONBOARDING_STATE_FOUND, NO_FAILURE, 1 },
    { "onboarding-success-three", EBB_ONBOARDING_STATE_FOUND, NO_FAILURE, 3 },
    { "onboarding-nothing-new", EBB_ONBOARDING_STATE_NOTHING_NEW, NO_FAILURE, 0 },
    { "onboarding-cancelled", EBB_ONBOARDING_STATE_CANCELLED, NO_FAILURE, 0 },
    { "onboarding-expired", EBB_ONBOARDING_STATE_EXPIRED, NO_FAILURE, 0 },
    { "onboarding-access-denied", EBB_ONBOARDING_STATE_FAILED, EBB_ONBOARDING_ACCESS_DENIED, 0 },
    { "onboarding-already-linked", EBB_ONBOARDING_STATE_FAILED, EBB_ONBOARDING_ALREADY_LINKED, 0 },
    { "onboarding-incompatible", EBB_ONBOARDING_STATE_FAILED, EBB_ONBOARDING_INCOMPATIBLE_DEVICE, 0 },
    { "onboarding-subscription-missing", EBB_ONBOARDING_STATE_FAILED, EBB_ONBOARDING_SUBSCRIPTION_MISSING, 0 },
    { "onboarding-no-devices", EBB_ONBOARDING_STATE_FAILED, EBB_ONBOARDING_NO_DEVICES, 0 },
    { "onboarding-maker-down", EBB_ONBOARDING_STATE_FAILED, EBB_ONBOARDING_MANUFACTURER_UNAVAILABLE, 0 },
    { "onboarding-never-returns", EBB_ONBOARDING_STATE_FOUND, NO_FAILURE, 1 },
    { "onboarding-returns-twice", EBB_ONBOARDING_STATE_FOUND, NO_FAILURE, 1 },
    { "onboarding-returns-wrong-state", EBB_ONBOARDING_STATE_FOUND, NO_FAILURE, 1 },
    { "onboarding-network-lost", EBB_ONBOARDING_STATE_FOUND, NO_FAILURE, 1 },
    { "signed-in-again", EBB_ONBOARDING_STATE_SIGNED_IN, NO_FAILURE, 0 },
    { "onboarding-unavailable", EBB_ONBOARDING_STATE_ERROR, NO_FAILURE, 0 },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    {
      g_autofree char *path = g_strconcat ("/sandbox/", expectations[i].scenario, NULL);

      g_test_add_data_func (path, &expectations[i], test_scenario);
    }

  return g_test_run ();
}
