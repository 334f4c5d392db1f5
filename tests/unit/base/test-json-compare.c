/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which members a document has more or less than was expected. */

#include <string.h>

#include "base/ebb-error.h"
#include "base/ebb-json-compare.h"

typedef struct
{
  const char *shape;
  const char *document;
  const char *missing;
  const char *unknown;
} Case;

static const Case cases[] = {
  { "a b", "{\"a\":1,\"b\":null}", "", "" },
  { "a b", "{\"a\":1}", "b", "" },
  { "a", "{\"a\":1,\"z\":2}", "", "z" },
  { "a{b c} d", "{\"a\":{\"b\":1},\"d\":2}", "a.c", "" },
  { "a{b} d", "{\"a\":{\"b\":1,\"z\":2},\"d\":2}", "", "a.z" },
  { "a{b} d", "{\"d\":2}", "a", "" },
  { "a{b} d", "{\"a\":null,\"d\":2}", "", "" },
  { "a{b}", "{\"a\":5}", "", "" },
  { "list[a b]", "{\"list\":[{\"a\":1},{\"b\":2}]}", "", "" },
  { "list[a b c]", "{\"list\":[{\"a\":1},{\"b\":2}]}", "list[].c", "" },
  { "list[a]", "{\"list\":[{\"a\":1,\"z\":1},{\"a\":1,\"z\":2,\"y\":3}]}", "", "list[].z list[].y" },
  { "list[a]", "{\"list\":[]}", "", "" },
  { "list[a{b[c d]} e] f", "{\"list\":[{\"a\":{\"b\":[{\"c\":1}]}}],\"f\":1}", "list[].a.b[].d list[].e", "" },
  { "list[a b]", "[{\"a\":1}]", "list[].b", "" },
  { "a", "5", "", "" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].document, strlen (cases[i].document));
      g_auto (GStrv) missing = NULL;
      g_auto (GStrv) unknown = NULL;
      g_autofree char *missing_text = NULL;
      g_autofree char *unknown_text = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %s", cases[i].shape, cases[i].document);
      g_assert_true (ebb_json_compare (cases[i].shape, bytes, &missing, &unknown, &error));
      g_assert_no_error (error);
      missing_text = g_strjoinv (" ", missing);
      unknown_text = g_strjoinv (" ", unknown);
      g_assert_cmpstr (missing_text, ==, cases[i].missing);
      g_assert_cmpstr (unknown_text, ==, cases[i].unknown);
    }
}

static void
test_not_json (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<html>", 6);
  g_autoptr (GError) error = NULL;
  char **missing, **unknown;

  g_assert_false (ebb_json_compare ("a", bytes, &missing, &unknown, &error));
  g_assert_error (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-compare/cases", test_cases);
  g_test_add_func ("/json-compare/not-json", test_not_json);

  return g_test_run ();
}
