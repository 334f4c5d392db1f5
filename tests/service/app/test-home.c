/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists that stay as calm as they can while what is known changes: identity, order, late answers, failures. */

#include "answers.h"
#include "home-stage.h"

#include <string.h>

#include "base/ebb-error.h"

#define FACILITIES "GET facilities"
#define DEVICES_1 "GET facilities/1/devices"
#define DEVICES_2 "GET facilities/2/devices"
#define TWO_FACILITIES \
  "{\"facilities\":[{\"facility_id\":\"1\",\"name\":\"House\"},{\"facility_id\":\"2\",\"name\":\"Flat\"}]}"

typedef struct
{
  Answers *answers;
  HomeStage *stage;
  EbbHome *home;
} Fixture;

/* @ids: one letter a device; @name: of all of them */
static void
set_devices (Fixture    *fixture,
             const char *request,
             const char *ids,
             const char *name)
{
  g_autoptr (GString) body = g_string_new ("{\"devices\":[");

  for (const char *id = ids; *id != '\0'; id++)
    g_string_append_printf (body, "%s{\"device_id\":\"%c\",\"custom_device_name\":\"%s\"}", id > ids ? "," : "", *id,
                            name);
  g_string_append (body, "]}");
  answers_set (fixture->answers, request, 200, body->str);
}

static char *
dup_ids (GListModel *devices)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (EbbDevice) device = g_list_model_get_item (devices, i);

      g_string_append (ids, ebb_device_get_id (device));
    }

  return g_strdup (ids->str);
}

static void
assert_devices (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *ids = dup_ids (ebb_home_get_devices (fixture->home));

  g_assert_cmpstr (ids, ==, expected);
}

static EbbFacility *
get_facility (Fixture *fixture,
              guint    position)
{
  g_autoptr (EbbFacility) facility = g_list_model_get_item (ebb_home_get_facilities (fixture->home), position);

  g_assert_nonnull (facility);

  return facility;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->answers = answers_new ();
  fixture->stage = home_stage_new_with_answers (fixture->answers);
  fixture->home = fixture->stage->home;
  answers_set (fixture->answers, FACILITIES, 200, TWO_FACILITIES);
  set_devices (fixture, DEVICES_1, "abcdef", "x");
  set_devices (fixture, DEVICES_2, "xyz", "x");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  home_stage_free (fixture->stage);
  answers_free (fixture->answers);
}

static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_loading = 0;
  guint n_facility = 0;

  g_assert_null (ebb_home_get_facility (fixture->home));
  g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_devices (fixture->home)), ==, 0);
  g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, EBB_TIME_UNKNOWN);
  g_assert_false (ebb_home_is_loading (fixture->home));
  g_assert_null (ebb_home_find_device (fixture->home, "a"));

  g_signal_connect_swapped (fixture->home, "notify::loading", G_CALLBACK (home_stage_count_cb), &n_loading);
  g_signal_connect_swapped (fixture->home, "notify::facility", G_CALLBACK (home_stage_count_cb), &n_facility);
  ebb_home_refresh (fixture->home);
  g_assert_true (ebb_home_is_loading (fixture->home));
  WAIT_UNTIL (!ebb_home_is_loading (fixture->home));

  g_assert_cmpuint (n_loading, ==, 2);
  g_assert_cmpuint (n_facility, ==, 1);
  g_assert_null (ebb_home_get_error (fixture->home));
  g_assert_cmpstr (ebb_facility_get_id (ebb_home_get_facility (fixture->home)), ==, "1");
  g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_facilities (fixture->home)), ==, 2);
  assert_devices (fixture, "abcdef");
  g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, ebb_clock_now (fixture->stage->clock));
  g_assert_true (ebb_home_find_device (fixture->home, "c") == home_stage_get_device (fixture->stage, 2));
  g_assert_null (ebb_home_find_device (fixture->home, "z"));
}

/* Nothing was added, removed or moved: the list does not stir, the devices say what is new of them. */
static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  EbbDevice *devices[6];
  EbbFacility *facility;
  GListModel *model;
  guint n_items = 0;
  guint n_changed = 0;

  home_stage_refresh (fixture->stage);
  model = ebb_home_get_devices (fixture->home);
  facility = ebb_home_get_facility (fixture->home);
  for (guint i = 0; i < 6; i++)
    {
      devices[i] = home_stage_get_device (fixture->stage, i);
      g_signal_connect_swapped (devices[i], "changed", G_CALLBACK (home_stage_count_cb), &n_changed);
    }
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (home_stage_count_cb), &n_items);
  g_signal_connect_swapped (ebb_home_get_facilities (fixture->home), "items-changed", G_CALLBACK (home_stage_count_cb),
                            &n_items);

  set_devices (fixture, DEVICES_1, "abcdef", "y");
  answers_set (fixture->answers, FACILITIES, 200,
               "[{\"facility_id\":\"1\",\"name\":\"Villa\"},{\"facility_id\":\"2\"}]");
  home_stage_refresh (fixture->stage);
  g_assert_true (ebb_home_get_devices (fixture->home) == model);
  g_assert_true (ebb_home_get_facility (fixture->home) == facility);
  g_assert_cmpstr (ebb_facility_get_name (facility), ==, "Villa");
  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (home_stage_get_device (fixture->stage, i) == devices[i]);
      g_assert_cmpstr (ebb_device_get_name (devices[i]), ==, "y");
      g_signal_handlers_disconnect_by_data (devices[i], &n_changed);
    }
  g_assert_cmpuint (n_items, ==, 0);
  g_assert_cmpuint (n_changed, ==, 6);
  g_signal_handlers_disconnect_by_data (model, &n_items);
  g_signal_handlers_disconnect_by_data (ebb_home_get_facilities (fixture->home), &n_items);
}

static const struct
{
  const char *before;
  const char *after;
  guint most_changes; /* of the list */
} merges[] = {
  { "abcdef", "bcdef", 1 },
  { "abcdef", "abcde", 1 },
  { "abcdef", "abdef", 1 },
  { "abcdef", "abef", 2 },
  { "abcdef", "abcdefg", 1 },
  { "abcdef", "zabcdef", 1 },
  { "abcdef", "abczdef", 1 },
  { "abcdef", "fabcde", 2 },
  { "abcdef", "", 6 },
  { "", "abc", 1 },
  { "abcdef", "uvwxyz", 12 },
  { "abcdef", "fedcba", 12 },
  { "abcdef", "cafz", 12 },
  { "abcdefghijklmnopqrstuvwxyz", "bcdefghijklmnopqrstuvwxyz", 1 },
};

static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  GListModel *model = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      guint n_changes = 0;

      g_test_message ("%s to %s", merges[i].before, merges[i].after);
      set_devices (fixture, DEVICES_1, merges[i].before, "x");
      home_stage_refresh (fixture->stage);
      model = ebb_home_get_devices (fixture->home);
      for (guint j = 0; j < g_list_model_get_n_items (model); j++)
        {
          EbbDevice *device = g_list_model_get_item (model, j);

          g_hash_table_insert (known, g_strdup (ebb_device_get_id (device)), device);
        }

      g_signal_connect_swapped (model, "items-changed", G_CALLBACK (home_stage_count_cb), &n_changes);
      set_devices (fixture, DEVICES_1, merges[i].after, "y");
      home_stage_refresh (fixture->stage);
      g_signal_handlers_disconnect_by_data (model, &n_changes);

      assert_devices (fixture, merges[i].after);
      g_assert_cmpuint (n_changes, <=, merges[i].most_changes);
      for (guint j = 0; j < g_list_model_get_n_items (model); j++)
        {
          EbbDevice *device = home_stage_get_device (fixture->stage, j);
          EbbDevice *before = g_hash_table_lookup (known, ebb_device_get_id (device));

          g_assert_cmpstr (ebb_device_get_name (device), ==, "y");
          g_assert_true (before == NULL || before == device);
        }
    }
}

/* A server that lists a device twice does not make it grow with every answer. */
static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      set_devices (fixture, DEVICES_1, "aab", "x");
      home_stage_refresh (fixture->stage);
      assert_devices (fixture, "ab");
    }
  set_devices (fixture, DEVICES_1, "ab", "x");
  home_stage_refresh (fixture->stage);
  assert_devices (fixture, "ab");
}

static void
test_switch (Fixture       *fixture,
             gconstpointer  data)
{
  GListModel *first;
  guint n_devices = 0;

  home_stage_refresh (fixture->stage);
  first = ebb_home_get_devices (fixture->home);
  g_signal_connect_swapped (fixture->home, "notify::devices", G_CALLBACK (home_stage_count_cb), &n_devices);
  ebb_clock_advance (fixture->stage->clock, EBB_HOUR);

  ebb_home_set_facility (fixture->home, get_facility (fixture, 1));
  g_assert_cmpuint (n_devices, ==, 1);
  assert_devices (fixture, "");
  g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, EBB_TIME_UNKNOWN);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->home));
  assert_devices (fixture, "xyz");
  g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, ebb_clock_now (fixture->stage->clock));

  /* Back: at once what was known, with its age. */
  ebb_home_set_facility (fixture->home, get_facility (fixture, 0));
  g_assert_true (ebb_home_get_devices (fixture->home) == first);
  assert_devices (fixture, "abcdef");
  g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, ebb_clock_now (fixture->stage->clock) - EBB_HOUR);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->home));
  g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, ebb_clock_now (fixture->stage->clock));

  /* The same once more is no switch. */
  ebb_home_set_facility (fixture->home, get_facility (fixture, 0));
  g_assert_false (ebb_home_is_loading (fixture->home));
}

static void
test_late_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  home_stage_refresh (fixture->stage);
  set_devices (fixture, DEVICES_1, "late", "late");
  answers_hold (fixture->answers, DEVICES_1);
  ebb_home_refresh (fixture->home);
  WAIT_UNTIL (answers_n_held (fixture->answers) == 1);

  ebb_home_set_facility (fixture->home, get_facility (fixture, 1));
  answers_release (fixture->answers);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->home));
  assert_devices (fixture, "xyz");
  g_assert_null (ebb_home_get_error (fixture->home));

  set_devices (fixture, DEVICES_1, "abc", "x");
  ebb_home_set_facility (fixture->home, get_facility (fixture, 0));
  assert_devices (fixture, "abcdef");
  WAIT_UNTIL (!ebb_home_is_loading (fixture->home));
  assert_devices (fixture, "abc");
}

/* Asked again while an answer is under way: only the last one counts, and it ends the loading. */
static void
test_refresh_again (Fixture       *fixture,
                    gconstpointer  data)
{
  answers_hold (fixture->answers, FACILITIES);
  ebb_home_refresh (fixture->home);
  WAIT_UNTIL (answers_n_held (fixture->answers) == 1);
  ebb_home_refresh (fixture->home);
  ebb_home_refresh (fixture->home);
  g_assert_true (ebb_home_is_loading (fixture->home));
  answers_release (fixture->answers);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->home));
  assert_devices (fixture, "abcdef");
  g_assert_null (ebb_home_get_error (fixture->home));
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const requests[] = { FACILITIES, DEVICES_1 };
  guint n_errors = 0;
  gint64 known_at;

  home_stage_refresh (fixture->stage);
  known_at = ebb_home_get_updated_at (fixture->home);
  g_signal_connect_swapped (fixture->home, "notify::error", G_CALLBACK (home_stage_count_cb), &n_errors);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      n_errors = 0;
      ebb_clock_advance (fixture->stage->clock, EBB_HOUR);
      answers_set (fixture->answers, requests[i], 501, "{}");
      home_stage_refresh (fixture->stage);
      g_assert_error (ebb_home_get_error (fixture->home), EBB_ERROR, EBB_ERROR_NOT_SUPPORTED);
      g_assert_cmpuint (n_errors, ==, 1);
      assert_devices (fixture, "abcdef");
      g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, known_at);

      answers_set (fixture->answers, FACILITIES, 200, TWO_FACILITIES);
      set_devices (fixture, DEVICES_1, "abcdef", "x");
      home_stage_refresh (fixture->stage);
      g_assert_null (ebb_home_get_error (fixture->home));
      g_assert_cmpuint (n_errors, ==, 2);
      known_at = ebb_home_get_updated_at (fixture->home);
      g_assert_cmpint (known_at, ==, ebb_clock_now (fixture->stage->clock));
    }
}

/* The facility that was shown is sold: another is shown. */
static void
test_facility_gone (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n_updated = 0;

  home_stage_refresh (fixture->stage);
  g_signal_connect_swapped (fixture->home, "notify::updated-at", G_CALLBACK (home_stage_count_cb), &n_updated);
  answers_set (fixture->answers, FACILITIES, 200, "[{\"facility_id\":\"2\"}]");
  answers_set (fixture->answers, DEVICES_2, 501, "{}");
  home_stage_refresh (fixture->stage);
  g_assert_cmpstr (ebb_facility_get_id (ebb_home_get_facility (fixture->home)), ==, "2");
  assert_devices (fixture, "");
  /* Nothing is known of it yet, which is news although the answer failed. */
  g_assert_cmpint (ebb_home_get_updated_at (fixture->home), ==, EBB_TIME_UNKNOWN);
  g_assert_cmpuint (n_updated, >=, 1);

  answers_set (fixture->answers, FACILITIES, 200, "{\"facilities\":[]}");
  home_stage_refresh (fixture->stage);
  g_assert_null (ebb_home_get_facility (fixture->home));
  g_assert_null (ebb_home_get_error (fixture->home));
  g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_facilities (fixture->home)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (ebb_home_get_devices (fixture->home)), ==, 0);

  answers_set (fixture->answers, FACILITIES, 200, TWO_FACILITIES);
  home_stage_refresh (fixture->stage);
  g_assert_cmpstr (ebb_facility_get_id (ebb_home_get_facility (fixture->home)), ==, "1");
  assert_devices (fixture, "abcdef");
}

/* The server chooses ids: they stay one part of a path. */
static void
test_odd_ids (Fixture       *fixture,
              gconstpointer  data)
{
  answers_set (fixture->answers, FACILITIES, 200, "[{\"facility_id\":\"a/é ?#%2F\"}]");
  set_devices (fixture, "GET facilities/a/é ?#%2F/devices", "q", "x");
  home_stage_refresh (fixture->stage);
  g_assert_no_error (ebb_home_get_error (fixture->home));
  assert_devices (fixture, "q");
}

/* A list that was asked for before a change must not undo it: it is asked for again. */
static void
test_take_device (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char news[] = "{\"device_id\":\"a\",\"custom_device_name\":\"new\"}";
  static const char strange[] = "{\"device_id\":\"stranger\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (news, strlen (news));
  g_autoptr (GBytes) stranger = g_bytes_new_static (strange, strlen (strange));
  g_autoptr (EbbDevice) newer = ebb_wire_read_device (body, NULL);
  g_autoptr (EbbDevice) other = ebb_wire_read_device (stranger, NULL);

  home_stage_refresh (fixture->stage);
  answers_hold (fixture->answers, DEVICES_1);
  ebb_home_refresh (fixture->home);
  WAIT_UNTIL (answers_n_held (fixture->answers) == 1);
  set_devices (fixture, DEVICES_1, "abcdef", "new");

  ebb_home_take_device (fixture->home, ebb_device_get_id (newer), newer);
  g_assert_cmpstr (ebb_device_get_name (home_stage_get_device (fixture->stage, 0)), ==, "new");
  answers_release (fixture->answers);
  WAIT_UNTIL (!ebb_home_is_loading (fixture->home));
  g_assert_cmpstr (ebb_device_get_name (home_stage_get_device (fixture->stage, 0)), ==, "new");

  /* One that is not here is no news, and no reason to ask. */
  ebb_home_take_device (fixture->home, ebb_device_get_id (other), other);
  g_assert_false (ebb_home_is_loading (fixture->home));
  assert_devices (fixture, "abcdef");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/home/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("first", test_first);
  ADD ("identity", test_identity);
  ADD ("merge", test_merge);
  ADD ("twice", test_twice);
  ADD ("switch", test_switch);
  ADD ("late-answer", test_late_answer);
  ADD ("refresh-again", test_refresh_again);
  ADD ("failure", test_failure);
  ADD ("facility-gone", test_facility_gone);
  ADD ("odd-ids", test_odd_ids);
  ADD ("take-device", test_take_device);

  return g_test_run ();
}
