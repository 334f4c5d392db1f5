/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plans and exceptions on the wire. */

#include "api/ebb-wire-plan.h"

#include <math.h>

#include "base/ebb-clock.h"
#include "base/ebb-error.h"

/* 2026-01-16 09:00:00 UTC */
#define MORNING_US (G_GINT64_CONSTANT (1768554000) * G_USEC_PER_SEC)

static GBytes *
bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
assert_text (GBytes     *body,
             const char *text)
{
  g_autofree char *written = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_cmpstr (written, ==, text);
}

static void
test_exception (void)
{
  g_autoptr (GBytes) body = bytes ("{\"kind\":\"pause\",\"until\":\"2026-01-16T10:00:00+01:00\",\"ready_by\":null,"
                                   "\"target_state_of_charge\":null,\"created_at\":\"2026-01-15T18:30:00Z\",\"new\":[]}");
  g_autoptr (EbbException) exception = ebb_wire_read_exception (body, NULL);
  const EbbExceptionValues *values = ebb_exception_get_values (exception);

  g_assert_cmpint (values->kind, ==, EBB_EXCEPTION_PAUSE);
  g_assert_cmpint (values->until_us, ==, MORNING_US);
  g_assert_cmpint (values->ready_by_us, ==, EBB_TIME_UNKNOWN);
  g_assert_true (isnan (values->target_state_of_charge));
}

/* No exception is an answer without a body; a kind that nobody knows is one all the same. */
static void
test_none_and_other (void)
{
  g_autoptr (GBytes) nothing = bytes ("");
  g_autoptr (GBytes) other = bytes ("{\"kind\":\"dance\"}");
  g_autoptr (EbbException) none = ebb_wire_read_exception (nothing, NULL);
  g_autoptr (EbbException) unknown = ebb_wire_read_exception (other, NULL);

  g_assert_cmpint (ebb_exception_get_values (none)->kind, ==, EBB_EXCEPTION_NONE);
  g_assert_cmpint (ebb_exception_get_values (none)->until_us, ==, EBB_TIME_UNKNOWN);
  g_assert_cmpint (ebb_exception_get_values (unknown)->kind, ==, EBB_EXCEPTION_OTHER);
}

static void
test_bad (void)
{
  static const char *const bodies[] = {
    "[]", "{\"kind\":\"pause\",\"until\":5}", "{\"kind\":\"once\",\"target_state_of_charge\":1.2}", "{\"kind\":\"pause\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = bytes (bodies[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (ebb_wire_read_exception (body, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
    }
}

static void
test_write (void)
{
  EbbExceptionValues values = { EBB_EXCEPTION_PAUSE, MORNING_US, EBB_TIME_UNKNOWN, NAN, EBB_TIME_UNKNOWN };
  g_autoptr (GBytes) pause = ebb_wire_write_exception (&values);
  g_autoptr (GBytes) preview = NULL;
  g_autoptr (GBytes) as_it_is = ebb_wire_write_preview (NULL);

  assert_text (pause, "{\"kind\":\"pause\",\"until\":\"2026-01-16T09:00:00Z\",\"ready_by\":null,\"target_state_of_charge\":null}");
  values = (EbbExceptionValues) { EBB_EXCEPTION_ONCE, EBB_TIME_UNKNOWN, MORNING_US, 1, EBB_TIME_UNKNOWN };
  preview = ebb_wire_write_preview (&values);
  assert_text (preview, "{\"exception\":{\"kind\":\"once\",\"until\":null,\"ready_by\":\"2026-01-16T09:00:00Z\","
                        "\"target_state_of_charge\":1.0}}");
  assert_text (as_it_is, "{}");
}

static void
test_plan (void)
{
  g_autoptr (GBytes) body = bytes ("{\"currency\":\"SEK\",\"state\":\"planned\","
                                   "\"expected_done_at\":\"2026-01-16T09:00:00Z\",\"expected_energy_kwh\":null,\"expected_cost\":-1.5}");
  g_autoptr (GBytes) bare = bytes ("{}");
  g_autoptr (EbbPlan) plan = ebb_wire_read_plan (body, NULL);
  g_autoptr (EbbPlan) nothing = ebb_wire_read_plan (bare, NULL);
  const EbbPlanValues *values = ebb_plan_get_values (plan);

  g_assert_cmpstr (values->currency, ==, "SEK");
  g_assert_cmpint (values->state, ==, EBB_PLAN_PLANNED);
  g_assert_cmpint (values->expected_done_at_us, ==, MORNING_US);
  g_assert_true (isnan (values->expected_energy_kwh));
  g_assert_cmpfloat (values->expected_cost, ==, -1.5);
  g_assert_cmpint (ebb_plan_get_values (nothing)->state, ==, EBB_PLAN_OTHER);
  g_assert_true (isnan (ebb_plan_get_values (nothing)->expected_cost));
}

/* Whether the deadline is kept; what is not said is not known. */
static void
test_deadline (void)
{
  g_autoptr (GBytes) body = bytes ("{\"state\":\"planned\",\"deadline\":\"2026-01-16T09:00:00Z\",\"is_reachable\":false,"
                                   "\"shortfall_kwh\":3.25}");
  g_autoptr (GBytes) bare = bytes ("{\"state\":\"planned\",\"deadline\":null}");
  g_autoptr (GBytes) bad = bytes ("{\"state\":\"planned\",\"shortfall_kwh\":-1}");
  g_autoptr (EbbPlan) plan = ebb_wire_read_plan (body, NULL);
  g_autoptr (EbbPlan) unknown = ebb_wire_read_plan (bare, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ebb_plan_get_values (plan)->deadline_us, ==, MORNING_US);
  g_assert_cmpint (ebb_plan_get_values (plan)->is_reachable, ==, EBB_NO);
  g_assert_cmpfloat (ebb_plan_get_values (plan)->shortfall_kwh, ==, 3.25);
  g_assert_cmpint (ebb_plan_get_values (unknown)->deadline_us, ==, EBB_TIME_UNKNOWN);
  g_assert_cmpint (ebb_plan_get_values (unknown)->is_reachable, ==, EBB_UNKNOWN);
  g_assert_true (isnan (ebb_plan_get_values (unknown)->shortfall_kwh));
  g_assert_null (ebb_wire_read_plan (bad, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
}

/* What is planned and what happened; a battery delivers, and what has not happened yet is not 0. */
static void
test_slots (void)
{
  g_autoptr (GBytes) body = bytes ("{\"state\":\"planned\",\"slots\":[{\"start\":\"2026-01-16T09:00:00Z\",\"end\":\"2026-01-16T09:15:00Z\","
                                   "\"planned_kw\":-3.2,\"actual_kw\":null,\"state_of_charge\":0.4,\"new\":1}],"
                                   "\"notes\":[{\"code\":\"did_not_start\",\"at\":\"2026-01-16T09:00:00Z\"},{\"code\":\"danced\"},{}]}");
  g_autoptr (EbbPlan) plan = ebb_wire_read_plan (body, NULL);
  const EbbPlanSlot *slot;

  g_assert_cmpuint (ebb_plan_get_n_slots (plan), ==, 1);
  slot = ebb_plan_get_slot (plan, 0);
  g_assert_cmpint (slot->start_us, ==, MORNING_US);
  g_assert_cmpfloat (slot->planned_kw, ==, -3.2);
  g_assert_true (isnan (slot->actual_kw));
  g_assert_cmpfloat (slot->state_of_charge, ==, 0.4);
  g_assert_true (isnan (slot->indoor_temperature_c));

  g_assert_cmpuint (ebb_plan_get_n_notes (plan), ==, 3);
  g_assert_cmpint (ebb_plan_get_note (plan, 0)->code, ==, EBB_PLAN_NOTE_DID_NOT_START);
  g_assert_cmpint (ebb_plan_get_note (plan, 0)->at_us, ==, MORNING_US);
  g_assert_cmpint (ebb_plan_get_note (plan, 1)->code, ==, EBB_PLAN_NOTE_OTHER);
  g_assert_cmpint (ebb_plan_get_note (plan, 2)->at_us, ==, EBB_TIME_UNKNOWN);
}

static void
test_prices (void)
{
  g_autoptr (GBytes) body = bytes ("{\"currency\":\"SEK\",\"price_area\":\"SE3\",\"vat_rate\":0.25,\"prices\":["
                                   "{\"start\":\"2026-01-16T09:00:00Z\",\"end\":\"2026-01-16T10:00:00Z\",\"price\":-0.02,"
                                   "\"is_forecast\":true},"
                                   "{\"start\":\"2026-01-16T10:00:00Z\",\"end\":\"2026-01-16T11:00:00Z\",\"price\":null}]}");
  g_autoptr (EbbPrices) prices = ebb_wire_read_prices (body, NULL);

  g_assert_cmpstr (ebb_prices_get_currency (prices), ==, "SEK");
  g_assert_cmpuint (ebb_prices_get_count (prices), ==, 2);
  g_assert_cmpfloat (ebb_prices_find (prices, MORNING_US)->price, ==, -0.02);
  g_assert_cmpint (ebb_prices_find (prices, MORNING_US)->is_forecast, ==, EBB_YES);
  g_assert_true (isnan (ebb_prices_get (prices, 1)->price));
  g_assert_cmpint (ebb_prices_get (prices, 1)->is_forecast, ==, EBB_UNKNOWN);
}

static void
test_bad_prices (void)
{
  static const char *const bodies[] = {
    "[]", "{}", "{\"prices\":{}}", "{\"prices\":[{\"start\":\"2026-01-16T09:00:00Z\",\"price\":1}]}",
    "{\"prices\":[{\"start\":\"2026-01-16T09:00:00Z\",\"end\":\"2026-01-16T10:00:00Z\",\"price\":\"1\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = bytes (bodies[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (ebb_wire_read_prices (body, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
    }
}

/* The latest first; one that goes on has no end, and what is not said is not 0. */
static void
test_sessions (void)
{
  g_autoptr (GBytes) body = bytes ("{\"sessions\":[{\"session_id\":\"a\",\"kind\":\"smart\",\"start\":\"2026-01-15T09:00:00Z\","
                                   "\"end\":\"2026-01-15T10:00:00Z\",\"energy_kwh\":7.5,\"cost\":-0.2,\"savings\":1,\"status\":\"final\"},"
                                   "{\"kind\":\"danced\",\"start\":\"2026-01-16T09:00:00Z\",\"end\":null,\"status\":\"estimated\"}]}");
  g_autoptr (GBytes) bare = bytes ("[]");
  g_autoptr (GBytes) bad = bytes ("{\"sessions\":[{\"kind\":\"smart\"}]}");
  g_autoptr (GArray) sessions = ebb_wire_read_sessions (body, NULL);
  g_autoptr (GArray) none = ebb_wire_read_sessions (bare, NULL);
  g_autoptr (GError) error = NULL;
  const EbbDeviceSession *latest = &g_array_index (sessions, EbbDeviceSession, 0);
  const EbbDeviceSession *first = &g_array_index (sessions, EbbDeviceSession, 1);

  g_assert_cmpuint (sessions->len, ==, 2);
  g_assert_cmpint (latest->start_us, ==, MORNING_US);
  g_assert_cmpint (latest->end_us, ==, EBB_TIME_UNKNOWN);
  g_assert_cmpint (latest->kind, ==, EBB_SESSION_OTHER);
  g_assert_true (isnan (latest->energy_kwh) && isnan (latest->cost) && isnan (latest->state_of_charge_end));
  g_assert_cmpfloat (first->cost, ==, -0.2);
  g_assert_cmpint (first->status, ==, EBB_FIGURES_FINAL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (ebb_wire_read_sessions (bad, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
}

static void
test_settings_preview (void)
{
  g_autoptr (GBytes) document = bytes ("{\"energy_need_kwh\":12,\"new\":[1]}");
  g_autoptr (GBytes) body = ebb_wire_write_settings_preview (document);

  assert_text (body, "{\"settings\":{\"energy_need_kwh\":12,\"new\":[1]}}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire-plan/exception", test_exception);
  g_test_add_func ("/wire-plan/none-and-other", test_none_and_other);
  g_test_add_func ("/wire-plan/bad", test_bad);
  g_test_add_func ("/wire-plan/write", test_write);
  g_test_add_func ("/wire-plan/plan", test_plan);
  g_test_add_func ("/wire-plan/deadline", test_deadline);
  g_test_add_func ("/wire-plan/slots", test_slots);
  g_test_add_func ("/wire-plan/prices", test_prices);
  g_test_add_func ("/wire-plan/bad-prices", test_bad_prices);
  g_test_add_func ("/wire-plan/sessions", test_sessions);
  g_test_add_func ("/wire-plan/settings-preview", test_settings_preview);

  return g_test_run ();
}
