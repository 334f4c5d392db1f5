/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which question is asked when, and whose answer counts. The service is a list of what it was asked. */

#include <libsoup/soup.h>
#include <string.h>

#include "account/ebb-minted-credentials.h"
#include "app/ebb-savings.h"
#include "app/ebb-session.h"
#include "base/ebb-error.h"

#define NOON (G_GINT64_CONSTANT (1795519800) * G_USEC_PER_SEC) /* 2026-11-24T11:30:00Z */

typedef struct
{
  SoupServer *server;
  EbbClock *clock;
  EbbSession *session;
  EbbHome *home;       /* (unowned) */
  EbbSavings *savings;
  GPtrArray *questions; /* (element-type utf8): "f0 2026-11-01 day" */
  guint n_facilities;
  gboolean is_broken;
  gboolean is_silent;
  GPtrArray *waiting;  /* (element-type SoupServerMessage) */
} Fixture;

static void
respond (SoupServerMessage *message,
         const char        *body)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (g_str_has_suffix (path, "/report"))
    {
      const char *from = g_hash_table_lookup (query, "from");

      g_ptr_array_add (fixture->questions,
                       g_strdup_printf ("%s %s %s", parts[4], from, (char *) g_hash_table_lookup (query, "resolution")));
      if (fixture->is_silent)
        {
          soup_server_message_pause (message);
          g_ptr_array_add (fixture->waiting, g_object_ref (message));
        }
      else
        respond (message, fixture->is_broken ? "{" : "{\"currency\":\"SEK\",\"buckets\":[]}");
    }
  else if (g_str_has_suffix (path, "/devices"))
    respond (message, "[]");
  else
    {
      g_autoptr (GString) body = g_string_new ("[");

      for (guint i = 0; i < fixture->n_facilities; i++)
        g_string_append_printf (body, "%s{\"facility_id\":\"f%u\",\"time_zone\":\"UTC\"}", i > 0 ? "," : "", i);
      g_string_append_c (body, ']');
      respond (message, body->str);
    }
}

static char *
mint_cb (gpointer user_data)
{
  return g_strdup ("token.of.the-test");
}

static void
load_home (Fixture *fixture)
{
  ebb_home_refresh (fixture->home);
  while (ebb_home_is_loading (fixture->home))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_answer (Fixture *fixture)
{
  while (ebb_savings_is_loading (fixture->savings))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_questions (Fixture *fixture,
                    guint    n)
{
  while (fixture->questions->len < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (EbbCredentials) credentials = ebb_minted_credentials_new (mint_cb, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  GSList *uris;

  fixture->questions = g_ptr_array_new_with_free_func (g_free);
  fixture->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->n_facilities = 2;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture->clock = ebb_clock_new_from (NOON, 0);
  fixture->session = ebb_session_new_for_demo (uri, credentials, fixture->clock, &error);
  g_assert_no_error (error);
  fixture->home = ebb_session_get_home (fixture->session);
  fixture->savings = ebb_savings_new (fixture->home);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->savings);
  g_clear_pointer (&fixture->waiting, g_ptr_array_unref);
  g_clear_object (&fixture->session);
  soup_server_disconnect (fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->questions, g_ptr_array_unref);
}

static void
assert_last_question (Fixture    *fixture,
                      guint       n,
                      const char *expected)
{
  g_assert_cmpuint (fixture->questions->len, ==, n);
  g_assert_cmpstr (g_ptr_array_index (fixture->questions, n - 1), ==, expected);
}

static void
test_patience (Fixture       *fixture,
               gconstpointer  data)
{
  load_home (fixture);
  g_assert_false (ebb_savings_is_loading (fixture->savings));
  g_assert_false (ebb_savings_can_step (fixture->savings, -1));

  ebb_savings_refresh (fixture->savings);
  g_assert_true (ebb_savings_is_loading (fixture->savings));
  wait_for_answer (fixture);

  assert_last_question (fixture, 1, "f0 2026-11-01T00:00:00Z day");
  g_assert_nonnull (ebb_savings_get_report (fixture->savings));
  g_assert_cmpuint (ebb_report_get_n_buckets (ebb_savings_get_report (fixture->savings)), ==, 24);
  g_assert_cmpint (ebb_savings_get_reported_at (fixture->savings), ==, NOON);
}

/* Asked before the home is known, it asks as soon as it is. */
static void
test_early (Fixture       *fixture,
            gconstpointer  data)
{
  ebb_savings_set_kind (fixture->savings, EBB_PERIOD_YEAR);
  ebb_savings_refresh (fixture->savings);
  g_assert_false (ebb_savings_is_loading (fixture->savings));

  load_home (fixture);
  wait_for_answer (fixture);
  assert_last_question (fixture, 1, "f0 2026-01-01T00:00:00Z month");
}

static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  load_home (fixture);
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);

  g_assert_false (ebb_savings_can_step (fixture->savings, 1));
  ebb_savings_step (fixture->savings, 1);
  g_assert_false (ebb_savings_is_loading (fixture->savings));

  ebb_savings_step (fixture->savings, -3);
  g_assert_null (ebb_savings_get_report (fixture->savings));
  wait_for_answer (fixture);
  assert_last_question (fixture, 2, "f0 2026-08-01T00:00:00Z day");

  /* Out to the year and back in again: August, not the present. */
  ebb_savings_set_kind (fixture->savings, EBB_PERIOD_YEAR);
  wait_for_answer (fixture);
  assert_last_question (fixture, 3, "f0 2026-01-01T00:00:00Z month");
  ebb_savings_set_kind (fixture->savings, EBB_PERIOD_MONTH);
  wait_for_answer (fixture);
  assert_last_question (fixture, 4, "f0 2026-08-01T00:00:00Z day");

  ebb_savings_open (fixture->savings, EBB_PERIOD_DAY, NOON - 24 * EBB_HOUR);
  wait_for_answer (fixture);
  assert_last_question (fixture, 5, "f0 2026-11-23T00:00:00Z hour");
  g_assert_true (ebb_savings_can_step (fixture->savings, 1));
}

/* Whoever looks at today looks at tomorrow when it has come; whoever looks at yesterday stays there. */
static void
test_midnight (Fixture       *fixture,
               gconstpointer  data)
{
  load_home (fixture);
  ebb_savings_set_kind (fixture->savings, EBB_PERIOD_DAY);
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);
  assert_last_question (fixture, 1, "f0 2026-11-24T00:00:00Z hour");

  ebb_clock_advance (fixture->clock, 13 * EBB_HOUR);
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);
  assert_last_question (fixture, 2, "f0 2026-11-25T00:00:00Z hour");

  ebb_savings_step (fixture->savings, -1);
  wait_for_answer (fixture);
  ebb_clock_advance (fixture->clock, 24 * EBB_HOUR);
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);
  assert_last_question (fixture, 4, "f0 2026-11-24T00:00:00Z hour");
}

/* A failed question leaves the report of the same period, and nothing of another. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  load_home (fixture);
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);

  fixture->is_broken = TRUE;
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);
  g_assert_nonnull (ebb_savings_get_report (fixture->savings));
  g_assert_error (ebb_savings_get_error (fixture->savings), EBB_ERROR, EBB_ERROR_BAD_REPLY);

  ebb_savings_step (fixture->savings, -1);
  g_assert_null (ebb_savings_get_error (fixture->savings));
  wait_for_answer (fixture);
  g_assert_null (ebb_savings_get_report (fixture->savings));
  g_assert_error (ebb_savings_get_error (fixture->savings), EBB_ERROR, EBB_ERROR_BAD_REPLY);

  fixture->is_broken = FALSE;
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);
  g_assert_nonnull (ebb_savings_get_report (fixture->savings));
  g_assert_no_error (ebb_savings_get_error (fixture->savings));
}

static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  load_home (fixture);
  fixture->is_silent = TRUE;
  ebb_savings_refresh (fixture->savings);
  wait_for_questions (fixture, 1);

  /* Another period is asked for while the first question is still open. */
  fixture->is_silent = FALSE;
  ebb_savings_step (fixture->savings, -1);
  wait_for_answer (fixture);
  assert_last_question (fixture, 2, "f0 2026-10-01T00:00:00Z day");
  g_assert_cmpuint (ebb_report_get_n_buckets (ebb_savings_get_report (fixture->savings)), ==, 31);

  respond (g_ptr_array_index (fixture->waiting, 0), "{\"currency\":\"EUR\",\"buckets\":[]}");
  soup_server_message_unpause (g_ptr_array_index (fixture->waiting, 0));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (ebb_report_get_currency (ebb_savings_get_report (fixture->savings)), ==, "SEK");
}

/* Nobody who goes away has to wait for an answer. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  load_home (fixture);
  fixture->is_silent = TRUE;
  ebb_savings_refresh (fixture->savings);
  wait_for_questions (fixture, 1);

  g_assert_finalize_object (g_steal_pointer (&fixture->savings));
  fixture->savings = ebb_savings_new (fixture->home);
}

static void
test_facilities (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (EbbFacility) second = NULL;

  load_home (fixture);
  ebb_savings_refresh (fixture->savings);
  wait_for_answer (fixture);
  ebb_savings_step (fixture->savings, -1);
  wait_for_answer (fixture);

  second = g_list_model_get_item (ebb_home_get_facilities (fixture->home), 1);
  ebb_home_set_facility (fixture->home, second);
  wait_for_answer (fixture);
  assert_last_question (fixture, 3, "f1 2026-11-01T00:00:00Z day");

  /* The last facility goes away, and with it what was known of it. */
  fixture->n_facilities = 0;
  load_home (fixture);
  g_assert_null (ebb_savings_get_report (fixture->savings));
  g_assert_false (ebb_savings_can_step (fixture->savings, -1));
  ebb_savings_refresh (fixture->savings);
  ebb_savings_step (fixture->savings, -1);
  ebb_savings_open (fixture->savings, EBB_PERIOD_DAY, NOON);
  g_assert_false (ebb_savings_is_loading (fixture->savings));

  fixture->n_facilities = 1;
  load_home (fixture);
  wait_for_answer (fixture);
  assert_last_question (fixture, 4, "f0 2026-11-24T00:00:00Z hour");
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*function) (Fixture *, gconstpointer);
  } cases[] = {
    { "/savings/patience", test_patience }, { "/savings/early", test_early }, { "/savings/steps", test_steps },
    { "/savings/midnight", test_midnight }, { "/savings/failure", test_failure }, { "/savings/late", test_late },
    { "/savings/gone", test_gone }, { "/savings/facilities", test_facilities },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].function, tear_down);

  return g_test_run ();
}
