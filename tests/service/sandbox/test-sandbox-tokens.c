/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way in which a token can be wrong has its own answer. */

#include "sandbox-client.h"

#include "sandbox/sandbox-data.h"
#include "sandbox/sandbox-token.h"

#include <gnutls/abstract.h>
#include <string.h>

static const SandboxOptions options = { .seed = 1, .speed = 1 };

static guint
ask_with (Client     *client,
          const char *token,
          char      **code)
{
  g_autoptr (Reply) reply = NULL;

  client_set_token (client, token);
  reply = client_get (client, "facilities");
  if (code != NULL)
    *code = reply->status >= 400 ? g_strdup (reply_get_code (reply)) : NULL;
  if (reply->status >= 400)
    g_assert_cmpstr (reply->content_type, ==, "application/problem+json");
  return reply->status;
}

static void
test_good (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *token = sandbox_server_mint_token (client_get_server (client), 60);

  g_assert_cmpuint (ask_with (client, token, NULL), ==, 200);
}

static void
test_missing (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *code = NULL;

  g_assert_cmpuint (ask_with (client, NULL, &code), ==, 401);
  g_assert_cmpstr (code, ==, "token_missing");
}

static void
test_problems (void)
{
  g_autoptr (Client) client = client_new (&options);

  for (guint problem = SANDBOX_TOKEN_MALFORMED; problem < SANDBOX_N_TOKEN_PROBLEMS; problem++)
    {
      g_autofree char *token = sandbox_token_mint (problem, g_get_real_time (), 3600);
      g_autofree char *code = NULL;

      g_assert_cmpuint (ask_with (client, token, &code), ==, 403);
      g_assert_cmpstr (code, ==, sandbox_token_problem_get_code (problem));
    }
}

static void
test_every_code_is_its_own (void)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint problem = SANDBOX_TOKEN_MALFORMED; problem < SANDBOX_N_TOKEN_PROBLEMS; problem++)
    {
      SandboxTokenProblem found;

      g_assert_true (g_hash_table_add (codes, (gpointer) sandbox_token_problem_get_code (problem)));
      g_assert_true (sandbox_token_problem_from_name (sandbox_token_problem_get_name (problem), &found));
      g_assert_cmpuint (found, ==, problem);
    }
}

/* What another library says the signature is. Of this kind there is only one for a text and a key. */
static char *
sign_with_gnutls (const char *text)
{
  g_autoptr (GBytes) pem = sandbox_data_get ("keys/sandbox.pem");
  gnutls_datum_t pem_data = { (guchar *) g_bytes_get_data (pem, NULL), g_bytes_get_size (pem) };
  gnutls_datum_t data = { (guchar *) text, strlen (text) };
  gnutls_datum_t signature = { NULL, 0 };
  gnutls_privkey_t key;
  char *encoded;

  g_assert_cmpint (gnutls_privkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_privkey_import_x509_raw (key, &pem_data, GNUTLS_X509_FMT_PEM, NULL, 0), ==, 0);
  g_assert_cmpint (gnutls_privkey_sign_data2 (key, GNUTLS_SIGN_RSA_SHA256, 0, &data, &signature), ==, 0);
  encoded = g_base64_encode (signature.data, signature.size);
  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  *strchrnul (encoded, '=') = '\0';
  gnutls_free (signature.data);
  gnutls_privkey_deinit (key);

  return encoded;
}

static void
test_signature (void)
{
  gint64 now_us = g_get_real_time ();
  g_autofree char *token = sandbox_token_mint (SANDBOX_TOKEN_GOOD, now_us, 3600);
  char *signature = strrchr (token, '.');
  g_autofree char *expected = NULL;
  g_autofree char *longer = g_strconcat (token, "AAAA", NULL);
  g_autofree char *shorter = g_strndup (token, strlen (token) - 4);

  g_assert_cmpuint (sandbox_token_check (token, now_us), ==, SANDBOX_TOKEN_GOOD);
  g_assert_cmpuint (sandbox_token_check (longer, now_us), ==, SANDBOX_TOKEN_WRONG_KEY);
  g_assert_cmpuint (sandbox_token_check (shorter, now_us), ==, SANDBOX_TOKEN_WRONG_KEY);
  *signature = '\0';
  expected = sign_with_gnutls (token);
  g_assert_cmpstr (signature + 1, ==, expected);
}

/* Nothing of a good token can be changed without it being noticed. */
static void
test_tampered (void)
{
  gint64 now_us = g_get_real_time ();
  g_autofree char *token = sandbox_token_mint (SANDBOX_TOKEN_GOOD, now_us, 3600);
  g_autofree char *other = sandbox_token_mint (SANDBOX_TOKEN_GOOD, now_us, 7200);
  g_auto (GStrv) parts = g_strsplit (token, ".", 3);
  g_auto (GStrv) others = g_strsplit (other, ".", 3);
  g_autofree char *mixed = g_strjoin (".", parts[0], others[1], parts[2], NULL);
  g_autofree char *bare = g_strjoin (".", parts[0], parts[1], "", NULL);
  g_autofree char *none = g_strjoin (".", "eyJhbGciOiJub25lIn0", parts[1], "", NULL);
  g_autofree char *extra = g_strconcat (token, ".x", NULL);

  g_assert_cmpuint (sandbox_token_check (token, now_us), ==, SANDBOX_TOKEN_GOOD);
  g_assert_cmpuint (sandbox_token_check (mixed, now_us), ==, SANDBOX_TOKEN_WRONG_KEY);
  g_assert_cmpuint (sandbox_token_check (bare, now_us), ==, SANDBOX_TOKEN_MALFORMED);
  g_assert_cmpuint (sandbox_token_check (none, now_us), ==, SANDBOX_TOKEN_WRONG_ALGORITHM);
  g_assert_cmpuint (sandbox_token_check (extra, now_us), ==, SANDBOX_TOKEN_MALFORMED);
}

static void
test_nonsense (void)
{
  static const char *const texts[] = {
    "", ".", "..", "...", "a.b.c", "eyJhbGciOiJSUzI1NiJ9", "eyJhbGciOiJSUzI1NiJ9..", "eyJhbGciOiJSUzI1NiJ9.e30.",
    "W10.e30.AAAA", "eyJhbGciOjF9x.e30.AAAA", "\xc3\xa5.\xc3\xa4.\xc3\xb6", "e30=.e30=.AAAA",
  };
  g_autofree char *brackets = g_strnfill (6000, 'W');
  g_autofree char *deep = g_strjoin (".", brackets, brackets, "AAAA", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpuint (sandbox_token_check (texts[i], g_get_real_time ()), !=, SANDBOX_TOKEN_GOOD);
  g_assert_cmpuint (sandbox_token_check (deep, g_get_real_time ()), ==, SANDBOX_TOKEN_MALFORMED);
}

static void
test_leeway (void)
{
  gint64 now_us = G_GINT64_CONSTANT (1768501800000000);
  g_autofree char *token = sandbox_token_mint (SANDBOX_TOKEN_GOOD, now_us, 600);

  g_assert_cmpuint (sandbox_token_check (token, now_us - 29 * G_USEC_PER_SEC), ==, SANDBOX_TOKEN_GOOD);
  g_assert_cmpuint (sandbox_token_check (token, now_us - 31 * G_USEC_PER_SEC), ==, SANDBOX_TOKEN_NOT_YET_VALID);
  g_assert_cmpuint (sandbox_token_check (token, now_us + 629 * G_USEC_PER_SEC), ==, SANDBOX_TOKEN_GOOD);
  g_assert_cmpuint (sandbox_token_check (token, now_us + 631 * G_USEC_PER_SEC), ==, SANDBOX_TOKEN_EXPIRED);
}

/* The retailer of a scenario about tokens hands out that token, and a plain one otherwise. */
static void
test_scenario (void)
{
  SandboxOptions expired = { .seed = 1, .speed = 1, .scenario = "token-expired" };
  g_autoptr (Client) client = client_new (&expired);
  g_autofree char *token = sandbox_server_mint_token (client_get_server (client), 3600);
  g_autofree char *code = NULL;
  g_autofree char *good = NULL;

  g_assert_cmpuint (ask_with (client, token, &code), ==, 403);
  g_assert_cmpstr (code, ==, "token_expired");

  client_play (client, NULL);
  good = sandbox_server_mint_token (client_get_server (client), 3600);
  g_assert_cmpuint (ask_with (client, good, NULL), ==, 200);
}

/* In a thread of its own, like whoever else may ask. */
static gpointer
mint_thread (gpointer user_data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *token = sandbox_server_mint_token (user_data, 60);

      g_assert_cmpuint (sandbox_token_check (token, g_get_real_time ()), ==, SANDBOX_TOKEN_GOOD);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (Client) client = client_new (&options);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("mint", mint_thread, client_get_server (client));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* A program that needs a token is not kept waiting while the service is busy with a long answer. */
static void
test_never_waits (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *token = NULL;

  sandbox_server_stop (client_get_server (client));
  token = sandbox_server_mint_token (client_get_server (client), 60);
  g_assert_cmpuint (sandbox_token_check (token, g_get_real_time ()), ==, SANDBOX_TOKEN_GOOD);
}

static void
test_stopped (void)
{
  g_autoptr (SandboxServer) server = sandbox_server_start (&options, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) page_error = NULL;

  sandbox_server_stop (server);
  sandbox_server_stop (server);
  g_assert_false (sandbox_server_set_scenario (server, "offline", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_null (sandbox_server_get_page (server, NULL, &page_error));
  g_assert_error (page_error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/tokens/good", test_good);
  g_test_add_func ("/sandbox/tokens/missing", test_missing);
  g_test_add_func ("/sandbox/tokens/problems", test_problems);
  g_test_add_func ("/sandbox/tokens/every-code-is-its-own", test_every_code_is_its_own);
  g_test_add_func ("/sandbox/tokens/signature", test_signature);
  g_test_add_func ("/sandbox/tokens/tampered", test_tampered);
  g_test_add_func ("/sandbox/tokens/nonsense", test_nonsense);
  g_test_add_func ("/sandbox/tokens/leeway", test_leeway);
  g_test_add_func ("/sandbox/tokens/scenario", test_scenario);
  g_test_add_func ("/sandbox/tokens/threads", test_threads);
  g_test_add_func ("/sandbox/tokens/never-waits", test_never_waits);
  g_test_add_func ("/sandbox/tokens/stopped", test_stopped);

  return g_test_run ();
}
