/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading by table: every type, what may be missing, and what is said of the first thing that is wrong. */

#include "base/ebb-json.h"

#include <math.h>
#include <string.h>

#include "base/ebb-clock.h"
#include "base/ebb-error.h"

typedef struct
{
  char *id;
  double power_kw;
} Item;

typedef struct
{
  char *text;
  char *required;
  EbbTruth truth;
  double number;
  double ranged;
  gint64 time_us;
  int word;
  char **strings;
  Item inner;
  GArray *items;
  gboolean has_number;
  gboolean has_inner;
} Everything;

static const char *const words[] = { "zero", "one", NULL };

#define AT(member) G_STRUCT_OFFSET (Everything, member)

static const EbbJsonField item_fields[] = {
  { .name = "id", .type = EBB_JSON_STRING, .offset = G_STRUCT_OFFSET (Item, id), .is_required = TRUE },
  { .name = "power_kw", .type = EBB_JSON_NUMBER, .offset = G_STRUCT_OFFSET (Item, power_kw), .minimum = -10,
    .maximum = 10 },
};
static const EbbJsonTable item_table = { sizeof (Item), item_fields, G_N_ELEMENTS (item_fields) };

static const EbbJsonField fields[] = {
  { .name = "text", .type = EBB_JSON_STRING, .offset = AT (text) },
  { .name = "required", .type = EBB_JSON_STRING, .offset = AT (required), .is_required = TRUE },
  { .name = "truth", .type = EBB_JSON_TRUTH, .offset = AT (truth) },
  { .name = "number", .type = EBB_JSON_NUMBER, .offset = AT (number), .presence = AT (has_number) },
  { .name = "ranged", .type = EBB_JSON_NUMBER, .offset = AT (ranged), .minimum = 0, .maximum = 1 },
  { .name = "time", .type = EBB_JSON_TIME, .offset = AT (time_us) },
  { .name = "word", .type = EBB_JSON_ENUM, .offset = AT (word), .words = words, .other = 7 },
  { .name = "strings", .type = EBB_JSON_STRINGS, .offset = AT (strings) },
  { .name = "inner", .type = EBB_JSON_OBJECT, .offset = AT (inner), .table = &item_table, .presence = AT (has_inner) },
  { .name = "items", .type = EBB_JSON_ARRAY, .offset = AT (items), .table = &item_table },
};
static const EbbJsonTable table = { sizeof (Everything), fields, G_N_ELEMENTS (fields) };

static gboolean
read_all (const char  *text,
      Everything  *value,
      GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ebb_json_read (&table, bytes, value, error);
}

static void
assert_nothing_known (const Everything *value)
{
  g_assert_null (value->text);
  g_assert_cmpint (value->truth, ==, EBB_UNKNOWN);
  g_assert_true (isnan (value->number));
  g_assert_false (value->has_number);
  g_assert_true (isnan (value->ranged));
  g_assert_cmpint (value->time_us, ==, EBB_TIME_UNKNOWN);
  g_assert_cmpint (value->word, ==, 7);
  g_assert_nonnull (value->strings);
  g_assert_null (value->strings[0]);
  g_assert_null (value->inner.id);
  g_assert_true (isnan (value->inner.power_kw));
  g_assert_false (value->has_inner);
  g_assert_cmpuint (value->items->len, ==, 0);
}

static void
test_all (void)
{
  g_autoptr (GError) error = NULL;
  Everything value;

  g_assert_true (read_all ("{\"text\":\"å\",\"required\":\"\",\"truth\":true,\"number\":-2.5,\"ranged\":1,"
                           "\"time\":\"1970-01-01T00:00:01.5Z\","
                           "\"word\":\"one\",\"strings\":[\"a\",\"b\"],\"inner\":{\"id\":\"i\",\"power_kw\":3},"
                           "\"items\":[{\"id\":\"x\"},{\"id\":\"y\",\"power_kw\":null}]}", &value, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (value.text, ==, "å");
  g_assert_cmpstr (value.required, ==, "");
  g_assert_cmpint (value.truth, ==, EBB_YES);
  g_assert_cmpfloat (value.number, ==, -2.5);
  g_assert_true (value.has_number);
  g_assert_cmpfloat (value.ranged, ==, 1);
  g_assert_cmpint (value.time_us, ==, 1500000);
  g_assert_cmpint (value.word, ==, 1);
  g_assert_cmpuint (g_strv_length (value.strings), ==, 2);
  g_assert_cmpstr (value.strings[1], ==, "b");
  g_assert_cmpstr (value.inner.id, ==, "i");
  g_assert_cmpfloat (value.inner.power_kw, ==, 3);
  g_assert_true (value.has_inner);
  g_assert_cmpuint (value.items->len, ==, 2);
  g_assert_cmpstr (g_array_index (value.items, Item, 1).id, ==, "y");
  g_assert_true (isnan (g_array_index (value.items, Item, 1).power_kw));
  ebb_json_clear (&table, &value);
}

static void
test_missing (void)
{
  Everything value;

  g_assert_true (read_all ("{\"required\":\"r\",\"from_the_future\":{\"a\":[1]}}", &value, NULL));
  assert_nothing_known (&value);
  ebb_json_clear (&table, &value);
}

/* null is "not known" like nothing at all; only where it matters is it told apart. */
static void
test_null (void)
{
  Everything value;

  g_assert_true (read_all ("{\"text\":null,\"required\":\"r\",\"truth\":null,\"number\":null,\"ranged\":null,"
                           "\"time\":null,"
                           "\"word\":null,\"strings\":null,\"inner\":null,\"items\":null}", &value, NULL));
  g_assert_true (value.has_number);
  g_assert_true (value.has_inner);
  value.has_number = FALSE;
  value.has_inner = FALSE;
  assert_nothing_known (&value);
  ebb_json_clear (&table, &value);
}

static void
test_false_is_known (void)
{
  Everything value;

  g_assert_true (read_all ("{\"required\":\"r\",\"truth\":false,\"number\":0}", &value, NULL));
  g_assert_cmpint (value.truth, ==, EBB_NO);
  g_assert_cmpfloat (value.number, ==, 0);
  ebb_json_clear (&table, &value);
}

static void
test_unknown_word (void)
{
  Everything value;

  g_assert_true (read_all ("{\"required\":\"r\",\"word\":\"One\"}", &value, NULL));
  g_assert_cmpint (value.word, ==, 7);
  ebb_json_clear (&table, &value);
}

/* The last of two members with the same name counts, and nothing of the first is left behind. */
static void
test_twice (void)
{
  Everything value;

  g_assert_true (read_all ("{\"required\":\"a\",\"required\":\"b\",\"number\":1,\"number\":2}", &value, NULL));
  g_assert_cmpstr (value.required, ==, "b");
  g_assert_cmpfloat (value.number, ==, 2);
  ebb_json_clear (&table, &value);
}

static const struct
{
  const char *members;
  const char *message;
} faults[] = {
  { "\"text\":1", "text: expected a string, got a number" },
  { "\"text\":true", "text: expected a string, got a truth value" },
  { "\"text\":{}", "text: expected a string, got an object" },
  { "\"text\":[\"a\"]", "text: expected a string, got an array" },
  { "\"required\":null", "required: expected a value, got null" },
  { "\"required\":1", "required: expected a string, got a number" },
  { "\"truth\":\"true\"", "truth: expected a truth value, got a string" },
  { "\"truth\":1", "truth: expected a truth value, got a number" },
  { "\"number\":\"1\"", "number: expected a number, got a string" },
  { "\"number\":true", "number: expected a number, got a truth value" },
  { "\"number\":[]", "number: expected a number, got an array" },
  { "\"number\":1e999", "number: expected a finite number, got a number" },
  { "\"number\":-1e999", "number: expected a finite number, got a number" },
  { "\"ranged\":1.01", "ranged: expected a number from 0 to 1, got a number" },
  { "\"ranged\":-1", "ranged: expected a number from 0 to 1, got a number" },
  { "\"ranged\":99999999999999999999", "ranged: expected a number from 0 to 1, got a number" },
  { "\"time\":0", "time: expected a time like 2026-03-29T01:15:00Z, got a number" },
  { "\"time\":\"soon\"", "time: expected a time like 2026-03-29T01:15:00Z, got a string" },
  { "\"word\":1", "word: expected a word, got a number" },
  { "\"word\":[\"one\"]", "word: expected a word, got an array" },
  { "\"strings\":\"a\"", "strings: expected an array, got a string" },
  { "\"strings\":[\"a\",\"b\",3]", "strings[2]: expected a string, got a number" },
  { "\"strings\":[null]", "strings[0]: expected a string, got null" },
  { "\"inner\":[]", "inner: expected an object, got an array" },
  { "\"inner\":{}", "inner.id: expected a value, got nothing" },
  { "\"inner\":{\"id\":\"i\",\"power_kw\":\"3\"}", "inner.power_kw: expected a number, got a string" },
  { "\"items\":{}", "items: expected an array, got an object" },
  { "\"items\":[{\"id\":\"a\"},null]", "items[1]: expected an object, got null" },
  { "\"items\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\",\"power_kw\":11}]",
    "items[3].power_kw: expected a number from -10 to 10, got a number" },
  { "\"items\":[{\"id\":\"a\"},{\"power_kw\":1},{\"id\":\"c\"}]", "items[1].id: expected a value, got nothing" },
};

/* Each also holds much that has to be freed again. */
static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"text\":\"t\",\"required\":\"r\",\"strings\":[\"s\"],"
                                               "\"inner\":{\"id\":\"i\"},"
                                               "\"items\":[{\"id\":\"j\"}],%s}", faults[i].members);
      g_autoptr (GError) error = NULL;
      Everything value;

      g_test_message ("%s", text);
      g_assert_false (read_all (text, &value, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, faults[i].message);
    }
}

static void
test_root (void)
{
  static const char *const roots[] = { "[]", "1", "\"a\"", "null", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autoptr (GError) error = NULL;
      Everything value;

      g_assert_false (read_all (roots[i], &value, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
      g_assert_true (g_str_has_prefix (error->message, "the document: expected an object, got "));
    }
}

static const struct
{
  const char *text;
  gint64 time_us; /* EBB_TIME_UNKNOWN: refused */
} times[] = {
  { "1970-01-01T00:00:00Z", 0 },
  { "2026-03-29T01:15:00Z", G_GINT64_CONSTANT (1774746900000000) },
  { "2026-03-29T03:15:00+02:00", G_GINT64_CONSTANT (1774746900000000) },
  { "2026-03-28T21:15:00-04:00", G_GINT64_CONSTANT (1774746900000000) },
  { "2026-03-29T01:15:00.25Z", G_GINT64_CONSTANT (1774746900250000) },
  { "2026-03-29T01:15:00.123456Z", G_GINT64_CONSTANT (1774746900123456) },
  { "1969-12-31T23:59:59.75Z", -250000 },
  { "2024-02-29T00:00:00Z", G_GINT64_CONSTANT (1709164800000000) },
  { "2026-02-29T00:00:00Z", EBB_TIME_UNKNOWN },
  { "2026-13-01T00:00:00Z", EBB_TIME_UNKNOWN },
  { "2026-03-29T25:00:00Z", EBB_TIME_UNKNOWN },
  { "2026-03-29T01:15:00", EBB_TIME_UNKNOWN },
  { "2026-03-29", EBB_TIME_UNKNOWN },
  { "01:15", EBB_TIME_UNKNOWN },
  { "", EBB_TIME_UNKNOWN },
};

static void
test_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"required\":\"r\",\"time\":\"%s\"}", times[i].text);
      Everything value;
      gboolean is_read = read_all (text, &value, NULL);

      g_test_message ("%s", times[i].text);
      g_assert_cmpint (is_read, ==, times[i].time_us != EBB_TIME_UNKNOWN);
      if (!is_read)
        continue;
      g_assert_cmpint (value.time_us, ==, times[i].time_us);
      ebb_json_clear (&table, &value);
    }
}

static GArray *
read_list (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ebb_json_read_list (&item_table, "devices", bytes, error);
}

static void
test_list (void)
{
  static const struct
  {
    const char *text;
    const char *ids;
  } lists[] = {
    { "{\"devices\":[]}", "" },
    { "[]", "" },
    { "{\"devices\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"next\":null}", "ab" },
    { "[{\"id\":\"a\"}]", "a" },
    { " [ {\"id\" : \"a\"} ,\n{ \"id\":\"b\" } ] ", "ab" },
    /* What looks like an end, in strings and deeper */
    { "[{\"id\":\"]\"},{\"x\":[[],{}],\"id\":\"}\\\"\"},{\"id\":\"\\\\\"}]", "]}\"\\" },
    /* The list itself, and of two the last */
    { "{\"x\":{\"devices\":\"x\"},\"devices\":[{\"id\":\"a\"}]}", "a" },
    { "{\"devices\":[{\"id\":\"a\"}],\"devices\":[{\"id\":\"b\"}]}", "b" },
    { "{\"devi\\u0063es\":[{\"id\":\"a\"}]}", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GArray *items = read_list (lists[i].text, NULL);
      g_autoptr (GString) ids = g_string_new (NULL);

      g_assert_nonnull (items);
      for (guint j = 0; j < items->len; j++)
        {
          g_string_append (ids, g_array_index (items, Item, j).id);
          ebb_json_clear (&item_table, &g_array_index (items, Item, j));
        }
      g_assert_cmpstr (ids->str, ==, lists[i].ids);
      g_array_unref (items);
    }
}

static void
test_list_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } lists[] = {
    { "{}", "devices: expected an array, got nothing" },
    { "{\"facilities\":[]}", "devices: expected an array, got nothing" },
    { "{\"devices\":null}", "devices: expected an array, got null" },
    { "{\"devices\":{\"a\":{}}}", "devices: expected an array, got an object" },
    { "\"devices\"", "devices: expected an array, got a string" },
    { "null", "devices: expected an array, got null" },
    { "{\"devices\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\",\"power_kw\":\"3\"}]}",
      "devices[3].power_kw: expected a number, got a string" },
    { "[{\"id\":\"a\"},{}]", "devices[1].id: expected a value, got nothing" },
    { "{\"devices\":[", "not JSON at byte 12: expected a value" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", lists[i].text);
      g_assert_null (read_list (lists[i].text, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, lists[i].message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/all", test_all);
  g_test_add_func ("/json/missing", test_missing);
  g_test_add_func ("/json/null", test_null);
  g_test_add_func ("/json/false-is-known", test_false_is_known);
  g_test_add_func ("/json/unknown-word", test_unknown_word);
  g_test_add_func ("/json/twice", test_twice);
  g_test_add_func ("/json/faults", test_faults);
  g_test_add_func ("/json/root", test_root);
  g_test_add_func ("/json/times", test_times);
  g_test_add_func ("/json/list", test_list);
  g_test_add_func ("/json/list-faults", test_list_faults);

  return g_test_run ();
}
