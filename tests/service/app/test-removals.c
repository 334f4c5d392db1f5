/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking a device out of a home: in a while, so that one can think again; once, whatever happens meanwhile; and not when it may not be. */

#include "kept-home.h"

#include <string.h>

#include "app/ebb-removals.h"
#include "base/ebb-error.h"

#define SHORT_MS 10
#define LONG_MS (600 * 1000)

typedef struct
{
  KeptHome kept;
  EbbRemovals *removals;
  char *id;            /* of the first device */
  GError *refused;     /* (nullable) */
} Fixture;

static void
refused_cb (Fixture      *fixture,
            int           kind,
            const char   *device_id,
            const GError *error)
{
  g_assert_cmpint (kind, ==, EBB_EDIT_REMOVAL);
  g_assert_cmpstr (device_id, ==, fixture->id);
  g_assert_null (fixture->refused);
  fixture->refused = g_error_copy (error);
}

static void
begin (Fixture *fixture,
       guint    span_ms)
{
  fixture->removals = ebb_removals_new (fixture->kept.stage->home);
  ebb_removals_set_span (fixture->removals, span_ms);
  g_signal_connect_swapped (kept_home_outbox (&fixture->kept), "refused", G_CALLBACK (refused_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  kept_home_set_up (&fixture->kept, NULL);
  begin (fixture, SHORT_MS);
  fixture->id = g_strdup (kept_home_id (&fixture->kept, 0));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->removals);
  kept_home_tear_down (&fixture->kept, NULL);
  g_clear_error (&fixture->refused);
  g_free (fixture->id);
}

static void
restart (Fixture *fixture,
         guint    span_ms)
{
  g_object_unref (fixture->removals);
  kept_home_restart (&fixture->kept);
  begin (fixture, span_ms);
}

static const EbbOutboxItem *
get_item (Fixture *fixture)
{
  return ebb_outbox_find (kept_home_outbox (&fixture->kept), EBB_EDIT_REMOVAL, fixture->id);
}

static gboolean
is_listed (Fixture *fixture)
{
  return ebb_home_find_device (fixture->kept.stage->home, fixture->id) != NULL;
}

static gboolean
is_at_service (Fixture *fixture)
{
  EbbFacility *facility = ebb_home_get_facility (fixture->kept.stage->home);
  g_autofree char *path = g_strdup_printf ("v1/customer/facilities/%s/devices", ebb_facility_get_id (facility));
  g_autofree char *devices = home_stage_ask (fixture->kept.stage, "GET", path, NULL);

  return strstr (devices, fixture->id) != NULL;
}

static void
set_fault (Fixture    *fixture,
           const char *members)
{
  g_autofree char *faults = members != NULL ? g_strdup_printf ("[{\"operation\":\"DELETE devices/{deviceId}\",%s}]", members)
                                            : g_strdup ("[]");

  home_stage_set_faults (fixture->kept.stage, faults);
}

static void
test_removal (Fixture       *fixture,
              gconstpointer  data)
{
  /* What else was changed of it goes with it. */
  kept_home_set_fault (&fixture->kept, "\"status\":404");
  kept_home_save_price (&fixture->kept, 0, 3);
  set_fault (fixture, NULL);
  g_assert_nonnull (ebb_outbox_peek (kept_home_outbox (&fixture->kept)));

  ebb_removals_ask (fixture->removals, fixture->id);
  g_assert_cmpint (get_item (fixture)->edit->state, ==, EBB_EDIT_UNSAVED);
  g_assert_true (is_listed (fixture));
  WAIT_UNTIL (!is_listed (fixture));
  g_assert_null (ebb_outbox_peek (kept_home_outbox (&fixture->kept)));
  g_assert_false (is_at_service (fixture));
  home_stage_refresh (fixture->kept.stage);
  g_assert_false (is_listed (fixture));
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  ebb_removals_set_span (fixture->removals, LONG_MS);
  ebb_removals_ask (fixture->removals, fixture->id);
  ebb_removals_ask (fixture->removals, fixture->id);
  ebb_removals_undo (fixture->removals, fixture->id);
  g_assert_null (get_item (fixture));
  kept_home_refresh_and_send (&fixture->kept);
  g_assert_true (is_listed (fixture) && is_at_service (fixture));
  ebb_removals_undo (fixture->removals, fixture->id);
}

/* Without a connection it waits, over a restart too, and can be taken back as long as it waits. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      set_fault (fixture, "\"drop\":true");
      ebb_removals_ask (fixture->removals, fixture->id);
      WAIT_UNTIL (get_item (fixture)->error != NULL);
      g_assert_true (is_listed (fixture) && is_at_service (fixture));
      restart (fixture, SHORT_MS);
      WAIT_UNTIL (get_item (fixture) != NULL);
      set_fault (fixture, NULL);
      if (i == 0)
        ebb_removals_undo (fixture->removals, fixture->id);
      kept_home_refresh_and_send (&fixture->kept);
      g_assert_null (get_item (fixture));
      g_assert_cmpint (is_at_service (fixture), ==, i == 0);
    }
  g_assert_null (fixture->refused);
}

/* The program ended while one could still think again: one can, as long as before. */
static void
test_early_end (Fixture       *fixture,
                gconstpointer  data)
{
  ebb_removals_set_span (fixture->removals, LONG_MS);
  ebb_removals_ask (fixture->removals, fixture->id);
  restart (fixture, LONG_MS);
  WAIT_UNTIL (get_item (fixture) != NULL);
  kept_home_refresh_and_send (&fixture->kept);
  g_assert_cmpint (get_item (fixture)->edit->state, ==, EBB_EDIT_UNSAVED);
  g_assert_true (is_at_service (fixture));

  restart (fixture, SHORT_MS);
  WAIT_UNTIL (get_item (fixture) != NULL);
  home_stage_refresh (fixture->kept.stage);
  WAIT_UNTIL (get_item (fixture) == NULL);
  g_assert_false (is_at_service (fixture));
}

/* The service did it and nobody heard of it: looking is enough. */
static void
test_answer_lost (Fixture       *fixture,
                  gconstpointer  data)
{
  set_fault (fixture, "\"status\":200,\"body\":\"truncated\"");
  ebb_removals_ask (fixture->removals, fixture->id);
  WAIT_UNTIL (!is_at_service (fixture));
  set_fault (fixture, "\"status\":500");
  WAIT_UNTIL (get_item (fixture) == NULL || get_item (fixture)->error != NULL);
  kept_home_refresh_and_send (&fixture->kept);
  g_assert_null (get_item (fixture));
  g_assert_null (fixture->refused);
}

/* Somebody else removed it. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_strconcat ("v1/customer/devices/", fixture->id, NULL);
  g_autofree char *nothing = home_stage_ask (fixture->kept.stage, "DELETE", path, NULL);

  ebb_removals_ask (fixture->removals, fixture->id);
  WAIT_UNTIL (get_item (fixture) == NULL);
  g_assert_null (fixture->refused);
  g_assert_false (is_listed (fixture));
}

/* The service will not have it, or has no such thing: the device stays, and that is said. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *fault; EbbErrorCode code; } refusals[] = {
    { "\"status\":405", EBB_ERROR_NOT_SUPPORTED },
    { "\"status\":501", EBB_ERROR_NOT_SUPPORTED },
    { "\"status\":404", EBB_ERROR_NOT_SUPPORTED },
    { "\"status\":403,\"code\":\"forbidden\"", EBB_ERROR_DENIED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      set_fault (fixture, refusals[i].fault);
      ebb_removals_ask (fixture->removals, fixture->id);
      WAIT_UNTIL (fixture->refused != NULL);
      g_assert_error (fixture->refused, EBB_ERROR, (int) refusals[i].code);
      g_clear_error (&fixture->refused);
      g_assert_null (get_item (fixture));
      g_assert_true (is_listed (fixture));
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*function) (Fixture *, gconstpointer); } tests[] = {
    { "/removals/removal", test_removal },
    { "/removals/undo", test_undo },
    { "/removals/offline", test_offline },
    { "/removals/early-end", test_early_end },
    { "/removals/answer-lost", test_answer_lost },
    { "/removals/gone", test_gone },
    { "/removals/refused", test_refused },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);

  return g_test_run ();
}
