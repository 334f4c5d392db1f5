/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way back from the browser, with the test as the browser and as a few others who would like to be it. */

#include "http/ebb-loopback.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  EbbLoopback *loopback;
  SoupSession *browser;
  guint n_returned;
  char *query;          /* the last one's, sorted */
  gboolean lets_go;     /* of the listener, as soon as the browser is back */
} Fixture;

typedef struct
{
  gboolean is_done;
  GBytes *body;
} Page;

static void
returned_cb (EbbLoopback *loopback,
             GHashTable  *query,
             Fixture     *fixture)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (query), (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);

  for (GList *link = keys; link != NULL; link = link->next)
    g_string_append_printf (text, "%s=%s;", (char *) link->data, (char *) g_hash_table_lookup (query, link->data));

  fixture->n_returned++;
  g_free (fixture->query);
  fixture->query = g_string_free (text, FALSE);
  if (fixture->lets_go)
    g_clear_object (&fixture->loopback);
}

static void
fixture_init (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture) { 0 };
  fixture->loopback = ebb_loopback_new ("Done <b>& ready", "Go back to “Ebb”. <script>", &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->loopback, "returned", G_CALLBACK (returned_cb), fixture);
  fixture->browser = soup_session_new ();
}

static void
fixture_clear (Fixture *fixture)
{
  if (fixture->loopback != NULL)
    g_assert_finalize_object (fixture->loopback);
  g_object_unref (fixture->browser);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_free (fixture->query);
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Page *page = user_data;
  g_autoptr (GError) error = NULL;

  page->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
  page->is_done = TRUE;
}

/* Returns the page's text; what is due to be told has been told then. */
static char *
visit (Fixture     *fixture,
       SoupMessage *message)
{
  Page page = { 0 };
  char *text;

  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, NULL, page_cb, &page);
  while (!page.is_done)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  text = g_strndup (g_bytes_get_data (page.body, NULL), g_bytes_get_size (page.body));
  g_bytes_unref (page.body);

  return text;
}

/* With @from replaced by @to in the redirect address, and @more behind it. */
static SoupMessage *
new_message (Fixture    *fixture,
             const char *method,
             const char *from,
             const char *to,
             const char *more)
{
  g_autoptr (GString) uri = g_string_new (ebb_loopback_get_redirect_uri (fixture->loopback));
  SoupMessage *message;

  if (from != NULL)
    g_assert_cmpuint (g_string_replace (uri, from, to, 1), ==, 1);
  g_string_append (uri, more);

  message = soup_message_new (method, uri->str);
  g_assert_nonnull (message);

  return message;
}

static const char *
get_header (SoupMessage *message,
            const char  *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

static void
test_address (void)
{
  Fixture fixture;
  Fixture other;

  fixture_init (&fixture);
  fixture_init (&other);

  g_assert_true (g_regex_match_simple ("^http://127\\.0\\.0\\.1:\\d+/return\\?state=[A-Za-z0-9_-]{32}$",
                                       ebb_loopback_get_redirect_uri (fixture.loopback), 0, 0));
  g_assert_cmpstr (strstr (ebb_loopback_get_redirect_uri (fixture.loopback), "state="), !=,
                   strstr (ebb_loopback_get_redirect_uri (other.loopback), "state="));

  fixture_clear (&fixture);
  fixture_clear (&other);
}

static void
test_return (void)
{
  Fixture fixture;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (SoupMessage) again = NULL;
  g_autofree char *page = NULL;
  g_autofree char *other_page = NULL;

  fixture_init (&fixture);

  message = new_message (&fixture, "GET", NULL, NULL, "&code=a%26b%3Dc+d&empty=");
  page = visit (&fixture, message);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpuint (fixture.n_returned, ==, 1);
  g_assert_cmpstr (fixture.query, ==, "code=a&b=c d;empty=;");

  g_assert_nonnull (strstr (page, "<title>Done &lt;b&gt;&amp; ready</title>"));
  g_assert_nonnull (strstr (page, "Go back to “Ebb”. &lt;script&gt;"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "a&b"));
  g_assert_cmpstr (get_header (message, "Content-Security-Policy"), ==,
                   "default-src 'none'; style-src 'unsafe-inline'");
  g_assert_cmpstr (get_header (message, "Content-Type"), ==, "text/html; charset=utf-8");
  g_assert_cmpstr (get_header (message, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (get_header (message, "Referrer-Policy"), ==, "no-referrer");

  /* Told each time. */
  again = new_message (&fixture, "GET", NULL, NULL, "");
  other_page = visit (&fixture, again);
  g_assert_cmpuint (soup_message_get_status (again), ==, 200);
  g_assert_cmpuint (fixture.n_returned, ==, 2);
  g_assert_cmpstr (fixture.query, ==, "");

  fixture_clear (&fixture);
}

static void
test_let_go (void)
{
  Fixture fixture;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *page = NULL;

  fixture_init (&fixture);
  fixture.lets_go = TRUE;
  g_object_add_weak_pointer (G_OBJECT (fixture.loopback), (gpointer *) &fixture.loopback);

  /* The browser still gets its whole page. */
  message = new_message (&fixture, "GET", NULL, NULL, "");
  page = visit (&fixture, message);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_true (g_str_has_suffix (page, "</html>\n"));
  g_assert_cmpuint (fixture.n_returned, ==, 1);
  g_assert_null (fixture.loopback);

  fixture_clear (&fixture);
}

static void
test_strangers (void)
{
  static const struct
  {
    const char *method;
    const char *from;
    const char *to;
    const char *more;
    const char *host;
    guint status;
  } cases[] = {
    { "GET", "?state=", "?stat=", "", NULL, 403 },
    { "GET", "?state=", "?", "", NULL, 403 },
    { "GET", "?state=", "?state=x", "", NULL, 403 },
    { "GET", NULL, NULL, "x", NULL, 403 },
    { "GET", NULL, NULL, "&state=", NULL, 403 },
    { "GET", "/return", "/", "", NULL, 404 },
    { "GET", "/return", "/return/", "", NULL, 404 },
    { "GET", "/return", "/favicon.ico", "", NULL, 404 },
    { "POST", NULL, NULL, "", NULL, 405 },
    { "PUT", NULL, NULL, "", NULL, 405 },
    { "OPTIONS", NULL, NULL, "", NULL, 405 },
    { "GET", NULL, NULL, "", "attacker.example", 403 },
    { "GET", NULL, NULL, "", "127.0.0.1", 403 },
    { "GET", NULL, NULL, "", "localhost", 403 },
  };
  Fixture fixture;

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupMessage) message = new_message (&fixture, cases[i].method, cases[i].from, cases[i].to,
                                                     cases[i].more);
      g_autofree char *page = NULL;

      if (cases[i].host != NULL)
        soup_message_headers_replace (soup_message_get_request_headers (message), "Host", cases[i].host);
      page = visit (&fixture, message);
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
      g_assert_null (strstr (page, "ready"));
      g_assert_nonnull (get_header (message, "Content-Security-Policy"));
      g_assert_cmpuint (fixture.n_returned, ==, 0);
    }

  fixture_clear (&fixture);
}

/* Almost right is wrong, wherever the difference is. */
static void
test_wrong_state (void)
{
  Fixture fixture;
  const char *right;
  gsize start;

  fixture_init (&fixture);
  right = ebb_loopback_get_redirect_uri (fixture.loopback);
  start = (gsize) (strstr (right, "?state=") + strlen ("?state=") - right);

  for (gsize i = start; right[i] != '\0'; i++)
    {
      g_autofree char *wrong = g_strdup (right);
      g_autoptr (SoupMessage) message = NULL;
      g_autofree char *page = NULL;

      wrong[i] = wrong[i] == 'a' ? 'b' : 'a';
      message = soup_message_new ("GET", wrong);
      page = visit (&fixture, message);
      g_assert_cmpuint (soup_message_get_status (message), ==, 403);
    }
  g_assert_cmpuint (fixture.n_returned, ==, 0);

  fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/loopback/address", test_address);
  g_test_add_func ("/http/loopback/return", test_return);
  g_test_add_func ("/http/loopback/let-go", test_let_go);
  g_test_add_func ("/http/loopback/strangers", test_strangers);
  g_test_add_func ("/http/loopback/wrong-state", test_wrong_state);

  return g_test_run ();
}
