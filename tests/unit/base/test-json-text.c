/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is JSON and what only looks like it. */

#include "base/ebb-json-text.h"

#include <math.h>
#include <string.h>

#include "base/ebb-error.h"

static JsonNode *
parse (const char *text,
       GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ebb_json_parse (bytes, error);
}

/* Documents, and what a plain writer makes of them. */
static const struct
{
  const char *text;
  const char *again;
} good[] = {
  { "{}", "{}" },
  { "[]", "[]" },
  { " \t\r\n[ ]\n", "[]" },
  { "null", "null" },
  { "true", "true" },
  { "false", "false" },
  { "\"\"", "\"\"" },
  { "0", "0" },
  { "-0", "0" },
  { "-17", "-17" },
  { "999999999999999999", "999999999999999999" },
  { "-999999999999999999", "-999999999999999999" },
  { "[[[[1]]],2]", "[[[[1]]],2]" },
  { "{\"a\":{\"b\":[true,false,null]},\"c\":\"d\"}", "{\"a\":{\"b\":[true,false,null]},\"c\":\"d\"}" },
  { "{ \"a\" : 1 , \"b\" : 2 }", "{\"a\":1,\"b\":2}" },
  { "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\"\\\\/\\b\\f\\n\\r\\t\"]" },
  { "[\"\\u00e5\\u00C4\"]", "[\"åÄ\"]" },
  { "[\"\\ud83d\\ude00\"]", "[\"😀\"]" },
  { "[\"\xc3\xa5\xf0\x9f\x98\x80\"]", "[\"å😀\"]" },
  { "[\"/* no comment */ // either\"]", "[\"/* no comment */ // either\"]" },
  { "[\"{}[],:'\"]", "[\"{}[],:'\"]" },
  /* What stands for no character becomes U+FFFD. */
  { "[\"a\\u0000b\"]", "[\"a\xef\xbf\xbd" "b\"]" },
  { "[\"a\\ud800b\"]", "[\"a\xef\xbf\xbd" "b\"]" },
  { "[\"\\udc00\"]", "[\"\xef\xbf\xbd\"]" },
  { "[\"\\ud800\\ud800\"]", "[\"\xef\xbf\xbd\xef\xbf\xbd\"]" },
  { "[\"\\ud800\\n\"]", "[\"\xef\xbf\xbd\\n\"]" },
  { "[\"\\ud83d\\ude00\\ud83d\"]", "[\"😀\xef\xbf\xbd\"]" },
  /* The escape of a backslash is no beginning of another escape. */
  { "[\"\\\\u0000\"]", "[\"\\\\u0000\"]" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = parse (good[i].text, &error);
      g_autofree char *again = NULL;

      g_test_message ("%s", good[i].text);
      g_assert_no_error (error);
      g_assert_nonnull (root);
      again = json_to_string (root, FALSE);
      g_assert_cmpstr (again, ==, good[i].again);
    }
}

static const char *const bad[] = {
  "", " ", "\n",
  /* Cut off */
  "{", "[", "\"", "\"abc", "\"abc\\", "\"\\u12", "\"\\u",
  "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "-", "tru", "n",
  "{\"devices\":[{\"device_id\":\"a\"},{\"dev",
  /* More than one, or something behind */
  "{}{}", "[] []", "1 2", "nullnull", "{}x", "[]]", "{}}", "true false",
  /* Commas and colons */
  "[1,]", "[,1]", "[,]", "[1 2]", "[1,,2]", "{,}", "{\"a\":1,}", "{\"a\" 1}", "{\"a\"::1}", "{\"a\":1 \"b\":2}",
  "{\"a\",1}",
  "[\"a\":1]", "{\"a\"}", "[1;2]",
  /* Closed by the other bracket */
  "[}", "{]", "[1}", "{\"a\":1]", "[[1}]", "]", "}",
  /* Names */
  "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}",
  /* Strings */
  "'a'", "[\"a\nb\"]", "[\"a\tb\"]", "[\"\x01\"]", "[\"\\x41\"]", "[\"\\a\"]", "[\"\\'\"]", "[\"\\u00g0\"]",
  "[\"\\u 041\"]", "[\"\\U0041\"]",
  "[\"\\u+041\"]",
  /* Numbers */
  "007", "-01", "00", "+1", ".5", "1.", "1.e5", "-.5", "1e", "1e+", "1E-", "0x10", "1_000", "--1", "1.2.3", "1e2.5",
  "- 1", "1,5",
  "NaN", "-NaN", "Infinity", "-Infinity", "inf", "0b1", "1f", "\xef\xbc\x91",
  /* Words */
  "True", "NULL", "nul", "nulll", "undefined", "yes", "None",
  /* What other languages allow */
  "// a\n{}", "/* a */{}", "{}/* a */", "{\"a\":/* b */1}", "# a\n{}", "{\"a\":1}//", "(1)", "<html></html>",
  "<!DOCTYPE html>",
  "\xef\xbb\xbf{}", "\xc2\xa0{}", "\v{}", "\f{}", "{}\v",
  /* Not UTF-8 */
  "[\"\xff\"]", "[\"\xc3\"]", "[\"\xc0\x80\"]", "[\"\xed\xa0\x80\"]", "[\"\xf4\x90\x80\x80\"]", "\xfe\xff",
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = parse (bad[i], &error);

      if (root != NULL)
        g_error ("passed as JSON: %s", bad[i]);
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
    }
}

/* Every beginning of a good document is a bad one: a broken connection is noticed wherever it breaks. */
static void
test_cut (void)
{
  static const char whole[] = "{\"a\":[1,-2.5e3,\"x\\u00e5\\ud83d\\ude00å\",{\"b\":null,\"c\":true}],\"d\":\"e\"}";

  for (gsize size = 0; size < strlen (whole); size++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (whole, size);
      g_autoptr (GError) error = NULL;

      g_assert_null (ebb_json_parse (bytes, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
    }
}

static void
test_nul_bytes (void)
{
  static const struct
  {
    const char *data;
    gsize size;
  } cases[] = { { "\0", 1 }, { "{}\0", 3 }, { "{}\0{}", 5 }, { "[\"a\0b\"]", 7 }, { "[1\0]", 4 },
                { "{\"a\0\":1}", 8 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].data, cases[i].size);
      g_autoptr (GError) error = NULL;

      g_assert_null (ebb_json_parse (bytes, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
    }
}

/* The bytes need not end with a NUL, and are not changed. */
static void
test_bytes (void)
{
  static const char text[] = "[\"\\u0000\",1234567890123456789012]";
  g_autofree char *copy = g_memdup2 (text, strlen (text));
  g_autoptr (GBytes) bytes = g_bytes_new_static (copy, strlen (text));
  g_autoptr (JsonNode) root = ebb_json_parse (bytes, NULL);

  g_assert_nonnull (root);
  g_assert_cmpmem (copy, strlen (text), text, strlen (text));
}

static const struct
{
  const char *text;
  double number;
} numbers[] = {
  { "0.0", 0 }, { "-0.0", 0 }, { "0.1", 0.1 }, { "-2.5", -2.5 }, { "1e3", 1e3 }, { "1E3", 1e3 }, { "1e+3", 1e3 },
  { "1E-3", 1e-3 },
  { "0e0", 0 }, { "0.5e1", 5 }, { "-1.5E+02", -150 }, { "123456789.125", 123456789.125 }, { "1e-400", 0 },
  { "4.9e-324", 4.9e-324 },
  { "1.7976931348623157e308", 1.7976931348623157e308 }, { "0.30000000000000004", 0.30000000000000004 },
  { "3.141592653589793238462643383279502884", 3.141592653589793 },
  { "9223372036854775807", 9223372036854775807.0 }, { "9223372036854775808", 9223372036854775808.0 },
  { "-9223372036854775809", -9223372036854775809.0 }, { "1000000000000000000", 1e18 }, { "99999999999999999999", 1e20 },
  { "12345678901234567890123456789012345678901234567890", 12345678901234567890123456789012345678901234567890.0 },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]", numbers[i].text);
      g_autoptr (JsonNode) root = parse (text, NULL);
      double number;

      g_test_message ("%s", text);
      g_assert_nonnull (root);
      number = json_array_get_double_element (json_node_get_array (root), 0);
      g_assert_cmpfloat_with_epsilon (number, numbers[i].number, fabs (numbers[i].number) * 1e-13 + G_MINDOUBLE);
    }
}

/* An integer of any length keeps its size and its sign, whatever is behind it. */
static void
test_long_integers (void)
{
  for (guint n = 17; n <= 400; n++)
    {
      g_autofree char *digits = g_strnfill (n, '7');
      g_autofree char *text = g_strdup_printf ("[-%s,%s,1]", digits, digits);
      g_autoptr (JsonNode) root = parse (text, NULL);
      JsonArray *array;
      double expected = g_ascii_strtod (digits, NULL);

      g_assert_nonnull (root);
      array = json_node_get_array (root);
      g_assert_cmpuint (json_array_get_length (array), ==, 3);
      g_assert_cmpint (json_array_get_int_element (array, 2), ==, 1);
      if (isinf (expected))
        {
          g_assert_true (isinf (json_array_get_double_element (array, 1)));
          continue;
        }
      g_assert_cmpfloat_with_epsilon (json_array_get_double_element (array, 0), -expected, expected * 1e-13);
      g_assert_cmpfloat_with_epsilon (json_array_get_double_element (array, 1), expected, expected * 1e-13);
    }
}

static char *
nest (guint       depth,
      const char *open,
      const char *close)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);

  return g_strdup (text->str);
}

static void
test_depth (void)
{
  static const struct
  {
    const char *open;
    const char *close;
  } kinds[] = { { "[", "]" }, { "{\"a\":", "}" }, { "[0,", "]" }, { "{\"b\":0,\"a\":", "}" } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *deepest = nest (64, kinds[i].open, kinds[i].close);
      g_autofree char *deeper = nest (65, kinds[i].open, kinds[i].close);
      g_autoptr (JsonNode) root = parse (deepest, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (root);
      g_assert_null (parse (deeper, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, "less nesting"));
    }
}

/* Many neighbours are not depth. */
static void
test_breadth (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (JsonNode) root = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "[{}],");
  g_string_append (text, "[]]");
  root = parse (text->str, NULL);

  g_assert_nonnull (root);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 10001);
}

/* Refused after 65 of ten million brackets: had they been followed, the stack would be gone. */
static void
test_ten_megabytes_deep (void)
{
  for (const char *open = "[{"; *open != '\0'; open++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (10 * 1024 * 1024, *open), 10 * 1024 * 1024);
      g_autoptr (GError) error = NULL;

      g_assert_null (ebb_json_parse (bytes, &error));
      g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
    }
}

static void
test_says_where (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "an empty body instead of JSON" },
    { "\xff", "not UTF-8" },
    { "{\"a\":01}", "not JSON at byte 7: expected a number" },
    { "{\"a\" 1}", "not JSON at byte 5: expected a colon" },
    { "[1 2]", "not JSON at byte 3: expected a comma or ]" },
    { "{}{}", "not JSON at byte 2: expected nothing more" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (cases[i].text, &error));
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Nobody has to ask why. */
static void
test_without_error (void)
{
  g_assert_null (parse ("{", NULL));
  g_assert_null (parse ("", NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-text/good", test_good);
  g_test_add_func ("/json-text/bad", test_bad);
  g_test_add_func ("/json-text/cut", test_cut);
  g_test_add_func ("/json-text/nul-bytes", test_nul_bytes);
  g_test_add_func ("/json-text/bytes", test_bytes);
  g_test_add_func ("/json-text/numbers", test_numbers);
  g_test_add_func ("/json-text/long-integers", test_long_integers);
  g_test_add_func ("/json-text/depth", test_depth);
  g_test_add_func ("/json-text/breadth", test_breadth);
  g_test_add_func ("/json-text/ten-megabytes-deep", test_ten_megabytes_deep);
  g_test_add_func ("/json-text/says-where", test_says_where);
  g_test_add_func ("/json-text/without-error", test_without_error);

  return g_test_run ();
}
