/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a device over real HTTP: every way it can go, the test playing the browser. Where a return of the browser is what
 * matters nobody asks by himself within the test's time, and where asking matters nobody returns. */

#include "app/ebb-onboarding.h"

#include <stdlib.h>
#include <string.h>

#include "base/ebb-error.h"
#include "onboarding-stage.h"

#define SOON_MS 2
#define NEVER_MS 3600000

#define NOON G_GINT64_CONSTANT (1772366400000000) /* 2026-03-01T12:00:00Z */

typedef struct
{
  Stage         *stage;
  EbbClock      *clock;
  EbbHome       *home;
  EbbOnboarding *onboarding;
} Fixture;

static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        user_data)
{
  if (strstr (message, STAGE_SECRET) != NULL || strstr (message, "state=") != NULL)
    {
      g_printerr ("a secret is logged: %s\n", message);
      abort ();
    }

  if (!(level & G_LOG_LEVEL_DEBUG))
    g_printerr ("%s: %s\n", domain != NULL ? domain : "log", message);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->stage = stage_new ();
  f->clock = ebb_clock_new_from (NOON, 0);
  f->home = stage_create_home (f->stage, f->clock);
  f->onboarding = ebb_onboarding_new (f->home, NULL);
  ebb_onboarding_set_poll_span (f->onboarding, GPOINTER_TO_UINT (data));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  EbbHome *home = f->home;

  g_clear_object (&f->onboarding);
  stage_recover (f->stage);
  stage_wait_until (!ebb_home_is_loading (f->home));
  /* What was given up lets go of the home when it is told so. */
  g_object_add_weak_pointer (G_OBJECT (home), (gpointer *) &home);
  g_clear_object (&f->home);
  stage_wait_until (home == NULL);
  g_clear_object (&f->clock);
  g_clear_pointer (&f->stage, stage_free);
}

static void
wait_for (Fixture            *f,
          EbbOnboardingState  state)
{
  stage_wait_until (ebb_onboarding_get_state (f->onboarding) == state);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint
count_found (Fixture *f)
{
  return g_list_model_get_n_items (ebb_onboarding_get_devices (f->onboarding));
}

static void
start (Fixture *f)
{
  ebb_onboarding_start (f->onboarding, EBB_DEVICE_ELECTRIC_VEHICLE, TRUE);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_STARTING);
  g_assert_null (ebb_onboarding_get_url (f->onboarding));
  wait_for (f, EBB_ONBOARDING_STATE_WAITING);
}

static void
test_success (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *back = NULL;
  g_autoptr (EbbDevice) device = NULL;

  start (f);
  g_assert_true (g_str_has_suffix (ebb_onboarding_get_url (f->onboarding), STAGE_SECRET));
  g_assert_cmpint (ebb_onboarding_get_time_left (f->onboarding), ==, 15 * EBB_MINUTE);
  g_assert_cmpstr (stage_get_asked (f->stage, "facility_id"), ==, "facility-1");
  g_assert_cmpstr (stage_get_asked (f->stage, "device_type"), ==, "electric_vehicle");
  g_assert_cmpstr (stage_get_asked (f->stage, "color_scheme"), ==, "dark");
  g_assert_cmpstr (stage_get_asked (f->stage, "language"), ==, "en");

  back = g_strdup (stage_get_asked (f->stage, "redirect_url"));
  stage_complete (f->stage, 1);
  g_assert_cmpuint (stage_browse (back), ==, 200);
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);

  g_assert_cmpuint (count_found (f), ==, 1);
  device = g_list_model_get_item (ebb_onboarding_get_devices (f->onboarding), 0);
  g_assert_cmpstr (ebb_device_get_id (device), ==, "device-2");
  g_assert_null (ebb_onboarding_get_url (f->onboarding));
  stage_wait_until (ebb_home_find_device (f->home, "device-2") != NULL);
}

/* The session names no device; the list shows it. */
static void
test_unreported (Fixture       *f,
                 gconstpointer  data)
{
  start (f);
  stage_complete (f->stage, 1);
  f->stage->n_reported = 0;
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  g_assert_cmpuint (count_found (f), ==, 1);
}

/* A device that was there already and is called new all the same, such as one that came back. */
static void
test_reported_again (Fixture       *f,
                     gconstpointer  data)
{
  start (f);
  stage_complete (f->stage, 0);
  f->stage->n_reported = 1;
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  g_assert_cmpuint (count_found (f), ==, 1);
}

static void
count_checks_cb (EbbOnboarding *onboarding,
                 guint         *n_checks)
{
  *n_checks += ebb_onboarding_get_state (onboarding) == EBB_ONBOARDING_STATE_CHECKING;
}

/* The session names a device that the list does not have yet. */
static void
test_listed_late (Fixture       *f,
                  gconstpointer  data)
{
  guint n_checks = 0;

  start (f);
  stage_complete (f->stage, 2);
  f->stage->n_unlisted = 1;
  g_signal_connect (f->onboarding, "changed", G_CALLBACK (count_checks_cb), &n_checks);
  stage_wait_until (n_checks >= 2);
  f->stage->n_unlisted = 0;
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  g_assert_cmpuint (count_found (f), ==, 2);
}

/* It never gets there: what is there is shown after all. */
static void
test_listed_never (Fixture       *f,
                   gconstpointer  data)
{
  start (f);
  stage_complete (f->stage, 2);
  f->stage->n_unlisted = 1;
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  g_assert_cmpuint (count_found (f), ==, 1);
}

static void
test_never_returns (Fixture       *f,
                    gconstpointer  data)
{
  start (f);
  stage_wait_until (f->stage->n_asked >= 3);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);
  stage_complete (f->stage, 1);
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
}

static void
test_check_now (Fixture       *f,
                gconstpointer  data)
{
  ebb_onboarding_check_now (f->onboarding);
  start (f);
  stage_complete (f->stage, 1);
  ebb_onboarding_check_now (f->onboarding);
  ebb_onboarding_check_now (f->onboarding);
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  g_assert_cmpuint (f->stage->n_asked, ==, 1);
}

static void
test_nothing_new (Fixture       *f,
                  gconstpointer  data)
{
  start (f);
  stage_complete (f->stage, 0);
  wait_for (f, EBB_ONBOARDING_STATE_NOTHING_NEW);
  g_assert_cmpuint (count_found (f), ==, 0);
}

static void
test_cancelled (Fixture       *f,
                gconstpointer  data)
{
  start (f);
  f->stage->status = "cancelled";
  wait_for (f, EBB_ONBOARDING_STATE_CANCELLED);
}

static void
test_failed (Fixture       *f,
             gconstpointer  data)
{
  static const char *const codes[] = {
    [EBB_ONBOARDING_ACCESS_DENIED] = "access_denied",
    [EBB_ONBOARDING_INCOMPATIBLE_DEVICE] = "incompatible_device",
    [EBB_ONBOARDING_SUBSCRIPTION_MISSING] = "subscription_missing",
    [EBB_ONBOARDING_ALREADY_LINKED] = "already_linked",
    [EBB_ONBOARDING_NO_DEVICES] = "no_devices",
    [EBB_ONBOARDING_MANUFACTURER_UNAVAILABLE] = "manufacturer_unavailable",
    [EBB_ONBOARDING_OTHER_FAILURE] = "a_code_of_tomorrow",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == EBB_N_ONBOARDING_FAILURES);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      f->stage->status = "pending";
      f->stage->failure = NULL;
      start (f);
      f->stage->status = "failed";
      f->stage->failure = codes[i];
      wait_for (f, EBB_ONBOARDING_STATE_FAILED);
      g_assert_cmpint (ebb_onboarding_get_failure (f->onboarding), ==, i);
    }
}

static void
test_expired (Fixture       *f,
              gconstpointer  data)
{
  start (f);
  f->stage->status = "expired";
  wait_for (f, EBB_ONBOARDING_STATE_EXPIRED);

  f->stage->status = "pending";
  ebb_onboarding_start_again (f->onboarding);
  wait_for (f, EBB_ONBOARDING_STATE_WAITING);
  g_assert_cmpint (ebb_onboarding_get_kind (f->onboarding), ==, EBB_DEVICE_ELECTRIC_VEHICLE);
  g_assert_cmpstr (stage_get_asked (f->stage, "color_scheme"), ==, "dark");
}

/* The service never says so; the link's own time does. */
static void
test_expired_by_clock (Fixture       *f,
                       gconstpointer  data)
{
  guint n_asked;

  start (f);
  ebb_clock_advance (f->clock, 15 * EBB_MINUTE - 1);
  n_asked = f->stage->n_asked;
  stage_wait_until (f->stage->n_asked > n_asked + 1);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);
  g_assert_cmpint (ebb_onboarding_get_time_left (f->onboarding), ==, 1);

  ebb_clock_advance (f->clock, 1);
  wait_for (f, EBB_ONBOARDING_STATE_EXPIRED);
}

/* Done in the last moment, and the browser never came back. */
static void
test_found_at_expiry (Fixture       *f,
                      gconstpointer  data)
{
  start (f);
  f->stage->n_devices++;
  f->stage->status = "expired";
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
}

static void
test_gone (Fixture       *f,
           gconstpointer  data)
{
  start (f);
  f->stage->http_status = 404;
  wait_for (f, EBB_ONBOARDING_STATE_EXPIRED);
}

/* The service cannot say how far it is, or says it in words of tomorrow: the devices tell. */
static void
test_silent_service (Fixture       *f,
                     gconstpointer  data)
{
  start (f);
  f->stage->http_status = 501;
  stage_wait_until (f->stage->n_asked >= 2);
  f->stage->http_status = 200;
  f->stage->status = "paused_by_maker";
  stage_wait_until (f->stage->n_asked >= 4);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);
  f->stage->n_devices++;
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
}

static void
test_wrong_state (Fixture       *f,
                  gconstpointer  data)
{
  g_autofree char *back = NULL;
  g_autofree char *wrong = NULL;

  start (f);
  back = g_strdup (stage_get_asked (f->stage, "redirect_url"));
  wrong = g_strdup (back);
  wrong[strlen (wrong) - 1] ^= 1;
  stage_complete (f->stage, 1);

  g_assert_cmpuint (stage_browse (wrong), ==, 403);
  settle ();
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);
  g_assert_cmpuint (f->stage->n_asked, ==, 0);

  g_assert_cmpuint (stage_browse (back), ==, 200);
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
}

/* We knew before the browser came: it still gets its page, and nothing begins again. */
static void
test_returns_late (Fixture       *f,
                   gconstpointer  data)
{
  guint n_asked;

  start (f);
  stage_complete (f->stage, 1);
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  n_asked = f->stage->n_asked;
  g_assert_cmpuint (stage_browse (stage_get_asked (f->stage, "redirect_url")), ==, 200);
  settle ();
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_FOUND);
  g_assert_cmpuint (f->stage->n_asked, ==, n_asked);
}

/* Once too early, then twice. */
static void
test_returns_often (Fixture       *f,
                    gconstpointer  data)
{
  g_autofree char *back = NULL;

  start (f);
  back = g_strdup (stage_get_asked (f->stage, "redirect_url"));
  g_assert_cmpuint (stage_browse (back), ==, 200);
  stage_wait_until (f->stage->n_asked == 1);
  wait_for (f, EBB_ONBOARDING_STATE_WAITING);

  stage_complete (f->stage, 1);
  f->stage->health = STAGE_HOLDS;
  g_assert_cmpuint (stage_browse (back), ==, 200);
  g_assert_cmpuint (stage_browse (back), ==, 200);
  stage_wait_until (f->stage->n_asked == 3);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_CHECKING);
  stage_recover (f->stage);
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  g_assert_cmpuint (count_found (f), ==, 1);
}

static void
test_network_lost (Fixture       *f,
                   gconstpointer  data)
{
  start (f);
  f->stage->health = STAGE_HANGS_UP;
  stage_wait_until (ebb_onboarding_get_error (f->onboarding) != NULL);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);
  g_assert_nonnull (ebb_onboarding_get_url (f->onboarding));

  stage_recover (f->stage);
  stage_wait_until (ebb_onboarding_get_error (f->onboarding) == NULL);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);

  f->stage->http_status = 503;
  stage_wait_until (ebb_onboarding_get_error (f->onboarding) != NULL);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);
  f->stage->http_status = 200;
  stage_complete (f->stage, 1);
  wait_for (f, EBB_ONBOARDING_STATE_FOUND);
  g_assert_no_error (ebb_onboarding_get_error (f->onboarding));
}

static void
test_signed_out (Fixture       *f,
                 gconstpointer  data)
{
  start (f);
  f->stage->http_status = 401;
  wait_for (f, EBB_ONBOARDING_STATE_ERROR);
  g_assert_error (ebb_onboarding_get_error (f->onboarding), EBB_ERROR, EBB_ERROR_SIGNED_OUT);
  g_assert_null (ebb_onboarding_get_url (f->onboarding));
}

static void
test_cannot_start (Fixture       *f,
                   gconstpointer  data)
{
  f->stage->health = STAGE_HANGS_UP;
  ebb_onboarding_start (f->onboarding, EBB_DEVICE_OTHER, FALSE);
  wait_for (f, EBB_ONBOARDING_STATE_ERROR);
  g_assert_error (ebb_onboarding_get_error (f->onboarding), EBB_ERROR, EBB_ERROR_OFFLINE);

  stage_recover (f->stage);
  ebb_onboarding_start_again (f->onboarding);
  wait_for (f, EBB_ONBOARDING_STATE_WAITING);
  g_assert_no_error (ebb_onboarding_get_error (f->onboarding));
  g_assert_null (stage_get_asked (f->stage, "device_type"));
  g_assert_cmpstr (stage_get_asked (f->stage, "color_scheme"), ==, "light");
}

static void
test_bad_link (Fixture       *f,
               gconstpointer  data)
{
  static const char *const links[] = {
    "file:///etc/passwd", "javascript:alert(1)", "http://maker.example/", "https://", "", "ssh://maker.example",
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      f->stage->url = links[i];
      ebb_onboarding_start (f->onboarding, EBB_DEVICE_CHARGER, FALSE);
      wait_for (f, EBB_ONBOARDING_STATE_ERROR);
      g_assert_error (ebb_onboarding_get_error (f->onboarding), EBB_ERROR, EBB_ERROR_BAD_REPLY);
    }

  f->stage->url = "https://maker.example/sign-in";
  start (f);
}

/* A clock an hour off must not make adding a device impossible. */
static void
test_wrong_clock (Fixture       *f,
                  gconstpointer  data)
{
  ebb_clock_advance (f->clock, EBB_HOUR);
  start (f);
  g_assert_cmpint (ebb_onboarding_get_time_left (f->onboarding), ==, EBB_TIME_UNKNOWN);
  stage_wait_until (f->stage->n_asked >= 2);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_WAITING);
}

static void
test_language (Fixture       *f,
               gconstpointer  data)
{
  g_setenv ("LANGUAGE", "sv_SE.UTF-8", TRUE);
  start (f);
  g_assert_cmpstr (stage_get_asked (f->stage, "language"), ==, "sv-SE");

  g_setenv ("LANGUAGE", "ca@valencia", TRUE);
  start (f);
  g_assert_cmpstr (stage_get_asked (f->stage, "language"), ==, "ca");
  g_unsetenv ("LANGUAGE");
}

static void
test_cancel_while_starting (Fixture       *f,
                            gconstpointer  data)
{
  f->stage->health = STAGE_HOLDS;
  ebb_onboarding_start (f->onboarding, EBB_DEVICE_BATTERY, FALSE);
  stage_wait_until (f->stage->held->len > 0);
  ebb_onboarding_cancel (f->onboarding);
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_CHOOSING);

  /* The answer that comes now is nobody's. */
  stage_recover (f->stage);
  settle ();
  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_CHOOSING);
  g_assert_null (f->stage->request);
  start (f);
}

static void
test_cancel_while_waiting (Fixture       *f,
                           gconstpointer  data)
{
  g_autofree char *back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  guint n_asked;

  start (f);
  back = g_strdup (stage_get_asked (f->stage, "redirect_url"));
  f->stage->health = STAGE_HOLDS;
  stage_wait_until (f->stage->held->len > 0);
  stage_complete (f->stage, 1);
  ebb_onboarding_cancel (f->onboarding);
  g_assert_null (ebb_onboarding_get_url (f->onboarding));
  n_asked = f->stage->n_asked;
  stage_recover (f->stage);
  settle ();

  g_assert_cmpint (ebb_onboarding_get_state (f->onboarding), ==, EBB_ONBOARDING_STATE_CHOOSING);
  g_assert_cmpuint (f->stage->n_asked, ==, n_asked);
  /* Nobody listens for the browser any more. */
  g_assert_null (g_socket_client_connect_to_uri (client, back, 80, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_finalize (Fixture       *f,
               gconstpointer  data)
{
  start (f);
  g_assert_finalize_object (g_steal_pointer (&f->onboarding));

  f->onboarding = ebb_onboarding_new (f->home, NULL);
  ebb_onboarding_set_poll_span (f->onboarding, SOON_MS);
  start (f);
  f->stage->health = STAGE_HOLDS;
  stage_wait_until (f->stage->held->len > 0);
  g_assert_finalize_object (g_steal_pointer (&f->onboarding));
  stage_recover (f->stage);

  f->onboarding = ebb_onboarding_new (f->home, NULL);
  ebb_onboarding_start (f->onboarding, EBB_DEVICE_INVERTER, FALSE);
  g_assert_finalize_object (g_steal_pointer (&f->onboarding));
}

static void
add (const char *name,
     guint       poll_span_ms,
     void      (*test) (Fixture       *f,
                        gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/onboarding/", name, NULL);

  g_test_add (path, Fixture, GUINT_TO_POINTER (poll_span_ms), set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_default_handler (log_cb, NULL);

  add ("success", NEVER_MS, test_success);
  add ("unreported", SOON_MS, test_unreported);
  add ("reported-again", SOON_MS, test_reported_again);
  add ("listed-late", SOON_MS, test_listed_late);
  add ("listed-never", SOON_MS, test_listed_never);
  add ("never-returns", SOON_MS, test_never_returns);
  add ("check-now", NEVER_MS, test_check_now);
  add ("nothing-new", SOON_MS, test_nothing_new);
  add ("cancelled", SOON_MS, test_cancelled);
  add ("failed", SOON_MS, test_failed);
  add ("expired", SOON_MS, test_expired);
  add ("expired-by-clock", SOON_MS, test_expired_by_clock);
  add ("found-at-expiry", SOON_MS, test_found_at_expiry);
  add ("gone", SOON_MS, test_gone);
  add ("silent-service", SOON_MS, test_silent_service);
  add ("wrong-state", NEVER_MS, test_wrong_state);
  add ("returns-late", SOON_MS, test_returns_late);
  add ("returns-often", NEVER_MS, test_returns_often);
  add ("network-lost", SOON_MS, test_network_lost);
  add ("signed-out", SOON_MS, test_signed_out);
  add ("cannot-start", SOON_MS, test_cannot_start);
  add ("bad-link", SOON_MS, test_bad_link);
  add ("wrong-clock", SOON_MS, test_wrong_clock);
  add ("language", NEVER_MS, test_language);
  add ("cancel-while-starting", SOON_MS, test_cancel_while_starting);
  add ("cancel-while-waiting", SOON_MS, test_cancel_while_waiting);
  add ("finalize", SOON_MS, test_finalize);

  return g_test_run ();
}
