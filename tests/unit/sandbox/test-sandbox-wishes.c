/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer asks for and what comes of it: deadlines, limits, exceptions, previews; nothing reaches back. */

#include "sandbox-fixture.h"

#include <string.h>

#define EVENING "2026-01-14T17:10:00Z"
#define CAR     "{\"facilities\":[{\"devices\":[{\"device_type\":\"electric_vehicle\",\"state\":\"waiting\"}]}]}"
#define PUMP    "{\"facilities\":[{\"devices\":[\"heat_pump\"]}]}"

typedef struct
{
  double planned_before; /* kWh still to come before the deadline */
  double planned_after;
  double level;          /* at the deadline */
} Outcome;

static JsonNode *
get_plan (SandboxWorld *world,
          const char   *id)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = sandbox_world_get_plan (world, id, 0, 0, &error);

  g_assert_no_error (error);
  return node;
}

static Outcome
look_at (JsonNode *plan,
         gint64    deadline)
{
  JsonArray *slots = fixture_array (plan, "slots");
  Outcome outcome = { 0, 0, -1 };

  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);

      if (!json_object_get_null_member (slot, "actual_kw"))
        continue;

      if (fixture_time_of (slot, "end") <= deadline)
        {
          outcome.planned_before += json_object_get_double_member (slot, "planned_kw") / 4;
          if (!json_object_get_null_member (slot, "state_of_charge"))
            outcome.level = json_object_get_double_member (slot, "state_of_charge");
        }
      else
        outcome.planned_after += json_object_get_double_member (slot, "planned_kw") / 4;
    }

  return outcome;
}

static void
put (SandboxWorld *world,
     const char   *id,
     const char   *member,
     const char   *value)
{
  g_autoptr (JsonNode) node = sandbox_world_get_settings (world, id, NULL);
  g_autofree char *text = g_strdup_printf ("[%s]", value);
  g_autoptr (JsonNode) array = fixture_json (text);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_member (fixture_object (node), member,
                          json_node_copy (json_array_get_element (json_node_get_array (array), 0)));
  answer = sandbox_world_put_settings (world, id, node, &error);
  g_assert_no_error (error);
}

static void
except (SandboxWorld *world,
        const char   *id,
        const char   *text)
{
  g_autoptr (JsonNode) request = fixture_json (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = sandbox_world_put_exception (world, id, request, &error);

  g_assert_no_error (error);
}

static void
assert_state (SandboxWorld *world,
              const char   *id,
              const char   *state,
              const char   *reason)
{
  g_autoptr (JsonNode) node = sandbox_world_get_device (world, id, NULL);
  JsonObject *optimization = json_object_get_object_member (fixture_object (node), "optimization");
  JsonArray *reasons = json_object_get_array_member (optimization, "reasons");
  guint deciding = 0;

  g_assert_cmpstr (json_object_get_string_member (optimization, "state"), ==, state);
  g_assert_cmpuint (json_array_get_length (reasons), >, 0);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (reasons, 0), "code"), ==, reason);
  for (guint i = 0; i < json_array_get_length (reasons); i++)
    deciding += json_object_get_boolean_member (json_array_get_object_element (reasons, i), "is_deciding");

  g_assert_cmpuint (deciding, ==, 1);
}

static void
test_deadline (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (CAR, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");
  gint64 deadline = fixture_time ("2026-01-15T06:00:00Z");
  g_autoptr (JsonNode) plan = get_plan (world, id);
  g_autoptr (JsonNode) early = NULL;
  Outcome outcome = look_at (plan, deadline);

  g_assert_cmpint (fixture_time_of (fixture_object (plan), "deadline"), ==, deadline);
  g_assert_true (json_object_get_boolean_member (fixture_object (plan), "is_reachable"));
  g_assert_cmpint (fixture_time_of (fixture_object (plan), "expected_done_at"), <=, deadline);
  g_assert_cmpfloat (outcome.planned_after, ==, 0);
  g_assert_cmpfloat (outcome.planned_before, >, 20);
  g_assert_cmpfloat (outcome.level, >=, 0.799);
  g_assert_cmpfloat (json_object_get_double_member (fixture_object (plan), "expected_cost"), <=,
                     json_object_get_double_member (fixture_object (plan), "unoptimized_cost"));
  assert_state (world, id, "waiting", "waiting_for_lower_price");

  /* Sooner, by quarter past nine this evening. */
  put (world, id, "ready_by", "{\"wednesday\":\"21:15\",\"thursday\":\"07:00\"}");
  early = get_plan (world, id);
  deadline = fixture_time ("2026-01-14T20:15:00Z");
  g_assert_cmpint (fixture_time_of (fixture_object (early), "deadline"), ==, deadline);
  g_assert_cmpfloat (look_at (early, deadline).planned_before, >, 15);
}

/* Time passes and the car is as full as it should be, at the time it should be. */
static void
test_deadline_is_kept (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (CAR, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *telemetry;

  put (world, id, "target_state_of_charge", "0.95");
  sandbox_world_set_now (world, fixture_time ("2026-01-15T06:00:00Z"));
  node = sandbox_world_get_device (world, id, NULL);
  telemetry = json_object_get_object_member (fixture_object (node), "telemetry");
  g_assert_true (json_object_get_boolean_member (telemetry, "is_plugged_in"));
  g_assert_cmpfloat (json_object_get_double_member (telemetry, "state_of_charge"), >=, 0.945);
  assert_state (world, id, "finished", "target_reached");
}

static void
test_unreachable (void)
{
  g_autoptr (SandboxWorld) world = fixture_world ("{\"facilities\":[{\"devices\":[{\"device_type\":\"electric_vehicle\","
                                                  "\"state\":\"deadline-unreachable\"}]}]}", EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");
  g_autoptr (JsonNode) plan = get_plan (world, id);
  g_autoptr (JsonNode) node = sandbox_world_get_device (world, id, NULL);
  JsonArray *attention = json_object_get_array_member (fixture_object (node), "attention");

  g_assert_false (json_object_get_boolean_member (fixture_object (plan), "is_reachable"));
  g_assert_cmpfloat (json_object_get_double_member (fixture_object (plan), "shortfall_kwh"), >, 10);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (attention, 0), "code"), ==,
                   "deadline_unreachable");
}

static void
test_price_limit (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (CAR, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");
  g_autofree char *facility = fixture_facility_id (world, 0);
  g_autoptr (JsonNode) prices = NULL;
  g_autoptr (JsonNode) plan = NULL;
  JsonArray *slots, *array;
  guint k = 0, used = 0;

  put (world, id, "maximum_price", "0.24");
  plan = get_plan (world, id);
  slots = fixture_array (plan, "slots");
  prices = sandbox_world_get_prices (world, facility, fixture_time ("2026-01-13T23:00:00Z"),
                                     fixture_time ("2026-01-15T23:00:00Z"), NULL);
  array = fixture_array (prices, "prices");
  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);

      while (fixture_time_of (json_array_get_object_element (array, k), "start") < fixture_time_of (slot, "start"))
        k++;
      if (json_object_get_null_member (slot, "actual_kw") && json_object_get_double_member (slot, "planned_kw") > 0)
        {
          g_assert_cmpfloat (json_object_get_double_member (json_array_get_object_element (array, k), "price"), <=, 0.24);
          used++;
        }
    }

  g_assert_cmpuint (used, >, 0);

  /* A limit that nothing is below. */
  put (world, id, "maximum_price", "-1");
  assert_state (world, id, "waiting", "price_above_limit");
  g_clear_pointer (&plan, json_node_unref);
  plan = get_plan (world, id);
  g_assert_false (json_object_get_boolean_member (fixture_object (plan), "is_reachable"));
  g_assert_cmpfloat (look_at (plan, G_MAXINT64).planned_before, ==, 0);
}

static void
test_minimum_first (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (CAR, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");

  put (world, id, "minimum_state_of_charge", "0.6");
  assert_state (world, id, "running", "below_minimum_level");
  put (world, id, "is_enabled", "false");
  assert_state (world, id, "disabled", "disabled");
}

static void
test_exceptions (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (CAR, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (JsonNode) plan = NULL;

  except (world, id, "{\"kind\":\"run_now\"}");
  assert_state (world, id, "manual", "manual_start");
  found = sandbox_world_get_exception (world, id, NULL);
  g_assert_cmpstr (json_object_get_string_member (fixture_object (found), "kind"), ==, "run_now");
  g_assert_cmpstr (json_object_get_string_member (fixture_object (found), "created_at"), ==, EVENING);
  g_assert_true (json_object_get_null_member (fixture_object (found), "until"));

  except (world, id, "{\"kind\":\"pause\",\"until\":\"2026-01-14T23:00:00Z\",\"extra\":1}");
  assert_state (world, id, "paused", "paused_by_customer");
  plan = get_plan (world, id);
  g_assert_cmpfloat (look_at (plan, fixture_time ("2026-01-14T23:00:00Z")).planned_before, ==, 0);
  g_assert_cmpfloat (look_at (plan, fixture_time ("2026-01-15T06:00:00Z")).planned_before, >, 20);

  /* It ends by itself. */
  sandbox_world_set_now (world, fixture_time ("2026-01-14T23:00:00Z"));
  g_assert_null (sandbox_world_get_exception (world, id, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NO_CONTENT);
  g_clear_error (&error);

  except (world, id, "{\"kind\":\"once\",\"ready_by\":\"2026-01-15T04:00:00Z\",\"target_state_of_charge\":1.0}");
  g_clear_pointer (&plan, json_node_unref);
  plan = get_plan (world, id);
  g_assert_cmpint (fixture_time_of (fixture_object (plan), "deadline"), ==, fixture_time ("2026-01-15T04:00:00Z"));
  g_assert_cmpfloat (look_at (plan, fixture_time ("2026-01-15T04:00:00Z")).level, >, 0.9);
  g_assert_true (sandbox_world_clear_exception (world, id, NULL));
  g_assert_null (sandbox_world_get_exception (world, id, &error));
  g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_NO_CONTENT);
}

static void
test_bad_exceptions (void)
{
  static const struct { const char *text; const char *member; } bad[] = {
    { "{}", "kind" },
    { "{\"kind\":\"dance\"}", "kind" },
    { "{\"kind\":\"pause\",\"until\":\"tomorrow\"}", "until" },
    { "{\"kind\":\"pause\",\"until\":\"2026-01-14T17:00:00Z\"}", "until" },
    { "{\"kind\":\"pause\",\"until\":5}", "until" },
    { "{\"kind\":\"once\",\"ready_by\":\"2020-01-01T00:00:00Z\"}", "ready_by" },
    { "{\"kind\":\"once\",\"target_state_of_charge\":1.2}", "target_state_of_charge" },
  };
  g_autoptr (SandboxWorld) world = fixture_world (CAR, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) request = fixture_json (bad[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_null (sandbox_world_put_exception (world, id, request, &error));
      g_assert_error (error, SANDBOX_WORLD_ERROR, SANDBOX_WORLD_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].member));
    }
}

static void
test_preview (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (CAR, EVENING);
  g_autofree char *id = fixture_device_id (world, "electric_vehicle");
  g_autofree char *before = fixture_text (get_plan (world, id));
  g_autofree char *after = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *real = NULL;
  g_autoptr (JsonNode) request = fixture_json ("{\"exception\":{\"kind\":\"run_now\"}}");
  g_autoptr (JsonNode) preview = sandbox_world_preview (world, id, request, NULL);
  g_autoptr (JsonNode) plan = NULL;

  after = fixture_text (get_plan (world, id));
  g_assert_cmpstr (before, ==, after);
  shown = json_to_string (preview, FALSE);
  g_assert_cmpstr (before, !=, shown);
  plan = get_plan (world, id);
  g_assert_cmpfloat (json_object_get_double_member (fixture_object (preview), "expected_cost"), >,
                     json_object_get_double_member (fixture_object (plan), "expected_cost") + 1);

  /* What was shown is what happens. */
  except (world, id, "{\"kind\":\"run_now\"}");
  g_clear_pointer (&plan, json_node_unref);
  plan = get_plan (world, id);
  json_object_remove_member (fixture_object (plan), "notes");
  json_object_remove_member (fixture_object (preview), "notes");
  real = json_to_string (plan, FALSE);
  g_free (shown);
  shown = json_to_string (preview, FALSE);
  g_assert_cmpstr (shown, ==, real);
}

static char *
tell_past (SandboxWorld *world,
           const char   *id,
           const char   *to)
{
  gint64 from = fixture_time ("2026-01-10T23:00:00Z");
  g_autofree char *report = fixture_text (sandbox_world_get_report (world, NULL, id, from, fixture_time (to),
                                                                    "quarter_hour", NULL));
  g_autofree char *sessions = fixture_text (sandbox_world_get_sessions (world, id, from,
                                                                        fixture_time ("2026-01-14T14:00:00Z"), NULL));
  g_autoptr (JsonNode) plan = sandbox_world_get_plan (world, id, from, fixture_time (to), NULL);
  JsonArray *slots = fixture_array (plan, "slots");
  GString *all = g_string_new (report);

  g_string_append (all, sessions);
  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);

      if (!json_object_get_null_member (slot, "actual_kw"))
        g_string_append_printf (all, " %.3f/%.3f", json_object_get_double_member (slot, "planned_kw"),
                                json_object_get_double_member (slot, "actual_kw"));
    }

  return g_string_free (all, FALSE);
}

/* A change in the middle of everything changes nothing before it, now and ever after. */
static void
test_only_the_future (void)
{
  static const struct { const char *home; const char *kind; const char *member; const char *value; } changes[] = {
    { CAR, "electric_vehicle", "target_state_of_charge", "0.5" },
    { CAR, "electric_vehicle", "minimum_state_of_charge", "0.7" },
    { PUMP, "heat_pump", "comfort",
      "{\"target_temperature_c\":24,\"allowed_decrease_c\":0,\"allowed_increase_c\":0.5}" },
    { "{\"facilities\":[{\"devices\":[\"battery\"]}]}", "battery", "is_enabled", "false" },
    { "{\"facilities\":[{\"devices\":[\"water_heater\"]}]}", "water_heater", "hot_water",
      "{\"minimum_temperature_c\":58,\"maximum_temperature_c\":75}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (SandboxWorld) world = fixture_world (changes[i].home, EVENING);
      g_autofree char *id = fixture_device_id (world, changes[i].kind);
      g_autofree char *past = tell_past (world, id, "2026-01-14T17:00:00Z");
      g_autofree char *future = fixture_text (get_plan (world, id));
      g_autofree char *past_after = NULL;
      g_autofree char *past_later = NULL;
      g_autofree char *future_after = NULL;

      put (world, id, changes[i].member, changes[i].value);
      past_after = tell_past (world, id, "2026-01-14T17:00:00Z");
      future_after = fixture_text (get_plan (world, id));
      g_assert_cmpstr (past, ==, past_after);
      g_assert_cmpstr (future, !=, future_after);

      sandbox_world_set_now (world, fixture_time ("2026-01-16T09:00:00Z"));
      g_free (fixture_text (sandbox_world_get_report (world, NULL, id, fixture_time ("2026-01-10T23:00:00Z"),
                                                      fixture_time ("2026-01-16T09:00:00Z"), "day", NULL)));
      sandbox_world_set_now (world, fixture_time (EVENING));
      past_later = tell_past (world, id, "2026-01-14T17:00:00Z");
      g_assert_cmpstr (past, ==, past_later);
    }
}

/* A warmer house takes more. */
static void
test_comfort (void)
{
  g_autoptr (SandboxWorld) world = fixture_world (PUMP, EVENING);
  g_autofree char *id = fixture_device_id (world, "heat_pump");
  g_autoptr (JsonNode) plan = get_plan (world, id);
  g_autoptr (JsonNode) warmer = NULL;
  JsonArray *slots;

  put (world, id, "comfort", "{\"target_temperature_c\":24,\"allowed_decrease_c\":0.5,\"allowed_increase_c\":1}");
  warmer = get_plan (world, id);
  g_assert_cmpfloat (json_object_get_double_member (fixture_object (warmer), "expected_energy_kwh"), >,
                     json_object_get_double_member (fixture_object (plan), "expected_energy_kwh") + 3);

  slots = fixture_array (warmer, "slots");
  for (guint i = json_array_get_length (slots) - 48; i < json_array_get_length (slots); i++)
    {
      double warmth = json_object_get_double_member (json_array_get_object_element (slots, i), "indoor_temperature_c");

      g_assert_cmpfloat (warmth, >, 23.2);
      g_assert_cmpfloat (warmth, <, 25.3);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/wishes/deadline", test_deadline);
  g_test_add_func ("/sandbox/wishes/deadline-is-kept", test_deadline_is_kept);
  g_test_add_func ("/sandbox/wishes/unreachable", test_unreachable);
  g_test_add_func ("/sandbox/wishes/price-limit", test_price_limit);
  g_test_add_func ("/sandbox/wishes/minimum-first", test_minimum_first);
  g_test_add_func ("/sandbox/wishes/exceptions", test_exceptions);
  g_test_add_func ("/sandbox/wishes/bad-exceptions", test_bad_exceptions);
  g_test_add_func ("/sandbox/wishes/preview", test_preview);
  g_test_add_func ("/sandbox/wishes/only-the-future", test_only_the_future);
  g_test_add_func ("/sandbox/wishes/comfort", test_comfort);
  return g_test_run ();
}
