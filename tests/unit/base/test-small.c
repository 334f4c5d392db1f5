/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock, the words for errors, and values that nobody can guess. */

#include <gio/gio.h>
#include <string.h>

#include "base/ebb-clock.h"
#include "base/ebb-error.h"
#include "base/ebb-random.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_system_clock (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_system ();
  gint64 before_us = g_get_real_time ();
  gint64 now_us = ebb_clock_now (clock);

  g_assert_cmpint (now_us, >=, before_us);
  g_assert_cmpint (now_us, <=, g_get_real_time ());
}

static void
test_cranked_clock (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_from (1000, 0);
  guint n_jumps = 0;

  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (count_cb), &n_jumps);
  g_assert_cmpint (ebb_clock_now (clock), ==, 1000);
  ebb_clock_advance (clock, EBB_HOUR);
  g_assert_cmpint (ebb_clock_now (clock), ==, 1000 + G_GINT64_CONSTANT (3600000000));
  ebb_clock_advance (clock, -EBB_MINUTE);
  g_assert_cmpint (ebb_clock_now (clock), ==, 1000 + G_GINT64_CONSTANT (3540000000));
  ebb_clock_set (clock, -5);
  g_assert_cmpint (ebb_clock_now (clock), ==, -5);
  g_assert_cmpuint (n_jumps, ==, 3);
}

/* It goes on by itself, as fast as it was told. */
/* A clock that was put back is no reason to wait for ever. */
static void
test_recent (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_from (10 * EBB_MINUTE, 0);

  g_assert_true (ebb_clock_is_recent (clock, 10 * EBB_MINUTE, EBB_MINUTE));
  g_assert_true (ebb_clock_is_recent (clock, 9 * EBB_MINUTE + 1, EBB_MINUTE));
  g_assert_false (ebb_clock_is_recent (clock, 9 * EBB_MINUTE, EBB_MINUTE));
  g_assert_false (ebb_clock_is_recent (clock, 10 * EBB_MINUTE + 1, EBB_MINUTE));
  g_assert_false (ebb_clock_is_recent (clock, EBB_TIME_UNKNOWN, EBB_MINUTE));

  g_assert_cmpint (ebb_clock_get_left (clock, 11 * EBB_MINUTE, EBB_MINUTE), ==, EBB_MINUTE);
  g_assert_cmpint (ebb_clock_get_left (clock, 11 * EBB_MINUTE + 1, EBB_MINUTE), ==, 0);
  g_assert_cmpint (ebb_clock_get_left (clock, 10 * EBB_MINUTE, EBB_MINUTE), ==, 0);
  g_assert_cmpint (ebb_clock_get_left (clock, EBB_TIME_UNKNOWN, EBB_MINUTE), ==, 0);
}

static void
test_local (void)
{
  g_autoptr (GTimeZone) stockholm = g_time_zone_new_identifier ("Europe/Stockholm");
  g_autoptr (GDateTime) local = ebb_time_to_local (0, stockholm);

  g_assert_cmpint (g_date_time_get_hour (local), ==, 1);
  g_assert_null (ebb_time_to_local (0, NULL));
  g_assert_null (ebb_time_to_local (EBB_TIME_UNKNOWN, stockholm));
}

static void
test_fast_clock (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_from (0, 1000000);
  gint64 before_us = g_get_monotonic_time ();

  while (ebb_clock_now (clock) < EBB_MINUTE)
    g_assert_cmpint (g_get_monotonic_time () - before_us, <, 10 * G_USEC_PER_SEC);
  ebb_clock_set (clock, -EBB_HOUR);
  g_assert_cmpint (ebb_clock_now (clock), >=, -EBB_HOUR);
}

/* Another speed goes on from where the clock is, and the system's time can always be had again. */
static void
test_clock_speed (void)
{
  g_autoptr (EbbClock) clock = ebb_clock_new_system ();
  gint64 before_us;

  g_assert_cmpfloat (ebb_clock_get_speed (clock), ==, 1);
  ebb_clock_set_speed (clock, 0);
  before_us = ebb_clock_now (clock);
  g_assert_cmpint (ebb_clock_now (clock), ==, before_us);
  ebb_clock_advance (clock, -EBB_HOUR);
  g_assert_cmpint (ebb_clock_now (clock), ==, before_us - EBB_HOUR);

  ebb_clock_set_system (clock);
  g_assert_cmpfloat (ebb_clock_get_speed (clock), ==, 1);
  g_assert_cmpint (ebb_clock_now (clock), >=, before_us);
}

/* Every code has a title without a full stop, and a sentence or two with one. */
static void
test_words (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code < EBB_ERROR_N_CODES; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (EBB_ERROR, code, "for the log only");
      const char *title = ebb_error_get_title (error);
      const char *advice = ebb_error_get_advice (error);

      g_assert_nonnull (title);
      g_assert_nonnull (advice);
      g_assert_cmpuint (strlen (title), >, 3);
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_true (g_str_has_suffix (advice, "."));
      g_assert_null (strstr (title, "log"));
      g_assert_true (g_hash_table_add (titles, (gpointer) title));
    }
}

/* What the service says of a token is told in an open home as well; a code that is not known, or belongs to another failure, changes
 * nothing. */
static void
test_words_for_tokens (void)
{
  static const struct
  {
    int code;
    const char *problem_code;
    const char *told; /* of the advice */
  } cases[] = {
    { EBB_ERROR_SIGNED_OUT, "token_expired", "has expired" },
    { EBB_ERROR_SIGNED_OUT, "token_not_yet_valid", "clock" },
    { EBB_ERROR_SIGNED_OUT, "token_malformed", "not a token" },
    { EBB_ERROR_SIGNED_OUT, "token_wrong_algorithm", "RS256" },
    { EBB_ERROR_SIGNED_OUT, "token_wrong_environment", "other environment" },
    { EBB_ERROR_SIGNED_OUT, "token_retailer_api_key", "own systems" },
    { EBB_ERROR_SIGNED_OUT, "token_wrong_retailer", "another retailer" },
    { EBB_ERROR_SIGNED_OUT, "token_from_the_future", "no longer accepted" },
    { EBB_ERROR_SIGNED_OUT, NULL, "no longer accepted" },
    { EBB_ERROR_SIGNED_OUT, "tls", "no longer accepted" },
    { EBB_ERROR_SERVER, "token_expired", "not your fault" },
    { EBB_ERROR_OFFLINE, "tls", "could not prove" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = ebb_error_new_http (cases[i].code, 403, cases[i].problem_code, "for the log only");

      g_assert_nonnull (strstr (ebb_error_get_advice (error), cases[i].told));
      g_assert_true (cases[i].code != EBB_ERROR_SIGNED_OUT || g_str_equal (ebb_error_get_title (error), "Please sign in again"));
    }
}

static void
test_words_for_others (void)
{
  g_autoptr (GError) io = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "/etc/secret: 17");
  g_autoptr (GError) beyond = g_error_new_literal (EBB_ERROR, EBB_ERROR_N_CODES, "x");
  g_autoptr (GError) below = g_error_new_literal (EBB_ERROR, -1, "x");

  g_assert_cmpstr (ebb_error_get_title (io), ==, "Something went wrong");
  g_assert_cmpstr (ebb_error_get_title (beyond), ==, "Something went wrong");
  g_assert_cmpstr (ebb_error_get_title (below), ==, "Something went wrong");
  g_assert_cmpstr (ebb_error_get_advice (io), ==, "Try again in a moment.");
  g_assert_cmpuint (ebb_error_get_status (io), ==, 0);
  g_assert_null (ebb_error_get_problem_code (io));
}

static void
test_http_error (void)
{
  g_autoptr (GError) error = ebb_error_new_http (EBB_ERROR_DENIED, 403, "forbidden", "The server answered %u", 403u);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) plain = ebb_error_new_http (EBB_ERROR_OFFLINE, 0, NULL, "nothing");

  g_assert_error (error, EBB_ERROR, EBB_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "The server answered 403");
  g_clear_error (&error);
  g_assert_cmpuint (ebb_error_get_status (copy), ==, 403);
  g_assert_cmpstr (ebb_error_get_problem_code (copy), ==, "forbidden");
  g_assert_cmpuint (ebb_error_get_status (plain), ==, 0);
  g_assert_null (ebb_error_get_problem_code (plain));
}

static void
test_random (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize n = 16; n <= 64; n++)
    for (int i = 0; i < 20; i++)
      {
        char *token = ebb_random_token (n);

        /* Base64 without padding: four characters for three bytes, rounded up. */
        g_assert_cmpuint (strlen (token), ==, (n * 4 + 2) / 3);
        g_assert_cmpuint (strspn (token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), ==,
                          strlen (token));
        g_assert_true (g_hash_table_add (seen, token));
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/system", test_system_clock);
  g_test_add_func ("/clock/cranked", test_cranked_clock);
  g_test_add_func ("/clock/recent", test_recent);
  g_test_add_func ("/clock/local", test_local);
  g_test_add_func ("/clock/fast", test_fast_clock);
  g_test_add_func ("/clock/speed", test_clock_speed);
  g_test_add_func ("/error/words", test_words);
  g_test_add_func ("/error/words-for-others", test_words_for_others);
  g_test_add_func ("/error/words-for-tokens", test_words_for_tokens);
  g_test_add_func ("/error/http", test_http_error);
  g_test_add_func ("/random/token", test_random);

  return g_test_run ();
}
