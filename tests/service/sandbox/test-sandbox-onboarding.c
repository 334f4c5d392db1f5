/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connecting a device, the test playing app and browser: every end, and what a browser may not do. */

#include "sandbox-client.h"

#include <string.h>

#define BACK "http://127.0.0.1:9/back?state=a%20b"

static const SandboxOptions options = { .seed = 1, .now_us = G_GINT64_CONSTANT (1768501800000000), .speed = 0 };

/* What the app and the browser see of one session. */
typedef struct
{
  char  *api_path;
  char  *page_path;
  Reply *end;
  Reply *session;
} Visit;

static void
visit_clear (Visit *self)
{
  g_clear_pointer (&self->api_path, g_free);
  g_clear_pointer (&self->page_path, g_free);
  g_clear_pointer (&self->end, reply_free);
  g_clear_pointer (&self->session, reply_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)

static char *
make_request (Client     *client,
              const char *more)
{
  return g_strdup_printf ("{\"facility_id\":\"%s\",\"language\":\"sv-SE\",\"color_scheme\":\"dark\",\"redirect_url\":"
                          "\"%s\"%s}", client_get_facility (client), BACK, more);
}

static void
start (Client     *client,
       const char *more,
       Visit      *visit)
{
  g_autofree char *body = make_request (client, more);
  g_autoptr (Reply) reply = client_ask (client, "POST", "onboarding/sessions", body, NULL, NULL);
  const char *base = sandbox_server_get_uri (client_get_server (client));
  const char *url;

  g_assert_cmpuint (reply->status, ==, 201);
  url = json_object_get_string_member (reply_get_object (reply), "url");
  g_assert_true (g_str_has_prefix (url, base));
  visit->page_path = g_strdup (url + strlen (base) - 1);
  visit->api_path = g_strconcat ("onboarding/sessions/",
                                 json_object_get_string_member (reply_get_object (reply), "session_id"), NULL);
}

static void
press (Client     *client,
       const char *form,
       Visit      *visit)
{
  visit->end = client_ask (client, "POST", visit->page_path, form, NULL, NULL);
  visit->session = client_get (client, visit->api_path);
}

#define CAR ",\"device_type\":\"electric_vehicle\",\"manufacturer\":\"Norrsken\""

static void
play (Client     *client,
      const char *more,
      const char *form,
      Visit      *visit)
{
  g_autoptr (Reply) page = NULL;

  start (client, more, visit);
  page = client_get (client, visit->page_path);
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_cmpstr (page->content_type, ==, "text/html");
  press (client, form, visit);
}

static const char *
get_status (Visit *visit)
{
  return json_object_get_string_member (reply_get_object (visit->session), "status");
}

static guint
count_devices (Visit *visit)
{
  return json_array_get_length (json_object_get_array_member (reply_get_object (visit->session), "devices"));
}

static guint
count_at_home (Client *client)
{
  g_autoptr (Reply) reply = client_get (client, "facilities/{facility}/devices");

  return json_array_get_length (json_object_get_array_member (reply_get_object (reply), "devices"));
}

static void
test_success (void)
{
  g_autoptr (Client) client = client_new (&options);
  guint n_before = count_at_home (client);
  g_auto (Visit) visit = { NULL };
  JsonObject *device;
  g_autofree char *path = NULL;
  g_autoptr (Reply) reply = NULL;

  play (client, CAR, "decision=connect", &visit);
  g_assert_cmpuint (visit.end->status, ==, 303);
  g_assert_true (g_str_has_prefix (visit.end->location, "http://127.0.0.1:9/back?state=a%20b&session_id="));
  g_assert_true (g_str_has_suffix (visit.end->location, "&status=completed"));
  g_assert_cmpstr (get_status (&visit), ==, "completed");
  g_assert_cmpuint (count_devices (&visit), ==, 1);
  g_assert_cmpuint (count_at_home (client), ==, n_before + 1);

  device = json_array_get_object_element (json_object_get_array_member (reply_get_object (visit.session), "devices"), 0);
  g_assert_true (json_object_get_boolean_member (device, "is_new"));
  g_assert_cmpstr (json_object_get_string_member (device, "manufacturer"), ==, "Norrsken");
  path = g_strconcat ("devices/", json_object_get_string_member (device, "device_id"), NULL);
  reply = client_get (client, path);
  g_assert_cmpuint (reply->status, ==, 200);
}

static const struct
{
  const char *outcome;
  const char *status;
  const char *error;
  guint       n_added;
  guint       page_status;
} ends[] = {
  { "success-one", "completed", NULL, 1, 303 },
  { "success-three", "completed", NULL, 3, 303 },
  { "nothing-new", "completed", NULL, 0, 303 },
  { "access-denied", "failed", "access_denied", 0, 303 },
  { "cancelled", "cancelled", NULL, 0, 303 },
  { "expired", "expired", NULL, 0, 410 },
  { "already-linked", "failed", "already_linked", 0, 303 },
  { "incompatible", "failed", "incompatible_device", 0, 303 },
  { "subscription-missing", "failed", "subscription_missing", 0, 303 },
  { "no-devices", "failed", "no_devices", 0, 303 },
  { "maker-down", "failed", "manufacturer_unavailable", 0, 303 },
  { "never-returns", "completed", NULL, 1, 200 },
  { "returns-twice", "completed", NULL, 1, 200 },
  { "returns-wrong-state", "completed", NULL, 1, 303 },
};

/* By the account that the person picks. */
static void
test_accounts (void)
{
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      guint n_before = count_at_home (client);
      g_autofree char *form = g_strdup_printf ("decision=connect&account=%s", ends[i].outcome);
      g_auto (Visit) visit = { NULL };

      g_test_message ("%s", ends[i].outcome);
      play (client, CAR, form, &visit);
      g_assert_cmpstr (get_status (&visit), ==, ends[i].status);
      g_assert_cmpuint (visit.end->status, ==, ends[i].page_status);
      g_assert_cmpuint (count_at_home (client), ==, n_before + ends[i].n_added);
      if (ends[i].error != NULL)
        {
          JsonObject *error = json_object_get_object_member (reply_get_object (visit.session), "error");

          g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, ends[i].error);
          g_assert_nonnull (strstr (visit.end->location, ends[i].error));
        }
      else
        g_assert_true (json_object_get_null_member (reply_get_object (visit.session), "error"));
    }
}

/* By the scenario, whatever the person picks. */
static void
test_scenarios (void)
{
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat ("onboarding-", ends[i].outcome, NULL);
      g_auto (Visit) visit = { NULL };

      client_play (client, name);
      start (client, CAR, &visit);
      press (client, "decision=connect&account=no-devices", &visit);
      g_test_message ("%s", name);
      g_assert_cmpstr (get_status (&visit), ==, ends[i].status);
      g_assert_cmpuint (visit.end->status, ==, ends[i].page_status);
    }
}

static void
test_returns (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_auto (Visit) twice = { NULL };
  g_auto (Visit) wrong = { NULL };
  g_auto (Visit) never = { NULL };

  play (client, CAR, "decision=connect&account=returns-twice", &twice);
  g_assert_nonnull (strstr (twice.end->body, "http-equiv=\"refresh\""));
  g_assert_nonnull (strstr (twice.end->body, "<img src=\"http://127.0.0.1:9/back?state=a%20b&amp;session_id="));

  play (client, CAR, "decision=connect&account=returns-wrong-state", &wrong);
  g_assert_nonnull (strstr (wrong.end->location, "state=someone-elses"));
  g_assert_null (strstr (wrong.end->location, strrchr (wrong.api_path, '/') + 1));

  play (client, CAR, "decision=connect&account=never-returns", &never);
  g_assert_null (strstr (never.end->body, "127.0.0.1:9"));
}

static void
test_cancel (void)
{
  g_autoptr (Client) client = client_new (&options);
  guint n_before = count_at_home (client);
  g_auto (Visit) visit = { NULL };

  play (client, CAR, "decision=cancel&account=success-three", &visit);
  g_assert_cmpuint (visit.end->status, ==, 303);
  g_assert_true (g_str_has_suffix (visit.end->location, "&status=cancelled"));
  g_assert_cmpstr (get_status (&visit), ==, "cancelled");
  g_assert_cmpuint (count_at_home (client), ==, n_before);
}

/* A link works once: pressing again changes nothing. */
static void
test_once (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_auto (Visit) visit = { NULL };
  g_autoptr (Reply) again = NULL;
  g_autoptr (Reply) page = NULL;
  guint n_devices;

  play (client, CAR, "decision=connect", &visit);
  n_devices = count_at_home (client);
  again = client_ask (client, "POST", visit.page_path, "decision=connect", NULL, NULL);
  page = client_get (client, visit.page_path);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_null (strstr (page->body, "<form"));
  g_assert_cmpuint (count_at_home (client), ==, n_devices);
}

static void
test_expiry (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_auto (Visit) visit = { NULL };
  g_autoptr (Reply) clock = NULL;

  start (client, CAR, &visit);
  clock = client_ask (client, "PUT", "/_sandbox/clock", "{\"now\":\"2026-01-15T18:45:00Z\"}", NULL, NULL);
  press (client, "decision=connect", &visit);
  g_assert_cmpuint (clock->status, ==, 200);
  g_assert_cmpuint (visit.end->status, ==, 410);
  g_assert_cmpstr (get_status (&visit), ==, "expired");
  g_assert_cmpuint (count_devices (&visit), ==, 0);
}

/* Without a maker in the request the person picks one on the page. */
static void
test_choice_of_maker (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_auto (Visit) visit = { NULL };
  g_autoptr (Reply) page = NULL;
  const char *option;
  g_autofree char *maker = NULL;
  g_autofree char *form = NULL;

  start (client, ",\"device_type\":\"heat_pump\"", &visit);
  page = client_get (client, visit.page_path);
  option = strstr (page->body, "<option value=\"");
  g_assert_nonnull (option);
  option += strlen ("<option value=\"");
  maker = g_strndup (option, strchr (option, '"') - option);
  g_assert_true (g_str_has_suffix (maker, "/heat_pump"));
  form = g_strconcat ("decision=connect&maker=", maker, NULL);
  press (client, form, &visit);
  g_assert_cmpstr (get_status (&visit), ==, "completed");
  g_assert_nonnull (strstr (visit.session->body, "\"device_type\":\"heat_pump\""));
}

/* A script that presses Connect and picks nothing is served too. */
static void
test_no_choice (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_auto (Visit) any = { NULL };

  play (client, "", "decision=connect", &any);
  g_assert_cmpstr (get_status (&any), ==, "completed");
  g_assert_cmpuint (count_devices (&any), ==, 1);
}

/* Signing in again is not a new device. */
static void
test_same_device (void)
{
  g_autoptr (Client) client = client_new (&options);
  guint n_before = count_at_home (client);
  g_autofree char *more = g_strdup_printf (",\"device_id\":\"%s\"" CAR, client_get_device (client));
  g_auto (Visit) visit = { NULL };
  JsonObject *device;

  play (client, more, "decision=connect", &visit);
  g_assert_cmpuint (count_at_home (client), ==, n_before);
  device = json_array_get_object_element (json_object_get_array_member (reply_get_object (visit.session), "devices"), 0);
  g_assert_false (json_object_get_boolean_member (device, "is_new"));
  g_assert_cmpstr (json_object_get_string_member (device, "device_id"), ==, client_get_device (client));
}

static void
test_page (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_auto (Visit) visit = { NULL };
  g_autoptr (Reply) page = NULL;

  start (client, ",\"device_type\":\"electric_vehicle\",\"manufacturer\":\"<b>&\\\"{head}\"", &visit);
  page = client_get (client, visit.page_path);
  g_assert_nonnull (strstr (page->body, "<html lang=\"sv\" data-color-scheme=\"dark\">"));
  g_assert_nonnull (strstr (page->body, "Avbryt"));
  g_assert_nonnull (strstr (page->body, "&lt;b&gt;&amp;&quot;{head}"));
  g_assert_null (strstr (page->body, "<b>"));
  g_assert_null (strstr (page->body, "<script"));
}

static void
test_bad_requests (void)
{
  static const char *const redirects[] = {
    "ftp://127.0.0.1/", "http://example.com/", "http://127.0.0.1.example.com/", "http://user@127.0.0.1/", "http:///x",
    "127.0.0.1", "javascript:alert(1)", "http://127.0.0.1/#part", "http://localhost@example.com/",
  };
  static const char *const good[] = {
    "http://127.0.0.1:1/", "http://localhost:1/x?y=z", "http://[::1]:1/", "https://example.com/back",
  };
  g_autoptr (Client) client = client_new (&options);

  for (guint i = 0; i < G_N_ELEMENTS (redirects) + G_N_ELEMENTS (good); i++)
    {
      gboolean is_good = i >= G_N_ELEMENTS (redirects);
      const char *url = is_good ? good[i - G_N_ELEMENTS (redirects)] : redirects[i];
      g_autofree char *body = g_strdup_printf ("{\"facility_id\":\"%s\",\"language\":\"en\",\"redirect_url\":\"%s\"}",
                                               client_get_facility (client), url);
      g_autoptr (Reply) reply = client_ask (client, "POST", "onboarding/sessions", body, NULL, NULL);

      g_test_message ("%s", url);
      g_assert_cmpuint (reply->status, ==, is_good ? 201 : 400);
    }
}

static void
test_unknown_things (void)
{
  g_autoptr (Client) client = client_new (&options);
  g_autofree char *device = make_request (client, ",\"device_id\":\"unknown\"");
  g_autofree char *kind = make_request (client, ",\"device_type\":\"sauna\"");
  g_autoptr (Reply) unknown_device = client_ask (client, "POST", "onboarding/sessions", device, NULL, NULL);
  g_autoptr (Reply) unknown_kind = client_ask (client, "POST", "onboarding/sessions", kind, NULL, NULL);
  g_autoptr (Reply) page = client_get (client, "/onboarding/unknown");
  g_auto (Visit) visit = { NULL };
  g_autoptr (Reply) method = NULL;

  g_assert_cmpuint (unknown_device->status, ==, 400);
  g_assert_cmpuint (unknown_kind->status, ==, 400);
  g_assert_cmpuint (page->status, ==, 404);
  g_assert_cmpstr (page->content_type, ==, "text/html");
  start (client, CAR, &visit);
  method = client_ask (client, "PUT", visit.page_path, "", NULL, NULL);
  g_assert_cmpuint (method->status, ==, 405);
}

/* A form that is not ours, or that another site sends. */
static void
test_bad_forms (void)
{
  static const char *const forms[] = { "", "decision=maybe", "decision=connect&account=nobody", "%%%", "account=success-one" };
  g_autoptr (Client) client = client_new (&options);
  g_auto (Visit) visit = { NULL };
  g_autoptr (Reply) foreign = NULL;
  g_autoptr (Reply) own = NULL;
  g_autofree char *origin = g_strdup (sandbox_server_get_uri (client_get_server (client)));

  start (client, CAR, &visit);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, "POST", visit.page_path, forms[i], NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 400);
    }
  foreign = client_ask (client, "POST", visit.page_path, "decision=connect", "Origin", "http://attacker.example");
  g_assert_cmpuint (foreign->status, ==, 403);
  visit.session = client_get (client, visit.api_path);
  g_assert_cmpstr (get_status (&visit), ==, "pending");

  origin[strlen (origin) - 1] = '\0';
  own = client_ask (client, "POST", visit.page_path, "decision=connect", "Origin", origin);
  g_assert_cmpuint (own->status, ==, 303);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/onboarding/success", test_success);
  g_test_add_func ("/sandbox/onboarding/accounts", test_accounts);
  g_test_add_func ("/sandbox/onboarding/scenarios", test_scenarios);
  g_test_add_func ("/sandbox/onboarding/returns", test_returns);
  g_test_add_func ("/sandbox/onboarding/cancel", test_cancel);
  g_test_add_func ("/sandbox/onboarding/once", test_once);
  g_test_add_func ("/sandbox/onboarding/expiry", test_expiry);
  g_test_add_func ("/sandbox/onboarding/choice-of-maker", test_choice_of_maker);
  g_test_add_func ("/sandbox/onboarding/no-choice", test_no_choice);
  g_test_add_func ("/sandbox/onboarding/same-device", test_same_device);
  g_test_add_func ("/sandbox/onboarding/page", test_page);
  g_test_add_func ("/sandbox/onboarding/bad-requests", test_bad_requests);
  g_test_add_func ("/sandbox/onboarding/unknown-things", test_unknown_things);
  g_test_add_func ("/sandbox/onboarding/bad-forms", test_bad_forms);

  return g_test_run ();
}
