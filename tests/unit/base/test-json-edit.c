/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One member changes, every other byte stays. */

#include "base/ebb-json-edit.h"

#include <math.h>

#include "swedish-locale.h"

static const struct
{
  const char *object;
  const char *group;
  const char *name;
  const char *value;
  const char *edited;
} edits[] = {
  { "{}", NULL, "a", "1", "{\"a\":1}" },
  { "{}", NULL, "a", NULL, "{}" },
  { " { } ", NULL, "a", "1", "{\"a\":1}" },
  { "{\"a\":1}", NULL, "a", "2", "{\"a\":2}" },
  { "{\"a\":1}", NULL, "a", NULL, "{}" },
  { "{\"a\":1}", NULL, "b", NULL, "{\"a\":1}" },
  { "{\"a\":1,\"b\":2,\"c\":3}", NULL, "a", NULL, "{\"b\":2,\"c\":3}" },
  { "{\"a\":1,\"b\":2,\"c\":3}", NULL, "b", NULL, "{\"a\":1,\"c\":3}" },
  { "{\"a\":1,\"b\":2,\"c\":3}", NULL, "c", "[]", "{\"a\":1,\"b\":2,\"c\":[]}" },
  { "{ \"a\" : 1 ,\n \"b\" : \"x , y\" }", NULL, "a", "2", "{\"a\":2,\"b\":\"x , y\"}" },
  /* What looks like a member or an end, in strings and deeper */
  { "{\"x\":\"\\\"a\\\":1}\",\"a\":1}", NULL, "a", "2", "{\"x\":\"\\\"a\\\":1}\",\"a\":2}" },
  { "{\"x\":{\"a\":1},\"y\":[{\"a\":1}]}", NULL, "a", "2", "{\"x\":{\"a\":1},\"y\":[{\"a\":1}],\"a\":2}" },
  { "{\"x\":\"\\\\\",\"a\":1}", NULL, "a", "2", "{\"x\":\"\\\\\",\"a\":2}" },
  { "{\"x\":[\"]\",\"}\",[[]],{}],\"a\":-1.5e3}", NULL, "a", "2", "{\"x\":[\"]\",\"}\",[[]],{}],\"a\":2}" },
  { "{\"aa\":1,\"A\":1,\"\":1}", NULL, "a", "2", "{\"aa\":1,\"A\":1,\"\":1,\"a\":2}" },
  /* One name, differently written */
  { "{\"\\u0061\":1}", NULL, "a", "2", "{\"\\u0061\":2}" },
  { "{\"\\u0061a\":1}", NULL, "a", "2", "{\"\\u0061a\":1,\"a\":2}" },
  { "{\"\\ud800\":1}", NULL, "a", "2", "{\"\\ud800\":1,\"a\":2}" },
  { "{\"a\\u0000b\":1}", NULL, "a", "2", "{\"a\\u0000b\":1,\"a\":2}" },
  { "{\"a\":1,\"a\":2}", NULL, "a", "3", "{\"a\":3,\"a\":3}" },
  { "{\"a\":1,\"a\":2}", NULL, "a", NULL, "{}" },
  /* Groups */
  { "{}", "g", "a", "1", "{\"g\":{\"a\":1}}" },
  { "{\"g\":null}", "g", "a", "1", "{\"g\":{\"a\":1}}" },
  { "{\"g\":[1]}", "g", "a", "1", "{\"g\":{\"a\":1}}" },
  { "{\"g\":{}}", "g", "a", "1", "{\"g\":{\"a\":1}}" },
  { "{\"g\":{\"b\": [1, 2],\"a\":0},\"a\":0}", "g", "a", "1", "{\"g\":{\"b\":[1, 2],\"a\":1},\"a\":0}" },
  { "{\"g\":{\"g\":{\"a\":0}}}", "g", "a", "1", "{\"g\":{\"g\":{\"a\":0},\"a\":1}}" },
};

static void
test_edits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *edited = ebb_json_edit (edits[i].object, edits[i].group, edits[i].name, edits[i].value);

      g_assert_cmpstr (edited, ==, edits[i].edited);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    double number;
    const char *text;
  } numbers[] = {
    { 0, "0" }, { 1, "1" }, { -1, "-1" }, { 0.1, "0.1" }, { -0.25, "-0.25" }, { 21.5, "21.5" }, { 1e20, "1e+20" },
    { 123456789012345, "123456789012345" }, { 0.1 + 0.2, "0.30000000000000004" }, { NAN, "null" },
    { INFINITY, "null" }, { -INFINITY, "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = ebb_json_write_number (numbers[i].number);

      g_assert_cmpstr (text, ==, numbers[i].text);
    }
}

/* Whatever the number, its text reads as the same one. */
static void
test_any_number (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double number = g_test_rand_double_range (-1, 1) * pow (10, g_test_rand_int_range (-300, 300));
      g_autofree char *text = ebb_json_write_number (number);

      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, number);
    }
}

static void
test_swedish (void)
{
  if (!swedish_locale_enter ())
    return;

  test_numbers ();
  test_any_number ();
  swedish_locale_leave ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-edit/edits", test_edits);
  g_test_add_func ("/json-edit/numbers", test_numbers);
  g_test_add_func ("/json-edit/any-number", test_any_number);
  g_test_add_func ("/json-edit/swedish", test_swedish);

  return g_test_run ();
}
