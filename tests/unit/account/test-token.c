/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people paste, and what they are told about it. */

#include "account/ebb-token.h"

#include <string.h>

#include "account-help.h"
#include "base/ebb-clock.h"
#include "base/ebb-error.h"

#define RS256 "{\"alg\":\"RS256\",\"typ\":\"JWT\"}"

/* 2026-03-01 12:00:00 UTC */
#define NOW_S  G_GINT64_CONSTANT (1772366400)
#define NOW_US (NOW_S * G_USEC_PER_SEC)

static void
assert_keeps_secret (const char *words,
                     const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);

  for (guint i = 0; words != NULL && parts[i] != NULL; i++)
    if (strlen (parts[i]) > 8)
      g_assert_null (strstr (words, parts[i]));
}

/* Tidying */

static const char *const wrappings[] = {
  "%s",
  "  %s\n",
  "Bearer %s",
  "bearer\t%s\r\n",
  "\"%s\"",
  "'%s'",
  "`%s`",
  "“%s”",
  "«%s»",
  "\"Bearer %s\"",
  "Bearer \"%s\"\n",
  "\xef\xbb\xbf%s\xc2\xa0",
};

static void
test_wrapped (void)
{
  g_autofree char *text = help_make_token (RS256, "{\"exp\":4102444800}");

  for (guint i = 0; i < G_N_ELEMENTS (wrappings); i++)
    {
      g_auto (GStrv) halves = g_strsplit (wrappings[i], "%s", 2);
      g_autofree char *pasted = g_strjoinv (text, halves);
      g_autoptr (EbbToken) token = ebb_token_new (pasted);

      g_test_message ("%s", wrappings[i]);
      g_assert_cmpstr (ebb_token_get_text (token), ==, text);
      g_assert_cmpint (ebb_token_diagnose (token, NOW_US), ==, EBB_TOKEN_PROBLEM_NONE);
    }
}

static void
test_broken_lines (void)
{
  const char *const breaks[] = { "\n", "\r\n", " ", "\n    ", "\xc2\xad", "\xe2\x80\x8b\n" };
  g_autofree char *text = help_make_token (RS256, "{\"exp\":4102444800,\"customer\":\"0123456789012345678901234567890\"}");

  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autoptr (GString) pasted = g_string_new (NULL);
      g_autoptr (EbbToken) token = NULL;

      for (gsize at = 0; at < strlen (text); at += 20)
        g_string_append_printf (pasted, "%.20s%s", text + at, breaks[i]);
      token = ebb_token_new (pasted->str);
      g_assert_cmpstr (ebb_token_get_text (token), ==, text);
    }
}

/* Texts that are no token */

typedef struct
{
  const char *text;
  EbbTokenProblem problem;
  const char *detail; /* (nullable): a part of it */
} Bad;

/* eyJhbGciOiJSUzI1NiJ9 is {"alg":"RS256"}, e30 is {} */
static const Bad bad_texts[] = {
  { "", EBB_TOKEN_PROBLEM_EMPTY, NULL },
  { " \n\t ", EBB_TOKEN_PROBLEM_EMPTY, NULL },
  { "\"\"", EBB_TOKEN_PROBLEM_EMPTY, NULL },
  { "Bearer", EBB_TOKEN_PROBLEM_EMPTY, NULL },
  { " Bearer \n", EBB_TOKEN_PROBLEM_EMPTY, NULL },
  { "hello", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "1 part." },
  { "Bearer x", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "1 part." },
  { "bearerx", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "1 part." },
  { "eyJhbGciOiJSUzI1NiJ9.e30", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "2 parts." },
  { "eyJhbGciOiJSUzI1NiJ9.e30.c2ln.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "4 parts." },
  { "a.b.c.d.e", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "5 parts." },
  { "..", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },
  { "www.example.com", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },
  { "https://my.example.com/token", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },
  { "e30.e30.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },                          /* {} */
  { "W10.e30.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },                          /* [] */
  { "eyJhbGciOjI1Nn0.e30.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },              /* {"alg":256} */
  { "eyJhbGciOiJSUzI1NiJ9e30.e30.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },      /* one character too many */
  { "eyJhbGciOiJSUzI1NiJ9fQ.e30.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },       /* {"alg":"RS256"}} */
  { "eyJhbGciOiJSUzI1NiJ9.!!!!.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "second part" },
  { "eyJhbGciOiJSUzI1NiJ9..c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "second part" },
  { "eyJhbGciOiJSUzI1NiJ9.bnVsbA.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "second part" },     /* null */
  { "eyJhbGciOiJSUzI1NiJ9.e30=.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "second part" },
  { "eyJhbGciOiJSUzI1NiJ9.e+/0.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "second part" },
  { "eyJhbGciOiJSUzI1NiJ9.e30.", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "last part" },
  { "eyJhbGciOiJSUzI1NiJ9.e30.c2lnb", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "last part" },
  { "eyJhbGciOiJSUzI1NiJ9.e30.c2…", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "last part" },
  { "eyJhbGciOiJSUzI1NiJ9.e30.🔑🔑", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "last part" },
  { "🙂", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "1 part." },
  { "🙂.🙂.🙂", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },
  { "\xff\xfe.e30.c2ln", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "first part" },
  { "eyJhbGciOiJSUzI1NiJ9.e30.c2ln\xc3", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, NULL },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      const Bad *bad = &bad_texts[i];
      g_autoptr (EbbToken) token = ebb_token_new (bad->text);
      EbbTokenProblem problem = ebb_token_diagnose (token, NOW_US);
      g_autofree char *detail = ebb_token_dup_detail (token, problem, NOW_US);

      g_test_message ("%u: %s", i, detail);
      g_assert_cmpint (problem, ==, bad->problem);
      g_assert_null (ebb_token_get_text (token));
      if (bad->detail != NULL)
        g_assert_nonnull (strstr (detail, bad->detail));
      assert_keeps_secret (detail, bad->text);
    }
}

static void
test_long (void)
{
  g_autofree char *letters = g_strnfill (5000, 'a');
  g_autofree char *dots = g_strnfill (5000, '.');
  g_autofree char *filling = g_strnfill (EBB_TOKEN_MAX_LENGTH, 'x');
  g_autofree char *claims = g_strdup_printf ("{\"filling\":\"%s\"}", filling);
  g_autofree char *text = help_make_token (RS256, claims);
  g_autoptr (EbbToken) one_part = ebb_token_new (letters);
  g_autoptr (EbbToken) many_parts = ebb_token_new (dots);
  g_autoptr (EbbToken) too_long = ebb_token_new (text);
  g_autofree char *many_detail = ebb_token_dup_detail (many_parts, EBB_TOKEN_PROBLEM_NOT_A_TOKEN, NOW_US);
  g_autofree char *detail = ebb_token_dup_detail (too_long, EBB_TOKEN_PROBLEM_NOT_A_TOKEN, NOW_US);

  g_assert_cmpint (ebb_token_diagnose (one_part, NOW_US), ==, EBB_TOKEN_PROBLEM_NOT_A_TOKEN);
  g_assert_cmpint (ebb_token_diagnose (many_parts, NOW_US), ==, EBB_TOKEN_PROBLEM_NOT_A_TOKEN);
  g_assert_nonnull (strstr (many_detail, "5001 parts."));
  g_assert_cmpint (ebb_token_diagnose (too_long, NOW_US), ==, EBB_TOKEN_PROBLEM_NOT_A_TOKEN);
  g_assert_null (ebb_token_get_text (too_long));
  g_assert_cmpstr (detail, ==, "It is far too long.");

  /* What is long and a token is taken as long as a server might take it. */
  filling[EBB_TOKEN_MAX_LENGTH / 2] = '\0';
  g_free (claims);
  g_free (text);
  claims = g_strdup_printf ("{\"filling\":\"%s\"}", filling);
  text = help_make_token (RS256, claims);
  g_clear_object (&too_long);
  too_long = ebb_token_new (text);
  g_assert_cmpint (ebb_token_diagnose (too_long, NOW_US), ==, EBB_TOKEN_PROBLEM_NONE);
}

static void
test_deep (void)
{
  g_autofree char *brackets = g_strnfill (10000, '[');
  g_autofree char *text = help_make_token (RS256, brackets);
  g_autoptr (EbbToken) token = ebb_token_new (text);

  g_assert_cmpint (strlen (text), <, EBB_TOKEN_MAX_LENGTH);
  g_assert_cmpint (ebb_token_diagnose (token, NOW_US), ==, EBB_TOKEN_PROBLEM_NOT_A_TOKEN);
}

/* The algorithm */

typedef struct
{
  const char *header;
  const char *detail; /* (nullable) */
} Algorithm;

static const Algorithm algorithms[] = {
  { "{\"alg\":\"HS256\"}", "It is signed with HS256." },
  { "{\"alg\":\"RS512\"}", "It is signed with RS512." },
  { "{\"alg\":\"rs256\"}", "It is signed with rs256." },
  { "{\"alg\":\"RSA-OAEP-256\"}", "It is signed with RSA-OAEP-256." },
  { "{\"alg\":\"none\"}", "It is not signed at all." },
  { "{\"alg\":\"nOnE\"}", "It is not signed at all." },
  { "{\"alg\":\"\"}", NULL },
  { "{\"alg\":\"<b>&\"}", NULL },
  { "{\"alg\":\"call 0900 12345 now\"}", NULL },
  { "{\"alg\":\"ABCDEFGHIJKLMNOPQRSTUVW\"}", NULL },
};

static void
test_algorithm (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autofree char *text = help_make_token (algorithms[i].header, "{}");
      g_autoptr (EbbToken) token = ebb_token_new (text);
      g_autofree char *detail = ebb_token_dup_detail (token, EBB_TOKEN_PROBLEM_WRONG_ALGORITHM, NOW_US);

      g_assert_cmpint (ebb_token_diagnose (token, NOW_US), ==, EBB_TOKEN_PROBLEM_WRONG_ALGORITHM);
      g_assert_cmpstr (detail, ==, algorithms[i].detail);
      g_assert_null (ebb_token_get_text (token));
    }
}

static void
test_unsigned (void)
{
  /* {"alg":"none"} and {}: what is not signed ends in a full stop. */
  g_autoptr (EbbToken) token = ebb_token_new ("eyJhbGciOiJub25lIn0.e30.");

  g_assert_cmpint (ebb_token_diagnose (token, NOW_US), ==, EBB_TOKEN_PROBLEM_WRONG_ALGORITHM);
}

/* Time */

typedef struct
{
  const char *claims;
  EbbTokenProblem problem;
  const char *detail; /* (nullable) */
} Time;

#define CLOCK " Check whether this computer’s clock is right."

static const Time times[] = {
  { "{}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"exp\":null,\"nbf\":null}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"exp\":1772366401}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"exp\":1772366400.5}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"exp\":1772366400}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 1 March 2026, 12:00." CLOCK },
  { "{\"exp\":1772366399.999}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 1 March 2026, 11:59." CLOCK },
  { "{\"exp\":1772366101}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 1 March 2026, 11:55." CLOCK },
  { "{\"exp\":1772366099}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 1 March 2026, 11:54." },
  { "{\"exp\":1.7e9}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 14 November 2023, 22:13." },
  { "{\"exp\":0}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 1 January 1970, 00:00." },
  { "{\"exp\":-1}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 31 December 1969, 23:59." },
  { "{\"exp\":-1e300}", EBB_TOKEN_PROBLEM_EXPIRED, NULL },
  { "{\"exp\":1e300}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"exp\":99999999999999999999}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"exp\":9223372036854775807}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"exp\":1e400}", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "Its second part cannot be read." },
  { "{\"exp\":\"4102444800\"}", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "Its second part cannot be read." },
  { "{\"exp\":\"soon\"}", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "Its second part cannot be read." },
  { "{\"exp\":{}}", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "Its second part cannot be read." },
  { "{\"exp\":true}", EBB_TOKEN_PROBLEM_NOT_A_TOKEN, "Its second part cannot be read." },
  { "{\"nbf\":1772366400}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"nbf\":-1e300}", EBB_TOKEN_PROBLEM_NONE, NULL },
  { "{\"nbf\":1772366460}", EBB_TOKEN_PROBLEM_NOT_YET_VALID, "It is valid from 1 March 2026, 12:01." CLOCK },
  { "{\"nbf\":1772366800}", EBB_TOKEN_PROBLEM_NOT_YET_VALID, "It is valid from 1 March 2026, 12:06." },
  { "{\"nbf\":1772373600,\"iat\":1772373600}", EBB_TOKEN_PROBLEM_NOT_YET_VALID, "It is valid from 1 March 2026, 14:00." CLOCK },
  { "{\"nbf\":1e300}", EBB_TOKEN_PROBLEM_NOT_YET_VALID, NULL },
  { "{\"nbf\":1772370000,\"exp\":1772360000}", EBB_TOKEN_PROBLEM_EXPIRED, "It expired on 1 March 2026, 10:13." },
  { "{\"iss\":1,\"aud\":[{}],\"sub\":null,\"x\":{\"exp\":1}}", EBB_TOKEN_PROBLEM_NONE, NULL },
};

static void
test_time (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = help_make_token (RS256, times[i].claims);
      g_autoptr (EbbToken) token = ebb_token_new (text);
      g_autofree char *detail = NULL;

      g_test_message ("%s", times[i].claims);
      g_assert_cmpint (ebb_token_diagnose (token, NOW_US), ==, times[i].problem);
      detail = ebb_token_dup_detail (token, times[i].problem, NOW_US);
      g_assert_cmpstr (detail, ==, times[i].detail);
    }
}

static void
test_expiry (void)
{
  g_autofree char *dated = help_make_token (RS256, "{\"exp\":1772366400.25}");
  g_autofree char *undated = help_make_token (RS256, "{}");
  g_autoptr (EbbToken) a = ebb_token_new (dated);
  g_autoptr (EbbToken) b = ebb_token_new (undated);

  g_assert_cmpint (ebb_token_get_expires_us (a), ==, NOW_US + 250000);
  g_assert_cmpint (ebb_token_get_expires_us (b), ==, EBB_TIME_UNKNOWN);
  g_assert_true (ebb_token_equal (a, a));
  g_assert_false (ebb_token_equal (a, b));
}

/* The server's clock and this one disagree: the person is told so. */
static void
test_server_clock (void)
{
  g_autofree char *text = help_make_token (RS256, "{\"nbf\":1772360000,\"exp\":1772370000}");
  g_autoptr (EbbToken) token = ebb_token_new (text);
  g_autofree char *expired = ebb_token_dup_detail (token, EBB_TOKEN_PROBLEM_EXPIRED, NOW_US);
  g_autofree char *early = ebb_token_dup_detail (token, EBB_TOKEN_PROBLEM_NOT_YET_VALID, NOW_US);
  g_autofree char *refused = ebb_token_dup_detail (token, EBB_TOKEN_PROBLEM_REFUSED, NOW_US);

  g_assert_nonnull (strstr (expired, "By this computer’s clock it is valid now."));
  g_assert_cmpstr (early, ==, expired);
  g_assert_null (refused);
}

/* Problems */

static void
test_from_server (void)
{
  const struct
  {
    EbbErrorCode error;
    const char *code;
    EbbTokenProblem problem;
  } answers[] = {
    { EBB_ERROR_SIGNED_OUT, "token_malformed", EBB_TOKEN_PROBLEM_NOT_A_TOKEN },
    { EBB_ERROR_SIGNED_OUT, "token_wrong_algorithm", EBB_TOKEN_PROBLEM_WRONG_ALGORITHM },
    { EBB_ERROR_SIGNED_OUT, "token_wrong_environment", EBB_TOKEN_PROBLEM_WRONG_ENVIRONMENT },
    { EBB_ERROR_SIGNED_OUT, "token_retailer_api_key", EBB_TOKEN_PROBLEM_RETAILER_API_KEY },
    { EBB_ERROR_SIGNED_OUT, "token_wrong_retailer", EBB_TOKEN_PROBLEM_WRONG_RETAILER },
    { EBB_ERROR_SIGNED_OUT, "token_expired", EBB_TOKEN_PROBLEM_EXPIRED },
    { EBB_ERROR_SIGNED_OUT, "token_not_yet_valid", EBB_TOKEN_PROBLEM_NOT_YET_VALID },
    { EBB_ERROR_SIGNED_OUT, "token_of_another_kind", EBB_TOKEN_PROBLEM_REFUSED },
    { EBB_ERROR_SIGNED_OUT, "", EBB_TOKEN_PROBLEM_REFUSED },
    { EBB_ERROR_SIGNED_OUT, NULL, EBB_TOKEN_PROBLEM_REFUSED },
    { EBB_ERROR_DENIED, "token_expired", EBB_TOKEN_PROBLEM_EXPIRED },
    { EBB_ERROR_DENIED, "not_your_device", EBB_TOKEN_PROBLEM_NONE },
    { EBB_ERROR_OFFLINE, NULL, EBB_TOKEN_PROBLEM_NONE },
    { EBB_ERROR_SERVER, "oops", EBB_TOKEN_PROBLEM_NONE },
  };
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, EBB_ERROR_SIGNED_OUT, "of another domain");

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = ebb_error_new_http (answers[i].error, 403, answers[i].code, "refused");

      g_assert_cmpint (ebb_token_problem_from_server (error), ==, answers[i].problem);
    }

  g_assert_cmpint (ebb_token_problem_from_server (NULL), ==, EBB_TOKEN_PROBLEM_NONE);
  g_assert_cmpint (ebb_token_problem_from_server (foreign), ==, EBB_TOKEN_PROBLEM_NONE);
}

static void
test_words (void)
{
  const char *const checks[] = { "part", "RS256", "environment", "retailers’ own systems", "wrong retailer", "expired" };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *refused = ebb_token_problem_get_advice (EBB_TOKEN_PROBLEM_REFUSED);

  for (int problem = EBB_TOKEN_PROBLEM_NONE + 1; problem < EBB_TOKEN_PROBLEM_N_PROBLEMS; problem++)
    {
      const char *title = ebb_token_problem_get_title ((EbbTokenProblem) problem);
      const char *advice = ebb_token_problem_get_advice ((EbbTokenProblem) problem);

      g_assert_cmpint (strlen (title), >, 5);
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_true (g_str_has_suffix (advice, "."));
      g_assert_true (g_hash_table_add (seen, (gpointer) title));
      g_assert_true (g_hash_table_add (seen, (gpointer) advice));
    }

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    g_assert_nonnull (strstr (refused, checks[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token/wrapped", test_wrapped);
  g_test_add_func ("/token/broken-lines", test_broken_lines);
  g_test_add_func ("/token/bad", test_bad);
  g_test_add_func ("/token/long", test_long);
  g_test_add_func ("/token/deep", test_deep);
  g_test_add_func ("/token/algorithm", test_algorithm);
  g_test_add_func ("/token/unsigned", test_unsigned);
  g_test_add_func ("/token/time", test_time);
  g_test_add_func ("/token/expiry", test_expiry);
  g_test_add_func ("/token/server-clock", test_server_clock);
  g_test_add_func ("/token/from-server", test_from_server);
  g_test_add_func ("/token/words", test_words);

  return g_test_run ();
}
