/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reviewer sees of a request: no secret, not too much, and JSON with room to read it. */

#include <gio/gio.h>
#include <string.h>

#include "base/ebb-json-indent.h"
#include "base/ebb-redact.h"
#include "base/ebb-trace.h"

static void
test_redact (void)
{
  static const struct { const char *text; const char *redacted; } cases[] = {
    { "", "" },
    { "{\"name\":\"The family car\",\"state\":\"charging\"}", "{\"name\":\"The family car\",\"state\":\"charging\"}" },
    { "{\"access_token\": \"a\\\"b\", \"x\":1}", "{\"access_token\": \"[redacted]\", \"x\":1}" },
    { "{\"URL\":\"https://a.example/?s=1\"}", "{\"URL\":\"[redacted]\"}" },
    { "{\"url\":\"https://a.exam", "{\"url\":\"[redacted]" }, /* cut off */
    { "{\"url\":null,\"token\":\"\"}", "{\"url\":null,\"token\":\"[redacted]\"}" },
    { "{\"note\":\"eyJhbGciOi.eyJzdWIi.c2ln-_x\"}", "{\"note\":\"$TOKEN\"}" },
    { "GET /?t=eyJhbGciOi.eyJzdWIi", "GET /?t=$TOKEN" },
    { "x: Bearer abc def", "x: Bearer $TOKEN def" },
    { "Authorization: Bearer $TOKEN\n", "Authorization: Bearer $TOKEN\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *redacted = ebb_redact (cases[i].text);

      g_assert_cmpstr (redacted, ==, cases[i].redacted);
    }

  g_assert_true (ebb_redact_is_secret_header ("authorization"));
  g_assert_true (ebb_redact_is_secret_header ("Set-Cookie"));
  g_assert_false (ebb_redact_is_secret_header ("ETag"));
}

/* A large secret is one, too, and does not take for ever. */
static void
test_redact_large (void)
{
  g_autofree char *secret = g_strnfill (60 * 1024, 's');
  g_autofree char *text = g_strdup_printf ("{\"token\":\"%s\\\"%s\",\"a\":[]}", secret, secret);
  g_autofree char *redacted = ebb_redact (text);

  g_assert_cmpstr (redacted, ==, "{\"token\":\"[redacted]\",\"a\":[]}");
}

static void
test_indent (void)
{
  static const struct { const char *text; const char *indented; } cases[] = {
    { "{}", "{}" },
    { "[ ]", "[]" },
    { "{\"a\":0.10,\"b\":[1,{\"c\":\"x, {y}: \\\"z\\\"\"}],\"d\":{}}",
      "{\n  \"a\": 0.10,\n  \"b\": [\n    1,\n    {\n      \"c\": \"x, {y}: \\\"z\\\"\"\n    }\n  ],\n  \"d\": {}\n}" },
    { " {\n \"a\" : 1 }\n", "{\n  \"a\": 1\n}" },
    { "{\"a\":\"cut o", "{\n  \"a\": \"cut o" },
    { "{\"a\":\"\\", "{\n  \"a\": \"\\" },
    { "]]{", "\n]\n]{\n  " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *indented = ebb_json_indent (cases[i].text);

      g_assert_cmpstr (indented, ==, cases[i].indented);
    }
}

static void
test_indent_deep (void)
{
  g_autofree char *text = g_strnfill (64 * 1024, '[');
  g_autofree char *indented = ebb_json_indent (text);

  g_assert_true (g_str_has_prefix (indented, "[\n  [\n    ["));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static EbbTraceEntry *
begin (EbbTrace   *trace,
       const char *uri)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"token\":\"a\"}", strlen ("{\"token\":\"a\"}"));

  return ebb_trace_begin (trace, &(EbbTraceSent) { "PUT", uri, "devices/{deviceId}", "Accept: x\n", body });
}

static void
test_entry (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_from (5 * EBB_HOUR, 0);
  g_autoptr (EbbTrace) trace = ebb_trace_new (clock);
  g_autoptr (EbbTraceEntry) entry = begin (trace, "http://127.0.0.1/a");
  g_autofree char *large = g_strnfill (100 * 1024, '\xff');
  g_autoptr (GBytes) body = g_bytes_new_static (large, 100 * 1024);
  g_autofree char *sent = ebb_trace_entry_dup_sent_body (entry);
  g_autofree char *none = ebb_trace_entry_dup_headers (entry);
  g_autofree char *received = NULL;
  gboolean is_cut;
  guint n_ended = 0;

  g_signal_connect_swapped (entry, "ended", G_CALLBACK (count_cb), &n_ended);
  g_assert_cmpint (ebb_trace_entry_get_time (entry), ==, 5 * EBB_HOUR);
  g_assert_cmpstr (sent, ==, "{\"token\":\"[redacted]\"}");
  g_assert_true (ebb_trace_entry_is_pending (entry));
  g_assert_cmpstr (none, ==, "");

  ebb_trace_entry_end (entry, &(EbbTraceReceived) { NULL, 200, "ETag: \"1\"\n", body, 100 * 1024, "too large" });
  received = ebb_trace_entry_dup_body (entry, &is_cut);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_false (ebb_trace_entry_is_pending (entry));
  g_assert_cmpuint (ebb_trace_entry_get_status (entry), ==, 200);
  g_assert_cmpuint (ebb_trace_entry_get_size (entry), ==, 100 * 1024);
  g_assert_cmpstr (ebb_trace_entry_get_problem (entry), ==, "too large");
  g_assert_true (is_cut);
  g_assert_true (g_utf8_validate (received, -1, NULL));
}

/* Only the last 300 are kept, the newest first. */
static void
test_list (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_from (0, 0);
  g_autoptr (EbbTrace) trace = ebb_trace_new (clock);
  g_autoptr (EbbTraceEntry) oldest = NULL;
  g_autoptr (EbbTraceEntry) newest = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (trace, "items-changed", G_CALLBACK (count_cb), &n_changes);
  for (guint i = 0; i < 301; i++)
    {
      g_autofree char *uri = g_strdup_printf ("http://127.0.0.1/%u", i);

      g_object_unref (begin (trace, uri));
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 300);
  g_assert_cmpuint (n_changes, ==, 302);
  newest = g_list_model_get_item (G_LIST_MODEL (trace), 0);
  oldest = g_list_model_get_item (G_LIST_MODEL (trace), 299);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (trace), 300));
  g_assert_cmpstr (ebb_trace_entry_get_uri (newest), ==, "http://127.0.0.1/300");
  g_assert_cmpstr (ebb_trace_entry_get_uri (oldest), ==, "http://127.0.0.1/1");

  ebb_trace_clear (trace);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/redact", test_redact);
  g_test_add_func ("/base/redact/large", test_redact_large);
  g_test_add_func ("/base/json-indent", test_indent);
  g_test_add_func ("/base/json-indent/deep", test_indent_deep);
  g_test_add_func ("/base/trace/entry", test_entry);
  g_test_add_func ("/base/trace/list", test_list);

  return g_test_run ();
}
