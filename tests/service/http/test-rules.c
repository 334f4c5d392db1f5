/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of the transport that need no network: addresses, when to try again, what to remember, what errors mean. */

#include "base/ebb-error.h"
#include "http/ebb-http-error.h"
#include "http/ebb-reply-cache.h"
#include "http/ebb-retry.h"
#include "http/ebb-transport.h"
#include "http/ebb-uri-rules.h"

#include <libsoup/soup.h>
#include <string.h>

static void
test_good_bases (void)
{
  static const char *const cases[][2] = {
    { "https://api.emulate.network/v1/customer/", "https://api.emulate.network/v1/customer/" },
    { "https://api.emulate.network/v1/customer", "https://api.emulate.network/v1/customer/" },
    { "https://api.emulate.network", "https://api.emulate.network/" },
    { "  HTTPS://API.Emulate.network:443/v1\n", "https://api.emulate.network/v1/" },
    { "https://example.com:8443", "https://example.com:8443/" },
    { "https://[2001:db8::1]:8443/a%20b", "https://[2001:db8::1]:8443/a%20b/" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080/" },
    { "http://127.8.9.1", "http://127.8.9.1/" },
    { "http://[::1]:8080/x", "http://[::1]:8080/x/" },
    { "http://LocalHost:1/", "http://localhost:1/" },
    { "https://localhost", "https://localhost/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      EbbTransport *transport = ebb_transport_new (cases[i][0], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ebb_transport_get_base_uri (transport), ==, cases[i][1]);
      g_assert_true (ebb_transport_check_base_uri (cases[i][1], &error));
      g_assert_finalize_object (transport);
    }
}

static void
test_bad_bases (void)
{
  static const char *const cases[] = {
    "", "  ", "/", "api.emulate.network", "localhost:8080", "127.0.0.1:8080", "://", "https://", "https:///v1",
    "https:v1", "https://:443/", "ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)",
    "http://example.com/", "http://192.168.1.2/", "http://10.0.0.1/", "http://0.0.0.0/", "http://128.0.0.1/",
    "http://[::2]/", "http://127.1/",
    "http://localhost.example.com/", "http://127.0.0.1.example.com/", "https://user@example.com/",
    "https://user:pw@example.com/", "http://127.0.0.1@example.com/", "https://@example.com/",
    "https://example.com/?a=b", "https://example.com/?", "https://example.com/#a", "https://example.com/#",
    "https://example.com:0/", "https://example.com:99999/", "https://example.com:-1/", "https://example.com:port/",
    "https://exa mple.com/",
    "https://example.com/a b", "https://example.com\\@localhost/", "https://example.com/a/../b",
    "https://example.com/%2e%2E/b", "https://example.com/a\nb", "https://[::1", "https://example.com/%zz",
  };
  g_autofree char *long_host = g_strnfill (3000, 'a');
  g_autofree char *long_base = g_strconcat ("https://", long_host, "/", NULL);

  for (guint i = 0; i <= G_N_ELEMENTS (cases); i++)
    {
      const char *base = i < G_N_ELEMENTS (cases) ? cases[i] : long_base;
      g_autoptr (GError) error = NULL;

      if (ebb_transport_check_base_uri (base, &error))
        g_error ("“%s” was accepted", base);
      g_assert_error (error, EBB_ERROR, EBB_ERROR_INVALID_INPUT);
      g_assert_null (ebb_transport_new (base, NULL, NULL));
    }
}

static void
test_join (void)
{
  static const char *const good[][2] = {
    { "facilities", "https://a.example/v1/facilities" },
    { "devices/a%2Fb/spo?from=1&to=../2", "https://a.example/v1/devices/a%2Fb/spo?from=1&to=../2" },
    { "a..b/...", "https://a.example/v1/a..b/..." },
    { "x@y:z/https://b.example/", "https://a.example/v1/x@y:z/https://b.example/" },
    { "", "https://a.example/v1/" },
  };
  static const char *const bad[] = { "/x", "//b.example", "..", "../x", "a/..", "a/./b", "%2e%2e/x", ".%2E/x", "a#b",
                                     "a b", "a\tb", "a\\b", "..?x", "a%z" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = ebb_uri_rules_join ("https://a.example/v1/", good[i][0], &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = g_uri_to_string (uri);
      g_assert_cmpstr (text, ==, good[i][1]);
      g_assert_cmpstr (g_uri_get_host (uri), ==, "a.example");
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      if (ebb_uri_rules_join ("https://a.example/v1/", bad[i], &error) != NULL)
        g_error ("“%s” was accepted", bad[i]);
      g_assert_error (error, EBB_ERROR, EBB_ERROR_INVALID_INPUT);
    }
}

static void
test_same_origin (void)
{
  static const struct
  {
    const char *uri;
    gboolean is_same;
  } cases[] = {
    { "https://a.example/", TRUE },        { "https://A.EXAMPLE:443/b?c", TRUE }, { "http://a.example/", FALSE },
    { "https://a.example:444/", FALSE },   { "https://b.example/", FALSE },       { "https://x.a.example/", FALSE },
    { "https://a.example.x/", FALSE },     { "http://a.example:443/", FALSE },    { "data:text/html,x", FALSE },
  };
  g_autoptr (GUri) origin = ebb_uri_rules_join ("https://a.example/v1/", "x", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (cases[i].uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

      g_assert_cmpint (ebb_uri_rules_same_origin (origin, uri), ==, cases[i].is_same);
    }
}

static void
test_delays (void)
{
  static const char date[] = "Wed, 21 Oct 2015 07:28:00 GMT";
  guint delay_ms;

  /* Doubling, between half and one and a half of it. */
  g_assert_true (ebb_retry_get_delay (1, NULL, NULL, 500, 30000, 0, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 250);
  g_assert_true (ebb_retry_get_delay (1, NULL, date, 500, 30000, 1, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 750);
  g_assert_true (ebb_retry_get_delay (2, NULL, NULL, 500, 30000, 0.5, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 1000);
  g_assert_false (ebb_retry_get_delay (3, NULL, NULL, 500, 30000, 0, &delay_ms));
  g_assert_false (ebb_retry_get_delay (3, "0", NULL, 500, 30000, 0, &delay_ms));

  /* What the server asks for, and never earlier. */
  g_assert_true (ebb_retry_get_delay (1, " 30 ", NULL, 500, 30000, 0, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 30000);
  g_assert_true (ebb_retry_get_delay (1, "7", NULL, 500, 30000, 1, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 7500);
  g_assert_false (ebb_retry_get_delay (1, "31", NULL, 500, 30000, 0, &delay_ms));
  g_assert_false (ebb_retry_get_delay (1, "4294967296", NULL, 500, 30000, 0, &delay_ms));
  g_assert_true (ebb_retry_get_delay (1, "Wed, 21 Oct 2015 07:28:09 GMT", date, 500, 30000, 0, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 9000);
  g_assert_true (ebb_retry_get_delay (1, "Wed, 21 Oct 2015 07:27:00 GMT", date, 500, 30000, 0, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 0);
  g_assert_false (ebb_retry_get_delay (1, "Thu, 22 Oct 2015 07:28:09 GMT", date, 500, 30000, 0, &delay_ms));

  /* What says nothing. */
  g_assert_true (ebb_retry_get_delay (1, "Wed, 21 Oct 2015 07:28:09 GMT", NULL, 500, 30000, 0, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 250);
  g_assert_true (ebb_retry_get_delay (1, "1.5", date, 500, 30000, 0, &delay_ms));
  g_assert_cmpuint (delay_ms, ==, 250);
}

static void
store (EbbReplyCache *cache,
       const char    *path,
       gsize          size)
{
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) body = g_bytes_new (text, size);

  ebb_reply_cache_store (cache, "me", path, path, body);
}

static gboolean
is_known_to (EbbReplyCache *cache,
             const char    *owner,
             const char    *path)
{
  g_autofree char *etag = NULL;
  g_autoptr (GBytes) body = NULL;

  if (!ebb_reply_cache_look_up (cache, owner, path, &etag, &body))
    return FALSE;

  g_assert_cmpstr (etag, ==, path);

  return TRUE;
}

static gboolean
is_known (EbbReplyCache *cache,
          const char    *path)
{
  return is_known_to (cache, "me", path);
}

static void
test_cache (void)
{
  g_autoptr (EbbReplyCache) cache = ebb_reply_cache_new (3, 100);

  g_assert_false (is_known (cache, "a"));
  store (cache, "a", 10);
  store (cache, "b", 10);
  store (cache, "c", 10);
  g_assert_true (is_known (cache, "a"));

  /* The one that was not used goes. */
  store (cache, "d", 10);
  g_assert_false (is_known (cache, "b"));
  g_assert_true (is_known (cache, "a") && is_known (cache, "c") && is_known (cache, "d"));

  /* 100 bytes fit, 101 do not, and the new one stays. */
  store (cache, "e", 80);
  g_assert_true (is_known (cache, "e") && is_known (cache, "d") && is_known (cache, "c"));
  store (cache, "f", 21);
  g_assert_false (is_known (cache, "e"));
  g_assert_true (is_known (cache, "f") && is_known (cache, "c"));

  /* In the place of an earlier one; too large for any place; none. */
  store (cache, "f", 90);
  g_assert_true (is_known (cache, "f") && is_known (cache, "c"));
  store (cache, "f", 101);
  g_assert_false (is_known (cache, "f"));
  ebb_reply_cache_forget (cache, "c");
  g_assert_false (is_known (cache, "c"));
  ebb_reply_cache_forget (cache, "c");
}

/* What one was answered is not told to another, and not to the first one again. */
static void
test_cache_owner (void)
{
  g_autoptr (EbbReplyCache) cache = ebb_reply_cache_new (3, 100);
  g_autoptr (GBytes) body = g_bytes_new ("x", 1);

  g_assert_false (is_known_to (cache, NULL, "a"));
  ebb_reply_cache_store (cache, NULL, "a", "a", body);
  g_assert_true (is_known_to (cache, NULL, "a"));
  g_assert_false (is_known (cache, "a"));
  store (cache, "a", 10);
  g_assert_true (is_known (cache, "a"));

  /* The late answer to somebody else's question. */
  ebb_reply_cache_store (cache, "you", "b", "b", body);
  g_assert_false (is_known (cache, "b"));
  g_assert_true (is_known (cache, "a"));

  g_assert_false (is_known_to (cache, "you", "a"));
  g_assert_false (is_known (cache, "a"));
}

static void
assert_problem (guint       status,
                const char *type,
                const char *body,
                int         code,
                const char *problem_code)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;
  g_autoptr (GError) error = ebb_http_error_from_status (status, type, bytes);

  g_assert_error (error, EBB_ERROR, code);
  g_assert_cmpuint (ebb_error_get_status (error), ==, status);
  g_assert_cmpstr (ebb_error_get_problem_code (error), ==, problem_code);
}

static void
test_problems (void)
{
  static const char type[] = "application/problem+json";

  assert_problem (404, type, "{\"code\":\"gone.for-good_2\",\"title\":7}", EBB_ERROR_NOT_FOUND, "gone.for-good_2");
  assert_problem (404, "application/json", "{\"code\":\"x\"}", EBB_ERROR_NOT_FOUND, "x");
  assert_problem (404, NULL, NULL, EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "{}", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "[]", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "{\"code\":", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "{\"code\":null}", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "{\"code\":12}", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "{\"code\":\"\"}", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "{\"code\":\"No such thing\"}", EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, type, "{\"code\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
                  EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (404, "text/html", "{\"code\":\"x\"}", EBB_ERROR_NOT_FOUND, NULL);

  assert_problem (403, type, "{\"code\":\"token_expired\"}", EBB_ERROR_SIGNED_OUT, "token_expired");
  assert_problem (403, type, "{\"code\":\"something_new\"}", EBB_ERROR_SIGNED_OUT, "something_new");
  assert_problem (403, NULL, NULL, EBB_ERROR_SIGNED_OUT, NULL);
  assert_problem (403, type, "{\"code\":\"forbidden\"}", EBB_ERROR_DENIED, "forbidden");
  assert_problem (401, type, "{\"code\":\"forbidden\"}", EBB_ERROR_SIGNED_OUT, "forbidden");

  /* Statuses that nobody has thought of. */
  assert_problem (418, NULL, NULL, EBB_ERROR_DENIED, NULL);
  assert_problem (410, NULL, NULL, EBB_ERROR_NOT_FOUND, NULL);
  assert_problem (408, NULL, NULL, EBB_ERROR_TIMEOUT, NULL);
  assert_problem (300, NULL, NULL, EBB_ERROR_BAD_REPLY, NULL);
  assert_problem (600, NULL, NULL, EBB_ERROR_BAD_REPLY, NULL);
}

static void
test_io_errors (void)
{
  const struct
  {
    GQuark domain;
    int io_code;
    guint status;
    int code;
    const char *problem_code;
    gboolean is_worth_it;
  } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, 200, EBB_ERROR_BAD_REPLY, EBB_PROBLEM_TRUNCATED, TRUE },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, 200, EBB_ERROR_BAD_REPLY, EBB_PROBLEM_TRUNCATED, TRUE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, 0, EBB_ERROR_TIMEOUT, NULL, FALSE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, 200, EBB_ERROR_TIMEOUT, NULL, FALSE },
    { G_IO_ERROR, G_IO_ERROR_INVALID_DATA, 200, EBB_ERROR_BAD_REPLY, NULL, FALSE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, 0, EBB_ERROR_OFFLINE, EBB_PROBLEM_TLS, FALSE },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, 0, EBB_ERROR_OFFLINE, EBB_PROBLEM_TLS, FALSE },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, 0, EBB_ERROR_OFFLINE, NULL, TRUE },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, 0, EBB_ERROR_BAD_REPLY, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) io_error = g_error_new_literal (cases[i].domain, cases[i].io_code, "secret.example");
      g_autoptr (GError) error = ebb_http_error_from_io (io_error, cases[i].status);

      g_assert_error (error, EBB_ERROR, cases[i].code);
      g_assert_cmpstr (ebb_error_get_problem_code (error), ==, cases[i].problem_code);
      g_assert_cmpint (ebb_retry_is_worth_it (error), ==, cases[i].is_worth_it);
      g_assert_null (strstr (error->message, "secret"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/rules/good-bases", test_good_bases);
  g_test_add_func ("/http/rules/bad-bases", test_bad_bases);
  g_test_add_func ("/http/rules/join", test_join);
  g_test_add_func ("/http/rules/same-origin", test_same_origin);
  g_test_add_func ("/http/rules/delays", test_delays);
  g_test_add_func ("/http/rules/cache", test_cache);
  g_test_add_func ("/http/rules/cache-owner", test_cache_owner);
  g_test_add_func ("/http/rules/problems", test_problems);
  g_test_add_func ("/http/rules/io-errors", test_io_errors);

  return g_test_run ();
}
